/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-rows.h"

/* Table 四 in another shape than the form's: its groups or its outcomes as rows. Each figure stands behind or below two labels,
 * that of its group and that of its outcome, and only where this holds for every figure of the form, once, is any taken. */

#define SURE 0.7

/* Whether @label stands in the row of @cell before it, or in its column above it. */
static gboolean
is_label_of (const GjGridCell *label, const GjGridCell *cell)
{
  gboolean beside = label->col + label->col_span <= cell->col && label->row <= cell->row &&
                    label->row + label->row_span >= cell->row + cell->row_span;
  gboolean above = label->row + label->row_span <= cell->row && label->col <= cell->col &&
                   label->col + label->col_span >= cell->col + cell->col_span;
  return beside || above;
}

/* Which of @items a figure is, by the labels of its row and column, or −1. */
static int
item_of (const GjForm *form, const GjGrid *grid, const GjGridCell *cell, const int *items, guint n)
{
  double group_of[GJ_MAX_COLUMNS] = { 0 }, leaf_of[GJ_MAX_COLUMNS] = { 0 }, best = 0;
  int found = -1;
  for (guint i = 0; i < grid->cells->len; i++) {
    const GjGridCell *other = &g_array_index (grid->cells, GjGridCell, i);
    GjLabel label = gj_label_make (other->text);
    if (label.n < 2 || !is_label_of (other, cell))
      continue;
    for (guint k = 0; k < n; k++) {
      double group = gj_label_match (&label, form->items[form->items[items[k]].parent].labels, TRUE);
      double leaf = gj_label_match (&label, form->items[items[k]].labels, FALSE);
      group_of[k] = MAX (group_of[k], group);
      leaf_of[k] = MAX (leaf_of[k], leaf);
    }
  }
  for (guint k = 0; k < n; k++) {
    double both = MIN (group_of[k], leaf_of[k]);
    if (both >= SURE && both == best)
      return -1;
    if (both >= SURE && both > best) {
      best = both;
      found = (int) k;
    }
  }
  return found;
}

static gboolean
read_grid (GjReport *report, const GjGrid *grid, const GjPage *page, int row, const int *items, guint n)
{
  const GjGridCell *values[GJ_MAX_COLUMNS] = { NULL };
  gboolean doubtful = FALSE;
  guint taken = 0;
  for (guint i = 0; i < grid->cells->len; i++) {
    const GjGridCell *cell = &g_array_index (grid->cells, GjGridCell, i);
    if (!gj_cell_is_value (cell->text))
      continue;
    int k = item_of (report->form, grid, cell, items, n);
    if (k < 0)
      continue;
    if (values[k] != NULL)
      return FALSE;
    values[k] = cell;
    doubtful |= grid->loose && cell->text[0] == '\0'; /* figures may have slipped there */
    taken++;
  }
  if (taken < n)
    return FALSE;
  for (guint k = 0; k < n; k++)
    gj_report_put (report, gj_form_slot (report->form, row, items[k]), values[k], page, doubtful);
  return TRUE;
}

void
gj_match_review_by_labels (GjReport *report, GPtrArray *rows, int row, const int *items, guint n)
{
  const GjGrid *before = NULL;
  for (guint i = 0; i < rows->len; i++) {
    GjRow *r = rows->pdata[i];
    if (r->grid == before || !gj_grid_is_matrix (r->grid) || r->grid->cells->len < n + 2 ||
        gj_match_classify (report->form, r) != GJ_TABLE_REVIEW)
      continue;
    before = r->grid;
    if (read_grid (report, r->grid, r->page, row, items, n)) {
      report->table_found[GJ_TABLE_REVIEW] = TRUE;
      return;
    }
  }
}
