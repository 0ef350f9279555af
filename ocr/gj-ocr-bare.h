/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-figures.h"

/* Figures outside grids: those of tables without rules, or with rules across only. */

typedef struct {
  GArray *cells;    /* of GjOcrCell: one for each figure or dash, with what its readers say; in no grid */
  GArray *writings; /* of GjOcrWriting: their ink */
  GArray *ink;      /* of GjOcrRect: every piece of ink outside grids */
} GjOcrBare;

void gj_ocr_bare_free (GjOcrBare *bare);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GjOcrBare, gj_ocr_bare_free)

/**
 * gj_ocr_bare_find:
 * @picture: the page
 * @grids: (element-type GjOcrGrid): its ruled tables, which are left out
 *
 * Finds words of ink that look like a figure or a dash and have nothing but such words to their right: in the tables of
 * the forms labels stand at the left, and prose goes on. Geometry and the network of digits decide; what is no figure to
 * them is left to the reader of lines.
 *
 * Returns: (transfer full)
 */
GjOcrBare *gj_ocr_bare_find (const GjOcrPicture *picture, GPtrArray *grids);

/** gj_ocr_bare_places: the ink of such figures anywhere on the page, in grids too. Pieces of ink that are higher or wider than a
 * figure, as rules are, are not looked at. Returns: (transfer full): of GjOcrRect. */
GArray *gj_ocr_bare_places (const GjOcrPicture *picture);

/** gj_ocr_bare_read: reads the figures of @bare with both readers, as those of cells are read. */
void gj_ocr_bare_read (GjOcrEngine *digits, const GjOcrPicture *picture, GjOcrBare *bare);

/** gj_ocr_bare_symbols: appends the characters of @bare to @symbols (element-type GjOcrSymbol), row by row. */
void gj_ocr_bare_symbols (const GjOcrBare *bare, GArray *symbols);

/**
 * gj_ocr_bare_unread:
 * @symbols: (element-type GjOcrSymbol): all that was read outside grids
 *
 * Returns: (transfer full) (element-type GjOcrRect): ink that is part of no character: what looks blank there is not.
 */
GArray *gj_ocr_bare_unread (const GjOcrBare *bare, const GArray *symbols);
