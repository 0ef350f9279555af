/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/gj-html-table.h"

#include "tests/support/gj-cmocka.h"

static void
check (const char *html, const char *expected)
{
  g_autofree char *got = gj_html_tables_to_pipes (html);
  assert_string_equal (got, expected);
}

/* A merged cell is one cell: an empty one in its stead would be a blank figure where a tool lost one. */
static void
test_spans (void **state)
{
  check ("前<table><tr><td rowspan=\"2\">甲</td><td colspan=2>乙</td></tr>\n<tr><td>1</td><td></td></tr></table>后",
         "前\n\n| 甲 | 乙 |\n| 1 |  |\n\n后");
  check ("<TABLE border=\"1\"><TR><TH COLSPAN='2'>乙<TR><TD>1<TD></TABLE>", "\n\n| 乙 |\n| 1 |  |\n\n");
  check ("<table><tr></tr><tr><td></td></tr></table>", "\n\n|  |\n\n");
}

/* What stands in a cell. Two figures, a note's mark and what is struck out never become digits of one figure. */
static void
test_cells (void **state)
{
  check ("<table><tr><td><p>结果<br>维持</p></td><td><p>12</p></td><td>1&nbsp;2</td></tr></table>",
         "\n\n| 结果维持 | 12 | 1 2 |\n\n");
  check ("<table><tr><td>12<br>33</td><td>12<sup>1</sup></td><td><del>12</del>15</td></tr></table>",
         "\n\n| 12；33 | 12[1] | 12~15 |\n\n");
  check ("<table><tr><td>a|b&lt;&#65;&#x4E00;</td><td>12<br>（含3件）</td></tr></table>",
         "\n\n| a｜b<A一 | 12（含3件） |\n\n");
  check ("<table><tr><td data-v=\"1>0\" title='>'>7</td><td title=\"5>8</td></tr></table>", "\n\n| 7 | 8 |\n\n");
}

static void
test_hidden (void **state)
{
  check (
      "<table><tr><td><span style=\"display: none\">9</span>12</td><td><b style='DISPLAY:NONE'>9</b></td></tr></table>",
      "\n\n| 12 |  |\n\n");
  check ("<table><tr><td style=\"display:block\">12</td></tr></table>", "\n\n| 12 |\n\n");
}

/* Paragraphs of a web page: their tags are no text, and no two of them are one line. */
static void
test_prose (void **state)
{
  check ("<h1>年度<span>报告</span></h1><p style=\"a:b\">一、甲&nbsp;乙</p><P>丙<br/>丁</P>",
         "\n\n# 年度报告\n\n\n\n一、甲 乙\n\n\n\n丙<br/>丁\n\n");
  check ("<p>甲</p><table><tr><td>1</td></tr></table><div>&lt;乙&gt; a<b 丙", "\n\n甲\n\n\n\n| 1 |\n\n\n\n<乙> a<b 丙");
}

static void
test_left_alone (void **state)
{
  check ("无表格 a<b 2 < 3 <b>粗</b>", "无表格 a<b 2 < 3 <b>粗</b>");
  check ("<table><tr><td>1", "<table><tr><td>1");
  check ("<html><body><table><tr><td>1</td></tr></table></body></html>", "\n\n| 1 |\n\n");
  check ("甲&nbsp;<span>乙</span>", "甲&nbsp;<span>乙</span>");
  check ("<table", "<table");
  check ("<", "<");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_spans), cmocka_unit_test (test_cells),      cmocka_unit_test (test_hidden),
    cmocka_unit_test (test_prose), cmocka_unit_test (test_left_alone),
  };
  return cmocka_run_group_tests_name ("HTML tables", tests, NULL, NULL);
}
