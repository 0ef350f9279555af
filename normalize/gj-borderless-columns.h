/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "normalize/gj-bands.h"

/* The columns of a table without vertical rules, and its header. Everywhere @lines are GjSegmentLine, of which [first, end)
 * are looked at; @columns are from left to right, in points. */

#define GJ_MAX_CLUSTERS 64

/** gj_columns_of_figures: stretches of figures that overlap are a column; those of fewer than @least figures are strays.
 * @out: room for GJ_MAX_CLUSTERS. Returns: how many there are. */
guint gj_columns_of_figures (GPtrArray *lines, guint first, guint end, guint least, GjStretch *out);

/** gj_columns_of_header: columns by the pieces of the leaves' labels: for tables whose figures leave columns empty. Labels may
 * have spaces between their letters: the first width of a gap that gives @wanted columns is taken. */
gboolean gj_columns_of_header (GPtrArray *lines, guint first, guint end, guint table, guint wanted, GjStretch *out);

/** gj_columns_find: the @n columns of table 三, whose first figures stand at @figures: by its figures, on scans by those of
 * one page; or by the labels above them, where columns are empty throughout. FALSE if there are not as many. */
gboolean gj_columns_find (GPtrArray *lines, guint first, guint end, guint figures, guint n, GjStretch *out);

/** gj_columns_of_page: scanned pages lie as they were put in: the columns of a page are its own, where its figures show all
 * of them, or those of @columns moved to where its figures are. Other pages have @columns. */
void gj_columns_of_page (GPtrArray *lines, guint first, guint end, const GjStretch *columns, guint n, GjStretch *out);

/** gj_column_reach: where column @q ends: half way to its neighbours; the outer columns reach as far as the inner ones, as
 * figures set right or left need not stand below the middle of their header. */
void gj_column_reach (const GjStretch *columns, guint n, guint q, double *x0, double *x1);

/** gj_columns_add_header: adds to row @row of @grid, for every column, the text that stands over it, without that of
 * groups of columns. */
void gj_columns_add_header (GjGrid *grid, GPtrArray *lines, guint first, guint end, guint table,
                            const GjStretch *columns, guint n, guint row);

/** gj_columns_add_groups: adds the labels of groups of columns to row 0 of @grid. */
void gj_columns_add_groups (GjGrid *grid, GPtrArray *lines, guint first, guint end, guint table,
                            const GjStretch *columns, guint n);

/** gj_lines_end_of_page: the end of those of [@first, @end) that are on the page of the first. */
guint gj_lines_end_of_page (GPtrArray *lines, guint first, guint end);
