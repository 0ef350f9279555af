/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-borderless.h"

#include "normalize/gj-bands.h"
#include "normalize/gj-borderless-columns.h"
#include "normalize/gj-borderless-disclosure.h"
#include "normalize/gj-borderless-merged.h"
#include "normalize/gj-borderless-values.h"
#include "normalize/gj-prose.h"
#include "normalize/gj-rows.h"
#include "normalize/gj-segment.h"

#include <math.h>
#include <string.h>

/* The lines between two headings: [first, end) of all lines. */
typedef struct {
  guint first, end;
} Region;

static const int section_of_table[GJ_N_TABLES] = { 1, 2, 3 };

static char *
line_text (const GjSegmentLine *line)
{
  GString *s = g_string_new (NULL);
  for (guint i = 0; i < line->segments->len; i++)
    g_string_append (s, g_array_index (line->segments, GjSegment, i).text);
  return g_string_free (s, FALSE);
}

/* From the last heading of the section (an earlier one stands in a table of contents) to the next heading. */
static gboolean
find_region (GPtrArray *lines, int section, Region *out)
{
  gboolean found = FALSE;
  for (guint i = 0; i < lines->len; i++) {
    g_autofree char *text = line_text (lines->pdata[i]);
    double similarity;
    gsize rest;
    int id = ((GjSegmentLine *) lines->pdata[i])->page->source == GJ_SOURCE_OCR
                 ? gj_heading_match_ocr (text, &similarity, &rest)
                 : gj_heading_match (text, 0, &similarity, &rest);
    if (id == section) {
      out->first = i + 1;
      out->end = lines->len;
      found = TRUE;
    } else if (id >= 0 && found && out->end == lines->len)
      out->end = i;
  }
  return found && out->end > out->first;
}

/* Whether @line holds what @table prints above and left of its figures: pieces of its labels, or (where labels run into
 * each other) letters of its header and hardly any others. */
static gboolean
is_label_line (const GjSegmentLine *line, guint table)
{
  guint letters = 0, known = 0;
  for (guint k = 0; k < line->segments->len; k++) {
    const GjSegment *s = &g_array_index (line->segments, GjSegment, k);
    if (!s->value && gj_form_table_has_piece (table, s->text))
      return TRUE;
    GjLabel label = gj_label_make (s->text);
    for (guint i = 0; i < label.n; i++, letters++)
      known += gj_form_table_has_letter (table, label.ch[i]);
  }
  return letters > 0 && known * 10 >= letters * 9;
}

/* Where the header of the body that starts at line @body begins, not before @least. */
static guint
header_start (GPtrArray *lines, guint least, guint body, guint table)
{
  const GjSegmentLine *first = body < lines->len ? lines->pdata[body] : NULL;
  guint start = body;
  while (start > least && is_label_line (lines->pdata[start - 1], table)) {
    if (first == NULL)
      first = lines->pdata[start - 1];
    if (((GjSegmentLine *) lines->pdata[start - 1])->page != first->page)
      break;
    start--;
  }
  return start;
}

/* A header alone at the foot of a page, its table behind the break. */
static void
recover_lone_header (GPtrArray *lines, guint first, guint end, guint table, const GjStretch *columns, guint n)
{
  g_autoptr (GPtrArray) own = g_ptr_array_new ();
  for (guint i = first; i < end; i++)
    g_ptr_array_add (own, lines->pdata[i]);
  while (own->len > 0 && !is_label_line (own->pdata[own->len - 1], table) && /* a running footer */
         ((GjSegmentLine *) own->pdata[own->len - 1])->y >
             0.88 * ((GjSegmentLine *) own->pdata[own->len - 1])->page->height)
    g_ptr_array_set_size (own, (gint) own->len - 1);
  guint start = header_start (own, 0, own->len, table);
  if (start == own->len)
    return;
  const GjSegmentLine *top = own->pdata[start], *bottom = own->pdata[own->len - 1];
  GjGrid *grid = gj_grid_new ((GjBox){ 0, top->top - 2, top->page->width, bottom->bottom + 2 }, 2, n + 1);
  gj_columns_add_groups (grid, own, start, own->len, table, columns, n);
  gj_columns_add_header (grid, own, start, own->len, table, columns, n, 1);
  gj_page_insert_grid (top->page, grid);
}

