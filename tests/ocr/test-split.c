/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/ocr/draw.h"

#include <math.h>
#include <string.h>

#include "ocr/gj-ocr-arcs.h"
#include "ocr/gj-ocr-judge.h"
#include "ocr/gj-ocr-kin.h"
#include "ocr/gj-ocr-split.h"

static const GjOcrRect cell = { 0, 0, 300, 100 };

/* A ring, 16 × 24 pixels, around (@x, 52): a 0. */
static void
draw_ring (GjPixmap *paper, int x)
{
  for (int v = -12; v < 12; v++)
    for (int u = -8; u < 8; u++)
      if (hypot ((u + 0.5) / 8, (v + 0.5) / 12) <= 1 && hypot ((u + 0.5) / 5.5, (v + 0.5) / 9.5) >= 1)
        draw_box (paper, x + u, 52 + v, x + u + 1, 53 + v, 0, 0, 0);
}

/* Digits whose strokes run into each other are cut where they do, wherever that is. */
static void
test_touching (void **state)
{
  static const int at[] = { 100, 115, 131, 145 };
  GjOcrRect parts[GJ_OCR_MOST_PARTS];
  for (guint n = 2; n <= G_N_ELEMENTS (at); n++) {
    GjPixmap *paper = draw_paper (300, 100, 1);
    for (guint i = 0; i < n; i++)
      draw_ring (paper, at[i]);
    g_autoptr (GjOcrPicture) picture = picture_of (paper);
    const GjOcrRect glyph = { 92, 40, at[n - 1] + 8, 64 };
    assert_int_equal (gj_ocr_split_touching (picture->gray, &glyph, 24, parts), n);
    for (guint i = 1; i < n; i++)
      assert_in_range (parts[i].x0, (at[i - 1] + at[i]) / 2 - 1, (at[i - 1] + at[i]) / 2 + 1);
  }
}

/* How many glyphs are left of two strokes, each 14 pixels high, that bow by @left and @right pixels to the left. */
static guint
glyphs_of_sides (int left, int right)
{
  GjPixmap *paper = draw_paper (300, 100, 1);
  for (int v = 0; v < 14; v++) {
    double out = 1 - (v - 6.5) * (v - 6.5) / 42;
    int a = 100 - (int) (left * out + 0.5), b = 110 - (int) (right * out + 0.5);
    draw_box (paper, a, 45 + v, a + 3, 46 + v, 0, 0, 0);
    draw_box (paper, b, 45 + v, b + 3, 46 + v, 0, 0, 0);
  }
  g_autoptr (GjOcrPicture) picture = picture_of (paper);
  g_autofree GjOcrInk *ink = gj_ocr_ink_find (picture, &cell, GJ_OCR_INK_LEVEL);
  assert_int_equal (ink->n_lines, 1);
  assert_int_equal (ink->line[0].n_glyphs, 2);
  gj_ocr_arcs_join (picture, &ink->line[0]);
  return ink->line[0].n_glyphs;
}

/* The two sides of a 0 without head and foot are one digit; straight strokes, and such as bow in one direction, are two. */
static void
test_sides (void **state)
{
  assert_int_equal (glyphs_of_sides (2, -2), 1);
  assert_int_equal (glyphs_of_sides (0, 0), 2);
  assert_int_equal (glyphs_of_sides (2, 2), 2);
  assert_int_equal (glyphs_of_sides (-2, 2), 2);
}

/* How many glyphs are left in a gray picture of two straight strokes that a pale arc joins, @beyond pixels above their heads and below their
 * feet. */
static guint
glyphs_of_bridged (int beyond)
{
  GjPixmap *paper = draw_paper (300, 100, 1);
  for (int x = 100; x <= 110; x += 10)
    draw_box (paper, x, 44, x + 3, 60, 0, 0, 0);
  for (int k = 0; k < 2; k++) {
    int y = k == 0 ? 44 - beyond : 58 + beyond;
    draw_box (paper, 102, y, 111, y + 2, 215, 215, 215);
  }
  g_autoptr (GjOcrPicture) picture = picture_of (paper);
  picture->noise = 1;
  g_autofree GjOcrInk *ink = gj_ocr_ink_find (picture, &cell, GJ_OCR_INK_LEVEL);
  assert_int_equal (ink->n_lines, 1);
  assert_int_equal (ink->line[0].n_glyphs, 2);
  gj_ocr_arcs_join (picture, &ink->line[0]);
  return ink->line[0].n_glyphs;
}

