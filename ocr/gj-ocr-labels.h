/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-figures.h"
#include "ocr/gj-ocr-phrase.h"

/**
 * gj_ocr_read_labels:
 * @phrases: what is expected; labels whose shape tells one of them are not shown to @chinese
 * @writings: (element-type GjOcrWriting): those of kind GJ_OCR_CELL_LABEL are read
 *
 * Reads Chinese text in cells: the lines of all cells, vertical labels too, are set side by
 * side in long lines. Sets text and confidence of the cells.
 */
void gj_ocr_read_labels (GjOcrEngine *chinese, const GjOcrPhrases *phrases, const GjOcrPicture *picture,
                         GArray *writings);
