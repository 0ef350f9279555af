/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-image.h"
#include "ocr/gj-ocr.h"

/* The functions behind GjOcrModule, for tests and the probe; see there. */
GjOcr *gj_ocr_open (const char *const *phrases, GError **error);
void gj_ocr_close (GjOcr *ocr);
GjPage *gj_ocr_read_page (GjOcr *ocr, const GjPixmap *pixmap, guint page_number, GError **error);
