/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "cli/gj-input.h"
#include "cli/gj-manifest-line.h"
#include "cli/gj-options.h"
#include "cli/gj-pool.h"

/* Manifest lines out of outcomes, and whether a line of an earlier run still holds. */

/* What is the same in all lines of a run. */
typedef struct {
  char *program; /* "gouji 0.1.0" */
  char *options; /* text of the options that outputs depend on */
  char *limits;  /* hash of those that failures depend on */
} GjRecorder;

void gj_recorder_init (GjRecorder *recorder, const GjOptions *options);
void gj_recorder_clear (GjRecorder *recorder);

/** gj_recorder_stamp: fills in who made @line, from which version of the input. @origin: (nullable). */
void gj_recorder_stamp (const GjRecorder *recorder, GjManifestLine *line, const GjInput *input, const char *origin);

/** gj_recorder_still_holds: whether the same program with the same options made @line. */
gboolean gj_recorder_still_holds (const GjRecorder *recorder, const GjManifestLine *line, const GjInput *input,
                                  const char *origin);

/** gj_record_same_file: whether size, time and inode of the input are those of @line. */
gboolean gj_record_same_file (const GjManifestLine *line, const GjInput *input);

GjManifestLine *gj_record_from_outcome (const GjOutcome *outcome);
void gj_record_set_failure (GjManifestLine *line, const GError *error);

/** gj_record_set_output: @output and @json NULL for a failure. */
void gj_record_set_output (GjManifestLine *line, const char *output, const char *json);

/** gj_record_result: GjStatus or GJ_RESULT_FAILED. */
guint gj_record_result (const GjManifestLine *line);

/** gj_record_failure_json: {"file": …, "error": …} for --jsonl. Returns: (transfer full). */
char *gj_record_failure_json (const GjManifestLine *line);

/** gj_record_sha_from_hex: @hex has 64 digits; others leave zeros. */
void gj_record_sha_from_hex (const char *hex, guint8 sha[32]);
