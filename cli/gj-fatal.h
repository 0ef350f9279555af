/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "cli/gj-worker.h"

/* How a process that converts documents can end against its will. */
typedef enum {
  GJ_FATAL_TIME,
  GJ_FATAL_STACK,
  GJ_FATAL_MEMORY,
  GJ_FATAL_SIGNAL,
  GJ_FATAL_EXIT, /* a library called exit() */
  GJ_N_FATALS
} GjFatal;

/** gj_fatal_error: what a user is told about @what (@number: the signal or the exit code).
 * Returns: (transfer full): GJ_ERROR_LIMIT or GJ_ERROR_CRASHED. */
GError *gj_fatal_error (GjFatal what, int number, const GjWorkerConfig *config);

/** gj_fatal_said_memory: do the last words @said (on stderr) mean that memory ran out? Safe in a signal handler. */
gboolean gj_fatal_said_memory (const char *said);

/** gj_fatal_watch: calls @tell in the signal handler when this process crashes, with the cause as far as the kernel
 * shows it (GJ_FATAL_STACK, _MEMORY or _SIGNAL). If it returns, the process dies of the signal. Also bounds the stack,
 * without which there is no telling that it ran out. Nothing is watched with GOUJI_SANITIZE: the sanitizers do that. */
void gj_fatal_watch (void (*tell) (GjFatal what, int number));

/** gj_fatal_signals: those that gj_fatal_watch() catches, ending with 0. */
extern const int gj_fatal_signals[];
