/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-grid.h"

/**
 * gj_ocr_under_part:
 * @picture: the page
 * @grids: (element-type GjOcrGrid): its tables, before their cells are read
 *
 * Parts cells at the foot of a wide table in which a figure stands under its label, because the rule between header and figures did
 * not survive the scan: table 四 is a header above one row of figures. Where the rule is seen in other columns it goes on through
 * these; where it is gone from all of them, the white between labels and figures is where it was. The network of digits tells figures
 * from labels. A cell in which nothing stands below the label becomes #GjOcrCell.supposed: nothing shows that it is blank.
 */
void gj_ocr_under_part (const GjOcrPicture *picture, GPtrArray *grids);
