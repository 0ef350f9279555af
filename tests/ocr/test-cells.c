/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/ocr/draw.h"

#include "ocr/gj-ocr-cells.h"
#include "ocr/gj-ocr-figures.h"
#include "ocr/gj-ocr-remains.h"
#include "ocr/gj-ocr-strip.h"
#include "ocr/gj-ocr-veil.h"

/* What the only cell of @paper, which is freed, is taken for; its ink (out, owned by the caller). */
static GjOcrCellKind
look_at (GjPixmap *paper, GjOcrInk **ink)
{
  g_autoptr (GjOcrPicture) picture = picture_of (paper);
  g_autoptr (GArray) writings = g_array_new (FALSE, FALSE, sizeof (GjOcrWriting));
  GjOcrCell cell = { .box = { 0, 0, 300, 100 } };
  gj_ocr_look_at_cell (picture, &cell, writings);
  *ink = g_array_index (writings, GjOcrWriting, 0).ink;
  g_free (cell.text);
  return cell.kind;
}

/* Two specks above each other have the shape of a 1 without its middle. */
static void
test_two_specks (void **state)
{
  g_autofree GjOcrInk *ink = NULL;
  GjPixmap *paper = draw_paper (300, 100, 1);
  draw_box (paper, 150, 40, 155, 45, 80, 80, 80);
  draw_box (paper, 151, 60, 156, 65, 10, 10, 10);
  assert_int_not_equal (look_at (paper, &ink), GJ_OCR_CELL_FIGURE);
}

/* The same with most of the stroke between them. */
static void
test_broken_stroke (void **state)
{
  g_autofree GjOcrInk *ink = NULL;
  GjPixmap *paper = draw_paper (300, 100, 1);
  draw_box (paper, 150, 36, 154, 52, 10, 10, 10);
  draw_box (paper, 150, 55, 154, 64, 10, 10, 10);
  assert_int_equal (look_at (paper, &ink), GJ_OCR_CELL_FIGURE);
}

/* Of a digit most strokes are fainter than the others: they are parts of it and no other digit. */
static void
test_thin_strokes (void **state)
{
  g_autofree GjOcrInk *ink = NULL;
  GjPixmap *paper = draw_paper (300, 100, 1);
  for (int y = 40; y < 58; y++)
    draw_box (paper, 160 - (y - 40) * 12 / 18, y, 163 - (y - 40) * 12 / 18, y + 1, 178, 178, 178);
  draw_box (paper, 148, 56, 168, 58, 178, 178, 178);
  draw_box (paper, 160, 40, 164, 64, 10, 10, 10);
  assert_int_equal (look_at (paper, &ink), GJ_OCR_CELL_FIGURE);
  assert_false (ink->left_over);
  assert_true (ink->line[0].glyph[0].x0 < 152);
}

/* Two digits whose tops are lines of their own. */
static void
test_broken_tops (void **state)
{
  GjOcrCell five = { .box = { 0, 0, 300, 100 } };
  g_autoptr (GArray) writings = g_array_new (FALSE, FALSE, sizeof (GjOcrWriting));
  GjPixmap *paper = draw_paper (300, 100, 1);
  for (int x = 100; x < 136; x += 18) {
    draw_digit (paper, x, 40, 5);
    draw_box (paper, x, 43, x + 14, 50, 250, 250, 250);
  }
  g_autoptr (GjOcrPicture) picture = picture_of (paper);
  g_autofree GjOcrInk *apart = gj_ocr_ink_find (picture, &five.box, GJ_OCR_INK_LEVEL);
  assert_int_equal (apart->n_lines, 2);
  gj_ocr_look_at_cell (picture, &five, writings);
  g_autofree GjOcrInk *ink = g_array_index (writings, GjOcrWriting, 0).ink;
  assert_int_equal (five.kind, GJ_OCR_CELL_FIGURE);
  assert_int_equal (ink->n_lines, 1);
  assert_int_equal (ink->line[0].n_glyphs, 2);
  g_free (five.text);
}

/* Whether something seems to be left over beside a digit where 120 pixels of its cell, from row @y0 to row @y1, are darker. */
static gboolean
is_left_over (int y0, int y1)
{
  g_autoptr (GArray) writings = g_array_new (FALSE, FALSE, sizeof (GjOcrWriting));
  GjPixmap *paper = draw_paper (300, 100, 1);
  draw_digit (paper, 60, 40, 5);
  g_autoptr (GjOcrPicture) picture = picture_of (paper);
  for (int y = y0; y < y1; y++)
    for (int x = 180; x < 300; x++)
      pixSetPixel (picture->gray, x, y, 182);
  GjOcrCell cell = { .box = { 0, 0, 300, 100 } };
  gj_ocr_look_at_cell (picture, &cell, writings);
  g_autofree GjOcrInk *ink = g_array_index (writings, GjOcrWriting, 0).ink;
  assert_int_equal (cell.kind, GJ_OCR_CELL_FIGURE);
  return ink->left_over;
}

