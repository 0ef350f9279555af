/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-engine.h"
#include "ocr/gj-ocr-lines.h"

/**
 * gj_ocr_strip_read:
 * @line: of @picture
 * @em: the usual height of its lines, pixels
 * @size: height of the line's ink in the strip it is read from, pixels: the network sees 48
 * @max_ms: gives up after so much CPU time
 * @symbols: (element-type GjOcrSymbol): appended to, boxes in pixels of @picture, as high as the line
 *
 * Reads one line: its pieces are set side by side on plain paper, what stands above and below them is left out, and
 * characters get one size. How large they are decides how well they are read: 28 to 32 gave half the errors of 40, in
 * two thirds of the time.
 *
 * Returns: FALSE if time ran out or nothing was read.
 */
gboolean gj_ocr_strip_read (GjOcrEngine *chinese, const GjOcrPicture *picture, const GjOcrTextLine *line, int em,
                            int size, int max_ms, GArray *symbols);

/**
 * gj_ocr_strip_end_at_gaps:
 * @pieces: (element-type GjOcrRect): of a line, from left to right
 * @from: (element-type int): where each stands in the strip, pixels
 * @middle: of a character that was read, in the strip
 * @most: wider paper between two pieces was made as narrow as this in the strip
 * @x0: (inout): where the character begins in the picture
 * @x1: (inout): where it ends
 *
 * A character does not reach over paper that was left out. What tesseract says of its ends is rough, and a figure lost behind such
 * a gap would look as if it were read.
 */
void gj_ocr_strip_end_at_gaps (const GArray *pieces, const GArray *from, double middle, int most, int *x0, int *x1);

/**
 * gj_ocr_strip_has_rims:
 * @lightest: gray level that much of a line is as light as
 * @paper: of its page
 * @contrast: of its page, gray levels
 *
 * A scanner that sharpens leaves print in rims lighter than paper; between two bars paper looks like a third then (二 -> 三).
 *
 * Returns: whether a line is in such rims.
 */
gboolean gj_ocr_strip_has_rims (int lightest, int paper, int contrast);

/** gj_ocr_strip_take_rims_off: makes what is lighter than @paper in @canvas, 8 bits, as dark as that. */
void gj_ocr_strip_take_rims_off (PIX *canvas, int paper);
