/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* What became of an input so far. */
typedef enum {
  GJ_INPUT_TODO,
  GJ_INPUT_RUNNING,
  GJ_INPUT_WAITING, /* the same bytes are being converted under another name */
  GJ_INPUT_DONE
} GjInputState;

/* Where the manifest line of an input stands (see gj-journal.h). */
typedef struct {
  guint8 file; /* 0 none, 1 manifest of an earlier run, 2 journal */
  guint32 length;
  guint64 offset;
} GjLineRef;

/*
 * One input. All of it is allocated before the run starts and stays the same size,
 * so that memory does not grow with what is converted.
 */
typedef struct {
  char *path;    /* to open it, file system encoding */
  char *name;    /* its name in manifest and source.file, before gj_display_name(); unique */
  char *output;  /* relative to OUTDIR, file system encoding */
  char *problem; /* (nullable): why it cannot be an input (a broken link, a folder that cannot be read) */
  guint64 size, inode;
  gint64 mtime_sec;
  guint32 mtime_nsec;
  guint8 state;     /* GjInputState */
  guint8 result;    /* once done: 0 verified, 1 review, 2 incomplete, 3 failed */
  guint8 code;      /* exit code if it failed */
  guint8 same_size; /* 1: another input has as many bytes, so they may be the same */
  guint8 has_sha;   /* sha256 is known */
  guint8 recheck;   /* 1: done by an earlier run if its bytes are still those of sha256 */
  guint index;      /* position in the list */
  guint8 sha256[32];
  GjLineRef line;
} GjInput;

#define GJ_RESULT_FAILED 3

typedef struct {
  GPtrArray *inputs;   /* of GjInput, sorted by name */
  GHashTable *ignored; /* lower-case suffix → count (GUINT_TO_POINTER) of files that are no inputs */
  GPtrArray *notes;    /* of char*: links to folders that lead back, and the like */
} GjInputs;

/**
 * gj_inputs_collect: walks @paths.
 * @paths: files and folders, NULL terminated
 * @keep_paths: TRUE: files are named by their path as given (--files-from), FALSE: by their base name
 * @outdir: (nullable): a folder to skip
 *
 * Never fails: what cannot be read becomes an input with a problem.
 */
GjInputs *gj_inputs_collect (char **paths, gboolean keep_paths, const char *outdir);

/** gj_inputs_name_outputs: sets output of all; @name_max: longest file name of the file system in bytes. */
void gj_inputs_name_outputs (GjInputs *inputs, gsize name_max);

/** gj_inputs_sample: keeps @n inputs, evenly spread over all. */
void gj_inputs_sample (GjInputs *inputs, guint n);

/** gj_inputs_find: the input called @name, or NULL. */
GjInput *gj_inputs_find (const GjInputs *inputs, const char *name);

void gj_inputs_free (GjInputs *inputs);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GjInputs, gj_inputs_free)

/** gj_read_path_list: PATHs out of @file ("-" for stdin), NUL separated if it has any NUL, else by lines. */
char **gj_read_path_list (const char *file, GError **error);
