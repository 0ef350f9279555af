/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-borderless.h"

#include "normalize/gj-bands.h"
#include "normalize/gj-borderless-disclosure.h"
#include "normalize/gj-borderless-values.h"
#include "normalize/gj-prose.h"
#include "normalize/gj-rows.h"
#include "normalize/gj-segment.h"

#include <math.h>
#include <string.h>

#define MAX_CLUSTERS 64

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
    int id = gj_heading_match (text, 0, &similarity, &rest);
    if (id == section) {
      out->first = i + 1;
      out->end = lines->len;
      found = TRUE;
    } else if (id >= 0 && found && out->end == lines->len)
      out->end = i;
  }
  return found && out->end > out->first;
}

/* Adds the width of @box to the clusters: those it overlaps become one. Returns how many there are. */
static guint
add_to_clusters (GjStretch *out, guint n, const GjBox *box)
{
  GjStretch c = { box->x0, box->x1, 1 };
  for (guint q = 0; q < n;)
    if (gj_overlap (c.x0, c.x1, out[q].x0, out[q].x1) > 0) {
      c = (GjStretch){ MIN (c.x0, out[q].x0), MAX (c.x1, out[q].x1), c.n + out[q].n };
      out[q] = out[--n];
    } else
      q++;
  if (n < MAX_CLUSTERS)
    out[n++] = c;
  return n;
}

static int
compare_clusters (gconstpointer a, gconstpointer b)
{
  const GjStretch *p = a, *q = b;
  return p->x0 < q->x0 ? -1 : p->x0 > q->x0;
}

/* Columns of figures: stretches that overlap are one; those of fewer than @least figures are strays. */
static guint
cluster_values (GPtrArray *lines, const Region *r, guint least, GjStretch *out)
{
  guint n = 0;
  for (guint i = r->first; i < r->end; i++) {
    const GjSegmentLine *line = lines->pdata[i];
    for (guint k = 0; k < line->segments->len; k++) {
      const GjSegment *s = &g_array_index (line->segments, GjSegment, k);
      if (!s->value)
        continue;
      n = add_to_clusters (out, n, &s->box);
    }
  }
  guint kept = 0;
  for (guint q = 0; q < n; q++)
    if (out[q].n >= least)
      out[kept++] = out[q];
  qsort (out, kept, sizeof *out, compare_clusters);
  return kept;
}

