/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-rows.h"

#include "page/gj-char.h"

/* Table 三 in another shape than the form's: its columns printed as rows, or some of its columns in a table of their own, as on the
 * next page of a sheet that is too wide. Each figure is where the nearest label beside it and the nearest above it say, and only where
 * this holds for every figure, each place of the form is taken once, and each row that is printed has all its columns, is any read. */

#define SURE_COLUMN 0.7
#define SURE_ROW 0.72
#define MARGIN 0.15
#define MIN_ROWS 8     /* of the form, for a table to be this one */
#define MAX_CELLS 1024 /* of a grid: each is held against each */

/* What the words of one cell are a label of; −1: of nothing, or of two. */
typedef struct {
  int row, column; /* item of the form; index of the column with figures */
  gboolean label;  /* holds words */
} Words;

typedef struct {
  const GjForm *form;
  const int *items;
  guint n;
  GHashTable *taken;    /* slot → GjGridCell* */
  GHashTable *doubtful; /* set of slots */
  GHashTable *pages;    /* slot → GjPage* */
} Reading;

static int
column_named (const Reading *r, const GjLabel *label)
{
  double best = 0, second = 0;
  int found = -1;
  for (guint k = 0; k < r->n; k++) {
    double s = gj_label_match (label, r->form->items[r->items[k]].labels, FALSE);
    second = MAX (second, MIN (s, best));
    found = s > best ? (int) k : found;
    best = MAX (s, best);
  }
  return best >= SURE_COLUMN && best - second >= MARGIN ? found : -1;
}

static Words
read_words (const Reading *r, const char *text, gboolean rows)
{
  Words words = { -1, -1, FALSE };
  double best, second;
  if (gj_cell_is_value (text))
    return words;
  words.label = TRUE;
  GjLabel label = gj_label_make (text);
  if (label.n < 2)
    return words;
  if (g_utf8_strchr ("（([【", -1, g_utf8_get_char (text)) == NULL) /* （七）总计 is a row */
    words.column = column_named (r, &label);
  int item = rows ? gj_row_match_best (r->form, GJ_TABLE_APPLICATIONS, &label, FALSE, &best, &second) : -1;
  if (item >= 0 && best >= SURE_ROW && best - second >= MARGIN)
    words.row = item;
  return words;
}

static Words *
read_grid_words (const Reading *r, const GjGrid *grid, gboolean rows)
{
  Words *words = g_new0 (Words, grid->cells->len);
  for (guint i = 0; i < grid->cells->len; i++)
    words[i] = read_words (r, g_array_index (grid->cells, GjGridCell, i).text, rows);
  return words;
}

/* The nearest cell with words in the row of @cell before it, or in its column above it; −1 if there is none. */
static int
nearest_words (const GjGrid *grid, const Words *words, const GjGridCell *cell, gboolean above)
{
  int found = -1;
  guint nearest = 0;
  for (guint i = 0; i < grid->cells->len; i++) {
    const GjGridCell *c = &g_array_index (grid->cells, GjGridCell, i);
    guint end = above ? c->row + c->row_span : c->col + c->col_span;
    gboolean before = end <= (above ? cell->row : cell->col);
    gboolean covers = above ? c->col <= cell->col && c->col + c->col_span >= cell->col + cell->col_span
                            : c->row <= cell->row && c->row + c->row_span >= cell->row + cell->row_span;
    if (words[i].label && before && covers && (found < 0 || end > nearest)) {
      found = (int) i;
      nearest = end;
    }
  }
  return found;
}

/* Whether the row of @cell in extracted text has blanks: figures may have slipped there. */
static gboolean
may_have_slipped (const GjGrid *grid, const GjGridCell *cell)
{
  guint blanks = 0;
  for (guint i = 0; i < grid->cells->len && grid->loose; i++) {
    const GjGridCell *c = &g_array_index (grid->cells, GjGridCell, i);
    blanks += c->row == cell->row && c->col >= cell->col && c->text[0] == '\0';
  }
  return blanks > 0;
}

