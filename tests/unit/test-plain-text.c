/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-rows.h"
#include "normalize/gj-text-tables.h"

#include "tests/support/gj-cmocka.h"

#include <string.h>

/* Tables in lines without marks between cells: what is certain about them. */

static GjPage *
page_of (const char *text)
{
  GjPage *page = gj_page_new (1, 0, 0, GJ_SOURCE_TEXT);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    g_ptr_array_add (page->lines, gj_line_new (lines[i], (GjBox){ 0, i, 1, i + 1 }));
  return page;
}

static void
test_header_proof (void **state)
{
  static const struct {
    const char *header;
    GjHeaderProof proof;
  } cases[] = {
    /* cells in reading order, a line each or several, in pieces, with marks of empty cells */
    { "申请人情况\n自然人\n法人或其他组织\n总计\n商业企业\n科研机构\n社会公益组织\n法律服务机构\n其他",
      GJ_HEADER_IN_ORDER },
    { "申请人情况\n|\n自然\n人\n法人或其他组织\n总计\n|\n商业\n企业\n科研机构\n社会公益组织\n法律服务机构\n其他",
      GJ_HEADER_IN_ORDER },
    { "申请人情况\n自然人\n法人或其他组织\n总计\n其他\n商业企业\n科研机构\n社会公益组织\n法律服务机构",
      GJ_HEADER_IN_ORDER },
    { "申请人情况\n自然人\n法人或其他组织\n总计\n其\n他\n商业\n企业\n科研\n机构\n社会公\n益组织\n法律服\n务机构",
      GJ_HEADER_IN_ORDER },
    /* another order, where some labels wrap: lines sorted by their places look so, too */
    { "申请人情况\n自然人\n法人或其他组织\n总计\n其他\n商业\n企业\n科研\n机构\n社会公\n益组织\n法律服\n务机构",
      GJ_HEADER_OPEN },
    { "申请人情况\n自然人\n法人或其他组织\n总计\n商业企业 科研机构\n其他\n社会公益组\n织\n法律服务机\n构",
      GJ_HEADER_OPEN },
    { "申请人情况 总计\n自然人 法人或其他组织\n商业企业 科研机构 社会公益组织 法律服务机构 其他", GJ_HEADER_IN_ORDER },
    /* sorted by where cells end: the shortest label comes first */
    { "申请人情况\n法人或其他组织\n自然\n人\n其他\n总计\n商业\n企业\n科研\n机构\n社会\n公益\n组织\n法律\n服务\n机构",
      GJ_HEADER_OPEN },
    /* or last, where it need not be the last column */
    { "申请人情况\n法人或其他组织\n自然人\n总计\n商业\n企业\n科研\n机构\n社会公\n益组织\n法律服\n务机构\n其他",
      GJ_HEADER_OPEN },
    { "申请人情况\n自然人\n法人或其他组织\n总计\n商业企业\n科研机构\n法律服务机构\n其他",
      GJ_HEADER_OPEN }, /* one is missing */
    /* pieces on lines */
    { "法人或其他组织\n自然 社会 法律 总计\n人 商业 科研 公益 服务 其他\n企业 机构 组织 机构", GJ_HEADER_PLACED },
    { "法人或其他组织\n自然 社会 法律 总计\n人 商业 科研 服务 公益 其他\n企业 机构 组织 机构", GJ_HEADER_OPEN },
    { "法人或其他组织\n自然 社会 总计\n人 商业 科研 其他\n企业 机构 组织 机构", GJ_HEADER_OPEN },
    /* by places across lines */
    { "        自然     商业   科研   社会   法律           总计\n"
      "        人                                 其他\n"
      "              企业   机构   公益   服务",
      GJ_HEADER_PLACED },
    { "        自然     商业   科研   社会          法律    总计\n"
      "        人                          其他\n"
      "              企业   机构   公益          服务",
      GJ_HEADER_OPEN },
    { "", GJ_HEADER_OPEN },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GjPage) page = page_of (cases[i].header);
    GjHeaderProof proof = gj_text_header_proof (page, 0, page->lines->len, page->lines->len);
    if (proof != cases[i].proof)
      fail_msg ("case %u: %d", (guint) i, (int) proof);
  }
}

