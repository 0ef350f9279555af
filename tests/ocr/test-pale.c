/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/ocr/draw.h"

#include "ocr/gj-ocr-pale.h"

#define ROWS 6
#define WIDE 200
#define HIGH 60

/* The doubtful cells of a table of two columns without figures but one, in the first cell from (@ink, …) on, 14 pixels wide, through which a pale
 * line of @broad pixels runs @times, from @at on 20 pixels apart, and breaks the first @broken rules. */
static guint
count_doubts (int ink, int at, int broad, int times, int broken)
{
  static const int xs[] = { 40, 40 + WIDE, 40 + 2 * WIDE }, ys[] = { 40, 100, 160, 220, 280, 340, 400 };
  GjPixmap *paper = draw_paper (500, 440, 1);
  GArray *cells = g_array_new (FALSE, TRUE, sizeof (GjOcrCell));
  GjOcrGrid grid = { .box = { xs[0], ys[0], xs[2], ys[ROWS] }, .n_rows = ROWS, .n_cols = 2, .cells = cells };
  guint doubts = 0;
  draw_table (paper, xs, 3, ys, ROWS + 1, 20);
  for (int i = 0; i < times; i++)
    draw_box (paper, at + 20 * i, 0, at + 20 * i + broad, ys[broken] + 10, 250, 250, 250);
  for (guint i = 0; i < 2 * ROWS; i++) {
    int x = xs[i % 2], y = ys[i / 2];
    GjOcrCell cell = { .box = { x, y, x + WIDE, y + HIGH }, .row = i / 2, .col = i % 2, .row_span = 1, .col_span = 1 };
    cell.kind = i == 0 ? GJ_OCR_CELL_FIGURE : i < 6 ? GJ_OCR_CELL_LABEL : GJ_OCR_CELL_EMPTY;
    cell.ink = (GjOcrRect){ ink, y + 20, ink + 14, y + 44 };
    g_array_append_val (cells, cell);
  }
  g_autoptr (GjOcrPicture) picture = picture_of (paper);
  gj_ocr_pale_doubt (picture, &grid);
  for (guint i = 0; i < cells->len; i++)
    doubts += g_array_index (cells, GjOcrCell, i).reading == GJ_READING_DOUBTFUL;
  g_array_unref (cells);
  return doubts;
}

/* A figure that the line runs through, and the blank cells below it. */
static void
test_pale_line (void **state)
{
  assert_int_equal (count_doubts (100, 105, 3, 1, ROWS), 4);
  assert_int_equal (count_doubts (130, 105, 3, 1, ROWS), 3);
  assert_int_equal (count_doubts (100, 105, 3, 0, ROWS), 0);
  assert_int_equal (count_doubts (100, 105, 3, 1, 2), 0);    /* it breaks but three rules */
  assert_int_equal (count_doubts (100, 60, 3, 8, ROWS), 0);  /* dashed rules */
  assert_int_equal (count_doubts (100, 60, 60, 1, ROWS), 0); /* no rules there */
}

int
main (void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test (test_pale_line) };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
