/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-disclosure-header.h"

#include <string.h>

#define NEXT_TO 2 /* points by which what stands beside a cell may reach under it */

/* The figures of a row of table 二: which of its cells stand in which column of its header. */

static gboolean
all_alike (GjGridCell *const *cells, guint n)
{
  for (guint i = 1; i < n; i++)
    if (strcmp (cells[i]->text, cells[0]->text) != 0)
      return FALSE;
  return TRUE;
}

/* A header cell may be wider than one cell below it, where a rule more or less was drawn: what stands in another cell below
 * it than the one in its middle may be meant. */
static GjGridCell *
filled_below (GjGridCell *const *cells, guint n, const GjHeader *h, guint k)
{
  for (guint i = 0; i < n; i++) {
    double x = (cells[i]->box.x0 + cells[i]->box.x1) / 2;
    if (cells[i]->text[0] != '\0' && x > h->x0[k] && x < h->x1[k])
      return cells[i];
  }
  return NULL;
}

/* Whether a line parts what stands below header cell @k, but not that cell: in a picture it may be none, and run through a figure of which
 * nothing is left on either side. */
static gboolean
is_parted_below (GjGridCell *const *cells, guint n, const GjHeader *h, guint k)
{
  guint below = 0;
  for (guint i = 0; i < n; i++) {
    double x = (cells[i]->box.x0 + cells[i]->box.x1) / 2;
    below += x > h->x0[k] && x < h->x1[k];
  }
  return below > 1;
}

/* As many figures as the header has columns, each in a cell that reaches below the header of the same rank: whatever stands below
 * the headers' middles, they are in order. The form's own template of 2019 has rules under its headers that are not in line
 * with them. Text layers only: in a picture a rule may be lost, and another one no rule. */
static gboolean
take_in_order (const GjRow *row, GjGridCell *const *cells, guint n, const GjHeader *h, GjCandidate *c)
{
  guint rank[GJ_MAX_COLUMNS] = { 0 };
  if (n != h->n || row->page->source != GJ_SOURCE_TEXT_LAYER)
    return FALSE;
  for (guint k = 0; k < n; k++) {
    for (guint j = 0; j < n; j++)
      rank[k] += h->x[j] < h->x[k];
    const GjGridCell *cell = cells[rank[k]];
    if (cell->text[0] == '\0' || !gj_cell_is_value (cell->text) ||
        gj_overlap (cell->box.x0, cell->box.x1, h->x0[k], h->x1[k]) <= 0)
      return FALSE;
  }
  for (guint k = 0; k < n; k++)
    c->value[k] = cells[rank[k]];
  return TRUE;
}

/* Whether a figure, or what was not read, stands in none of the columns: a streak of the scanner parts a figure from its column, which then
 * looks blank, or cuts it. */
static gboolean
has_stray_value (GjGridCell *const *cells, guint n, const GjHeader *h, const GjCandidate *c)
{
  for (guint i = 0; i < n; i++) {
    gboolean taken =
        cells[i]->reading != GJ_READING_UNREAD && (cells[i]->text[0] == '\0' || !gj_cell_is_value (cells[i]->text));
    for (guint k = 0; k < h->n; k++)
      taken |= c->value[k] == cells[i];
    if (!taken)
      return TRUE;
  }
  return FALSE;
}

/* A figure beside the only column of a block may be of a column of the office's own: what stands below the header is meant. */
static void
mind_own_column (GjGridCell *const *cells, guint n, const GjHeader *h, GjCandidate *c)
{
  if (c->value[0] == NULL || gj_overlap (c->value[0]->box.x0, c->value[0]->box.x1, h->x0[0], h->x1[0]) > 0)
    return;
  c->doubtful = TRUE;
  for (guint i = 0; i < n; i++)
    if (cells[i]->text[0] != '\0' && h->x[0] >= cells[i]->box.x0 && h->x[0] < cells[i]->box.x1)
      c->value[0] = cells[i];
}

/* Where the header names other columns beside the only one of a block, what stands below that one is its figure. */
static gboolean
take_below (GjGridCell *const *cells, guint n, const GjHeader *h, GjCandidate *c)
{
  GjGridCell *below = NULL;
  for (guint i = 0; i < n; i++) {
    if (gj_overlap (cells[i]->box.x0, cells[i]->box.x1, h->x0[0], h->x1[0]) < NEXT_TO)
      continue;
    if (below != NULL)
      return FALSE;
    below = cells[i];
  }
  if (below == NULL || below->text[0] == '\0')
    return FALSE;
  c->value[0] = below;
  c->doubtful = FALSE;
  return TRUE;
}

