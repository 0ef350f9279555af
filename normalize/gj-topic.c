/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-topic.h"

#include "page/gj-char.h"

#include <string.h>

/* Many, so that OCR may misread all but one of them. */
static const char *const words[] = { "信息公开", "政府信息", "主动公开", "依申请", "公开工作", "公开条例", "公开申请",
                                     "第二十条", "行政复",   "行政诉",   "申请人", "复议",     "本年制发" };

static gboolean
has_word (const char *text)
{
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (text, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

gboolean
gj_page_names_topic (const GjPage *page)
{
  g_autoptr (GString) text = g_string_new (NULL);
  for (guint i = 0; i < page->glyphs->len; i++)
    g_string_append_unichar (text, g_array_index (page->glyphs, GjGlyph, i).ch);
  g_autofree char *simple = gj_str_simplify (text->str);
  gboolean found = has_word (simple);
  for (guint i = 0; i < page->grids->len && !found; i++) {
    const GjGrid *grid = page->grids->pdata[i];
    for (guint k = 0; k < grid->cells->len && !found; k++) {
      const char *cell = g_array_index (grid->cells, GjGridCell, k).text;
      found = cell != NULL && has_word (cell);
    }
  }
  return found;
}
