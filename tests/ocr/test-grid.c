/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/ocr/draw.h"

#include "ocr/gj-ocr-grid.h"

static const int xs[] = { 100, 300, 500, 700 }, ys[] = { 100, 160, 220, 280, 340 };

static GPtrArray *
grids_of (GjPixmap *paper)
{
  GjOcrPicture *picture = gj_ocr_picture_new (paper, 0);
  GPtrArray *grids = gj_ocr_find_grids (picture);
  gj_ocr_picture_free (picture);
  gj_pixmap_free (paper);
  return grids;
}

static void
assert_grid (GPtrArray *grids, guint rows, guint cols, guint cells)
{
  assert_int_equal (grids->len, 1);
  const GjOcrGrid *grid = g_ptr_array_index (grids, 0);
  assert_int_equal (grid->n_rows, rows);
  assert_int_equal (grid->n_cols, cols);
  assert_int_equal (grid->cells->len, cells);
}

static void
test_plain (void **state)
{
  GjPixmap *paper = draw_paper (800, 500, 1);
  draw_table (paper, xs, 4, ys, 5, 0);
  g_autoptr (GPtrArray) grids = grids_of (paper);
  assert_grid (grids, 4, 3, 12);
  const GjOcrCell *c = &g_array_index (((GjOcrGrid *) g_ptr_array_index (grids, 0))->cells, GjOcrCell, 4);
  assert_int_equal (c->row, 1);
  assert_int_equal (c->col, 1);
  assert_true (ABS (c->box.x0 - 300) <= 2 && ABS (c->box.y1 - 220) <= 2);
}

static void
test_faint (void **state)
{
  GjPixmap *paper = draw_paper (800, 500, 1);
  draw_table (paper, xs, 4, ys, 5, 215);
  g_autoptr (GPtrArray) grids = grids_of (paper);
  assert_grid (grids, 4, 3, 12);
}

static void
test_broken (void **state)
{
  GjPixmap *paper = draw_paper (800, 500, 1);
  draw_table (paper, xs, 4, ys, 5, 0);
  for (int x = 150; x < 700; x += 130)
    draw_box (paper, x, 90, x + 14, 350, 250, 250, 250);
  g_autoptr (GPtrArray) grids = grids_of (paper);
  assert_grid (grids, 4, 3, 12);
}

static void
test_merged (void **state)
{
  GjPixmap *paper = draw_paper (800, 500, 1);
  draw_table (paper, xs, 4, ys, 5, 0);
  draw_box (paper, 296, 103, 305, 158, 250, 250, 250); /* row 0: columns 0 and 1 */
  draw_box (paper, 503, 216, 698, 225, 250, 250, 250); /* column 2: rows 1 and 2 */
  g_autoptr (GPtrArray) grids = grids_of (paper);
  assert_grid (grids, 4, 3, 10);
  const GArray *cells = ((GjOcrGrid *) g_ptr_array_index (grids, 0))->cells;
  assert_int_equal (g_array_index (cells, GjOcrCell, 0).col_span, 2);
  assert_int_equal (g_array_index (cells, GjOcrCell, 4).row_span, 2);
}

static void
test_open_at_foot (void **state)
{
  GjPixmap *paper = draw_paper (800, 500, 1);
  draw_table (paper, xs, 4, ys, 5, 0);
  draw_box (paper, 90, 335, 710, 345, 250, 250, 250);
  g_autoptr (GPtrArray) grids = grids_of (paper);
  assert_grid (grids, 4, 3, 12);
}

static void
test_skewed (void **state)
{
  GjPixmap *paper = draw_paper (900, 600, 1);
  draw_table (paper, xs, 4, ys, 5, 0);
  for (int r = 0; r < 4; r++)
    for (int c = 0; c < 3; c++)
      draw_digit (paper, xs[c] + 80, ys[r] + 20, r + c);
  PIX *gray = pixCreate (900, 600, 8);
  for (int y = 0; y < 600; y++)
    for (int x = 0; x < 900; x++)
      pixSetPixel (gray, x, y, paper->data[(gsize) y * paper->stride + (gsize) x]);
  PIX *turned = pixRotateAMGray (gray, 0.03f, 250);
  for (int y = 0; y < 600; y++)
    for (int x = 0; x < 900; x++)
      paper->data[(gsize) y * paper->stride + (gsize) x] = (guint8) gj_ocr_pixel (turned, x, y);
  pixDestroy (&gray);
  pixDestroy (&turned);
  g_autoptr (GPtrArray) grids = grids_of (paper);
  assert_grid (grids, 4, 3, 12);
}

static void
test_bent (void **state)
{
  GjPixmap *paper = draw_paper (1600, 700, 1);
  for (int r = 0; r < 6; r++)
    for (int x = 100; x < 1500; x++) {
      int y = 100 + 80 * r + (x - 800) * (x - 800) / 24000;
      draw_box (paper, x, y - 1, x + 1, y + 2, 0, 0, 0);
    }
  for (int x = 100; x <= 1500; x += 200) {
    int y = (x - 800) * (x - 800) / 24000;
    draw_box (paper, x - 1, 100 + y, x + 2, 500 + y, 0, 0, 0);
  }
  g_autoptr (GPtrArray) grids = grids_of (paper);
  assert_grid (grids, 5, 7, 35);
}

static void
test_no_table (void **state)
{
  GjPixmap *paper = draw_paper (800, 500, 1);
  draw_box (paper, 100, 100, 500, 103, 0, 0, 0); /* an underline */
  static const int sx[] = { 300, 360 }, sy[] = { 300, 360 };
  draw_table (paper, sx, 2, sy, 2, 0); /* a check box */
  g_autoptr (GPtrArray) grids = grids_of (paper);
  assert_int_equal (grids->len, 0);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_plain),  cmocka_unit_test (test_faint),   cmocka_unit_test (test_broken), cmocka_unit_test (test_merged),
    cmocka_unit_test (test_open_at_foot), cmocka_unit_test (test_skewed), cmocka_unit_test (test_bent), cmocka_unit_test (test_no_table),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
