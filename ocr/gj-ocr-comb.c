/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-comb.h"

#include "ocr/gj-ocr-along.h"
#include "ocr/gj-ocr-meet.h"

/* Inches. */
#define SHORTEST 0.11 /* no row is lower */
#define APART 0.12    /* nor a column narrower */
#define ALIKE 0.02
#define LONG 3.0 /* a rule across */

#define TEETH 12 /* table 四 has 16, of which some may be broken */

/* All thin upright strokes on the page that are long enough for a row. */
static GArray *
strokes (const GjOcrRules *rules)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (GjOcrRule));
  int thickness = (int) (rules->dpi * gj_ocr_tolerances.max_rule) + 4;
  g_autoptr (GjPix) closed =
      gj_ocr_close_along (rules->ink_v, MAX ((int) (rules->dpi * gj_ocr_tolerances.rule_gap), 2), FALSE);
  g_autoptr (GjPix) wide = pixDilateBrick (NULL, closed, 3, 1);
  g_autoptr (GjPix) open = gj_ocr_open_along (wide, (int) (rules->dpi * SHORTEST), FALSE);
  g_autoptr (GjBoxa) boxes = pixConnCompBB (open, 8);
  for (int i = 0; boxes != NULL && i < boxaGetCount (boxes); i++) {
    int x, y, w, h;
    boxaGetBoxGeometry (boxes, i, &x, &y, &w, &h);
    GjOcrRule r = { y, y + h, x + w / 2, -1, 1 };
    if (w <= thickness)
      g_array_append_val (found, r);
  }
  return found;
}

static gint
by_pos (gconstpointer a, gconstpointer b)
{
  return ((const GjOcrRule *) a)->pos - ((const GjOcrRule *) b)->pos;
}

/* The length of the two sides among @teeth, at the ends of @across; 0: none, or of two lengths. */
static int
side_length (const GArray *teeth, const GjOcrRule *across, int slack, int alike)
{
  int first = 0, last = 0;
  for (guint i = 0; i < teeth->len; i++) {
    const GjOcrRule *r = &g_array_index (teeth, GjOcrRule, i);
    first = ABS (r->pos - across->from) <= slack ? MAX (first, r->to - r->from) : first;
    last = ABS (r->pos - across->to) <= slack ? MAX (last, r->to - r->from) : last;
  }
  return ABS (first - last) <= alike ? MIN (first, last) : 0;
}

/* The strokes that stand on @across, or hang (@below) from it, all of one length, if there are enough and they reach from end to end. */
static GArray *
teeth_of (const GjOcrRules *rules, const GArray *all, const GjOcrRule *across, gboolean below, guint least)
{
  int slack = (int) (rules->dpi * gj_ocr_tolerances.meet), alike = MAX ((int) (rules->dpi * ALIKE), 3);
  g_autoptr (GArray) teeth = g_array_new (FALSE, FALSE, sizeof (GjOcrRule));
  g_autoptr (GArray) lengths = g_array_new (FALSE, FALSE, sizeof (int));
  for (guint i = 0; i < all->len; i++) {
    const GjOcrRule *r = &g_array_index (all, GjOcrRule, i);
    int length = r->to - r->from;
    if (ABS ((below ? r->from : r->to) - across->pos) > slack || r->pos < across->from - slack ||
        r->pos > across->to + slack)
      continue;
    g_array_append_val (teeth, *r);
    g_array_append_val (lengths, length);
  }
  int usual = least < TEETH ? side_length (teeth, across, slack, alike) : gj_ocr_median (lengths);
  for (guint i = teeth->len; i-- > 0;) {
    const GjOcrRule *r = &g_array_index (teeth, GjOcrRule, i);
    if (ABS (r->to - r->from - usual) > alike)
      g_array_remove_index (teeth, i);
  }
  if (usual == 0 || teeth->len < least)
    return NULL;
  g_array_sort (teeth, by_pos);
  for (guint i = 1; i < teeth->len; i++)
    if (g_array_index (teeth, GjOcrRule, i).pos - g_array_index (teeth, GjOcrRule, i - 1).pos < rules->dpi * APART)
      return NULL;
  gboolean ends = ABS (g_array_index (teeth, GjOcrRule, 0).pos - across->from) <= slack &&
                  ABS (g_array_index (teeth, GjOcrRule, teeth->len - 1).pos - across->to) <= slack;
  return ends ? g_steal_pointer (&teeth) : NULL;
}

/* How many upright rules meet @across already. */
static guint
count_met (const GjOcrRules *rules, const GjOcrRule *across)
{
  const GjOcrMeeting near = { .slack = (int) (rules->dpi * gj_ocr_tolerances.meet),
                              .bridge = (int) (rules->dpi * gj_ocr_tolerances.meet) };
  guint n = 0;
  for (guint i = 0; i < rules->v->len; i++)
    n += gj_ocr_rules_meet (across, &g_array_index (rules->v, GjOcrRule, i), &near);
  return n;
}

void
gj_ocr_comb_add (GjOcrRules *rules)
{
  g_autoptr (GArray) all = NULL;
  for (guint i = 0; i < rules->h->len; i++) {
    const GjOcrRule *across = &g_array_index (rules->h, GjOcrRule, i);
    guint met = across->to - across->from >= rules->dpi * LONG ? count_met (rules, across) : TEETH;
    if (met * 2 > TEETH) /* it is a part of a table */
      continue;
    all = all != NULL ? all : strokes (rules);
    for (int below = 0; below < 2; below++) {
      g_autoptr (GArray) teeth = teeth_of (rules, all, across, below, TEETH);
      if (teeth == NULL && met == 0)
        teeth = teeth_of (rules, all, across, below, GJ_OCR_FEW_TEETH);
      if (teeth == NULL)
        continue;
      for (guint k = rules->v->len; k-- > 0;)
        for (guint t = 0; t < teeth->len; t++)
          if (ABS (g_array_index (rules->v, GjOcrRule, k).pos - g_array_index (teeth, GjOcrRule, t).pos) <= 2 &&
              g_array_index (rules->v, GjOcrRule, k).from < g_array_index (teeth, GjOcrRule, t).to &&
              g_array_index (rules->v, GjOcrRule, k).to > g_array_index (teeth, GjOcrRule, t).from) {
            g_array_remove_index (rules->v, k);
            break;
          }
      g_array_append_vals (rules->v, teeth->data, teeth->len);
    }
  }
}
