/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/gj-pdf.h"
#include "tests/cli/mini-pdf.h"
#include "tests/support/gj-cmocka.h"

#include <string.h>

/* Text that leaves no ink, and text of which the page's edge leaves some, in a page as poppler and the content stream have it. */

static GjPage *
page_of (const char *content)
{
  g_autoptr (GByteArray) bytes = mini_pdf_finish (mini_pdf_page ("", content, strlen (content)));
  g_autoptr (GError) error = NULL;
  GjTrust trust;
  GjPdf *pdf = gj_pdf_open (bytes->data, bytes->len, &error);
  assert_non_null (pdf);
  GjPage *page = gj_pdf_read_page (pdf, 1, &trust, &error);
  assert_non_null (page);
  gj_pdf_close (pdf);
  return page;
}

static char *
text_of (const char *content)
{
  g_autoptr (GjPage) page = page_of (content);
  GString *s = g_string_new (NULL);
  for (guint i = 0; i < page->glyphs->len; i++)
    g_string_append_unichar (s, g_array_index (page->glyphs, GjGlyph, i).ch);
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
    { "BT /F 12 Tf 50 50 Td (38) Tj ET 1 g 40 40 m 100 38 l 102 80 l 38 78 l h f", "" }, /* by no rectangle */
    { "BT /F 12 Tf 50 50 Td (38) Tj ET 1 G 20 w 40 54 m 100 54 l S", "" },               /* by a thick line */
    { "BT /F 12 Tf 50 50 Td (38) Tj ET 1 g 57 40 20 40 re f", "3" },                     /* the second digit */
    { "BT /F 12 Tf 50 50 Td (38) Tj ET q 60 0 0 40 40 40 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \377 EI Q",
      "" }, /* by a picture */
    { "BT /F 12 Tf 50 50 Td (38) Tj ET 1 g 140 40 60 40 re f", "38" },
    { "q 40 40 23 40 re W n BT /F 12 Tf 50 50 Td (387) Tj ET Q", "38" }, /* the rest is clipped away */
    { "q 40 40 m 63 40 l 63 60 63 70 63 80 c 40 80 l h W n BT /F 12 Tf 50 50 Td (387) Tj ET Q", "38" }, /* by a curve */
    { "q 1 1 5 5 re W n BT /F 12 Tf 20 50 Td (9) Tj ET Q BT /F 12 Tf 50 50 Td (38) Tj ET", "38" },
    { "q 0 0 300 300 re W n BT /F 12 Tf 50 50 Td (387) Tj ET Q", "387" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = text_of (cases[i].content);
    assert_string_equal (text, cases[i].text);
  }
}

/* What is painted over a figure leaves the one next to it unsure, and where it is no paper something is there. */
static void
test_painted_over (void **state)
{
  static const struct {
    const char *content;
    guint n, confidence;
    gboolean unread;
  } cases[] = {
    { "BT /F 12 Tf 50 50 Td (387) Tj ET 1 g 40 40 16.5 40 re f", 2, 0, FALSE }, /* the first digit */
    { "BT /F 12 Tf 50 50 Td (387) Tj ET 1 g 63.6 40 20 40 re f", 2, 0, FALSE }, /* the last one */
    { "BT /F 12 Tf 50 50 Td (387) Tj ET 0 g 40 40 60 40 re f", 0, 0, TRUE },
    { "BT /F 12 Tf 50 50 Td (387) Tj ET 1 0 0 rg 40 40 60 40 re f", 0, 0, TRUE },
    { "BT /F 12 Tf 50 50 Td (387) Tj ET 1 g 40 40 60 40 re f", 0, 0, FALSE },
    { "BT /F 12 Tf 50 50 Td (387) Tj ET q 60 0 0 40 40 40 cm BI /W 2 /H 1 /CS /G /BPC 8 ID ab EI Q 0 G 40 54 m 90 56 l "
      "S",
      3, 0, FALSE },                                                         /* a picture with something on it */
    { "0 g 40 40 60 40 re f BT /F 12 Tf 50 50 Td (387) Tj ET", 0, 0, TRUE }, /* black on black */
    { "0 g 40 40 60 40 re f 1 g 41 41 58 38 re f 0 g BT /F 12 Tf 50 50 Td (387) Tj ET", 3, 100, FALSE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GjPage) page = page_of (cases[i].content);
    guint8 least = 100;
    for (guint k = 0; k < page->glyphs->len; k++)
      least = MIN (least, g_array_index (page->glyphs, GjGlyph, k).confidence);
    assert_int_equal (page->glyphs->len, cases[i].n);
    assert_true (cases[i].n == 0 || least == cases[i].confidence);
    assert_int_equal (page->unread->len > 0, cases[i].unread);
  }
}

