/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-streak.h"

#include <math.h>

#include <math.h>

#define MARGIN 0.06       /* part of the page: so much of either end is looked at */
#define THERE 0.6         /* part of a margin's length in which a streak must be seen */
#define DARKER 24         /* gray levels: so much darker than what lies beside it */
#define BESIDE (1 / 50.0) /* inches: so far away the paper is */
#define WIDEST (1 / 50.0) /* inches */
#define BLANK 0.02        /* part of a margin that may be print: a page number */
#define ACROSS 0.3 /* part of a margin's width that no line across may take up: a rule, a table cut by the page */
#define EDGE 0.05  /* part of a line that is dark where the sheet ends */
#define MOST 12    /* more are a pattern on the paper */
#define APART 0.05 /* inches: what is nearer to the picture's edge is the sheet's */

/* The picture with its rows as they are, or with its columns as rows. */
typedef struct {
  PIX *gray;
  gboolean upright;  /* the streaks are */
  int length, width; /* along the streaks, and across */
  int beside;
} View;

static int
level (const View *v, int along, int across)
{
  return v->upright ? gj_ocr_pixel (v->gray, across, along) : gj_ocr_pixel (v->gray, along, across);
}

static void
set_level (const View *v, int along, int across, int value)
{
  l_uint32 *line = v->gray->data + (gsize) (v->upright ? along : across) * (gsize) v->gray->wpl;
  SET_DATA_BYTE (line, v->upright ? across : along, value);
}

static gboolean
is_dark_line (const View *v, int along, int across)
{
  int here = level (v, along, across) + DARKER;
  return here < level (v, along, across - v->beside) && here < level (v, along, across + v->beside);
}

static int
compare_levels (gconstpointer a, gconstpointer b)
{
  return *(const guint8 *) a - *(const guint8 *) b;
}

/* The level of the paper in line @along: the middle one. */
static int
paper_of (const View *v, int along)
{
  guint8 sample[64];
  for (guint i = 0; i < G_N_ELEMENTS (sample); i++)
    sample[i] = (guint8) level (v, along, (int) ((gint64) i * (v->width - 1) / (gint64) G_N_ELEMENTS (sample)));
  qsort (sample, G_N_ELEMENTS (sample), 1, compare_levels);
  return sample[G_N_ELEMENTS (sample) / 2];
}

/* How many pixels of line @along are no @paper. */
static int
count_ink (const View *v, int along, int paper)
{
  int n = 0;
  for (int x = 0; x < v->width; x++)
    n += level (v, along, x) < paper - 2 * DARKER;
  return n;
}

/* In how many of @n lines of a margin each place is darker than what lies beside it. The margin begins at the picture's end (@foot: its
 * other one), or where the dark edge of the sheet ends. Returns: NULL if the lines are no margin, but hold print. */
static guint *
count_dark (const View *v, int n, gboolean foot)
{
  g_autofree guint *count = g_new0 (guint, v->width);
  int step = foot ? -1 : 1, at = foot ? v->length - 1 : 0;
  int paper = paper_of (v, at + step * 2 * n);
  gint64 ink = 0;
  for (int i = 0; i < n && count_ink (v, at, paper) > v->width * EDGE; i++)
    at += step;
  for (int i = 0; i < n; i++, at += step) {
    int here = paper_of (v, at), dark = count_ink (v, at, here);
    if (here < paper - 2 * DARKER || dark > v->width * ACROSS) /* a rule */
      return NULL;
    for (int x = v->beside; x < v->width - v->beside; x++)
      count[x] += is_dark_line (v, at, x);
    ink += dark;
  }
  for (int x = 0; x < v->width; x++)
    ink -= count[x] >= n * THERE ? count[x] : 0;
  return ink > BLANK * n * v->width ? NULL : g_steal_pointer (&count);
}

/* Paints over @streak: what lies beside it goes on under it, as far as that is lighter. */
static void
paint_over (const View *v, const GjOcrStreak *streak)
{
  int a = streak->from - 1, b = streak->to;
  for (int i = 0; i < v->length; i++) {
    int left = level (v, i, a), right = level (v, i, b);
    for (int x = streak->from; x < streak->to; x++) {
      int between = left + (right - left) * (x - a) / (b - a);
      if (level (v, i, x) < between)
        set_level (v, i, x, between);
    }
  }
}

