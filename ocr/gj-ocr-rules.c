/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-rules.h"

#include "ocr/gj-ocr-along.h"
#include "ocr/gj-ocr-comb.h"
#include "ocr/gj-ocr-flatten.h"
#include "ocr/gj-ocr-meet.h"
#include "ocr/gj-ocr-strokes.h"
#include "ocr/gj-ocr-touch.h"
#include "ocr/gj-ocr-ridge.h"
#include "ocr/gj-ocr-rows.h"
#include "ocr/gj-ocr-runs.h"

#define MAX_RULES 6000
#define FAINT 0.5 /* of the usual thresholds: rules a tenth as dark as ink are found */
#define DASHED \
  0.6 /* of the length of rules whose gaps are closed: less of it in whole rules says that they are dashes */
#define LEAST_WHOLE 0.85  /* of its length that a whole rule covers, also a faint one */
#define MAX_FRAGMENTS 600 /* rules: a page of broken tables has up to 200, a picture thousands */
#define LEAST_UPRIGHT 2   /* rules of a table in which another rule goes on */

static GArray *
collect (PIX *mask, gboolean horizontal, int max_thickness)
{
  GArray *rules = g_array_new (FALSE, FALSE, sizeof (GjOcrRule));
  g_autoptr (GjBoxa) boxes = pixConnCompBB (mask, 8);
  int n = boxes != NULL ? boxaGetCount (boxes) : 0;

  for (int i = 0; i < n && rules->len < MAX_RULES; i++) {
    int x, y, w, h;
    boxaGetBoxGeometry (boxes, i, &x, &y, &w, &h);
    if ((horizontal ? h : w) > max_thickness)
      continue;
    GjOcrRule r = horizontal ? (GjOcrRule){ x, x + w, y + h / 2, -1, 1 } : (GjOcrRule){ y, y + h, x + w / 2, -1, 1 };
    g_array_append_val (rules, r);
  }
  return rules;
}

/* How the pieces of a broken rule are told from strokes that happen to be in line. */
typedef struct {
  const GArray *across; /* rules of the other direction */
  int slack;            /* across */
  int max_gap;          /* however short the pieces are */
  int max_long_gap;     /* beside a longer piece */
  int meet, bridge;     /* how far a rule may miss one across, and a long one that is broken */
  int stroke;           /* a stroke of large print may be so long along */
  int sure;             /* a rule across so long is no stroke */
} Joining;

/* Whether one of the rules across passes @at along a rule at @pos. */
static gboolean
is_on_rule (const Joining *j, int pos, int at)
{
  for (guint i = 0; i < j->across->len; i++) {
    const GjOcrRule *r = &g_array_index (j->across, GjOcrRule, i);
    int along = r->to - r->from > j->sure ? j->bridge : j->meet;
    if (ABS (r->pos - at) <= j->meet && pos >= r->from - along && pos <= r->to + along)
      return TRUE;
  }
  return FALSE;
}

/* Pieces of one broken rule: in line, with a gap that is no room between two rules across (a merged cell, a heading
 * between two tables); nor is a stroke of the heading below a table its rule going on. */
static gboolean
are_one_rule (const Joining *j, const GjOcrRule *a, const GjOcrRule *b)
{
  if (ABS (a->pos - b->pos) > j->slack)
    return FALSE;
  if (a->from > b->from) {
    const GjOcrRule *t = a;
    a = b;
    b = t;
  }
  int gap = b->from - a->to, first = a->to - a->from, second = b->to - b->from;
  if (gap <= 0)
    return TRUE;
  if (gap > j->max_long_gap || (gap > j->max_gap && gap > MAX (first, second)))
    return FALSE;
  gboolean upper = is_on_rule (j, a->pos, a->to), lower = is_on_rule (j, b->pos, b->from);
  if (gap <= j->max_gap && !(upper && second <= j->stroke) && !(lower && first <= j->stroke))
    return TRUE;
  return !(upper && (lower || second <= j->stroke)) && !(lower && first <= j->stroke);
}