/* Head and foot of a thin 0 are paler than ink in a gray picture. Feet of ones that meet are beside them. */
static void
test_pale_ends (void **state)
{
  assert_int_equal (glyphs_of_bridged (3), 1);
  assert_int_equal (glyphs_of_bridged (0), 2);
  assert_int_equal (glyphs_of_bridged (14), 2); /* something else */
}

/* A page of sides that bow, and of such as do not: the first tell how far apart the sides of a 0 stand. */
static void
test_sides_like_others (void **state)
{
  GjPixmap *paper = draw_paper (400, 400, 1);
  memset (paper->data, 255, paper->stride * paper->height);
  for (int i = 0; i < 9; i++) {
    int x = 60 + 100 * (i % 3), y = 60 + 100 * (i / 3), apart = i < 7 ? 14 : i == 7 ? 12 : 20;
    for (int v = -8; v < 8; v++) {
      int in = i < 7 ? (int) (8 * (1 - sqrt (1 - v * v / 144.0)) + 0.5) : 0;
      draw_box (paper, x + in, y + v, x + in + 3, y + v + 1, 0, 0, 0);
      draw_box (paper, x + apart - in, y + v, x + apart - in + 3, y + v + 1, 0, 0, 0);
    }
  }
  g_autoptr (GjOcrPicture) picture = picture_of (paper);
  gj_ocr_arcs_measure (picture);
  assert_true (picture->zero_sides > 11 && picture->zero_sides < 16);
  for (int i = 7; i < 9; i++) {
    GjOcrRect around = { 30 + 100 * (i % 3), 30 + 100 * (i / 3), 110 + 100 * (i % 3), 110 + 100 * (i / 3) };
    g_autofree GjOcrInk *ink = gj_ocr_ink_find (picture, &around, GJ_OCR_INK_LEVEL);
    assert_int_equal (ink->line[0].n_glyphs, 2);
    gj_ocr_arcs_join (picture, &ink->line[0]);
    assert_int_equal (ink->line[0].n_glyphs, i == 7 ? 1 : 2);
  }
}

static void
test_no_digits (void **state)
{
  GjOcrRect parts[GJ_OCR_MOST_PARTS];
  GjPixmap *paper = draw_paper (300, 100, 1);
  draw_text (paper, 40, 40, 1);
  g_autoptr (GjOcrPicture) picture = picture_of (paper);
  assert_int_equal (gj_ocr_split_touching (picture->gray, &(GjOcrRect){ 40, 40, 70, 70 }, 30, parts), 0);
}

/* The signs that are left among the digits on @paper, which is freed, or the number of digits if there are none. */
static int
signs_of (GjPixmap *paper)
{
  g_autoptr (GjOcrPicture) picture = picture_of (paper);
  g_autofree GjOcrInk *ink = gj_ocr_ink_find (picture, &cell, GJ_OCR_INK_LEVEL);
  assert_true (gj_ocr_judge (picture, ink) > 0.8);
  for (guint i = 0; i < ink->line[0].n_glyphs; i++)
    if (ink->line[0].mark[i] != 0)
      return ink->line[0].mark[i];
  return (int) ink->line[0].n_glyphs;
}

/* 5 5 5, the foot of the second one in two, and a point before it if @point, which makes it stand away. */
static GjPixmap *
broken_five (int apart, gboolean point)
{
  GjPixmap *paper = draw_paper (300, 100, 1);
  int x = 60 + apart + (point ? 12 : 0);
  draw_digit (paper, 60, 40, 5);
  draw_digit (paper, x, 40, 5);
  draw_box (paper, x + 3, 60, x + 6, 64, 250, 250, 250);
  draw_digit (paper, x + apart, 40, 5);
  if (point)
    draw_box (paper, 80, 60, 84, 64, 20, 20, 20);
  return paper;
}

/* Digits at one distance leave no room for a point: what looks like one is the end of a stroke. */
static void
test_piece_of_digit (void **state)
{
  assert_int_equal (signs_of (broken_five (30, FALSE)), 3);
  assert_int_equal (signs_of (broken_five (18, TRUE)), '.');
}

