/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-rows.h"

#include "page/gj-char.h"

#include <string.h>

/* Rows of table 三 in extracted text, which has no geometry: only the order of the cells tells where the figures are. */

#define MAX_LABELS 3 /* columns of labels */

/* Whether @text is what a cell for a figure holds: one, a blank, or digits that cannot be read but are no words (12[1], 9~12). */
static gboolean
is_figure (const char *text)
{
  gboolean digit = FALSE;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    digit |= gj_char_digit (g_utf8_get_char (p)) >= 0;
    if (gj_char_is_ideograph (g_utf8_get_char (p)))
      return gj_cell_is_value (text);
  }
  return digit || gj_cell_is_value (text);
}

/* The row of @grid whose first cell is @i, which moves behind it: how many cells it has (@len, out) and where its figures start and
 * end behind the label (@first, @last, out). Returns: whether its label is in cell @label_at, and none of @n figures blank. */
static gboolean
is_full_row (const GjGrid *grid, guint *i, guint label_at, guint n, guint *len, guint *first, guint *last)
{
  const GjGridCell *row = &g_array_index (grid->cells, GjGridCell, *i);
  guint label = 0, figures = 0;
  for (*len = 0; *i < grid->cells->len && row[*len].row == row->row; ++*i, ++*len) {
    gboolean value = is_figure (row[*len].text), filled = row[*len].text[0] != '\0';
    if (filled && !value) {
      label = *len;
      figures = 0;
    } else if (filled) {
      *first = figures++ == 0 ? *len : *first;
      *last = *len;
    }
  }
  return label == label_at && figures == n;
}

/* Where the figures start in full rows of @grid with @n_cells cells; -1 if there are none, they differ, or have empty cells between
 * them. */
static int
usual_start (const GjGrid *grid, guint label_at, guint n_cells, guint n)
{
  int start = -1;
  guint len, first = 0, last = 0;
  for (guint i = 0; i < grid->cells->len;) {
    if (!is_full_row (grid, &i, label_at, n, &len, &first, &last) || len != n_cells)
      continue;
    if ((start >= 0 && (guint) start != first) || last - first + 1 != n)
      return -1;
    start = (int) first;
  }
  return start;
}

/* Whether the last of the figures in cells [@first, @last] is the sum of the others, and not 0, which proves nothing. */
static gboolean
ends_in_total (const GjRow *row, guint first, guint last)
{
  GjNumber total, part;
  __int128 sum = 0;
  if (gj_number_parse (gj_row_cell (row, last)->text, NULL, &total) != GJ_NUMBER_OK || total.scaled == 0)
    return FALSE;
  for (guint i = first; i < last; i++)
    if (gj_number_parse (gj_row_cell (row, i)->text, NULL, &part) == GJ_NUMBER_OK)
      sum += part.scaled;
  return sum == total.scaled;
}

gboolean
gj_loose_has_joined (const GjGridCell *cell)
{
  const char *end = cell != NULL ? strchr (cell->text, '\0') : NULL;
  return end != NULL && end > cell->text && gj_char_digit (g_utf8_get_char (g_utf8_prev_char (end))) >= 0;
}

