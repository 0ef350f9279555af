/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/gj-summary.h"

#include <errno.h>
#include <string.h>

#include "cli/gj-line.h"
#include "cli/gj-text.h"
#include "page/gj-error.h"

#define SHOWN 20 /* files named per list at the end of a run; status names all */

typedef struct {
  char *file;
  guint failed_checks, flags;
  gboolean incomplete;
} Doubt;

/* The reports of one organization and year: different ones, each once. */
typedef struct {
  char *sha256;       /* of the first */
  GHashTable *others; /* set of the others' sha256; NULL while there is none */
  GString *line;      /* "organization year: file, file" */
} Edition;

typedef struct {
  guint total, verified, review, incomplete, failed, copies;
  double cpu_seconds;
  GHashTable *errors;  /* "name (code)" → count */
  GHashTable *shas;    /* set of sha256 */
  GHashTable *known;   /* "organization\nyear" → Edition */
  GPtrArray *doubts;   /* of Doubt */
  GPtrArray *editions; /* of Edition (of known): those with more than one report, in their order */
  GPtrArray *failures; /* of char*: no more than shown */
  guint shown;
} Summary;

static void
doubt_free (gpointer p)
{
  g_free (((Doubt *) p)->file);
  g_free (p);
}

static void
edition_free (gpointer p)
{
  Edition *e = p;
  g_free (e->sha256);
  g_clear_pointer (&e->others, g_hash_table_unref);
  g_string_free (e->line, TRUE);
  g_free (e);
}

static const char *
plural (guint n)
{
  return n == 1 ? "" : "s";
}

static void
summary_init (Summary *s, guint shown)
{
  memset (s, 0, sizeof *s);
  s->shown = shown;
  s->errors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  s->shas = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  s->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, edition_free);
  s->doubts = g_ptr_array_new_with_free_func (doubt_free);
  s->editions = g_ptr_array_new ();
  s->failures = g_ptr_array_new_with_free_func (g_free);
}

static void
summary_clear (Summary *s)
{
  g_hash_table_unref (s->errors);
  g_hash_table_unref (s->shas);
  g_ptr_array_unref (s->editions);
  g_hash_table_unref (s->known);
  g_ptr_array_unref (s->doubts);
  g_ptr_array_unref (s->failures);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Summary, summary_clear)

static void
add_failure (Summary *s, const GjLine *l)
{
  char *key = g_strdup_printf ("%s (code %d)", l->error_name != NULL ? l->error_name : "?", l->error_code);
  gpointer n = g_hash_table_lookup (s->errors, key);
  g_hash_table_insert (s->errors, key, GUINT_TO_POINTER (GPOINTER_TO_UINT (n) + 1));
  s->failed++;
  if (s->failures->len < s->shown)
    {
      g_autofree char *name = gj_one_line (l->file);
      g_autofree char *message = gj_one_line (l->error_message != NULL ? l->error_message : "");
      g_ptr_array_add (s->failures, g_strdup_printf ("%s: %s", name, message));
    }
}

/* Corrected editions: another report for the same organization and year. */
static void
add_edition (Summary *s, const GjLine *l)
{
  g_autofree char *key = NULL;
  g_autofree char *file = gj_one_line (l->file);
  Edition *e;

  if (l->organization == NULL || l->year == 0 || l->sha256 == NULL)
    return;
  key = g_strdup_printf ("%s\n%d", l->organization, l->year);
  e = g_hash_table_lookup (s->known, key);
  if (e == NULL)
    {
      g_autofree char *organization = gj_one_line (l->organization);
      e = g_new0 (Edition, 1);
      e->sha256 = g_strdup (l->sha256);
      e->line = g_string_new (NULL);
      g_string_printf (e->line, "%s %d: %s", organization, l->year, file);
      g_hash_table_insert (s->known, g_steal_pointer (&key), e);
      return;
    }
  if (g_str_equal (e->sha256, l->sha256))
    return;
  if (e->others == NULL)
    {
      e->others = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_ptr_array_add (s->editions, e);
    }
  if (g_hash_table_add (e->others, g_strdup (l->sha256)) && g_hash_table_size (e->others) < s->shown)
    g_string_append_printf (e->line, ", %s", file);
}

static void
add_doubt (Summary *s, const GjLine *l, gboolean incomplete)
{
  Doubt *d = g_new0 (Doubt, 1);
  d->file = g_strdup (l->file);
  d->failed_checks = l->failed_checks;
  d->flags = l->flags;
  d->incomplete = incomplete;
  g_ptr_array_add (s->doubts, d);
}

