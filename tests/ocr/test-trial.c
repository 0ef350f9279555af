/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Lines of a broken table that are strokes of its characters. */

#include "tests/ocr/draw.h"

#include "ocr/gj-ocr-trial.h"

#define COLS 6
#define ROWS 8

static const int xs[COLS + 1] = { 100, 300, 420, 540, 660, 780, 900 },
                           ys[ROWS + 1] = { 100, 150, 200, 250, 300, 350, 400, 450, 500 };

/* A label and five zeros a row; those of the fifth row are struck through. */
static GjOcrRules *
rules_of_table (void)
{
  GjPixmap *paper = draw_paper (1000, 640, 1);
  draw_table (paper, xs, COLS + 1, ys, ROWS + 1, 0);
  for (int r = 0; r < ROWS; r++) {
    draw_text (paper, xs[0] + 15, ys[r] + 10, 4);
    for (int c = 1; c < COLS; c++)
      draw_digit (paper, xs[c] + 50, ys[r] + 13, 0);
    for (int c = 1; c < COLS && r == 4; c++)
      draw_box (paper, xs[c] + 32, ys[r] + 24, xs[c] + 88, ys[r] + 27, 20, 20, 20);
  }
  g_autoptr (GjOcrPicture) picture = picture_of (paper);
  return gj_ocr_rules_find (picture);
}

static GjOcrLines *
lines_at (const int *at, guint n, int also)
{
  GjOcrLines *lines = g_new0 (GjOcrLines, 1);
  for (guint i = 0; i < n; i++)
    gj_ocr_lines_insert (lines, at[i], 100, 1);
  if (also > 0)
    gj_ocr_lines_insert (lines, also, 100, 1);
  return lines;
}

/* Lines through the zeros of a column, and of a row, go; all others stay. */
static void
test_false_lines (void **state)
{
  g_autoptr (GjOcrRules) rules = rules_of_table ();
  g_autoptr (GjBoxa) print = gj_ocr_print_boxes (rules);
  g_autofree GjOcrLines *x = lines_at (xs, COLS + 1, xs[3] + 52), *y = lines_at (ys, ROWS + 1, ys[4] + 25);
  gj_ocr_lines_drop_false (rules, print, x, y);
  assert_int_equal (x->n, COLS + 1);
  assert_int_equal (y->n, ROWS + 1);
  for (guint i = 0; i <= COLS; i++)
    assert_int_equal (x->at[i], xs[i]);
  for (guint i = 0; i <= ROWS; i++)
    assert_int_equal (y->at[i], ys[i]);
}

/* A row below the last rule that has no sides is none. */
static void
test_beyond (void **state)
{
  g_autoptr (GjOcrRules) rules = rules_of_table ();
  g_autoptr (GjBoxa) print = gj_ocr_print_boxes (rules);
  g_autofree GjOcrLines *x = lines_at (xs, COLS + 1, 0), *y = lines_at (ys, ROWS + 1, ys[ROWS] + 60);
  gj_ocr_lines_drop_false (rules, print, x, y);
  assert_int_equal (y->n, ROWS + 1);
  assert_int_equal (y->at[ROWS], ys[ROWS]);
}

/* Pieces of broken rules are no print, a 1 is. */
static void
test_pieces (void **state)
{
  GjPixmap *paper = draw_paper (1000, 640, 1);
  draw_table (paper, xs, COLS + 1, ys, ROWS + 1, 0);
  draw_box (paper, 130, 560, 170, 563, 0, 0, 0);
  draw_box (paper, 230, 560, 233, 610, 0, 0, 0);
  draw_box (paper, 330, 560, 334, 584, 0, 0, 0);
  g_autoptr (GjOcrPicture) picture = picture_of (paper);
  g_autoptr (GjOcrRules) rules = gj_ocr_rules_find (picture);
  g_autoptr (GjBoxa) print = gj_ocr_print_boxes (rules);
  assert_int_equal (boxaGetCount (print), 1);
}

/* The faults of a grid of @nx by @ny lines, each cell of its own. */
static guint
faults_of (const GjOcrRules *rules, const int *x, guint nx, const int *y, guint ny)
{
  g_autoptr (GjBoxa) print = gj_ocr_print_boxes (rules);
  g_autoptr (GArray) cells = g_array_new (FALSE, TRUE, sizeof (GjOcrCell));
  GjOcrGrid grid = { .n_rows = ny - 1, .n_cols = nx - 1, .cells = cells };
  for (guint r = 0; r + 1 < ny; r++)
    for (guint c = 0; c + 1 < nx; c++) {
      GjOcrCell cell = { .box = { x[c], y[r], x[c + 1], y[r + 1] }, .row = r, .col = c, .row_span = 1, .col_span = 1 };
      g_array_append_val (cells, cell);
    }
  return gj_ocr_grid_faults (rules, print, &grid);
}

static void
test_faults (void **state)
{
  static const int shifted[] = { 100, 300, 477, 597, 717, 837, 900 }, high[] = { 100, 200, 300, 400, 500 },
                   wide[] = { 100, 300, 540, 780, 900 };
  g_autoptr (GjOcrRules) rules = rules_of_table ();
  assert_int_equal (faults_of (rules, xs, COLS + 1, ys, ROWS + 1), 0);
  assert_true (faults_of (rules, shifted, COLS + 1, ys, ROWS + 1) >= 2 * 4 * ROWS); /* four zeros a row are cut */
  assert_int_equal (faults_of (rules, xs, COLS + 1, high, 5), COLS * 4);            /* two rows in each cell */
  assert_int_equal (faults_of (rules, wide, 5, ys, ROWS + 1), 2 * ROWS);            /* two figures in two cells a row */
}

