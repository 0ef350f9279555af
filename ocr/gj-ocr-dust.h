/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-private.h"

/**
 * gj_ocr_dust_trim:
 * @ink: 1 bit, without tables and rules
 * @lines: (element-type GjOcrTextLine): found in @ink, in its pixels
 * @em: the usual height of a line
 *
 * Specks before and behind a line of prose are no part of it: they would be read as quotation marks and commas, and a line that
 * seems to start further left is a new paragraph to the next. Marks close to a character stay, and so do short lines and labels.
 */
void gj_ocr_dust_trim (PIX *ink, GPtrArray *lines, int em);
