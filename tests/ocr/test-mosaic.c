/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/ocr/draw.h"

#include "ocr/gj-ocr-mosaic.h"

#define END 1048 /* of the last piece of an invented line */

/* Where the last of two symbols ends, read as @last from @x0 to the end of the picture. */
static int
end_of (gunichar last, int x0)
{
  const GjOcrSymbol said[] = { { .ch = 0x5176, .box = { 1014, 0, 1038, 48 } },
                               { .ch = last, .box = { x0, 0, 1072, 48 } } };
  g_autoptr (GArray) symbols = g_array_new (FALSE, FALSE, sizeof (GjOcrSymbol));
  g_array_append_vals (symbols, said, 2);
  gj_ocr_mosaic_end_last (symbols, END);
  assert_int_equal (g_array_index (symbols, GjOcrSymbol, 0).box.x1, 1038);
  return g_array_index (symbols, GjOcrSymbol, 1).box.x1;
}

static void
test_last_letter (void **state)
{
  assert_int_equal (end_of (0x4ED6, 1038), END);
  assert_int_equal (end_of ('8', 1038), END);
}

static void
test_margin (void **state)
{
  assert_int_equal (end_of (0x201D, 1038), 1072); /* a mark */
  assert_int_equal (end_of (0x4ED6, END + 2), 1072);
}

static void
test_nothing_read (void **state)
{
  g_autoptr (GArray) symbols = g_array_new (FALSE, FALSE, sizeof (GjOcrSymbol));
  gj_ocr_mosaic_end_last (symbols, END);
  assert_int_equal (symbols->len, 0);
}

/* Where @text, of which each character was given to the piece of the digit in @given ('-': none), stands in the end. */
static void
assert_moved (const char *text, const int *room, guint n, const char *given, const char *expected)
{
  g_autoptr (GArray) symbols = g_array_new (FALSE, FALSE, sizeof (GjOcrSymbol));
  int at[20];
  guint i = 0;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p), i++) {
    GjOcrSymbol symbol = { .ch = g_utf8_get_char (p) };
    g_array_append_val (symbols, symbol);
    at[i] = given[i] == '-' ? -1 : given[i] - '0';
  }
  gj_ocr_mosaic_move_astray (symbols, room, n, at);
  for (i = 0; i < symbols->len; i++)
    assert_int_equal (at[i], expected[i] == '-' ? -1 : expected[i] - '0');
}

/* A long piece whose number of characters is taken for another than it is does not move what stands behind it. */
static void
test_astray_behind_long (void **state)
{
  static const int room[] = { 8, 2, 1, 2, 2 };
  assert_moved ("一二，四五六七八九自然人总计商业", room, 5, "0000000001223344", "0000000001123344");
  assert_moved ("一二三四五六七八九自然人总计商业", room, 5, "0000000001223344", "0000000001123344");
  assert_moved ("一二三四五六七八九自然人总计商业", room, 5, "0000000001122344", "0000000001123344");
}

static void
test_astray (void **state)
{
  static const int room[] = { 2, 1, 1, 1 };
  assert_moved ("总计无无无", room, 4, "01233", "00123");    /* the row of 无 is late */
  assert_moved ("总计无无无", room, 4, "00012", "00123");    /* or early */
  assert_moved ("总计无无无", room, 4, "00123", "00123");    /* nothing to do */
  assert_moved ("总计无无", room, 4, "0123", "0123");        /* one was lost, nobody knows where */
  assert_moved ("总1无无无", room, 4, "01233", "01233");     /* figures are not as wide as high */
  assert_moved ("总-计无无无", room, 4, "0-1233", "0-0123"); /* what belongs to no piece stays out */
  assert_moved ("“总计无无无", room, 4, "001233", "000123"); /* a mark seen in the white before a line fills no room */
}

/* Characters set wide apart are counted one by one; of others nothing is said. */
static void
test_spaced (void **state)
{
  g_autoptr (GjPix) canvas = pixCreate (300, 48, 8);
  pixSetAll (canvas);
  for (int i = 0; i < 3; i++)
    pixRasterop (canvas, 20 + 45 * i, 10, 28, 28, PIX_CLR, NULL, 0, 0);
  assert_int_equal (gj_ocr_mosaic_spaced (canvas, 10, 150, 28), 3);
  assert_int_equal (gj_ocr_mosaic_spaced (canvas, 10, 60, 28), 1);
  assert_int_equal (gj_ocr_mosaic_spaced (canvas, 150, 300, 28), 0);
  pixRasterop (canvas, 48, 20, 17, 4, PIX_CLR, NULL, 0, 0); /* two joined: no longer known */
  assert_int_equal (gj_ocr_mosaic_spaced (canvas, 10, 150, 28), 0);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_last_letter), cmocka_unit_test (test_margin), cmocka_unit_test (test_nothing_read),
    cmocka_unit_test (test_astray),      cmocka_unit_test (test_spaced), cmocka_unit_test (test_astray_behind_long),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
