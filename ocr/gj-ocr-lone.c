/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-lone.h"

/* Parts of the height of the line above */
#define LINE 4      /* so wide a piece is a line */
#define NARROW 3    /* so wide at most is what stands alone */
#define NEAR 1.6    /* distance to the line above */
#define TALLEST 1.2 /* of a character */
#define PARTED 0.4  /* gap between its parts */
#define STROKE 0.5  /* of the page's usual line: no higher than this is a stroke */

/* Whether @r is a line of characters, no stroke of one. */
static gboolean
is_line (const GjOcrRect *r, int em)
{
  int h = gj_ocr_rect_height (r);
  return h > STROKE * em && gj_ocr_rect_width (r) > LINE * h;
}

/* Whether @r begins below @line, near it and under some part of it. */
static gboolean
is_below (const GjOcrRect *line, const GjOcrRect *r)
{
  int h = gj_ocr_rect_height (line);
  return r->y0 > line->y0 + h / 2 && r->y0 < line->y1 + NEAR * h && r->x0 < line->x1 && r->x1 > line->x0;
}

static gboolean
is_part_of_one (const GjOcrRect *upper, const GjOcrRect *lower, int height)
{
  int overlap = MIN (upper->x1, lower->x1) - MAX (upper->x0, lower->x0);
  int narrower = MIN (gj_ocr_rect_width (upper), gj_ocr_rect_width (lower));
  return 3 * overlap >= narrower && lower->y0 >= upper->y0 && lower->y0 - upper->y1 <= PARTED * height &&
         MAX (lower->y1, upper->y1) - upper->y0 <= TALLEST * height;
}

/* Whether @r stands beside a line: then it belongs there. */
static gboolean
is_beside_line (const GArray *pieces, const GjOcrRect *r, int em)
{
  for (guint i = 0; i < pieces->len; i++) {
    const GjOcrRect *line = &g_array_index (pieces, GjOcrRect, i);
    int middle = (r->y0 + r->y1) / 2;
    if (is_line (line, em) && middle > line->y0 && middle < line->y1)
      return TRUE;
  }
  return FALSE;
}

/* Joins the narrow pieces among @below that are parts of one character of @height. */
static void
join_parts (GPtrArray *below, int height)
{
  for (guint i = 0; i < below->len; i++)
    for (guint k = 0; k < below->len; k++) {
      GjOcrRect *a = below->pdata[i], *b = below->pdata[k];
      if (i == k || a->x1 <= a->x0 || b->x1 <= b->x0 || !is_part_of_one (a, b, height))
        continue;
      *a = (GjOcrRect){ MIN (a->x0, b->x0), a->y0, MAX (a->x1, b->x1), MAX (a->y1, b->y1) };
      *b = (GjOcrRect){ 0, 0, 0, 0 };
    }
}

void
gj_ocr_lone_join (GArray *pieces, int em)
{
  for (guint i = 0; i < pieces->len; i++) {
    const GjOcrRect line = g_array_index (pieces, GjOcrRect, i);
    int h = gj_ocr_rect_height (&line);
    g_autoptr (GPtrArray) below = g_ptr_array_new ();
    if (!is_line (&line, em))
      continue;
    for (guint k = 0; k < pieces->len && below->len < 64; k++) {
      GjOcrRect *r = &g_array_index (pieces, GjOcrRect, k);
      if (is_below (&line, r) && gj_ocr_rect_width (r) <= NARROW * h && !is_line (r, em) &&
          !is_beside_line (pieces, r, em))
        g_ptr_array_add (below, r);
    }
    join_parts (below, h);
  }
}

gboolean
gj_ocr_lone_is_large (const GArray *pieces, const GjOcrRect *r, int em)
{
  int h = gj_ocr_rect_height (r);
  if (gj_ocr_rect_width (r) > NARROW * h)
    return FALSE;
  for (guint i = 0; i < pieces->len; i++) {
    const GjOcrRect *line = &g_array_index (pieces, GjOcrRect, i);
    int high = gj_ocr_rect_height (line);
    if (is_line (line, em) && 5 * ABS (high - h) < 2 * high && is_below (line, r))
      return TRUE;
  }
  return FALSE;
}
