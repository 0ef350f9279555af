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

/* Three lines of a program that is not paid for, one of them long; a number of the page in words. */
static void
test_evaluation (void **state)
{
  static const char *const tops[] = { "第8页，共10页", "第9页，共10页", "第10页，共10页" };
  static const char long_line[] =
      "Evaluation Only. Created with Some.Library. Copyright 2003-2022 Some Company Pty Ltd.";
  static const double sizes[] = { 9, 9, 9 };
  g_autoptr (GjDocument) doc = pages_with (tops, sizes, 3);
  for (guint p = 0; p < 3; p++) {
    GjPage *page = doc->pages->pdata[p];
    const char *const more[] = { "Edited by Some Reader", "For Evaluation Only.", long_line };
    for (guint i = 0; i < 3; i++) {
      GjLine *line = gj_line_new (more[i], (GjBox){ 80, 50 + 10 * i, 500, 58 + 10 * i });
      line->size = 8;
      g_ptr_array_insert (page->lines, (int) i + 1, line);
    }
  }
  assert_int_equal (count (doc, "Edited by Some Reader"), 0);
  assert_int_equal (count (doc, "For Evaluation Only."), 0);
  assert_int_equal (count (doc, long_line), 0);
  assert_int_equal (count (doc, "第10页，共10页"), 0);
  assert_int_equal (count (doc, "本机关公开信息若干条"), 3);
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

/* On a scan "- 1 -" may be read as letters: it is one where the other pages have theirs, and no word; in a text layer nothing is misread. */
static void
test_misread_number (void **state)
{
  static const char *const tops[] = { "N T", "-2-", "- 3 -", "续" };
  static const double sizes[] = { 10, 10, 10, 10 };
  for (int scan = 0; scan < 2; scan++) {
    g_autoptr (GjDocument) doc = pages_with (tops, sizes, 4);
    for (guint p = 0; p < 4; p++)
      ((GjPage *) doc->pages->pdata[p])->source = scan ? GJ_SOURCE_OCR : GJ_SOURCE_TEXT_LAYER;
    assert_int_equal (count (doc, "N T"), !scan);
    assert_int_equal (count (doc, "-2-"), 0);
    assert_int_equal (count (doc, "续"), 1);
  }
}

/* The same read as words: no page number where their characters are sure, or where they stand alone. */
static void
test_number_misread_as_word (void **state)
{
  static const char *const tops[] = { "本", "全", "- 3 -", "续" };
  static const double sizes[] = { 10, 10, 10, 10 };
  for (int unsure = 0; unsure < 2; unsure++) {
    g_autoptr (GjDocument) doc = pages_with (tops, sizes, 4);
    for (guint p = 0; p < 4; p++) {
      GjPage *page = doc->pages->pdata[p];
      const GjLine *line = page->lines->pdata[0];
      page->source = GJ_SOURCE_OCR;
      gj_page_add_glyph (page, g_utf8_get_char (line->text), line->box, unsure && p < 2 ? 30 : 90, FALSE);
    }
    assert_int_equal (count (doc, "本"), !unsure);
    assert_int_equal (count (doc, "全"), !unsure);
    assert_int_equal (count (doc, "续"), 1);
  }
}

/* Two cells with text from @y on. */
static void
add_table (GjPage *page, double y)
{
  GjGrid *grid = gj_grid_new ((GjBox){ 80, y, 480, y + 20 }, 1, 2);
  gj_grid_add_cell (grid, (GjBox){ 80, y, 280, y + 20 }, 0, 0, 1, 1, "规章");
  gj_grid_add_cell (grid, (GjBox){ 280, y, 480, y + 20 }, 0, 1, 1, 1, "7");
  gj_page_insert_grid (page, grid);
}

/* What names or counts the table right below it is no prose; a sentence, a unit and a note are. */
static void
test_captions (void **state)
{
  static const char *const captions[] = { "表1", "附表2：申请办理情况统计表", "（表三）", "附表", "公开情况统计表" };
  static const char *const prose[] = { "表彰先进单位", "表彰会，表1", "单位：元", "表1（单位：元）", "下表为统计表。" };
  for (guint i = 0; i < 10; i++) {
    const char *text = i < 5 ? captions[i] : prose[i - 5];
    g_autoptr (GjDocument) doc = pages_with (&text, (double[]){ 16 }, 1);
    GjPage *page = doc->pages->pdata[0];
    add_line (page, text, 80, 500, 16);
    assert_int_equal (count (doc, text), 2);
    add_table (page, 520);
    assert_int_equal (count (doc, text), i < 5 ? 1 : 2);
  }
}

static void
print (GjPage *page, const char *text, double x, double y)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p), x += 10)
    gj_page_add_glyph (page, g_utf8_get_char (p), (GjBox){ x, y, x + 10, y + 10 }, 100, FALSE);
}

