/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-private.h"

/**
 * gj_ocr_shade_turn:
 * @picture: upright; changed where cells are shaded
 *
 * Makes light print on a dark ground (the headers of some tables) dark on paper: what reads print, and what finds rules, looks for ink.
 * Rules in such a ground, darker than it, stay. Ground with dark print on it, and dark ground without print, are left as they are.
 */
void gj_ocr_shade_turn (GjOcrPicture *picture);
