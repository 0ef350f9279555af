/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-ink.h"

/**
 * gj_ocr_look_again:
 * @cell: a box whose ink is no figure as it stands
 * @ink: (inout): what was found in it; freed where it is replaced
 * @score: (inout): how sure the network is that it is a figure
 *
 * Looks for what dirt and light hide: a figure with specks beside it, one too pale to be ink beside black rules, or a blank with nothing
 * but a few specks. What is found is doubtful: the specks may be what is left of a digit, and what is pale may be the back of the sheet.
 *
 * Returns: whether @ink was replaced.
 */
gboolean gj_ocr_look_again (const GjOcrPicture *picture, const GjOcrRect *cell, GjOcrInk **ink, double *score);

/**
 * gj_ocr_has_left_over:
 * @cell: a box
 * @ink: a figure found in it
 *
 * Both readers see only what was cut out, so a digit too faint for the level would be lost to both.
 *
 * Returns: whether at a low level there is more ink in @cell, as high as half a digit at least.
 */
gboolean gj_ocr_has_left_over (const GjOcrPicture *picture, const GjOcrRect *cell, const GjOcrInk *ink);
