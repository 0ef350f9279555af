/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "normalize/gj-bands.h"

/* Figures of tables that no rules show: the cells of a band, one for each column. Lines are those of
 * gj_segment_lines(); [@first, @end) those of the table on one page. */

/** gj_borderless_column_reach: from where (@x0, points) to where (@x1) what stands in a row belongs to column @q of the @n
 * @columns: half way to the neighbours. Figures set right or left need not stand below the middle of their header: the
 * outer columns reach as far as the inner ones. */
void gj_borderless_column_reach (const GjStretch *columns, guint n, guint q, double *x0, double *x1);

/** gj_borderless_add_values: adds the cells of @band to @grid as row @row, columns 1 to @n. Figures that may be
 * parts of several are unread or doubtful. */
void gj_borderless_add_values (GjGrid *grid, GPtrArray *lines, guint first, guint end, const GjBand *band,
                               const GjStretch *columns, guint n, guint row);

/** gj_borderless_doubt_strays: a figure between the @bands (of GjBand, rows 1 and on of @grid) is in no cell: the nearest one
 * of its column, which may hold the rest of it, is unread. */
void gj_borderless_doubt_strays (GjGrid *grid, GPtrArray *lines, guint first, guint end, const GArray *bands,
                                 const GjStretch *columns, guint n);
