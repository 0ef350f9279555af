/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-disclosure-header.h"

#include "normalize/gj-period.h"
#include "page/gj-char.h"

#include <math.h>
#include <string.h>

#define SURE 0.72
#define BESIDE 0.04  /* of a cell's width: the sides of what stands above it */
#define SURE_UNIT 80 /* confidence of a scanned header's worst character */

void
gj_header_columns (const GjForm *form, int block, GjHeader *h)
{
  h->n = 0;
  for (guint i = form->tables[GJ_TABLE_DISCLOSURE].first; i < form->tables[GJ_TABLE_DISCLOSURE].end; i++)
    if (form->items[i].type == GJ_ITEM_COLUMN && gj_form_block (form, (int) i) == block && h->n < GJ_MAX_COLUMNS)
      h->items[h->n++] = (int) i;
}

const char *
gj_header_labels (const GjForm *form)
{
  for (guint i = 0; i < form->n_items; i++)
    if (form->items[i].type == GJ_ITEM_HEAD)
      return form->items[i].labels;
  return "";
}

const char *
gj_printed_unit (const char *printed)
{
  g_autofree char *text = gj_str_simplify (printed);
  static const char *const units[] = { "百万元", "万元", "亿元", "千元", "元" };
  for (gsize i = 0; i < G_N_ELEMENTS (units); i++) {
    const char *at = strstr (text, units[i]);
    if (at != NULL) /* behind other characters than these it may be the rest of a longer unit */
      return at > text && g_utf8_strchr ("：:（(位/／，, ", -1, g_utf8_get_char (g_utf8_prev_char (at))) != NULL
                 ? units[i]
                 : NULL;
  }
  return NULL;
}

static void
set_column (const GjForm *form, const GjGridCell *cell, guint k, guint position, GjHeader *h)
{
  h->known[k] = TRUE;
  h->x[k] = (cell->box.x0 + cell->box.x1) / 2;
  h->x0[k] = cell->box.x0;
  h->x1[k] = cell->box.x1;
  h->order[k] = position;
  h->unit[k] = gj_form_unit (form, h->items[k]) != NULL ? gj_printed_unit (cell->text) : NULL;
  h->unit_whole[k] = cell->unit_whole && cell->confidence >= SURE_UNIT;
}

/* The only label of a header that was not read, @cell at @position: all others stand in the form's order, so it is the one
 * that is missing there. */
static void
fill_header (const GjForm *form, const GjGridCell *cell, guint position, guint n_cells, GjHeader *h)
{
  GjLabel label = gj_label_make (cell->text);
  for (guint k = 0; k < h->n; k++)
    if (k != position && (!h->known[k] || h->order[k] != k))
      return;
  if (h->n > 1 && n_cells == h->n &&
      gj_label_match (&label, form->items[h->items[position]].labels, FALSE) > GJ_DAMAGED_ALIKE)
    set_column (form, cell, position, position, h);
}

/* How many cells of @row, from @at on, fill the place of @other side by side; 0 if it is but one, or there is a figure among them. */
static guint
count_pieces (const GjRow *row, guint at, const GjGridCell *other)
{
  double near = (other->box.x1 - other->box.x0) * BESIDE;
  guint n = 0;
  for (; at + n < row->cells->len && gj_row_cell (row, at + n)->box.x1 <= other->box.x1 + near; n++)
    if (gj_cell_is_value (gj_row_cell (row, at + n)->text) && gj_row_cell (row, at + n)->text[0] != '\0')
      return 0;
  gboolean fill = n > 1 && fabs (gj_row_cell (row, at)->box.x0 - other->box.x0) <= near &&
                  fabs (gj_row_cell (row, at + n - 1)->box.x1 - other->box.x1) <= near;
  return fill ? n : 0;
}

void
gj_header_join_pieces (GjRow *row, const GjRow *other, guint n)
{
  if (row->page->source != GJ_SOURCE_OCR || row->grid != other->grid || row->grid->loose || other->cells->len < 2)
    return;
  for (guint k = 0; k < MIN (n, other->cells->len) && k < row->cells->len; k++) {
    GjGridCell *cell = row->cells->pdata[k];
    for (guint pieces = count_pieces (row, k, gj_row_cell (other, k)); pieces > 1; pieces--) {
      const GjGridCell *piece = row->cells->pdata[k + 1];
      char *joined = g_strconcat (cell->text, piece->text, NULL);
      g_free (cell->text);
      cell->text = joined;
      cell->box.x1 = piece->box.x1;
      cell->col_span += piece->col_span;
      cell->confidence = MIN (cell->confidence, piece->confidence);
      g_ptr_array_remove_index (row->cells, k + 1);
    }
  }
}

