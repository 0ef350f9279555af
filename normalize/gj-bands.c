/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-bands.h"

#include <math.h>
#include <string.h>

/* From line to line of one row at most, in sizes of type. */
#define CUT_STEP 2.5

void
gj_band_clear (gpointer band)
{
  g_free (((GjBand *) band)->label);
}

static GArray *
bands_new (void)
{
  GArray *bands = g_array_new (FALSE, TRUE, sizeof (GjBand));
  g_array_set_clear_func (bands, gj_band_clear);
  return bands;
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

/* How many figures, and how many words, of the lines between @top and @bottom stand in the columns. */
static void
count_in_columns (GPtrArray *lines, guint first, guint end, double top, double bottom, const GjStretch *columns,
                  guint n, guint *values, guint *words, guint *labels, double *y)
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

/* How far a row that a page's edge cuts goes on beyond its rule at @y, @up or down: as far as lines follow each other. */
static double
end_of_cut_row (GPtrArray *lines, guint first, guint end, double y, gboolean up)
{
  const double least = 40;
  double edge = y;
  for (guint i = 0; i < end - first; i++) {
    const GjSegmentLine *line = lines->pdata[up ? end - 1 - i : first + i];
    double off = up ? edge - line->y : line->y - edge;
    if (off <= 0)
      continue;
    if (off > (edge == y ? least : CUT_STEP * g_array_index (line->segments, GjSegment, 0).size))
      break;
    edge = line->y;
  }
  return up ? MIN (edge - 1, y - least) : MAX (edge + 1, y + least);
}

/* Rows between horizontal rules. */
static GArray *
bands_by_rules (GPtrArray *lines, guint first, guint end, const GjStretch *columns, guint n, const GArray *rules)
{
  gboolean ocr = ((GjSegmentLine *) lines->pdata[first])->page->source == GJ_SOURCE_OCR;
  GArray *bands = bands_new ();
  for (guint k = 0; k <= rules->len; k++) {
    double low = k > 0 ? g_array_index (rules, double, k - 1)
                       : end_of_cut_row (lines, first, end, g_array_index (rules, double, 0), TRUE);
    double high = k < rules->len
                      ? g_array_index (rules, double, k)
                      : end_of_cut_row (lines, first, end, g_array_index (rules, double, rules->len - 1), FALSE);
    guint values, words, labels;
    double y;
    count_in_columns (lines, first, end, low, high, columns, n, &values, &words, &labels, &y);
    if (values == 0 || !ocr ? words > 0 : words > values) /* a header; in a picture a figure may look like a word */
      continue;
    if (values + labels == 0 || (values == 0 && (k == 0 || k == rules->len)))
      continue;
    GjBand band = { .kind = GJ_BAND_RULES, .y = y, .top = low, .bottom = high, .line = first };
    while (band.line < end && ((GjSegmentLine *) lines->pdata[band.line])->y < low)
      band.line++;
    g_array_append_val (bands, band);
  }
  return bands;
}

/* Rows where no rules are: lines with figures in the columns, at least @least in each; the bands part half way. */
static GArray *
bands_by_figures (GPtrArray *lines, guint first, guint end, const GjStretch *columns, guint n, guint least)
{
  GArray *bands = bands_new ();
  for (guint i = first; i < end; i++) {
    const GjSegmentLine *line = lines->pdata[i];
    guint values, words, labels;
    double y;
    count_in_columns (lines, first, end, line->y - 0.01, line->y + 0.01, columns, n, &values, &words, &labels, &y);
    if (values >= least && (words == 0 || least > 1)) {
      GjBand band = { .kind = GJ_BAND_FIGURES, .y = line->y, .line = i };
      g_array_append_val (bands, band);
    }
  }
  for (guint b = 0; b < bands->len; b++) {
    GjBand *band = &g_array_index (bands, GjBand, b);
    band->top = b > 0 ? (g_array_index (bands, GjBand, b - 1).y + band->y) / 2 : band->y - 20;
    band->bottom = b + 1 < bands->len ? (g_array_index (bands, GjBand, b + 1).y + band->y) / 2 : band->y + 7;
  }
  /* The last row's label may go on below its figures, as long as lines of the region do. */
  for (guint i = first; i < end && bands->len > 0; i++) {
    const GjSegmentLine *line = lines->pdata[i];
    GjBand *last = &g_array_index (bands, GjBand, bands->len - 1);
    const GjSegment *s = &g_array_index (line->segments, GjSegment, 0);
    if (line->y > last->bottom && line->y < last->y + 22 && line->segments->len == 1 && s->box.x1 < columns[0].x0)
      last->bottom = line->y + 5;
  }
  return bands;
}

char *
gj_band_label (GPtrArray *lines, guint first, guint end, const GjBand *band, double right)
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
      if (!s->value && s->box.x1 <= right + 2 &&
          (s == nearest ||
           gj_overlap (s->box.x0, s->box.x1, nearest->box.x0, nearest->box.x1) > 0.5 * gj_box_width (&s->box)))
        g_string_append (text, s->text);
    }
  }
  return g_string_free (text, FALSE);
}

