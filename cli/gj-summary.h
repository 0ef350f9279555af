/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stdio.h>

#include <glib.h>

/**
 * gj_summary_print: what the manifest of @outdir says: statuses, failures by code, the
 * reports to look at first, two reports for one organization and year.
 * @name_failures: name the first inputs that failed, too
 *
 * FALSE with GJ_ERROR_INPUT if @outdir has no manifest.
 */
gboolean gj_summary_print (const char *outdir, gboolean name_failures, FILE *out, GError **error);

/** gj_summary_print_ignored: files that are no inputs, by suffix, and how to make inputs of them. */
void gj_summary_print_ignored (GHashTable *ignored, FILE *out);

/** gj_status_run: `gouji status OUTDIR`. Returns: the exit code. */
int gj_status_run (const char *outdir);
