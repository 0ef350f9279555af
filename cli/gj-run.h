/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "cli/gj-input.h"
#include "cli/gj-options.h"

/*
 * One bulk run: which inputs are done already, which are converted next, what becomes of
 * each outcome. The order of steps:
 *
 *   gj_run_new      opens OUTDIR, starts the workers
 *   gj_run_plan     collects the inputs, looks up what earlier runs did
 *   gj_run_step     hands out documents and takes outcomes, until FALSE
 *   gj_run_finish   writes the manifest
 */
typedef struct GjRun GjRun;

GjRun *gj_run_new (const GjOptions *options, GError **error);
void gj_run_free (GjRun *run);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GjRun, gj_run_free)

gboolean gj_run_plan (GjRun *run, char **paths, GError **error);

/** gj_run_step: @wake_fd: also returns when this is readable. FALSE: nothing is left to do. */
gboolean gj_run_step (GjRun *run, int wake_fd);

/** gj_run_stop: starts nothing new; @now: gives up what is being converted as well. */
void gj_run_stop (GjRun *run, gboolean now);
gboolean gj_run_is_stopping (const GjRun *run);

gboolean gj_run_finish (GjRun *run, GError **error);

/** gj_run_say: one line on stderr, "gouji: …". */
void gj_run_say (GjRun *run, const char *text);

/** gj_run_count: inputs done with @result (GjStatus or GJ_RESULT_FAILED). */
guint gj_run_count (const GjRun *run, guint result);

/** gj_run_error: why the run cannot go on, or NULL. */
const GError *gj_run_error (const GjRun *run);

/** gj_run_summary: the closing summary on stderr. */
void gj_run_summary (GjRun *run);
