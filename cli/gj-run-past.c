/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What earlier runs recorded, and what is recorded in the end. */
#include "cli/gj-run-private.h"

#include <string.h>

static void
load_line (const char *text, GjLineRef ref, gpointer data)
{
  GjRun *run = data;
  g_autoptr (GjManifestLine) line = gj_manifest_line_parse (text);
  GjInput *input = line != NULL ? gj_inputs_find (run->inputs, line->file) : NULL;
  GjForeign *foreign;

  if (input != NULL)
    input->line = ref; /* the last one counts */
  if (input != NULL || line == NULL)
    return;
  foreign = g_new0 (GjForeign, 1);
  foreign->name = g_strdup (line->file);
  foreign->ref = ref;
  g_ptr_array_add (run->foreign, foreign);
}

/* What an earlier run recorded of @input: done, to be checked, or of no use. */
static void
look_up (GjRun *run, GjInput *input, GHashTable *outputs)
{
  g_autofree char *text = gj_outdir_line (run->outdir, input->line);
  g_autoptr (GjManifestLine) line = text != NULL ? gj_manifest_line_parse (text) : NULL;
  g_autofree char *origin = gj_run_origin (run, input);
  gboolean there;

  if (line == NULL) {
    input->line = (GjLineRef){ 0 };
    return;
  }
  if (line->output != NULL && !g_hash_table_contains (outputs, line->output))
    gj_outdir_remove (run->outdir, line->output); /* its output has another name now */
  there =
      line->output == NULL || (g_str_equal (line->output, input->output) &&
                               gj_outdir_has (run->outdir, line->output, line->output_bytes, input->line.file == 2));
  if (run->options->force || !there || input->problem != NULL || line->sha256 == NULL ||
      !gj_recorder_still_holds (&run->recorder, line, input, origin)) {
    input->line = (GjLineRef){ 0 };
    return;
  }
  gj_record_sha_from_hex (line->sha256, input->sha256);
  input->has_sha = 1;
  if (gj_record_same_file (line, input) && !run->options->rehash) {
    run->reused++;
    gj_run_mark_done (run, input, gj_record_result (line), (guint) line->error_code);
    if (input->same_size && g_hash_table_lookup (run->by_sha, input->sha256) == NULL)
      g_hash_table_insert (run->by_sha, input->sha256, input);
  } else if (line->bytes == input->size)
    input->recheck = 1;
  else
    input->line = (GjLineRef){ 0 };
}

void
gj_run_look_up (GjRun *run)
{
  g_autoptr (GHashTable) outputs = g_hash_table_new (g_str_hash, g_str_equal);
  guint n = run->inputs->inputs->len;

  gj_inputs_name_outputs (run->inputs, gj_outdir_name_max (run->outdir));
  for (guint i = 0; i < n; i++)
    g_hash_table_add (outputs, gj_run_input (run, i)->output);
  gj_outdir_load (run->outdir, load_line, run);
  for (guint i = 0; i < n; i++)
    if (gj_run_input (run, i)->line.file != 0)
      look_up (run, gj_run_input (run, i), outputs);
}

static int
compare_foreign (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(GjForeign *const *) a)->name, (*(GjForeign *const *) b)->name);
}

/* Lines of other inputs stay when this run was given a part of the archive only. */
static gboolean
keeps_foreign (const GjRun *run)
{
  return run->options->files_from != NULL || run->options->sample > 0;
}

gboolean
gj_run_finish (GjRun *run, GError **error)
{
  g_autoptr (GArray) refs = g_array_new (FALSE, FALSE, sizeof (GjLineRef));
  guint f = 0, n_foreign = keeps_foreign (run) ? run->foreign->len : 0;

  if (run->outdir == NULL)
    return TRUE;
  g_ptr_array_sort (run->foreign, compare_foreign);
  for (guint i = 0; i <= run->inputs->inputs->len; i++) {
    const GjInput *input = i < run->inputs->inputs->len ? gj_run_input (run, i) : NULL;
    for (; f < n_foreign; f++) {
      const GjForeign *foreign = run->foreign->pdata[f];
      if (input != NULL && strcmp (foreign->name, input->name) > 0)
        break;
      if (f + 1 == n_foreign || compare_foreign (&run->foreign->pdata[f], &run->foreign->pdata[f + 1]) != 0)
        g_array_append_val (refs, foreign->ref);
    }
    if (input != NULL && input->line.file != 0)
      g_array_append_val (refs, input->line);
  }
  return gj_outdir_finish (run->outdir, refs, error);
}
