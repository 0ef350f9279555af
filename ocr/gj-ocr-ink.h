/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-private.h"

#define GJ_OCR_MAX_SPECKED 8

/* A glyph that takes in a small piece above or below it: a speck, or a part of a digit in pieces. */
typedef struct {
  GjOcrRect whole, rest; /* with and without that piece */
} GjOcrSpecked;

/* One line of ink in a cell, cut into glyphs from left to right. */
typedef struct {
  GjOcrRect extent; /* around all of it, dirt too */
  GjOcrRect box;    /* around its glyphs */
  guint n_glyphs;
  GjOcrRect glyph[GJ_OCR_MAX_GLYPHS];
  char mark[GJ_OCR_MAX_GLYPHS]; /* 0 a full glyph, else '.', ',' or '-' by shape and place */
  gboolean broken;              /* some glyph is less high than the others, or pieces were left over */
  gboolean too_many;            /* more glyphs than fit */
  guint n_specked;
  GjOcrSpecked specked[GJ_OCR_MAX_SPECKED];
} GjOcrInkLine;

typedef enum {
  GJ_OCR_INK_NONE,
  GJ_OCR_INK_DASH,   /* only flat strokes: dashes */
  GJ_OCR_INK_SLASH,  /* one slanted stroke: see slash */
  GJ_OCR_INK_FIGURE, /* narrow glyphs of one height: digits with signs */
  GJ_OCR_INK_TEXT    /* anything else */
} GjOcrInkKind;

/* What is written in a cell. */
typedef struct {
  GjOcrInkKind kind;
  GjOcrRect box; /* around all ink */
  guint n_lines;
  GjOcrInkLine line[GJ_OCR_MAX_INK_LINES];
  char slash; /* '/' or '\\' */
  gboolean
      crossed; /* a line as high as the cell, or nearly, was left out: a stroke of a figure may have gone with it */
  gboolean left_over; /* there is fainter ink beside what was cut out, or a speck makes a digit another one */
} GjOcrInk;

/**
 * gj_ocr_ink_find:
 * @picture: the page
 * @cell: a box that runs along rules; these are left out
 * @level: where ink begins between paper (0) and the darkest (1): GJ_OCR_INK_LEVEL, less for
 *   faint strokes, more where glyphs touch
 *
 * Finds ink by the contrast in the cell itself, drops dirt and remains of rules, and cuts
 * it into lines and glyphs. Pieces above each other are one glyph.
 *
 * Returns: (transfer full): free with g_free().
 */
#define GJ_OCR_INK_LEVEL 0.45
GjOcrInk *gj_ocr_ink_find (const GjOcrPicture *picture, const GjOcrRect *cell, double level);

/** gj_ocr_ink_find_clean: as gj_ocr_ink_find(), without specks beside, above and below what is larger than they are. The points of figures
 * stay, but what was left out may be one, or what is left of a digit. */
GjOcrInk *gj_ocr_ink_find_clean (const GjOcrPicture *picture, const GjOcrRect *cell);

/** gj_ocr_ink_find_middle: of what is written in @cell, a figure in its middle, @usual pixels high, with paper all around; nothing else, a
 * seal or a stroke of a pen beside it. */
GjOcrInk *gj_ocr_ink_find_middle (const GjOcrPicture *picture, const GjOcrRect *cell, int usual);

/** gj_ocr_ink_find_faint: as gj_ocr_ink_find(), of print too pale to be ink beside the page's rules. What shows through the sheet is as pale. */
GjOcrInk *gj_ocr_ink_find_faint (const GjOcrPicture *picture, const GjOcrRect *cell, double level);

/** gj_ocr_ink_boxes: (transfer full) (nullable): the boxes of all that is darker than half-way to print in @cell, dirt too, in pixels from its
 * corner within the margin; NULL if the cell is too small to hold anything. */
BOXA *gj_ocr_ink_boxes (const GjOcrPicture *picture, const GjOcrRect *cell);

/** gj_ocr_ink_is_faint: whether something as high as a figure is left in @cell that is too faint for ink: figures that have faded, or
 * that went with a seal over them. Such a cell is not known to be blank. */
gboolean gj_ocr_ink_is_faint (const GjOcrPicture *picture, const GjOcrRect *cell);

/** gj_ocr_ink_margin: how much of a cell's box gj_ocr_ink_find() leaves out at each side, pixels. */
int gj_ocr_ink_margin (const GjOcrPicture *picture);