/* A text layer's places are counted in characters, a terminal's in what they take up: the rows tell which. */
static void
test_header_measure (void **state)
{
  static const char header[] = "第一项加第二项之和等于第三项    自然人  商业企  科研机  社会公  法律服           总计\n"
                               "                                             其他\n",
                    characters[] = "一、本年新收政府信息公开申请数量  1    1   1   1   1    1    6\n"
                                   "3.其他              1    1   1   1   1    1    6",
                    open[] = "一、本年新收政府信息公开申请数量 1 1 1 1 1 1 6";
  g_autofree char *shown = g_strconcat (header, characters, NULL), *unknown = g_strconcat (header, open, NULL);
  g_autoptr (GjPage) a = page_of (shown), b = page_of (unknown);
  assert_int_equal (gj_text_header_proof (a, 0, 2, 4), GJ_HEADER_PLACED);
  assert_int_equal (gj_text_header_proof (b, 0, 2, 3), GJ_HEADER_OPEN);
}

/* The figures of table @table in plain @text, as they are in its grid's cells: ? behind one that is doubtful, ! behind one that
 * is unread, rows by /. */
static char *
recovered (const char *text, guint table)
{
  g_autoptr (GjPage) page = page_of (text);
  gboolean missing[GJ_N_TABLES] = { FALSE };
  GString *s = g_string_new (NULL);
  missing[table] = TRUE;
  assert_true (gj_text_recover (page, missing));
  const GArray *cells = ((GjGrid *) page->grids->pdata[0])->cells;
  for (guint i = 0; i < cells->len; i++) {
    const GjGridCell *cell = &g_array_index (cells, GjGridCell, i);
    if (i > 0 && cell->row != cell[-1].row)
      g_string_append_c (s, '/');
    if (gj_cell_is_value (cell->text) && cell->text[0] != '\0')
      g_string_append_printf (s, "%s%s ", cell->text,
                              cell->reading == GJ_READING_DOUBTFUL ? "?"
                              : cell->reading == GJ_READING_UNREAD ? "!"
                                                                   : "");
  }
  return g_string_free (s, FALSE);
}

#define HEADING "三、收到和处理政府信息公开申请情况\n"

static void
test_rows (void **state)
{
  static const struct {
    const char *text, *figures;
  } cases[] = {
    { "一、本年新收政府信息公开申请数量 1 0 0 0 0 0 1\n二、上年结转政府信息公开申请数量 2 0 0 0 0 0 2",
      "1 0 0 0 0 0 1 /2 0 0 0 0 0 2 " },
    /* a figure too many may belong to the next row: the upper half of one that wraps */
    { "一、本年新收政府信息公开申请数量 1 0 0 0 0 0 1\n2\n二、上年结转政府信息公开申请数量 0 0 0 0 0 2 "
      "0\n（一）予以公开 3 0 0 0 0 0 3",
      "1? 0? 0? 0? 0? 0? 1? 2? /0? 0? 0? 0? 0? 2? 0? /3 0 0 0 0 0 3 " },
    /* so may figures before the first row */
    { "自然人\n1\n一、本年新收政府信息公开申请数量 0 0 0 0 0 0 0\n二、上年结转政府信息公开申请数量 2 0 0 0 0 0 2",
      "1 /0? 0? 0? 0? 0? 0? 0? /2 0 0 0 0 0 2 " },
    /* fewer are a row that lost cells */
    { "一、本年新收政府信息公开申请数量 1 0 0 0 1\n二、上年结转政府信息公开申请数量 2 0 0 0 0 0 2",
      "1 0 0 0 1 /2 0 0 0 0 0 2 " },
    /* two rows in a line, also where one of them lost cells */
    { "（一）予以公开 1 0 0 0 0 0 1\n（七）总计 1 0 0 0 0 0 1 四、结转下年度继续办理 2 0 0 0 0 0 2",
      "1 0 0 0 0 0 1 /1 0 0 0 0 0 1 /2 0 0 0 0 0 2 " },
    { "（一）予以公开 1 0 0 0 0 0 1\n（七）总计 1 0 四、结转下年度继续办理 2 0 0 0 0 0 2",
      "1 0 0 0 0 0 1 /1 0 /2 0 0 0 0 0 2 " },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = g_strconcat (HEADING, cases[i].text, NULL);
    g_autofree char *figures = recovered (text, GJ_TABLE_APPLICATIONS);
    assert_string_equal (figures, cases[i].figures);
  }
}

