/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-slash.h"

#include <math.h>

#define LEAST_HEIGHT 0.06 /* inches */
#define ALONG 0.93        /* correlation of x and y of a thin stroke */
#define WIDER \
  1.5 /* than most rows, and half a pixel: no part of a stroke of one width; the bar of a 7 may be one row */
#define SLANT 0.22       /* of the height: a steep stroke goes so far aside */
#define SLANT_WIDTHS 1.5 /* and so many of its own widths */
#define STRAY 0.15       /* of the width: so far rows lie beside a straight stroke on average, and half a pixel */

/* Sums over points for a line through them. */
typedef struct {
  double n, x, y, xx, yy, xy;
} Sums;

static void
add (Sums *s, double x, double y)
{
  s->n++;
  s->x += x;
  s->y += y;
  s->xx += x * x;
  s->yy += y * y;
  s->xy += x * y;
}

static double
covariance (const Sums *s)
{
  return s->xy / s->n - s->x / s->n * s->y / s->n;
}

/* Correlation of x and y. */
static double
correlation (const Sums *s)
{
  double vx = s->xx / s->n - s->x / s->n * s->x / s->n, vy = s->yy / s->n - s->y / s->n * s->y / s->n;
  return vx > 0 && vy > 0 ? covariance (s) / sqrt (vx * vy) : 0;
}

/* Whether rows of @widths around @middles, from top to bottom, are one straight stroke that leans: thick ones that stand steep
 * correlate little. */
static gboolean
is_leaning (const double *middles, GArray *widths, const Sums *rows)
{
  double slope = covariance (rows) / (rows->yy / rows->n - rows->y / rows->n * rows->y / rows->n), stray = 0;
  g_autoptr (GArray) sorted = g_array_copy (widths);
  int usual = gj_ocr_median (sorted);
  for (guint i = 0; i < widths->len; i++) {
    if (g_array_index (widths, int, i) > WIDER * usual + 0.5)
      return FALSE;
    stray += fabs (middles[i] - rows->x / rows->n - slope * (i - rows->y / rows->n));
  }
  double aside = fabs (slope) * (widths->len - 1);
  return aside >= SLANT * widths->len && aside >= SLANT_WIDTHS * usual && stray <= (STRAY * usual + 0.5) * widths->len;
}

char
gj_ocr_slash_of (PIX *binary, const GjOcrRect *r, double dpi)
{
  int w = gj_ocr_rect_width (r), h = gj_ocr_rect_height (r);
  if (h < dpi * LEAST_HEIGHT || w < 0.2 * h || w > 1.6 * h)
    return 0;
  Sums all = { 0 }, rows = { 0 };
  g_autofree double *middles = g_new (double, h);
  g_autoptr (GArray) widths = g_array_new (FALSE, FALSE, sizeof (int));
  for (int y = r->y0; y < r->y1; y++) {
    const l_uint32 *line = pixGetData (binary) + (gsize) y * (gsize) pixGetWpl (binary);
    int from = r->x1, to = r->x0;
    for (int x = r->x0; x < r->x1; x++)
      if (GET_DATA_BIT (line, x)) {
        add (&all, x, y);
        from = MIN (from, x);
        to = x + 1;
      }
    int width = to - from;
    if (width <= 0)
      continue;
    middles[widths->len] = (from + to) / 2.0;
    add (&rows, middles[widths->len], widths->len);
    g_array_append_val (widths, width);
  }
  if (all.n < 4)
    return 0;
  double r2 = correlation (&all);
  gboolean whole = widths->len == (guint) h;
  if (fabs (r2) < ALONG && !(whole && is_leaning (middles, widths, &rows)))
    return 0;
  return r2 < 0 ? '/' : '\\';
}
