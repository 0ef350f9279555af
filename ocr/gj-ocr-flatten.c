/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-flatten.h"

#include <math.h>
#include <string.h>

#include "ocr/gj-ocr-along.h"

#define N_TERMS 7
#define MAX_SAMPLES 20000u

/* A point on a rule, in coordinates from −1 to 1 over the page, and the rule's number. */
typedef struct {
  double x, y;
  guint rule;
} Sample;

static void
terms (double x, double y, double out[N_TERMS])
{
  const double t[N_TERMS] = { x, x * x, x * x * x, x * x * x * x, x * y, x * x * y, x * x * x * y };
  memcpy (out, t, sizeof t);
}

/* Follows one connected piece of rule from left to right. */
static void
trace (PIX *mask, const GjOcrRect *r, int step, guint rule, GArray *samples)
{
  double w = pixGetWidth (mask), h = pixGetHeight (mask);
  for (int x0 = r->x0; x0 + step <= r->x1 && samples->len < MAX_SAMPLES; x0 += step) {
    double n = 0, sum = 0;
    for (int x = x0; x < x0 + step; x += 2)
      for (int y = r->y0; y < r->y1; y++)
        if (GET_DATA_BIT (pixGetData (mask) + (gsize) y * (gsize) pixGetWpl (mask), x)) {
          n++;
          sum += y;
        }
    if (n == 0)
      continue;
    Sample s = { 2 * (x0 + step / 2.0) / w - 1, 2 * sum / n / h - 1, rule };
    g_array_append_val (samples, s);
  }
}

static GArray *
collect_samples (PIX *ridges, double dpi)
{
  GArray *samples = g_array_new (FALSE, FALSE, sizeof (Sample));
  g_autoptr (GjPix) closed = gj_ocr_close_along (ridges, MAX ((int) (dpi / 25), 2), TRUE);
  g_autoptr (GjPix) open = gj_ocr_open_along (closed, MAX ((int) (dpi * 0.15), 3), TRUE);
  g_autoptr (GjPix) thick = pixDilateBrick (NULL, open, 3, 3);
  g_autoptr (GjBoxa) boxes = pixConnCompBB (thick, 8);
  int n = boxes != NULL ? boxaGetCount (boxes) : 0;

  for (int i = 0; i < n; i++) {
    int x, y, w, h;
    boxaGetBoxGeometry (boxes, i, &x, &y, &w, &h);
    if (w < dpi * 1.5 || h > w / 8)
      continue;
    GjOcrRect r = { x, y, x + w, y + h };
    trace (thick, &r, MAX ((int) (dpi / 8), 2), (guint) i, samples);
  }
  return samples;
}

/* Solves the symmetric system @m · @a = @b in place by Gaussian elimination with pivots. */
static gboolean
solve (double m[N_TERMS][N_TERMS + 1], guint n, double *a)
{
  for (guint c = 0; c < n; c++) {
    guint pivot = c;
    for (guint r = c + 1; r < n; r++)
      if (fabs (m[r][c]) > fabs (m[pivot][c]))
        pivot = r;
    if (fabs (m[pivot][c]) < 1e-12)
      return FALSE;
    for (guint k = 0; k <= N_TERMS; k++) {
      double t = m[c][k];
      m[c][k] = m[pivot][k];
      m[pivot][k] = t;
    }
    for (guint r = 0; r < n; r++) {
      double f = r == c ? 0 : m[r][c] / m[c][c];
      for (guint k = c; f != 0 && k <= N_TERMS; k++)
        m[r][k] -= f * m[c][k];
    }
  }
  for (guint c = 0; c < n; c++)
    a[c] = m[c][N_TERMS] / m[c][c];
  return TRUE;
}