gboolean
gj_loose_take (const GjRow *row, guint n, GjCandidate *c)
{
  guint label = 0, first = 0, figures = 0, first_figure = 0, last_figure = 0, end = row->cells->len, before = 0;
  for (guint i = 0; i < row->cells->len; i++) {
    const char *text = gj_row_cell (row, i)->text;
    if (text[0] != '\0' && !is_figure (text)) {
      label = i;
      first = i + 1;
      c->label_cell = row->cells->pdata[i];
      before = MAX (before, figures);
      figures = 0;
    } else if (text[0] != '\0') {
      first_figure = figures++ == 0 ? i : first_figure;
      last_figure = i;
    }
  }
  if (before > 1 || gj_loose_has_joined (c->label_cell)) /* two rows in one, or a figure in the label */
    return FALSE;
  if (figures == n) {
    for (guint i = first, k = 0; i < end; i++)
      if (gj_row_cell (row, i)->text[0] != '\0')
        c->value[k++] = row->cells->pdata[i];
    return TRUE;
  }
  if (end - first < n || (figures > 0 && last_figure - first_figure >= n))
    return figures == 0;
  guint least = MAX (first, figures > 0 && last_figure + 1 > n ? last_figure + 1 - n : 0);
  guint most = figures > 0 ? MIN (end - n, first_figure) : end - n, start = most;
  int usual = usual_start (row->grid, label, end, n);
  gboolean total = figures > 0 && least + n == last_figure + 1 && ends_in_total (row, first_figure, last_figure);
  gboolean known = usual >= (int) least && usual <= (int) most;
  total &= row->grid->n_cols <= MAX_LABELS + n; /* else columns without anything may stand between those of figures */
  if (figures > 0 && !known && row->grid->n_cols > MAX_LABELS + n)
    return FALSE;
  if (figures > 0 && least < most) {
    if (!known && !total)
      return FALSE;
    start = known ? (guint) usual : least;
  }
  if (figures > 0 && row->grid->tabs && end < row->grid->n_cols && !known && !total) /* cells behind may be lost */
    return FALSE;
  /* What is empty may be its label. */
  if (first_figure > start && c->label_cell == NULL && end < row->grid->n_cols && !known)
    return FALSE;
  for (guint k = 0; k < n; k++)
    c->value[k] = row->cells->pdata[start + k];
  return TRUE;
}

static guint
depth_of (const GjForm *form, int item)
{
  guint depth = 0;
  for (int i = form->items[item].parent; i >= 0; i = form->items[i].parent)
    depth++;
  return depth;
}

static gboolean
is_blank (const GjGridCell *cell)
{
  return cell == NULL || cell->text[0] == '\0';
}

/* How many cells behind its label the first figure of @c stands, or would stand. */
static guint
offset_of (const GjCandidate *c)
{
  guint label = 0, first = 0;
  g_ptr_array_find (c->row->cells, c->label_cell, &label);
  g_ptr_array_find (c->row->cells, c->value[0], &first);
  return first > label ? first - label : 0;
}

/* Whether another row, with all its figures and a label as deep in the form as that of @c, has its first figure farther behind it. */
static gboolean
is_short (const GjForm *form, const GArray *candidates, const GjCandidate *c, guint n)
{
  for (guint i = 0; i < candidates->len; i++) {
    const GjCandidate *other = &g_array_index (candidates, GjCandidate, i);
    guint filled = 0;
    for (guint k = 0; k < n; k++)
      filled += !is_blank (other->value[k]);
    if (filled == n && other->row->grid->tabs == c->row->grid->tabs && other->match >= 0 && other->label_cell != NULL &&
        depth_of (form, other->match) == depth_of (form, c->match) && offset_of (other) > offset_of (c))
      return TRUE;
  }
  return FALSE;
}

gboolean
gj_loose_is_nothing (const GjGridCell *cell)
{
  GjNumber number;
  if (is_blank (cell) || gj_cell_is_blank (cell->text))
    return TRUE;
  return gj_number_parse (cell->text, NULL, &number) == GJ_NUMBER_OK && number.scaled == 0;
}

/* Whether a figure stands before the label of @c: the last of the row before. */
static gboolean
begins_with_figure (const GjCandidate *c)
{
  for (guint i = 0; i < c->row->cells->len && c->row->cells->pdata[i] != c->label_cell; i++)
    if (!is_blank (c->row->cells->pdata[i]) && gj_cell_is_value (gj_row_cell (c->row, i)->text))
      return TRUE;
  return c->label_cell != NULL && c->label_cell->text[0] == '0';
}

