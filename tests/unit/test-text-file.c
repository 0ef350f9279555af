/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/gj-text-file.h"

#include "tests/support/gj-cmocka.h"

#include <string.h>

static GjPage *
read_as (const char *utf8, const char *encoding, const char *before)
{
  gsize n = 0;
  g_autofree char *bytes = g_convert (utf8, -1, encoding, "UTF-8", NULL, &n, NULL);
  g_autoptr (GByteArray) all = g_byte_array_new ();
  g_autoptr (GError) error = NULL;
  assert_non_null (bytes);
  g_byte_array_append (all, (const guint8 *) before, (guint) strlen (before));
  g_byte_array_append (all, (const guint8 *) bytes, (guint) n);
  GjPage *page = gj_text_file_read (all->data, all->len, &error);
  assert_null (error);
  return page;
}

static const GjLine *
line (const GjPage *page, guint i)
{
  assert_true (i < page->lines->len);
  return page->lines->pdata[i];
}

static void
test_encodings (void **state)
{
  static const struct {
    const char *encoding, *before;
  } cases[] = {
    { "UTF-8", "" }, { "UTF-8", "\xEF\xBB\xBF" }, { "GB18030", "" },
    { "GBK", "" },   { "UTF-16LE", "\xFF\xFE" },  { "UTF-16BE", "\xFE\xFF" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GjPage) page = read_as ("一、总体情况\n规章\t0\t0\n", cases[i].encoding, cases[i].before);
    assert_int_equal (page->source, GJ_SOURCE_TEXT);
    assert_int_equal (page->lines->len, 2);
    assert_string_equal (line (page, 0)->text, "一、总体情况");
    assert_string_equal (line (page, 1)->text, "规章\t0\t0");
  }
}

/* A tag for the end of a line: cells go on in their row, prose on the next line, and two figures do not become one. */
static void
test_breaks (void **state)
{
  g_autoptr (GjPage) page = read_as ("甲。<br>乙<BR />丙\n|结果<br>维持|3<br/>5|7<br>|\n", "UTF-8", "");
  static const char *const texts[] = { "甲。", "乙", "丙", "|结果维持|3<br/>5|7|" };
  assert_int_equal (page->lines->len, G_N_ELEMENTS (texts));
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_string_equal (line (page, i)->text, texts[i]);
}

/* Marks around figures, entities, comments, and quotations are dress. */
static void
test_dress (void **state)
{
  g_autoptr (GjPage) page =
      read_as ("> |&nbsp;规章|*12*|`3`|_4,567_|<!-- 9 -->8|\n>> 乙\n3*4*5 a_1_ ~~7~~ 12*\n&nbsp;丙&lt;", "UTF-8", "");
  static const char *const texts[] = { "| 规章|12|3|4,567|8|", "乙", "3*4*5 a_1_ ~~7~~ 12*", "丙&lt;" };
  assert_int_equal (page->lines->len, G_N_ELEMENTS (texts));
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autofree char *text = g_strdup (line (page, i)->text);
    assert_string_equal (g_strstrip (text), texts[i]);
  }
}

static void
test_lines (void **state)
{
  g_autoptr (GjPage) page = read_as ("# 题\r\n\r\n## 一、总体情况\r段\f\n\n \u3000\n末#3 #no\n####none", "UTF-8", "");
  static const struct {
    const char *text;
    guint level;
    gboolean blank;
  } cases[] = {
    { " 题", 1, FALSE },     { " 一、总体情况", 2, TRUE }, { "段", 0, FALSE },
    { "末#3 #no", 0, TRUE }, { "####none", 0, FALSE },
  };
  assert_int_equal (page->lines->len, G_N_ELEMENTS (cases));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = g_strdup (line (page, i)->text), *expected = g_strdup (cases[i].text);
    assert_string_equal (g_strstrip (text), g_strstrip (expected));
    assert_int_equal (line (page, i)->heading_level, cases[i].level);
    assert_int_equal (line (page, i)->blank_before, cases[i].blank);
    if (i > 0)
      assert_true (line (page, i)->box.y0 > line (page, i - 1)->box.y0);
  }
}

