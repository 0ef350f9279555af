/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-rows.h"

#include "ocr/gj-ocr-runs.h"
#include "ocr/gj-ocr-segment.h"

#include <stdlib.h>

#define LOW_ROW 0.11                    /* inches: no row of print is lower */
#define SAME_PLACE 0.025                /* inches: a piece of a rule so near is a piece of the one that is missing */
#define STROKE 0.3                      /* inches: no stroke of a character is longer */
#define BESIDE 0.06                     /* inches: so near a stroke there is more of its character, or the next one */
#define FREE 0.02                       /* inches: a rule may be so thick to each side */
#define BESIDE_PART 0.5                 /* of a stroke's length, both sides together */
#define MANY_ENDS 4                     /* upright rules: of so many that end side by side none is broken there */
#define FEW_RULES 3                     /* fewer lines of figures in a row may be figures that wrap */
#define MAX_UPRIGHTS GJ_OCR_MAX_BORDERS /* of one table: more are strokes of text */

/* What is looked at together: the upright rules of one table. */
typedef struct {
  GjOcrRule rule[MAX_UPRIGHTS];
  guint n;
  int x0, x1, y0, y1;
} Uprights;

typedef struct {
  const GjOcrPicture *picture;
  GjOcrRules *rules;
  PIX *ink; /* made when the first table is looked at */
  double dpi;
  GArray *seen, *supposed; /* of GjOcrRule: what is to be added */
  GArray *maybe;           /* of GjOcrRule: supposed between so few rows that it may be a figure that wraps */
  GArray *open;            /* of GjOcrRule: there, but more may be missing below */
  gboolean noisy;          /* specks say nothing: only where many upright rules end is one across */
} Finder;

static int
inches (const Finder *f, double length)
{
  return MAX ((int) (f->dpi * length + 0.5), 1);
}

static PIX *
ink_of (Finder *f)
{
  if (f->ink == NULL)
    f->ink = gj_ocr_runs_ink (f->picture, f->rules->scale, GJ_OCR_ANY_INK);
  return f->ink;
}

/* Whether there is ink in row @y of [@from, @to). */
static gboolean
has_ink (PIX *ink, int y, int from, int to)
{
  const l_uint32 *line = pixGetData (ink) + (gsize) y * (gsize) pixGetWpl (ink);
  for (int x = MAX (from, 0); x < MIN (to, pixGetWidth (ink)); x++)
    if (GET_DATA_BIT (line, x))
      return TRUE;
  return FALSE;
}

/* Whether upright @r is the stroke of a character: short, and with print close beside it, from which rules keep a distance. Where lines
 * of a label stand close, strokes seem to end at a rule between them. */
static gboolean
is_stroke (Finder *f, const GjOcrRule *r)
{
  int free = inches (f, FREE), reach = inches (f, BESIDE), rows = 0, n = 0;
  if (r->to - r->from > inches (f, STROKE))
    return FALSE;
  PIX *ink = ink_of (f);
  for (int y = MAX (r->from + free, 0); y < MIN (r->to - free, pixGetHeight (ink)); y++, rows++)
    n += has_ink (ink, y, r->pos - reach, r->pos - free) + has_ink (ink, y, r->pos + free, r->pos + reach);
  return n > BESIDE_PART * rows;
}

static gint
by_pos (gconstpointer a, gconstpointer b)
{
  return ((const GjOcrRule *) a)->pos - ((const GjOcrRule *) b)->pos;
}

static gint
by_number (gconstpointer a, gconstpointer b)
{
  return *(const int *) a - *(const int *) b;
}

static void
propose (GArray *to, int from, int end, int pos)
{
  GjOcrRule r = { from, end, pos, -1, 1 };
  g_array_append_val (to, r);
}

/* Whether a rule at @pos would run through print. */
static gboolean
is_free (const Finder *f, int from, int to, int pos)
{
  GjOcrRect box = { from, pos - inches (f, 0.05), to, pos + inches (f, 0.05) };
  g_autoptr (GArray) runs = gj_ocr_runs_find (f->ink, &box, f->dpi);
  for (guint i = 0; i < runs->len; i++) {
    const GjOcrRun *r = &g_array_index (runs, GjOcrRun, i);
    if (!r->thin && r->y0 < pos - inches (f, 0.012) && r->y1 > pos + inches (f, 0.012))
      return FALSE;
  }
  return TRUE;
}