/* Least squares: within each rule y + Σ a·term is to be constant. */
static gboolean
fit (const GArray *samples, guint n_terms, double a[N_TERMS])
{
  double m[N_TERMS][N_TERMS + 1] = { { 0 } };
  guint i = 0;

  while (i < samples->len) {
    const Sample *first = &g_array_index (samples, Sample, i);
    double mean[N_TERMS] = { 0 }, mean_y = 0, t[N_TERMS];
    guint n = 0;
    for (; i + n < samples->len && first[n].rule == first->rule; n++) {
      terms (first[n].x, first[n].y, t);
      mean_y += first[n].y;
      for (guint k = 0; k < N_TERMS; k++)
        mean[k] += t[k];
    }
    for (guint s = 0; s < n; s++) {
      terms (first[s].x, first[s].y, t);
      for (guint r = 0; r < n_terms; r++) {
        for (guint c = 0; c < n_terms; c++)
          m[r][c] += (t[r] - mean[r] / n) * (t[c] - mean[c] / n);
        m[r][N_TERMS] -= (t[r] - mean[r] / n) * (first[s].y - mean_y / n);
      }
    }
    i += n;
  }
  for (guint k = 0; k < n_terms; k++)
    m[k][k] += 1e-3; /* where there are no rules, no displacement */
  return samples->len >= 20 && solve (m, n_terms, a);
}

static double
displacement (const double a[N_TERMS], double x, double y)
{
  double t[N_TERMS], sum = 0;
  terms (x, y, t);
  for (guint k = 0; k < N_TERMS; k++)
    sum += a[k] * t[k];
  return sum;
}

/* Moves every column of @gray: the pixel at flat height v comes from v − displacement. */
static PIX *
move_columns (PIX *gray, const double a[N_TERMS], int paper)
{
  int w = pixGetWidth (gray), h = pixGetHeight (gray);
  PIX *out = pixCreateNoInit (w, h, 8);

  for (int y = 0; y < h; y++) {
    l_uint32 *line = pixGetData (out) + (gsize) y * (gsize) pixGetWpl (out);
    double v = 2.0 * y / h - 1, from = 0, to = 0;
    for (int x = 0; x < w; x++) {
      if (x % 16 == 0) { /* the displacement is smooth: exact every 16 pixels, linear between */
        double u0 = 2.0 * x / w - 1, u1 = 2.0 * (x + 16) / w - 1;
        from = displacement (a, u0, v - displacement (a, u0, v)) * h / 2;
        to = displacement (a, u1, v - displacement (a, u1, v)) * h / 2;
      }
      double sy = y - (from + (to - from) * (x % 16) / 16);
      int iy = (int) floor (sy), f = (int) ((sy - iy) * 256);
      int value = paper;
      if (iy >= 0 && iy + 1 < h)
        value = (gj_ocr_pixel (gray, x, iy) * (256 - f) + gj_ocr_pixel (gray, x, iy + 1) * f + 128) >> 8;
      SET_DATA_BYTE (line, x, value);
    }
  }
  return out;
}

gboolean
gj_ocr_flatten (GjOcrPicture *picture, PIX *ridges, int scale)
{
  double dpi = picture->dpi / scale, a[N_TERMS] = { 0 }, low = 1, high = -1, bend = 0;
  g_autoptr (GArray) samples = collect_samples (ridges, dpi);

  for (guint i = 0; i < samples->len; i++) {
    low = MIN (low, g_array_index (samples, Sample, i).y);
    high = MAX (high, g_array_index (samples, Sample, i).y);
  }
  /* rules in a small part of the page say nothing about the rest */
  if (!fit (samples, high - low > 0.5 ? N_TERMS : 4, a))
    return FALSE;
  for (guint i = 0; i < samples->len; i++) {
    const Sample *s = &g_array_index (samples, Sample, i);
    double d = displacement (a, s->x, s->y) * pixGetHeight (ridges) / 2;
    /* the part that is no residual rotation is what bends */
    bend = MAX (bend, fabs (d));
  }
  if (bend < dpi * gj_ocr_tolerances.min_bend || bend > dpi * 0.5)
    return FALSE;
  PIX *flat = move_columns (picture->gray, a, picture->paper);
  pixDestroy (&picture->gray);
  picture->gray = flat;
  return TRUE;
}

