/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/gj-text-file.h"

#include "extract/gj-html-table.h"
#include "extract/gj-markup-table.h"
#include "page/gj-char.h"

#include <string.h>

#define MAX_LINES 200000
#define MAX_EDGES 2000 /* of pages */

static char *
decode (const guint8 *bytes, gsize n, GError **error)
{
  const char *p = (const char *) bytes;
  g_autofree char *text = NULL;

  if (n >= 2 && ((bytes[0] == 0xFF && bytes[1] == 0xFE) || (bytes[0] == 0xFE && bytes[1] == 0xFF)))
    text = g_convert (p, (gssize) n, "UTF-8", "UTF-16", NULL, NULL, NULL);
  else if (g_utf8_validate_len (p, n, NULL))
    text = g_strndup (p, n);
  else
    text = g_convert (p, (gssize) n, "UTF-8", "GB18030", NULL, NULL, NULL);
  if (text == NULL || !g_utf8_validate (text, -1, NULL)) {
    g_set_error_literal (error, GJ_ERROR, GJ_ERROR_INPUT, "text in no known encoding (convert it to UTF-8)");
    return NULL;
  }
  return g_strdup (g_str_has_prefix (text, "\xEF\xBB\xBF") ? text + 3 : text);
}

static gboolean
is_blank (const char *s)
{
  for (; *s != '\0'; s = g_utf8_next_char (s))
    if (!gj_char_is_space (g_utf8_get_char (s)))
      return FALSE;
  return TRUE;
}

/* The number of a page, alone on its line: "3", "— 3 —", "第3页", "3/12"; -1 if it is none. @marked (out): more than
 * figures stand there. */
static int
page_number (const char *text, gboolean *marked)
{
  int number = -1;
  guint digits = 0;
  *marked = FALSE;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar ch = g_utf8_get_char (p);
    if (gj_char_digit (ch) >= 0) {
      if (++digits > 4)
        return -1;
      if (!*marked || number < 0 || g_utf8_strchr ("-—–－", -1, g_utf8_get_char (text)) != NULL)
        number = MAX (number, 0) * 10 + gj_char_digit (ch);
    } else if (g_utf8_strchr ("-—–－第页共/", -1, ch) != NULL)
      *marked = TRUE;
    else if (ch != ' ' || strstr (text, "   ") != NULL)
      return -1;
  }
  return number;
}

/* A line at the edge of a page: whether it is the last of page @page or the first of the one behind it. */
typedef struct {
  guint line, page;
  gboolean foot;
  int number;
} Edge;

/* Page numbers stand between the rows of a table as a figure does. Those that go on from page to page are dropped; what
 * may as well be a figure is marked. */
static void
drop_page_numbers (GjPage *page, GArray *edges)
{
  for (guint i = edges->len; i-- > 0;) {
    const Edge *e = &g_array_index (edges, Edge, i);
    GjLine *line = page->lines->pdata[e->line];
    gboolean marked, counted = FALSE;
    if (page_number (line->text, &marked) < 0)
      continue;
    for (guint k = 0; k < edges->len; k++) {
      const Edge *o = &g_array_index (edges, Edge, k);
      counted |= k != i && o->foot == e->foot && o->page != e->page && o->number >= 0 &&
                 o->number - (int) o->page == e->number - (int) e->page;
    }
    if (marked || counted)
      g_ptr_array_remove_index (page->lines, e->line);
    else
      line->maybe_page_number = TRUE;
  }
}

static void
add_edge (const GjPage *page, GArray *edges, guint line, guint number, gboolean foot)
{
  gboolean marked;
  if (edges->len < MAX_EDGES && line < page->lines->len &&
      (edges->len == 0 || g_array_index (edges, Edge, edges->len - 1).line != line)) {
    Edge e = { line, number, foot, page_number (((GjLine *) page->lines->pdata[line])->text, &marked) };
    g_array_append_val (edges, e);
  }
}

