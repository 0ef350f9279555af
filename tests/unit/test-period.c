/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-normalize.h"
#include "normalize/gj-period.h"
#include "tests/support/gj-cmocka.h"
#include "tests/support/gj-print.h"
#include "tests/support/gj-sample.h"

#include <string.h>

/* Figures of another year, or of all years, in the form's tables. */

#define THIS "本年处理决定数量"

static void
test_words (void **state)
{
  assert_true (gj_period_is_other ("上年处理决定数量", THIS, 2023));
  assert_true (gj_period_is_other ("累计处理决定数量", THIS, 2023));
  assert_true (gj_period_is_other ("2022 年处理决定数量", THIS, 2023));
  assert_true (gj_period_is_other ("歷年總計", "总计", 0));
  assert_false (gj_period_is_other (THIS, THIS, 2023));
  assert_false (gj_period_is_other ("2023年处理决定数量", THIS, 2023));
  assert_false (gj_period_is_other ("2022年处理决定数量", THIS, 0));
  assert_false (gj_period_is_other ("处理决定数量（本年累计）", THIS, 2023));
  assert_false (gj_period_is_other ("上年项目数量", "上一年项目数量", 2020));
  assert_false (gj_period_is_other ("2022年结转申请数量", "上年结转政府信息公开申请数量", 2023));
  assert_false (gj_period_is_other ("累计现行有效件数", "现行有效件数", 2023));
}

/* Flags of the cell that ends in @pointer, and its figure, in a report of 2023; "" without one. */
static char *
cell_of (const GjReport *report, const char *pointer)
{
  assert_non_null (report);
  for (guint i = 0; i < report->form->slots->len; i++)
    if (g_str_has_suffix (g_array_index (report->form->slots, GjSlot, i).pointer, pointer)) {
      const GjCell *cell = &report->cells[i];
      g_autofree char *text = cell->has_value ? gj_number_to_string (cell->value.scaled) : g_strdup ("");
      return g_strconcat (text, cell->flags & (GJ_FLAG_DOUBTFUL | GJ_FLAG_UNREAD) ? "?" : "", NULL);
    }
  return NULL;
}

static void
assert_text (const char *caption, const char *header, const char *row, const char *expected)
{
  g_autofree char *text = g_strconcat (
      "北川市水务局2023年政府信息公开工作年度报告\n一、总体情况\n略。\n二、主动公开政府信息情况\n", caption,
      "\n| 第二十条第（五）项 | |\n|---|---|\n| 信息内容 | ", header, " |\n| 行政许可", row, " | 7 |\n",
      "| 第二十条第（六）项 | |\n| 信息内容 | 本年处理决定数量 |\n| 行政处罚 | 5 |\n| 行政强制 | 6 |\n", NULL);
  g_autoptr (GjReport) report = gj_sample_read_text (text);
  g_autofree char *said = cell_of (report, "licensing/decisions"), *other = cell_of (report, "penalties/decisions");
  assert_string_equal (said, expected);
  assert_string_equal (other, caption[0] != '\0' && strchr (expected, '?') != NULL ? "5?" : "5");
}

static void
test_text (void **state)
{
  assert_text ("", THIS, "", "7");
  assert_text ("", "上年处理决定数量", "", "7?");
  assert_text ("", "2021年处理决定数量", "", "7?");
  assert_text ("", "2023年处理决定数量", "", "7");
  assert_text ("", THIS, "（2022年）", "7?");
  assert_text ("2023年度\n", THIS, "", "7");
  assert_text ("2022年度\n", THIS, "", "7?");
  assert_text ("与2022年相比变化不大，详见\n", THIS, "", "7");
}

static GjReport *
read_page (const char *table)
{
  GjDocument *doc = gj_document_new ();
  GjPage *page = gj_page_new (1, 600, 842, GJ_SOURCE_TEXT_LAYER);
  gj_print (page, 80, 40, "北川市水务局2023年政府信息公开工作年度报告", 1);
  gj_print_table (page, 100, table);
  g_ptr_array_add (doc->pages, page);
  GjReport *report = gj_normalize (doc, NULL);
  gj_document_free (doc);
  return report;
}

