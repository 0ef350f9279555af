/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-private.h"

/** gj_ocr_is_sealed: whether the red ink of a seal lay on a good part of @cell, so that faint print may have gone with it. Needs
 * the picture as given; FALSE without. */
gboolean gj_ocr_is_sealed (const GjOcrPicture *picture, const GjOcrRect *cell);
