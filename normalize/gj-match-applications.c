/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-form-shape.h"
#include "normalize/gj-period.h"
#include "normalize/gj-rows.h"
#include "page/gj-char.h"

#include <math.h>
#include <string.h>

/* Table 三: labels on the left, one figure for each leaf column of the form on the right. */

#define COLUMN_SIMILARITY 0.6
#define HALF_ALIKE \
  0.45 /* another name for the same: such a label is its own, if any other column's is farther from it */
#define DAMAGED_SIMILARITY 0.34 /* what OCR leaves of one, */
#define DAMAGED_AHEAD 0.2       /* if any other column's is so much farther */

/* What stands above a column. */
typedef enum {
  ABOVE_ITS_OWN, /* label */
  ABOVE_DAMAGED, /* what may be left of it */
  ABOVE_NOTHING, /* that is like a label of any column */
  ABOVE_ANOTHER, /* column's label, or as well its own */
} Above;
#define SAME_EDGE 4 /* points by which the edges of one column differ from page to page */
#define ROW_SIMILARITY 0.85

static guint
leaf_columns (const GjForm *form, guint table, int *items)
{
  guint n = 0;
  for (guint i = form->tables[table].first; i < form->tables[table].end && n < GJ_MAX_COLUMNS; i++)
    if (form->items[i].type == GJ_ITEM_COLUMN && gj_form_has_values (form, (int) i))
      items[n++] = (int) i;
  return n;
}

static gboolean
has_figures (const GjRow *row, guint n_columns)
{
  guint n = row->cells->len, values = 0;
  if (n < n_columns)
    return FALSE;
  for (guint i = n - n_columns; i < n; i++)
    values += gj_cell_is_value (gj_row_cell (row, i)->text);
  return values == n_columns;
}

/* A page break may leave the upright rules of a row alone. */
static gboolean
is_blank_row (const GjRow *row)
{
  for (guint i = 0; i < row->cells->len; i++)
    if (!gj_cell_is_blank (gj_row_cell (row, i)->text))
      return FALSE;
  return TRUE;
}

/* The columns by the labels printed above them. */
static gboolean
columns_by_label (const GjForm *form, const int *items, guint n, GPtrArray *rows, guint first, guint end,
                  const GjGrid *grid, int year, GjColumns *out)
{
  double best[GJ_MAX_COLUMNS] = { 0 };
  guint found = 0, row_of[GJ_MAX_COLUMNS] = { 0 };
  gboolean twice = FALSE;
  out->first = G_MAXUINT;
  for (guint r = first; r < end; r++) {
    const GjRow *row = rows->pdata[r];
    if (row->grid != grid || has_figures (row, n))
      continue;
    for (guint i = 0; i < row->cells->len; i++) {
      const GjGridCell *cell = row->cells->pdata[i];
      GjLabel label = gj_label_make (cell->text);
      if (label.n == 0)
        continue;
      guint which = 0;
      double most = 0;
      for (guint k = 0; k < n; k++) {
        double s = gj_label_match_above (&label, form->items[items[k]].labels, FALSE, MAX (most, COLUMN_SIMILARITY));
        if (s > most) {
          most = s;
          which = k;
        }
      }
      if (most < COLUMN_SIMILARITY)
        continue;
      if (gj_period_is_other_over (grid, cell, year)) {
        out->aside = out->aside > 0 ? MIN (out->aside, cell->box.x0) : cell->box.x0;
        continue;
      }
      twice |= most == best[which] && cell->row == row_of[which] &&
               cell->box.x0 > out->x1[which] - 1; /* either may be meant */
      if (most > best[which]) {
        out->first = MIN (out->first, row->row);
        best[which] = most;
        row_of[which] = cell->row;
        out->x0[which] = cell->box.x0;
        out->x1[which] = cell->box.x1;
      }
    }
  }
  for (guint k = 0; k < n; k++)
    found += best[k] > 0;
  out->n = n;
  out->left = grid->box.x0;
  out->right = grid->box.x1;
  out->by_label = found == n;
  out->doubtful = twice;
  for (guint k = 0; k < n && out->by_label; k++)
    for (guint j = k + 1; j < n; j++)
      out->by_label &= gj_overlap (out->x0[k], out->x1[k], out->x0[j], out->x1[j]) < 2;
  return out->by_label;
}

