/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-strokes.h"

#include "ocr/gj-ocr-touch.h"

#include <math.h>

/* Lengths in inches. */
#define LONGEST 0.6 /* of what strokes of characters below each other make */
#define HIGHEST 0.3 /* of a row of one line of print */
#define LOWEST 0.06
#define BESIDE 0.4      /* of a row's height: the next stroke of its character, or of the next, is nearer */
#define FARTHEST 0.08   /* and never farther than this */
#define KEEP_OFF 0.15   /* of a row's height, above and below: rules across are no print */
#define LEAST_DASH 0.09 /* shorter pieces are not joined */
#define MOST_DASH 0.45
#define APART 0.03      /* from the upright rules beside it */
#define OFF_MIDDLE 0.08 /* of the room between these */
#define MANY_DASHES 6
#define MOSTLY 0.7      /* of the pieces that are apart from upright rules: those of a broken rule are anywhere */
#define MOST_ACROSS 256 /* rules that an upright one passes */
#define LONG_ACROSS 2   /* inches: a rule of a table, and no line below a word */
#define HIGHEST_ROW 0.8
#define MANY_ROWS 8
#define BEYOND 0.1  /* inches: rules end at the last one across, or stand out a little */
#define MANY_END 3  /* times as many end there */
#define BARE_ROWS 4 /* one row of so many without a wall: a table with walls has no such row */

/* Whether there is print within @far columns beside what is inked at @x in rows [@y0, @y1), on the side of @step. */
static gboolean
has_print_beside (const GjOcrRules *rules, int x, int y0, int y1, int far, int step)
{
  int thick = (int) (rules->dpi * gj_ocr_tolerances.max_rule) / 2 + 1, n = 0;
  for (int d = thick; d <= thick + far; d++)
    for (int y = y0; y < y1; y++)
      n += gj_ocr_has_ink (rules->ink, x + step * d, y);
  return n > 2;
}

/* Whether another stroke hangs on what is inked at @x in rows [@y0, @y1): nothing touches a wall. */
static gboolean
is_touched (const GjOcrRules *rules, int x, int y0, int y1)
{
  int most = (int) (rules->dpi * gj_ocr_tolerances.max_rule) + 3, n = 0;
  for (int y = y0; y < y1; y++)
    n += gj_ocr_ink_across (rules->ink, FALSE, y, x, most + 1) > most;
  return n > 1;
}

/* Whether the stroke at @x between the rules across at @y0 and @y1 is one of a character: print stands close by on both sides and touches it. */
static gboolean
is_in_print (const GjOcrRules *rules, int x, int y0, int y1)
{
  int high = y1 - y0, off = (int) (KEEP_OFF * high), far = (int) MIN (BESIDE * high, rules->dpi * FARTHEST);
  return high <= rules->dpi * HIGHEST && is_touched (rules, x, y0 + off, y1 - off) &&
         has_print_beside (rules, x, y0 + off, y1 - off, far, -1) &&
         has_print_beside (rules, x, y0 + off, y1 - off, far, 1);
}

static gint
by_value (gconstpointer a, gconstpointer b)
{
  return *(const int *) a - *(const int *) b;
}

static gboolean
is_packed (const GjOcrRules *rules, const GjOcrRule *r)
{
  int at[MOST_ACROSS], n = 0, near = (int) (rules->dpi * gj_ocr_tolerances.meet), last = G_MININT, rows = 0;
  for (guint i = 0; i < rules->h->len && n < MOST_ACROSS; i++) {
    const GjOcrRule *h = &g_array_index (rules->h, GjOcrRule, i);
    if (h->pos >= r->from - near && h->pos <= r->to + near && h->from <= r->pos + near && h->to >= r->pos - near)
      at[n++] = h->pos;
  }
  qsort (at, (gsize) n, sizeof *at, by_value);
  for (int i = 0; i < n; i++) {
    if (last != G_MININT && at[i] - last >= rules->dpi * LOWEST) {
      if (!is_in_print (rules, r->pos, last, at[i]))
        return FALSE;
      rows++;
    } else if (last != G_MININT)
      continue; /* the same rule, in pieces */
    last = at[i];
  }
  return rows > 0;
}

void
gj_ocr_rules_drop_packed (GjOcrRules *rules)
{
  for (guint i = rules->v->len; i-- > 0;) {
    const GjOcrRule *r = &g_array_index (rules->v, GjOcrRule, i);
    if (r->to - r->from <= rules->dpi * LONGEST && is_packed (rules, r))
      g_array_remove_index_fast (rules->v, i);
  }
}

/* The places of the long rules across, from the top down: at most @most of them. */
static int
places_across (const GjOcrRules *rules, int *at, int most)
{
  int n = 0;
  for (guint i = 0; i < rules->h->len && n < most; i++) {
    const GjOcrRule *h = &g_array_index (rules->h, GjOcrRule, i);
    if (h->to - h->from >= rules->dpi * LONG_ACROSS)
      at[n++] = h->pos;
  }
  qsort (at, (gsize) n, sizeof *at, by_value);
  return n;
}

