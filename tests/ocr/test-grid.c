/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/ocr/grids.h"

static const int xs[] = { 100, 300, 500, 700 }, ys[] = { 100, 160, 220, 280, 340 };

static void
assert_grid (GPtrArray *grids, guint rows, guint cols, guint cells)
{
  assert_int_equal (grids->len, 1);
  const GjOcrGrid *grid = g_ptr_array_index (grids, 0);
  assert_int_equal (grid->n_rows, rows);
  assert_int_equal (grid->n_cols, cols);
  assert_int_equal (grid->cells->len, cells);
}

static void
test_plain (void **state)
{
  GjPixmap *paper = draw_paper (800, 500, 1);
  draw_table (paper, xs, 4, ys, 5, 0);
  g_autoptr (GPtrArray) grids = grids_of (paper);
  assert_grid (grids, 4, 3, 12);
  const GjOcrCell *c = &g_array_index (((GjOcrGrid *) g_ptr_array_index (grids, 0))->cells, GjOcrCell, 4);
  assert_int_equal (c->row, 1);
  assert_int_equal (c->col, 1);
  assert_true (ABS (c->box.x0 - 300) <= 2 && ABS (c->box.y1 - 220) <= 2);
}

static void
test_faint (void **state)
{
  GjPixmap *paper = draw_paper (800, 500, 1);
  draw_table (paper, xs, 4, ys, 5, 215);
  g_autoptr (GPtrArray) grids = grids_of (paper);
  assert_grid (grids, 4, 3, 12);
}

static void
test_broken (void **state)
{
  GjPixmap *paper = draw_paper (800, 500, 1);
  draw_table (paper, xs, 4, ys, 5, 0);
  for (int x = 150; x < 700; x += 130)
    draw_box (paper, x, 90, x + 14, 350, 250, 250, 250);
  g_autoptr (GPtrArray) grids = grids_of (paper);
  assert_grid (grids, 4, 3, 12);
}

/* A lone row at a page's head, 0.21 inches high, without its upper rule, or with the strokes of a heading that touch its lower one. */
static void
test_lone_row (void **state)
{
  static const int lone_xs[] = { 100, 180, 260, 340, 420, 500, 580, 660, 740, 820 }, lone_ys[] = { 100, 142 };
  for (int heading = 0; heading < 2; heading++) {
    GjPixmap *paper = draw_paper (1000, 500, 1);
    draw_table (paper, lone_xs, 10, lone_ys, 2, 0);
    if (!heading)
      draw_box (paper, 90, 90, 830, 102, 250, 250, 250);
    else {
      draw_box (paper, 290, 144, 293, 180, 20, 20, 20);
      draw_box (paper, 310, 144, 313, 180, 20, 20, 20);
      draw_box (paper, 270, 172, 336, 175, 20, 20, 20);
    }
    g_autoptr (GPtrArray) grids = grids_of (paper);
    assert_grid (grids, 1, 9, 9);
  }
}

static void
test_merged (void **state)
{
  GjPixmap *paper = draw_paper (800, 500, 1);
  draw_table (paper, xs, 4, ys, 5, 0);
  draw_box (paper, 296, 103, 305, 158, 250, 250, 250); /* row 0: columns 0 and 1 */
  draw_box (paper, 503, 216, 698, 225, 250, 250, 250); /* column 2: rows 1 and 2 */
  g_autoptr (GPtrArray) grids = grids_of (paper);
  assert_grid (grids, 4, 3, 10);
  const GArray *cells = ((GjOcrGrid *) g_ptr_array_index (grids, 0))->cells;
  assert_int_equal (g_array_index (cells, GjOcrCell, 0).col_span, 2);
  assert_int_equal (g_array_index (cells, GjOcrCell, 4).row_span, 2);
}

