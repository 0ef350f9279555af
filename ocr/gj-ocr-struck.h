/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-private.h"

/** gj_ocr_is_struck: whether strokes of print run on through the rule above or below @cell, or through the line where one is
 * only supposed: some producers draw a rule through a row that a page break cuts, and each half of it looks like a blank cell, or holds
 * the half of a figure. */
gboolean gj_ocr_is_struck (const GjOcrPicture *picture, const GjOcrRect *cell);

/** gj_ocr_is_struck_beside: the same for the rules at the sides of @cell, and whether one of them leans: what was taken for a rule may be
 * the line of a stamp or of a pen, with a 1 below it. */
gboolean gj_ocr_is_struck_beside (const GjOcrPicture *picture, const GjOcrRect *cell);

/** gj_ocr_is_cut: whether @cell ends at the left or right edge of the picture as given, without a rule there: the scanner may have cut off
 * its figure, or a digit of it. */
gboolean gj_ocr_is_cut (const GjOcrPicture *picture, const GjOcrRect *cell);
