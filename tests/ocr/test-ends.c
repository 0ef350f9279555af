/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rules that are there in part, and rules that are not the page's. */

#include "tests/ocr/grids.h"

#define COLS 8
#define ROWS 9

static const int xs[COLS + 1] = { 100, 300, 400, 500, 600, 700, 800, 900, 1000 },
                           ys[ROWS + 1] = { 100, 150, 200, 250, 300, 350, 400, 450, 500, 550 };

static void
draw_figures (GjPixmap *paper)
{
  for (int r = 0; r < ROWS; r++) {
    for (int k = 0; k < 6; k++)
      draw_digit (paper, xs[0] + 20 + 20 * k, ys[r] + 13 + 5 * k % 7, 7 * k % 10);
    for (int c = 1; c < COLS; c++)
      draw_digit (paper, xs[c] + 43, ys[r] + 13, (r + c) % 10);
  }
}

static void
rub_out (GjPixmap *paper, int x0, int y0, int x1, int y1)
{
  draw_box (paper, x0, y0, x1, y1, 250, 250, 250);
}

/* Pieces of all rules across are missing, and all of the @n uprights at @x in the last row. */
static void
break_rules (GjPixmap *paper, const int *x, int n)
{
  for (int r = 0; r <= ROWS; r++)
    for (int k = 0; k < 4; k++)
      rub_out (paper, 150 + 200 * k + 37 * r % 90, ys[r] - 2, 220 + 200 * k + 37 * r % 90, ys[r] + 3);
  for (int c = 0; c < n; c++)
    rub_out (paper, x[c] - 2, ys[ROWS - 1] + 2, x[c] + 3, ys[ROWS] + 3);
}

/* How many cells the last row of the one table on @paper, which is freed, has. */
static guint
count_in_last_row (GjPixmap *paper)
{
  g_autoptr (GPtrArray) grids = grids_of (paper);
  guint n = 0;
  assert_int_equal (grids->len, 1);
  const GjOcrGrid *grid = g_ptr_array_index (grids, 0);
  assert_int_equal (grid->n_rows, ROWS);
  for (guint i = 0; i < grid->cells->len; i++)
    n += g_array_index (grid->cells, GjOcrCell, i).row == ROWS - 1;
  return n;
}

/* Broken rules; of the last row but three pieces of its rule are left. Where figures are in one cell of it only, it is no row of columns. */
static void
test_last_row (void **state)
{
  for (int title = 0; title < 2; title++) {
    GjPixmap *paper = draw_paper (1100, 700, 1);
    draw_table (paper, xs, COLS + 1, ys, ROWS + 1, 0);
    break_rules (paper, xs, COLS + 1);
    draw_figures (paper);
    if (title)
      rub_out (paper, xs[1], ys[ROWS - 1] + 4, xs[COLS], ys[ROWS] - 4);
    assert_int_equal (count_in_last_row (paper), title ? 1 : COLS);
  }
}

/* The same where rows above have more columns than the last ones, whose figure stands in the middle of several of these. */
static void
test_last_wide_row (void **state)
{
  static const int four[] = { 100, 400, 600, 800, 1000 };
  GjPixmap *paper = draw_paper (1100, 700, 1);
  draw_table (paper, four, 5, ys, ROWS + 1, 0);
  for (int r = 0; r < ROWS; r++) {
    for (int k = 0; k < 6; k++)
      draw_digit (paper, 120 + 20 * k, ys[r] + 13 + 5 * k % 7, 7 * k % 10);
    for (int c = 1; c < 4 && r < 4; c++)
      draw_digit (paper, four[c] + 93, ys[r] + 13, (r + c) % 10);
    if (r < 4)
      continue;
    rub_out (paper, 410, ys[r] + 2, 990, ys[r + 1] - 1);
    draw_digit (paper, 693, ys[r] + 13, r % 10);
  }
  break_rules (paper, four, 5);
  assert_int_equal (count_in_last_row (paper), 2);
}