static void
test_open_at_foot (void **state)
{
  GjPixmap *paper = draw_paper (800, 500, 1);
  draw_table (paper, xs, 4, ys, 5, 0);
  draw_box (paper, 90, 335, 710, 345, 250, 250, 250);
  g_autoptr (GPtrArray) grids = grids_of (paper);
  assert_grid (grids, 4, 3, 12);
}

static void
test_skewed (void **state)
{
  GjPixmap *paper = draw_paper (900, 600, 1);
  draw_table (paper, xs, 4, ys, 5, 0);
  for (int r = 0; r < 4; r++)
    for (int c = 0; c < 3; c++)
      draw_digit (paper, xs[c] + 80, ys[r] + 20, r + c);
  PIX *gray = pixCreate (900, 600, 8);
  for (int y = 0; y < 600; y++)
    for (int x = 0; x < 900; x++)
      pixSetPixel (gray, x, y, paper->data[(gsize) y * paper->stride + (gsize) x]);
  PIX *turned = pixRotateAMGray (gray, 0.03f, 250);
  for (int y = 0; y < 600; y++)
    for (int x = 0; x < 900; x++)
      paper->data[(gsize) y * paper->stride + (gsize) x] = (guint8) gj_ocr_pixel (turned, x, y);
  pixDestroy (&gray);
  pixDestroy (&turned);
  g_autoptr (GPtrArray) grids = grids_of (paper);
  assert_grid (grids, 4, 3, 12);
}

static void
test_bent (void **state)
{
  GjPixmap *paper = draw_paper (1600, 700, 1);
  for (int r = 0; r < 6; r++)
    for (int x = 100; x < 1500; x++) {
      int y = 100 + 80 * r + (x - 800) * (x - 800) / 24000;
      draw_box (paper, x, y - 1, x + 1, y + 2, 0, 0, 0);
    }
  for (int x = 100; x <= 1500; x += 200) {
    int y = (x - 800) * (x - 800) / 24000;
    draw_box (paper, x - 1, 100 + y, x + 2, 500 + y, 0, 0, 0);
  }
  g_autoptr (GPtrArray) grids = grids_of (paper);
  assert_grid (grids, 5, 7, 35);
}

/* Strokes of characters, in line with each other, are no rules. */
static void
test_strokes (void **state)
{
  GjPixmap *paper = draw_paper (800, 500, 1);
  draw_table (paper, xs, 4, ys, 5, 0);
  for (int r = 0; r < 4; r++)
    for (int k = 0; k < 5; k++) {
      draw_box (paper, 130 + 30 * k, ys[r] + 12, 133 + 30 * k, ys[r] + 49, 0, 0, 0);
      draw_box (paper, 117 + 30 * k, ys[r] + 29, 145 + 30 * k, ys[r] + 32, 0, 0, 0);
    }
  g_autoptr (GPtrArray) grids = grids_of (paper);
  assert_grid (grids, 4, 3, 12);
}

/* Two tables of one width stay two, also where the heading between has strokes in line with their rules. */
static void
test_heading_between (void **state)
{
  static const int below[] = { 350, 410, 470 };
  GjPixmap *paper = draw_paper (800, 600, 1);
  draw_table (paper, xs, 4, ys, 4, 0);
  draw_table (paper, xs, 4, below, 3, 0);
  for (int k = 1; k < 4; k++)
    draw_box (paper, xs[k] - 1, 296, xs[k] + 2, 336, 0, 0, 0);
  g_autoptr (GPtrArray) grids = grids_of (paper);
  assert_int_equal (grids->len, 2);
  assert_int_equal (((GjOcrGrid *) g_ptr_array_index (grids, 0))->cells->len, 9);
  assert_int_equal (((GjOcrGrid *) g_ptr_array_index (grids, 1))->cells->len, 6);
}