static gboolean
has_value (const GjSegmentLine *line)
{
  for (guint k = 0; k < line->segments->len; k++)
    if (g_array_index (line->segments, GjSegment, k).value)
      return TRUE;
  return FALSE;
}

/* The labels of groups may go on a little below the last row. */
static double
bottom_of (GPtrArray *lines, guint end, const GjBand *last, const GjStretch *columns)
{
  double bottom = last->bottom;
  for (guint i = last->line; i < end; i++) {
    const GjSegmentLine *line = lines->pdata[i];
    const GjSegment *s = &g_array_index (line->segments, GjSegment, line->segments->len - 1);
    if (line->y > bottom && line->top < bottom + s->size && s->box.x1 < columns[0].x0 &&
        is_label_line (line, GJ_TABLE_APPLICATIONS))
      bottom = line->bottom + 1;
  }
  return bottom;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double p = *(const double *) a, q = *(const double *) b;
  return p < q ? -1 : p > q;
}

/* How many lines of figures in @columns are in @band. */
static guint
figure_rows (GPtrArray *lines, guint first, guint end, const GjBand *band, const GjStretch *columns, guint n)
{
  g_autoptr (GArray) ys = g_array_new (FALSE, FALSE, sizeof (double));
  double size = 0;
  for (guint i = first; i < end; i++) {
    const GjSegmentLine *line = lines->pdata[i];
    for (guint k = 0; k < line->segments->len; k++) {
      const GjSegment *s = &g_array_index (line->segments, GjSegment, k);
      double x = (s->box.x0 + s->box.x1) / 2;
      if (!s->value || x < columns[0].x0 - 2 || x > columns[n - 1].x1 + 2 || s->y < band->top || s->y > band->bottom)
        continue;
      g_array_append_val (ys, s->y);
      size = MAX (size, s->size);
    }
  }
  g_array_sort (ys, compare_doubles);
  guint rows = ys->len > 0;
  for (guint i = 1; i < ys->len; i++)
    rows += g_array_index (ys, double, i) - g_array_index (ys, double, i - 1) > 0.4 * size;
  return rows;
}

/* A picture's row whose band holds the figures of two rows, or none while another one's holds two: its figures may be those
 * of its neighbour. What is wrapped is no proof against it. Returns whether there is one. */
static gboolean
doubt_rows (GjGrid *grid, GPtrArray *lines, guint first, guint end, const GArray *bands, const GjStretch *columns,
            guint n)
{
  g_autofree guint *rows = g_new0 (guint, bands->len);
  GjBand above = { .top = -G_MAXDOUBLE, .bottom = g_array_index (bands, GjBand, 0).top };
  gboolean any = figure_rows (lines, first, end, &above, columns, n) > 0;
  for (guint b = 0; b < bands->len; b++) {
    const GjBand *band = &g_array_index (bands, GjBand, b);
    rows[b] = figure_rows (lines, first, end, band, columns, n);
    any |= rows[b] > 1 || band->top >= band->bottom;
  }
  for (guint i = 0; i < grid->cells->len && any; i++) {
    GjGridCell *cell = &g_array_index (grid->cells, GjGridCell, i);
    if (cell->row == 0 || cell->col == 0 || rows[cell->row - 1] == 1)
      continue;
    cell->reading = *cell->text == '\0' ? GJ_READING_UNREAD : MAX (cell->reading, GJ_READING_DOUBTFUL);
  }
  return any;
}

/* So many rows whose figures do not stand below each other, and the table has no columns to go by. */
#define UNEVEN 2

