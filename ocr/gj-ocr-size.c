/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-size.h"

#define LEAST 6u /* figures that say how high digits are */
#define HIGHER 1.2
#define LOWER 0.78
#define MOST 4    /* one of so many figures at most: more are the table's second size */
#define SAME 1.12 /* digits of one width: of another size they would be wider or narrower as well */
#define BROAD 0.4 /* of its height: a digit narrower than this may be a 1, which is so in every size */

/* What is measured of a figure, pixels. */
typedef struct {
  int low, high, wide; /* the lowest, the highest and the broadest of its digits */
} Size;

/* FALSE if @w is no figure in one line. */
static gboolean
size_of (const GjOcrWriting *w, Size *size)
{
  const GjOcrInkLine *line = &w->ink->line[0];
  *size = (Size){ .low = G_MAXINT };
  if (w->cell->kind != GJ_OCR_CELL_FIGURE || w->ink->n_lines != 1)
    return FALSE;
  for (guint i = 0; i < line->n_glyphs; i++) {
    int h = gj_ocr_rect_height (&line->glyph[i]);
    if (line->mark[i] != 0)
      continue;
    size->low = MIN (size->low, h);
    size->high = MAX (size->high, h);
    size->wide = MAX (size->wide, gj_ocr_rect_width (&line->glyph[i]));
  }
  return size->high > 0;
}

static gboolean
is_of (const GjOcrGrid *grid, const GjOcrWriting *w)
{
  const GjOcrCell *cells = (const GjOcrCell *) (gconstpointer) grid->cells->data;
  return w->cell >= cells && w->cell < cells + grid->cells->len;
}

static gboolean
is_odd (const Size *size, const Size *usual)
{
  return size->high > HIGHER * usual->high + 1 || size->low < LOWER * usual->high - 1;
}

/* Whether digits are higher or lower than others and not broader or narrower: the scanner repeated lines of them, or lost some. */
static gboolean
is_stretched (const Size *size, const Size *usual)
{
  return size->wide > BROAD * usual->high && usual->wide > BROAD * usual->high &&
         size->wide <= SAME * usual->wide + 1 && usual->wide <= SAME * size->wide + 1;
}

/* The middle height and width of the figures of @grid, of which there are @n (out). */
static Size
usual_of (const GjOcrGrid *grid, const GArray *writings, guint *n)
{
  g_autoptr (GArray) heights = g_array_new (FALSE, FALSE, sizeof (int)),
                     widths = g_array_new (FALSE, FALSE, sizeof (int));
  Size size;
  for (guint i = 0; i < writings->len; i++) {
    const GjOcrWriting *w = &g_array_index (writings, GjOcrWriting, i);
    if (!is_of (grid, w) || !size_of (w, &size))
      continue;
    g_array_append_val (heights, size.high);
    g_array_append_val (widths, size.wide);
  }
  *n = heights->len;
  return (Size){ .high = gj_ocr_median (heights), .wide = gj_ocr_median (widths) };
}

void
gj_ocr_size_doubt (const GjOcrGrid *grid, const GArray *writings)
{
  g_autoptr (GPtrArray) odd = g_ptr_array_new (), stretched = g_ptr_array_new ();
  guint n = 0;
  const Size usual = usual_of (grid, writings, &n);
  Size size;
  for (guint i = 0; i < writings->len; i++) {
    const GjOcrWriting *w = &g_array_index (writings, GjOcrWriting, i);
    if (!is_of (grid, w) || !size_of (w, &size) || !is_odd (&size, &usual))
      continue;
    g_ptr_array_add (odd, w->cell);
    if (is_stretched (&size, &usual))
      g_ptr_array_add (stretched, w->cell);
  }
  if (n < LEAST)
    return;
  GPtrArray *doubted = odd->len * MOST > n ? stretched : odd;
  for (guint i = 0; i < doubted->len; i++) {
    GjOcrCell *cell = doubted->pdata[i];
    cell->reading = MAX (cell->reading, GJ_READING_DOUBTFUL);
  }
}