/* The column of [@from, @to) that begins at or behind border *@i of @u; *@i is moved to the one behind it. */
static gboolean
next_column (const Finder *f, const Uprights *u, int from, int to, guint *i, int *x0, int *x1)
{
  int least = inches (f, gj_ocr_tolerances.min_col);
  for (*x0 = *i == 0 ? from : MAX (from, u->rule[*i - 1].pos); *i <= u->n; (*i)++) {
    *x1 = *i < u->n ? MIN (u->rule[*i].pos, to) : to;
    if (*x1 - *x0 >= least) {
      (*i)++;
      return *x0 < to;
    }
  }
  return FALSE;
}

static gboolean
is_free_between (const Finder *f, const Uprights *u, int from, int to, int pos)
{
  int edge = inches (f, 0.03), x0, x1;
  for (guint i = 0; next_column (f, u, from, to, &i, &x0, &x1);)
    if (!is_free (f, x0 + edge, x1 - edge, pos))
      return FALSE;
  return TRUE;
}

/* Whether the rule at @pos can be seen in every column of [@from, @to). */
static gboolean
is_ruled (const Finder *f, const Uprights *u, int from, int to, int pos)
{
  int x0, x1;
  for (guint i = 0; next_column (f, u, from, to, &i, &x0, &x1);)
    if (gj_ocr_rules_cover (f->rules, TRUE, pos, x0, x1) < gj_ocr_tolerances.wall)
      return FALSE;
  return TRUE;
}

/* Whether @r ends at @y. Where it goes on behind a gap it is broken, unless something is left of a rule across. */
static gboolean
ends_at (const Finder *f, const Uprights *u, const GjOcrRule *r, int y)
{
  int near = inches (f, 0.03);
  gboolean top = abs (r->from - y) <= near;
  if (!top && abs (r->to - y) > near)
    return FALSE;
  for (guint i = 0; i < u->n; i++) {
    const GjOcrRule *o = &u->rule[i];
    int gap = top ? r->from - o->to : o->from - r->to;
    if (abs (o->pos - r->pos) <= inches (f, gj_ocr_tolerances.same_rule) && gap >= 0 && gap <= inches (f, 0.5))
      return gap > inches (f, 0.12) &&
             gj_ocr_rules_cover (f->rules, TRUE, y, r->pos - inches (f, 0.5), r->pos + inches (f, 0.5)) > 0.15;
  }
  return TRUE;
}

/* Whether a rule across that is seen passes so near @y that no row of print is between them: broken upright ones end beside it, not
 * at another rule. */
static gboolean
is_beside_rule (const Finder *f, int from, int to, int y)
{
  int covered = 0;
  for (guint i = 0; i < f->rules->h->len; i++) {
    const GjOcrRule *r = &g_array_index (f->rules->h, GjOcrRule, i);
    int away = abs (r->pos - y);
    if (away > inches (f, SAME_PLACE) && away < inches (f, LOW_ROW))
      covered += MAX (MIN (r->to, to) - MAX (r->from, from), 0);
  }
  return covered >= 0.5 * (to - from);
}

/* Upright rules end at @y: there a rule across runs from the one that goes on at the left to the one at the right. */
static void
close_ends (const Finder *f, const Uprights *u, int y, GArray *cuts)
{
  int near = inches (f, 0.03), low = G_MAXINT, high = G_MININT, left = G_MININT, right = G_MAXINT;
  guint n = 0;
  for (guint i = 0; i < u->n; i++) {
    const GjOcrRule *r = &u->rule[i];
    if (ends_at (f, u, r, y)) {
      low = MIN (low, r->pos);
      high = MAX (high, r->pos);
      n++;
    }
  }
  for (guint i = 0; i < u->n; i++) {
    const GjOcrRule *r = &u->rule[i];
    if (r->from >= y - near || r->to <= y + near)
      continue;
    if (r->pos < low)
      left = MAX (left, r->pos);
    if (r->pos > high)
      right = MIN (right, r->pos);
  }
  if (n == 0 || (f->noisy && (n < MANY_ENDS || left == G_MININT || right == G_MAXINT)))
    return;
  left = left == G_MININT ? low : left;
  right = right == G_MAXINT ? high : right;
  if (right - left < inches (f, 0.3))
    return;
  gboolean there = is_ruled (f, u, left, right, y);
  if (!there && (is_beside_rule (f, left, right, y) || !is_free_between (f, u, left, right, y)))
    return;
  g_array_append_val (cuts, y);
  if (!there)
    propose (f->seen, left, right, y);
}

