/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/ocr/draw.h"

#include "ocr/gj-ocr-bare.h"
#include "ocr/gj-ocr-crumbs.h"
#include "ocr/gj-ocr-erase.h"
#include "ocr/gj-ocr-grid.h"
#include "ocr/gj-ocr-lines.h"

static void
draw_dash (GjPixmap *paper, int x, int y)
{
  draw_box (paper, x, y, x + 24, y + 3, 20, 20, 20);
}

/* Two rows with labels: figures and a dash are found row by row, in their order; labels are not. */
static void
test_rows (void **state)
{
  GjPixmap *paper = draw_paper (1000, 600, 1);
  draw_text (paper, 60, 200, 6);
  draw_digit (paper, 500, 203, 4);
  draw_digit (paper, 520, 203, 4);
  draw_digit (paper, 700, 203, 4);
  draw_text (paper, 60, 260, 8);
  draw_digit (paper, 510, 263, 4);
  draw_dash (paper, 695, 275);
  GjOcrPicture *picture = picture_of (paper);
  g_autoptr (GPtrArray) grids = g_ptr_array_new ();
  g_autoptr (GjOcrBare) bare = gj_ocr_bare_find (picture, grids);
  assert_int_equal (bare->cells->len, 4);
  assert_int_equal (bare->writings->len, 4);
  static const struct {
    GjOcrCellKind kind;
    int x0;
  } expected[] = {
    { GJ_OCR_CELL_FIGURE, 500 }, { GJ_OCR_CELL_FIGURE, 700 }, { GJ_OCR_CELL_FIGURE, 510 }, { GJ_OCR_CELL_DASH, 695 }
  };
  for (guint i = 0; i < 4; i++) {
    const GjOcrCell *cell = &g_array_index (bare->cells, GjOcrCell, i);
    assert_int_equal (cell->kind, expected[i].kind);
    assert_in_range (cell->ink.x0, expected[i].x0 - 2, expected[i].x0 + 2);
  }

  g_autoptr (GPtrArray) lines = gj_ocr_text_lines (picture, grids, bare->writings);
  assert_int_equal (lines->len, 2);
  for (guint i = 0; i < 2; i++) {
    const GjOcrTextLine *line = g_ptr_array_index (lines, i);
    assert_true (line->label);
    assert_true (line->box.x1 < 400); /* without the figures beside it */
  }
  gj_ocr_picture_free (picture);
}

/* A figure on a seal is doubtful, whatever is left of the seal. */
static void
test_on_seal (void **state)
{
  GjPixmap *paper = draw_paper (1000, 600, 1);
  draw_text (paper, 60, 200, 6);
  draw_digit (paper, 500, 203, 4);
  draw_digit (paper, 700, 203, 4);
  draw_text (paper, 60, 260, 8);
  draw_digit (paper, 500, 263, 4);
  draw_digit (paper, 700, 263, 4);
  g_autoptr (GjOcrPicture) picture = picture_of (paper);
  const GjOcrRect seal = { 680, 180, 800, 240 };
  picture->seals = g_array_new (FALSE, FALSE, sizeof (GjOcrRect));
  g_array_append_val (picture->seals, seal);
  g_autoptr (GPtrArray) grids = g_ptr_array_new ();
  g_autoptr (GjOcrBare) bare = gj_ocr_bare_find (picture, grids);
  assert_int_equal (bare->cells->len, 4);
  for (guint i = 0; i < 4; i++)
    assert_int_equal (g_array_index (bare->cells, GjOcrCell, i).painted, i == 1);
}

/* A figure in prose, with text behind it, is none of a table; nor is one that stands alone, nor the strokes of 二. */
static void
test_no_figures (void **state)
{
  GjPixmap *paper = draw_paper (1000, 600, 1);
  draw_text (paper, 60, 60, 6);
  draw_digit (paper, 320, 63, 7);
  draw_text (paper, 370, 60, 6);
  draw_digit (paper, 480, 560, 3); /* a page number */
  draw_dash (paper, 60, 300);
  draw_dash (paper, 60, 311);
  GjOcrPicture *picture = picture_of (paper);
  g_autoptr (GPtrArray) grids = g_ptr_array_new ();
  g_autoptr (GjOcrBare) bare = gj_ocr_bare_find (picture, grids);
  assert_int_equal (bare->cells->len, 0);
  gj_ocr_picture_free (picture);
}