/* A line through the zeros of a column doubts the cells on both sides, and no others. */
static void
test_cut (void **state)
{
  static const int cut[] = { 100, 300, 477, 540, 660, 780, 900 };
  g_autoptr (GjOcrRules) rules = rules_of_table ();
  g_autoptr (GjBoxa) print = gj_ocr_print_boxes (rules);
  g_autoptr (GArray) cells = g_array_new (FALSE, TRUE, sizeof (GjOcrCell));
  GjOcrGrid grid = { .n_rows = 1, .n_cols = COLS, .cells = cells };
  for (guint c = 0; c < COLS; c++) {
    GjOcrCell cell = { .box = { cut[c], ys[0], cut[c + 1], ys[1] }, .col = c, .row_span = 1, .col_span = 1 };
    g_array_append_val (cells, cell);
  }
  gj_ocr_grid_doubt_cut (rules, print, &grid);
  for (guint c = 0; c < COLS; c++)
    assert_int_equal (g_array_index (cells, GjOcrCell, c).supposed, c == 1 || c == 2);
}

/* The same where digits touch, so that their figure is one piece of print: its last digit is cut off. */
static void
test_cut_figure (void **state)
{
  GjPixmap *paper = draw_paper (1000, 640, 1);
  draw_table (paper, xs, COLS + 1, ys, ROWS + 1, 0);
  for (int k = 0; k < 4; k++)
    draw_digit (paper, xs[2] + 30 + 15 * k, ys[0] + 13, 5);
  g_autoptr (GjOcrPicture) picture = picture_of (paper);
  g_autoptr (GjOcrRules) rules = gj_ocr_rules_find (picture);
  g_autoptr (GjBoxa) print = gj_ocr_print_boxes (rules);
  g_autoptr (GArray) cells = g_array_new (FALSE, TRUE, sizeof (GjOcrCell));
  const int cut[] = { xs[1], xs[2], xs[2] + 81, xs[3], xs[4] };
  GjOcrGrid grid = { .n_rows = 1, .n_cols = 4, .cells = cells };
  for (guint c = 0; c < 4; c++) {
    GjOcrCell cell = { .box = { cut[c], ys[0], cut[c + 1], ys[1] }, .col = c, .row_span = 1, .col_span = 1 };
    g_array_append_val (cells, cell);
  }
  gj_ocr_grid_doubt_cut (rules, print, &grid);
  for (guint c = 0; c < 4; c++)
    assert_int_equal (g_array_index (cells, GjOcrCell, c).supposed, c == 1 || c == 2);
}

/* A table with a label and seven figures a row, as table 三 has: each cell counts, unless a line is missing among them or one too many. */
static void
test_fit (void **state)
{
  static const int right[] = { 100, 300, 380, 460, 540, 620, 700, 780, 860 },
                   fewer[] = { 100, 300, 380, 460, 620, 700, 780, 860 },
                   more[] = { 100, 300, 380, 460, 500, 540, 620, 700, 780, 860 };
  GjPixmap *paper = draw_paper (1000, 640, 1);
  draw_table (paper, right, 9, ys, ROWS + 1, 0);
  for (int r = 0; r < ROWS; r++) {
    draw_text (paper, right[0] + 10, ys[r] + 10, 5);
    for (int c = 1; c < 8; c++)
      draw_digit (paper, right[c] + 33, ys[r] + 13, 0);
  }
  g_autoptr (GjOcrPicture) picture = picture_of (paper);
  g_autoptr (GjOcrRules) rules = gj_ocr_rules_find (picture);
  g_autoptr (GjBoxa) print = gj_ocr_print_boxes (rules);
  const struct {
    const int *x;
    guint n, fit;
  } cases[] = { { right, 9, 7 * ROWS }, { fewer, 8, 0 }, { more, 10, 0 } };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GArray) cells = g_array_new (FALSE, TRUE, sizeof (GjOcrCell));
    g_autoptr (GPtrArray) grids = g_ptr_array_new ();
    GjOcrGrid grid = { .n_rows = ROWS, .n_cols = cases[i].n - 1, .cells = cells };
    const int *x = cases[i].x;
    for (guint r = 0; r < ROWS; r++)
      for (guint c = 0; c + 1 < cases[i].n; c++) {
        GjOcrCell cell = {
          .box = { x[c], ys[r], x[c + 1], ys[r + 1] }, .row = r, .col = c, .row_span = 1, .col_span = 1
        };
        g_array_append_val (cells, cell);
      }
    g_ptr_array_add (grids, &grid);
    assert_int_equal (gj_ocr_grids_fit (rules, print, grids), cases[i].fit);
  }
}

int
main (void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test (test_false_lines), cmocka_unit_test (test_beyond),
                                      cmocka_unit_test (test_pieces),      cmocka_unit_test (test_faults),
                                      cmocka_unit_test (test_cut),         cmocka_unit_test (test_cut_figure),
                                      cmocka_unit_test (test_fit) };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