/* Rows of @grid that do not have a figure in each of @n columns are unread. */
static void
unread_gaps (GjGrid *grid, guint n)
{
  g_autofree guint *filled = g_new0 (guint, grid->n_rows);
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < grid->cells->len; i++) {
      GjGridCell *cell = &g_array_index (grid->cells, GjGridCell, i);
      if (cell->row == 0 || cell->col == 0)
        continue;
      if (pass == 0)
        filled[cell->row] += cell->text[0] != '\0';
      else if (filled[cell->row] < n)
        cell->reading = GJ_READING_UNREAD;
    }
}

/* The part of table 三 on one page: lines [@first, @end). */
static gboolean
recover_page (GPtrArray *lines, guint first, guint end, const GjStretch *columns, guint n, GjBlanks *blanks)
{
  GjPage *page = ((GjSegmentLine *) lines->pdata[first])->page;
  g_autoptr (GArray) bands = gj_bands_find (lines, first, end, columns, n);
  if (bands->len == 0)
    return FALSE;
  const GjBand *top = &g_array_index (bands, GjBand, 0), *bottom = &g_array_index (bands, GjBand, bands->len - 1);
  guint header = header_start (lines, first, top->line, GJ_TABLE_APPLICATIONS);
  GjBox box = { 0, header < top->line ? MIN (((GjSegmentLine *) lines->pdata[header])->top - 2, top->top) : top->top,
                page->width, bottom_of (lines, end, bottom, columns) };
  GjGrid *grid = gj_grid_new (box, bands->len + 1, n + 1);
  if (header < top->line)
    gj_columns_add_header (grid, lines, header, top->line, GJ_TABLE_APPLICATIONS, columns, n, 0);
  double left, ignored;
  guint uneven = 0;
  gj_column_reach (columns, n, 0, &left, &ignored);
  for (guint b = 0; b < bands->len; b++) {
    const GjBand *band = &g_array_index (bands, GjBand, b);
    g_autofree char *label =
        band->label != NULL ? g_strdup (band->label) : gj_band_label (lines, first, end, band, columns[0].x0);
    gj_grid_add_cell (grid, (GjBox){ 0, band->top, left, band->bottom }, b + 1, 0, 1, 1, label);
    uneven += gj_borderless_add_values (grid, lines, first, end, band, columns, n, b + 1);
  }
  if (uneven >= UNEVEN)
    unread_gaps (grid, n);
  grid->gaps = gj_borderless_doubt_strays (grid, lines, first, end, bands, columns, n);
  gj_blanks_add (blanks, grid, lines, first, end, columns, n, 1, bands);
  gj_borderless_unread_overlaps (grid);
  if (page->source == GJ_SOURCE_OCR) {
    grid->gaps = doubt_rows (grid, lines, first, end, bands, columns, n);
    grid->recovered = GJ_TABLE_APPLICATIONS + 1;
  }
  gj_page_insert_grid (page, grid);
  return TRUE;
}

/* Table 三: one grid for each page its lines are on but those in @done. */
static gboolean
recover_applications (GPtrArray *lines, const Region *r, GPtrArray *done)
{
  const guint n = 7;
  GjStretch columns[GJ_MAX_CLUSTERS], own[GJ_MAX_CLUSTERS];
  g_auto (GjBlanks) blanks = gj_blanks_new (n);
  gboolean any = FALSE;
  guint header_end = r->first;
  while (header_end < r->end && !has_value (lines->pdata[header_end]))
    header_end++;
  if (!gj_columns_find (lines, r->first, r->end, header_end, n, columns))
    return FALSE;
  for (guint first = r->first, end; first < r->end; first = end) {
    end = gj_lines_end_of_page (lines, first, r->end);
    if (done != NULL && g_ptr_array_find (done, ((GjSegmentLine *) lines->pdata[first])->page, NULL))
      continue;
    gj_columns_of_page (lines, first, end, columns, n, own);
    if (recover_page (lines, first, end, own, n, &blanks))
      any = TRUE;
    else if (!any)
      recover_lone_header (lines, first, end, GJ_TABLE_APPLICATIONS, own, n);
  }
  gj_blanks_judge (&blanks);
  return any;
}

