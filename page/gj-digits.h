/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "page/gj-page.h"

/* Digits in one cell that are not one figure. Glyphs are in the order of reading. */

/** gj_digits_are_neighbours: whether @a and @b are digits whose middles are at most @high apart. */
gboolean gj_digits_are_neighbours (const GjGlyph *a, const GjGlyph *b, double high);

/** gj_digits_have_note_mark: whether a small raised or lowered digit stands beside a large one, or a raised one as large: the mark of a
 * note, no part of the figure. */
gboolean gj_digits_have_note_mark (const GjGlyph *glyphs, guint n);

/** gj_digits_are_uneven: whether digits are printed over each other, so far apart on one line that they are two numbers, or far behind a
 * point. Wide spacing is even. */
gboolean gj_digits_are_uneven (const GjGlyph *glyphs, guint n);

/** gj_digits_are_overprinted: whether another character stands over a digit, as strokes and crosses are typed. */
gboolean gj_digits_are_overprinted (const GjGlyph *glyphs, guint n);

/** gj_digits_lie_down: whether digits of a text layer lie on their sides, as they do where a cell's text was turned: which of them is the
 * first is open. */
gboolean gj_digits_lie_down (const GjPage *page, const GjGlyph *glyphs, guint n);

/** gj_digits_go_on_in_ink: whether a shape or a small picture stands beside a digit on its line, or a stroke before the first, or an upright one: a part of the
 * figure is drawn and not written. */
gboolean gj_digits_go_on_in_ink (const GjPage *page, const GjGlyph *glyphs, guint n);

typedef enum {
  GJ_STRUCK_NOT,
  GJ_STRUCK_WHOLE, /* a slanted stroke goes through the figure */
  GJ_STRUCK_PARTLY /* through some of the digits, or between them: what is left of them is not told */
} GjStruck;

/** gj_digits_struck: whether a slanted stroke goes through the digits. */
GjStruck gj_digits_struck (const GjPage *page, const GjGlyph *glyphs, guint n);
