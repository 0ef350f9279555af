/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-meet.h"

#include "ocr/gj-ocr-across.h"

#define OVERHANG 0.1 /* inches: more of a rule beyond one across is no letter's stroke */
#define LETTER 0.3   /* unless hardly any other rule goes on there: a stroke of a heading is no longer */
#define COMB 8       /* uprights: so many that are alike are no strokes */
#define APART 0.12   /* inches: nor are they nearer to each other */
#define BESIDE 0.25  /* inches: an upright rule so near to the end of a broken one is where it ended */
#define FEW 4        /* so many times more rules end at the rule across than go on beyond it */

int
gj_ocr_rules_slack (double dpi)
{
  return MAX ((int) (dpi / 60), 2);
}

static int
reach (const GjOcrMeeting *m, const GjOcrRule *r)
{
  return r->to - r->from > m->stroke ? m->bridge : m->slack;
}

gboolean
gj_ocr_rules_meet (const GjOcrRule *h, const GjOcrRule *v, const GjOcrMeeting *m)
{
  int along_h = reach (m, h), along_v = reach (m, v);
  return v->pos >= h->from - along_h && v->pos <= h->to + along_h && h->pos >= v->from - along_v &&
         h->pos <= v->to + along_v;
}

/* Whether a long vertical rule ends at @at, where a page cuts the table. */
static gboolean
others_end (const GjOcrRules *rules, const GjOcrRule *but, int at, gboolean low)
{
  for (guint i = 0; i < rules->v->len; i++) {
    const GjOcrRule *r = &g_array_index (rules->v, GjOcrRule, i);
    if (r->pos != but->pos && r->to - r->from > rules->dpi * 0.45 &&
        ABS ((low ? r->from : r->to) - at) <= rules->dpi * 0.02)
      return TRUE;
  }
  return FALSE;
}

/* Whether both sides of a rule across on which @v stands, or hangs, end at @at too: a row that a page cuts open. */
static gboolean
sides_end (const GjOcrRules *rules, const GjOcrMeeting *m, const GjOcrRule *v, int at, gboolean low)
{
  for (guint i = 0; i < rules->h->len; i++) {
    const GjOcrRule *h = &g_array_index (rules->h, GjOcrRule, i);
    gboolean first = FALSE, last = FALSE;
    if (ABS (h->pos - (low ? v->to : v->from)) > m->slack || !gj_ocr_rules_meet (h, v, m) ||
        h->to - h->from < m->stroke)
      continue;
    for (guint k = 0; k < rules->v->len; k++) {
      const GjOcrRule *side = &g_array_index (rules->v, GjOcrRule, k);
      if (ABS ((low ? side->from : side->to) - at) > rules->dpi * 0.02 || !gj_ocr_rules_meet (h, side, m))
        continue;
      first = first || ABS (side->pos - h->from) <= m->slack;
      last = last || ABS (side->pos - h->to) <= m->slack;
    }
    if (first && last)
      return TRUE;
  }
  return FALSE;
}

/* The rule of which @r is a piece, where rules are broken: all of @rules that is in line with it, over gaps of @gap. */
static GjOcrRule
whole_rule (const GArray *rules, const GjOcrRule *r, int slack, int gap)
{
  GjOcrRule all = *r;
  gboolean grew = TRUE;
  while (grew) {
    grew = FALSE;
    for (guint i = 0; i < rules->len; i++) {
      const GjOcrRule *o = &g_array_index (rules, GjOcrRule, i);
      if (ABS (o->pos - r->pos) > slack || o->from > all.to + gap || o->to < all.from - gap ||
          (o->from >= all.from && o->to <= all.to))
        continue;
      all.from = MIN (all.from, o->from);
      all.to = MAX (all.to, o->to);
      grew = TRUE;
    }
  }
  return all;
}

/* Whether few of the upright rules that meet @h go on beyond it: it is the outermost rule of a table. */
static gboolean
is_outermost (const GjOcrRules *rules, const GjOcrMeeting *m, const GjOcrRule *h, gboolean low)
{
  guint meet = 0, beyond = 0;
  for (guint i = 0; i < rules->v->len; i++) {
    const GjOcrRule *v = &g_array_index (rules->v, GjOcrRule, i);
    int over = low ? h->pos - v->from : v->to - h->pos, back = low ? v->to - h->pos : h->pos - v->from;
    if (!gj_ocr_rules_meet (h, v, m) || back <= m->slack)
      continue;
    meet++;
    beyond += over > m->slack;
  }
  return beyond * FEW < meet;
}