/* Joins the pieces of broken rules. */
static void
join_pieces (GArray *rules, const Joining *how)
{
  g_autofree guint *parent = g_new (guint, rules->len + 1);
  g_autofree GjOcrRule *sum = g_new (GjOcrRule, rules->len + 1);
  g_autofree double *moment = g_new0 (double, rules->len + 1), *length = g_new0 (double, rules->len + 1);
  guint n = rules->len, kept = 0;

  for (guint i = 0; i < n; i++) {
    parent[i] = i;
    sum[i] = (GjOcrRule){ G_MAXINT, G_MININT, 0, -1, 1 };
  }
  for (guint i = 0; i < n; i++)
    for (guint j = i + 1; j < n; j++)
      if (are_one_rule (how, &g_array_index (rules, GjOcrRule, i), &g_array_index (rules, GjOcrRule, j)))
        parent[gj_find_root (parent, i)] = gj_find_root (parent, j);
  for (guint i = 0; i < n; i++) {
    const GjOcrRule *r = &g_array_index (rules, GjOcrRule, i);
    guint root = gj_find_root (parent, i);
    sum[root].from = MIN (sum[root].from, r->from);
    sum[root].to = MAX (sum[root].to, r->to);
    length[root] += r->to - r->from;
    moment[root] += (double) r->pos * (r->to - r->from);
  }
  for (guint i = 0; i < n; i++) {
    if (length[i] == 0)
      continue;
    sum[i].pos = (int) (moment[i] / length[i] + 0.5);
    g_array_index (rules, GjOcrRule, kept++) = sum[i];
  }
  g_array_set_size (rules, kept);
}

static GjOcrRect
table_box (const GjOcrRules *rules, guint *parent, guint root)
{
  GjOcrRect box = { G_MAXINT, G_MAXINT, G_MININT, G_MININT };
  guint nh = rules->h->len;
  for (guint i = 0; i < nh + rules->v->len; i++) {
    if (gj_find_root (parent, i) != root)
      continue;
    const GjOcrRule *r =
        i < nh ? &g_array_index (rules->h, GjOcrRule, i) : &g_array_index (rules->v, GjOcrRule, i - nh);
    int x0 = i < nh ? r->from : r->pos, x1 = i < nh ? r->to : r->pos, y0 = i < nh ? r->pos : r->from,
        y1 = i < nh ? r->pos : r->to;
    box = (GjOcrRect){ MIN (box.x0, x0), MIN (box.y0, y0), MAX (box.x1, x1), MAX (box.y1, y1) };
  }
  return box;
}

/* How many rules across of two tables are in line: side by side, they are one. */
static guint
count_in_line (const GjOcrRules *rules, guint *parent, guint a, guint b)
{
  int slack = gj_ocr_rules_slack (rules->dpi), reach = (int) (rules->dpi * 1.5);
  guint n = 0;
  for (guint i = 0; i < rules->h->len; i++)
    for (guint k = 0; k < rules->h->len; k++) {
      const GjOcrRule *p = &g_array_index (rules->h, GjOcrRule, i), *q = &g_array_index (rules->h, GjOcrRule, k);
      n += gj_find_root (parent, i) == a && gj_find_root (parent, k) == b && ABS (p->pos - q->pos) <= slack &&
           q->from >= p->to && q->from - p->to < reach;
    }
  return n;
}

/* How many rules of a table there are in @direction (0: across, 1: upright). */
static guint
count_of (const GjOcrRules *rules, guint *parent, guint table, int direction)
{
  guint first = direction == 0 ? 0 : rules->h->len, end = direction == 0 ? rules->h->len : first + rules->v->len, n = 0;
  for (guint i = first; i < end; i++)
    n += gj_find_root (parent, i) == table;
  return n;
}

/* Whether table @a is a single rule across that goes on in one of table @b. */
static gboolean
is_rest_of_rule (const GjOcrRules *rules, guint *parent, guint a, guint b)
{
  return count_of (rules, parent, a, 1) == 0 && count_of (rules, parent, a, 0) == 1 &&
         count_of (rules, parent, b, 1) >= LEAST_UPRIGHT &&
         count_in_line (rules, parent, a, b) + count_in_line (rules, parent, b, a) > 0;
}

