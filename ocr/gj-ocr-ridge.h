/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-private.h"

/**
 * gj_ocr_ridges:
 * @gray: 8 bits
 * @dpi: its resolution
 * @contrast: gray levels between paper and ink
 * @noise: mean difference of neighbouring pixels of paper
 * @part: of the usual thresholds: 1, less for rules fainter than those of most scans
 * @out: pixels of rules, 1 bit; [0] horizontal, [1] vertical. strong: where the mean over a length no character's stroke
 *   has is dark, which runs on over gaps; fine: over as few pixels as the noise allows, which ends where the ink ends
 *
 * A directional ridge filter: the mean along the direction must be darker than the
 * means on both sides. Unlike binarizing it keeps faint and broken rules and does not
 * care about shading. A filled header row is no ridge, its border is one.
 */
typedef struct {
  PIX *strong[2], *fine[2];
} GjOcrRidges;

void gj_ocr_ridges (PIX *gray, double dpi, int contrast, double noise, double part, GjOcrRidges *out);
void gj_ocr_ridges_clear (GjOcrRidges *ridges);