/* Whether an upright rule passes the row between @y0 and @y1. */
static gboolean
has_wall (const GjOcrRules *rules, int y0, int y1)
{
  int near = (int) (rules->dpi * gj_ocr_tolerances.meet);
  for (guint i = 0; i < rules->v->len; i++) {
    const GjOcrRule *v = &g_array_index (rules->v, GjOcrRule, i);
    if (v->from <= y0 + near && v->to >= y1 - near)
      return TRUE;
  }
  return FALSE;
}

void
gj_ocr_rules_drop_scattered (GjOcrRules *rules)
{
  int at[MOST_ACROSS], n = places_across (rules, at, MOST_ACROSS), rows = 0, without = 0;
  for (guint i = 0; i < rules->v->len; i++) {
    const GjOcrRule *v = &g_array_index (rules->v, GjOcrRule, i);
    if (v->to - v->from > rules->dpi * LONGEST)
      return;
  }
  for (int i = 1; i < n; i++)
    if (at[i] - at[i - 1] >= rules->dpi * LOWEST && at[i] - at[i - 1] <= rules->dpi * HIGHEST_ROW) {
      rows++;
      without += !has_wall (rules, at[i - 1], at[i]);
    }
  if (rows >= MANY_ROWS && without * BARE_ROWS >= rows)
    g_array_set_size (rules->v, 0);
}

/* Whether @r, a short piece across, stands between two upright rules, apart from both. @off (out): how far from the middle, as a part of the
 * room between them. */
static gboolean
is_between (const GjOcrRules *rules, const GjOcrRule *r, double *off)
{
  int left = G_MININT, right = G_MAXINT, apart = (int) (rules->dpi * APART);
  if (r->to - r->from < rules->dpi * LEAST_DASH || r->to - r->from > rules->dpi * MOST_DASH)
    return FALSE;
  for (guint i = 0; i < rules->v->len; i++) {
    const GjOcrRule *v = &g_array_index (rules->v, GjOcrRule, i);
    if (r->pos < v->from || r->pos > v->to)
      continue;
    if (v->pos <= (r->from + r->to) / 2)
      left = MAX (left, v->pos);
    else
      right = MIN (right, v->pos);
  }
  if (left == G_MININT || right == G_MAXINT || r->from - left < apart || right - r->to < apart)
    return FALSE;
  *off = fabs ((r->from + r->to) / 2.0 - (left + right) / 2.0) / (right - left);
  return TRUE;
}

void
gj_ocr_rules_drop_dashes (GjOcrRules *rules)
{
  g_autoptr (GArray) dashes = g_array_new (FALSE, FALSE, sizeof (guint));
  guint between = 0;
  for (guint i = 0; i < rules->h->len; i++) {
    double off = 1;
    between += is_between (rules, &g_array_index (rules->h, GjOcrRule, i), &off);
    if (off <= OFF_MIDDLE)
      g_array_append_val (dashes, i);
  }
  if (dashes->len < MANY_DASHES || dashes->len < MOSTLY * between)
    return;
  for (guint i = dashes->len; i-- > 0;)
    g_array_remove_index_fast (rules->h, g_array_index (dashes, guint, i));
}

/* The outermost long rules across of @table. Returns: whether there are two. */
static gboolean
find_ends (const GjOcrRules *rules, int table, int *top, int *foot)
{
  *top = G_MAXINT;
  *foot = G_MININT;
  for (guint i = 0; i < rules->h->len; i++) {
    const GjOcrRule *h = &g_array_index (rules->h, GjOcrRule, i);
    if (h->table != table || h->to - h->from < rules->dpi * LONG_ACROSS)
      continue;
    *top = MIN (*top, h->pos);
    *foot = MAX (*foot, h->pos);
  }
  return *foot > *top;
}

/* Whether @v goes on beyond @end, below (@side 1) or above it (−1). */
static gboolean
goes_beyond (const GjOcrRules *rules, const GjOcrRule *v, int end, int side)
{
  return side > 0 ? v->to > end + rules->dpi * BEYOND : v->from < end - rules->dpi * BEYOND;
}

static void
cut_beyond (GjOcrRules *rules, int table, int end, int side)
{
  guint beyond = 0, reach = 0;
  int near = (int) (rules->dpi * gj_ocr_tolerances.meet);
  for (guint i = 0; i < rules->v->len; i++) {
    const GjOcrRule *v = &g_array_index (rules->v, GjOcrRule, i);
    gboolean hangs =
        side > 0 ? v->from >= end - near : v->to <= end + near; /* at the rule: a stroke of a heading only */
    beyond += v->table == table && !hangs && goes_beyond (rules, v, end, side);
    reach += v->table == table && ABS ((side > 0 ? v->to : v->from) - end) <= near;
  }
  for (guint i = rules->v->len; i-- > 0 && beyond * MANY_END <= reach;) {
    GjOcrRule *v = &g_array_index (rules->v, GjOcrRule, i);
    if (v->table != table || !goes_beyond (rules, v, end, side))
      continue;
    *(side > 0 ? &v->to : &v->from) = end;
    if (v->to - v->from <= rules->dpi * LONGEST)
      g_array_remove_index_fast (rules->v, i);
  }
}

void
gj_ocr_rules_cut_beyond (GjOcrRules *rules)
{
  for (int table = 0; table < rules->n_tables; table++) {
    int top, foot;
    if (!find_ends (rules, table, &top, &foot))
      continue;
    cut_beyond (rules, table, foot, 1);
    cut_beyond (rules, table, top, -1);
  }
}
