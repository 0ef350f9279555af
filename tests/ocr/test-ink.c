/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/ocr/draw.h"

#include <math.h>

#include "ocr/gj-ocr-judge.h"
#include "ocr/gj-ocr-ink.h"
#include "ocr/gj-ocr-seal.h"
#include "ocr/gj-ocr-struck.h"

static const GjOcrRect cell = { 0, 0, 300, 100 };

static GjOcrInk *
ink_of (GjPixmap *paper)
{
  GjOcrPicture *picture = gj_ocr_picture_new (paper, 0);
  picture->contrast = 200;
  GjOcrInk *ink = gj_ocr_ink_find (picture, &cell, GJ_OCR_INK_LEVEL);
  gj_ocr_picture_free (picture);
  gj_pixmap_free (paper);
  return ink;
}

static void
test_blank (void **state)
{
  g_autofree GjOcrInk *ink = ink_of (draw_paper (300, 100, 1));
  assert_int_equal (ink->kind, GJ_OCR_INK_NONE);
}

static void
test_dash (void **state)
{
  GjPixmap *paper = draw_paper (300, 100, 1);
  draw_box (paper, 140, 48, 165, 51, 0, 0, 0);
  g_autofree GjOcrInk *ink = ink_of (paper);
  assert_int_equal (ink->kind, GJ_OCR_INK_DASH);
}

/* A row of short dashes; of three pieces that are not alike none is one. */
static void
test_dashes (void **state)
{
  for (int uneven = 0; uneven < 2; uneven++) {
    GjPixmap *paper = draw_paper (300, 100, 1);
    for (int k = 0; k < 4; k++)
      draw_box (paper, 130 + 10 * k, 48 + 4 * uneven * (k % 2), 137 + 10 * k, 52 + 4 * uneven * (k % 2), 0, 0, 0);
    g_autofree GjOcrInk *ink = ink_of (paper);
    assert_int_equal (ink->kind == GJ_OCR_INK_DASH, !uneven);
  }
}

/* Short dashes of which some ran together, thin or as high as what is left of digits. */
static void
test_dashes_in_line (void **state)
{
  for (int high = 0; high < 2; high++) {
    GjPixmap *paper = draw_paper (300, 100, 1);
    draw_box (paper, 130, 48, 134, 51 + 4 * high, 0, 0, 0);
    draw_box (paper, 136, 48, 149, 51 + 4 * high, 0, 0, 0);
    draw_box (paper, 151, 49, 157, 50 + 4 * high, 0, 0, 0);
    draw_box (paper, 159, 48, 164, 51 + 4 * high, 0, 0, 0);
    g_autofree GjOcrInk *ink = ink_of (paper);
    assert_int_equal (ink->kind == GJ_OCR_INK_DASH, !high);
  }
}

/* What a light streak leaves of a 0: strokes below each other are no dash. */
static void
test_halves_of_zero (void **state)
{
  GjPixmap *paper = draw_paper (300, 100, 1);
  draw_box (paper, 140, 38, 152, 42, 0, 0, 0);
  draw_box (paper, 140, 56, 152, 60, 0, 0, 0);
  g_autofree GjOcrInk *ink = ink_of (paper);
  assert_int_not_equal (ink->kind, GJ_OCR_INK_DASH);
}

static void
test_slash (void **state)
{
  for (int specks = 0; specks < 3; specks++) { /* dirt larger than a point: one above, then another below */
    GjPixmap *paper = draw_paper (300, 100, 1);
    draw_box (paper, 140, 48, 165, 51, 0, 0, 0);
    draw_box (paper, 150, 38, 156, 44, 0, 0, 0);
    if (specks == 1)
      draw_box (paper, 220, 60, 226, 66, 0, 0, 0);
    if (specks == 2)
      draw_box (paper, 146, 56, 150, 60, 0, 0, 0);
    g_autofree GjOcrInk *ink = ink_of (paper);
    assert_true ((ink->kind == GJ_OCR_INK_DASH) == (specks < 2));
  }
  GjPixmap *paper = draw_paper (300, 100, 1);
  for (int i = 0; i < 28; i++)
    draw_box (paper, 150 - i / 2, 30 + i, 153 - i / 2, 31 + i, 0, 0, 0);
  g_autofree GjOcrInk *ink = ink_of (paper);
  assert_int_equal (ink->kind, GJ_OCR_INK_SLASH);
  assert_int_equal (ink->slash, '/');
}

