/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-normalize.h"
#include "tests/support/gj-cmocka.h"
#include "tests/support/gj-print.h"
#include "tests/support/gj-sample.h"

#include <string.h>

/* Scans whose labels cannot be read, while the figures can: which row is which, the form's order says. */

#define FIRST 290.0 /* x of the first figure */
#define STEP 24.0   /* from row to row */

static GjPage *
add_page (GjDocument *doc)
{
  GjPage *page = gj_page_new (++doc->n_pages, 595, 842, GJ_SOURCE_OCR);
  g_ptr_array_add (doc->pages, page);
  return page;
}

/* Rows of a grid from @y on, one string each: a label and seven figures, parted by |. */
static void
add_grid (GjPage *page, double y, const char *const *rows)
{
  guint n = g_strv_length ((char **) rows);
  GjGrid *grid = gj_grid_new ((GjBox){ 60, y, 535, y + STEP * n }, n, 8);
  for (guint r = 0; r < n; r++) {
    g_auto (GStrv) cells = g_strsplit (rows[r], "|", -1);
    for (guint c = 0; cells[c] != NULL; c++) {
      GjBox box = { c == 0 ? 60 : 255 + 35.0 * c, y + STEP * r, 290 + 35.0 * c, y + STEP * (r + 1) };
      gj_grid_add_cell (grid, box, r, c, 1, 1, cells[c])->confidence = 95;
    }
  }
  gj_page_insert_grid (page, grid);
}

/* The same without rules: @figures, of one digit, stand in their columns, @step apart. */
static void
put_row (GjPage *page, double y, const char *label, const char *figures, double step)
{
  gj_print (page, 100, y, label, 0);
  for (guint k = 0; figures[k] != '\0'; k++) {
    const char one[] = { figures[k], '\0' };
    gj_print (page, FIRST + 10 + step * k, y, one, GJ_AGREED_FIRST);
  }
}

#define ZEROS "|0|0|0|0|0|0|0"

/* A report to the heading of table 四, with the rows on the second page as @figures has them. */
static GjDocument *
make_report (const char *const *figures)
{
  static const char *const above[] = { "|自然人|商业企业|科研机构|社会公益组织|法律服务机构|其他|总计",
                                       "一、本年新收政府信息公开申请数量|5|0|0|0|0|0|5",
                                       "二、上年结转政府信息公开申请数量" ZEROS,
                                       "（一）予以公开|1|0|0|0|0|0|1",
                                       "（二）部分公开" ZEROS,
                                       NULL };
  static const char *const below[] = { "2.重复申请" ZEROS,
                                       "3.要求提供公开出版物" ZEROS,
                                       "4.无正当理由大量反复申请" ZEROS,
                                       "5.要求行政机关确认或重新出具已获取信息" ZEROS,
                                       "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请" ZEROS,
                                       "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请" ZEROS,
                                       "3.其他" ZEROS,
                                       "（七）总计|4|0|0|0|0|0|4",
                                       "四、结转下年度继续办理|1|0|0|0|0|0|1",
                                       NULL };
  static const char *const damaged[] = {
    "增于国家儿富", "从玉法规持生", "下儿中白", "议蓝大",   "于三白",   "括于刁",
    "嘻千",         "革于渔",       "工大志",   "没了本荔", "让正与申", "信仿申清"
  };
  GjDocument *doc = gj_document_new ();
  GjPage *page = add_page (doc);
  gj_print (page, 60, 60, "三、收到和处理政府信息公开申请情况", 0);
  add_grid (page, 100, above);
  page = add_page (doc);
  for (guint i = 0; figures[i] != NULL; i++)
    put_row (page, 100 + STEP * i, damaged[i], figures[i], 35);
  gj_print (page, FIRST + 10 + 35 * 6, 100 + STEP * 2.55, "-",
            GJ_AGREED_FIRST); /* left of a rule, above the last figure of a row */
  page = add_page (doc);
  add_grid (page, 100, below);
  gj_print (page, 60, 400, "四、政府信息公开行政复议、行政诉讼情况", 0);
  return doc;
}

static GjReport *
read_report (const char *const *figures, const char *review)
{
  g_autoptr (GjDocument) doc = make_report (figures);
  GjPage *page = doc->pages->pdata[doc->pages->len - 1];
  gj_print (page, 60, 430, "洽洪引时蔗", 0);
  put_row (page, 460, "", review, 15);
  gj_print (page, 60, 500, "五、存在的主要问题及改进情况", 0);
  return gj_normalize (doc, NULL);
}

