/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/ocr/draw.h"

#include "ocr/gj-ocr-note.h"

/* The ink of the only cell on @paper, which is freed; with what is read there: is it seconded? */
static gboolean
is_seconded (GjPixmap *paper, const char *text)
{
  static const GjOcrRect cell = { 0, 0, 400, 100 };
  g_autoptr (GjOcrPicture) picture = picture_of (paper);
  g_autofree GjOcrInk *ink = gj_ocr_ink_find (picture, &cell, GJ_OCR_INK_LEVEL);
  return gj_ocr_note_is_seconded (picture, ink, text);
}

/* 55, a point if @point, 5, and @n characters behind. */
static GjPixmap *
figure (gboolean point, int n)
{
  GjPixmap *paper = draw_paper (400, 100, 1);
  int x = 96 + (point ? 9 : 0);
  draw_digit (paper, 60, 40, 5);
  draw_digit (paper, 78, 40, 5);
  if (point)
    draw_box (paper, 97, 62, 99, 64, 60, 60, 60);
  draw_digit (paper, x, 40, 5);
  draw_text (paper, x + 24, 36, n);
  return paper;
}

/* Every digit stands where the text has it, and behind them as many characters. */
static void
test_counter (void **state)
{
  assert_true (is_seconded (figure (FALSE, 1), "555件"));
  assert_true (is_seconded (figure (FALSE, 2), "555万元"));
  assert_true (is_seconded (figure (TRUE, 2), "55.5万元"));
}

static void
test_lost (void **state)
{
  assert_false (is_seconded (figure (FALSE, 1), "55件"));    /* a digit */
  assert_false (is_seconded (figure (FALSE, 2), "555元"));   /* a character of the unit */
  assert_false (is_seconded (figure (FALSE, 1), "555万元")); /* or one too many */
  assert_false (is_seconded (figure (TRUE, 2), "555万元"));  /* the point */
  assert_false (is_seconded (figure (FALSE, 1), "535件"));
  assert_false (is_seconded (figure (FALSE, 1), "555"));
  assert_false (is_seconded (figure (FALSE, 1), "55.5.件"));
}

/* A character and @n digits behind it, the last two of which touch if @touch. */
static GjPixmap *
signed_figure (int n, gboolean touch)
{
  GjPixmap *paper = draw_paper (400, 100, 1);
  draw_text (paper, 60, 36, 1);
  for (int i = 0; i < n; i++)
    draw_digit (paper, 96 + 18 * i - (touch && i + 1 == n ? 4 : 0), 40, 5);
  return paper;
}

/* Of a sign in words (减55) the text says how many digits there are, and what is before them is as wide as one character. */
static void
test_sign (void **state)
{
  assert_true (is_seconded (signed_figure (2, FALSE), "减55"));
  assert_true (is_seconded (signed_figure (2, TRUE), "减55"));
  assert_false (is_seconded (signed_figure (2, FALSE), "减5"));
  assert_false (is_seconded (signed_figure (2, FALSE), "减555"));
  assert_false (is_seconded (signed_figure (2, FALSE), "减53"));
  assert_false (is_seconded (signed_figure (2, FALSE), "减5.5"));
}

/* A label that ends in a bracket, behind a colon and @n characters; the colon's dots @apart. */
static gboolean
is_whole (int n, int apart, const char *text)
{
  static const GjOcrRect cell = { 0, 0, 500, 100 };
  GjPixmap *paper = draw_paper (500, 100, 1);
  draw_text (paper, 40, 36, 4);
  draw_box (paper, 190, 58 - apart, 194, 62 - apart, 20, 20, 20);
  draw_box (paper, 190, 58, 194, 62, 20, 20, 20);
  draw_text (paper, 212, 36, n);
  draw_box (paper, 212 + 36 * n, 36, 216 + 36 * n, 66, 20, 20, 20);
  g_autoptr (GjOcrPicture) picture = picture_of (paper);
  g_autofree GjOcrInk *ink = gj_ocr_ink_find (picture, &cell, GJ_OCR_INK_LEVEL);
  return gj_ocr_note_unit_is_whole (picture, ink, text);
}

static void
test_unit (void **state)
{
  assert_true (is_whole (1, 12, "收费单位:元)"));
  assert_true (is_whole (1, 12, "收费单位：元）"));
  assert_false (is_whole (2, 12, "收费单位:元)")); /* 万 was lost */
  assert_false (is_whole (0, 12, "收费单位:元)"));
  assert_false (is_whole (1, 2, "收费单位:元)")); /* no colon */
  assert_false (is_whole (1, 12, "收费单位:万元)"));
  assert_false (is_whole (1, 12, "收费金额(元)"));
}

static void
test_before (void **state)
{
  assert_true (gj_ocr_note_may_stand_before ("41139", "39"));
  assert_true (gj_ocr_note_may_stand_before ("39", "41139"));
  assert_false (gj_ocr_note_may_stand_before ("41139", "41138"));
  assert_false (gj_ocr_note_may_stand_before ("39", "39"));
  assert_false (gj_ocr_note_may_stand_before ("39", ""));
  assert_false (gj_ocr_note_may_stand_before ("39", NULL));
}

int
main (void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test (test_counter), cmocka_unit_test (test_lost),
                                      cmocka_unit_test (test_sign), cmocka_unit_test (test_unit),
                                      cmocka_unit_test (test_before) };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