/* How long the figure at @p is, which has mark @p[0] before it and behind it (*12*, `12`) and stands @apart; 0: it is none. */
static gsize
marked_figure (const char *p, gboolean apart)
{
  gsize n = strchr ("*`_$", *p) != NULL ? strspn (p + 1, "0123456789.,+-") : 0;
  return apart && n > 0 && p[n + 1] == *p && !g_ascii_isalnum (p[n + 2]) && p[n + 2] != *p ? n : 0;
}

/* Emphasis and escapes of markdown, and figures as formulas: **一、总体情况**, *12*, 1\\., $12$ */
static void
strip_marks (char *s)
{
  guint stars = 0;
  char *to = s;
  for (const char *p = s; *p != '\0'; p++)
    if (p[0] == '*' && p[1] == '*') {
      stars++;
      p++;
    }
  for (const char *p = s; *p != '\0'; p++) {
    if (stars % 2 == 0 && p[0] == '*' && p[1] == '*')
      p++;
    else if (marked_figure (p, to == s || !g_ascii_isalnum (to[-1])) > 0) {
      gsize n = marked_figure (p, TRUE);
      memmove (to, p + 1, n);
      to += n;
      p += n + 1;
    } else if (p[0] != '\\' || p[1] == '\0' || strchr (".#*_+-()[]!", p[1]) == NULL)
      *to++ = *p;
  }
  *to = '\0';
}

/* Tables drawn with characters: the lines between rows go, what parts cells becomes a pipe. Returns: FALSE for a line
 * that has nothing else. */
static gboolean
plain_box (char **text)
{
  static const char *const bars[] = { "│", "┃", "║", "｜" };
  gboolean drawn = FALSE;
  glong n = 0;
  for (gsize i = 0; i < G_N_ELEMENTS (bars); i++)
    if (g_str_has_prefix (*text, bars[i])) {
      g_auto (GStrv) cells = g_strsplit (*text, bars[i], -1);
      g_free (*text);
      *text = g_strjoinv ("|", cells);
    }
  for (const char *p = *text; *p != '\0'; p = g_utf8_next_char (p), n++) {
    gunichar ch = g_utf8_get_char (p);
    if ((ch < 0x2500 || ch > 0x257F) && strchr ("+-=| ", (int) MIN (ch, 0x7F)) == NULL)
      return TRUE;
    drawn |= ch == '+' || (ch >= 0x2500 && ch <= 0x257F);
  }
  return !drawn || n < 5;
}

/* The length of a tag for a line's end at @p, or 0. */
static gsize
break_at (const char *p)
{
  static const char *const tags[] = { "<br>", "<br/>", "<br />" };
  for (gsize i = 0; i < G_N_ELEMENTS (tags) && *p == '<'; i++)
    if (g_ascii_strncasecmp (p, tags[i], strlen (tags[i])) == 0)
      return strlen (tags[i]);
  return 0;
}

/* Tags in markdown: the end of a line of prose, nothing between the lines of a cell. Where both are figures it stays: they may
 * be two. */
static void
plain_breaks (char *text)
{
  char *to = text;
  gboolean row = FALSE, start = TRUE;
  for (const char *p = text; *p != '\0';) {
    gsize n = break_at (p);
    gboolean figures = n > 0 && to > text && g_ascii_isdigit (to[-1]) && g_ascii_isdigit (p[n]);
    row = start ? *p == '|' : row;
    start = *p == '\n' || (start && *p == ' ');
    if (n > 0 && !(row && figures)) {
      if (!row)
        *to++ = '\n';
      p += n;
    } else
      *to++ = *p++;
  }
  *to = '\0';
}