/* One end of a wide cell in the shade is no faint digit. */
static void
test_shade (void **state)
{
  assert_false (is_left_over (0, 100));
  assert_true (is_left_over (40, 64));
}

/* Whether a stroke of @height pixels, with a row of lighter ones above and below it, is taken for a dash. */
static gboolean
is_dash (int height)
{
  g_autoptr (GArray) writings = g_array_new (FALSE, FALSE, sizeof (GjOcrWriting));
  GjPixmap *paper = draw_paper (300, 100, 1);
  draw_box (paper, 140, 49, 162, 51 + height, 180, 180, 180);
  draw_box (paper, 140, 50, 162, 50 + height, 100, 100, 100);
  g_autoptr (GjOcrPicture) picture = picture_of (paper);
  GjOcrCell cell = { .box = { 0, 0, 300, 100 } };
  gj_ocr_look_at_cell (picture, &cell, writings);
  g_free (g_array_index (writings, GjOcrWriting, 0).ink);
  g_free (cell.text);
  return cell.kind == GJ_OCR_CELL_DASH && cell.reading == GJ_READING_PLAIN;
}

/* Digits of small print that touch are as flat as a dash: what is as high as a figure is none. */
static void
test_touching_digits (void **state)
{
  assert_true (is_dash (4));
  assert_false (is_dash (9));
}

/* Whether a cell with @n dark pieces of 3 pixels, each @down below the one before and @right of it, may be no blank one. */
static gboolean
is_remains (int n, int down, int right)
{
  const GjOcrRect cell = { 20, 10, 280, 90 };
  GjPixmap *paper = draw_paper (300, 100, 1);
  for (int i = 0; i < n; i++)
    draw_box (paper, 140 + i * right, 40 + i * down, 143 + i * right, 43 + i * down, 0, 0, 0);
  g_autoptr (GjOcrPicture) picture = picture_of (paper);
  return gj_ocr_is_remains (picture, &cell);
}

/* Head and foot of a thin 1 are left; specks anywhere are dirt. */
static void
test_remains (void **state)
{
  assert_true (is_remains (2, 17, 1));
  assert_true (is_remains (3, 8, 2));
  assert_false (is_remains (1, 0, 0));
  assert_false (is_remains (2, 17, 40));
  assert_false (is_remains (2, 40, 1));
  assert_false (is_remains (2, 6, 0)); /* :, or a speck */
}

/* Whether a dark stroke in a cell, with red ink around it if @red, may be no dash. */
static gboolean
is_questioned (gboolean red)
{
  g_autoptr (GArray) writings = g_array_new (FALSE, FALSE, sizeof (GjOcrWriting));
  GjPixmap *paper = draw_paper (300, 100, 3);
  if (red)
    draw_box (paper, 144, 40, 158, 62, 230, 150, 150);
  draw_box (paper, 140, 50, 162, 54, 100, 100, 100);
  GjOcrPicture *picture = gj_ocr_picture_new (paper, 0);
  picture->contrast = 200;
  picture->given = paper;
  GjOcrCell cell = { .box = { 20, 10, 280, 90 } };
  gj_ocr_look_at_cell (picture, &cell, writings);
  assert_int_equal (cell.kind, GJ_OCR_CELL_DASH);
  g_free (g_array_index (writings, GjOcrWriting, 0).ink);
  g_free (cell.text);
  gj_ocr_picture_free (picture);
  gj_pixmap_free (paper);
  return cell.supposed;
}

/* Of a red figure the darkest part may be left where red ink is taken off. */
static void
test_red_around_dash (void **state)
{
  assert_true (is_questioned (TRUE));
  assert_false (is_questioned (FALSE));
}

static void
add_rect (GArray *pieces, int x0, int x1)
{
  GjOcrRect r = { x0, 10, x1, 30 };
  g_array_append_val (pieces, r);
}

/* Three figures far apart, 40 pixels apart in the strip: the one that was read in the middle does not reach to its neighbours. */
static void
test_wide_gaps (void **state)
{
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (GjOcrRect));
  g_autoptr (GArray) from = g_array_new (FALSE, FALSE, sizeof (int));
  const int at[] = { 10, 70, 130 };
  int x0 = 110, x1 = 510;
  g_array_append_vals (from, at, 3);
  add_rect (pieces, 100, 120);
  add_rect (pieces, 300, 320);
  add_rect (pieces, 500, 520);
  gj_ocr_strip_end_at_gaps (pieces, from, 80, 40, &x0, &x1);
  assert_int_equal (x0, 300);
  assert_int_equal (x1, 320);
  gj_ocr_strip_end_at_gaps (pieces, from, 15, 200, &x0, &x1); /* no paper was left out */
  assert_int_equal (x1, 320);
}

