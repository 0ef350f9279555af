/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/gj-manifest-line.h"

#include <json-c/json.h>
#include <string.h>

#include "cli/gj-text.h"

void
gj_manifest_line_free (GjManifestLine *l)
{
  if (l == NULL)
    return;
  g_free (l->file);
  g_free (l->sha256);
  g_free (l->status);
  g_free (l->output);
  g_free (l->error_name);
  g_free (l->error_message);
  g_free (l->kind);
  g_free (l->modified);
  g_free (l->program);
  g_free (l->options);
  g_free (l->limits);
  g_free (l->title);
  g_free (l->organization);
  g_free (l);
}

static void
add_text (GString *out, const char *key, const char *value)
{
  g_string_append_printf (out, "%s\"%s\": ", out->len > 1 ? ", " : "", key);
  gj_json_append (out, value);
}

static void
add_number (GString *out, const char *key, guint64 value, gboolean null)
{
  g_string_append_printf (out, "%s\"%s\": ", out->len > 1 ? ", " : "", key);
  if (null)
    g_string_append (out, "null");
  else
    g_string_append_printf (out, "%" G_GUINT64_FORMAT, value);
}

static void
add_seconds (GString *out, const char *key, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  g_ascii_formatd (text, sizeof text, "%.3f", value);
  g_string_append_printf (out, ", \"%s\": %s", key, text);
}

/* A name; where its bytes are not UTF-8, these too, in hexadecimal: %XX alone could be the name of another file. */
static void
add_name (GString *out, const char *key, const char *bytes)
{
  g_autofree char *shown = bytes != NULL ? gj_display_name (bytes) : NULL;
  add_text (out, key, shown);
}

static void
add_name_bytes (GString *out, const char *key, const char *bytes)
{
  if (bytes == NULL || g_utf8_validate (bytes, -1, NULL))
    return;
  g_string_append_printf (out, ", \"%s\": \"", key);
  for (const char *p = bytes; *p != '\0'; p++)
    g_string_append_printf (out, "%02x", (guchar) *p);
  g_string_append_c (out, '"');
}

static void
add_error (GString *out, const GjManifestLine *l)
{
  if (l->error_name == NULL) {
    g_string_append (out, ", \"error\": null");
    return;
  }
  g_string_append_printf (out, ", \"error\": {\"code\": %d, \"name\": ", l->error_code);
  gj_json_append (out, l->error_name);
  g_string_append (out, ", \"message\": ");
  gj_json_append (out, l->error_message);
  g_string_append_c (out, '}');
}

char *
gj_manifest_line_to_json (const GjManifestLine *l)
{
  GString *out = g_string_new ("{");
  add_name (out, "file", l->file);
  add_text (out, "sha256", l->sha256);
  add_text (out, "status", l->status);
  add_name (out, "output", l->output);
  add_error (out, l);
  add_number (out, "pages", l->pages, l->pages == 0);
  add_text (out, "kind", l->kind);
  add_seconds (out, "seconds", l->seconds);
  add_seconds (out, "cpu_seconds", l->cpu_seconds);
  add_number (out, "peak_kib", l->peak_kib, FALSE);
  add_text (out, "title", l->title);
  add_text (out, "organization", l->organization);
  add_number (out, "year", (guint64) l->year, l->year <= 0);
  add_number (out, "flags", l->flags, FALSE);
  add_number (out, "failed_checks", l->failed_checks, FALSE);
  add_number (out, "output_bytes", l->output_bytes, FALSE);
  add_number (out, "bytes", l->bytes, FALSE);
  add_text (out, "modified", l->modified);
  add_number (out, "inode", l->inode, FALSE);
  add_text (out, "program", l->program);
  add_text (out, "options", l->options);
  add_text (out, "limits", l->limits);
  add_name_bytes (out, "file_bytes", l->file);
  add_name_bytes (out, "output_bytes_hex", l->output);
  g_string_append_c (out, '}');
  return g_string_free (out, FALSE);
}

static char *
get_text (json_object *object, const char *key)
{
  json_object *value;
  if (!json_object_object_get_ex (object, key, &value) || !json_object_is_type (value, json_type_string))
    return NULL;
  return g_strdup (json_object_get_string (value));
}

static guint64
get_number (json_object *object, const char *key)
{
  json_object *value;
  gint64 n;
  if (!json_object_object_get_ex (object, key, &value) || !json_object_is_type (value, json_type_int))
    return 0;
  n = json_object_get_int64 (value);
  return n > 0 ? (guint64) n : 0;
}

static double
get_seconds (json_object *object, const char *key)
{
  json_object *value;
  return json_object_object_get_ex (object, key, &value) ? json_object_get_double (value) : 0;
}

/* The bytes that add_name_bytes() wrote, else the name as shown. */
static char *
get_name (json_object *object, const char *key, const char *bytes_key)
{
  g_autofree char *hex = get_text (object, bytes_key);
  GString *out;

  if (hex == NULL || strlen (hex) % 2 != 0)
    return get_text (object, key);
  out = g_string_new (NULL);
  for (const char *p = hex; *p != '\0'; p += 2)
    g_string_append_c (out, (char) (g_ascii_xdigit_value (p[0]) << 4 | g_ascii_xdigit_value (p[1])));
  return g_string_free (out, FALSE);
}

static GjManifestLine *
line_from_object (json_object *object)
{
  g_autoptr (GjManifestLine) l = g_new0 (GjManifestLine, 1);
  json_object *failure;

  l->file = get_name (object, "file", "file_bytes");
  l->sha256 = get_text (object, "sha256");
  l->status = get_text (object, "status");
  l->output = get_name (object, "output", "output_bytes_hex");
  if (json_object_object_get_ex (object, "error", &failure) && json_object_is_type (failure, json_type_object)) {
    l->error_code = (int) get_number (failure, "code");
    l->error_name = get_text (failure, "name");
    l->error_message = get_text (failure, "message");
  }
  l->pages = (guint) get_number (object, "pages");
  l->kind = get_text (object, "kind");
  l->seconds = get_seconds (object, "seconds");
  l->cpu_seconds = get_seconds (object, "cpu_seconds");
  l->peak_kib = get_number (object, "peak_kib");
  l->bytes = get_number (object, "bytes");
  l->inode = get_number (object, "inode");
  l->modified = get_text (object, "modified");
  l->program = get_text (object, "program");
  l->options = get_text (object, "options");
  l->limits = get_text (object, "limits");
  l->output_bytes = get_number (object, "output_bytes");
  l->title = get_text (object, "title");
  l->organization = get_text (object, "organization");
  l->year = (int) get_number (object, "year");
  l->flags = (guint) get_number (object, "flags");
  l->failed_checks = (guint) get_number (object, "failed_checks");
  return l->file != NULL && l->status != NULL ? g_steal_pointer (&l) : NULL;
}

GjManifestLine *
gj_manifest_line_parse (const char *text)
{
  json_object *object = json_tokener_parse (text);
  GjManifestLine *line = json_object_is_type (object, json_type_object) ? line_from_object (object) : NULL;
  json_object_put (object);
  return line;
}
