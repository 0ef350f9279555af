/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-ink.h"

/* Points between digits: what is one, and what can be nothing else. */

/**
 * gj_ocr_point_find:
 * @gray: the page's picture
 * @a: a digit's box
 * @b: the box of the digit behind it
 * @point: (out): the point's box
 *
 * Looks for a dark spot on the common foot of @a and @b, no larger than a point, with nothing else between them.
 *
 * Returns: FALSE if there is none, or it is not certain that it is one.
 */
gboolean gj_ocr_point_find (const PIX *gray, const GjOcrRect *a, const GjOcrRect *b, GjOcrRect *point);

/**
 * gj_ocr_point_is_sure:
 * @line: a figure's glyphs and signs
 * @zero: its first digit is a 0
 * @usual: twice the distance between the middles of neighbouring digits of this page, by their height; 0 if not known
 * @within: the room in which there is nothing but this figure
 *
 * tesseract loses the points of small print. A point does not need it as a witness where the print gives two of its own: the shape
 * of the spot, and the room that the digits leave for it, which a speck does not make. A figure with other specks beside it, and
 * one in which the sign could be a comma, do.
 *
 * Returns: whether the only sign in @line is a point beyond doubt.
 */
gboolean gj_ocr_point_is_sure (const GjOcrPicture *picture, const GjOcrInkLine *line, gboolean zero, double usual,
                               const GjOcrRect *within);
