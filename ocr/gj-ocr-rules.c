/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-rules.h"

#include "ocr/gj-ocr-flatten.h"
#include "ocr/gj-ocr-ridge.h"

#define MAX_RULES 6000

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
    GjOcrRule r = horizontal ? (GjOcrRule){ x, x + w, y + h / 2, -1 } : (GjOcrRule){ y, y + h, x + w / 2, -1 };
    g_array_append_val (rules, r);
  }
  return rules;
}

static gboolean
meets (const GjOcrRule *h, const GjOcrRule *v, int slack)
{
  return v->pos >= h->from - slack && v->pos <= h->to + slack && h->pos >= v->from - slack && h->pos <= v->to + slack;
}

/* A vertical rule stays if both its ends lie on horizontal ones, or if it is long and
 * crosses two; at a page's edge a table is cut open, so one end may be free if it is long. */
static void
keep_vertical (GjOcrRules *rules, int slack)
{
  guint kept = 0;
  for (guint i = 0; i < rules->v->len; i++) {
    GjOcrRule v = g_array_index (rules->v, GjOcrRule, i);
    guint crossed = 0;
    gboolean top = FALSE, bottom = FALSE;
    for (guint j = 0; j < rules->h->len; j++) {
      const GjOcrRule *h = &g_array_index (rules->h, GjOcrRule, j);
      if (!meets (h, &v, slack))
        continue;
      crossed++;
      top = top || ABS (h->pos - v.from) <= slack;
      bottom = bottom || ABS (h->pos - v.to) <= slack;
    }
    if ((top && bottom) || (crossed >= 2 && v.to - v.from > rules->dpi * 0.6) ||
        (crossed >= 1 && v.to - v.from > rules->dpi * 0.45))
      g_array_index (rules->v, GjOcrRule, kept++) = v;
  }
  g_array_set_size (rules->v, kept);
}

static void
keep_horizontal (GjOcrRules *rules, int slack)
{
  guint kept = 0;
  for (guint i = 0; i < rules->h->len; i++) {
    GjOcrRule h = g_array_index (rules->h, GjOcrRule, i);
    guint crossed = 0;
    for (guint j = 0; j < rules->v->len; j++)
      crossed += meets (&h, &g_array_index (rules->v, GjOcrRule, j), slack);
    if (crossed >= 2 || (crossed >= 1 && h.to - h.from > rules->dpi * 3))
      g_array_index (rules->h, GjOcrRule, kept++) = h;
  }
  g_array_set_size (rules->h, kept);
}

static guint
find_root (guint *parent, guint i)
{
  while (parent[i] != i)
    i = parent[i] = parent[parent[i]];
  return i;
}

/* How the pieces of a broken rule are told from strokes that happen to be in line. */
typedef struct {
  PIX *mask, *faint;    /* where rules are, and where they may faintly go on */
  gboolean horizontal;
  int slack;            /* across */
  int max_gap;          /* without a trace of ink */
  int max_faint_gap;    /* with one */
  int least;            /* shortest rule */
} Joining;

/* Pieces of one broken rule: nearly in line, with a gap shorter than either. */
static gboolean
are_one_rule (const Joining *j, const GjOcrRule *a, const GjOcrRule *b)
{
  int gap = MAX (a->from, b->from) - MIN (a->to, b->to);
  if (ABS (a->pos - b->pos) > j->slack || gap > j->max_faint_gap || gap > MIN (a->to - a->from, b->to - b->from))
    return FALSE;
  return gap <= j->max_gap || gj_ocr_rules_cover (j->faint, j->horizontal, (a->pos + b->pos) / 2, MIN (a->to, b->to),
                                                  MAX (a->from, b->from), j->slack) >= 0.85;
}

/* Draws over the gap between two pieces, so that it counts as ruled. */
static void
fill_gap (PIX *mask, gboolean horizontal, const GjOcrRule *a, const GjOcrRule *b)
{
  int from = MIN (a->to, b->to), to = MAX (a->from, b->from), pos = MIN (a->pos, b->pos) - 1, thick = ABS (a->pos - b->pos) + 3;
  if (to <= from)
    return;
  if (horizontal)
    pixRasterop (mask, from, pos, to - from, thick, PIX_SET, NULL, 0, 0);
  else
    pixRasterop (mask, pos, from, thick, to - from, PIX_SET, NULL, 0, 0);
}

/* A piece little longer than the least beyond a rule across: more likely a stroke of the
 * heading below a table than a rule that goes on. */
static gboolean
is_stroke_below (const GjOcrRule *a, const GjOcrRule *b, const GArray *across, int slack, int least)
{
  int from = MIN (a->to, b->to) - 2 * slack, to = MAX (a->from, b->from) + 2 * slack;
  if (MIN (a->to - a->from, b->to - b->from) > 1.4 * least)
    return FALSE;
  for (guint i = 0; i < across->len; i++) {
    const GjOcrRule *r = &g_array_index (across, GjOcrRule, i);
    if (r->pos >= from && r->pos <= to && a->pos >= r->from - slack && a->pos <= r->to + slack)
      return TRUE;
  }
  return FALSE;
}

