/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-form-shape.h"
#include "normalize/gj-prose.h"
#include "normalize/gj-rows.h"

#include <string.h>

/* Table 四: header rows over one row of figures; the columns' groups stand above them. */

#define SURE 0.7
#define MAX_SHARED 4 /* cells of a row of another table that may have labels of this one */

static guint
leaf_columns (const GjForm *form, int *items)
{
  const GjFormTable *t = &form->tables[GJ_TABLE_REVIEW];
  guint n = 0;
  for (guint i = t->first; i < t->end && n < GJ_MAX_COLUMNS; i++)
    if (form->items[i].type == GJ_ITEM_COLUMN && gj_form_has_values (form, (int) i))
      items[n++] = (int) i;
  return n;
}

static int
row_of_figures (const GjForm *form)
{
  int found = -1;
  for (guint i = form->tables[GJ_TABLE_REVIEW].first; i < form->tables[GJ_TABLE_REVIEW].end; i++)
    if (form->items[i].type == GJ_ITEM_ROW)
      found = (int) i;
  return found;
}

/* Whether any figure of the table was found. */
static gboolean
has_figures (const GjReport *report)
{
  for (guint i = 0; i < report->form->slots->len; i++)
    if (g_array_index (report->form->slots, GjSlot, i).table == GJ_TABLE_REVIEW && report->cells[i].found)
      return TRUE;
  return FALSE;
}

/* How many cells of @row are labels of this table's columns (groups or leaves). */
static guint
count_header_cells (const GjForm *form, const GjRow *row)
{
  const GjFormTable *t = &form->tables[GJ_TABLE_REVIEW];
  guint hits = 0;
  for (guint i = 0; i < row->cells->len; i++) {
    GjLabel label = gj_label_make (gj_row_cell (row, i)->text);
    if (label.n < 2)
      continue;
    for (guint k = t->first; k < t->end; k++)
      if (form->items[k].type == GJ_ITEM_COLUMN &&
          gj_label_match_above (&label, form->items[k].labels, FALSE, SURE) >= SURE) {
        hits++;
        break;
      }
  }
  return hits;
}

/* A row of figures; of a scan, a few may not have been read, and in one dirt may have been read as letters. */
static gboolean
is_figures (const GjRow *row, guint n)
{
  guint cells = 0, filled = 0, unread = 0, figures = 0, dirty = 0,
        most = row->page->source == GJ_SOURCE_OCR && !row->grid->loose;
  for (guint i = 0; i < row->cells->len; i++) {
    const GjGridCell *cell = gj_row_cell (row, i);
    gboolean value = gj_cell_is_value (cell->text);
    dirty += !value && cell->reading == GJ_READING_PLAIN;
    if (dirty > most)
      return FALSE;
    unread += !value;
    cells++;
    filled += cell->text[0] != '\0';
    figures += value && cell->text[0] != '\0';
  }
  if (dirty > 0 && figures + dirty < n)
    return FALSE;
  return cells >= n && unread * 4 <= cells && (filled > 0 || cells == n);
}

/* The leaf of @group that @text is a label of, or −1. */
static int
match_leaf (const GjForm *form, const char *text, const int *items, guint n, int group)
{
  GjLabel label = gj_label_make (text);
  int best = -1;
  double most = SURE;
  for (guint k = 0; k < n && label.n >= 2; k++) {
    double s = form->items[items[k]].parent == group ? gj_label_match (&label, form->items[items[k]].labels, FALSE) : 0;
    if (s > most) {
      most = s;
      best = (int) k;
    }
  }
  return best;
}

static const char *
text_over (const GjRow *row, double x)
{
  for (guint i = 0; i < row->cells->len; i++) {
    const GjGridCell *cell = gj_row_cell (row, i);
    if (x >= cell->box.x0 && x < cell->box.x1)
      return cell->text;
  }
  return "";
}

