/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "page/gj-page.h"

#include <string.h>

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

/* Puts @table on @page, its top at @top. Rows are separated by \n, cells by |; < is merged with the cell to its left, ^ with the one above. */
static inline void
gj_print_table (GjPage *page, double top, const char *table)
{
  g_auto (GStrv) rows = g_strsplit (table, "\n", -1);
  guint n = g_strv_length (rows);
  g_auto (GStrv) head = g_strsplit (rows[0], "|", -1);
  guint m = g_strv_length (head);
  GjGrid *grid = gj_grid_new ((GjBox){ 50, top, 50 + 30.0 * m, top + 20.0 * n }, n, m);
  GPtrArray *of = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  for (guint r = 0; r < n; r++)
    g_ptr_array_add (of, g_strsplit (rows[r], "|", -1));
  for (guint r = 0; r < n; r++)
    for (guint c = 0; c < m; c++) {
      const char *text = ((char **) of->pdata[r])[c];
      guint w = 1, h = 1;
      if (strcmp (text, "<") == 0 || strcmp (text, "^") == 0)
        continue;
      while (c + w < m && strcmp (((char **) of->pdata[r])[c + w], "<") == 0)
        w++;
      while (r + h < n && strcmp (((char **) of->pdata[r + h])[c], "^") == 0)
        h++;
      gj_grid_add_cell (grid, (GjBox){ 50 + 30.0 * c, top + 20.0 * r, 50 + 30.0 * (c + w), top + 20.0 * (r + h) }, r, c,
                        h, w, text);
    }
  g_ptr_array_unref (of);
  gj_page_insert_grid (page, grid);
}
