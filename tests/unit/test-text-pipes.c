/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-rows.h"
#include "normalize/gj-text-tables.h"

#include "tests/support/gj-cmocka.h"

#include <string.h>

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
test_unfold (void **state)
{
  static const struct {
    const char *text, *unfolded;
  } cases[] = {
    /* rows, and pipes that fill up short ones */
    { "规章 | 0 | 1 | 2 |\n行政许可 | 5 | ||\n行政处罚 | 7 |",
      "| 规章 | 0 | 1 | 2 |\n| 行政许可 | 5 |\n| 行政处罚 | 7 |" },
    { "规章 | 3 | | |\n规章 | | | |\n规章 | | 3 | 1 |", "| 规章 | 3 |\n| 规章 |  |  |  |\n| 规章 |  | 3 | 1 |" },
    /* a row whose empty cells hold the ends of lines */
    { "甲 | 1 | 2 |\n乙 |\n|\n| 4 |\n丙 | 5 | 6 |\n丁 | 7 | 8 |",
      "| 甲 | 1 | 2 |\n| 乙 |  |  | 4 |\n| 丙 | 5 | 6 |\n| 丁 | 7 | 8 |" },
    /* no pipe at the end, and a first row of one cell */
    { "第二十条第（一）项\n---\n规章 | 0 | 1\n文件 | 2 | 3\n许可 | 4 | 5",
      "| 第二十条第（一）项 |\n| 规章 | 0 | 1 |\n| 文件 | 2 | 3 |\n| 许可 | 4 | 5 |" },
    /* a label that goes on in the next line */
    { "甲乙\n丙 | 1 |\n丁 | 2 |\n戊 | 3 |\n己 | 4 |", "甲乙\n| 丙 | 1 |\n| 丁 | 2 |\n| 戊 | 3 |\n| 己 | 4 |" },
    { "甲 | 1 |\n乙 | 2 |\n丙\n丁 | 3 |\n戊 | 4 |", "| 甲 | 1 |\n| 乙 | 2 |\n| 丙丁 | 3 |\n| 戊 | 4 |" },
    /* a cell a line */
    { "规章 |\n0 |\n|\n2 |\n||", "规章\n0\n|\n2" },
    { "规章\n|\n0\n|\n|\n2\n|", "规章\n0\n|\n2" },
    { "| \n 规章  | \n 0  | \n 1 |||", "|\n规章\n0\n1" },
    /* markdown stays, with its broken rows put together */
    { "| 甲 | 1 | 2 |\n| 乙\n丙 | 3 | 4 |\n| 丁 | 5 | |", "| 甲 | 1 | 2 |\n| 乙丙 | 3 | 4 |\n| 丁 | 5 | |" },
    /* prose */
    { "来源：区政府 | 浏览：7\n一、总体情况\n甲 | 乙", "来源：区政府 | 浏览：7\n一、总体情况\n甲 | 乙" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GjPage) page = page_of (cases[i].text);
    g_autoptr (GString) s = g_string_new (NULL);
    gj_text_pipes_unfold (page);
    for (guint k = 0; k < page->lines->len; k++)
      g_string_append_printf (s, "%s%s", k > 0 ? "\n" : "", ((GjLine *) page->lines->pdata[k])->text);
    assert_string_equal (s->str, cases[i].unfolded);
  }
}

/* The first row of the text: its figures as read with three columns, or "?". */
static char *
taken (const char *text)
{
  g_autoptr (GjDocument) doc = gj_document_new ();
  GString *s = g_string_new (NULL);
  GjCandidate c = { .match = -1 };
  g_ptr_array_add (doc->pages, page_of (text));
  gj_text_grids_build (doc->pages->pdata[0]);
  g_autoptr (GPtrArray) rows = gj_rows_collect (doc);
  if (!gj_loose_take (rows->pdata[0], 3, &c))
    g_string_append_c (s, '?');
  else
    for (guint k = 0; k < 3; k++)
      g_string_append_printf (s, "%s%s", k > 0 ? "," : "", c.value[k] != NULL ? c.value[k]->text : "none");
  return g_string_free (s, FALSE);
}

