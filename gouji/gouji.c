/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gouji/gouji.h"

#include "extract/gj-pdf.h"
#include "gouji/gj-load.h"
#include "gouji/gj-ocr-load.h"
#include "normalize/gj-contradiction.h"
#include "normalize/gj-normalize.h"
#include "page/gj-sha256.h"
#include "publish/gj-json.h"

#include <string.h>

const char *
gj_status_name (GjStatus status)
{
  static const char *const names[] = { "verified", "review", "incomplete" };
  return names[status];
}

const char *
gj_version (void)
{
  return GOUJI_VERSION;
}

char *
gj_schema (gboolean manifest)
{
  return gj_schema_write (manifest);
}

gboolean
gj_warm_up (gboolean with_ocr, GError **error)
{
  gj_pdf_keep_warm ();
  gj_form_get (GJ_EDITION_2021);
  return !with_ocr || gj_ocr_get (error) != NULL;
}

void
gj_conversion_free (GjConversion *conversion)
{
  if (conversion == NULL)
    return;
  g_free (conversion->json);
  g_free (conversion->sha256);
  g_free (conversion->title);
  g_free (conversion->organization);
  g_free (conversion);
}

static gboolean
misses_table (const GjReport *report)
{
  for (guint t = 0; t < GJ_N_TABLES; t++)
    if (!report->table_found[t])
      return TRUE;
  return FALSE;
}

static gboolean
misses_cells (const GjReport *report)
{
  for (guint i = 0; i < report->form->slots->len; i++)
    if (gj_report_has_slot (report, i) && (report->cells[i].flags & GJ_FLAG_UNREAD))
      return TRUE;
  return FALSE;
}

/* Pages → report. A table, or a part of one, that the text does not have may have been pasted as a picture: then those
 * are read. */
static GjReport *
recover (GjLoaded *loaded, GError **error)
{
  g_autoptr (GError) first_error = NULL;
  gboolean done = FALSE;
  g_autoptr (GjReport) report = gj_normalize (loaded->doc, &first_error);
  gboolean enough = report != NULL && !misses_table (report) && !misses_cells (report);
  gboolean hopeless = report == NULL && loaded->pictures->len * 2 < loaded->doc->pages->len;

  if (!enough && !hopeless && loaded->pictures->len > 0) {
    if (!gj_load_pictures (loaded, &done, error))
      return NULL;
    if (done) {
      g_clear_pointer (&report, gj_report_free);
      g_clear_error (&first_error);
      report = gj_normalize (loaded->doc, &first_error);
    }
  }
  if (report == NULL)
    g_propagate_error (error, g_steal_pointer (&first_error));
  return g_steal_pointer (&report);
}

/* So many contradictions are no slip of a clerk: the text layer names other figures than the page shows. */
#define LYING_LAYER 4
/* With so many no figure is believed that the picture did not confirm. */
#define HOPELESS_LAYER 12

static void
take_prose (GjReport *to, GjReport *from)
{
  GjReport swap = *to;
  to->title = from->title;
  to->organization = from->organization;
  to->issuer = from->issuer;
  to->published = from->published;
  to->preamble = from->preamble;
  to->sections = from->sections;
  to->doubts = from->doubts;
  from->title = swap.title;
  from->organization = swap.organization;
  from->issuer = swap.issuer;
  from->published = swap.published;
  from->preamble = swap.preamble;
  from->sections = swap.sections;
  from->doubts = swap.doubts;
}

static void
doubt_all (GjReport *report)
{
  for (guint i = 0; i < report->form->slots->len; i++)
    if (gj_report_has_slot (report, i) && report->cells[i].has_value)
      report->cells[i].flags |= GJ_FLAG_DOUBTFUL;
}

/* A text layer whose figures contradict each other all over is read again from the picture of its pages; that reading
 * stands if it settles at least half of the contradictions and has few of its own. */
