/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "normalize/gj-topic.h"

static GjPage *
page_of (const char *prose, const char *cell)
{
  GjPage *page = gj_page_new (1, 595, 842, GJ_SOURCE_OCR);
  for (const char *p = prose; *p != '\0'; p = g_utf8_next_char (p))
    gj_page_add_glyph (page, g_utf8_get_char (p), (GjBox){ 10, 10, 20, 20 }, 90, FALSE);
  if (cell != NULL) {
    GjGrid *grid = gj_grid_new ((GjBox){ 10, 100, 200, 200 }, 1, 1);
    gj_grid_add_cell (grid, (GjBox){ 10, 100, 200, 200 }, 0, 0, 1, 1, cell);
    g_ptr_array_add (page->grids, grid);
  }
  return page;
}

static gboolean
names_topic (const char *prose, const char *cell)
{
  GjPage *page = page_of (prose, cell);
  gboolean found = gj_page_names_topic (page);
  gj_page_free (page);
  return found;
}

static void
test_report_pages (void **state)
{
  assert_true (names_topic ("某某县政府信患公开工作年度报告", NULL)); /* one character misread */
  assert_true (names_topic ("第3页", "二、上年结转政府信息公开申请数量"));
  assert_true (names_topic ("", "未经复议直接起诉行政诉讼"));
}

static void
test_other_pages (void **state)
{
  assert_false (names_topic ("", NULL));
  assert_false (names_topic ("股份有限公司年度报告中有关财务事项的说明", "实际融资余额"));
}

int
main (void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test (test_report_pages), cmocka_unit_test (test_other_pages) };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