static const GjCell *
cell_of (const GjReport *report, const char *pointer)
{
  return &report->cells[gj_sample_slot (report->form, pointer)];
}

static const char *const twelve[] = { "0000000", "0000000", "1000001", "0200002", "0000000", "0000000", "0000000",
                                      "0000000", "0000000", "0000000", "0000000", "0000000", NULL };

/* As many lines of figures as the form has rows between those that are known. */
static void
test_all_rows (void **state)
{
  g_autoptr (GjReport) report = read_report (twelve, "012030000000000");
  assert_non_null (report);
  const GjCell *third = cell_of (report, "applications/outcomes/denied/endangers_security/natural_person");
  assert_true (third->has_value && third->value.scaled > 0);
  const GjCell *fourth = cell_of (report, "applications/outcomes/denied/third_party_rights/total");
  assert_true (fourth->has_value);
  assert_string_equal (fourth->raw, "2"); /* not -2 */
  assert_true (cell_of (report, "applications/outcomes/not_processed/petition/total")->has_value);
}

/* One fewer: which of them is missing cannot be told, and none is given. */
static void
test_row_missing (void **state)
{
  g_autoptr (GjReport) report = read_report (twelve + 1, "012030000000000");
  assert_non_null (report);
  assert_false (
      cell_of (report, "applications/outcomes/denied/third_party_rights/business")->has_value &&
      !(cell_of (report, "applications/outcomes/denied/third_party_rights/business")->flags & GJ_FLAG_DOUBTFUL));
}

/* Fifteen figures that add up as the form's columns do, below labels that nobody can read. */
static void
test_review (void **state)
{
  g_autoptr (GjReport) report = read_report (twelve, "012030000000000");
  const GjCell *total = cell_of (report, "review_litigation/review/total");
  assert_true (total->has_value);
  assert_string_equal (total->raw, "3");
  assert_true (total->flags & GJ_FLAG_DOUBTFUL);
  g_autoptr (GjReport) other = read_report (twelve, "012040000000000");
  assert_false (cell_of (other, "review_litigation/review/total")->has_value);
}

/* Table 四 in rules: @labels of the fifteen columns, the groups below 行政诉讼 parted after @part columns. */
static GjReport *
read_ruled_review (const char *const *labels, guint part)
{
  static const char *const figures[] = { "1", "2", "0", "0", "3", "4", "0", "0", "0", "4", "0", "0", "5", "0", "5" };
  g_autoptr (GjDocument) doc = make_report (twelve);
  GjPage *page = doc->pages->pdata[doc->pages->len - 1];
  const double y = 430, x = 60, wide = 30;
  GjGrid *grid = gj_grid_new ((GjBox){ x, y, x + wide * 15, y + 120 }, 4, 15);
  const struct {
    guint row, col, rows, cols;
    const char *text;
  } groups[] = { { 0, 0, 1, 5, "和有上政昌区" },
                 { 0, 5, 1, 10, "行政下这" },
                 { 1, 5, 1, part, "林殖旭民" },
                 { 1, 5 + part, 1, 10 - part, "让芭上" } };
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++) {
    GjBox box = { x + wide * groups[i].col, y + 30 * groups[i].row, x + wide * (groups[i].col + groups[i].cols),
                  y + 30 * (groups[i].row + 1) };
    gj_grid_add_cell (grid, box, groups[i].row, groups[i].col, 1, groups[i].cols, groups[i].text);
  }
  for (guint k = 0; k < 15; k++) {
    guint row = k < 5 ? 1 : 2;
    GjBox above = { x + wide * k, y + 30 * row, x + wide * (k + 1), y + 90 },
          box = { above.x0, y + 90, above.x1, y + 120 };
    gj_grid_add_cell (grid, above, row, k, 3 - row, 1, labels[k % 5]);
    gj_grid_add_cell (grid, box, 3, k, 1, 1, figures[k])->confidence = 95;
  }
  gj_page_insert_grid (page, grid);
  return gj_normalize (doc, NULL);
}

