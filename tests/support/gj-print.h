/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "page/gj-page.h"

#define GJ_PRINT_SIZE 10 /* of a character, points */

/* Prints @text at (@x, @y) as OCR reads it; @agreed as in GjGlyph. */
static inline void
gj_print (GjPage *page, double x, double y, const char *text, guint8 agreed)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p), x += GJ_PRINT_SIZE) {
    gj_page_add_glyph (page, g_utf8_get_char (p), (GjBox){ x, y, x + GJ_PRINT_SIZE - 1, y + GJ_PRINT_SIZE }, 90, FALSE);
    g_array_index (page->glyphs, GjGlyph, page->glyphs->len - 1).agreed = agreed;
  }
}