static void
assert_page (const char *table, const char *pointer, const char *expected)
{
  g_autoptr (GjReport) report = read_page (table);
  g_autofree char *said = cell_of (report, pointer);
  assert_string_equal (said, expected);
}

#define BLOCKS(header, figures)                                                                               \
  "第二十条第（五）项|<|<\n信息内容|" header "\n行政许可|" figures "\n第二十条第（六）项|<|<\n信息内容|" THIS \
  "|<\n行政处罚|5|<\n行政强制|6|<"

static void
test_beside (void **state)
{
  assert_page (BLOCKS ("上年处理决定数量|" THIS, "3|7"), "licensing/decisions", "7");
  assert_page (BLOCKS (THIS "|上年处理决定数量", "7|3"), "licensing/decisions", "7");
  assert_page (BLOCKS ("2022年处理决定数量|2023年处理决定数量", "3|7"), "licensing/decisions", "7");
  assert_page (BLOCKS ("上年处理决定数量|累计处理决定数量", "3|7"), "licensing/decisions", "7?");
}

/* What else is in doubt stays so when the report is read again with its year known. */
static void
test_other_doubts (void **state)
{
  assert_page (BLOCKS ("2022年处理决定数量|2023年处理决定数量",
                       "3|7") "\n第二十条第（八）项 单位：元|<|<\n信息内容|本年收费金额|<\n行政事业性收费|12.5|<",
               "fees/amount", "12.5?");
}

/* Behind a page break, without a header, too. */
static void
test_next_page (void **state)
{
  GjDocument *doc = gj_document_new ();
  const char *const tables[2] = { "第二十条第（五）项|<|<\n信息内容|" THIS
                                  "|备注\n行政许可|7|无\n第二十条第（六）项|<|<\n信息内容|" THIS "|备注\n行政处罚|5|—",
                                  "行政强制|6|—" };
  for (guint p = 0; p < 2; p++) {
    GjPage *page = gj_page_new (p + 1, 600, 842, GJ_SOURCE_TEXT_LAYER);
    gj_print_table (page, 100, tables[p]);
    g_ptr_array_add (doc->pages, page);
  }
  g_autoptr (GjReport) report = gj_normalize (doc, NULL);
  gj_document_free (doc);
  g_autofree char *here = cell_of (report, "penalties/decisions"), *next = cell_of (report, "coercion/decisions");
  assert_string_equal (here, "5");
  assert_string_equal (next, "6?");
}

#define LEAVES "自然人|商业企业|科研机构|社会公益组织|法律服务机构|其他|总计"
#define TWO(a, b)                                                                                                                                      \
  "申请人情况|" a "|<|<|<|<|<|<|" b "|<|<|<|<|<|<\n^|" LEAVES "|" LEAVES "\n"                                                                          \
  "一、本年新收政府信息公开申请数量|1|2|0|0|0|0|3|4|5|0|0|0|0|9\n二、上年结转政府信息公开申请数量|0|0|0|0|0|0|0|0|0|0" \
  "|0|0|0|0\n（一）予以公开|1|2|0|0|0|0|3|4|5|0|0|0|0|9\n（七）总计|1|2|0|0|0|0|3|4|5|0|0|0|0|9"

static void
test_two_years (void **state)
{
  assert_page (TWO ("2022年", "2023年"), "new_received/business", "5");
  assert_page (TWO ("2023年", "2022年"), "new_received/business", "2");
  assert_page (TWO ("上年", "本年"), "outcomes/total/total", "9");
  assert_page (TWO ("", ""), "new_received/business", "2?");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_words),     cmocka_unit_test (test_text),      cmocka_unit_test (test_beside),
    cmocka_unit_test (test_next_page), cmocka_unit_test (test_two_years), cmocka_unit_test (test_other_doubts),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
