/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-kin.h"

#include <math.h>

#define PIXELS (GJ_OCR_DIGIT_INPUTS - 2) /* the features without those of size */
#define LEAST_KIN 3u                     /* digits whose mean counts */
#define LEAST_OTHERS 2u                  /* means to compare with */
#define ALIKE 0.85                       /* correlation with the mean of its kin */
#define MARGIN 0.1                       /* of any other it is so much less */

void
gj_ocr_kin_add (GjOcrKin *kin, PIX *gray, const GjOcrRect *glyph, int digit)
{
  float in[GJ_OCR_DIGIT_INPUTS];
  gj_ocr_digit_features (gray, glyph, in);
  for (int i = 0; i < PIXELS; i++)
    kin->sum[digit][i] += in[i];
  kin->n[digit]++;
}

static double
correlation (const float *a, const float *b)
{
  double ab = 0, aa = 0, bb = 0;
  for (int i = 0; i < PIXELS; i++) {
    ab += a[i] * b[i];
    aa += a[i] * a[i];
    bb += b[i] * b[i];
  }
  return ab / (sqrt (aa * bb) + 1e-6);
}

gboolean
gj_ocr_kin_is (const GjOcrKin *kin, PIX *gray, const GjOcrRect *glyph, int digit)
{
  float in[GJ_OCR_DIGIT_INPUTS];
  guint others = 0;
  if (kin->n[digit] < LEAST_KIN)
    return FALSE;
  gj_ocr_digit_features (gray, glyph, in);
  double own = correlation (in, kin->sum[digit]), most = 0;
  for (int d = 0; d < 10; d++) {
    if (d == digit || kin->n[d] == 0)
      continue;
    others++;
    most = MAX (most, correlation (in, kin->sum[d]));
  }
  return others >= LEAST_OTHERS && own >= ALIKE && own >= most + MARGIN;
}
