/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-prose.h"

#include "normalize/gj-frame.h"
#include "normalize/gj-label.h"
#include "normalize/gj-rows.h"
#include "normalize/gj-text-builder.h"
#include "page/gj-char.h"

#include <math.h>
#include <string.h>

/* Page furniture: page numbers, running headers and footers, tables of contents. */

/* Part of the page height in which a header or footer stands; on low pages so many points, but no more than a part. */
#define MARGIN 0.12
#define LOW_MARGIN 60
#define MOST_MARGIN 0.2
#define SAME_HEIGHT 6    /* points: so far apart a header or a page number stands on two pages */
#define SURE_WORD 50     /* confidence: a character below it is hardly more than a guess */
#define HEADER_LINES 4   /* at most, of a header or footer that runs */
#define WIDEST_HEADER 60 /* ideographs */
#define MOST_NUMBER 5    /* characters of a page number, with dashes */
/* Likeness of a running header on two pages read by OCR. */
#define SAME_HEADER 0.6

static void
prose_line_free (gpointer data)
{
  GjProseLine *l = data;
  g_free (l->text);
  g_free (l);
}

gboolean
gj_is_page_number (const char *text)
{
  guint digits = 0, others = 0;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar ch = g_utf8_get_char (p);
    if (gj_char_digit (ch) >= 0)
      digits++;
    else if (!gj_char_is_space (ch) && !gj_char_is_dash (ch) &&
             g_utf8_strchr ("·.～~|第页共/—,，()（）", -1, ch) == NULL)
      others++;
  }
  return digits > 0 && digits <= 7 && others == 0;
}

/* The text with every number alike, so that "第 9 页" repeats on page 10. */
static char *
without_digits (const char *text)
{
  GString *s = g_string_new (NULL);
  gboolean digits = FALSE;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar ch = g_utf8_get_char (p);
    gboolean digit = gj_char_digit (ch) >= 0;
    if (!digit || !digits)
      g_string_append_unichar (s, digit ? '0' : ch);
    digits = digit;
  }
  return g_string_free (s, FALSE);
}

static gboolean
in_margin (const GjPage *page, const GjLine *line)
{
  double margin = MAX (MARGIN * page->height, MIN (LOW_MARGIN, MOST_MARGIN * page->height));
  return line->box.y1 < margin || line->box.y0 > page->height - margin;
}

/* Whether two lines are one running header: OCR reads it differently from page to page. */
static gboolean
is_same_text (const char *a, const char *b, gboolean ocr)
{
  if (strcmp (a, b) == 0 || !ocr)
    return strcmp (a, b) == 0;
  GjLabel p = gj_label_make (a), q = gj_label_make (b);
  return p.n >= 4 && gj_label_similarity (&p, &q) >= SAME_HEADER;
}

/* How many pages have the same line at the same height in a margin, in type of one size: a name in the title may stand as
 * high as that in the signature. */
static guint
count_repeats (GjDocument *doc, const GjPage *page, const GjLine *line, const char *key)
{
  guint n = 0;
  for (guint p = 0; p < doc->pages->len; p++) {
    const GjPage *other = doc->pages->pdata[p];
    for (guint i = 0; i < other->lines->len; i++) {
      const GjLine *l = other->lines->pdata[i];
      if (!in_margin (other, l) || fabs (l->box.y0 - line->box.y0) > SAME_HEIGHT ||
          (page->source == GJ_SOURCE_TEXT_LAYER && fabs (l->size - line->size) > 0.15 * line->size))
        continue;
      g_autofree char *stripped = gj_str_strip_spaces (l->text);
      g_autofree char *k = without_digits (stripped);
      if (is_same_text (k, key, page->source == GJ_SOURCE_OCR)) {
        n++;
        break;
      }
    }
  }
  return n;
}

