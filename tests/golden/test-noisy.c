/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/gj-pdf.h"
#include "page/gj-error.h"
#include "tests/golden/gj-golden.h"
#include "tests/support/gj-cmocka.h"

#include <glib/gstdio.h>
#include <leptonica/allheaders.h>
#include <math.h>

/* A real report, printed and scanned as offices do it, gives what its text gives. The scans are made here, always alike: turned, faded,
 * noisy, compressed. */

#define REPORT "real/huaian-2024.pdf"
#define TRUTH "huaian-2024.truth.json"

typedef struct {
  const char *name;
  double dpi, angle; /* degrees */
  double contrast;   /* of ink to paper: 1 is black on white */
  double sigma;      /* of the noise, in levels of 255 */
  int quality;       /* of JPEG; 0: one bit */
  int threshold;     /* between ink and paper, for one bit */
  gboolean whole;    /* nothing may be lost; else no wrong figure may lack a flag */
} Scan;

static const Scan scans[] = {
  { "150 dpi, faded and very noisy", 150, 0.5, 0.72, 14, 52, 0, TRUE },
  { "200 dpi, skewed", 200, -0.8, 0.85, 8, 40, 0, TRUE },
  { "200 dpi, one bit", 200, 0.3, 1, 12, 0, 190, TRUE },
  { "150 dpi, one bit, thin strokes lost", 150, 0, 1, 0, 0, 128, FALSE },
};

static const char *shared;

/* One of twelve even random numbers' sums: near enough to a normal distribution of deviation 1. */
static double
normal (GRand *random)
{
  double sum = -6;
  for (int i = 0; i < 12; i++)
    sum += g_rand_double (random);
  return sum;
}

static int
level (double v)
{
  return (int) lround (CLAMP (v, 0, 255));
}

/* @page as it comes from a scanner: 8 bits, or 1. */
static PIX *
scan_page (const GjPixmap *page, const Scan *scan, GRand *random)
{
  PIX *flat = pixCreate ((l_int32) page->width, (l_int32) page->height, 8);
  for (guint y = 0; y < page->height; y++)
    for (guint x = 0; x < page->width; x++) {
      const guint8 *p = page->data + y * page->stride + x * page->channels;
      int v = page->channels == 1 ? p[0] : (p[0] * 3 + p[1] * 6 + p[2]) / 10;
      pixSetPixel (flat, (l_int32) x, (l_int32) y, (l_uint32) v);
    }
  PIX *turned = pixRotate (flat, (l_float32) (scan->angle * G_PI / 180), L_ROTATE_AREA_MAP, L_BRING_IN_WHITE, 0, 0);
  pixDestroy (&flat);
  for (guint y = 0; y < page->height; y++)
    for (guint x = 0; x < page->width; x++) {
      l_uint32 v;
      pixGetPixel (turned, (l_int32) x, (l_int32) y, &v);
      pixSetPixel (turned, (l_int32) x, (l_int32) y,
                   (l_uint32) level (255 - (255 - (double) v) * scan->contrast + scan->sigma * normal (random)));
    }
  PIX *out;
  if (scan->quality == 0)
    out = pixThresholdToBinary (turned, scan->threshold);
  else {
    l_uint8 *bytes = NULL;
    size_t n = 0;
    assert_int_equal (pixWriteMemJpeg (&bytes, &n, turned, scan->quality, 0), 0);
    out = pixReadMemJpeg (bytes, n, 0, 1, NULL, 0);
    lept_free (bytes);
  }
  pixDestroy (&turned);
  assert_non_null (out);
  pixSetResolution (out, (l_int32) scan->dpi, (l_int32) scan->dpi);
  return out;
}

/* Writes the pages of @pdf as a scan. Returns: (transfer full): the path of a TIFF. */
static char *
make_scan (GjPdf *pdf, const Scan *scan)
{
  g_autoptr (GError) error = NULL;
  GRand *random = g_rand_new_with_seed (20211);
  char *path = NULL;
  int fd = g_file_open_tmp ("gouji-XXXXXX.tif", &path, &error);
  assert_true (fd >= 0);
  g_close (fd, NULL);
  for (guint n = 1; n <= gj_pdf_n_pages (pdf); n++) {
    g_autoptr (GjPixmap) page = gj_pdf_render (pdf, n, NULL, scan->dpi, &error);
    assert_non_null (page);
    PIX *pix = scan_page (page, scan, random);
    assert_int_equal (pixWriteTiff (path, pix, scan->quality == 0 ? IFF_TIFF_G4 : IFF_TIFF_LZW, n == 1 ? "w" : "a"), 0);
    pixDestroy (&pix);
  }
  g_rand_free (random);
  return path;
}

static void
test_scans (void **state)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *file = g_build_filename (shared, REPORT, NULL), *folder = g_build_filename (shared, "real", NULL);
  g_autofree char *bytes = NULL;
  gsize n = 0;
  if (!g_file_get_contents (file, &bytes, &n, NULL)) {
    print_message ("skipped: no %s\n", file);
    skip ();
  }
  json_object *truth = gj_golden_load (folder, TRUTH);
  assert_non_null (truth);
  g_autoptr (GjPdf) pdf = gj_pdf_open ((const guint8 *) bytes, n, &error);
  assert_non_null (pdf);
  for (gsize i = 0; i < G_N_ELEMENTS (scans); i++) {
    g_autofree char *path = make_scan (pdf, &scans[i]);
    g_autoptr (GjConversion) c = gj_convert_file (path, NULL, &error);
    g_unlink (path);
    if (c == NULL && gj_error_exit_code (error) == GJ_ERROR_MISSING_DATA) {
      print_message ("skipped: %s\n", error->message);
      json_object_put (truth);
      skip ();
    }
    if (c == NULL)
      fail_msg ("%s: %s", scans[i].name, error->message);
    json_object *output = json_tokener_parse (c->json);
    guint n_cells, unflagged, differing = gj_golden_count_differing (truth, output, &n_cells, &unflagged);
    assert_int_equal (n_cells, 200);
    gboolean verified = strcmp (gj_golden_string (output, "status"), "verified") == 0;
    if (unflagged > 0 || (verified && differing > 0))
      fail_msg ("%s: %u cells are wrong without a flag", scans[i].name, unflagged);
    if (scans[i].whole && (!verified || differing > 0))
      fail_msg ("%s: %s, %u cells differ", scans[i].name, gj_golden_string (output, "status"), differing);
    json_object_put (output);
  }
  json_object_put (truth);
}

int
main (int argc, char **argv)
{
  shared = argc > 1 ? argv[1] : "../shared";
  if (!gj_golden_has_shared (shared))
    return GJ_GOLDEN_SKIP;
  const struct CMUnitTest tests[] = { cmocka_unit_test (test_scans) };
  return cmocka_run_group_tests_name ("real report as a scan", tests, NULL, NULL);
}
