/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-private.h"

/* A line that the scanner drew over the whole page: [from, to) across, pixels of the picture as given. */
typedef struct {
  int from, to;
  gboolean upright;
} GjOcrStreak;

/**
 * gj_ocr_streaks_lift:
 * @gray: 8 bits, the picture as given; changed
 * @dpi: its resolution
 *
 * Finds dark lines of a few pixels that run straight over the page from one blank margin to the other, as dirt on the glass of a
 * sheet-fed scanner draws them, and paints over each what lies beside it. No rule of a table goes so far.
 *
 * Returns: (transfer full) (nullable): of GjOcrStreak; NULL if there are none.
 */
GArray *gj_ocr_streaks_lift (PIX *gray, double dpi);

/** gj_ocr_streak_crosses: whether a streak ran over @box of @picture, or beside it: what was read there is not sure. */
gboolean gj_ocr_streak_crosses (const GjOcrPicture *picture, const GjOcrRect *box);

/**
 * gj_ocr_streak_redraw:
 * @gray: of @picture, or a copy; changed
 * @streak: one of @picture
 * @box: pixels of @picture
 *
 * Draws @streak again where it ran over @box from its top to its foot: what was taken off there may have been a rule as well.
 *
 * Returns: whether it ran so.
 */
gboolean gj_ocr_streak_redraw (PIX *gray, const GjOcrPicture *picture, const GjOcrStreak *streak, const GjOcrRect *box);