/* The leaf whose label is nearest above the figures over @x. A page break may leave its first half a row higher. */
static int
leaf_above (const GjForm *form, GPtrArray *rows, guint header, guint figures, double x, const int *items, guint n,
            int group)
{
  g_autofree char *below = g_strdup ("");
  for (guint r = figures; r-- > header;) {
    const char *text = text_over (rows->pdata[r], x);
    char *both = g_strconcat (text, below, NULL);
    g_free (below);
    below = both;
    int found = match_leaf (form, text, items, n, group);
    if (found < 0)
      found = match_leaf (form, both, items, n, group);
    if (found >= 0)
      return found;
  }
  return -1;
}

/* Whether a piece of a label over @x is part of another leaf's label in @group, but not of leaf @k's. */
static gboolean
names_another (const GjForm *form, GPtrArray *rows, guint header, guint figures, double x, const int *items, guint n,
               int group, guint k)
{
  for (guint r = header; r < figures; r++) {
    GjLabel text = gj_label_make (text_over (rows->pdata[r], x));
    if (text.n < 2 || gj_label_is_piece (&text, form->items[items[k]].labels))
      continue;
    for (guint i = 0; i < n; i++)
      if (form->items[items[i]].parent == group && gj_label_is_piece (&text, form->items[items[i]].labels))
        return TRUE;
  }
  return FALSE;
}

/* The group whose label stands over @x, as a parent of columns with figures; @otherwise where none is read. */
static int
group_above (const GjForm *form, GPtrArray *rows, guint header, guint figures, double x, const int *items, guint n,
             int otherwise)
{
  int group = otherwise;
  double most = SURE;
  for (guint r = header; r < figures; r++) {
    const GjRow *row = rows->pdata[r];
    for (guint i = 0; i < row->cells->len; i++) {
      const GjGridCell *cell = gj_row_cell (row, i);
      if (x < cell->box.x0 || x >= cell->box.x1)
        continue;
      GjLabel label = gj_label_make (cell->text);
      if (label.n < 2)
        continue;
      for (guint k = 0; k < n; k++) {
        int parent = form->items[items[k]].parent;
        double s =
            gj_label_match_above (&label, form->items[parent].labels, TRUE, most); /* 行政诉讼（未经复议直接起诉） */
        if (s > most) {
          most = s;
          group = parent;
        }
      }
    }
  }
  return group;
}

/* Reads the columns by label into @order. UNKNOWN: nothing readable says that it is not the form's. */
static GjColumnOrder
check_order (const GjForm *form, GPtrArray *rows, guint header, guint figures, GjGridCell **values, const int *items,
             guint n, guint *order)
{
  guint differ = 0;
  gboolean taken[GJ_MAX_COLUMNS] = { FALSE }, complete = TRUE;
  for (guint k = 0; k < n; k++) {
    double x = (values[k]->box.x0 + values[k]->box.x1) / 2;
    /* Where its label is not read, the group comes from the order. */
    int group = group_above (form, rows, header, figures, x, items, n, form->items[items[k]].parent);
    int found = leaf_above (form, rows, header, figures, x, items, n, group);
    differ += group != form->items[items[k]].parent;
    if (found < 0 || taken[found]) {
      complete = FALSE;
      differ += names_another (form, rows, header, figures, x, items, n, group, k);
      continue;
    }
    taken[found] = TRUE;
    order[k] = (guint) found;
    differ += found != (int) k;
  }
  if (differ == 0)
    return GJ_COLUMN_ORDER_UNKNOWN;
  return complete ? GJ_COLUMN_ORDER_READ : GJ_COLUMN_ORDER_CONTRADICTS;
}

static gboolean
take (GPtrArray *rows, guint figures, guint n, GjGridCell **values)
{
  const GjRow *row = rows->pdata[figures];
  guint m = row->cells->len, filled = 0, first = 0;
  for (guint i = 0; i < m; i++)
    filled += gj_row_cell (row, i)->text[0] != '\0';
  if (m == n || (filled < n && m > n)) { /* as printed; extra empty cells only at the ends */
    guint end = m;
    while (end - first > n && gj_row_cell (row, end - 1)->text[0] == '\0')
      end--;
    while (end - first > n && gj_row_cell (row, first)->text[0] == '\0')
      first++;
    if (end - first != n)
      return FALSE;
    for (guint k = 0; k < n; k++)
      values[k] = gj_row_cell (row, first + k);
    return TRUE;
  }
  if (filled != n)
    return FALSE;
  for (guint i = 0, k = 0; i < m; i++)
    if (gj_row_cell (row, i)->text[0] != '\0')
      values[k++] = gj_row_cell (row, i);
  return TRUE;
}

