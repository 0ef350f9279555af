/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/gj-pdf.h"
#include "tests/cli/mini-pdf.h"
#include "tests/support/gj-cmocka.h"

#include <string.h>

/* Text that leaves no ink, and text of which the page's edge leaves some, in a page as poppler and the content stream have it. */

static char *
text_of (const char *content)
{
  g_autoptr (GByteArray) bytes = mini_pdf_finish (mini_pdf_page ("", content, strlen (content)));
  g_autoptr (GError) error = NULL;
  GjTrust trust;
  GjPdf *pdf = gj_pdf_open (bytes->data, bytes->len, &error);
  assert_non_null (pdf);
  g_autoptr (GjPage) page = gj_pdf_read_page (pdf, 1, &trust, &error);
  assert_non_null (page);
  GString *s = g_string_new (NULL);
  for (guint i = 0; i < page->glyphs->len; i++)
    g_string_append_unichar (s, g_array_index (page->glyphs, GjGlyph, i).ch);
  gj_pdf_close (pdf);
  return g_string_free (s, FALSE);
}

static void
test_hidden (void **state)
{
  static const struct {
    const char *content, *text;
  } cases[] = {
    { "BT /F 12 Tf 50 50 Td (38) Tj ET", "38" },
    { "BT /F 12 Tf 50 50 Td 1 g (9) Tj 0 g (38) Tj ET", "38" },       /* as many as are white, and no more */
    { "BT /F 12 Tf 50 50 Td 1 g (9\\0617) Tj 0 g (38) Tj ET", "38" }, /* three */
    { "BT /F 12 Tf 50 50 Td (38) Tj ET 1 g 40 40 60 40 re f", "" },   /* painted over */
    { "BT /F 12 Tf 50 50 Td (38) Tj ET 1 g 140 40 60 40 re f", "38" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = text_of (cases[i].content);
    assert_string_equal (text, cases[i].text);
  }
}

static void
test_edge (void **state)
{
  static const struct {
    const char *content, *text;
  } cases[] = {
    { "BT /F 12 Tf 50 1 Td (38) Tj ET", "38" },
    { "BT /F 12 Tf 50 836 Td (38) Tj ET", "38" },
    { "BT /F 12 Tf 50 400 Td (7) Tj 600 0 Td (38) Tj ET", "7" }, /* beside the page */
    { "BT /F 12 Tf 50 400 Td (7) Tj 0 460 Td (38) Tj ET", "7" }, /* above it */
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = text_of (cases[i].content);
    assert_string_equal (text, cases[i].text);
  }
}

int
main (void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test (test_hidden), cmocka_unit_test (test_edge) };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
