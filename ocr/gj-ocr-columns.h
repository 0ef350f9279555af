/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-walls.h"

/** gj_ocr_columns_complete: finds columns of a broken table whose rules are all but gone: where two rows, one below the other,
 * leave the same gap between print, a rule stood in it. Adds them to @xs. */
void gj_ocr_columns_complete (const GjOcrRules *rules, GjOcrLines *xs, const GjOcrLines *ys);