/* Nor does a stroke of the heading join them that nearly fills the room, so that it meets a rule of each. */
static void
test_heading_meets (void **state)
{
  static const int below[] = { 336, 396, 456 }, others[] = { 100, 220, 350, 460, 580, 700 };
  GjPixmap *paper = draw_paper (800, 600, 1);
  draw_table (paper, xs, 4, ys, 4, 0);
  draw_table (paper, others, 6, below, 3, 0);
  draw_text (paper, 200, 295, 10);
  draw_box (paper, 248, 288, 252, 330, 0, 0, 0);
  g_autoptr (GPtrArray) grids = grids_of (paper);
  assert_int_equal (grids->len, 2);
  assert_int_equal (((GjOcrGrid *) g_ptr_array_index (grids, 0))->cells->len, 9);
  assert_int_equal (((GjOcrGrid *) g_ptr_array_index (grids, 1))->cells->len, 10);
}

/* A letter's stroke that comes down to the end of a short rule belongs to the cell above it. */
static void
test_stroke_above (void **state)
{
  static const int low[] = { 100, 160, 192, 224 };
  GjPixmap *paper = draw_paper (800, 400, 1);
  draw_table (paper, xs, 4, low, 4, 0);
  draw_box (paper, xs[0] + 2, low[0] + 2, xs[3] - 1, low[1] - 1, 250, 250, 250);
  draw_box (paper, xs[1] - 1, low[1] - 16, xs[1] + 2, low[1] - 1, 0, 0, 0);
  for (int k = 0; k < 3; k++) {
    draw_digit (paper, xs[k] + 60, low[1] + 4, k + 4);
    draw_digit (paper, xs[k] + 90, low[2] + 4, k + 2);
  }
  g_autoptr (GPtrArray) grids = grids_of (paper);
  assert_grid (grids, 3, 3, 7);
}

/* Nor does the stroke of a heading, close below a row of figures at a page's head, lengthen one of its rules. */
static void
test_stroke_below (void **state)
{
  static const int narrow[] = { 100, 220, 340, 460, 580, 700 }, row[] = { 100, 147 };
  GjPixmap *paper = draw_paper (800, 400, 1);
  draw_table (paper, narrow, 6, row, 2, 0);
  draw_box (paper, narrow[2] - 1, 147, narrow[2] + 2, 172, 0, 0, 0);
  for (int k = 0; k < 5; k++)
    draw_digit (paper, narrow[k] + 50, 112, k);
  g_autoptr (GPtrArray) grids = grids_of (paper);
  assert_grid (grids, 1, 5, 5);
}

/* A row of figures alone at a page's head, cut open above, that is too low for its rules to be long ones. */
static void
test_open_row (void **state)
{
  static const int narrow[] = { 100, 220, 340, 460, 580, 700 };
  GjPixmap *paper = draw_paper (800, 400, 1);
  draw_table (paper, narrow, 6, ys, 2, 0);
  draw_box (paper, 0, 90, 800, 108, 250, 250, 250);
  for (int k = 0; k < 5; k++)
    draw_digit (paper, narrow[k] + 50, 125, k);
  g_autoptr (GPtrArray) grids = grids_of (paper);
  assert_grid (grids, 1, 5, 5);
}

/* A speck on the open end of one rule does not lengthen the others. */
static void
test_open_speck (void **state)
{
  static const int low[] = { 100, 140, 190, 240 };
  GjPixmap *paper = draw_paper (800, 400, 1);
  draw_table (paper, xs, 4, low, 4, 0);
  draw_box (paper, 0, 90, 800, 108, 250, 250, 250);
  draw_box (paper, xs[2] - 2, 100, xs[2] + 3, 110, 0, 0, 0);
  for (int k = 0; k < 3; k++)
    draw_digit (paper, xs[k] + 90, 112, k);
  g_autoptr (GPtrArray) grids = grids_of (paper);
  assert_grid (grids, 3, 3, 9);
}