/* Where @v begins (@low) or ends, without what stands over the last rule across: the stroke of a letter that comes close to it. */
static int
end_of (const GjOcrRules *rules, const GjOcrMeeting *m, const GjOcrRule *v, gboolean low)
{
  int end = low ? v->from : v->to, best = end, least = (int) (rules->dpi * LETTER);
  for (guint i = 0; i < rules->h->len; i++) {
    const GjOcrRule *h = &g_array_index (rules->h, GjOcrRule, i);
    int over = low ? h->pos - end : end - h->pos;
    if (!gj_ocr_rules_meet (h, v, m) || over > least ||
        (over > rules->dpi * OVERHANG && !is_outermost (rules, m, h, low)))
      continue;
    if (over <= m->slack)
      return end;
    best = h->pos;
    least = over;
  }
  return best;
}

/* Whether @v begins and ends where many of the @n rules in @kept do, apart from each: the rules between the cells of one row, of whose
 * upper and lower rules a piece is gone. */
static gboolean
is_in_comb (const GjOcrRules *rules, const GjOcrMeeting *m, const GArray *kept, guint n, const GjOcrRule *v)
{
  guint alike = 0;
  for (guint i = 0; i < n; i++) {
    const GjOcrRule *r = &g_array_index (kept, GjOcrRule, i);
    gboolean same = ABS (r->from - v->from) <= m->slack && ABS (r->to - v->to) <= m->slack;
    if (same && ABS (r->pos - v->pos) < rules->dpi * APART)
      return FALSE;
    alike += same;
  }
  return alike >= COMB;
}

/* A vertical rule stays if both its ends lie on horizontal ones, or if it is long and
 * crosses two; at a page's edge a table is cut open, so one end may be free if it is long, or ends where long ones do. */
static void
keep_vertical (GjOcrRules *rules, const GjOcrMeeting *m)
{
  gboolean broken = gj_ocr_rules_broken (rules);
  int slack = gj_ocr_rules_slack (rules->dpi), gap = (int) rules->dpi;
  GArray *kept = g_array_new (FALSE, FALSE, sizeof (GjOcrRule));
  g_autoptr (GArray) others = g_array_new (FALSE, FALSE, sizeof (GjOcrRule));
  for (guint i = 0; i < rules->v->len; i++) {
    GjOcrRule piece = g_array_index (rules->v, GjOcrRule, i), whole = piece;
    if (!broken) {
      piece.from = end_of (rules, m, &whole, TRUE);
      piece.to = end_of (rules, m, &whole, FALSE);
    }
    GjOcrRule v = broken ? whole_rule (rules->v, &piece, slack, gap) : piece;
    guint crossed = 0;
    gboolean top = FALSE, bottom = FALSE;
    for (guint j = 0; j < rules->h->len; j++) {
      const GjOcrRule *h = &g_array_index (rules->h, GjOcrRule, j);
      if (!gj_ocr_rules_meet (h, &v, m))
        continue;
      crossed++;
      top = top || ABS (h->pos - v.from) <= reach (m, &v);
      bottom = bottom || ABS (h->pos - v.to) <= reach (m, &v);
    }
    top = top || (bottom && (others_end (rules, &v, v.from, TRUE) || sides_end (rules, m, &v, v.from, TRUE)));
    bottom = bottom || (top && (others_end (rules, &v, v.to, FALSE) || sides_end (rules, m, &v, v.to, FALSE)));
    if ((top && bottom) || (crossed >= 2 && v.to - v.from > rules->dpi * 0.6) ||
        (crossed >= 1 && v.to - v.from > rules->dpi * 0.45))
      g_array_append_val (kept, piece);
    else
      g_array_append_val (others, piece);
  }
  for (guint i = 0, n = kept->len; broken && i < others->len; i++)
    if (is_in_comb (rules, m, kept, n, &g_array_index (others, GjOcrRule, i)))
      g_array_append_val (kept, g_array_index (others, GjOcrRule, i));
  g_array_unref (rules->v);
  rules->v = kept;
}

