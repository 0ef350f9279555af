/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-borderless-disclosure.h"

#include "normalize/gj-rows.h"
#include "normalize/gj-segment.h"

/* Table 二 where no rules part its cells: every strip of text is a row; what stands below a header's label is its
 * column's. */

#define MAX_CELLS 16
/* Strips this near (part of the type size) may be lines of one row. */
#define NEAR 0.9

static double
similarity (GjItemType type, const char *text)
{
  GjLabel label = gj_label_make (text);
  double best = 0;
  for (guint e = 0; e < GJ_N_EDITIONS; e++) {
    const GjForm *form = gj_form_get ((GjEdition) e);
    const GjFormTable *t = &form->tables[GJ_TABLE_DISCLOSURE];
    for (guint i = t->first; i < t->end; i++)
      if (form->items[i].type == type)
        best = MAX (best, gj_label_match (&label, form->items[i].labels, FALSE));
  }
  return best;
}

static const GjSegment *
segment (const GArray *segments, guint i)
{
  return &g_array_index (segments, GjSegment, i);
}

typedef enum { LINE_OTHER, LINE_TITLE, LINE_HEADER, LINE_ROW } LineKind;

/* What @line is; @likeness (out): how alike its labels are to the form's. */
static LineKind
kind_of (const GjSegmentLine *line, double *likeness)
{
  const char *first = segment (line->segments, 0)->text;
  *likeness = 0;
  if (segment (line->segments, 0)->value)
    return LINE_OTHER;
  double head = similarity (GJ_ITEM_HEAD, first), row = similarity (GJ_ITEM_ROW, first);
  *likeness = MAX (head, row);
  if (head >= 0.8) {
    for (guint i = 1; i < line->segments->len; i++)
      *likeness += similarity (GJ_ITEM_COLUMN, segment (line->segments, i)->text);
    return LINE_HEADER;
  }
  if (row >= 0.72)
    return LINE_ROW;
  if (line->segments->len <= 2) { /* "第二十条 第（一）项" may be parted by a wide space */
    g_autofree char *whole =
        g_strconcat (first, line->segments->len > 1 ? segment (line->segments, 1)->text : "", NULL);
    double title = similarity (GJ_ITEM_BLOCK, whole);
    *likeness = MAX (*likeness, title);
    if (title >= 0.8)
      return LINE_TITLE;
  }
  return LINE_OTHER;
}

/* Where column @k of @header ends to the left: half way to its neighbour. */
static double
left_of (const GArray *header, guint k)
{
  return (segment (header, k - 1)->box.x1 + segment (header, k)->box.x0) / 2;
}

/* The text of @line in column @k of @header, "" for a blank. @astray (out): set where it does not stand below the label.
 * @agreed (out): cleared where only one reader of a picture says so. */
static char *
text_below (const GjSegmentLine *line, const GArray *header, guint k, gboolean *astray, gboolean *agreed)
{
  if (line->segments->len == header->len) { /* nothing is blank */
    *agreed &= segment (line->segments, k)->agreed;
    return g_strdup (segment (line->segments, k)->text);
  }
  double x0 = k > 0 ? left_of (header, k) : -G_MAXDOUBLE,
         x1 = k + 1 < header->len ? left_of (header, k + 1) : G_MAXDOUBLE;
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < line->segments->len; i++) {
    const GjBox *b = &segment (line->segments, i)->box, *own = &segment (header, k)->box;
    double x = (b->x0 + b->x1) / 2;
    gboolean before = k == 1 && x < x0 && segment (line->segments, i)->value; /* set left in a wide column */
    if (i == 0 ? k > 0 : ((x < x0 && !before) || x >= x1 || k == 0))
      continue;
    *agreed &= text->len == 0 || line->page->source != GJ_SOURCE_OCR; /* two figures, or one that fell apart */
    g_string_append (text, segment (line->segments, i)->text);
    *agreed &= segment (line->segments, i)->agreed;
    if (k > 0 && header->len > 2 && gj_overlap (b->x0, b->x1, own->x0, own->x1) <= 0)
      *astray = TRUE;
  }
  return g_string_free (text, FALSE);
}

/* Whether words stand over several columns of @header, as those of another language between the labels do: which figure is below
 * which label is open. */
static gboolean
has_overlaps (const GArray *header)
{
  for (guint k = 1; k + 1 < header->len; k++)
    if (segment (header, k + 1)->box.x0 < segment (header, k)->box.x1 - 1)
      return TRUE;
  return FALSE;
}

