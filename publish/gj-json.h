/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "normalize/gj-report.h"

/* Where a report came from. */
typedef struct {
  const char *file;   /* UTF-8 */
  const char *sha256; /* hexadecimal */
  guint64 bytes;
  guint pages;
  const char *kind;   /* "digital", "scanned", "mixed", "text" */
  const char *origin; /* (nullable): a JSON object */
} GjSourceInfo;

/** gj_json_write: the canonical JSON of @report (report.md, section 1). Printed figures keep their digits.
 * Returns: (transfer full): UTF-8, no newline at its end. */
char *gj_json_write (const GjReport *report, const GjSourceInfo *source, gboolean provenance, gboolean pretty);

/** gj_schema_write: JSON Schema (2020-12) of a report, or of a manifest line, made from the forms. */
char *gj_schema_write (gboolean manifest);
