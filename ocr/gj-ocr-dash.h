/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-private.h"

/** gj_ocr_dash_is: whether the @n pieces of ink at @at, pixels, are one dash or several in line. @dpi: pixels an inch. */
gboolean gj_ocr_dash_is (const GjOcrRect *at, guint n, double dpi);

/** gj_ocr_dash_drop_dirt: drops specks beside a long flat stroke out of the @n pieces at @at, unless they may be what is left of a figure.
 * @dpi: pixels an inch. Returns: how many pieces are left. */
guint gj_ocr_dash_drop_dirt (GjOcrRect *at, guint n, double dpi);
