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

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_last_letter),
    cmocka_unit_test (test_margin),
    cmocka_unit_test (test_nothing_read),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
