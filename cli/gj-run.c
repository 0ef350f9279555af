/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/gj-run-private.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/gj-copy.h"
#include "cli/gj-summary.h"
#include "cli/gj-text.h"
#include "page/gj-error.h"

#define WINDOW_PER_JOB 64 /* --jsonl alone: how far conversion may be ahead of what is printed */

static void
foreign_free (gpointer p)
{
  GjForeign *f = p;
  g_free (f->name);
  g_free (f);
}

static guint
sha_hash (gconstpointer p)
{
  guint h;
  memcpy (&h, p, sizeof h);
  return h;
}

static gboolean
sha_equal (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, 32) == 0;
}

static gboolean on_hashed (gpointer tag, const char *sha256, gpointer data);
static void on_done (gpointer tag, GjOutcome *outcome, gpointer data);

GjRun *
gj_run_new (const GjOptions *options, GError **error)
{
  static const GjPoolEvents events = { on_hashed, on_done };
  const GjWorkerConfig config = { options->convert, options->timeout, options->memory };
  g_autoptr (GjRun) run = g_new0 (GjRun, 1);

  run->options = options;
  run->by_sha = g_hash_table_new (sha_hash, sha_equal);
  run->waiting = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  run->held = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  run->foreign = g_ptr_array_new_with_free_func (foreign_free);
  gj_recorder_init (&run->recorder, options);
  if (options->outdir != NULL && (run->outdir = gj_outdir_open (options->outdir, error)) == NULL)
    return NULL;
  if (options->sidecar != NULL && (run->sidecar = gj_sidecar_read (options->sidecar, error)) == NULL)
    return NULL;
  run->pool = gj_pool_new (options->jobs, &config, &events, run);
  run->progress = gj_progress_new (options->progress, options->quiet);
  return g_steal_pointer (&run);
}

void
gj_run_free (GjRun *run)
{
  if (run == NULL)
    return;
  g_clear_pointer (&run->pool, gj_pool_free);
  g_clear_pointer (&run->outdir, gj_outdir_close);
  g_clear_pointer (&run->inputs, gj_inputs_free);
  g_clear_pointer (&run->sidecar, gj_sidecar_free);
  g_clear_pointer (&run->progress, gj_progress_free);
  gj_recorder_clear (&run->recorder);
  g_hash_table_unref (run->by_sha);
  g_hash_table_unref (run->waiting);
  g_hash_table_unref (run->held);
  g_ptr_array_unref (run->foreign);
  g_clear_error (&run->error);
  g_free (run);
}

GjInput *
gj_run_input (const GjRun *run, guint i)
{
  return run->inputs->inputs->pdata[i];
}

void
gj_run_say (GjRun *run, const char *text)
{
  if (run->progress != NULL)
    gj_progress_clear (run->progress);
  gj_print_error (NULL, text);
}

char *
gj_run_origin (const GjRun *run, const GjInput *input)
{
  g_autofree char *name = NULL;
  if (run->sidecar == NULL)
    return NULL;
  name = gj_display_name (input->name);
  return gj_sidecar_origin (run->sidecar, name, input->path);
}

/* ---- what is done ------------------------------------------------------------------------ */

void
gj_run_mark_done (GjRun *run, GjInput *input, guint result, guint code)
{
  input->state = GJ_INPUT_DONE;
  input->result = (guint8) result;
  input->code = (guint8) code;
  run->results[result]++;
  run->done++;
}

/* The disk is full or the like: what is recorded stays, nothing new is begun. */
static void
give_up (GjRun *run, GError *error)
{
  if (run->error == NULL)
    run->error = error;
  else
    g_error_free (error);
  gj_run_stop (run, TRUE);
}

static void
print_failure (GjRun *run, const GjManifestLine *line)
{
  if (run->options->quiet)
    return;
  gj_progress_clear (run->progress);
  gj_print_error (line->file, line->error_message);
}

/* Keeps what --jsonl prints, if no output file does. */
static void
hold_text (GjRun *run, const GjInput *input, const GjManifestLine *line, const char *json)
{
  if (run->options->jsonl && run->outdir == NULL)
    g_hash_table_insert (run->held, GUINT_TO_POINTER (input->index),
                         json != NULL ? g_strdup (json) : gj_record_failure_json (line));
}

/*
 * Records the end of an input: @line as far as it is known, @json NULL for failures.
 * The output comes first, the line that vouches for it second.
 */
