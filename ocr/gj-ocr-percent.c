/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-percent.h"

#include "ocr/gj-ocr-shape.h"

#define MAX_RUNS 16u
#define MAX_SYMBOLS 120u /* of a line that is parted */
#define WIDE 1.35        /* a percent sign, parts of the usual digit's width */
#define BROAD 0.75       /* the same, parts of its height */
#define NARROW 1.25      /* a digit is no wider */
#define LOW 0.45         /* a point, parts of the height of all */
#define HIGH 0.75        /* anything else */

/* Ink with paper on both sides. */
typedef struct {
  int x0, x1, height;
  gboolean foot; /* it stands in the lower half */
} Run;

typedef struct {
  Run run[MAX_RUNS];
  guint n;
  int tall, digit; /* height of all, and the usual width of what is no point */
} Runs;

static gunichar
symbol_at (const GArray *symbols, guint i)
{
  return i < symbols->len ? g_array_index (symbols, GjOcrSymbol, i).ch : 0;
}

static gboolean
is_digit (gunichar ch)
{
  return ch >= '0' && ch <= '9';
}

static gboolean
is_part (gunichar ch)
{
  return is_digit (ch) || ch == '.' || ch == '%';
}

/* The gray level of ink in @box: a third of the way from paper is some. */
static int
ink_level (PIX *gray, const GjOcrRect *box)
{
  int paper = 0, darkest = 255;
  for (int y = box->y0; y < box->y1; y++)
    for (int x = box->x0; x < box->x1; x++) {
      paper = MAX (paper, gj_ocr_pixel (gray, x, y));
      darkest = MIN (darkest, gj_ocr_pixel (gray, x, y));
    }
  return darkest + (paper - darkest) * 2 / 3;
}

/* Finds the runs of ink in @box. Returns: FALSE if there are too many, or none. */
static gboolean
find_runs (PIX *gray, const GjOcrRect *box, Runs *runs)
{
  const int level = ink_level (gray, box);
  int top = box->y1, bottom = box->y0, first[MAX_RUNS], last[MAX_RUNS];
  gboolean in = FALSE;
  runs->n = 0;
  for (int x = box->x0; x < box->x1; x++) {
    int y0 = box->y1, y1 = box->y0;
    for (int y = box->y0; y < box->y1; y++)
      if (gj_ocr_pixel (gray, x, y) < level) {
        y0 = MIN (y0, y);
        y1 = y + 1;
      }
    gboolean ink = y1 > y0;
    if (ink && !in) {
      if (runs->n == MAX_RUNS)
        return FALSE;
      first[runs->n] = y0;
      last[runs->n] = y1;
      runs->run[runs->n++].x0 = x;
    }
    in = ink;
    if (!ink)
      continue;
    first[runs->n - 1] = MIN (first[runs->n - 1], y0);
    last[runs->n - 1] = MAX (last[runs->n - 1], y1);
    runs->run[runs->n - 1].x1 = x + 1;
    top = MIN (top, y0);
    bottom = MAX (bottom, y1);
  }
  runs->tall = bottom - top;
  for (guint i = 0; i < runs->n; i++) {
    runs->run[i].height = last[i] - first[i];
    runs->run[i].foot = first[i] > (top + bottom) / 2;
  }
  return runs->n > 0;
}

/* Whether run @r is what @ch looks like. */
static gboolean
fits (const Runs *runs, const Run *r, gunichar ch)
{
  int w = r->x1 - r->x0;
  if (ch == '.')
    return r->foot && r->height < LOW * runs->tall;
  if (r->height < HIGH * runs->tall)
    return FALSE;
  return ch == '%' ? w > WIDE * runs->digit && w > BROAD * runs->tall : w < NARROW * runs->digit;
}

