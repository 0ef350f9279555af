/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-normalize.h"
#include "tests/support/gj-cmocka.h"

#include <string.h>

/* Tables in which a ruling line is missing or stands where none should: a row that is not read is never "absent". */

/* One page with one grid of @columns. Rows are separated by \n, cells by |; a cell that begins with ^ goes over two
 * columns, the last one over the rest. */
static GjReport *
read_table (const char *table, guint columns)
{
  g_auto (GStrv) rows = g_strsplit (table, "\n", -1);
  guint n = g_strv_length (rows);
  GjDocument *doc = gj_document_new ();
  GjPage *page = gj_page_new (1, 595, 842, GJ_SOURCE_TEXT_LAYER);
  GjGrid *grid = gj_grid_new ((GjBox){ 50, 100, 50 + 40.0 * columns, 100 + 20.0 * n }, n, columns);
  for (guint r = 0; r < n; r++) {
    g_auto (GStrv) texts = g_strsplit (rows[r], "|", -1);
    guint col = 0;
    for (guint c = 0; texts[c] != NULL; c++) {
      gboolean wide = texts[c][0] == '^';
      guint span = texts[c + 1] == NULL ? columns - col : wide ? 2 : 1;
      GjBox box = { 50 + 40.0 * col, 100 + 20.0 * r, 50 + 40.0 * (col + span), 120 + 20.0 * r };
      gj_grid_add_cell (grid, box, r, col, 1, span, texts[c] + wide);
      col += span;
    }
  }
  gj_page_insert_grid (page, grid);
  g_ptr_array_add (doc->pages, page);
  doc->n_pages = 1;
  GjReport *report = gj_normalize (doc, NULL);
  gj_document_free (doc);
  assert_non_null (report);
  return report;
}

static guint
flags_of (const GjReport *report, const char *pointer)
{
  for (guint i = 0; i < report->form->slots->len; i++)
    if (strcmp (g_array_index (report->form->slots, GjSlot, i).pointer, pointer) == 0)
      return report->cells[i].flags;
  fail_msg ("no cell %s", pointer);
  return 0;
}

#define DISCLOSURE(licensing)                                                                                                                         \
  "第二十条第（一）项\n信息内容|本年制发件数|本年废止件数|现行有效件数\n规章|0|2|35\n行政规范性文件|3|0|12\n" \
  "第二十条第（五）项\n信息内容|本年处理决定数量\n" licensing "信息内容|本年处理决定数量\n行政处罚|0\n行政强制|2\n"               \
  "第二十条第（八）项\n信息内容|本年收费金额（单位：万元）\n行政事业性收费|94.5"

/* Without the rules between them a row, and the title of the block below it, are one cell. */
static void
test_joined_rows (void **state)
{
  g_autoptr (GjReport) joined = read_table (DISCLOSURE ("行政许可0第二十条第（六）项\n"), 4);
  assert_true (flags_of (joined, "/tables/disclosure/licensing/decisions") & GJ_FLAG_UNREAD);
  g_autoptr (GjReport) absent = read_table (DISCLOSURE ("第二十条第（六）项\n"), 4);
  assert_true (flags_of (absent, "/tables/disclosure/licensing/decisions") & GJ_FLAG_ABSENT);
}

#define ZEROS "|0|0|0|0|0|0|0\n"
#define APPLICATIONS(other)                                                                                            \
  "^|自然人|商业企业|科研机构|社会公益组织|法律服务机构|其他|总计\n"                        \
  "^一、本年新收政府信息公开申请数量|0|0|0|0|14|0|14\n^二、上年结转政府信息公开申请数量" ZEROS "^（一）予以公开" ZEROS \
  "^（二）部分公开（区分处理的，只计这一情形，不计其他情形）" ZEROS "^1.属于国家秘密" ZEROS                            \
  "^2.其他法律行政法规禁止公开" ZEROS "^3.危及“三安全一稳定”" ZEROS "^4.保护第三方合法权益" ZEROS other                \
  "^（七）总计|0|0|0|0|14|0|14\n^四、结转下年度继续办理|0|0|0|0|0|0|0"

/* A rule through （六）其他处理 leaves "其他", which is the name of one of its rows in the other form. */
static void
test_cut_group (void **state)
{
  g_autoptr (GjReport) report = read_table (APPLICATIONS ("（六）处理|其他|0|0|0|0|14|0|14\n"), 9);
  assert_int_not_equal (gj_report_status (report), 0);
  assert_true (flags_of (report, "/tables/applications/outcomes/other/other/total") & GJ_FLAG_DOUBTFUL);
}

int
main (void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test (test_joined_rows), cmocka_unit_test (test_cut_group) };
  return cmocka_run_group_tests_name ("lost rules", tests, NULL, NULL);
}
