/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-digit.h"

/*
 * The digits of one page, which are of one font and were scanned alike. What a figure's digits are is told from the means of those
 * of which both readers are sure: it settles what the network, which knows a hundred fonts, finds a little odd.
 */
typedef struct {
  guint n[10];
  float sum[10][GJ_OCR_DIGIT_INPUTS - 2];
} GjOcrKin;

/** gj_ocr_kin_add: @glyph of @gray is @digit beyond doubt. */
void gj_ocr_kin_add (GjOcrKin *kin, PIX *gray, const GjOcrRect *glyph, int digit);

/**
 * gj_ocr_kin_is:
 * @kin: the page's digits
 * @glyph: of @gray
 * @digit: what the network takes it for
 *
 * Returns: whether @glyph is as like @digit as others of the page are, and much less like any other. FALSE where the page has too few.
 */
gboolean gj_ocr_kin_is (const GjOcrKin *kin, PIX *gray, const GjOcrRect *glyph, int digit);