/* Whether upright rules pass both ends of @h, or close by, of which all pieces there may be gone. */
static gboolean
is_between_uprights (const GjOcrRules *rules, const GjOcrRule *h)
{
  int slack = gj_ocr_rules_slack (rules->dpi), reach = (int) (rules->dpi * BESIDE);
  int near = (int) (rules->dpi * gj_ocr_tolerances.meet);
  gboolean first = FALSE, last = FALSE;
  for (guint i = 0; i < rules->v->len && !(first && last); i++) {
    const GjOcrRule *v = &g_array_index (rules->v, GjOcrRule, i);
    gboolean left = ABS (v->pos - h->from) <= reach, right = ABS (v->pos - h->to) <= reach;
    if (!left && !right)
      continue;
    GjOcrRule all = whole_rule (rules->v, v, slack, (int) (rules->dpi * gj_ocr_tolerances.rule_break_long));
    if (h->pos < all.from - near || h->pos > all.to + near)
      continue;
    first = first || left;
    last = last || right;
  }
  return first && last;
}

static void
keep_horizontal (GjOcrRules *rules, const GjOcrMeeting *m)
{
  gboolean broken = gj_ocr_rules_broken (rules);
  int slack = gj_ocr_rules_slack (rules->dpi);
  GArray *kept = g_array_new (FALSE, FALSE, sizeof (GjOcrRule));
  for (guint i = 0; i < rules->h->len; i++) {
    GjOcrRule h = g_array_index (rules->h, GjOcrRule, i),
              all = broken ? whole_rule (rules->h, &h, slack, G_MAXINT / 4) : h;
    guint crossed = 0;
    for (guint j = 0; j < rules->v->len; j++)
      crossed += gj_ocr_rules_meet (&all, &g_array_index (rules->v, GjOcrRule, j), m);
    if (crossed >= 2 || (crossed >= 1 && all.to - all.from > rules->dpi * 3) ||
        (broken && h.to - h.from > rules->dpi && is_between_uprights (rules, &h)))
      g_array_append_val (kept, h);
    else if (gj_ocr_across_is_bare (rules, &h))
      g_array_append_val (rules->bare, h);
  }
  g_array_unref (rules->h);
  rules->h = kept;
}

/* The side of a table at @x that begins or ends within @reach of @y; NULL: none. */
static GjOcrRule *
side_near (const GjOcrRules *rules, int x, int y, int bridge, int reach)
{
  GjOcrRule *best = NULL;
  int nearest = reach;
  for (guint i = 0; i < rules->v->len; i++) {
    GjOcrRule *v = &g_array_index (rules->v, GjOcrRule, i);
    int away = y < v->from ? v->from - y : y > v->to ? y - v->to : 0;
    if (ABS (v->pos - x) <= bridge && away <= nearest) {
      best = v;
      nearest = away;
    }
  }
  return best;
}

/* Where rules are broken, the corners of a table may be gone: a rule that meets no sides, but begins and ends above or below
 * those of a table, is its first or last. */
static void
extend_sides (GjOcrRules *rules, const GjOcrMeeting *m)
{
  int reach = (int) (rules->dpi * 0.6), aside = (int) (rules->dpi * 0.4);
  int slack = gj_ocr_rules_slack (rules->dpi);
  for (guint i = 0; i < rules->h->len; i++) {
    GjOcrRule all = whole_rule (rules->h, &g_array_index (rules->h, GjOcrRule, i), slack, G_MAXINT / 4);
    guint met = 0;
    for (guint k = 0; k < rules->v->len; k++)
      met += gj_ocr_rules_meet (&all, &g_array_index (rules->v, GjOcrRule, k), m);
    GjOcrRule *left = side_near (rules, all.from, all.pos, aside, reach);
    GjOcrRule *right = side_near (rules, all.to, all.pos, aside, reach);
    if (met >= 2 || left == NULL || right == NULL || left == right)
      continue;
    left->from = MIN (left->from, all.pos);
    left->to = MAX (left->to, all.pos);
    right->from = MIN (right->from, all.pos);
    right->to = MAX (right->to, all.pos);
  }
}

void
gj_ocr_rules_keep (GjOcrRules *rules, const GjOcrMeeting *m)
{
  if (gj_ocr_rules_broken (rules))
    extend_sides (rules, m);
  for (int pass = 0; pass < 2; pass++) {
    keep_vertical (rules, m);
    keep_horizontal (rules, m);
  }
}