/* Joins the pieces of broken rules; what stays shorter than @least is none. */
static void
join_pieces (GArray *rules, const GArray *across, const Joining *how)
{
  g_autofree guint *parent = g_new (guint, rules->len + 1);
  g_autofree GjOcrRule *sum = g_new (GjOcrRule, rules->len + 1);
  g_autofree double *moment = g_new0 (double, rules->len + 1), *length = g_new0 (double, rules->len + 1);
  guint n = rules->len, kept = 0;

  for (guint i = 0; i < n; i++) {
    parent[i] = i;
    sum[i] = (GjOcrRule){ G_MAXINT, G_MININT, 0, -1 };
  }
  for (guint i = 0; i < n; i++)
    for (guint j = i + 1; j < n; j++) {
      const GjOcrRule *a = &g_array_index (rules, GjOcrRule, i), *b = &g_array_index (rules, GjOcrRule, j);
      if (!are_one_rule (how, a, b) || (across != NULL && is_stroke_below (a, b, across, how->slack, how->least)))
        continue;
      fill_gap (how->mask, how->horizontal, a, b);
      parent[find_root (parent, i)] = find_root (parent, j);
    }
  for (guint i = 0; i < n; i++) {
    const GjOcrRule *r = &g_array_index (rules, GjOcrRule, i);
    guint root = find_root (parent, i);
    sum[root].from = MIN (sum[root].from, r->from);
    sum[root].to = MAX (sum[root].to, r->to);
    length[root] += r->to - r->from;
    moment[root] += (double) r->pos * (r->to - r->from);
  }
  for (guint i = 0; i < n; i++) {
    if (length[i] == 0 || sum[i].to - sum[i].from < how->least)
      continue;
    sum[i].pos = (int) (moment[i] / length[i] + 0.5);
    g_array_index (rules, GjOcrRule, kept++) = sum[i];
  }
  g_array_set_size (rules, kept);
}

static void
number_tables (GjOcrRules *rules, int slack)
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
      if (meets (&g_array_index (rules->h, GjOcrRule, i), &g_array_index (rules->v, GjOcrRule, j), slack))
        parent[find_root (parent, i)] = find_root (parent, nh + j);
  for (guint i = 0; i < n; i++) {
    guint root = find_root (parent, i);
    if (number[root] < 0)
      number[root] = rules->n_tables++;
    GjOcrRule *r = i < nh ? &g_array_index (rules->h, GjOcrRule, i) : &g_array_index (rules->v, GjOcrRule, i - nh);
    r->table = number[root];
  }
}

/* Closes gaps, allows a jog of one pixel, then only what is long stays. */
static PIX *
long_pieces (PIX *ridges, gboolean horizontal, double dpi)
{
  const GjOcrTolerances *t = &gj_ocr_tolerances;
  int gap = MAX ((int) (dpi * t->rule_gap), 2), length = MAX ((int) (dpi * (horizontal ? t->min_piece_h : t->min_piece_v)), 3);
  g_autoptr (GjPix) closed = pixCloseSafeBrick (NULL, ridges, horizontal ? gap : 1, horizontal ? 1 : gap);
  g_autoptr (GjPix) wide = pixDilateBrick (NULL, closed, horizontal ? 1 : 3, horizontal ? 3 : 1);
  return pixOpenBrick (NULL, wide, horizontal ? length : 1, horizontal ? 1 : length);
}

