/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/ocr/draw.h"

#include "ocr/gj-ocr-image.h"
#include "page/gj-error.h"

static void
assert_loads (PIX *pix, int format, guint channels)
{
  l_uint8 *bytes = NULL;
  size_t n = 0;
  guint pages = 0;
  g_autoptr (GError) error = NULL;

  pixSetResolution (pix, 300, 300);
  assert_int_equal (pixWriteMem (&bytes, &n, pix, format), 0);
  g_autoptr (GPtrArray) pictures = gj_ocr_load_images (bytes, n, 10, &pages, &error);
  lept_free (bytes);
  assert_non_null (pictures);
  assert_int_equal (pictures->len, 1);
  assert_int_equal (pages, 1);
  const GjPixmap *p = g_ptr_array_index (pictures, 0);
  assert_int_equal (p->width, 120);
  assert_int_equal (p->channels, channels);
  assert_int_equal ((int) (p->dpi + 0.5), 50); /* a stamp of 0.4 inches is no sheet: A4 is guessed, bounded */
}

static void
test_formats (void **state)
{
  g_autoptr (GjPix) gray = pixCreate (120, 80, 8), colour = pixCreate (120, 80, 32), bits = pixCreate (120, 80, 1);
  assert_loads (gray, IFF_PNG, 1);
  assert_loads (gray, IFF_JFIF_JPEG, 1);
  assert_loads (colour, IFF_JFIF_JPEG, 3);
  assert_loads (colour, IFF_TIFF_LZW, 3);
  assert_loads (bits, IFF_TIFF_G4, 1);
  assert_loads (bits, IFF_PNG, 1);
}

/* The height in pixels of a sheet of @w × @h dots, of @depth bits, @x and @y of which are an inch. */
static guint
height_of_sheet (int w, int h, int depth, int x, int y)
{
  g_autoptr (GjPix) pix = pixCreate (w, h, depth);
  l_uint8 *bytes = NULL;
  size_t n = 0;
  guint pages = 0;

  pixSetResolution (pix, x, y);
  assert_int_equal (pixWriteMem (&bytes, &n, pix, depth == 1 ? IFF_TIFF_G4 : IFF_TIFF_LZW), 0);
  g_autoptr (GPtrArray) pictures = gj_ocr_load_images (bytes, n, 10, &pages, NULL);
  lept_free (bytes);
  assert_non_null (pictures);
  return ((const GjPixmap *) g_ptr_array_index (pictures, 0))->height;
}

/* The dots of a fax are twice as high as wide. Of a gray picture such a resolution is a slip. */
static void
test_fax (void **state)
{
  assert_in_range (height_of_sheet (1728, 1144, 1, 204, 98), 2370, 2390);
  assert_int_equal (height_of_sheet (1728, 2292, 1, 204, 196), 2292);
  assert_int_equal (height_of_sheet (1728, 1144, 8, 204, 98), 1144);
  assert_int_equal (height_of_sheet (1728, 1144, 1, 204, 10), 1144);
}

static void
test_bomb (void **state)
{
  g_autoptr (GjPix) bits = pixCreate (20000, 20000, 1);
  l_uint8 *bytes = NULL;
  size_t n = 0;
  guint pages = 0;
  g_autoptr (GError) error = NULL;

  assert_int_equal (pixWriteMem (&bytes, &n, bits, IFF_PNG), 0);
  assert_null (gj_ocr_load_images (bytes, n, 10, &pages, &error));
  lept_free (bytes);
  assert_true (g_error_matches (error, GJ_ERROR, GJ_ERROR_LIMIT));
}

static void
test_damaged (void **state)
{
  static const guint8 png[40] = { 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a };
  static const guint8 text[] = "neither a picture nor anything else";
  guint pages = 0;
  g_autoptr (GError) error = NULL, other = NULL;

  assert_null (gj_ocr_load_images (png, sizeof png, 10, &pages, &error));
  assert_true (g_error_matches (error, GJ_ERROR, GJ_ERROR_INPUT));
  assert_null (gj_ocr_load_images (text, sizeof text, 10, &pages, &other));
  assert_true (g_error_matches (other, GJ_ERROR, GJ_ERROR_INPUT));
}

int
main (void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test (test_formats), cmocka_unit_test (test_fax),
                                      cmocka_unit_test (test_bomb), cmocka_unit_test (test_damaged) };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
