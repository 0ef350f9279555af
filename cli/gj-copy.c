/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/gj-copy.h"

#include <string.h>

#include "cli/gj-text.h"

/* Behind the string that starts at @p. */
static const char *
skip_string (const char *p)
{
  for (p++; *p != '\0' && *p != '"'; p++)
    if (*p == '\\' && p[1] != '\0')
      p++;
  return *p == '"' ? p + 1 : p;
}

static const char *
skip_space (const char *p)
{
  while (*p == ' ' || *p == '\n' || *p == '\t' || *p == '\r')
    p++;
  return p;
}

/* The value of member @key of the object that starts at @p ("{"), or NULL. */
static const char *
find_member (const char *p, const char *key)
{
  guint depth = 0;
  gsize n = strlen (key);

  while (*p != '\0') {
    const char *end;
    if (*p == '{' || *p == '[')
      depth++;
    else if (*p == '}' || *p == ']')
      depth--;
    if (depth == 0)
      return NULL;
    if (*p != '"') {
      p++;
      continue;
    }
    end = skip_string (p);
    if (depth == 1 && (gsize) (end - p) == n + 2 && memcmp (p + 1, key, n) == 0 && *skip_space (end) == ':')
      return skip_space (skip_space (end) + 1);
    p = end;
  }
  return NULL;
}

char *
gj_copy_report (const char *json, const char *file)
{
  const char *source = find_member (skip_space (json), "source");
  const char *value = source != NULL && *source == '{' ? find_member (source, "file") : NULL;
  GString *out;

  if (value == NULL || *value != '"')
    return NULL;
  out = g_string_sized_new (strlen (json) + strlen (file));
  g_string_append_len (out, json, value - json);
  gj_json_append (out, file);
  g_string_append (out, skip_string (value));
  return g_string_free (out, FALSE);
}