static gboolean
is_empty (const GjRow *row)
{
  for (guint i = 0; i < row->cells->len; i++)
    if (gj_row_cell (row, i)->text[0] != '\0')
      return FALSE;
  return TRUE;
}

/* Whether most cells of @row are pieces of this table's labels, as what a page break leaves of them: 其他 and 总计 are those of another table
 * as well, and so few cells as that has. */
static gboolean
is_rest_of_header (const GjRow *row)
{
  guint pieces = 0, filled = 0;
  for (guint i = 0; i < row->cells->len; i++) {
    const char *text = gj_row_cell (row, i)->text;
    filled += text[0] != '\0';
    pieces += text[0] != '\0' && gj_form_table_has_piece (GJ_TABLE_REVIEW, text);
  }
  return pieces > MAX_SHARED && pieces * 3 > filled * 2;
}

/* The row of figures of the table whose header starts at @header, or where the table ends. A row's box may stand empty at
 * a page's foot, and what belongs in it on the next page. */
static guint
find_figures (const GjForm *form, GPtrArray *rows, guint header, guint n)
{
  guint empty = rows->len;
  for (guint i = header; i < rows->len; i++) {
    GjRow *row = rows->pdata[i];
    if (is_figures (row, n)) {
      if (!is_empty (row) || !row->last)
        return empty < rows->len && is_empty (row) ? empty : i;
      empty = MIN (empty, i);
      continue;
    }
    /* Halves of this table's labels (a page break) look like another's; only its rows have so many cells. */
    int class = row->cells->len < n && !is_rest_of_header (row) ? gj_match_classify (form, row) : GJ_TABLE_REVIEW;
    if (class >= 0 && class != GJ_TABLE_REVIEW)
      return MIN (empty, i);
  }
  return empty;
}

/* Figures that wrap in narrow cells may be cut by a page break: what goes on in the first row of the next page is no part of
 * what was taken, and what was taken is no whole figure. */
static void
doubt_cut_figures (GPtrArray *rows, guint figures, guint n, GjGridCell **values)
{
  const GjRow *row = rows->pdata[figures], *next = figures + 1 < rows->len ? rows->pdata[figures + 1] : NULL;
  GjGridCell *more[GJ_MAX_COLUMNS] = { NULL };
  if (next == NULL || row->grid->loose || !row->last || !next->first || next->page == row->page ||
      !is_figures (next, n) || is_empty (next) || !take (rows, figures + 1, n, more))
    return;
  for (guint k = 0; k < n; k++)
    if (more[k]->text[0] != '\0') /* alike: the row is drawn on both pages, and clipped */
      values[k]->reading = MAX (values[k]->reading,
                                strcmp (more[k]->text, values[k]->text) == 0 ? GJ_READING_DOUBTFUL : GJ_READING_UNREAD);
}

#define MAX_PAGE_NUMBER 8 /* characters: — 12 — */

/* An empty box at the foot of a page may be the upper end of the row, and its figures stand on the next page, where nothing made a row
 * of them. */
static void
doubt_cut_blanks (const GjRow *row, guint n, GjGridCell **values)
{
  guint below = 0;
  if (!is_empty (row) || !row->last || row->grid->loose)
    return;
  for (guint i = 0; i < row->page->glyphs->len; i++)
    below += g_array_index (row->page->glyphs, GjGlyph, i).box.y0 > row->grid->box.y1 - 1;
  for (guint k = 0; k < n && below <= MAX_PAGE_NUMBER; k++)
    values[k]->reading = MAX (values[k]->reading, GJ_READING_DOUBTFUL);
}

/* What is no figure among figures is dirt, with or without one. */
static void
doubt_dirt (GjGridCell **values, guint n)
{
  for (guint k = 0; k < n; k++)
    if (!gj_cell_is_value (values[k]->text))
      values[k]->reading = GJ_READING_UNREAD;
}