/* How an empty cell of a grid with @n columns is read. */
static GjReading
empty_cell_of (guint n)
{
  GjOcrPicture *picture = picture_of (draw_paper (300, 100, 1));
  GjOcrGrid grid = { .n_rows = 1, .n_cols = n, .cells = g_array_new (FALSE, FALSE, sizeof (GjOcrCell)) };
  GjOcrCell cell = { .box = { 0, 0, 300, 100 }, .row_span = 1, .col_span = n };
  g_autoptr (GPtrArray) grids = g_ptr_array_new ();
  g_array_append_val (grid.cells, cell);
  g_ptr_array_add (grids, &grid);
  gj_ocr_read_cells (NULL, NULL, NULL, picture, grids); /* there is nothing to read */
  const GjOcrCell *read = &g_array_index (grid.cells, GjOcrCell, 0);
  GjReading reading = read->reading;
  g_free (read->text);
  g_array_unref (grid.cells);
  gj_ocr_picture_free (picture);
  return reading;
}

static void
test_too_many_columns (void **state)
{
  assert_int_equal (empty_cell_of (15), GJ_READING_PLAIN);
  assert_int_equal (empty_cell_of (31), GJ_READING_DOUBTFUL);
}

/* A ring of gray around (300, 300), on a page with a digit on it and another one in it. */
static GjPixmap *
draw_seal (int radius, guint8 gray)
{
  GjPixmap *paper = draw_paper (600, 600, 1);
  for (int y = 0; y < 600; y++)
    for (int x = 0; x < 600; x++) {
      int d = (x - 300) * (x - 300) + (y - 300) * (y - 300);
      if (d < radius * radius && d > (radius - 8) * (radius - 8))
        draw_box (paper, x, y, x + 1, y + 1, gray, gray, gray);
    }
  draw_digit (paper, 300 - radius - 6, 288, 5);
  draw_digit (paper, 293, 288, 5);
  return paper;
}

/* What the cell of 100 pixels at (@x, 250) is taken for. */
static GjOcrCellKind
look_on_seal (GjOcrPicture *picture, int x, GjOcrInk **ink)
{
  g_autoptr (GArray) writings = g_array_new (FALSE, FALSE, sizeof (GjOcrWriting));
  GjOcrCell cell = { .box = { x, 250, x + 100, 350 } };
  gj_ocr_look_at_cell (picture, &cell, writings);
  *ink = g_array_index (writings, GjOcrWriting, 0).ink;
  g_free (cell.text);
  return cell.kind;
}

static void
test_gray_seal (void **state)
{
  g_autoptr (GjOcrPicture) picture = picture_of (draw_seal (140, 120));
  g_autofree GjOcrInk *before = NULL, *on = NULL, *in = NULL;
  assert_int_not_equal (look_on_seal (picture, 110, &before), GJ_OCR_CELL_FIGURE);

  picture->seals = gj_ocr_veil_find (picture);
  assert_int_equal (picture->seals->len, 1);
  assert_int_equal (look_on_seal (picture, 110, &on), GJ_OCR_CELL_FIGURE);
  assert_int_equal (on->line[0].n_glyphs, 1);
  assert_true (on->left_over); /* it stays doubtful */
  assert_int_equal (look_on_seal (picture, 250, &in), GJ_OCR_CELL_FIGURE);
  assert_false (in->left_over); /* the seal does not touch it */
}

/* Outside of tables a seal is taken off, and what was ink there is told; print under it stays. A seal nearly as dark as print stays too. */
static void
test_lift_seal (void **state)
{
  static const guint8 grays[] = { 120, 91 };
  for (int dark = 0; dark < 2; dark++) {
    g_autoptr (GjOcrPicture) picture = picture_of (draw_seal (140, grays[dark]));
    g_autoptr (GPtrArray) grids = g_ptr_array_new ();
    g_autoptr (GArray) lifted = g_array_new (FALSE, FALSE, sizeof (GjOcrRect));
    GjOcrGrid table = { .box = { 100, 380, 500, 500 } };
    g_ptr_array_add (grids, &table);
    picture->seals = gj_ocr_veil_find (picture);
    assert_int_equal (picture->seals->len, 1);
    gj_ocr_veil_lift_seals (picture, grids, lifted);
    assert_int_equal (gj_ocr_pixel (picture->gray, 300, 164) > 240, !dark);
    assert_true (ABS (gj_ocr_pixel (picture->gray, 300, 436) - grays[dark]) < 12); /* in the table */
    assert_true (gj_ocr_pixel (picture->gray, 160, 289) < 40);                     /* the digit on the ring */
    guint told = 0;
    for (guint i = 0; i < lifted->len; i++) {
      const GjOcrRect *r = &g_array_index (lifted, GjOcrRect, i);
      told += r->x0 <= 300 && r->x1 > 300 && r->y0 <= 164 && r->y1 > 164;
      assert_true (r->y0 < 380);
    }
    assert_int_equal (told, !dark);
  }
}

