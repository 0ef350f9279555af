/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-rules.h"

/** gj_ocr_print_crosses: whether print runs on over [@from, @to) of a line at @pos, as the text of one cell does and that of two
 * keeps off it. */
gboolean gj_ocr_print_crosses (const GjOcrRules *rules, gboolean horizontal, int pos, int from, int to);

/** gj_ocr_print_is_in: whether there is more than a speck in @box, its edges left out. */
gboolean gj_ocr_print_is_in (const GjOcrRules *rules, const GjOcrRect *box);