/* Numbers at the edges of pages: those that count pages, or are marked, go; another stays, and is marked. */
static void
test_page_numbers (void **state)
{
  static const struct {
    const char *text;
    guint n;
    const char *doubted;
  } cases[] = {
    { "行政许可\n1\n\f行政处罚\n2\n\f无\n3\n\f", 3, NULL }, { "行政许可\n— 7 —\n\f行政处罚\n第 8 页\n\f", 2, NULL },
    { "2\n行政许可\n\f3\n行政处罚\n\f4\n无\n\f", 4, NULL }, /* the first page's head is not known as an edge */
    { "行政许可\n5\n\f行政处罚\n9\n\f", 4, "5" },           { "行政许可\n5 6\n行政处罚\n7\n", 4, NULL },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GjPage) page = read_as (cases[i].text, "UTF-8", "");
    const char *doubted = NULL;
    for (guint k = page->lines->len; k-- > 0;)
      if (line (page, k)->maybe_page_number)
        doubted = line (page, k)->text;
    assert_int_equal (page->lines->len, cases[i].n);
    assert_int_equal (doubted != NULL, cases[i].doubted != NULL);
    if (doubted != NULL)
      assert_string_equal (doubted, cases[i].doubted);
  }
}

/* Markdown's emphasis and escapes, and tables drawn with characters. */
static void
test_marks (void **state)
{
  static const struct {
    const char *text, *line;
  } cases[] = {
    { "**一、总体情况**", "一、总体情况" },
    { "**（一）公开。**正文", "（一）公开。正文" },
    { "| 1\\.重复 | **12** |", "| 1.重复 | 12 |" },
    { "| 规章 | $12$ | $0.5$ |", "| 规章 | 12 | 0.5 |" },
    { "$12", "$12" },
    { "2**3", "2**3" },
    { "规章\t\\\t0", "规章\t\\\t0" },
    { "│ 规章 │ 3 │", "| 规章 | 3 |" },
    { "|---|---|", "|---|---|" },
    { "----", "----" },
    { "A+B", "A+B" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = g_strconcat ("┌────┬────┐\n", cases[i].text, "\n+----+----+\n", NULL);
    g_autoptr (GjPage) page = read_as (text, "UTF-8", "");
    assert_int_equal (page->lines->len, 1);
    assert_string_equal (line (page, 0)->text, cases[i].line);
  }
}

static void
test_characters_are_normalised (void **state)
{
  g_autoptr (GjPage) page = read_as ("\u2F00、\u2F42件①", "UTF-8", "");
  assert_string_equal (line (page, 0)->text, "一、文件①");
}

static void
test_errors (void **state)
{
  static const guint8 none[] = { 0x81, 0xFF, 0xFF, 0xFF, 0x80 }, odd[] = { 0xFF, 0xFE, 0x00, 0xD8, 0x41 };
  g_autoptr (GError) error = NULL;
  assert_null (gj_text_file_read (none, sizeof none, &error));
  assert_true (g_error_matches (error, GJ_ERROR, GJ_ERROR_INPUT));
  g_clear_error (&error);
  g_autoptr (GjPage) page = gj_text_file_read (odd, sizeof odd, &error);
  assert_true (page != NULL || g_error_matches (error, GJ_ERROR, GJ_ERROR_INPUT));
  g_clear_error (&error);
  g_autofree char *many = g_strnfill (500001, 'x');
  for (gsize i = 1; i < 500001; i += 2)
    many[i] = '\n';
  assert_null (gj_text_file_read ((const guint8 *) many, 500001, &error));
  assert_true (g_error_matches (error, GJ_ERROR, GJ_ERROR_LIMIT));
}

/* A flip book's pages as text. */
static void
test_page_marks (void **state)
{
  g_autoptr (GjPage) page =
      read_as ("Page 8 - 年报\nP. 8\n一、总体情况\n段\nPage 9 - 年报\nP. 9\n落\nP. 9", "UTF-8", "");
  assert_int_equal (page->lines->len, 4);
  assert_string_equal (line (page, 0)->text, "一、总体情况");
  assert_string_equal (line (page, 2)->text, "落");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_encodings),    cmocka_unit_test (test_breaks),
    cmocka_unit_test (test_dress),        cmocka_unit_test (test_lines),
    cmocka_unit_test (test_page_numbers), cmocka_unit_test (test_marks),
    cmocka_unit_test (test_page_marks),   cmocka_unit_test (test_characters_are_normalised),
    cmocka_unit_test (test_errors),
  };
  return cmocka_run_group_tests_name ("extract/gj-text-file", tests, NULL, NULL);
}
