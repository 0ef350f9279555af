/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-private.h"

/* One tesseract handle with its language data; see gj_ocr_engine_new(). */
typedef struct GjOcrEngine GjOcrEngine;

/* A line, a block of lines, words here and there, or a line that fills the picture's height as the caller wants it. */
typedef enum { GJ_OCR_LINE, GJ_OCR_BLOCK, GJ_OCR_SPARSE, GJ_OCR_RAW_LINE } GjOcrLayout;

/* One character as tesseract read it, boxes in pixels of the picture it was given. */
typedef struct {
  gunichar ch;
  GjOcrRect box;
  guint8 confidence; /* 0–100 */
  guint8 word_start, line_start;
  guint8 agreed; /* a second reader says the same */
} GjOcrSymbol;

/**
 * gj_ocr_engine_new:
 * @language: "chi_sim" or "eng"
 * @whitelist: (nullable): characters to choose from
 *
 * Loads language data. One thread, nothing on stderr.
 *
 * Returns: (nullable): NULL with GJ_ERROR_MISSING_DATA naming the package to install.
 */
GjOcrEngine *gj_ocr_engine_new (const char *language, const char *whitelist, GError **error);
void gj_ocr_engine_free (GjOcrEngine *engine);

/**
 * gj_ocr_engine_read:
 * @gray: 8 bits
 * @dpi: its resolution
 * @layout: one line, or a block of lines
 * @max_ms: gives up after so many milliseconds and returns what was read
 * @symbols: (element-type GjOcrSymbol): appended to
 *
 * Returns: FALSE if time ran out or nothing could be recognised.
 */
gboolean gj_ocr_engine_read (GjOcrEngine *engine, PIX *gray, double dpi, GjOcrLayout layout, int max_ms,
                             GArray *symbols);

/** gj_ocr_cpu_ms: CPU time of this thread: what a picture may take must not depend on what else the machine does. */
gint64 gj_ocr_cpu_ms (void);
