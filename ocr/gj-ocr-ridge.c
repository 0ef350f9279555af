/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-ridge.h"

#include <string.h>

#include "ocr/gj-ocr-local.h"

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
  g_autofree guint8 *row = g_malloc (gj_ocr_row_room (p.width));
  for (int y = 0; y < p.height; y++, out += p.width) {
    gj_ocr_row_read (gray, y, row);
    memcpy (out, row, (gsize) p.width);
  }
  return p;
}

static void
mean_along_rows (const Plane *in, Plane *out, int half)
{
  guint32 inverse = 65536u / (guint32) (2 * half + 1);
  int w = in->width;
  g_autofree guint32 *all = g_new0 (guint32, (gsize) (w + 2 * half + 2)); /* sums, with the edges gone on with */

  for (int y = 0; y < in->height; y++) {
    const guint8 *r = in->at + (gsize) y * (gsize) w;
    guint8 *o = out->at + (gsize) y * (gsize) w;
    guint32 sum = 0, *to = all + 1;
    for (int x = 0; x < half; x++)
      *to++ = sum += r[0];
    for (int x = 0; x < w; x++)
      *to++ = sum += r[x];
    for (int x = 0; x < half; x++)
      *to++ = sum += r[w - 1];
    const guint32 *end = all + 2 * half + 1;
    for (int x = 0; x < w; x++)
      o[x] = (guint8) (((end[x] - all[x]) * inverse) >> 16);
  }
}

static void
mean_along_columns (const Plane *in, Plane *out, int half)
{
  guint32 inverse = 65536u / (guint32) (2 * half + 1);
  gsize w = (gsize) in->width;
  int h = in->height;
  g_autofree guint16 *sum = g_new0 (guint16, w); /* of fewer than 257 pixels */

  for (int y = -half; y <= half; y++) {
    const guint8 *r = in->at + (gsize) CLAMP (y, 0, h - 1) * w;
    for (gsize x = 0; x < w; x++)
      sum[x] = (guint16) (sum[x] + r[x]);
  }
  for (int y = 0; y < h; y++) {
    guint8 *o = out->at + (gsize) y * w;
    const guint8 *add = in->at + (gsize) MIN (y + half + 1, h - 1) * w;
    const guint8 *drop = in->at + (gsize) MAX (y - half, 0) * w;
    for (gsize x = 0; x < w; x++) {
      o[x] = (guint8) ((sum[x] * inverse) >> 16);
      sum[x] = (guint16) (sum[x] + add[x] - drop[x]);
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
  g_autofree guint8 *set = g_malloc0 (gj_ocr_row_room (w));
  const guint8 more = (guint8) threshold;

  for (int y = horizontal ? side : 0; y < (horizontal ? h - side : h); y++) {
    const guint8 *c = mean->at + (gsize) y * (gsize) w, *before = c - step, *after = c + step;
    for (int x = horizontal ? 0 : side; x < (horizontal ? w : w - side); x++) {
      guint8 paper = MIN (before[x], after[x]);
      set[x] = paper > more && paper - more > c[x];
    }
    gj_ocr_row_mark (mask, y, set);
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
gj_ocr_ridges (PIX *gray, double dpi, int contrast, double noise, double part, GjOcrRidges *out)
{
  const GjOcrTolerances *t = &gj_ocr_tolerances;
  Plane in = plane_from_pix (gray);
  Plane mean = plane_new (in.width, in.height);
  int half = MAX ((int) (dpi * t->ridge_half), 2), side = MAX ((int) (dpi * t->ridge_side), 3);
  int strong = MAX ((int) (contrast * t->ridge_contrast * part), 7),
      fine = MAX ((int) (contrast * t->ridge_fine * part), 7);
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
