/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Lines that a scanner draws over the whole page are taken off; rules stay. */

#include "tests/ocr/draw.h"

#include "ocr/gj-ocr-grid.h"
#include "ocr/gj-ocr-streak.h"

#define WIDTH 800
#define HEIGHT 1000

static const int xs[] = { 100, 300, 500, 700 }, ys[] = { 200, 300, 400, 500, 800 };

/* A table with margins all round, upright streaks of gray @level at @at and @width wide; @cut: the table runs to the picture's edges. */
static GjOcrPicture *
draw_page (const int *at, int n, int width, guint8 level, gboolean cut)
{
  static const int all[] = { 0, 30, 300, 500, 800, 970, 999 };
  GjPixmap *paper = draw_paper (WIDTH, HEIGHT, 1);
  for (int i = 0; i < n; i++)
    draw_box (paper, at[i], 0, at[i] + width, HEIGHT, level, level, level);
  if (cut)
    draw_table (paper, xs, 4, all, 7, 30);
  else
    draw_table (paper, xs, 4, ys, 5, 30);
  draw_digit (paper, 400, 960, 3); /* the page's number */
  return picture_of (paper);
}

static int
dark_in_column (const GjOcrPicture *picture, int x, int y0, int y1)
{
  int n = 0;
  for (int y = y0; y < y1; y++)
    n += gj_ocr_pixel (picture->gray, x, y) < 200;
  return n;
}

static void
test_taken_off (void **state)
{
  static const int at[] = { 150, 402 };
  for (int width = 1; width <= 3; width++)
    for (int level = 20; level <= 200; level += 60) {
      g_autoptr (GjOcrPicture) picture = draw_page (at, 2, width, (guint8) level, FALSE);
      assert_non_null (picture->streaks);
      assert_int_equal (picture->streaks->len, 2);
      for (int i = 0; i < 2; i++) {
        assert_int_equal (dark_in_column (picture, at[i], 510, 790), 0); /* where nothing is printed */
        assert_true (dark_in_column (picture, at[i], 195, 206) > 0);     /* the rule across goes on */
        GjOcrRect on = { at[i] - 5, 600, at[i] + 6, 620 }, off = { at[i] + 30, 600, at[i] + 50, 620 };
        assert_true (gj_ocr_streak_crosses (picture, &on));
        assert_false (gj_ocr_streak_crosses (picture, &off));
      }
      assert_true (dark_in_column (picture, xs[1], 210, 790) > 500); /* the rule beside it stays */
    }
}

static void
test_none (void **state)
{
  static const int at[] = { 150 };
  g_autoptr (GjOcrPicture) plain = draw_page (at, 0, 1, 20, FALSE), wide = draw_page (at, 1, 12, 20, FALSE),
                           cut = draw_page (at, 0, 1, 20, TRUE);
  assert_null (plain->streaks);
  assert_null (wide->streaks); /* no streak is so wide */
  assert_null (cut->streaks);  /* the table's rules */
  assert_true (dark_in_column (cut, xs[1], 150, 850) > 600);
}

/* A streak that ran along a rule between two columns of table 三 was taken off with it: the column is there all the same. One beside
 * short labels is none. */
static void
test_along_rule (void **state)
{
  static const int x[] = { 100, 300, 380, 460, 540, 620, 700, 780, 860 }, y[] = { 200, 250, 300, 350, 400 };
  static const int at[] = { 540, 541, 250 };
  for (guint i = 0; i < G_N_ELEMENTS (at); i++) {
    GjPixmap *paper = draw_paper (1000, 1000, 1);
    draw_box (paper, at[i] - 1, 0, at[i] + 1, 1000, 30, 30, 30);
    draw_table (paper, x, 9, y, 5, 0);
    for (int r = 0; r < 4; r++)
      for (int c = 0; c < 8; c++)
        draw_digit (paper, x[c] + 33, y[r] + 14, (r + c) % 10);
    GjOcrPicture *picture = picture_of (paper);
    g_autoptr (GPtrArray) grids = gj_ocr_find_grids (picture, NULL);
    assert_non_null (picture->streaks);
    assert_int_equal (grids->len, 1);
    assert_int_equal (((const GjOcrGrid *) grids->pdata[0])->n_cols, 8);
    gj_ocr_picture_free (picture);
  }
}

int
main (void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test (test_taken_off), cmocka_unit_test (test_none),
                                      cmocka_unit_test (test_along_rule) };
  return cmocka_run_group_tests_name ("streaks", tests, NULL, NULL);
}
