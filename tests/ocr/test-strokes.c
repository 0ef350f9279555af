/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Print that runs as rules do. */
#include "tests/ocr/grids.h"

#include "ocr/gj-ocr-rules.h"

static const int xs[] = { 100, 220, 340, 460, 580, 700, 820, 940, 1060 };

/* The number of rules of @paper, which is freed; upright or across. */
static guint
count_rules (GjPixmap *paper, gboolean upright)
{
  GjOcrPicture *picture = picture_of (paper);
  GjOcrRules *rules = gj_ocr_rules_find (picture);
  guint n = upright ? rules->v->len : rules->h->len;
  gj_ocr_rules_free (rules);
  gj_ocr_picture_free (picture);
  return n;
}

/* Rows as low as their print: strokes run from one rule to the next, in one row or in two. What has paper on one side is a wall, for
 * print may begin right at it. */
static void
test_packed (void **state)
{
  static const int ys[] = { 100, 140, 180, 220, 260, 300 };
  for (int rows = 1; rows < 3; rows++)
    for (int room = 0; room < 2; room++) {
      GjPixmap *paper = draw_paper (1160, 400, 1);
      draw_table (paper, xs, 9, ys, 6, 0);
      for (int r = 0; r < 5; r++)
        for (int c = 1; c < 8; c++)
          draw_digit (paper, xs[c] + 50, ys[r] + 8, (r + c) % 10);
      for (int i = room; i < 3; i++)
        draw_box (paper, 150 + 8 * i, ys[1] + (i == 1 ? 0 : 12), 152 + 8 * i, ys[1 + rows] - (i == 1 ? 0 : 12), 0, 0,
                  0);
      draw_box (paper, room ? 158 : 150, ys[1] + 18, 168, ys[1] + 21, 0, 0, 0);
      if (rows > 1)
        draw_box (paper, room ? 158 : 150, ys[2] + 18, 168, ys[2] + 21, 0, 0, 0);
      assert_int_equal (count_rules (paper, TRUE), 9 + room);
    }
}

/* A table with rules across only, and strokes of labels that pass for walls in some rows; or walls in every row, which are none. */
static void
test_scattered (void **state)
{
  for (int walls = 0; walls < 2; walls++) {
    GjPixmap *paper = draw_paper (1160, 700, 1);
    for (int i = 0; i <= 12; i++)
      draw_box (paper, 99, 100 + 40 * i, 1061, 103 + 40 * i, 0, 0, 0);
    for (int i = 0; i < 12; i++)
      for (int k = 0; k < 9; k++) {
        draw_digit (paper, xs[k] + 50, 109 + 40 * i, (i + k) % 10);
        if (walls ? i % 3 != 2 : i == 3 && k < 3)
          draw_box (paper, xs[k], 100 + 40 * i, xs[k] + 3, 100 + 40 * (i + 2), 0, 0, 0);
      }
    assert_int_equal (count_rules (paper, TRUE) > 0, walls);
  }
}

/* Where the upright rules of a table end: those that go on through its last rule are strokes, unless most do. */
static void
test_beyond (void **state)
{
  static const int ys[] = { 100, 160, 220, 280, 340, 400 };
  for (int most = 0; most < 2; most++) {
    GjPixmap *paper = draw_paper (1160, 600, 1);
    draw_table (paper, xs, 9, ys, 6, 0);
    draw_box (paper, 161, 345, 164, 460, 0, 0, 0);
    draw_box (paper, 641, 398, 644, 460, 0, 0, 0);
    for (int c = 0; most && c < 9; c++)
      draw_box (paper, xs[c] - 1, 400, xs[c] + 2, 450, 0, 0, 0);
    GjOcrPicture *picture = picture_of (paper);
    GjOcrRules *rules = gj_ocr_rules_find (picture);
    int end = 0;
    for (guint i = 0; i < rules->v->len; i++)
      end = MAX (end, g_array_index (rules->v, GjOcrRule, i).to);
    assert_int_equal (rules->v->len > 9, most);
    assert_int_equal (end > 420, most);
    gj_ocr_rules_free (rules);
    gj_ocr_picture_free (picture);
  }
}

/* Figures that fill the cells of a lone row: the walls between them are not touched. */
static void
test_narrow (void **state)
{
  GjPixmap *paper = draw_paper (1160, 400, 1);
  for (int i = 0; i <= 12; i++)
    draw_box (paper, 99 + 70 * i, 100, 102 + 70 * i, 142, 0, 0, 0);
  draw_box (paper, 99, 99, 942, 102, 0, 0, 0);
  draw_box (paper, 99, 139, 942, 142, 0, 0, 0);
  for (int i = 0; i < 12; i++)
    for (int k = 0; k < 3; k++)
      draw_digit (paper, 108 + 70 * i + 19 * k, 108, (i + k) % 10);
  assert_int_equal (count_rules (paper, TRUE), 13);
}

/* Long dashes in all cells but those of a few figures. */
static void
test_dashes (void **state)
{
  static const int ys[] = { 100, 150, 200, 250, 300, 350, 400, 450, 500 };
  GjPixmap *paper = draw_paper (1160, 640, 1);
  draw_table (paper, xs, 9, ys, 9, 0);
  for (int r = 0; r < 8; r++)
    for (int c = 0; c < 8; c++)
      if ((r + 3 * c) % 11 == 0)
        draw_digit (paper, xs[c] + 53, ys[r] + 14, c);
      else
        draw_box (paper, xs[c] + 28, ys[r] + 24, xs[c] + 93, ys[r] + 27, 20, 20, 20);
  assert_int_equal (count_rules (paper, FALSE), 9);
}

int
main (void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test (test_packed), cmocka_unit_test (test_scattered),
                                      cmocka_unit_test (test_beyond), cmocka_unit_test (test_narrow),
                                      cmocka_unit_test (test_dashes) };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