/* Takes a header row: each cell but the stub names a column. */
void
gj_header_read (const GjForm *form, const GjRow *row, GjHeader *h)
{
  const GjGridCell *damaged = NULL;
  guint position = 0, hole = 0;
  h->grid = row->grid;
  h->printed = TRUE;
  h->scattered = FALSE;
  h->others = 0;
  h->repeated = row->cells->len > 2 && h->n == 1;
  for (guint i = 2; i < row->cells->len; i++)
    h->repeated &= strcmp (gj_row_cell (row, i)->text, gj_row_cell (row, 1)->text) == 0;
  for (guint k = 0; k < h->n; k++)
    h->known[k] = h->alike[k] = 0;
  for (guint i = 0; i < row->cells->len; i++) {
    const GjGridCell *cell = row->cells->pdata[i];
    GjLabel label = gj_label_make (cell->text);
    h->scattered |= row->grid->plain && cell->reading == GJ_READING_DOUBTFUL;
    if (label.n == 0 || gj_label_match_above (&label, gj_header_labels (form), FALSE, SURE) >= SURE)
      continue;
    double best = 0.6;
    int which = -1;
    for (guint k = 0; k < h->n; k++) {
      double s = gj_label_match_above (&label, form->items[h->items[k]].labels, FALSE, best);
      if (s > best && s > h->alike[k] && !gj_period_is_other (cell->text, form->items[h->items[k]].labels, h->year)) {
        best = s;
        which = (int) k;
      }
    }
    if (which < 0 && i == 0 && row->cells->len > h->n) /* the stub */
      continue;
    if (which >= 0) {
      h->others += h->known[which];
      set_column (form, cell, (guint) which, position, h);
      h->alike[which] = best;
    } else if (row->page->source == GJ_SOURCE_OCR) {
      damaged = cell;
      hole = position;
    }
    h->others += which < 0;
    position++;
  }
  if (damaged != NULL && hole < h->n)
    fill_header (form, damaged, hole, position, h);
}

gboolean
gj_header_complete (const GjHeader *h)
{
  gboolean all = TRUE;
  for (guint k = 0; k < h->n; k++)
    all &= h->known[k];
  return all;
}

/* The block a header row opens: the one after the last with figures whose columns it names best. */
int
gj_header_block (const GjForm *form, const GjRow *row, int title_block, int last_block)
{
  if (title_block >= 0)
    return title_block;
  int best_block = -1;
  double best = 0;
  for (guint b = form->tables[GJ_TABLE_DISCLOSURE].first; b < form->tables[GJ_TABLE_DISCLOSURE].end; b++) {
    if (form->items[b].type != GJ_ITEM_BLOCK || (int) b <= last_block)
      continue;
    GjHeader h = { .n = 0 };
    gj_header_columns (form, (int) b, &h);
    gj_header_read (form, row, &h);
    double score = 0;
    for (guint k = 0; k < h.n; k++)
      score += h.known[k];
    score /= MAX (h.n, 1);
    if (score > best) {
      best = score;
      best_block = (int) b;
    }
  }
  return best_block;
}

/* Whether all cells of @row behind its first name columns of this table. */
gboolean
gj_header_names_columns (const GjForm *form, const GjRow *row)
{
  for (guint i = 1; i < row->cells->len; i++) {
    GjLabel label = gj_label_make (gj_row_cell (row, i)->text);
    double best = 0;
    for (guint k = form->tables[GJ_TABLE_DISCLOSURE].first; k < form->tables[GJ_TABLE_DISCLOSURE].end; k++)
      if (form->items[k].type == GJ_ITEM_COLUMN)
        best = MAX (best, gj_label_match (&label, form->items[k].labels, FALSE));
    if (label.n < 4 || best < SURE)
      return FALSE;
  }
  return row->cells->len > 1;
}