/* Lines of bold gray print, which stand as close as a ring to what is in it. */
static void
test_gray_print (void **state)
{
  GjPixmap *paper = draw_paper (600, 600, 1);
  for (int line = 0; line < 5; line++)
    for (int i = 0; i < 7; i++) {
      int x = 100 + 44 * i, y = 150 + 46 * line;
      draw_box (paper, x, y, x + 40, y + 10, 120, 120, 120);
      draw_box (paper, x + 15, y, x + 25, y + 40, 120, 120, 120);
      draw_box (paper, x, y + 30, x + 40, y + 40, 120, 120, 120);
    }
  g_autoptr (GjOcrPicture) picture = picture_of (paper);
  g_autoptr (GArray) seals = gj_ocr_veil_find (picture);
  assert_int_equal (seals->len, 0);
}

/* Rings that are none: small, or as dark as print. */
static void
test_no_seal (void **state)
{
  static const struct {
    int radius;
    guint8 gray;
  } cases[] = { { 60, 120 }, { 140, 30 } };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GjOcrPicture) picture = picture_of (draw_seal (cases[i].radius, cases[i].gray));
    g_autoptr (GArray) seals = gj_ocr_veil_find (picture);
    assert_int_equal (seals->len, 0);
  }
}

/* How many of @n cells are dashes that each hold a stroke of @w × @h pixels, or of one more each time. */
static guint
count_dashes (guint n, int w, int h, gboolean alike)
{
  GjPixmap *paper = draw_paper (300, 100 * n, 1);
  g_autoptr (GArray) writings = g_array_new (FALSE, FALSE, sizeof (GjOcrWriting));
  g_autofree GjOcrCell *cells = g_new0 (GjOcrCell, n);
  guint dashes = 0;
  for (int i = 0; i < (int) n; i++)
    draw_box (paper, 150, 100 * i + 50, 150 + w + (alike ? 0 : 2 * i), 100 * i + 50 + h + (alike ? 0 : i), 40, 40, 40);
  g_autoptr (GjOcrPicture) picture = picture_of (paper);
  g_array_set_clear_func (writings, gj_ocr_writing_clear);
  for (int i = 0; i < (int) n; i++) {
    cells[i].box = (GjOcrRect){ 0, 100 * i, 300, 100 * i + 100 };
    gj_ocr_look_at_cell (picture, &cells[i], writings);
  }
  gj_ocr_settle_small_strokes (picture, writings);
  for (guint i = 0; i < n; i++) {
    gboolean dash = cells[i].kind == GJ_OCR_CELL_DASH;
    dashes += dash;
    assert_true (!dash || strcmp (cells[i].text, "-") == 0);
    g_free (cells[i].text);
  }
  return dashes;
}

static void
test_small_strokes (void **state)
{
  assert_int_equal (count_dashes (12, 6, 4, TRUE), 12);
  assert_int_equal (count_dashes (4, 6, 4, TRUE), 0);   /* may be dirt */
  assert_int_equal (count_dashes (12, 5, 5, TRUE), 0);  /* points */
  assert_int_equal (count_dashes (12, 5, 4, FALSE), 0); /* none like another */
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_two_specks),
    cmocka_unit_test (test_broken_stroke),
    cmocka_unit_test (test_thin_strokes),
    cmocka_unit_test (test_broken_tops),
    cmocka_unit_test (test_shade),
    cmocka_unit_test (test_wide_gaps),
    cmocka_unit_test (test_too_many_columns),
    cmocka_unit_test (test_touching_digits),
    cmocka_unit_test (test_red_around_dash),
    cmocka_unit_test (test_remains),
    cmocka_unit_test (test_gray_seal),
    cmocka_unit_test (test_lift_seal),
    cmocka_unit_test (test_no_seal),
    cmocka_unit_test (test_gray_print),
    cmocka_unit_test (test_small_strokes),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
