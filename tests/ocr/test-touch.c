/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Strokes of print on pages whose rules are broken. */

#include "tests/ocr/grids.h"

#include "ocr/gj-ocr-columns.h"
#include "ocr/gj-ocr-touch.h"

#define COLS 8
#define ROWS 6

static const int xs[COLS + 1] = { 100, 220, 340, 460, 580, 700, 820, 940, 1060 };

static void
rub_out (GjPixmap *paper, int x0, int y0, int x1, int y1)
{
  draw_box (paper, x0, y0, x1, y1, 250, 250, 250);
}

/* A table of figures from @top on, in rows of 50 pixels, of each of whose rules pieces are missing. */
static void
draw_broken (GjPixmap *paper, int top)
{
  int ys[ROWS + 1];
  for (int r = 0; r <= ROWS; r++)
    ys[r] = top + 50 * r;
  draw_table (paper, xs, COLS + 1, ys, ROWS + 1, 0);
  for (int r = 0; r < ROWS; r++)
    for (int c = 0; c < COLS; c++)
      draw_digit (paper, xs[c] + 53, ys[r] + 14, (r + c) % 10);
  for (int r = 0; r <= ROWS; r++)
    for (int k = 0; k < 3; k++)
      rub_out (paper, 140 + 300 * k + 37 * r % 90, ys[r] - 2, 200 + 300 * k + 37 * r % 90, ys[r] + 3);
  for (int c = 1; c < COLS; c++)
    rub_out (paper, xs[c] - 2, top + 25 + 23 * c % 180, xs[c] + 3, top + 75 + 23 * c % 180);
}

/* The rules of a page, of which @h and @v are to be given; @ink is theirs. */
static GjOcrRules *
rules_on (PIX *ink)
{
  GjOcrRules *rules = g_new0 (GjOcrRules, 1);
  rules->ink = ink;
  rules->dpi = DRAW_DPI;
  rules->scale = 1;
  rules->h = g_array_new (FALSE, FALSE, sizeof (GjOcrRule));
  rules->v = g_array_new (FALSE, FALSE, sizeof (GjOcrRule));
  rules->bare = g_array_new (FALSE, FALSE, sizeof (GjOcrRule));
  rules->supposed = g_array_new (FALSE, FALSE, sizeof (GjOcrRule));
  return rules;
}

static void
add (GArray *rules, int from, int to, int pos)
{
  GjOcrRule r = { from, to, pos, -1, 1 };
  g_array_append_val (rules, r);
}

static void
ink_box (PIX *ink, int x0, int y0, int x1, int y1)
{
  pixRasterop (ink, x0, y0, x1 - x0, y1 - y0, PIX_SET, NULL, 0, 0);
}

/* Characters in line: their bars run on as a rule does, their stems are as high as a row. */
static void
test_strokes (void **state)
{
  PIX *ink = pixCreate (800, 400, 1);
  g_autoptr (GjOcrRules) rules = rules_on (ink);
  for (int x = 100; x < 468; x += 46) {
    ink_box (ink, x, 111, x + 46, 114);
    ink_box (ink, x, 128, x + 40, 131);
    ink_box (ink, x + 10, 100, x + 13, 144);
    add (rules->v, 100, 144, x + 11);
  }
  add (rules->h, 100, 468, 112);
  gj_ocr_rules_drop_touched (rules);
  assert_int_equal (rules->h->len, 0);
  assert_int_equal (rules->v->len, 0);
}

/* Pieces of rules, which other rules cross a row or a column apart, with rough sides, and with print close to them. */
static void
test_rules (void **state)
{
  PIX *ink = pixCreate (800, 400, 1);
  g_autoptr (GjOcrRules) rules = rules_on (ink);
  for (int r = 0; r < 3; r++) {
    ink_box (ink, 100, 99 + 40 * r, 460, 102 + 40 * r);
    add (rules->h, 100, 460, 100 + 40 * r);
    for (int x = 110; x < 450; x += 18) {
      ink_box (ink, x, 106 + 40 * r, x + 3, 134 + 40 * r);
      ink_box (ink, x, 102 + 40 * r, x + 2, 104 + 40 * r);
    }
  }
  for (int c = 0; c < 6; c++) {
    ink_box (ink, 99 + 72 * c, 100, 102 + 72 * c, 182);
    add (rules->v, 100, 182, 100 + 72 * c);
  }
  gj_ocr_rules_drop_touched (rules);
  assert_int_equal (rules->h->len, 3);
  assert_int_equal (rules->v->len, 6);
}

/* A short line in one of many equal columns is a stroke of its header, but not if more of it is left. */
static void
test_irregular (void **state)
{
  for (int rest = 0; rest < 2; rest++) {
    GjPixmap *paper = draw_paper (1160, 640, 1);
    draw_broken (paper, 100);
    if (rest)
      draw_box (paper, 254, 200, 257, 320, 0, 0, 0);
    GjOcrPicture *picture = gj_ocr_picture_new (paper, 0);
    g_autoptr (GjOcrRules) rules = gj_ocr_rules_find (picture);
    g_autofree GjOcrLines *across = g_new0 (GjOcrLines, 1), *down = g_new0 (GjOcrLines, 1);
    for (int c = 0; c <= COLS; c++)
      gj_ocr_lines_insert (down, xs[c], c % 2 ? 100 : 250, 10);
    gj_ocr_lines_insert (down, 255, 40, 10);
    for (int r = 0; r <= ROWS; r++)
      gj_ocr_lines_insert (across, 100 + 50 * r, 900, 10);
    gj_ocr_columns_drop_irregular (rules, down, across);
    assert_int_equal (down->n, COLS + 1 + rest);
    gj_ocr_picture_free (picture);
    gj_pixmap_free (paper);
  }
}

int
main (void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test (test_strokes), cmocka_unit_test (test_rules),
                                      cmocka_unit_test (test_irregular) };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
