/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-ink.h"

/*
 * What the distances between digits say: digits of one number stand at even distances, and a point or a comma
 * takes room. Pitches are twice the distance between the middles of two neighbours, in pixels; by the height of
 * their line they hold at every size.
 */

#define GJ_OCR_SAME_PITCH 0.3 /* part by which distances between digits differ: they are of different widths */

/** gj_ocr_spacing_pitches: @least and @most (out) pitch of digits of @line beside each other. Returns: FALSE if there are none. */
gboolean gj_ocr_spacing_pitches (const GjOcrInkLine *line, int *least, int *most);

/**
 * gj_ocr_spacing_is_wide:
 * @least_digits: fewer prove nothing; a number has only one point, so three are proof
 * @pitch: (out): their pitch by the height of @line
 *
 * Returns: whether @line is written in full-width or spaced digits, at one distance.
 */
gboolean gj_ocr_spacing_is_wide (const GjOcrInkLine *line, guint least_digits, double *pitch);

/**
 * gj_ocr_spacing_find_marks:
 * @line: gets a mark where a point is found
 * @wide: pitch by the height at which digits stand wide on this page, 0: they do not
 *
 * A point of small print is no larger than a speck, and dropped with the dirt. Where two digits stand so far apart
 * that there is room for one, a dark spot on their common foot with nothing else around it is a point. A point with a
 * tail, however faint, is a comma; a high one without tail only where three digits follow.
 */
void gj_ocr_spacing_find_marks (const GjOcrPicture *picture, GjOcrInkLine *line, double wide);

/**
 * gj_ocr_spacing_is_even:
 * @wide: as of gj_ocr_spacing_find_marks()
 *
 * Returns: FALSE where two digits of @line are farther apart than the others without a sign between them: a point may
 * have been lost to both readers.
 */
gboolean gj_ocr_spacing_is_even (const GjOcrPicture *picture, const GjOcrInkLine *line, double wide);