static void
lift_along (PIX *gray, double dpi, gboolean upright, GArray *streaks)
{
  int w = pixGetWidth (gray), h = pixGetHeight (gray);
  View v = { gray, upright, upright ? h : w, upright ? w : h, MAX ((int) (dpi * BESIDE), 3) };
  int margin = (int) (v.length * MARGIN), apart = MAX ((int) (dpi * APART), v.beside);
  guint first = streaks->len;
  if (margin < 16 || v.width < 4 * apart)
    return;
  int need = (int) (margin * THERE);
  g_autofree guint *top = count_dark (&v, margin, FALSE), *foot = count_dark (&v, margin, TRUE);
  for (int x = apart; x < v.width - apart && top != NULL && foot != NULL; x++) {
    int end = x;
    /* it may lean by a pixel on its way */
    while (end < v.width - apart && (top[end] >= (guint) need || foot[end] >= (guint) need))
      end++;
    gboolean at_top = FALSE, at_foot = FALSE;
    for (int i = x; i < end; i++) {
      at_top |= top[i] >= (guint) need;
      at_foot |= foot[i] >= (guint) need;
    }
    if (at_top && at_foot && end - x <= dpi * WIDEST) {
      GjOcrStreak s = { x - 1, end + 1, upright }; /* its edges are softer */
      g_array_append_val (streaks, s);
    }
    x = MAX (x, end);
  }
  if (streaks->len - first > MOST)
    g_array_set_size (streaks, first);
  for (guint i = first; i < streaks->len; i++)
    paint_over (&v, &g_array_index (streaks, GjOcrStreak, i));
}

GArray *
gj_ocr_streaks_lift (PIX *gray, double dpi)
{
  g_autoptr (GArray) streaks = g_array_new (FALSE, FALSE, sizeof (GjOcrStreak));
  lift_along (gray, dpi, TRUE, streaks);
  lift_along (gray, dpi, FALSE, streaks);
  return streaks->len > 0 ? g_steal_pointer (&streaks) : NULL;
}

gboolean
gj_ocr_streak_crosses (const GjOcrPicture *picture, const GjOcrRect *box)
{
  const double *m = picture->to_given;
  double low[2] = { G_MAXDOUBLE, G_MAXDOUBLE }, high[2] = { -G_MAXDOUBLE, -G_MAXDOUBLE };
  if (picture->streaks == NULL || box->x1 <= box->x0)
    return FALSE;
  for (int i = 0; i < 4; i++) {
    double x = i & 1 ? box->x1 : box->x0, y = i & 2 ? box->y1 : box->y0;
    double p[2] = { m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5] };
    for (int k = 0; k < 2; k++) {
      low[k] = MIN (low[k], p[k]);
      high[k] = MAX (high[k], p[k]);
    }
  }
  for (guint i = 0; i < picture->streaks->len; i++) {
    const GjOcrStreak *s = &g_array_index (picture->streaks, GjOcrStreak, i);
    int k = s->upright ? 0 : 1;
    if (s->from < high[k] + 1 && s->to > low[k] - 1)
      return TRUE;
  }
  return FALSE;
}

gboolean
gj_ocr_streak_redraw (PIX *gray, const GjOcrPicture *picture, const GjOcrStreak *streak, const GjOcrRect *box)
{
  const double *m = picture->to_given;
  int k = streak->upright ? 0 : 1, dark = MAX (picture->paper - picture->contrast, 0);
  double middle = (streak->from + streak->to - 1) / 2.0;
  if (fabs (m[k]) < 0.5) /* it ran across */
    return FALSE;
  for (int draw = 0; draw < 2; draw++)
    for (int y = MAX (box->y0, 0); y < MIN (box->y1, pixGetHeight (gray)); y++) {
      int x = (int) floor ((middle - m[k + 4] - m[k + 2] * y) / m[k] + 0.5);
      if (x <= box->x0 || x + 1 >= MIN (box->x1, pixGetWidth (gray)))
        return FALSE;
      for (int i = 0; i < 2 && draw; i++)
        pixSetPixel (gray, x + i, y, (l_uint32) dark);
    }
  return TRUE;
}
