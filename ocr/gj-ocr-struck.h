/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-private.h"

/** gj_ocr_is_struck: whether strokes of print run on through the rule above or below @cell, or through the line where one is
 * only supposed: some producers draw a rule through a row that a page break cuts, and each half of it looks like a blank cell, or holds
 * the half of a figure. */
gboolean gj_ocr_is_struck (const GjOcrPicture *picture, const GjOcrRect *cell);
