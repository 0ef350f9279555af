/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The whole path with the real engines on one invented page. */
#include "tests/ocr/draw.h"

#include "ocr/gj-ocr-module.h"
#include "page/gj-error.h"

static const int xs[] = { 100, 300, 500, 700 }, ys[] = { 100, 160, 220, 280, 340 };

static void
test_table (void **state)
{
  g_autoptr (GError) error = NULL;
  GjOcr *ocr = gj_ocr_open (&error);
  if (ocr == NULL) {
    assert_true (g_error_matches (error, GJ_ERROR, GJ_ERROR_MISSING_DATA));
    skip ();
    return;
  }
  g_autoptr (GjPixmap) paper = draw_paper (800, 500, 3);
  draw_table (paper, xs, 4, ys, 5, 0);
  for (int r = 0; r < 4; r++)
    for (int c = 0; c < 3; c++) {
      if (r == 3 && c == 2)
        continue; /* stays empty */
      if (r == 3 && c == 1)
        draw_box (paper, xs[c] + 80, ys[r] + 30, xs[c] + 105, ys[r] + 33, 0, 0, 0);
      else
        draw_digit (paper, xs[c] + 80, ys[r] + 20, (r + c) % 3 == 0 ? 0 : 8);
    }
  g_autoptr (GjPage) page = gj_ocr_read_page (ocr, paper, 7, &error);
  assert_non_null (page);
  assert_int_equal (page->number, 7);
  assert_int_equal (page->source, GJ_SOURCE_OCR);
  assert_int_equal (page->grids->len, 1);
  const GjGrid *grid = g_ptr_array_index (page->grids, 0);
  assert_int_equal (grid->cells->len, 12);
  assert_string_equal (gj_grid_cell_at (grid, 3, 1)->text, "-");
  assert_string_equal (gj_grid_cell_at (grid, 3, 2)->text, "");
  /* whatever the readers make of such digits: no wrong one is sure */
  for (guint r = 0; r < 3; r++)
    for (guint c = 0; c < 3; c++) {
      const GjGridCell *cell = gj_grid_cell_at (grid, r, c);
      if (cell->reading == GJ_READING_PLAIN)
        assert_string_equal (cell->text, (r + c) % 3 == 0 ? "0" : "8");
    }
  gj_ocr_close (ocr);
}

int
main (void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test (test_table) };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
