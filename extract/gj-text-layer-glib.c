/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/gj-look.h"
#include "extract/gj-text-layer.h"

struct GjTextLayer {
  PopplerDocument *document;
};

GjTextLayer *
gj_text_layer_open (const guint8 *bytes, gsize n_bytes, gboolean *encrypted)
{
  g_autoptr (GError) error = NULL;
  PopplerDocument *document = gj_look_open_document (bytes, n_bytes, &error);
  *encrypted = g_error_matches (error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED);
  if (document == NULL)
    return NULL;
  GjTextLayer *layer = g_new (GjTextLayer, 1);
  layer->document = document;
  return layer;
}

void
gj_text_layer_close (GjTextLayer *layer)
{
  g_object_unref (layer->document);
  g_free (layer);
}

int
gj_text_layer_n_pages (GjTextLayer *layer)
{
  return poppler_document_get_n_pages (layer->document);
}

gboolean
gj_text_layer_read (GjTextLayer *layer, guint number, GjTextOfPage *out)
{
  PopplerPage *page = poppler_document_get_page (layer->document, (int) number - 1);
  PopplerRectangle *rects = NULL;
  if (page == NULL)
    return FALSE;
  poppler_page_get_size (page, &out->width, &out->height);
  PopplerRectangle area = { -GJ_TEXT_BEYOND, -GJ_TEXT_BEYOND, out->width + GJ_TEXT_BEYOND,
                            out->height + GJ_TEXT_BEYOND };
  out->text = poppler_page_get_text_for_area (page, &area);
  if (poppler_page_get_text_layout_for_area (page, &area, &rects, &out->n_rects)) {
    out->rects = g_new (GjTextRect, out->n_rects);
    for (guint i = 0; i < out->n_rects; i++)
      out->rects[i] = (GjTextRect){ rects[i].x1, rects[i].y1, rects[i].x2, rects[i].y2 };
  }
  g_free (rects);
  g_object_unref (page);
  return TRUE;
}

guint
gj_text_layer_n_plain (const GjTextLayer *layer)
{
  return 0;
}

void
gj_text_layer_keep_warm (void)
{
  /* The smallest document that poppler opens; it is never closed. */
  static const char keeper[] = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
                               "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
                               "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n"
                               "trailer<</Root 1 0 R/Size 4>>\n%%EOF\n";
  static PopplerDocument *kept = NULL;
  if (kept == NULL)
    kept = gj_look_open_document ((const guint8 *) keeper, sizeof keeper - 1, NULL);
}
