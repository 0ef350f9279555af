/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-image.h"

#include "page/gj-error.h"

#define MAX_TIFF_PAGES 10000u
#define MIN_DPI 50
#define OBLONG 1.15     /* dots so much longer than wide are seen */
#define MOST_OBLONG 4.5 /* more is no resolution, but damage */
#define MAX_DPI 1200

/* An image without a resolution, with that of a screen, or with one that makes no sheet an
 * office scans (5 to 17 inches wide), is taken for a whole A4 page. */
static double
sane_dpi (int resolution, int width, int height)
{
  double inches = resolution > 0 ? MIN (width, height) / (double) resolution : 0;
  if (resolution >= 100 && resolution <= MAX_DPI && inches >= 5 && inches <= 17)
    return resolution;
  double guess = MIN (width, height) / 8.27;
  return CLAMP (guess, MIN_DPI, MAX_DPI);
}

/* A fax has twice as many dots across as down, or half: made as many. Returns: (transfer full). */
static PIX *
with_square_dots (PIX *pix)
{
  double x = pixGetXRes (pix), y = pixGetYRes (pix);
  if (pixGetDepth (pix) != 1 || x <= 0 || y <= 0 || MAX (x, y) < MIN (x, y) * OBLONG ||
      MAX (x, y) > MIN (x, y) * MOST_OBLONG)
    return pixClone (pix);
  if ((double) pixGetWidth (pix) * pixGetHeight (pix) * MAX (x, y) / MIN (x, y) > GJ_MAX_PIXELS)
    return pixClone (pix);
  PIX *square = pixScale (pix, (float) (MAX (x, y) / x), (float) (MAX (x, y) / y));
  if (square == NULL)
    return pixClone (pix);
  pixSetResolution (square, (int) MAX (x, y), (int) MAX (x, y));
  return square;
}

static GjPixmap *
pixmap_from_pix (PIX *given, GError **error)
{
  g_autoptr (GjPix) pix = with_square_dots (given);
  g_autoptr (GjPix) flat = NULL;
  int depth = pixGetDepth (pix);
  gboolean colour = depth == 32;

  if (pixGetColormap (pix) != NULL)
    flat = pixRemoveColormap (pix, REMOVE_CMAP_BASED_ON_SRC);
  else
    flat = pixClone (pix);
  depth = pixGetDepth (flat);
  colour = depth == 32;
  if (!colour && depth != 8) {
    PIX *eight = pixConvertTo8 (flat, FALSE);
    pixDestroy (&flat);
    flat = eight;
  }
  if (flat == NULL) {
    g_set_error_literal (error, GJ_ERROR, GJ_ERROR_INPUT, "the picture cannot be converted to gray");
    return NULL;
  }

  int w = pixGetWidth (flat), h = pixGetHeight (flat);
  GjPixmap *pixmap = gj_pixmap_new ((guint) w, (guint) h, colour ? 3 : 1, sane_dpi (pixGetXRes (pix), w, h));
  if (pixmap == NULL) {
    g_set_error_literal (error, GJ_ERROR, GJ_ERROR_LIMIT, "no memory for the picture");
    return NULL;
  }
  for (int y = 0; y < h; y++) {
    const l_uint32 *in = pixGetData (flat) + (gsize) y * (gsize) pixGetWpl (flat);
    guint8 *out = pixmap->data + (gsize) y * pixmap->stride;
    for (int x = 0; x < w; x++)
      if (colour) {
        int r, g, b;
        extractRGBValues (in[x], &r, &g, &b);
        *out++ = (guint8) r;
        *out++ = (guint8) g;
        *out++ = (guint8) b;
      } else
        *out++ = GET_DATA_BYTE (in, x);
  }
  return pixmap;
}

static gboolean
check_size (int width, int height, guint page, GError **error)
{
  if (width > 0 && height > 0 && (guint64) width * (guint64) height <= GJ_MAX_PIXELS)
    return TRUE;
  g_set_error (error, GJ_ERROR, GJ_ERROR_LIMIT, "picture %u has %d × %d pixels, more than %u million (scan it smaller)",
               page, width, height, GJ_MAX_PIXELS / 1000000u);
  return FALSE;
}

static gboolean
append_pix (GPtrArray *pictures, PIX *pix, GError **error)
{
  if (pix == NULL) {
    g_set_error (error, GJ_ERROR, GJ_ERROR_INPUT, "picture %u is damaged", pictures->len + 1);
    return FALSE;
  }
  GjPixmap *pixmap = pixmap_from_pix (pix, error);
  if (pixmap == NULL)
    return FALSE;
  g_ptr_array_add (pictures, pixmap);
  return TRUE;
}

static gboolean
load_tiff (GPtrArray *pictures, const guint8 *bytes, gsize n_bytes, guint max_pages, guint *n_pages, GError **error)
{
  guint n = 0;
  int w, h, bps, spp, res, cmap, format;

  for (; n < MAX_TIFF_PAGES; n++) {
    if (readHeaderMemTiff (bytes, n_bytes, (int) n, &w, &h, &bps, &spp, &res, &cmap, &format) != 0)
      break;
    if (n >= max_pages)
      continue;
    if (!check_size (w, h, n + 1, error))
      return FALSE;
    g_autoptr (GjPix) pix = pixReadMemTiff (bytes, n_bytes, (int) n);
    if (!append_pix (pictures, pix, error))
      return FALSE;
  }
  *n_pages = n;
  if (n == 0)
    g_set_error_literal (error, GJ_ERROR, GJ_ERROR_INPUT, "the TIFF file is damaged");
  return n > 0;
}

GPtrArray *
gj_ocr_load_images (const guint8 *bytes, gsize n_bytes, guint max_pages, guint *n_pages, GError **error)
{
  g_autoptr (GPtrArray) pictures = g_ptr_array_new_with_free_func ((GDestroyNotify) gj_pixmap_free);
  int format = IFF_UNKNOWN, w = 0, h = 0, bps, spp, cmap;

  setMsgSeverity (L_SEVERITY_NONE);
  if (n_bytes < 12 || findFileFormatBuffer (bytes, &format) != 0 || format == IFF_UNKNOWN) {
    g_set_error_literal (error, GJ_ERROR, GJ_ERROR_INPUT, "not a PNG, JPEG or TIFF picture");
    return NULL;
  }
  if (format >= IFF_TIFF && format <= IFF_TIFF_ZIP) {
    if (!load_tiff (pictures, bytes, n_bytes, max_pages, n_pages, error))
      return NULL;
    return g_steal_pointer (&pictures);
  }
  if (format != IFF_PNG && format != IFF_JFIF_JPEG) {
    g_set_error_literal (error, GJ_ERROR, GJ_ERROR_INPUT, "not a PNG, JPEG or TIFF picture");
    return NULL;
  }
  if (pixReadHeaderMem (bytes, n_bytes, &format, &w, &h, &bps, &spp, &cmap) != 0) {
    g_set_error_literal (error, GJ_ERROR, GJ_ERROR_INPUT, "the picture is damaged");
    return NULL;
  }
  if (!check_size (w, h, 1, error))
    return NULL;
  g_autoptr (GjPix) pix = pixReadMem (bytes, n_bytes);
  if (!append_pix (pictures, pix, error))
    return NULL;
  *n_pages = 1;
  return g_steal_pointer (&pictures);
}
