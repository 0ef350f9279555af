/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Headers of tables in light print on a dark ground. */

#include "tests/ocr/draw.h"

#include "ocr/gj-ocr-grid.h"
#include "ocr/gj-ocr-ink.h"
#include "ocr/gj-ocr-rules.h"
#include "ocr/gj-ocr-shade.h"

static const int xs[] = { 100, 300, 500, 700 }, ys[] = { 100, 160, 220, 280 };

/* A header of ground @ground with print of gray @print, above two rows of figures. */
static GjOcrPicture *
draw_shaded (guint8 ground, guint8 print)
{
  GjPixmap *paper = draw_paper (800, 400, 1);
  draw_box (paper, xs[0], ys[0], xs[3], ys[1], ground, ground, ground);
  draw_table (paper, xs, 4, ys, 4, 30);
  for (int c = 0; c < 3; c++) {
    for (int k = 0; k < 3; k++) {
      int x = xs[c] + 50 + 36 * k, y = ys[0] + 16;
      draw_box (paper, x, y, x + 28, y + 4, print, print, print);
      draw_box (paper, x + 12, y, x + 16, y + 28, print, print, print);
      draw_box (paper, x, y + 24, x + 28, y + 28, print, print, print);
    }
    for (int r = 1; r < 3; r++)
      draw_digit (paper, xs[c] + 90, ys[r] + 18, (r + c) % 10);
  }
  return picture_of (paper);
}

/* How many of the header's cells hold print, after what was done to the picture. */
static guint
count_printed (GjOcrPicture *picture)
{
  g_autoptr (GPtrArray) grids = gj_ocr_find_grids (picture, NULL);
  guint n = 0;
  assert_int_equal (grids->len, 1);
  const GjOcrGrid *grid = g_ptr_array_index (grids, 0);
  assert_int_equal (grid->n_rows, 3);
  assert_int_equal (grid->n_cols, 3);
  for (guint i = 0; i < 3; i++) {
    g_autofree GjOcrInk *ink =
        gj_ocr_ink_find (picture, &g_array_index (grid->cells, GjOcrCell, i).box, GJ_OCR_INK_LEVEL);
    n += ink->n_lines == 1 && gj_ocr_rect_width (&ink->box) == 100;
  }
  return n;
}

static void
test_light_print (void **state)
{
  for (int ground = 60; ground <= 180; ground += 40) {
    GjOcrPicture *picture = draw_shaded ((guint8) ground, 250);
    gj_ocr_shade_turn (picture);
    assert_int_equal (count_printed (picture), 3);
    gj_ocr_picture_free (picture);
  }
}

/* The same blurred: it is darker than paper too. */
static void
test_blurred_print (void **state)
{
  for (int ground = 80; ground <= 120; ground += 20) {
    GjOcrPicture *picture = draw_shaded ((guint8) ground, (guint8) (ground + (250 - ground) / 2));
    gj_ocr_shade_turn (picture);
    assert_int_equal (count_printed (picture), 3);
    gj_ocr_picture_free (picture);
  }
}

/* Dark rows among light ones, and no other rule between them. */
static void
test_edges (void **state)
{
  GjPixmap *paper = draw_paper (800, 500, 1);
  static const int rows[] = { 100, 160, 220, 280, 340, 400 };
  for (int c = 0; c < 4; c++)
    draw_box (paper, xs[c] - 1, rows[0], xs[c] + 2, rows[5], 30, 30, 30);
  for (int r = 0; r < 5; r += 2)
    draw_box (paper, xs[0] - 1, rows[r], xs[3] + 2, rows[r + 1], 100, 100, 100);
  for (int r = 0; r < 5; r++)
    for (int c = 0; c < 3; c++)
      for (int k = 0; k < 3 && r % 2 == 0; k++)
        draw_box (paper, xs[c] + 50 + 36 * k, rows[r] + 16, xs[c] + 54 + 36 * k, rows[r] + 44, 250, 250, 250);
  GjOcrPicture *picture = picture_of (paper);
  gj_ocr_shade_turn (picture);
  GjOcrRules *rules = gj_ocr_rules_find (picture);
  assert_int_equal (rules->h->len, 6);
  gj_ocr_rules_free (rules);
  gj_ocr_picture_free (picture);
}

/* Dark print on ground that is nearly as dark: rules are darker than both. */
static void
test_dark_print (void **state)
{
  for (int ground = 90; ground <= 110; ground += 10) {
    GjOcrPicture *picture = draw_shaded ((guint8) ground, (guint8) (ground - 40));
    gj_ocr_shade_turn (picture);
    assert_int_equal (count_printed (picture), 3);
    gj_ocr_picture_free (picture);
  }
}

