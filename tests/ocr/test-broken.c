/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tables of whose rules longer pieces are missing. */

#include "tests/ocr/grids.h"

#include "ocr/gj-ocr-columns.h"

#define COLS 6
#define ROWS 9

static const int xs[COLS + 1] = { 100, 420, 540, 660, 780, 900, 1020 };

static void
rub_out (GjPixmap *paper, int x0, int y0, int x1, int y1)
{
  draw_box (paper, x0, y0, x1, y1, 250, 250, 250);
}

/* A line of @n characters, not all of one height. */
static void
draw_line (GjPixmap *paper, int x, int y, int n)
{
  for (int k = 0; k < n; k++)
    draw_digit (paper, x + 20 * k, y + 5 * k % 7, 7 * k % 10);
}

/* A title over all columns, then rows of a label and five figures. */
static GjPixmap *
draw_report (int *ys)
{
  GjPixmap *paper = draw_paper (1120, 640, 1);
  for (int r = 0; r <= ROWS; r++)
    ys[r] = 100 + 50 * r;
  draw_table (paper, xs, COLS + 1, ys, ROWS + 1, 0);
  rub_out (paper, xs[0] + 2, ys[0] + 2, xs[COLS] - 2, ys[1] - 1);
  draw_line (paper, xs[0] + 20, ys[0] + 12, 20);
  for (int r = 1; r < ROWS; r++) {
    draw_line (paper, xs[0] + 20, ys[r] + 12, 10);
    for (int c = 1; c < COLS; c++)
      draw_digit (paper, xs[c] + 53, ys[r] + 14, (r + c) % 10);
  }
  return paper;
}

/* Pieces of up to half an inch are gone from every rule. */
static void
make_holes (GjPixmap *paper, const int *ys, guint32 seed)
{
  for (int r = 0; r <= ROWS; r++)
    for (int x = xs[0]; x < xs[COLS]; x += 230) {
      seed = seed * 1664525u + 1013904223u;
      int from = x + 40 + (int) (seed >> 24) % 100, to = from + 30 + (int) (seed >> 16) % 60;
      rub_out (paper, from, ys[r] - 3, to, ys[r] + 4);
    }
  for (int c = 0; c <= COLS; c++)
    for (int y = ys[0]; y < ys[ROWS]; y += 170) {
      seed = seed * 1664525u + 1013904223u;
      int from = y + 20 + (int) (seed >> 24) % 90, to = from + 20 + (int) (seed >> 16) % 30;
      rub_out (paper, xs[c] - 3, from, xs[c] + 4, to);
    }
}

static const GjOcrCell *
cell_at (const GPtrArray *grids, guint row, guint col)
{
  const GjOcrGrid *grid = g_ptr_array_index (grids, 0);
  for (guint i = 0; i < grid->cells->len; i++) {
    const GjOcrCell *c = &g_array_index (grid->cells, GjOcrCell, i);
    if (row >= c->row && row < c->row + c->row_span && col >= c->col && col < c->col + c->col_span)
      return c;
  }
  return NULL;
}

/* How many of the cells below the title are not as they were drawn. */
static guint
count_wrong (const GPtrArray *grids, const int *ys)
{
  guint wrong = 0;
  for (guint r = 1; r < ROWS; r++)
    for (guint c = 0; c < COLS; c++) {
      const GjOcrGrid *grid = g_ptr_array_index (grids, 0);
      gboolean found = FALSE;
      for (guint i = 0; i < grid->cells->len && !found; i++) {
        const GjOcrRect *b = &g_array_index (grid->cells, GjOcrCell, i).box;
        found = ABS (b->x0 - xs[c]) < 8 && ABS (b->x1 - xs[c + 1]) < 8 && ABS (b->y0 - ys[r]) < 8 &&
                ABS (b->y1 - ys[r + 1]) < 8;
      }
      wrong += !found;
    }
  return wrong;
}

/* Of 960 cells with holes in their sides a few may be taken together with a neighbour. */
static void
test_holes (void **state)
{
  guint wrong = 0;
  for (guint32 seed = 1; seed <= 20; seed++) {
    int ys[ROWS + 1];
    GjPixmap *paper = draw_report (ys);
    make_holes (paper, ys, seed);
    g_autoptr (GPtrArray) grids = grids_of (paper);
    assert_int_equal (grids->len, 1);
    wrong += count_wrong (grids, ys);
  }
  assert_in_range (wrong, 0, 960 / 20);
}