/* Adds to @text what the cells of rows [@first, @end) of @grid say over @x, but for cells of groups, wider than @width. */
static void
add_words_above (GString *text, const GjGrid *grid, guint first, guint end, double x, double width)
{
  for (guint i = 0; i < grid->cells->len; i++) {
    const GjGridCell *cell = &g_array_index (grid->cells, GjGridCell, i);
    if (cell->row >= first && cell->row < end && x > cell->box.x0 && x < cell->box.x1 &&
        gj_box_width (&cell->box) < 1.7 * width)
      g_string_append (text, cell->text);
  }
}

/* How well what is printed above column @k of @columns is its label rather than another's: in the rows from @first to the first
 * one with figures, also where a page break cuts the header, or rules its words. */
static Above
label_above (const GjForm *form, const int *items, guint n, GPtrArray *rows, guint first, guint end,
             const GjColumns *columns, guint k, gboolean ocr)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint figures = first;
  while (figures < end && (!has_figures (rows->pdata[figures], n) || is_blank_row (rows->pdata[figures])))
    figures++;
  for (guint r = first; r <= figures && r < end; r++) {
    const GjRow *row = rows->pdata[r];
    if (r > first && row->grid == ((GjRow *) rows->pdata[r - 1])->grid)
      continue;
    gboolean last = figures < end && ((GjRow *) rows->pdata[figures])->grid == row->grid;
    double x = (columns->x0[k] + columns->x1[k]) / 2 - columns->left + row->grid->box.x0;
    add_words_above (text, row->grid, row->row, last ? ((GjRow *) rows->pdata[figures])->row : row->grid->n_rows, x,
                     columns->x1[k] - columns->x0[k]);
  }
  GjLabel label = gj_label_make (text->str);
  double other = 0,
         own = gj_label_match (&label, form->items[items[k]].labels, TRUE); /* that of its group may stand before it */
  for (guint j = 0; j < n; j++)
    other = MAX (other, j != k ? gj_label_match (&label, form->items[items[j]].labels, TRUE) : 0);
  if (own >= COLUMN_SIMILARITY && own > other)
    return ABOVE_ITS_OWN;
  if (ocr ? own >= DAMAGED_SIMILARITY && own > other + DAMAGED_AHEAD : own >= HALF_ALIKE && own > other)
    return ABOVE_DAMAGED;
  return other >= DAMAGED_SIMILARITY ? ABOVE_ANOTHER : ABOVE_NOTHING;
}

/* Whether the labels above @columns, which stand in the form's order, leave a doubt about it. An office may call one by another
 * name, among all the others. Where OCR read all but one, that one is the column that is left; two more may be damaged. */
static gboolean
labels_leave_doubt (const GjForm *form, const int *items, guint n, GPtrArray *rows, guint first, guint end,
                    const GjColumns *columns, GjSource source)
{
  gboolean ocr = source == GJ_SOURCE_OCR;
  guint count[ABOVE_ANOTHER + 1] = { 0 };
  for (guint k = 0; k < n; k++)
    count[label_above (form, items, n, rows, first, end, columns, k, ocr)]++;
  guint lost = count[ABOVE_NOTHING], damaged = count[ABOVE_DAMAGED];
  return count[ABOVE_ANOTHER] > 0 ||
         (ocr ? lost > 1 || lost + damaged > 3 : lost > 0 || damaged > (source == GJ_SOURCE_TEXT_LAYER ? 1 : 0));
}

/* The columns by order: the last cells of rows that hold nothing but values there. Where labels were found they must
 * stand above their column. */
