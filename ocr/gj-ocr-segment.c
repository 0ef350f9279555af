/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-segment.h"

#include "ocr/gj-ocr-runs.h"

#include <stdlib.h>

#define FEW_COLUMNS 5 /* a table with no more has its labels in the first */
#define MOST_COLUMNS 0.6
#define WIDE 5           /* heights: lines so wide are words */
#define LONGEST_DASH 0.4 /* inches */
#define SPREAD 6         /* times from the middle to the upper quarter: four standard deviations */

/* Ink that stands beside each other in the columns of a segment. */
typedef struct {
  int y0, y1;
  int f0, f1; /* of its figures: empty if there are none */
} Block;

static int
inches (const GjOcrSegment *s, double length)
{
  return MAX ((int) (s->dpi * length + 0.5), 1);
}

/* How far specks in line may be from it. */
static int
near_line (const GjOcrSegment *s)
{
  return inches (s, 0.013);
}

static void
propose (GArray *to, int from, int end, int pos)
{
  GjOcrRule r = { from, end, pos, -1, 1 };
  g_array_append_val (to, r);
}

static gboolean
is_print (const GjOcrSegment *s, const GjOcrRun *r)
{
  int h = r->y1 - r->y0;
  return !r->thin && h >= inches (s, 0.04);
}

/* Whether print of a column of figures stands at @y. */
static gboolean
is_in_figures (const GjOcrSegment *s, int y)
{
  for (guint c = s->leaf < s->n ? s->leaf + 1 : 0; c < s->n; c++)
    for (guint i = 0; i < s->runs[c]->len; i++) {
      const GjOcrRun *r = &g_array_index (s->runs[c], GjOcrRun, i);
      if (is_print (s, r) && y > r->y0 && y < r->y1)
        return TRUE;
    }
  return FALSE;
}

/* Where a fax is full of specks, some are in line by chance: what is left of a rule stands out from what most lines have, as far as
 * chance hardly ever takes it. */
static int
measure_haze (const GjOcrSegment *s)
{
  int near = near_line (s);
  g_autofree int *at = g_new0 (int, (gsize) MAX (s->y1 - s->y0, 1));
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (int));
  for (guint c = 0; c < s->n; c++)
    for (guint i = 0; i < s->runs[c]->len; i++) {
      const GjOcrRun *r = &g_array_index (s->runs[c], GjOcrRun, i);
      int y = (r->y0 + r->y1) / 2;
      for (int k = MAX (y - near, s->y0); r->thin && k < MIN (y + near + 1, s->y1); k++)
        at[k - s->y0] += r->n;
    }
  for (int y = s->y0; y < s->y1; y++)
    if (!is_in_figures (s, y))
      g_array_append_val (lines, at[y - s->y0]);
  int usual = gj_ocr_median (lines); /* sorts them */
  return lines->len == 0 ? 0 : usual + SPREAD * (g_array_index (lines, int, lines->len * 3 / 4) - usual);
}

void
gj_ocr_segment_look (GjOcrSegment *s, PIX *ink)
{
  int edge = inches (s, 0.025);
  for (guint c = 0; c < s->n; c++) {
    GjOcrRect box = { s->x[c] + edge, s->y0 + edge, s->x[c + 1] - edge, s->y1 - edge };
    s->runs[c] = gj_ocr_runs_find (ink, &box, s->dpi);
  }
  s->haze = measure_haze (s);
}

int
gj_ocr_segment_labels_end (const GjOcrSegment *s)
{
  for (guint c = s->n > FEW_COLUMNS ? s->n : 0; c-- > 0;) {
    guint wide = 0;
    for (guint i = 0; i < s->runs[c]->len; i++) {
      const GjOcrRun *r = &g_array_index (s->runs[c], GjOcrRun, i);
      int h = r->y1 - r->y0;
      wide += is_print (s, r) && h <= inches (s, 0.25) && r->x1 - r->x0 >= WIDE * h;
    }
    if (wide >= 2)
      return s->x[c + 1];
  }
  return 0;
}

void
gj_ocr_segment_set_leaf (GjOcrSegment *s, int end)
{
  s->leaf = s->n <= FEW_COLUMNS ? 0 : s->n;
  for (guint c = 0; c < s->n && s->n > FEW_COLUMNS && end > 0; c++)
    if (abs (s->x[c + 1] - end) <= inches (s, 0.06))
      s->leaf = c;
}

static guint
first_column (const GjOcrSegment *s)
{
  return s->leaf < s->n ? s->leaf : 0;
}

int
gj_ocr_segment_left (const GjOcrSegment *s)
{
  return s->x[first_column (s)];
}