/* The next row of figures of the table that row @figures is of, or how many rows there are. */
static guint
next_figures (GPtrArray *rows, guint figures, guint n)
{
  const GjGrid *grid = ((GjRow *) rows->pdata[figures])->grid;
  for (guint i = figures + 1; i < rows->len && ((GjRow *) rows->pdata[i])->grid == grid && !grid->loose; i++) {
    if (!is_figures (rows->pdata[i], n))
      break;
    if (!is_empty (rows->pdata[i]))
      return i;
  }
  return rows->len;
}

/* Whether @values are 1, 2, 3 and so on: the numbers of the columns, if figures follow. */
static gboolean
are_column_numbers (GjGridCell *const *values, guint n)
{
  for (guint k = 0; k < n; k++) {
    g_autofree char *number = g_strdup_printf ("%u", k + 1);
    if (strcmp (values[k]->text, number) != 0)
      return FALSE;
  }
  return TRUE;
}

/* Extracted text: a group with figures other than 0 and without its total may have lost a cell, or two of its figures stand in one; then those behind them
 * slipped. */
static gboolean
lacks_total (const GjForm *form, GjGridCell *const *values, const int *items, guint n)
{
  gboolean figures = FALSE;
  for (guint k = 0; k < n; k++) {
    const gboolean total = form->items[items[k]].kind == GJ_KIND_TOTAL;
    if (total && figures && values[k]->text[0] == '\0')
      return TRUE;
    figures = !total && (figures || !gj_loose_is_nothing (values[k]));
  }
  return FALSE;
}

/* Extracted text: with more cells in @row than columns, blank ones among them, what is none of the table's may have been taken, as a row's
 * number: only sums tell that it was not. */
static gboolean
may_have_slipped (const GjForm *form, const GjRow *row, GjGridCell *const *values, const int *items, guint n)
{
  guint from = 0;
  for (guint k = 0; k < n && row->cells->len > n; k++)
    if (form->items[items[k]].kind == GJ_KIND_TOTAL) {
      if (!gj_plain_adds_up (values + from, k + 1 - from, k - from))
        return TRUE;
      from = k + 1;
    }
  return FALSE;
}

/* Whether a label in rows [@first, @end) of extracted text has a figure written together with it. */
static gboolean
has_joined (GPtrArray *rows, guint first, guint end)
{
  for (guint r = first; r < end; r++)
    for (guint i = 0; i < ((GjRow *) rows->pdata[r])->cells->len; i++) {
      const GjGridCell *cell = gj_row_cell (rows->pdata[r], i);
      if (!gj_cell_is_value (cell->text) && gj_loose_has_joined (cell))
        return TRUE;
    }
  return FALSE;
}

/* One copy of the table, its header starting at @header. Returns the row after it, or 0. */
static guint
read_table (GjReport *report, GPtrArray *rows, guint header, const int *items, guint n)
{
  const GjForm *form = report->form;
  GjGridCell *values[GJ_MAX_COLUMNS] = { NULL };
  guint order[GJ_MAX_COLUMNS], figures = find_figures (form, rows, header, n);
  report->table_found[GJ_TABLE_REVIEW] = TRUE;
  if (figures >= rows->len || !is_figures (rows->pdata[figures], n) || !take (rows, figures, n, values))
    return figures + 1;
  guint header_end = figures, next = next_figures (rows, figures, n);
  if (next < rows->len && are_column_numbers (values, n) && take (rows, next, n, values)) {
    figures = next;
    next = next_figures (rows, figures, n);
  }
  const GjRow *row = rows->pdata[figures];
  doubt_cut_figures (rows, figures, n, values);
  doubt_cut_blanks (row, n, values);
  doubt_dirt (values, n);
  g_autofree char *words = gj_rows_words (rows, header, header_end);
  GjColumnOrder said = row->grid->loose ? gj_columns_of_review (form, words, items, n, order)
                                        : check_order (form, rows, header, header_end, values, items, n, order);
  int figures_row = row_of_figures (form);
  gboolean doubtful =
      said == GJ_COLUMN_ORDER_CONTRADICTS ||
      (row->grid->loose && (said == GJ_COLUMN_ORDER_UNKNOWN || lacks_total (form, values, items, n) ||
                            may_have_slipped (form, row, values, items, n) || has_joined (rows, header, header_end)));
  for (guint k = 0; k < n; k++) {
    guint column = said == GJ_COLUMN_ORDER_READ ? order[k] : k;
    gj_report_put (report, gj_form_slot (form, figures_row, items[column]), values[k], row->page, doubtful);
  }
  if (next < rows->len &&
      take (rows, next, n, values)) /* another year's, or those of a part: which are meant is open */
    for (guint k = 0; k < n; k++)
      gj_report_put (report, gj_form_slot (form, figures_row, items[said == GJ_COLUMN_ORDER_READ ? order[k] : k]),
                     values[k], row->page, TRUE);
  return (next < rows->len ? next : figures) + 1;
}

