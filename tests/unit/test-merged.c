/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-normalize.h"
#include "tests/support/gj-cmocka.h"
#include "tests/support/gj-print.h"

#include <string.h>

/* One figure for several rows or columns, and several rows of figures where the form has one. */

static GjReport *
read_pages (const char *first, const char *second)
{
  const char *tables[2] = { first, second };
  GjDocument *doc = gj_document_new ();
  for (guint p = 0; p < 2 && tables[p] != NULL; p++) {
    GjPage *page = gj_page_new (p + 1, 600, 842, GJ_SOURCE_TEXT_LAYER);
    gj_print_table (page, 100, tables[p]);
    g_ptr_array_add (doc->pages, page);
  }
  GjReport *report = gj_normalize (doc, NULL);
  gj_document_free (doc);
  assert_non_null (report);
  return report;
}

static void
assert_cell (const GjReport *report, const char *pointer, const char *value, guint flags)
{
  for (guint i = 0; i < report->form->slots->len; i++) {
    if (strcmp (g_array_index (report->form->slots, GjSlot, i).pointer, pointer) != 0)
      continue;
    const GjCell *cell = &report->cells[i];
    g_autofree char *text = cell->has_value ? gj_number_to_string (cell->value.scaled) : g_strdup ("");
    assert_string_equal (text, value);
    assert_int_equal (cell->flags, flags);
    return;
  }
  fail_msg ("no cell %s", pointer);
}

#define HEAD3 "申请人情况|自然人|商业企业|科研机构|社会公益组织|法律服务机构|其他|总计\n"
#define A "/tables/applications/"

static void
test_across_columns (void **state)
{
  g_autoptr (GjReport) report = read_pages (HEAD3 "一、本年新收政府信息公开申请数量|7|0|<|<|<|1|8\n"
                                                  "二、上年结转政府信息公开申请数量|2|1|<|0|0|0|3\n"
                                                  "（一）予以公开|1|0|0|0|0|0|1\n"
                                                  "（七）总计|1|0|0|0|0|0|1",
                                            NULL);
  assert_cell (report, A "new_received/business", "0", GJ_FLAG_DOUBTFUL);
  assert_cell (report, A "new_received/legal_service", "0", GJ_FLAG_DOUBTFUL);
  assert_cell (report, A "carried_over/business", "", GJ_FLAG_UNREAD);
  assert_cell (report, A "carried_over/research_institution", "", GJ_FLAG_UNREAD);
  assert_cell (report, A "outcomes/granted/business", "0", 0);
}

/* Rows all of whose figures are merged with those above are rows all the same. */
static void
test_across_rows (void **state)
{
  g_autoptr (GjReport) report = read_pages (HEAD3 "一、本年新收政府信息公开申请数量|7|0|0|0|0|1|8\n"
                                                  "1.属于国家秘密|0|0|0|0|0|0|0\n"
                                                  "2.其他法律行政法规禁止公开|^|^|^|^|^|^|^\n"
                                                  "3.危及“三安全一稳定”|^|^|^|^|^|^|^\n"
                                                  "4.保护第三方合法权益|1|0|0|0|0|0|1",
                                            NULL);
  assert_cell (report, A "outcomes/denied/prohibited_by_law/business", "0", GJ_FLAG_DOUBTFUL);
  assert_cell (report, A "outcomes/denied/endangers_security/total", "0", GJ_FLAG_DOUBTFUL);
  assert_cell (report, A "outcomes/denied/third_party_rights/total", "1", 0);
}

/* What is blank of a merged cell that the page break cuts has its figure on the other page. */
static void
test_cut_by_page (void **state)
{
  g_autoptr (GjReport) report = read_pages (HEAD3 "一、本年新收政府信息公开申请数量|7|0|0|0|0|1|8\n"
                                                  "1.属于国家秘密|0|0|0|0|0|0|0\n"
                                                  "2.其他法律行政法规禁止公开|0|^|0|0|0|0|0",
                                            "3.危及“三安全一稳定”|0||0|0|0|0|0\n"
                                            "4.保护第三方合法权益|1|^||0|0|0|1\n"
                                            "5.属于三类内部事务信息|1|0|^|0|0|0|1");
  assert_cell (report, A "outcomes/denied/state_secret/business", "0", GJ_FLAG_DOUBTFUL);
  assert_cell (report, A "outcomes/denied/endangers_security/business", "", GJ_FLAG_UNREAD);
  assert_cell (report, A "outcomes/denied/third_party_rights/business", "", GJ_FLAG_UNREAD);
  assert_cell (report, A "outcomes/denied/third_party_rights/research_institution", "", GJ_FLAG_BLANK);
}

