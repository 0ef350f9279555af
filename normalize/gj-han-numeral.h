/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "page/gj-page.h"

/** gj_han_numeral_parse: the number that @text, nothing but Chinese numerals and spaces, stands for (零, 十二, 一百零三, 二〇二四, 壹拾);
 * −1 if it is none, or may be read in two ways (一百三). */
gint64 gj_han_numeral_parse (const char *text);

/** gj_han_numerals_read: writes the figures in @grid that are Chinese numerals with digits; what is printed stays in
 * GjGridCell.printed. Figures stand behind words, or alone in a row of many. A grid whose only numeral is 一 is left alone:
 * that may be a dash. */
void gj_han_numerals_read (GjGrid *grid);