static void
record (GjRun *run, GjInput *input, GjManifestLine *line, const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *origin = gj_run_origin (run, input);
  g_autofree char *text = NULL;
  gboolean hopeless = FALSE;

  gj_recorder_stamp (&run->recorder, line, input, origin);
  if (json != NULL && run->outdir != NULL && !gj_outdir_write (run->outdir, input->output, json, &hopeless, &error)) {
    if (hopeless) {
      give_up (run, g_steal_pointer (&error));
      return;
    }
    gj_record_set_failure (line, error);
    json = NULL;
  }
  if (json == NULL && run->outdir != NULL)
    gj_outdir_remove (run->outdir, input->output); /* of an earlier version of the file */
  gj_record_set_output (line, json != NULL && run->outdir != NULL ? input->output : NULL, json);
  text = gj_manifest_line_to_json (line);
  if (run->outdir != NULL && !gj_outdir_append (run->outdir, text, &input->line, &error)) {
    give_up (run, g_steal_pointer (&error));
    return;
  }
  hold_text (run, input, line, json);
  gj_run_mark_done (run, input, gj_record_result (line), (guint) line->error_code);
  if (json == NULL)
    print_failure (run, line);
}

static void
record_problem (GjRun *run, GjInput *input, int code, const char *message)
{
  g_autoptr (GError) error = g_error_new_literal (GJ_ERROR, code, message);
  g_autoptr (GjManifestLine) line = g_new0 (GjManifestLine, 1);
  gj_record_set_failure (line, error);
  record (run, input, line, NULL);
}

/* ---- the same bytes under several names -------------------------------------------------- */

static gboolean
same_origin (const GjRun *run, const GjInput *a, const GjInput *b)
{
  g_autofree char *first = gj_run_origin (run, a);
  g_autofree char *second = gj_run_origin (run, b);
  return g_strcmp0 (first, second) == 0;
}

/* Records for @input what @model, of the same bytes, became. FALSE: it must be converted itself. */
static gboolean
record_copy (GjRun *run, GjInput *input, const GjInput *model)
{
  g_autofree char *text = gj_outdir_line (run->outdir, model->line);
  g_autoptr (GjManifestLine) line = text != NULL ? gj_manifest_line_parse (text) : NULL;
  g_autofree char *name = gj_display_name (input->name);
  g_autofree char *json = NULL;

  if (line == NULL)
    return FALSE;
  if (line->error_name == NULL) {
    g_autofree char *theirs = gj_outdir_read (run->outdir, model->output);
    json = theirs != NULL ? gj_copy_report (theirs, name) : NULL;
    if (json == NULL)
      return FALSE;
  }
  line->seconds = line->cpu_seconds = 0;
  line->peak_kib = 0;
  record (run, input, line, json);
  return TRUE;
}

static void
convert_itself (GjRun *run, GjInput *input)
{
  input->state = GJ_INPUT_TODO;
  input->same_size = 0;
  run->next = MIN (run->next, input->index);
}

static void
serve_waiting (GjRun *run, GjInput *model)
{
  g_autoptr (GPtrArray) waiting = NULL;
  gpointer key;

  if (!g_hash_table_steal_extended (run->waiting, model, &key, (gpointer *) &waiting))
    return;
  for (guint i = 0; i < waiting->len; i++)
    if (model->state != GJ_INPUT_DONE || !record_copy (run, waiting->pdata[i], model))
      convert_itself (run, waiting->pdata[i]);
}

/* An input that was moved or touched, but whose bytes are those of its recorded output. */
static gboolean
record_unchanged (GjRun *run, GjInput *input)
{
  g_autofree char *text = gj_outdir_line (run->outdir, input->line);
  g_autoptr (GjManifestLine) line = text != NULL ? gj_manifest_line_parse (text) : NULL;
  g_autofree char *origin = gj_run_origin (run, input);
  g_autofree char *renewed = NULL;
  g_autoptr (GError) error = NULL;

  if (line == NULL)
    return FALSE;
  gj_recorder_stamp (&run->recorder, line, input, origin);
  renewed = gj_manifest_line_to_json (line);
  if (!gj_outdir_append (run->outdir, renewed, &input->line, &error)) {
    give_up (run, g_steal_pointer (&error));
    return TRUE;
  }
  run->reused++;
  gj_run_mark_done (run, input, gj_record_result (line), (guint) line->error_code);
  return TRUE;
}

