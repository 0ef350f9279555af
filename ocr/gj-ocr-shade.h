/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-private.h"

/**
 * gj_ocr_shade_turn:
 * @picture: upright; changed where cells are shaded
 *
 * Makes light print on a dark ground (the headers of some tables) dark on paper: what reads print, and what finds rules, looks for ink.
 * Rules in such a ground, darker than it, stay. Ground with dark print on it is left as it is; dark ground without print is set apart from its edge, which hides rules.
 */
void gj_ocr_shade_turn (GjOcrPicture *picture);

/** gj_ocr_is_blackened: whether so much of @cell is dark that nobody knows what it held. @cell may reach out of the picture. */
gboolean gj_ocr_is_blackened (const GjOcrPicture *picture, const GjOcrRect *cell);
