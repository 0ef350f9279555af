/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * A worker handles documents of strangers, so before the first one it locks itself in
 * for good:
 *
 *  - no new privileges; no core dump; no file can be written (RLIMIT_FSIZE 0)
 *  - Landlock (kernel 5.13): only the data that rendering and OCR read can be opened:
 *    /usr, fonts and their caches, CMaps, language data
 *  - seccomp: a list of allowed system calls. No sockets, no new processes, no exec, no
 *    ptrace; files can be opened for reading only, so even without Landlock the one way
 *    out is the result pipe
 *
 * The input never has to be opened in here: the parent passes its descriptor.
 * With GOUJI_SANITIZE both are off, as they disturb the sanitizers.
 */
typedef enum { GJ_SANDBOX_NONE = 0, GJ_SANDBOX_SECCOMP = 1 << 0, GJ_SANDBOX_LANDLOCK = 1 << 1 } GjSandbox;

/** gj_sandbox_enter: locks this process in. @alone: it has no parent that collects its result and sees how it ends: it may
 * write on to what it has open (its standard output), and what only an attack would try is a signal (SIGSYS) that it can
 * still report, instead of its end.
 * Returns: what holds from now on. Irreversible. */
GjSandbox gj_sandbox_enter (gboolean alone);

/** gj_sandbox_limit_memory: no more than @mib of own data for this process. */
void gj_sandbox_limit_memory (guint mib);

/** gj_sandbox_limit_cpu: kills this process (SIGXCPU) after @seconds more of CPU time; 0 lifts the limit. */
void gj_sandbox_limit_cpu (guint seconds);