/* What lies within another table, or beside it in line with its rules, is a part of it that broke off. */
static void
join_fragments (const GjOcrRules *rules, guint *parent, guint n)
{
  g_autofree GjOcrRect *box = g_new (GjOcrRect, n + 1);
  for (guint i = 0; i < n; i++)
    if (gj_find_root (parent, i) == i)
      box[i] = table_box (rules, parent, i);
  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < n; k++) {
      if (i == k || parent[i] != i || parent[k] != k)
        continue;
      int mid_x = (box[i].x0 + box[i].x1) / 2, mid_y = (box[i].y0 + box[i].y1) / 2;
      gboolean within = mid_x > box[k].x0 && mid_x < box[k].x1 && mid_y > box[k].y0 && mid_y < box[k].y1;
      if (within || count_in_line (rules, parent, i, k) >= 2 || is_rest_of_rule (rules, parent, i, k)) {
        parent[i] = k;
        box[k] = (GjOcrRect){ MIN (box[i].x0, box[k].x0), MIN (box[i].y0, box[k].y0), MAX (box[i].x1, box[k].x1),
                              MAX (box[i].y1, box[k].y1) };
      }
    }
}

static void
number_tables (GjOcrRules *rules, const GjOcrMeeting *m)
{
  guint nh = rules->h->len, n = nh + rules->v->len;
  g_autofree guint *parent = g_new (guint, n + 1);
  g_autofree int *number = g_new (int, n + 1);

  for (guint i = 0; i < n; i++) {
    parent[i] = i;
    number[i] = -1;
  }
  for (guint i = 0; i < nh; i++)
    for (guint j = 0; j < rules->v->len; j++)
      if (gj_ocr_rules_meet (&g_array_index (rules->h, GjOcrRule, i), &g_array_index (rules->v, GjOcrRule, j), m))
        parent[gj_find_root (parent, i)] = gj_find_root (parent, nh + j);
  if (gj_ocr_rules_broken (rules) && n <= MAX_FRAGMENTS)
    join_fragments (rules, parent, n);
  for (guint i = 0; i < n; i++) {
    guint root = gj_find_root (parent, i);
    if (number[root] < 0)
      number[root] = rules->n_tables++;
    GjOcrRule *r = i < nh ? &g_array_index (rules->h, GjOcrRule, i) : &g_array_index (rules->v, GjOcrRule, i - nh);
    r->table = number[root];
  }
}

/* Closes gaps up to @gap, and those where rules @across pass; then only what is long stays, with a jog of one pixel allowed. */
static PIX *
long_pieces (PIX *ink, PIX *across, gboolean horizontal, int gap, int length)
{
  g_autoptr (GjPix) both = across != NULL ? pixOr (NULL, ink, across) : pixClone (ink);
  g_autoptr (GjPix) closed = gj_ocr_close_along (both, gap, horizontal);
  g_autoptr (GjPix) wide = pixDilateBrick (NULL, closed, horizontal ? 1 : 3, horizontal ? 3 : 1);
  int a, b; /* as long as leptonica's nearest brick in two steps: what is held to be long was measured with it */
  if (selectComposableSizes (length, &a, &b) == 0)
    length = a * b;
  return gj_ocr_open_along (wide, length, horizontal);
}

static void
find_pieces (GjOcrRules *rules)
{
  const GjOcrTolerances *t = &gj_ocr_tolerances;
  int thickness = (int) (rules->dpi * t->max_rule) + 4, gap = MAX ((int) (rules->dpi * t->rule_gap), 2);
  int least_h = MAX ((int) (rules->dpi * t->min_piece_h), 3), least_v = MAX ((int) (rules->dpi * t->min_piece_v), 3);
  g_autoptr (GjPix) first = long_pieces (rules->ink_h, NULL, TRUE, gap, least_h);
  g_autoptr (GjPix) v = long_pieces (rules->ink_v, first, FALSE, gap, least_v);
  g_autoptr (GjPix) h = long_pieces (rules->ink_h, v, TRUE, gap, least_h);
  g_clear_pointer (&rules->h, g_array_unref);
  g_clear_pointer (&rules->v, g_array_unref);
  rules->h = collect (h, TRUE, thickness);
  rules->v = collect (v, FALSE, thickness);
}

