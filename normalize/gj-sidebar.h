/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "page/gj-page.h"

/** gj_sidebar_drop: removes from @glyphs, the GjGlyphs of @page outside its tables, in any order, what a column beside the text
 * says: the navigation of a web page that was printed. It is told by what stands beside it: short lines without a sentence,
 * six or more, with the lines of wide text next to them and nothing that crosses the gap between. */
void gj_sidebar_drop (const GjPage *page, GArray *glyphs);
