/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * libgouji: annual open-government-information reports of Chinese authorities
 * as verified JSON. The command gouji uses nothing else.
 *
 * Threads: one conversion at a time per process (poppler keeps global state).
 * Errors are of domain GJ_ERROR (page/gj-error.h); their codes tell the exit code.
 */

typedef enum { GJ_OCR_AUTO, GJ_OCR_ALWAYS, GJ_OCR_NEVER } GjOcrMode;

typedef enum { GJ_STATUS_VERIFIED, GJ_STATUS_REVIEW, GJ_STATUS_INCOMPLETE } GjStatus;

typedef struct {
  GjOcrMode ocr;
  guint max_pages;             /* a longer document is GJ_ERROR_LIMIT; 0 means 300 */
  guint first_page, last_page; /* part to read, from 1; 0 means no bound */
  gboolean provenance;         /* add the member "provenance" */
  gboolean pretty;             /* indent the JSON */
  const char *file;            /* (nullable): what source.file says; NULL: the base name */
  const char *origin;          /* (nullable): a JSON object for source.origin */
  const char *sha256;          /* (nullable): of the input, hexadecimal, where the caller knows it already */
} GjConvertOptions;

typedef struct {
  char *json; /* one JSON object in UTF-8, no newline at its end */
  GjStatus status;
  guint pages;      /* of the source */
  const char *kind; /* "digital", "scanned", "mixed", "text" */
  char *sha256;     /* of the input, hexadecimal */
  guint64 bytes;    /* of the input */
  guint n_flags;    /* cells that need a person: unread, doubtful, conflict, corrected */
  guint n_failed_checks;
  char *title;        /* (nullable) */
  char *organization; /* (nullable) */
  int year;           /* 0 if unknown */
} GjConversion;

/**
 * gj_convert_file:
 * @path: a file name in the file system's encoding
 * @options: (nullable): NULL for the defaults
 * @error: return location
 *
 * Converts one PDF, image or extracted text (decided by content) to JSON.
 *
 * Returns: (transfer full) (nullable): free with gj_conversion_free().
 */
GjConversion *gj_convert_file (const char *path, const GjConvertOptions *options, GError **error);

/** gj_convert_bytes: the same for bytes in memory, which must live until it returns. options->file should be set. */
GjConversion *gj_convert_bytes (const guint8 *bytes, gsize n_bytes, const GjConvertOptions *options, GError **error);

void gj_conversion_free (GjConversion *conversion);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GjConversion, gj_conversion_free)

/**
 * gj_warm_up:
 * @with_ocr: load the OCR module and its language data too
 *
 * For long-lived processes, before a sandbox closes: keeps one small document open, which makes
 * opening every other cheaper, and opens what rendering and CMaps need.
 */
gboolean gj_warm_up (gboolean with_ocr, GError **error);

/** gj_status_name: "verified", "review" or "incomplete". */
const char *gj_status_name (GjStatus status);

/** gj_schema: the JSON Schema (2020-12) of a report, or of a manifest line. Returns: (transfer full). */
char *gj_schema (gboolean manifest);

/** gj_version: "0.1.0". */
const char *gj_version (void);

G_END_DECLS
