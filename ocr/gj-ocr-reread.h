/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-engine.h"
#include "ocr/gj-ocr-lines.h"

/**
 * gj_ocr_reread:
 * @line: of @picture
 * @em: the usual height of its lines, pixels
 * @sure: confidence from which on a character is believed
 * @sizes: (array length=2): heights of the line's ink in the strips that are read, pixels
 * @max_ms: gives up after so much CPU time a strip
 * @symbols: (element-type GjOcrSymbol): a reading of @line; where it was not sure, changed to what most readings say
 *
 * Looks again at the characters of a line that are not sure, with some of their neighbours: a fraction of what reading the whole
 * line again costs. What a second reading says counts only between neighbours that it reads as the first one did.
 *
 * Returns: FALSE, and @symbols untouched, if the unsure characters are too many, or a reading does not say where its own belong:
 * then the whole line is to be read again.
 */
gboolean gj_ocr_reread (GjOcrEngine *chinese, const GjOcrPicture *picture, const GjOcrTextLine *line, int em,
                        guint8 sure, const int sizes[2], int max_ms, GArray *symbols);

/**
 * gj_ocr_between:
 * @reading: (element-type GjOcrSymbol)
 * @again: (element-type GjOcrSymbol): another reading of the same ink
 * @from: first of a run of symbols of @reading
 * @to: the one behind it
 *
 * Returns: (transfer full) (nullable) (element-type GjOcrSymbol): what @again has between the neighbours of the run; NULL if it
 * has other neighbours.
 */
GArray *gj_ocr_between (const GArray *reading, const GArray *again, guint from, guint to);

/** gj_ocr_readings_equal: whether @a and @b (element-type GjOcrSymbol) say the same. */
gboolean gj_ocr_readings_equal (const GArray *a, const GArray *b);
