/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/gj-text.h"

#include <stdio.h>
#include <string.h>

/* The length of the UTF-8 character at @p, 0 if there is none. */
static gsize
utf8_length (const char *p)
{
  gunichar ch = g_utf8_get_char_validated (p, -1);
  return ch == (gunichar) -1 || ch == (gunichar) -2 ? 0 : (gsize) (g_utf8_next_char (p) - p);
}

static char *
escape (const char *text, gboolean controls)
{
  GString *out = g_string_sized_new (strlen (text) + 1);
  for (const char *p = text; *p != '\0';) {
    gsize n = utf8_length (p);
    if (n == 0 || (controls && n == 1 && g_ascii_iscntrl (*p))) {
      g_string_append_printf (out, "%%%02X", (guchar) *p);
      n = 1;
    } else
      g_string_append_len (out, p, (gssize) n);
    p += n;
  }
  return g_string_free (out, FALSE);
}

char *
gj_display_name (const char *bytes)
{
  return escape (bytes, FALSE);
}

char *
gj_one_line (const char *text)
{
  return escape (text, TRUE);
}

void
gj_json_append (GString *out, const char *text)
{
  static const char *const shorts = "\b\f\n\r\t\"\\";
  static const char *const letters = "bfnrt\"\\";

  if (text == NULL) {
    g_string_append (out, "null");
    return;
  }
  g_string_append_c (out, '"');
  for (const char *p = text; *p != '\0'; p++) {
    const char *at = strchr (shorts, *p);
    if (at != NULL)
      g_string_append_printf (out, "\\%c", letters[at - shorts]);
    else if ((guchar) *p < 0x20)
      g_string_append_printf (out, "\\u%04x", (guchar) *p);
    else
      g_string_append_c (out, *p);
  }
  g_string_append_c (out, '"');
}

char *
gj_error_line (const char *file, const char *message)
{
  g_autofree char *name = file != NULL ? gj_one_line (file) : NULL;
  g_autofree char *text = gj_one_line (message);
  return name != NULL ? g_strdup_printf ("gouji: %s: %s\n", name, text) : g_strdup_printf ("gouji: %s\n", text);
}

void
gj_print_error (const char *file, const char *message)
{
  g_autofree char *line = gj_error_line (file, message);
  fputs (line, stderr); /* one write: lines of several processes do not mix */
}
