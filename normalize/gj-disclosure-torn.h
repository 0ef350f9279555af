/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "normalize/gj-disclosure-header.h"

/* Rows of table 二 that a page break or a tool that extracted text tore apart, or joined. */

/** gj_text_starts_with_figure: whether digits stand right before words: a figure that was written together with what follows its row. */
gboolean gj_text_starts_with_figure (const char *text);

/** gj_row_is_cut_below: whether figures without a label begin the page behind row @i of @rows (of GjRow), its page's last: a figure that
 * wraps was cut. */
gboolean gj_row_is_cut_below (const GPtrArray *rows, guint i);

/** gj_row_is_short: extracted text: a row with blanks that has fewer cells than @header (nullable) lost one, or two of its figures stand in
 * one cell. */
gboolean gj_row_is_short (const GjRow *row, const GjRow *header, const GjHeader *h, const GjCandidate *c);

/** gj_row_cells_once: the cells of @row of extracted text, without those that a tool repeated: a cell merged over two columns is printed in
 * both, and so is its label in @header (nullable). Returns: (transfer full): of GjGridCell. */
GPtrArray *gj_row_cells_once (const GjRow *row, const GjRow *header);

/** gj_text_is_lone_figure: whether @text is nothing but figures and marks. */
gboolean gj_text_is_lone_figure (const char *text);

/** gj_row_is_torn_off: whether @row of extracted text has figures and no label: pieces of those of its neighbours. "1," is one that wraps.
 * @text: it has words. */
gboolean gj_row_is_torn_off (const GjRow *row, gboolean text);

/** gj_text_is_heading_behind_figure: whether @text is the heading of a section behind a figure that was written together with it. */
gboolean gj_text_is_heading_behind_figure (const char *text);