/* The form's header by how its cells are merged: sure where damaged labels lean to it. */
static void
test_review_by_merges (void **state)
{
  static const char *const damaged[] = { "站果徘持", "引昌纠正", "其李站果", "疝本审证", "总让" },
                           *const lost[] = { "站此徘侍", "引昌红下", "具李站呆", "疝本市证", "过让" },
                           *const others[] = { "站果纠正", "引果维侍", "其李站果", "疝本审证", "总让" };
  static const char *const *const labels[] = { damaged, lost, others };
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++) {
    g_autoptr (GjReport) report = read_ruled_review (labels[i], 5);
    const GjCell *total = cell_of (report, "review_litigation/litigation_after_review/total");
    assert_true (total->has_value);
    assert_string_equal (total->raw, "5");
    assert_int_equal (total->flags & GJ_FLAG_DOUBTFUL, i == 0 ? 0 : GJ_FLAG_DOUBTFUL);
  }
  g_autoptr (GjReport) report = read_ruled_review (damaged, 4);
  assert_false (report->table_found[GJ_TABLE_REVIEW]);
}

/* A grid of which no label can be read: cells of row @r of @widths columns of 40 points each, from column 0 on; digits are figures. */
static void
add_nameless (GjGrid *grid, guint row, double y, const char *const *texts, const guint *widths)
{
  for (guint i = 0, col = 0; texts[i] != NULL; col += widths[i], i++) {
    GjBox box = { 60 + 40.0 * col, y, 60 + 40.0 * (col + widths[i]), y + 16 };
    gj_grid_add_cell (grid, box, row, col, 1, widths[i], texts[i])->confidence = 90;
  }
}

/* Tables 二 and 三 of a scan with nothing left of their labels; the header of 三 has its group over @group columns. */
static GjReport *
read_nameless (guint group)
{
  static const guint title[] = { 4 }, four[] = { 1, 1, 1, 1 }, two[] = { 1, 3 };
  static const struct {
    const guint *widths;
    const char *texts[5];
  } lines[] = { { title, { "和" } },
                { four, { "人", "一", "人人", "和" } },
                { four, { "人", "1", "0", "12" } },
                { four, { "", "3", "0", "4" } },
                { title, { "和" } },
                { two, { "人", "和人" } },
                { two, { "一", "33" } },
                { title, { "" } },
                { two, { "人", "的" } },
                { two, { "人", "5" } },
                { two, { "人", "6" } },
                { title, { "和" } },
                { two, { "", "" } },
                { two, { "和", "7.5" } } };
  const guint header[] = { 3, 7 }, groups[] = { 3, 1, group, 6 - group }, row[] = { 3, 1, 1, 1, 1, 1, 1, 1 };
  static const char *const top[] = { "人", "", NULL }, *const second[] = { "和", "", "人", "和", NULL },
                           *const third[] = { "", "人", "", "", "和", "", "", "人", NULL },
                           *const zeros[] = { "人", "0", "0", "0", "0", "0", "0", "0", NULL };
  const guint rows = 25; /* with figures */
  g_autoptr (GjDocument) doc = gj_document_new ();
  GjPage *page = add_page (doc);
  gj_print (page, 60, 60, "二、主动公开政府信息情况", 0);
  GjGrid *grid = gj_grid_new ((GjBox){ 60, 100, 220, 100 + 16 * 14 }, G_N_ELEMENTS (lines), 4);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    add_nameless (grid, i, 100 + 16 * i, lines[i].texts, lines[i].widths);
  gj_page_insert_grid (page, grid);
  page = add_page (doc);
  gj_print (page, 60, 60, "三、收到和处理政府信息公开申请情况", 0);
  grid = gj_grid_new ((GjBox){ 60, 100, 460, 100 + 16 * (rows + 3) }, rows + 3, 10);
  add_nameless (grid, 0, 100, top, header);
  add_nameless (grid, 1, 116, second, groups);
  add_nameless (grid, 2, 132, third, row);
  for (guint r = 0; r < rows; r++)
    add_nameless (grid, r + 3, 148 + 16 * r, zeros, row);
  gj_page_insert_grid (page, grid);
  gj_print (page, 60, 700, "四、政府信息公开行政复议、行政诉讼情况", 0);
  return gj_normalize (doc, NULL);
}

/* What table it is, the form's header, merged as no other is, and the number of cells in each row tell; its figures are in doubt. */
static void
test_nameless_tables (void **state)
{
  g_autoptr (GjReport) report = read_nameless (5);
  static const char *const pointers[] = { "disclosure/regulations/in_force", "disclosure/fees/amount",
                                          "applications/new_received/natural_person",
                                          "applications/carried_forward/total" },
                           *const values[] = { "12", "7.5", "0", "0" };
  for (guint i = 0; i < G_N_ELEMENTS (pointers); i++) {
    const GjCell *cell = cell_of (report, pointers[i]);
    assert_true (cell->has_value);
    assert_string_equal (cell->raw, values[i]);
    assert_true (cell->flags & GJ_FLAG_DOUBTFUL);
  }
  g_autoptr (GjReport) other = read_nameless (4);
  assert_false (other->table_found[GJ_TABLE_APPLICATIONS]);
}