static void
test_take (void **state)
{
  static const struct {
    const char *text, *figures;
  } cases[] = {
    { "| 甲 | | 1 | 2 | 3 | |", "1,2,3" },
    { "| 甲 | 1 | | 3 |", "1,,3" },
    { "| 甲 | | | | |", ",," },
    { "| 甲 | | 2 | | 2 |", "2,,2" },                    /* as wide as its columns from the first figure on */
    { "| 甲 | | 2 | 2 | |", ",2,2" },                    /* the total says where the row ends */
    { "| 甲 | | 2 | 5 | |", "?" },                       /* it does not */
    { "| 甲 | | 0 | | |", "?" },                         /* 0 proves nothing */
    { "| 甲 | | 0 | | |\n| 乙 | | 1 | 2 | 3 |", "0,," }, /* as in the other rows */
    { "| 甲 | | 0 | | |\n| 乙 | 1 | 2 | 3 | |", ",0," },
    { "| 甲 | 1 | 2 |", "?" },
    { "| 甲 | 1 | 2 | 3 | 乙 | 4 | 5 | 6 |", "?" }, /* two rows */
    { "| 甲1 | | 2 | 3 |", "?" },                   /* a figure in the label */
    { "甲\t\t0\t0\n乙\t\t\t1\t2\t3", "?" },         /* a cell of the end may be in the next line */
    { "甲\t\t0\t0", ",0,0" },
    { "| 甲 | 1 | 2[1] | 3 |", "1,2[1],3" }, /* a figure that cannot be read is no label */
    { "| 甲 | | | | 1 | | | 1 |", "?" },     /* more columns than those of labels and figures: one between them */
    { "| 甲 | | | | 1 | | 1 |\n| 乙 | | | 1 | 2 | | 3 |", "?" },
    { "| 甲 | | | | | 1 | | 1 |\n| 乙 | | | | | 1 | 2 | 3 |", "1,,1" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *figures = taken (cases[i].text);
    assert_string_equal (figures, cases[i].figures);
  }
}

/* Columns without anything go where the others are as many as the form has. */
static void
test_empty_columns (void **state)
{
  static const struct {
    const char *header;
    guint columns;
  } cases[] = {
    { "| 甲 | | | 自然人 | 商业企业 | | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |", 10 },
    { "| 甲 | | | 1 | 2 | | 3 | 4 | 5 | 6 | 7 |", 11 }, /* no header: one of figures may be blank throughout */
    { "| 甲 | | | 自然人 | 商业企业 | | 科研机构 | 社会公益组织 | 法律服务机构 | | 总计 |", 11 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = g_strconcat (cases[i].header, "\n| 一 | 二 | 三 | 1 | | | 2 | | | | 3 |", NULL);
    g_autoptr (GjPage) page = page_of (text);
    gj_text_grids_build (page);
    const GjGrid *grid = page->grids->pdata[0];
    assert_int_equal (grid->n_cols, cases[i].columns);
    assert_string_equal (gj_grid_cell_at (grid, 1, cases[i].columns - 1)->text, "3");
  }
}

/* What tools write for nothing is no text, and no figure. */
static void
test_fillers (void **state)
{
  g_autoptr (GjPage) page = page_of ("| Unnamed: 0 | Col2 | NaN |\n| 规章 | None | 3 |\n| nan | 无 | Colin |");
  static const char *const texts[] = { "", "", "", "规章", "", "3", "", "无", "Colin" };
  gj_text_grids_build (page);
  assert_int_equal (page->grids->len, 1);
  const GArray *cells = ((GjGrid *) page->grids->pdata[0])->cells;
  assert_int_equal (cells->len, G_N_ELEMENTS (texts));
  for (guint i = 0; i < cells->len; i++)
    assert_string_equal (g_array_index (cells, GjGridCell, i).text, texts[i]);
}

/* The header of table 四 as pdftotext -layout sets it: merged cells and wrapped labels between each other's lines. */
static void
test_header_by_places (void **state)
{
  g_autoptr (GjPage) page =
      page_of ("                                            行政诉讼\n"
               "          行政复议\n"
               "                                未经复议直接起诉                     复议后起诉\n"
               "结果   结果    其他    尚未        结果   结果 其他 尚未            结果    结果 其他 尚未\n"
               "                      总计                    总计                         总计\n"
               "维持   纠正    结果    审结        维持   纠正 结果 审结            维持    纠正 结果 审结\n"
               " 0    0     1     0   1     2    0  0  0    2        0     0   0   0    0");
  static const char *const words[] = { "行政复议", "未经复议直接起诉", "行政诉讼", "复议后起诉", "结果维持",
                                       "结果纠正", "其他结果",         "尚未审结", "总计",       "结果维持",
                                       "结果纠正", "其他结果",         "尚未审结", "总计",       "结果维持",
                                       "结果纠正", "其他结果",         "尚未审结", "总计" };
  g_autoptr (GPtrArray) read = gj_text_header_columns (page, 0, 6, 15);
  assert_non_null (read);
  assert_int_equal (read->len, G_N_ELEMENTS (words));
  for (guint i = 0; i < read->len; i++)
    assert_string_equal (read->pdata[i], words[i]);
  assert_null (gj_text_header_columns (page, 0, 6, 14));
  assert_null (gj_text_header_columns (page, 4, 6, 15)); /* labels that lack their first lines */
}

int
main (void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test (test_unfold), cmocka_unit_test (test_take),
                                      cmocka_unit_test (test_empty_columns), cmocka_unit_test (test_fillers),
                                      cmocka_unit_test (test_header_by_places) };
  return cmocka_run_group_tests_name ("tables of web pages as text", tests, NULL, NULL);
}
