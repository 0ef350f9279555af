/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-private.h"

#define GJ_OCR_MOST_PARTS 10

/**
 * gj_ocr_split_touching:
 * @gray: the page
 * @glyph: connected ink that is too wide for one digit
 * @height: of the digits of its line, pixels
 * @parts: (out caller-allocates): GJ_OCR_MOST_PARTS boxes
 *
 * Takes digits apart that touch: of all ways to cut @glyph where its columns have little ink, the one whose parts are digits, as
 * likely as possible. Print with tight letter spacing needs this; there digits stand at any distance.
 *
 * Returns: how many parts there are, 0 if no way leaves digits only.
 */
guint gj_ocr_split_touching (PIX *gray, const GjOcrRect *glyph, int height, GjOcrRect *parts);