static void
test_figure (void **state)
{
  GjPixmap *paper = draw_paper (300, 100, 1);
  for (int i = 0; i < 4; i++)
    draw_digit (paper, 100 + 20 * i, 40, (i * 3 + 2) % 10);
  g_autofree GjOcrInk *ink = ink_of (paper);
  assert_int_equal (ink->kind, GJ_OCR_INK_FIGURE);
  assert_int_equal (ink->n_lines, 1);
  assert_int_equal (ink->line[0].n_glyphs, 4);
  assert_int_equal (ink->line[0].glyph[2].x0, 140);
}

static void
test_point_and_dirt (void **state)
{
  GjPixmap *paper = draw_paper (300, 100, 1);
  draw_digit (paper, 100, 40, 3);
  draw_box (paper, 120, 60, 124, 64, 20, 20, 20); /* a point takes room */
  draw_digit (paper, 132, 40, 5);
  draw_box (paper, 147, 60, 150, 64, 20, 20, 20); /* a speck does not */
  draw_digit (paper, 151, 40, 6);
  g_autofree GjOcrInk *ink = ink_of (paper);
  assert_int_equal (ink->line[0].n_glyphs, 4);
  assert_int_equal (ink->line[0].mark[1], '.');
  assert_int_equal (ink->line[0].mark[2], 0);
}

/* A minus sign is a third of a digit's height wide at least; what is less is noise. */
static void
test_minus (void **state)
{
  GjPixmap *paper = draw_paper (300, 100, 1);
  draw_box (paper, 100, 50, 108, 53, 20, 20, 20);
  draw_digit (paper, 112, 40, 3);
  draw_box (paper, 128, 50, 132, 52, 20, 20, 20);
  draw_digit (paper, 136, 40, 5);
  g_autofree GjOcrInk *ink = ink_of (paper);
  assert_int_equal (ink->n_lines, 1);
  assert_int_equal (ink->line[0].n_glyphs, 3);
  assert_int_equal (ink->line[0].mark[0], '-');
  assert_int_equal (ink->line[0].mark[1], 0);
  assert_int_equal (ink->line[0].mark[2], 0);
}

static void
test_two_lines (void **state)
{
  GjPixmap *paper = draw_paper (300, 100, 1);
  draw_digit (paper, 100, 15, 3);
  draw_digit (paper, 100, 60, 8);
  g_autofree GjOcrInk *ink = ink_of (paper);
  assert_int_equal (ink->n_lines, 2);
}

static void
test_seal_is_dropped (void **state)
{
  GjPixmap *paper = draw_paper (300, 100, 3);
  draw_box (paper, 80, 20, 220, 80, 205, 60, 60);
  draw_digit (paper, 100, 40, 4);
  g_autofree GjOcrInk *ink = ink_of (paper);
  assert_int_equal (ink->kind, GJ_OCR_INK_FIGURE);
  assert_int_equal (ink->line[0].n_glyphs, 1);
}

static void
test_matrix_leads_back (void **state)
{
  for (guint turns = 0; turns < 4; turns++) {
    GjPixmap *paper = draw_paper (300, 200, 1);
    draw_box (paper, 40, 30, 60, 50, 0, 0, 0);
    GjOcrPicture *p = gj_ocr_picture_new (paper, turns);
    double sx = 0, sy = 0, n = 0;
    for (int y = 0; y < pixGetHeight (p->gray); y++)
      for (int x = 0; x < pixGetWidth (p->gray); x++)
        if (gj_ocr_pixel (p->gray, x, y) < 100) {
          sx += x + 0.5;
          sy += y + 0.5;
          n++;
        }
    const double *m = p->to_given;
    double gx = m[0] * sx / n + m[2] * sy / n + m[4], gy = m[1] * sx / n + m[3] * sy / n + m[5];
    assert_true (fabs (gx - 50) < 1 && fabs (gy - 40) < 1);
    gj_ocr_picture_free (p);
    gj_pixmap_free (paper);
  }
}

/* A speck below a digit is told from it, so that both can be looked at. */
static void
test_speck_below_digit (void **state)
{
  GjPixmap *paper = draw_paper (300, 100, 1);
  draw_digit (paper, 100, 40, 0);
  draw_digit (paper, 120, 40, 0);
  draw_box (paper, 125, 66, 129, 70, 0, 0, 0);
  g_autofree GjOcrInk *ink = ink_of (paper);
  assert_int_equal (ink->line[0].n_glyphs, 2);
  assert_int_equal (ink->line[0].n_specked, 1);
  assert_int_equal (ink->line[0].specked[0].whole.y1, 70);
  assert_int_equal (ink->line[0].specked[0].rest.y1, 64);
  assert_int_equal (ink->line[0].specked[0].rest.x0, 120);
}

