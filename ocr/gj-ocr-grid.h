/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-rules.h"

typedef enum {
  GJ_OCR_CELL_EMPTY,
  GJ_OCR_CELL_DASH,   /* only dashes or a slash */
  GJ_OCR_CELL_FIGURE, /* looks like digits with their signs */
  GJ_OCR_CELL_LABEL   /* anything else */
} GjOcrCellKind;

/* A cell of a grid; its box runs along the middle of its rules. */
typedef struct {
  GjOcrRect box;
  guint row, col, row_span, col_span;
  GjOcrCellKind kind;
  char *text, *alternative; /* owned */
  guint8 confidence;
  GjReading reading;
  GjOcrRect ink;       /* around what is written; empty if nothing is */
  gboolean unit_whole; /* no character was lost of the unit in a column's label or behind a figure */
  gboolean supposed;   /* a rule above or below it is only supposed */
  gboolean painted;    /* an upright rule was painted over on it, or beside it */
} GjOcrCell;

typedef struct {
  GjOcrRect box;
  guint n_rows, n_cols;
  GArray *cells; /* of GjOcrCell, by row, then column */
  GArray *
      across; /* of GjOcrRule: all pieces of rules across between its top and foot, pixels of the picture; NULL if it was made
                    * without any */
  GArray *upright; /* of GjOcrRule: the same for upright ones */
} GjOcrGrid;

void gj_ocr_grid_free (GjOcrGrid *grid);

/**
 * gj_ocr_find_grids:
 *
 * @picture: flattened if the page is bent
 * @bare: (nullable) (element-type GjOcrRule): the rules across that meet no others are appended, in pixels of @picture
 *
 * The tables of a page, top to bottom: rules → positions of rows and columns → unit
 * cells, of which those not parted by a rule are joined (union-find, kept rectangular).
 * A table cut open at the page's top, bottom or sides is closed where its rules end.
 *
 * Returns: (transfer full): of GjOcrGrid; empty if there is no table.
 */
GPtrArray *gj_ocr_find_grids (GjOcrPicture *picture, GArray *bare);

/** gj_ocr_grids_from_rules: the same from given rules (for tests). */
GPtrArray *gj_ocr_grids_from_rules (GjOcrRules *rules);

/** gj_ocr_grids_drop_characters: takes out of @grids (element-type GjOcrGrid) of a page @page_width pixels wide at @dpi what strokes of bold
 * print make in rows and columns of characters: more columns than a form has, in cells that hold one character; rows too low
 * for any; or a few cells in the room of a few characters of a title. */
void gj_ocr_grids_drop_characters (GPtrArray *grids, double dpi, int page_width);
