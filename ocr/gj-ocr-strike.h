/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-grid.h"

/**
 * gj_ocr_strikes_lift:
 * @picture: the page; its gray is changed
 * @grids: (element-type GjOcrGrid): its tables, before their cells are read
 *
 * Some producers break a page in a row and draw a rule of the header, which they repeat, through its figures. A thin straight line from side to
 * side of several cells beside each other, away from their borders, is painted over with paper but for the strokes that cross it. What such
 * cells hold becomes #GjOcrCell.supposed: a dash may have gone with the line, and it may have been drawn to take the figures back.
 */
void gj_ocr_strikes_lift (GjOcrPicture *picture, GPtrArray *grids);