static gboolean
on_hashed (gpointer tag, const char *sha256, gpointer data)
{
  GjRun *run = data;
  GjInput *input = tag, *model;
  guint8 sha[32];

  gj_record_sha_from_hex (sha256, sha);
  if (input->recheck && input->has_sha && memcmp (sha, input->sha256, sizeof sha) == 0 && record_unchanged (run, input))
    return FALSE;
  input->recheck = 0;
  if (input->has_sha && g_hash_table_lookup (run->by_sha, input->sha256) == input)
    g_hash_table_remove (run->by_sha, input->sha256); /* its bytes changed */
  memcpy (input->sha256, sha, sizeof sha);
  input->has_sha = 1;
  model = g_hash_table_lookup (run->by_sha, sha);
  if (model == NULL)
    g_hash_table_insert (run->by_sha, input->sha256, input);
  if (model == NULL || model == input || !same_origin (run, input, model))
    return TRUE;
  if (model->state == GJ_INPUT_DONE)
    return !record_copy (run, input, model);
  if (model->state == GJ_INPUT_RUNNING) {
    GPtrArray *waiting = g_hash_table_lookup (run->waiting, model);
    if (waiting == NULL)
      g_hash_table_insert (run->waiting, model, waiting = g_ptr_array_new ());
    g_ptr_array_add (waiting, input);
    input->state = GJ_INPUT_WAITING;
    return FALSE;
  }
  return TRUE;
}

/* ---- handing out ------------------------------------------------------------------------- */