/* One bit leaves short gaps in all rules across where they should run into an upright one: joined, they seem whole. A figure
 * that stands where such a rule would run in a wide cell is no rest of it. */
static void
test_gaps_at_ends (void **state)
{
  int ys[ROWS + 1];
  GjPixmap *paper = draw_report (ys);
  for (int r = 1; r < ROWS; r++)
    for (int c = 1; c <= COLS; c++)
      rub_out (paper, xs[c] - 20, ys[r] - 3, xs[c] - 2, ys[r] + 4);
  for (int c = 4; c <= 5; c++) /* one cell over two columns, its figure in the middle */
    rub_out (paper, xs[c] + 40, ys[6] + 2, xs[c] + 80, ys[7] - 1);
  rub_out (paper, xs[5] - 3, ys[6] + 2, xs[5] + 4, ys[7] - 1);
  for (int k = 0; k < 2; k++) { /* a small 0 */
    draw_box (paper, xs[5] - 5 + 8 * k, ys[6] + 16, xs[5] - 2 + 8 * k, ys[6] + 34, 0, 0, 0);
    draw_box (paper, xs[5] - 4, ys[6] + 14 + 20 * k, xs[5] + 5, ys[6] + 17 + 20 * k, 0, 0, 0);
  }
  g_autoptr (GPtrArray) grids = grids_of (paper);
  assert_int_equal (grids->len, 1);
  assert_int_equal (count_wrong (grids, ys), 2);
  assert_int_equal (cell_at (grids, 6, 4)->col_span, 2);
}

/* A 1 in the middle of a cell over two columns stands where their rule would run: it may be a rest of that, but what is blank beside it
 * is not sure. */
static void
test_one_in_merged_cell (void **state)
{
  int ys[ROWS + 1];
  GjPixmap *paper = draw_report (ys);
  make_holes (paper, ys, 5);
  for (int c = 4; c <= 5; c++)
    rub_out (paper, xs[c] + 40, ys[6] + 2, xs[c] + 80, ys[7] - 1);
  rub_out (paper, xs[5] - 3, ys[6] + 2, xs[5] + 4, ys[7] - 1);
  draw_box (paper, xs[5] - 1, ys[6] + 12, xs[5] + 2, ys[6] + 38, 0, 0, 0);
  g_autoptr (GPtrArray) grids = grids_of (paper);
  for (guint c = 4; c <= 5; c++)
    assert_true (cell_at (grids, 6, c)->col_span == 2 || cell_at (grids, 6, c)->supposed);
}

/* The pieces to the left and the right of a white strip are one table. */
static void
test_halves (void **state)
{
  int ys[ROWS + 1];
  GjPixmap *paper = draw_report (ys);
  make_holes (paper, ys, 3);
  for (int r = 0; r <= ROWS; r++)
    rub_out (paper, xs[2] + 10, ys[r] - 3, xs[3] - 10, ys[r] + 4);
  g_autoptr (GPtrArray) grids = grids_of (paper);
  assert_int_equal (grids->len, 1);
  assert_int_equal (count_wrong (grids, ys), 0);
}

/* A rule between two columns is gone as a whole: the gap between their figures shows it. What is blank beside it is not sure. */
static void
test_lost_column (void **state)
{
  int ys[ROWS + 1];
  GjPixmap *paper = draw_report (ys);
  make_holes (paper, ys, 5);
  rub_out (paper, xs[3] - 3, ys[1] + 4, xs[3] + 4, ys[ROWS] - 3);
  rub_out (paper, xs[2] + 10, ys[4] + 5, xs[3] - 10, ys[5] - 4);
  g_autoptr (GPtrArray) grids = grids_of (paper);
  assert_int_equal (((const GjOcrGrid *) g_ptr_array_index (grids, 0))->n_cols, COLS);
  assert_int_equal (cell_at (grids, 5, 2)->col_span, 1);
  assert_true (ABS (cell_at (grids, 5, 2)->box.x1 - xs[3]) < 30);
  assert_true (cell_at (grids, 4, 2)->supposed);
  assert_false (cell_at (grids, 4, 1)->supposed);
}