static gboolean
columns_by_order (const GjForm *form, const int *items, guint n, GPtrArray *rows, guint first, guint end,
                  const GjGrid *grid, GjColumns *out)
{
  for (guint r = first; r < end; r++) {
    const GjRow *row = rows->pdata[r];
    if (row->grid != grid || row->cells->len < n + 1 || !has_figures (row, n))
      continue;
    const GjGridCell *label = gj_row_cell (row, row->cells->len - n - 1);
    if (gj_cell_is_value (label->text) && label->text[0] != '\0')
      continue;
    out->n = n;
    out->left = grid->box.x0;
    out->right = grid->box.x1;
    out->by_label = FALSE;
    for (guint k = 0; k < n; k++) {
      const GjGridCell *cell = gj_row_cell (row, row->cells->len - n + k);
      out->x0[k] = cell->box.x0;
      out->x1[k] = cell->box.x1;
    }
    out->doubtful = labels_leave_doubt (form, items, n, rows, first, end, out, row->page->source);
    return TRUE;
  }
  return FALSE;
}

/* Whether @cell ends, left and right, where columns @k to @last of @columns do, moved by @shift. */
static gboolean
has_edges_of (const GjGridCell *cell, const GjColumns *columns, guint k, guint last, double shift)
{
  return fabs (cell->box.x0 - columns->x0[k] - shift) <= SAME_EDGE &&
         fabs (cell->box.x1 - columns->x1[last] - shift) <= SAME_EDGE;
}

/* The columns of the grid on the page before, if this one continues it: every column's middle falls into a cell of
 * its own, or into a merged one that ends where its columns do. */
static gboolean
columns_continue (const GjRow *row, const GjColumns *before, GjColumns *out)
{
  const GjGridCell *last = NULL;
  if (before->n == 0)
    return FALSE;
  double scale = (row->grid->box.x1 - row->grid->box.x0) / MAX (before->right - before->left, 1);
  gboolean cut =
      scale < 0.97 || scale > 1.03; /* the column of the groups is lost at the left: every column must agree */
  double shift = cut ? row->grid->box.x1 - before->right : row->grid->box.x0 - before->left;
  if (cut && scale > 1)
    return FALSE;
  for (guint k = 0, start = 0; k < before->n; k++) {
    double x = (before->x0[k] + before->x1[k]) / 2 + shift;
    const GjGridCell *hit = NULL;
    for (guint i = 0; i < row->cells->len; i++) {
      const GjGridCell *cell = row->cells->pdata[i];
      if (x > cell->box.x0 && x < cell->box.x1)
        hit = cell;
    }
    if (hit == NULL)
      return FALSE;
    start = hit == last ? start : k;
    gboolean goes_on = k + 1 < before->n && (before->x0[k + 1] + before->x1[k + 1]) / 2 + shift < hit->box.x1;
    if (!goes_on && (cut || start < k) && !has_edges_of (hit, before, start, k, shift))
      return FALSE;
    last = hit;
  }
  *out = *before;
  out->first = 0;
  for (guint k = 0; k < before->n; k++) {
    out->x0[k] += shift;
    out->x1[k] += shift;
  }
  out->left += shift;
  out->right += shift;
  return TRUE;
}

/* Whether @row has a figure below the label of column @k besides @taken: of two years' figures below one label either may be meant. */
static gboolean
has_another (const GjRow *row, const GjColumns *columns, guint k, const GjGridCell *taken)
{
  for (guint i = 0; i < row->cells->len; i++) {
    const GjGridCell *cell = row->cells->pdata[i];
    double x = (cell->box.x0 + cell->box.x1) / 2;
    if (cell != taken && x > columns->x0[k] && x < columns->x1[k] && cell->text[0] != '\0' &&
        gj_cell_is_value (cell->text))
      return TRUE;
  }
  return FALSE;
}