/* Specks in line over several columns are what is left of a rule, if they run into the upright ones: dashes do not. */
static gboolean
is_trace (const GjOcrSegment *s, int y, guint *left)
{
  int near = near_line (s), edge = inches (s, 0.055), covered = 0, pixels = 0;
  guint touches = 0, columns = 0;
  *left = s->n;
  for (guint c = 0; c < s->n; c++)
    for (guint i = 0; i < s->runs[c]->len; i++) {
      const GjOcrRun *r = &g_array_index (s->runs[c], GjOcrRun, i);
      if (!r->thin || abs ((r->y0 + r->y1) / 2 - y) > near)
        continue;
      touches += r->x1 - r->x0 > inches (s, LONGEST_DASH) ? 2 : 0;
      touches += (r->x0 <= s->x[c] + edge) + (r->x1 >= s->x[c + 1] - edge);
      covered += r->x1 - r->x0;
      pixels += r->n;
      columns++;
      *left = MIN (*left, c);
    }
  return columns >= 2 && (touches >= 2 || covered > 0.6 * (s->x[s->n] - s->x[0])) && pixels > s->haze &&
         !is_in_figures (s, y);
}

GArray *
gj_ocr_segment_traces (const GjOcrSegment *s)
{
  GArray *traces = g_array_new (FALSE, FALSE, sizeof (GjOcrRule));
  int near = near_line (s), apart = inches (s, gj_ocr_tolerances.min_row);
  guint left;
  g_autofree guint *votes = g_new0 (guint, (gsize) (s->y1 - s->y0 + 1));
  for (guint c = 0; c < s->n; c++)
    for (guint i = 0; i < s->runs[c]->len; i++) {
      const GjOcrRun *r = &g_array_index (s->runs[c], GjOcrRun, i);
      int y = (r->y0 + r->y1) / 2;
      for (int k = MAX (y - near, s->y0); r->thin && k <= MIN (y + near, s->y1); k++)
        votes[k - s->y0]++;
    }
  for (int y = s->y0 + apart / 2; y < s->y1 - apart / 2; y++) {
    int best = y;
    if (votes[y - s->y0] < 2 || !is_trace (s, y, &left))
      continue;
    for (int k = y; k <= MIN (y + 2 * near, s->y1); k++)
      if (votes[k - s->y0] > votes[best - s->y0] && is_trace (s, k, &left))
        best = k;
    is_trace (s, best, &left);
    propose (traces, s->x[MIN (left, first_column (s))], s->x[s->n], best);
    y = best + apart;
  }
  return traces;
}

/* Marks in @at what lines between @y0 and @y1 hold: 1 print, 2 figures. Where no column of labels is known, as in a header, most
 * columns must have print in a line of figures, but for the last one: a header's labels wrap, each in the middle of its cell. */
static void
mark_lines (const GjOcrSegment *s, int y0, int y1, guint8 *at)
{
  g_autofree guint8 *columns = g_new0 (guint8, (gsize) (y1 - y0));
  for (guint c = first_column (s); c < s->n; c++) {
    int done = y0; /* runs of a column may lie beside each other */
    for (guint i = 0; i < s->runs[c]->len; i++) {
      const GjOcrRun *r = &g_array_index (s->runs[c], GjOcrRun, i);
      gboolean dash = r->thin && r->n > 0.7 * (r->x1 - r->x0) * (r->y1 - r->y0) && r->x1 - r->x0 > inches (s, 0.03) &&
                      r->x0 > s->x[c] + inches (s, 0.055) && r->x1 < s->x[c + 1] - inches (s, 0.055);
      for (int y = MAX (r->y0, y0); y < MIN (r->y1, y1) && (dash || is_print (s, r)); y++) {
        at[y - y0] |= c == s->leaf ? 1 : 3;
        columns[y - y0] += y >= done;
        done = MAX (done, y + 1);
      }
    }
  }
  int last = y1 - 1;
  while (last >= y0 && at[last - y0] == 0)
    last--;
  while (last >= y0 && at[last - y0] != 0)
    last--;
  for (int y = y0; y <= last && s->leaf >= s->n; y++)
    if (columns[y - y0] < MOST_COLUMNS * s->n)
      at[y - y0] &= 1;
}

/* What stands side by side between @y0 and @y1. */
static GArray *
find_blocks (const GjOcrSegment *s, int y0, int y1)
{
  GArray *blocks = g_array_new (FALSE, FALSE, sizeof (Block));
  g_autofree guint8 *at = g_new0 (guint8, (gsize) (y1 - y0)); /* 1 print, 2 figures */
  mark_lines (s, y0, y1, at);
  for (int y = y0; y < y1; y++) {
    if (at[y - y0] == 0)
      continue;
    Block b = { y, y, G_MAXINT, G_MININT };
    for (; b.y1 < y1 && at[b.y1 - y0] != 0; b.y1++)
      if (at[b.y1 - y0] & 2) {
        b.f0 = MIN (b.f0, b.y1);
        b.f1 = MAX (b.f1, b.y1 + 1);
      }
    y = b.y1;
    g_array_append_val (blocks, b);
  }
  return blocks;
}