/* The first row and the first column of @grid with a figure: blanks before them are those of the header. */
static void
first_figures (const GjGrid *grid, const Words *words, guint *row, guint *column)
{
  *row = *column = G_MAXUINT;
  for (guint i = 0; i < grid->cells->len; i++) {
    const GjGridCell *cell = &g_array_index (grid->cells, GjGridCell, i);
    if (!words[i].label && cell->text[0] != '\0') {
      *row = MIN (*row, cell->row);
      *column = MIN (*column, cell->col);
    }
  }
}

/* Reads @grid with the form's rows as columns (@turned) or as rows. Returns: how many places of the form it has; −1 where a figure
 * among them is not told by its labels, or a place was taken before. */
static int
read_grid (Reading *r, const GjGrid *grid, const GjPage *page, const Words *words, gboolean turned)
{
  guint n = 0, left = 0, first_row, first_column;
  first_figures (grid, words, &first_row, &first_column);
  for (guint i = 0; i < grid->cells->len; i++) {
    const GjGridCell *cell = &g_array_index (grid->cells, GjGridCell, i);
    if (words[i].label || cell->row < first_row || cell->col < first_column)
      continue;
    int row = nearest_words (grid, words, cell, turned), column = nearest_words (grid, words, cell, !turned);
    int item = row >= 0 ? words[row].row : -1, k = column >= 0 ? words[column].column : -1;
    gboolean whole = cell->row_span == 1 && cell->col_span == 1;
    if (item < 0 || k < 0 || !whole) {
      left += cell->text[0] != '\0' || (item >= 0 && k >= 0);
      continue;
    }
    gpointer key = GINT_TO_POINTER (item * GJ_MAX_COLUMNS + k);
    if (!g_hash_table_insert (r->taken, key, (gpointer) cell))
      return -1;
    g_hash_table_insert (r->pages, key, (gpointer) page);
    if (may_have_slipped (grid, cell))
      g_hash_table_add (r->doubtful, key);
    n++;
  }
  return n > 0 && left > 0 ? -1 : (int) n;
}

/* Whether the labels of many rows stand beside each other in one row of @grid. */
static gboolean
is_turned (const GjGrid *grid, const Words *words)
{
  g_autofree guint8 *rows = g_new0 (guint8, grid->n_rows + 1), *columns = g_new0 (guint8, grid->n_cols + 1);
  guint in_rows = 0, in_columns = 0;
  for (guint i = 0; i < grid->cells->len; i++) {
    const GjGridCell *cell = &g_array_index (grid->cells, GjGridCell, i);
    if (words[i].row < 0)
      continue;
    in_rows += rows[cell->row] == 0;
    in_columns += columns[cell->col] == 0;
    rows[cell->row] = columns[cell->col] = 1;
  }
  return in_columns >= MIN_ROWS && in_columns > in_rows;
}

gboolean
gj_grid_is_matrix (const GjGrid *grid)
{
  return !grid->loose || (!grid->plain && grid->cells->len == grid->n_rows * grid->n_cols);
}

/* Which of the columns are named in @grid, as bits. */
static guint
columns_in (const GjGrid *grid, const Words *words)
{
  guint mask = 0;
  for (guint i = 0; i < grid->cells->len; i++)
    mask |= words[i].column >= 0 ? 1U << words[i].column : 0;
  return mask;
}

static gboolean
has_row_labels (const GjGrid *grid, const Words *words)
{
  guint n = 0;
  for (guint i = 0; i < grid->cells->len; i++)
    n += words[i].row >= 0;
  return n >= MIN_ROWS;
}

/* The grids of @rows that may hold the table, each once. Returns NULL where one of them has the form's own shape: all columns side by
 * side, or none has. */
