/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-private.h"

/**
 * gj_ocr_close_along:
 * @mask: 1 bit
 * @size: pixels
 * @across: along rows, else along columns
 *
 * Closing by a line of @size pixels: fills the gaps shorter than that between pixels of one row or column. The same pixels as
 * leptonica's pixCloseSafeBrick(), which moves the picture once for each pixel of the line; here what has been moved is moved
 * again by twice as much (M. van Droogenbroeck and H. Talbot, "Fast computation of morphological operations with arbitrary
 * structuring elements", 1996, on lines).
 *
 * Returns: (transfer full): a mask of the same size.
 */
PIX *gj_ocr_close_along (PIX *mask, int size, gboolean across);

/** gj_ocr_open_along: the same for opening: only what is at least @size pixels long stays. Returns: (transfer full) */
PIX *gj_ocr_open_along (PIX *mask, int size, gboolean across);

/** gj_ocr_darker: (transfer full): 1 bit, set where @gray, 8 bits, is darker than @level. */
PIX *gj_ocr_darker (PIX *gray, int level);
