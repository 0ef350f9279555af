/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/gj-dryrun.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/gj-input.h"
#include "cli/gj-pool.h"
#include "cli/gj-summary.h"
#include "cli/gj-text.h"
#include "page/gj-error.h"

#define DEFAULT_SAMPLE 40

/* What the sample gave. */
typedef struct {
  guint looked_at, converted;
  double seconds; /* of workers, added up */
  guint64 json_bytes;
  GHashTable *found; /* description → count */
} Findings;

static void
count (Findings *f, const char *what)
{
  gpointer n = g_hash_table_lookup (f->found, what);
  g_hash_table_insert (f->found, (gpointer) what, GUINT_TO_POINTER (GPOINTER_TO_UINT (n) + 1));
}

static const char *
describe (const GjOutcome *o)
{
  static const struct {
    const char *key, *text;
  } texts[] = {
    { "digital", "born-digital reports" },     { "scanned", "scanned reports" },
    { "mixed", "reports with scanned pages" }, { "text", "extracted texts" },
    { "not_report", "not annual reports" },    { "old_form", "reports of before 2019 (another form)" },
    { "encrypted", "need a password" },        { "limit", "beyond a limit" },
  };
  const char *key = o->error != NULL ? gj_error_name (o->error) : o->kind;
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (g_str_equal (texts[i].key, key))
      return texts[i].text;
  return "cannot be read";
}

static void
on_done (gpointer tag, GjOutcome *owned, gpointer data)
{
  g_autoptr (GjOutcome) outcome = owned;
  Findings *f = data;
  f->looked_at++;
  f->seconds += outcome->seconds;
  if (outcome->error == NULL) {
    f->converted++;
    f->json_bytes += strlen (outcome->json) + 1;
  }
  count (f, describe (outcome));
}

static gboolean
on_hashed (gpointer tag, const char *sha256, gpointer data)
{
  return TRUE;
}

static gboolean
look_at (GjPool *pool, const GjInput *input, Findings *f, GError **error)
{
  g_autofree char *name = gj_display_name (input->name);
  int fd = input->problem == NULL ? open (input->path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC) : -1;
  struct stat st;

  if (fd >= 0 && fstat (fd, &st) == 0 && S_ISREG (st.st_mode))
    return gj_pool_submit (pool, fd, (guint64) st.st_size, name, NULL, FALSE, (gpointer) input, error);
  if (fd >= 0)
    close (fd);
  f->looked_at++;
  count (f, "cannot be read");
  return TRUE;
}

static gboolean
look_at_all (const GjOptions *options, const GjInputs *inputs, Findings *f, GError **error)
{
  static const GjPoolEvents events = { on_hashed, on_done };
  const GjWorkerConfig config = { options->convert, options->timeout, options->memory };
  g_autoptr (GjPool) pool = gj_pool_new (options->jobs, &config, &events, f);

  for (guint i = 0; i < inputs->inputs->len; i++) {
    while (gj_pool_n_idle (pool) == 0)
      gj_pool_wait (pool, -1, 250);
    if (!look_at (pool, inputs->inputs->pdata[i], f, error))
      return FALSE;
  }
  while (gj_pool_n_busy (pool) > 0)
    gj_pool_wait (pool, -1, 250);
  return TRUE;
}

static void
print_findings (const Findings *f, guint total, guint jobs)
{
  double scale = f->looked_at > 0 ? (double) total / f->looked_at : 0;
  g_autoptr (GList) keys = g_list_sort (g_hash_table_get_keys (f->found), (GCompareFunc) strcmp);

  printf ("%u inputs, looked at %u\n", total, f->looked_at);
  for (GList *k = keys; k != NULL; k = k->next) {
    guint n = GPOINTER_TO_UINT (g_hash_table_lookup (f->found, k->data));
    printf ("  %s: %u%s", (const char *) k->data, n, "");
    if (f->looked_at < total)
      printf (" (about %.0f of all)", n * scale);
    putchar ('\n');
  }
  printf ("estimated: %.2f hours with -j %u, %.1f MB of JSON\n", f->seconds * scale / jobs / 3600, jobs,
          (double) f->json_bytes * scale / 1e6);
}

static int
fail (const char *file, const GError *error)
{
  gj_print_error (file, error->message);
  return gj_error_exit_code (error);
}

int
gj_dryrun_run (const GjOptions *options)
{
  g_autoptr (GHashTable) found = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) error = NULL;
  g_autoptr (GjInputs) inputs = NULL;
  g_auto (GStrv) paths = NULL;
  Findings findings = { .found = found };
  guint total;

  paths = options->files_from != NULL ? gj_read_path_list (options->files_from, &error) : g_strdupv (options->paths);
  if (paths == NULL)
    return fail (options->files_from, error);
  inputs = gj_inputs_collect (paths, options->files_from != NULL, options->outdir);
  total = inputs->inputs->len;
  gj_inputs_sample (inputs, options->sample > 0 ? options->sample : DEFAULT_SAMPLE);
  if (!look_at_all (options, inputs, &findings, &error))
    return fail (NULL, error);
  print_findings (&findings, total, options->jobs);
  gj_summary_print_ignored (inputs->ignored, stdout);
  return 0;
}