/* Broken rules; a page break took the first row's upper rule, and its sides are gone: uprights that begin together say where it begins. Where
 * they begin here and there nothing does. */
static void
test_open_top (void **state)
{
  for (int uneven = 0; uneven < 2; uneven++) {
    GjPixmap *paper = draw_paper (1100, 700, 1);
    draw_table (paper, xs, COLS + 1, ys, ROWS + 1, 0);
    break_rules (paper, xs, 0);
    rub_out (paper, 0, ys[0] - 2, 1100, ys[0] + 3);
    for (int side = 0; side <= COLS; side += COLS)
      rub_out (paper, xs[side] - 2, 0, xs[side] + 3, ys[1] - 3);
    for (int c = 1; c < COLS && uneven; c++)
      rub_out (paper, xs[c] - 2, 0, xs[c] + 3, ys[0] + 5 * c);
    draw_figures (paper);
    g_autoptr (GPtrArray) grids = grids_of (paper);
    assert_int_equal (grids->len, 1);
    assert_int_equal (((const GjOcrGrid *) g_ptr_array_index (grids, 0))->n_rows, uneven ? ROWS - 1 : ROWS);
  }
}

/* Of a low table nothing is left on one side but a piece of each rule across, farther from the others than any is long. */
static void
test_lone_rules (void **state)
{
  static const int four[] = { 100, 460, 640, 820, 1000 };
  GjPixmap *paper = draw_paper (1100, 400, 1);
  draw_table (paper, four, 5, ys, 4, 0);
  for (int r = 0; r < 4; r++) {
    rub_out (paper, 0, ys[r] - 2, 120 + 10 * r, ys[r] + 3);
    rub_out (paper, 300, ys[r] - 2, 540 + 17 * r % 40, ys[r] + 3);
    rub_out (paper, 700 + 30 * r, ys[r] - 2, 740 + 40 * r, ys[r] + 3);
  }
  rub_out (paper, four[0] - 2, 0, four[0] + 3, 400);
  rub_out (paper, four[1] - 2, ys[1] + 10, four[1] + 3, ys[3] - 10);
  for (int r = 0; r < 3; r++) {
    for (int k = 0; k < 6; k++)
      draw_digit (paper, 160 + 20 * k, ys[r] + 13 + 5 * k % 7, 7 * k % 10);
    for (int c = 1; c < 4; c++)
      draw_digit (paper, four[c] + 83, ys[r] + 13, (r + c) % 10);
  }
  g_autoptr (GPtrArray) grids = grids_of (paper);
  assert_int_equal (grids->len, 1);
  assert_in_range (((const GjOcrGrid *) g_ptr_array_index (grids, 0))->box.x0, 90, 150);
}

/* The rules of a page's table, @down below its usual place, and those of the same on its back, of @gray, which show through. */
static void
draw_both_sides (GjPixmap *paper, int down, guint8 gray)
{
  int x[COLS + 1], y[ROWS + 1], front[ROWS + 1];
  for (int i = 0; i <= COLS; i++)
    x[i] = 1100 - xs[COLS - i] + 47;
  for (int i = 0; i <= ROWS; i++) {
    front[i] = ys[i] + down;
    y[i] = front[i] + 26;
  }
  draw_table (paper, x, COLS + 1, y, ROWS, gray);
  draw_table (paper, xs, COLS + 1, front, ROWS + 1, 0);
}

/* On @paper, a gray picture, which is freed, the front's table is found, and no other. */
static void
assert_front (GjPixmap *paper)
{
  g_autoptr (GjOcrPicture) picture = picture_of (paper);
  picture->noise = 1;
  g_autoptr (GPtrArray) grids = gj_ocr_find_grids (picture, NULL);
  assert_int_equal (grids->len, 1);
  assert_int_equal (((const GjOcrGrid *) g_ptr_array_index (grids, 0))->cells->len, COLS * ROWS);
}

