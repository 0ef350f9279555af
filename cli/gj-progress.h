/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "cli/gj-options.h"

/* How far a run is. */
typedef struct {
  guint total, done, reused; /* inputs; reused: done by an earlier run */
  guint results[4];          /* verified, review, incomplete, failed */
  const char *slowest;       /* (nullable): the file being worked on for longest */
  double slowest_seconds;
} GjProgressState;

/*
 * Shows it on stderr: a line that is rewritten on a terminal, one JSON object a second
 * for programs, nothing otherwise.
 */
typedef struct GjProgress GjProgress;

GjProgress *gj_progress_new (GjProgressMode mode, gboolean quiet);
void gj_progress_free (GjProgress *progress);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GjProgress, gj_progress_free)

/** gj_progress_show: draws unless it did a moment ago; @last: draws for sure. */
void gj_progress_show (GjProgress *progress, const GjProgressState *state, gboolean last);

/** gj_progress_clear: makes room for a line of text on stderr. */
void gj_progress_clear (GjProgress *progress);
