/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-rows.h"

#include <string.h>

/* Rows of table 三 in extracted text, which has no geometry: only the order of the cells tells where the figures are. */

/* Where the figures start behind the label in cell @label_at of rows with @n_cells cells: the same in all rows of @grid
 * that have as many and no blank; -1 if there are none, or they differ. */
static int
usual_start (const GjGrid *grid, guint label_at, guint n_cells, guint n)
{
  int start = -1;
  for (guint i = 0; i < grid->cells->len;) {
    const GjGridCell *row = &g_array_index (grid->cells, GjGridCell, i);
    guint len = 0, label = 0, figures = 0, first = 0;
    for (; i + len < grid->cells->len && row[len].row == row->row; len++) {
      gboolean value = gj_cell_is_value (row[len].text), filled = row[len].text[0] != '\0';
      if (filled && !value) {
        label = len;
        figures = 0;
      } else if (filled && figures++ == 0)
        first = len;
    }
    i += len;
    if (len != n_cells || label != label_at || figures != n)
      continue;
    if (start >= 0 && (guint) start != first)
      return -1;
    start = (int) first;
  }
  return start;
}

gboolean
gj_loose_take (const GjRow *row, guint n, GjCandidate *c)
{
  guint label = 0, first = 0, figures = 0, first_figure = 0, last_figure = 0, end = row->cells->len;
  for (guint i = 0; i < row->cells->len; i++) {
    const char *text = gj_row_cell (row, i)->text;
    if (text[0] != '\0' && !gj_cell_is_value (text)) {
      label = i;
      first = i + 1;
      c->label_cell = row->cells->pdata[i];
      figures = 0;
    } else if (text[0] != '\0') {
      first_figure = figures++ == 0 ? i : first_figure;
      last_figure = i;
    }
  }
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
  int usual = usual_start (row->grid, label, row->cells->len, n);
  if (figures > 0 && least < most) {
    GjNumber total, part;
    __int128 sum = 0;
    if (usual >= (int) least && usual <= (int) most)
      start = (guint) usual;
    else if (least + n != last_figure + 1 ||
             gj_number_parse (gj_row_cell (row, last_figure)->text, NULL, &total) != GJ_NUMBER_OK || total.scaled == 0)
      return FALSE;
    else {
      for (guint i = first_figure; i < last_figure; i++)
        if (gj_number_parse (gj_row_cell (row, i)->text, NULL, &part) == GJ_NUMBER_OK)
          sum += part.scaled;
      if (sum != total.scaled)
        return FALSE;
      start = least;
    }
  }
  for (guint k = 0; k < n; k++)
    c->value[k] = row->cells->pdata[start + k];
  return TRUE;
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