/* The one group that @text names, or −1. The heading of the section, and that of 行政诉讼, name more. */
static int
group_named (const GjForm *form, const char *text, const int *items, guint n)
{
  GjLabel label = gj_label_make (text);
  int found = -1;
  for (guint k = 0; k < n; k++) {
    int group = form->items[items[k]].parent, above = form->items[group].parent;
    if (group == found || !gj_label_contains (&label, form->items[group].labels))
      continue;
    if (found >= 0)
      return -1;
    found = group;
    for (guint j = 0; j < n && above < 0; j++) { /* 行政复议、行政诉讼情况 */
      int other = form->items[form->items[items[j]].parent].parent;
      if (other >= 0 && gj_label_contains (&label, form->items[other].labels))
        return -1;
    }
  }
  return found;
}

/* The group that the caption of @grid names, the last line above it, or −1. */
static int
group_of_caption (const GjForm *form, const GjPage *page, const GjGrid *grid, const int *items, guint n)
{
  const GjLine *caption = gj_line_above (page, grid);
  return caption != NULL ? group_named (form, caption->text, items, n) : -1;
}

/* 行政复议 and 行政诉讼 as tables of their own: a row of figures with fewer columns, each of which stands under its group's
 * label, in the table or in its caption, and its own. One below the other without a gap they are one grid. */
static void
read_part (GjReport *report, GPtrArray *rows, guint figures, const int *items, guint n)
{
  const GjForm *form = report->form;
  const GjRow *row = rows->pdata[figures];
  int found[GJ_MAX_COLUMNS], figures_row = row_of_figures (form);
  guint header = figures;
  if (row->grid->loose || row->cells->len >= n || row->cells->len < 2)
    return;
  while (header > 0 && ((GjRow *) rows->pdata[header - 1])->grid == row->grid &&
         !is_figures (rows->pdata[header - 1], 2))
    header--;
  gboolean first = header == 0 || ((GjRow *) rows->pdata[header - 1])->grid != row->grid;
  int caption = first ? group_of_caption (form, row->page, row->grid, items, n) : -1;
  for (guint i = 0; i < row->cells->len; i++) {
    const GjBox *box = &gj_row_cell (row, i)->box;
    double x = (box->x0 + box->x1) / 2;
    int group = group_above (form, rows, header, figures, x, items, n, caption);
    found[i] = group >= 0 ? leaf_above (form, rows, header, figures, x, items, n, group) : -1;
    for (guint k = 0; k < i; k++)
      if (found[k] == found[i])
        return;
    if (found[i] < 0)
      return;
  }
  for (guint i = 0; i < row->cells->len; i++)
    gj_report_put (report, gj_form_slot (form, figures_row, items[found[i]]), gj_row_cell (row, i), row->page, FALSE);
}

/* Whether @values, in the form's order, are figures of which each total is the sum of those before it. */
static gboolean
adds_up (const GjForm *form, GjGridCell *const *values, const int *items, guint n)
{
  __int128 sum = 0;
  guint totals = 0;
  for (guint k = 0; k < n; k++) {
    GjNumber number;
    if (values[k]->reading == GJ_READING_UNREAD || gj_number_parse (values[k]->text, NULL, &number) != GJ_NUMBER_OK)
      return FALSE;
    if (form->items[items[k]].kind != GJ_KIND_TOTAL) {
      sum += number.scaled;
      continue;
    }
    if (sum != number.scaled)
      return FALSE;
    sum = 0;
    totals++;
  }
  return totals > 0;
}

