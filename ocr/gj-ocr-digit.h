/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-private.h"

/*
 * The first reader of figures: a small network of our own that looks at one glyph at a
 * time and knows nothing of its neighbours, so that it errs in other places than
 * tesseract. Its weights (gj-ocr-digit.inc) are made by train/: digits in many free
 * fonts, degraded like scans and cut out by gj_ocr_ink_find(); nothing is taken from
 * any other model.
 */
#define GJ_OCR_DIGIT_WIDTH 14
#define GJ_OCR_DIGIT_HEIGHT 20
#define GJ_OCR_DIGIT_INPUTS (GJ_OCR_DIGIT_WIDTH * GJ_OCR_DIGIT_HEIGHT + 2)
#define GJ_OCR_DIGIT_CLASSES 11 /* 0–9, and "not a digit" */

typedef struct {
  gint8 digit, second; /* best and second best: 0–9, 10 for no digit */
  float p, p_second;   /* their probabilities */
} GjOcrDigit;

/** gj_ocr_digit_features: @glyph of @gray as the network sees it: size, contrast and paper taken out. */
void gj_ocr_digit_features (PIX *gray, const GjOcrRect *glyph, float out[GJ_OCR_DIGIT_INPUTS]);

/** gj_ocr_digit_read: reads one glyph. */
GjOcrDigit gj_ocr_digit_read (PIX *gray, const GjOcrRect *glyph);
