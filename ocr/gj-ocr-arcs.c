/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-arcs.h"

#include <string.h>

#include "ocr/gj-ocr-digit.h"

/* Parts of the height of the sides. */
#define BOW 0.005   /* the middle is so far outside of both ends */
#define BOWS 0.045  /* the same of both sides together */
#define SIDE 0.5    /* a side's width at most */
#define WIDEST 1.35 /* both: a 0 without head and foot is lower than it was */
#define LEVEL 0.2   /* by which sides may stand higher than each other */
#define MOST_LOST 5 /* twelfths: so much of the height may be gone at head and foot each */
#define LIKELY 0.5f /* least probability of the 0 */

/* The middle of the dark pixels of rows [@y0, @y1) of @r; negative if there are none. */
static double
middle_of (PIX *gray, const GjOcrRect *r, int y0, int y1, int limit)
{
  int n = 0, sum = 0;
  for (int y = y0; y < y1; y++)
    for (int x = r->x0; x < r->x1; x++)
      if (gj_ocr_pixel (gray, x, y) < limit) {
        sum += x;
        n++;
      }
  return n > 0 ? sum / (double) n : -1;
}

/* By how much the middle of @r stands left of both its ends, as a part of its height; to the right it is negative. 0 if it is
 * between them. */
static double
bow_of (PIX *gray, const GjOcrRect *r)
{
  int height = gj_ocr_rect_height (r), third = height / 3, dark = 255, light = 0;
  for (int y = r->y0; y < r->y1; y++)
    for (int x = r->x0; x < r->x1; x++) {
      dark = MIN (dark, gj_ocr_pixel (gray, x, y));
      light = MAX (light, gj_ocr_pixel (gray, x, y));
    }
  int limit = (dark + light) / 2;
  double top = middle_of (gray, r, r->y0, r->y0 + third, limit),
         foot = middle_of (gray, r, r->y1 - third, r->y1, limit),
         middle = middle_of (gray, r, r->y0 + third, r->y1 - third, limit);
  if (third < 2 || top < 0 || foot < 0 || middle < 0)
    return 0;
  double most = MAX (top, foot) - middle, least = MIN (top, foot) - middle;
  return least > 0 ? least / height : most < 0 ? most / height : 0;
}

static gboolean
are_sides (PIX *gray, const GjOcrRect *a, const GjOcrRect *b)
{
  int high = MAX (gj_ocr_rect_height (a), gj_ocr_rect_height (b));
  return MAX (gj_ocr_rect_width (a), gj_ocr_rect_width (b)) <= SIDE * high && b->x1 - a->x0 <= WIDEST * high &&
         ABS (a->y0 - b->y0) <= LEVEL * high && ABS (a->y1 - b->y1) <= LEVEL * high && bow_of (gray, a) >= BOW &&
         bow_of (gray, b) <= -BOW && bow_of (gray, a) - bow_of (gray, b) >= BOWS;
}

/* Makes @both, two sides, as high as the 0 was of which the network is surest. FALSE if it sees none. */
static gboolean
complete_zero (PIX *gray, GjOcrRect *both)
{
  const GjOcrRect given = *both;
  float best = LIKELY;
  for (int lost = 0; lost <= MOST_LOST; lost++) {
    int more = gj_ocr_rect_height (&given) * lost / 12;
    GjOcrRect r = { given.x0, MAX (given.y0 - more, 0), given.x1, MIN (given.y1 + more, pixGetHeight (gray)) };
    GjOcrDigit d = gj_ocr_digit_read (gray, &r);
    if (d.digit != 0 || d.p < best)
      continue;
    best = d.p;
    *both = r;
  }
  return best > LIKELY;
}

void
gj_ocr_arcs_join (PIX *gray, GjOcrInkLine *line)
{
  for (guint i = 0; i + 1 < line->n_glyphs; i++) {
    const GjOcrRect *a = &line->glyph[i], *b = &line->glyph[i + 1];
    if (line->mark[i] != 0 || line->mark[i + 1] != 0 || !are_sides (gray, a, b))
      continue;
    GjOcrRect both = { a->x0, MIN (a->y0, b->y0), b->x1, MAX (a->y1, b->y1) };
    if (!complete_zero (gray, &both))
      continue;
    line->glyph[i] = both;
    line->box.y0 = MIN (line->box.y0, both.y0);
    line->box.y1 = MAX (line->box.y1, both.y1);
    line->n_glyphs--;
    memmove (&line->glyph[i + 1], &line->glyph[i + 2], (line->n_glyphs - i - 1) * sizeof *line->glyph);
    memmove (&line->mark[i + 1], &line->mark[i + 2], line->n_glyphs - i - 1);
  }
}
