/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "normalize/gj-label.h"
#include "normalize/gj-report.h"

/* A row of some grid: its cells from left to right, merged ones included. */
typedef struct {
  GjPage *page;
  GjGrid *grid;
  guint row;
  GPtrArray *cells;         /* of GjGridCell*, borrowed */
  gboolean first, last;     /* in its grid */
  int class[GJ_N_EDITIONS]; /* cache of gj_match_classify(): -2 not known yet */
} GjRow;

/** gj_rows_collect: every row of every grid of @doc, in reading order. Free the array. */
GPtrArray *gj_rows_collect (GjDocument *doc);

/** gj_row_cell: the @i-th cell, or NULL. */
GjGridCell *gj_row_cell (const GjRow *row, guint i);

/** gj_cell_is_value: whether @text is what a value cell holds: a number, with a note or not, or a blank. */
gboolean gj_cell_is_value (const char *text);

/** gj_cell_is_blank: nothing, dashes, 无. */
gboolean gj_cell_is_blank (const char *text);

/* Where the columns of figures stand on a page: x of every column's middle, in the form's order of columns. */
#define GJ_MAX_COLUMNS 16
typedef struct {
  guint n;
  double left, right; /* of the whole grid */
  double x0[GJ_MAX_COLUMNS], x1[GJ_MAX_COLUMNS];
  double aside;      /* where columns of another period begin, which may stand before these; 0: there are none */
  gboolean by_label; /* every column was found by its printed label */
  guint first;       /* by_label: the first row of the grid with such a label */
  gboolean doubtful; /* nothing but their order tells which is which */
} GjColumns;

/* A row with its label and figures, on its way to a row of the form. */
typedef struct {
  GjRow *row;
  const GjRow *tail; /* where a page break cut it, the row of its other piece; or NULL */
  GjLabel label;
  GjGridCell *value[GJ_MAX_COLUMNS];
  GjPage *page[GJ_MAX_COLUMNS]; /* of value[i]: a row may be cut by a page break */
  GjGridCell *label_cell;
  gboolean has_values; /* any value cell is not empty */
  gboolean doubtful;   /* the figures could not be told apart */
  int match;           /* row of the form, or -1 */
  gboolean sure;       /* identity certain */
  gboolean weak;       /* nothing but their order tells which figure is in which column */
} GjCandidate;

/** gj_candidates_assign: gives every candidate its row of @table: by its label where that is certain, by the complete
 * and unbroken order of the form's rows between certain neighbours otherwise. @undivided (out) tells how （六） is
 * printed, @lost (out) whether a row with figures found no place. @tail: labels may have their group's label before
 * them. */
void gj_candidates_assign (const GjForm *form, guint table, GArray *candidates, gboolean tail, gboolean *undivided,
                           gboolean *lost);

/** gj_candidates_join_cut: joins rows that a page break cut in two: the label or the figures continue on the next
 * page. @n_columns: of the table. */
void gj_candidates_join_cut (const GjForm *form, guint table, GArray *candidates, guint n_columns);

/** gj_candidates_doubt_merged: a merged cell that a page break cuts has its figure on one of the pages: what is blank of it is unread. */
void gj_candidates_doubt_merged (GArray *candidates, guint n_columns);

/** gj_candidates_mark_lost: flags unread each row of table 三 that no figures were found for, unless its neighbours show that it is not
 * printed. @candidates: of @rows [@first, @end), matched. @items: the form's @n columns with figures. */
void gj_candidates_mark_lost (GjReport *report, const GArray *candidates, const int *items, guint n, GPtrArray *rows,
                              guint first, guint end);

/** gj_row_match_best: the row of @table (LEAF, TOTAL, EITHER; UNDIVIDED never) most like @label and how much. */
int gj_row_match_best (const GjForm *form, guint table, const GjLabel *label, gboolean tail, double *similarity,
                       double *second);
/** gj_row_match_best_above: likewise, where it does not matter how alike rows are that are less alike than @least; without one that is more,
 * whatever is less comes back. */
int gj_row_match_best_above (const GjForm *form, guint table, const GjLabel *label, gboolean tail, double least,
                             double *similarity, double *second);

/** gj_report_put: sets the cell of @slot from @cell (NULL: nothing printed there). A second, different value is a conflict. */
void gj_report_put (GjReport *report, int slot, const GjGridCell *cell, const GjPage *page, gboolean doubtful);

/** gj_report_mark_missing: flags every cell of @table without a printed cell behind it: unread if rows were @lost
 * or two were taken for one, absent otherwise. */
void gj_report_mark_missing (GjReport *report, guint table, gboolean lost);

/* The three tables. Each takes all rows of the document, fills the report's cells and sets table_found. */
void gj_match_disclosure (GjReport *report, GPtrArray *rows);
void gj_match_applications (GjReport *report, GPtrArray *rows);
void gj_match_review (GjReport *report, GPtrArray *rows);

/** gj_match_review_by_labels: reads table 四 where its groups or outcomes are rows, by the labels beside and above each figure.
 * @row: the form's row of figures. @items: the form's @n columns with figures. Nothing is read unless each of them is found once. */
void gj_match_review_by_labels (GjReport *report, GPtrArray *rows, int row, const int *items, guint n);

/** gj_match_applications_by_labels: reads table 三 where the form's rows are columns, or its columns stand in several tables, by the
 * labels beside and above each figure. @items: the form's @n columns with figures. Returns: whether it was read; nothing is put
 * into @report else, as where a table has the form's own shape. */
