/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-private.h"
#include "page/gj-pixmap.h"

/**
 * gj_ocr_picture_new:
 * @pixmap: the page picture as given
 * @quarter_turns: 0–3, how often to turn it clockwise by 90° before all else
 *
 * Makes a page picture ready for reading. Red ink (seals) is dropped while there is
 * colour, dark edges are painted over, skew is measured on a reduced picture and the
 * gray picture rotated once if it matters. Nothing is binarized or scaled.
 *
 * Returns: (transfer full): never NULL.
 */
GjOcrPicture *gj_ocr_picture_new (const GjPixmap *pixmap, guint quarter_turns);

/** gj_ocr_picture_normalised: (transfer full): @picture's gray with the paper made even, for a second try. */
PIX *gj_ocr_picture_normalised (const GjOcrPicture *picture);
