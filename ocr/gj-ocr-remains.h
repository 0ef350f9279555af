/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-private.h"

/**
 * gj_ocr_is_remains: whether all that is dark in @cell are pieces below each other in the room of one digit: what thresholding to one bit left
 * of thin print (of a 1 its head and foot). By themselves they look like dirt, or like a dash.
 */
gboolean gj_ocr_is_remains (const GjOcrPicture *picture, const GjOcrRect *cell);
