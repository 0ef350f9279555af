/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-borderless-columns.h"

#include "normalize/gj-rows.h"

#include <math.h>
#include <string.h>

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
  if (n < GJ_MAX_CLUSTERS)
    out[n++] = c;
  return n;
}

static int
compare_clusters (gconstpointer a, gconstpointer b)
{
  const GjStretch *p = a, *q = b;
  return p->x0 < q->x0 ? -1 : p->x0 > q->x0;
}

/* Columns of figures, or of those alone on which two readers of the picture agree: stretches that overlap are one; those of
 * fewer than @least figures are strays. */
static guint
columns_of (GPtrArray *lines, guint first, guint end, guint least, gboolean agreed, GjStretch *out)
{
  guint n = 0;
  for (guint i = first; i < end; i++) {
    const GjSegmentLine *line = lines->pdata[i];
    for (guint k = 0; k < line->segments->len; k++) {
      const GjSegment *s = &g_array_index (line->segments, GjSegment, k);
      if (s->value && (s->agreed || !agreed))
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

guint
gj_columns_of_figures (GPtrArray *lines, guint first, guint end, guint least, GjStretch *out)
{
  return columns_of (lines, first, end, least, FALSE, out);
}

/* A column reaches half way to its neighbours. Figures set right or left need not stand below the middle of their header:
 * the outer columns reach as far as the inner ones. */
void
gj_column_reach (const GjStretch *columns, guint n, guint q, double *x0, double *x1)
{
  *x0 = q > 0 ? (columns[q - 1].x1 + columns[q].x0) / 2 : columns[0].x0 - MAX (2, (columns[1].x0 - columns[0].x1) / 2);
  *x1 = q + 1 < n ? (columns[q].x1 + columns[q + 1].x0) / 2
                  : columns[q].x1 + MAX (2, (columns[q].x0 - columns[q - 1].x1) / 2);
}

/* How a text fits the labels of a column. */
typedef gboolean (*Fits) (const GjLabel *text, const char *labels);

static gboolean
is_like (const GjLabel *text, const char *labels)
{
  return gj_label_match (text, labels, FALSE) >= 0.7;
}

/* Long enough not to be a piece of another. */
static gboolean
is_whole (const GjLabel *text, const char *labels)
{
  return text->n > 2 && gj_label_match (text, labels, FALSE) == 1;
}

/* Whether @text fits the labels of a leaf column of @table or, @groups, of a group of them. */
static gboolean
fits_column (guint table, const char *text, gboolean groups, Fits fits)
{
  const GjForm *form = gj_form_get (GJ_EDITION_2021);
  GjLabel label = gj_label_make (text);
  for (guint i = form->tables[table].first; i < form->tables[table].end; i++) {
    gboolean there = groups ? form->items[i].kind == GJ_KIND_GROUP : gj_form_has_values (form, (int) i);
    if (form->items[i].type == GJ_ITEM_COLUMN && there && fits (&label, form->items[i].labels))
      return TRUE;
  }
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
    if (gap < widest * s->size && !fits_column (table, piece, FALSE, is_whole))
      continue;
    const GjBox box = { g_array_index (s->places, GjPlace, from).x0, s->box.y0,
                        g_array_index (s->places, GjPlace, at - 1).x1, s->box.y1 };
    if (fits_column (table, piece, FALSE, gj_label_is_piece) && !fits_column (table, piece, TRUE, is_like))
      n = add_to_clusters (out, n, &box);
    if (*p == '\0')
      return n;
    start = p;
    from = at;
  }
}

/* Adds the labels of leaves on @line; @gap: see add_label_pieces(); @damaged: other words too, where most are such labels. */
static guint
add_line_of_labels (GjStretch *out, guint n, const GjSegmentLine *line, guint table, double gap, gboolean damaged)
{
  guint labels = 0, others = 0;
  for (guint pass = 0; pass < (damaged ? 2 : 1); pass++) {
    if (pass == 1 && labels <= others)
      return n;
    for (guint k = 0; k < line->segments->len; k++) {
      const GjSegment *s = &g_array_index (line->segments, GjSegment, k);
      GjStretch own[GJ_MAX_CLUSTERS];
      if (s->value || fits_column (table, s->text, TRUE, is_like))
        continue;
      guint found = add_label_pieces (own, 0, s, table, gap);
      labels += pass == 0 && found > 0;
      others += pass == 0 && found == 0;
      if (pass == 0)
        n = add_label_pieces (out, n, s, table, gap);
      else if (found == 0)
        n = add_to_clusters (out, n, &s->box);
    }
  }
  return n;
}

/* Columns by the pieces of the leaves' labels above the figures: for tables whose figures leave columns empty. Labels may
 * have spaces between their letters: the first width of a gap that gives @wanted columns is taken. In a picture some may be
 * misread: where the others do not give as many, what stands in line with them is one too. */
gboolean
gj_columns_of_header (GPtrArray *lines, guint first, guint end, guint table, guint wanted, GjStretch *out)
{
  static const double gaps[] = { 0.2, 0.55 };
  gboolean scanned = first < end && ((GjSegmentLine *) lines->pdata[first])->page->source == GJ_SOURCE_OCR;
  for (guint g = 0; g < G_N_ELEMENTS (gaps) * (scanned ? 2 : 1); g++) {
    guint n = 0;
    for (guint i = first; i < end; i++)
      n = add_line_of_labels (out, n, lines->pdata[i], table, gaps[g % 2], g >= G_N_ELEMENTS (gaps));
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
void
gj_columns_add_header (GjGrid *grid, GPtrArray *lines, guint first, guint end, guint table, const GjStretch *columns,
                       guint n, guint row)
{
  double bottom = ((GjSegmentLine *) lines->pdata[end - 1])->bottom;
  GjStretch heads[GJ_MAX_CLUSTERS];
  gboolean own = gj_columns_of_header (lines, first, end, table, n, heads) && stand_over (heads, columns, n);
  for (guint q = 0; q < n; q++) {
    double x0, x1, left, right;
    gj_column_reach (own ? heads : columns, n, q, &x0, &x1);
    gj_column_reach (columns, n, q, &left, &right);
    g_autoptr (GString) text = g_string_new (NULL);
    for (guint i = first; i < end; i++) {
      const GjSegmentLine *line = lines->pdata[i];
      for (guint k = 0; k < line->segments->len; k++) {
        const GjSegment *s = &g_array_index (line->segments, GjSegment, k);
        if (s->value || fits_column (table, s->text, TRUE, is_like))
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
      gj_column_reach (columns, n, q, &left, &ignored);
      gj_column_reach (columns, n, q + width - 1, &ignored, &right);
      off = fabs ((left + right) / 2 - x);
      if (off < best) {
        best = off;
        *x0 = left;
        *x1 = right;
      }
    }
}

/* Labels of groups of columns, in the rows they are printed in. */
void
gj_columns_add_groups (GjGrid *grid, GPtrArray *lines, guint first, guint end, guint table, const GjStretch *columns,
                       guint n)
{
  guint col = 0;
  for (guint i = first; i < end; i++) {
    const GjSegmentLine *line = lines->pdata[i];
    for (guint k = 0; k < line->segments->len; k++) {
      const GjSegment *s = &g_array_index (line->segments, GjSegment, k);
      GjBox box = s->box;
      if (!fits_column (table, s->text, TRUE, is_like))
        continue;
      if (table == GJ_TABLE_REVIEW)
        group_reach (columns, n, (box.x0 + box.x1) / 2, &box.x0, &box.x1);
      gj_grid_add_cell (grid, box, 0, col++, 1, 1, s->text);
    }
  }
}

guint
gj_lines_end_of_page (GPtrArray *lines, guint first, guint end)
{
  guint i = first;
  while (i < end && ((GjSegmentLine *) lines->pdata[i])->page == ((GjSegmentLine *) lines->pdata[first])->page)
    i++;
  return i;
}

/* Scanned pages lie as they were put in: the columns of page [@first, @end) are its own, where its figures show all of
 * them, or those of @columns moved to where its figures are. */
void
gj_columns_of_page (GPtrArray *lines, guint first, guint end, const GjStretch *columns, guint n, GjStretch *out)
{
  GjStretch own[GJ_MAX_CLUSTERS];
  double shift = 0, nearest = G_MAXDOUBLE;
  memcpy (out, columns, n * sizeof *out);
  if (((GjSegmentLine *) lines->pdata[first])->page->source != GJ_SOURCE_OCR)
    return;
  for (guint least = 3; least > 0; least--)
    if (gj_columns_of_figures (lines, first, end, least, own) == n ||
        columns_of (lines, first, end, least, TRUE, own) == n) {
      memcpy (out, own, n * sizeof *out);
      return;
    }
  for (guint q = 0, found = gj_columns_of_figures (lines, first, end, 1, own); q < found; q++)
    for (guint k = 0; k < n; k++) {
      double d = (own[q].x0 + own[q].x1 - columns[k].x0 - columns[k].x1) / 2;
      if (fabs (d) < nearest) {
        nearest = fabs (d);
        shift = d;
      }
    }
  for (guint k = 0; k < n; k++) {
    out[k].x0 += shift;
    out[k].x1 += shift;
  }
}

/* In a picture strokes of labels may look like figures below each other: where the last @n of @found clusters hold more than twice as
 * many as any before them, those are no columns. Returns: how many are left. */
static guint
drop_strays (GjStretch *columns, guint found, guint n)
{
  guint stray = 0, least = G_MAXUINT;
  if (found <= n)
    return found;
  for (guint q = 0; q < found; q++)
    if (q + n < found)
      stray = MAX (stray, columns[q].n);
    else
      least = MIN (least, columns[q].n);
  if (least <= 2 * stray)
    return found;
  memmove (columns, columns + found - n, n * sizeof *columns);
  return n;
}

/* The columns of a table whose first figures stand at @figures: by its figures, on scans by those of one page; or by the
 * labels above them, where columns are empty throughout. */
gboolean
gj_columns_find (GPtrArray *lines, guint start, guint stop, guint figures, guint n, GjStretch *out)
{
  if (((GjSegmentLine *) lines->pdata[start])->page->source != GJ_SOURCE_OCR) {
    if (gj_columns_of_figures (lines, start, stop, 3, out) == n)
      return TRUE;
  } else
    for (guint first = figures, end; first < stop; first = end) {
      end = gj_lines_end_of_page (lines, first, stop);
      /* labels of two columns may look like one figure over both */
      if (drop_strays (out, gj_columns_of_figures (lines, first, end, 3, out), n) == n ||
          columns_of (lines, first, end, 3, TRUE, out) == n)
        return TRUE;
    }
  return gj_columns_of_header (lines, start, figures, GJ_TABLE_APPLICATIONS, n, out);
}
