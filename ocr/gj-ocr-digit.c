/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-digit.h"

#include <math.h>

#include "ocr/gj-ocr-digit.inc"

/* Mean of the gray levels of @gray in a patch of fractional size, sampled at 3 × 3 points. */
static float
patch (PIX *gray, double x0, double y0, double dx, double dy)
{
  int w = pixGetWidth (gray), h = pixGetHeight (gray), sum = 0;
  for (int v = 0; v < 3; v++)
    for (int u = 0; u < 3; u++) {
      int x = (int) (x0 + dx * (u + 0.5) / 3), y = (int) (y0 + dy * (v + 0.5) / 3);
      sum += gj_ocr_pixel (gray, CLAMP (x, 0, w - 1), CLAMP (y, 0, h - 1));
    }
  return (float) sum / 9;
}

void
gj_ocr_digit_features (PIX *gray, const GjOcrRect *glyph, float out[GJ_OCR_DIGIT_INPUTS])
{
  const int w = GJ_OCR_DIGIT_WIDTH, h = GJ_OCR_DIGIT_HEIGHT, n = w * h;
  double height = gj_ocr_rect_height (glyph), width = gj_ocr_rect_width (glyph);
  double wide = MAX (width, 0.62 * height), left = glyph->x0 - (wide - width) / 2;
  double mean = 0, norm = 0;

  for (int j = 0; j < h; j++)
    for (int i = 0; i < w; i++) {
      float v = 255 - patch (gray, left + wide * i / w, glyph->y0 + height * j / h, wide / w, height / h);
      out[j * w + i] = v;
      mean += v;
    }
  mean /= n;
  for (int i = 0; i < n; i++) {
    out[i] -= (float) mean;
    norm += out[i] * out[i];
  }
  norm = sqrt (norm / n) + 1e-6;
  for (int i = 0; i < n; i++)
    out[i] /= (float) norm;
  out[n] = (float) (width / height - 0.6) * 4;
  out[n + 1] = (float) (log (height / 20) * 0.5);
}

/* One layer: out = weights · in + bias, weights stored as bytes with a scale. */
static void
layer (const gint8 *weights, float scale, const float *bias, const float *in, int n_in, float *out, int n_out,
       gboolean rectify)
{
  for (int o = 0; o < n_out; o++) {
    float sum = 0;
    for (int i = 0; i < n_in; i++)
      sum += weights[o * n_in + i] * in[i];
    sum = sum * scale + bias[o];
    out[o] = rectify && sum < 0 ? 0 : sum;
  }
}

GjOcrDigit
gj_ocr_digit_read (PIX *gray, const GjOcrRect *glyph)
{
  float in[GJ_OCR_DIGIT_INPUTS], a[HIDDEN_1], b[HIDDEN_2], out[GJ_OCR_DIGIT_CLASSES], sum = 0;
  GjOcrDigit d = { 10, 10, 0, 0 };

  gj_ocr_digit_features (gray, glyph, in);
  layer (weights_1, scale_1, bias_1, in, GJ_OCR_DIGIT_INPUTS, a, HIDDEN_1, TRUE);
  layer (weights_2, scale_2, bias_2, a, HIDDEN_1, b, HIDDEN_2, TRUE);
  layer (weights_3, scale_3, bias_3, b, HIDDEN_2, out, GJ_OCR_DIGIT_CLASSES, FALSE);
  float top = out[0];
  for (int i = 1; i < GJ_OCR_DIGIT_CLASSES; i++)
    top = MAX (top, out[i]);
  for (int i = 0; i < GJ_OCR_DIGIT_CLASSES; i++)
    sum += out[i] = expf (out[i] - top);
  for (gint8 i = 0; i < GJ_OCR_DIGIT_CLASSES; i++) {
    float p = out[i] / sum;
    if (p > d.p) {
      d.second = d.digit;
      d.p_second = d.p;
      d.digit = i;
      d.p = p;
    } else if (p > d.p_second) {
      d.second = i;
      d.p_second = p;
    }
  }
  return d;
}
