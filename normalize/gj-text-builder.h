/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "normalize/gj-report.h"

/* A grid that grows by rows. */
typedef struct {
  GjGrid *grid;
  guint row;
  guint n_in_row;
  gboolean doubtful; /* of cells added from here on */
  gboolean known;    /* a row of the form was seen */
  guint odd;         /* how often figures came without a label before them, or too many */
} GjTextBuilder;

/** gj_text_builder_start: begins a loose grid at @line. gj_text_builder_start_plain: the same for a table in lines without marks between
 * its cells. */
void gj_text_builder_start (GjTextBuilder *b, const GjLine *line);
void gj_text_builder_start_plain (GjTextBuilder *b, const GjLine *line);

/** gj_text_builder_cell: adds a cell with @text of @line to the row; what tools write for empty cells is none. */
void gj_text_builder_cell (GjTextBuilder *b, const GjLine *line, const char *text);

/** gj_text_builder_end_row: what follows is a new row. */
void gj_text_builder_end_row (GjTextBuilder *b);

/** gj_text_builder_strip: takes empty cells behind the last figure of the row away: they may fill it up. */
void gj_text_builder_strip (GjTextBuilder *b);

/** gj_text_builder_doubt_all: makes every cell doubtful. */
void gj_text_builder_doubt_all (GjTextBuilder *b);

/** gj_text_builder_finish: gives the grid to @page, unless it is empty. */
void gj_text_builder_finish (GjTextBuilder *b, GjPage *page);

/** gj_text_is_bar: whether @text is the mark of an empty cell: see gj_text_pipes_unfold(). */
gboolean gj_text_is_bar (const char *text);

/** gj_text_matches_item: whether @words are at least @least alike to the label of an item of @type in @table, in any edition. */
gboolean gj_text_matches_item (guint table, GjItemType type, const char *words, double least);
