/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "page/gj-error.h"
#include "page/gj-page.h"
#include "page/gj-pixmap.h"

/*
 * Page picture → page. The only folder that includes leptonica and tesseract.
 * It is built as a module (gouji-ocr.so) that is loaded when the first page needs
 * it: linking tesseract costs 12–18 ms at every start. A GjOcr belongs to one
 * thread; reuse it, loading the language data takes 0.15 s.
 */
typedef struct GjOcr GjOcr;

/* What the module exports, under the symbol "gj_ocr_module". */
typedef struct {
  guint abi; /* GJ_OCR_ABI */

  /* Loads what is needed. @phrases: NULL-terminated, what labels in tables say, which are then known by
   * their shape; NULL if nothing is known of them. NULL with GJ_ERROR_MISSING_DATA naming the Debian package
   * when language data (chi_sim, eng, osd) is not installed. */
  GjOcr *(*open) (const char *const *phrases, GError **error);
  void (*close) (GjOcr *ocr);

  /* Reads a page picture: grids with their cells' text (figures by two readers: a
   * cell on which they disagree has reading GJ_READING_DOUBTFUL and the second reading
   * in alternative; ink without a reading is GJ_READING_UNREAD; an empty cell has text ""),
   * and the glyphs of the text outside the grids with their confidence. Labels in cells are
   * text too. source is GJ_SOURCE_OCR, dpi the picture's; coordinates are points of the upright
   * page and to_display leads back to the picture as given (pixels × 72 / dpi). */
  GjPage *(*read_page) (GjOcr *ocr, const GjPixmap *pixmap, guint page_number, GError **error);

  /* Decodes an image file (PNG, JPEG, TIFF with all its pages) into at most max_pages GjPixmap.
   * n_pages gets the number of pictures in the file. */
  GPtrArray *(*load_images) (const guint8 *bytes, gsize n_bytes, guint max_pages, guint *n_pages, GError **error);
} GjOcrModule;

#define GJ_OCR_ABI 2