gboolean gj_match_applications_by_labels (GjReport *report, GPtrArray *rows, const int *items, guint n);

/** gj_grid_is_matrix: whether the columns of @grid can be counted: on a page always, in extracted text where each row has all of them. */
gboolean gj_grid_is_matrix (const GjGrid *grid);

/** gj_match_edition: the edition whose columns are printed in table 二; 2021 where that cannot be told. */
GjEdition gj_match_edition (GPtrArray *rows);

/** gj_loose_take: the @n figures of a row of table 三 in extracted text: the figures themselves where nothing is blank,
 * wherever a shift put them; else the @n cells that hold all of them. Empty cells may stand before them, for a merged label,
 * or behind them, in a row that is shifted: then it is as in the rows without a blank, or the figures' total tells which is
 * the last. @c (out): its label and values. Returns: FALSE where it cannot be told. */
gboolean gj_loose_take (const GjRow *row, guint n, GjCandidate *c);

/** gj_loose_is_nothing: whether @cell (nullable) is blank, or 0. */
gboolean gj_loose_is_nothing (const GjGridCell *cell);

/** gj_loose_doubt_slipped: rows of extracted text from which a cell may have been lost, so that the others slipped, become weak: those with figures
 * other than 0 and without their total, and those whose first column is blank and stands nearer to the label than in others whose labels take as many columns.
 * @candidates: matched; @items: the form's @n columns with figures. */
void gj_loose_doubt_slipped (const GjForm *form, GArray *candidates, const int *items, guint n);

/** gj_loose_order: gives the figures of @candidates, rows [@first, @end) of extracted text, the order in which the header names their
 * columns; they are doubtful where it cannot be told. @items: the form's @n columns with figures. */
void gj_loose_order (const GjForm *form, GPtrArray *rows, guint first, guint end, const int *items, guint n,
                     GArray *candidates);

/** gj_plain_adds_up: whether @value, @n cells (NULL: none) of which the one of column @total is the sum of the others, say so. A row that was
 * put together from plain lines and does not add up may have figures of another. */
gboolean gj_plain_adds_up (GjGridCell *const *value, guint n, guint total);

/** gj_loose_has_joined: whether @cell (nullable), a label in extracted text, ends in a digit: a figure was written together with it. */
gboolean gj_loose_has_joined (const GjGridCell *cell);

/** gj_loose_is_header: whether a row of extracted text has the labels of several columns of table 三: its 总计 and 其他 are
 * none of a row. */
gboolean gj_loose_is_header (const GjForm *form, const GjRow *row);

/** gj_form_table_has_piece: whether @words are a piece of something that @table prints: wrapped labels come in pieces. */
gboolean gj_form_table_has_piece (guint table, const char *words);

/** gj_form_table_has_letter: whether @letter is one of those that the header of @table is written with. */
gboolean gj_form_table_has_letter (guint table, gunichar letter);

/** gj_form_has_piece: the same for any table. */
gboolean gj_form_has_piece (const char *words);

/** gj_match_classify: what table row @row belongs to by its own text: GJ_TABLE_… or -1. */
int gj_match_classify (const GjForm *form, GjRow *row);

/* What the words of a header say about the order of the columns: nothing, something that cannot be followed, or all. */
typedef enum { GJ_COLUMN_ORDER_UNKNOWN, GJ_COLUMN_ORDER_CONTRADICTS, GJ_COLUMN_ORDER_READ } GjColumnOrder;

/** gj_columns_of_applications, gj_columns_of_review: the order of the columns in extracted text, by the labels in
 * @header, its words one after another. @items: the @n columns with figures in the form's order; @order[i] (out, set
 * for GJ_COLUMN_ORDER_READ only): which of them is the i-th in print. */
GjColumnOrder gj_columns_of_applications (const GjForm *form, const char *header, const int *items, guint n,
                                          guint *order);
GjColumnOrder gj_columns_of_review (const GjForm *form, const char *header, const int *items, guint n, guint *order);

/** gj_rows_mention: whether a cell of rows [@first, @end) in one of @grids (a set; NULL: any) has one of @labels (separated
 * by |, shorter ones than four letters left out) somewhere in its text. */
gboolean gj_rows_mention (GPtrArray *rows, guint first, guint end, GHashTable *grids, const char *labels);

/** gj_lines_mention: whether a line of @page outside its tables, a page of extracted text, may be a row that was not read: one
 * of @labels (as above), or a short one with figures that has one of them. */
gboolean gj_lines_mention (const GjPage *page, const char *labels);

/** gj_break_mentions: whether a line between row @before and row @behind, on a page that follows, outside of their grids, may be a
 * row with one of @labels: a page's edge cut it off from both. */
gboolean gj_break_mentions (const GjRow *before, const GjRow *behind, const char *labels);

/** gj_page_names_row: whether letters that only the label of row @item of @table has stand side by side on @page, wherever: then the row is
 * printed, though it was not found. Labels of four and five letters are looked for in tables only, shorter ones not at all. */
gboolean gj_page_names_row (const GjPage *page, const GjForm *form, guint table, int item);

/** gj_rows_words: the text of rows [@first, @end), cell after cell. Returns: (transfer full). */
char *gj_rows_words (GPtrArray *rows, guint first, guint end);