/* Whether @text is digits alone: a label that OCR misread may hold some. */
static gboolean
is_digits (const char *text)
{
  return *text != '\0' && *gj_char_after_digits (text) == '\0';
}

/* Whether the figures of @c slipped by a column: the last is blank and one stands before the first, where labels do, or the other way round. So a
 * page of the web looks whose merged cells are counted wrong. A row of nothing but digits where its label would be has none that slipped: a
 * scan's row that a page break cut off looks so, when the rule in it was read as a 1. */
static gboolean
has_slipped (const GjColumns *columns, const GjCandidate *c)
{
  guint first = 0, last = 0;
  for (guint k = 1; k < columns->n; k++) {
    first = columns->x0[k] < columns->x0[first] ? k : first;
    last = columns->x0[k] > columns->x0[last] ? k : last;
  }
  gboolean any = FALSE;
  for (guint k = 0; k < columns->n; k++)
    any = any || (c->value[k] != NULL && c->value[k]->text[0] != '\0');
  for (guint i = 0; i < c->row->cells->len; i++) {
    const GjGridCell *cell = c->row->cells->pdata[i];
    double x = (cell->box.x0 + cell->box.x1) / 2;
    if (cell == c->label_cell && !any)
      continue;
    gboolean before = x < columns->x0[first] && c->label_cell != NULL && cell->box.x0 > c->label_cell->box.x0 - 1,
             behind = x > columns->x1[last];
    const GjGridCell *other = before ? c->value[last] : behind ? c->value[first] : NULL;
    if (is_digits (cell->text) && other != NULL && other->text[0] == '\0')
      return TRUE;
  }
  return FALSE;
}

/* The columns may be printed in any order and one cell may not serve two of them. */
static gboolean
take_by_columns (const GjRow *row, const GjColumns *columns, GjCandidate *c)
{
  double left = G_MAXDOUBLE;
  gboolean clean = TRUE;
  for (guint k = 0; k < columns->n; k++) {
    double x = (columns->x0[k] + columns->x1[k]) / 2;
    left = MIN (left, columns->x0[k]);
    for (guint i = 0; i < row->cells->len; i++) {
      GjGridCell *cell = row->cells->pdata[i];
      if (x >= cell->box.x0 && x < cell->box.x1) {
        for (guint j = 0; j < k; j++)
          if (c->value[j] == cell)
            clean = FALSE;
        c->value[k] = cell;
        break;
      }
    }
    if (c->value[k] == NULL)
      clean = FALSE;
    else
      c->doubtful |= has_another (row, columns, k, c->value[k]);
  }
  for (guint i = 0; i < row->cells->len; i++) {
    GjGridCell *cell = row->cells->pdata[i];
    if (columns->aside > 0 && cell->box.x0 > columns->aside - SAME_EDGE)
      continue;
    if ((cell->box.x0 + cell->box.x1) / 2 < left && cell->box.x0 < left - 1 &&
        (cell->text[0] != '\0' || c->label_cell == NULL))
      if (cell->row >= row->row || c->label_cell == NULL || c->label_cell->text[0] == '\0')
        c->label_cell = cell;
  }
  c->doubtful |= has_slipped (columns, c);
  return clean;
}

/* Whether the row's own label is one of the form's rows: then what is not a figure in it is dirt, as a seal leaves. */
static gboolean
has_row_label (const GjForm *form, const GjCandidate *c)
{
  double best, second;
  if (c->label_cell == NULL || c->label_cell->row != c->row->row)
    return FALSE;
  GjLabel label = gj_label_make (c->label_cell->text);
  return gj_row_match_best (form, GJ_TABLE_APPLICATIONS, &label, FALSE, &best, &second) >= 0 && best >= ROW_SIMILARITY;
}

