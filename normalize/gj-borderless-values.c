/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-borderless-values.h"

#include "normalize/gj-borderless-columns.h"

#include "page/gj-char.h"

#include <math.h>
#include <string.h>

/* A figure covers a column if it is over so much of it. */
#define COVERED 0.5

/* The pieces of one cell: where their lines are. */
typedef struct {
  guint n;
  double first, last, step; /* lines of the first and last piece, widest step between two */
  double narrowest;         /* of those that go on on the next line */
  double end;               /* width of the last */
  double size;
  gboolean astray; /* one stands beside its column */
  gboolean shared; /* one goes over the next column too */
  gboolean apart;  /* two stand side by side */
  gboolean agreed; /* two readers of the picture say the same of each */
  guint8 confidence;
} Held;

static void
hold (Held *held, const GjSegment *s)
{
  double y = s->y;
  held->apart |= held->n > 0 && y - held->last < 0.4 * s->size;
  if (held->n > 0) {
    held->step = MAX (held->step, y - held->last);
    held->narrowest = held->n > 1 ? MIN (held->narrowest, held->end) : held->end;
  }
  held->end = gj_box_width (&s->box);
  held->first = held->n > 0 ? held->first : y;
  held->last = y;
  held->size = MAX (held->size, s->size);
  held->confidence = held->n > 0 ? MIN (held->confidence, s->confidence) : s->confidence;
  held->agreed &= s->agreed;
  held->n++;
}

/* Whether the cell's pieces may be one figure that wraps: each line but the last is as full as the column's fullest. */
static gboolean
may_wrap (const Held *held, const GjStretch *column)
{
  return held->step < 1.6 * held->size && held->narrowest > 0.8 * (column->x1 - column->x0) &&
         held->narrowest > 0.8 * held->size;
}

/* Whether the cell's text stands where a row's text does: in its middle, or level with its label's first or last line. */
static gboolean
is_in_place (const Held *held, const GjBand *band)
{
  double middle = (held->first + held->last) / 2, last = 2 * band->y - band->first;
  if (band->kind != GJ_BAND_LABEL || held->n == 0)
    return TRUE;
  if (held->n == 1 && held->first > band->first - 0.35 * held->size && held->first < last + 0.35 * held->size)
    return TRUE;
  return fabs (middle - band->y) < 0.45 * held->size || fabs (held->first - band->first) < 0.35 * held->size ||
         fabs (held->last - last) < 0.35 * held->size;
}

/* Two pieces in a band that no rules bound: a figure over two lines, or two figures. */
static GjReading
judge (const Held *held, const GjBand *band, const GjStretch *column)
{
  if (held->shared)
    return GJ_READING_UNREAD;
  if (band->kind != GJ_BAND_RULES && held->n > 1 && !may_wrap (held, column))
    return band->kind == GJ_BAND_LABEL ? GJ_READING_UNREAD : GJ_READING_DOUBTFUL;
  if (held->astray || !held->agreed || !is_in_place (held, band) || (band->kind == GJ_BAND_FIGURES && held->n > 1) ||
      (held->n > 0 && held->confidence < 60))
    return GJ_READING_DOUBTFUL;
  return GJ_READING_PLAIN;
}

static int
column_at (const GjStretch *columns, guint n, double x)
{
  for (guint q = 0; q < n; q++) {
    double x0, x1;
    gj_column_reach (columns, n, q, &x0, &x1);
    if (x >= x0 && x < x1)
      return (int) q;
  }
  return -1;
}

/* Whether the characters of @s left and right of its widest gap stand in two columns, @q one of them, and that gap is no
 * space between digits of one figure. */