/* A table on the back of the paper shows through, a little or much. */
static void
test_back (void **state)
{
  for (int much = 0; much < 2; much++) {
    GjPixmap *paper = draw_paper (1100, 700, 1);
    draw_both_sides (paper, 0, much ? 172 : 200);
    draw_figures (paper);
    assert_front (paper);
  }
}

/* What shows through much of the back, besides, stands above the front's table and holds figures as well: fewer cells are better. */
static void
test_back_above (void **state)
{
  GjPixmap *paper = draw_paper (1100, 900, 1);
  int above_x[13], above_y[5];
  for (int i = 0; i < 13; i++)
    above_x[i] = 100 + 75 * i;
  for (int i = 0; i < 5; i++)
    above_y[i] = 100 + 50 * i;
  draw_table (paper, above_x, 13, above_y, 5, 172);
  draw_both_sides (paper, 200, 200);
  for (int k = 0; k < 6; k++)
    draw_digit (paper, above_x[2 * k] + 30, above_y[k % 4] + 13, k);
  for (int r = 0; r < ROWS; r++) {
    for (int k = 0; k < 8; k++)
      draw_digit (paper, xs[0] + 10 + 23 * k, ys[r] + 213, 7 * k % 10);
    for (int c = 1; c < COLS; c++)
      draw_digit (paper, xs[c] + 43, ys[r] + 213, 2 + (r + c) % 8);
  }
  assert_front (paper);
}

/* Between some cells the rule ends short of the upright ones. */
static void
test_short_walls (void **state)
{
  GjPixmap *paper = draw_paper (1100, 700, 1);
  draw_table (paper, xs, COLS + 1, ys, ROWS + 1, 0);
  for (int c = 1; c < COLS; c += 2) {
    rub_out (paper, xs[c] + 2, ys[4] - 2, xs[c] + 7, ys[4] + 3);
    rub_out (paper, xs[c + 1] - 6, ys[4] - 2, xs[c + 1] - 1, ys[4] + 3);
  }
  draw_figures (paper);
  g_autoptr (GPtrArray) grids = grids_of (paper);
  assert_int_equal (grids->len, 1);
  assert_int_equal (((const GjOcrGrid *) g_ptr_array_index (grids, 0))->cells->len, COLS * ROWS);
}

/* Characters whose strokes are in line, as 十 below and beside 十: they make a grid that cuts them all. */
static void
test_prose (void **state)
{
  GjPixmap *paper = draw_paper (1100, 700, 1);
  for (int r = 0; r < 3; r++)
    for (int c = 0; c < 8; c++) {
      int x = 200 + 46 * c, y = 100 + 46 * r;
      draw_box (paper, x, y + 20, x + 40, y + 23, 0, 0, 0);
      draw_box (paper, x + 20, y, x + 23, y + 40, 0, 0, 0);
    }
  g_autoptr (GPtrArray) grids = grids_of (paper);
  assert_int_equal (grids->len, 0);
}

/* A gray picture, with a little noise, in which nothing is left of the rule below the header, where all uprights but the sides end: there is one.
 * Not where the sides end as well, as if something lay over the table. */
