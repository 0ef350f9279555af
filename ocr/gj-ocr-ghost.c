/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-ghost.h"

#include "ocr/gj-ocr-lines.h"

#define RARE 1000  /* of so many pixels of a page one is text, at least */
#define EMPTY 3    /* text that is so many times darker than the page's contrast says: the page is nearly empty */
#define FINE 0.7   /* strokes are this dark, as a part of what is inked through */
#define FAINT 0.3  /* of the darkest line's contrast: the back of the paper shows between 0.1 and 0.2 */
#define DARKEST 25 /* of so many pixels of a line one is inked through */
#define LONG 5     /* so many times its height: a line that sets the measure */
#define SOLID 2    /* one of so many pixels inked: no text */

static guint
histogram (PIX *gray, const GjOcrRect *r, int step, guint hist[256])
{
  guint n = 0;
  for (int y = MAX (r->y0, 0); y < MIN (r->y1, pixGetHeight (gray)); y += step)
    for (int x = MAX (r->x0, 0); x < MIN (r->x1, pixGetWidth (gray)); x += step, n++)
      hist[gj_ocr_pixel (gray, x, y)]++;
  return n;
}

/* The level that one of @part of the @n pixels in @hist do not exceed. */
static int
level_of (const guint hist[256], guint n, guint part)
{
  guint sum = 0;
  for (int i = 0; i < 256; i++) {
    sum += hist[i];
    if (sum * part >= n && sum > 0)
      return i;
  }
  return 255;
}

int
gj_ocr_text_contrast (const GjOcrPicture *picture)
{
  guint hist[256] = { 0 };
  GjOcrRect page = { 0, 0, pixGetWidth (picture->gray), pixGetHeight (picture->gray) };
  guint n = histogram (picture->gray, &page, 3, hist);
  int contrast = picture->paper - level_of (hist, n, RARE);
  return contrast > EMPTY * picture->contrast ? (int) (FINE * contrast) : picture->contrast;
}

/* How much darker than its paper the ink of @line is; 0 for what is no text. */
static int
darkness (const GjOcrPicture *picture, const GjOcrTextLine *line)
{
  guint hist[256] = { 0 }, n = 0;
  for (guint i = 0; i < line->pieces->len; i++)
    n += histogram (picture->gray, &g_array_index (line->pieces, GjOcrRect, i), 1, hist);
  int ink = level_of (hist, n, DARKEST), middle = level_of (hist, n, SOLID), paper = 255;
  for (guint sum = 0; paper > 0 && (sum + hist[paper]) * 4 < n; paper--) /* the lightest quarter */
    sum += hist[paper];
  return 2 * (paper - middle) > paper - ink ? 0 : paper - ink;
}

void
gj_ocr_ghosts_drop (const GjOcrPicture *picture, GPtrArray *lines)
{
  g_autofree int *dark = g_new0 (int, lines->len + 1);
  int most = 0;
  for (guint i = 0; i < lines->len; i++) {
    const GjOcrTextLine *line = g_ptr_array_index (lines, i);
    dark[i] = darkness (picture, line);
    if (gj_ocr_rect_width (&line->box) >= LONG * gj_ocr_rect_height (&line->box))
      most = MAX (most, dark[i]);
  }
  for (guint i = lines->len; i-- > 0;)
    if (dark[i] > 0 && dark[i] < FAINT * most)
      g_ptr_array_remove_index (lines, i);
}
