/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A whole file → JSON, without OCR. */
#include "gouji/gouji.h"
#include "tests/fuzz/check-report.h"
#include "tests/fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const GjConvertOptions options = {
    .ocr = GJ_OCR_NEVER, .max_pages = 20, .file = "fuzz.pdf", .provenance = TRUE
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GjConversion) conversion = NULL;

  if (size > 400000)
    return 0;
  conversion = gj_convert_bytes (data, size, &options, &error);
  MUST ((conversion == NULL) == (error != NULL));
  if (conversion != NULL)
    fuzz_check_json (conversion->json);
  return 0;
}
