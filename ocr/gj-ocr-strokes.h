/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-rules.h"

/**
 * gj_ocr_rules_drop_packed:
 * @rules: the rules of a page, before those that meet none are dropped
 *
 * Where rows are no higher than their print, strokes of characters run from one rule across to the next, as walls between cells do.
 * Short upright rules with print close by on both sides, and touched by it, in every row that they pass, are such strokes: they are taken
 * out of @rules.
 */
void gj_ocr_rules_drop_packed (GjOcrRules *rules);

/**
 * gj_ocr_rules_drop_scattered:
 * @rules: the rules of a page, before those that meet none are dropped
 *
 * A table with rules across only has no upright ones but strokes of its labels, scattered over few rows. Where all upright rules of a page
 * with many rows are as short as strokes, and rows are left that none of them passes, all are taken out of @rules.
 */
void gj_ocr_rules_drop_scattered (GjOcrRules *rules);

/**
 * gj_ocr_rules_drop_dashes:
 * @rules: the pieces of rules of a page, before they are joined
 *
 * Long dashes in the cells of a row are in line, as the pieces of a broken rule are, but each stands in the middle between two upright rules.
 * Where most pieces between such do, they are taken out of @rules.
 */
void gj_ocr_rules_drop_dashes (GjOcrRules *rules);

/**
 * gj_ocr_rules_cut_beyond:
 * @rules: the rules of a page, numbered by tables
 *
 * Strokes of a heading that touches the last rule of a table seem to go on with strokes of the labels above it, or with walls. Where most
 * upright rules of a table end at its last rule across, those that go on beyond it are cut off there, or taken out of @rules if they are short.
 */
void gj_ocr_rules_cut_beyond (GjOcrRules *rules);
