/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-private.h"

/*
 * The characters that a wrapped title or paragraph leaves for its last line. Nothing beside them says what belongs together:
 * the parts of 告 are two pieces, and by the size of the page's lines a title's last character would be two lines.
 * What says it is the line above.
 */

/**
 * gj_ocr_lone_join:
 * @pieces: (element-type GjOcrRect): runs of ink, as smeared along lines; in any unit of pixels
 * @em: the usual height of the page's lines
 *
 * Joins parts of characters that stand one above the other below the end of a line, where no more than a character of that
 * line's height comes of it. A part that was joined to another is left empty.
 */
void gj_ocr_lone_join (GArray *pieces, int em);

/** gj_ocr_lone_is_large: whether @r, narrow, is as high as a line close above it: no two lines, but characters of a title. */
gboolean gj_ocr_lone_is_large (const GArray *pieces, const GjOcrRect *r, int em);