/* The skew was measured on lines that bend: rules across are level, but those down lean. */
static void
test_leaning (void **state)
{
  GjPixmap *paper = draw_paper (1600, 1500, 1);
  for (int r = 0; r < 11; r++)
    draw_box (paper, 100, 99 + 120 * r, 1520, 102 + 120 * r, 0, 0, 0);
  for (int k = 0; k < 8; k++)
    for (int y = 100; y < 1300; y++) {
      int x = 110 + 198 * k + (y - 100) / 80;
      draw_box (paper, x, y, x + 3, y + 1, 0, 0, 0);
    }
  g_autoptr (GPtrArray) grids = grids_of (paper);
  assert_grid (grids, 10, 7, 70);
}

/* Where print is broken all over, a side that is missing as a whole is there by its line. */
static void
test_missing_side (void **state)
{
  GjPixmap *paper = draw_paper (800, 500, 1);
  draw_table (paper, xs, 4, ys, 5, 0);
  for (int r = 0; r < 5; r++)
    for (int x = 190; x < 600; x += 120)
      draw_box (paper, x, ys[r] - 3, x + 40, ys[r] + 4, 250, 250, 250);
  for (int k = 0; k < 4; k++)
    for (int y = 177; y < 290; y += 60)
      draw_box (paper, xs[k] - 3, y, xs[k] + 4, y + 18, 250, 250, 250);
  draw_box (paper, 296, 163, 305, 218, 250, 250, 250);
  g_autoptr (GPtrArray) grids = grids_of (paper);
  assert_grid (grids, 4, 3, 12);
}

/* A table of labels and figures, of which no rule across is left but the outermost: its upright rules end below the title. */
static GjPixmap *
draw_rows (guint n, int specks)
{
  static const int x[] = { 60, 300, 460, 620, 780 };
  GjPixmap *paper = draw_paper (860, (guint) (200 + 50 * n), 1);
  int foot = 150 + 50 * (int) n;
  memset (paper->data, 255, paper->stride * paper->height);
  draw_box (paper, 59, 99, 782, 102, 0, 0, 0);
  draw_box (paper, 59, foot - 1, 782, foot + 2, 0, 0, 0);
  for (int i = 0; i < 5; i++)
    draw_box (paper, x[i] - 1, i > 0 && i < 4 ? 150 : 100, x[i] + 2, foot, 0, 0, 0);
  for (int r = 0; r < (int) n; r++) {
    for (int k = 0; k < 5; k++) /* a label */
      draw_digit (paper, 90 + 40 * k, 163 + 50 * r, 8);
    for (int c = 1; c < 4; c++)
      draw_digit (paper, x[c] + 70, 163 + 50 * r, 8);
    for (int k = 0; k < specks && r > 0; k++)
      draw_box (paper, 320 + 30 * k, 150 + 50 * r, 321 + 30 * k, 151 + 50 * r, 0, 0, 0);
  }
  return paper;
}

/* Rows are told by their figures where the rules between them are gone; the cells remember it. */
static void
test_rows_without_rules (void **state)
{
  g_autoptr (GPtrArray) grids = grids_of (draw_rows (5, 0));
  assert_int_equal (grids->len, 1);
  const GjOcrGrid *grid = g_ptr_array_index (grids, 0);
  assert_int_equal (grid->n_rows, 6);
  assert_int_equal (grid->cells->len, 1 + 5 * 4);
  for (guint i = 0; i < grid->cells->len; i++)
    assert_int_equal (g_array_index (grid->cells, GjOcrCell, i).supposed, i >= 1);
}

/* Of a picture of one bit, single pixels in line between two rows are the rest of a rule. */
static void
test_specks_of_rules (void **state)
{
  g_autoptr (GPtrArray) grids = grids_of (draw_rows (5, 12));
  assert_int_equal (grids->len, 1);
  const GjOcrGrid *grid = g_ptr_array_index (grids, 0);
  assert_int_equal (grid->cells->len, 1 + 5 * 4);
  for (guint i = 0; i < grid->cells->len; i++)
    assert_false (g_array_index (grid->cells, GjOcrCell, i).supposed);
}

