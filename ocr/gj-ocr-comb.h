/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-rules.h"

#define GJ_OCR_FEW_TEETH 3 /* upright, of a row of table 二: its sides and a rule between them */

/**
 * gj_ocr_comb_add:
 * @rules: the pieces of rules of a page
 *
 * A page break may leave a lone row of table 四, cut open, on its page: its upright rules are shorter than strokes of characters may be. They
 * are added where twelve or more stand on one long rule across, or hang from it, from end to end of it, all of one length; or
 * three, a row of table 二, where no other upright rule meets that one.
 */
void gj_ocr_comb_add (GjOcrRules *rules);