/* Where upright rules end or begin, and where whole rules run. */
static GArray *
find_cuts (const Finder *f, const Uprights *u)
{
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (int));
  GArray *cuts = g_array_new (FALSE, FALSE, sizeof (int));
  for (guint i = 0; i < u->n; i++) {
    g_array_append_val (ends, u->rule[i].from);
    g_array_append_val (ends, u->rule[i].to);
  }
  g_array_sort (ends, by_number);
  for (guint i = 0; i < ends->len;) {
    guint k = i;
    int first = g_array_index (ends, int, i), sum = 0;
    for (; k < ends->len && g_array_index (ends, int, k) - first <= inches (f, 0.03); k++)
      sum += g_array_index (ends, int, k) - first;
    close_ends (f, u, first + sum / (int) (k - i), cuts);
    i = k;
  }
  for (guint i = 0; i < f->rules->h->len; i++) {
    const GjOcrRule *r = &g_array_index (f->rules->h, GjOcrRule, i);
    if (r->pos >= u->y0 - inches (f, 0.05) && r->pos <= u->y1 + inches (f, 0.05) &&
        MIN (r->to, u->x1) - MAX (r->from, u->x0) >= 0.7 * (u->x1 - u->x0))
      g_array_append_val (cuts, r->pos);
  }
  g_array_sort (cuts, by_number);
  for (guint i = 1; i < cuts->len;)
    if (g_array_index (cuts, int, i) - g_array_index (cuts, int, i - 1) <= inches (f, 0.05))
      g_array_remove_index (cuts, i);
    else
      i++;
  return cuts;
}

/* The columns between @y0 and @y1 and what is in them. Returns: whether there are any. */
static gboolean
segment_init (const Finder *f, const Uprights *u, int y0, int y1, GjOcrSegment *s)
{
  int near = inches (f, 0.06);
  guint borders = 0;
  *s = (GjOcrSegment){ .y0 = y0, .y1 = y1 };
  for (guint i = 0; i < u->n; i++) {
    const GjOcrRule *r = &u->rule[i];
    if (r->from > y0 + near || r->to < y1 - near)
      continue;
    if (borders == 0 || r->pos - s->x[borders - 1] >= inches (f, gj_ocr_tolerances.min_col))
      s->x[borders++] = r->pos;
  }
  if (borders < 3 || s->x[borders - 1] - s->x[0] < 0.6 * (u->x1 - u->x0) || y1 - y0 < inches (f, 0.12))
    return FALSE;
  s->n = borders - 1;
  s->dpi = f->dpi;
  gj_ocr_segment_look (s, f->ink);
  return TRUE;
}

/* A row begins where the columns of labels change, or a rule was seen: it goes on through all of its columns. */
static void
complete_cut (const Finder *f, const Uprights *u, const GjOcrSegment *above, const GjOcrSegment *below)
{
  if (above->leaf >= above->n || below->leaf >= below->n || above->y1 != below->y0 ||
      above->n - above->leaf != below->n - below->leaf)
    return;
  int from = MAX (above->x[above->leaf], below->x[below->leaf]), to = above->x[above->n];
  if (abs (below->x[below->leaf + 1] - above->x[above->leaf + 1]) <= inches (f, 0.06) &&
      !is_ruled (f, u, from, to, above->y1) && is_free_between (f, u, from, to, above->y1))
    propose (f->seen, from, to, above->y1);
}

