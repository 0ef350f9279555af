/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-borderless.h"

#include "normalize/gj-borderless-disclosure.h"
#include "normalize/gj-prose.h"
#include "normalize/gj-rows.h"
#include "normalize/gj-segment.h"

#include <math.h>
#include <string.h>

#define MAX_CLUSTERS 64

/* A stretch of the page axis that the figures of one column cover. */
typedef struct {
  double x0, x1;
  guint n;
} Cluster;

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
add_to_clusters (Cluster *out, guint n, const GjBox *box)
{
  Cluster c = { box->x0, box->x1, 1 };
  for (guint q = 0; q < n;)
    if (gj_overlap (c.x0, c.x1, out[q].x0, out[q].x1) > 0) {
      c = (Cluster){ MIN (c.x0, out[q].x0), MAX (c.x1, out[q].x1), c.n + out[q].n };
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
  const Cluster *p = a, *q = b;
  return p->x0 < q->x0 ? -1 : p->x0 > q->x0;
}

/* Columns of figures: stretches that overlap are one; those of fewer than @least figures are strays. */
static guint
cluster_values (GPtrArray *lines, const Region *r, guint least, Cluster *out)
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

static int
compare_rules (gconstpointer a, gconstpointer b)
{
  const GjRule *p = a, *q = b;
  return p->from < q->from ? -1 : p->from > q->from;
}

/* How much of the page's width the rules at @y cover: producers draw them cell by cell, and twice. */
static double
covered_at (const GArray *rules, double y)
{
  double covered = 0, end = -G_MAXDOUBLE;
  for (guint i = 0; i < rules->len; i++) { /* sorted by their start */
    const GjRule *rule = &g_array_index (rules, GjRule, i);
    if (fabs (rule->pos - y) > 2)
      continue;
    covered += MAX (0, rule->to - MAX (rule->from, end));
    end = MAX (end, rule->to);
  }
  return covered;
}

/* Horizontal rules of @page between @y0 and @y1 that are wide enough to part rows, sorted. */
static GArray *
row_rules (const GjPage *page, double y0, double y1, double width)
{
  GArray *ys = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) rules = g_array_new (FALSE, FALSE, sizeof (GjRule));
  for (guint i = 0; i < page->rules->len; i++) {
    const GjRule *rule = &g_array_index (page->rules, GjRule, i);
    if (rule->horizontal && rule->pos >= y0 && rule->pos <= y1)
      g_array_append_val (rules, *rule);
  }
  g_array_sort (rules, compare_rules);
  for (guint i = 0; i < rules->len; i++) {
    double pos = g_array_index (rules, GjRule, i).pos;
    guint k = 0;
    while (k < ys->len && g_array_index (ys, double, k) < pos - 2)
      k++;
    if ((k == ys->len || g_array_index (ys, double, k) > pos + 2) && covered_at (rules, pos) >= 0.5 * width)
      g_array_insert_val (ys, k, pos);
  }
  return ys;
}

typedef struct {
  double y, top, bottom; /* middle of the figures, and the band of the row */
  guint line;
  gboolean exact;        /* rules part it from its neighbours */
} Band;

/* How many figures, and how many words, of the lines between @top and @bottom stand in the columns. */
static void
count_in_columns (GPtrArray *lines, guint first, guint end, double top, double bottom, const Cluster *columns, guint n,
                  guint *values, guint *words, guint *labels, double *y)
{
  *values = *words = *labels = 0;
  *y = (top + bottom) / 2;
  for (guint i = first; i < end; i++) {
    const GjSegmentLine *line = lines->pdata[i];
    if (line->y < top || line->y > bottom)
      continue;
    for (guint k = 0; k < line->segments->len; k++) {
      const GjSegment *s = &g_array_index (line->segments, GjSegment, k);
      double x = (s->box.x0 + s->box.x1) / 2;
      gboolean inside = x > columns[0].x0 - 2 && x < columns[n - 1].x1 + 2;
      *labels += !inside && !s->value;
      *words += inside && !s->value;
      *values += inside && s->value;
      if (inside && s->value)
        *y = line->y;
    }
  }
}