static gboolean
only_values (const GjSegmentLine *line)
{
  for (guint k = 0; k < line->segments->len; k++)
    if (!g_array_index (line->segments, GjSegment, k).value)
      return FALSE;
  return line->segments->len > 0;
}

/* Whether @line is the row of figures: in a picture a single one may be a stroke of the header. */
static gboolean
is_figure_line (const GjSegmentLine *line)
{
  return only_values (line) && (line->page->source != GJ_SOURCE_OCR || line->segments->len > 2);
}

/* Figures of another year, or of a part, below those of the row that was taken, in its columns or a table of their own: which are meant is
 * open. */
static void
doubt_repeated (GjGrid *grid, guint row, GPtrArray *lines, guint first, guint end, guint n)
{
  guint most = 0;
  for (guint i = first; i < end; i++) {
    const GjSegmentLine *line = lines->pdata[i];
    guint values = 0;
    for (guint k = 0; k < line->segments->len; k++)
      values += g_array_index (line->segments, GjSegment, k).value;
    most = MAX (most, values);
  }
  for (guint k = 0; k < grid->cells->len && most * 2 > n; k++) {
    GjGridCell *cell = &g_array_index (grid->cells, GjGridCell, k);
    if (cell->row == row)
      cell->reading = MAX (cell->reading, GJ_READING_DOUBTFUL);
  }
}

/* Table 四: one row of figures, which may wrap in narrow columns, below its header. */
static gboolean
recover_review (GPtrArray *lines, const Region *r)
{
  const guint n = 15, table = GJ_TABLE_REVIEW;
  GjStretch columns[GJ_MAX_CLUSTERS];
  guint first = r->first, end;
  while (first < r->end && !is_figure_line (lines->pdata[first]))
    first++;
  end = first;
  while (end < r->end && only_values (lines->pdata[end]) &&
         ((GjSegmentLine *) lines->pdata[end])->page == ((GjSegmentLine *) lines->pdata[first])->page)
    end++;
  if (first == r->first || first == end)
    return FALSE;
  if (gj_columns_of_figures (lines, first, end, 1, columns) != n &&
      !gj_columns_of_header (lines, r->first, first, table, n, columns))
    return FALSE;
  const GjSegmentLine *top = lines->pdata[first], *bottom = lines->pdata[end - 1];
  guint header = header_start (lines, r->first, first, table), page_start = header;
  while (page_start > r->first && ((GjSegmentLine *) lines->pdata[page_start - 1])->page == top->page)
    page_start--;
  if (page_start > r->first && page_start == header)
    recover_lone_header (lines, r->first, page_start, table, columns, n);
  GjGrid *grid = gj_grid_new (
      (GjBox){ 0, ((GjSegmentLine *) lines->pdata[header])->top - 2, top->page->width, bottom->bottom + 2 }, 3, n + 1);
  if (header < first) {
    gj_columns_add_groups (grid, lines, header, first, table, columns, n);
    gj_columns_add_header (grid, lines, header, first, table, columns, n, 1);
  }
  GjBand band = { .kind = GJ_BAND_LABEL,
                  .y = (top->y + bottom->y) / 2,
                  .first = top->y,
                  .top = top->y - 5,
                  .bottom = bottom->y + 5,
                  .line = first };
  for (guint i = first; i < end;
       i++) { /* lines that stand closer than their type is high are one, from their first on */
    const GjSegmentLine *line = lines->pdata[i];
    for (guint k = 0; k < line->segments->len; k++) {
      const GjSegment *s = &g_array_index (line->segments, GjSegment, k);
      band.top = MIN (band.top, s->y - 1);
      band.bottom = MAX (band.bottom, s->y + 1);
    }
  }
  gj_borderless_add_values (grid, lines, first, end, &band, columns, n, 2);
  g_auto (GjBlanks) blanks = gj_blanks_new (5);
  g_autoptr (GArray) bands = g_array_new (FALSE, FALSE, sizeof (GjBand));
  g_array_append_val (bands, band);
  gj_blanks_add (&blanks, grid, lines, r->first, end, columns, n, 2, bands);
  gj_blanks_judge (&blanks);
  doubt_repeated (grid, 2, lines, end, r->end, n);
  if (top->page->source == GJ_SOURCE_OCR)
    grid->recovered = GJ_TABLE_REVIEW + 1;
  gj_page_insert_grid (top->page, grid);
  return TRUE;
}