/* A label that reaches over the first column of figures, whose rule is lost, is no figure, for all that its numeral looks like one. */
static void
test_label_in_column (void **state)
{
  static const char *const rows[] = { "|自然人|商业企业|科研机构|社会公益组织|法律服务机构|其他|总计",
                                      "一、本年新收政府信息公开申请数量|1|0|0|0|0|0|1",
                                      "二、上年结转政府信息公开申请数量" ZEROS,
                                      "（一）予以公开" ZEROS,
                                      "（二）部分公开" ZEROS,
                                      "2.没有现成信息需要另行制作|1（含重复1件）|0|0|0|0|0|1",
                                      "3、补正后申请内容仍不明确" ZEROS,
                                      "（七）总计|1|0|0|0|0|0|1",
                                      "四、结转下年度继续办理" ZEROS,
                                      NULL };
  g_autoptr (GjDocument) doc = gj_document_new ();
  GjPage *page = add_page (doc);
  add_grid (page, 100, rows);
  GjGrid *grid = page->grids->pdata[0];
  for (guint i = 0; i < grid->cells->len; i++) {
    GjGridCell *cell = &g_array_index (grid->cells, GjGridCell, i);
    if (cell->row == 6 && cell->col == 0) {
      cell->col_span = 2;
      cell->box.x1 = g_array_index (grid->cells, GjGridCell, i + 1).box.x1;
      g_array_remove_index (grid->cells, i + 1);
    }
  }
  g_autoptr (GjReport) report = gj_normalize (doc, NULL);
  const GjCell *label = cell_of (report, "applications/outcomes/unavailable/unclear_after_correction/natural_person"),
               *note = cell_of (report, "applications/outcomes/unavailable/needs_creation/natural_person");
  assert_false (label->has_value);
  assert_true (label->flags & GJ_FLAG_UNREAD);
  assert_true (note->has_value);
  assert_true (note->flags & GJ_FLAG_ANNOTATED);
}

/* Table 四 of a scan whose dark header is one cell without rules: @texts are its figures. */
static GjReport *
read_dark_review (const char *const *texts)
{
  const guint header[] = { 15 }, row[] = { 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 };
  static const char *const top[] = { "直接起诉复议后起诉结果结果其他尚未维持纠正结果审结", NULL };
  g_autoptr (GjDocument) doc = gj_document_new ();
  GjPage *page = add_page (doc);
  gj_print (page, 60, 60, "五、存在的主要问题及改进情况", 0);
  GjGrid *grid = gj_grid_new ((GjBox){ 60, 100, 660, 132 }, 2, 15);
  add_nameless (grid, 0, 100, top, header);
  add_nameless (grid, 1, 116, texts, row);
  gj_page_insert_grid (page, grid);
  return gj_normalize (doc, NULL);
}

/* Fifteen figures of which each fifth is the sum of those before it are its own, in doubt; others are not. */
static void
test_dark_header (void **state)
{
  static const char *const sums[] = { "0", "0", "1", "1", "2", "0", "0", "0", "1", "1", "0", "6", "0", "0", "6", NULL },
                           *const none[] = { "0", "0", "1", "1", "3", "0", "0", "0",
                                             "1", "1", "0", "6", "0", "0", "6", NULL };
  g_autoptr (GjReport) report = read_dark_review (sums);
  const GjCell *cell = cell_of (report, "review_litigation/litigation_after_review/corrected");
  assert_string_equal (cell->raw, "6");
  assert_true (cell->flags & GJ_FLAG_DOUBTFUL);
  g_autoptr (GjReport) other = read_dark_review (none);
  assert_true (other == NULL || !other->table_found[GJ_TABLE_REVIEW]);
}

int
main (void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test (test_all_rows),        cmocka_unit_test (test_row_missing),
                                      cmocka_unit_test (test_review),          cmocka_unit_test (test_review_by_merges),
                                      cmocka_unit_test (test_nameless_tables), cmocka_unit_test (test_dark_header),
                                      cmocka_unit_test (test_label_in_column) };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