/* Two tables with the same sides, one below the other, and the heading between them whose strokes pass for rules. */
static void
test_two_tables (void **state)
{
  int ys[ROWS + 1];
  GjPixmap *paper = draw_report (ys);
  make_holes (paper, ys, 7);
  rub_out (paper, xs[0] - 5, ys[4] + 5, xs[COLS] + 5, ys[5] - 4);
  draw_line (paper, xs[0] + 60, ys[4] + 12, 38);
  g_autoptr (GPtrArray) grids = grids_of (paper);
  assert_int_equal (grids->len, 2);
  assert_true (ABS (((const GjOcrGrid *) g_ptr_array_index (grids, 0))->box.y1 - ys[4]) < 8);
  assert_true (ABS (((const GjOcrGrid *) g_ptr_array_index (grids, 1))->box.y0 - ys[5]) < 8);
}

#define NARROW 12 /* columns of 80 pixels */

/* Rows of figures in narrow columns, with holes in all rules. */
static void
draw_narrow (GjPixmap *paper, int top, int rows)
{
  int x[NARROW + 1], y[10];
  for (int c = 0; c <= NARROW; c++)
    x[c] = 100 + 80 * c;
  for (int r = 0; r <= rows; r++)
    y[r] = top + 50 * r;
  draw_table (paper, x, NARROW + 1, y, rows + 1, 0);
  for (int r = 0; r <= rows; r++)
    for (int k = 0; k < 5; k++)
      rub_out (paper, x[0] + 190 * k + 37 * r % 90, y[r] - 3, x[0] + 190 * k + 37 * r % 90 + 60, y[r] + 4);
  for (int c = 0; c <= NARROW; c++)
    for (int r = 0; r < rows; r += 3)
      rub_out (paper, x[c] - 3, y[r] + 10 + 23 * c % 60, x[c] + 4, y[r] + 40 + 23 * c % 60);
  for (int r = 0; r < rows; r++)
    for (int c = 0; c < NARROW; c++)
      draw_digit (paper, x[c] + 33, y[r] + 14, (r + c) % 10);
}

/* A stroke of the heading between two tables stands where they have a rule. */
static void
test_stroke_on_line (void **state)
{
  GjPixmap *paper = draw_paper (1160, 800, 1);
  draw_narrow (paper, 100, 6);
  draw_narrow (paper, 470, 4);
  draw_text (paper, 270, 415, 12);
  draw_box (paper, 259, 402, 262, 468, 20, 20, 20);
  g_autoptr (GPtrArray) grids = grids_of (paper);
  assert_int_equal (grids->len, 2);
  for (guint i = 0; i < 2; i++)
    assert_int_equal (((const GjOcrGrid *) g_ptr_array_index (grids, i))->n_cols, NARROW);
}

/* Labels leave little room between columns: that all others have one width shows where rules are lost. What is left of one in a row
 * of figures is no digit. */
static void
test_regular_columns (void **state)
{
  GjPixmap *paper = draw_paper (1160, 800, 1);
  int x[NARROW + 1], y[] = { 500, 550, 600 };
  for (int c = 0; c <= NARROW; c++)
    x[c] = 100 + 80 * c;
  draw_narrow (paper, 100, 6);
  draw_table (paper, x, NARROW + 1, y, 3, 0);
  rub_out (paper, x[5] - 3, y[0] + 3, x[5] + 4, y[2] - 24);
  rub_out (paper, x[9] - 3, y[0] + 3, x[9] + 4, y[2] - 3);
  for (int c = 0; c < NARROW; c++) {
    draw_line (paper, x[c] + 13, y[0] + 14, 3);
    draw_digit (paper, x[c] + 33, y[1] + 14, c % 10);
  }
  g_autoptr (GPtrArray) grids = grids_of (paper);
  assert_int_equal (grids->len, 2);
  const GjOcrGrid *grid = g_ptr_array_index (grids, 1);
  assert_int_equal (grid->n_cols, NARROW);
  assert_int_equal (grid->cells->len, 2 * NARROW);
  for (guint i = 0; i < grid->cells->len; i++) {
    const GjOcrCell *c = &g_array_index (grid->cells, GjOcrCell, i);
    assert_true (ABS (c->box.x0 - x[c->col]) < (c->col == 9 ? 8 : 4));
  }
}

