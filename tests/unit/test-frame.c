/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-frame.h"
#include "tests/support/gj-cmocka.h"

#include <string.h>

/* Tables for layout that hold the report's prose, its tables, or both. Rows 20 high; columns 100 wide from x = 50. */

static GjGrid *
add_grid (GjPage *page, double top, guint rows, guint cols)
{
  GjGrid *grid = gj_grid_new ((GjBox){ 50, top, 50 + 100.0 * cols, top + 20.0 * rows }, rows, cols);
  g_ptr_array_add (page->grids, grid);
  return grid;
}

static void
add_cell (GjGrid *grid, guint row, guint col, guint span, const char *text)
{
  double y = grid->box.y0 + 20 * row;
  gj_grid_add_cell (grid, (GjBox){ 50 + 100.0 * col, y, 50 + 100.0 * (col + span), y + 20 }, row, col, 1, span, text);
}

static GjPage *
new_page (void)
{
  return gj_page_new (1, 600, 800, GJ_SOURCE_TEXT_LAYER);
}

static gboolean
is_in_table (const GjPage *page, double x, double y)
{
  g_autoptr (GArray) tables = gj_page_tables (page);
  return gj_tables_contain (tables, x, y);
}

/* Rows of table 二 from row @r on, as they stand without a frame. */
static void
add_block (GjGrid *grid, guint r)
{
  add_cell (grid, r, 0, 4, "第二十条第（一）项");
  add_cell (grid, r + 1, 0, 1, "信息内容");
  add_cell (grid, r + 1, 1, 1, "本年制发件数");
  add_cell (grid, r + 1, 2, 1, "本年废止件数");
  add_cell (grid, r + 1, 3, 1, "现行有效件数");
  add_cell (grid, r + 2, 0, 1, "规章");
  for (guint c = 1; c < 4; c++)
    add_cell (grid, r + 2, c, 1, "0");
}

static void
test_table (void **state)
{
  g_autoptr (GjPage) page = new_page ();
  add_block (add_grid (page, 100, 3, 4), 0);
  for (guint r = 0; r < 3; r++)
    assert_true (is_in_table (page, 60, 110 + 20 * r));
  assert_false (is_in_table (page, 60, 50));
}

/* The frame's rules meet the table's: one grid. */
static void
test_frame_around_both (void **state)
{
  g_autoptr (GjPage) page = new_page ();
  GjGrid *grid = add_grid (page, 100, 7, 4);
  add_cell (grid, 0, 0, 4, "淮阳市教育局2024年政府信息公开工作年度报告");
  add_cell (grid, 1, 0, 4,
            "2024年，本局共收到咨询32件，均已答复。对栏目实行季度体检，每周巡查链接，把群众的提问整理成问答库，"
            "各科室配合更加顺畅，没有发生泄密的事项，也没有逾期的答复。");
  add_cell (grid, 2, 0, 4, "二、主动公开政府信息情况");
  add_block (grid, 3);
  add_cell (grid, 6, 0, 4, "2025年1月9日");
  assert_false (is_in_table (page, 60, 110));
  assert_false (is_in_table (page, 60, 130));
  assert_false (is_in_table (page, 60, 150));
  for (guint r = 3; r < 6; r++)
    assert_true (is_in_table (page, 60, 110 + 20 * r));
  assert_false (is_in_table (page, 60, 230));
}

/* They do not: the table lies in a cell. */
static void
test_table_in_cell (void **state)
{
  g_autoptr (GjPage) page = new_page ();
  GjGrid *outer = gj_grid_new ((GjBox){ 40, 80, 470, 400 }, 2, 1);
  gj_grid_add_cell (outer, (GjBox){ 40, 80, 470, 300 }, 0, 0, 1, 1,
                    "二、主动公开政府信息情况第二十条第（一）项规章000");
  gj_grid_add_cell (outer, (GjBox){ 40, 300, 470, 400 }, 1, 0, 1, 1, "没有其他事项。");
  g_ptr_array_add (page->grids, outer);
  add_block (add_grid (page, 100, 3, 4), 0);
  assert_false (is_in_table (page, 60, 90));
  assert_true (is_in_table (page, 60, 110));
  assert_false (is_in_table (page, 60, 250));
  assert_false (is_in_table (page, 60, 350));
}

/* What is left of a frame on the last page; the same of a table. */
static void
test_end_of_frame (void **state)
{
  for (guint k = 0; k < 2; k++) {
    g_autoptr (GjPage) page = new_page ();
    add_cell (add_grid (page, 40, 1, 4), 0, 0, 4, k == 0 ? "淮阳市教育局2025年1月9日" : "第二十条第（一）项");
    assert_int_equal (is_in_table (page, 60, 50), k);
  }
}

/* Upright rules alone part no rows: what stands in between is told by its places. A row whose figures are in doubt is one. */
static void
test_columns_only (void **state)
{
  for (guint open = 2; open < 4; open++) {
    g_autoptr (GjPage) page = new_page ();
    GjGrid *grid = add_grid (page, 100, 1, 4);
    add_cell (grid, 0, 0, 1, "1.属于国家秘密2.其他法律行政法规禁止公开");
    for (guint c = 1; c < 4; c++) {
      add_cell (grid, 0, c, 1, "03");
      gj_grid_cell_at (grid, 0, c)->reading = c <= open ? GJ_READING_UNREAD : GJ_READING_PLAIN;
    }
    assert_int_equal (is_in_table (page, 200, 110), open < 3);
  }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_table),
    cmocka_unit_test (test_columns_only),
    cmocka_unit_test (test_frame_around_both),
    cmocka_unit_test (test_table_in_cell),
    cmocka_unit_test (test_end_of_frame),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
