/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-figures.h"

/**
 * gj_ocr_look_among:
 * @grid: a table
 * @writings: (element-type GjOcrWriting): what is written in its cells, and in others; changed
 *
 * In a cell among figures, which by itself looks like text, a seal or strokes of a pen lie beside the figure: one that stands in the middle with
 * paper all around is taken, in doubt, for what was left out may be a part of it.
 */
void gj_ocr_look_among (const GjOcrPicture *picture, const GjOcrGrid *grid, GArray *writings);

/**
 * gj_ocr_among_keep:
 * @at: pieces of ink in a cell, @n of them; those that are kept come first
 * @w, @h: the cell's size, pixels
 * @usual: the height of figures
 *
 * Returns: how many of the pieces make one figure in the middle of the cell, with paper all around; 0 if there is none.
 */
guint gj_ocr_among_keep (GjOcrRect *at, guint n, int w, int h, int usual);
