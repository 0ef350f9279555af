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
gj_ocr_rules_find (GjOcrPicture *picture)
{
  const GjOcrTolerances *t = &gj_ocr_tolerances;
  GjOcrRules *rules = g_new0 (GjOcrRules, 1);
  g_autoptr (GjPix) h = NULL, v = NULL;

  rules->scale = picture->dpi >= 280 ? 2 : 1;
  rules->dpi = picture->dpi / rules->scale;
  rules->contrast = picture->contrast;
  for (int pass = 0; pass < 2; pass++) {
    pixDestroy (&rules->gray);
    pixDestroy (&h);
    pixDestroy (&v);
    rules->gray = rules->scale == 2 ? pixScaleAreaMap2 (picture->gray) : pixClone (picture->gray);
    gj_ocr_ridges (rules->gray, rules->dpi, picture->contrast, &h, &v);
    if (pass == 1 || !gj_ocr_flatten (picture, h, rules->scale))
      break;
  }

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

/* The part of the rows [@from, @to) on which there is ink near @x, with paper on both sides. */
static double
raw_cover (const GjOcrRules *rules, int x, int from, int to)
{
  int w = pixGetWidth (rules->gray), h = pixGetHeight (rules->gray), on = 0;
  int reach = MAX ((int) (rules->dpi / 70), 2), side = reach + MAX ((int) (rules->dpi * gj_ocr_tolerances.ridge_side), 3);
  int threshold = MAX ((int) (rules->contrast * gj_ocr_tolerances.ridge_contrast), 7);

  for (int y = MAX (from, 0); y < MIN (to, h); y++) {
    int dark = 255;
    for (int k = MAX (x - reach, 0); k <= MIN (x + reach, w - 1); k++)
      dark = MIN (dark, gj_ocr_pixel (rules->gray, k, y));
    int paper = MIN (gj_ocr_pixel (rules->gray, MAX (x - side, 0), y), gj_ocr_pixel (rules->gray, MIN (x + side, w - 1), y));
    on += paper - dark > threshold;
  }
  return to > from ? on / (double) (to - from) : 1;
}

gboolean
gj_ocr_rules_wall (const GjOcrRules *rules, int x, int from, int to, gboolean strict)
{
  int tolerance = MAX ((int) (rules->dpi / 70), 2), inset = (int) (rules->dpi / 40) + 1;
  int near = (int) (rules->dpi * 0.015) + 1, far = near + (int) (rules->dpi * 0.035) + 1;

  if (gj_ocr_rules_cover (rules->mask_v, FALSE, x, from + inset, to - inset, tolerance) < gj_ocr_tolerances.wall)
    return FALSE;
  if (to - from < 2 * far)
    return TRUE;
  if (strict && raw_cover (rules, x, from + near, to - near) < 0.8)
    return FALSE;
  return raw_cover (rules, x, from + near, from + far) + raw_cover (rules, x, to - far, to - near) >= 0.9;
}
