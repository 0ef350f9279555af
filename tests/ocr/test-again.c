/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Cells in which dirt and light hide a figure, or a blank. */

#include "tests/ocr/draw.h"

#include "ocr/gj-ocr-among.h"
#include "ocr/gj-ocr-cells.h"
#include "ocr/gj-ocr-figures.h"

/* What the only cell of @paper, which is freed, is taken for. @supposed (out): with a doubt. @wide (out) (nullable): how wide its ink is. */
static GjOcrCellKind
look_at (GjPixmap *paper, gboolean *supposed, int *wide)
{
  g_autoptr (GjOcrPicture) picture = picture_of (paper);
  g_autoptr (GArray) writings = g_array_new (FALSE, FALSE, sizeof (GjOcrWriting));
  GjOcrCell cell = { .box = { 0, 0, 300, 100 } };
  gj_ocr_look_at_cell (picture, &cell, writings);
  g_autofree GjOcrInk *ink = g_array_index (writings, GjOcrWriting, 0).ink;
  if (wide != NULL)
    *wide = gj_ocr_rect_width (&ink->box);
  *supposed = cell.supposed;
  g_free (cell.text);
  return cell.kind;
}

typedef struct {
  int n, x[3], y[3], size;
  gboolean blank;
} Specks;

/* A few specks far from each other are dirt on a blank, with a doubt. Near each other they may be what is left of a digit, and so may a
 * larger piece. */
static void
test_dust (void **state)
{
  static const Specks cases[] = {
    { 1, { 150 }, { 60 }, 5, TRUE },
    { 3, { 60, 150, 240 }, { 30, 60, 70 }, 5, TRUE },
    { 2, { 150, 158 }, { 40, 60 }, 5, FALSE },
    { 1, { 150 }, { 50 }, 9, FALSE },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    gboolean supposed;
    GjPixmap *paper = draw_paper (300, 100, 1);
    for (int k = 0; k < cases[i].n; k++)
      draw_box (paper, cases[i].x[k], cases[i].y[k], cases[i].x[k] + cases[i].size, cases[i].y[k] + cases[i].size, 60,
                60, 60);
    assert_int_equal (look_at (paper, &supposed, NULL) == GJ_OCR_CELL_EMPTY, cases[i].blank);
    assert_true (supposed || !cases[i].blank);
  }
}

/* Beside a digit, and below it, as broad as one together. */
static void
test_specks_beside (void **state)
{
  gboolean supposed;
  int wide;
  GjPixmap *paper = draw_paper (300, 100, 1);
  draw_digit (paper, 140, 30, 5);
  draw_box (paper, 136, 66, 140, 70, 20, 20, 20);
  draw_box (paper, 140, 72, 144, 76, 20, 20, 20);
  draw_box (paper, 168, 66, 172, 70, 20, 20, 20);
  draw_box (paper, 162, 50, 167, 55, 20, 20, 20);
  assert_int_equal (look_at (paper, &supposed, &wide), GJ_OCR_CELL_FIGURE);
  assert_true (supposed);
  assert_in_range (wide, 13, 15);
}

/* Print a quarter as dark as rules is a figure, with a doubt; what is paler is nothing that could be read. */
static void
test_pale (void **state)
{
  static const guint8 grays[] = { 200, 244 };
  for (guint i = 0; i < G_N_ELEMENTS (grays); i++) {
    gboolean supposed;
    GjPixmap *paper = draw_paper (300, 100, 1);
    draw_digit (paper, 140, 38, 5);
    for (gsize k = 0; k < paper->stride * paper->height; k++)
      paper->data[k] = paper->data[k] < 100 ? grays[i] : paper->data[k];
    assert_int_equal (look_at (paper, &supposed, NULL), i == 0 ? GJ_OCR_CELL_FIGURE : GJ_OCR_CELL_EMPTY);
    assert_int_equal (supposed, i == 0);
  }
}