/* The mean place of the pixels of @mask in rows [@y0, @y1) of @r; negative if there are none. */
static double
mean_x (PIX *mask, const GjOcrRect *r, int y0, int y1)
{
  double n = 0, sum = 0;
  for (int y = y0; y < y1; y++)
    for (int x = r->x0; x < r->x1; x++)
      if (GET_DATA_BIT (pixGetData (mask) + (gsize) y * (gsize) pixGetWpl (mask), x)) {
        n++;
        sum += x;
      }
  return n > 0 ? sum / n : -1;
}

typedef struct {
  double slope, length;
} Lean;

static gint
by_slope (gconstpointer a, gconstpointer b)
{
  double d = ((const Lean *) a)->slope - ((const Lean *) b)->slope;
  return d < 0 ? -1 : d > 0;
}

/* The median over the length of all long vertical rules: pixels to the right per pixel down. */
static double
find_lean (PIX *ridges, double dpi)
{
  g_autoptr (GArray) leans = g_array_new (FALSE, FALSE, sizeof (Lean));
  g_autoptr (GjPix) open = gj_ocr_open_along (ridges, MAX ((int) (dpi * 0.15), 3), FALSE);
  g_autoptr (GjPix) thick = pixDilateBrick (NULL, open, 3, 3);
  g_autoptr (GjBoxa) boxes = pixConnCompBB (thick, 8);
  int n = boxes != NULL ? boxaGetCount (boxes) : 0;
  double all = 0, sum = 0;

  for (int i = 0; i < n; i++) {
    int x, y, w, h;
    boxaGetBoxGeometry (boxes, i, &x, &y, &w, &h);
    if (h < dpi * 0.8 || w > MAX (h / 8, 6))
      continue;
    GjOcrRect r = { x, y, x + w, y + h };
    double top = mean_x (thick, &r, y, y + h / 8), foot = mean_x (thick, &r, y + h - h / 8, y + h);
    Lean lean = { (foot - top) / (h - h / 8), h };
    if (top >= 0 && foot >= 0) {
      g_array_append_val (leans, lean);
      all += h;
    }
  }
  g_array_sort (leans, by_slope);
  for (guint i = 0; i < leans->len; i++) {
    sum += g_array_index (leans, Lean, i).length;
    if (2 * sum >= all)
      return all > dpi * 3 ? g_array_index (leans, Lean, i).slope : 0;
  }
  return 0;
}

gboolean
gj_ocr_straighten (GjOcrPicture *picture, PIX *ridges, int scale)
{
  int w = pixGetWidth (picture->gray), h = pixGetHeight (picture->gray);
  double lean = find_lean (ridges, picture->dpi / scale);

  if (fabs (lean) * h < picture->dpi * gj_ocr_tolerances.min_bend || fabs (lean) > 0.1)
    return FALSE;
  PIX *out = pixCreateNoInit (w, h, 8);
  for (int y = 0; y < h; y++) {
    l_uint32 *line = pixGetData (out) + (gsize) y * (gsize) pixGetWpl (out);
    double shift = lean * (y - h / 2.0);
    int whole = (int) floor (shift), f = (int) ((shift - whole) * 256);
    for (int x = 0; x < w; x++) {
      int from = x + whole, value = picture->paper;
      if (from >= 0 && from + 1 < w)
        value =
            (gj_ocr_pixel (picture->gray, from, y) * (256 - f) + gj_ocr_pixel (picture->gray, from + 1, y) * f + 128) >>
            8;
      SET_DATA_BYTE (line, x, value);
    }
  }
  pixDestroy (&picture->gray);
  picture->gray = out;
  return TRUE;
}