/* Upright rules that are broken beside a rule across, above which nothing is left of them, end at that one and at no other. */
static void
test_ends_beside_rule (void **state)
{
  GjPixmap *paper = draw_paper (1160, 800, 1);
  int x[NARROW + 1], y[] = { 100, 150, 220, 280 };
  for (int c = 0; c <= NARROW; c++)
    x[c] = 100 + 80 * c;
  draw_table (paper, x, NARROW + 1, y, 4, 0);
  rub_out (paper, x[0] + 3, y[0] + 3, x[NARROW] - 2, y[1] - 2);
  draw_line (paper, x[5], y[0] + 10, 6);
  for (int c = 0; c < NARROW; c++) {
    draw_line (paper, x[c] + 13, y[1] + 20, 3);
    draw_digit (paper, x[c] + 33, y[2] + 24, c % 10);
  }
  for (int c = 3; c < 10; c++)
    rub_out (paper, x[c] - 3, y[1] + 3, x[c] + 4, c % 3 == 0 ? y[2] - 2 : y[2] - 8);
  rub_out (paper, x[2] + 3, y[1] - 3, x[3] - 2, y[1] + 4);
  for (int c = 2; c < 11; c++)
    rub_out (paper, x[c] - 3, y[2] + 3, x[c] + 4, y[2] + 21);
  g_autoptr (GPtrArray) grids = grids_of (paper);
  assert_int_equal (grids->len, 1);
  assert_int_equal (((const GjOcrGrid *) g_ptr_array_index (grids, 0))->n_rows, 3);
}

/* Long dashes in cells, in line with each other over a whole table, are no pieces of rules. */
static void
test_dashes_in_line (void **state)
{
  static const int rows[] = { 100, 150, 200, 250, 300, 350, 400, 450, 500 };
  GjPixmap *paper = draw_paper (1120, 640, 1);
  draw_table (paper, xs, COLS + 1, rows, 9, 0);
  for (int r = 0; r < 8; r++)
    for (int c = 1; c < COLS; c += 2)
      draw_box (paper, xs[c] + 26, rows[r] + 24, xs[c] + 94, rows[r] + 27, 20, 20, 20);
  GjOcrPicture *picture = picture_of (paper);
  GjOcrRules *rules = gj_ocr_rules_find (picture);
  assert_false (gj_ocr_rules_broken (rules));
  gj_ocr_rules_free (rules);
  gj_ocr_picture_free (picture);
}

/* The one piece that a line between two rows lacks, between figures, in the middle or at the right side. */
static void
test_lone_gap (void **state)
{
  static const int at[] = { 100, 220, 340, 460, 580, 700, 820, 940, 1060 }, rows[] = { 100, 150, 200, 250 };
  for (int gap = 2; gap < 8; gap += 5) {
    GjPixmap *paper = draw_paper (1160, 400, 1);
    draw_table (paper, at, 9, rows, 4, 0);
    for (int r = 0; r < 3; r++)
      for (int c = 0; c < 8; c++)
        draw_digit (paper, at[c] + 53, rows[r] + 14, (r + c) % 10);
    rub_out (paper, at[gap] + 2, rows[2] - 2, at[gap + 1] - 1, rows[2] + 3);
    g_autoptr (GPtrArray) grids = grids_of (paper);
    assert_int_equal (grids->len, 1);
    assert_int_equal (((GjOcrGrid *) grids->pdata[0])->cells->len, 24);
  }
}

/* Lines away from the places of equal columns: strokes of labels, unless a piece of one is left beside the figures. */
static void
test_irregular (void **state)
{
  static const int rows[] = { 100, 150, 200, 250 };
  for (int rest = 0; rest < 2; rest++) {
    int at[NARROW + 1];
    GjPixmap *paper = draw_paper (1160, 400, 1);
    for (int c = 0; c <= NARROW; c++)
      at[c] = 100 + 80 * c;
    draw_table (paper, at, NARROW + 1, rows, 4, 0);
    if (rest)
      draw_box (paper, 219, 200, 222, 250, 0, 0, 0);
    GjOcrPicture *picture = gj_ocr_picture_new (paper, 0);
    g_autoptr (GjOcrRules) rules = gj_ocr_rules_find (picture);
    g_autofree GjOcrLines *across = g_new0 (GjOcrLines, 1), *down = g_new0 (GjOcrLines, 1);
    for (int c = 0; c <= NARROW; c++)
      gj_ocr_lines_insert (down, at[c], c == 5 ? 30 : 150, 10); /* one short line in its place */
    gj_ocr_lines_insert (down, 220, 30, 10);
    gj_ocr_lines_insert (down, 535, 30, 10);
    for (int r = 0; r < 4; r++)
      gj_ocr_lines_insert (across, rows[r], 960, 10);
    gj_ocr_columns_drop_irregular (rules, down, across);
    assert_int_equal (down->n, NARROW + 1 + rest);
    assert_int_equal (down->at[5 + rest], at[5]);
    gj_ocr_picture_free (picture);
    gj_pixmap_free (paper);
  }
}

