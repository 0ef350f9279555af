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
    { "q 40 40 23 40 re W n BT /F 12 Tf 50 50 Td (387) Tj ET Q", "38" }, /* the rest is clipped away */
    { "q 1 1 5 5 re W n BT /F 12 Tf 20 50 Td (9) Tj ET Q BT /F 12 Tf 50 50 Td (38) Tj ET", "38" },
    { "q 0 0 300 300 re W n BT /F 12 Tf 50 50 Td (387) Tj ET Q", "387" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = text_of (cases[i].content);
    assert_string_equal (text, cases[i].text);
  }
}

/* What text is to be read as is no figure that nobody sees. */
static void
test_replaced (void **state)
{
  static const struct {
    const char *content, *text;
  } cases[] = {
    { "BT /F 12 Tf 50 50 Td /Span <</ActualText (71)>> BDC (38) Tj EMC ET", "38" },
    { "BT /F 12 Tf 50 50 Td /Span <</ActualText <FEFF00370031>>> BDC (38) Tj EMC ET", "38" },
    { "BT /F 12 Tf 50 50 Td /Span <</ActualText (\\376\\377\\0007)>> BDC (38) Tj EMC ET", "38" },
    { "BT /F 12 Tf 50 50 Td /Span <</ActualText ()>> BDC (38) Tj EMC ET", "38" },
    { "BT /F 12 Tf 50 50 Td /Span <</ActualText <FEFF>>> BDC (38) Tj EMC ET", "38" },
    { "BT /F 12 Tf 50 50 Td /Span <</ActualText <FEFF00610062>>> BDC (38) Tj EMC ET", "ab" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = text_of (cases[i].content);
    assert_string_equal (text, cases[i].text);
  }
}

/* Annotations that show something: it is in no text layer, and what they cover is not sure. */
static void
test_annotations (void **state)
{
  static const struct {
    const char *annotation;
    gboolean seen;
  } cases[] = {
    { "/Subtype /FreeText /Contents (7)", TRUE },
    { "/Subtype /Widget /FT /Tx /V (7)", TRUE },
    { "/Subtype /Widget /FT /Tx", FALSE }, /* not filled in */
    { "/Subtype /FreeText /Contents (7) /F 2", FALSE },
    { "/Subtype /Highlight /Contents (7)", FALSE },
    { "/Subtype /Link", FALSE },
  };
  static const char content[] = "BT /F 12 Tf 50 50 Td (38) Tj ET";
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    MiniPdf *pdf = mini_pdf_new ();
    g_autofree char *page_object = g_strdup_printf (
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F << /Type /Font "
        "/Subtype /Type1 /BaseFont /Helvetica >> >> >> /Annots [ << /Type /Annot /Rect [40 40 100 70] %s >> ] >>",
        cases[i].annotation);
    mini_pdf_object (pdf, "<< /Type /Catalog /Pages 2 0 R >>");
    mini_pdf_object (pdf, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
    mini_pdf_object (pdf, page_object);
    mini_pdf_stream (pdf, "", content, strlen (content));
    g_autoptr (GByteArray) bytes = mini_pdf_finish (pdf);
    GjTrust trust;
    GjPdf *file = gj_pdf_open (bytes->data, bytes->len, NULL);
    assert_non_null (file);
    g_autoptr (GjPage) page = gj_pdf_read_page (file, 1, &trust, NULL);
    assert_int_equal (page->glyphs->len, 2);
    assert_int_equal (g_array_index (page->glyphs, GjGlyph, 0).confidence, cases[i].seen ? 0 : 100);
    assert_int_equal (gj_page_has_unread (page, &(GjBox){ 30, 770, 110, 805 }), cases[i].seen);
    assert_false (gj_page_has_unread (page, &(GjBox){ 130, 770, 210, 805 }));
    gj_pdf_close (file);
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
  const struct CMUnitTest tests[] = { cmocka_unit_test (test_hidden), cmocka_unit_test (test_edge),
                                      cmocka_unit_test (test_replaced), cmocka_unit_test (test_annotations) };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
