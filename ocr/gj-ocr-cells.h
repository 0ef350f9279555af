/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-engine.h"
#include "ocr/gj-ocr-grid.h"
#include "ocr/gj-ocr-phrase.h"
#include "ocr/gj-ocr-picture.h"

/**
 * gj_ocr_read_cells:
 * @chinese: reads labels
 * @digits: reads figures
 * @grids: (element-type GjOcrGrid): their cells get kind, text and reading
 */
void gj_ocr_read_cells (GjOcrEngine *chinese, GjOcrEngine *digits, const GjOcrPhrases *phrases,
                        const GjOcrPicture *picture, GPtrArray *grids);

/**
 * gj_ocr_look_at_cell:
 * @cell: gets its kind, and its text if it is empty or holds dashes only
 * @writings: (element-type GjOcrWriting): its ink is appended, for gj_ocr_read_figures()
 */
void gj_ocr_look_at_cell (const GjOcrPicture *picture, GjOcrCell *cell, GArray *writings);

/**
 * gj_ocr_settle_small_strokes:
 * @writings: (element-type GjOcrWriting): of all cells of a page, as gj_ocr_look_at_cell() made them
 *
 * Hyphens of small print are few pixels, and hardly flatter than dirt. But dirt is not alike in many cells: what is becomes a dash.
 */
void gj_ocr_settle_small_strokes (const GjOcrPicture *picture, GArray *writings);
