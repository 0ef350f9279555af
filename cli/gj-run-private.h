/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/gj-outdir.h"
#include "cli/gj-pool.h"
#include "cli/gj-progress.h"
#include "cli/gj-record.h"
#include "cli/gj-run.h"
#include "cli/gj-sidecar.h"

/* Shared by gj-run.c (what happens now) and gj-run-past.c (what earlier runs recorded). */
struct GjRun {
  const GjOptions *options;
  GjOutdir *outdir; /* NULL with --jsonl alone */
  GjInputs *inputs;
  GjSidecar *sidecar; /* (nullable) */
  GjPool *pool;
  GjProgress *progress;
  GjRecorder recorder; /* what all manifest lines of this run say */
  GHashTable *by_sha;  /* sha256 → GjInput: the first of these bytes */
  GHashTable *waiting; /* GjInput → GPtrArray of GjInput with the same bytes */
  GHashTable *held;    /* --jsonl alone: index → text that is not printed yet */
  GPtrArray *foreign;  /* of GjForeign: lines of inputs that this run leaves alone */
  guint next, printed; /* first input that was not started, not printed */
  guint done, reused, results[4];
  gboolean stopping;
  GError *error; /* nothing can be written any more */
};

/* A line of an earlier run about an input that is not among those of this run. */
typedef struct {
  char *name;
  GjLineRef ref;
} GjForeign;

GjInput *gj_run_input (const GjRun *run, guint i);

/** gj_run_origin: JSON of the sidecar's row for @input, or NULL. Returns: (transfer full). */
char *gj_run_origin (const GjRun *run, const GjInput *input);

/** gj_run_mark_done: counts @input as done with @result (GjStatus or GJ_RESULT_FAILED) and exit code @code. */
void gj_run_mark_done (GjRun *run, GjInput *input, guint result, guint code);

/** gj_run_look_up: names the outputs and finds which inputs are done already. */
void gj_run_look_up (GjRun *run);
