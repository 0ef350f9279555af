/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-engine.h"
#include "ocr/gj-ocr-lines.h"

/* A column where a character may end, and how much ink is cut there, parts of the line's height. */
typedef struct {
  int x;
  double ink;
} GjOcrColumn;

/**
 * gj_ocr_shape_columns:
 * @gray: 8 bits, dark on light
 * @box: a line of text in it, not empty
 *
 * Returns: (transfer full) (element-type GjOcrColumn): columns with less ink than those beside them, of a gap its two ends and its
 * middle; the first and the last are the ends of @box.
 */
GArray *gj_ocr_shape_columns (PIX *gray, const GjOcrRect *box);

/**
 * gj_ocr_shape_cut:
 * @gray: 8 bits, dark on light
 * @line: a line of text in it
 * @symbols: (element-type GjOcrSymbol): what tesseract read there, whose boxes need not be right
 * @cuts: (out) (array): room for one more than @symbols; where they begin and end, pixels
 *
 * Parts a line into its characters: cuts where little ink is, so that Chinese characters are as wide as most of them are.
 *
 * Returns: the usual width of a Chinese character, pixels; 0 if the line cannot be parted.
 */
double gj_ocr_shape_cut (PIX *gray, const GjOcrTextLine *line, const GArray *symbols, int *cuts);

/**
 * gj_ocr_shape_check:
 * @sure: confidence from which on a character is not looked at
 * @symbols: (element-type GjOcrSymbol): of @line; changed
 *
 * tesseract does not know every character of places' names, and takes common ones for them. Each Chinese character that it is not
 * sure of is compared with all of GB 2312 by its shape, without regard to what stands beside it: that makes
 * it sure, or tells another that is far more like the picture.
 */
void gj_ocr_shape_check (PIX *gray, const GjOcrTextLine *line, guint8 sure, GArray *symbols);
