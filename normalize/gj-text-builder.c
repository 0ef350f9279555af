/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-text-builder.h"

#include "normalize/gj-label.h"
#include "normalize/gj-rows.h"
#include "page/gj-char.h"

#include <string.h>

void
gj_text_builder_start (GjTextBuilder *b, const GjLine *line)
{
  b->grid = gj_grid_new (line->box, 0, 0);
  b->grid->loose = TRUE;
  b->row = b->n_in_row = 0;
}

/* The same for a table in lines without marks between its cells. */
void
gj_text_builder_start_plain (GjTextBuilder *b, const GjLine *line)
{
  gj_text_builder_start (b, line);
  b->grid->plain = TRUE;
}

/* An empty cell: see gj_text_pipes_unfold(). */
gboolean
gj_text_is_bar (const char *text)
{
  return text[0] == '|' && text[1] == '\0';
}

/* What tools write for a cell without text, and for a column without a name. */
static gboolean
is_filler (const char *text)
{
  static const char *const names[] = { "None", "NaN", "nan", "null", "Unnamed:", "Col" };
  g_autofree char *bare = g_strstrip (g_strdup (text));
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    gsize n = strlen (names[i]);
    if (strncmp (bare, names[i], n) == 0 && (i < 4 ? bare[n] == '\0' : g_ascii_isdigit (bare[n]) || bare[n] == ' '))
      return TRUE;
  }
  return FALSE;
}

/* "4. 12": a row's number and a figure, as likely as a figure with a point. */
static gboolean
is_numbered (const char *text)
{
  text += strspn (text, " ");
  gsize digits = strspn (text, "0123456789");
  const char *behind = text + digits + 1;
  return digits > 0 && text[digits] == '.' && *behind == ' ' && g_ascii_isdigit (behind[strspn (behind, " ")]);
}

void
gj_text_builder_cell (GjTextBuilder *b, const GjLine *line, const char *text)
{
  g_autofree char *bare = gj_str_strip_spaces (gj_text_is_bar (text) || is_filler (text) ? "" : text);
  GjBox box = { b->n_in_row, line->box.y0, b->n_in_row + 1, line->box.y1 };
  GjGridCell *cell = gj_grid_add_cell (b->grid, box, b->row, b->n_in_row++, 1, 1, bare);
  if (line->maybe_page_number || b->doubtful || is_numbered (text))
    cell->reading = GJ_READING_DOUBTFUL;
  b->grid->n_cols = MAX (b->grid->n_cols, b->n_in_row);
  b->grid->box = gj_box_union (&b->grid->box, &line->box);
}

void
gj_text_builder_end_row (GjTextBuilder *b)
{
  if (b->n_in_row > 0)
    b->row++;
  b->n_in_row = 0;
  b->grid->n_rows = b->row;
}

/* Empty cells behind the last figure of a row may fill it up: they go. */
void
gj_text_builder_strip (GjTextBuilder *b)
{
  GArray *cells = b->grid->cells;
  gboolean figure = FALSE;
  for (guint k = 1; k < b->n_in_row; k++) {
    const char *text = g_array_index (cells, GjGridCell, cells->len - k).text;
    figure |= !gj_cell_is_blank (text);
  }
  while (figure && b->n_in_row > 1 && g_array_index (cells, GjGridCell, cells->len - 1).text[0] == '\0') {
    g_array_set_size (cells, cells->len - 1);
    b->n_in_row--;
  }
}

void
gj_text_builder_doubt_all (GjTextBuilder *b)
{
  for (guint i = 0; i < b->grid->cells->len; i++) {
    GjGridCell *cell = &g_array_index (b->grid->cells, GjGridCell, i);
    cell->reading = MAX (cell->reading, GJ_READING_DOUBTFUL);
  }
}

#define MIN_COUNTED 3

static gboolean
is_number (const char *text, guint number)
{
  g_autofree char *own = g_strdup_printf ("%u", number);
  return strcmp (text, own) == 0;
}

/* Counts the columns of @grid anew, where cells were taken out. */
static void
number_columns (GjGrid *grid)
{
  grid->n_cols = 0;
  for (guint i = 0; i < grid->cells->len; i++) {
    GjGridCell *cell = &g_array_index (grid->cells, GjGridCell, i);
    cell->col = i > 0 && cell->row == cell[-1].row ? cell[-1].col + 1 : 0;
    cell->box.x0 = cell->col;
    cell->box.x1 = cell->col + 1;
    grid->n_cols = MAX (grid->n_cols, cell->col + 1);
  }
}