/* A merged cell of two rows, cut between them: one of them looks blank, in a table where nothing else does. */
static void
test_cut_in_two (void **state)
{
  const char *next = "3.危及“三安全一稳定”|0||0|0|0|0|0\n4.保护第三方合法权益|1|0|%s|0|0|0|1";
  g_autofree char *whole = g_strdup_printf (next, "0"), *blank = g_strdup_printf (next, "");
  const char *first = HEAD3 "一、本年新收政府信息公开申请数量|7|0|0|0|0|1|8\n"
                            "1.属于国家秘密|0|0|0|0|0|0|0\n"
                            "2.其他法律行政法规禁止公开|0|0|0|0|0|0|0";
  g_autoptr (GjReport) report = read_pages (first, whole), other = read_pages (first, blank);
  assert_cell (report, A "outcomes/denied/prohibited_by_law/business", "0", 0);
  assert_cell (report, A "outcomes/denied/endangers_security/business", "", GJ_FLAG_UNREAD);
  assert_cell (other, A "outcomes/denied/endangers_security/business", "", GJ_FLAG_BLANK); /* as others are */
}

/* A page on which every row has merged cells goes on with the columns of the page before, where these end at columns' edges. */
static void
test_merged_everywhere (void **state)
{
  g_autoptr (GjReport) report = read_pages (HEAD3 "一、本年新收政府信息公开申请数量|7|0|0|0|0|1|8\n"
                                                  "1.属于国家秘密|0|0|0|0|0|0|0\n"
                                                  "2.其他法律行政法规禁止公开|0|0|0|0|0|0|0",
                                            "3.危及“三安全一稳定”|0|<|<|<|<|<|<\n"
                                            "4.保护第三方合法权益|1|0|<|<|<|<|1\n"
                                            "5.属于三类内部事务信息|1|0|<|0|<|<|1");
  assert_cell (report, A "outcomes/denied/endangers_security/business", "0", GJ_FLAG_DOUBTFUL);
  assert_cell (report, A "outcomes/denied/third_party_rights/legal_service", "0", GJ_FLAG_DOUBTFUL);
  assert_cell (report, A "outcomes/denied/third_party_rights/total", "1", GJ_FLAG_DOUBTFUL);
  assert_cell (report, A "outcomes/denied/internal_affairs/natural_person", "1", GJ_FLAG_DOUBTFUL);
}

#define HEAD4                                                                                                       \
  "行政复议|<|<|<|<|行政诉讼|<|<|<|<|<|<|<|<|<\n"                                                           \
  "^|^|^|^|^|未经复议直接起诉|<|<|<|<|复议后起诉|<|<|<|<\n"                                            \
  "结果维持|结果纠正|其他结果|尚未审结|总计|结果维持|结果纠正|其他结果|尚未审结|" \
  "总计|结果维持|结果纠正|其他结果|尚未审结|总计\n"
#define R "/tables/review_litigation/review/"

static void
test_two_rows_of_figures (void **state)
{
  g_autoptr (GjReport) numbered = read_pages (HEAD4 "1|2|3|4|5|6|7|8|9|10|11|12|13|14|15\n"
                                                    "3|0|0|1|4|0|0|0|0|0|0|0|0|0|0",
                                              NULL);
  g_autoptr (GjReport) two = read_pages (HEAD4 "3|0|0|1|4|0|0|0|0|0|0|0|0|0|0\n2|0|0|0|2|0|0|0|0|0|0|0|0|0|0", NULL);
  g_autoptr (GjReport) empty = read_pages (HEAD4 "3|0|0|1|4|0|0|0|0|0|0|0|0|0|0\n||||||||||||||", NULL);
  assert_cell (numbered, R "upheld", "3", 0);
  assert_cell (numbered, R "total", "4", 0);
  assert_cell (two, R "upheld", "3", GJ_FLAG_CONFLICT);
  assert_cell (two, R "corrected", "0", 0);
  assert_cell (empty, R "upheld", "3", 0);
}

/* The header printed again among the rows: those above it are rows of the table. */
static void
test_header_again (void **state)
{
  g_autoptr (GjReport) report =
      read_pages (HEAD3 "一、本年新收政府信息公开申请数量|7|0|0|0|0|1|8\n"
                        "1.属于国家秘密|2|0|0|0|0|0|2",
                  "2.其他法律行政法规禁止公开|3|0|0|0|0|0|3\n"
                  "3.危及“三安全一稳定”|4|0|0|0|0|0|4\n" HEAD3 "4.保护第三方合法权益|5|0|0|0|0|0|5");
  assert_cell (report, A "outcomes/denied/prohibited_by_law/total", "3", 0);
  assert_cell (report, A "outcomes/denied/endangers_security/natural_person", "4", 0);
  assert_cell (report, A "outcomes/denied/third_party_rights/total", "5", 0);
}

