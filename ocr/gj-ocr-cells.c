/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-cells.h"

#include "ocr/gj-ocr-figures.h"
#include "ocr/gj-ocr-ink.h"
#include "ocr/gj-ocr-labels.h"

static void
set_plain (GjOcrCell *cell, const char *text)
{
  cell->text = g_strdup (text);
  cell->confidence = 95;
  cell->reading = GJ_READING_PLAIN;
}

static void
look_at (const GjOcrPicture *picture, GjOcrCell *cell, GArray *writings)
{
  GjOcrInk *ink = gj_ocr_ink_find (picture, &cell->box);
  GjOcrWriting w = { cell, ink };
  const char slash[2] = { ink->slash, '\0' };

  switch (ink->kind) {
  case GJ_OCR_INK_NONE:
    cell->kind = GJ_OCR_CELL_EMPTY;
    set_plain (cell, "");
    break;
  case GJ_OCR_INK_DASH:
    cell->kind = GJ_OCR_CELL_DASH;
    set_plain (cell, "-");
    break;
  case GJ_OCR_INK_SLASH:
    cell->kind = GJ_OCR_CELL_DASH;
    set_plain (cell, slash);
    break;
  case GJ_OCR_INK_FIGURE:
    cell->kind = GJ_OCR_CELL_FIGURE;
    break;
  case GJ_OCR_INK_TEXT:
    cell->kind = GJ_OCR_CELL_LABEL;
    break;
  }
  cell->ink = ink->box;
  g_array_append_val (writings, w);
}

void
gj_ocr_read_cells (GjOcrEngine *chinese, GjOcrEngine *digits, const GjOcrPicture *picture, GPtrArray *grids)
{
  g_autoptr (GArray) writings = g_array_new (FALSE, FALSE, sizeof (GjOcrWriting));

  g_array_set_clear_func (writings, gj_ocr_writing_clear);
  for (guint i = 0; i < grids->len; i++) {
    GjOcrGrid *grid = g_ptr_array_index (grids, i);
    for (guint k = 0; k < grid->cells->len; k++)
      look_at (picture, &g_array_index (grid->cells, GjOcrCell, k), writings);
  }
  gj_ocr_read_figures (digits, picture, writings);
  gj_ocr_read_labels (chinese, picture, writings);
}
