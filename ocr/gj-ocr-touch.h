/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-rules.h"

/** gj_ocr_ink_across: how thick the ink is that a piece at @pos, @horizontal or upright, runs through at @i along it: as far as @most to each side;
 * 0 if there is none. */
int gj_ocr_ink_across (PIX *ink, gboolean horizontal, int i, int pos, int most);

/**
 * gj_ocr_rules_drop_touched:
 * @rules: the pieces of rules of a page whose rules are broken
 *
 * Pieces of broken rules are as short as strokes of characters, which in a line of print join to tables of their own, and join these to others.
 * Nothing touches a rule but rules, a row or a column apart: short pieces that ink touches at more places than that are taken out.
 */
void gj_ocr_rules_drop_touched (GjOcrRules *rules);