/* Columns of table 二 that stand elsewhere: what is blank here may, too. */
static void
test_piece_of_sheet (void **state)
{
  for (guint whole = 0; whole < 2; whole++) {
    g_autoptr (GjReport) report =
        read_pages (whole ? "第二十条第（一）项|<|<|<\n信息内容|本年制发件数|本年废止件数|现行有效件数\n规章|0|0|0\n"
                            "行政规范性文件|1|0|2\n第二十条第（六）项|<|<|<\n信息内容|本年处理决定数量|<|<\n"
                            "行政处罚||<|<\n行政强制|6|<|<"
                          : "第二十条第（一）项|<\n信息内容|本年制发件数\n规章|0\n行政规范性文件|1\n"
                            "第二十条第（六）项|<\n信息内容|本年处理决定数量\n行政处罚|\n行政强制|6",
                    NULL);
    assert_cell (report, "/tables/disclosure/penalties/decisions", "", GJ_FLAG_BLANK | (whole ? 0 : GJ_FLAG_DOUBTFUL));
  }
}

#define WIDE "|<|<|<|<|<|<|<|"

/* A header of table 四 that a page break cuts, whose other half is nowhere: its figures, alone on the next page, are no rest of table 三. */
static void
test_review_on_next_page (void **state)
{
  GjDocument *doc = gj_document_new ();
  GjPage *page = gj_page_new (1, 600, 842, GJ_SOURCE_TEXT_LAYER),
         *next = gj_page_new (2, 600, 842, GJ_SOURCE_TEXT_LAYER);
  gj_print_table (page, 100,
                  "申请人情况" WIDE "自然人|商业企业|科研机构|社会公益组织|法律服务机构|其他|总计\n"
                  "一、本年新收政府信息公开申请数量" WIDE "7|0|0|0|0|1|8\n"
                  "二、上年结转政府信息公开申请数量" WIDE "2|1|0|0|0|0|3\n（一）予以公开" WIDE "9|1|0|0|0|0|10\n"
                  "（七）总计" WIDE "9|1|0|0|0|0|10\n四、结转下年度继续办理" WIDE "0|0|0|0|0|1|1");
  gj_print_table (page, 400,
                  "行政复议|<|<|<|<|行政诉讼|<|<|<|<|<|<|<|<|<\n^|<|<|<|<|未经复议直接起诉|<|<|<|<|复议后起诉|<|<|<|<\n"
                  "结果|结果|其他|尚未|总计|结果|结果|其他|尚未|总计|结果|结果|其他|尚未|总计");
  gj_print_table (next, 100, "2|0|0|1|3|0|5|0|0|5|0|0|4|0|4");
  g_ptr_array_add (doc->pages, page);
  g_ptr_array_add (doc->pages, next);
  g_autoptr (GjReport) report = gj_normalize (doc, NULL);
  gj_document_free (doc);
  assert_cell (report, A "carried_forward/total", "1", 0);
  assert_cell (report, "/tables/review_litigation/litigation_direct/corrected", "5", 0);
}

/* An office's own column, with a figure where the form's is blank. */
static void
test_own_column (void **state)
{
  g_autoptr (GjReport) report = read_pages ("第二十条第（五）项|<|<\n信息内容|上年数|本年处理决定数量\n行政许可|73|\n"
                                            "第二十条第（六）项|<|<\n信息内容|本年处理决定数量|上年数\n行政处罚|5|6\n"
                                            "行政强制||",
                                            NULL);
  assert_cell (report, "/tables/disclosure/licensing/decisions", "73", GJ_FLAG_DOUBTFUL);
  assert_cell (report, "/tables/disclosure/penalties/decisions", "5", 0);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_across_columns),    cmocka_unit_test (test_across_rows),
    cmocka_unit_test (test_merged_everywhere), cmocka_unit_test (test_cut_by_page),
    cmocka_unit_test (test_cut_in_two),        cmocka_unit_test (test_two_rows_of_figures),
    cmocka_unit_test (test_header_again),      cmocka_unit_test (test_own_column),
    cmocka_unit_test (test_piece_of_sheet),    cmocka_unit_test (test_review_on_next_page),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
