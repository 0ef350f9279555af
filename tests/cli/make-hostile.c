/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * make-hostile OUTDIR SEED [PDF...]
 *
 * SEED 0: only the sound ones, for comparison.
 *
 * Writes the hostile suite: files that try to hurt whoever opens them, each with the exit
 * codes it may give in OUTDIR.expect ("name<TAB>codes"). A small report of our own and
 * the PDFs given are also cut at 20 places and damaged in 1,000 seeded ways altogether.
 */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <qpdf/qpdf-c.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/cli/mini-pdf.h"

static const char *outdir;
static FILE *expect;

static void
put (const char *name, const void *bytes, gsize n, const char *codes)
{
  g_autofree char *path = g_build_filename (outdir, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;
  g_mkdir_with_parents (folder, 0777);
  if (!g_file_set_contents (path, bytes, (gssize) n, &error))
    g_error ("%s", error->message);
  fprintf (expect, "%s\t%s\n", name, codes);
}

static void
put_pdf (const char *name, MiniPdf *pdf, const char *codes)
{
  g_autoptr (GByteArray) bytes = mini_pdf_finish (pdf);
  put (name, bytes->data, bytes->len, codes);
}

static GByteArray *
deflate (const guint8 *bytes, gsize n, guint64 repeat)
{
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GConverter) converter = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 9));
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory, converter);
  GByteArray *out = g_byte_array_new ();
  for (guint64 i = 0; i < repeat; i++)
    g_output_stream_write_all (stream, bytes, n, NULL, NULL, NULL);
  g_output_stream_close (stream, NULL, NULL);
  g_byte_array_append (out, g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (memory)),
                       (guint) g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (memory)));
  return out;
}

static char *
repeated (const char *text, guint n)
{
  GString *out = g_string_sized_new (strlen (text) * n);
  for (guint i = 0; i < n; i++)
    g_string_append (out, text);
  return g_string_free (out, FALSE);
}

/* ---- no PDF at all ---------------------------------------------------------------------- */

static void
put_other_kinds (GRand *rand)
{
  guint8 noise[50000];
  static const char html[] = "<!DOCTYPE html>\n<html><head><title>404</title></head><body>政府信息公开</body></html>\n";
  static const guint8 png_bomb[] = { 0x89, 'P',  'N',  'G', 13, 10,   26,   10, 0, 0, 0, 13, 'I',  'H',  'D',  'R', 0,
                                     1,    0x86, 0xa0, 0,   1,  0x86, 0xa0, 8,  2, 0, 0, 0,  0x11, 0x22, 0x33, 0x44 };
  static const guint8 jpeg[] = { 0xff, 0xd8, 0xff, 0xe0, 0,    16, 'J', 'F', 'I',  'F',  0,    1,    1, 0, 0,    1, 0,
                                 1,    0,    0,    0xff, 0xc0, 0,  11,  8,   0xff, 0xff, 0xff, 0xff, 1, 1, 0x11, 0 };
  static const guint8 tiff[] = {
    'I', 'I', 42, 0, 8, 0, 0, 0, 1, 0, 0, 1, 3, 0, 1, 0, 0, 0, 0xff, 0xff, 0, 0, 8, 0, 0, 0
  };
  g_autofree char *line = repeated ("政府信息公开", 300000);
  g_autofree char *hashes = repeated ("#", 400000);
  g_autofree char *pipes = repeated ("| ", 400000);

  for (gsize i = 0; i < sizeof noise; i++)
    noise[i] = (guint8) g_rand_int (rand);
  put ("empty.pdf", "", 0, "4");
  put ("one-byte.pdf", "%", 1, "4 5");
  put ("random.pdf", noise, sizeof noise, "4 5");
  put ("random.txt", noise, sizeof noise, "4 5");
  put ("random.png", noise, sizeof noise, "4 5");
  put ("html-named.pdf", html, sizeof html - 1, "4");
  put ("header-only.pdf", "%PDF-1.7\n", 9, "4");
  put ("png-bomb.png", png_bomb, sizeof png_bomb, "4 8");
  put ("huge.jpg", jpeg, sizeof jpeg, "4 8");
  put ("endless.tif", tiff, sizeof tiff, "4 8");
  put ("one-line.txt", line, strlen (line), "4 5 8");
  put ("hashes.md", hashes, strlen (hashes), "4 5 8");
  put ("pipes.md", pipes, strlen (pipes), "4 5 8");
  put ("nul.txt", "a\0b\0c", 5, "4 5");
  put ("spaces.txt", "   \n\n  ", 7, "4 5");
}

