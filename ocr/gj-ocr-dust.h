/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-private.h"

/**
 * gj_ocr_dust_trim:
 * @ink: 1 bit, without tables and rules
 * @lines: (element-type GjOcrTextLine): found in @ink, in its pixels
 * @em: the usual height of a line
 *
 * Specks before and behind a line of prose are no part of it: they would be read as quotation marks and commas, and a line that
 * seems to start further left is a new paragraph to the next. Marks close to a character stay, and so do short lines and labels.
 */
void gj_ocr_dust_trim (PIX *ink, GPtrArray *lines, int em);

/**
 * gj_ocr_dust_is_line:
 * @pieces: of ink in a cell, @n_pieces of them
 * @line: a line of the cell's ink, in the same pixels
 * @tallest: the height of its highest line, pixels
 *
 * Returns: whether all that is in @line are a few specks, far smaller than the highest line and too far from each other for parts of one
 * digit.
 */
gboolean gj_ocr_dust_is_line (const GjOcrRect *pieces, guint n_pieces, const GjOcrRect *line, int tallest);

/**
 * gj_ocr_dust_is_all: whether all that is dark in @cell are a few specks, smaller than any digit and too far from each other for parts
 * of one, on clean paper. The cell is blank, with a doubt: of a figure that all but faded no more may be left.
 */
gboolean gj_ocr_dust_is_all (const GjOcrPicture *picture, const GjOcrRect *cell);

/**
 * gj_ocr_dust_drop_beside:
 * @at: pieces of ink in a cell, @n of them; those that stay come first
 *
 * Takes out specks beside, above and below all that is larger. What is between large pieces may be a point.
 *
 * Returns: how many stay.
 */
guint gj_ocr_dust_drop_beside (GjOcrRect *at, guint n, double dpi);
