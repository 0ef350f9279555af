/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/ocr/draw.h"

#include "ocr/gj-ocr-point.h"
#include "ocr/gj-ocr-spacing.h"

#define FOOT 64 /* of digits drawn at y = 40 */

/* The signs of the only line on @paper, before the spots too small for ink are looked for and after. @wide: how digits stand on
 * this page, 0 for narrow. */
static GjOcrInkLine
wide_line_of (GjPixmap *paper, double wide, gboolean *even)
{
  static const GjOcrRect cell = { 0, 0, 300, 100 };
  GjOcrPicture *picture = gj_ocr_picture_new (paper, 0);
  picture->contrast = 200;
  g_autofree GjOcrInk *ink = gj_ocr_ink_find (picture, &cell, GJ_OCR_INK_LEVEL);
  GjOcrInkLine line = ink->line[0];
  gj_ocr_spacing_find_marks (picture, &line, wide);
  *even = gj_ocr_spacing_is_even (picture, &line, wide);
  gj_ocr_picture_free (picture);
  gj_pixmap_free (paper);
  return line;
}

static GjOcrInkLine
line_of (GjPixmap *paper, gboolean *even)
{
  return wide_line_of (paper, 0, even);
}

/* Three digits, the last one @room farther away. */
static GjPixmap *
digits (int room)
{
  GjPixmap *paper = draw_paper (300, 100, 1);
  draw_digit (paper, 100, 40, 3);
  draw_digit (paper, 118, 40, 5);
  draw_digit (paper, 136 + room, 40, 6);
  return paper;
}

static void
test_small_point (void **state)
{
  gboolean even;
  GjPixmap *paper = digits (12);
  draw_box (paper, 138, FOOT - 2, 140, FOOT, 60, 60, 60);
  GjOcrInkLine line = line_of (paper, &even);
  assert_int_equal (line.n_glyphs, 4);
  assert_int_equal (line.mark[2], '.');
  assert_true (even);
}

/* What is no point: in the air, faint, one of two, or where there is no room. */
static void
test_no_point (void **state)
{
  static const struct {
    int room, x, y;
    guint8 gray;
    gboolean two;
  } cases[] = { { 12, 138, 52, 60, FALSE },
                { 12, 138, FOOT - 2, 225, FALSE },
                { 12, 138, FOOT - 2, 60, TRUE },
                { 1, 133, FOOT - 2, 60, FALSE } };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    gboolean even;
    GjPixmap *paper = digits (cases[i].room);
    guint8 gray = cases[i].gray;
    draw_box (paper, cases[i].x, cases[i].y, cases[i].x + 2, cases[i].y + 2, gray, gray, gray);
    if (cases[i].two)
      draw_box (paper, cases[i].x + 2, 46, cases[i].x + 4, 48, gray, gray, gray);
    GjOcrInkLine line = line_of (paper, &even);
    assert_int_equal (line.n_glyphs, 3);
    assert_true (even == (cases[i].room < 12)); /* the room says that something is lost */
  }
}

static void
test_tail (void **state)
{
  gboolean even;
  GjPixmap *paper = digits (12);
  draw_box (paper, 137, FOOT - 4, 141, FOOT, 20, 20, 20);
  draw_box (paper, 137, FOOT, 138, FOOT + 3, 120, 120, 120);
  GjOcrInkLine line = line_of (paper, &even);
  assert_int_equal (line.n_glyphs, 4);
  assert_int_equal (line.mark[2], ',');
}

/* The sign of 35 and @n more digits, high enough for a comma. */
static char
high_sign (int n)
{
  gboolean even;
  GjPixmap *paper = draw_paper (300, 100, 1);
  draw_digit (paper, 60, 40, 3);
  draw_digit (paper, 78, 40, 5);
  draw_box (paper, 97, FOOT - 5, 100, FOOT, 20, 20, 20);
  for (int i = 0; i < n; i++)
    draw_digit (paper, 105 + 18 * i, 40, 6);
  return line_of (paper, &even).mark[2];
}

static void
test_group_of_three (void **state)
{
  assert_int_equal (high_sign (3), ',');
  assert_int_equal (high_sign (2), '.');
  assert_int_equal (high_sign (4), '.');
}

/* A speck before the first digit, large enough to be a sign. */
static void
test_outer_speck (void **state)
{
  gboolean even;
  GjPixmap *paper = digits (0);
  draw_box (paper, 70, 50, 73, 53, 20, 20, 20);
  draw_box (paper, 84, FOOT - 4, 88, FOOT, 20, 20, 20);
  GjOcrInkLine line = line_of (paper, &even);
  assert_int_equal (line.n_glyphs, 3);
  assert_int_equal (line.box.x0, 100);
}

/* Three digits and a point before the last, the first two @apart. */
static gboolean
is_even_decimal (int apart, double wide)
{
  gboolean even;
  GjPixmap *paper = draw_paper (300, 100, 1);
  draw_digit (paper, 90 - apart, 40, 3);
  draw_digit (paper, 90, 40, 5);
  draw_box (paper, 115, FOOT - 4, 119, FOOT, 20, 20, 20);
  draw_digit (paper, 130, 40, 6);
  GjOcrInkLine line = wide_line_of (paper, wide, &even);
  assert_int_equal (line.n_glyphs, 4);
  assert_int_equal (line.mark[2], '.');
  return even;
}