/* The confidence of the worst character of @line, 100 if nothing is known of it. */
static guint
confidence_of (const GjPage *page, const GjLine *line)
{
  guint worst = 100;
  for (guint i = 0; i < page->glyphs->len; i++) {
    const GjGlyph *g = &g_array_index (page->glyphs, GjGlyph, i);
    if (gj_box_contains (&line->box, (g->box.x0 + g->box.x1) / 2, (g->box.y0 + g->box.y1) / 2))
      worst = MIN (worst, g->confidence);
  }
  return worst;
}

/* Whether @line is as short as a page number and one of its characters is hardly more than a guess. */
static gboolean
is_scrap (const GjPage *page, const GjLine *line)
{
  g_autofree char *text = gj_str_strip_spaces (line->text);
  return g_utf8_strlen (text, -1) <= MOST_NUMBER && confidence_of (page, line) < SURE_WORD;
}

/* Whether @line, at the edge of a scanned page, may be a page number misread: it is short, has no word that is sure, and most pages have
 * their number, or what may be one misread, at that height. */
static gboolean
is_misread_number (GjDocument *doc, const GjPage *page, const GjLine *line, const char *text)
{
  guint n = 0;
  gboolean word = FALSE;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    word |= gj_char_is_ideograph (g_utf8_get_char (p));
  if (page->source != GJ_SOURCE_OCR || g_utf8_strlen (text, -1) > MOST_NUMBER || (word && !is_scrap (page, line)))
    return FALSE;
  for (guint p = 0; p < doc->pages->len; p++) {
    const GjPage *other = doc->pages->pdata[p];
    for (guint i = 0; i < other->lines->len && other != page; i++) {
      const GjLine *l = other->lines->pdata[i];
      if (in_margin (other, l) && fabs (l->box.y0 - line->box.y0) <= SAME_HEIGHT &&
          (gj_is_page_number (l->text) || is_scrap (other, l))) {
        n++;
        break;
      }
    }
  }
  return n >= 2 && n * 2 >= doc->pages->len;
}

/* How wide @text is, in ideographs. */
static guint
width_of (const char *text)
{
  guint half = 0;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    half += (guchar) *p < 0x80 ? 1 : 2;
  return (half + 1) / 2;
}

static gboolean
is_furniture (GjDocument *doc, GjPage *page, guint index)
{
  const GjLine *line = page->lines->pdata[index];
  g_autofree char *text = gj_str_strip_spaces (line->text);
  if (page->source == GJ_SOURCE_TEXT)
    return gj_is_page_number (text) && g_utf8_strlen (text, -1) <= 9 &&
           g_utf8_strchr ("-—–－", -1, g_utf8_get_char (text)) != NULL;
  gboolean edge = index < 2 || index + 2 >= page->lines->len;
  if (index >= HEADER_LINES && index + HEADER_LINES < page->lines->len)
    return FALSE;
  if (edge && gj_is_page_number (text) && in_margin (page, line))
    return TRUE;
  if (!in_margin (page, line) || width_of (text) > WIDEST_HEADER)
    return FALSE;
  if (edge && is_misread_number (doc, page, line, text))
    return TRUE;
  g_autofree char *key = without_digits (text);
  guint repeats = count_repeats (doc, page, line, key);
  return repeats >= 2 && repeats * 2 >= doc->pages->len;
}

/* "一、总体情况……1": leaders, or a heading that ends with a page number. */
static gboolean
is_contents_line (const char *text)
{
  guint dots = 0, run = 0, others = 0;
  gunichar last = 0;
  g_autofree char *bare = gj_str_strip_spaces (text);
  for (const char *p = bare; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar ch = g_utf8_get_char (p);
    gboolean dot = ch == '.' || ch == 0x2026 || ch == 0xB7 || ch == 0x2025 || ch == 0x22EF || ch == 0xFF0E;
    run = dot ? run + (ch == 0x2026 ? 3 : 1) : 0;
    dots = MAX (dots, run);
    others += !dot && gj_char_digit (ch) < 0;
    last = ch;
  }
  if (strcmp (bare, "目录") == 0 || strcmp (bare, "目錄") == 0)
    return TRUE;
  if (run >= 9 || (dots >= 4 && others == 0)) /* leaders that went over the line */
    return TRUE;
  if (gj_char_digit (last) < 0 && last != ')' && last != 0xFF09)
    return FALSE;
  if (dots >= 4)
    return TRUE;
  gsize rest;
  double similarity;
  return gj_char_digit (last) >= 0 && gj_heading_match (bare, 0, &similarity, &rest) >= 0 && rest == 0;
}

