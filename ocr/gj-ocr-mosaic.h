/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-engine.h"

/* A piece of the page to be read: pieces are scaled to one height and set side by side in
 * long lines, which costs tesseract a tenth of reading each alone. */
typedef struct {
  GjOcrRect box;     /* in the picture */
  double scale;      /* pixels of the mosaic per pixel of the picture */
  int gap;           /* pixels of the mosaic between the piece before and this one */
  gboolean tight;    /* others stand right beside it: nothing at its sides is cut out with it */
  GString *text;     /* (owned): what was read is appended */
  guint8 confidence; /* (inout): lowered to that of its worst symbol */
  guint n_symbols;   /* (out) */
  GArray *symbols;   /* (nullable): of GjOcrSymbol, appended to, with boxes in the picture */
} GjOcrSnippet;

/** gj_ocr_snippet_clear: for g_array_set_clear_func(). */
void gj_ocr_snippet_clear (gpointer snippet);

typedef struct {
  int height;    /* of a line, pixels */
  int width;     /* a line is cut when it would be longer */
  int max_ms;    /* for one line */
  double narrow; /* pieces are narrowed to this part of their width, or widened; 0: neither */
  gboolean raw;  /* the network sees the line at the height it has here: what it costs grows with a line's
                      width at a height of 48 pixels, and it reads Chinese that is smaller and narrower as well */
} GjOcrMosaicShape;

/**
 * gj_ocr_mosaic_read:
 * @gray: the page
 * @snippets: (element-type GjOcrSnippet): read in order
 *
 * Each piece is stretched to full contrast, so that faint print reads as well as black.
 * Returns: the number of lines that were read.
 */
guint gj_ocr_mosaic_read (GjOcrEngine *engine, PIX *gray, const GjOcrMosaicShape *shape, GArray *snippets);

/**
 * gj_ocr_mosaic_end_last:
 * @symbols: (element-type GjOcrSymbol): what was read in one line
 * @end: where its last piece ends, pixels of the line
 *
 * Where the last symbol of a line that tesseract did not take apart ends is not known: its box reaches to the end of the
 * picture, and its middle may lie outside its piece. A letter or digit is made to end with the piece; a mark is left where
 * it is, for it is more likely to have been seen in the margin.
 */
void gj_ocr_mosaic_end_last (GArray *symbols, int end);

/**
 * gj_ocr_mosaic_spaced:
 * @canvas: (8 bits per pixel): a line
 * @from, @to: the columns of a piece
 * @em: width of a Chinese character, pixels
 *
 * Counts the characters of a piece set with wide spaces, as Word does to fill a narrow cell's line.
 *
 * Returns: how many stand apart; 0 if some do not
 */
int gj_ocr_mosaic_spaced (PIX *canvas, int from, int to, double em);

/**
 * gj_ocr_mosaic_move_astray:
 * @symbols: (element-type GjOcrSymbol): what was read in one line of @n pieces
 * @room: how many Chinese characters fill each piece
 * @at: for each symbol the piece it was given to by its place, ascending, or -1; changed
 *
 * tesseract's places of symbols are rough: of 总计 before a row of 无 the second character may lie over the next piece, and so on.
 * Where a piece has one character too few for its width, another one too many, and those between them their number, the characters
 * are dealt out again in their order.
 */
void gj_ocr_mosaic_move_astray (const GArray *symbols, const int *room, guint n, int *at);
