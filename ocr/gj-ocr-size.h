/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-figures.h"
#include "ocr/gj-ocr-grid.h"

/**
 * gj_ocr_size_doubt: makes figures doubtful of which a digit is clearly higher or lower than nearly all others of their grid.
 * @writings: (element-type GjOcrWriting): of the cells of @grid, and maybe of others
 *
 * A table is printed in one size. A digit of another one is of a stamp or written by hand, has something on top of it, or the scanner
 * lost or repeated lines of it.
 */
void gj_ocr_size_doubt (const GjOcrGrid *grid, const GArray *writings);