/* Whether rules part header from rows and no more: a band between two of them holds several lines with a figure in each
 * column, or more than @wrapped lines of figures. */
#define MAX_WRAPPED 3 /* more cannot be one that wraps */
static gboolean
holds_rows (GPtrArray *lines, guint first, guint end, const GjStretch *columns, guint n, const GArray *bands,
            guint wrapped)
{
  for (guint b = 0; b < bands->len; b++) {
    const GjBand *band = &g_array_index (bands, GjBand, b);
    guint full = 0, some = 0;
    for (guint i = first; i < end; i++) {
      const GjSegmentLine *line = lines->pdata[i];
      guint values, words, labels;
      double y;
      if (line->y < band->top || line->y > band->bottom)
        continue;
      count_in_columns (lines, i, i + 1, line->y, line->y, columns, n, &values, &words, &labels, &y);
      full += values >= n;
      some += values > 0;
    }
    if (full > 1 || some > wrapped)
      return TRUE;
  }
  return FALSE;
}

/* Whether lines of a picture with a figure in each column say that @bands are not its rows: two of them stand in one band, or one in
 * none. Labels that are half read are taken for others, or for one. */
static gboolean
contradict_lines (GPtrArray *lines, guint first, guint end, const GjStretch *columns, guint n, const GArray *bands)
{
  g_autofree guint *full = g_new0 (guint, bands->len + 1);
  gboolean wrong = FALSE;
  for (guint i = first; i < end; i++) {
    const GjSegmentLine *line = lines->pdata[i];
    guint values, words, labels, b = 0;
    double y;
    count_in_columns (lines, i, i + 1, line->y, line->y, columns, n, &values, &words, &labels, &y);
    if (values < n)
      continue;
    while (b < bands->len &&
           (line->y < g_array_index (bands, GjBand, b).top || line->y > g_array_index (bands, GjBand, b).bottom))
      b++;
    wrong |= b == bands->len || ++full[b] > 1;
  }
  return wrong;
}

/* Whether a picture has lines with a figure in each column, and none with a few: what else there is are pieces of rules. */
static gboolean
has_full_lines_only (GPtrArray *lines, guint first, guint end, const GjStretch *columns, guint n)
{
  guint full = 0;
  for (guint i = first; i < end; i++) {
    const GjSegmentLine *line = lines->pdata[i];
    guint values = 0, digits = 0;
    for (guint k = 0; k < line->segments->len; k++) {
      const GjSegment *s = &g_array_index (line->segments, GjSegment, k);
      double x = (s->box.x0 + s->box.x1) / 2;
      gboolean inside = s->value && x > columns[0].x0 - 2 && x < columns[n - 1].x1 + 2;
      values += inside;
      digits += inside && strpbrk (s->text, "0123456789") != NULL;
    }
    if (digits > 0 && values < n)
      return FALSE;
    full += values >= n;
  }
  return full > 1;
}

/* Rows by labels or, where there are none or lines of figures in a picture contradict them, by those lines. */
static GArray *
bands_without_rules (GPtrArray *lines, guint first, guint end, const GjStretch *columns, guint n)
{
  gboolean scanned = ((GjSegmentLine *) lines->pdata[first])->page->source == GJ_SOURCE_OCR;
  GArray *bands = gj_bands_by_label (lines, first, end, columns, n);
  if (bands == NULL) {
    guint least = scanned && has_full_lines_only (lines, first, end, columns, n) ? n : 1;
    return bands_by_figures (lines, first, end, columns, n, least);
  }
  if (!scanned || !contradict_lines (lines, first, end, columns, n, bands))
    return bands;
  g_array_unref (bands);
  return bands_by_figures (lines, first, end, columns, n, n / 2 + 1);
}

GArray *
gj_bands_find (GPtrArray *lines, guint first, guint end, const GjStretch *columns, guint n)
{
  GjPage *page = ((GjSegmentLine *) lines->pdata[first])->page;
  const GjSegmentLine *top = lines->pdata[first], *bottom = lines->pdata[end - 1];
  g_autoptr (GArray) rules = row_rules (page, top->y - 30, bottom->y + 30, columns[n - 1].x1 - columns[0].x0);
  if (rules->len >= 4) {
    GArray *ruled = bands_by_rules (lines, first, end, columns, n, rules);
    gboolean text = page->source == GJ_SOURCE_TEXT_LAYER;
    if (!holds_rows (lines, first, end, columns, n, ruled, text ? MAX_WRAPPED : 1))
      return ruled;
    GArray *labelled = text ? NULL : gj_bands_by_label (lines, first, end, columns, n);
    if (!text && (labelled == NULL || labelled->len <= ruled->len)) { /* in a picture rules may be lost */
      g_clear_pointer (&labelled, g_array_unref);
      return ruled;
    }
    g_array_unref (ruled);
    if (labelled != NULL)
      return labelled;
  }
  return bands_without_rules (lines, first, end, columns, n);
}
