/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sys/resource.h>
#include <sys/types.h>

#include <glib.h>

#include "cli/gj-worker.h"

/* One worker process as the parent sees it, and the document it has. For gj-pool.c only. */
typedef enum { GJ_PROCESS_OFF, GJ_PROCESS_IDLE, GJ_PROCESS_BUSY } GjProcessState;

typedef struct {
  GjProcessState state;
  pid_t pid;
  int sock, err_fd;        /* err_fd: its stderr */
  int status_fd, reset_fd; /* /proc/PID/status and clear_refs: memory of one document */
  GByteArray *in;          /* bytes of an unfinished frame */
  GString *said;           /* the end of what it wrote to stderr */
  GjWorkerNote *note;
  guint n_done;
  gint64 started, deadline; /* of the document, monotonic µs; deadline 0 for none */
  double cpu_before;        /* seconds used before this document, as far as it said */

  int fd; /* of the input, kept for a second try */
  guint64 size;
  char *name, *origin;
  gboolean hash_first, second_try;
  gpointer tag;
} GjProcess;

/** gj_process_start: forks a worker (state GJ_PROCESS_IDLE). Errors: GJ_ERROR_LIMIT. */
gboolean gj_process_start (GjProcess *w, const GjWorkerConfig *config, GError **error);

/** gj_process_end: waits for its end, after killing it if @kill_it. Returns: how it ended, as wait() says it. */
int gj_process_end (GjProcess *w, gboolean kill_it, struct rusage *usage);

/** gj_process_forget: drops the document. */
void gj_process_forget (GjProcess *w);

/** gj_process_reset_memory: the peak is that of the next document from now on. */
void gj_process_reset_memory (GjProcess *w);

/** gj_process_memory: KiB of the line @name ("VmHWM:") of /proc/PID/status, 0 if unknown. */
guint64 gj_process_memory (const GjProcess *w, const char *name);

/** gj_process_hear_stderr: keeps the end of what it wrote there. */
void gj_process_hear_stderr (GjProcess *w);

/** gj_process_death: why it died. Returns: (transfer full): GJ_ERROR_LIMIT or GJ_ERROR_CRASHED. */
GError *gj_process_death (const GjProcess *w, const GjWorkerConfig *config, int status, gboolean timed_out);

/** gj_hash_input: sha256 of a file, which a worker that died could not say any more; NULL if it cannot be read. */
char *gj_hash_input (int fd);
