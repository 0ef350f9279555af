/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-han-numeral.h"

#include "tests/support/gj-cmocka.h"

static void
test_parse (void **state)
{
  static const struct {
    const char *text;
    int value;
  } cases[] = {
    { "零", 0 },
    { "〇", 0 },
    { "一", 1 },
    { "九", 9 },
    { "十", 10 },
    { "十二", 12 },
    { "二十", 20 },
    { "九十九", 99 },
    { "一百", 100 },
    { "一百零三", 103 },
    { "一百一十三", 113 },
    { "一百十三", -1 }, /* 一百一十三, or 一百 beside 十三 */
    { "二千〇五", 2005 },
    { "三千二百四十一", 3241 },
    { "一万零二十", 10020 },
    { "十二万三千", 123000 },
    { "二〇二四", 2024 },
    { "壹 拾 贰", 12 },
    { "一百三", -1 }, /* 103 or 130 */
    { "一万三", -1 },
    { "二三", -1 }, /* two or three */
    { "十十", -1 },
    { "一二十", -1 },
    { "零五", -1 },
    { "一百零", -1 },
    { "百", -1 },
    { "万", -1 },
    { "", -1 },
    { "三、", -1 },
    { "二件", -1 },
    { "12", -1 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    if (gj_han_numeral_parse (cases[i].text) != cases[i].value)
      fail_msg ("%s: %d", cases[i].text, (int) gj_han_numeral_parse (cases[i].text));
}

/* What a grid's cells hold after their numerals were read; rows by / */
static char *
read_grid (const char *text)
{
  g_autoptr (GjGrid) grid = gj_grid_new ((GjBox){ 0, 0, 1, 1 }, 9, 9);
  g_auto (GStrv) rows = g_strsplit (text, "/", -1);
  GString *s = g_string_new (NULL);
  for (guint r = 0; rows[r] != NULL; r++) {
    g_auto (GStrv) cells = g_strsplit (rows[r], " ", -1);
    for (guint c = 0; cells[c] != NULL; c++)
      gj_grid_add_cell (grid, (GjBox){ c, r, c + 1, r + 1 }, r, c, 1, 1, cells[c]);
  }
  gj_han_numerals_read (grid);
  for (guint i = 0; i < grid->cells->len; i++) {
    const GjGridCell *cell = &g_array_index (grid->cells, GjGridCell, i);
    g_string_append_printf (s, "%s%s", i == 0 ? "" : cell->row != cell[-1].row ? "/" : " ", cell->text);
  }
  return g_string_free (s, FALSE);
}

static void
test_grid (void **state)
{
  static const struct {
    const char *before, *after;
  } cases[] = {
    { "一 规章 一 零 三十/二 行政许可 4 十五 无", "一 规章 1 0 30/二 行政许可 4 15 无" },
    { "规章 一 一 2", "规章 一 一 2" }, /* may be dashes */
    { "结果维持 总计/一 零 零 二 三", "结果维持 总计/1 0 0 2 3" },
    { "三 予以公开", "三 予以公开" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *after = read_grid (cases[i].before);
    assert_string_equal (after, cases[i].after);
  }
}

int
main (void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test (test_parse), cmocka_unit_test (test_grid) };
  return cmocka_run_group_tests_name ("chinese numerals", tests, NULL, NULL);
}
