/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-normalize.h"
#include "normalize/gj-prose.h"
#include "tests/support/gj-cmocka.h"

#include <string.h>

/* Pages of lines as OCR gives them. */

static void
add_line (GjPage *page, double x, double y, const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p), x += 12)
    gj_page_add_glyph (page, g_utf8_get_char (p), (GjBox){ x, y, x + 12, y + 12 }, 96, FALSE);
}

static void
add_page (GjDocument *doc, const char *const *lines)
{
  GjPage *page = gj_page_new (doc->pages->len + 1, 595, 842, GJ_SOURCE_OCR);
  for (guint i = 0; lines[i] != NULL; i++)
    add_line (page, lines[i][0] == '>' ? 420 : 72, 120 + 22.0 * i, lines[i] + (lines[i][0] == '>'));
  g_ptr_array_add (doc->pages, page);
}

static const GjSection *
section_at (const GjReport *report, guint i)
{
  return report->sections->pdata[i];
}

/* A table of contents without its leaders, a heading with a damaged numeral, what is left of a table, and dust where a signature
 * stands. */
static void
test_sections (void **state)
{
  static const char *const contents[] = { "目录", "一、总体情况", "E", "三、收到和处理政府信息公开申请情况", NULL };
  static const char *const report_lines[] = { "棠阳区教育局2023年政府信息公开工作年度报告",
                                              "一、总体情况",
                                              "本年度工作正常开展。",
                                              "二、主动公开政府信息情况",
                                              "|行政处罚_和34",
                                              "注：本表含下属单位",
                                              "三、收到和处理政府信息公开申请情况",
                                              "画。政府信息公开行政复议、行政诉讼情况",
                                              "维持纠正",
                                              "五、存在的主要问题及改进情况",
                                              "存在不足，继续改进。",
                                              "六、其他需要报告的事项",
                                              "无。",
                                              ">一4一从N",
                                              NULL };
  GjDocument *doc = gj_document_new ();
  add_page (doc, contents);
  add_page (doc, report_lines);
  GjReport *report = gj_normalize (doc, NULL);
  assert_non_null (report);
  assert_string_equal (report->title, report_lines[0]);
  assert_string_equal (report->organization, "棠阳区教育局");
  assert_null (report->issuer);
  assert_int_equal (report->sections->len, 6);
  for (guint i = 0; i < 6; i++)
    assert_int_equal (section_at (report, i)->id, i);
  assert_int_equal (section_at (report, 1)->paragraphs->len, 1);
  assert_string_equal (section_at (report, 1)->paragraphs->pdata[0], report_lines[5]);
  assert_string_equal (section_at (report, 3)->heading, "四、政府信息公开行政复议、行政诉讼情况");
  assert_int_equal (section_at (report, 3)->paragraphs->len, 0);
  gj_report_free (report);
  gj_document_free (doc);
}

/* The ring of a year is read in many ways. */
static void
test_rings (void **state)
{
  static const char *const dates[] = { ">二O二四年一月五日", ">二0二四年一月五日", ">二@二四年一月五日",
                                       ">二〇二四年一月五日" };
  for (guint i = 0; i < G_N_ELEMENTS (dates); i++) {
    const char *const lines[] = { "棠阳区教育局2023年政府信息公开工作年度报告",
                                  "一、总体情况",
                                  "本年度工作正常开展。",
                                  "二、主动公开政府信息情况",
                                  "三、收到和处理政府信息公开申请情况",
                                  "五、存在的主要问题及改进情况",
                                  "存在不足，继续改进。",
                                  "六、其他需要报告的事项",
                                  "无。",
                                  ">棠阳区教育局",
                                  dates[i],
                                  NULL };
    g_autoptr (GjDocument) doc = gj_document_new ();
    add_page (doc, lines);
    g_autoptr (GjReport) report = gj_normalize (doc, NULL);
    assert_non_null (report);
    assert_string_equal (report->published, "2024-01-05");
  }
}

/* One of a pair of brackets about a numeral is read as another kind; a pair of that kind is one. */
static void
test_brackets (void **state)
{
  static const char *const read[] = { "《一）制度建设", "(二》队伍建设", "〔三）平台建设", "〔四〕监督保障",
                                      "依照《五）条例》" };
  static const char *const printed[] = { "（一）制度建设", "（二）队伍建设", "（三）平台建设", "〔四〕监督保障",
                                         "依照（五）条例》" };
  for (guint i = 0; i < G_N_ELEMENTS (read); i++) {
    GjPage *page = gj_page_new (1, 595, 842, GJ_SOURCE_OCR);
    g_autoptr (GString) text = g_string_new (NULL);
    add_line (page, 72, 120, read[i]);
    gj_glyphs_widen_punctuation (page);
    for (guint k = 0; k < page->glyphs->len; k++)
      g_string_append_unichar (text, g_array_index (page->glyphs, GjGlyph, k).ch);
    assert_string_equal (text->str, printed[i]);
    gj_page_free (page);
  }
}

int
main (void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test (test_sections), cmocka_unit_test (test_rings),
                                      cmocka_unit_test (test_brackets) };
  return cmocka_run_group_tests_name ("normalize/gj-prose", tests, NULL, NULL);
}
