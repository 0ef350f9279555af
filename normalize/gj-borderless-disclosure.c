/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-borderless-disclosure.h"

#include "normalize/gj-rows.h"
#include "normalize/gj-segment.h"

/* Table 二 where no rules part its cells: every line is a row; what stands below a header's label is its column's. */

#define MAX_CELLS 16

static gboolean
matches (GjItemType type, const char *text, double least)
{
  GjLabel label = gj_label_make (text);
  for (guint e = 0; e < GJ_N_EDITIONS; e++) {
    const GjForm *form = gj_form_get ((GjEdition) e);
    const GjFormTable *t = &form->tables[GJ_TABLE_DISCLOSURE];
    for (guint i = t->first; i < t->end; i++)
      if (form->items[i].type == type && gj_label_match (&label, form->items[i].labels, FALSE) >= least)
        return TRUE;
  }
  return FALSE;
}

static const GjSegment *
segment (const GArray *segments, guint i)
{
  return &g_array_index (segments, GjSegment, i);
}

typedef enum { LINE_OTHER, LINE_TITLE, LINE_HEADER, LINE_ROW } LineKind;

static LineKind
kind_of (const GjSegmentLine *line)
{
  const char *first = segment (line->segments, 0)->text;
  if (segment (line->segments, 0)->value)
    return LINE_OTHER;
  if (matches (GJ_ITEM_HEAD, first, 0.8))
    return LINE_HEADER;
  if (matches (GJ_ITEM_ROW, first, 0.72))
    return LINE_ROW;
  if (line->segments->len <= 2) { /* "第二十条 第（一）项" may be parted by a wide space */
    g_autofree char *whole = g_strconcat (first, line->segments->len > 1 ? segment (line->segments, 1)->text : "", NULL);
    if (matches (GJ_ITEM_BLOCK, whole, 0.8))
      return LINE_TITLE;
  }
  return LINE_OTHER;
}

/* The text of @line below header segment @k: the label below the stub, a figure below a column, "" for a blank. */
static const char *
text_below (const GjSegmentLine *line, const GArray *header, guint k)
{
  if (k == 0 || line->segments->len == header->len) /* nothing is blank */
    return segment (line->segments, k)->text;
  if (header->len == 2)
    return line->segments->len > 1 ? segment (line->segments, 1)->text : "";
  /* A column reaches half way to its neighbours. */
  const GjBox *own = &segment (header, k)->box;
  double x0 = k > 1 ? (segment (header, k - 1)->box.x1 + own->x0) / 2 : (segment (header, 0)->box.x1 + own->x0) / 2;
  double x1 = k + 1 < header->len ? (own->x1 + segment (header, k + 1)->box.x0) / 2 : G_MAXDOUBLE;
  for (guint i = 1; i < line->segments->len; i++) {
    const GjBox *b = &segment (line->segments, i)->box;
    double x = (b->x0 + b->x1) / 2;
    if (x >= x0 && x < x1)
      return segment (line->segments, i)->text;
  }
  return "";
}

static void
add_row (GjGrid *grid, const GjSegmentLine *line, LineKind kind, const GArray *header, guint row)
{
  gboolean below = kind == LINE_ROW && header != NULL && line->segments->len <= header->len;
  guint n = kind == LINE_TITLE ? 1 : below ? header->len : MIN (line->segments->len, MAX_CELLS);
  guint filled = 0;
  for (guint k = 0; k < n; k++) {
    const GjBox *b = &segment (below ? header : line->segments, k)->box;
    g_autofree char *text = kind == LINE_TITLE && line->segments->len > 1
                                ? g_strconcat (segment (line->segments, 0)->text, segment (line->segments, 1)->text, NULL)
                                : g_strdup (below ? text_below (line, header, k) : segment (line->segments, k)->text);
    filled += text[0] != '\0';
    gj_grid_add_cell (grid, (GjBox){ b->x0 - 2, line->y - 6, b->x1 + 2, line->y + 6 }, row, k, 1, 1, text);
  }
  for (guint k = 1; k < n && below && filled < line->segments->len; k++) /* a figure stands below no column */
    gj_grid_cell_at (grid, row, k)->reading = GJ_READING_DOUBTFUL;
}

gboolean
gj_borderless_disclosure (GPtrArray *lines, guint first, guint end)
{
  const GArray *header = NULL;
  GjGrid *grid = NULL;
  GjPage *page = NULL;
  guint row = 0;
  gboolean any = FALSE;

  for (guint i = first; i < end; i++) {
    const GjSegmentLine *line = lines->pdata[i];
    LineKind kind = kind_of (line);
    if (kind == LINE_OTHER)
      continue;
    if (line->page != page) {
      page = line->page;
      grid = gj_grid_new ((GjBox){ 0, line->y - 7, page->width, line->y + 7 }, 0, MAX_CELLS);
      gj_page_insert_grid (page, grid);
      row = 0;
      any = TRUE;
    }
    grid->box.y1 = line->y + 7;
    add_row (grid, line, kind, header, row++);
    grid->n_rows = row;
    if (kind == LINE_HEADER)
      header = line->segments;
    else if (kind == LINE_TITLE)
      header = NULL;
  }
  return any;
}