static void
read_candidate (const GjForm *form, GjRow *row, const GjColumns *columns, guint n, GArray *out)
{
  GjCandidate c = { .row = row, .match = -1 };
  if (row->grid->loose && gj_loose_is_header (form, row))
    return;
  gboolean ok = row->grid->loose ? gj_loose_take (row, n, &c) : columns->n == n && take_by_columns (row, columns, &c);
  if (!ok) {
    c.doubtful = TRUE;
    if (row->grid->loose)
      memset (c.value, 0, sizeof c.value);
  }
  guint texts = 0, values = 0;
  for (guint k = 0; k < n; k++)
    if (c.value[k] != NULL) {
      gboolean value = gj_cell_is_value (c.value[k]->text);
      c.page[k] = row->page;
      texts += !value && gj_label_make (c.value[k]->text).n > 1;
      values += value && c.value[k]->text[0] != '\0';
      c.has_values |= c.value[k]->text[0] != '\0' && value;
    }
  if (texts > values && !has_row_label (form, &c)) /* a header row */
    return;
  if (!ok && !row->grid->loose && c.label_cell == NULL)
    return;
  c.weak = !row->grid->loose && columns->doubtful;
  c.has_values |= c.doubtful && row->cells->len > n / 2;
  c.label = gj_label_read (c.label_cell != NULL ? c.label_cell->text : "", row->page->source);
  g_array_append_val (out, c);
}

/* The rest of the table's last row, alone behind a page break: figures under no header, or their label. */
static gboolean
is_cut_off (const GjForm *form, const GjRow *last, GjRow *row)
{
  int items[GJ_MAX_COLUMNS];
  guint n = leaf_columns (form, GJ_TABLE_APPLICATIONS, items);
  return !row->grid->loose && last->last && row->first && row->last && row->cells->len > n && has_figures (row, n) &&
         !gj_row_is_of_review (row, n) && gj_match_classify (form, row) < 0;
}

/* Rows [first, end) that belong to the table: from its header or first row to its last, with what lies between. */
static gboolean
find_region (const GjForm *form, GPtrArray *rows, guint table, guint *first, guint *end)
{
  guint hits = 0;
  *first = rows->len;
  *end = 0;
  for (guint i = 0; i < rows->len; i++)
    if (gj_match_classify (form, rows->pdata[i]) == (int) table) {
      *first = MIN (*first, i);
      *end = i + 1;
      hits++;
    }
  if (hits < 3)
    return FALSE;
  while (*end < rows->len && ((GjRow *) rows->pdata[*end])->grid == ((GjRow *) rows->pdata[*end - 1])->grid &&
         gj_match_classify (form, rows->pdata[*end]) < 0)
    (*end)++;
  if (*end < rows->len && is_cut_off (form, rows->pdata[*end - 1], rows->pdata[*end]))
    (*end)++;
  while (*first > 0 && ((GjRow *) rows->pdata[*first - 1])->grid == ((GjRow *) rows->pdata[*first])->grid &&
         gj_match_classify (form, rows->pdata[*first - 1]) < 0)
    (*first)--;
  return TRUE;
}

/* A table of the office's own between the pieces of this one: its header names other columns, and hardly any of its rows
 * has a label of the form. */
static gboolean
is_foreign (const GjForm *form, GPtrArray *rows, guint first, guint end, const GjGrid *grid, const int *items, guint n)
{
  guint figures = 0, own = 0, known = 0, strangers = 0;
  int last = -1;
  for (guint r = first; r < end; r++) {
    const GjRow *row = rows->pdata[r];
    if (row->grid != grid)
      continue;
    guint values = 0;
    gboolean labelled = FALSE;
    for (guint i = 1; i < row->cells->len; i++)
      values += gj_cell_is_value (gj_row_cell (row, i)->text) && !gj_cell_is_blank (gj_row_cell (row, i)->text);
    for (guint i = 0; i < row->cells->len; i++) {
      GjLabel label = gj_label_make (gj_row_cell (row, i)->text);
      double s = 0, second, column = 0;
      if (label.n < 2 || gj_cell_is_value (gj_row_cell (row, i)->text))
        continue;
      int item = gj_row_match_best (form, GJ_TABLE_APPLICATIONS, &label, grid->loose, &s, &second);
      labelled |= s >= 0.72 && item != last;
      last = s >= 0.72 ? item : last;
      for (guint k = 0; k < n && figures == 0 && values == 0; k++)
        column = MAX (column, gj_label_match (&label, form->items[items[k]].labels, FALSE));
      known += figures == 0 && values == 0 && column >= COLUMN_SIMILARITY;
      strangers += figures == 0 && values == 0 && i > 0 && column < COLUMN_SIMILARITY;
    }
    figures += values > 2;
    own += values > 2 && labelled;
  }
  return figures >= 2 && own <= 1 && known <= 1 && strangers >= 3;
}