#define SENTENCE "本机关全年公开信息若干条办结申请若干件，均在期限以内"

/* A column of @words, 14 points apart, @x, beside ten lines of prose. */
static GjPage *
page_with_column (const char *const *words, double x)
{
  GjPage *page = gj_page_new (1, 600, 800, GJ_SOURCE_TEXT_LAYER);
  print (page, "青岩市水务局年度报告", 200, 60);
  print (page, "2025/1/9", 20, 20); /* as browsers print it */
  for (guint i = 0; words[i] != NULL; i++)
    print (page, words[i], x, 100 + 14.0 * i);
  for (guint i = 0; i < 10; i++)
    print (page, SENTENCE, 160, 100 + 20.0 * i);
  gj_lines_build (page);
  return page;
}

/* The navigation of a web page beside its text is not part of it; numerals and labels beside theirs are. */
static void
test_sidebar (void **state)
{
  static const char *const links[] = { "网站首页", "公开指南", "公开目录", "年度报告",
                                       "政策文件", "统计信息", "人事信息", NULL },
                           *const reports[] = { "信息公开年报", "2024年",     "2023年", "2022年", "2021年",
                                                "2020年",       "依申请公开", "公开",   NULL },
                           *const numerals[] = { "（一）", "（二）", "（三）", "（四）",
                                                 "（五）", "（六）", "（七）", NULL },
                           *const labels[] = { "索引号：",   "发布机构：", "成文日期：", "主题分类：",
                                               "公文种类：", "发文字号：", NULL };
  for (guint i = 0; i < 4; i++) {
    const guint right = i % 2;
    g_autoptr (GjPage) page = page_with_column (i < 2 ? links : reports, right ? 460 : 60);
    assert_int_equal (page->lines->len, 12);
    for (guint k = 2; k < page->lines->len; k++)
      assert_string_equal (((GjLine *) page->lines->pdata[k])->text, SENTENCE);
  }
  g_autoptr (GjPage) list = page_with_column (numerals, 60);
  g_autoptr (GjPage) form = page_with_column (labels, 60);
  assert_true (list->lines->len > 12);
  assert_true (form->lines->len > 12);
}

/* An item opens a paragraph also where nothing is indented and the line before is full; not within a sentence. */
static void
test_items (void **state)
{
  g_autoptr (GjDocument) doc = gj_document_new ();
  g_autoptr (GPtrArray) out = g_ptr_array_new_with_free_func (g_free);
  GjPage *page = gj_page_new (1, 600, 800, GJ_SOURCE_TEXT_LAYER);
  static const char *const texts[] = { "（一）主动公开若干条信息。", "（二）办结申请若干件共计如", "（三）所列。" };
  for (guint i = 0; i < 3; i++)
    add_line (page, texts[i], 80, 300 + 24.0 * i, 16);
  g_ptr_array_add (doc->pages, page);
  g_autoptr (GPtrArray) lines = gj_prose_collect (doc);
  gj_paragraphs_join (lines, 0, lines->len, out);
  assert_int_equal (out->len, 2);
  assert_string_equal (out->pdata[1], "（二）办结申请若干件共计如（三）所列。");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_running_header),
    cmocka_unit_test (test_evaluation),
    cmocka_unit_test (test_low_pages),
    cmocka_unit_test (test_misread_number),
    cmocka_unit_test (test_number_misread_as_word),
    cmocka_unit_test (test_title_and_signature),
    cmocka_unit_test (test_captions),
    cmocka_unit_test (test_sidebar),
    cmocka_unit_test (test_items),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