static int
open_input (GjRun *run, GjInput *input)
{
  int fd = open (input->path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  struct stat st;

  if (fd < 0 || fstat (fd, &st) != 0)
    record_problem (run, input, GJ_ERROR_INPUT, g_strerror (errno));
  else if (!S_ISREG (st.st_mode))
    record_problem (run, input, GJ_ERROR_INPUT, "is not a regular file");
  else if ((guint64) st.st_size > (guint64) run->options->memory << 19)
    record_problem (run, input, GJ_ERROR_LIMIT, "larger than the memory limit allows (raise --memory)");
  else {
    input->size = (guint64) st.st_size;
    input->inode = st.st_ino;
    input->mtime_sec = st.st_mtim.tv_sec;
    input->mtime_nsec = (guint32) st.st_mtim.tv_nsec;
    return fd;
  }
  if (fd >= 0)
    close (fd);
  return -1;
}

static void
start_input (GjRun *run, GjInput *input)
{
  g_autofree char *name = gj_display_name (input->name);
  g_autofree char *origin = gj_run_origin (run, input);
  g_autoptr (GError) error = NULL;
  gboolean hash_first = run->outdir != NULL && (input->same_size || input->recheck);
  int fd;

  if (input->problem != NULL) {
    record_problem (run, input, GJ_ERROR_INPUT, input->problem);
    return;
  }
  fd = open_input (run, input);
  if (fd < 0)
    return;
  input->state = GJ_INPUT_RUNNING;
  if (!gj_pool_submit (run->pool, fd, input->size, name, origin, hash_first, input, &error)) {
    input->state = GJ_INPUT_TODO;
    give_up (run, g_steal_pointer (&error));
  }
}

/* The next input to convert, NULL if none is left or --jsonl is too far behind. */
static GjInput *
next_input (GjRun *run)
{
  guint n = run->inputs->inputs->len;
  while (run->next < n && gj_run_input (run, run->next)->state != GJ_INPUT_TODO)
    run->next++;
  if (run->next >= n)
    return NULL;
  if (run->options->jsonl && run->outdir == NULL && run->next >= run->printed + WINDOW_PER_JOB * run->options->jobs)
    return NULL;
  return gj_run_input (run, run->next);
}

static void
feed (GjRun *run)
{
  GjInput *input;
  while (!run->stopping && gj_pool_n_idle (run->pool) > 0 && (input = next_input (run)) != NULL)
    start_input (run, input);
}

static void
on_done (gpointer tag, GjOutcome *owned, gpointer data)
{
  g_autoptr (GjOutcome) outcome = owned;
  g_autoptr (GjManifestLine) line = NULL;
  GjRun *run = data;
  GjInput *input = tag;

  feed (run); /* the worker goes on while this one's output is written */
  line = gj_record_from_outcome (outcome);
  record (run, input, line, outcome->error == NULL ? outcome->json : NULL);
  serve_waiting (run, input);
}

/* ---- --jsonl ------------------------------------------------------------------------------ */

static char *
jsonl_text (GjRun *run, const GjInput *input)
{
  g_autofree char *text = NULL;
  g_autoptr (GjManifestLine) line = NULL;

  if (run->outdir == NULL)
    return g_strdup (g_hash_table_lookup (run->held, GUINT_TO_POINTER (input->index)));
  if (input->result != GJ_RESULT_FAILED)
    return gj_outdir_read (run->outdir, input->output);
  text = gj_outdir_line (run->outdir, input->line);
  line = text != NULL ? gj_manifest_line_parse (text) : NULL;
  return line != NULL ? gj_record_failure_json (line) : NULL;
}

/* Prints what is done in the order of the inputs. */
static void
print_done (GjRun *run)
{
  gboolean good = TRUE;
  while (run->options->jsonl && good && run->printed < run->inputs->inputs->len &&
         gj_run_input (run, run->printed)->state == GJ_INPUT_DONE) {
    g_autofree char *text = jsonl_text (run, gj_run_input (run, run->printed));
    good = text == NULL || (fputs (text, stdout) >= 0 && putchar ('\n') != EOF);
    g_hash_table_remove (run->held, GUINT_TO_POINTER (run->printed));
    run->printed++;
  }
  if (run->options->jsonl && (!good || fflush (stdout) != 0))
    give_up (run, g_error_new (GJ_ERROR, GJ_ERROR_OUTPUT, "standard output: %s", g_strerror (errno)));
}

/* ---- the run -------------------------------------------------------------------------------*/

static void
show_progress (GjRun *run, gboolean last)
{
  GjProgressState state = { .total = run->inputs->inputs->len, .done = run->done, .reused = run->reused };
  GjInput *slowest = run->pool != NULL ? gj_pool_slowest (run->pool, &state.slowest_seconds) : NULL;
  memcpy (state.results, run->results, sizeof state.results);
  state.slowest = slowest != NULL ? slowest->name : NULL;
  gj_progress_show (run->progress, &state, last);
}

gboolean
gj_run_step (GjRun *run, int wake_fd)
{
  if (run->pool != NULL)
    feed (run);
  print_done (run);
  if (run->pool == NULL || (gj_pool_n_busy (run->pool) == 0 && (run->stopping || next_input (run) == NULL))) {
    show_progress (run, TRUE);
    return FALSE;
  }
  if (gj_pool_n_busy (run->pool) > 0)
    gj_pool_wait (run->pool, wake_fd, 250);
  show_progress (run, FALSE);
  return TRUE;
}

void
gj_run_stop (GjRun *run, gboolean now)
{
  run->stopping = TRUE;
  if (now && run->pool != NULL)
    gj_pool_kill (run->pool);
}

gboolean
gj_run_is_stopping (const GjRun *run)
{
  return run->stopping;
}

guint
gj_run_count (const GjRun *run, guint result)
{
  return run->results[result];
}

const GError *
gj_run_error (const GjRun *run)
{
  return run->error;
}

gboolean
gj_run_plan (GjRun *run, char **paths, GError **error)
{
  if (run->options->outdir != NULL && !gj_pool_start (run->pool, error))
    return FALSE;
  run->inputs = gj_inputs_collect (paths, run->options->files_from != NULL, run->options->outdir);
  gj_inputs_sample (run->inputs, run->options->sample);
  for (guint i = 0; i < run->inputs->inputs->len; i++)
    gj_run_input (run, i)->index = i;
  if (run->outdir != NULL)
    gj_run_look_up (run);
  return TRUE;
}

void
gj_run_summary (GjRun *run)
{
  g_autoptr (GError) error = NULL;

  gj_progress_clear (run->progress);
  for (guint i = 0; i < run->inputs->notes->len; i++)
    gj_print_error (NULL, run->inputs->notes->pdata[i]);
  if (run->outdir != NULL)
    gj_summary_print (run->options->outdir, FALSE, stderr, &error);
  else
    fprintf (stderr, "%u of %u converted: %u verified, %u review, %u incomplete; %u failed\n",
             run->done - run->results[3], run->inputs->inputs->len, run->results[0], run->results[1], run->results[2],
             run->results[3]);
  gj_summary_print_ignored (run->inputs->ignored, stderr);
  if (run->sidecar != NULL && gj_sidecar_unused (run->sidecar) > 0)
    fprintf (stderr, "%u rows of %s name no input\n", gj_sidecar_unused (run->sidecar), run->options->sidecar);
  if (run->reused > 0)
    fprintf (stderr, "%u were converted by an earlier run (--force converts them again)\n", run->reused);
  if (run->stopping && run->error == NULL)
    fprintf (stderr, "stopped: %u of %u are done; the same command continues\n", run->done, run->inputs->inputs->len);
}
