/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Lines drawn through the figures of a row. */

#include "tests/ocr/draw.h"

#include "ocr/gj-ocr-strike.h"

#define COLS 6
#define ROWS 4

static const int xs[COLS + 1] = { 100, 300, 420, 540, 660, 780, 900 }, ys[ROWS + 1] = { 100, 150, 200, 250, 300 };

/* How many cells are supposed after what is drawn from @from to @to through the third row, in pieces @gap apart. @left (out): whether dark is
 * left of it between two figures. */
static guint
count_supposed (int from, int to, int gap, gboolean *left)
{
  GjPixmap *paper = draw_paper (1000, 500, 1);
  g_autoptr (GPtrArray) grids = g_ptr_array_new ();
  g_autoptr (GArray) cells = g_array_new (FALSE, TRUE, sizeof (GjOcrCell));
  GjOcrGrid grid = { .n_rows = ROWS, .n_cols = COLS, .cells = cells };
  draw_table (paper, xs, COLS + 1, ys, ROWS + 1, 0);
  for (int r = 0; r < ROWS; r++)
    for (int c = 0; c < COLS; c++) {
      draw_digit (paper, xs[c] + 50, ys[r] + 13, 0);
      GjOcrCell cell = {
        .box = { xs[c], ys[r], xs[c + 1], ys[r + 1] }, .row = (guint) r, .col = (guint) c, .row_span = 1, .col_span = 1
      };
      g_array_append_val (cells, cell);
    }
  for (int x = from; x < to; x += 120)
    draw_box (paper, x + gap, ys[2] + 22, MIN (x + 120, to) - gap, ys[2] + 25, 0, 0, 0);
  g_autoptr (GjOcrPicture) picture = picture_of (paper);
  g_ptr_array_add (grids, &grid);
  gj_ocr_strikes_lift (picture, grids);
  *left = gj_ocr_pixel (picture->gray, xs[3] + 30, ys[2] + 23) < 128;
  assert_true (gj_ocr_pixel (picture->gray, xs[3] + 51, ys[2] + 18) < 128); /* a side of the 0 above the line */
  assert_true (gj_ocr_pixel (picture->gray, xs[3] + 51, ys[2] + 23) < 128); /* and where the line was */
  guint n = 0;
  for (guint i = 0; i < cells->len; i++)
    n += g_array_index (cells, GjOcrCell, i).supposed;
  return n;
}

static void
test_through_row (void **state)
{
  gboolean left;
  assert_int_equal (count_supposed (xs[1], xs[COLS], 0, &left), 5);
  assert_false (left);
}

/* Dashes beside figures, and a line through two cells. */
static void
test_others (void **state)
{
  gboolean left;
  assert_int_equal (count_supposed (xs[1], xs[COLS], 15, &left), 0);
  assert_true (left);
  assert_int_equal (count_supposed (xs[3], xs[5], 0, &left), 0);
  assert_true (left);
}

int
main (void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test (test_through_row), cmocka_unit_test (test_others) };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