/* The cells of figures: those right of the label; empty ones only count where the number of columns asks for them. */
void
gj_header_take_values (const GjRow *row, guint label_index, const GjHeader *h, GjCandidate *c)
{
  GjGridCell *cells[GJ_MAX_COLUMNS];
  guint n = 0, filled = 0, last_filled = 0;
  gboolean more = FALSE; /* figures, behind all cells that are looked at */
  for (guint i = label_index + 1; i < row->cells->len; i++) {
    GjGridCell *cell = row->cells->pdata[i];
    if (n >= GJ_MAX_COLUMNS) {
      more |= cell->text[0] != '\0' && gj_cell_is_value (cell->text);
      continue;
    }
    if (cell->text[0] != '\0') {
      filled++;
      last_filled = n;
    }
    cells[n++] = cell;
  }
  c->doubtful = FALSE;
  gboolean placed = !row->grid->loose && h->grid == row->grid && gj_header_complete (h) && h->n > 1;
  if (placed) { /* under the header, by geometry */
    for (guint k = 0; k < h->n; k++)
      for (guint i = 0; i < n; i++)
        if (h->x[k] >= cells[i]->box.x0 && h->x[k] < cells[i]->box.x1) {
          for (guint j = 0; j < k; j++)
            c->doubtful |= c->value[j] == cells[i];
          c->value[k] = cells[i];
        }
    /* Without rules a figure set right need not stand below the middle of its header: then the order tells. */
    for (guint k = 0; k < h->n && n == h->n; k++)
      placed &= c->value[k] != NULL;
    c->doubtful |= filled > h->n + h->others; /* a figure in pieces: two cells stand under one header */
    for (guint k = 0; k < h->n; k++) {
      GjGridCell *other = c->value[k] != NULL && c->value[k]->text[0] == '\0' ? filled_below (cells, n, h, k) : NULL;
      if (other != NULL) {
        c->value[k] = other;
        c->doubtful = TRUE;
      }
      c->doubtful |= row->page->source == GJ_SOURCE_OCR && c->value[k] != NULL && c->value[k]->text[0] == '\0' &&
                     is_parted_below (cells, n, h, k);
    }
    if (c->doubtful && take_in_order (row, cells, n, h, c))
      c->doubtful = FALSE;
  }
  GjGridCell *printed[GJ_MAX_COLUMNS] = { NULL }; /* the columns in the order of the page */
  if (placed) {
    /* done */
  } else if (n == h->n || (n > h->n && filled != h->n && h->n > 1 && last_filled < h->n)) {
    for (guint k = 0; k < h->n; k++)
      printed[k] = cells[k];
    c->doubtful = h->n > 1 && h->printed && !gj_header_complete (h);
  } else if (filled == h->n) {
    for (guint i = 0, k = 0; i < n; i++)
      if (cells[i]->text[0] != '\0')
        printed[k++] = cells[i];
    c->doubtful = row->grid->plain && last_filled >= h->n; /* a blank cell among them too many */
  } else if (h->n == 1 && n > 0) { /* a merged cell whose pieces stayed apart, or that was repeated */
    gboolean alike = all_alike (cells, n);
    gboolean in_order =
        h->others > 0 && n == 1 + h->others && gj_header_complete (h); /* its header stands on the page before */
    printed[0] = filled > 1 && row->grid->loose && !alike ? NULL
                 : in_order                               ? cells[MIN (h->order[0], n - 1)]
                                                          : cells[filled > 0 ? last_filled : 0];
    c->doubtful = filled > 1 && !(alike && h->repeated);
  } else
    c->doubtful = filled > 0;
  c->doubtful |= row->grid->loose && gj_loose_has_joined (gj_row_cell (row, label_index));
  for (guint k = 0; k < h->n && h->scattered; k++)
    c->doubtful |= h->order[k] != k;
  for (guint k = 0; k < h->n && !placed; k++)
    c->value[k] = printed[gj_header_complete (h) ? MIN (h->order[k], h->n - 1) : k];
  if (h->n == 1 && !row->grid->loose && h->grid == row->grid && gj_header_complete (h) &&
      !(h->others > 0 && take_below (cells, n, h, c)))
    mind_own_column (cells, n, h, c);
  gboolean blank = FALSE; /* while a figure stands beside it that no column takes */
  for (guint k = 0; k < h->n; k++)
    blank |= c->value[k] != NULL && c->value[k]->text[0] == '\0';
  c->doubtful |= blank && more;
  c->doubtful |=
      (blank || (row->page->source == GJ_SOURCE_OCR && !row->grid->loose)) && has_stray_value (cells, n, h, c);
  for (guint k = 0; k < h->n; k++)
    if (c->value[k] != NULL) {
      c->page[k] = row->page;
      c->has_values |= c->value[k]->text[0] != '\0';
    }
}