static GjReport *
second_look (GjReport *report, GjLoaded *loaded, const GjConvertOptions *options)
{
  g_autoptr (GjReport) first = report;
  g_autoptr (GError) error = NULL;
  const char *kind = loaded->kind;
  if (gj_report_contradictions (report) < LYING_LAYER || !gj_load_again_by_ocr (loaded, options, &error)) {
    if (report->year == 0 && gj_report_year_is_impossible (report)) /* and there is no picture to look at */
      doubt_all (report);
    return g_steal_pointer (&first);
  }
  g_autoptr (GjReport) second = gj_normalize (loaded->doc, NULL);
  if (second != NULL && gj_report_settles (second, first) && !misses_table (second)) {
    gj_report_doubt_unsettled (second, first);
    if (first->year > 0 && first->year == second->year)
      take_prose (second,
                  first); /* only the figures were hidden under others: the layer's words are better than OCR's */
    return g_steal_pointer (&second);
  }
  loaded->kind = kind;
  gboolean lies = gj_report_year_is_impossible (first) && second != NULL && !gj_report_year_is_impossible (second);
  if (lies || gj_report_failed_checks (first) >= HOPELESS_LAYER) /* and the picture could not be read either */
    doubt_all (first);
  return g_steal_pointer (&first);
}

static GjConversion *
publish (const GjReport *report, const GjLoaded *loaded, const guint8 *bytes, gsize n_bytes,
         const GjConvertOptions *options)
{
  const guint doubts = GJ_FLAG_UNREAD | GJ_FLAG_DOUBTFUL | GJ_FLAG_CONFLICT | GJ_FLAG_CORRECTED;
  GjConversion *c = g_new0 (GjConversion, 1);
  guint passed, skipped;
  c->sha256 = options->sha256 != NULL ? g_strdup (options->sha256) : gj_sha256 (bytes, n_bytes);
  c->bytes = n_bytes;
  c->pages = loaded->doc->n_pages;
  c->kind = loaded->kind;
  c->status = (GjStatus) gj_report_status (report);
  c->title = g_strdup (report->title);
  c->organization = g_strdup (report->organization);
  c->year = report->year;
  gj_report_count_checks (report, &passed, &c->n_failed_checks, &skipped);
  for (guint i = 0; i < report->form->slots->len; i++)
    if (gj_report_has_slot (report, i))
      c->n_flags += (guint) __builtin_popcount (report->cells[i].flags & doubts);
  GjSourceInfo source = { options->file, c->sha256, n_bytes, c->pages, c->kind, options->origin };
  c->json = gj_json_write (report, &source, options->provenance, options->pretty);
  return c;
}

GjConversion *
gj_convert_bytes (const guint8 *bytes, gsize n_bytes, const GjConvertOptions *options, GError **error)
{
  static const GjConvertOptions defaults = { .file = "input" };
  g_auto (GjLoaded) loaded = { 0 };
  if (options == NULL)
    options = &defaults;
  if (!gj_load (bytes, n_bytes, options, &loaded, error)) /* file → pages */
    return NULL;
  g_autoptr (GjReport) report = recover (&loaded, error); /* pages → report */
  if (report == NULL)
    return NULL;
  report = second_look (g_steal_pointer (&report), &loaded, options);
  return publish (report, &loaded, bytes, n_bytes, options); /* report → JSON */
}

/* A file name as UTF-8; bytes that are not become %XX. */
static char *
printable_name (const char *name)
{
  GString *s = g_string_new (NULL);
  while (*name != '\0') {
    gunichar ch = g_utf8_get_char_validated (name, -1);
    if (ch == (gunichar) -1 || ch == (gunichar) -2)
      g_string_append_printf (s, "%%%02X", (guint8) *name++);
    else {
      g_string_append_unichar (s, ch);
      name = g_utf8_next_char (name);
    }
  }
  return g_string_free (s, FALSE);
}

GjConversion *
gj_convert_file (const char *path, const GjConvertOptions *options, GError **error)
{
  g_autofree char *base = g_path_get_basename (path), *name = printable_name (base), *bytes = NULL;
  g_autoptr (GError) local = NULL;
  GjConvertOptions own = options != NULL ? *options : (GjConvertOptions){ 0 };
  gsize n = 0;

  if (own.file == NULL)
    own.file = name;
  if (g_file_test (path, G_FILE_TEST_EXISTS) && !g_file_test (path, G_FILE_TEST_IS_REGULAR)) {
    g_set_error_literal (error, GJ_ERROR, GJ_ERROR_INPUT, "not a regular file");
    return NULL;
  }
  if (!g_file_get_contents (path, &bytes, &n, &local)) {
    g_set_error (error, GJ_ERROR, GJ_ERROR_INPUT, "cannot be read: %s",
                 g_error_matches (local, G_FILE_ERROR, G_FILE_ERROR_NOENT) ? "no such file" : local->message);
    return NULL;
  }
  return gj_convert_bytes ((const guint8 *) bytes, n, &own, error);
}
