/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-private.h"
#include "page/gj-pixmap.h"

/** gj_ocr_load_images: see GjOcrModule.load_images. */
GPtrArray *gj_ocr_load_images (const guint8 *bytes, gsize n_bytes, guint max_pages, guint *n_pages, GError **error);
