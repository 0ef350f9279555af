/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/gj-markup-table.h"
#include "tests/support/gj-cmocka.h"

#include <string.h>

/* @text with rows of pipes for its tables, without blank lines. */
static char *
rows_of (const char *text)
{
  g_autofree char *out = gj_markup_tables_to_pipes (text);
  g_auto (GStrv) lines = g_strsplit (out, "\n", -1);
  GString *s = g_string_new (NULL);
  for (guint i = 0; lines[i] != NULL; i++)
    if (lines[i][0] != '\0')
      g_string_append_printf (s, "%s\n", lines[i]);
  return g_string_free (s, FALSE);
}

static void
check_all (const char *const cases[][2], gsize n)
{
  for (gsize i = 0; i < n; i++) {
    g_autofree char *rows = rows_of (cases[i][0]);
    if (strcmp (rows, cases[i][1]) != 0)
      fail_msg ("%s\nbecame\n%s", cases[i][0], rows);
  }
}

#define TABULAR(rows) "\\begin{tabular}{|c|c|}\n" rows "\\end{tabular}\n"

static void
test_latex (void **state)
{
  static const char *const cases[][2] = {
    { "前\n\\begin{table}[h]\n" TABULAR ("\\hline\n规章 & 12 \\\\ \\hline\n总计 & 3\n") "\\end{table}\n后",
      "前\n| 规章 | 12 |\n| 总计 | 3 |\n后\n" },
    { TABULAR (
          "\\multicolumn{2}{|c|}{第（一）项} \\\\\n\\multirow{2}{*}{规章} & $12$ \\\\[2pt]\n & \\textbf{3} \\\\\n"),
      "| 第（一）项 |\n| 规章 | 12 |\n|  | 3 |\n" },
    { TABULAR ("\\makecell{行政\\\\处罚} & 1\\,234 \\\\\n"), "| 行政处罚 | 1 234 |\n" },
    /* figures that are not their digits in a row */
    { TABULAR ("规章 & 12\\textsuperscript{1} \\\\\n"), "| 规章 | 12~1 |\n" },
    { TABULAR ("规章 & \\phantom{1}2 \\\\\n"), "| 规章 | ~12 |\n" },
    { TABULAR ("规章 & \\makecell{12\\\\3} \\\\\n"), "| 规章 | 12；3 |\n" },
    { TABULAR ("规章 & 12$^{3}$ \\\\\n"), "| 规章 | 12^3 |\n" },
    /* one figure for two rows; a table that does not end */
    { TABULAR ("规章 & \\multirow{2}{*}{12} \\\\\n罚 & \\\\\n"),
      TABULAR ("规章 & \\multirow{2}{*}{12} \\\\\n罚 & \\\\\n") },
    { "\\begin{tabular}{c}\n规章 & 12", "\\begin{tabular}{c}\n规章 & 12\n" },
  };
  check_all (cases, G_N_ELEMENTS (cases));
}

static void
test_otsl (void **state)
{
  static const char *const cases[][2] = {
    { "前<otsl><ched>规章<lcel><nl><rhed>总计<fcel>12<nl><ucel><fcel><nl><ecel><fcel>7</otsl>后",
      "前\n| 规章 |\n| 总计 | 12 |\n|  |\n|  | 7 |\n后\n" },
    { "<otsl><loc_3><fcel>罚|款<fcel>1<nl></otsl>", "| 罚｜款 | 1 |\n" },
    { "<otsl><fcel>规章", "<otsl><fcel>规章\n" },
  };
  check_all (cases, G_N_ELEMENTS (cases));
}

static void
test_fenced (void **state)
{
  static const char *const cases[][2] = {
    { "+----+----+\n| 行 | 1  |\n| 政 |    |\n+====+====+\n| 罚 | 2  |\n+----+----+\n后",
      "| 行政 | 1 |\n| 罚 | 2 |\n后\n" },
    { "+----+----+\n| 行 | 1  |\n| 政 | 2  |\n+----+----+\n| 罚 | 2  |\n+----+----+\n",
      "| 行政 | 1；2 |\n| 罚 | 2 |\n" },
    /* one line a row, and a merged cell beside a fence */
    { "+----+----+\n| 行 | 1  |\n+----+----+\n", "+----+----+\n| 行 | 1  |\n+----+----+\n" },
    { "+----+----+\n| 行 | 1  |\n| 政 +----+\n| 罚 | 2  |\n+----+----+\n",
      "+----+----+\n| 行 | 1  |\n| 政 +----+\n| 罚 | 2  |\n+----+----+\n" },
  };
  check_all (cases, G_N_ELEMENTS (cases));
}

static void
test_joined_headers (void **state)
{
  static const char *const cases[][2] = {
    { "| 复议.维持 | 复议.总计 | 诉讼.起诉.总计 |\n|---|---|---|\n| 1 | 2 | 3 |\n",
      "| 复议 | 复议 | 诉讼 |\n|---|---|---|\n| 维持 | 总计 | 起诉 |\n| 维持 | 总计 | 总计 |\n| 1 | 2 | 3 |\n" },
    { "| 1.维持 | 2.总计 | 3.起诉 |\n|---|---|---|\n", "| 1.维持 | 2.总计 | 3.起诉 |\n|---|---|---|\n" },
    { "| 复议.维持 | 复议.总计 | 诉讼.总计 |\n| 1 | 2 | 3 |\n",
      "| 复议.维持 | 复议.总计 | 诉讼.总计 |\n| 1 | 2 | 3 |\n" },
  };
  check_all (cases, G_N_ELEMENTS (cases));
}

static void
test_tabs_behind_cells (void **state)
{
  g_autoptr (GString) s = g_string_new (NULL), few = g_string_new ("规章\t12\n");
  for (guint i = 0; i < 50; i++)
    g_string_append (s, i % 2 == 0 ? "规章\t\n" : "\t\n");
  g_autofree char *out = gj_markup_tables_to_pipes (s->str);
  assert_memory_equal (out, "规章 |\n |\n规章 |\n", strlen ("规章 |\n |\n规章 |\n"));
  assert_null (strchr (out, '\t'));
  for (guint i = 0; i < 30; i++)
    g_string_append (few, "规章\t\n");
  g_autofree char *same = gj_markup_tables_to_pipes (few->str);
  assert_string_equal (same, few->str);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_latex),
    cmocka_unit_test (test_otsl),
    cmocka_unit_test (test_fenced),
    cmocka_unit_test (test_joined_headers),
    cmocka_unit_test (test_tabs_behind_cells),
  };
  return cmocka_run_group_tests_name ("extract/gj-markup-table", tests, NULL, NULL);
}