static int
total_length (const GArray *rules, int least)
{
  int sum = 0;
  for (guint i = 0; i < rules->len; i++) {
    const GjOcrRule *r = &g_array_index (rules, GjOcrRule, i);
    sum += r->to - r->from >= least ? r->to - r->from : 0;
  }
  return sum;
}

/* Length of the long rules in @direction (0: across, 1: upright) that are there when what runs on over gaps of @gap is the ink. */
static int
length_of_dashes (const GjOcrRules *rules, const GjOcrRidges *ridges, int direction, int gap, int least)
{
  g_autoptr (GjPix) mask = long_pieces (ridges->strong[direction], NULL, direction == 0, gap, least);
  g_autoptr (GArray) strong = collect (mask, direction == 0, (int) (rules->dpi * gj_ocr_tolerances.max_rule) + 4);
  return total_length (strong, least);
}

/* Hairlines that were thresholded to black and white are rows of dashes: there what runs on over their gaps is the ink. Upright
 * rules often survive, and then stay as they are: strokes of characters below each other would run on too. */
static void
join_dashes (GjOcrRules *rules, const GjOcrRidges *ridges)
{
  int gap = MAX ((int) (rules->dpi / 25), 2), least = (int) (rules->dpi * 1.2), inch = (int) rules->dpi;
  int fine = total_length (rules->h, least);
  if (fine >= 20 * inch)
    return;
  int length = length_of_dashes (rules, ridges, 0, gap, least);
  if (length < 6 * inch || fine > DASHED * length)
    return;
  int upright = total_length (rules->v, least);
  pixDestroy (&rules->ink_h);
  rules->ink_h = gj_ocr_close_along (ridges->strong[0], gap, TRUE);
  if (upright == 0 || upright <= DASHED * length_of_dashes (rules, ridges, 1, gap, least)) {
    pixDestroy (&rules->ink_v);
    rules->ink_v = gj_ocr_close_along (ridges->strong[1], gap, FALSE);
  }
  find_pieces (rules);
}

/* Whether @r meets any rule across: a dash in a cell, in line with others, does not. */
static gboolean
meets_any (const Joining *j, const GjOcrRule *r)
{
  const GjOcrMeeting near = { .slack = j->meet, .bridge = j->meet };
  for (guint i = 0; i < j->across->len; i++)
    if (gj_ocr_rules_meet (r, &g_array_index (j->across, GjOcrRule, i), &near))
      return TRUE;
  return FALSE;
}

/* Counts the longer pieces, and those of them behind which the rule goes on after a gap that is no room between rules across. */
static void
count_gaps (const GArray *rules, const Joining *j, int least, int reach, guint *n_rules, guint *n_gaps)
{
  for (guint i = 0; i < rules->len; i++) {
    const GjOcrRule *a = &g_array_index (rules, GjOcrRule, i);
    gboolean gap = FALSE;
    if (a->to - a->from < least || !meets_any (j, a))
      continue;
    for (guint k = 0; k < rules->len && !gap; k++) {
      const GjOcrRule *b = &g_array_index (rules, GjOcrRule, k);
      gap = b->to - b->from >= least && ABS (a->pos - b->pos) <= j->slack && b->from > a->to &&
            b->from - a->to < reach && !(is_on_rule (j, a->pos, a->to) && is_on_rule (j, b->pos, b->from));
    }
    *n_rules += 1;
    *n_gaps += gap;
  }
}

/* Counts the gaps of all rules: see count_gaps(). */
static void
count_all_gaps (const GjOcrRules *rules, int slack, guint *n_rules, guint *n_gaps)
{
  Joining joining = { .slack = gj_ocr_rules_slack (rules->dpi), .meet = slack, .bridge = slack };
  *n_rules = *n_gaps = 0;
  joining.sure = (int) (rules->dpi * gj_ocr_tolerances.sure_h);
  joining.across = rules->v;
  count_gaps (rules->h, &joining, (int) (rules->dpi * 0.3), (int) (rules->dpi * 1.5), n_rules, n_gaps);
  joining.across = rules->h;
  count_gaps (rules->v, &joining, (int) (rules->dpi * 0.25), (int) (rules->dpi * 1.5), n_rules, n_gaps);
}

