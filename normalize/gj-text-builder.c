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

void
gj_text_builder_cell (GjTextBuilder *b, const GjLine *line, const char *text)
{
  g_autofree char *bare = gj_str_strip_spaces (gj_text_is_bar (text) || is_filler (text) ? "" : text);
  GjBox box = { b->n_in_row, line->box.y0, b->n_in_row + 1, line->box.y1 };
  GjGridCell *cell = gj_grid_add_cell (b->grid, box, b->row, b->n_in_row++, 1, 1, bare);
  if (line->maybe_page_number || b->doubtful)
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
}

void
gj_text_builder_finish (GjTextBuilder *b, GjPage *page)
{
  gj_text_builder_end_row (b);
  if (!b->grid->plain)
    drop_numbers (b);
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