/* What is printed right above column @col of @row, over no other column. */
static const char *
label_over (const GjRow *row, guint col)
{
  const GjGridCell *best = NULL;
  for (guint i = 0; i < row->grid->cells->len; i++) {
    const GjGridCell *cell = &g_array_index (row->grid->cells, GjGridCell, i);
    if (cell->row < row->row && cell->col == col && cell->col_span == 1 && (best == NULL || cell->row > best->row))
      best = cell;
  }
  return best != NULL ? best->text : "";
}

/* Whether damaged labels still tell that the columns stand in the form's order: many are most like their own, none is more like another. */
static gboolean
labels_lean (const GjForm *form, const GjRow *row, const int *items, guint n)
{
  guint own_most = 0;
  for (guint k = 0; k < n; k++) {
    GjLabel label = gj_label_make (label_over (row, k));
    double own = gj_label_match (&label, form->items[items[k]].labels, FALSE), other = 0;
    for (guint j = 0; j < n; j++)
      if (strcmp (form->items[items[j]].labels, form->items[items[k]].labels) != 0)
        other = MAX (other, gj_label_match (&label, form->items[items[j]].labels, FALSE));
    if (other > own)
      return FALSE;
    own_most += own > other;
  }
  return own_most * 2 >= n;
}

/* Whether nothing was read above @row in its grid, but for what is over all its columns: a dark header shows no rules. */
static gboolean
is_bare_above (const GjRow *row)
{
  for (guint i = 0; i < row->grid->cells->len; i++) {
    const GjGridCell *cell = &g_array_index (row->grid->cells, GjGridCell, i);
    if (cell->row < row->row && cell->col_span < row->grid->n_cols && cell->text[0] != '\0')
      return FALSE;
  }
  return TRUE;
}

/* A scan's header of which no label could be read. Where its cells are merged as the form's are, it is the form's, and where damaged labels
 * lean to their columns, these are sure. Else, where a row of figures adds up as the form's does, below the section's heading or, in a grid
 * of as many columns, below nothing, its columns stand in the form's order, but that is no proof. */
static void
read_without_header (GjReport *report, GPtrArray *rows, const int *items, guint n)
{
  const GjForm *form = report->form;
  for (guint i = 0; i < rows->len; i++) {
    GjGridCell *values[GJ_MAX_COLUMNS] = { NULL };
    const GjRow *row = rows->pdata[i];
    if (row->page->source != GJ_SOURCE_OCR || !is_figures (row, n) || !take (rows, i, n, values))
      continue;
    gboolean header = row->grid->n_cols == n && gj_row_has_form_header (form, GJ_TABLE_REVIEW, row, items, n);
    gboolean placed = row->grid->recovered == GJ_TABLE_REVIEW + 1 || (row->grid->n_cols == n && is_bare_above (row));
    if (!header && !(placed && adds_up (form, values, items, n)))
      continue;
    report->table_found[GJ_TABLE_REVIEW] = TRUE;
    for (guint k = 0; k < n; k++)
      gj_report_put (report, gj_form_slot (form, row_of_figures (form), items[k]), values[k], row->page,
                     !header || !labels_lean (form, row, items, n));
    return;
  }
}

void
gj_match_review (GjReport *report, GPtrArray *rows)
{
  int items[GJ_MAX_COLUMNS];
  guint n = leaf_columns (report->form, items);
  for (guint i = 0; i < rows->len;) {
    if (count_header_cells (report->form, rows->pdata[i]) >= 2 &&
        gj_match_classify (report->form, rows->pdata[i]) == GJ_TABLE_REVIEW)
      i = read_table (report, rows, i, items, n);
    else
      i++;
  }
  if (!report->table_found[GJ_TABLE_REVIEW])
    read_without_header (report, rows, items, n);
  for (guint i = 0; i < rows->len; i++)
    if (report->table_found[GJ_TABLE_REVIEW] && is_figures (rows->pdata[i], 2))
      read_part (report, rows, i, items, n);
  if (!has_figures (report))
    gj_match_review_by_labels (report, rows, row_of_figures (report->form), items, n);
  gj_report_mark_missing (report, GJ_TABLE_REVIEW, TRUE);
}