/* A ring with a speck below it may be a 0 or a 9: what it is, is not sure. */
static void
test_speck_makes_another_digit (void **state)
{
  for (int speck = 0; speck < 2; speck++) {
    GjPixmap *paper = draw_paper (300, 100, 1);
    for (int y = -12; y < 12; y++)
      for (int x = -8; x < 8; x++) {
        double r = hypot ((x + 0.5) / 8, (y + 0.5) / 12), inner = hypot ((x + 0.5) / 6, (y + 0.5) / 10);
        if (r <= 1 && inner >= 1)
          draw_box (paper, 120 + x, 52 + y, 121 + x, 53 + y, 0, 0, 0);
      }
    if (speck)
      draw_box (paper, 116, 69, 120, 73, 0, 0, 0);
    GjOcrPicture *picture = gj_ocr_picture_new (paper, 0);
    picture->contrast = 200;
    g_autofree GjOcrInk *ink = gj_ocr_ink_find (picture, &cell, GJ_OCR_INK_LEVEL);
    assert_true (gj_ocr_judge (picture, ink) > 0.8);
    assert_int_equal (ink->left_over, speck);
    assert_int_equal (ink->line[0].box.y1, 64);
    gj_ocr_picture_free (picture);
    gj_pixmap_free (paper);
  }
}

/* Specks that lie apart below a figure are no line of writing; more of them may be what is left of one. */
static void
test_lines_of_specks (void **state)
{
  for (int n = 1; n < 7; n++) {
    GjPixmap *paper = draw_paper (300, 100, 1);
    draw_digit (paper, 100, 30, 5);
    for (int i = 0; i < n; i++)
      draw_box (paper, 60 + 25 * i, 70, 65 + 25 * i, 75, 0, 0, 0);
    g_autofree GjOcrInk *ink = ink_of (paper);
    assert_int_equal (ink->n_lines, n > 4 ? 2 : 1);
    assert_int_equal (ink->kind == GJ_OCR_INK_FIGURE, n <= 4);
  }
  GjPixmap *paper = draw_paper (300, 100, 1);
  draw_digit (paper, 100, 30, 5);
  draw_box (paper, 100, 70, 105, 75, 0, 0, 0);
  draw_box (paper, 113, 70, 118, 75, 0, 0, 0); /* as near as the parts of a digit */
  g_autofree GjOcrInk *ink = ink_of (paper);
  assert_int_equal (ink->n_lines, 2);
}

/* The stroke that a 5 has above is no speck. */
static void
test_broken_digit (void **state)
{
  GjPixmap *paper = draw_paper (300, 100, 1);
  draw_box (paper, 100, 40, 114, 43, 0, 0, 0);
  draw_box (paper, 100, 46, 103, 52, 0, 0, 0);
  draw_box (paper, 100, 52, 114, 64, 0, 0, 0);
  g_autofree GjOcrInk *ink = ink_of (paper);
  assert_int_equal (ink->line[0].n_glyphs, 1);
  assert_int_equal (ink->line[0].n_specked, 0);
  assert_int_equal (ink->line[0].box.y0, 40);
}

/* Specks darker than faded print do not hide it. */
static void
test_faded_with_speck (void **state)
{
  GjPixmap *paper = draw_paper (300, 100, 1);
  draw_box (paper, 100, 40, 114, 64, 170, 170, 170);
  draw_box (paper, 103, 43, 111, 61, 250, 250, 250);
  draw_box (paper, 60, 20, 65, 25, 0, 0, 0);
  g_autofree GjOcrInk *ink = ink_of (paper);
  assert_int_equal (ink->kind, GJ_OCR_INK_FIGURE);
  for (guint i = 0; i < ink->n_lines; i++)
    for (guint k = 0; k < ink->line[i].n_glyphs; k++)
      assert_int_equal (ink->line[i].glyph[k].x0, 100);
}

/* What a stroke of @width from (150, 30), 40 high, is taken for, whose middle moves @aside to the left on its way down; with a @flag
 * of @rows at the left of its top, as a 1 has one. */
static char
slash_of_stroke (int width, double aside, int flag, int rows)
{
  GjPixmap *paper = draw_paper (300, 100, 1);
  for (int y = 0; y < 40; y++) {
    int x = 150 - (int) (aside * y / 39 + 0.5);
    draw_box (paper, x - (y < rows ? flag : 0), 30 + y, x + width, 31 + y, 20, 20, 20);
  }
  g_autofree GjOcrInk *ink = ink_of (paper);
  return ink->slash;
}