/* Two pieces beside each other lack an end, where a seal was taken off: what stands above and below each are two figures. */
static void
test_ends_lost (void **state)
{
  static const int at[] = { 100, 220, 340, 460, 580, 700, 820, 940, 1060 }, rows[] = { 100, 150, 200, 250 };
  GjPixmap *paper = draw_paper (1160, 400, 1);
  draw_table (paper, at, 9, rows, 4, 0);
  for (int r = 0; r < 3; r++)
    for (int c = 0; c < 8; c++)
      draw_digit (paper, at[c] + 53, rows[r] + 14, (r + c) % 10);
  rub_out (paper, at[5] - 20, rows[2] - 2, at[5] + 20, rows[2] + 3);
  g_autoptr (GPtrArray) grids = grids_of (paper);
  assert_int_equal (grids->len, 1);
  assert_int_equal (((GjOcrGrid *) grids->pdata[0])->cells->len, 24);
}

/* The little noise of a gray picture. */
static void
make_noise (GjPixmap *paper)
{
  for (gsize i = 0; i < paper->stride * paper->height; i++)
    if (paper->data[i] > 2)
      paper->data[i] = (guint8) (paper->data[i] - (i * 2654435761u >> 16) % 3);
}

/* Most rules across are but a tenth as dark as print, in a picture with a little noise. */
static void
test_faint (void **state)
{
  int ys[ROWS + 1];
  GjPixmap *paper = draw_report (ys);
  make_holes (paper, ys, 5);
  for (int r = 1; r <= ROWS; r++)
    for (int x = xs[0]; x < xs[COLS] && r % 3 != 0; x++)
      for (int y = ys[r] - 1; y < ys[r] + 2; y++) {
        guint8 *at = paper->data + (gsize) y * paper->stride + x;
        *at = *at == 0 ? 228 : *at;
      }
  make_noise (paper);
  g_autoptr (GPtrArray) grids = grids_of (paper);
  assert_int_equal (grids->len, 1);
  assert_in_range (count_wrong (grids, ys), 0, 2);
}

/* How many tables: one with holes, and a row above it, @wide, most of whose rules are a tenth as dark as print. */
static guint
count_with_pale_row (int wide)
{
  int ys[ROWS + 1];
  GjPixmap *paper = draw_report (ys);
  make_holes (paper, ys, 5);
  draw_table (paper, (const int[]){ xs[0], 300, xs[0] + wide }, 3, (const int[]){ 20, 65 }, 2, 230);
  draw_table (paper, (const int[]){ xs[0], 320 }, 1, (const int[]){ 20, 65 }, 2, 0);
  draw_line (paper, 130, 28, 7);
  draw_digit (paper, 420, 30, 4);
  make_noise (paper);
  g_autoptr (GPtrArray) grids = grids_of (paper);
  assert_true (grids->len < 2 || ((GjOcrGrid *) grids->pdata[0])->box.y1 <= ((GjOcrGrid *) grids->pdata[1])->box.y0);
  return grids->len;
}

static void
test_pale_row (void **state)
{
  assert_int_equal (count_with_pale_row (xs[COLS] - xs[0]), 2);
  assert_int_equal (count_with_pale_row (500), 1); /* narrower: none of the table's */
}

/* Nothing is broken, but all rules inside the table are a tenth as dark as print. */
static void
test_faint_inside (void **state)
{
  static const int at[] = { 100, 220, 340, 460, 580, 700, 820, 940, 1060 }, rows[] = { 100, 150, 200, 250, 300 };
  GjPixmap *paper = draw_paper (1160, 1600, 1);
  draw_table (paper, at, 9, rows, 5, 234);
  draw_table (paper, (const int[]){ 100, 1060 }, 2, (const int[]){ 100, 300 }, 2, 0);
  for (int r = 0; r < 4; r++)
    for (int c = 0; c < 8; c++)
      draw_digit (paper, at[c] + 53, rows[r] + 14, (r + c) % 10);
  for (int i = 0; i < 12; i++)
    draw_line (paper, 100, 400 + 80 * i, 30);
  make_noise (paper);
  g_autoptr (GPtrArray) grids = grids_of (paper);
  assert_int_equal (grids->len, 1);
  assert_int_equal (((GjOcrGrid *) grids->pdata[0])->cells->len, 32);
}

