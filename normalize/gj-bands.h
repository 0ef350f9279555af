/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "normalize/gj-segment.h"

/* The rows of table 三 where vertical rules do not part its cells. */

/* A stretch of the page axis that the figures of one column cover. */
typedef struct {
  double x0, x1;
  guint n; /* how many figures */
} GjStretch;

typedef enum {
  GJ_BAND_RULES,  /* horizontal rules part it from its neighbours */
  GJ_BAND_LABEL,  /* it reaches half way to the labels above and below */
  GJ_BAND_FIGURES /* it reaches half way to the figures above and below */
} GjBandKind;

/* A row of the table on one page. */
typedef struct {
  GjBandKind kind;
  double top, bottom;
  double y;           /* middle of its figures (of its label, where that shows it) */
  double first, size; /* GJ_BAND_LABEL: the label's first line, and its type size */
  guint line;         /* the first line in it */
  char *label;        /* GJ_BAND_LABEL: its text; NULL otherwise */
} GjBand;

/** gj_bands_find: the rows in [@first, @end) of @lines (GjSegmentLine, all of one page), whose figures stand in @n columns.
 * Returns: (transfer full): of GjBand, top to bottom. */
GArray *gj_bands_find (GPtrArray *lines, guint first, guint end, const GjStretch *columns, guint n);

/** gj_bands_by_label: the rows whose labels can be told, and what stands beside other figures; the rest as above. Returns:
 * (transfer full) (nullable): NULL where too few labels are found. */
GArray *gj_bands_by_label (GPtrArray *lines, guint first, guint end, const GjStretch *columns, guint n);

/** gj_band_label: the label of a row whose band does not say it: of what ends left of @right the piece nearest to the
 * figures, and what goes on above and below it. Returns: (transfer full). */
char *gj_band_label (GPtrArray *lines, guint first, guint end, const GjBand *band, double right);

/** gj_band_clear: for the arrays of bands. */
void gj_band_clear (gpointer band);
