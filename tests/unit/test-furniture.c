/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-prose.h"

#include "tests/support/gj-cmocka.h"

#include <string.h>

/* Pages of 600 × 800 with one line at the top and one in the middle. */
static void
add_line (GjPage *page, const char *text, double x, double y, double size)
{
  guint n = (guint) g_utf8_strlen (text, -1);
  GjLine *line = gj_line_new (text, (GjBox){ x, y, x + n * size, y + size });
  line->size = size;
  line->n_glyphs = n;
  g_ptr_array_add (page->lines, line);
}

static GjDocument *
pages_with (const char *const *tops, const double *sizes, guint n)
{
  GjDocument *doc = gj_document_new ();
  for (guint i = 0; i < n; i++) {
    GjPage *page = gj_page_new (i + 1, 600, 800, GJ_SOURCE_TEXT_LAYER);
    if (tops[i] != NULL)
      add_line (page, tops[i], 80, 40, sizes[i]);
    add_line (page, "本机关公开信息若干条", 80, 400, 16);
    add_line (page, "并办结申请若干件", 80, 430, 16);
    add_line (page, "详见门户网站", 80, 460, 16);
    g_ptr_array_add (doc->pages, page);
  }
  doc->n_pages = n;
  return doc;
}

static guint
count (GjDocument *doc, const char *text)
{
  g_autoptr (GPtrArray) lines = gj_prose_collect (doc);
  guint n = 0;
  for (guint i = 0; i < lines->len; i++)
    n += strcmp (((GjProseLine *) lines->pdata[i])->text, text) == 0;
  return n;
}

static void
test_running_header (void **state)
{
  static const char *const tops[] = { "青岩市水务局", "青岩市水务局", "青岩市水务局", NULL };
  static const double sizes[] = { 9, 9, 9, 0 };
  g_autoptr (GjDocument) doc = pages_with (tops, sizes, 4);
  assert_int_equal (count (doc, "青岩市水务局"), 0);
  assert_int_equal (count (doc, "本机关公开信息若干条"), 4);
}

/* On a page half as high the header stands as far from its edge. */
static void
test_low_pages (void **state)
{
  static const char *const tops[] = { "青岩市水务局", "青岩市水务局", "青岩市水务局" };
  static const double sizes[] = { 14, 14, 14 };
  g_autoptr (GjDocument) doc = pages_with (tops, sizes, 3);
  for (guint p = 0; p < 3; p++)
    ((GjPage *) doc->pages->pdata[p])->height = 420;
  assert_int_equal (count (doc, "青岩市水务局"), 0);
}

/* The first line of the title, and the signature at the head of the last page. */
static void
test_title_and_signature (void **state)
{
  static const char *const tops[] = { "青岩市水务局", NULL, NULL, "青岩市水务局" };
  static const double sizes[] = { 22, 0, 0, 16 };
  g_autoptr (GjDocument) doc = pages_with (tops, sizes, 4);
  assert_int_equal (count (doc, "青岩市水务局"), 2);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_running_header),
    cmocka_unit_test (test_low_pages),
    cmocka_unit_test (test_title_and_signature),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