/* Whether the picture is as it was drawn. */
static gboolean
is_untouched (guint8 ground, guint8 print)
{
  l_int32 same = 0;
  GjOcrPicture *picture = draw_shaded (ground, print);
  g_autoptr (GjPix) before = pixCopy (NULL, picture->gray);
  gj_ocr_shade_turn (picture);
  pixEqual (before, picture->gray, &same);
  gj_ocr_picture_free (picture);
  return same;
}

/* Dark print on a colored ground, ground without print, and no ground. */
static void
test_left_alone (void **state)
{
  assert_true (is_untouched (180, 20));
  assert_true (is_untouched (120, 20));
  assert_true (is_untouched (140, 140));
  assert_true (is_untouched (250, 20));
  assert_false (is_untouched (120, 250));
}

/* A character of a title, thick strokes around white, is print. */
static void
test_large_print (void **state)
{
  l_int32 same = 0;
  GjPixmap *paper = draw_paper (400, 300, 1);
  draw_box (paper, 100, 100, 220, 176, 20, 20, 20);
  for (int k = 0; k < 3; k++)
    draw_box (paper, 110, 110 + 22 * k, 210, 123 + 22 * k, 250, 250, 250);
  GjOcrPicture *picture = picture_of (paper);
  g_autoptr (GjPix) before = pixCopy (NULL, picture->gray);
  gj_ocr_shade_turn (picture);
  pixEqual (before, picture->gray, &same);
  gj_ocr_picture_free (picture);
  assert_true (same);
}

/* A page whose black and white are exchanged is turned; a sheet on a dark table is not, however much of the table is seen. */
static void
test_black_page (void **state)
{
  for (int sheet = 0; sheet < 2; sheet++) {
    GjPixmap *paper = draw_paper (600, 800, 1);
    draw_box (paper, 0, 0, 600, 800, 5, 5, 5);
    if (sheet)
      draw_box (paper, 150, 200, 450, 600, 245, 245, 245);
    for (int y = 220; y < 560; y += 40)
      for (int x = 170; x < 420; x += 12)
        draw_box (paper, x, y, x + 3, y + 20, sheet ? 20 : 250, sheet ? 20 : 250, sheet ? 20 : 250);
    g_autoptr (GjOcrPicture) picture = picture_of (paper);
    assert_int_equal (gj_ocr_pixel (picture->gray, 171, 230) < 60, TRUE);
    assert_int_equal (gj_ocr_pixel (picture->gray, 178, 230) > 200, TRUE);
  }
}

/* A black cell without print hides the rules at its sides: its neighbours are cells of their own for all that, and it is not blank. */
static void
test_black_cell (void **state)
{
  GjPixmap *paper = draw_paper (800, 400, 1);
  draw_table (paper, xs, 4, ys, 4, 30);
  draw_box (paper, xs[1] - 1, ys[1] - 1, xs[2] + 2, ys[2] + 2, 30, 30, 30);
  for (int c = 0; c < 3; c++)
    for (int r = 0; r < 3; r++)
      if (r != 1 || c != 1)
        draw_digit (paper, xs[c] + 90, ys[r] + 18, (r + c) % 10);
  GjOcrPicture *picture = picture_of (paper);
  gj_ocr_shade_turn (picture);
  g_autoptr (GPtrArray) grids = gj_ocr_find_grids (picture, NULL);
  assert_int_equal (grids->len, 1);
  const GjOcrGrid *grid = g_ptr_array_index (grids, 0);
  assert_int_equal (grid->cells->len, 9);
  const GjOcrCell *black = &g_array_index (grid->cells, GjOcrCell, 4);
  assert_true (gj_ocr_is_blackened (picture, &black->box));
  assert_false (gj_ocr_is_blackened (picture, &black[1].box));
  const GjOcrRect beyond = { 20, -100000, 60, 40 }; /* as the room around print at the picture's edge does */
  assert_false (gj_ocr_is_blackened (picture, &beyond));
  gj_ocr_picture_free (picture);
}

int
main (void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test (test_black_cell),    cmocka_unit_test (test_light_print),
                                      cmocka_unit_test (test_blurred_print), cmocka_unit_test (test_edges),
                                      cmocka_unit_test (test_dark_print),    cmocka_unit_test (test_left_alone),
                                      cmocka_unit_test (test_large_print),   cmocka_unit_test (test_black_page) };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
