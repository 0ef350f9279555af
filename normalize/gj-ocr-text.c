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
  return k < page->glyphs->len &&
         g_array_index (page->glyphs, GjGlyph, i).box.y0 == g_array_index (page->glyphs, GjGlyph, k).box.y0;
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
    if (is_chinese (page, i + 1) || (i > 0 && is_chinese (page, i - 1)) ||
        (closed && (is_chinese (page, k + 1) || is_chinese (page, k - 1)))) {
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

static gboolean
is_han_digit (const GjPage *page, guint i)
{
  return i < page->glyphs->len &&
         g_utf8_strchr ("〇一二三四五六七八九", -1, g_array_index (page->glyphs, GjGlyph, i).ch) != NULL;
}

/* Whether glyph @i is one of the many ways to read a 〇. */
static gboolean
is_round (const GjPage *page, guint i)
{
  return i < page->glyphs->len && g_utf8_strchr ("Oo0○〇@", -1, g_array_index (page->glyphs, GjGlyph, i).ch) != NULL;
}

/* The 〇 of a year (二〇二四) comes as O, 0, @ or as two of them. */
static void
settle_zeros (GjPage *page)
{
  for (guint i = 1; i + 1 < page->glyphs->len; i++) {
    guint n = 0;
    if (!is_han_digit (page, i - 1) || is_round (page, i - 1))
      continue;
    while (n < 3 && is_round (page, i + n))
      n++;
    if (n == 0 || !is_han_digit (page, i + n))
      continue;
    guint kept = n > 1 && !is_han_digit (page, i + n + 1) ? 2 : 1; /* of four characters: 二〇〇八 has two */
    for (guint k = 0; k < kept; k++)
      g_array_index (page->glyphs, GjGlyph, i + k).ch = 0x3007;
    for (; n > kept; n--)
      g_array_remove_index (page->glyphs, i + n - 1);
  }
}

/* Round brackets about a numeral, of which OCR read one as another kind: 《一）. Kinds are never mixed in print. */
static void
settle_numeral_brackets (GjPage *page)
{
  for (guint i = 0; i + 2 < page->glyphs->len; i++) {
    GjGlyph *open = &g_array_index (page->glyphs, GjGlyph, i);
    gboolean round = open->ch == '(' || open->ch == 0xFF08;
    guint n = 1;
    if (!round && g_utf8_strchr ("《〈〔［[<{", -1, open->ch) == NULL)
      continue;
    while (n < 4 && same_line (page, i, i + n) &&
           g_utf8_strchr ("一二三四五六七八九十0123456789", -1, g_array_index (page->glyphs, GjGlyph, i + n).ch) !=
               NULL)
      n++;
    if (n == 1 || !same_line (page, i, i + n))
      continue;
    GjGlyph *close = &g_array_index (page->glyphs, GjGlyph, i + n);
    if (!round && (close->ch == ')' || close->ch == 0xFF09))
      open->ch = 0xFF08;
    else if (round && g_utf8_strchr ("》〉〕］]>}", -1, close->ch) != NULL)
      close->ch = 0xFF09;
  }
}

void
gj_glyphs_widen_punctuation (GjPage *page)
{
  settle_zeros (page);
  settle_numeral_brackets (page);
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

/* The text of the first row of @grid if all its cells end there; where the row below starts in @bottom. */
static char *
first_row_text (const GjGrid *grid, double *bottom)
{
  GString *s = g_string_new (NULL);
  *bottom = grid->box.y0;
  for (guint i = 0; i < grid->cells->len; i++) {
    const GjGridCell *cell = &g_array_index (grid->cells, GjGridCell, i);
    if (cell->row > 0)
      continue;
    if (cell->row_span > 1 || cell->text == NULL)
      return g_string_free (s, TRUE);
    g_string_append (s, cell->text);
    *bottom = MAX (*bottom, cell->box.y1);
  }
  return g_string_free (s, FALSE);
}

static void
add_heading_glyphs (GjPage *page, const char *heading, const GjBox *row)
{
  glong n = g_utf8_strlen (heading, -1), k = 0;
  double size = MIN (gj_box_height (row), gj_box_width (row) / MAX (n, 1));
  for (const char *p = heading; *p != '\0'; p = g_utf8_next_char (p), k++)
    gj_page_add_glyph (page, g_utf8_get_char (p),
                       (GjBox){ row->x0 + k * size, row->y0, row->x0 + (k + 1) * size, row->y1 }, 50, FALSE);
}

void
gj_page_free_headings (GjPage *page)
{
  for (guint g = 0; g < page->grids->len; g++) {
    GjGrid *grid = page->grids->pdata[g];
    double bottom, similarity;
    gsize rest;
    g_autofree char *text = grid->n_rows > 2 ? first_row_text (grid, &bottom) : NULL;
    int section = text != NULL ? gj_heading_match (text, 0, &similarity, &rest) : -1;
    if (section < 0 || rest != 0)
      continue;
    /* The rule cuts into the numeral: the form's is likelier than what was read. */
    const char *words = strstr (text, "、");
    g_autofree char *spelling =
        gj_heading_spelling (words != NULL && words - text <= 9 ? words + strlen ("、") : text, section);
    GjBox row = { grid->box.x0, grid->box.y0, grid->box.x1, bottom };
    add_heading_glyphs (page, spelling, &row);
    while (grid->cells->len > 0 && g_array_index (grid->cells, GjGridCell, 0).row == 0)
      g_array_remove_index (grid->cells, 0);
    grid->box.y0 = bottom;
  }
}