/* Rows between horizontal rules. */
static GArray *
bands_by_rules (GPtrArray *lines, guint first, guint end, const Cluster *columns, guint n, const GArray *rules)
{
  GArray *bands = g_array_new (FALSE, FALSE, sizeof (Band));
  for (guint k = 0; k <= rules->len; k++) {
    double low = k > 0 ? g_array_index (rules, double, k - 1) : g_array_index (rules, double, 0) - 40;
    double high = k < rules->len ? g_array_index (rules, double, k) : g_array_index (rules, double, rules->len - 1) + 40;
    guint values, words, labels;
    double y;
    count_in_columns (lines, first, end, low, high, columns, n, &values, &words, &labels, &y);
    if (words > 0 || values + labels == 0 || (values == 0 && (k == 0 || k == rules->len)))
      continue;
    Band band = { y, low, high, first, TRUE };
    while (band.line < end && ((GjSegmentLine *) lines->pdata[band.line])->y < low)
      band.line++;
    g_array_append_val (bands, band);
  }
  return bands;
}

/* Rows where no rules are: lines with figures in the columns; the bands part half way. */
static GArray *
bands_by_figures (GPtrArray *lines, guint first, guint end, const Cluster *columns, guint n)
{
  GArray *bands = g_array_new (FALSE, FALSE, sizeof (Band));
  for (guint i = first; i < end; i++) {
    const GjSegmentLine *line = lines->pdata[i];
    guint values, words, labels;
    double y;
    count_in_columns (lines, first, end, line->y - 0.01, line->y + 0.01, columns, n, &values, &words, &labels, &y);
    if (values > 0 && words == 0) {
      Band band = { line->y, 0, 0, i, FALSE };
      g_array_append_val (bands, band);
    }
  }
  for (guint b = 0; b < bands->len; b++) {
    Band *band = &g_array_index (bands, Band, b);
    band->top = b > 0 ? (g_array_index (bands, Band, b - 1).y + band->y) / 2 : band->y - 20;
    band->bottom = b + 1 < bands->len ? (g_array_index (bands, Band, b + 1).y + band->y) / 2 : band->y + 7;
  }
  /* The last row's label may go on below its figures, as long as lines of the region do. */
  for (guint i = first; i < end && bands->len > 0; i++) {
    const GjSegmentLine *line = lines->pdata[i];
    Band *last = &g_array_index (bands, Band, bands->len - 1);
    const GjSegment *s = &g_array_index (line->segments, GjSegment, 0);
    if (line->y > last->bottom && line->y < last->y + 22 && line->segments->len == 1 && s->box.x1 < columns[0].x0)
      last->bottom = line->y + 5;
  }
  return bands;
}

static GArray *
find_bands (GPtrArray *lines, guint first, guint end, const Cluster *columns, guint n)
{
  GjPage *page = ((GjSegmentLine *) lines->pdata[first])->page;
  const GjSegmentLine *top = lines->pdata[first], *bottom = lines->pdata[end - 1];
  g_autoptr (GArray) rules = row_rules (page, top->y - 30, bottom->y + 30, columns[n - 1].x1 - columns[0].x0);
  return rules->len >= 4 ? bands_by_rules (lines, first, end, columns, n, rules)
                         : bands_by_figures (lines, first, end, columns, n);
}

/* The leaf's label: the piece nearest to the figures, and what continues it above and below in the same column. */
static char *
band_label (GPtrArray *lines, guint first, guint end, const Band *band, double right)
{
  const GjSegment *nearest = NULL;
  double best = G_MAXDOUBLE;
  for (guint i = first; i < end; i++) {
    const GjSegmentLine *line = lines->pdata[i];
    if (line->y < band->top || line->y > band->bottom)
      continue;
    for (guint k = 0; k < line->segments->len; k++) {
      const GjSegment *s = &g_array_index (line->segments, GjSegment, k);
      double d = (right - s->box.x1) + 0.5 * fabs (line->y - band->y);
      if (!s->value && s->box.x1 <= right + 2 && d < best) {
        best = d;
        nearest = s;
      }
    }
  }
  GString *text = g_string_new (NULL);
  for (guint i = first; i < end && nearest != NULL; i++) {
    const GjSegmentLine *line = lines->pdata[i];
    if (line->y < band->top || line->y > band->bottom)
      continue;
    for (guint k = 0; k < line->segments->len; k++) {
      const GjSegment *s = &g_array_index (line->segments, GjSegment, k);
      if (!s->value && s->box.x1 <= right + 2 && (s == nearest || gj_overlap (s->box.x0, s->box.x1, nearest->box.x0, nearest->box.x1) > 0.5 * gj_box_width (&s->box)))
        g_string_append (text, s->text);
    }
  }
  return g_string_free (text, FALSE);
}

