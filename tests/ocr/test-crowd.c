/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tables of whose rules so few are left that they part no figures. */

#include "tests/ocr/draw.h"

#include "ocr/gj-ocr-crowd.h"

#define COLS 5
#define ROWS 16

static const int xs[COLS + 1] = { 100, 300, 420, 540, 660, 780 },
                           ys[ROWS + 1] = { 100, 150, 200, 250, 300, 350, 400, 450, 500,
                                            550, 600, 650, 700, 750, 800, 850, 900 };

/* A label and four figures a row. @inner: 1 all rules are there, 0 only the frame and the one behind the labels. */
static GjOcrPicture *
draw_figures (gboolean inner)
{
  GjPixmap *paper = draw_paper (900, 1000, 1);
  memset (paper->data, 255, paper->stride * paper->height); /* as one bit */
  for (int i = 0; i <= COLS; i++)
    if (inner || i <= 1 || i == COLS)
      draw_box (paper, xs[i] - 1, ys[0], xs[i] + 2, ys[ROWS] + 2, 0, 0, 0);
  for (int i = 0; i <= ROWS; i++)
    if (inner || i == 0 || i == ROWS)
      draw_box (paper, xs[0], ys[i] - 1, xs[COLS], ys[i] + 2, 0, 0, 0);
  for (int r = 0; r < ROWS; r++) {
    draw_text (paper, xs[0] + 15, ys[r] + 10, 5);
    for (int c = 1; c < COLS; c++)
      draw_digit (paper, xs[c] + 50, ys[r] + 13, (3 * r + c) % 10);
  }
  return picture_of (paper);
}

/* How many tables are left of the one that is drawn in a picture with @noise. @erased (out): whether its frame is gone from the picture. */
static guint
count_left (gboolean inner, double noise, gboolean *erased)
{
  g_autoptr (GjOcrPicture) picture = draw_figures (inner);
  picture->noise = noise;
  g_autoptr (GPtrArray) grids = gj_ocr_find_grids (picture, NULL);
  assert_int_equal (grids->len, 1);
  gj_ocr_crowd_drop (picture, grids);
  *erased = gj_ocr_pixel (picture->gray, xs[1], (ys[2] + ys[3]) / 2) > 200 &&
            gj_ocr_pixel (picture->gray, (xs[2] + xs[3]) / 2, ys[0]) > 200;
  assert_true (gj_ocr_pixel (picture->gray, xs[1] + 62, ys[0] + 18) < 100); /* the first figure */
  return grids->len;
}

/* Figures of many rows and columns in one cell: its rules are none. */
static void
test_crowded (void **state)
{
  gboolean erased;
  assert_int_equal (count_left (FALSE, 0, &erased), 0);
  assert_true (erased);
  assert_int_equal (count_left (FALSE, 0.5, &erased), 0); /* faint rules of a gray picture */
  assert_true (erased);
}

static void
test_whole (void **state)
{
  gboolean erased;
  assert_int_equal (count_left (TRUE, 0, &erased), 1);
  assert_false (erased);
  assert_int_equal (count_left (TRUE, 0.5, &erased), 1);
  assert_false (erased);
}

/* The pieces of broken rules are no dashes in the cells beside them. */
static void
test_pieces (void **state)
{
  g_autoptr (GjOcrPicture) picture = draw_figures (TRUE);
  picture->noise = 0;
  g_autoptr (GPtrArray) grids = gj_ocr_find_grids (picture, NULL);
  assert_int_equal (grids->len, 1);
  for (int i = 0; i <= ROWS; i++)
    for (int c = 0; c < COLS; c++) {
      pixRasterop (picture->gray, xs[c] + 2, ys[i] - 2, 10, 5, PIX_SET, NULL, 0, 0);
      pixRasterop (picture->gray, xs[c] + 34, ys[i] - 2, 50, 5, PIX_SET, NULL, 0, 0);
      pixRasterop (picture->gray, xs[c] + 106, ys[i] - 2, xs[c + 1] - xs[c] - 108, 5, PIX_SET, NULL, 0, 0);
    }
  gj_ocr_crowd_drop (picture, grids);
  assert_int_equal (grids->len, 1);
}

int
main (void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test (test_crowded), cmocka_unit_test (test_whole),
                                      cmocka_unit_test (test_pieces) };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
