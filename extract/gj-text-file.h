/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "page/gj-error.h"
#include "page/gj-page.h"

/**
 * gj_text_file_read:
 * @bytes: an already extracted text: .txt, markdown, tab-separated; UTF-8, UTF-16 with a byte order mark, or GB18030
 *
 * Returns: one page of GJ_SOURCE_TEXT whose lines are the lines of the file: tabs and pipes as they are, empty lines
 * left out (blank_before on the next), leading # of markdown counted in heading_level. Form feeds end lines.
 * Errors: GJ_ERROR_INPUT for text in no known encoding, GJ_ERROR_LIMIT for too many lines.
 */
GjPage *gj_text_file_read (const guint8 *bytes, gsize n_bytes, GError **error);
