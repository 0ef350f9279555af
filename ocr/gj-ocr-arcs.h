/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-ink.h"

/**
 * gj_ocr_arcs_measure:
 * @picture: the page; its zero_sides are set
 *
 * Finds out how far apart the two sides of a 0 stand on a page of one bit where thin strokes at head and foot are gone, by those that
 * bow away from each other.
 */
void gj_ocr_arcs_measure (GjOcrPicture *picture);

/**
 * gj_ocr_arcs_join:
 * @line: glyphs of a line, changed
 *
 * Makes the two sides of a 0 one glyph: where a blurred page was thresholded to one bit, what is left of it is (). The sides bow away
 * from each other, which no two digits do, and the network must say that they are a 0; or they stand as far apart as such sides do on
 * the page, for which digits beside each other are too far apart. In a gray picture head and foot of a thin 0 may be too pale for ink, but not
 * gone: there the network must be sure of the whole.
 */
void gj_ocr_arcs_join (const GjOcrPicture *picture, GjOcrInkLine *line);

/** gj_ocr_arcs_are_one: whether @glyph, one, is two strokes with nothing between them that stand as far apart as the sides of a 0. */
gboolean gj_ocr_arcs_are_one (const GjOcrPicture *picture, const GjOcrRect *glyph);

/** gj_ocr_arcs_least_figure: how high a figure on the page is at least, pixels; of a 0 the ends may be lost. */
int gj_ocr_arcs_least_figure (const GjOcrPicture *picture);
