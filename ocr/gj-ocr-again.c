/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-again.h"

#include "ocr/gj-ocr-dust.h"
#include "ocr/gj-ocr-judge.h"

#define WHOLE 0.9      /* of a cell's height: so high is shade */
#define WHOLE_LINE 1.4 /* in cells so much higher than digits */
#define AWAY 2         /* heights of digits from the figure: none of its own stands there */

/* Probability of a figure's least sure digit */
#define SURE 0.95
#define PALE 0.6 /* of one that is pale: that there is something to read is known */

/* Darker paper: as high as the cell, and away from the figure @seen, whose digits are @height high. */
static gboolean
is_shade (const GjOcrPicture *picture, const GjOcrRect *cell, const GjOcrRect *r, const GjOcrRect *seen, int height)
{
  int inner = gj_ocr_rect_height (cell) - 2 * gj_ocr_ink_margin (picture);
  return gj_ocr_rect_height (r) >= WHOLE * inner && inner > WHOLE_LINE * height &&
         (r->x0 > seen->x1 + AWAY * height || r->x1 < seen->x0 - AWAY * height);
}

gboolean
gj_ocr_has_left_over (const GjOcrPicture *picture, const GjOcrRect *cell, const GjOcrInk *ink)
{
  g_autofree GjOcrInk *low = gj_ocr_ink_find (picture, cell, 0.25);
  GjOcrRect seen = { G_MAXINT, G_MAXINT, 0, 0 };
  int height = 1;

  for (guint i = 0; i < ink->n_lines; i++) {
    const GjOcrRect *b = &ink->line[i].box;
    seen = (GjOcrRect){ MIN (seen.x0, b->x0), MIN (seen.y0, b->y0), MAX (seen.x1, b->x1), MAX (seen.y1, b->y1) };
    height = MAX (height, gj_ocr_rect_height (b));
  }
  for (guint i = 0; i < low->n_lines; i++)
    for (guint k = 0; k < low->line[i].n_glyphs; k++) {
      const GjOcrRect *g = &low->line[i].glyph[k];
      if (gj_ocr_rect_height (g) < 0.5 * height || is_shade (picture, cell, g, &seen, height))
        continue;
      if (g->x0 < seen.x0 - 0.3 * height || g->x1 > seen.x1 + 0.3 * height || g->y0 < seen.y0 - 0.6 * height ||
          g->y1 > seen.y1 + 0.6 * height)
        return TRUE;
    }
  return FALSE;
}

/* Takes @found if it is a figure, and surer than @score by now and than @least. Returns: whether it was taken. */
static gboolean
take_figure (const GjOcrPicture *picture, GjOcrInk *found, double least, GjOcrInk **ink, double *score)
{
  double s = found->kind == GJ_OCR_INK_FIGURE && found->n_lines == 1 ? gj_ocr_judge (picture, found) : 0;
  gboolean better = s >= MAX (least, *score);
  g_free (better ? *ink : found);
  *ink = better ? found : *ink;
  *score = better ? s : *score;
  return better;
}

static gboolean
look_for_pale (const GjOcrPicture *picture, const GjOcrRect *cell, GjOcrInk **ink, double *score)
{
  static const double levels[] = { GJ_OCR_INK_LEVEL, 0.33, 0.58 };
  gboolean found = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (levels) && *score < SURE; i++)
    found |= take_figure (picture, gj_ocr_ink_find_faint (picture, cell, levels[i]), PALE, ink, score);
  return found;
}

gboolean
gj_ocr_look_again (const GjOcrPicture *picture, const GjOcrRect *cell, GjOcrInk **ink, double *score)
{
  if ((*ink)->kind == GJ_OCR_INK_NONE)
    return gj_ocr_ink_is_faint (picture, cell) && look_for_pale (picture, cell, ink, score);
  if (take_figure (picture, gj_ocr_ink_find_clean (picture, cell), SURE, ink, score))
    return TRUE;
  if (!gj_ocr_dust_is_all (picture, cell))
    return FALSE;
  g_free (*ink);
  *ink = g_new0 (GjOcrInk, 1);
  return TRUE;
}