static GArray *
collect_candidates (const GjForm *form, GPtrArray *rows, guint first, guint end, const int *items, guint n, int year)
{
  GArray *candidates = g_array_new (FALSE, TRUE, sizeof (GjCandidate));
  GjColumns columns = { .n = 0 }, found;
  const GjGrid *grid = NULL, *foreign = NULL, *last_grid = NULL;
  int last = -1;
  for (guint i = first; i < end; i++) {
    GjRow *row = rows->pdata[i];
    int class = gj_match_classify (form, row);
    last = row->grid != last_grid ? -1 : last;
    last_grid = row->grid;
    if (class < 0 && last >= 0 && last != GJ_TABLE_APPLICATIONS) /* figures under another table's header */
      continue;
    last = class;
    if ((class >= 0 && class != GJ_TABLE_APPLICATIONS) || row->grid == foreign || row->row < row->grid->above ||
        gj_row_is_of_review (row, n))
      continue;
    if (row->grid != grid && is_foreign (form, rows, first, end, row->grid, items, n)) {
      foreign = row->grid;
      continue;
    }
    if (row->grid != grid && !row->grid->loose) {
      memset (&found, 0, sizeof found);
      if (columns_by_label (form, items, n, rows, first, end, row->grid, year, &found) ||
          columns_continue (row, &columns, &found) ||
          columns_by_order (form, items, n, rows, first, end, row->grid, &found))
        columns = found;
      else
        columns.n = 0;
    }
    grid = row->grid;
    gboolean known =
        class == GJ_TABLE_APPLICATIONS && has_figures (row, n); /* the header may be printed again among the rows */
    if (!row->grid->loose && columns.by_label && row->row < columns.first && !known)
      continue; /* above the header: a title, a unit */
    if (columns.n == n || row->grid->loose || row->cells->len > n)
      read_candidate (form, row, &columns, n, candidates);
  }
  if (end > first && ((GjRow *) rows->pdata[first])->grid->loose)
    gj_loose_order (form, rows, first, end, items, n, candidates);
  return candidates;
}

static gboolean
is_empty_row (const GjCandidate *c, guint n)
{
  for (guint k = 0; k < n; k++)
    if (c->value[k] != NULL && c->value[k]->text[0] != '\0')
      return FALSE;
  return TRUE;
}

/* Rows are cut by page breaks: a row that is empty beside one, in a report that leaves no other row empty, was not read. */
static void
doubt_empty_rows (GArray *candidates, guint n)
{
  for (guint i = 0; i < candidates->len; i++) {
    const GjCandidate *c = &g_array_index (candidates, GjCandidate, i);
    if (is_empty_row (c, n) && !c->row->first && !c->row->last)
      return;
  }
  for (guint i = 0; i < candidates->len; i++) {
    GjCandidate *c = &g_array_index (candidates, GjCandidate, i);
    const GjCandidate *next = i + 1 < candidates->len ? c + 1 : NULL, *last = i > 0 ? c - 1 : NULL;
    gboolean beside_break = (c->row->last && next != NULL && next->row->grid != c->row->grid) ||
                            (c->row->first && last != NULL && last->row->grid != c->row->grid);
    if (is_empty_row (c, n) && beside_break && !c->row->grid->loose)
      for (guint k = 0; k < n; k++)
        if (c->value[k] != NULL)
          c->value[k]->reading = GJ_READING_UNREAD;
  }
}

