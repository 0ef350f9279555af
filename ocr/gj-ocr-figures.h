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
 * gj_ocr_read_figures:
 * @writings: (element-type GjOcrWriting): those of kind GJ_OCR_CELL_FIGURE are read
 *
 * Reads the figures of a page with two independent readers. Sets text, alternative,
 * confidence and reading of the cells.
 */
void gj_ocr_read_figures (GjOcrEngine *digits, const GjOcrPicture *picture, GArray *writings);
