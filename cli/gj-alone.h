/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "cli/gj-worker.h"

/**
 * gj_alone_convert:
 * @fd: the input, taken over
 * @shown: what the input is called in messages
 *
 * Converts one document in this very process, as locked in and limited as a worker, and writes its JSON to standard
 * output. A worker of its own would cost as much as a tenth of the whole run. What a parent would see and say, signal
 * handlers say here: a crash, a limit, an interruption is one line on standard error and the exit code that belongs to
 * it. (Only SIGKILL, from the kernel when the whole machine is out of memory, leaves no line.)
 *
 * Afterwards there is nothing that this process can do but end.
 *
 * Returns: the exit code, with @strict 3 for a report that is not verified.
 */
int gj_alone_convert (const GjWorkerConfig *config, int fd, guint64 size, const char *shown, gboolean strict);
