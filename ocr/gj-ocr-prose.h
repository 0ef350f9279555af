/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-engine.h"
#include "ocr/gj-ocr-grid.h"

/**
 * gj_ocr_read_prose:
 * @grids: (element-type GjOcrGrid): left out
 * @symbols: (element-type GjOcrSymbol): what was read, pixels of the picture, in reading order
 *
 * Reads the text above, between and below the tables with tesseract's block mode, bounded in
 * time and length, with a second try on an evened picture when the first makes no sense.
 */
void gj_ocr_read_prose (GjOcrEngine *chinese, const GjOcrPicture *picture, GPtrArray *grids, GArray *symbols);