static void
add_value_cells (GjGrid *grid, GPtrArray *lines, guint first, guint end, const Band *band, const Cluster *columns,
                 guint n, guint row)
{
  for (guint q = 0; q < n; q++) {
    /* Figures set right or left need not stand below the middle of their header: the outer columns reach as far as
     * the inner ones. */
    double x0 = q > 0 ? (columns[q - 1].x1 + columns[q].x0) / 2 : columns[0].x0 - MAX (2, (columns[1].x0 - columns[0].x1) / 2);
    double x1 = q + 1 < n ? (columns[q].x1 + columns[q + 1].x0) / 2 : columns[q].x1 + MAX (2, (columns[q].x0 - columns[q - 1].x1) / 2);
    GString *text = g_string_new (NULL);
    guint pieces = 0;
    guint8 confidence = 100;
    for (guint i = first; i < end; i++) {
      const GjSegmentLine *line = lines->pdata[i];
      if (line->y < band->top || line->y > band->bottom)
        continue;
      for (guint k = 0; k < line->segments->len; k++) {
        const GjSegment *s = &g_array_index (line->segments, GjSegment, k);
        double x = (s->box.x0 + s->box.x1) / 2;
        if (x < x0 || x >= x1 || (!s->value && !band->exact && fabs (line->y - band->y) > 0.6 * s->size))
          continue;
        g_string_append (text, s->text);
        confidence = MIN (confidence, s->confidence);
        pieces++;
      }
    }
    GjGridCell *cell = gj_grid_add_cell (grid, (GjBox){ x0, band->top, x1, band->bottom }, row, q + 1, 1, 1, text->str);
    cell->confidence = confidence;
    /* Two pieces in a band that no rules bound: a figure over two lines, or two figures. */
    if ((pieces > 1 && !band->exact) || (confidence < 60 && pieces > 0))
      cell->reading = GJ_READING_DOUBTFUL;
    g_string_free (text, TRUE);
  }
}

