/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/gj-sniff.h"

#include <string.h>

static gboolean
starts_with (const guint8 *b, gsize n, const char *magic, gsize len)
{
  return n >= len && memcmp (b, magic, len) == 0;
}

static gboolean
looks_like_html (const guint8 *b, gsize n)
{
  static const char *const tags[] = { "<!doctype html", "<html", "<head", "<body", "<script" };
  gsize i = starts_with (b, n, "\xEF\xBB\xBF", 3) ? 3 : 0;
  while (i < n && g_ascii_isspace (b[i]))
    i++;
  for (gsize k = 0; k < G_N_ELEMENTS (tags); k++)
    if (n - i >= strlen (tags[k]) && g_ascii_strncasecmp ((const char *) b + i, tags[k], strlen (tags[k])) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
looks_like_text (const guint8 *b, gsize n)
{
  gsize control = 0, m = MIN (n, 65536);
  if (starts_with (b, n, "\xFF\xFE", 2) || starts_with (b, n, "\xFE\xFF", 2))
    return TRUE; /* UTF-16 */
  for (gsize i = 0; i < m; i++) {
    if (b[i] == 0)
      return FALSE;
    control += b[i] < 0x20 && b[i] != '\t' && b[i] != '\n' && b[i] != '\r' && b[i] != '\f' && b[i] != '\v';
  }
  return control * 200 <= m;
}

GjType
gj_sniff (const guint8 *b, gsize n)
{
  if (n == 0)
    return GJ_TYPE_EMPTY;
  if (memmem (b, MIN (n, 1024), "%PDF-", 5) != NULL)
    return GJ_TYPE_PDF;
  if (starts_with (b, n, "\x89PNG\r\n\x1a\n", 8) || starts_with (b, n, "\xFF\xD8\xFF", 3) ||
      starts_with (b, n, "II*\0", 4) || starts_with (b, n, "MM\0*", 4))
    return GJ_TYPE_IMAGE;
  if (starts_with (b, n, "PK\3\4", 4) || starts_with (b, n, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) ||
      starts_with (b, n, "{\\rtf", 5))
    return GJ_TYPE_OFFICE;
  if (looks_like_html (b, n))
    return GJ_TYPE_HTML;
  return looks_like_text (b, n) ? GJ_TYPE_TEXT : GJ_TYPE_UNKNOWN;
}
