/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "normalize/gj-rows.h"

/* A damaged short label, or column's label, in whose place no other can stand is more alike to its own than this. */
#define GJ_DAMAGED_ALIKE 0.45

/* The header of the block of table 二 that is being read: where each of its columns stands. */
typedef struct {
  int block;
  int year; /* of the report; 0: not known */
  guint n;
  int items[GJ_MAX_COLUMNS];
  double x[GJ_MAX_COLUMNS];                      /* middle of the header cell */
  double x0[GJ_MAX_COLUMNS], x1[GJ_MAX_COLUMNS]; /* its sides */
  gboolean known[GJ_MAX_COLUMNS];
  double alike[GJ_MAX_COLUMNS];        /* how much its label is, to that of the form */
  guint order[GJ_MAX_COLUMNS];         /* position of the column among the header's columns */
  const char *unit[GJ_MAX_COLUMNS];    /* that the header prints for a column that has one */
  gboolean unit_whole[GJ_MAX_COLUMNS]; /* and whose characters were counted in the picture */
  const GjGrid *grid;
  guint others;       /* columns that are none of the form's, each with a label */
  gboolean printed;   /* a header row was seen */
  gboolean scattered; /* over lines of plain text: only the form's order of its labels is believed */
  gboolean repeated;  /* and names its one column several times: a tool wrote merged cells out */
} GjHeader;

/** gj_header_columns: makes the columns of @block those of @h. */
void gj_header_columns (const GjForm *form, int block, GjHeader *h);

/** gj_header_labels: how the first cell of a header is labelled, as in the form's data. */
const char *gj_header_labels (const GjForm *form);

/** gj_printed_unit: the unit of money that a label prints in brackets or behind 单位, or NULL; static. */
const char *gj_printed_unit (const char *text);

/**
 * gj_header_join_pieces:
 * @row: of a scan; its cells are changed
 * @other: another row of its grid, of two cells at least, that is not parted so
 * @n: so many cells of @other are looked at, from the left
 *
 * Strokes of characters (件, 性) that run from one rule to the next part cells of rows as low as their print. Cells of @row that together fill
 * the place of one of @other, and are no figures, become one with the text of all.
 */
void gj_header_join_pieces (GjRow *row, const GjRow *other, guint n);

/**
 * gj_header_read:
 * @row: a header row: each cell but the first names a column
 * @h: with its columns set; gets the places of those that are named
 *
 * In a scan a damaged label counts as the one that is missing if all others stand in the form's order.
 */
void gj_header_read (const GjForm *form, const GjRow *row, GjHeader *h);

/** gj_header_complete: whether the places of all columns of @h are known. */
gboolean gj_header_complete (const GjHeader *h);

/**
 * gj_header_block:
 * @title_block: the block whose title stands above, or −1
 * @last_block: the last one with figures, or −1
 *
 * Returns: the block that the header @row opens, the one behind @last_block whose columns it names best; −1: none.
 */
int gj_header_block (const GjForm *form, const GjRow *row, int title_block, int last_block);

/** gj_header_take_values: the figures of @row, those right of its label, which is its @label_index-th cell, under the columns of @h. Empty cells
 * only count where the number of columns asks for them. @c (out): its values, and whether they are doubtful. */
void gj_header_take_values (const GjRow *row, guint label_index, const GjHeader *h, GjCandidate *c);

/** gj_header_names_columns: whether all cells of @row behind its first name columns of table 二. */
gboolean gj_header_names_columns (const GjForm *form, const GjRow *row);
