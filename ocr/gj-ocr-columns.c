/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-columns.h"

#define MAX_GAPS 24
#define MIN_GAP 0.05  /* inches: more than between characters of small print */
#define SURE_GAP 0.14 /* wider than any room within a word */
#define REST 0.3      /* part of a row's height of which a rule must be left in a narrower gap */

/* The room between neighbouring prints in one cell: [from, to) of x. */
typedef struct {
  int from[MAX_GAPS], to[MAX_GAPS];
  guint n;
} Gaps;

/* Whether column of pixels @x of the cell holds print: a single pixel is dust. */
static gboolean
has_print (const GjOcrRules *rules, int x, int y0, int y1)
{
  int n = 0;
  for (int y = y0; y < y1 && n < 2; y++)
    n += GET_DATA_BIT (pixGetData (rules->ink) + (gsize) y * (gsize) pixGetWpl (rules->ink), x);
  return n >= 2;
}

/* Whether there is no print in [@x0, @x1). */
static gboolean
is_empty (const GjOcrRules *rules, int x0, int x1, int y0, int y1)
{
  for (int x = MAX (x0, 0); x < MIN (x1, pixGetWidth (rules->ink)); x++)
    if (has_print (rules, x, y0, y1))
      return FALSE;
  return TRUE;
}

/* Whether the thin print in [@x0, @x1) is what is left of a rule: it runs into the rule above or below, which figures keep off,
 * and stands alone. */
static gboolean
is_rest (const GjOcrRules *rules, int x0, int x1, int y0, int y1)
{
  int zone = MAX ((int) (rules->dpi * 0.03), 3);
  int free = MAX ((int) (rules->dpi * 0.04), 3);
  if (x1 - x0 > rules->dpi * 0.03 || !is_empty (rules, x0 - free, x0, y0 + zone, y1 - zone) ||
      !is_empty (rules, x1, x1 + free, y0 + zone, y1 - zone))
    return FALSE;
  for (int x = x0; x < x1; x++)
    if (gj_ocr_rules_cover (rules, FALSE, x, y0, y1) >= REST &&
        (has_print (rules, x, y0, y0 + zone) || has_print (rules, x, y1 - zone, y1)))
      return TRUE;
  return FALSE;
}

static void
find_gaps (const GjOcrRules *rules, int x0, int x1, int y0, int y1, Gaps *gaps)
{
  int inset = MAX ((int) (rules->dpi * 0.03), 3), least = MAX ((int) (rules->dpi * MIN_GAP), 3), last = -1;
  x0 = MAX (x0 + inset, 0);
  y0 = MAX (y0, 0);
  x1 = MIN (x1 - inset, pixGetWidth (rules->ink));
  y1 = MIN (y1, pixGetHeight (rules->ink));
  gaps->n = 0;
  for (int x = x0, end; x < x1; x = end + 1) {
    for (end = x; end < x1 && has_print (rules, end, y0 + inset, y1 - inset);)
      end++;
    if (end == x || is_rest (rules, x, end, y0, y1))
      continue;
    if (last >= 0 && x - last > least && gaps->n < MAX_GAPS) {
      gaps->from[gaps->n] = last;
      gaps->to[gaps->n++] = x;
    }
    last = end;
  }
}

/* The place in [@from, @to) with most of a rule in one of two rows. */
static int
best_place (const GjOcrRules *rules, int from, int to, const int y[3], double *most)
{
  int best = (from + to) / 2, free = MAX ((int) (rules->dpi / 60), 2) + 1; /* strokes of print so near would count */
  *most = 0;
  for (int x = from + free; x < to - free; x++)
    for (int i = 0; i < 2; i++) {
      double cover = gj_ocr_rules_cover (rules, FALSE, x, y[i], y[i + 1]);
      if (cover > *most) {
        *most = cover;
        best = x;
      }
    }
  return best;
}

static gboolean
has_line_in (const GjOcrLines *lines, int from, int to)
{
  for (guint i = 0; i < lines->n; i++)
    if (lines->at[i] >= from && lines->at[i] < to)
      return TRUE;
  return FALSE;
}

static int
common (const Gaps *a, guint i, const Gaps *b, guint k)
{
  return MIN (a->to[i], b->to[k]) - MAX (a->from[i], b->from[k]);
}

/* Whether gap @i of @a and gap @k of @b have more in common with each other than with any other gap: where figures stand at a side
 * of their cells, and labels in the middle, a gap may reach into the next cell's. */
static gboolean
are_a_pair (const Gaps *a, guint i, const Gaps *b, guint k)
{
  int both = common (a, i, b, k);
  for (guint o = 0; o < b->n; o++)
    if (o != k && common (a, i, b, o) >= both)
      return FALSE;
  for (guint o = 0; o < a->n; o++)
    if (o != i && common (a, o, b, k) >= both)
      return FALSE;
  return both > 0;
}

/* The rows between @ys in the column [@x0, @x1), two at a time: first for gaps in which something is left of a rule, then for those
 * without such a place. */
static void
look_at_column (const GjOcrRules *rules, int x0, int x1, const GjOcrLines *ys, gboolean left, GjOcrLines *found)
{
  int nearest = (int) (rules->dpi * gj_ocr_tolerances.min_col);
  Gaps above = { .n = 0 }, gaps;
  for (guint r = 0; r + 1 < ys->n; r++, above = gaps) {
    find_gaps (rules, x0, x1, ys->at[r], ys->at[r + 1], &gaps);
    for (guint i = 0; i < gaps.n; i++)
      for (guint k = 0; r > 0 && k < above.n; k++) {
        int from = MAX (gaps.from[i], above.from[k]), to = MIN (gaps.to[i], above.to[k]);
        double rest;
        if (gaps.to[i] - gaps.from[i] < rules->dpi * SURE_GAP || to - from < rules->dpi * MIN_GAP ||
            !are_a_pair (&above, k, &gaps, i))
          continue;
        int x = best_place (rules, from, to, &ys->at[r - 1], &rest);
        if ((left ? rest >= REST : to - from >= rules->dpi * SURE_GAP) && !has_line_in (found, from, to))
          gj_ocr_lines_insert (found, x, 0, nearest);
      }
  }
}

void
gj_ocr_columns_complete (const GjOcrRules *rules, GjOcrLines *xs, const GjOcrLines *ys)
{
  g_autofree GjOcrLines *found = g_new0 (GjOcrLines, 1);
  for (guint c = 0; c + 1 < xs->n; c++) {
    look_at_column (rules, xs->at[c], xs->at[c + 1], ys, TRUE, found);
    look_at_column (rules, xs->at[c], xs->at[c + 1], ys, FALSE, found);
  }
  for (guint i = 0; i < found->n; i++)
    gj_ocr_lines_insert (xs, found->at[i], 0, (int) (rules->dpi * gj_ocr_tolerances.min_col));
}
