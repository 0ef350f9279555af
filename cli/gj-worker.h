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

/**
 * gj_worker_main:
 * @sock: the worker's end of the socket to the parent
 *
 * The whole life of a worker process, called after fork(): warms up, locks itself in
 * (gj-sandbox.h), converts what comes over @sock until the parent closes it.
 */
G_NORETURN void gj_worker_main (int sock, const GjWorkerConfig *config, GjWorkerNote *note);