static void
test_ends_in_gray (void **state)
{
  for (int sides = 0; sides < 2; sides++) {
    GjPixmap *paper = draw_paper (1100, 700, 1);
    draw_table (paper, xs, COLS + 1, (const int[]){ 100, 250, 300 }, 3, 0);
    rub_out (paper, xs[0] + (sides ? -2 : 2), 102, xs[COLS] - (sides ? -3 : 2), 170);
    rub_out (paper, xs[0] + 2, 102, xs[COLS] - 2, 170);
    draw_text (paper, 400, 120, 8);
    for (int c = 0; c < COLS; c++) {
      draw_digit (paper, xs[c] + 43, 200, c);
      draw_digit (paper, xs[c] + 43, 263, c);
    }
    for (gsize i = 0; i < paper->stride * paper->height; i++)
      if (paper->data[i] > 2)
        paper->data[i] = (guint8) (paper->data[i] - (i * 2654435761u >> 16) % 3);
    g_autoptr (GPtrArray) grids = grids_of (paper);
    assert_int_equal (grids->len, 1);
    const GjOcrGrid *grid = g_ptr_array_index (grids, 0);
    assert_int_equal (grid->n_rows, sides ? 2 : 3);
    for (guint i = 0; i < grid->cells->len && !sides; i++) {
      const GjOcrCell *cell = &g_array_index (grid->cells, GjOcrCell, i);
      assert_int_equal (cell->row_span, 1);
      assert_int_equal (cell->supposed, cell->row < 2); /* it was not seen */
    }
  }
}

/* A row of table 二 that a page break cut open, as low as its print: its sides and the rules between them stand on one rule, or hang from it. Not
 * strokes on a line that has none at its ends. */
static void
test_open_row (void **state)
{
  static const int at[] = { 100, 420, 740, 1060 };
  for (int kind = 0; kind < 3; kind++) {
    GjPixmap *paper = draw_paper (1160, 500, 1);
    for (int i = 0; i < 4; i++)
      draw_box (paper, at[i] - 1, 100, at[i] + 2, 131, 0, 0, 0);
    for (int i = 0; i < 3; i++)
      draw_digit (paper, at[i] + 150, 104, i + 2);
    draw_box (paper, 99, kind == 1 ? 99 : 129, 1062, kind == 1 ? 102 : 132, 0, 0, 0);
    if (kind == 2)
      rub_out (paper, 90, 90, 110, 130);
    for (int i = 0; i < 200; i++)
      draw_digit (paper, 100 + 20 * (i % 40), 300 + 50 * (i / 40) + 5 * i % 7, 7 * i % 10);
    g_autoptr (GPtrArray) grids = grids_of (paper);
    guint rows = 0;
    for (guint i = 0; i < grids->len; i++) {
      const GjOcrGrid *grid = grids->pdata[i];
      rows += grid->box.y0 < 140 && grid->n_rows == 1 && grid->n_cols == 3;
    }
    assert_int_equal (rows, kind < 2);
  }
}

/* A table whose right side was not printed, and whose first and last rows a page break cut open: all rules across go on to where it was. */
static void
test_no_side (void **state)
{
  for (int left = 0; left < 2; left++) {
    GjPixmap *paper = draw_paper (1100, 700, 1);
    draw_table (paper, xs, COLS + 1, ys, ROWS + 1, 0);
    int side = left ? xs[0] : xs[COLS], next = left ? xs[1] : xs[COLS - 1];
    rub_out (paper, side - 2, ys[0] - 2, side + 3, ys[ROWS] + 3);
    for (int r = 0; r <= ROWS; r += ROWS)
      rub_out (paper, MIN (side, next - 2), ys[r] - 2, MAX (side, next + 3), ys[r] + 3);
    for (int r = 0; r <= ROWS; r++) /* nor do rules end where the others do to the pixel */
      rub_out (paper, side - (left ? 0 : r % 3), ys[r] - 2, side + (left ? r % 3 : 0), ys[r] + 3);
    draw_figures (paper);
    assert_int_equal (count_in_last_row (paper), COLS);
  }
}

int
main (void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test (test_last_row),     cmocka_unit_test (test_last_wide_row),
                                      cmocka_unit_test (test_open_top),     cmocka_unit_test (test_lone_rules),
                                      cmocka_unit_test (test_back),         cmocka_unit_test (test_back_above),
                                      cmocka_unit_test (test_short_walls),  cmocka_unit_test (test_prose),
                                      cmocka_unit_test (test_ends_in_gray), cmocka_unit_test (test_open_row),
                                      cmocka_unit_test (test_no_side) };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
