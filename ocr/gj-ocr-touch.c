/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-touch.h"

#define LONGEST 2.0     /* inches: of strokes across of characters beside each other */
#define LONGEST_UP 0.6  /* the same upright, of characters below each other */
#define APART 0.25      /* inches: touched once in so much of its length a piece across is no rule */
#define APART_UP 0.16   /* the same upright: no row is so low */
#define FEWEST 3        /* places */
#define FEWEST_UP 2     /* the same upright */
#define MOST_THICK 0.15 /* inches: no farther is ink followed from a piece */
#define OUT 0.025       /* inches: what stands out less is the rough side of a rule */
#define ENDS 0.03       /* inches: there it meets rules */

/* How far ink runs from the piece at @pos across it at @i, to one side. */
static int
run_from (PIX *ink, gboolean horizontal, int i, int pos, int step, int most)
{
  int n = 0;
  while (n < most && (horizontal ? gj_ocr_has_ink (ink, i, pos + step * n) : gj_ocr_has_ink (ink, pos + step * n, i)))
    n++;
  return n;
}

int
gj_ocr_ink_across (PIX *ink, gboolean horizontal, int i, int pos, int most)
{
  return run_from (ink, horizontal, i, pos, 1, most) + run_from (ink, horizontal, i, pos - 1, -1, most);
}

/* How thick the ink is that @r runs through, at each place of it; 0 where there is none. */
static GArray *
measure_runs (const GjOcrRules *rules, gboolean horizontal, const GjOcrRule *r)
{
  int most = (int) (rules->dpi * MOST_THICK), slack = MAX ((int) (rules->dpi / 75), 1),
      ends = (int) (rules->dpi * ENDS);
  GArray *runs = g_array_new (FALSE, FALSE, sizeof (int));
  for (int i = r->from + ends; i < r->to - ends; i++) {
    int longest = 0;
    for (int at = r->pos - slack; at <= r->pos + slack; at++)
      longest = MAX (longest, gj_ocr_ink_across (rules->ink, horizontal, i, at, most));
    g_array_append_val (runs, longest);
  }
  return runs;
}

/* At how many places ink that is no part of it touches @r. */
static int
count_touches (const GjOcrRules *rules, gboolean horizontal, const GjOcrRule *r)
{
  g_autoptr (GArray) runs = measure_runs (rules, horizontal, r), sorted = g_array_copy (runs);
  int thick = gj_ocr_median (sorted) + MAX ((int) (rules->dpi * OUT), 3), n = 0;
  for (guint i = 0; i < runs->len; i++)
    n += g_array_index (runs, int, i) > thick && (i == 0 || g_array_index (runs, int, i - 1) <= thick);
  return n;
}

static void
drop (const GjOcrRules *rules, GArray *pieces, gboolean horizontal)
{
  double longest = rules->dpi * (horizontal ? LONGEST : LONGEST_UP),
         apart = rules->dpi * (horizontal ? APART : APART_UP);
  for (guint i = pieces->len; i-- > 0;) {
    const GjOcrRule *r = &g_array_index (pieces, GjOcrRule, i);
    int touches = r->to - r->from <= longest ? count_touches (rules, horizontal, r) : 0;
    if (touches >= (horizontal ? FEWEST : FEWEST_UP) && touches * apart >= r->to - r->from)
      g_array_remove_index_fast (pieces, i);
  }
}

void
gj_ocr_rules_drop_touched (GjOcrRules *rules)
{
  drop (rules, rules->h, TRUE);
  drop (rules, rules->v, FALSE);
}