/* Programs that hold tables as frames write a number above each column, and one before each row, counted from 0. */
static void
drop_numbers (GjTextBuilder *b)
{
  GArray *cells = b->grid->cells;
  guint n = 0, rows = 0, counted[2] = { 0 }; /* from the first row on, from the second */
  const GjGridCell *cell = (const GjGridCell *) (void *) cells->data;
  while (n < cells->len && cell[n].row == 0)
    n++;
  const guint stub = n > 0 && cell[0].text[0] == '\0';
  gboolean head = n > stub + 1;
  for (guint k = stub; k < n; k++)
    head &= is_number (cell[k].text, k - stub);
  for (guint i = 0; i < cells->len; i++)
    if (i == 0 || cell[i].row != cell[i - 1].row) {
      counted[0] += is_number (cell[i].text, rows);
      counted[1] += rows > 0 && is_number (cell[i].text, rows - 1);
      rows++;
    }
  gboolean index = counted[0] == rows || (counted[1] + 1 == rows && (head || stub));
  index &= rows > MIN_COUNTED;
  for (guint i = cells->len; i-- > 0;) {
    gboolean first = i == 0 || g_array_index (cells, GjGridCell, i - 1).row != g_array_index (cells, GjGridCell, i).row;
    if ((head && i < n) || (index && first))
      g_array_remove_index (cells, i);
  }
  number_columns (b->grid);
}

/* Which table the columns named in @grid are of, or -1. */
static int
table_of_columns (const GjGrid *grid)
{
  static const guint least[GJ_N_TABLES] = { 3, 5, 8 };
  guint named[GJ_N_TABLES] = { 0 };
  for (guint i = 0; i < grid->cells->len; i++)
    for (guint t = 0; t < GJ_N_TABLES; t++) {
      const char *text = g_array_index (grid->cells, GjGridCell, i).text;
      named[t] += text[0] != '\0' && !gj_cell_is_value (text) && gj_text_matches_item (t, GJ_ITEM_COLUMN, text, 0.95);
    }
  for (guint t = 0; t < GJ_N_TABLES; t++)
    if (named[t] >= least[t])
      return (int) t;
  return -1;
}

/* Tools put columns without anything between others. They go where the rest are the columns of the form, and all rows have them. */
static void
drop_empty_columns (GjTextBuilder *b)
{
  static const guint columns[GJ_N_TABLES] = { 4, 10, 15 };
  GArray *cells = b->grid->cells;
  const guint n = b->grid->n_cols;
  g_autofree gboolean *filled = g_new0 (gboolean, n + 1);
  guint kept = 0;
  if (n <= columns[0] || cells->len != n * b->grid->n_rows)
    return;
  for (guint i = 0; i < cells->len; i++) {
    const GjGridCell *cell = &g_array_index (cells, GjGridCell, i);
    kept += cell->text[0] != '\0' && !filled[cell->col];
    filled[cell->col] |= cell->text[0] != '\0';
  }
  const int table = kept < n ? table_of_columns (b->grid) : -1;
  if (table < 0 || kept != columns[table])
    return;
  for (guint i = cells->len; i-- > 0;)
    if (!filled[g_array_index (cells, GjGridCell, i).col])
      g_array_remove_index (cells, i);
  number_columns (b->grid);
}

void
gj_text_builder_finish (GjTextBuilder *b, GjPage *page)
{
  gj_text_builder_end_row (b);
  if (!b->grid->plain) {
    drop_numbers (b);
    drop_empty_columns (b);
  }
  if (b->grid->n_rows > 0)
    gj_page_insert_grid (page, b->grid);
  else
    gj_grid_free (b->grid);
  b->grid = NULL;
}

gboolean
gj_text_matches_item (guint table, GjItemType type, const char *words, double least)
{
  GjLabel label = gj_label_make (words);
  for (guint e = 0; e < GJ_N_EDITIONS; e++) {
    const GjForm *form = gj_form_get ((GjEdition) e);
    for (guint i = form->tables[table].first; i < form->tables[table].end; i++)
      if (form->items[i].type == type && gj_label_match (&label, form->items[i].labels, FALSE) >= least)
        return TRUE;
  }
  return FALSE;
}
