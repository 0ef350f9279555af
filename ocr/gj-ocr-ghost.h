/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-private.h"

/*
 * Thin paper shows what is printed on its back, mirrored and faint. On a page that is nearly empty it is most of what there is
 * to see.
 */

/** gj_ocr_text_contrast: gray levels between paper and text of @picture, also where there are only a few lines of it. */
int gj_ocr_text_contrast (const GjOcrPicture *picture);

/**
 * gj_ocr_ghosts_drop:
 * @lines: (element-type GjOcrTextLine): of @picture
 *
 * Removes the lines that are much fainter than the darkest. Lines of one strength stay, however faint all of them are.
 */
void gj_ocr_ghosts_drop (const GjOcrPicture *picture, GPtrArray *lines);
