/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-normalize.h"
#include "normalize/gj-rows.h"
#include "tests/support/gj-cmocka.h"
#include "tests/support/gj-sample.h"

#include <string.h>

/* Table 三 with the form's rows as columns, or with its columns in two tables. */

#define WHAT_IS_IN(row, column) ((row) *7 + (column) + 1)

/* A page with columns [@first, @end) of @table; @odd: this cell has other words, or goes over the next one, too. */
static GjPage *
page_of (const GjSampleTable *table, guint first, guint end, gboolean turned, guint number, const char *odd)
{
  const GjForm *form = gj_form_get (GJ_EDITION_2021);
  GjPage *page = gj_page_new (number, 595, 842, GJ_SOURCE_TEXT_LAYER);
  guint down = turned ? end - first : table->n_rows, across = turned ? table->n_rows : end - first;
  GjGrid *grid =
      gj_grid_new ((GjBox){ 50, 100, 50 + 20.0 * (across + 1), 100 + 20.0 * (down + 1) }, down + 1, across + 1);
  for (guint r = 0; r <= down; r++)
    for (guint c = 0; c <= across; c++) {
      guint row = turned ? c : r, column = turned ? r : c;
      g_autofree char *text = row == 0 && column == 0 ? g_strdup ("项目")
                              : row == 0              ? gj_form_label (form, table->columns[first + column - 1], FALSE)
                              : column == 0           ? gj_form_label (form, table->rows[row - 1], TRUE)
                                            : g_strdup_printf ("%u", WHAT_IS_IN (row - 1, first + column - 1));
      gboolean here = odd != NULL && row == 3 && column == 1;
      GjBox box = { 50 + 20.0 * c, 100 + 20.0 * r, 70 + 20.0 * c, 120 + 20.0 * r };
      gj_grid_add_cell (grid, box, r, c, 1, 1, here ? odd : text);
    }
  gj_page_insert_grid (page, grid);
  return page;
}

static GjReport *
read_pages (GjPage *page, GjPage *other)
{
  g_autoptr (GjDocument) doc = gj_document_new ();
  g_ptr_array_add (doc->pages, page);
  if (other != NULL)
    g_ptr_array_add (doc->pages, other);
  doc->n_pages = doc->pages->len;
  return gj_normalize (doc, NULL);
}

/* Whether every cell of @table has its own figure, and none is in doubt. */
static gboolean
is_right (const GjReport *report, const GjSampleTable *table)
{
  gboolean right = report != NULL;
  for (guint r = 0; r < table->n_rows && right; r++)
    for (guint c = 0; c < table->n_columns; c++) {
      const GjCell *cell = &report->cells[gj_form_slot (report->form, table->rows[r], table->columns[c])];
      g_autofree char *text = g_strdup_printf ("%u", WHAT_IS_IN (r, c));
      right &= cell->has_value && cell->flags == 0 && strcmp (cell->raw, text) == 0;
    }
  return right;
}

/* Whether no cell of @table has a figure of another without a flag. */
static gboolean
is_honest (const GjReport *report, const GjSampleTable *table)
{
  gboolean honest = TRUE;
  for (guint r = 0; r < table->n_rows && report != NULL; r++)
    for (guint c = 0; c < table->n_columns; c++) {
      const GjCell *cell = &report->cells[gj_form_slot (report->form, table->rows[r], table->columns[c])];
      g_autofree char *text = g_strdup_printf ("%u", WHAT_IS_IN (r, c));
      honest &= cell->flags != 0 || (cell->has_value && strcmp (cell->raw, text) == 0);
    }
  return honest;
}

static void
test_turned (void **state)
{
  GjSampleTable table = gj_sample_applications ();
  assert_int_equal (table.n_rows, 25);
  assert_int_equal (table.n_columns, 7);
  g_autoptr (GjReport) report = read_pages (page_of (&table, 0, 7, TRUE, 1, NULL), NULL);
  assert_true (is_right (report, &table));
}

static void
test_halves (void **state)
{
  GjSampleTable table = gj_sample_applications ();
  for (guint at = 1; at < 7; at++) {
    g_autoptr (GjReport) report =
        read_pages (page_of (&table, 0, at, FALSE, 1, NULL), page_of (&table, at, 7, FALSE, 2, NULL));
    assert_true (is_right (report, &table));
  }
}

/* One cell that is no figure, a column printed twice, or one that is missing: nothing is taken by its place. */
static void
test_unclear (void **state)
{
  GjSampleTable table = gj_sample_applications (), same = table;
  g_autoptr (GjReport) words = read_pages (page_of (&table, 0, 7, TRUE, 1, "见附件"), NULL);
  assert_true (is_honest (words, &table));
  same.columns[1] = same.columns[0];
  g_autoptr (GjReport) twice = read_pages (page_of (&same, 0, 7, TRUE, 1, NULL), NULL);
  assert_true (is_honest (twice, &table));
  g_autoptr (GjReport) lost =
      read_pages (page_of (&table, 0, 3, FALSE, 1, NULL), page_of (&table, 4, 7, FALSE, 2, NULL));
  assert_true (is_honest (lost, &table));
  g_autoptr (GjReport) again =
      read_pages (page_of (&table, 0, 4, FALSE, 1, NULL), page_of (&table, 3, 7, FALSE, 2, NULL));
  assert_true (is_honest (again, &table));
}

int
main (void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test (test_turned), cmocka_unit_test (test_halves),
                                      cmocka_unit_test (test_unclear) };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
