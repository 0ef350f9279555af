/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-phrase.h"

#include "tests/ocr/gj-characters.h"
#include "tests/support/gj-cmocka.h"

/* Labels that are known by their shape. 0 to 2 in a drawing are characters, n begins a new line, a point and bars are marks. */

#define PITCH (SIDE + GAP)
#define PAPER 240

static int
draw_bar (PIX *pix, int x, int y0, int y1, guint gray)
{
  for (int y = y0; y < y1; y++)
    for (int i = 0; i < 3; i++)
      pixSetPixel (pix, x + i, y, gray);
  return x + 9;
}

/* What is written as @drawing says, in @gray. */
static PIX *
draw (const char *drawing, guint gray, GjOcrInk *ink)
{
  PIX *pix = pixCreate (12 * PITCH, 6 * PITCH, 8);
  int x = 10, y = 10;
  pixSetAllArbitrary (pix, PAPER);
  *ink = (GjOcrInk){ .kind = GJ_OCR_INK_TEXT };
  for (const char *p = drawing; *p != '\0'; p++) {
    if (*p == 'n') {
      x = 10;
      y += PITCH + 6;
      continue;
    }
    ink->n_lines = MAX (ink->n_lines, (guint) (y / PITCH + 1));
    GjOcrInkLine *line = &ink->line[ink->n_lines - 1];
    if (*p == '.')
      x = draw_bar (pix, x, y + SIDE - 4, y + SIDE - 1, gray);
    else if (*p == '|')
      x = draw_bar (pix, x, y + 3, y + SIDE - 3, gray);
    else {
      draw_character (pix, *p - '0', x, y, gray);
      x += PITCH;
    }
    line->n_glyphs = 1;
    line->extent = (GjOcrRect){ 9, y, x - GAP + 1, y + SIDE };
    line->box = line->extent;
    if (*drawing == '.' && p[1] == '.' && p[2] == '\0') {
      line->box.x0 += 9;
      line->box.x1 -= 9;
      break;
    }
  }
  return pix;
}

static void
test_find (void **state)
{
  /* 0 栗, 1 县, 2 市 */
  static const char *const texts[] = { "栗县市栗|栗县市", "县市市栗", "（市）县栗", "市", "县县县", NULL };
  static const struct {
    const char *drawing, *text;
    guint gray;
  } cases[] = {
    { "012", "栗县市", 30 },
    { ".012.", "栗县市", 30 }, /* dirt at both ends */
    { "0120", "栗县市栗", 30 },
    { "0n1n2n0", "栗县市栗", 30 }, /* one character a line */
    { "01n20", "栗县市栗", 30 },   /* broken anywhere */
    { "01n20", "栗县市栗", 170 },  /* and faded */
    { "1220", "县市市栗", 30 },
    { "|.1220", "县市市栗", 30 }, /* 1. */
    { "|2|10", "（市）县栗", 30 },
    { "0220", NULL, 30 },  /* another character */
    { "01200", NULL, 30 }, /* one more */
    { "20120", NULL, 30 }, /* one more before it, and no numeral */
    { "2", "市", 30 },     /* pieces of a text */
    { "1n2", "县市", 30 },
    { "21", NULL, 30 }, /* none goes so */
    { "||.||", NULL, 30 },
  };
  g_autoptr (GjOcrPhrases) phrases = gj_ocr_phrases_new (texts);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    GjOcrInk ink;
    PIX *pix = draw (cases[i].drawing, cases[i].gray, &ink);
    g_autofree char *found = gj_ocr_phrases_find (phrases, pix, &ink, PITCH);
    if (g_strcmp0 (found, cases[i].text) != 0)
      fail_msg ("%s: %s instead of %s", cases[i].drawing, found, cases[i].text);
    assert_null (gj_ocr_phrases_find (NULL, pix, &ink, PITCH));
    pixDestroy (&pix);
  }
}

/* 栗 and 粟 differ by little: neither text is certain as a whole, but every character is clearly nearer to one of them. */
static void
test_alike (void **state)
{
  static const char *const other[] = { "粟县市", "栗县市", NULL };
  GjOcrInk ink;
  PIX *pix = draw ("012", 30, &ink);
  g_autoptr (GjOcrPhrases) apart = gj_ocr_phrases_new (other);
  g_autofree char *found = gj_ocr_phrases_find (apart, pix, &ink, PITCH);
  assert_string_equal (found, "栗县市");
  pixDestroy (&pix);
}

/* No ink, and lines outside of the picture. */
static void
test_empty (void **state)
{
  static const char *const texts[] = { "栗县市", NULL };
  g_autoptr (GjOcrPhrases) phrases = gj_ocr_phrases_new (texts);
  GjOcrInk ink;
  PIX *pix = draw ("", 30, &ink);
  assert_null (gj_ocr_phrases_find (phrases, pix, &ink, PITCH));
  ink.n_lines = 2;
  ink.line[0].n_glyphs = ink.line[1].n_glyphs = 1;
  ink.line[0].extent = (GjOcrRect){ 10, 10, 10 + 3 * PITCH, 10 + SIDE };
  ink.line[1].extent = (GjOcrRect){ 10, 1000, 10 + 3 * PITCH, 1000 + SIDE };
  assert_null (gj_ocr_phrases_find (phrases, pix, &ink, PITCH));
  pixDestroy (&pix);
}

/* Stripes have far more columns to cut at than text: they are not tried. */
static void
test_stripes (void **state)
{
  static const char *const texts[] = { "栗县市栗县市栗县市栗县市", NULL };
  g_autoptr (GjOcrPhrases) phrases = gj_ocr_phrases_new (texts);
  GjOcrInk ink;
  PIX *pix = draw ("012", 30, &ink);
  for (int x = 0; x < pixGetWidth (pix); x += 2)
    for (int y = 0; y < 2 * PITCH; y++)
      pixSetPixel (pix, x, y, 30);
  ink.line[0].extent = ink.line[0].box = (GjOcrRect){ 0, 10, pixGetWidth (pix), 10 + SIDE };
  assert_null (gj_ocr_phrases_find (phrases, pix, &ink, PITCH));
  pixDestroy (&pix);
}

int
main (void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test (test_find), cmocka_unit_test (test_alike),
                                      cmocka_unit_test (test_stripes), cmocka_unit_test (test_empty) };
  return cmocka_run_group_tests_name ("labels known by their shape", tests, NULL, NULL);
}
