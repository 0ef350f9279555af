/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "page/gj-page.h"

typedef struct {
  float x0, x1;
} GjPlace;

/* A piece of a line between wide gaps: what stands in one cell where no rules say so. */
typedef struct {
  char *text;
  GjBox box;
  double y; /* middle of its characters */
  double size;
  guint8 confidence;
  gboolean value;  /* a number, a dash, 无 */
  gboolean agreed; /* of a text layer, or two readers of the picture say the same */
  GArray *places;  /* of GjPlace, one for each character; NULL in strips */
} GjSegment;

/* A line of segments, from left to right. */
typedef struct {
  GArray *segments;   /* of GjSegment */
  double y;           /* middle */
  double top, bottom; /* of its type, without what a font adds above and below */
  GjPage *page;
} GjSegmentLine;

/** gj_segment_lines: the lines of @page outside its grids, top to bottom. Returns: of GjSegmentLine; free the array. */
GPtrArray *gj_segment_lines (GjPage *page);

/** gj_segment_strips: the lines [@first, @end) of @lines, those joined that stand side by side: a cell's text that wraps
 * overlaps in height with its neighbours in the row. Pieces above each other become one. Returns: as gj_segment_lines(). */
GPtrArray *gj_segment_strips (GPtrArray *lines, guint first, guint end);

/** gj_segment_join: one strip of @a and @b below it. Returns: (transfer full). */
GjSegmentLine *gj_segment_join (const GjSegmentLine *a, const GjSegmentLine *b);

void gj_segment_line_free (GjSegmentLine *line);