/* Where rows and their figures do not follow each other again and again, none is believed. */
static void
test_scattered (void **state)
{
  g_autofree char *figures =
      recovered (HEADING "一、本年新收政府信息公开申请数量 1 0 0 0 0 0 1 2 0 0 0 0 0 2\n"
                         "二、上年结转政府信息公开申请数量\n（一）予以公开 3 0 0 0 0 0 3 4 0 0 0 0 0 4\n"
                         "（七）总计 5 0 0 0 0 0 5 5\n四、结转下年度继续办理 0 0 0 0 0 0 0",
                 GJ_TABLE_APPLICATIONS);
  for (const char *p = figures; *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      assert_int_equal (p[1], '?');
}

/* Digits between spaces are figures of a row, or of one cell where each line is a cell. */
static void
test_spaced (void **state)
{
  g_autofree char *rows =
      recovered (HEADING "一、本年新收政府信息公开申请数量 1 0 0 0 0 0 1\n"
                         "二、上年结转政府信息公开申请数量\n2 0 0 0 0 0 2\n（一）予以公开 3 0 0 0 0 0 3",
                 GJ_TABLE_APPLICATIONS);
  assert_string_equal (rows, "1 0 0 0 0 0 1 /2 0 0 0 0 0 2 /3 0 0 0 0 0 3 ");
  g_autofree char *cells = recovered (HEADING "一、本年新收政府信息公开申请数量\n1 2\n0\n0\n0\n0\n0\n1 2\n"
                                              "二、上年结转政府信息公开申请数量\n0\n0\n0\n0\n0\n１ ０\n1 0\n"
                                              "（一）予以公开\n1 2\n0\n0\n0\n0\n1 0\n2 2",
                                      GJ_TABLE_APPLICATIONS);
  assert_string_equal (cells, "12 0 0 0 0 0 12 /0 0 0 0 0 １０ 10 /12 0 0 0 0 10 22 ");
}

static void
test_torn (void **state)
{
  g_autofree char *figures =
      recovered ("二、主动公开政府信息情况\n第二十条第（一）项\n信息内容 本年制发件数 本年废止件数 现行有效件数\n"
                 "规章 1 2 3\n行政规范性文件 4 5 6\n第二十条第（八）项\n信息内容 本年收费金额（单位：万元）\n"
                 "行政事业性收费 167. 1679",
                 GJ_TABLE_DISCLOSURE);
  assert_string_equal (figures, "//1 2 3 /4 5 6 ///1679? ");
}

/* A figure that wraps behind the comma of its thousands, or its point, around its label's line. */
static void
test_open_numbers (void **state)
{
  g_autofree char *disclosure =
      recovered ("二、主动公开政府信息情况\n第二十条第（一）项\n信息内容 本年制发件数 本年废止件数 现行有效件数\n"
                 "规章 1 2 3\n行政规范性文件 4 5 6\n第二十条第（五）项\n信息内容 本年处理决定数量\n1,\n行政许可\n922\n"
                 "第二十条第（八）项\n信息内容 本年收费金额（单位：万元）\n31.\n行政事业性收费\n16",
                 GJ_TABLE_DISCLOSURE);
  assert_string_equal (disclosure, "//1 2 3 /4 5 6 ///922? ///16? ");
  g_autofree char *applications = recovered ("三、收到和处理政府信息公开申请情况\n"
                                             "一、本年新收政府信息公开申请数量 1 0 0 0 0 0 1\n"
                                             "二、上年结转政府信息公开申请数量 0 0 0 0 0 0 0\n"
                                             "1, 1,\n（一）予以公开 40 27 0 91 0\n270 428\n"
                                             "（二）部分公开（区分处理的，只计这一情形，不计其他情形） 1 0 0 0 0 0 1",
                                             GJ_TABLE_APPLICATIONS);
  assert_string_equal (applications, "1 0 0 0 0 0 1 /0 0 0 0 0 0 0 /40? 27? 0? 91? 0? 270? 428? /1 0 0 0 0 0 1 ");
}

/* A note's spaces are part of the cell; a row that cannot be read is not one that is not there; labels that stand on several
 * lines are in no certain order unless it is the form's. */
static void
test_disclosure (void **state)
{
  static const struct {
    const char *text, *figures;
  } cases[] = {
    { "规章 1 2 3\n行政规范性文件 4 5 (含上年 2 件) 6", "//1 2 3 /4 5(含上年2件) 6 " },
    { "规章 1 2 3\n行政规范性文件 4 5 含上年 2 件 6", "//1 2 3 /6 " },
    { "规章 1 2 3\n行政规范性文件4 5 6", "//1 2 3 /5 6 " },
    /* labels behind their figures */
    { "1\n2\n3\n规章\n4\n5\n6\n行政规范性文件", "/1! 2! 3! /4! 5! 6! /" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = g_strconcat ("二、主动公开政府信息情况\n第二十条第（一）项\n"
                                         "信息内容 本年制发件数 本年废止件数 现行有效件数\n",
                                         cases[i].text, NULL);
    g_autofree char *figures = recovered (text, GJ_TABLE_DISCLOSURE);
    assert_string_equal (figures, cases[i].figures);
  }
}

/* Rows with marks between cells: their figures are sure only below a header whose labels say what their order is. */
static void
test_order (void **state)
{
  static const struct {
    const char *header;
    gboolean sure;
  } cases[] = {
    { "| | 自然人 | 法人或其他组织 | | | | | 总计 |\n| | | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | "
      "|\n",
      TRUE },
    { "| | 自然人 | 法人或其他组织 | | | | | 总计 |\n| | | 商业企 | 科研机 | 社会公益组织 | 法律服务机构 | 其他 | |\n"
      "| | | 业 | 构 | | | | |\n",
      FALSE },
    { "", FALSE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GjDocument) doc = gj_document_new ();
    g_autoptr (GjReport) report = gj_report_new (gj_form_get (GJ_EDITION_2021));
    g_autofree char *text = g_strconcat (cases[i].header,
                                         "| 一、本年新收政府信息公开申请数量 | 1 | 2 | 0 | 0 | 0 | 0 | 3 |\n"
                                         "| 二、上年结转政府信息公开申请数量 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n"
                                         "| （一）予以公开 | 1 | 2 | 0 | 0 | 0 | 0 | 3 |",
                                         NULL);
    g_ptr_array_add (doc->pages, page_of (text));
    gj_text_grids_build (doc->pages->pdata[0]);
    g_autoptr (GPtrArray) rows = gj_rows_collect (doc);
    gj_match_applications (report, rows);
    for (guint k = 0; k < report->form->slots->len; k++)
      if (strcmp (g_array_index (report->form->slots, GjSlot, k).pointer,
                  "/tables/applications/new_received/business") == 0) {
        assert_int_equal ((int) report->cells[k].value.scaled > 0, 1);
        assert_int_equal ((report->cells[k].flags & GJ_FLAG_DOUBTFUL) == 0, cases[i].sure);
      }
  }
}

/* A row of table 二 with fewer cells than its header and a blank at its end: two figures may be in one cell. */
static void
test_short_row (void **state)
{
  static const struct {
    const char *row;
    gboolean sure;
  } cases[] = { { "| 规章 | 1 | 2 | | |", TRUE }, { "| 规章 | 1 | 2 | |", FALSE }, { "| 规章 | 1 | 2 | 3 |", TRUE } };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GjDocument) doc = gj_document_new ();
    g_autoptr (GjReport) report = gj_report_new (gj_form_get (GJ_EDITION_2021));
    g_autofree char *text = g_strconcat ("| 第二十条第（一）项 | | | | |\n"
                                         "| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 | |\n",
                                         cases[i].row, "\n| 行政规范性文件 | 4 | 5 | 6 | |", NULL);
    g_ptr_array_add (doc->pages, page_of (text));
    gj_text_grids_build (doc->pages->pdata[0]);
    g_autoptr (GPtrArray) rows = gj_rows_collect (doc);
    gj_match_disclosure (report, rows);
    for (guint k = 0; k < report->form->slots->len; k++)
      if (strcmp (g_array_index (report->form->slots, GjSlot, k).pointer, "/tables/disclosure/regulations/issued") ==
          0) {
        assert_int_equal ((int) report->cells[k].value.scaled > 0, 1);
        assert_int_equal ((report->cells[k].flags & GJ_FLAG_DOUBTFUL) == 0, cases[i].sure);
      }
  }
}

