/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-engine.h"
#include "ocr/gj-ocr-grid.h"

/**
 * gj_ocr_read_prose:
 * @grids: (element-type GjOcrGrid): left out; one that reaches into the line above or below it is cut off there
 * @figures: (nullable) (element-type GjOcrWriting): figures outside tables, left out too
 * @symbols: (element-type GjOcrSymbol): what was read, pixels of the picture, in reading order
 *
 * Reads the text above, between and below the tables line by line. A line with a character that is not sure is read again in
 * other sizes, and the readings vote: the confidence of a character tells whether they agree. Bounded in time and length.
 */
void gj_ocr_read_prose (GjOcrEngine *chinese, const GjOcrPicture *page, GPtrArray *grids, const GArray *figures,
                        GArray *symbols);
