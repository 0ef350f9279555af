/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "gouji/gouji.h"

/* The same for every document of a run. */
typedef struct {
  GjConvertOptions convert;
  guint timeout; /* seconds, 0 for none */
  guint memory;  /* MiB */
} GjWorkerConfig;

/* A page shared with the parent: what a dying worker can still say. */
typedef struct {
  volatile int memory_exhausted;
  volatile int stack_exhausted;
} GjWorkerNote;

/** gj_worker_read: up to @size bytes of the file, and a 0 behind them. Reads, not maps: a file that shrinks meanwhile would be
 * a bus error. Errors: GJ_ERROR_LIMIT, GJ_ERROR_INPUT. */
guint8 *gj_worker_read (int fd, guint64 size, gsize *n, GError **error);

/**
 * gj_worker_main:
 * @sock: the worker's end of the socket to the parent
 *
 * The whole life of a worker process, called after fork(): warms up, locks itself in
 * (gj-sandbox.h), converts what comes over @sock until the parent closes it.
 */
G_NORETURN void gj_worker_main (int sock, const GjWorkerConfig *config, GjWorkerNote *note);
