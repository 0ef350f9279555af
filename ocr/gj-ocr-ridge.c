/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-ridge.h"

#include <string.h>

typedef struct {
  int width, height;
  guint8 *at; /* width × height gray levels */
} Plane;

static Plane
plane_new (int width, int height)
{
  return (Plane){ width, height, g_malloc ((gsize) width * (gsize) height) };
}

static Plane
plane_from_pix (PIX *gray)
{
  Plane p = plane_new (pixGetWidth (gray), pixGetHeight (gray));
  guint8 *out = p.at;
  for (int y = 0; y < p.height; y++) {
    const l_uint32 *line = pixGetData (gray) + (gsize) y * (gsize) pixGetWpl (gray);
    for (int x = 0; x < p.width; x++)
      *out++ = GET_DATA_BYTE (line, x);
  }
  return p;
}

static void
mean_along_rows (const Plane *in, Plane *out, int half)
{
  guint32 inverse = 65536u / (guint32) (2 * half + 1);
  int w = in->width;

  for (int y = 0; y < in->height; y++) {
    const guint8 *r = in->at + (gsize) y * (gsize) w;
    guint8 *o = out->at + (gsize) y * (gsize) w;
    guint32 sum = 0;
    for (int x = -half; x <= half; x++)
      sum += r[CLAMP (x, 0, w - 1)];
    for (int x = 0; x < w; x++) {
      o[x] = (guint8) ((sum * inverse) >> 16);
      sum += r[MIN (x + half + 1, w - 1)];
      sum -= r[MAX (x - half, 0)];
    }
  }
}

static void
mean_along_columns (const Plane *in, Plane *out, int half)
{
  guint32 inverse = 65536u / (guint32) (2 * half + 1);
  gsize w = (gsize) in->width;
  int h = in->height;
  g_autofree guint32 *sum = g_new0 (guint32, w);

  for (int y = -half; y <= half; y++) {
    const guint8 *r = in->at + (gsize) CLAMP (y, 0, h - 1) * w;
    for (gsize x = 0; x < w; x++)
      sum[x] += r[x];
  }
  for (int y = 0; y < h; y++) {
    guint8 *o = out->at + (gsize) y * w;
    const guint8 *add = in->at + (gsize) MIN (y + half + 1, h - 1) * w;
    const guint8 *drop = in->at + (gsize) MAX (y - half, 0) * w;
    for (gsize x = 0; x < w; x++) {
      o[x] = (guint8) ((sum[x] * inverse) >> 16);
      sum[x] += add[x];
      sum[x] -= drop[x];
    }
  }
}

/* Bit set where the mean is darker than both neighbours @side away by more than @threshold. */
static PIX *
mark_ridges (const Plane *mean, int side, int threshold, gboolean horizontal)
{
  int w = mean->width, h = mean->height;
  gsize step = horizontal ? (gsize) side * (gsize) w : (gsize) side;
  PIX *mask = pixCreate (w, h, 1);

  for (int y = horizontal ? side : 0; y < (horizontal ? h - side : h); y++) {
    const guint8 *c = mean->at + (gsize) y * (gsize) w;
    l_uint32 *out = pixGetData (mask) + (gsize) y * (gsize) pixGetWpl (mask);
    int from = horizontal ? 0 : side, to = horizontal ? w : w - side;
    for (int x0 = from & ~31; x0 < to; x0 += 32) {
      guint32 bits = 0;
      for (int x = MAX (x0, from); x < MIN (x0 + 32, to); x++) {
        int paper = MIN ((c - step)[x], (c + step)[x]);
        bits |= (guint32) (paper - c[x] > threshold) << (31 - (x - x0));
      }
      out[x0 / 32] = bits;
    }
  }
  return mask;
}

/* How many pixels to either side must be averaged so that noise makes no ridge. */
static int
fine_half (double dpi, int threshold, double noise, int most)
{
  double n = 3 * noise / threshold;
  int half = (int) ((n * n - 1) / 2 + 0.5);
  return CLAMP (half, MAX ((int) (dpi / 150), 1), most);
}

void
gj_ocr_ridges (PIX *gray, double dpi, int contrast, double noise, GjOcrRidges *out)
{
  const GjOcrTolerances *t = &gj_ocr_tolerances;
  Plane in = plane_from_pix (gray);
  Plane mean = plane_new (in.width, in.height);
  int half = MAX ((int) (dpi * t->ridge_half), 2), side = MAX ((int) (dpi * t->ridge_side), 3);
  int strong = MAX ((int) (contrast * t->ridge_contrast), 7), fine = MAX ((int) (contrast * t->ridge_fine), 7);
  int few = fine_half (dpi, fine, noise, half);

  for (int i = 0; i < 2; i++) {
    void (*mean_along) (const Plane *, Plane *, int) = i == 0 ? mean_along_rows : mean_along_columns;
    mean_along (&in, &mean, half);
    out->strong[i] = mark_ridges (&mean, side, strong, i == 0);
    mean_along (&in, &mean, few);
    out->fine[i] = mark_ridges (&mean, side, fine, i == 0);
  }
  g_free (in.at);
  g_free (mean.at);
}

void
gj_ocr_ridges_clear (GjOcrRidges *ridges)
{
  for (int i = 0; i < 2; i++) {
    pixDestroy (&ridges->strong[i]);
    pixDestroy (&ridges->fine[i]);
  }
}