/* A lone row of @n figures in line, from 100 on, whose uprights stand 70 pixels from each other and are @high. */
static GjPixmap *
draw_lone_row (int n, int high)
{
  GjPixmap *paper = draw_paper (1300, 700, 1);
  for (int i = 0; i <= n; i++)
    draw_box (paper, 99 + 70 * i, 100, 102 + 70 * i, 100 + high, 0, 0, 0);
  for (int i = 0; i < n; i++)
    draw_digit (paper, 128 + 70 * i, 100 + (high - 24) / 2, i % 10);
  draw_box (paper, 99, 99 + high, 102 + 70 * n, 102 + high, 0, 0, 0);
  for (int i = 0; i < 5; i++)
    draw_line (paper, 100 + 13 * i, 400 + 50 * i, 40);
  return paper;
}

static guint
columns_of (GjPixmap *paper)
{
  g_autoptr (GPtrArray) grids = grids_of (paper);
  const GjOcrGrid *first = grids->len > 0 ? grids->pdata[0] : NULL;
  return first != NULL && first->box.y0 < 150 ? first->n_cols : 0;
}

/* The row of figures of table 四 that a page break cut open: its uprights are as short as strokes. */
static void
test_comb (void **state)
{
  assert_int_equal (columns_of (draw_lone_row (15, 33)), 15);
  GjPixmap *paper = draw_lone_row (15, 33); /* they do not reach from end to end: letters on a line */
  rub_out (paper, 90, 90, 150, 130);
  rub_out (paper, 1100, 90, 1200, 130);
  assert_int_equal (columns_of (paper), 0);
}

/* Such a row with broken rules: of some uprights nothing is left, of others the rules at which they end, and the first column's side. */
static void
test_lone_row (void **state)
{
  GjPixmap *paper = draw_lone_row (15, 48);
  draw_box (paper, 99, 99, 102 + 70 * 15, 102, 0, 0, 0);
  for (int i = 2; i < 14; i += 4) {
    rub_out (paper, 110 + 70 * i, 90, 160 + 70 * i, 104);
    rub_out (paper, 80 + 70 * i, 144, 120 + 70 * i, 153);
  }
  rub_out (paper, 95 + 70 * 6, 104, 106 + 70 * 6, 146);
  rub_out (paper, 95 + 70 * 11, 104, 106 + 70 * 11, 146);
  rub_out (paper, 95, 104, 106, 146);
  make_noise (paper);
  assert_int_equal (columns_of (paper), 15);
}

/* Two pieces beside each other of a rule across are gone, above and below which print stands: no cell is merged there. */
static void
test_two_walls (void **state)
{
  static const int at[] = { 100, 170, 240, 310, 380, 450, 520, 590, 660, 730, 800 }, rows[] = { 100, 150, 200, 250 };
  GjPixmap *paper = draw_paper (900, 400, 1);
  draw_table (paper, at, 11, rows, 4, 0);
  for (int r = 0; r < 3; r++)
    for (int c = 0; c < 10; c++)
      draw_digit (paper, at[c] + 28, rows[r] + 14, (r + c) % 10);
  rub_out (paper, at[6] + 3, rows[2] - 2, at[8] - 2, rows[2] + 3);
  g_autoptr (GPtrArray) grids = grids_of (paper);
  assert_int_equal (grids->len, 1);
  assert_int_equal (((GjOcrGrid *) grids->pdata[0])->cells->len, 30);
}

/* Of a rule between two rows pieces are left in the middle that meet no other: the row is there. */
static void
test_row_that_meets_none (void **state)
{
  int ys[ROWS + 1];
  GjPixmap *paper = draw_report (ys);
  make_holes (paper, ys, 9);
  rub_out (paper, xs[0] - 4, ys[5] - 3, xs[COLS] + 4, ys[5] + 4);
  rub_out (paper, xs[1] + 4, ys[4] + 4, xs[COLS] - 3, ys[5] - 3);
  rub_out (paper, xs[1] + 4, ys[5] + 4, xs[COLS] - 3, ys[6] - 3);
  for (int c = 1; c < COLS; c++)
    draw_box (paper, xs[c] + 12, ys[5] - 1, xs[c] + 105, ys[5] + 2, 0, 0, 0);
  for (int c = 0; c <= COLS; c++)
    rub_out (paper, xs[c] - 3, ys[4] + 12, xs[c] + 4, ys[6] - 12);
  g_autoptr (GPtrArray) grids = grids_of (paper);
  assert_int_equal (grids->len, 1);
  assert_int_equal (((const GjOcrGrid *) grids->pdata[0])->n_rows, ROWS);
}

