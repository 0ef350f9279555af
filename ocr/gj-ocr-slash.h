/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-private.h"

/** gj_ocr_slash_of: '/' or '\\' if the ink of @binary, 1 bit, in @r is one slanted stroke, 0 if it is not. @dpi: pixels an inch. A 1 and
 * a 7 have a stroke of another direction at their top, and a 1 stands upright. */
char gj_ocr_slash_of (PIX *binary, const GjOcrRect *r, double dpi);
