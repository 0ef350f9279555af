/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/gj-text-file.h"

#include "page/gj-char.h"

#include <string.h>

#define MAX_LINES 200000

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

static void
add_line (GjPage *page, char *raw, guint number, gboolean blank_before)
{
  guint level = 0;
  char *start = raw;

  while (start[level] == '#')
    level++;
  if (level > 0 && (start[level] == ' ' || start[level] == '\t'))
    start += level;
  else
    level = 0;
  g_autofree char *text = gj_str_normalize (start);
  GjLine *line = gj_line_new (text, (GjBox){ 0, number, g_utf8_strlen (text, -1), number + 1 });
  line->heading_level = level;
  line->blank_before = blank_before;
  g_ptr_array_add (page->lines, line);
}

GjPage *
gj_text_file_read (const guint8 *bytes, gsize n_bytes, GError **error)
{
  g_autofree char *text = decode (bytes, n_bytes, error);
  if (text == NULL)
    return NULL;
  g_autoptr (GjPage) page = gj_page_new (1, 0, 0, GJ_SOURCE_TEXT);
  gboolean blank = FALSE;
  guint number = 0;
  for (char *p = text; *p != '\0'; number++) {
    gsize len = strcspn (p, "\n\r\f\v");
    char *next = p + len;
    if (next[0] == '\r' && next[1] == '\n')
      *next++ = '\0';
    if (*next != '\0')
      *next++ = '\0';
    if (page->lines->len >= MAX_LINES) {
      g_set_error (error, GJ_ERROR, GJ_ERROR_LIMIT, "more than %d lines (not a report?)", MAX_LINES);
      return NULL;
    }
    if (is_blank (p))
      blank = TRUE;
    else {
      add_line (page, p, number, blank);
      blank = FALSE;
    }
    p = next;
  }
  return g_steal_pointer (&page);
}
