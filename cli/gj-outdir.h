/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "cli/gj-input.h"

/*
 * The output folder. Outputs appear whole or not at all: written in OUTDIR/.gouji-tmp,
 * then renamed. What is done is appended to manifest.jsonl.part, which becomes
 * manifest.jsonl when the run ends; whatever kills the program, the next run finds in
 * these two files what is done. A line counts only if its output is there with the bytes
 * that were written (the journal and the outputs reach the disk in no certain order).
 */
typedef struct GjOutdir GjOutdir;

/**
 * gj_outdir_open:
 * @path: made if missing, with its parents
 *
 * Locks the folder (one run at a time) and clears what a killed run left. Errors: GJ_ERROR_OUTPUT.
 */
GjOutdir *gj_outdir_open (const char *path, GError **error);
void gj_outdir_close (GjOutdir *outdir);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GjOutdir, gj_outdir_close)

/** gj_outdir_name_max: longest file name in bytes. */
gsize gj_outdir_name_max (const GjOutdir *outdir);

/** gj_outdir_write: writes @text and a newline to @name, whole. @hopeless gets TRUE if others will fail too (disk full). */
gboolean gj_outdir_write (GjOutdir *outdir, const char *name, const char *text, gboolean *hopeless, GError **error);

/** gj_outdir_read: an output without its newline, or NULL. */
char *gj_outdir_read (const GjOutdir *outdir, const char *name);

/** gj_outdir_has: whether @name is there with @bytes bytes; @thorough: and without holes that a power cut leaves. */
gboolean gj_outdir_has (const GjOutdir *outdir, const char *name, guint64 bytes, gboolean thorough);

void gj_outdir_remove (GjOutdir *outdir, const char *name);

/**
 * gj_outdir_load: calls @line for every line of earlier runs, of the manifest first, then of the journal.
 * @text is valid during the call, ref.file 1 or 2 says which.
 */
void gj_outdir_load (GjOutdir *outdir, void (*line) (const char *text, GjLineRef ref, gpointer data), gpointer data);

/** gj_outdir_append: appends to the journal. */
gboolean gj_outdir_append (GjOutdir *outdir, const char *text, GjLineRef *ref, GError **error);

/** gj_outdir_line: the text of a line, or NULL. Returns: (transfer full). */
char *gj_outdir_line (const GjOutdir *outdir, GjLineRef ref);

/** gj_outdir_finish: makes manifest.jsonl of the lines @refs (of GjLineRef, in order), removes the journal. */
gboolean gj_outdir_finish (GjOutdir *outdir, const GArray *refs, GError **error);