/* Header cells: for every column the text above the first row that stands over it. */
static void
add_header_cells (GjGrid *grid, GPtrArray *lines, guint first, double top, const Cluster *columns, guint n, guint last_line)
{
  for (guint q = 0; q < n; q++) {
    double x0 = q > 0 ? (columns[q - 1].x1 + columns[q].x0) / 2 : columns[q].x0 - 12;
    double x1 = q + 1 < n ? (columns[q].x1 + columns[q + 1].x0) / 2 : columns[q].x1 + 12;
    GString *text = g_string_new (NULL);
    for (guint i = first; i < last_line; i++) {
      const GjSegmentLine *line = lines->pdata[i];
      for (guint k = 0; k < line->segments->len && line->y < top; k++) {
        const GjSegment *s = &g_array_index (line->segments, GjSegment, k);
        if (s->box.x0 >= x0 - 3 && s->box.x1 <= x1 + 3 && !s->value)
          g_string_append (text, s->text);
      }
    }
    gj_grid_add_cell (grid, (GjBox){ x0, grid->box.y0, x1, top }, 0, q + 1, 1, 1, text->str);
    g_string_free (text, TRUE);
  }
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
    GjLabelSet set = gj_label_set_make (form->items[i].labels);
    for (guint k = 0; k < set.n; k++)
      for (guint at = 0; at + piece.n <= set.alias[k].n; at++)
        if (memcmp (set.alias[k].ch + at, piece.ch, piece.n * sizeof piece.ch[0]) == 0)
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

/* Columns by the pieces of the leaves' labels above the figures: for tables whose figures leave columns empty. */
static guint
cluster_headers (GPtrArray *lines, guint first, guint end, guint table, Cluster *out)
{
  guint n = 0;
  for (guint i = first; i < end; i++) {
    const GjSegmentLine *line = lines->pdata[i];
    for (guint k = 0; k < line->segments->len; k++) {
      const GjSegment *s = &g_array_index (line->segments, GjSegment, k);
      if (s->value || is_group_label (table, s->text) || !is_column_piece (table, s->text))
        continue;
      n = add_to_clusters (out, n, &s->box);
    }
  }
  qsort (out, n, sizeof *out, compare_clusters);
  return n;
}

static gboolean
has_value (const GjSegmentLine *line)
{
  for (guint k = 0; k < line->segments->len; k++)
    if (g_array_index (line->segments, GjSegment, k).value)
      return TRUE;
  return FALSE;
}

static gboolean
is_header_line (const GjSegmentLine *line)
{
  for (guint k = 0; k < line->segments->len; k++) {
    const char *text = g_array_index (line->segments, GjSegment, k).text;
    if (is_group_label (GJ_TABLE_APPLICATIONS, text) || is_column_piece (GJ_TABLE_APPLICATIONS, text))
      return TRUE;
  }
  return FALSE;
}

/* Table 三: one grid for each page its lines are on. */
static gboolean
recover_applications (GPtrArray *lines, const Region *r)
{
  const guint n = 7;
  Cluster columns[MAX_CLUSTERS];
  gboolean any = FALSE;
  guint header_end = r->first;
  while (header_end < r->end && !has_value (lines->pdata[header_end]))
    header_end++;
  /* Columns that are empty throughout have a header all the same. */
  if (cluster_values (lines, r, 3, columns) != n && cluster_headers (lines, r->first, header_end, GJ_TABLE_APPLICATIONS, columns) != n)
    return FALSE;
  for (guint first = r->first; first < r->end;) {
    GjPage *page = ((GjSegmentLine *) lines->pdata[first])->page;
    guint end = first;
    while (end < r->end && ((GjSegmentLine *) lines->pdata[end])->page == page)
      end++;
    g_autoptr (GArray) bands = find_bands (lines, first, end, columns, n);
    if (bands->len > 0) {
      const Band *top = &g_array_index (bands, Band, 0), *bottom = &g_array_index (bands, Band, bands->len - 1);
      const GjSegmentLine *head = lines->pdata[first];
      /* The header stands above the first row, and may be printed again behind a page break. */
      gboolean headed = head->y < top->top && (!any || is_header_line (head));
      GjBox box = { 0, headed ? head->y - 6 : top->top, page->width, bottom->bottom };
      GjGrid *grid = gj_grid_new (box, bands->len + 1, n + 1);
      if (headed)
        add_header_cells (grid, lines, first, top->top, columns, n, top->line);
      for (guint b = 0; b < bands->len; b++) {
        const Band *band = &g_array_index (bands, Band, b);
        g_autofree char *label = band_label (lines, first, end, band, columns[0].x0);
        gj_grid_add_cell (grid, (GjBox){ 0, band->top, columns[0].x0 - 2, band->bottom }, b + 1, 0, 1, 1, label);
        add_value_cells (grid, lines, first, end, band, columns, n, b + 1);
      }
      gj_page_insert_grid (page, grid);
      any = TRUE;
    }
    first = end;
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
  const guint n = 15;
  Cluster columns[MAX_CLUSTERS];
  guint first = r->first, end;
  while (first < r->end && !only_values (lines->pdata[first]))
    first++;
  end = first;
  while (end < r->end && only_values (lines->pdata[end]) && ((GjSegmentLine *) lines->pdata[end])->page == ((GjSegmentLine *) lines->pdata[first])->page)
    end++;
  Region figures = { first, end };
  if (first == r->first || first == end)
    return FALSE;
  if (cluster_values (lines, &figures, 1, columns) != n && cluster_headers (lines, r->first, first, GJ_TABLE_REVIEW, columns) != n)
    return FALSE;
  const GjSegmentLine *head = lines->pdata[r->first], *top = lines->pdata[first], *bottom = lines->pdata[end - 1];
  if (head->page != top->page)
    head = top;
  GjGrid *grid = gj_grid_new ((GjBox){ 0, head->y - 7, top->page->width, bottom->y + 7 }, 2, n + 1);
  guint col = 0;
  for (guint i = r->first; i < first; i++) {
    const GjSegmentLine *line = lines->pdata[i];
    for (guint k = 0; k < line->segments->len; k++) {
      const GjSegment *s = &g_array_index (line->segments, GjSegment, k);
      if (is_group_label (GJ_TABLE_REVIEW, s->text))
        gj_grid_add_cell (grid, s->box, 0, col++, 1, 1, s->text);
    }
  }
  const Band band = { top->y, top->y - 5, bottom->y + 5, first, TRUE };
  add_value_cells (grid, lines, first, end, &band, columns, n, 1);
  gj_page_insert_grid (top->page, grid);
  return TRUE;
}

gboolean
gj_borderless_recover (GjDocument *doc, const gboolean missing[GJ_N_TABLES])
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new (), parts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
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
      /* page numbers ("3", "- 3 -") stand between the rows */
      if (!(margin && line->segments->len <= 3 && only_values (line)))
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