void
gj_loose_doubt_slipped (const GjForm *form, GArray *candidates, const int *items, guint n)
{
  for (guint i = 0; i < candidates->len; i++) {
    GjCandidate *c = &g_array_index (candidates, GjCandidate, i);
    guint filled = 0, total = 0, more = 0;
    for (guint k = 0; k < n; k++) {
      more += !gj_loose_is_nothing (c->value[k]);
      filled += !is_blank (c->value[k]);
      total = form->items[items[k]].kind == GJ_KIND_TOTAL ? k : total;
    }
    if (c->match < 0 || !c->row->grid->loose || filled == 0 || filled == n)
      continue;
    c->weak |= is_blank (c->value[total]) && (more > 0 || (i + 1 < candidates->len && begins_with_figure (c + 1)));
    c->weak |=
        is_blank (c->value[0]) && c->label_cell != NULL && !c->row->grid->plain && is_short (form, candidates, c, n);
  }
}

gboolean
gj_loose_is_header (const GjForm *form, const GjRow *row)
{
  const char *first = NULL;
  for (guint i = 0; i < row->cells->len; i++) {
    const char *text = gj_row_cell (row, i)->text;
    GjLabel label = gj_label_make (text);
    gboolean hit = FALSE;
    if (gj_cell_is_value (text) && !gj_cell_is_blank (text))
      return FALSE;
    for (guint k = form->tables[GJ_TABLE_APPLICATIONS].first;
         k < form->tables[GJ_TABLE_APPLICATIONS].end && label.n > 1 && !hit; k++)
      hit = form->items[k].type == GJ_ITEM_COLUMN && gj_label_match (&label, form->items[k].labels, FALSE) > 0.9;
    if (hit && first != NULL && strcmp (first, text) != 0)
      return TRUE;
    if (hit)
      first = text;
  }
  return FALSE;
}

gboolean
gj_plain_adds_up (GjGridCell *const *value, guint n, guint total)
{
  __int128 sum = 0;
  for (guint k = 0; k < n; k++) {
    GjNumber number = { .scaled = 0 };
    GjNumberKind kind = value[k] != NULL ? gj_number_parse (value[k]->text, NULL, &number) : GJ_NUMBER_BLANK;
    if (kind == GJ_NUMBER_OK || kind == GJ_NUMBER_ANNOTATED)
      sum += k == total ? -number.scaled : number.scaled;
  }
  return sum == 0;
}

void
gj_loose_order (const GjForm *form, GPtrArray *rows, guint first, guint end, const int *items, guint n,
                GArray *candidates)
{
  guint figures = first, order[GJ_MAX_COLUMNS], at = 0;
  while (at + 1 < candidates->len && !g_array_index (candidates, GjCandidate, at).has_values)
    at++;
  while (figures < end && candidates->len > 0 &&
         rows->pdata[figures] != g_array_index (candidates, GjCandidate, at).row)
    figures++;
  g_autofree char *header = gj_rows_words (rows, first, figures);
  const GjGrid *grid = candidates->len > 0 ? g_array_index (candidates, GjCandidate, at).row->grid : NULL;
  GjColumnOrder said = gj_columns_of_applications (form, header, items, n, order);
  if (grid != NULL && grid->plain && grid->header != GJ_HEADER_IN_ORDER)
    said = grid->header == GJ_HEADER_PLACED ? GJ_COLUMN_ORDER_UNKNOWN : GJ_COLUMN_ORDER_CONTRADICTS;
  else if (said == GJ_COLUMN_ORDER_UNKNOWN) /* labels in pieces, or none: the columns may be any */
    said = GJ_COLUMN_ORDER_CONTRADICTS;
  for (guint i = 0; i < candidates->len && said != GJ_COLUMN_ORDER_UNKNOWN; i++) {
    GjCandidate *c = &g_array_index (candidates, GjCandidate, i), old = *c;
    c->doubtful |= said == GJ_COLUMN_ORDER_CONTRADICTS;
    for (guint k = 0; k < n && said == GJ_COLUMN_ORDER_READ; k++) {
      c->value[order[k]] = old.value[k];
      c->page[order[k]] = old.page[k];
    }
  }
}
