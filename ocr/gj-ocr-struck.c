/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-struck.h"

#define REACH (1 / 30.0)  /* inches: so far from its place a rule is looked for */
#define STICKS (1 / 66.0) /* inches: so far a stroke stands out on both sides of a rule */
#define STROKE (1 / 20.0) /* inches: no stroke of a figure is wider along a rule */
#define INSET (1 / 25.0)  /* inches: what is nearer to the cell's sides is a rule down */
#define LONGEST 0.3       /* inches: nor is any higher */
#define MOST 4096

/* Dark pixels of one column through a rule: [from, to); empty if the rule is not there. */
typedef struct {
  int from, to;
} Column;

static gboolean
is_dark (const GjOcrPicture *picture, int x, int y, int level)
{
  return y >= 0 && y < pixGetHeight (picture->gray) && gj_ocr_pixel (picture->gray, x, y) < level;
}

static Column
column_at (const GjOcrPicture *picture, int x, int y, int level)
{
  int reach = (int) (picture->dpi * REACH), most = (int) (picture->dpi * LONGEST);
  for (int d = 0; d <= reach; d++)
    for (int sign = -1; sign <= 1; sign += 2) {
      int at = y + sign * d;
      if (!is_dark (picture, x, at, level))
        continue;
      Column c = { at, at + 1 };
      while (c.from > at - most && is_dark (picture, x, c.from - 1, level))
        c.from--;
      while (c.to < at + most && is_dark (picture, x, c.to, level))
        c.to++;
      return c;
    }
  return (Column){ 0, 0 };
}

/* The middle one of the upper or lower ends of @n columns, −1 if a third of them has no rule. */
static int
usual_end (const Column *columns, int n, gboolean upper)
{
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (int));
  for (int i = 0; i < n; i++)
    if (columns[i].to > columns[i].from)
      g_array_append_val (ends, *(upper ? &columns[i].from : &columns[i].to));
  return ends->len * 3 < (guint) n * 2 ? -1 : gj_ocr_median (ends);
}

static gboolean
is_crossed (const GjOcrPicture *picture, int x0, int x1, int y)
{
  int inset = (int) (picture->dpi * INSET), sticks = MAX ((int) (picture->dpi * STICKS), 2),
      widest = (int) (picture->dpi * STROKE), level = MAX (picture->paper - picture->contrast / 2, 1), run = 0;
  x0 = MAX (x0 + inset, 0);
  x1 = MIN (MIN (x1 - inset, pixGetWidth (picture->gray)), x0 + MOST);
  int n = x1 - x0;
  if (n < inset)
    return FALSE;
  g_autofree Column *columns = g_new (Column, n);
  for (int i = 0; i < n; i++)
    columns[i] = column_at (picture, x0 + i, y, level);
  int from = usual_end (columns, n, TRUE), to = usual_end (columns, n, FALSE);
  if (from < 0) { /* a line that is only supposed hides nothing */
    from = to = y;
    sticks = MAX (sticks / 2, 2);
  }
  if (to - from > (int) (picture->dpi * REACH) * 2)
    return FALSE;
  for (int i = 0; i <= n; i++) {
    gboolean out = i < n && columns[i].from <= from - sticks && columns[i].to >= to + sticks;
    if (!out && run > 0 && run <= widest)
      return TRUE;
    run = out ? run + 1 : 0;
  }
  return FALSE;
}

gboolean
gj_ocr_is_struck (const GjOcrPicture *picture, const GjOcrRect *cell)
{
  return is_crossed (picture, cell->x0, cell->x1, cell->y0) || is_crossed (picture, cell->x0, cell->x1, cell->y1);
}
