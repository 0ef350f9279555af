/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/gj-record.h"

#include <string.h>

#include "cli/gj-text.h"
#include "page/gj-error.h"

static char *
short_hash (const char *text)
{
  g_autofree char *hex = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  return g_strndup (hex, 16);
}

void
gj_recorder_init (GjRecorder *r, const GjOptions *o)
{
  g_autofree char *limits = g_strdup_printf ("%u %u %u", o->timeout, o->memory, o->convert.max_pages);
  r->program = g_strdup_printf ("gouji %s", gj_version ());
  r->options = g_strdup_printf ("ocr=%d pages=%u-%u provenance=%d pretty=%d", o->convert.ocr, o->convert.first_page,
                                o->convert.last_page, o->convert.provenance, o->convert.pretty);
  r->limits = short_hash (limits);
}

void
gj_recorder_clear (GjRecorder *r)
{
  g_free (r->program);
  g_free (r->options);
  g_free (r->limits);
}

static char *
options_hash (const GjRecorder *r, const char *origin)
{
  g_autofree char *text = g_strconcat (r->options, "\n", origin, NULL);
  return short_hash (text);
}

static char *
modified_text (const GjInput *input)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT ".%09u", input->mtime_sec, input->mtime_nsec);
}

static void
replace (char **field, char *value)
{
  g_free (*field);
  *field = value;
}

void
gj_recorder_stamp (const GjRecorder *r, GjManifestLine *line, const GjInput *input, const char *origin)
{
  replace (&line->file, g_strdup (input->name));
  replace (&line->program, g_strdup (r->program));
  replace (&line->options, options_hash (r, origin));
  replace (&line->limits, g_strdup (r->limits));
  replace (&line->modified, modified_text (input));
  line->bytes = input->size;
  line->inode = input->inode;
}

gboolean
gj_recorder_still_holds (const GjRecorder *r, const GjManifestLine *line, const GjInput *input, const char *origin)
{
  g_autofree char *options = options_hash (r, origin);

  if (g_strcmp0 (line->program, r->program) != 0 || g_strcmp0 (line->options, options) != 0)
    return FALSE;
  if (line->error_name == NULL)
    return TRUE;
  /* Failures that have other causes than the input are tried again. */
  return line->error_code != GJ_ERROR_MISSING_DATA && line->error_code != GJ_ERROR_OUTPUT &&
         (line->error_code != GJ_ERROR_LIMIT || g_strcmp0 (line->limits, r->limits) == 0);
}

gboolean
gj_record_same_file (const GjManifestLine *line, const GjInput *input)
{
  g_autofree char *modified = modified_text (input);
  return line->bytes == input->size && line->inode == input->inode && g_strcmp0 (line->modified, modified) == 0;
}

GjManifestLine *
gj_record_from_outcome (const GjOutcome *o)
{
  GjManifestLine *line = g_new0 (GjManifestLine, 1);
  line->sha256 = g_strdup (o->sha256);
  line->seconds = o->seconds;
  line->cpu_seconds = o->cpu_seconds;
  line->peak_kib = o->peak_kib;
  if (o->error != NULL) {
    gj_record_set_failure (line, o->error);
    return line;
  }
  line->status = g_strdup (gj_status_name (o->status));
  line->pages = o->pages;
  line->kind = g_strdup (o->kind);
  line->title = g_strdup (o->title);
  line->organization = g_strdup (o->organization);
  line->year = o->year;
  line->flags = o->n_flags;
  line->failed_checks = o->n_failed_checks;
  return line;
}

void
gj_record_set_failure (GjManifestLine *line, const GError *error)
{
  replace (&line->status, g_strdup ("failed"));
  replace (&line->error_name, g_strdup (gj_error_name (error)));
  replace (&line->error_message, gj_display_name (error->message));
  line->error_code = gj_error_exit_code (error);
}

void
gj_record_set_output (GjManifestLine *line, const char *output, const char *json)
{
  replace (&line->output, g_strdup (output));
  line->output_bytes = output != NULL ? strlen (json) + 1 : 0;
}

guint
gj_record_result (const GjManifestLine *line)
{
  for (guint status = GJ_STATUS_VERIFIED; status <= GJ_STATUS_INCOMPLETE; status++)
    if (g_strcmp0 (line->status, gj_status_name ((GjStatus) status)) == 0)
      return status;
  return GJ_RESULT_FAILED;
}

char *
gj_record_failure_json (const GjManifestLine *line)
{
  GString *out = g_string_new ("{\"file\": ");
  g_autofree char *name = gj_display_name (line->file);
  gj_json_append (out, name);
  g_string_append_printf (out, ", \"error\": {\"code\": %d, \"name\": ", line->error_code);
  gj_json_append (out, line->error_name);
  g_string_append (out, ", \"message\": ");
  gj_json_append (out, line->error_message);
  g_string_append (out, "}}");
  return g_string_free (out, FALSE);
}

void
gj_record_sha_from_hex (const char *hex, guint8 sha[32])
{
  memset (sha, 0, 32);
  for (guint i = 0; i < 32 && strlen (hex) == 64; i++)
    sha[i] = (guint8) (g_ascii_xdigit_value (hex[2 * i]) << 4 | g_ascii_xdigit_value (hex[2 * i + 1]));
}