/* The first row of a table that a page cut has columns that no other has: strokes as short as the row. */
static void
test_columns_of_one_row (void **state)
{
  int ys[ROWS + 1];
  GjPixmap *paper = draw_report (ys);
  make_holes (paper, ys, 4);
  for (int c = 2; c <= 4; c++)
    rub_out (paper, xs[c] - 3, ys[1] + 3, xs[c] + 4, ys[ROWS] - 2);
  for (int r = 1; r < ROWS; r++)
    rub_out (paper, xs[2] - 80, ys[r] + 4, xs[4] + 90, ys[r + 1] - 3);
  rub_out (paper, xs[0] - 8, ys[0] - 8, xs[COLS] + 8, ys[1] - 2);
  for (int c = 2; c <= 4; c++) {
    draw_box (paper, xs[c] - 1, ys[1], xs[c] + 2, ys[1] + 37, 0, 0, 0);
    draw_digit (paper, xs[c] + 53, ys[1] + 14, 7);
  }
  draw_digit (paper, xs[1] + 53, ys[1] + 14, 3);
  g_autoptr (GPtrArray) grids = grids_of (paper);
  assert_int_equal (grids->len, 1);
  assert_int_equal (cell_at (grids, 0, 0)->col_span, 1);
  assert_int_equal (((const GjOcrGrid *) grids->pdata[0])->n_cols, COLS);
}

/* Of the last of many columns of one width the side is gone, and all rules across but a piece of one. */
static void
test_lost_side (void **state)
{
  static const int at[] = { 100, 170, 240, 310, 380, 450, 520, 590, 660, 730, 800 }, rows[] = { 100, 160, 220, 270 };
  GjPixmap *paper = draw_paper (960, 400, 1);
  draw_table (paper, at, 11, rows, 4, 0);
  for (int r = 0; r < 3; r++)
    for (int c = 0; c < 10; c++)
      draw_digit (paper, at[c] + 28, rows[r] + 18, (r + c) % 10);
  for (int c = 1; c < 9; c += 2) {
    rub_out (paper, at[c] - 3, rows[1] + 12, at[c] + 4, rows[2] - 12);
    rub_out (paper, at[c] + 10, rows[1] - 3, at[c] + 50, rows[1] + 4);
    rub_out (paper, at[c] + 20, rows[3] - 3, at[c] + 60, rows[3] + 4);
  }
  rub_out (paper, at[10] - 3, rows[0] - 5, at[10] + 5, rows[3] + 5);
  for (int r = 0; r < 4; r++)
    rub_out (paper, at[9] + 3 + (r == 2 ? 30 : 0), rows[r] - 3, at[10] + 4, rows[r] + 4);
  g_autoptr (GPtrArray) grids = grids_of (paper);
  assert_int_equal (grids->len, 1);
  assert_int_equal (((const GjOcrGrid *) grids->pdata[0])->n_cols, 10);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_dashes_in_line),
    cmocka_unit_test (test_holes),
    cmocka_unit_test (test_gaps_at_ends),
    cmocka_unit_test (test_one_in_merged_cell),
    cmocka_unit_test (test_row_that_meets_none),
    cmocka_unit_test (test_columns_of_one_row),
    cmocka_unit_test (test_lost_side),
    cmocka_unit_test (test_halves),
    cmocka_unit_test (test_lost_column),
    cmocka_unit_test (test_two_tables),
    cmocka_unit_test (test_stroke_on_line),
    cmocka_unit_test (test_regular_columns),
    cmocka_unit_test (test_ends_beside_rule),
    cmocka_unit_test (test_lone_gap),
    cmocka_unit_test (test_ends_lost),
    cmocka_unit_test (test_irregular),
    cmocka_unit_test (test_faint_inside),
    cmocka_unit_test (test_faint),
    cmocka_unit_test (test_pale_row),
    cmocka_unit_test (test_comb),
    cmocka_unit_test (test_lone_row),
    cmocka_unit_test (test_two_walls),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