/* Digits of a page that stand wide, also in a number with a point. */
static void
test_wide (void **state)
{
  assert_true (is_even_decimal (26, 2 * 26 / 24.0));
  assert_false (is_even_decimal (26, 0));
  assert_false (is_even_decimal (34, 2 * 26 / 24.0)); /* room for one more point */
}

/* The only line on @paper, which is freed: whether its point is beyond doubt. */
static gboolean
is_sure_point (GjPixmap *paper, double usual)
{
  static const GjOcrRect cell = { 0, 0, 300, 100 };
  g_autoptr (GjOcrPicture) picture = picture_of (paper);
  g_autofree GjOcrInk *ink = gj_ocr_ink_find (picture, &cell, GJ_OCR_INK_LEVEL);
  GjOcrInkLine line = ink->line[0];
  gj_ocr_spacing_find_marks (picture, &line, 0);
  return gj_ocr_point_is_sure (picture, &line, FALSE, usual, &cell);
}

/* 3.56, the point @room pixels wider than no point; with a speck at (@x, @y). */
static GjPixmap *
decimal (int room, int x, int y)
{
  GjPixmap *paper = draw_paper (300, 100, 1);
  draw_digit (paper, 100, 40, 3);
  draw_box (paper, 115 + room / 2, FOOT - 4, 119 + room / 2, FOOT, 20, 20, 20);
  draw_digit (paper, 118 + room, 40, 5);
  draw_digit (paper, 136 + room, 40, 6);
  draw_box (paper, x, y, x + 3, y + 3, 20, 20, 20);
  return paper;
}

#define USUAL (2 * 18 / 24.0) /* of digits 18 pixels apart */

static void
test_sure_point (void **state)
{
  assert_true (is_sure_point (decimal (9, -9, -9), USUAL));
  assert_true (is_sure_point (decimal (9, -9, -9), 0));
  assert_false (is_sure_point (decimal (9, -9, -9), 2 * 23 / 24.0)); /* digits stand so far apart here */
  assert_false (is_sure_point (decimal (3, -9, -9), USUAL));
  assert_false (is_sure_point (decimal (9, 180, 50), USUAL)); /* one speck, and another */
}

/* A sign before three digits may be a comma. */
static void
test_group (void **state)
{
  GjPixmap *paper = decimal (9, -9, -9);
  draw_digit (paper, 163, 40, 2);
  assert_false (is_sure_point (paper, USUAL));
}

/* Whether 35, wide, is all there is in a picture of this @noise and @contrast, with a trace of gray @trace between the digits. */
static gboolean
is_even_alone (double noise, int contrast, guint8 trace)
{
  static const GjOcrRect cell = { 0, 0, 300, 100 };
  GjPixmap *paper = draw_paper (300, 100, 1);
  draw_digit (paper, 90, 40, 3);
  draw_digit (paper, 120, 40, 5);
  draw_box (paper, 110, FOOT - 3, 113, FOOT, trace, trace, trace);
  g_autoptr (GjOcrPicture) picture = picture_of (paper);
  picture->noise = noise;
  picture->contrast = contrast;
  g_autofree GjOcrInk *ink = gj_ocr_ink_find (picture, &cell, GJ_OCR_INK_LEVEL);
  assert_int_equal (ink->line[0].n_glyphs, 2);
  return gj_ocr_spacing_is_even (picture, &ink->line[0], 0);
}

/* In a gray picture with its paper no point is lost without a trace; in one of black and white it is. */
static void
test_no_trace (void **state)
{
  assert_true (is_even_alone (0.6, 200, 250));
  assert_false (is_even_alone (0.6, 200, 230));
  assert_false (is_even_alone (0, 200, 250));
  assert_false (is_even_alone (0.6, 255, 250));
}

/* 32.856 in wide digits, the last one @more away from the others. */
static gboolean
is_even_wide (int more)
{
  gboolean even;
  GjPixmap *paper = draw_paper (300, 100, 1);
  draw_digit (paper, 40, 40, 3);
  draw_digit (paper, 74, 40, 2);
  draw_box (paper, 98, FOOT - 4, 102, FOOT, 20, 20, 20);
  draw_digit (paper, 118, 40, 8);
  draw_digit (paper, 152, 40, 5);
  draw_digit (paper, 186 + more, 40, 6);
  GjOcrInkLine line = line_of (paper, &even);
  assert_int_equal (line.n_glyphs, 6);
  return even;
}

static void
test_one_point (void **state)
{
  assert_true (is_even_wide (0));
  assert_false (is_even_wide (12));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_small_point),    cmocka_unit_test (test_no_point), cmocka_unit_test (test_tail),
    cmocka_unit_test (test_outer_speck),    cmocka_unit_test (test_wide),     cmocka_unit_test (test_no_trace),
    cmocka_unit_test (test_sure_point),     cmocka_unit_test (test_group),    cmocka_unit_test (test_one_point),
    cmocka_unit_test (test_group_of_three),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
