/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-private.h"

/**
 * gj_ocr_ridges:
 * @gray: 8 bits
 * @dpi: its resolution
 * @contrast: gray levels between paper and ink
 * @horizontal: (out) (transfer full): pixels of horizontal rules, 1 bit
 * @vertical: (out) (transfer full): of vertical rules
 *
 * A directional ridge filter: the mean along the direction must be darker than the
 * means on both sides. Unlike binarizing it keeps faint and broken rules and does not
 * care about shading. A filled header row is no ridge, its border is one.
 */
void gj_ocr_ridges (PIX *gray, double dpi, int contrast, PIX **horizontal, PIX **vertical);