static void
test_adds_up (void **state)
{
  GjGridCell cells[] = {
    { .text = (char *) "1" }, { .text = (char *) "-" }, { .text = (char *) "２" }, { .text = (char *) "3" }
  };
  GjGridCell *row[] = { &cells[0], &cells[1], &cells[2], &cells[3], NULL };
  assert_true (gj_plain_adds_up (row, 5, 3));
  assert_false (gj_plain_adds_up (row, 5, 2));
  assert_false (gj_plain_adds_up (row + 1, 4, 2));
}

#define REVIEW                                                                                                                                                 \
  "行政复议 行政诉讼\n未经复议直接起诉 复议后起诉\n结果维持 结果纠正 其他结果 尚未审结 总计 结果维持 结果纠正 " \
  "其他结果 尚未审结 总计 "                                                                                                                          \
  "结果维持 结果纠正 其他结果 尚未审结 总计\n"

/* A second row of figures of table 四: whose are meant is open. */
static void
test_repeated_figures (void **state)
{
  static const struct {
    const char *behind;
    gboolean doubtful;
  } cases[] = {
    { "", FALSE },
    { "注：共 3 件\n", FALSE },
    { "本年度情况：\n" REVIEW "0 1 0 0 1 0 0 0 0 0 0 0 0 0 0\n", TRUE },
    { "上年 0 1 0 0 1 0 0 0 0 0 0 0 0 0 0\n", TRUE },
    { "上年\n0\n1\n0\n0\n1\n0\n0\n0\n0\n0\n0\n0\n0\n0\n0\n", TRUE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text =
        g_strconcat ("四、政府信息公开行政复议、行政诉讼情况\n" REVIEW "2 0 0 0 2 0 0 0 0 0 0 0 0 0 0\n",
                     cases[i].behind, "五、存在的主要问题及改进情况\n无。", NULL);
    g_autofree char *figures = recovered (text, GJ_TABLE_REVIEW);
    if ((strstr (figures, "2? 0? 0? 0? 2?") != NULL) != cases[i].doubtful || strstr (figures, "2") == NULL)
      fail_msg ("case %u: %s", (guint) i, figures);
  }
}

/* Tabs at the start of a paragraph are its indent; those of a table's rows part cells. */
static void
test_indents (void **state)
{
  g_autoptr (GjPage) page =
      page_of ("\t青岩市水务局2024年政府信息公开工作年度报告\n\t第一段。\n\t二、主动公开政府信息情况\n"
               "\t本年制发件数\t本年废止件数\n规章\t1\t2\n\t\t3\n\t三、收到和处理政府信息公开申请情况\n\t\t第二段。");
  static const char *const lines[] = { "青岩市水务局2024年政府信息公开工作年度报告", "第一段。",
                                       "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况", "第二段。" };
  gj_text_grids_build (page);
  assert_int_equal (page->lines->len, G_N_ELEMENTS (lines));
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    assert_string_equal (((GjLine *) page->lines->pdata[i])->text, lines[i]);
  assert_int_equal (page->grids->len, 1);
  const GjGrid *grid = page->grids->pdata[0];
  assert_int_equal (grid->n_rows, 3);
  assert_string_equal (gj_grid_cell_at (grid, 2, 2)->text, "3");
}

int
main (void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test (test_header_proof),
                                      cmocka_unit_test (test_header_measure),
                                      cmocka_unit_test (test_rows),
                                      cmocka_unit_test (test_scattered),
                                      cmocka_unit_test (test_torn),
                                      cmocka_unit_test (test_open_numbers),
                                      cmocka_unit_test (test_repeated_figures),
                                      cmocka_unit_test (test_indents),
                                      cmocka_unit_test (test_spaced),
                                      cmocka_unit_test (test_disclosure),
                                      cmocka_unit_test (test_order),
                                      cmocka_unit_test (test_short_row),
                                      cmocka_unit_test (test_adds_up) };
  return cmocka_run_group_tests_name ("tables in plain lines", tests, NULL, NULL);
}
