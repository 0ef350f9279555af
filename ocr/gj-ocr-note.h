/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-ink.h"

/**
 * gj_ocr_note_is_seconded:
 * @ink: of a cell that begins with a figure and goes on with words
 * @text: what tesseract read there: 22（其中修订16件）, 701.32万元, 5件
 *
 * Parts of characters look like digits, so the network alone cannot tell where the figure ends; @text says how many digits there are.
 *
 * Returns: whether the network sees exactly these digits at the beginning of @ink, with the point in the same place and with no
 * room for more between them, and where they end a bracket begins, or words that are no wider than those of @text: no digit
 * of the figure was lost.
 */
gboolean gj_ocr_note_is_seconded (const GjOcrPicture *picture, const GjOcrInk *ink, const char *text);

/**
 * gj_ocr_note_unit_is_whole:
 * @ink: of a column's label
 * @text: what tesseract read there
 *
 * Returns: whether @text ends in （单位：元）, and @ink has one character only between the colon and the bracket, so that no other
 * of the unit was lost.
 */
gboolean gj_ocr_note_unit_is_whole (const GjOcrPicture *picture, const GjOcrInk *ink, const char *text);

/**
 * gj_ocr_note_may_stand_before:
 * @text: a reading of a figure
 * @alternative: (nullable): another reading of it
 *
 * Returns: whether the two differ by what stands before their last digits: a word may, 减39 that was read as 41139 and as 39.
 */
gboolean gj_ocr_note_may_stand_before (const char *text, const char *alternative);