GjOcrRules *
gj_ocr_rules_find (GjOcrPicture *picture)
{
  const GjOcrTolerances *t = &gj_ocr_tolerances;
  GjOcrRules *rules = g_new0 (GjOcrRules, 1);
  GjOcrRidges ridges = { { NULL }, { NULL } };

  rules->scale = picture->dpi >= 280 ? 2 : 1;
  rules->dpi = picture->dpi / rules->scale;
  rules->faint = CLAMP ((int) MAX (picture->contrast * 0.08, 2.5 * picture->noise / rules->scale), 7,
                        MAX ((int) (picture->contrast * t->ridge_contrast), 8));
  for (int pass = 0; pass < 2; pass++) {
    pixDestroy (&rules->gray);
    gj_ocr_ridges_clear (&ridges);
    rules->gray = rules->scale == 2 ? pixScaleAreaMap2 (picture->gray) : pixClone (picture->gray);
    gj_ocr_ridges (rules->gray, rules->dpi, picture->contrast, picture->noise / rules->scale, &ridges);
    if (pass == 1 || !gj_ocr_flatten (picture, ridges.strong[0], rules->scale))
      break;
  }
  rules->mask_h = long_pieces (ridges.strong[0], TRUE, rules->dpi);
  rules->mask_v = long_pieces (ridges.strong[1], FALSE, rules->dpi);

  int thickness = (int) (rules->dpi * t->max_rule) + 4, slack = (int) (rules->dpi * t->meet);
  int in_line = MAX ((int) (rules->dpi / 60), 2), faint_gap = (int) (rules->dpi * t->rule_break_faint);
  Joining h = { rules->mask_h, ridges.faint[0], TRUE, in_line, (int) (rules->dpi * t->rule_break_h), faint_gap,
                (int) (rules->dpi * t->min_rule_h) };
  Joining v = { rules->mask_v, ridges.faint[1], FALSE, in_line, (int) (rules->dpi * t->rule_break_v), faint_gap,
                (int) (rules->dpi * t->min_rule_v) };
  rules->h = collect (rules->mask_h, TRUE, thickness);
  rules->v = collect (rules->mask_v, FALSE, thickness);
  join_pieces (rules->h, NULL, &h);
  join_pieces (rules->v, rules->h, &v);
  gj_ocr_ridges_clear (&ridges);
  for (int pass = 0; pass < 2; pass++) {
    keep_vertical (rules, slack);
    keep_horizontal (rules, slack);
  }
  number_tables (rules, slack);
  return rules;
}

void
gj_ocr_rules_free (GjOcrRules *rules)
{
  if (rules == NULL)
    return;
  pixDestroy (&rules->gray);
  pixDestroy (&rules->mask_h);
  pixDestroy (&rules->mask_v);
  g_array_unref (rules->h);
  g_array_unref (rules->v);
  g_free (rules);
}

double
gj_ocr_rules_cover (PIX *mask, gboolean horizontal, int pos, int from, int to, int tolerance)
{
  int w = pixGetWidth (mask), h = pixGetHeight (mask), wpl = pixGetWpl (mask), on = 0;
  const l_uint32 *data = pixGetData (mask);

  for (int i = from; i < to; i++)
    for (int p = pos - tolerance; p <= pos + tolerance; p++) {
      int x = horizontal ? i : p, y = horizontal ? p : i;
      if (x >= 0 && y >= 0 && x < w && y < h && GET_DATA_BIT (data + (gsize) y * (gsize) wpl, x)) {
        on++;
        break;
      }
    }
  return to > from ? on / (double) (to - from) : 1;
}

/* The part of [@from, @to) along a rule at @pos on which there is ink, with paper on one
 * side at least: writing may stand close to a rule. */
static double
raw_cover (const GjOcrRules *rules, gboolean horizontal, int pos, int from, int to)
{
  int w = pixGetWidth (rules->gray), h = pixGetHeight (rules->gray), on = 0, across = horizontal ? h : w;
  int reach = MAX ((int) (rules->dpi / 70), 2), side = reach + MAX ((int) (rules->dpi * gj_ocr_tolerances.ridge_side), 3);

  for (int i = MAX (from, 0); i < MIN (to, horizontal ? w : h); i++) {
    int dark = 255, a = MAX (pos - side, 0), b = MIN (pos + side, across - 1);
    for (int k = MAX (pos - reach, 0); k <= MIN (pos + reach, across - 1); k++)
      dark = MIN (dark, horizontal ? gj_ocr_pixel (rules->gray, i, k) : gj_ocr_pixel (rules->gray, k, i));
    int paper = horizontal ? MAX (gj_ocr_pixel (rules->gray, i, a), gj_ocr_pixel (rules->gray, i, b))
                           : MAX (gj_ocr_pixel (rules->gray, a, i), gj_ocr_pixel (rules->gray, b, i));
    on += paper - dark > rules->faint;
  }
  return to > from ? on / (double) (to - from) : 1;
}

gboolean
gj_ocr_rules_wall (const GjOcrRules *rules, gboolean horizontal, int pos, int from, int to, gboolean strict)
{
  int tolerance = MAX ((int) (rules->dpi / 70), 2), inset = (int) (rules->dpi / 40) + 1;
  int near = (int) (rules->dpi * 0.015) + 1, far = near + (int) (rules->dpi * 0.035) + 1;

  if (gj_ocr_rules_cover (horizontal ? rules->mask_h : rules->mask_v, horizontal, pos, from + inset, to - inset, tolerance) <
      gj_ocr_tolerances.wall)
    return FALSE;
  if (to - from < 2 * far)
    return TRUE;
  gboolean whole = raw_cover (rules, horizontal, pos, from + near, to - near) >= 0.8;
  if (strict || whole || (horizontal && to - from < rules->dpi * 0.6))
    return whole;
  return raw_cover (rules, horizontal, pos, from + near, from + far) + raw_cover (rules, horizontal, pos, to - far, to - near) >=
         0.9;
}