/* A group that may be printed as one row, of whose rows a single one was found: more likely that one row, whose label was
 * cut so that it names the child. */
static void
doubt_lone_child (const GjForm *form, GArray *candidates)
{
  GjCandidate *lone = NULL;
  guint n = 0;
  for (guint i = 0; i < candidates->len; i++) {
    GjCandidate *c = &g_array_index (candidates, GjCandidate, i);
    int parent = c->match >= 0 ? form->items[c->match].parent : -1;
    if (parent < 0 || form->items[parent].kind != GJ_KIND_EITHER)
      continue;
    lone = c;
    n++;
  }
  if (n == 1)
    lone->sure = FALSE;
}

/* Two reports in one file: the first candidate of the second table 三, or how many there are. */
static guint
second_copy (const GArray *candidates)
{
  for (guint i = 0; i < candidates->len; i++) {
    const GjCandidate *c = &g_array_index (candidates, GjCandidate, i);
    for (guint k = 0; k < i && c->match >= 0 && c->sure; k++) {
      const GjCandidate *o = &g_array_index (candidates, GjCandidate, k);
      if (o->match == c->match && o->sure && (o->row->grid != c->row->grid || c->row->grid->plain) && i - k > 8)
        return i;
    }
  }
  return candidates->len;
}

void
gj_match_applications (GjReport *report, GPtrArray *rows)
{
  const GjForm *form = report->form;
  const guint table = GJ_TABLE_APPLICATIONS;
  int items[GJ_MAX_COLUMNS];
  guint n = leaf_columns (form, table, items), first, end;
  gboolean lost;

  gj_form_shape_mark (form, rows, items, n);
  if (gj_match_applications_by_labels (report, rows, items, n) || !find_region (form, rows, table, &first, &end))
    return;
  g_autoptr (GArray) candidates = collect_candidates (form, rows, first, end, items, n, report->year);
  gboolean loose = candidates->len > 0 && g_array_index (candidates, GjCandidate, 0).row->grid->loose;
  gj_candidates_join_cut (form, table, candidates, n);
  gj_candidates_assign (form, table, candidates, loose, &report->undivided, &lost);
  if (candidates->len < 3)
    return;
  report->table_found[table] = TRUE;
  doubt_empty_rows (candidates, n);
  gj_candidates_doubt_merged (candidates, n);
  doubt_lone_child (form, candidates);
  gj_loose_doubt_slipped (form, candidates, items, n);
  guint second = second_copy (candidates);
  for (guint i = 0; i < candidates->len; i++) {
    GjCandidate *c = &g_array_index (candidates, GjCandidate, i);
    if (c->match < 0)
      continue;
    int row = c->match;
    if (form->items[row].kind == GJ_KIND_EITHER) /* printed as one row: its figures go to the child for that */
      for (guint k = form->tables[table].first; k < form->tables[table].end; k++)
        if (form->items[k].kind == GJ_KIND_UNDIVIDED && form->items[k].parent == c->match)
          row = (int) k;
    for (guint k = 0; k < n && c->row->grid->plain; k++)
      if (form->items[items[k]].kind == GJ_KIND_TOTAL && !gj_plain_adds_up (c->value, n, k))
        c->weak = TRUE;
    for (guint k = 0; k < n; k++) /* a figure across two columns is in both, and refused */
      gj_report_put (report, gj_form_slot (form, row, items[k]), c->value[k], c->page[k],
                     c->doubtful || c->weak || !c->sure || i >= second);
    lost |= c->doubtful && !(c->sure && loose && !c->row->grid->plain); /* between marks no figures leave their row */
  }
  gj_candidates_mark_lost (report, candidates, items, n, rows, first, end);
  gj_report_mark_missing (report, table, lost);
}