/* ---- structure -------------------------------------------------------------------------- */

static void
put_page_trees (void)
{
  MiniPdf *pdf = mini_pdf_new ();
  g_autofree char *open = repeated ("[", 200000);
  g_autofree char *dicts = repeated ("<</A", 100000);
  g_autoptr (GString) chain = g_string_new (NULL);

  mini_pdf_object (pdf, "<</Type/Catalog/Pages 2 0 R>>");
  mini_pdf_object (pdf, "<</Type/Pages/Count 0/Kids[]>>");
  put_pdf ("zero-pages.pdf", pdf, "4");

  pdf = mini_pdf_new ();
  mini_pdf_object (pdf, "<</Type/Catalog/Pages 2 0 R>>");
  mini_pdf_object (pdf, "<</Type/Pages/Count 3/Kids[2 0 R 3 0 R 2 0 R]>>");
  mini_pdf_object (pdf, "<</Type/Pages/Parent 2 0 R/Count 1/Kids[2 0 R]>>");
  put_pdf ("cyclic-tree.pdf", pdf, "4 5 8");

  pdf = mini_pdf_new ();
  mini_pdf_object (pdf, "<</Type/Catalog/Pages 2 0 R>>");
  for (guint i = 0; i < 20000; i++) {
    g_autofree char *node = g_strdup_printf ("<</Type/Pages/Count 1/Kids[%u 0 R]>>", i + 3);
    mini_pdf_object (pdf, node);
  }
  mini_pdf_object (pdf, "<</Type/Page/MediaBox[0 0 595 842]>>");
  put_pdf ("deep-tree.pdf", pdf, "4 5 8");

  pdf = mini_pdf_new ();
  mini_pdf_object (pdf, "<</Type/Catalog/Pages 2 0 R/X 3 0 R>>");
  mini_pdf_object (pdf, open);
  put_pdf ("deep-arrays.pdf", pdf, "4 5 8");
  pdf = mini_pdf_new ();
  mini_pdf_object (pdf, "<</Type/Catalog/Pages 2 0 R>>");
  mini_pdf_object (pdf, dicts);
  put_pdf ("deep-dicts.pdf", pdf, "4 5 8");

  g_string_append (chain, "%PDF-1.7\n1 0 obj 1 0 R endobj\ntrailer <</Root 1 0 R/Size 2/Prev 0>>\nstartxref\n9\n%%EOF");
  put ("self-reference.pdf", chain->str, chain->len, "4");
  put ("negative-startxref.pdf", "%PDF-1.7\nstartxref\n-99999999999\n%%EOF", 37, "4");
  put ("huge-count.pdf",
       "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 2000000000/Kids[]>>endobj\n"
       "trailer<</Root 1 0 R/Size 2000000000>>",
       146, "4 5 8");
}

static void
put_boxes (void)
{
  static const char *const boxes[] = { "0 0 1000000000 1000000000", "0 0 0 0", "-1e30 -1e30 1e30 1e30",
                                       "0 0 1e-30 1e-30",           "5 5 nan", "100 100 0 0" };
  for (guint i = 0; i < G_N_ELEMENTS (boxes); i++) {
    g_autofree char *name = g_strdup_printf ("mediabox-%u.pdf", i);
    put_pdf (name, mini_pdf_report (boxes[i], NULL), "0 4 5 8");
  }
  put_pdf ("rotate-45.pdf", mini_pdf_report ("0 0 595 842", "/Rotate 45"), "0 4 5");
  put_pdf ("crop-nowhere.pdf", mini_pdf_report ("0 0 595 842", "/CropBox[9000 9000 9001 9001]"), "0 4 5");
  put_pdf ("user-unit.pdf", mini_pdf_report ("0 0 595 842", "/UserUnit 75000"), "0 4 5 8");
}