/* Strokes in the second line of a label, in line with an upright rule below, lengthen that: what it seems to end at would cut the feet of the
 * first line off. */
static void
test_stroke_above_upright (void **state)
{
  static const int x[] = { 60, 180, 300, 460, 620 }, y[] = { 100, 250, 330, 480, 560 };
  GjPixmap *paper = draw_paper (700, 660, 1);
  memset (paper->data, 255, paper->stride * paper->height); /* as one bit */
  draw_table (paper, x, 5, y, 5, 0);
  for (int r = 0; r < 4; r++) {
    int top = r % 2 == 0 ? y[r] + 91 : y[r] + 25;
    if (r % 2 == 0)
      draw_box (paper, 178, y[r] + 2, 183, y[r] + 113, 255, 255, 255);
    for (int k = 0; k < 8; k++)
      draw_digit (paper, (k < 4 ? 75 : 200) + 24 * (k % 4), top, 8);
    for (int c = 2; c < 4; c++)
      draw_digit (paper, x[c] + 70, top, 8);
  }
  g_autoptr (GPtrArray) grids = grids_of (paper);
  assert_int_equal (grids->len, 1);
  assert_int_equal (((const GjOcrGrid *) g_ptr_array_index (grids, 0))->n_rows, 4);
}

/* Specks all over a fax are in line by chance: beside rules that are all there they make no rows. */
static void
test_specks_all_over (void **state)
{
  static const int x[] = { 60, 300, 420, 540, 660, 780 }, y[] = { 100, 180, 260, 340, 420, 500 };
  GjPixmap *paper = draw_paper (860, 600, 1);
  guint32 seed = 7;
  memset (paper->data, 255, paper->stride * paper->height);
  draw_table (paper, x, 6, y, 6, 0);
  for (int r = 0; r < 5; r++)
    for (int c = 0; c < 5; c++)
      draw_digit (paper, x[c] + 50, y[r] + 28, 8);
  for (int i = 0; i < 1500; i++) {
    seed = seed * 1664525u + 1013904223u;
    int u = (int) (seed >> 8) % 860, v = (int) (seed >> 20) % 600;
    draw_box (paper, u, v, u + 1, v + 1, 0, 0, 0);
  }
  g_autoptr (GPtrArray) grids = grids_of (paper);
  assert_grid (grids, 5, 5, 25);
}

/* A figure that wraps beside a label that wraps is one row. */
static void
test_wrapped_figures (void **state)
{
  GjPixmap *paper = draw_paper (800, 500, 1);
  memset (paper->data, 255, paper->stride * paper->height);
  static const int rows[] = { 100, 200, 300, 400 };
  draw_table (paper, xs, 4, rows, 4, 0);
  for (int r = 0; r < 3; r++)
    for (int c = 0; c < 3; c++)
      for (int k = 0; k < 2; k++)
        draw_digit (paper, xs[c] + 90, rows[r] + 18 + 38 * k, 8);
  g_autoptr (GPtrArray) grids = grids_of (paper);
  assert_grid (grids, 3, 3, 9);
}

/* 申: a stroke that begins right below a rule and ends between the lines of a label. */
static void
draw_tall_character (GjPixmap *paper, int x, int y)
{
  draw_box (paper, x + 14, y, x + 17, y + 42, 0, 0, 0);
  for (int k = 0; k < 3; k++)
    draw_box (paper, x + 3, y + 6 + 9 * k, x + 28, y + 8 + 9 * k, 0, 0, 0);
  draw_box (paper, x + 3, y + 6, x + 5, y + 26, 0, 0, 0);
  draw_box (paper, x + 26, y + 6, x + 28, y + 26, 0, 0, 0);
}