/* Ink of which no character came is told, so that a cell there is not taken for blank. */
static void
test_unread (void **state)
{
  GjPixmap *paper = draw_paper (1000, 600, 1);
  draw_text (paper, 60, 200, 1);
  draw_text (paper, 500, 200, 1);
  GjOcrPicture *picture = picture_of (paper);
  g_autoptr (GPtrArray) grids = g_ptr_array_new ();
  g_autoptr (GjOcrBare) bare = gj_ocr_bare_find (picture, grids);
  g_autoptr (GArray) symbols = g_array_new (FALSE, FALSE, sizeof (GjOcrSymbol));
  GjOcrSymbol s = { .ch = 0x4E00, .box = { 60, 200, 90, 230 }, .confidence = 90 };
  g_array_append_val (symbols, s);
  g_autoptr (GArray) unread = gj_ocr_bare_unread (bare, symbols);
  assert_int_equal (unread->len, 1);
  assert_in_range (g_array_index (unread, GjOcrRect, 0).x0, 498, 502);
  gj_ocr_picture_free (picture);
}

static void
draw_rule (GjPixmap *paper, int x0, int x1, int y)
{
  draw_box (paper, x0, y, x1, y + 3, 20, 20, 20);
}

/* How many figures and dashes are found on @paper, which is freed, when its rules across are erased. @n_rules (out): these. */
static guint
count_between_rules (GjPixmap *paper, guint *n_rules)
{
  GjOcrPicture *picture = picture_of (paper);
  g_autoptr (GArray) rules = g_array_new (FALSE, FALSE, sizeof (GjOcrRule));
  g_autoptr (GPtrArray) grids = gj_ocr_find_grids (picture, rules);
  assert_int_equal (grids->len, 0);
  gj_ocr_erase_rules (picture, rules);
  g_autoptr (GjOcrBare) bare = gj_ocr_bare_find (picture, grids);
  gj_ocr_picture_free (picture);
  *n_rules = rules->len;
  return bare->cells->len;
}

/* Rules across that print stands on part rows, and are no print; nor are the short pieces of one that broke dashes. */
static void
test_rules (void **state)
{
  GjPixmap *paper = draw_paper (1000, 600, 1);
  guint n_rules;
  for (int i = 0; i < 5; i++) {
    int y = 200 + 40 * i;
    draw_text (paper, 60, y, 6);
    for (int k = 0; k < 3; k++)
      draw_digit (paper, 500 + 150 * k, y + 7, 4);
    if (i < 2)
      draw_rule (paper, 60, 940, y + 31);
    else {
      draw_rule (paper, 60, 460, y + 31);
      draw_rule (paper, 500, 640, y + 31);
      draw_rule (paper, 680, 740, y + 31);
      draw_rule (paper, 880, 940, y + 31);
    }
  }
  assert_int_equal (count_between_rules (paper, &n_rules), 15);
  assert_true (n_rules >= 5);
}

/* A row of dashes is no rule, however long they are. */
static void
test_dashes (void **state)
{
  GjPixmap *paper = draw_paper (1400, 600, 1);
  guint n_rules;
  for (int i = 0; i < 4; i++) {
    draw_text (paper, 60, 200 + 60 * i, 6);
    for (int k = 0; k < 7; k++)
      draw_rule (paper, 400 + 120 * k, 400 + 120 * k + 64, 214 + 60 * i);
  }
  assert_int_equal (count_between_rules (paper, &n_rules), 28);
  assert_int_equal (n_rules, 0);
}

/* Full-width digits are one figure, a narrow 1 among them too. */
static void
test_full_width (void **state)
{
  GjPixmap *paper = draw_paper (1000, 600, 1);
  for (int i = 0; i < 3; i++) {
    draw_text (paper, 60, 200 + 60 * i, 6);
    draw_box (paper, 500, 203 + 60 * i, 503, 227 + 60 * i, 20, 20, 20);
    draw_digit (paper, 528, 203 + 60 * i, 4);
    draw_digit (paper, 700, 203 + 60 * i, 4);
  }
  GjOcrPicture *picture = picture_of (paper);
  g_autoptr (GPtrArray) grids = g_ptr_array_new ();
  g_autoptr (GjOcrBare) bare = gj_ocr_bare_find (picture, grids);
  assert_int_equal (bare->cells->len, 6);
  gj_ocr_picture_free (picture);
}

/* Dirt beside a row hides no figures; a mark close behind print says that this is prose. */
static void
test_dirt (void **state)
{
  for (int mark = 0; mark < 2; mark++) {
    GjPixmap *paper = draw_paper (1000, 600, 1);
    for (int i = 0; i < 3; i++) {
      draw_text (paper, 60, 200 + 60 * i, 6);
      for (int k = 0; k < 3; k++)
        draw_digit (paper, 500 + 100 * k, 203 + 60 * i, 4);
      if (i == 1)
        draw_box (paper, mark ? 741 : 800, 277, mark ? 747 : 806, 283, 20, 20, 20);
    }
    GjOcrPicture *picture = picture_of (paper);
    g_autoptr (GPtrArray) grids = g_ptr_array_new ();
    g_autoptr (GjOcrBare) bare = gj_ocr_bare_find (picture, grids);
    assert_int_equal (bare->cells->len, mark ? 6 : 9);
    gj_ocr_picture_free (picture);
  }
}

