/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "gouji/gouji.h"

/* What the user asked `gouji convert` for. Memory and time are limits for one document. */
typedef enum { GJ_PROGRESS_AUTO, GJ_PROGRESS_JSON, GJ_PROGRESS_NONE } GjProgressMode;

typedef struct {
  GjConvertOptions convert; /* file and origin stay NULL: they differ per document */
  char **paths;             /* as given, file system encoding; owned */
  char *outdir;             /* (nullable) -o; owned */
  char *files_from;         /* (nullable) file name, "-" for stdin; owned */
  char *sidecar;            /* (nullable) CSV; owned */
  guint jobs;               /* worker processes, ≥ 1 */
  guint timeout;            /* seconds of wall and of CPU time, 0 for none */
  guint memory;             /* MiB */
  guint sample;             /* convert this many only, 0 for all */
  GjProgressMode progress;
  gboolean strict, quiet, jsonl, force, rehash, dry_run;
} GjOptions;

#define GJ_DEFAULT_TIMEOUT 300
#define GJ_DEFAULT_MEMORY 2048
#define GJ_DEFAULT_MAX_PAGES 300
#define GJ_MAX_JOBS 512

/**
 * gj_options_parse:
 * @argc, @argv: arguments after `convert` (argv[0] is ignored)
 * @options: (out): free with gj_options_clear()
 * @help: (out): TRUE when --help was asked for
 *
 * Errors: GJ_ERROR_USAGE with a one line message and hint.
 */
gboolean gj_options_parse (int argc, char **argv, GjOptions *options, gboolean *help, GError **error);

/** gj_options_help: what --help prints. Static string. */
const char *gj_options_help (void);

void gj_options_clear (GjOptions *options);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GjOptions, gj_options_clear)
