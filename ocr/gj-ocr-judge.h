/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-digit.h"
#include "ocr/gj-ocr-ink.h"

/**
 * gj_ocr_judge:
 * @picture: the page
 * @ink: what geometry made of a cell; its glyphs are cut where digits touch, joined where they are pieces of one, and rid of specks
 *
 * Asks the network of digits whether @ink can be a figure.
 *
 * Returns: the least probability that a glyph in @ink which is no sign is a digit, 0 if there is none; 0.4 where one of several digits
 * is too damaged to be known.
 */
double gj_ocr_judge (const GjOcrPicture *picture, GjOcrInk *ink);

/**
 * gj_ocr_judge_glyph:
 * @i: a full glyph of @line
 *
 * Returns: what the network takes the glyph for; where that is no digit, a 0 if it is two strokes as far apart as the sides of one, a 1 if it is one upright stroke, of a probability that confirms
 * nothing, or the second best if noise may have damaged that.
 */
GjOcrDigit gj_ocr_judge_glyph (const GjOcrPicture *picture, const GjOcrInkLine *line, guint i);

/** gj_ocr_judge_has_digit: whether the network by itself knows a digit in @ink, which else may be strokes of anything. */
gboolean gj_ocr_judge_has_digit (const GjOcrPicture *picture, const GjOcrInk *ink);

/** gj_ocr_judge_split: takes glyphs of @line apart that are touching digits. */
void gj_ocr_judge_split (PIX *gray, GjOcrInkLine *line);
