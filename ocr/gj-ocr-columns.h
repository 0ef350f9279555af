/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-walls.h"

/** gj_ocr_columns_complete: finds columns of a broken table whose rules are all but gone: where two rows, one below the other,
 * leave the same gap between print, a rule stood in it. Adds them to @xs. */
void gj_ocr_columns_complete (const GjOcrRules *rules, GjOcrLines *xs, const GjOcrLines *ys);

/**
 * gj_ocr_columns_drop_irregular:
 * @xs: the lines between columns of a broken table
 * @ys: the lines between its rows
 *
 * Where long lines of a table part columns of one width, or several such, a short one away from where the next would be is a stroke of
 * labels: it is taken out of @xs, if nothing is left of it beside the figures of a low table's last row, or next to nothing in a high table.
 */
void gj_ocr_columns_drop_irregular (const GjOcrRules *rules, GjOcrLines *xs, const GjOcrLines *ys);

/** gj_ocr_is_rest_of_column: whether what is inked at @x in row [@y0, @y1) is what is left of a rule between two columns: thin, alone, with
 * room on both sides, and it runs into the rule above or below. */
gboolean gj_ocr_is_rest_of_column (const GjOcrRules *rules, int x, int y0, int y1);
