/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/gj-sidecar.h"

#include <string.h>

#include "cli/gj-text.h"
#include "page/gj-error.h"

typedef struct {
  char *origin; /* JSON object, NULL if the row says nothing */
  gboolean used;
} Row;

struct GjSidecar {
  GHashTable *rows; /* path → Row */
};

static void
row_free (gpointer p)
{
  Row *row = p;
  g_free (row->origin);
  g_free (row);
}

void
gj_sidecar_free (GjSidecar *sidecar)
{
  if (sidecar == NULL)
    return;
  g_hash_table_unref (sidecar->rows);
  g_free (sidecar);
}

/* One field of RFC 4180 at *@at. @end: TRUE at the end of its row. FALSE: a quote is left open. */
static gboolean
read_field (const char **at, GString *field, gboolean *end)
{
  const char *p = *at;
  gboolean quoted = *p == '"';

  g_string_truncate (field, 0);
  if (quoted)
    for (p++; *p != '"' || p[1] == '"'; p++) {
      if (*p == '\0')
        return FALSE;
      if (*p == '"')
        p++;
      g_string_append_c (field, *p);
    }
  if (quoted)
    p++;
  while (*p != ',' && *p != '\n' && *p != '\r' && *p != '\0')
    g_string_append_c (field, *p++);
  *end = *p != ',';
  if (*p == '\r' && p[1] == '\n')
    p++;
  *at = *p != '\0' ? p + 1 : p;
  return TRUE;
}

/* (transfer full) (nullable): the fields of one row. */
static GPtrArray *
read_row (const char **at)
{
  g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) field = g_string_new (NULL);
  gboolean end = FALSE;

  while (!end) {
    if (!read_field (at, field, &end))
      return NULL;
    g_ptr_array_add (fields, gj_display_name (field->str));
  }
  return g_steal_pointer (&fields);
}

static char *
row_to_json (const GPtrArray *header, const GPtrArray *fields)
{
  g_autoptr (GString) out = g_string_new ("{");
  for (guint i = 1; i < fields->len && i < header->len; i++) {
    const char *value = fields->pdata[i];
    if (*value == '\0')
      continue;
    if (out->len > 1)
      g_string_append (out, ", ");
    gj_json_append (out, header->pdata[i]);
    g_string_append (out, ": ");
    gj_json_append (out, value);
  }
  if (out->len == 1)
    return NULL;
  g_string_append_c (out, '}');
  return g_strdup (out->str);
}

static const char *
without_dot (const char *path)
{
  while (g_str_has_prefix (path, "./"))
    path += 2;
  return path;
}

GjSidecar *
gj_sidecar_read (const char *file, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) cause = NULL;
  g_autoptr (GPtrArray) header = NULL;
  g_autoptr (GjSidecar) sidecar = g_new0 (GjSidecar, 1);
  const char *at;

  sidecar->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, row_free);
  if (!g_file_get_contents (file, &text, NULL, &cause)) {
    g_set_error (error, GJ_ERROR, GJ_ERROR_INPUT, "sidecar: %s", cause->message);
    return NULL;
  }
  at = g_str_has_prefix (text, "\xEF\xBB\xBF") ? text + 3 : text;
  header = *at != '\0' ? read_row (&at) : NULL;
  if (header == NULL || header->len < 2) {
    g_set_error (error, GJ_ERROR, GJ_ERROR_INPUT, "sidecar %s: the first row must name the columns (path,url,…)", file);
    return NULL;
  }
  while (*at != '\0') {
    g_autoptr (GPtrArray) fields = read_row (&at);
    Row *row;
    if (fields == NULL) {
      g_set_error (error, GJ_ERROR, GJ_ERROR_INPUT, "sidecar %s: a quote is left open", file);
      return NULL;
    }
    if (*(char *) fields->pdata[0] == '\0')
      continue;
    row = g_new0 (Row, 1);
    row->origin = row_to_json (header, fields);
    g_hash_table_insert (sidecar->rows, g_strdup (without_dot (fields->pdata[0])), row);
  }
  return g_steal_pointer (&sidecar);
}

char *
gj_sidecar_origin (const GjSidecar *sidecar, const char *name, const char *path)
{
  g_autofree char *shown = gj_display_name (path);
  g_autofree char *base = g_path_get_basename (shown);
  Row *row = g_hash_table_lookup (sidecar->rows, name);

  if (row == NULL)
    row = g_hash_table_lookup (sidecar->rows, without_dot (shown));
  if (row == NULL)
    row = g_hash_table_lookup (sidecar->rows, base);
  if (row == NULL)
    return NULL;
  row->used = TRUE;
  return g_strdup (row->origin);
}

guint
gj_sidecar_unused (const GjSidecar *sidecar)
{
  GHashTableIter iter;
  gpointer row;
  guint n = 0;
  g_hash_table_iter_init (&iter, sidecar->rows);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    n += !((Row *) row)->used;
  return n;
}
