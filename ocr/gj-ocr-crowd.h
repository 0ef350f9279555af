/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-grid.h"

/**
 * gj_ocr_crowd_drop:
 * @picture: the page; its gray is changed
 * @grids: (element-type GjOcrGrid): the tables of the page
 *
 * Of a picture thresholded to one bit most rules of a table may be gone without a trace, of a gray one those that are faint. What
 * the others make is no grid: figures of several rows or columns stand in one of its cells, or beside it. Such grids are taken out
 * of @grids and what is left of their rules is painted over with paper, so that the table is read as one without rules.
 */
void gj_ocr_crowd_drop (GjOcrPicture *picture, GPtrArray *grids);
