/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "normalize/gj-bands.h"

/* Figures of tables that no rules show: the cells of a band, one for each column. Lines are those of
 * gj_segment_lines(); [@first, @end) those of the table on one page. */

/** gj_borderless_add_values: adds the cells of @band to @grid as row @row, columns 1 to @n. Figures that may be
 * parts of several are unread or doubtful. Returns: TRUE if there are as many figures as columns and yet not one in each: the
 * cells have them in their order then, doubtful, and other rows can hardly be right. */
gboolean gj_borderless_add_values (GjGrid *grid, GPtrArray *lines, guint first, guint end, const GjBand *band,
                                   const GjStretch *columns, guint n, guint row);

/** gj_borderless_doubt_strays: a figure between the @bands (of GjBand, rows 1 and on of @grid) is in no cell: the nearest one
 * of its column, which may hold the rest of it, is unread. Returns: whether there is any figure in no band, of a row
 * that was not found. */
gboolean gj_borderless_doubt_strays (GjGrid *grid, GPtrArray *lines, guint first, guint end, const GArray *bands,
                                     const GjStretch *columns, guint n);

/** gj_borderless_unread_overlaps: makes blank cells of @grid unread that reach into another row's cell of their column with something in it,
 * which may be theirs. Row 0 is the header, column 0 the labels. */
void gj_borderless_unread_overlaps (GjGrid *grid);
