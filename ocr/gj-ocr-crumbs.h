/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-private.h"

/**
 * gj_ocr_crumbs_erase:
 * @picture: the page; its gray is changed
 * @grids: (element-type GjOcrGrid): what is in them stays
 *
 * Paints paper over upright rules that thresholding to one bit broke into short pieces: where nothing parts the columns any more, each
 * of them looks like a 1. They are as thin as hairlines, one below the other with gaps too small for rows, and of many heights, as
 * figures below each other are not.
 */
void gj_ocr_crumbs_erase (GjOcrPicture *picture, const GPtrArray *grids);
