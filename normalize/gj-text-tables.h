/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "normalize/gj-report.h"

/*
 * Tables in extracted text: no geometry, only the order of what was printed. They
 * become loose grids (GjGrid.loose); their lines leave page->lines.
 */

/** gj_text_delimited_unfold: rows of values with commas, semicolons or tabs between them, some in quotes, lists in brackets, and printed
 * data frames become rows of markdown pipes. Lines without words of a form stay. */
void gj_text_delimited_unfold (GjPage *page);

/** gj_text_pipes_unfold: what other tools write with a pipe behind or between cells becomes rows of markdown pipes, or plain
 * lines, one cell a line, with "|" for an empty cell. Rows that start with a pipe stay. */
void gj_text_pipes_unfold (GjPage *page);

/** gj_text_grids_build: rows of markdown pipes and of tabs become grids. */
void gj_text_grids_build (GjPage *page);

/** gj_text_recover: finds the tables of @missing in plain lines, one cell or one row a line, labels wrapped over lines.
 * Returns: whether any grid was added. */
gboolean gj_text_recover (GjPage *page, const gboolean missing[GJ_N_TABLES]);

/** gj_text_is_cell_a_line: whether the figures in lines [@first, @end) of @page, those of a table with @n columns, stand one a
 * line, some with spaces between all of their digits. */
gboolean gj_text_is_cell_a_line (const GjPage *page, guint first, guint end, guint n);

/** gj_text_join_digits: makes one figure of each line of [@first, @end) that has nothing but digits with spaces between them. */
void gj_text_join_digits (GjPage *page, guint first, guint end);

/** gj_text_header_columns: the labels of table 四 where a line's words stand over those of the next. Lines [@first, @row) of
 * @page are its header, line @row its @n figures. Returns: (transfer full) (nullable): of char*, the groups from left to
 * right, then the label of each figure; NULL if places do not give a label of the form to each. */
GPtrArray *gj_text_header_columns (const GjPage *page, guint first, guint row, guint n);

/** gj_text_header_proof: what lines [@first, @end) of @page, the header of table 三, show about the order of its columns.
 * Its rows are in lines [@end, @last). Tools that
 * sort by places put the lines of labels that wrap between each other's, and a label of one line before those of two: then the
 * order of words is not that of columns. */
GjHeaderProof gj_text_header_proof (const GjPage *page, guint first, guint end, guint last);