/* Whole rules, however faint, end at others: gaps elsewhere say that rules are broken. Before pieces are joined a quarter of
 * them has one behind it (of 100 pages with whole rules none had more than three); after that, of 40 pages with whole rules
 * none had more than two gaps, and those with broken ones have 3 to 50. */
static gboolean
are_pieces (const GjOcrRules *rules, int slack)
{
  guint n_rules, n_gaps;
  count_all_gaps (rules, slack, &n_rules, &n_gaps);
  return n_gaps >= 8 && n_gaps * 4 > n_rules;
}

static gboolean
have_gaps (const GjOcrRules *rules, int slack)
{
  guint n_rules, n_gaps;
  count_all_gaps (rules, slack, &n_rules, &n_gaps);
  return n_gaps >= 3 && n_gaps * 25 > n_rules;
}

/* Whether several long rules were joined from pieces with much between them. Of 209 pages with whole rules three had one such, under a seal,
 * and none two. */
static gboolean
have_holes (const GjOcrRules *rules)
{
  guint n = 0;
  for (int dir = 0; dir < 2; dir++) {
    const GArray *a = dir == 0 ? rules->h : rules->v;
    for (guint i = 0; i < a->len; i++) {
      const GjOcrRule *r = &g_array_index (a, GjOcrRule, i);
      n += r->to - r->from >= 2 * rules->dpi && r->cover < LEAST_WHOLE;
    }
  }
  return n > 1;
}

static void
measure_cover (GjOcrRules *rules)
{
  double on = 0, all = 0;
  for (int dir = 0; dir < 2; dir++) {
    GArray *a = dir == 0 ? rules->h : rules->v;
    for (guint i = 0; i < a->len; i++) {
      GjOcrRule *r = &g_array_index (a, GjOcrRule, i);
      r->cover = gj_ocr_rules_cover (rules, dir == 0, r->pos, r->from, r->to);
      if (r->to - r->from < rules->dpi)
        continue;
      on += r->cover * (r->to - r->from);
      all += r->to - r->from;
    }
  }
  rules->quality = all > 0 ? on / all : 1;
}

/* @part: of the usual thresholds; the page is made flat and straight only with these. */
static GjOcrRules *
find_rules (GjOcrPicture *picture, double part)
{
  const GjOcrTolerances *t = &gj_ocr_tolerances;
  GjOcrRules *rules = g_new0 (GjOcrRules, 1);
  GjOcrRidges ridges = { { NULL }, { NULL } };

  rules->supposed = g_array_new (FALSE, FALSE, sizeof (GjOcrRule));
  rules->bare = g_array_new (FALSE, FALSE, sizeof (GjOcrRule));
  rules->scale = picture->dpi >= 280 ? 2 : 1;
  rules->dpi = picture->dpi / rules->scale;
  for (int pass = 0; pass < 2; pass++) {
    g_autoptr (GjPix) gray = rules->scale == 2 ? pixScaleAreaMap2 (picture->gray) : pixClone (picture->gray);
    gj_ocr_ridges_clear (&ridges);
    gj_ocr_ridges (gray, rules->dpi, picture->contrast, picture->noise / rules->scale, part, &ridges);
    if (pass == 1 || part < 1 || part > 1)
      break;
    gboolean bent = gj_ocr_flatten (picture, ridges.strong[0], rules->scale);
    if (!gj_ocr_straighten (picture, ridges.strong[1], rules->scale) && !bent)
      break;
  }
  rules->ink_h = pixClone (ridges.fine[0]);
  rules->ink_v = pixClone (ridges.fine[1]);
  find_pieces (rules);
  if (picture->noise < 0.1)
    join_dashes (rules, &ridges);
  gj_ocr_ridges_clear (&ridges);
  gj_ocr_rules_drop_dashes (rules);

  int slack = (int) (rules->dpi * t->meet);
  int stroke = (int) (rules->dpi * t->sure_h);
  Joining joining = { rules->v,
                      gj_ocr_rules_slack (rules->dpi),
                      (int) (rules->dpi * t->rule_break),
                      (int) (rules->dpi * t->rule_break_long),
                      slack,
                      (int) (rules->dpi * t->bridge),
                      0,
                      stroke };
  gboolean pieces = are_pieces (rules, slack);
  join_pieces (rules->h, &joining);
  joining.across = rules->h;
  joining.stroke = stroke;
  join_pieces (rules->v, &joining);
  gj_ocr_comb_add (rules);
  rules->pieces[0] = g_array_copy (rules->h);
  rules->pieces[1] = g_array_copy (rules->v);
  measure_cover (rules);
  rules->gaps = pieces || have_gaps (rules, slack) || have_holes (rules);
  rules->ink = gj_ocr_runs_ink (picture, rules->scale, GJ_OCR_HALF_INK);
  gj_ocr_rules_drop_packed (rules);
  if (gj_ocr_rules_broken (rules))
    gj_ocr_rules_drop_touched (rules);
  else
    gj_ocr_rules_drop_scattered (rules);
  gj_ocr_rows_complete (picture, rules);
  GjOcrMeeting meeting = { slack, gj_ocr_rules_broken (rules) ? joining.bridge : slack, stroke };
  gj_ocr_rules_keep (rules, &meeting);
  number_tables (rules, &meeting);
  gj_ocr_rules_cut_beyond (rules);
  return rules;
}

