/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page/gj-page.h"

#include "tests/support/gj-cmocka.h"

/* Figures that were pushed over a rule, and the cells that they left. */

static void
print (GjPage *page, const char *text, double x, double y)
{
  for (const char *p = text; *p != '\0'; p++, x += 5)
    if (*p != ' ')
      gj_page_add_glyph (page, (gunichar) *p, (GjBox){ x, y, x + 5, y + 10 }, 100, FALSE);
}

/* Three rows of three cells, each 60 wide and 40 high. */
static GjPage *
page_with_cells (void)
{
  GjPage *page = gj_page_new (1, 600, 800, GJ_SOURCE_TEXT_LAYER);
  GjGrid *grid = gj_grid_new ((GjBox){ 100, 100, 280, 220 }, 3, 3);
  for (guint r = 0; r < 3; r++)
    for (guint c = 0; c < 3; c++)
      gj_grid_add_cell (grid, (GjBox){ 100 + 60.0 * c, 100 + 40.0 * r, 160 + 60.0 * c, 140 + 40.0 * r }, r, c, 1, 1,
                        NULL);
  for (double x = 100; x < 300; x += 60)
    for (double y = 100; y < 240; y += 40) {
      GjRule across = { TRUE, y, 100, 280 }, down = { FALSE, x, 100, 220 };
      g_array_append_val (page->rules, across);
      g_array_append_val (page->rules, down);
    }
  g_ptr_array_add (page->grids, grid);
  return page;
}

static GjReading
reading (const GjPage *page, guint row, guint col)
{
  return gj_grid_cell_at (page->grids->pdata[0], row, col)->reading;
}

static void
test_displaced (void **state)
{
  static const struct {
    const char *text; /* in the middle cell */
    double x, y;
    gboolean beside, above; /* whether the blank cell to its right, and the one below, are doubtful */
  } cases[] = {
    { "00", 180, 150, TRUE, FALSE },  { "0 7", 180, 150, TRUE, FALSE },  { "3 7", 180, 150, TRUE, FALSE },
    { "37", 180, 150, FALSE, FALSE }, { "307", 180, 150, FALSE, FALSE }, { "0", 180, 150, FALSE, FALSE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GjPage) page = page_with_cells ();
    for (guint k = 0; k < 4; k++)
      print (page, "25", 110 + 60 * (k % 3), k < 3 ? 110 : 150);
    print (page, cases[i].text, cases[i].x, cases[i].y);
    gj_page_fill_cells (page);
    assert_int_equal (reading (page, 1, 2) != GJ_READING_PLAIN, cases[i].beside);
    assert_int_equal (reading (page, 2, 1) != GJ_READING_PLAIN, cases[i].above);
    assert_int_equal (reading (page, 1, 1) != GJ_READING_PLAIN, cases[i].beside);
    assert_int_equal (reading (page, 2, 0), GJ_READING_PLAIN);
  }
}

/* One below the other: the cell below is blank because its figure stands above. */
static void
test_stacked (void **state)
{
  g_autoptr (GjPage) page = page_with_cells ();
  print (page, "76", 180, 142);
  print (page, "0", 182, 165);
  gj_page_fill_cells (page);
  assert_int_not_equal (reading (page, 1, 1), GJ_READING_PLAIN);
  assert_int_not_equal (reading (page, 2, 1), GJ_READING_PLAIN);
  assert_int_equal (reading (page, 2, 2), GJ_READING_PLAIN);
}

/* Where figures wrap they are none of two cells. */
static void
test_wrapped (void **state)
{
  g_autoptr (GjPage) page = page_with_cells ();
  for (guint k = 0; k < 7; k++) {
    print (page, "12345678", 110 + 60 * (k % 3), 105 + 40 * (k / 3));
    print (page, "90", 110 + 60 * (k % 3), 120 + 40 * (k / 3));
  }
  gj_page_fill_cells (page);
  for (guint k = 0; k < 9; k++)
    assert_int_equal (reading (page, k / 3, k % 3), GJ_READING_PLAIN);
}

/* A table whose digits all stand wide has no figures of two cells. */
static void
test_spaced (void **state)
{
  g_autoptr (GjPage) page = page_with_cells ();
  for (guint k = 0; k < 7; k++)
    print (page, "2 5", 110 + 60 * (k % 3), 110 + 40 * (k / 3));
  gj_page_fill_cells (page);
  for (guint k = 0; k < 9; k++)
    assert_int_equal (reading (page, k / 3, k % 3), GJ_READING_PLAIN);
}

/* A figure beside the table may be that of the blank cell there. */
static void
test_outside (void **state)
{
  g_autoptr (GjPage) page = page_with_cells ();
  print (page, "25", 180, 110);
  print (page, "7", 285, 110);
  gj_page_fill_cells (page);
  assert_int_equal (reading (page, 0, 2), GJ_READING_DOUBTFUL);
  assert_int_equal (reading (page, 1, 2), GJ_READING_PLAIN);
  assert_int_equal (reading (page, 0, 0), GJ_READING_PLAIN);
}

/* A label with a figure at its right end, as far from its words as the blank cell's would be. */
static void
test_figure_behind_label (void **state)
{
  static const struct {
    double x, y;
    gboolean doubtful;
  } cases[] = { { 148, 150, TRUE }, { 133, 150, FALSE }, { 148, 156, TRUE }, { 104, 164, FALSE } };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GjPage) page = page_with_cells ();
    for (guint k = 0; k < 3; k++)
      gj_page_add_glyph (page, 0x7533 + k, (GjBox){ 102 + 10.0 * k, 150, 112 + 10.0 * k, 160 }, 100, FALSE);
    print (page, "0", cases[i].x, cases[i].y);
    print (page, "7", 240, 150);
    gj_page_fill_cells (page);
    assert_int_equal (reading (page, 1, 1) != GJ_READING_PLAIN, cases[i].doubtful);
  }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_displaced), cmocka_unit_test (test_figure_behind_label),
    cmocka_unit_test (test_stacked),   cmocka_unit_test (test_wrapped),
    cmocka_unit_test (test_spaced),    cmocka_unit_test (test_outside),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
