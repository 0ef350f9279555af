/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-prose.h"

#include "page/gj-char.h"

#include <string.h>

/* Half-width marks and what they are beside Chinese. */
static const struct {
  gunichar half, full;
} marks[] = { { ',', 0xFF0C }, { ':', 0xFF1A }, { ';', 0xFF1B }, { '?', 0xFF1F }, { '!', 0xFF01 } };

static gboolean
is_chinese (const GjPage *page, guint i)
{
  return i < page->glyphs->len && gj_char_is_cjk (g_array_index (page->glyphs, GjGlyph, i).ch);
}

static gboolean
same_line (const GjPage *page, guint i, guint k)
{
  return k < page->glyphs->len && g_array_index (page->glyphs, GjGlyph, i).box.y0 == g_array_index (page->glyphs, GjGlyph, k).box.y0;
}

/* A pair of brackets is widened if Chinese stands beside either of them. */
static void
widen_brackets (GjPage *page)
{
  for (guint i = 0; i < page->glyphs->len; i++) {
    GjGlyph *open = &g_array_index (page->glyphs, GjGlyph, i);
    if (open->ch != '(')
      continue;
    guint k = i + 1;
    while (k < page->glyphs->len && k < i + 120 && g_array_index (page->glyphs, GjGlyph, k).ch != ')' &&
           g_array_index (page->glyphs, GjGlyph, k).ch != 0xFF09 && g_array_index (page->glyphs, GjGlyph, k).ch != '(')
      k++;
    gboolean closed = k < page->glyphs->len && g_array_index (page->glyphs, GjGlyph, k).ch == ')';
    if (is_chinese (page, i + 1) || (i > 0 && is_chinese (page, i - 1)) || (closed && (is_chinese (page, k + 1) || is_chinese (page, k - 1)))) {
      open->ch = 0xFF08;
      if (closed)
        g_array_index (page->glyphs, GjGlyph, k).ch = 0xFF09;
    }
  }
  for (guint i = 1; i < page->glyphs->len; i++) /* what is left without a partner */
    if (g_array_index (page->glyphs, GjGlyph, i).ch == ')' && is_chinese (page, i - 1))
      g_array_index (page->glyphs, GjGlyph, i).ch = 0xFF09;
}

/* Straight and back quotes beside Chinese come in pairs. */
static void
pair_quotes (GjPage *page)
{
  gboolean open = FALSE;
  for (guint i = 0; i < page->glyphs->len; i++) {
    GjGlyph *g = &g_array_index (page->glyphs, GjGlyph, i);
    gboolean chinese = is_chinese (page, i + 1) || (i > 0 && is_chinese (page, i - 1));
    if (g->ch == 0x201C)
      open = TRUE;
    else if (g->ch == 0x201D)
      open = FALSE;
    else if ((g->ch == '"' || g->ch == '`' || g->ch == 0x2018 || g->ch == 0x2019) && chinese) {
      g->ch = open ? 0x201D : 0x201C;
      open = !open;
    }
  }
}

void
gj_glyphs_widen_punctuation (GjPage *page)
{
  for (guint i = 0; i < page->glyphs->len; i++) {
    GjGlyph *g = &g_array_index (page->glyphs, GjGlyph, i);
    gboolean before = i > 0 && is_chinese (page, i - 1), after = same_line (page, i, i + 1) && is_chinese (page, i + 1);
    for (gsize m = 0; m < G_N_ELEMENTS (marks); m++)
      if (g->ch == marks[m].half && (before || after))
        g->ch = marks[m].full;
  }
  widen_brackets (page);
  pair_quotes (page);
}