static void
add_row (GjGrid *grid, const GjSegmentLine *line, LineKind kind, const GArray *header, guint row, gboolean open)
{
  gboolean below = kind == LINE_ROW && header != NULL, astray = below && has_overlaps (header);
  guint n = kind == LINE_TITLE ? 1 : MIN (below ? header->len : line->segments->len, MAX_CELLS);
  for (guint k = 0; k < n; k++) {
    const GjBox *b = &segment (below ? header : line->segments, k)->box;
    gboolean agreed = TRUE;
    g_autofree char *text =
        kind == LINE_TITLE && line->segments->len > 1
            ? g_strconcat (segment (line->segments, 0)->text, segment (line->segments, 1)->text, NULL)
        : below ? text_below (line, header, k, &astray, &agreed)
                : g_strdup (segment (line->segments, k)->text);
    GjGridCell *cell =
        gj_grid_add_cell (grid, (GjBox){ b->x0 - 2, line->top - 2, b->x1 + 2, line->bottom + 2 }, row, k, 1, 1, text);
    if (below && k > 0)
      cell->reading = (*text == '\0' && gj_page_has_other (line->page, &cell->box)) ||
                              gj_page_figure_is_odd (line->page, &cell->box)
                          ? GJ_READING_UNREAD
                      : agreed && (*text != '\0' || !gj_page_is_sealed (line->page, &cell->box)) ? GJ_READING_PLAIN
                                                                                                 : GJ_READING_DOUBTFUL;
  }
  for (guint k = 1; k < n && below && (astray || open); k++) {
    GjReading *reading = &gj_grid_cell_at (grid, row, k)->reading;
    *reading = open ? GJ_READING_UNREAD : MAX (*reading, GJ_READING_DOUBTFUL);
  }
}

static gboolean
is_near (const GjSegmentLine *a, const GjSegmentLine *b)
{
  return a->page == b->page && b->top - a->bottom < NEAR * segment (b->segments, 0)->size;
}

/* Strips that only together are something of the form: a label that wraps, with figures on both lines. */
static void
join_wrapped (GPtrArray *strips)
{
  for (guint i = 0; i + 1 < strips->len; i++) {
    const GjSegmentLine *a = strips->pdata[i], *b = strips->pdata[i + 1];
    double la, lb, lj;
    if (!is_near (a, b))
      continue;
    kind_of (a, &la);
    kind_of (b, &lb);
    GjSegmentLine *joined = gj_segment_join (a, b);
    if (kind_of (joined, &lj) == LINE_OTHER || lj <= MAX (la, lb)) {
      gj_segment_line_free (joined);
      continue;
    }
    gj_segment_line_free (strips->pdata[i + 1]);
    strips->pdata[i + 1] = joined;
    g_ptr_array_remove_index (strips, i);
    i--;
  }
}

/* Whether @other, next to a row, holds what stands in a column of @header: then the row goes on there. */
static gboolean
holds_more (const GjSegmentLine *other, const GArray *header)
{
  double likeness;
  if (header == NULL || header->len < 2 || kind_of (other, &likeness) != LINE_OTHER)
    return FALSE;
  for (guint i = 0; i < other->segments->len; i++)
    if (segment (other->segments, i)->box.x0 > segment (header, 0)->box.x1)
      return TRUE;
  return FALSE;
}

gboolean
gj_borderless_disclosure (GPtrArray *lines, guint first, guint end)
{
  g_autoptr (GPtrArray) strips = gj_segment_strips (lines, first, end);
  const GArray *header = NULL;
  GjGrid *grid = NULL;
  GjPage *page = NULL;
  guint row = 0;
  gboolean any = FALSE;

  join_wrapped (strips);
  for (guint i = 0; i < strips->len; i++) {
    const GjSegmentLine *line = strips->pdata[i];
    double likeness;
    LineKind kind = kind_of (line, &likeness);
    if (kind == LINE_OTHER)
      continue;
    if (line->page != page) {
      page = line->page;
      grid = gj_grid_new ((GjBox){ 0, line->top - 3, page->width, line->bottom + 3 }, 0, MAX_CELLS);
      grid->gaps = page->source == GJ_SOURCE_OCR;
      gj_page_insert_grid (page, grid);
      row = 0;
      any = TRUE;
    }
    grid->box.y1 = line->bottom + 3;
    gboolean open =
        (i > 0 && is_near (strips->pdata[i - 1], line) && holds_more (strips->pdata[i - 1], header)) ||
        (i + 1 < strips->len && is_near (line, strips->pdata[i + 1]) && holds_more (strips->pdata[i + 1], header));
    add_row (grid, line, kind, header, row++, open);
    grid->n_rows = row;
    if (kind == LINE_HEADER)
      header = line->segments;
    else if (kind == LINE_TITLE)
      header = NULL;
  }
  return any;
}