/* Whether @text stands below the word 目录 on a scanned page as an entry does: leaders and numbers are what OCR loses. */
static gboolean
is_entry (const char *text)
{
  gsize rest;
  double similarity;
  return g_utf8_strlen (text, -1) <= 3 || is_contents_line (text) ||
         (gj_heading_match_ocr (text, &similarity, &rest) >= 0 && rest == 0);
}

/* Width of what a line break could not part at the start of @line: a word or number, or a character with the closing
 * marks behind it. */
static double
first_chunk (const GjLine *line)
{
  double em = line->size > 0 ? line->size : 10;
  const char *p = line->text;
  gunichar ch = g_utf8_get_char (p);
  double width = 0;
  if (gj_char_is_cjk (ch)) {
    width = em;
    p = g_utf8_next_char (p);
    while (*p != '\0' && g_utf8_strchr ("，。、；：！？）》”’】〕", -1, g_utf8_get_char (p)) != NULL) {
      width += em;
      p = g_utf8_next_char (p);
    }
    return width;
  }
  for (; *p != '\0' && !gj_char_is_cjk (ch) && !gj_char_is_space (ch); ch = g_utf8_get_char (p)) {
    width += 0.6 * em;
    p = g_utf8_next_char (p);
  }
  return width + em;
}

static gboolean
table_between (const GjPage *page, const GjLine *before, const GjLine *line)
{
  for (guint g = 0; g < page->grids->len; g++) {
    const GjGrid *grid = page->grids->pdata[g];
    if ((before == NULL || grid->box.y1 > before->box.y0) && grid->box.y0 < line->box.y0 && gj_grid_is_table (grid))
      if (before == NULL || grid->box.y0 > before->box.y0)
        return TRUE;
  }
  return FALSE;
}

/* A piece of a label that overflows its cell at a page break: a short line just outside a table, over its labels, that
 * is part of something the form prints. */
static gboolean
is_overflow (const GjPage *page, guint index)
{
  const GjLine *line = page->lines->pdata[index];
  if (page->source != GJ_SOURCE_TEXT_LAYER || line->n_glyphs > 24 || strstr (line->text, "。") != NULL ||
      strstr (line->text, "注") != NULL || line->text[0] == '\0' || gj_cell_is_blank (line->text))
    return FALSE;
  for (guint g = 0; g < page->grids->len; g++) {
    const GjGrid *grid = page->grids->pdata[g];
    double below = line->box.y0 - grid->box.y1, above = grid->box.y0 - line->box.y1, reach = 2.5 * line->size;
    gboolean near =
        (below > -line->size && below < reach && index + 4 >= page->lines->len) ||
        (above > -line->size && above < reach && (index == 0 || (index < 4 && is_overflow (page, index - 1))));
    if (near && grid->cells->len >= 2 && line->box.x0 >= grid->box.x0 - 1 &&
        line->box.x1 < grid->box.x0 + (line->n_glyphs > 4 ? 0.5 : 1) * gj_box_width (&grid->box) &&
        gj_form_has_piece (line->text))
      return TRUE;
  }
  return FALSE;
}

