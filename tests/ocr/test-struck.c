/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/ocr/draw.h"

#include "ocr/gj-ocr-cells.h"
#include "ocr/gj-ocr-figures.h"
#include "ocr/gj-ocr-seal.h"
#include "ocr/gj-ocr-struck.h"

static const GjOcrRect cell = { 50, 40, 250, 100 };

static GjPixmap *
draw_cell (guint channels)
{
  static const int xs[] = { 50, 250 }, ys[] = { 40, 100 };
  GjPixmap *paper = draw_paper (400, 160, channels);
  draw_table (paper, xs, 2, ys, 2, 20);
  return paper;
}

/* The cell's rules across alone. */
static GjPixmap *
draw_sideless (void)
{
  GjPixmap *paper = draw_paper (400, 160, 1);
  draw_box (paper, 50, 39, 250, 42, 20, 20, 20);
  draw_box (paper, 50, 99, 250, 102, 20, 20, 20);
  return paper;
}

/* A stroke that slants through the rule below, as that of a 2: it is nowhere dark far above and far below in one column. */
static void
test_slanted (void **state)
{
  for (int through = 0; through < 2; through++) {
    GjPixmap *paper = draw_cell (1);
    for (int i = 0; i < 20; i++)
      if (through || i < 10)
        draw_box (paper, 150 - i, 90 + i, 154 - i, 91 + i, 20, 20, 20);
    g_autoptr (GjOcrPicture) picture = picture_of (paper);
    assert_int_equal (gj_ocr_is_struck (picture, &cell), through);
  }
}

/* A 1 with a foot below what was taken for a rule at the side; a word that reaches the rule from one side is none. */
static void
test_beside (void **state)
{
  for (int both = 0; both < 2; both++) {
    GjPixmap *paper = draw_cell (1);
    draw_box (paper, both ? 243 : 250, 74, 258, 77, 20, 20, 20);
    g_autoptr (GjOcrPicture) picture = picture_of (paper);
    assert_int_equal (gj_ocr_is_struck_beside (picture, &cell), both);
  }
}

/* A side of which a short piece is left: no stroke; the bars of a figure that stands across it are. */
static void
test_broken_side (void **state)
{
  for (int figure = 0; figure < 2; figure++) {
    GjPixmap *paper = draw_sideless ();
    if (figure)
      draw_box (paper, 240, 60, 260, 64, 20, 20, 20);
    else
      draw_box (paper, 248, 60, 253, 70, 20, 20, 20);
    g_autoptr (GjOcrPicture) picture = picture_of (paper);
    assert_int_equal (gj_ocr_is_struck_beside (picture, &cell), figure);
  }
}

/* The top of a word below a rule of which a piece is missing: nothing stands above it. */
static void
test_word_below (void **state)
{
  for (int above = 0; above < 2; above++) {
    GjPixmap *paper = draw_paper (400, 160, 1);
    draw_box (paper, 50, 99, 190, 102, 20, 20, 20);
    draw_box (paper, 196, 104, 199, 140, 20, 20, 20);
    if (above)
      draw_box (paper, 196, 88, 199, 104, 20, 20, 20);
    g_autoptr (GjOcrPicture) picture = picture_of (paper);
    assert_int_equal (gj_ocr_is_struck (picture, &cell), above);
  }
}

/* The frame of a stamp leans; a rule of a page that is not quite straight leans by a pixel. */
static void
test_leaning (void **state)
{
  for (int lean = 0; lean < 9; lean += 2) {
    GjPixmap *paper = draw_sideless ();
    for (int y = 30; y < 110; y++)
      draw_box (paper, 50 + (y - 70) * lean / 60, y, 53 + (y - 70) * lean / 60, y + 1, 20, 20, 20);
    g_autoptr (GjOcrPicture) picture = picture_of (paper);
    if (lean < 4 || lean > 6)
      assert_int_equal (gj_ocr_is_struck_beside (picture, &cell), lean > 6);
  }
}

/* An upright line right through a figure's cell hides a 1 as well as nothing. */
static void
test_crossed (void **state)
{
  for (int line = 0; line < 2; line++) {
    g_autoptr (GArray) writings = g_array_new (FALSE, FALSE, sizeof (GjOcrWriting));
    GjPixmap *paper = draw_cell (1);
    draw_digit (paper, 140, 58, 5);
    if (line)
      draw_box (paper, 110, 20, 113, 120, 20, 20, 20);
    g_autoptr (GjOcrPicture) picture = picture_of (paper);
    GjOcrCell c = { .box = cell };
    gj_ocr_look_at_cell (picture, &c, writings);
    g_free (g_array_index (writings, GjOcrWriting, 0).ink);
    g_free (c.text);
    assert_int_equal (c.kind, GJ_OCR_CELL_FIGURE);
    assert_int_equal (c.supposed, line);
  }
}

/* A column without a rule at the picture's edge may go on behind it. */
static void
test_cut (void **state)
{
  for (int rule = 0; rule < 2; rule++) {
    GjPixmap *paper = draw_paper (255, 160, 1);
    draw_box (paper, 50, 39, 255, 42, 20, 20, 20);
    draw_box (paper, 50, 99, 255, 102, 20, 20, 20);
    if (rule)
      draw_box (paper, 249, 40, 252, 100, 20, 20, 20);
    g_autoptr (GjOcrPicture) picture = gj_ocr_picture_new (paper, 0);
    picture->contrast = picture->text_contrast = 200;
    picture->given = paper;
    assert_int_equal (gj_ocr_is_cut (picture, &cell), !rule);
    const GjOcrRect inner = { 20, 40, 200, 100 };
    assert_false (gj_ocr_is_cut (picture, &inner));
    gj_pixmap_free (paper);
  }
}

/* A red figure is dropped as a seal is: in a wide cell, too, it leaves the cell in doubt. */
static void
test_red_figure (void **state)
{
  for (int red = 0; red < 2; red++) {
    GjPixmap *paper = draw_cell (3);
    if (red)
      draw_box (paper, 140, 58, 144, 80, 220, 60, 40);
    g_autoptr (GjOcrPicture) picture = gj_ocr_picture_new (paper, 0);
    picture->given = paper;
    assert_int_equal (gj_ocr_is_sealed (picture, &cell), red);
    gj_pixmap_free (paper);
  }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_slanted),     cmocka_unit_test (test_beside),     cmocka_unit_test (test_leaning),
    cmocka_unit_test (test_crossed),     cmocka_unit_test (test_cut),        cmocka_unit_test (test_red_figure),
    cmocka_unit_test (test_broken_side), cmocka_unit_test (test_word_below),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