/* A figure on which an upright rule was painted over, or beside it, is not sure: the rule may have been its 1. */
static void
test_painted (void **state)
{
  GjPixmap *paper = draw_paper (1000, 600, 1);
  for (int i = 0; i < 4; i++) {
    draw_text (paper, 60, 200 + 60 * i, 6);
    draw_digit (paper, 500, 203 + 60 * i, 4);
    draw_digit (paper, 700, 203 + 60 * i, 4);
  }
  GjOcrPicture *picture = picture_of (paper);
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (GjOcrRule));
  g_autoptr (GArray) upright = g_array_new (FALSE, FALSE, sizeof (GjOcrRule));
  GjOcrRule rule = { 200, 290, 720, -1, 1 };
  g_array_append_val (upright, rule);
  gj_ocr_erase_grid (picture, none, upright);
  g_autoptr (GPtrArray) grids = g_ptr_array_new ();
  g_autoptr (GjOcrBare) bare = gj_ocr_bare_find (picture, grids);
  assert_int_equal (bare->cells->len, 8);
  for (guint i = 0; i < 8; i++) {
    const GjOcrCell *cell = &g_array_index (bare->cells, GjOcrCell, i);
    assert_int_equal (cell->painted, i == 1 || i == 3);
  }
  gj_ocr_picture_free (picture);
}

/* An upright rule of which short pieces are left holds no figures; strokes of one height below each other may. */
static void
test_crumbs (void **state)
{
  static const int rule[] = { 20, 4, 9, 46, 6, 12, 5, 30, 8, 11, 4, 70, 7, 16, 9, 5, 10, 6 };
  for (int even = 0; even < 2; even++) {
    GjPixmap *paper = draw_paper (1000, 700, 1);
    memset (paper->data, 255, paper->stride * paper->height);
    for (int i = 0; i < 4; i++) {
      draw_text (paper, 60, 200 + 60 * i, 6);
      draw_digit (paper, 500, 203 + 60 * i, 4);
      draw_digit (paper, 700, 203 + 60 * i, 4);
    }
    for (guint i = 0, y = 190; i < G_N_ELEMENTS (rule); i++) {
      guint high = even ? 14 : (guint) rule[i];
      draw_box (paper, 600, (int) y, 602, (int) (y + high), 0, 0, 0);
      y += high + 6;
    }
    GjOcrPicture *picture = picture_of (paper);
    picture->paper = 255;
    g_autoptr (GPtrArray) grids = g_ptr_array_new ();
    gj_ocr_crumbs_erase (picture, grids);
    int dark = 0;
    for (int y = 0; y < 700; y++)
      for (int x = 590; x < 612; x++)
        dark += gj_ocr_pixel (picture->gray, x, y) < 128;
    if (even)
      assert_true (dark > 14 * (int) G_N_ELEMENTS (rule));
    else
      assert_int_equal (dark, 0);
    g_autoptr (GjOcrBare) bare = gj_ocr_bare_find (picture, grids);
    if (!even)
      assert_int_equal (bare->cells->len, 8);
    gj_ocr_picture_free (picture);
  }
}

/* A figure of which only a stump is left, in a column of figures, does not make text of those left of it. */
static void
test_broken_figure (void **state)
{
  for (int away = 0; away < 2; away++) {
    GjPixmap *paper = draw_paper (1000, 600, 1);
    for (int i = 0; i < 5; i++) {
      draw_text (paper, 60, 200 + 60 * i, 6);
      for (int k = 0; k < 3; k++)
        if (i != 2 || k != 2)
          draw_digit (paper, 500 + 100 * k, 203 + 60 * i, 4);
    }
    int x = away ? 800 : 697;
    draw_box (paper, x, 323, x + 19, 341, 20, 20, 20);
    GjOcrPicture *picture = picture_of (paper);
    g_autoptr (GPtrArray) grids = g_ptr_array_new ();
    g_autoptr (GjOcrBare) bare = gj_ocr_bare_find (picture, grids);
    assert_int_equal (bare->cells->len, away ? 12 : 14);
    gj_ocr_picture_free (picture);
  }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_rows),       cmocka_unit_test (test_on_seal),       cmocka_unit_test (test_no_figures),
    cmocka_unit_test (test_unread),     cmocka_unit_test (test_rules),         cmocka_unit_test (test_dashes),
    cmocka_unit_test (test_full_width), cmocka_unit_test (test_dirt),          cmocka_unit_test (test_painted),
    cmocka_unit_test (test_crumbs),     cmocka_unit_test (test_broken_figure),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
