/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-private.h"

/**
 * gj_ocr_flatten:
 * @picture: its gray is replaced if the page is bent
 * @ridges: pixels of horizontal rules, 1 bit
 * @scale: pixels of the picture per pixel of @ridges
 *
 * A page that did not lie flat has wavy rules. Fits a low-order polynomial of vertical
 * displacement that makes all long rules straight (least squares over all of them, each
 * with a height of its own), and moves the picture's columns by it. What is bent less than a
 * rule's thickness stays untouched.
 *
 * Returns: whether the picture was changed.
 */
gboolean gj_ocr_flatten (GjOcrPicture *picture, PIX *ridges, int scale);

/**
 * gj_ocr_straighten:
 * @picture: made straight in place
 * @ridges: pixels of vertical rules, as of gj_ocr_ridges(), reduced by @scale
 *
 * Shifts rows sideways until the vertical rules stand upright: they lean where the skew was measured on lines that bend.
 * Returns: whether they leaned.
 */
gboolean gj_ocr_straighten (GjOcrPicture *picture, PIX *ridges, int scale);
