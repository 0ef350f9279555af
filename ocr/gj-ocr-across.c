/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-across.h"

/* Inches. */
#define LONGER 0.55 /* than a dash for a figure, or a stroke */
#define WHOLE 1.0   /* a piece that long is a rule by itself */
#define LEAST 1.2   /* all pieces of a broken one */
#define COVERED 0.45

/* The longest stretch of ink in line with @r. */
static int
longest_stretch (const GjOcrRules *rules, const GjOcrRule *r, int near)
{
  int w = pixGetWidth (rules->ink_h), h = pixGetHeight (rules->ink_h), longest = 0;
  int most_gap = (int) (rules->dpi * gj_ocr_tolerances.rule_gap);
  for (int x = MAX (r->from, 0), n = 0, gap = 0; x < MIN (r->to, w); x++) {
    gboolean ink = FALSE;
    for (int y = MAX (r->pos - near, 0); y <= MIN (r->pos + near, h - 1) && !ink; y++)
      ink = GET_DATA_BIT (pixGetData (rules->ink_h) + (gsize) y * (gsize) pixGetWpl (rules->ink_h), x);
    gap = ink ? 0 : gap + 1;
    n = gap > most_gap ? 0 : n + 1;
    longest = MAX (longest, n);
  }
  return longest;
}

gboolean
gj_ocr_across_is_bare (const GjOcrRules *rules, const GjOcrRule *r)
{
  int near = MAX ((int) (rules->dpi / 60), 2), longest = longest_stretch (rules, r, near), from = r->from, to = r->to;
  double covered = 0;
  if (r->to - r->from > rules->dpi * WHOLE && r->cover > gj_ocr_tolerances.wall)
    return longest > rules->dpi * LONGER;
  if (!gj_ocr_rules_broken (rules))
    return FALSE;
  for (guint i = 0; i < rules->h->len; i++) {
    const GjOcrRule *o = &g_array_index (rules->h, GjOcrRule, i);
    if (ABS (o->pos - r->pos) > near)
      continue;
    from = MIN (from, o->from);
    to = MAX (to, o->to);
    covered += o->cover * (o->to - o->from);
    longest = MAX (longest, longest_stretch (rules, o, near));
  }
  return longest > rules->dpi * LONGER && covered > rules->dpi * LEAST && covered > COVERED * (to - from);
}
