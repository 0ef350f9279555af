/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "normalize/gj-segment.h"

/* What stands left of the figures of table 三, piece by piece, where no rules part its cells. */

/* A line of a label, or of the label of a group. */
typedef struct {
  char *text;
  GjBox box;
  double size, y; /* of its type; its middle */
  gboolean used;  /* by the caller */
} GjPiece;

/** gj_pieces_collect: the pieces in lines [@first, @end) of @lines (GjSegmentLine, all of one page) that end left of @right
 * (points); numerals that stand apart are with their labels. Returns: (transfer full): of GjPiece, from top to bottom. */
GArray *gj_pieces_collect (GPtrArray *lines, guint first, guint end, double right);

/** gj_piece_is_numeral: whether a row's numeral starts at @text: "2." or "（二）". */
gboolean gj_piece_is_numeral (const char *text);