static void
add_line (Summary *s, const GjLine *l)
{
  s->total++;
  s->cpu_seconds += l->cpu_seconds;
  if (l->sha256 != NULL && !g_hash_table_add (s->shas, g_strdup (l->sha256)))
    s->copies++;
  if (g_str_equal (l->status, "failed"))
    {
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
print_more (FILE *out, guint n, guint shown, const char *where)
{
  if (n > shown)
    fprintf (out, "  and %u more%s\n", n - shown, where);
}

static void
print_failures (FILE *out, const Summary *s)
{
  if (s->failures->len > 0)
    fprintf (out, "not converted:\n");
  for (guint i = 0; i < s->failures->len; i++)
    fprintf (out, "  %s\n", (const char *) s->failures->pdata[i]);
}

static void
print_editions (FILE *out, const Summary *s)
{
  if (s->editions->len > 0)
    fprintf (out, "different reports for the same organization and year:\n");
  for (guint i = 0; i < MIN (s->editions->len, s->shown); i++)
    {
      const Edition *e = s->editions->pdata[i];
      guint n = g_hash_table_size (e->others);
      if (n < s->shown)
        fprintf (out, "  %s\n", e->line->str);
      else
        fprintf (out, "  %s and %u more\n", e->line->str, n - s->shown + 1);
    }
  print_more (out, s->editions->len, s->shown, "");
}

static void
print_counts (FILE *out, GHashTable *counts, const char *format)
{
  g_autoptr (GList) keys = g_list_sort (g_hash_table_get_keys (counts), (GCompareFunc) strcmp);
  for (GList *k = keys; k != NULL; k = k->next)
    fprintf (out, format, (const char *) k->data, GPOINTER_TO_UINT (g_hash_table_lookup (counts, k->data)));
}

static void
print_doubts (FILE *out, const Summary *s)
{
  if (s->doubts->len == 0)
    return;
  g_ptr_array_sort (s->doubts, compare_doubts);
  fprintf (out, "look at first:\n");
  for (guint i = 0; i < MIN (s->doubts->len, s->shown); i++)
    {
      const Doubt *d = s->doubts->pdata[i];
      g_autofree char *name = gj_one_line (d->file);
      fprintf (out, "  %s: %s%u failed check%s, %u flag%s\n", name, d->incomplete ? "incomplete, " : "",
               d->failed_checks, plural (d->failed_checks), d->flags, plural (d->flags));
    }
  print_more (out, s->doubts->len, s->shown, " (gouji status OUTDIR names all)");
}

static void
print_summary (FILE *out, Summary *s, gboolean all)
{
  fprintf (out, "%u input%s: %u verified, %u review, %u incomplete, %u failed\n", s->total, plural (s->total),
           s->verified, s->review, s->incomplete, s->failed);
  if (s->copies > 0)
    fprintf (out, "%u %s the bytes of another input\n", s->copies, s->copies == 1 ? "has" : "have");
  print_counts (out, s->errors, "  failed: %s: %u\n");
  if (all)
    print_failures (out, s);
  print_doubts (out, s);
  print_editions (out, s);
}

gboolean
gj_summary_print (const char *outdir, gboolean all, FILE *out, GError **error)
{
  static const char *const names[] = { "manifest.jsonl", "manifest.jsonl.part" };
  g_auto (Summary) summary = { 0 };
  FILE *file = NULL;
  char *text = NULL;
  size_t room = 0;

  summary_init (&summary, all ? G_MAXUINT : SHOWN);
  for (gsize i = 0; file == NULL && i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (outdir, names[i], NULL);
      file = fopen (path, "re");
    }
  if (file == NULL)
    {
      g_set_error (error, GJ_ERROR, GJ_ERROR_INPUT, "no manifest.jsonl here: %s (is it an output folder of gouji?)",
                   g_strerror (errno));
      return FALSE;
    }
  while (getline (&text, &room, file) > 0)
    {
      g_autoptr (GjLine) line = gj_line_parse (text);
      if (line != NULL)
        add_line (&summary, line);
    }
  free (text);
  fclose (file);
  print_summary (out, &summary, all);
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
  for (gsize i = 0; i < G_N_ELEMENTS (advices); i++)
    {
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
  for (GList *k = keys; k != NULL; k = k->next)
    {
      const char *advice = advice_for (k->data);
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (ignored, k->data));
      g_autofree char *suffix = gj_one_line (k->data);
      fprintf (out, "ignored: %u file%s, %s%s%s%s\n", n, plural (n), suffix, advice != NULL ? " (" : "",
               advice != NULL ? advice : "", advice != NULL ? ")" : "");
    }
}

int
gj_status_run (const char *outdir)
{
  g_autoptr (GError) error = NULL;
  if (!gj_summary_print (outdir, TRUE, stdout, &error))
    {
      gj_print_error (outdir, error->message);
      return gj_error_exit_code (error);
    }
  if (fflush (stdout) != 0)
    {
      gj_print_error ("standard output", g_strerror (errno));
      return GJ_ERROR_OUTPUT;
    }
  return 0;
}
