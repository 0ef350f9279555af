/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "normalize/gj-bands.h"

/*
 * Where no rules part cells, a 0 in the middle of what looks blank may be one for all of it: a merged cell.
 */

/* What looks blank in a table, over all its pages. */
typedef struct {
  GPtrArray *planes;
  guint group;
} GjBlanks;

/** gj_blanks_new: for a table of whose columns each @group-th is that of totals. Free with gj_blanks_clear(). */
GjBlanks gj_blanks_new (guint group);
void gj_blanks_clear (GjBlanks *blanks);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GjBlanks, gj_blanks_clear)

/** gj_blanks_add: rows of @grid from @first_row on, those of @bands (GjBand), and columns 1 to @n, the next page of the table;
 * no cell may be added to @grid any more. @lines [@first, @end): those of the table on the page, which must outlive @blanks; @columns: where its
 * figures stand, in points. */
void gj_blanks_add (GjBlanks *blanks, GjGrid *grid, GPtrArray *lines, guint first, guint end, const GjStretch *columns,
                    guint n, guint first_row, const GArray *bands);

/** gj_blanks_judge: blanks in whose middle a 0 stands (or at whose edge, where the table's figures stand at the edges of their
 * cells) become unread, unless hardly any blank is such: then the table prints blanks, and that one stands beside a 0 is chance.
 * Where many are, so do the others: a merged cell may go over a page's edge. */
void gj_blanks_judge (const GjBlanks *blanks);
