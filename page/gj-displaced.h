/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "page/gj-page.h"

/** gj_page_doubt_displaced: a cell of @grid, on @page, that holds what may be two figures, beside one without any: the second may be that one's,
 * pushed over the rule. Both are doubtful; so is a cell without any at the grid's side if one stands there outside. @held: the glyphs (GjGlyph) in each cell, in reading order, NULL: none. */
void gj_page_doubt_displaced (const GjPage *page, GjGrid *grid, GArray *const *held);
