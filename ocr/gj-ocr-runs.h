/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-private.h"

/* What stands between white in a column of a table: [y0, y1) down, [x0, x1) across, pixels of the picture given. */
typedef struct {
  int x0, x1, y0, y1;
  int n;         /* pixels of ink */
  gboolean thin; /* too low for print: a dash, dirt, or what is left of a rule */
} GjOcrRun;

#define GJ_OCR_ANY_INK 6  /* down to single pixels, which turning a page spreads over four */
#define GJ_OCR_HALF_INK 2 /* print */

/**
 * gj_ocr_runs_ink:
 * @picture: the page
 * @scale: pixels of the picture per pixel of the mask: 1 or 2
 * @part: ink is darker than paper by one of so many parts of the contrast: %GJ_OCR_ANY_INK or %GJ_OCR_HALF_INK
 *
 * What is darker than paper.
 *
 * Returns: (transfer full): 1 bit.
 */
PIX *gj_ocr_runs_ink (const GjOcrPicture *picture, int scale, int part);

/** gj_ocr_runs_clean: whether single pixels are print: a picture without noise, as those of one bit are. */
gboolean gj_ocr_runs_clean (const GjOcrPicture *picture);

/** gj_ocr_runs_find: the rows of @ink in the box, from top to bottom. Returns: (transfer full): of GjOcrRun. */
GArray *gj_ocr_runs_find (PIX *ink, const GjOcrRect *box, double dpi);
