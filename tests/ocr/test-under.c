/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tables of one row of figures, of which the rule below the header is lost. */

#include "tests/ocr/draw.h"

#include "ocr/gj-ocr-grid.h"
#include "ocr/gj-ocr-under.h"

#define COLS 15
#define PITCH 80

static const int ys[] = { 100, 150, 230, 280 }; /* title, labels in one line or two, figures */

static int
left_of (int c)
{
  return 60 + PITCH * c;
}

/* Two characters of slanted strokes: what is flat could be a piece of a rule. */
static void
draw_label (GjPixmap *paper, int x, int y)
{
  for (int k = 0; k < 2; k++)
    for (int i = 0; i < 30; i++) {
      draw_box (paper, x + 34 * k + i, y + i, x + 34 * k + i + 4, y + i + 1, 20, 20, 20);
      draw_box (paper, x + 34 * k + 26 - i, y + i, x + 34 * k + 30 - i, y + i + 1, 20, 20, 20);
    }
}

/* A 0 that is round, as print has it. */
static void
draw_zero (GjPixmap *paper, int x, int y)
{
  for (int dy = 0; dy < 24; dy++)
    for (int dx = 0; dx < 16; dx++) {
      double u = (dx - 7.5) / 8, v = (dy - 11.5) / 12, inner = u * u * 2.6 + v * v * 1.5;
      if (u * u + v * v <= 1 && inner > 1)
        draw_box (paper, x + dx, y + dy, x + dx + 1, y + dy + 1, 20, 20, 20);
    }
}

/* A title, @lines lines of labels, figures but for every @blank-th; the rule above the figures from column @first on. */
static GjOcrPicture *
draw_four (int lines, int blank, int first)
{
  GjPixmap *paper = draw_paper (60 + PITCH * COLS + 60, 400, 1);
  int xs[COLS + 1];
  for (int c = 0; c <= COLS; c++)
    xs[c] = left_of (c);
  draw_table (paper, xs, COLS + 1, ys, 4, 0);
  draw_box (paper, xs[0] + 2, ys[0] + 2, xs[COLS] - 1, ys[1] - 1, 250, 250, 250);
  draw_label (paper, xs[6], ys[0] + 10);
  for (int c = 0; c < COLS; c++) {
    if (c < first)
      draw_box (paper, xs[c] + 2, ys[2] - 1, xs[c + 1] - 1, ys[2] + 2, 250, 250, 250);
    for (int k = 0; k < lines; k++)
      draw_label (paper, xs[c] + 8, ys[1] + 6 + 38 * k);
    if (blank == 0 || c % blank != 0)
      draw_zero (paper, xs[c] + 34, ys[2] + 14);
  }
  return picture_of (paper);
}

static GPtrArray *
parted (GjOcrPicture *picture)
{
  GPtrArray *grids = gj_ocr_find_grids (picture, NULL);
  gj_ocr_under_part (picture, grids);
  assert_int_equal (grids->len, 1);
  return grids;
}

/* The cells that begin where the figures do, and how many of them are supposed. */
static guint
count_figures (const GPtrArray *grids, guint *supposed)
{
  const GjOcrGrid *grid = g_ptr_array_index (grids, 0);
  guint n = 0;
  *supposed = 0;
  for (guint i = 0; i < grid->cells->len; i++) {
    const GjOcrCell *c = &g_array_index (grid->cells, GjOcrCell, i);
    if (ABS (c->box.y0 - ys[2]) > 10 || ABS (c->box.y1 - ys[3]) > 8)
      continue;
    assert_int_equal (c->row + c->row_span, grid->n_rows);
    n++;
    *supposed += c->supposed;
  }
  return n;
}

static guint
figures_of (int lines, int blank, int first, guint *supposed)
{
  GjOcrPicture *picture = draw_four (lines, blank, first);
  g_autoptr (GPtrArray) grids = parted (picture);
  gj_ocr_picture_free (picture);
  return count_figures (grids, supposed);
}

static void
test_whole (void **state)
{
  guint supposed;
  assert_int_equal (figures_of (2, 0, 0, &supposed), COLS);
  assert_int_equal (supposed, 0);
}

/* The rule is gone from all columns: labels stand above, figures below. */
static void
test_lost (void **state)
{
  guint supposed;
  assert_int_equal (figures_of (2, 0, COLS, &supposed), COLS);
  assert_int_equal (supposed, 0);
}

/* Gone from two columns only. */
static void
test_lost_in_part (void **state)
{
  guint supposed;
  assert_int_equal (figures_of (2, 0, 2, &supposed), COLS);
  assert_int_equal (supposed, 0);
}

/* That nothing stands under a label does not show that its cell is blank. */
static void
test_blank (void **state)
{
  guint supposed;
  assert_int_equal (figures_of (2, 4, COLS, &supposed), COLS);
  assert_int_equal (supposed, 4);
}

/* Labels without figures, where a page ends, stay whole. */
static void
test_labels (void **state)
{
  guint supposed;
  assert_int_equal (figures_of (2, 1, COLS, &supposed), 0);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_whole), cmocka_unit_test (test_lost),   cmocka_unit_test (test_lost_in_part),
    cmocka_unit_test (test_blank), cmocka_unit_test (test_labels),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
