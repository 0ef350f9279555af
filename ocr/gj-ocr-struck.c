/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-struck.h"

#define REACH (1 / 30.0)  /* inches: so far from its place a rule is looked for */
#define STICKS (1 / 66.0) /* inches: so far a stroke stands out on both sides of a rule */
#define STROKE (1 / 20.0) /* inches: no stroke of a figure is wider along a rule */
#define SLANT (1 / 40.0)  /* inches: it leaves the rule on the other side so much farther along */
#define INSET (1 / 25.0)  /* inches: what is nearer to the cell's sides is a rule down */
#define LONGEST 0.3       /* inches: nor is any higher */
#define EDGE (1 / 16.0)   /* inches: a cell that ends so near the picture's edge may go on behind it */
#define LEAN 0.06         /* of its length: an upright rule leans less */
#define LEAST_LEAN 2      /* pixels */
#define MOST 4096

/* Dark pixels of one column through a rule: [from, to); empty if the rule is not there. */
typedef struct {
  int from, to;
} Column;

/* The picture as it is, or with its columns as rows. */
typedef struct {
  const GjOcrPicture *picture;
  gboolean turned;
  int width, height, level;
} View;

static gboolean
is_dark (const View *v, int x, int y)
{
  return y >= 0 && y < v->height && gj_ocr_pixel (v->picture->gray, v->turned ? y : x, v->turned ? x : y) < v->level;
}

static Column
column_at (const View *v, int x, int y)
{
  int reach = (int) (v->picture->dpi * REACH), most = (int) (v->picture->dpi * LONGEST);
  for (int d = 0; d <= reach; d++)
    for (int sign = -1; sign <= 1; sign += 2) {
      int at = y + sign * d;
      if (!is_dark (v, x, at))
        continue;
      Column c = { at, at + 1 };
      while (c.from > at - most && is_dark (v, x, c.from - 1))
        c.from--;
      while (c.to < at + most && is_dark (v, x, c.to))
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

/* Whether a column within @reach of @i sticks out above (@above) or below. Strokes slant, as that of a 2. */
static gboolean
sticks_out (const Column *columns, int n, int i, int reach, int limit, gboolean above)
{
  for (int k = MAX (i - reach, 0); k < MIN (i + reach + 1, n); k++)
    if (columns[k].to > columns[k].from && (above ? columns[k].from <= limit : columns[k].to >= limit))
      return TRUE;
  return FALSE;
}

/* Whether a stroke no wider than one of a figure sticks out of a rule that ends at @from and @to on both sides, @slant columns apart at
 * most. */
static gboolean
has_stroke (const Column *columns, int n, int from, int to, int slant, int widest)
{
  int run = 0;
  for (int i = 0; i <= n; i++) {
    gboolean out =
        i < n && sticks_out (columns, n, i, slant, from, TRUE) && sticks_out (columns, n, i, slant, to, FALSE);
    if (!out && run > 0 && run <= widest + 2 * slant)
      return TRUE;
    run = out ? run + 1 : 0;
  }
  return FALSE;
}

static gboolean
is_crossed (const View *v, int x0, int x1, int y)
{
  double dpi = v->picture->dpi;
  int inset = (int) (dpi * INSET), sticks = MAX ((int) (dpi * STICKS), 2), widest = (int) (dpi * STROKE);
  x0 = MAX (x0 + inset, 0);
  x1 = MIN (MIN (x1 - inset, v->width), x0 + MOST);
  int n = x1 - x0;
  if (n < inset)
    return FALSE;
  g_autofree Column *columns = g_new (Column, n);
  for (int i = 0; i < n; i++)
    columns[i] = column_at (v, x0 + i, y);
  int from = usual_end (columns, n, TRUE), to = usual_end (columns, n, FALSE);
  if (from < 0) /* a line that is only supposed hides nothing */
    return has_stroke (columns, n, y - sticks, y + sticks, 0, widest);
  if (to - from > (int) (dpi * REACH) * 2)
    return FALSE;
  return has_stroke (columns, n, from - sticks, to + sticks, 0, widest) ||
         has_stroke (columns, n, from - sticks, to + sticks, (int) (dpi * SLANT), widest);
}

static View
view_of (const GjOcrPicture *picture, gboolean turned)
{
  int w = pixGetWidth (picture->gray), h = pixGetHeight (picture->gray);
  return (View){ picture, turned, turned ? h : w, turned ? w : h, gj_ocr_half_level (picture) };
}

gboolean
gj_ocr_is_struck (const GjOcrPicture *picture, const GjOcrRect *cell)
{
  View v = view_of (picture, FALSE);
  return is_crossed (&v, cell->x0, cell->x1, cell->y0) || is_crossed (&v, cell->x0, cell->x1, cell->y1);
}

/* The middle of the rule near @y, in columns [@x0, @x1); −1 if it is not there. */
static int
place_of (const View *v, int x0, int x1, int y)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (int));
  for (int x = MAX (x0, 0); x < MIN (x1, v->width); x++) {
    Column c = column_at (v, x, y);
    int middle = (c.from + c.to) / 2;
    if (c.to > c.from && c.to - c.from <= (int) (v->picture->dpi * REACH))
      g_array_append_val (places, middle);
  }
  return (int) places->len * 2 < x1 - x0 ? -1 : gj_ocr_median (places);
}

/* Whether the line along @y from @x0 to @x1 leans as no rule of a page made straight does. */
static gboolean
leans (const View *v, int x0, int x1, int y)
{
  int inset = (int) (v->picture->dpi * INSET), third = (x1 - x0 - 2 * inset) / 3;
  int first = place_of (v, x0 + inset, x0 + inset + third, y), last = place_of (v, x1 - inset - third, x1 - inset, y);
  return third > 2 && first >= 0 && last >= 0 && ABS (first - last) > LEAST_LEAN &&
         ABS (first - last) > LEAN * 2 * third;
}

gboolean
gj_ocr_is_struck_beside (const GjOcrPicture *picture, const GjOcrRect *cell)
{
  View v = view_of (picture, TRUE);
  return is_crossed (&v, cell->y0, cell->y1, cell->x0) || is_crossed (&v, cell->y0, cell->y1, cell->x1) ||
         leans (&v, cell->y0, cell->y1, cell->x0) || leans (&v, cell->y0, cell->y1, cell->x1);
}

/* Whether a point of the upright picture is at an edge of the one given. */
static gboolean
is_at_edge (const GjOcrPicture *picture, double x, double y)
{
  const double *m = picture->to_given;
  double at[2] = { m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5] }, near = picture->dpi * EDGE;
  return at[0] < near || at[1] < near || at[0] > picture->given->width - near || at[1] > picture->given->height - near;
}

/* Whether there is a rule at @x from @y0 to @y1. */
static gboolean
has_rule (const View *v, int x, int y0, int y1)
{
  int n = 0;
  for (int y = MAX (y0, 0); y < y1 && y < v->width; y++) {
    Column c = column_at (v, y, x);
    n += c.to > c.from && c.to - c.from <= (int) (v->picture->dpi * REACH) * 2;
  }
  return n * 2 > y1 - y0;
}

gboolean
gj_ocr_is_cut (const GjOcrPicture *picture, const GjOcrRect *cell)
{
  View v = view_of (picture, TRUE);
  double y = (cell->y0 + cell->y1) / 2.0;
  return picture->given != NULL &&
         ((is_at_edge (picture, cell->x0, y) && !has_rule (&v, cell->x0, cell->y0, cell->y1)) ||
          (is_at_edge (picture, cell->x1, y) && !has_rule (&v, cell->x1 - 1, cell->y0, cell->y1)));
}
