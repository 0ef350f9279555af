/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* How inputs are called in the manifest and where their outputs go: docs/gouji.1, NAMES. */

/** gj_name_suffix_length: bytes of the suffix with its dot (.pdf .png .jpg .jpeg .tif .tiff .txt .md .tsv, any case), else 0. */
gsize gj_name_suffix_length (const char *name);

/**
 * gj_name_roots: what each PATH is called: its base name, or with @keep_paths the path as
 * given without leading /, ./ and ../. Two different PATHs of one base name both keep their paths.
 *
 * Returns: (transfer full): as many as @paths.
 */
char **gj_name_roots (char **paths, gboolean keep_paths);

/** gj_name_make_unique: @inputs sorted by name; those that share one get ~ and 8 hex digits of their path's hash. */
void gj_name_make_unique (GPtrArray *inputs);

/** gj_name_outputs: sets GjInput.output of all @inputs; file names stay within @name_max bytes. */
void gj_name_outputs (GPtrArray *inputs, gsize name_max);
