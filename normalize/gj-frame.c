/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-frame.h"

#include "normalize/gj-prose.h"
#include "normalize/gj-rows.h"

#include <string.h>

#define WIDE 0.6      /* of its grid's width: no cell with a label of the form is so wide but the titles of blocks */
#define LONG_PROSE 20 /* characters of a sentence that a cell holds */

gboolean
gj_grid_is_table (const GjGrid *grid)
{
  guint filled = 0, longest = 0, total = 0;
  for (guint i = 0; i < grid->cells->len; i++) {
    const char *text = g_array_index (grid->cells, GjGridCell, i).text;
    guint n = text != NULL ? (guint) g_utf8_strlen (text, -1) : 0;
    filled += n > 0;
    total += n;
    longest = MAX (longest, n);
  }
  /* A frame around prose: nearly all of the text in one cell. */
  return (grid->cells->len > 1 || total <= 40) && filled > 0 && !(longest > 120 && longest * 10 > total * 6);
}

static gboolean
is_wide (const GjGrid *grid, const GjGridCell *cell)
{
  return gj_box_width (&cell->box) > WIDE * gj_box_width (&grid->box);
}

/* Whether cells of @grid that are not as wide as prose have labels of the form: then it is a table, however long its prose. */
static gboolean
has_labels (const GjGrid *grid)
{
  guint n = 0;
  for (guint i = 0; i < grid->cells->len && n < 3; i++) {
    const GjGridCell *cell = &g_array_index (grid->cells, GjGridCell, i);
    n += cell->text != NULL && !is_wide (grid, cell) && gj_label_make (cell->text).n >= 3 &&
         gj_form_has_piece (cell->text);
  }
  return n >= 3;
}

/* Whether a table of its own stands in @cell of @grid. */
static gboolean
holds_grid (const GjPage *page, const GjGrid *grid, const GjGridCell *cell)
{
  for (guint g = 0; g < page->grids->len; g++) {
    const GjGrid *other = page->grids->pdata[g];
    if (other != grid && other->cells->len > 1 && gj_box_contains (&cell->box, other->box.x0, other->box.y0) &&
        gj_box_contains (&cell->box, other->box.x1, other->box.y1))
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_prose (const char *text)
{
  double similarity;
  gsize rest;
  return gj_heading_match (text, 0, &similarity, &rest) >= 0 ||
         (g_utf8_strlen (text, -1) >= LONG_PROSE && strstr (text, "。") != NULL);
}

/* Whether a wide cell with @text may be a table's own: a figure, or a title of rows. */
static gboolean
is_of_table (const char *text)
{
  return (gj_cell_is_value (text) && strstr (text, "。") == NULL) || gj_form_has_piece (text);
}

/* The cells of @grid that frame prose. Where there is one, what else stands in cells as wide and is nothing that the form prints is the
 * title, the date and the like. */
static GArray *
prose_of (const GjPage *page, const GjGrid *grid)
{
  GArray *boxes = g_array_new (FALSE, FALSE, sizeof (GjBox));
  gboolean any = FALSE;
  if (page->source != GJ_SOURCE_TEXT_LAYER)
    return boxes;
  for (guint pass = 0; pass < 2 && (pass == 0 || any); pass++)
    for (guint i = 0; i < grid->cells->len; i++) {
      const GjGridCell *cell = &g_array_index (grid->cells, GjGridCell, i);
      if (!is_wide (grid, cell) || cell->text == NULL || cell->text[0] == '\0')
        continue;
      gboolean sure = is_prose (cell->text) || holds_grid (page, grid, cell), table = is_of_table (cell->text);
      any |= sure || (grid->cells->len == 1 && !table); /* the end of a frame on its last page */
      if (pass == 0 ? sure : !sure && !table)
        g_array_append_val (boxes, cell->box);
    }
  return boxes;
}

static void
area_clear (gpointer data)
{
  g_array_unref (((GjTableArea *) data)->prose);
}

/* Whether rules part the columns of @grid and not its rows: figures stand below each other in its only row. */
static gboolean
has_columns_only (const GjGrid *grid)
{
  guint open = 0;
  for (guint i = 0; i < grid->cells->len && grid->n_rows == 1; i++) {
    const GjGridCell *cell = &g_array_index (grid->cells, GjGridCell, i);
    open += cell->reading == GJ_READING_UNREAD && cell->text != NULL && strpbrk (cell->text, "0123456789") != NULL;
  }
  return open >= 3;
}

GArray *
gj_page_tables (const GjPage *page)
{
  GArray *tables = g_array_new (FALSE, FALSE, sizeof (GjTableArea));
  g_array_set_clear_func (tables, area_clear);
  for (guint k = 0; k < page->grids->len; k++) {
    GjTableArea area = { .grid = page->grids->pdata[k] };
    gboolean text = page->source == GJ_SOURCE_TEXT_LAYER;
    if ((!gj_grid_is_table (area.grid) && !(text && has_labels (area.grid))) || (text && has_columns_only (area.grid)))
      continue;
    area.prose = prose_of (page, area.grid);
    g_array_append_val (tables, area);
  }
  return tables;
}

gboolean
gj_tables_contain (const GArray *tables, double x, double y)
{
  for (guint k = 0; k < tables->len; k++) {
    const GjTableArea *area = &g_array_index (tables, GjTableArea, k);
    gboolean inside = gj_box_contains (&area->grid->box, x, y);
    for (guint i = 0; i < area->prose->len && inside; i++)
      inside = !gj_box_contains (&g_array_index (area->prose, GjBox, i), x, y);
    if (inside)
      return TRUE;
  }
  return FALSE;
}
