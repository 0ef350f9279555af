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

/** gj_ocr_figures_digits: the digits that the network alone sees in @ink, in order. Returns: (transfer full). */
char *gj_ocr_figures_digits (PIX *gray, const GjOcrInk *ink);

/**
 * gj_ocr_read_figures:
 * @digits: the second reader
 * @writings: (element-type GjOcrWriting): those of kind GJ_OCR_CELL_FIGURE are read
 *
 * Reads the figures of a page with two independent readers: the network, glyph by glyph,
 * and tesseract, in lines of many cells. Cells on which they differ are shown to
 * tesseract up to three times more: with digits moved apart where they stand close, widened, and in another size, always among
 * figures that are sure. Only agreement is GJ_READING_PLAIN.
 */
void gj_ocr_read_figures (GjOcrEngine *digits, const GjOcrPicture *picture, GArray *writings);
