/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-grid.h"

/**
 * gj_ocr_pale_doubt:
 * @grid: a table whose cells are read
 *
 * A speck on a scanner's light, or a dead nozzle of the printer, leaves a line without print down the page: it breaks every rule that it crosses
 * at one place. Cells whose print it runs through are made doubtful, for an 8 that it cuts is a 3, and so are blank ones: a 1 may have gone
 * with it.
 */
void gj_ocr_pale_doubt (const GjOcrPicture *picture, GjOcrGrid *grid);