static gboolean
is_parted (const GjSegment *s, const GjStretch *columns, guint n, guint q)
{
  double widest = 0, rest = 0;
  guint at = 0, m = s->places != NULL ? s->places->len : 0;
  for (guint i = 1; i < m; i++) {
    double gap = g_array_index (s->places, GjPlace, i).x0 - g_array_index (s->places, GjPlace, i - 1).x1;
    rest = MAX (rest, MIN (gap, widest));
    at = gap > widest ? i : at;
    widest = MAX (widest, gap);
  }
  if (at == 0 || widest < 0.1 * s->size || widest < 2 * rest)
    return FALSE;
  double cut = g_array_index (s->places, GjPlace, at).x0;
  int left = column_at (columns, n, (s->box.x0 + cut - widest) / 2),
      right = column_at (columns, n, (cut + s->box.x1) / 2);
  return left != right && (left == (int) q || right == (int) q);
}

/* Whether @s is wider than its column and reaches over a digit's width into column @q, or out of it. */
static gboolean
is_too_wide (const GjSegment *s, const GjStretch *columns, guint n, guint q)
{
  double x0, x1, own0, own1, width = gj_box_width (&s->box);
  int own = column_at (columns, n, (s->box.x0 + s->box.x1) / 2);
  if (own < 0)
    return FALSE;
  gj_column_reach (columns, n, (guint) own, &own0, &own1);
  gj_column_reach (columns, n, q, &x0, &x1);
  return width > own1 - own0 && (own == (int) q || gj_overlap (s->box.x0, s->box.x1, x0, x1) > 0.5 * s->size);
}

/* Whether figures of neighbouring columns stand so close that they were taken for one, column @q among them. */
static gboolean
is_shared (GPtrArray *lines, guint first, guint end, const GjBand *band, const GjStretch *columns, guint n, guint q)
{
  for (guint i = first; i < end; i++) {
    const GjSegmentLine *line = lines->pdata[i];
    for (guint k = 0; k < line->segments->len; k++) {
      const GjSegment *s = &g_array_index (line->segments, GjSegment, k);
      guint covered = 0;
      gboolean own = FALSE;
      /* With a dash before them two figures are no value any more. */
      if (s->y < band->top || s->y > band->bottom || (!s->value && strpbrk (s->text, "0123456789") == NULL))
        continue;
      for (guint c = 0; c < n; c++)
        if (gj_overlap (s->box.x0, s->box.x1, columns[c].x0, columns[c].x1) >
            COVERED * (columns[c].x1 - columns[c].x0)) {
          covered++;
          own |= c == q;
        }
      if ((own && covered > 1) || is_parted (s, columns, n, q) || is_too_wide (s, columns, n, q))
        return TRUE;
    }
  }
  return FALSE;
}

/* Cells of @grid from @own on, those of a band in which one holds two figures that are no wrapped one: so may the others be,
 * however full their lines, and which of two rows a single figure is of is open. */
static void
doubt_band (GjGrid *grid, guint own)
{
  for (guint i = own; i < grid->cells->len; i++) {
    GjGridCell *cell = &g_array_index (grid->cells, GjGridCell, i);
    gboolean several = g_utf8_strlen (cell->text, -1) > 1;
    cell->reading = MAX (cell->reading, several ? GJ_READING_UNREAD : GJ_READING_DOUBTFUL);
  }
}

/* The cells of @grid from @own on, of which one holds a figure that stands between columns: it may be one figure for several of
 * them, so the others that look blank are not certainly so. */
static void
doubt_blanks (GjGrid *grid, guint own)
{
  for (guint i = own; i < grid->cells->len; i++) {
    GjGridCell *cell = &g_array_index (grid->cells, GjGridCell, i);
    if (cell->text[0] == '\0')
      cell->reading = MAX (cell->reading, GJ_READING_DOUBTFUL);
  }
}

/* The figures of a band that stand behind its words, if they are on one line. Returns: (transfer container) (nullable): of
 * GjSegment, from left to right. */