/* Whether @text is a piece of a leaf column's label. */
static gboolean
is_column_piece (guint table, const char *text)
{
  const GjForm *form = gj_form_get (GJ_EDITION_2021);
  GjLabel piece = gj_label_make (text);
  for (guint i = form->tables[table].first; i < form->tables[table].end && piece.n > 0; i++) {
    if (form->items[i].type != GJ_ITEM_COLUMN || !gj_form_has_values (form, (int) i))
      continue;
    if (gj_label_is_piece (&piece, form->items[i].labels))
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_group_label (guint table, const char *text)
{
  const GjForm *form = gj_form_get (GJ_EDITION_2021);
  GjLabel label = gj_label_make (text);
  for (guint i = form->tables[table].first; i < form->tables[table].end; i++)
    if (form->items[i].type == GJ_ITEM_COLUMN && form->items[i].kind == GJ_KIND_GROUP &&
        gj_label_match (&label, form->items[i].labels, FALSE) >= 0.7)
      return TRUE;
  return FALSE;
}

/* Whether @text is the whole label of a leaf column, and long enough not to be a piece of another. */
static gboolean
is_column_label (guint table, const char *text)
{
  const GjForm *form = gj_form_get (GJ_EDITION_2021);
  GjLabel label = gj_label_make (text);
  for (guint i = form->tables[table].first; i < form->tables[table].end && label.n > 2; i++)
    if (form->items[i].type == GJ_ITEM_COLUMN && gj_form_has_values (form, (int) i) &&
        gj_label_match (&label, form->items[i].labels, FALSE) == 1)
      return TRUE;
  return FALSE;
}

/* Adds the pieces of the leaves' labels in @s: labels of narrow columns run into each other, but between their letters is
 * no room. */
static guint
add_label_pieces (GjStretch *out, guint n, const GjSegment *s, guint table, double widest)
{
  const char *start = s->text;
  guint from = 0, at = 1;
  for (const char *p = g_utf8_next_char (s->text);; p = g_utf8_next_char (p), at++) {
    g_autofree char *piece = g_strndup (start, (gsize) (p - start));
    double gap = *p != '\0' ? g_array_index (s->places, GjPlace, at).x0 - g_array_index (s->places, GjPlace, at - 1).x1
                            : s->size;
    if (gap < widest * s->size && !is_column_label (table, piece))
      continue;
    const GjBox box = { g_array_index (s->places, GjPlace, from).x0, s->box.y0,
                        g_array_index (s->places, GjPlace, at - 1).x1, s->box.y1 };
    if (is_column_piece (table, piece) && !is_group_label (table, piece))
      n = add_to_clusters (out, n, &box);
    if (*p == '\0')
      return n;
    start = p;
    from = at;
  }
}

/* Columns by the pieces of the leaves' labels above the figures: for tables whose figures leave columns empty. Labels may
 * have spaces between their letters: the first width of a gap that gives @wanted columns is taken. */
static gboolean
cluster_headers (GPtrArray *lines, guint first, guint end, guint table, guint wanted, GjStretch *out)
{
  static const double gaps[] = { 0.2, 0.55 };
  for (guint g = 0; g < G_N_ELEMENTS (gaps); g++) {
    guint n = 0;
    for (guint i = first; i < end; i++) {
      const GjSegmentLine *line = lines->pdata[i];
      for (guint k = 0; k < line->segments->len; k++) {
        const GjSegment *s = &g_array_index (line->segments, GjSegment, k);
        if (!s->value && !is_group_label (table, s->text))
          n = add_label_pieces (out, n, s, table, gaps[g]);
      }
    }
    qsort (out, n, sizeof *out, compare_clusters);
    if (n == wanted)
      return TRUE;
  }
  return FALSE;
}

/* The letters of @s that stand between @x0 and @x1: labels of narrow columns run into each other. */
static void
append_between (GString *text, const GjSegment *s, double x0, double x1)
{
  guint i = 0;
  for (const char *p = s->text; *p != '\0'; p = g_utf8_next_char (p), i++) {
    const GjPlace *place = &g_array_index (s->places, GjPlace, i);
    double x = (place->x0 + place->x1) / 2;
    if (x >= x0 && x < x1)
      g_string_append_unichar (text, g_utf8_get_char (p));
  }
}

/* Whether the labels @heads stand over @columns one by one, all as far to one side: figures may be set right or left. */
static gboolean
stand_over (const GjStretch *heads, const GjStretch *columns, guint n)
{
  double least = G_MAXDOUBLE, most = -G_MAXDOUBLE, pitch = G_MAXDOUBLE;
  for (guint q = 0; q < n; q++) {
    double shift = (heads[q].x0 + heads[q].x1 - columns[q].x0 - columns[q].x1) / 2;
    least = MIN (least, shift);
    most = MAX (most, shift);
    if (q > 0)
      pitch = MIN (pitch, (columns[q].x0 + columns[q].x1 - columns[q - 1].x0 - columns[q - 1].x1) / 2);
  }
  return most - least < 0.7 * pitch && MAX (most, -least) < 0.9 * pitch;
}

/* Header cells in row @row of @grid: for every column the text of the lines [@first, @end) that stands over it, without
 * that of groups of columns. */
static void
add_header_cells (GjGrid *grid, GPtrArray *lines, guint first, guint end, guint table, const GjStretch *columns,
                  guint n, guint row)
{
  double bottom = ((GjSegmentLine *) lines->pdata[end - 1])->bottom;
  GjStretch heads[MAX_CLUSTERS];
  gboolean own = cluster_headers (lines, first, end, table, n, heads) && stand_over (heads, columns, n);
  for (guint q = 0; q < n; q++) {
    double x0, x1, left, right;
    gj_borderless_column_reach (own ? heads : columns, n, q, &x0, &x1);
    gj_borderless_column_reach (columns, n, q, &left, &right);
    g_autoptr (GString) text = g_string_new (NULL);
    for (guint i = first; i < end; i++) {
      const GjSegmentLine *line = lines->pdata[i];
      for (guint k = 0; k < line->segments->len; k++) {
        const GjSegment *s = &g_array_index (line->segments, GjSegment, k);
        if (s->value || is_group_label (table, s->text))
          continue;
        double x = (s->box.x0 + s->box.x1) / 2;
        if (gj_box_width (&s->box) > 1.3 * (x1 - x0))
          append_between (text, s, x0, x1);
        else if (x >= x0 && x < x1)
          g_string_append (text, s->text);
      }
    }
    if (text->len > 0)
      gj_grid_add_cell (grid, (GjBox){ left, grid->box.y0, right, bottom }, row, q + 1, 1, 1, text->str);
  }
}

/* The columns that a group's label at @x stands over: of table 四 five, or ten in two groups. */
static void
group_reach (const GjStretch *columns, guint n, double x, double *x0, double *x1)
{
  const guint each = 5;
  double best = G_MAXDOUBLE;
  for (guint width = each; width <= 2 * each; width += each)
    for (guint q = 0; q + width <= n; q += each) {
      double left, right, off, ignored;
      gj_borderless_column_reach (columns, n, q, &left, &ignored);
      gj_borderless_column_reach (columns, n, q + width - 1, &ignored, &right);
      off = fabs ((left + right) / 2 - x);
      if (off < best) {
        best = off;
        *x0 = left;
        *x1 = right;
      }
    }
}

/* Labels of groups of columns, in the rows they are printed in. */
static void
add_group_cells (GjGrid *grid, GPtrArray *lines, guint first, guint end, guint table, const GjStretch *columns, guint n)
{
  guint col = 0;
  for (guint i = first; i < end; i++) {
    const GjSegmentLine *line = lines->pdata[i];
    for (guint k = 0; k < line->segments->len; k++) {
      const GjSegment *s = &g_array_index (line->segments, GjSegment, k);
      GjBox box = s->box;
      if (!is_group_label (table, s->text))
        continue;
      if (table == GJ_TABLE_REVIEW)
        group_reach (columns, n, (box.x0 + box.x1) / 2, &box.x0, &box.x1);
      gj_grid_add_cell (grid, box, 0, col++, 1, 1, s->text);
    }
  }
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
  add_group_cells (grid, own, start, own->len, table, columns, n);
  add_header_cells (grid, own, start, own->len, table, columns, n, 1);
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

static guint
end_of_page (GPtrArray *lines, guint first, guint end)
{
  guint i = first;
  while (i < end && ((GjSegmentLine *) lines->pdata[i])->page == ((GjSegmentLine *) lines->pdata[first])->page)
    i++;
  return i;
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

/* The part of table 三 on one page: lines [@first, @end). */
static gboolean
recover_page (GPtrArray *lines, guint first, guint end, const GjStretch *columns, guint n)
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
    add_header_cells (grid, lines, header, top->line, GJ_TABLE_APPLICATIONS, columns, n, 0);
  for (guint b = 0; b < bands->len; b++) {
    const GjBand *band = &g_array_index (bands, GjBand, b);
    g_autofree char *label =
        band->label != NULL ? g_strdup (band->label) : gj_band_label (lines, first, end, band, columns[0].x0);
    gj_grid_add_cell (grid, (GjBox){ 0, band->top, columns[0].x0 - 2, band->bottom }, b + 1, 0, 1, 1, label);
    gj_borderless_add_values (grid, lines, first, end, band, columns, n, b + 1);
  }
  gj_borderless_doubt_strays (grid, lines, first, end, bands, columns, n);
  gj_page_insert_grid (page, grid);
  return TRUE;
}

/* Table 三: one grid for each page its lines are on. */
static gboolean
recover_applications (GPtrArray *lines, const Region *r)
{
  const guint n = 7;
  GjStretch columns[MAX_CLUSTERS];
  gboolean any = FALSE;
  guint header_end = r->first;
  while (header_end < r->end && !has_value (lines->pdata[header_end]))
    header_end++;
  /* Columns that are empty throughout have a header all the same. */
  if (cluster_values (lines, r, 3, columns) != n &&
      !cluster_headers (lines, r->first, header_end, GJ_TABLE_APPLICATIONS, n, columns))
    return FALSE;
  for (guint first = r->first, end; first < r->end; first = end) {
    end = end_of_page (lines, first, r->end);
    if (recover_page (lines, first, end, columns, n))
      any = TRUE;
    else if (!any)
      recover_lone_header (lines, first, end, GJ_TABLE_APPLICATIONS, columns, n);
  }
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

/* Table 四: one row of figures, which may wrap in narrow columns, below its header. */
static gboolean
recover_review (GPtrArray *lines, const Region *r)
{
  const guint n = 15, table = GJ_TABLE_REVIEW;
  GjStretch columns[MAX_CLUSTERS];
  guint first = r->first, end;
  while (first < r->end && !only_values (lines->pdata[first]))
    first++;
  end = first;
  while (end < r->end && only_values (lines->pdata[end]) &&
         ((GjSegmentLine *) lines->pdata[end])->page == ((GjSegmentLine *) lines->pdata[first])->page)
    end++;
  Region figures = { first, end };
  if (first == r->first || first == end)
    return FALSE;
  if (cluster_values (lines, &figures, 1, columns) != n && !cluster_headers (lines, r->first, first, table, n, columns))
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
    add_group_cells (grid, lines, header, first, table, columns, n);
    add_header_cells (grid, lines, header, first, table, columns, n, 1);
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
  gj_page_insert_grid (top->page, grid);
  return TRUE;
}

gboolean
gj_borderless_recover (GjDocument *doc, const gboolean missing[GJ_N_TABLES])
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new (),
                        parts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  gboolean any = FALSE;
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
      if (!(margin && line->segments->len <= 3 && (only_values (line) || gj_is_page_number (text))))
        g_ptr_array_add (lines, own->pdata[i]);
    }
  }
  for (guint t = 0; t < GJ_N_TABLES; t++) {
    Region r = { 0, 0 };
    if (!missing[t] || !find_region (lines, section_of_table[t], &r))
      continue;
    any |= t == GJ_TABLE_APPLICATIONS ? recover_applications (lines, &r)
           : t == GJ_TABLE_REVIEW     ? recover_review (lines, &r)
                                      : gj_borderless_disclosure (lines, r.first, r.end);
  }
  return any;
}
