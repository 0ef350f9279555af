/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-two-up.h"
#include "tests/support/gj-cmocka.h"

/* Broad pages, 800 × 500, in type of 10 points. */

static GjPage *
new_page (double width)
{
  return gj_page_new (1, width, 500, GJ_SOURCE_TEXT_LAYER);
}

/* @rows lines of @n characters from @x on. */
static void
print (GjPage *page, double x, guint n, guint rows, gunichar ch)
{
  for (guint r = 0; r < rows; r++)
    for (guint i = 0; i < n; i++) {
      double left = x + 10.0 * i, top = 50 + 20.0 * r;
      gj_page_add_glyph (page, ch, (GjBox){ left, top, left + 10, top + 10 }, 100, FALSE);
    }
}

static guint
parts_of (GjPage *page)
{
  GjDocument *doc = gj_document_new ();
  g_ptr_array_add (doc->pages, page);
  gj_two_up_part (doc);
  guint n = doc->pages->len, glyphs = 0;
  for (guint p = 0; p < n; p++) {
    const GjPage *half = doc->pages->pdata[p];
    glyphs += half->glyphs->len;
    assert_int_equal (half->number, 1);
    for (guint i = 0; i < half->glyphs->len; i++) {
      double x = g_array_index (half->glyphs, GjGlyph, i).box.x0;
      assert_true (n == 1 || (p == 0 ? x < 400 : x >= 400));
    }
    for (guint i = 0; i < half->rules->len; i++)
      assert_true (n == 1 || (g_array_index (half->rules, GjRule, i).from < 400) == (p == 0));
  }
  assert_true (glyphs > 0);
  gj_document_free (doc);
  return n;
}

static void
test_prose (void **state)
{
  GjPage *page = new_page (800);
  GjRule left = { TRUE, 300, 40, 360 }, right = { TRUE, 320, 440, 760 };
  print (page, 40, 30, 6, 0x653F);
  print (page, 440, 30, 6, 0x653F);
  g_array_append_val (page->rules, left);
  g_array_append_val (page->rules, right);
  assert_int_equal (parts_of (page), 2);
}

/* What keeps a page whole: its shape, something across the middle, a half that only figures and short labels stand in. */
static void
test_whole (void **state)
{
  GjPage *high = gj_page_new (1, 500, 800, GJ_SOURCE_TEXT_LAYER), *ruled = new_page (800), *crossed = new_page (800),
         *table = new_page (800), *picture = new_page (800);
  print (high, 40, 18, 6, 0x653F);
  print (high, 270, 18, 6, 0x653F);
  GjRule across = { TRUE, 300, 40, 760 };
  print (ruled, 40, 30, 6, 0x653F);
  print (ruled, 440, 30, 6, 0x653F);
  g_array_append_val (ruled->rules, across);
  print (crossed, 40, 30, 6, 0x653F);
  print (crossed, 440, 30, 6, 0x653F);
  print (crossed, 300, 20, 1, 0x653F);
  print (table, 40, 30, 25, 0x653F);
  for (guint k = 0; k < 6; k++)
    print (table, 440 + 50 * k, 1, 25, '0');
  print (table, 440, 4, 1, 0x653F);
  print (picture, 40, 30, 6, 0x653F);
  print (picture, 440, 30, 6, 0x653F);
  GjPicture shown = { .box = { 40, 200, 300, 400 }, .upright = TRUE };
  g_array_append_val (picture->pictures, shown);
  GjPage *pages[] = { high, ruled, crossed, table, picture };
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    assert_int_equal (parts_of (pages[i]), 1);
}

/* So it is with scans, where rules of tables are in their grids. */
static void
test_scan (void **state)
{
  for (guint across = 0; across < 2; across++) {
    GjPage *page = gj_page_new (1, 800, 500, GJ_SOURCE_OCR);
    GjPicture shown = { .box = { 0, 0, 800, 500 }, .upright = TRUE };
    print (page, 40, 30, 6, 0x653F);
    print (page, 440, 30, 6, 0x653F);
    g_array_append_val (page->pictures, shown);
    gj_page_insert_grid (page, gj_grid_new ((GjBox){ 40, 300, across ? 700 : 340, 400 }, 3, 3));
    assert_int_equal (parts_of (page), across ? 1 : 2);
  }
}

int
main (void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test (test_prose), cmocka_unit_test (test_whole),
                                      cmocka_unit_test (test_scan) };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