static GPtrArray *
figures_in_order (GPtrArray *lines, guint first, guint end, const GjBand *band)
{
  g_autoptr (GPtrArray) out = g_ptr_array_new ();
  for (guint i = first; i < end; i++) {
    const GjSegmentLine *line = lines->pdata[i];
    guint from = line->segments->len;
    while (from > 0 && g_array_index (line->segments, GjSegment, from - 1).value)
      from--;
    for (guint k = from; k < line->segments->len; k++) {
      GjSegment *s = &g_array_index (line->segments, GjSegment, k);
      if (s->y < band->top || s->y > band->bottom)
        continue;
      if (out->len > 0 && fabs (((GjSegment *) out->pdata[0])->y - s->y) > 0.4 * s->size)
        return NULL;
      g_ptr_array_add (out, s);
    }
  }
  return g_steal_pointer (&out);
}

/* Figures as many as columns, which do not stand one in each: the table has no columns to go by, as where its cells were set apart
 * with spaces. Cells of @grid from @own on get them in their order. */
static gboolean
put_in_order (GjGrid *grid, guint own, GPtrArray *lines, guint first, guint end, const GjBand *band)
{
  g_autoptr (GPtrArray) figures = figures_in_order (lines, first, end, band);
  if (figures == NULL || figures->len != grid->cells->len - own)
    return FALSE;
  for (guint k = 0; k < figures->len; k++) {
    GjGridCell *cell = &g_array_index (grid->cells, GjGridCell, own + k);
    const GjSegment *s = figures->pdata[k];
    g_free (cell->text);
    cell->text = g_strdup (s->text);
    cell->box = s->box;
    cell->reading = GJ_READING_DOUBTFUL;
  }
  return TRUE;
}

