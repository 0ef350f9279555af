/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-prose.h"

#include "page/gj-char.h"

#include <string.h>

/* Where the body's text stands on pages of one width: left and right edge of full lines, and the line pitch. */
typedef struct {
  double left, right, pitch, em;
} Body;

static int
compare_double (gconstpointer a, gconstpointer b)
{
  double p = *(const double *) a, q = *(const double *) b;
  return p < q ? -1 : p > q;
}

static double
quantile (GArray *values, double q)
{
  if (values->len == 0)
    return 0;
  g_array_sort (values, compare_double);
  return g_array_index (values, double, (guint) (q * (values->len - 1)));
}

/* The body of the pages as wide as @page: full lines start at the left edge and end at the right one, and hardly anything
 * stands outside of them. */
static Body
body_of (GPtrArray *lines, const GjPage *page)
{
  g_autoptr (GArray) left = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) right = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) pitch = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) em = g_array_new (FALSE, FALSE, sizeof (double));
  for (guint i = 0; i < lines->len; i++) {
    const GjProseLine *l = lines->pdata[i], *before = i > 0 ? lines->pdata[i - 1] : NULL;
    if (l->page->width != page->width || l->line->n_glyphs < 8)
      continue;
    double size = l->line->size;
    g_array_append_val (left, l->line->box.x0);
    g_array_append_val (right, l->line->box.x1);
    g_array_append_val (em, size);
    if (before != NULL && before->page == l->page) {
      double d = (l->line->box.y0 + l->line->box.y1 - before->line->box.y0 - before->line->box.y1) / 2;
      if (d > 0.8 * size && d < 4 * size)
        g_array_append_val (pitch, d);
    }
  }
  return (Body){ quantile (left, 0.05), quantile (right, 0.95), quantile (pitch, 0.4), quantile (em, 0.5) };
}

/* Columns a line takes on a terminal: two for a Chinese character. */
static double
display_width (const char *text)
{
  double w = 0;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    w += gj_char_is_cjk (g_utf8_get_char (p)) ? 2 : 1;
  return w;
}

/* The width extracted text was wrapped at: many lines, nearly all of one width. */
static double
wrap_of (GPtrArray *lines)
{
  g_autoptr (GArray) widths = g_array_new (FALSE, FALSE, sizeof (double));
  for (guint k = 0; k < lines->len; k++) {
    double w = display_width (((GjProseLine *) lines->pdata[k])->line->text);
    if (w >= 24)
      g_array_append_val (widths, w);
  }
  double high = quantile (widths, 0.9), middle = quantile (widths, 0.5);
  return widths->len >= 12 && high < 120 && middle > 0.7 * high ? high : 0;
}

void
gj_paragraphs_measure (GPtrArray *lines)
{
  double wrap = wrap_of (lines), width = -1;
  Body body = { 0 };
  for (guint i = 0; i < lines->len; i++) {
    GjProseLine *l = lines->pdata[i];
    if (l->page->width != width) {
      width = l->page->width;
      body = body_of (lines, l->page);
    }
    l->left = body.left;
    l->right = body.right;
    l->pitch = body.pitch;
    l->em = body.em;
    l->wrap = wrap;
  }
}

static gboolean
ends_sentence (const char *text)
{
  static const char *const ends[] = { "。", "！", "？", "；", "：", ".", "!", "?", ":", ";", "”", "）", "》", ")" };
  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    if (g_str_has_suffix (text, ends[i]))
      return TRUE;
  return FALSE;
}

/* （一） and the like open a paragraph. */
static gboolean
opens_item (const char *text)
{
  static const char *const numerals = "一二三四五六七八九十";
  gunichar ch = g_utf8_get_char (text);
  if (ch != 0xFF08 && ch != '(')
    return FALSE;
  const char *p = g_utf8_next_char (text);
  guint n = 0;
  while (*p != '\0' && g_utf8_strchr (numerals, -1, g_utf8_get_char (p)) != NULL && n < 3) {
    p = g_utf8_next_char (p);
    n++;
  }
  ch = g_utf8_get_char (p);
  return n > 0 && (ch == 0xFF09 || ch == ')');
}

/* "改进措施：" and the like open a paragraph. */
static gboolean
opens_topic (const char *text)
{
  guint n = 0;
  for (const char *p = text; *p != '\0' && n < 10; p = g_utf8_next_char (p), n++) {
    gunichar ch = g_utf8_get_char (p);
    if (ch == 0xFF1A)
      return n >= 3;
    if (!gj_char_is_ideograph (ch))
      return FALSE;
  }
  return FALSE;
}

/* Extracted text: a line of its own is a paragraph unless layout cut it: it does not end a sentence, or it is as long
 * as the lines of a wrapped text are. */
static gboolean
starts_in_text (GPtrArray *lines, guint i)
{
  const GjProseLine *l = lines->pdata[i], *before = lines->pdata[i - 1];
  if (l->line->heading_level > 0 || before->line->heading_level > 0 || opens_item (l->text) ||
      (opens_topic (l->text) && l->line->blank_before))
    return TRUE;
  double w = g_utf8_strlen (before->text, -1), width = display_width (before->line->text);
  if (l->wrap > 0)
    return width < l->wrap - 4 && (ends_sentence (before->text) || width < 0.6 * l->wrap);
  return ends_sentence (before->text) || w < 12;
}

gboolean
gj_paragraph_starts (GPtrArray *lines, guint i)
{
  const GjProseLine *l = lines->pdata[i], *before = i > 0 ? lines->pdata[i - 1] : NULL;
  if (before == NULL || l->after_table)
    return TRUE;
  if (l->page->source == GJ_SOURCE_TEXT)
    return starts_in_text (lines, i);
  double em = MAX (l->em, 6);
  if (l->line->box.x0 > l->left + 1.2 * em || (opens_item (l->text) && ends_sentence (before->text)))
    return TRUE; /* indented, centred or set right; pages of the web have no indents */
  double slack = before->right - before->line->box.x1;
  if (slack > l->first_chunk + 1.3 * em)
    return TRUE; /* the line before had room for more */
  if (before->page == l->page && l->pitch > 0 &&
      (l->line->box.y0 + l->line->box.y1 - before->line->box.y0 - before->line->box.y1) / 2 > 1.22 * l->pitch + 0.5)
    return TRUE;
  return l->line->size > 1.35 * before->line->size || before->line->size > 1.35 * l->line->size;
}

static gboolean
needs_space (const char *a, const char *b)
{
  if (a[0] == '\0' || b[0] == '\0')
    return FALSE;
  gunichar last = g_utf8_get_char (g_utf8_prev_char (a + strlen (a))), first = g_utf8_get_char (b);
  return last < 0x80 && first < 0x80 && g_ascii_isalpha ((char) last) && g_ascii_isalpha ((char) first);
}

void
gj_paragraphs_join (GPtrArray *lines, guint first, guint end, GPtrArray *out)
{
  GString *s = NULL;
  for (guint i = first; i < end; i++) {
    const GjProseLine *l = lines->pdata[i];
    if (s != NULL && (i == first || gj_paragraph_starts (lines, i))) {
      g_ptr_array_add (out, g_string_free (s, FALSE));
      s = NULL;
    }
    if (s == NULL)
      s = g_string_new (NULL);
    else if (!(l->page->source == GJ_SOURCE_TEXT && l->wrap > 0) && needs_space (s->str, l->text))
      g_string_append_c (s, ' ');
    g_string_append (s, l->text);
  }
  if (s != NULL)
    g_ptr_array_add (out, g_string_free (s, FALSE));
}
