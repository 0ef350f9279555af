/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-private.h"

/**
 * gj_ocr_picture_ink:
 * @gray: 8 bits, dark on light
 * @dpi: pixels an inch
 * @contrast: gray levels between paper and ink
 * @factor: 1, 2 or 4
 *
 * What is darker than the mean of the square around it by a quarter of the contrast (after D. Bradley and G. Roth, "Adaptive
 * Thresholding using the Integral Image", 2007): uneven light and show-through do not matter.
 *
 * Returns: (transfer full): the ink, 1 bit, reduced by @factor.
 */
PIX *gj_ocr_picture_ink (PIX *gray, double dpi, int contrast, int factor);

/** gj_ocr_row_read: row @y of @gray, 8 bits, to @out, which has room for whole words of four pixels. */
void gj_ocr_row_read (PIX *gray, int y, guint8 *out);

/** gj_ocr_row_write: @in, of as many bytes as @gray is wide, to row @y of it. */
void gj_ocr_row_write (PIX *gray, int y, const guint8 *in);

/** gj_ocr_row_mark: the pixels of row @y of @mask, 1 bit, where @set is 1 and not 0; @set goes on to a whole word of 32 pixels. */
void gj_ocr_row_mark (PIX *mask, int y, const guint8 *set);

/** gj_ocr_row_room: how many bytes a row of @width pixels needs for both. */
static inline gsize
gj_ocr_row_room (int width)
{
  return ((gsize) width + 31) & ~(gsize) 31;
}