/* What is like the digits of its page is one of them, but not where strokes make another one of it, or there are too few. */
static void
test_kin (void **state)
{
  static const int known[] = { 0, 1, 2, 5 };
  g_autofree GjOcrKin *kin = g_new0 (GjOcrKin, 1);
  GjPixmap *paper = draw_paper (300, 100, 1);
  GjOcrRect at[10];
  for (int d = 0; d < 10; d++) {
    draw_digit (paper, 10 + 20 * d, 40, d);
    at[d] = (GjOcrRect){ 10 + 20 * d, 40, 24 + 20 * d, 64 };
  }
  draw_digit (paper, 250, 40, 5);
  draw_box (paper, 250, 52, 253, 54, 90, 90, 90);
  g_autoptr (GjOcrPicture) picture = picture_of (paper);
  for (int n = 0; n < 3; n++)
    for (guint k = 0; k < G_N_ELEMENTS (known); k++) {
      assert_false (gj_ocr_kin_is (kin, picture->gray, &at[5], 5));
      gj_ocr_kin_add (kin, picture->gray, &at[known[k]], known[k]);
    }
  assert_true (gj_ocr_kin_is (kin, picture->gray, &at[5], 5));
  assert_true (gj_ocr_kin_is (kin, picture->gray, &(GjOcrRect){ 250, 40, 264, 64 }, 5));
  assert_false (gj_ocr_kin_is (kin, picture->gray, &at[2], 5));
  assert_false (gj_ocr_kin_is (kin, picture->gray, &at[8], 5));
  assert_false (gj_ocr_kin_is (kin, picture->gray, &at[3], 3)); /* none of its kin */
}

/* What a stroke of @height pixels is taken for beside digits of ten, in small print. */
static GjOcrDigit
read_stroke (int width, int height)
{
  GjPixmap *paper = draw_paper (300, 100, 1);
  draw_box (paper, 60, 40, 60 + width, 40 + height, 20, 20, 20);
  g_autoptr (GjOcrPicture) picture = picture_of (paper);
  const GjOcrInkLine line = { .box = { 60, 40, 90, 50 },
                              .n_glyphs = 1,
                              .glyph = { { 60, 40, 60 + width, 40 + height } } };
  return gj_ocr_judge_glyph (picture, &line, 0);
}

/* A 1 that has lost flag and foot is one, but never a sure one; a stroke that is less high, or not upright, is none. */
static void
test_bare_stroke (void **state)
{
  GjOcrDigit d = read_stroke (2, 10);
  assert_int_equal (d.digit, 1);
  assert_true (d.p > 0.8f && d.p < 0.9f);
  d = read_stroke (2, 5);
  assert_true (d.digit != 1 || d.p < 0.8f);
  d = read_stroke (9, 3);
  assert_true (d.digit != 1 || d.p < 0.8f);
}

/* Two strokes as near as the sides of a 0 may be one that has lost its ends; those of 11 stand farther apart. */
static void
test_two_strokes (void **state)
{
  for (int apart = 5; apart <= 8; apart += 3) {
    GjPixmap *paper = draw_paper (300, 100, 1);
    draw_box (paper, 60, 40, 62, 50, 20, 20, 20);
    draw_box (paper, 60 + apart, 40, 62 + apart, 50, 20, 20, 20);
    g_autoptr (GjOcrPicture) picture = picture_of (paper);
    const GjOcrInkLine line = { .box = { 60, 40, 62 + apart, 50 },
                                .n_glyphs = 2,
                                .glyph = { { 60, 40, 62, 50 }, { 60 + apart, 40, 62 + apart, 50 } } };
    GjOcrDigit d = gj_ocr_judge_glyph (picture, &line, 1);
    assert_int_equal (d.digit == 1 && d.p > 0.8f, apart > 5);
  }
}

int
main (void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test (test_touching),       cmocka_unit_test (test_no_digits),
                                      cmocka_unit_test (test_piece_of_digit), cmocka_unit_test (test_kin),
                                      cmocka_unit_test (test_bare_stroke),    cmocka_unit_test (test_two_strokes),
                                      cmocka_unit_test (test_sides),          cmocka_unit_test (test_sides_like_others),
                                      cmocka_unit_test (test_pale_ends) };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