static void
complete_table (const Finder *f, const Uprights *u)
{
  g_autoptr (GArray) cuts = find_cuts (f, u);
  g_autofree GjOcrSegment *segments = g_new0 (GjOcrSegment, cuts->len + 1);
  guint n = 0, most = 0;
  int end = 0;

  for (guint i = 0; i + 1 < cuts->len; i++)
    if (segment_init (f, u, g_array_index (cuts, int, i), g_array_index (cuts, int, i + 1), &segments[n]))
      n++;
  for (guint i = 0; i < n; i++) {
    int found = gj_ocr_segment_labels_end (&segments[i]);
    guint votes = 0;
    for (guint k = 0; k < n && found > 0; k++)
      votes += abs (gj_ocr_segment_labels_end (&segments[k]) - found) <= inches (f, 0.06);
    if (votes > most) {
      most = votes;
      end = found;
    }
  }
  for (guint i = 0; i < n; i++) {
    GjOcrSegment *s = &segments[i];
    gj_ocr_segment_set_leaf (s, end);
    g_autoptr (GArray) traces = gj_ocr_segment_traces (s);
    int top = s->y0;
    for (guint k = 0; k <= traces->len; k++) {
      const GjOcrRule *r = k < traces->len ? &g_array_index (traces, GjOcrRule, k) : NULL;
      guint before = f->supposed->len;
      gj_ocr_segment_gaps (s, top, r != NULL ? r->pos : s->y1, f->seen, f->supposed, f->open);
      if (f->supposed->len - before < FEW_RULES) {
        g_array_append_vals (f->maybe, &g_array_index (f->supposed, GjOcrRule, before), f->supposed->len - before);
        g_array_set_size (f->supposed, before);
      }
      if (r != NULL && !is_ruled (f, u, gj_ocr_segment_left (s), r->to, r->pos))
        g_array_append_vals (f->seen, r, 1);
      top = r != NULL ? r->pos : s->y1;
    }
    if (i > 0)
      complete_cut (f, u, s - 1, s);
  }
  for (guint i = 0; i < n; i++)
    gj_ocr_segment_clear (&segments[i]);
}

/* Draws the rules, so that they are seen as walls. */
static void
add_rules (const Finder *f, const GArray *from)
{
  for (guint i = 0; i < from->len; i++) {
    const GjOcrRule *r = &g_array_index (from, GjOcrRule, i);
    g_array_append_val (f->rules->h, *r);
    pixRasterop (f->rules->ink_h, r->from, r->pos - 1, r->to - r->from + 1, 3, PIX_SET, NULL, 0, 0);
  }
}

/* Whether a rule across was found at @y, an end of the table: one without is read as if it had no rules. */
static gboolean
has_rule_at (const Finder *f, const Uprights *u, int y)
{
  int covered = 0;
  for (guint i = 0; i < f->rules->h->len; i++) {
    const GjOcrRule *r = &g_array_index (f->rules->h, GjOcrRule, i);
    if (abs (r->pos - y) <= inches (f, 0.06))
      covered += MAX (MIN (r->to, u->x1) - MAX (r->from, u->x0), 0);
  }
  return covered >= 0.7 * (u->x1 - u->x0);
}

static void
look_at (Finder *f, const Uprights *u)
{
  g_array_set_size (f->seen, 0);
  g_array_set_size (f->supposed, 0);
  g_array_set_size (f->maybe, 0);
  g_array_set_size (f->open, 0);
  ink_of (f);
  if (f->noisy) {
    if (!has_rule_at (f, u, u->y0) || !has_rule_at (f, u, u->y1))
      return;
    g_autoptr (GArray) cuts = find_cuts (f, u);
    add_rules (f, f->seen);
    g_array_append_vals (f->rules->supposed, f->seen->data, f->seen->len);
    return;
  }
  complete_table (f, u);
  if (f->seen->len < 2 && f->supposed->len == 0)
    return;
  g_array_append_vals (f->supposed, f->maybe->data, f->maybe->len);
  add_rules (f, f->seen);
  add_rules (f, f->supposed);
  g_array_append_vals (f->rules->supposed, f->supposed->data, f->supposed->len);
  if (f->supposed->len > 0) /* where every rule has left a trace, no row is two */
    g_array_append_vals (f->rules->supposed, f->open->data, f->open->len);
}

