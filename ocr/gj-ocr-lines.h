/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-circled.h"
#include "ocr/gj-ocr-figures.h"

/* A line of text outside tables: its ink, and what it consists of from left to right. */
typedef struct {
  GjOcrRect box;
  GArray *pieces;  /* of GjOcrRect: what wide gaps part */
  GArray *circled; /* of GjOcrCircled: its circled digits */
  gboolean label;  /* it stands beside or above figures of a table without cells */
} GjOcrTextLine;

/**
 * gj_ocr_text_lines:
 * @picture: the page
 * @grids: (element-type GjOcrGrid): its tables, which are left out
 * @figures: (nullable) (element-type GjOcrWriting): figures outside tables, which are left out too
 *
 * Finds lines by their ink: characters that stand near each other are smeared into pieces, pieces beside each other are
 * a line. Dirt, rules and what is too large for text are left out; lines that touch are parted where ink is thinnest.
 *
 * Lines near figures, which are labels, are parted where wide gaps are.
 *
 * Returns: (transfer full) (element-type GjOcrTextLine): from top to bottom; free with g_ptr_array_unref().
 */
GPtrArray *gj_ocr_text_lines (const GjOcrPicture *picture, GPtrArray *grids, const GArray *figures);

/** gj_ocr_text_em: the usual height of @lines, of those that are labels or of the others, pixels; 0 if there are none. */
int gj_ocr_text_em (GPtrArray *lines, gboolean labels);