static void
test_steep_slash (void **state)
{
  assert_int_equal (slash_of_stroke (5, 11, 0, 8), '/');
  assert_int_equal (slash_of_stroke (5, -11, 0, 8), '\\');
  assert_int_equal (slash_of_stroke (5, 2, 0, 8), 0);   /* upright */
  assert_int_equal (slash_of_stroke (14, 11, 0, 8), 0); /* too thick to say */
  assert_int_equal (slash_of_stroke (5, 9, 8, 8), 0);   /* a leaning 1 */
  assert_int_equal (slash_of_stroke (5, 11, 16, 8), 0); /* a 7 */
  assert_int_equal (slash_of_stroke (5, 11, 16, 1), 0); /* whose bar is thin */
}

/* A speck beside a dash or slash is no part of it; one close to it may be. */
static void
test_stroke_and_speck (void **state)
{
  for (int near = 0; near < 2; near++) {
    int x = near ? 168 : 180;
    GjPixmap *paper = draw_paper (300, 100, 1);
    draw_box (paper, 140, 48, 165, 51, 0, 0, 0);
    draw_box (paper, x, 48, x + 4, 52, 0, 0, 0);
    g_autofree GjOcrInk *ink = ink_of (paper);
    assert_true ((ink->kind == GJ_OCR_INK_DASH) == !near);
  }
  GjPixmap *paper = draw_paper (300, 100, 1);
  for (int i = 0; i < 28; i++)
    draw_box (paper, 150 - i / 2, 30 + i, 153 - i / 2, 31 + i, 0, 0, 0);
  draw_box (paper, 200, 60, 204, 64, 0, 0, 0);
  g_autofree GjOcrInk *ink = ink_of (paper);
  assert_int_equal (ink->kind, GJ_OCR_INK_SLASH);
}

/* Noise of single pixels is smoothed out, once; clean paper is left as it is. */
static void
test_noise_is_smoothed (void **state)
{
  guint32 seed = 1;
  for (int noisy = 0; noisy < 2; noisy++) {
    GjPixmap *paper = draw_paper (300, 200, 1);
    draw_box (paper, 40, 30, 60, 50, 0, 0, 0);
    for (gsize i = 0; noisy && i < paper->stride * paper->height; i++) {
      seed = seed * 1664525u + 1013904223u;
      paper->data[i] = (guint8) CLAMP (paper->data[i] - (int) (seed >> 26), 0, 255);
    }
    GjOcrPicture *p = gj_ocr_picture_new (paper, 0);
    guint sum = 0;
    for (int y = 100; y < 190; y++)
      for (int x = 10; x < 290; x++)
        sum += (guint) ABS (gj_ocr_pixel (p->gray, x, y) - gj_ocr_pixel (p->gray, x + 1, y));
    assert_true (sum / (90.0 * 280) <= p->noise / 2);
    assert_in_range (gj_ocr_pixel (p->gray, 50, 40), 0, 10);
    gj_ocr_picture_free (p);
    gj_pixmap_free (paper);
  }
}

/* Whether a cell between two rules, of which the lower one may be lost, is struck by a digit whose top is at @y. */
static gboolean
struck_by_digit_at (int y, gboolean lost)
{
  const int sides[] = { 50, 250 }, rules[] = { 40, lost ? 150 : 100 };
  const GjOcrRect box = { 50, 40, 250, 100 };
  GjPixmap *paper = draw_paper (300, 160, 1);
  draw_table (paper, sides, 2, rules, 2, 0);
  draw_box (paper, 49, 0, 52, 160, 0, 0, 0);
  draw_digit (paper, 140, y, 0);
  GjOcrPicture *picture = picture_of (paper);
  gboolean struck = gj_ocr_is_struck (picture, &box);
  gj_ocr_picture_free (picture);
  return struck;
}

static void
test_struck (void **state)
{
  assert_true (struck_by_digit_at (88, FALSE));   /* the rule below runs through it */
  assert_true (struck_by_digit_at (28, FALSE));   /* the one above */
  assert_false (struck_by_digit_at (58, FALSE));  /* between them */
  assert_false (struck_by_digit_at (76, FALSE));  /* down to the rule */
  assert_false (struck_by_digit_at (102, FALSE)); /* in the next row, close to the rule */
  assert_true (struck_by_digit_at (88, TRUE));
  assert_false (struck_by_digit_at (58, TRUE));
  assert_false (struck_by_digit_at (102, TRUE));
}

