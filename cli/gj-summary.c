/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/gj-summary.h"

#include <errno.h>
#include <string.h>

#include "cli/gj-manifest-line.h"
#include "cli/gj-text.h"
#include "page/gj-error.h"

#define SHOWN 20 /* files named per list */

typedef struct {
  char *file;
  guint failed_checks, flags;
  gboolean incomplete;
} Doubt;

/* The first report seen for an organization and year. */
typedef struct {
  char *file, *sha256;
} Known;

typedef struct {
  guint total, verified, review, incomplete, failed, copies;
  double cpu_seconds;
  GHashTable *errors;  /* "name (code)" → count */
  GHashTable *shas;    /* set of sha256 */
  GHashTable *known;   /* "organization\nyear" → Known */
  GPtrArray *doubts;   /* of Doubt */
  GPtrArray *editions; /* of char* */
  GPtrArray *failures; /* of char*: the first few */
} Summary;

static void
doubt_free (gpointer p)
{
  g_free (((Doubt *) p)->file);
  g_free (p);
}

static void
known_free (gpointer p)
{
  Known *k = p;
  g_free (k->file);
  g_free (k->sha256);
  g_free (k);
}

static void
summary_init (Summary *s)
{
  memset (s, 0, sizeof *s);
  s->errors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  s->shas = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  s->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, known_free);
  s->doubts = g_ptr_array_new_with_free_func (doubt_free);
  s->editions = g_ptr_array_new_with_free_func (g_free);
  s->failures = g_ptr_array_new_with_free_func (g_free);
}

static void
summary_clear (Summary *s)
{
  g_hash_table_unref (s->errors);
  g_hash_table_unref (s->shas);
  g_hash_table_unref (s->known);
  g_ptr_array_unref (s->doubts);
  g_ptr_array_unref (s->editions);
  g_ptr_array_unref (s->failures);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Summary, summary_clear)

static void
add_failure (Summary *s, const GjManifestLine *l)
{
  char *key = g_strdup_printf ("%s (code %d)", l->error_name != NULL ? l->error_name : "?", l->error_code);
  gpointer n = g_hash_table_lookup (s->errors, key);
  g_hash_table_insert (s->errors, key, GUINT_TO_POINTER (GPOINTER_TO_UINT (n) + 1));
  s->failed++;
  if (s->failures->len < SHOWN) {
    g_autofree char *name = gj_one_line (l->file);
    g_autofree char *message = gj_one_line (l->error_message != NULL ? l->error_message : "");
    g_ptr_array_add (s->failures, g_strdup_printf ("%s: %s", name, message));
  }
}

/* Corrected editions: another report for the same organization and year. */
static void
add_edition (Summary *s, const GjManifestLine *l)
{
  g_autofree char *key = NULL;
  Known *known;

  if (l->organization == NULL || l->year == 0 || l->sha256 == NULL)
    return;
  key = g_strdup_printf ("%s\n%d", l->organization, l->year);
  known = g_hash_table_lookup (s->known, key);
  if (known == NULL) {
    known = g_new0 (Known, 1);
    known->file = g_strdup (l->file);
    known->sha256 = g_strdup (l->sha256);
    g_hash_table_insert (s->known, g_steal_pointer (&key), known);
  } else if (!g_str_equal (known->sha256, l->sha256)) {
    g_autofree char *first = gj_one_line (known->file);
    g_autofree char *second = gj_one_line (l->file);
    g_ptr_array_add (s->editions, g_strdup_printf ("%s %d: %s, %s", l->organization, l->year, first, second));
  }
}

static void
add_doubt (Summary *s, const GjManifestLine *l, gboolean incomplete)
{
  Doubt *d = g_new0 (Doubt, 1);
  d->file = g_strdup (l->file);
  d->failed_checks = l->failed_checks;
  d->flags = l->flags;
  d->incomplete = incomplete;
  g_ptr_array_add (s->doubts, d);
}

static void
add_line (Summary *s, const GjManifestLine *l)
{
  s->total++;
  s->cpu_seconds += l->cpu_seconds;
  if (l->sha256 != NULL && !g_hash_table_add (s->shas, g_strdup (l->sha256)))
    s->copies++;
  if (g_str_equal (l->status, "failed")) {
    add_failure (s, l);
    return;
  }
  add_edition (s, l);
  if (g_str_equal (l->status, "verified"))
    s->verified++;
  else if (g_str_equal (l->status, "incomplete"))
    s->incomplete++;
  else
    s->review++;
  if (!g_str_equal (l->status, "verified"))
    add_doubt (s, l, g_str_equal (l->status, "incomplete"));
}

/* What needs a person most comes first: incomplete ones, then by failed checks, then by flags. */
static int
compare_doubts (gconstpointer a, gconstpointer b)
{
  const Doubt *x = *(Doubt *const *) a, *y = *(Doubt *const *) b;
  if (x->incomplete != y->incomplete)
    return y->incomplete - x->incomplete;
  if (x->failed_checks != y->failed_checks)
    return x->failed_checks < y->failed_checks ? 1 : -1;
  if (x->flags != y->flags)
    return x->flags < y->flags ? 1 : -1;
  return strcmp (x->file, y->file);
}

