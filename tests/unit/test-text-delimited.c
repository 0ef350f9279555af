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
  gboolean blank = FALSE;
  for (guint i = 0; lines[i] != NULL; i++) {
    GjLine *line = gj_line_new (lines[i], (GjBox){ 0, i, 1, i + 1 });
    line->blank_before = blank;
    blank = lines[i][0] == '\0';
    if (blank)
      gj_line_free (line);
    else
      g_ptr_array_add (page->lines, line);
  }
  return page;
}

#define ROWS "| 行政许可 | 1 |\n| 行政处罚 | 2 |\n| 行政强制 | 3 |"

static void
test_unfold (void **state)
{
  static const struct {
    const char *text, *unfolded;
  } cases[] = {
    /* values between commas, semicolons, tabs */
    { "行政许可,1\n行政处罚,2\n行政强制,3", ROWS },
    { "行政许可;1\n行政处罚;2\n行政强制;3", ROWS },
    { "\"行政许可\"\t1\n行政处罚\t2\n行政强制\t3", ROWS },
    { "行政许可\t1\n行政处罚\t2\n行政强制\t3", "行政许可\t1\n行政处罚\t2\n行政强制\t3" }, /* as it is */
    { "行政许可,\"1,288\"\n\"行政\n处罚\",\"2\n3\"\n\"行\"\"政\"\"强制\",",
      "| 行政许可 | 1,288 |\n| 行政处罚 | 2；3 |\n| 行\"政\"强制 |  |" },
    { "第二十条第（五）项\n行政许可,1\n第二十条第（六）项\n行政处罚,2\n行政强制,3\n以上。",
      "第二十条第（五）项\n| 行政许可 | 1 |\n| 第二十条第（六）项 |\n| 行政处罚 | 2 |\n| 行政强制 | 3 |\n以上。" },
    /* no tables: other words, too few rows, a quote that is not closed */
    { "甲乙丙丁,1\n戊己庚辛,2\n壬癸子丑,3", "甲乙丙丁,1\n戊己庚辛,2\n壬癸子丑,3" },
    { "行政许可,1\n行政处罚,2", "行政许可,1\n行政处罚,2" },
    { "行政许可,\"1\n行政处罚,2\n行政强制,3", "行政许可,\"1\n行政处罚,2\n行政强制,3" },
    { "行政许可,\"1\"2\n行政处罚,2\n行政强制,3", "行政许可,\"1\"2\n行政处罚,2\n行政强制,3" },
    /* lists */
    { "['行政许可', '1']\n['行政处罚', 2]\n['行政\\n强制', None]",
      "| 行政许可 | 1 |\n| 行政处罚 | 2 |\n| 行政强制 | None |" },
    { "[[\"\\u884c\\u653f许可\",\"1\"],[\"行政处罚\",\"2\"],[\"行政强制\",3]]", ROWS },
    { "[\n [\n  \"行政许可\",\n  \"1\"\n ],\n [\"行政处罚\", 2],\n [\"行政强制\", 3]\n]", ROWS },
    { "{\"0\":\"行政许可\",\"1\":1}\n{\"0\":\"行政处罚\",\"1\":2}\n{\"0\":\"行政强制\",\"1\":3}", ROWS },
    { "[{\"内容\":\"行政许可\",\"数量\":1},{\"内容\":\"行政处罚\",\"数量\":2},{\"内容\":\"行政强制\",\"数量\":3}]",
      "| 内容 | 数量 |\n" ROWS },
    { "[[\"行政许可\",\"1\"],[\"行政处罚\" \"2\"],[\"行政强制\",3]]",
      "[[\"行政许可\",\"1\"],[\"行政处罚\" \"2\"],[\"行政强制\",3]]" },
    /* a data frame, its cells set right, in characters or in what they take up; a cell with a space */
    { "        0     1\n0  行政许可   1 2\n1  行政处罚  None\n2   行 政     3",
      "| 行政许可 | 1 2 |\n| 行政处罚 | None |\n| 行 政 | 3 |" },
    { "      0     1\n0  行政许可     1\n1  行政处罚  None\n2  行政强制     3",
      "| 行政许可 | 1 |\n| 行政处罚 | None |\n| 行政强制 | 3 |" },
    { "          0     1\n0  行政许可     1\n1  行政处罚  None\n2  行政强制     3",
      "| 行政许可 | 1 |\n| 行政处罚 | None |\n| 行政强制 | 3 |" },
    { "      0  1\n0  行政许可  1\n1  行政处罚  2 3\n2  行政强制  3",
      "      0  1\n0  行政许可  1\n1  行政处罚  2 3\n2  行政强制  3" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GjPage) page = page_of (cases[i].text);
    g_autoptr (GString) s = g_string_new (NULL);
    gj_text_delimited_unfold (page);
    for (guint k = 0; k < page->lines->len; k++)
      g_string_append_printf (s, "%s%s", k > 0 ? "\n" : "", ((GjLine *) page->lines->pdata[k])->text);
    if (strcmp (s->str, cases[i].unfolded) != 0)
      fail_msg ("case %u:\n%s\nis not\n%s", (guint) i, s->str, cases[i].unfolded);
  }
}

/* Numbers that a program counted rows and columns with are no cells. */
static void
test_numbers (void **state)
{
  static const struct {
    const char *text, *cells;
  } cases[] = {
    { "|  | 0 | 1 |\n|---|---|---|\n| 0 | 行政许可 | 5 |\n| 1 | 行政处罚 | 6 |\n| 2 | 行政强制 | 7 |",
      "行政许可 5/行政处罚 6/行政强制 7/" },
    { "| 行政许可 | 0 |\n| 行政处罚 | 1 |\n| 行政强制 | 2 |\n| 规章 | 3 |",
      "行政许可 0/行政处罚 1/行政强制 2/规章 3/" },
    { "| 1 | 行政许可 | 0 |\n| 2 | 行政处罚 | 1 |\n| 4 | 行政强制 | 2 |\n| 4 | 规章 | 3 |",
      "1 行政许可 0/2 行政处罚 1/4 行政强制 2/4 规章 3/" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GjPage) page = page_of (cases[i].text);
    g_autoptr (GString) s = g_string_new (NULL);
    gj_text_grids_build (page);
    const GArray *cells = ((GjGrid *) page->grids->pdata[0])->cells;
    for (guint k = 0; k < cells->len; k++) {
      const GjGridCell *cell = &g_array_index (cells, GjGridCell, k);
      gboolean last = k + 1 == cells->len || cell[1].row != cell->row;
      g_string_append_printf (s, "%s%c", cell->text, last ? '/' : ' ');
    }
    assert_string_equal (s->str, cases[i].cells);
  }
}

int
main (void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test (test_unfold), cmocka_unit_test (test_numbers) };
  return cmocka_run_group_tests_name ("rows as programs write them", tests, NULL, NULL);
}
