/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-rules.h"

#define GJ_OCR_MAX_BORDERS 40

/* A part of a table in which the same upright rules run: its columns and what is in them. Coordinates as in #GjOcrRules. */
typedef struct {
  int y0, y1;
  int x[GJ_OCR_MAX_BORDERS];        /* borders of the columns */
  GArray *runs[GJ_OCR_MAX_BORDERS]; /* of GjOcrRun, of each column */
  guint n;                          /* columns */
  guint leaf;                       /* the column of the labels of rows; n if there is none */
  int haze; /* more pixels of specks than this stand in line where a rule was; 0 on clean paper */
  double dpi;
} GjOcrSegment;

/** gj_ocr_segment_look: fills @s->runs and @s->haze, the rest being set. */
void gj_ocr_segment_look (GjOcrSegment *s, PIX *ink);
void gj_ocr_segment_clear (GjOcrSegment *s);

/** gj_ocr_segment_labels_end: the right border of the rightmost column with lines of words: that of the rows' labels. 0 if there
 * is none, or so few columns that the labels are in the first. */
int gj_ocr_segment_labels_end (const GjOcrSegment *s);

/** gj_ocr_segment_set_leaf: finds the column that ends at @end, the border of the labels in most of the table. */
void gj_ocr_segment_set_leaf (GjOcrSegment *s, int end);

/** gj_ocr_segment_left: the left border of the columns that every row has. */
int gj_ocr_segment_left (const GjOcrSegment *s);

/** gj_ocr_segment_traces: the rules across of which enough is left to be told from print by itself, from top to bottom.
 * Returns: (transfer full): of GjOcrRule. */
GArray *gj_ocr_segment_traces (const GjOcrSegment *s);

/**
 * gj_ocr_segment_gaps:
 * @y0, @y1: rules, between which none is seen
 * @seen, @supposed: (element-type GjOcrRule): what is found is added
 * @open: (element-type GjOcrRule): the rule above a row whose figures stand elsewhere than in the middle of its label is added:
 *   there may be two rows in one
 *
 * Looks for the rules between rows of figures. Those where specks stand in line are seen, others supposed.
 */
void gj_ocr_segment_gaps (const GjOcrSegment *s, int y0, int y1, GArray *seen, GArray *supposed, GArray *open);
