/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "cli/gj-sandbox.h"
#include "cli/gj-worker.h"

/*
 * The parent's side of the workers: keeps a number of them alive, hands out documents,
 * enforces the limits, replaces what crashed. It never looks into a document.
 *
 * A document that kills a worker which had handled others before is tried once more
 * in a fresh one, so that it never pays for its predecessors.
 */
typedef struct GjPool GjPool;

/* What became of one document. */
typedef struct {
  GError *error; /* NULL: converted */
  GjStatus status;
  guint pages, n_flags, n_failed_checks;
  int year;
  char *kind, *sha256, *title, *organization; /* sha256 also for failures, unless unreadable */
  char *json;                                 /* no newline at its end */
  double seconds, cpu_seconds;
  guint64 peak_kib; /* largest resident memory of the worker while on it; 0 if unknown */
} GjOutcome;

void gj_outcome_free (GjOutcome *outcome);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GjOutcome, gj_outcome_free)

typedef struct {
  /* The worker hashed a document given with hash_first. FALSE: skip it, it is done. */
  gboolean (*hashed) (gpointer tag, const char *sha256, gpointer data);
  /* A document is done. The worker is free already: hand out the next first, then work on @outcome (owned). */
  void (*done) (gpointer tag, GjOutcome *outcome, gpointer data);
} GjPoolEvents;

/** gj_pool_new: starts nothing yet; workers start with their first document. @config is copied. */
GjPool *gj_pool_new (guint n_workers, const GjWorkerConfig *config, const GjPoolEvents *events, gpointer data);

/** gj_pool_free: kills what is still running. */
void gj_pool_free (GjPool *pool);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GjPool, gj_pool_free)

/** gj_pool_start: starts all workers now, so that they fork from a small parent. */
gboolean gj_pool_start (GjPool *pool, GError **error);

/** gj_pool_kill: ends all workers at once; what they were doing is not reported. */
void gj_pool_kill (GjPool *pool);

guint gj_pool_n_idle (const GjPool *pool);
guint gj_pool_n_busy (const GjPool *pool);

/**
 * gj_pool_submit: hands a document to a free worker (there must be one).
 * @fd: the input, taken over (closed also on failure)
 * @name: what source.file says
 * @origin: (nullable): JSON object
 *
 * Fails only if no worker can be started (GJ_ERROR_LIMIT).
 */
gboolean gj_pool_submit (GjPool *pool, int fd, guint64 size, const char *name, const char *origin, gboolean hash_first,
                         gpointer tag, GError **error);

/**
 * gj_pool_wait: handles what workers say and limits that ran out, for up to @milliseconds.
 * @wake_fd: also returns when this is readable; -1 for none
 */
void gj_pool_wait (GjPool *pool, int wake_fd, int milliseconds);

/** gj_pool_slowest: the tag of the document being worked on for longest, and for how many seconds; NULL if idle. */
gpointer gj_pool_slowest (const GjPool *pool, double *seconds);

/** gj_pool_sandbox: what holds in the workers, once one has said so. */
GjSandbox gj_pool_sandbox (const GjPool *pool);