static gboolean
is_dash (const GjSegment *s)
{
  for (const char *p = s->text; *p != '\0'; p = g_utf8_next_char (p))
    if (!gj_char_is_dash (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}

gboolean
gj_borderless_add_values (GjGrid *grid, GPtrArray *lines, guint first, guint end, const GjBand *band,
                          const GjStretch *columns, guint n, guint row)
{
  const GjPage *page = ((GjSegmentLine *) lines->pdata[first])->page;
  guint own = grid->cells->len;
  gboolean two_rows = FALSE, astray = FALSE, one_each = TRUE;
  for (guint q = 0; q < n; q++) {
    double x0, x1;
    gj_column_reach (columns, n, q, &x0, &x1);
    g_autoptr (GString) text = g_string_new (NULL);
    Held held = { .confidence = 100, .agreed = TRUE };
    for (guint i = first; i < end; i++) {
      const GjSegmentLine *line = lines->pdata[i];
      for (guint k = 0; k < line->segments->len; k++) {
        const GjSegment *s = &g_array_index (line->segments, GjSegment, k);
        double x = (s->box.x0 + s->box.x1) / 2;
        if (x < x0 || x >= x1 || s->y < band->top || s->y > band->bottom ||
            (!s->value && band->kind != GJ_BAND_RULES && fabs (s->y - band->y) > 0.6 * s->size))
          continue;
        if (page->source == GJ_SOURCE_OCR && band->kind == GJ_BAND_FIGURES && is_dash (s) &&
            fabs (s->y - band->y) > 0.4 * s->size) /* what is left of a rule */
          continue;
        g_string_append (text, s->text);
        hold (&held, s);
        held.astray |= gj_overlap (s->box.x0, s->box.x1, columns[q].x0, columns[q].x1) <= 0;
      }
    }
    astray |= held.astray;
    one_each &= held.n == 1;
    two_rows |= held.n > 1 && !may_wrap (&held, &columns[q]);
    held.shared = is_shared (lines, first, end, band, columns, n, q);
    GjGridCell *cell = gj_grid_add_cell (grid, (GjBox){ x0, band->top, x1, band->bottom }, row, q + 1, 1, 1, text->str);
    cell->confidence = held.confidence;
    cell->reading = judge (&held, band, &columns[q]);
    if (held.apart && page->source == GJ_SOURCE_OCR) /* two figures, or one that fell apart */
      cell->reading = MAX (cell->reading, GJ_READING_DOUBTFUL);
    if (held.n > 0 && gj_page_figure_is_odd (page, &cell->box))
      cell->reading = GJ_READING_UNREAD;
    if (held.n == 0 && gj_page_has_other (page, &cell->box))
      cell->reading = GJ_READING_UNREAD;
    else if (held.n == 0 && gj_page_is_sealed (page, &cell->box))
      cell->reading = MAX (cell->reading, GJ_READING_DOUBTFUL);
  }
  if (astray)
    doubt_blanks (grid, own);
  if (two_rows && page->source == GJ_SOURCE_TEXT_LAYER && band->kind == GJ_BAND_LABEL)
    doubt_band (grid, own);
  return !one_each && page->source == GJ_SOURCE_TEXT_LAYER && put_in_order (grid, own, lines, first, end, band);
}

/* What stands off the middle of band @b in column @q, beside another figure, may be of the row next to it. */
static void
doubt_next (GjGrid *grid, const GArray *bands, guint b, guint q, const GjSegment *s)
{
  const GjBand *band = &g_array_index (bands, GjBand, b);
  const GjGridCell *own = gj_grid_cell_at (grid, b + 1, q + 1);
  gboolean above = s->y < band->y;
  if (band->kind != GJ_BAND_LABEL || own == NULL || own->reading != GJ_READING_UNREAD || own->text[0] == '\0' ||
      fabs (s->y - band->y) < 0.6 * s->size || (above ? b == 0 : b + 1 == bands->len))
    return;
  GjGridCell *cell = gj_grid_cell_at (grid, above ? b : b + 2, q + 1);
  if (cell != NULL && g_array_index (bands, GjBand, above ? b - 1 : b + 1).kind == GJ_BAND_LABEL)
    cell->reading = MAX (cell->reading, GJ_READING_DOUBTFUL);
}

gboolean
gj_borderless_doubt_strays (GjGrid *grid, GPtrArray *lines, guint first, guint end, const GArray *bands,
                            const GjStretch *columns, guint n)
{
  gboolean any = FALSE;
  for (guint i = first; i < end; i++) {
    const GjSegmentLine *line = lines->pdata[i];
    for (guint k = 0; k < line->segments->len; k++) {
      const GjSegment *s = &g_array_index (line->segments, GjSegment, k);
      double x = (s->box.x0 + s->box.x1) / 2, x0, x1, nearest = s->size;
      gboolean astray = s->value && column_at (columns, n, x) >= 0;
      int row = -1;
      for (guint b = 0; b < bands->len && s->value; b++) {
        const GjBand *band = &g_array_index (bands, GjBand, b);
        double off = MAX (band->top - s->y, s->y - band->bottom);
        astray &= off > 0;
        int own = off <= 0 ? column_at (columns, n, x) : -1;
        if (own >= 0 && line->page->source == GJ_SOURCE_TEXT_LAYER)
          doubt_next (grid, bands, b, (guint) own, s);
        if (off < nearest) {
          nearest = off;
          row = off <= 0 ? -1 : (int) b;
        }
      }
      any |= astray;
      for (guint q = 0; q < n && row >= 0; q++) {
        gj_column_reach (columns, n, q, &x0, &x1);
        GjGridCell *cell = x >= x0 && x < x1 ? gj_grid_cell_at (grid, (guint) row + 1, q + 1) : NULL;
        if (cell != NULL)
          cell->reading = GJ_READING_UNREAD;
      }
    }
  }
  return any;
}

void
gj_borderless_unread_overlaps (GjGrid *grid)
{
  for (guint i = 0; i < grid->cells->len; i++) {
    GjGridCell *a = &g_array_index (grid->cells, GjGridCell, i);
    for (guint k = 0; k < grid->cells->len && a->row > 0 && a->col > 0 && a->text[0] == '\0'; k++) {
      const GjGridCell *b = &g_array_index (grid->cells, GjGridCell, k);
      if (b->col == a->col && b->row != a->row && b->row > 0 && b->text[0] != '\0' &&
          gj_overlap (a->box.y0, a->box.y1, b->box.y0, b->box.y1) > 0.3 * gj_box_height (&a->box))
        a->reading = GJ_READING_UNREAD;
    }
  }
}