static gboolean
has_figures (const Block *b)
{
  return b->f1 > b->f0;
}

/* How far the figures of a row are from the middle of its label. */
static double
misfit (int y0, int y1, const Block *b)
{
  return ABS ((y0 + y1) / 2.0 - (b->f0 + b->f1) / 2.0);
}

/* Between two rows of figures, blocks @a and @b, stand lines of labels that wrap: how many of them are the upper row's?
 * Figures stand in the middle of their row. @top: where the upper row begins. */
static guint
share_lines (const GArray *blocks, guint a, guint b, int top)
{
  const Block *all = (const Block *) blocks->data;
  guint best = a;
  double least = G_MAXDOUBLE;
  guint next = b + 1; /* the lower row ends before what follows it, at the earliest */
  for (guint k = a; k < b; k++) {
    int bottom = all[b].y1;
    double cost = misfit (top, all[k].y1, &all[a]) - 0.5 * (all[k + 1].y0 - all[k].y1);
    double lower = misfit (all[k + 1].y0, bottom, &all[b]);
    for (guint m = next; m < blocks->len && !has_figures (&all[m]); m++)
      lower = MIN (lower, misfit (all[k + 1].y0, all[m].y1, &all[b]));
    if (cost + lower < least) {
      least = cost + lower;
      best = k;
    }
  }
  return best;
}

/* Where specks stand in line between @y0 and @y1, white otherwise: what is left of the rule that must be there; −1 if nowhere.
 * Dirt is not in line. */
static int
find_specks (const GjOcrSegment *s, int y0, int y1)
{
  int near = near_line (s), best = -1;
  guint most = 1;
  for (int y = y0 + 1; y + 1 < y1; y++) {
    guint columns = 0;
    int pixels = 0;
    for (guint c = 0; c < s->n; c++) {
      int width = 0;
      for (guint i = 0; i < s->runs[c]->len; i++) {
        const GjOcrRun *r = &g_array_index (s->runs[c], GjOcrRun, i);
        if (!r->thin || abs ((r->y0 + r->y1) / 2 - y) > near)
          continue;
        width = MAX (width, r->x1 - r->x0);
        pixels += r->n;
      }
      columns += (width > 0) + (width >= inches (s, 0.15));
    }
    if (columns > most && pixels > s->haze) {
      most = columns;
      best = y;
    }
  }
  return best;
}

/* The gap between blocks @a and @b, two rows of figures, where the upper row ends: the block above it. *@specks is where the
 * rest of a rule stands in it, −1 if nothing does. */
static guint
find_gap (const GjOcrSegment *s, const GArray *blocks, guint a, guint b, int top, int *specks)
{
  guint n = 0, found = a;
  for (guint k = a; k < b; k++) {
    int y = find_specks (s, g_array_index (blocks, Block, k).y1, g_array_index (blocks, Block, k + 1).y0);
    if (y < 0)
      continue;
    *specks = y;
    found = k;
    n++;
  }
  if (n == 1)
    return found;
  *specks = -1;
  return share_lines (blocks, a, b, top);
}

/* Whether the figures of the row of blocks [@first, @end) stand in the middle of its label, or beside all of it. */
static gboolean
is_level (const GjOcrSegment *s, const GArray *blocks, guint first, guint end)
{
  const Block *all = (const Block *) blocks->data;
  if (end - first == 1)
    return TRUE;
  for (guint i = first; i < end; i++)
    if (has_figures (&all[i]))
      return misfit (all[first].y0, all[end - 1].y1, &all[i]) <= inches (s, 0.05);
  return TRUE;
}

void
gj_ocr_segment_gaps (const GjOcrSegment *s, int y0, int y1, GArray *seen, GArray *supposed, GArray *open)
{
  g_autoptr (GArray) blocks = find_blocks (s, y0, y1);
  guint last = blocks->len, first = 0;
  int left = gj_ocr_segment_left (s), right = s->x[s->n], rule = y0;
  for (guint i = 0; i < blocks->len; i++) {
    if (!has_figures (&g_array_index (blocks, Block, i)))
      continue;
    if (last < blocks->len) {
      int specks = -1;
      guint k = find_gap (s, blocks, last, i, g_array_index (blocks, Block, first).y0, &specks);
      if (!is_level (s, blocks, first, k + 1))
        propose (open, left, right, rule);
      rule = specks >= 0 ? specks : (g_array_index (blocks, Block, k).y1 + g_array_index (blocks, Block, k + 1).y0) / 2;
      propose (specks < 0 ? supposed : seen, left, right, rule);
      first = k + 1;
    }
    last = i;
  }
  if (last < blocks->len && !is_level (s, blocks, first, blocks->len))
    propose (open, left, right, rule);
}

void
gj_ocr_segment_clear (GjOcrSegment *s)
{
  for (guint c = 0; c < s->n; c++)
    g_array_unref (s->runs[c]);
}
