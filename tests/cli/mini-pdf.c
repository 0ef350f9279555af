/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/cli/mini-pdf.h"

#include <string.h>

struct MiniPdf {
  GByteArray *bytes;
  GArray *offsets; /* of guint */
};

static void
append (MiniPdf *pdf, const char *text)
{
  g_byte_array_append (pdf->bytes, (const guint8 *) text, (guint) strlen (text));
}

MiniPdf *
mini_pdf_new (void)
{
  MiniPdf *pdf = g_new0 (MiniPdf, 1);
  pdf->bytes = g_byte_array_new ();
  pdf->offsets = g_array_new (FALSE, FALSE, sizeof (guint));
  append (pdf, "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n");
  return pdf;
}

static guint
begin (MiniPdf *pdf)
{
  g_autofree char *head = NULL;
  g_array_append_val (pdf->offsets, pdf->bytes->len);
  head = g_strdup_printf ("%u 0 obj\n", pdf->offsets->len);
  append (pdf, head);
  return pdf->offsets->len;
}

guint
mini_pdf_object (MiniPdf *pdf, const char *body)
{
  guint number = begin (pdf);
  append (pdf, body);
  append (pdf, "\nendobj\n");
  return number;
}

guint
mini_pdf_stream (MiniPdf *pdf, const char *dictionary, const void *bytes, gsize n)
{
  guint number = begin (pdf);
  g_autofree char *length =
      strstr (dictionary, "/Length") != NULL ? g_strdup ("") : g_strdup_printf ("/Length %" G_GSIZE_FORMAT, n);
  append (pdf, "<<");
  append (pdf, dictionary);
  append (pdf, length);
  append (pdf, ">>\nstream\n");
  g_byte_array_append (pdf->bytes, bytes, (guint) n);
  append (pdf, "\nendstream\nendobj\n");
  return number;
}

GByteArray *
mini_pdf_finish (MiniPdf *pdf)
{
  GByteArray *bytes = pdf->bytes;
  guint start = bytes->len;
  g_autoptr (GString) tail = g_string_new (NULL);

  g_string_append_printf (tail, "xref\n0 %u\n0000000000 65535 f \n", pdf->offsets->len + 1);
  for (guint i = 0; i < pdf->offsets->len; i++)
    g_string_append_printf (tail, "%010u 00000 n \n", g_array_index (pdf->offsets, guint, i));
  g_string_append_printf (tail, "trailer\n<</Root 1 0 R/Size %u>>\nstartxref\n%u\n%%%%EOF\n", pdf->offsets->len + 1,
                          start);
  append (pdf, tail->str);
  g_array_unref (pdf->offsets);
  g_free (pdf);
  return bytes;
}

MiniPdf *
mini_pdf_page (const char *dictionary, const void *content, gsize n)
{
  MiniPdf *pdf = mini_pdf_new ();
  mini_pdf_object (pdf, "<</Type/Catalog/Pages 2 0 R>>");
  mini_pdf_object (pdf, "<</Type/Pages/Count 1/Kids[3 0 R]>>");
  mini_pdf_object (pdf,
                   "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>");
  mini_pdf_stream (pdf, dictionary, content, n);
  mini_pdf_object (pdf, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>");
  return pdf;
}

/* Headings and prose, no tables: enough to be known as a report. */
static const char *const lines[] = {
  "某某市人民政府2024年政府信息公开工作年度报告",
  "一、总体情况",
  "2024年，我市公开政府信息123条。",
  "二、主动公开政府信息情况",
  "主动公开规章1件。",
  "三、收到和处理政府信息公开申请情况",
  "收到申请5件。",
  "四、政府信息公开行政复议、行政诉讼情况",
  "没有发生。",
  "五、存在的主要问题及改进情况",
  "存在的问题是人员不足。",
  "六、其他需要报告的事项",
  "没有其他需要报告的事项。",
};

static char *
report_content (void)
{
  GString *out = g_string_new ("BT /F 14 Tf 60 780 Td 30 TL\n");
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++) {
    gsize n = 0;
    g_autofree char *gbk = g_convert (lines[i], -1, "GBK", "UTF-8", NULL, &n, NULL);
    g_assert (gbk != NULL);
    g_string_append_c (out, '<');
    for (gsize k = 0; k < n; k++)
      g_string_append_printf (out, "%02x", (guchar) gbk[k]);
    g_string_append (out, "> Tj T*\n");
  }
  g_string_append (out, "ET\n");
  return g_string_free (out, FALSE);
}

MiniPdf *
mini_pdf_report_in_font (const char *font, const char *media_box, const char *more)
{
  MiniPdf *pdf = mini_pdf_new ();
  g_autofree char *content = report_content ();
  g_autofree char *page =
      g_strdup_printf ("<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>%s>>",
                       media_box, more != NULL ? more : "");
  g_autofree char *outer =
      g_strdup_printf ("<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/GBK-EUC-H/DescendantFonts[6 0 R]>>", font);
  g_autofree char *inner = g_strdup_printf (
      "<</Type/Font/Subtype/CIDFontType0/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>"
      "/FontDescriptor 7 0 R/DW 1000/W[1 95 500 814 907 500]>>",
      font);
  g_autofree char *descriptor = g_strdup_printf (
      "<</Type/FontDescriptor/FontName/%s/Flags 6/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 880/Descent -120"
      "/CapHeight 880/StemV 80>>",
      font);

  mini_pdf_object (pdf, "<</Type/Catalog/Pages 2 0 R>>");
  mini_pdf_object (pdf, "<</Type/Pages/Count 1/Kids[3 0 R]>>");
  mini_pdf_object (pdf, page);
  mini_pdf_stream (pdf, "", content, strlen (content));
  mini_pdf_object (pdf, outer);
  mini_pdf_object (pdf, inner);
  mini_pdf_object (pdf, descriptor);
  return pdf;
}

MiniPdf *
mini_pdf_report (const char *media_box, const char *more)
{
  return mini_pdf_report_in_font ("STSong-Light", media_box, more);
}
