/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-engine.h"
#include "page/gj-pixmap.h"

/**
 * gj_ocr_upright_picture:
 * @chinese: reads a sample line
 * @turns: (inout): quarter turns that made the page before upright; those of this one
 *
 * Makes the picture of a page upright. Whether lines run across or down shows in the ink;
 * which way is up shows in how surely one line of text is read. An upright page costs the
 * reading of that line, no more; tesseract's OSD would take a second.
 *
 * Returns: (transfer full): never NULL.
 */
GjOcrPicture *gj_ocr_upright_picture (GjOcrEngine *chinese, const GjPixmap *pixmap, guint *turns);
