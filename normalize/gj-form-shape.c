/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-form-shape.h"

#include "page/gj-char.h"

/* Tables of scans whose labels nobody can read: the form's header is merged as no other is. */

#define LEAST_ROWS 2 /* of figures */

/* Whether a cell above @row, in its grid, spans exactly the columns of the grid from @first to @last. */
static gboolean
has_group_cell (const GjRow *row, guint first, guint last)
{
  for (guint i = 0; i < row->grid->cells->len; i++) {
    const GjGridCell *cell = &g_array_index (row->grid->cells, GjGridCell, i);
    if (cell->row < row->row && cell->col == first && cell->col + cell->col_span == last + 1)
      return TRUE;
  }
  return FALSE;
}

gboolean
gj_row_has_form_header (const GjForm *form, guint table, const GjRow *row, const int *items, guint n)
{
  const GjFormTable *t = &form->tables[table];
  guint groups = 0, left = row->grid->n_cols - n;
  if (row->grid->n_cols < n || row->cells->len < n)
    return FALSE;
  for (guint k = 0; k < n; k++)
    if (gj_row_cell (row, row->cells->len - n + k)->col != left + k)
      return FALSE;
  for (guint g = t->first; g < t->end; g++) {
    guint first = n, last = 0;
    for (guint k = 0; k < n && form->items[g].type == GJ_ITEM_COLUMN; k++)
      if (items[k] != (int) g && gj_form_is_below (form, items[k], (int) g)) {
        first = MIN (first, k);
        last = k;
      }
    if (first >= last)
      continue;
    if (!has_group_cell (row, left + first, left + last))
      return FALSE;
    groups++;
  }
  return groups > 1;
}

static gboolean
ends_in_figures (const GjRow *row, guint n)
{
  for (guint k = 1; k <= n && row->cells->len >= n; k++) {
    const char *text = gj_row_cell (row, row->cells->len - k)->text;
    if (!gj_cell_is_value (text) || gj_cell_is_blank (text))
      return FALSE;
  }
  return row->cells->len >= n;
}

/* The rows [@first, end) of one grid. */
static guint
end_of_grid (GPtrArray *rows, guint first)
{
  const GjGrid *grid = ((GjRow *) rows->pdata[first])->grid;
  while (first < rows->len && ((GjRow *) rows->pdata[first])->grid == grid)
    first++;
  return first;
}

/* Whether no label in rows [@first, @end), of a scan, says what table they are, and several end in @n figures. @header (out): how many
 * rows stand above these, if they are merged as in table 三; 0 otherwise. */
static gboolean
is_nameless (const GjForm *form, GPtrArray *rows, guint first, guint end, const int *items, guint n, guint *header)
{
  guint figures = 0;
  *header = 0;
  for (guint r = first; r < end; r++) {
    GjRow *row = rows->pdata[r];
    if (row->page->source != GJ_SOURCE_OCR || row->grid->loose || row->grid->recovered != 0 ||
        gj_match_classify (form, row) >= 0)
      return FALSE;
    if (!ends_in_figures (row, n))
      continue;
    if (figures++ == 0 && gj_row_has_form_header (form, GJ_TABLE_APPLICATIONS, row, items, n))
      *header = row->row;
  }
  return figures >= LEAST_ROWS;
}

void
gj_form_shape_mark (const GjForm *form, GPtrArray *rows, const int *items, guint n)
{
  const GjRow *before = NULL;
  for (guint first = 0, end; first < rows->len; first = end) {
    GjRow *row = rows->pdata[first];
    guint header;
    end = end_of_grid (rows, first);
    gboolean nameless = is_nameless (form, rows, first, end, items, n, &header);
    gboolean goes_on =
        before != NULL && before->page->number + 1 == row->page->number && before->grid->n_cols == row->grid->n_cols;
    before = NULL;
    if (!nameless || !(header > 0 || goes_on))
      continue;
    row->grid->recovered = GJ_TABLE_APPLICATIONS + 1;
    row->grid->above = header;
    before = row;
    for (guint r = first; r < end; r++) /* they have been asked already */
      for (guint e = 0; e < GJ_N_EDITIONS; e++)
        ((GjRow *) rows->pdata[r])->class[e] = GJ_TABLE_APPLICATIONS;
  }
}

/* What the form prints in one row of table 二. */
typedef struct {
  int item; /* the row's, or −1: a block's header */
  int columns[GJ_MAX_COLUMNS];
  guint n;
} Line;

/* The headers and rows of table 二, without the titles of its blocks. */
static GArray *
disclosure_lines (const GjForm *form)
{
  const GjFormTable *t = &form->tables[GJ_TABLE_DISCLOSURE];
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (Line));
  Line line = { .item = -1 };
  int block = -1;
  for (guint i = t->first; i < t->end; i++) {
    GjItemType type = form->items[i].type;
    if (type != GJ_ITEM_COLUMN && type != GJ_ITEM_ROW)
      continue;
    if (gj_form_block (form, (int) i) != block) {
      block = gj_form_block (form, (int) i);
      line.n = 0;
    }
    if (type == GJ_ITEM_COLUMN && line.n < GJ_MAX_COLUMNS) {
      line.columns[line.n++] = (int) i;
      continue;
    }
    if (lines->len == 0 || gj_form_block (form, g_array_index (lines, Line, lines->len - 1).item) != block) {
      line.item = -1;
      g_array_append_val (lines, line);
    }
    line.item = (int) i;
    g_array_append_val (lines, line);
  }
  return lines;
}

/* Whether @row is such as @line prints: a label, and figures or the words of a header. */
static gboolean
is_such (const GjForm *form, GjRow *row, const Line *line)
{
  int class = gj_match_classify (form, row);
  return row->page->source == GJ_SOURCE_OCR && !row->grid->loose && row->cells->len == line->n + 1 &&
         (class < 0 || class == GJ_TABLE_DISCLOSURE) && ends_in_figures (row, line->n) == (line->item >= 0) &&
         !ends_in_figures (row, line->n + 1);
}

/* The first of @rows with more than one cell at or behind @i, or NULL. */
static GjRow *
next_row (GPtrArray *rows, guint *i)
{
  while (*i < rows->len && ((GjRow *) rows->pdata[*i])->cells->len < 2)
    (*i)++;
  return *i < rows->len ? rows->pdata[*i] : NULL;
}

gboolean
gj_form_shape_read_disclosure (GjReport *report, GPtrArray *rows)
{
  const GjForm *form = report->form;
  g_autoptr (GArray) lines = disclosure_lines (form);
  for (guint start = 0; start < rows->len; start++) {
    guint i = start, k = 0;
    GjRow *row;
    for (; k < lines->len && (row = next_row (rows, &i)) != NULL; k++, i++)
      if (!is_such (form, row, &g_array_index (lines, Line, k)))
        break;
    if (k < lines->len)
      continue;
    for (i = start, k = 0; k < lines->len; k++, i++) {
      const Line *line = &g_array_index (lines, Line, k);
      row = next_row (rows, &i);
      for (guint c = 0; c < line->n && line->item >= 0; c++)
        gj_report_put (report, gj_form_slot (form, line->item, line->columns[c]), gj_row_cell (row, c + 1), row->page,
                       TRUE);
    }
    return TRUE;
  }
  return FALSE;
}

gboolean
gj_row_is_of_review (const GjRow *row, guint n)
{
  for (guint i = 0; i < row->cells->len; i++) {
    const char *text = gj_row_cell (row, i)->text;
    if (text[0] == '\0' || *gj_char_after_digits (text) != '\0')
      return FALSE;
  }
  return row->cells->len > 2 * n && !row->grid->loose;
}
