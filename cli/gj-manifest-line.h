/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * A line of manifest.jsonl. The members of report.md come first; what follows them is
 * what a later run needs to know whether the input is done already, and what the summary
 * shows.
 */
typedef struct {
  char *file;                       /* name of the input, in bytes (shown with %XX) */
  char *sha256;                     /* (nullable) */
  char *status;                     /* "verified", "review", "incomplete", "failed" */
  char *output;                     /* (nullable): relative to OUTDIR, in bytes (shown with %XX) */
  int error_code;                   /* exit code; 0 if not failed */
  char *error_name, *error_message; /* (nullable) */
  guint pages;                      /* 0 gives null */
  char *kind;                       /* (nullable) */
  double seconds, cpu_seconds;
  guint64 peak_kib;
  /* beyond the contract */
  guint64 bytes, inode;
  char *modified; /* "seconds.nanoseconds" of the input's mtime */
  char *program;  /* "gouji 0.1.0" */
  char *options;  /* hash of the options and the origin that the output depends on */
  char *limits;   /* hash of the limits, which a failure depends on */
  guint64 output_bytes;
  char *title, *organization; /* (nullable) */
  int year;                   /* 0 gives null */
  guint flags, failed_checks;
} GjManifestLine;

void gj_manifest_line_free (GjManifestLine *line);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GjManifestLine, gj_manifest_line_free)

/** gj_manifest_line_to_json: one line without its newline. Returns: (transfer full). */
char *gj_manifest_line_to_json (const GjManifestLine *line);

/** gj_manifest_line_parse: NULL if @text is no whole manifest line (a power cut leaves such). */
GjManifestLine *gj_manifest_line_parse (const char *text);