/* Whether a digit of @gray in a cell makes it one that may hold something faint. */
static gboolean
is_faint (guint8 gray)
{
  GjPixmap *paper = draw_paper (300, 100, 1);
  draw_box (paper, 140, 40, 143, 64, gray, gray, gray);
  draw_box (paper, 140, 61, 154, 64, gray, gray, gray);
  GjOcrPicture *picture = picture_of (paper);
  gboolean faint = gj_ocr_ink_is_faint (picture, &cell);
  gj_ocr_picture_free (picture);
  return faint;
}

static void
test_faint (void **state)
{
  assert_true (is_faint (205));
  assert_true (is_faint (222)); /* a pale band of the toner */
  assert_false (is_faint (240));
  assert_false (is_faint (250));
}

/* A star of a seal over a cell; where the print under it was too faint, nothing is left of it. */
static void
test_sealed (void **state)
{
  GjPixmap *paper = draw_paper (300, 100, 3);
  draw_box (paper, 120, 20, 160, 80, 220, 60, 70);
  draw_box (paper, 0, 20, 60, 80, 250, 225, 225);
  GjOcrPicture *picture = gj_ocr_picture_new (paper, 0);
  const GjOcrRect beside = { 0, 0, 100, 100 };
  picture->contrast = 200;
  assert_false (gj_ocr_is_sealed (picture, &cell));
  picture->given = paper;
  assert_true (gj_ocr_is_sealed (picture, &cell));
  assert_false (gj_ocr_is_sealed (picture, &beside)); /* shaded */
  draw_box (paper, 80, 40, 82, 60, 215, 174, 180);    /* a 1 in red that has faded */
  assert_true (gj_ocr_is_sealed (picture, &beside));
  gj_ocr_picture_free (picture);
  gj_pixmap_free (paper);
}

/* The black around a page that a scanner saw is not its ink. */
static void
test_dark_edge (void **state)
{
  GjPixmap *paper = draw_paper (1000, 1000, 1);
  draw_box (paper, 0, 0, 40, 1000, 5, 5, 5);
  for (int y = 100; y < 900; y += 40)
    draw_box (paper, 150, y, 850, y + 8, 150, 150, 150);
  GjOcrPicture *picture = gj_ocr_picture_new (paper, 0);
  assert_in_range (picture->contrast, 90, 110);
  assert_in_range (picture->paper, 245, 255);
  gj_ocr_picture_free (picture);
  gj_pixmap_free (paper);
}

/* A seal goes, be it light or dark red, and print below it stays, be the ink over it or mixed with it. */
static void
test_red_ink (void **state)
{
  static const struct {
    guint8 ink[3], print[3];
  } cases[] = { { { 228, 97, 104 }, { 144, 20, 27 } }, { { 150, 30, 40 }, { 24, 5, 6 } } };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    const guint8 *ink = cases[i].ink, *print = cases[i].print;
    GjPixmap *paper = draw_paper (400, 300, 3);
    draw_box (paper, 20, 20, 60, 200, 20, 20, 20);
    draw_box (paper, 100, 50, 260, 200, ink[0], ink[1], ink[2]);
    draw_box (paper, 140, 60, 160, 190, print[0], print[1], print[2]);
    GjOcrPicture *p = gj_ocr_picture_new (paper, 0);
    assert_true (gj_ocr_pixel (p->gray, 200, 100) >= 235);
    assert_true (gj_ocr_pixel (p->gray, 150, 100) <= 170);
    assert_true (gj_ocr_pixel (p->gray, 40, 100) <= 30);
    gj_ocr_picture_free (p);
    gj_pixmap_free (paper);
  }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_blank),
    cmocka_unit_test (test_dash),
    cmocka_unit_test (test_dashes),
    cmocka_unit_test (test_dashes_in_line),
    cmocka_unit_test (test_halves_of_zero),
    cmocka_unit_test (test_slash),
    cmocka_unit_test (test_steep_slash),
    cmocka_unit_test (test_figure),
    cmocka_unit_test (test_point_and_dirt),
    cmocka_unit_test (test_minus),
    cmocka_unit_test (test_two_lines),
    cmocka_unit_test (test_seal_is_dropped),
    cmocka_unit_test (test_matrix_leads_back),
    cmocka_unit_test (test_speck_below_digit),
    cmocka_unit_test (test_speck_makes_another_digit),
    cmocka_unit_test (test_lines_of_specks),
    cmocka_unit_test (test_broken_digit),
    cmocka_unit_test (test_faded_with_speck),
    cmocka_unit_test (test_stroke_and_speck),
    cmocka_unit_test (test_noise_is_smoothed),
    cmocka_unit_test (test_red_ink),
    cmocka_unit_test (test_struck),
    cmocka_unit_test (test_faint),
    cmocka_unit_test (test_sealed),
    cmocka_unit_test (test_dark_edge),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
