/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-percent.h"

#include "tests/ocr/gj-characters.h"
#include "tests/support/gj-cmocka.h"

/* Digits that tesseract sees in a percent sign. */

#define DIGIT 12 /* width of a digit, pixels */
#define SIGN 24  /* of a percent sign */
#define POINT 4

static void
fill (PIX *pix, int x0, int y0, int x1, int y1)
{
  for (int y = y0; y < y1; y++)
    for (int x = x0; x < x1; x++)
      pixSetPixel (pix, x, y, 30);
}

/* Draws @number as blocks from @x on. Returns: where it ends. */
static int
draw_number (PIX *pix, const char *number, int x)
{
  for (; *number != '\0'; number++) {
    int w = *number == '%' ? SIGN : *number == '.' ? POINT : *number == '1' ? DIGIT - 4 : DIGIT;
    fill (pix, x, *number == '.' ? 32 : 12, x + w, 36);
    x += w + 4;
  }
  return x;
}

static void
add_symbol (GArray *symbols, gunichar ch, int x0, int x1)
{
  GjOcrSymbol s = { ch, { x0, 10, x1, 36 }, 90, 0, symbols->len == 0, 0 };
  g_array_append_val (symbols, s);
}

/* Three characters, a number, and three more. */
static void
test_numbers (void **state)
{
  static const struct {
    const char *printed, *read, *said;
  } cases[] = {
    { "95.5%", "95.59%", "95.5%" }, { "95.5%", "95.5%6", "95.5%" }, { "95.5%", "95.596", "95.5%" },
    { "97.0%", "97.09", "97.0%" },  { "95.5%", "95.5%", "95.5%" },  { "95.59%", "95.59%", "95.59%" },
    { "95.59", "95.59", "95.59" },  { "1.6", "1.6", "1.6" },        { "41.9", "41.9", "41.9" },
    { "95596", "95596", "95596" },
  };
  for (gsize k = 0; k < G_N_ELEMENTS (cases); k++) {
    PIX *pix = pixCreate (420, 50, 8);
    g_autoptr (GArray) symbols = g_array_new (FALSE, FALSE, sizeof (GjOcrSymbol));
    g_autoptr (GString) said = g_string_new (NULL);
    int x = 10;
    pixSetAllArbitrary (pix, 240);
    for (int i = 0; i < 6; i++) {
      draw_character (pix, i % 2 + 1, x, 10, 30);
      add_symbol (symbols, drawn[i % 2 + 1], x, x + SIDE);
      x += SIDE + GAP;
      if (i != 2)
        continue;
      int end = draw_number (pix, cases[k].printed, x + 2), n = (int) strlen (cases[k].read);
      for (int c = 0; c < n; c++)
        add_symbol (symbols, (gunichar) cases[k].read[c], x + (end - x) * c / n, x + (end - x) * (c + 1) / n);
      x = end + 2;
    }
    GjOcrTextLine line = { { 8, 8, x, 38 }, NULL, NULL, FALSE };
    gj_ocr_percent_check (pix, &line, symbols);
    for (guint i = 0; i < symbols->len; i++)
      if (g_array_index (symbols, GjOcrSymbol, i).ch < 128)
        g_string_append_unichar (said, g_array_index (symbols, GjOcrSymbol, i).ch);
    assert_string_equal (said->str, cases[k].said);
    assert_int_equal (symbols->len, 6 + said->len);
    pixDestroy (&pix);
  }
}

int
main (void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test (test_numbers) };
  return cmocka_run_group_tests_name ("percent signs", tests, NULL, NULL);
}
