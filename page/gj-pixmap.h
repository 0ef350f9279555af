/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* A page picture on its way from extract/ (or an image file) to ocr/. */
typedef struct {
  guint width, height; /* pixels */
  guint channels;      /* 1 gray or 3 RGB, 8 bits each, no padding inside a pixel */
  gsize stride;        /* bytes from one row to the next */
  guint8 *data;        /* owned, height × stride bytes */
  double dpi;          /* pixels per inch of the displayed page; > 0 */
} GjPixmap;

/* No picture larger than this is ever made or read (pixels); beyond it GJ_ERROR_LIMIT. */
#define GJ_MAX_PIXELS (120u * 1000u * 1000u)

/** gj_pixmap_new: a picture of undefined content, or NULL if @width × @height is 0 or over GJ_MAX_PIXELS. */
GjPixmap *gj_pixmap_new (guint width, guint height, guint channels, double dpi);
void gj_pixmap_free (GjPixmap *pixmap);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GjPixmap, gj_pixmap_free)