static GPtrArray *
odd_grids (const Reading *r, GPtrArray *rows, GPtrArray *pages)
{
  g_autoptr (GPtrArray) grids = g_ptr_array_new ();
  const guint all = (1U << r->n) - 1;
  const GjGrid *last = NULL;
  guint mask = 0;
  for (guint i = 0; i < rows->len; i++) {
    const GjRow *row = rows->pdata[i];
    const GjGrid *grid = row->grid;
    if (grid == last || grid->cells->len < MIN_ROWS || grid->cells->len > MAX_CELLS ||
        row->page->source == GJ_SOURCE_OCR)
      continue;
    last = grid;
    g_autofree Words *words = read_grid_words (r, grid, FALSE);
    guint own = columns_in (grid, words);
    if (own == 0)
      continue;
    if (own == all && grid->n_cols < r->n + MIN_ROWS)
      return NULL;
    mask |= own;
    g_ptr_array_add (grids, (gpointer) grid);
    g_ptr_array_add (pages, row->page);
  }
  return mask == all ? g_steal_pointer (&grids) : NULL;
}

/* Whether every row that is printed has all its columns, and the rows are those of the table. */
static gboolean
is_complete (const Reading *r, gboolean *undivided)
{
  guint n = 0, below = 0;
  const GjFormTable *t = &r->form->tables[GJ_TABLE_APPLICATIONS];
  *undivided = FALSE;
  for (guint i = t->first; i < t->end; i++) {
    guint columns = 0;
    for (guint k = 0; k < r->n; k++)
      columns += g_hash_table_contains (r->taken, GINT_TO_POINTER ((int) (i * GJ_MAX_COLUMNS + k)));
    if (columns > 0 && columns < r->n)
      return FALSE;
    int parent = r->form->items[i].parent;
    *undivided |= columns > 0 && r->form->items[i].kind == GJ_KIND_EITHER;
    below += columns > 0 && parent >= 0 && r->form->items[parent].kind == GJ_KIND_EITHER;
    n += columns > 0;
  }
  return n >= MIN_ROWS && !(*undivided && below > 0);
}

static void
put (GjReport *report, const Reading *r)
{
  const GjForm *form = r->form;
  const GjFormTable *t = &form->tables[GJ_TABLE_APPLICATIONS];
  for (guint i = t->first; i < t->end; i++) {
    guint row = i;
    for (guint c = t->first; c < t->end && form->items[i].kind == GJ_KIND_EITHER; c++)
      if (form->items[c].kind == GJ_KIND_UNDIVIDED && form->items[c].parent == (int) i)
        row = c;
    for (guint k = 0; k < r->n; k++) {
      gpointer key = GINT_TO_POINTER ((int) (i * GJ_MAX_COLUMNS + k));
      const GjGridCell *cell = g_hash_table_lookup (r->taken, key);
      if (cell != NULL)
        gj_report_put (report, gj_form_slot (form, (int) row, r->items[k]), cell, g_hash_table_lookup (r->pages, key),
                       g_hash_table_contains (r->doubtful, key));
    }
  }
}

gboolean
gj_match_applications_by_labels (GjReport *report, GPtrArray *rows, const int *items, guint n)
{
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL), doubtful = g_hash_table_new (NULL, NULL),
                         owners = g_hash_table_new (NULL, NULL);
  Reading r = { report->form, items, n, taken, doubtful, owners };
  g_autoptr (GPtrArray) pages = g_ptr_array_new ();
  g_autoptr (GPtrArray) grids = odd_grids (&r, rows, pages);
  gboolean undivided;
  for (guint g = 0; grids != NULL && g < grids->len; g++) {
    const GjGrid *grid = grids->pdata[g];
    g_autofree Words *words = read_grid_words (&r, grid, TRUE);
    if (!has_row_labels (grid, words))
      continue;
    if (!gj_grid_is_matrix (grid) || read_grid (&r, grid, pages->pdata[g], words, is_turned (grid, words)) < 0)
      return FALSE;
  }
  if (grids == NULL || !is_complete (&r, &undivided))
    return FALSE;
  report->table_found[GJ_TABLE_APPLICATIONS] = TRUE;
  report->undivided = undivided;
  put (report, &r);
  gj_report_mark_missing (report, GJ_TABLE_APPLICATIONS, TRUE);
  return TRUE;
}