/* Spaces that are written as entities, and comments, go from markdown as from tables in HTML. */
static void
plain_entities (char *text)
{
  static const char *const spaces[] = { "&nbsp;", "&ensp;", "&emsp;", "&#160;", "&#xa0;", "&#xA0;", "&#12288;" };
  char *to = text;
  for (const char *p = text; *p != '\0';) {
    const char *end = g_str_has_prefix (p, "<!--") ? strstr (p, "-->") : NULL;
    gsize n = end != NULL ? (gsize) (end - p) + 3 : 0;
    if (n > 0) {
      p += n;
      continue;
    }
    for (gsize i = 0; *p == '&' && i < G_N_ELEMENTS (spaces) && n == 0; i++)
      n = g_str_has_prefix (p, spaces[i]) ? strlen (spaces[i]) : 0;
    *to++ = n > 0 ? ' ' : *p;
    p += MAX (n, 1);
  }
  *to = '\0';
}

/* What a flip book prints above each page: "Page 3 - " and the book's name, then "P. 3". */
static gboolean
is_page_mark (const char *text, const char *prefix, const char *behind)
{
  const char *p = text;
  while (*p == ' ')
    p++;
  if (!g_str_has_prefix (p, prefix) || !g_ascii_isdigit (p[strlen (prefix)]))
    return FALSE;
  p += strlen (prefix);
  p += strspn (p, "0123456789");
  return behind[0] != '\0' ? g_str_has_prefix (p, behind) : p[strspn (p, " ")] == '\0';
}

static void
add_line (GjPage *page, char *raw, guint number, gboolean blank_before)
{
  guint level = 0;
  char *start = raw;

  while (start[0] == '>' && (start[1] == ' ' || start[1] == '>')) /* a quotation */
    start += 1 + (start[1] == ' ');
  while (start[level] == '#')
    level++;
  if (level > 0 && (start[level] == ' ' || start[level] == '\t'))
    start += level;
  else
    level = 0;
  strip_marks (start);
  g_autofree char *text = gj_str_normalize (start);
  if (!plain_box (&text))
    return;
  GjLine *line = gj_line_new (text, (GjBox){ 0, number, g_utf8_strlen (text, -1), number + 1 });
  line->heading_level = level;
  line->blank_before = blank_before;
  g_ptr_array_add (page->lines, line);
}

GjPage *
gj_text_file_read (const guint8 *bytes, gsize n_bytes, GError **error)
{
  g_autofree char *source = decode (bytes, n_bytes, error);
  if (source == NULL)
    return NULL;
  plain_entities (source);
  g_autofree char *piped = gj_markup_tables_to_pipes (source);
  g_autofree char *text = gj_html_tables_to_pipes (piped);
  plain_breaks (text);
  g_autoptr (GjPage) page = gj_page_new (1, 0, 0, GJ_SOURCE_TEXT);
  g_autoptr (GArray) edges = g_array_new (FALSE, FALSE, sizeof (Edge));
  gboolean blank = FALSE, head = FALSE, marked = FALSE;
  guint number = 0, sheet = 1;
  for (char *p = text; *p != '\0'; number++) {
    gsize len = strcspn (p, "\n\r\f\v");
    char *next = p + len;
    gboolean feed = *next == '\f';
    if (next[0] == '\r' && next[1] == '\n')
      *next++ = '\0';
    if (*next != '\0')
      *next++ = '\0';
    if (page->lines->len >= MAX_LINES) {
      g_set_error (error, GJ_ERROR, GJ_ERROR_LIMIT, "more than %d lines (not a report?)", MAX_LINES);
      return NULL;
    }
    gboolean mark = is_page_mark (p, "Page ", " - ") || (marked && is_page_mark (p, "P. ", ""));
    marked = mark;
    if (mark)
      ;
    else if (is_blank (p))
      blank = TRUE;
    else {
      add_line (page, p, number, blank);
      blank = FALSE;
      if (head)
        add_edge (page, edges, page->lines->len - 1, sheet, FALSE);
      head = FALSE;
    }
    if (feed) {
      if (page->lines->len > 0)
        add_edge (page, edges, page->lines->len - 1, sheet, TRUE);
      head = TRUE;
      sheet++;
    }
    p = next;
  }
  drop_page_numbers (page, edges);
  return g_steal_pointer (&page);
}
