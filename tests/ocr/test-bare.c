/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/ocr/draw.h"

#include "ocr/gj-ocr-bare.h"
#include "ocr/gj-ocr-lines.h"

static void
draw_dash (GjPixmap *paper, int x, int y)
{
  draw_box (paper, x, y, x + 24, y + 3, 20, 20, 20);
}

/* Two rows with labels: figures and a dash are found row by row, in their order; labels are not. */
static void
test_rows (void **state)
{
  GjPixmap *paper = draw_paper (1000, 600, 1);
  draw_text (paper, 60, 200, 6);
  draw_digit (paper, 500, 203, 4);
  draw_digit (paper, 520, 203, 4);
  draw_digit (paper, 700, 203, 4);
  draw_text (paper, 60, 260, 8);
  draw_digit (paper, 510, 263, 4);
  draw_dash (paper, 695, 275);
  GjOcrPicture *picture = picture_of (paper);
  g_autoptr (GPtrArray) grids = g_ptr_array_new ();
  g_autoptr (GjOcrBare) bare = gj_ocr_bare_find (picture, grids);
  assert_int_equal (bare->cells->len, 4);
  assert_int_equal (bare->writings->len, 4);
  static const struct {
    GjOcrCellKind kind;
    int x0;
  } expected[] = {
    { GJ_OCR_CELL_FIGURE, 500 }, { GJ_OCR_CELL_FIGURE, 700 }, { GJ_OCR_CELL_FIGURE, 510 }, { GJ_OCR_CELL_DASH, 695 }
  };
  for (guint i = 0; i < 4; i++) {
    const GjOcrCell *cell = &g_array_index (bare->cells, GjOcrCell, i);
    assert_int_equal (cell->kind, expected[i].kind);
    assert_in_range (cell->ink.x0, expected[i].x0 - 2, expected[i].x0 + 2);
  }

  g_autoptr (GPtrArray) lines = gj_ocr_text_lines (picture, grids, bare->writings);
  assert_int_equal (lines->len, 2);
  for (guint i = 0; i < 2; i++) {
    const GjOcrTextLine *line = g_ptr_array_index (lines, i);
    assert_true (line->label);
    assert_true (line->box.x1 < 400); /* without the figures beside it */
  }
  gj_ocr_picture_free (picture);
}

/* A figure in prose, with text behind it, is none of a table; nor is one that stands alone, nor the strokes of 二. */
static void
test_no_figures (void **state)
{
  GjPixmap *paper = draw_paper (1000, 600, 1);
  draw_text (paper, 60, 60, 6);
  draw_digit (paper, 320, 63, 7);
  draw_text (paper, 370, 60, 6);
  draw_digit (paper, 480, 560, 3); /* a page number */
  draw_dash (paper, 60, 300);
  draw_dash (paper, 60, 311);
  GjOcrPicture *picture = picture_of (paper);
  g_autoptr (GPtrArray) grids = g_ptr_array_new ();
  g_autoptr (GjOcrBare) bare = gj_ocr_bare_find (picture, grids);
  assert_int_equal (bare->cells->len, 0);
  gj_ocr_picture_free (picture);
}

/* Ink of which no character came is told, so that a cell there is not taken for blank. */
static void
test_unread (void **state)
{
  GjPixmap *paper = draw_paper (1000, 600, 1);
  draw_text (paper, 60, 200, 1);
  draw_text (paper, 500, 200, 1);
  GjOcrPicture *picture = picture_of (paper);
  g_autoptr (GPtrArray) grids = g_ptr_array_new ();
  g_autoptr (GjOcrBare) bare = gj_ocr_bare_find (picture, grids);
  g_autoptr (GArray) symbols = g_array_new (FALSE, FALSE, sizeof (GjOcrSymbol));
  GjOcrSymbol s = { .ch = 0x4E00, .box = { 60, 200, 90, 230 }, .confidence = 90 };
  g_array_append_val (symbols, s);
  g_autoptr (GArray) unread = gj_ocr_bare_unread (bare, symbols);
  assert_int_equal (unread->len, 1);
  assert_in_range (g_array_index (unread, GjOcrRect, 0).x0, 498, 502);
  gj_ocr_picture_free (picture);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_rows),
    cmocka_unit_test (test_no_figures),
    cmocka_unit_test (test_unread),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
