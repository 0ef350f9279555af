/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "normalize/gj-report.h"

/*
 * From a report with known figures to tables as a person would set them, and from
 * those to pages (gj-print.h) or extracted text (gj-print-text.h). Everything that
 * may be done in more than one way is drawn at random.
 */

/* HEADER: around the cells of the header and nowhere else; THREE: above a table, below the cells of its header, and below
 * the table. */
typedef enum { GJ_RULES_FULL, GJ_RULES_HORIZONTAL, GJ_RULES_NONE, GJ_RULES_HEADER, GJ_RULES_THREE } GjRuling;

/* How one report is set. */
typedef struct {
  GjRuling ruling;
  double size;          /* type size of tables, points */
  double leading;       /* line pitch / type size */
  double width, height; /* of the page */
  double margin;
  const char *numeral_mark; /* behind "1": ".", "．", "、", ". " */
  gboolean ascii_brackets, no_quotes, spaced_labels, aliases;
  gboolean ragged;       /* labels wrap at any point */
  gboolean split_rows;   /* a page break may go through a row */
  gboolean values_below; /* where it does, the figures stand below the break */
  gboolean repeat_headers, repeat_groups, open_breaks;
  gboolean shuffled;      /* rows within their group in any order */
  gboolean shifted_pages; /* tables start at another x on every page */
  gboolean narrow_groups; /* group labels one character a line */
  gboolean page_numbers, running_header, thousands, full_width, right_aligned;
  double lost_rules; /* part of the ruling lines that are missing */
} GjStyle;

/** gj_style_random: a style that must be read without a flaw. */
GjStyle gj_style_random (GRand *rand, GjRuling ruling);

typedef struct {
  guint row, col, row_span, col_span;
  gboolean value;
  char *text;
} GjSetCell;

/* A table as set: header rows first. */
typedef struct {
  guint n_rows, n_cols, n_header_rows, n_label_cols;
  GArray *cells;    /* of GjSetCell */
  double share[20]; /* of the width that each column takes; sum 1 */
} GjSetTable;

/** gj_set_table_new: table @table of @report as @style prints it, without the row @dropped (an item of the form, or
 * -1). */
GjSetTable *gj_set_table_new (const GjReport *report, guint table, const GjStyle *style, GRand *rand, int dropped);
void gj_set_table_free (GjSetTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GjSetTable, gj_set_table_free)