/* Strokes of a label's first line, close below a rule, are no rules that end at one between its lines. */
static void
test_strokes_below_rules (void **state)
{
  static const int x[] = { 60, 300, 420, 540, 660, 780 }, y[] = { 100, 180, 260, 340, 420, 500 };
  GjPixmap *paper = draw_paper (860, 600, 1);
  memset (paper->data, 255, paper->stride * paper->height);
  draw_table (paper, x, 6, y, 6, 0);
  for (int r = 0; r < 5; r++) {
    for (int k = 0; k < 5; k++)
      draw_tall_character (paper, x[0] + 12 + 40 * k + 15 * (r % 2), y[r] + 2);
    for (int c = 0; c < 5; c++)
      draw_digit (paper, x[c] + 50, y[r] + (c == 0 ? 52 : 28), 8);
  }
  g_autoptr (GPtrArray) grids = grids_of (paper);
  assert_grid (grids, 5, 5, 25);
}

static void
test_no_table (void **state)
{
  GjPixmap *paper = draw_paper (800, 500, 1);
  draw_box (paper, 100, 100, 500, 103, 0, 0, 0); /* an underline */
  static const int sx[] = { 300, 360 }, sy[] = { 300, 360 };
  draw_table (paper, sx, 2, sy, 2, 0); /* a check box */
  g_autoptr (GPtrArray) grids = grids_of (paper);
  assert_int_equal (grids->len, 0);
}

/* Labels of a header that wrap, each in the middle of its own cell, are no rows of figures: no rule is supposed between their lines. */
static void
test_wrapped_header (void **state)
{
  enum { COLS = 15, HIGH = 5 };
  int sides[COLS + 1], tops[] = { 100, 160, 420, 520 };
  GjPixmap *paper = draw_paper (1300, 640, 1);
  memset (paper->data, 255, paper->stride * paper->height); /* as one bit */
  for (int i = 0; i <= COLS; i++)
    sides[i] = 60 + 78 * i;
  for (int i = 0; i < 4; i++)
    draw_box (paper, 60, tops[i], 1230, tops[i] + 2, 0, 0, 0);
  draw_box (paper, 60 + 78 * HIGH, 220, 1230, 222, 0, 0, 0);
  for (int i = 0; i <= COLS; i++) {
    draw_box (paper, sides[i],
              i == 0 || i == COLS || i == HIGH ? 100
              : i < HIGH                       ? 160
                                               : 220,
              sides[i] + 2, 520, 0, 0, 0);
    int total = i == 4 || i == 9 || i == 14, top = i < HIGH ? 240 : 270;
    for (int line = 0; line < (i < COLS ? 3 : 0) && (!total || line == 0); line++)
      for (int k = 0; k < 2; k++)
        draw_digit (paper, sides[i] + 14 + 28 * k, top + 60 * line + (total ? 60 : 0), 8);
    if (i < COLS)
      draw_digit (paper, sides[i] + 30, 455, 4);
  }
  g_autoptr (GPtrArray) grids = grids_of (paper);
  assert_int_equal (grids->len, 1);
  const GjOcrGrid *grid = grids->pdata[0];
  for (guint i = 0; i < grid->cells->len; i++)
    assert_false (g_array_index (grid->cells, GjOcrCell, i).supposed);
  assert_int_equal (grid->n_rows, 4);
}

/* Thresholding left dashes of the rules across, and the upright ones whole: strokes below each other are no rules, though the gaps
 * between dashes are closed. */
