/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page/gj-pixmap.h"

GjPixmap *
gj_pixmap_new (guint width, guint height, guint channels, double dpi)
{
  if (width == 0 || height == 0 || (guint64) width * height > GJ_MAX_PIXELS)
    return NULL;

  GjPixmap *pixmap = g_new0 (GjPixmap, 1);
  pixmap->width = width;
  pixmap->height = height;
  pixmap->channels = channels;
  pixmap->dpi = dpi;
  pixmap->stride = ((gsize) width * channels + 3) & ~(gsize) 3;
  pixmap->data = g_try_malloc (pixmap->stride * height);
  if (pixmap->data == NULL) {
    g_free (pixmap);
    return NULL;
  }
  return pixmap;
}

void
gj_pixmap_free (GjPixmap *pixmap)
{
  if (pixmap == NULL)
    return;
  g_free (pixmap->data);
  g_free (pixmap);
}
