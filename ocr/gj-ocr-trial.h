/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-grid.h"
#include "ocr/gj-ocr-walls.h"

/** gj_ocr_print_boxes: the characters of the page, pixels of @rules. What is larger is left out. */
BOXA *gj_ocr_print_boxes (const GjOcrRules *rules);

/**
 * gj_ocr_lines_drop_false:
 * @rules: the page's rules, which are broken
 * @print: gj_ocr_print_boxes()
 * @xs: the lines between columns
 * @ys: the lines between rows
 *
 * Drops inner lines that run through characters wherever anything is of them, and outer ones of which there is as little as of the
 * sides that lead to them. If nothing would be left, nothing is dropped.
 */
void gj_ocr_lines_drop_false (const GjOcrRules *rules, BOXA *print, GjOcrLines *xs, GjOcrLines *ys);

/**
 * gj_ocr_grid_faults:
 * @rules: the page's rules
 * @print: gj_ocr_print_boxes()
 * @grid: a grid of a table of the page, pixels of the picture
 *
 * Returns: how much speaks against @grid: characters that reach out of their cell count twice, lines of print below each other in a
 * cell, and words far apart in it, once for each but the first.
 */
guint gj_ocr_grid_faults (const GjOcrRules *rules, BOXA *print, const GjOcrGrid *grid);

/**
 * gj_ocr_grid_doubt_cut:
 * @rules: the page's rules
 * @print: gj_ocr_print_boxes()
 * @grid: a grid of the page, of whose lines some may be strokes of print
 *
 * Makes cells doubtful between which a piece of print stands, a digit or a figure whose digits touch: half of it, or its other digits, would
 * be read. What reaches the rules above or below may be a corner.
 */
void gj_ocr_grid_doubt_cut (const GjOcrRules *rules, BOXA *print, const GjOcrGrid *grid);

/**
 * gj_ocr_grid_merit:
 * @rules: the page's rules
 * @print: gj_ocr_print_boxes()
 * @grid: a grid of the page
 *
 * Returns: the number of cells that hold print, one line of it, without gaps as wide as those between figures, less all
 * gj_ocr_grid_faults().
 */
int gj_ocr_grid_merit (const GjOcrRules *rules, BOXA *print, const GjOcrGrid *grid);

/** gj_ocr_grids_merit: the sum of gj_ocr_grid_merit() over @grids, (element-type GjOcrGrid): all grids of the page. */
int gj_ocr_grids_merit (const GjOcrRules *rules, BOXA *print, const GPtrArray *grids);

/**
 * gj_ocr_grids_fit:
 * @rules: the page's rules
 * @print: gj_ocr_print_boxes()
 * @grids: (element-type GjOcrGrid): all grids of the page
 *
 * Returns: the number of cells in rows that end in just as many figures side by side, each in a cell of its own, as a row of table 三 or 四
 * has.
 */
guint gj_ocr_grids_fit (const GjOcrRules *rules, BOXA *print, const GPtrArray *grids);