static void
test_dashed_across (void **state)
{
  enum { COLS = 4, ROWS = 10, WIDE = 300, HIGH = 46 };
  GjPixmap *paper = draw_paper (1300, 660, 1);
  memset (paper->data, 255, paper->stride * paper->height);
  for (int i = 0; i <= COLS; i++)
    draw_box (paper, 50 + WIDE * i, 100, 53 + WIDE * i, 103 + ROWS * HIGH, 0, 0, 0);
  for (int r = 0; r <= ROWS; r++)
    for (int x = 50; x < 50 + COLS * WIDE; x += 66)
      draw_box (paper, x, 100 + r * HIGH, MIN (x + 60, 53 + COLS * WIDE), 102 + r * HIGH, 0, 0, 0);
  for (int r = 0; r < ROWS; r++) {
    for (int k = 0; k < 5; k++) { /* characters, in line in every third row */
      int x = 100 + 36 * k + 12 * (r % 3);
      draw_box (paper, x + 12, 108 + r * HIGH, x + 16, 136 + r * HIGH, 0, 0, 0);
      draw_box (paper, x, 120 + r * HIGH, x + 30, 123 + r * HIGH, 0, 0, 0);
    }
    for (int c = 1; c < COLS; c++)
      draw_digit (paper, 190 + c * WIDE, 110 + r * HIGH, 8);
  }
  g_autoptr (GPtrArray) grids = grids_of (paper);
  assert_int_equal (grids->len, 1);
  const GjOcrGrid *grid = grids->pdata[0];
  assert_int_equal (grid->n_cols, COLS);
  assert_int_equal (grid->n_rows, ROWS);
  assert_int_equal (grid->cells->len, COLS * ROWS);
}

/* What is small and narrow is made of a title's strokes; the last row of a table is as low, but as wide as the table. */
static void
test_characters (void **state)
{
  static const struct {
    GjOcrRect box; /* 200 dpi, on a page 1650 pixels wide */
    guint rows, cols;
    gboolean kept;
  } cases[] = {
    { { 530, 210, 860, 345 }, 3, 3, FALSE },   { { 530, 210, 860, 345 }, 2, 5, FALSE },
    { { 250, 210, 1400, 345 }, 3, 3, TRUE },   { { 530, 210, 860, 445 }, 3, 3, TRUE },
    { { 250, 210, 1400, 300 }, 1, 9, TRUE },   { { 250, 210, 1400, 220 }, 1, 3, FALSE },
    { { 250, 210, 1400, 290 }, 4, 30, FALSE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GPtrArray) grids = g_ptr_array_new_with_free_func ((GDestroyNotify) gj_ocr_grid_free);
    GjOcrGrid *grid = g_new0 (GjOcrGrid, 1);
    grid->box = cases[i].box;
    grid->n_rows = cases[i].rows;
    grid->n_cols = cases[i].cols;
    grid->cells = g_array_new (FALSE, FALSE, sizeof (GjOcrCell));
    g_ptr_array_add (grids, grid);
    gj_ocr_grids_drop_characters (grids, 200, 1650);
    if ((grids->len == 1) != cases[i].kept)
      fail_msg ("case %u", (guint) i);
  }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_plain),
    cmocka_unit_test (test_faint),
    cmocka_unit_test (test_broken),
    cmocka_unit_test (test_lone_row),
    cmocka_unit_test (test_merged),
    cmocka_unit_test (test_open_at_foot),
    cmocka_unit_test (test_skewed),
    cmocka_unit_test (test_bent),
    cmocka_unit_test (test_no_table),
    cmocka_unit_test (test_strokes),
    cmocka_unit_test (test_characters),
    cmocka_unit_test (test_heading_between),
    cmocka_unit_test (test_heading_meets),
    cmocka_unit_test (test_open_row),
    cmocka_unit_test (test_open_speck),
    cmocka_unit_test (test_stroke_above),
    cmocka_unit_test (test_stroke_below),
    cmocka_unit_test (test_leaning),
    cmocka_unit_test (test_missing_side),
    cmocka_unit_test (test_rows_without_rules),
    cmocka_unit_test (test_specks_of_rules),
    cmocka_unit_test (test_stroke_above_upright),
    cmocka_unit_test (test_specks_all_over),
    cmocka_unit_test (test_wrapped_figures),
    cmocka_unit_test (test_wrapped_header),
    cmocka_unit_test (test_dashed_across),
    cmocka_unit_test (test_strokes_below_rules),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
