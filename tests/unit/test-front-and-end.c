/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-normalize.h"
#include "tests/support/gj-cmocka.h"

#include <string.h>

/* What stands before and behind a report in extracted text. */

#define PERIOD "本报告的统计期限自2023年1月1日起至2023年12月31日止。"
#define TITLE "棠阳区教育局2023年政府信息公开工作年度报告"
#define OFFICE "棠阳区教育局"

static void
add_lines (GjPage *page, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++) {
    double y = page->lines->len;
    GjLine *line = gj_line_new (lines[i], (GjBox){ 0, y, g_utf8_strlen (lines[i], -1), y + 1 });
    line->blank_before = TRUE;
    g_ptr_array_add (page->lines, line);
  }
}

static GjReport *
read_report (const char *front, const char *end)
{
  GjDocument *doc = gj_document_new ();
  GjPage *page = gj_page_new (1, 0, 0, GJ_SOURCE_TEXT);
  add_lines (page, front);
  add_lines (page, "一、总体情况\n全年工作平稳。\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n"
                   "四、政府信息公开行政复议、行政诉讼情况\n五、存在的主要问题及改进情况\n更新不够及时。\n"
                   "六、其他需要报告的事项\n没有其他事项。");
  if (end[0] != '\0')
    add_lines (page, end);
  doc->n_pages = 1;
  g_ptr_array_add (doc->pages, page);
  GjReport *report = gj_normalize (doc, NULL);
  gj_document_free (doc);
  assert_non_null (report);
  return report;
}

static void
test_front (void **state)
{
  static const struct {
    const char *front, *title, *organization;
    int year;
  } cases[] = {
    { "附件1\n" TITLE, TITLE, OFFICE, 2023 },
    { "附件：" TITLE, TITLE, OFFICE, 2023 },
    { "附件\n" OFFICE "\n2023年政府信息公开工作年度报告", TITLE, OFFICE, 2023 },
    { "现将报告印发给你们。\n棠阳区人民政府办公室\n2024年1月25日\n" TITLE, TITLE, OFFICE, 2023 },
    { "标题：" TITLE "\n发布机构：教育局\n生成日期：2024-01-19", TITLE, OFFICE, 2023 },
    { OFFICE "2023年工作总结", NULL, NULL, 2023 }, /* the year of its period */
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *front = g_strconcat (cases[i].front, "\n" PERIOD, NULL);
    GjReport *report = read_report (front, "");
    if (g_strcmp0 (report->title, cases[i].title) != 0 || report->year != cases[i].year ||
        g_strcmp0 (report->organization, cases[i].organization) != 0 || report->preamble->len != 1)
      fail_msg ("%s: %s, %s, %d, %u paragraphs", cases[i].front, report->title, report->organization, report->year,
                report->preamble->len);
    assert_string_equal (report->preamble->pdata[0], PERIOD);
    gj_report_free (report);
  }
}

static void
test_end (void **state)
{
  static const struct {
    const char *end, *issuer, *published;
    guint kept; /* paragraphs of it */
  } cases[] = {
    { OFFICE "\n2024年1月19日", OFFICE, "2024-01-19", 0 },
    { OFFICE "  2024年1月19日", OFFICE, "2024-01-19", 0 },
    { OFFICE "\n2024年元月19日", OFFICE, "2024-01-19", 0 },
    { OFFICE "\n2024年1月", OFFICE, NULL, 0 },
    { OFFICE "（盖章）\n2024年1月19日", OFFICE, "2024-01-19", 0 },
    { "报告单位：" OFFICE "\n报告日期：2024年1月19日", OFFICE, "2024-01-19", 0 },
    { OFFICE "\n2024年1月19日\n抄送：区政府办公室。\n" OFFICE "办公室  2024年1月22日印发", OFFICE, "2024-01-19", 0 },
    { "联系方式见网站，截至2024年1月19日", NULL, NULL, 1 },
    { "本局联系单位：办公室\n全部更新于 2024年1月19日。", NULL, NULL, 2 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    GjReport *report = read_report (TITLE "\n" PERIOD, cases[i].end);
    const GjSection *last = report->sections->pdata[report->sections->len - 1];
    if (g_strcmp0 (report->issuer, cases[i].issuer) != 0 || g_strcmp0 (report->published, cases[i].published) != 0 ||
        last->paragraphs->len != 1 + cases[i].kept)
      fail_msg ("%s: %s, %s, %u paragraphs", cases[i].end, report->issuer, report->published, last->paragraphs->len);
    gj_report_free (report);
  }
}

int
main (void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test (test_front), cmocka_unit_test (test_end) };
  return cmocka_run_group_tests_name ("normalize/gj-prose, front and end", tests, NULL, NULL);
}
