/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "page/gj-page.h"

/** gj_page_turn_upright: turns @page, of a text layer, so that its running text goes from left to right; to_display leads back.
 * @before: quarter turns of the page before this one, by which one with few words goes. Returns: those of this one.
 * Boxes of text that poppler took for turned another way are set right. */
guint gj_page_turn_upright (GjPage *page, guint before);