/* How far the middle of a figure is from that of a line of its label at most, in sizes of type: labels wrap around it. */
#define BESIDE 1.35

/* Whether another line of @own stands beside line @at: figures a little higher or lower than their row's label, or between
 * the lines of one that wraps. */
static gboolean
has_beside (const GPtrArray *own, guint at)
{
  const GjSegmentLine *line = own->pdata[at];
  for (guint i = at > 0 ? at - 1 : 0; i < own->len && i <= at + 1; i++) {
    const GjSegmentLine *o = own->pdata[i];
    double size = o->segments->len > 0 ? g_array_index (o->segments, GjSegment, 0).size : 0;
    if (i != at && ((line->y > o->top && line->y < o->bottom) || fabs (o->y - line->y) < BESIDE * size))
      return TRUE;
  }
  return FALSE;
}

/* Whether labels of a table stand between line @at of @own and the page's edge next to it: page numbers stand outside. */
static gboolean
has_beyond (const GPtrArray *own, guint at)
{
  const GjSegmentLine *line = own->pdata[at];
  gboolean foot = line->y > line->page->height / 2;
  for (guint i = foot ? at + 1 : 0; i < (foot ? own->len : at); i++)
    if (is_label_line (own->pdata[i], GJ_TABLE_APPLICATIONS))
      return TRUE;
  return FALSE;
}

/* The lines of all pages, without page numbers; @parts owns them. FALSE: some page is no page. */
static gboolean
collect_lines (GjDocument *doc, GPtrArray *lines, GPtrArray *parts)
{
  for (guint p = 0; p < doc->pages->len; p++) {
    GjPage *page = doc->pages->pdata[p];
    if (page->source == GJ_SOURCE_TEXT)
      return FALSE;
    GPtrArray *own = gj_segment_lines (page);
    g_ptr_array_add (parts, own);
    for (guint i = 0; i < own->len; i++) {
      const GjSegmentLine *line = own->pdata[i];
      gboolean margin = line->y < 0.1 * page->height || line->y > 0.9 * page->height;
      g_autofree char *text = line_text (line);
      /* page numbers ("3", "- 3 -") stand between the rows */
      if (!(margin && line->segments->len <= 3 && (only_values (line) || gj_is_page_number (text)) &&
            !has_beside (own, i) && !has_beyond (own, i)))
        g_ptr_array_add (lines, own->pdata[i]);
    }
  }
  return TRUE;
}

gboolean
gj_borderless_recover_rest (GjDocument *doc, GPtrArray *done)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new (),
                        parts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  Region r = { 0, 0 };
  return collect_lines (doc, lines, parts) && find_region (lines, section_of_table[GJ_TABLE_APPLICATIONS], &r) &&
         recover_applications (lines, &r, done);
}

gboolean
gj_borderless_recover (GjDocument *doc, const gboolean missing[GJ_N_TABLES])
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new (),
                        parts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  gboolean any = FALSE;
  if (!collect_lines (doc, lines, parts))
    return FALSE;
  for (guint t = 0; t < GJ_N_TABLES; t++) {
    Region r = { 0, 0 };
    if (!missing[t] || !find_region (lines, section_of_table[t], &r))
      continue;
    any |= t == GJ_TABLE_APPLICATIONS ? recover_applications (lines, &r, NULL)
           : t == GJ_TABLE_REVIEW     ? recover_review (lines, &r)
                                      : gj_borderless_disclosure (lines, r.first, r.end);
  }
  return any;
}
