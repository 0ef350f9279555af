/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "page/gj-page.h"

/* A piece of a line between wide gaps: what stands in one cell where no rules say so. */
typedef struct {
  char *text;
  GjBox box;
  double size;
  guint8 confidence;
  gboolean value; /* a number, a dash, 无 */
} GjSegment;

/* A line of segments, from left to right. */
typedef struct {
  GArray *segments; /* of GjSegment */
  double y;         /* middle */
  GjPage *page;
} GjSegmentLine;

/** gj_segment_lines: the lines of @page outside its grids, top to bottom. Returns: of GjSegmentLine; free the array. */
GPtrArray *gj_segment_lines (GjPage *page);
