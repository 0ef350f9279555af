/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Extracted text (.txt, .md, .tsv) → report. */
#include "extract/gj-text-file.h"
#include "tests/fuzz/check-report.h"
#include "tests/fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GjDocument) doc = NULL;
  GjPage *page;

  if (size > 60000)
    return 0;
  page = gj_text_file_read (data, size, &error);
  MUST ((page == NULL) == (error != NULL));
  if (page == NULL)
    return 0;
  doc = gj_document_new ();
  doc->n_pages = 1;
  g_ptr_array_add (doc->pages, page);
  fuzz_check_document (doc);
  return 0;
}
