/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-rules.h"

#define GJ_OCR_LOW_TABLE 6 /* lines across: a header above one row of figures has no more */
#define GJ_OCR_MAX_LINES 512

/* Positions of the rows or columns of one table, ascending. */
typedef struct {
  int at[GJ_OCR_MAX_LINES];
  int weight[GJ_OCR_MAX_LINES]; /* length of its longest rule; 0: where the table is cut open, or no rule was seen */
  guint n;
} GjOcrLines;

/** gj_ocr_lines_insert: adds a line at @pos, unless it is full or one is nearer than @nearest. */
gboolean gj_ocr_lines_insert (GjOcrLines *lines, int pos, int weight, int nearest);

/** gj_ocr_lines_remove: removes line @i. */
void gj_ocr_lines_remove (GjOcrLines *lines, guint i);

/** gj_ocr_join_unit_cells: joins the cells between neighbouring lines that no rule of @table parts, to rectangles.
 * @guessed: (out) (transfer full): for each cell whether a wall beside it is not seen, but concluded from others
 * Returns: (transfer full): for each cell, by row, then column, the index of another of its set; a set's root has its own. */
guint *gj_ocr_join_unit_cells (const GjOcrRules *rules, int table, const GjOcrLines *xs, const GjOcrLines *ys,
                               guint8 **guessed);

/** gj_ocr_unit_root: the root of the set of unit cell @i. */
guint gj_ocr_unit_root (guint *parent, guint i);

/** gj_ocr_unit_extents: (transfer full): the rows and columns of each set, by the index of its root. */
GjOcrRect *gj_ocr_unit_extents (guint *parent, guint rows, guint cols);

/** gj_ocr_split_cells: adds lines for the short rules of @table that run through a whole cell. Strokes of characters end
 * before its sides. Returns: whether a line was added. */
gboolean gj_ocr_split_cells (const GjOcrRules *rules, int table, guint *parent, GjOcrLines *xs, GjOcrLines *ys);