/* A pen's stroke on a page that is drawn large is so, too. */
static void
test_large_page (void **state)
{
  static const char content[] = "4 0 0 4 0 0 cm 40 40 m 41 39 l 72 60 l 71 61 l h f";
  for (guint size = 1; size < 5; size += 3) {
    MiniPdf *pdf = mini_pdf_new ();
    g_autofree char *object =
        g_strdup_printf ("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %u %u] /Contents 4 0 R /Resources << >> >>",
                         595 * size, 842 * size);
    mini_pdf_object (pdf, "<< /Type /Catalog /Pages 2 0 R >>");
    mini_pdf_object (pdf, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
    mini_pdf_object (pdf, object);
    mini_pdf_stream (pdf, "", content, strlen (content));
    g_autoptr (GByteArray) bytes = mini_pdf_finish (pdf);
    GjTrust trust;
    GjPdf *file = gj_pdf_open (bytes->data, bytes->len, NULL);
    g_autoptr (GjPage) page = gj_pdf_read_page (file, 1, &trust, NULL);
    assert_int_equal (page->strokes->len > 0, size > 1);
    gj_pdf_close (file);
  }
}

/* Figures that stand on their heads, or in a mirror, are not sure, unless all of the page is such. */
static void
test_turned (void **state)
{
  static const char upright[] =
      "BT /F 12 Tf 50 50 Td (38) Tj 0 20 Td (1) Tj 0 20 Td (2) Tj 0 20 Td (3) Tj 0 20 Td (4) Tj 0 20 Td (5) Tj ET";
  static const char *const turned[] = { "BT /F 12 Tf -1 0 0 -1 90 320 Tm (6) Tj ET",
                                        "BT /F 12 Tf -1 0 0 1 90 320 Tm (6) Tj ET" };
  for (gsize i = 0; i < G_N_ELEMENTS (turned); i++) {
    g_autofree char *content = g_strconcat (upright, " ", turned[i], NULL);
    g_autoptr (GjPage) page = page_of (content), all = page_of (turned[i]);
    guint unsure = 0;
    for (guint k = 0; k < page->glyphs->len; k++)
      unsure += g_array_index (page->glyphs, GjGlyph, k).confidence < 60;
    assert_int_equal (page->glyphs->len, 8);
    assert_int_equal (unsure, 1);
    assert_int_equal (g_array_index (all->glyphs, GjGlyph, 0).confidence, 100);
  }
}

/* A pattern of more than a ground may hold a figure; painted over one, it may be a stroke through it. */
static void
test_patterns (void **state)
{
  static const struct {
    const char *tile, *content;
    gboolean unread, doubtful;
  } cases[] = {
    { "0 0 m 4 4 l S", "/Pattern cs /P scn 140 50 30 8 re f BT 0 g /F 12 Tf 50 50 Td (38) Tj ET", TRUE, FALSE },
    { "0 0 m 4 4 l S", "BT /F 12 Tf 50 50 Td (38) Tj ET /Pattern cs /P scn 45 50 30 8 re f", TRUE, TRUE },
    { "0 0 m 4 4 l S", "BT /F 12 Tf 50 50 Td (38) Tj ET /Pattern cs /P scn 45 30 30 8 re f", TRUE, FALSE }, /* below */
    { "0 0 m 4 4 l S", "/Pattern cs /P scn 0 0 500 600 re f", FALSE, FALSE }, /* the page's ground */
    { "0.9 g 0 0 4 4 re f", "/Pattern cs /P scn 140 50 30 8 re f", FALSE, FALSE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    MiniPdf *pdf = mini_pdf_new ();
    mini_pdf_object (pdf, "<< /Type /Catalog /Pages 2 0 R >>");
    mini_pdf_object (pdf, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
    mini_pdf_object (pdf, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Pattern "
                          "<< /P 5 0 R >> /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>");
    mini_pdf_stream (pdf, "", cases[i].content, strlen (cases[i].content));
    mini_pdf_stream (
        pdf,
        "/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 4 4] /XStep 4 /YStep 4 /Resources << >>",
        cases[i].tile, strlen (cases[i].tile));
    g_autoptr (GByteArray) bytes = mini_pdf_finish (pdf);
    GjTrust trust;
    GjPdf *file = gj_pdf_open (bytes->data, bytes->len, NULL);
    g_autoptr (GjPage) page = gj_pdf_read_page (file, 1, &trust, NULL);
    assert_int_equal (page->unread->len > 0, cases[i].unread);
    for (guint k = 0; k < page->glyphs->len; k++)
      assert_int_equal (g_array_index (page->glyphs, GjGlyph, k).confidence, cases[i].doubtful ? 0 : 100);
    gj_pdf_close (file);
  }
}

/* A figure of which its font does not say what it is, or says that it is a space, stands in no empty cell; a space does. */
static void
test_mute (void **state)
{
  static const char map[] = "2 beginbfchar <38> <0001> <20> <0020> endbfchar 2 beginbfrange <39> <3B> [<0000> <0020> "
                            "<0041>] <21> <22> <00A0> endbfrange";
  static const struct {
    const char *shown;
    gboolean unread;
  } cases[] = { { "(8)", TRUE }, { "<38>", TRUE }, { "(\\0708)", TRUE }, { "( )", FALSE },  { "<20>", FALSE },
                { "(9)", TRUE }, { "(:)", TRUE },  { "(!)", TRUE },      { "(\")", FALSE }, { "(7)", FALSE } };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    MiniPdf *pdf = mini_pdf_new ();
    g_autofree char *content = g_strdup_printf ("40 40 60 40 re S 100 40 60 40 re S BT /F 12 Tf 50 50 Td %s Tj ET "
                                                "BT /F 12 Tf 300 300 Td (7) Tj ET",
                                                cases[i].shown);
    mini_pdf_object (pdf, "<< /Type /Catalog /Pages 2 0 R >>");
    mini_pdf_object (pdf, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
    mini_pdf_object (
        pdf, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F << /Type "
             "/Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 5 0 R >> >> >> >>");
    mini_pdf_stream (pdf, "", content, strlen (content));
    mini_pdf_stream (pdf, "", map, strlen (map));
    g_autoptr (GByteArray) bytes = mini_pdf_finish (pdf);
    GjTrust trust;
    GjPdf *file = gj_pdf_open (bytes->data, bytes->len, NULL);
    g_autoptr (GjPage) page = gj_pdf_read_page (file, 1, &trust, NULL);
    assert_int_equal (trust, GJ_TRUST_OK);
    if (gj_page_has_unread (page, &(GjBox){ 40, 762, 100, 802 }) != cases[i].unread)
      fail_msg ("case %u: %u unread, %u glyphs, trust %d", (guint) i, page->unread->len, page->glyphs->len,
                (int) trust);
    gj_pdf_close (file);
  }
}

/* A page with a dozen fields that are filled in is read from its picture; not one with as many strokes through figures, which a picture may be
 * read without. */
static void
test_filled_in (void **state)
{
  static const char content[] = "BT /F 12 Tf 50 50 Td (38) Tj ET";
  for (guint n = 11; n < 14; n++) {
    const char *kind = n < 13 ? "/Subtype /Widget /FT /Tx /V" : "/Subtype /StrikeOut /Contents";
    MiniPdf *pdf = mini_pdf_new ();
    GString *object =
        g_string_new ("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font "
                      "<< /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> /Annots [");
    for (guint i = 0; i < n; i++)
      g_string_append_printf (object, "<< /Type /Annot %s (7) /Rect [40 %u 100 %u] >>", kind, 100 + 20 * i,
                              115 + 20 * i);
    g_string_append (object, "] >>");
    mini_pdf_object (pdf, "<< /Type /Catalog /Pages 2 0 R >>");
    mini_pdf_object (pdf, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
    mini_pdf_object (pdf, object->str);
    mini_pdf_stream (pdf, "", content, strlen (content));
    g_string_free (object, TRUE);
    g_autoptr (GByteArray) bytes = mini_pdf_finish (pdf);
    GjTrust trust;
    GjPdf *file = gj_pdf_open (bytes->data, bytes->len, NULL);
    g_autoptr (GjPage) page = gj_pdf_read_page (file, 1, &trust, NULL);
    assert_int_equal (trust, n == 12 ? GJ_TRUST_PICTURE : GJ_TRUST_OK);
    gj_pdf_close (file);
  }
}

/* Strokes of a pen, in whichever way they are drawn; letters, rings, frames and rules are none. */
static void
test_strokes (void **state)
{
  static const struct {
    const char *content;
    gboolean stroke;
  } cases[] = {
    { "40 40 m 70 60 l S", TRUE },
    { "40 40 m 70 60 l h S", TRUE },
    { "40 40 m 41 40 l 70 60 l 69 60 l h f", TRUE }, /* thin, and filled */
    { "40 40 m 50 60 60 20 70 45 c S", TRUE },       /* bent */
    { "40 40 m 50 60 60 45 v 70 20 80 45 y S", TRUE },
    { "1 0 0 RG 40 40 m 55 58 l 70 44 l S", TRUE },
    { "0.9 0.4 -0.4 0.9 50 50 cm 0 0 40 0.8 re f", TRUE },
    { "40 40 m 70 40 l S", FALSE },                   /* a rule */
    { "40 40 m 70 40 l 70 60 l 40 60 l h S", FALSE }, /* a frame */
    { "40 40 m 41 42 l S", FALSE },                   /* a speck */
    { "0.8 G 40 40 m 70 60 l S", FALSE },             /* faint */
    { "1 G 40 40 m 70 60 l S", FALSE },
    { "40 40 m 70 60 l n", FALSE },
    { "q 100 100 50 50 re W n 40 40 m 70 60 l S Q", FALSE },            /* clipped away */
    { "100 50 m 100 78 50 78 50 50 c 50 22 100 22 100 50 c S", FALSE }, /* a ring */
    { "40 40 m 60 42 l 70 60 l 50 58 l h f", FALSE },                   /* a broad shape */
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GjPage) page = page_of (cases[i].content);
    if ((page->strokes->len > 0) != cases[i].stroke)
      fail_msg ("case %u: %u strokes", (guint) i, page->strokes->len);
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
    { "/Subtype /Widget /FT /Tx", FALSE },                   /* not filled in */
    { "/Subtype /Widget /FT /Tx /AP << /N 4 0 R >>", TRUE }, /* but shown with something */
    { "/Subtype /FreeText /Contents (7) /F 2", FALSE },
    { "/Subtype /Highlight /Contents (7)", FALSE },
    { "/Subtype /Link", FALSE },
    { "/Subtype /Watermark /Contents (7)", TRUE },
    { "/Subtype /Widget /FT /Btn /AS /On /AP << /N << /On 4 0 R >> >>", TRUE },
    { "/Subtype /Widget /FT /Btn /AS /Off /AP << /N << /On 4 0 R >> >>", FALSE },
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
  const struct CMUnitTest tests[] = { cmocka_unit_test (test_hidden),     cmocka_unit_test (test_painted_over),
                                      cmocka_unit_test (test_strokes),    cmocka_unit_test (test_large_page),
                                      cmocka_unit_test (test_turned),     cmocka_unit_test (test_filled_in),
                                      cmocka_unit_test (test_mute),       cmocka_unit_test (test_patterns),
                                      cmocka_unit_test (test_edge),       cmocka_unit_test (test_replaced),
                                      cmocka_unit_test (test_annotations) };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