/* Whether the runs are symbols [@from, @from + @n), which end in a percent sign, one by one, but for the mark that may follow. */
static gboolean
all_fit (Runs *runs, const GArray *symbols, guint from, guint n)
{
  g_autoptr (GArray) widths = g_array_new (FALSE, FALSE, sizeof (int));
  if (runs->n < n || runs->n > n + 1 || (runs->n > n && !runs->run[n].foot) || n < 2 ||
      symbol_at (symbols, from + n - 2) == '.')
    return FALSE;
  for (guint i = 0; i + 1 < n; i++) {
    int w = runs->run[i].x1 - runs->run[i].x0;
    if (symbol_at (symbols, from + i) != '.')
      g_array_append_val (widths, w);
  }
  runs->digit = gj_ocr_median (widths);
  for (guint i = 0; i < n; i++)
    if (!fits (runs, &runs->run[i], symbol_at (symbols, from + i)))
      return FALSE;
  return runs->digit > 0;
}

/* Whether @changed, in which a number and its percent sign are symbols [@from, @from + @n), is what is printed. */
static gboolean
is_printed (PIX *gray, const GjOcrTextLine *line, const GArray *changed, guint from, guint n)
{
  int cuts[MAX_SYMBOLS + 1];
  Runs runs;
  if (changed->len > MAX_SYMBOLS || gj_ocr_shape_cut (gray, line, changed, cuts) <= 0)
    return FALSE;
  GjOcrRect all = { cuts[from], line->box.y0, cuts[from + n], line->box.y1 }, box = gj_ocr_rect_within (&all, gray);
  return box.x1 > box.x0 && box.y1 > box.y0 && find_runs (gray, &box, &runs) && all_fit (&runs, changed, from, n);
}

/* What may be printed where symbols [@from, @to) were read: without symbol @drop, @to for none, and with a percent sign at the end. */
static GArray *
with_sign (const GArray *symbols, guint to, guint drop)
{
  GArray *out = g_array_sized_new (FALSE, FALSE, sizeof (GjOcrSymbol), symbols->len);
  g_array_append_vals (out, symbols->data, symbols->len);
  if (drop < to)
    g_array_remove_index (out, drop);
  g_array_index (out, GjOcrSymbol, to - 1 - (drop < to)).ch = '%';
  return out;
}

/* Looks at symbols [@from, @to), a number with something like a percent sign at its end. */
static void
check_number (PIX *gray, const GjOcrTextLine *line, GArray *symbols, guint from, guint to)
{
  gunichar end = symbol_at (symbols, to - 1);
  guint n = to - from;
  if (n < 3 || (end == '%' && is_printed (gray, line, symbols, from, n)))
    return;
  for (guint drop = to - 2; drop <= to; drop++) { /* 9% or %6 or 96, and 9 or 6 alone */
    gunichar gone = drop < to ? symbol_at (symbols, drop) : 0,
             kept = symbol_at (symbols, drop == to - 1 ? to - 2 : to - 1);
    if ((gone != 0 && !is_digit (gone)) || (kept != '%' && kept != '9' && kept != '6') || (drop == to && end == '%'))
      continue;
    g_autoptr (GArray) changed = with_sign (symbols, to, drop);
    if (!is_printed (gray, line, changed, from, drop < to ? n - 1 : n))
      continue;
    g_array_set_size (symbols, 0);
    g_array_append_vals (symbols, changed->data, changed->len);
    return;
  }
}

void
gj_ocr_percent_check (PIX *gray, const GjOcrTextLine *line, GArray *symbols)
{
  for (guint i = 0; i < symbols->len; i++) {
    guint to = i, signs = 0, points = 0;
    while (to < symbols->len && is_part (symbol_at (symbols, to))) {
      signs += symbol_at (symbols, to) == '%';
      points += symbol_at (symbols, to) == '.';
      to++;
    }
    /* a number with a sign, or with a point and something that looks like one */
    gunichar end = to > i ? symbol_at (symbols, to - 1) : 0;
    if (signs == 1 || (signs == 0 && points == 1 && (end == '6' || end == '9')))
      check_number (gray, line, symbols, i, to);
    i = MAX (i, to);
  }
}
