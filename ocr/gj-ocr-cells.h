/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-engine.h"
#include "ocr/gj-ocr-grid.h"

/**
 * gj_ocr_read_cells:
 * @chinese: reads labels
 * @digits: reads figures
 * @grids: (element-type GjOcrGrid): their cells get kind, text and reading
 */
void gj_ocr_read_cells (GjOcrEngine *chinese, GjOcrEngine *digits, const GjOcrPicture *picture, GPtrArray *grids);
