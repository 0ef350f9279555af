/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-walls.h"

/**
 * gj_ocr_rows_adopt:
 * @rules: of a page whose rules are broken
 * @xs, @ys: the lines of a table, two at least in each direction; lines are added to @ys
 *
 * Adds rows whose rule meets no other, but of which a quarter is left in line within the table.
 */
void gj_ocr_rows_adopt (const GjOcrRules *rules, const GjOcrLines *xs, GjOcrLines *ys);

/** gj_ocr_ends_adopt: the same for a first or last row of @table: more must be left of its rule, and it is no higher than others. */
void gj_ocr_ends_adopt (const GjOcrRules *rules, int table, const GjOcrLines *xs, GjOcrLines *ys);

/** gj_ocr_columns_adopt: the same for columns of one row, as table 二 has where a page cuts it: a stroke that stands alone between figures
 * and runs into a rule above or below. Lines are added to @xs. */
void gj_ocr_columns_adopt (const GjOcrRules *rules, GjOcrLines *xs, const GjOcrLines *ys);