/* The part of [@u->y0, @u->y1) that rules near @pos take. */
static double
part_upright (const Finder *f, const Uprights *u, int pos)
{
  int sum = 0;
  for (guint i = 0; i < u->n; i++)
    if (abs (u->rule[i].pos - pos) <= inches (f, gj_ocr_tolerances.same_rule))
      sum += MAX (MIN (u->rule[i].to, u->y1) - MAX (u->rule[i].from, u->y0), 0);
  return sum / (double) MAX (u->y1 - u->y0, 1);
}

/* A table has sides: its outermost long rules, sorted by place, show where it begins and ends. Strokes of a heading beside it
 * are none of its rules. Returns: whether it is one. */
static gboolean
find_sides (Finder *f, Uprights *u)
{
  int longest = 0;
  guint n = 0, first = u->n, last = 0;
  for (guint i = 0; i < u->n; i++)
    longest = MAX (longest, u->rule[i].to - u->rule[i].from);
  for (guint i = 0; i < u->n; i++)
    if (2 * (u->rule[i].to - u->rule[i].from) >= longest) {
      first = MIN (first, i);
      last = i;
    }
  if (first >= last)
    return FALSE;
  u->x0 = u->rule[first].pos;
  u->x1 = u->rule[last].pos;
  u->y0 = MIN (u->rule[first].from, u->rule[last].from);
  u->y1 = MAX (u->rule[first].to, u->rule[last].to);
  if (u->x1 - u->x0 < inches (f, gj_ocr_tolerances.min_table_width) || u->y1 - u->y0 < inches (f, 0.5) ||
      part_upright (f, u, u->x0) < 0.7 || part_upright (f, u, u->x1) < 0.7)
    return FALSE;
  for (guint i = first; i <= last; i++) {
    GjOcrRule r = u->rule[i];
    r.from = MAX (r.from, u->y0);
    r.to = MIN (r.to, u->y1);
    if (r.to - r.from >= 0.8 * (u->rule[i].to - u->rule[i].from) && !is_stroke (f, &r))
      u->rule[n++] = r;
  }
  u->n = n;
  return n >= 3;
}

/* Upright rules side by side. */
static void
part_tables (Finder *f)
{
  const GArray *v = f->rules->v;
  g_autofree guint *parent = g_new (guint, v->len + 1);
  g_autofree Uprights *u = g_new0 (Uprights, 1);

  for (guint i = 0; i < v->len; i++)
    parent[i] = i;
  for (guint i = 0; i < v->len; i++)
    for (guint k = 0; k < i; k++) {
      const GjOcrRule *a = &g_array_index (v, GjOcrRule, i), *b = &g_array_index (v, GjOcrRule, k);
      int common = MIN (a->to, b->to) - MAX (a->from, b->from);
      if (common > 0.5 * MIN (a->to - a->from, b->to - b->from))
        parent[gj_find_root (parent, i)] = gj_find_root (parent, k);
    }
  for (guint i = 0; i < v->len; i++) {
    if (gj_find_root (parent, i) != i)
      continue;
    *u = (Uprights){ .n = 0 };
    for (guint k = 0; k < v->len && u->n < MAX_UPRIGHTS; k++) {
      const GjOcrRule *r = &g_array_index (v, GjOcrRule, k);
      if (gj_find_root (parent, k) != i)
        continue;
      u->rule[u->n++] = *r;
    }
    qsort (u->rule, u->n, sizeof u->rule[0], by_pos);
    if (u->n < MAX_UPRIGHTS && find_sides (f, u))
      look_at (f, u);
  }
}

void
gj_ocr_rows_complete (const GjOcrPicture *picture, GjOcrRules *rules)
{
  Finder f = { .picture = picture, .rules = rules, .dpi = rules->dpi };
  f.seen = g_array_new (FALSE, FALSE, sizeof (GjOcrRule));
  f.supposed = g_array_new (FALSE, FALSE, sizeof (GjOcrRule));
  f.maybe = g_array_new (FALSE, FALSE, sizeof (GjOcrRule));
  f.open = g_array_new (FALSE, FALSE, sizeof (GjOcrRule));
  f.noisy = !gj_ocr_runs_clean (picture);
  part_tables (&f);
  g_array_unref (f.seen);
  g_array_unref (f.supposed);
  g_array_unref (f.maybe);
  g_array_unref (f.open);
  pixDestroy (&f.ink);
}
