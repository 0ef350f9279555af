/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-rules.h"

/**
 * gj_ocr_rows_complete:
 * @picture: the page, flat
 * @rules: its rules, pieces joined; those it lacks are added and drawn into its ink
 *
 * Finds rules across that did not survive the scan between upright ones that did: where upright rules end inside a table; where
 * specks of a rule stand in line over several columns; and between lines of figures that no rule parts. The last are only
 * supposed: see #GjOcrRules.supposed. A table that lacks only such rules, and no more than two, is left alone, and
 * so is a picture with noise, where specks say nothing.
 */
void gj_ocr_rows_complete (const GjOcrPicture *picture, GjOcrRules *rules);
