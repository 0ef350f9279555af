/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-engine.h"
#include "ocr/gj-ocr-lines.h"

/**
 * gj_ocr_percent_check:
 * @gray: 8 bits, dark on light
 * @line: a line of text in it
 * @symbols: (element-type GjOcrSymbol): of @line; changed
 *
 * tesseract sees digits in the rings of a percent sign: 95.59% or 95.5%6 for 95.5%, 95.596 for the same. How many digits there are, and
 * that a sign as wide as 「%」 ends the number, the ink says: where what was read does not fit it, and the number with a plain sign does, that
 * one is taken.
 */
void gj_ocr_percent_check (PIX *gray, const GjOcrTextLine *line, GArray *symbols);
