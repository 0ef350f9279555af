/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page/gj-page.h"

#include "tests/support/gj-cmocka.h"

/* Grids from invented rules with small integers: columns 100 wide, rows 20 high. */

static void
h (GjPage *page, double y, double from, double to)
{
  GjRule r = { TRUE, y, from, to };
  g_array_append_val (page->rules, r);
}

static void
v (GjPage *page, double x, double from, double to)
{
  GjRule r = { FALSE, x, from, to };
  g_array_append_val (page->rules, r);
}

/* A full grid of @rows × @cols with its corner at (@x, @y). */
static void
lattice (GjPage *page, double x, double y, guint rows, guint cols)
{
  for (guint r = 0; r <= rows; r++)
    h (page, y + 20 * r, x, x + 100 * cols);
  for (guint c = 0; c <= cols; c++)
    v (page, x + 100 * c, y, y + 20 * rows);
}

static GjGrid *
only_grid (GjPage *page)
{
  gj_page_build_grids (page);
  assert_int_equal (page->grids->len, 1);
  return page->grids->pdata[0];
}

static void
assert_cell (const GjGrid *grid, guint row, guint col, guint row_span, guint col_span)
{
  const GjGridCell *c = gj_grid_cell_at (grid, row, col);
  assert_non_null (c);
  assert_int_equal (c->row, row);
  assert_int_equal (c->col, col);
  assert_int_equal (c->row_span, row_span);
  assert_int_equal (c->col_span, col_span);
}

static GjPage *
new_page (void)
{
  return gj_page_new (1, 600, 800, GJ_SOURCE_TEXT_LAYER);
}

static void
test_plain (void **state)
{
  g_autoptr (GjPage) page = new_page ();
  lattice (page, 50, 50, 2, 3);
  const GjGrid *grid = only_grid (page);
  assert_int_equal (grid->n_rows, 2);
  assert_int_equal (grid->n_cols, 3);
  assert_int_equal (grid->cells->len, 6);
  for (guint r = 0; r < 2; r++)
    for (guint c = 0; c < 3; c++)
      assert_cell (grid, r, c, 1, 1);
  const GjGridCell *cell = gj_grid_cell_at (grid, 1, 2);
  assert_true (cell->box.x0 == 250 && cell->box.y0 == 70 && cell->box.x1 == 350 && cell->box.y1 == 90);
  assert_null (gj_grid_cell_at (grid, 2, 0));
}

static void
test_merged (void **state)
{
  g_autoptr (GjPage) page = new_page ();
  /* Three rows, three columns: the top row is one cell, the left column of the others another. */
  h (page, 50, 50, 350);
  h (page, 70, 50, 350);
  h (page, 90, 150, 350);
  h (page, 110, 50, 350);
  v (page, 50, 50, 110);
  v (page, 350, 50, 110);
  v (page, 150, 70, 110);
  v (page, 250, 70, 110);
  const GjGrid *grid = only_grid (page);
  assert_int_equal (grid->cells->len, 6);
  assert_cell (grid, 0, 0, 1, 3);
  assert_cell (grid, 1, 0, 2, 1);
  assert_cell (grid, 1, 1, 1, 1);
  assert_cell (grid, 2, 2, 1, 1);
  assert_ptr_equal (gj_grid_cell_at (grid, 2, 0), gj_grid_cell_at (grid, 1, 0));
}

/* A table cut by a page break has no rule at the break: the upright rules end there. */
static void
test_open_ends (void **state)
{
  g_autoptr (GjPage) page = new_page ();
  h (page, 70, 50, 250);
  h (page, 90, 50, 250);
  v (page, 50, 50, 120);
  v (page, 150, 50, 120);
  v (page, 250, 50, 120);
  const GjGrid *grid = only_grid (page);
  assert_int_equal (grid->n_rows, 3);
  assert_int_equal (grid->cells->len, 6);
  assert_true (grid->box.y0 == 50 && grid->box.y1 == 120);
}

/* The page's edge cuts a row so that little of it is left: a line of type may reach into that. Elsewhere rules only stick out. */
static void
test_cut_by_edge (void **state)
{
  for (guint k = 0; k < 2; k++) {
    g_autoptr (GjPage) page = new_page ();
    double top = k == 0 ? 0 : 30;
    h (page, top + 5, 50, 250);
    h (page, top + 25, 50, 250);
    v (page, 50, top, top + 25);
    v (page, 150, top, top + 25);
    v (page, 250, top, top + 25);
    assert_int_equal (only_grid (page)->n_rows, k == 0 ? 2 : 1);
  }
}

/* No rules at the left and right edge: the horizontal ones tell where it ends. */
static void
test_open_sides (void **state)
{
  g_autoptr (GjPage) page = new_page ();
  h (page, 50, 50, 350);
  h (page, 70, 50, 350);
  v (page, 150, 50, 70);
  v (page, 250, 50, 70);
  const GjGrid *grid = only_grid (page);
  assert_int_equal (grid->n_cols, 3);
  assert_int_equal (grid->cells->len, 3);
}

static void
test_double_rules (void **state)
{
  for (int apart = 1; apart <= 2; apart++) {
    g_autoptr (GjPage) page = new_page ();
    lattice (page, 50, 50, 2, 2);
    h (page, 70 + apart, 50, 250);
    v (page, 150 + apart, 50, 90);
    const GjGrid *grid = only_grid (page);
    assert_int_equal (grid->cells->len, 4);
  }
}

