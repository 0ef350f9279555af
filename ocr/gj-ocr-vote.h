/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-engine.h"

/* Confidence of a character that no other reading of its line supports, and of one that not all of them do. */
#define GJ_OCR_ALONE 30
#define GJ_OCR_MOST 70

/**
 * gj_ocr_align:
 * @a, @b: (element-type GjOcrSymbol): two readings of one line; what is behind the first 200 symbols is not looked at
 * @match: (out caller-allocates) (nullable): for each symbol of @a the index of the one of @b that stands for it, or -1
 *
 * Returns: their edit distance
 */
guint gj_ocr_align (const GArray *a, const GArray *b, int *match);

/**
 * gj_ocr_vote:
 * @readings: (element-type GArray of GjOcrSymbol): 3 or more readings of one line
 *
 * Takes the reading that is nearest to the others, and in it for each character what most readings say there. Nothing comes
 * out that no reading has. The confidence says how far they agree.
 *
 * Returns: (transfer full) (element-type GjOcrSymbol)
 */
GArray *gj_ocr_vote (GPtrArray *readings);
