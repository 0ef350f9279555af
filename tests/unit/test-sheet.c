/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/gj-pdf.h"
#include "page/gj-pixmap.h"
#include "tests/cli/mini-pdf.h"
#include "tests/support/gj-cmocka.h"

#include <math.h>
#include <string.h>

/* Scans in a PDF whose pages are not as large as the sheets they show. */

#define WIDTH 1240 /* of the picture, of one bit: A4 at 150 dpi */
#define HEIGHT 1754

/* The picture for OCR of a page @width × @height points that shows one, over all of it or, @part of its width, within margins. */
static GjPixmap *
picture_of (double width, double height, double part)
{
  const gsize n = (gsize) ((WIDTH + 7) / 8) * HEIGHT;
  g_autofree guint8 *white = g_malloc (n);
  g_autofree char *page =
      g_strdup_printf ("<</Type/Page/Parent 2 0 R/MediaBox[0 0 %.0f %.0f]/Contents 4 0 R/Resources<</XObject<</I 5 0 "
                       "R>>>>>>",
                       width, height);
  g_autofree char *content = g_strdup_printf ("%.1f 0 0 %.1f %.1f %.1f cm /I Do", part * width, part * height,
                                              (1 - part) / 2 * width, (1 - part) / 2 * height);
  g_autofree char *dictionary = g_strdup_printf ("/Type/XObject/Subtype/Image/Width %u/Height %u/ColorSpace/DeviceGray"
                                                 "/BitsPerComponent 1",
                                                 WIDTH, HEIGHT);
  memset (white, 0xFF, n);
  MiniPdf *pdf = mini_pdf_new ();
  mini_pdf_object (pdf, "<</Type/Catalog/Pages 2 0 R>>");
  mini_pdf_object (pdf, "<</Type/Pages/Count 1/Kids[3 0 R]>>");
  mini_pdf_object (pdf, page);
  mini_pdf_stream (pdf, "", content, strlen (content));
  mini_pdf_stream (pdf, dictionary, white, n);
  g_autoptr (GByteArray) bytes = mini_pdf_finish (pdf);
  g_autoptr (GError) error = NULL;
  GjTrust trust;
  GjPdf *file = gj_pdf_open (bytes->data, bytes->len, &error);
  assert_non_null (file);
  g_autoptr (GjPage) read = gj_pdf_read_page (file, 1, &trust, &error);
  assert_non_null (read);
  GjPixmap *pixmap = gj_pdf_page_picture (file, read, &error);
  assert_non_null (pixmap);
  gj_pdf_close (file);
  return pixmap;
}

/* A page for which a pixel was taken for a point, or which is smaller than any an office scans, is a whole A4 sheet. */
static void
test_whole_page (void **state)
{
  static const double sizes[][2] = { { 595, 842 }, { 1240, 1754 }, { 149, 210.5 }, { 2480, 3508 } };
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++) {
    g_autoptr (GjPixmap) pixmap = picture_of (sizes[i][0], sizes[i][1], 1);
    assert_int_equal (pixmap->width, WIDTH); /* the embedded one */
    assert_true (fabs (pixmap->dpi - 150) < 2);
  }
}

/* Other sheets are what they are. */
static void
test_other_sheets (void **state)
{
  g_autoptr (GjPixmap) large = picture_of (842, 1191, 1), small = picture_of (420, 595, 1);
  assert_true (fabs (large->dpi - 106) < 2);
  assert_true (fabs (small->dpi - 212) < 2);
}

/* A page that has to be rendered is not made larger than its sheet either. */
static void
test_rendered_page (void **state)
{
  g_autoptr (GjPixmap) pixmap = picture_of (1240, 1754, 0.95);
  assert_true (fabs (pixmap->dpi - 158) < 2);
  assert_in_range (pixmap->width, 1295, 1315);
}

int
main (void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test (test_whole_page), cmocka_unit_test (test_other_sheets),
                                      cmocka_unit_test (test_rendered_page) };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
