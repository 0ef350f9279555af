/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-engine.h"
#include "ocr/gj-ocr-grid.h"
#include "ocr/gj-ocr-ink.h"

/* A cell with what is written in it. */
typedef struct {
  GjOcrCell *cell;
  GjOcrInk *ink; /* owned */
} GjOcrWriting;

void gj_ocr_writing_clear (gpointer writing);

/**
 * gj_ocr_figures_judge:
 * @ink: what geometry made of a cell; its glyphs are cut where digits touch
 *
 * Returns: the least probability that a glyph in @ink which is no sign is a digit, 0 if
 * there is none.
 */
double gj_ocr_figures_judge (PIX *gray, GjOcrInk *ink);

/** gj_ocr_figures_split: takes glyphs of @line apart that are touching digits. */
void gj_ocr_figures_split (PIX *gray, GjOcrInkLine *line);

/** gj_ocr_figures_digits: the digits that the network alone sees in @ink, in order. Returns: (transfer full). */
char *gj_ocr_figures_digits (PIX *gray, const GjOcrInk *ink);

/**
 * gj_ocr_read_figures:
 * @digits: the second reader
 * @writings: (element-type GjOcrWriting): those of kind GJ_OCR_CELL_FIGURE are read
 *
 * Reads the figures of a page with two independent readers: the network, glyph by glyph,
 * and tesseract, in lines of many cells. Cells on which they differ are shown to
 * tesseract up to twice more, widened and in another size, among figures that are sure. Only agreement is GJ_READING_PLAIN.
 */
void gj_ocr_read_figures (GjOcrEngine *digits, const GjOcrPicture *picture, GArray *writings);
