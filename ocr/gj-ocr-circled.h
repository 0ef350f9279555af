/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-private.h"

/* A circled digit. */
typedef struct {
  GjOcrRect box;
  gunichar ch; /* ① to ⑨ */
} GjOcrCircled;

/**
 * gj_ocr_circled_find:
 * @gray: the page
 * @ink: its ink, 1 bit, reduced by @factor
 *
 * tesseract's Chinese data has no circled digits. They are found by their ring, and the digit in it is read by itself; one that
 * is not sure is left to tesseract.
 *
 * Returns: (transfer full) (element-type GjOcrCircled): boxes in pixels of @gray
 */
GArray *gj_ocr_circled_find (PIX *gray, PIX *ink, int factor, double dpi);
