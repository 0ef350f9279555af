/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-prose.h"

#include "ocr/gj-ocr-picture.h"

#define MAX_BLOCK_MS 12000
#define MIN_MEAN_CONFIDENCE 55

/* Shrinks @band to the ink in it. @ink is reduced by @factor. FALSE if there is none. */
static gboolean
tighten (PIX *ink, int factor, double dpi, GjOcrRect *band)
{
  GjOcrRect small = { band->x0 / factor, band->y0 / factor, band->x1 / factor, band->y1 / factor };
  g_autoptr (GjPix) clip = gj_ocr_clip (ink, &small);
  if (clip == NULL)
    return FALSE;
  /* a lone speck is no text */
  g_autoptr (GjPix) open = pixOpenBrick (NULL, clip, 1, 1);
  g_autoptr (GjBoxa) boxes = pixConnCompBB (clip, 8);
  double speck = dpi / factor / 40;
  GjOcrRect r = { G_MAXINT, G_MAXINT, 0, 0 };
  int n = boxes != NULL ? boxaGetCount (boxes) : 0;

  for (int i = 0; i < n; i++) {
    int x, y, w, h;
    boxaGetBoxGeometry (boxes, i, &x, &y, &w, &h);
    if (w < speck && h < speck)
      continue;
    r = (GjOcrRect){ MIN (r.x0, x), MIN (r.y0, y), MAX (r.x1, x + w), MAX (r.y1, y + h) };
  }
  if (r.x1 <= r.x0)
    return FALSE;
  int pad = (int) (dpi * 0.08), top = band->y0, bottom = band->y1, left = band->x0, right = band->x1;
  *band = (GjOcrRect){ MAX (left, small.x0 * factor + r.x0 * factor - pad), MAX (top, small.y0 * factor + r.y0 * factor - pad),
                       MIN (right, small.x0 * factor + r.x1 * factor + pad), MIN (bottom, small.y0 * factor + r.y1 * factor + pad) };
  return gj_ocr_rect_height (band) > dpi * 0.06;
}

static double
mean_confidence (const GArray *symbols, guint from)
{
  double sum = 0;
  for (guint i = from; i < symbols->len; i++)
    sum += g_array_index (symbols, GjOcrSymbol, i).confidence;
  return symbols->len > from ? sum / (symbols->len - from) : 0;
}

static gboolean
read_block (GjOcrEngine *chinese, PIX *gray, double dpi, const GjOcrRect *block, GArray *symbols)
{
  g_autoptr (GjPix) clip = gj_ocr_clip (gray, block);
  guint from = symbols->len;

  if (clip == NULL)
    return TRUE;
  gboolean done = gj_ocr_engine_read (chinese, clip, dpi, GJ_OCR_BLOCK, MAX_BLOCK_MS, symbols);
  double room = gj_ocr_rect_width (block) / dpi * gj_ocr_rect_height (block) / dpi; /* square inches */
  gboolean sane = symbols->len - from <= room * 150 + 20;
  for (guint i = from; i < symbols->len; i++) {
    GjOcrRect *r = &g_array_index (symbols, GjOcrSymbol, i).box;
    *r = (GjOcrRect){ r->x0 + block->x0, r->y0 + block->y0, r->x1 + block->x0, r->y1 + block->y0 };
  }
  return done && sane && mean_confidence (symbols, from) >= MIN_MEAN_CONFIDENCE;
}

static void
read_band (GjOcrEngine *chinese, const GjOcrPicture *picture, GjOcrRect block, GArray *symbols)
{
  guint from = symbols->len;

  if (read_block (chinese, picture->gray, picture->dpi, &block, symbols))
    return;
  g_autoptr (GArray) again = g_array_new (FALSE, FALSE, sizeof (GjOcrSymbol));
  g_autoptr (GjPix) even = gj_ocr_picture_normalised (picture);
  read_block (chinese, even, picture->dpi, &block, again);
  if (mean_confidence (again, 0) > mean_confidence (symbols, from)) {
    g_array_set_size (symbols, from);
    g_array_append_vals (symbols, again->data, again->len);
  }
}

void
gj_ocr_read_prose (GjOcrEngine *chinese, const GjOcrPicture *picture, GPtrArray *grids, GArray *symbols)
{
  int w = pixGetWidth (picture->gray), h = pixGetHeight (picture->gray), top = 0;
  int factor = picture->dpi >= 220 ? 2 : 1, pad = (int) (picture->dpi * 0.02) + 1;
  g_autoptr (GjPix) ink = gj_ocr_picture_ink (picture->gray, picture->dpi, picture->contrast, factor);

  for (guint i = 0; i <= grids->len; i++) {
    const GjOcrGrid *grid = i < grids->len ? g_ptr_array_index (grids, i) : NULL;
    GjOcrRect band = { 0, top, w, grid != NULL ? grid->box.y0 - 1 : h };
    if (gj_ocr_rect_height (&band) > picture->dpi * 0.08 && tighten (ink, factor, picture->dpi, &band))
      read_band (chinese, picture, band, symbols);
    if (grid != NULL)
      top = MAX (top, grid->box.y1 + pad);
  }
}
