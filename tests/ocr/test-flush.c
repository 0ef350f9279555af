/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/ocr/draw.h"

#include "ocr/gj-ocr-cells.h"
#include "ocr/gj-ocr-figures.h"
#include "ocr/gj-ocr-flush.h"

static const GjOcrRect cell = { 50, 20, 250, 70 };

/* A cell between rules. */
static GjPixmap *
draw_cell (void)
{
  static const int xs[] = { 50, 250 }, ys[] = { 20, 70 };
  GjPixmap *paper = draw_paper (300, 100, 1);
  draw_table (paper, xs, 2, ys, 2, 20);
  return paper;
}

static GjOcrCell
look_at (GjPixmap *paper, guint *glyphs)
{
  g_autoptr (GjOcrPicture) picture = picture_of (paper);
  g_autoptr (GArray) writings = g_array_new (FALSE, FALSE, sizeof (GjOcrWriting));
  GjOcrCell c = { .box = cell };
  gj_ocr_look_at_cell (picture, &c, writings);
  g_autofree GjOcrInk *ink = g_array_index (writings, GjOcrWriting, 0).ink;
  *glyphs = ink->n_lines > 0 ? ink->line[0].n_glyphs : 0;
  g_clear_pointer (&c.text, g_free);
  return c;
}

/* A 1 that two pixels of paper part from the rule beside it: thin ones were taken for the rule, and the cell for blank. */
static void
test_one (void **state)
{
  for (int right = 0; right < 2; right++)
    for (int width = 2; width < 6; width++) {
      guint glyphs = 0;
      GjPixmap *paper = draw_cell ();
      int x = right ? 247 - width : 54;
      draw_box (paper, x, 34, x + width, 56, 20, 20, 20);
      GjOcrCell c = look_at (paper, &glyphs);
      assert_true (glyphs == 1 || c.supposed);
      assert_false (c.kind == GJ_OCR_CELL_EMPTY && !c.supposed);
    }
}

/* The first digit of three is not left out. */
static void
test_first_digit (void **state)
{
  guint glyphs = 0;
  GjPixmap *paper = draw_cell ();
  draw_box (paper, 54, 34, 58, 58, 20, 20, 20);
  draw_digit (paper, 66, 34, 5);
  draw_digit (paper, 86, 34, 5);
  GjOcrCell c = look_at (paper, &glyphs);
  assert_int_equal (c.kind, GJ_OCR_CELL_FIGURE);
  assert_true (glyphs == 3 || c.supposed);
}

/* Half of a 0 may be hidden where it touches the rule; where the middle of its side is so near that it touches, nothing is. */
static void
test_touching (void **state)
{
  for (int hidden = 0; hidden < 2; hidden++) {
    GjPixmap *paper = draw_cell ();
    draw_digit (paper, hidden ? 45 : 54, 34, 0);
    if (!hidden)
      draw_box (paper, 52, 42, 54, 50, 20, 20, 20);
    g_autoptr (GjOcrPicture) picture = picture_of (paper);
    GjOcrFlush flush = gj_ocr_flush_find (picture, &cell);
    assert_true (flush.left);
    assert_int_equal (flush.touches, hidden);
  }
}

/* A cell without anything at its rules, one whose rule is double, and one whose rule steps aside. */
static void
test_rules_alone (void **state)
{
  for (int kind = 0; kind < 3; kind++) {
    GjPixmap *paper = draw_cell ();
    if (kind == 1)
      draw_box (paper, 54, 20, 56, 71, 20, 20, 20);
    if (kind == 2)
      draw_box (paper, 52, 20, 54, 45, 20, 20, 20);
    g_autoptr (GjOcrPicture) picture = picture_of (paper);
    GjOcrFlush flush = gj_ocr_flush_find (picture, &cell);
    assert_false (flush.left || flush.right);
    assert_memory_equal (&flush.box, &cell, sizeof cell);
  }
}

/* A shadow beside the rule, far lighter than print: on a page that holds hardly any, the contrast alone does not tell. */
static void
test_shadow (void **state)
{
  for (int ink = 0; ink < 2; ink++) {
    GjPixmap *paper = draw_cell ();
    guint8 gray = ink ? 60 : 225;
    draw_box (paper, 52, 33, 56, 53, gray, gray, gray);
    g_autoptr (GjOcrPicture) picture = picture_of (paper);
    picture->contrast = 30;
    GjOcrFlush flush = gj_ocr_flush_find (picture, &cell);
    assert_int_equal (flush.left, ink);
  }
}

/* On such a page the contrast of its text is measured by itself. */
static void
test_text_contrast (void **state)
{
  GjPixmap *page = draw_paper (700, 900, 1);
  draw_table (page, (const int[]){ 50, 250 }, 2, (const int[]){ 20, 70 }, 2, 20);
  g_autoptr (GjOcrPicture) picture = gj_ocr_picture_new (page, 0);
  gj_pixmap_free (page);
  assert_true (picture->contrast < 60);
  assert_true (picture->text_contrast > 120);
}

/* A figure in the middle of its cell is none of a rule's. */
static void
test_middle (void **state)
{
  guint glyphs = 0;
  GjPixmap *paper = draw_cell ();
  draw_digit (paper, 140, 34, 0);
  assert_false (look_at (paper, &glyphs).supposed);
  assert_int_equal (glyphs, 1);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_one),           cmocka_unit_test (test_first_digit), cmocka_unit_test (test_touching),
    cmocka_unit_test (test_rules_alone),   cmocka_unit_test (test_middle),      cmocka_unit_test (test_shadow),
    cmocka_unit_test (test_text_contrast),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
