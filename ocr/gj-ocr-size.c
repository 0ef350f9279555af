/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-size.h"

#define LEAST 6u /* figures that say how high digits are */
#define HIGHER 1.2
#define LOWER 0.78
#define MOST 4 /* one of so many figures at most: more are the table's second size */

/* The lowest and the highest digit of @w, pixels. FALSE if it is no figure in one line. */
static gboolean
heights_of (const GjOcrWriting *w, int *low, int *high)
{
  const GjOcrInkLine *line = &w->ink->line[0];
  *low = G_MAXINT;
  *high = 0;
  if (w->cell->kind != GJ_OCR_CELL_FIGURE || w->ink->n_lines != 1)
    return FALSE;
  for (guint i = 0; i < line->n_glyphs; i++) {
    int h = gj_ocr_rect_height (&line->glyph[i]);
    if (line->mark[i] != 0)
      continue;
    *low = MIN (*low, h);
    *high = MAX (*high, h);
  }
  return *high > 0;
}

static gboolean
is_of (const GjOcrGrid *grid, const GjOcrWriting *w)
{
  const GjOcrCell *cells = (const GjOcrCell *) (gconstpointer) grid->cells->data;
  return w->cell >= cells && w->cell < cells + grid->cells->len;
}

void
gj_ocr_size_doubt (const GjOcrGrid *grid, const GArray *writings)
{
  g_autoptr (GArray) heights = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GPtrArray) odd = g_ptr_array_new ();
  int low = 0, high = 0;
  for (guint i = 0; i < writings->len; i++) {
    const GjOcrWriting *w = &g_array_index (writings, GjOcrWriting, i);
    if (is_of (grid, w) && heights_of (w, &low, &high))
      g_array_append_val (heights, high);
  }
  int usual = gj_ocr_median (heights);
  for (guint i = 0; i < writings->len; i++) {
    const GjOcrWriting *w = &g_array_index (writings, GjOcrWriting, i);
    if (is_of (grid, w) && heights_of (w, &low, &high) && (high > HIGHER * usual + 1 || low < LOWER * usual - 1))
      g_ptr_array_add (odd, w->cell);
  }
  if (heights->len < LEAST || odd->len * MOST > heights->len)
    return;
  for (guint i = 0; i < odd->len; i++) {
    GjOcrCell *cell = odd->pdata[i];
    cell->reading = MAX (cell->reading, GJ_READING_DOUBTFUL);
  }
}
