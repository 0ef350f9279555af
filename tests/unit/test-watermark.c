/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-prose.h"

#include "tests/support/gj-cmocka.h"

/* Text on pages of 600 × 800; what repeats at one place on every page is a watermark if it is big. */

static void
print (GjPage *page, const char *text, double x, double y, double size)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p), x += size)
    gj_page_add_glyph (page, g_utf8_get_char (p), (GjBox){ x, y, x + size, y + size }, 100, FALSE);
}

/* Three pages with @heads above small type. */
static GjDocument *
three_pages (const char *const heads[3])
{
  GjDocument *doc = gj_document_new ();
  for (guint i = 0; i < 3; i++) {
    GjPage *page = gj_page_new (i + 1, 600, 800, GJ_SOURCE_TEXT_LAYER);
    print (page, heads[i], 72, 72, 16);
    for (guint k = 0; k < 20; k++)
      print (page, "收到申请件", 72 + 3 * i, 120 + 20 * k, 8);
    g_ptr_array_add (doc->pages, page);
  }
  doc->n_pages = 3;
  return doc;
}

static guint
count (const GjDocument *doc, guint page, gunichar ch)
{
  const GjPage *p = doc->pages->pdata[page];
  guint n = 0;
  for (guint i = 0; i < p->glyphs->len; i++)
    n += g_array_index (p->glyphs, GjGlyph, i).ch == ch;
  return n;
}

static void
test_repeated (void **state)
{
  static const char *const heads[] = { "内部资料", "内部资料", "内部资料" };
  g_autoptr (GjDocument) doc = three_pages (heads);
  gj_glyphs_drop_watermarks (doc);
  assert_int_equal (count (doc, 1, 0x8D44), 0);
  assert_int_equal (count (doc, 1, 0x6536), 20);
}

/* Headings that begin each page have the mark behind the numeral at the same place. */
static void
test_headings (void **state)
{
  static const char *const heads[] = { "一、总体情况", "二、主动公开", "三、收到申请" };
  g_autoptr (GjDocument) doc = three_pages (heads);
  gj_glyphs_drop_watermarks (doc);
  for (guint i = 0; i < 3; i++)
    assert_int_equal (count (doc, i, 0x3001), 1);
}

/* A figure of the table that the watermark goes through stands right behind one of its letters. */
static void
test_figure_beside (void **state)
{
  static const char *const heads[] = { "内部资料", "内部资料", "内部资料" };
  g_autoptr (GjDocument) doc = three_pages (heads);
  for (guint i = 0; i < 3; i++) {
    GjPage *page = doc->pages->pdata[i];
    const GjBox box = g_array_index (page->glyphs, GjGlyph, 0).box;
    GjGlyph figure = { .ch = i == 1 ? '7' : '8', .confidence = 100 };
    figure.box = (GjBox){ box.x1 + 1 + i, box.y0 + 8, box.x1 + 5 + i, box.y0 + 16 };
    g_array_insert_val (page->glyphs, 1, figure);
  }
  gj_glyphs_drop_watermarks (doc);
  for (guint i = 0; i < 3; i++) {
    assert_int_equal (count (doc, i, 0x5185), 0);
    assert_int_equal (count (doc, i, i == 1 ? '7' : '8'), 1);
  }
}

int
main (void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test (test_repeated), cmocka_unit_test (test_headings),
                                      cmocka_unit_test (test_figure_beside) };
  return cmocka_run_group_tests_name ("watermarks", tests, NULL, NULL);
}