GjOcrRules *
gj_ocr_rules_find (GjOcrPicture *picture)
{
  return find_rules (picture, 1);
}

GjOcrRules *
gj_ocr_rules_find_faint (GjOcrPicture *picture)
{
  return find_rules (picture, FAINT);
}

GjOcrRules *
gj_ocr_rules_find_strong (GjOcrPicture *picture, double strength)
{
  return find_rules (picture, strength);
}

void
gj_ocr_rules_free (GjOcrRules *rules)
{
  if (rules == NULL)
    return;
  pixDestroy (&rules->ink_h);
  pixDestroy (&rules->ink_v);
  pixDestroy (&rules->ink);
  g_array_unref (rules->h);
  g_array_unref (rules->v);
  g_array_unref (rules->supposed);
  g_array_unref (rules->bare);
  g_clear_pointer (&rules->pieces[0], g_array_unref);
  g_clear_pointer (&rules->pieces[1], g_array_unref);
  g_free (rules);
}

gboolean
gj_ocr_rules_broken (const GjOcrRules *rules)
{
  return rules->gaps || rules->quality < gj_ocr_tolerances.whole;
}

/* The part of [@from, @to) with ink at @pos, or one pixel beside it. */
static double
cover_at (PIX *ink, gboolean horizontal, int pos, int from, int to)
{
  int w = pixGetWidth (ink), h = pixGetHeight (ink), wpl = pixGetWpl (ink), on = 0;
  const l_uint32 *data = pixGetData (ink);

  for (int i = from; i < to; i++)
    for (int p = pos - 1; p <= pos + 1; p++) {
      int x = horizontal ? i : p, y = horizontal ? p : i;
      if (x >= 0 && y >= 0 && x < w && y < h && GET_DATA_BIT (data + (gsize) y * (gsize) wpl, x)) {
        on++;
        break;
      }
    }
  return on / (double) (to - from);
}

int
gj_ocr_rules_inset (const GjOcrRules *rules)
{
  return (int) (rules->dpi / 66);
}

/* A long rule may drift a little: it is followed inch by inch. */
double
gj_ocr_rules_cover (const GjOcrRules *rules, gboolean horizontal, int pos, int from, int to)
{
  int reach = gj_ocr_rules_slack (rules->dpi), inset = gj_ocr_rules_inset (rules), step = (int) rules->dpi;
  double sum = 0;

  from += inset;
  to -= inset;
  if (to - from < 2)
    return 1;
  for (int a = from; a < to; a += step) {
    int b = MIN (a + step, to);
    double best = 0;
    for (int d = -reach; d <= reach && best < 1; d++)
      best = MAX (best, cover_at (horizontal ? rules->ink_h : rules->ink_v, horizontal, pos + d, a, b));
    sum += best * (b - a);
  }
  return sum / (to - from);
}
