/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/ocr/draw.h"

#include "ocr/gj-ocr-size.h"

#define ROWS 16

/* How many of @n figures of digits 20 pixels high and 12 broad are doubtful where those from @odd on have one that is @high and @broad. */
static guint
count_sizes (guint n, guint odd, int high, int broad)
{
  g_autoptr (GArray) writings = g_array_new (FALSE, FALSE, sizeof (GjOcrWriting));
  GArray *cells = g_array_new (FALSE, TRUE, sizeof (GjOcrCell));
  const GjOcrGrid grid = { .n_rows = n, .n_cols = 1, .cells = cells };
  guint doubts = 0;

  g_array_set_size (cells, n);
  for (guint i = 0; i < n; i++) {
    GjOcrCell *cell = &g_array_index (cells, GjOcrCell, i);
    GjOcrInk *ink = g_new0 (GjOcrInk, 1);
    cell->kind = GJ_OCR_CELL_FIGURE;
    cell->reading = GJ_READING_PLAIN;
    ink->n_lines = 1;
    ink->line[0].n_glyphs = 3;
    for (int k = 0; k < 3; k++)
      ink->line[0].glyph[k] =
          (GjOcrRect){ 20 * k, 20 - (k != 1 && i >= odd ? high : 20), 20 * k + (k != 1 && i >= odd ? broad : 12), 20 };
    ink->line[0].mark[1] = '.'; /* a sign has no height */
    ink->line[0].glyph[1].y0 = 17;
    GjOcrWriting w = { cell, ink };
    g_array_append_val (writings, w);
  }
  gj_ocr_size_doubt (&grid, writings);
  for (guint i = 0; i < n; i++) {
    doubts += g_array_index (cells, GjOcrCell, i).reading == GJ_READING_DOUBTFUL;
    g_free (g_array_index (writings, GjOcrWriting, i).ink);
  }
  g_array_unref (cells);
  return doubts;
}

static guint
count_doubts (guint n, guint odd, int high)
{
  return count_sizes (n, odd, high, 12 * high / 20);
}

/* A row in which the scanner repeated lines has digits that are higher and not broader. */
static void
test_stretched (void **state)
{
  assert_int_equal (count_sizes (10, 7, 27, 12), 3);
  assert_int_equal (count_sizes (10, 7, 14, 12), 3);
  assert_int_equal (count_sizes (10, 7, 27, 16), 0); /* printed in another size */
  assert_int_equal (count_sizes (10, 7, 27, 6), 0);  /* ones */
}

static void
test_odd_sizes (void **state)
{
  assert_int_equal (count_doubts (ROWS, ROWS, 20), 0);
  assert_int_equal (count_doubts (ROWS, ROWS - 1, 22), 0); /* a pixel or two is the scanner's */
  assert_int_equal (count_doubts (ROWS, ROWS - 1, 27), 1); /* of a stamp, or with a tick on it */
  assert_int_equal (count_doubts (ROWS, ROWS - 2, 13), 2); /* lines of it are lost */
  assert_int_equal (count_doubts (ROWS, ROWS / 2, 27), 0); /* a table in two sizes */
  assert_int_equal (count_doubts (8, 7, 27), 1);           /* as few as table 二 has */
  assert_int_equal (count_doubts (4, 3, 27), 0);           /* too few to know */
}

int
main (void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test (test_odd_sizes), cmocka_unit_test (test_stretched) };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