/* Where a page is nearly empty its contrast is not known, but that of its print is: a ripple of compression is no dash. */
static void
test_empty_page (void **state)
{
  g_autoptr (GArray) writings = g_array_new (FALSE, FALSE, sizeof (GjOcrWriting));
  GjPixmap *paper = draw_paper (300, 100, 1);
  draw_box (paper, 140, 50, 162, 53, 236, 236, 236);
  g_autoptr (GjOcrPicture) picture = picture_of (paper);
  picture->contrast = 30;
  GjOcrCell cell = { .box = { 0, 0, 300, 100 } };
  gj_ocr_look_at_cell (picture, &cell, writings);
  assert_int_equal (cell.kind, GJ_OCR_CELL_EMPTY);
  g_free (g_array_index (writings, GjOcrWriting, 0).ink);
  g_free (cell.text);
}

/* One figure in the middle of a cell of 200 × 60 pixels, with paper all around, or none. */
static void
test_keep_middle (void **state)
{
  static const struct {
    GjOcrRect at[3];
    guint n, kept;
  } cases[] = {
    { { { 95, 18, 109, 42 }, { 150, 0, 200, 60 } }, 2, 1 },
    { { { 95, 18, 109, 42 }, { 111, 0, 160, 60 } }, 2, 0 }, /* touched, nearly */
    { { { 20, 18, 34, 42 }, { 150, 0, 200, 60 } }, 2, 0 },
    { { { 95, 2, 109, 26 }, { 150, 0, 200, 60 } }, 2, 0 },
    { { { 86, 18, 100, 42 }, { 103, 18, 117, 42 }, { 150, 0, 200, 60 } }, 3, 2 },
    { { { 95, 12, 109, 50 }, { 150, 0, 200, 60 } }, 2, 0 }, /* too high */
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    GjOcrRect at[3];
    memcpy (at, cases[i].at, sizeof at);
    assert_int_equal (gj_ocr_among_keep (at, cases[i].n, 200, 60, 24), cases[i].kept);
    if (cases[i].kept > 0)
      assert_memory_equal (at, cases[i].at, cases[i].kept * sizeof *at);
  }
}

/* A row of eight figures, of whose third a seal lies in the corner, and something else stands in the fifth. Of five cells, a row of a label
 * and figures without more, nobody knows. */
static void
test_among_figures (void **state)
{
  for (guint n = 5; n <= 8; n += 3) {
    g_autoptr (GArray) writings = g_array_new (FALSE, FALSE, sizeof (GjOcrWriting));
    g_autoptr (GArray) cells = g_array_new (FALSE, TRUE, sizeof (GjOcrCell));
    GjPixmap *paper = draw_paper (1600, 70, 1);
    for (guint i = 0; i < n; i++) {
      int x = 200 * (int) i;
      if (i == 2)
        for (int k = 0; k < 44; k++)
          draw_box (paper, x + 200 - k, k, x + 200, k + 1, 20, 20, 20);
      if (i == 4)
        draw_text (paper, x + 82, 20, 1);
      else
        draw_digit (paper, x + 93, 23, 5);
      GjOcrCell cell = { .box = { x, 0, x + 200, 70 }, .col = i, .row_span = 1, .col_span = 1 };
      g_array_append_val (cells, cell);
    }
    g_autoptr (GjOcrPicture) picture = picture_of (paper);
    GjOcrGrid grid = { .n_rows = 1, .n_cols = n, .cells = cells };
    for (guint i = 0; i < n; i++)
      gj_ocr_look_at_cell (picture, &g_array_index (cells, GjOcrCell, i), writings);
    assert_int_equal (g_array_index (cells, GjOcrCell, 2).kind, GJ_OCR_CELL_LABEL);
    gj_ocr_look_among (picture, &grid, writings);
    assert_int_equal (g_array_index (cells, GjOcrCell, 2).kind, n == 8 ? GJ_OCR_CELL_FIGURE : GJ_OCR_CELL_LABEL);
    assert_int_equal (g_array_index (cells, GjOcrCell, 2).supposed, n == 8);
    assert_int_equal (g_array_index (cells, GjOcrCell, 4).kind, GJ_OCR_CELL_LABEL);
    for (guint i = 0; i < n; i++) {
      g_free (g_array_index (writings, GjOcrWriting, i).ink);
      g_free (g_array_index (cells, GjOcrCell, i).text);
    }
  }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_dust),       cmocka_unit_test (test_specks_beside), cmocka_unit_test (test_pale),
    cmocka_unit_test (test_empty_page), cmocka_unit_test (test_keep_middle),   cmocka_unit_test (test_among_figures),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
