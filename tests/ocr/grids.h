/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tests/ocr/draw.h"

#include "ocr/gj-ocr-grid.h"

/* The grids found on @paper, which is freed. */
static inline GPtrArray *
grids_of (GjPixmap *paper)
{
  GjOcrPicture *picture = gj_ocr_picture_new (paper, 0);
  GPtrArray *grids = gj_ocr_find_grids (picture, NULL);
  gj_ocr_picture_free (picture);
  gj_pixmap_free (paper);
  return grids;
}
