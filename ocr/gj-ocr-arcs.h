/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-ink.h"

/**
 * gj_ocr_arcs_join:
 * @gray: the page
 * @line: glyphs of a line, changed
 *
 * Makes the two sides of a 0 one glyph: where a blurred page was thresholded to one bit, thin strokes at head and foot are gone and
 * what is left is (). The sides bow away from each other, which no two digits do, and the network must say that they are a 0.
 */
void gj_ocr_arcs_join (PIX *gray, GjOcrInkLine *line);