static void
put_many_pages (void)
{
  MiniPdf *pdf = mini_pdf_new ();
  g_autoptr (GString) kids = g_string_new ("<</Type/Pages/Count 500/Kids[");
  guint content;

  for (guint i = 0; i < 500; i++)
    g_string_append_printf (kids, "%u 0 R ", i + 5);
  g_string_append (kids, "]>>");
  mini_pdf_object (pdf, "<</Type/Catalog/Pages 2 0 R>>");
  mini_pdf_object (pdf, kids->str);
  mini_pdf_object (pdf, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>");
  content = mini_pdf_stream (pdf, "", "BT /F 12 Tf 72 700 Td (An unrelated page) Tj ET", 46);
  g_assert (content == 4);
  for (guint i = 0; i < 500; i++)
    mini_pdf_object (pdf,
                     "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 3 0 R>>>>>>");
  put_pdf ("500-pages.pdf", pdf, "5 8");
}

/* ---- streams ---------------------------------------------------------------------------- */

/* One page that shows one image with the given dictionary and data. */
static MiniPdf *
image_page (const char *dictionary, const void *bytes, gsize n)
{
  MiniPdf *pdf = mini_pdf_new ();
  mini_pdf_object (pdf, "<</Type/Catalog/Pages 2 0 R>>");
  mini_pdf_object (pdf, "<</Type/Pages/Count 1/Kids[3 0 R]>>");
  mini_pdf_object (
      pdf, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>");
  mini_pdf_stream (pdf, "", "q 595 0 0 842 0 0 cm /I Do Q", 28);
  mini_pdf_stream (pdf, dictionary, bytes, n);
  return pdf;
}

static void
put_bombs (void)
{
  static guint8 zeros[1 << 20];
  g_autoptr (GByteArray) large = deflate (zeros, sizeof zeros, 256);
  g_autoptr (GByteArray) twice = deflate (large->data, large->len, 1);
  g_autofree char *drawing = repeated ("q 1 0 0 1 0 0 cm 0 0 m 9 9 l S\n", 1000);
  g_autoptr (GByteArray) operators = deflate ((const guint8 *) drawing, strlen (drawing), 2000);
  g_autofree char *texts = repeated ("BT /F 1 Tf (aaaaaaaaaaaaaaaaaaaa) Tj ET\n", 1000);
  g_autoptr (GByteArray) characters = deflate ((const guint8 *) texts, strlen (texts), 300);
  const char *image = "/Type/XObject/Subtype/Image/ColorSpace/DeviceGray/BitsPerComponent 8/Width %s/Filter%s";
  g_autofree char *wide = g_strdup_printf (image, "100000/Height 100000", "/FlateDecode");
  g_autofree char *wider = g_strdup_printf (image, "2147483647/Height 2147483647", "/FlateDecode");
  g_autofree char *negative = g_strdup_printf (image, "-5/Height -5", "/FlateDecode");

  put_pdf ("image-bomb.pdf", image_page (wide, large->data, large->len), "4 5 8");
  put_pdf ("image-overflow.pdf", image_page (wider, large->data, large->len), "4 5 8");
  put_pdf ("image-negative.pdf", image_page (negative, large->data, large->len), "4 5 8");
  put_pdf ("content-bomb.pdf", mini_pdf_page ("/Filter/FlateDecode", large->data, large->len), "4 5 8");
  put_pdf ("content-bomb-twice.pdf", mini_pdf_page ("/Filter[/FlateDecode/FlateDecode]", twice->data, twice->len),
           "4 5 8");
  put_pdf ("operators.pdf", mini_pdf_page ("/Filter/FlateDecode", operators->data, operators->len), "4 5 8");
  put_pdf ("characters.pdf", mini_pdf_page ("/Filter/FlateDecode", characters->data, characters->len), "4 5 8");
  put_pdf ("wrong-length.pdf", mini_pdf_page ("/Length 999999999", "BT ET", 5), "4 5");
}

static void
put_corrupt_streams (GRand *rand)
{
  static const char *const filters[] = { "DCTDecode",       "JBIG2Decode",  "JPXDecode",
                                         "CCITTFaxDecode",  "LZWDecode",    "ASCII85Decode",
                                         "RunLengthDecode", "NoSuchDecode", "Crypt" };
  guint8 noise[4000];

  for (guint i = 0; i < G_N_ELEMENTS (filters); i++) {
    g_autofree char *name = g_strdup_printf ("corrupt-%s.pdf", filters[i]);
    g_autofree char *dictionary = g_strdup_printf (
        "/Type/XObject/Subtype/Image/ColorSpace/DeviceRGB/BitsPerComponent 8/Width 1600/Height 2200/Filter/%s",
        filters[i]);
    for (gsize k = 0; k < sizeof noise; k++)
      noise[k] = (guint8) g_rand_int (rand);
    memcpy (noise,
            i == 0   ? "\xff\xd8\xff\xe0\0\x10JFIF"
            : i == 2 ? "\xff\x4f\xff\x51\0\x2f"
                     : "\0\0\0\0\x30\0\1\0\0\0",
            6);
    put_pdf (name, image_page (dictionary, noise, sizeof noise), "4 5 8");
  }
  for (guint depth = 0; depth < 2; depth++) {
    /* A form that draws itself, and two that draw each other twice. */
    MiniPdf *pdf = mini_pdf_new ();
    mini_pdf_object (pdf, "<</Type/Catalog/Pages 2 0 R>>");
    mini_pdf_object (pdf, "<</Type/Pages/Count 1/Kids[3 0 R]>>");
    mini_pdf_object (
        pdf, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</A 5 0 R>>>>>>");
    mini_pdf_stream (pdf, "", "/A Do", 5);
    mini_pdf_stream (pdf, "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</A 5 0 R/B 6 0 R>>>>",
                     depth == 0 ? "/A Do /A Do" : "/B Do /B Do", 11);
    mini_pdf_stream (pdf, "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</A 5 0 R/B 6 0 R>>>>",
                     "/A Do /A Do", 11);
    put_pdf (depth == 0 ? "form-in-itself.pdf" : "forms-in-each-other.pdf", pdf, "4 5 8");
  }
}

/* ---- damaged reports -------------------------------------------------------------------- */

static void
put_encrypted (const guint8 *bytes, gsize n)
{
  g_autofree char *user = g_build_filename (outdir, "user-password.pdf", NULL);
  g_autofree char *owner = g_build_filename (outdir, "owner-password.pdf", NULL);
  for (guint i = 0; i < 2; i++) {
    qpdf_data q = qpdf_init ();
    qpdf_read_memory (q, "report", (const char *) bytes, n, NULL);
    qpdf_init_write (q, i == 0 ? user : owner);
    qpdf_set_r6_encryption_parameters2 (q, i == 0 ? "secret" : "", "owner", QPDF_TRUE, QPDF_TRUE, QPDF_TRUE, QPDF_TRUE,
                                        QPDF_TRUE, QPDF_TRUE, qpdf_r3p_full, QPDF_TRUE);
    qpdf_write (q);
    qpdf_cleanup (&q);
  }
  fprintf (expect, "user-password.pdf\t4\nowner-password.pdf\t0\n");
}

static void
put_damaged (const char *stem, const guint8 *bytes, gsize n, guint variants, GRand *rand)
{
  for (guint i = 0; i < 20; i++) {
    g_autofree char *name = g_strdup_printf ("cut/%s-%02u.pdf", stem, i);
    put (name, bytes, n * i / 20, i == 0 ? "4" : "0 4 5 8");
  }
  for (guint i = 0; i < variants; i++) {
    g_autofree char *name = g_strdup_printf ("flip/%s-%04u.pdf", stem, i);
    g_autofree guint8 *copy = g_memdup2 (bytes, n);
    guint flips = 1u << g_rand_int_range (rand, 0, 8);
    for (guint k = 0; k < flips; k++)
      copy[g_rand_int_range (rand, 0, (gint32) n)] ^= (guint8) (1u << g_rand_int_range (rand, 0, 8));
    put (name, copy, n, "0 4 5 8");
  }
}

int
main (int argc, char **argv)
{
  g_autoptr (GRand) rand = NULL;
  g_autoptr (GByteArray) report = mini_pdf_finish (mini_pdf_report ("0 0 595 842", NULL));
  g_autofree char *expect_path = NULL;
  guint variants;

  if (argc < 3)
    return 2;
  outdir = argv[1];
  rand = g_rand_new_with_seed ((guint32) atoi (argv[2]));
  expect_path = g_strconcat (outdir, ".expect", NULL);
  g_mkdir_with_parents (outdir, 0777);
  expect = fopen (expect_path, "w");
  g_assert (expect != NULL);
  put ("good.pdf", report->data, report->len, "0");
  put_pdf ("missing-font.pdf", mini_pdf_report_in_font ("NoSuchFont-Anywhere", "0 0 595 842", NULL), "0");
  put_encrypted (report->data, report->len);
  if (atoi (argv[2]) == 0)
    return fclose (expect) == 0 ? 0 : 1;
  put_other_kinds (rand);
  put_page_trees ();
  put_boxes ();
  put_many_pages ();
  put_bombs ();
  put_corrupt_streams (rand);
  variants = 1000u / (guint) (argc - 2);
  put_damaged ("mini", report->data, report->len, variants, rand);
  for (int i = 3; i < argc; i++) {
    g_autofree char *bytes = NULL, *stem = g_strdup_printf ("file%d", i - 2);
    gsize n;
    if (g_file_get_contents (argv[i], &bytes, &n, NULL) && n > 0)
      put_damaged (stem, (const guint8 *) bytes, n, variants, rand);
  }
  return fclose (expect) == 0 ? 0 : 1;
}