/* Whether @text begins with what captions count tables by: 表1, 附表二, （表三）. */
static gboolean
has_table_number (const char *text)
{
  static const char *const signs = "0123456789０１２３４５６７８９一二三四五六七八九十-－—.．";
  const char *p = text, *number;
  gboolean bracket = g_str_has_prefix (p, "（") || g_str_has_prefix (p, "("), appended;
  p = bracket ? g_utf8_next_char (p) : p;
  appended = g_str_has_prefix (p, "附");
  p = appended ? g_utf8_next_char (p) : p;
  if (!g_str_has_prefix (p, "表"))
    return FALSE;
  number = p = g_utf8_next_char (p);
  while (*p != '\0' && g_utf8_strchr (signs, -1, g_utf8_get_char (p)) != NULL)
    p = g_utf8_next_char (p);
  gboolean separated = *p == '\0' || *p == ':' || g_str_has_prefix (p, "：");
  if (bracket)
    return (g_str_has_prefix (p, "）") || *p == ')') && (p > number || appended);
  return p > number || (appended && separated);
}

/* The caption of the table right below it: its number, its name, or both, and no sentence, no unit; or the title of a block of table 二
 * without sides. */
static gboolean
is_caption (const GjPage *page, guint index)
{
  static const char *const no[] = { "。", "，", "；", "元", "注" };
  static const char *const names[] = { "统计表", "情况表", "汇总表", "一览表", "明细表" };
  const GjLine *line = page->lines->pdata[index], end = { .box = { 0, page->height + 1, 0, page->height + 1 } };
  const GjLine *next = index + 1 < page->lines->len ? page->lines->pdata[index + 1] : &end;
  gsize rest;
  double similarity;
  if (page->source != GJ_SOURCE_TEXT_LAYER || line->n_glyphs > 40 || !table_between (page, line, next))
    return FALSE;
  g_autofree char *text = gj_str_strip_spaces (line->text);
  for (gsize i = 0; i < G_N_ELEMENTS (no); i++)
    if (strstr (text, no[i]) != NULL)
      return FALSE;
  gboolean caption = has_table_number (text) || gj_text_matches_item (GJ_TABLE_DISCLOSURE, GJ_ITEM_BLOCK, text, 0.95);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    caption |= g_str_has_suffix (text, names[i]);
  return caption && !(gj_heading_match (line->text, 0, &similarity, &rest) >= 0 && similarity >= 0.8);
}

GPtrArray *
gj_prose_collect (GjDocument *doc)
{
  GPtrArray *out = g_ptr_array_new_with_free_func (prose_line_free);
  gboolean table_pending = FALSE;
  for (guint p = 0; p < doc->pages->len; p++) {
    GjPage *page = doc->pages->pdata[p];
    const GjLine *before = NULL;
    gboolean contents = FALSE;
    for (guint i = 0; i < page->lines->len; i++) {
      GjLine *line = page->lines->pdata[i];
      table_pending |= table_between (page, before, line);
      before = line;
      if (page->source == GJ_SOURCE_TEXT && strcmp (line->text, "|") == 0) /* an empty cell */
        continue;
      g_autofree char *bare = page->source == GJ_SOURCE_OCR ? gj_str_strip_spaces (line->text) : NULL;
      contents = bare != NULL && (strcmp (bare, "目录") == 0 || (contents && is_entry (bare)));
      if (contents || is_furniture (doc, page, i) || is_contents_line (line->text) || is_overflow (page, i) ||
          is_caption (page, i))
        continue;
      GjProseLine *l = g_new0 (GjProseLine, 1);
      l->line = line;
      l->page = page;
      l->text = gj_str_layout_spaces (line->text);
      l->after_table = table_pending;
      l->first_chunk = first_chunk (line);
      table_pending = FALSE;
      if (l->text[0] == '\0')
        prose_line_free (l);
      else
        g_ptr_array_add (out, l);
    }
    /* A table that ends the page. */
    const GjLine end = { .box = { 0, page->height + 1, 0, page->height + 1 } };
    table_pending |= page->source != GJ_SOURCE_TEXT && table_between (page, before, &end);
  }
  gj_paragraphs_measure (out);
  return out;
}
