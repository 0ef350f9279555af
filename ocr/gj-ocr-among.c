/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-among.h"

#include "ocr/gj-ocr-judge.h"

#include <stdlib.h>
#include <string.h>

/* Of the height of figures, and of a cell's sides */
#define PAPER_AROUND 0.2
#define DIGITS_APART 0.6
#define OFF_MIDDLE 0.15
#define SURE 0.95 /* probability of a figure's least sure digit */
#define BOTH 3u   /* figures in its row, and as many in its column, make a cell one of figures; */
#define ROW 6u    /* or so many in its row: table 四 has but one */

static gboolean
is_as_high (const GjOcrRect *r, int usual)
{
  return gj_ocr_rect_height (r) * 5 >= 4 * usual && gj_ocr_rect_height (r) * 5 <= 6 * usual;
}

guint
gj_ocr_among_keep (GjOcrRect *at, guint n, int w, int h, int usual)
{
  GjOcrRect figure = { 0, 0, 0, 0 };
  int nearest = G_MAXINT, apart = MAX ((int) (usual * PAPER_AROUND), 2);
  for (guint i = 0; i < n; i++) {
    const GjOcrRect *p = &at[i];
    int off = ABS (p->x0 + p->x1 - w);
    if (off >= nearest || !is_as_high (p, usual) || gj_ocr_rect_width (p) > usual)
      continue;
    nearest = off;
    figure = *p;
  }
  for (gboolean more = nearest < G_MAXINT; more;) {
    more = FALSE;
    for (guint i = 0; i < n; i++) {
      const GjOcrRect *p = &at[i];
      GjOcrRect all = gj_ocr_rect_join (&figure, p);
      if (memcmp (&all, &figure, sizeof all) == 0 || !is_as_high (&all, usual) ||
          MAX (figure.x0 - p->x1, p->x0 - figure.x1) > DIGITS_APART * usual)
        continue;
      figure = all;
      more = TRUE;
    }
  }
  gboolean middle = nearest < G_MAXINT && ABS (figure.x0 + figure.x1 - w) <= 2 * OFF_MIDDLE * w &&
                    ABS (figure.y0 + figure.y1 - h) <= 2 * OFF_MIDDLE * h;
  guint kept = 0;
  for (guint i = 0; i < n && middle; i++) {
    const GjOcrRect *p = &at[i];
    if (p->x0 >= figure.x0 && p->x1 <= figure.x1 && p->y0 >= figure.y0 && p->y1 <= figure.y1)
      at[kept++] = *p;
    else if (p->x0 < figure.x1 + apart && p->x1 > figure.x0 - apart && p->y0 < figure.y1 + apart &&
             p->y1 > figure.y0 - apart)
      middle = FALSE;
  }
  return middle ? kept : 0;
}

static gboolean
is_of (const GjOcrGrid *grid, const GjOcrCell *cell)
{
  const GjOcrCell *cells = (const GjOcrCell *) (const void *) grid->cells->data;
  return cell >= cells && cell < cells + grid->cells->len;
}

static gboolean
is_among_figures (const GjOcrGrid *grid, const GjOcrCell *cell)
{
  guint row = 0, above = 0, below = 0;
  for (guint i = 0; i < grid->cells->len; i++) {
    const GjOcrCell *c = &g_array_index (grid->cells, GjOcrCell, i);
    if (c->kind != GJ_OCR_CELL_FIGURE)
      continue;
    gboolean column = c->col == cell->col && c->col_span == cell->col_span;
    row += c->row == cell->row && c->row_span == cell->row_span;
    above += column && c->row < cell->row;
    below += column && c->row > cell->row;
  }
  return row >= ROW || (row >= BOTH && above + below >= BOTH && above > 0);
}

/* The usual height of figures of one line in @grid, pixels; 0: there are none. */
static int
usual_height (const GjOcrGrid *grid, const GArray *writings)
{
  g_autoptr (GArray) heights = g_array_new (FALSE, FALSE, sizeof (int));
  for (guint i = 0; i < writings->len; i++) {
    const GjOcrWriting *w = &g_array_index (writings, GjOcrWriting, i);
    int height = gj_ocr_rect_height (&w->ink->box);
    if (w->cell->kind == GJ_OCR_CELL_FIGURE && w->ink->n_lines == 1 && is_of (grid, w->cell))
      g_array_append_val (heights, height);
  }
  return heights->len >= BOTH ? gj_ocr_median (heights) : 0;
}

void
gj_ocr_look_among (const GjOcrPicture *picture, const GjOcrGrid *grid, GArray *writings)
{
  int usual = usual_height (grid, writings);
  for (guint i = 0; i < writings->len && usual > 0; i++) {
    GjOcrWriting *w = &g_array_index (writings, GjOcrWriting, i);
    if (w->cell->kind != GJ_OCR_CELL_LABEL || !is_of (grid, w->cell) || !is_among_figures (grid, w->cell))
      continue;
    GjOcrInk *ink = gj_ocr_ink_find_middle (picture, &w->cell->box, usual);
    if (ink->kind != GJ_OCR_INK_FIGURE || ink->n_lines != 1 || gj_ocr_judge (picture, ink) < SURE) {
      g_free (ink);
      continue;
    }
    g_free (w->ink);
    w->ink = ink;
    w->cell->ink = ink->box;
    w->cell->kind = GJ_OCR_CELL_FIGURE;
    w->cell->supposed = TRUE;
  }
}
