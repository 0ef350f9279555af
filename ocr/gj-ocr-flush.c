/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-flush.h"

#include "ocr/gj-ocr-ink.h"

#define HEIGHT 0.055 /* inches: a figure is at least so high */
#define LONGEST 0.3  /* and no higher: that is a second rule */
#define SOLID 0.6    /* of its rows that have ink this near the rule */
#define PAST 40      /* of an inch: so far behind the margin ink may still be left out with the rule */
#define MOST 1024    /* rows looked at */

/* One side of a cell, seen from its rule inwards. */
typedef struct {
  const GjOcrPicture *picture;
  int rule, step; /* where the rule is, and the way inwards: 1 or −1 */
  int margin, past, level;
} Side;

static gboolean
is_dark (const Side *s, int in, int y)
{
  int x = s->rule + s->step * in;
  return x >= 0 && x < pixGetWidth (s->picture->gray) && gj_ocr_pixel (s->picture->gray, x, y) < s->level;
}

/* How far the rule reaches inwards in row @y; below −margin if it is not there. */
static int
rule_end (const Side *s, int y)
{
  for (int d = 0; d < s->margin; d++)
    for (int sign = -1; sign <= 1; sign += 2) {
      int at = sign * d;
      if (!is_dark (s, at, y))
        continue;
      while (at < 3 * s->margin && is_dark (s, at, y))
        at++;
      return at;
    }
  return -s->margin - 1;
}

/* The end that a quarter of @n rows stay below: whatever stands at the rule is beside less than three of four. G_MININT if a third of
 * the rows has no rule. */
static int
usual_end (const int *ends, int n, int margin)
{
  g_autoptr (GArray) there = g_array_new (FALSE, FALSE, sizeof (int));
  for (int i = 0; i < n; i++)
    if (ends[i] >= -margin)
      g_array_append_val (there, ends[i]);
  if (n == 0 || there->len * 3 < (guint) n * 2)
    return G_MININT;
  gj_ocr_median (there); /* sorts */
  return g_array_index (there, int, there->len / 4);
}

/* Whether there is ink between the rule, which ends at @end in this row and at @usual in most, and the end of the margin. */
static gboolean
has_ink (const Side *s, int y, int end, int usual)
{
  if (end >= usual + 2)
    return TRUE;
  for (int in = MAX (end, usual) + 1; in <= s->margin + s->past; in++)
    if (is_dark (s, in, y))
      return TRUE;
  return FALSE;
}

static gboolean
is_all_dark (const Side *s, int y)
{
  for (int in = 0; in <= s->margin + 4; in++)
    if (!is_dark (s, in, y))
      return FALSE;
  return TRUE;
}

/* Whether rows [@from, @to) hold something as high as a figure, with paper above and below. @end (out): where the rule ends.
 * @touches (out): whether it hangs on the rule at two places or more: between them a part of it may be
 * hidden by the rule, as one side of a 0, while what only comes near enough to touch has one such place. */
static gboolean
stands_at_rule (const Side *s, int from, int to, int *end, gboolean *touches)
{
  int n = MIN (to - from, MOST), first = -1, last = -1, rows = 0, places = 0;
  g_autofree int *ends = g_new (int, MAX (n, 1));
  for (int i = 0; i < n; i++)
    ends[i] = rule_end (s, from + i);
  int usual = usual_end (ends, n, s->margin);
  if (usual == G_MININT || usual > s->margin + 1)
    return FALSE;
  for (int i = 0; i < n; i++)
    if (has_ink (s, from + i, ends[i], usual)) {
      first = first < 0 ? i : first;
      last = i;
      rows++;
      places += ends[i] >= usual + 2 && (i == 0 || ends[i - 1] < usual + 2);
    }
  double dpi = s->picture->dpi;
  int height = last - first + 1;
  *end = usual;
  *touches = places > 1;
  return first > 0 && last < n - 1 && height >= dpi * HEIGHT && height <= dpi * LONGEST && rows >= height * SOLID;
}

GjOcrFlush
gj_ocr_flush_find (const GjOcrPicture *picture, const GjOcrRect *cell)
{
  int margin = gj_ocr_ink_margin (picture), level = gj_ocr_half_level (picture), past = (int) (picture->dpi / PAST);
  int from = MAX (cell->y0, 0), to = MIN (cell->y1, pixGetHeight (picture->gray));
  GjOcrFlush flush = { FALSE, FALSE, FALSE, cell->x0 + margin + past + 1, cell->x1 - margin - past - 1, *cell };

  if (cell->x1 - cell->x0 < 6 * margin)
    return flush;
  for (int side = 0; side < 2; side++) {
    Side s = { picture, side == 0 ? cell->x0 : cell->x1 - 1, side == 0 ? 1 : -1, margin, past, level };
    int y0 = from, y1 = to, end = 0;
    gboolean touches = FALSE;
    /* rules across, and what is left of them */
    while (y0 < y1 && (is_all_dark (&s, y0) || y0 < from + margin / 2))
      y0++;
    while (y1 > y0 && (is_all_dark (&s, y1 - 1) || y1 > to - margin / 2))
      y1--;
    if (!stands_at_rule (&s, y0, y1, &end, &touches) || end >= margin)
      continue;
    flush.touches |= touches;
    if (side == 0) {
      flush.left = TRUE;
      flush.box.x0 += end - margin; /* ink is looked for behind the margin */
    } else {
      flush.right = TRUE;
      flush.box.x1 -= end - margin;
    }
  }
  return flush;
}

gboolean
gj_ocr_flush_is_lost (const GjOcrFlush *flush, const GjOcrRect *ink)
{
  gboolean none = ink->x1 <= ink->x0;
  return (flush->left && (none || ink->x0 >= flush->from)) || (flush->right && (none || ink->x1 <= flush->to));
}
