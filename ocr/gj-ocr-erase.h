/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-rules.h"

/**
 * gj_ocr_erase_rules:
 * @picture: the page; its gray is changed
 * @rules: (element-type GjOcrRule): rules across that belong to no grid, pixels of the picture; pieces of one are in line
 *
 * Paints paper over @rules, and over the thin remains in line with them on their right: where nothing parts the columns a
 * piece of a rule looks like a dash for a figure, and print that touches a rule is no character. A stroke that stands on
 * a rule keeps its own part, and one that crosses it stays whole.
 */
void gj_ocr_erase_rules (GjOcrPicture *picture, const GArray *rules);

/**
 * gj_ocr_erase_grid:
 * @picture: the page; its gray is changed
 * @across: (element-type GjOcrRule): rules across of one table, pixels of the picture
 * @upright: (element-type GjOcrRule): its upright rules
 *
 * Paints paper over all rules of a table that is to be read as if it had none, as gj_ocr_erase_rules() does, but not beyond them.
 */
void gj_ocr_erase_grid (GjOcrPicture *picture, const GArray *across, const GArray *upright);

/** gj_ocr_erase_across: the same for lines across that run through cells of a table. */
void gj_ocr_erase_across (GjOcrPicture *picture, const GArray *across);

/** gj_ocr_is_painted: whether an upright rule or a streak was painted over on or beside the ink in @box: it may have been the stroke
 * of a digit. */
gboolean gj_ocr_is_painted (const GjOcrPicture *picture, const GjOcrRect *box);
