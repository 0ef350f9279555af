/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "normalize/gj-rows.h"

/**
 * gj_row_has_form_header:
 * @table: GJ_TABLE_…
 * @items: the form's @n columns of @table with figures
 *
 * Returns: whether the cells above the last @n of @row are merged as the form's header of @table is: each of its groups, two or more, over
 * its own columns. No other table is.
 */
gboolean gj_row_has_form_header (const GjForm *form, guint table, const GjRow *row, const int *items, guint n);

/** gj_form_shape_mark: tells the grids of @rows on scanned pages that are table 三 by the shape of their header alone, and those that go on with
 * it on the pages behind, where no label of them can be read (GjGrid.recovered). @items: the form's @n columns with figures. */
void gj_form_shape_mark (const GjForm *form, GPtrArray *rows, const int *items, guint n);

/** gj_form_shape_read_disclosure: reads table 二 of a scan of whose labels nothing can be read, by the number of cells in its rows: that of the
 * form's headers and rows one after another. Its figures are doubtful. Returns: whether it was found. */
gboolean gj_form_shape_read_disclosure (GjReport *report, GPtrArray *rows);

/** gj_row_is_of_review: whether @row has a figure in each of more cells than rows of table 三, which have @n figures, and no label: it is that of
 * table 四, whose header a page break may have cut beyond recognition. */
gboolean gj_row_is_of_review (const GjRow *row, guint n);