static void
print_list (FILE *out, const char *title, const GPtrArray *list)
{
  if (list->len == 0)
    return;
  fprintf (out, "%s\n", title);
  for (guint i = 0; i < list->len && i < SHOWN; i++)
    fprintf (out, "  %s\n", (const char *) list->pdata[i]);
  if (list->len > SHOWN)
    fprintf (out, "  and %u more\n", list->len - SHOWN);
}

static void
print_counts (FILE *out, GHashTable *counts, const char *format)
{
  g_autoptr (GList) keys = g_list_sort (g_hash_table_get_keys (counts), (GCompareFunc) strcmp);
  for (GList *k = keys; k != NULL; k = k->next)
    fprintf (out, format, (const char *) k->data, GPOINTER_TO_UINT (g_hash_table_lookup (counts, k->data)));
}

static void
print_doubts (FILE *out, GPtrArray *doubts)
{
  if (doubts->len == 0)
    return;
  g_ptr_array_sort (doubts, compare_doubts);
  fprintf (out, "look at first:\n");
  for (guint i = 0; i < doubts->len && i < SHOWN; i++) {
    const Doubt *d = doubts->pdata[i];
    g_autofree char *name = gj_one_line (d->file);
    fprintf (out, "  %s: %s%u failed checks, %u flags\n", name, d->incomplete ? "incomplete, " : "", d->failed_checks,
             d->flags);
  }
  if (doubts->len > SHOWN)
    fprintf (out, "  and %u more\n", doubts->len - SHOWN);
}

static void
print_summary (FILE *out, Summary *s, gboolean name_failures)
{
  fprintf (out, "%u inputs: %u verified, %u review, %u incomplete, %u failed\n", s->total, s->verified, s->review,
           s->incomplete, s->failed);
  if (s->copies > 0)
    fprintf (out, "%u have the bytes of another input\n", s->copies);
  print_counts (out, s->errors, "  failed: %s: %u\n");
  if (name_failures)
    print_list (out, "not converted:", s->failures);
  if (name_failures && s->failed > s->failures->len)
    fprintf (out, "  and %u more (see \"error\" in manifest.jsonl)\n", s->failed - s->failures->len);
  print_doubts (out, s->doubts);
  print_list (out, "different reports for the same organization and year:", s->editions);
}

gboolean
gj_summary_print (const char *outdir, gboolean name_failures, FILE *out, GError **error)
{
  static const char *const names[] = { "manifest.jsonl", "manifest.jsonl.part" };
  g_auto (Summary) summary = { 0 };
  FILE *file = NULL;
  char *text = NULL;
  size_t room = 0;

  summary_init (&summary);
  for (gsize i = 0; file == NULL && i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = g_build_filename (outdir, names[i], NULL);
    file = fopen (path, "re");
  }
  if (file == NULL) {
    g_set_error (error, GJ_ERROR, GJ_ERROR_INPUT, "no manifest.jsonl here: %s (is it an output folder of gouji?)",
                 g_strerror (errno));
    return FALSE;
  }
  while (getline (&text, &room, file) > 0) {
    g_autoptr (GjManifestLine) line = gj_manifest_line_parse (text);
    if (line != NULL)
      add_line (&summary, line);
  }
  free (text);
  fclose (file);
  print_summary (out, &summary, name_failures);
  return TRUE;
}

/* What a person can do about files that are no inputs. */
static const struct {
  const char *suffixes, *advice;
} advices[] = {
  { ".doc .docx .wps .rtf .odt", "soffice --headless --convert-to pdf FILE makes a PDF of it" },
  { ".html .htm .mht", "print it to PDF in a browser (chromium --headless --print-to-pdf=OUT.pdf FILE)" },
  { ".ofd", "a reader for OFD (WPS, 数科, ofdrw) can save it as PDF" },
  { ".zip .rar .7z", "unpack it first" },
  { ".xls .xlsx .et", "soffice --headless --convert-to pdf FILE makes a PDF of it" },
};

static const char *
advice_for (const char *suffix)
{
  for (gsize i = 0; i < G_N_ELEMENTS (advices); i++) {
    g_auto (GStrv) list = g_strsplit (advices[i].suffixes, " ", -1);
    if (g_strv_contains ((const char *const *) list, suffix))
      return advices[i].advice;
  }
  return NULL;
}

void
gj_summary_print_ignored (GHashTable *ignored, FILE *out)
{
  g_autoptr (GList) keys = g_list_sort (g_hash_table_get_keys (ignored), (GCompareFunc) strcmp);
  for (GList *k = keys; k != NULL; k = k->next) {
    const char *advice = advice_for (k->data);
    g_autofree char *suffix = gj_one_line (k->data);
    fprintf (out, "ignored: %u files, %s%s%s%s\n", GPOINTER_TO_UINT (g_hash_table_lookup (ignored, k->data)), suffix,
             advice != NULL ? " (" : "", advice != NULL ? advice : "", advice != NULL ? ")" : "");
  }
}

int
gj_status_run (const char *outdir)
{
  g_autoptr (GError) error = NULL;
  if (!gj_summary_print (outdir, TRUE, stdout, &error)) {
    gj_print_error (outdir, error->message);
    return gj_error_exit_code (error);
  }
  if (fflush (stdout) != 0) {
    gj_print_error ("standard output", g_strerror (errno));
    return GJ_ERROR_OUTPUT;
  }
  return 0;
}
