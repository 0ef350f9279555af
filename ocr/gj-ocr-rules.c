/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-rules.h"

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
        (crossed >= 1 && v.to - v.from > rules->dpi * 0.3))
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

GjOcrRules *
gj_ocr_rules_find (const GjOcrPicture *picture)
{
  const GjOcrTolerances *t = &gj_ocr_tolerances;
  GjOcrRules *rules = g_new0 (GjOcrRules, 1);
  g_autoptr (GjPix) gray = NULL, h = NULL, v = NULL;

  rules->scale = picture->dpi >= 280 ? 2 : 1;
  rules->dpi = picture->dpi / rules->scale;
  gray = rules->scale == 2 ? pixScaleAreaMap2 (picture->gray) : pixClone (picture->gray);
  gj_ocr_ridges (gray, rules->dpi, picture->contrast, &h, &v);

  /* close gaps, allow a jog of one pixel, then only what is long stays */
  int gap = MAX ((int) (rules->dpi * t->rule_gap), 2);
  g_autoptr (GjPix) closed_h = pixCloseSafeBrick (NULL, h, gap, 1);
  g_autoptr (GjPix) closed_v = pixCloseSafeBrick (NULL, v, 1, gap);
  g_autoptr (GjPix) wide_h = pixDilateBrick (NULL, closed_h, 1, 3);
  g_autoptr (GjPix) wide_v = pixDilateBrick (NULL, closed_v, 3, 1);
  rules->mask_h = pixOpenBrick (NULL, wide_h, MAX ((int) (rules->dpi * t->min_rule_h), 3), 1);
  rules->mask_v = pixOpenBrick (NULL, wide_v, 1, MAX ((int) (rules->dpi * t->min_rule_v), 3));

  int thickness = (int) (rules->dpi * t->max_rule) + 4, slack = (int) (rules->dpi * t->meet);
  rules->h = collect (rules->mask_h, TRUE, thickness);
  rules->v = collect (rules->mask_v, FALSE, thickness);
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