/* Producers draw a rule cell by cell, with small gaps, and as boxes' four sides. */
static void
test_pieces (void **state)
{
  g_autoptr (GjPage) page = new_page ();
  for (guint r = 0; r <= 2; r++)
    for (guint c = 0; c < 2; c++)
      h (page, 50 + 20 * r, 50 + 100 * c + 1, 150 + 100 * c - 1);
  for (guint c = 0; c <= 2; c++)
    for (guint r = 0; r < 2; r++)
      v (page, 50 + 100 * c, 50 + 20 * r + 1, 70 + 20 * r - 1);
  const GjGrid *grid = only_grid (page);
  assert_int_equal (grid->cells->len, 4);
}

/* A region that is no rectangle misses a rule: its pieces stay apart. */
static void
test_not_rectangular (void **state)
{
  g_autoptr (GjPage) page = new_page ();
  h (page, 50, 50, 250);
  h (page, 90, 50, 250);
  h (page, 70, 50, 150); /* missing on the right */
  v (page, 50, 50, 90);
  v (page, 250, 50, 90);
  v (page, 150, 50, 70); /* missing below */
  const GjGrid *grid = only_grid (page);
  assert_int_equal (grid->cells->len, 4);
  for (guint r = 0; r < 2; r++)
    for (guint c = 0; c < 2; c++)
      assert_cell (grid, r, c, 1, 1);
}

static void
test_page_frame (void **state)
{
  g_autoptr (GjPage) page = new_page ();
  lattice (page, 100, 100, 2, 2);
  h (page, 20, 20, 580);
  h (page, 780, 20, 580);
  v (page, 20, 20, 780);
  v (page, 580, 20, 780);
  gj_page_build_grids (page);
  assert_int_equal (page->grids->len, 2);
  const GjGrid *frame = page->grids->pdata[0], *table = page->grids->pdata[1];
  assert_int_equal (frame->cells->len, 1);
  assert_int_equal (table->cells->len, 4);
}

static void
test_two_tables (void **state)
{
  g_autoptr (GjPage) page = new_page ();
  lattice (page, 50, 300, 2, 2);
  lattice (page, 50, 50, 1, 3);
  gj_page_build_grids (page);
  assert_int_equal (page->grids->len, 2);
  assert_int_equal (((GjGrid *) page->grids->pdata[0])->n_cols, 3);
  assert_int_equal (((GjGrid *) page->grids->pdata[1])->n_cols, 2);
}

static void
test_no_table (void **state)
{
  g_autoptr (GjPage) page = new_page ();
  gj_page_build_grids (page);
  assert_int_equal (page->grids->len, 0);
  h (page, 50, 50, 500); /* the line under a letter head, and one beside it */
  v (page, 300, 200, 400);
  gj_page_build_grids (page);
  assert_int_equal (page->grids->len, 0);
}

/* Rules without extent, all at one place, or beyond all bounds. */
static void
test_degenerate (void **state)
{
  g_autoptr (GjPage) page = new_page ();
  for (int i = 0; i < 5; i++) {
    h (page, 50, 50, 50);
    v (page, 50, 50, 50);
  }
  gj_page_build_grids (page);
  assert_true (page->grids->len <= 1);
  g_autoptr (GjPage) hatched = new_page ();
  for (int i = 0; i < 150; i++) {
    h (hatched, 5 * i, 0, 600);
    v (hatched, 4 * i, 0, 750);
  }
  gj_page_build_grids (hatched);
  for (guint i = 0; i < hatched->grids->len; i++)
    assert_true (((GjGrid *) hatched->grids->pdata[i])->cells->len <= GJ_MAX_CELLS_PER_GRID);
}

/* Dashes at even distances are a rule; pieces of other lengths with the same gaps between them are none. */
static void
test_dashes (void **state)
{
  for (guint even = 0; even < 2; even++) {
    g_autoptr (GjPage) page = new_page ();
    lattice (page, 50, 50, 2, 3);
    g_array_remove_index (page->rules, 1); /* between the rows */
    for (guint i = 0; i < 25; i++)
      h (page, 70, 50 + 12.0 * i, 50 + 12.0 * i + (even ? 6.5 : 3.5 + 2.5 * (i % 3)));
    gj_page_build_grids (page);
    const GjGridCell *below = gj_grid_cell_at (page->grids->pdata[0], 1, 1);
    assert_int_equal (below != NULL && below->row == 1, even);
  }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_plain),           cmocka_unit_test (test_merged),       cmocka_unit_test (test_open_ends),
    cmocka_unit_test (test_open_sides),      cmocka_unit_test (test_double_rules), cmocka_unit_test (test_pieces),
    cmocka_unit_test (test_not_rectangular), cmocka_unit_test (test_page_frame),   cmocka_unit_test (test_two_tables),
    cmocka_unit_test (test_no_table),        cmocka_unit_test (test_degenerate),   cmocka_unit_test (test_cut_by_edge),
    cmocka_unit_test (test_dashes),
  };
  return cmocka_run_group_tests_name ("page/gj-grid", tests, NULL, NULL);
}
