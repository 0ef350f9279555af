/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/**
 * GJ_ERROR: the error domain of the whole program.
 *
 * Each code is a decision of the caller, and its value is the exit code of the
 * command line. What is *found* in a report (a sum that does not hold, a
 * doubtful digit) is never an error: see normalize/gj-report.h.
 */
#define GJ_ERROR (gj_error_quark ())
GQuark gj_error_quark (void);

typedef enum {
  GJ_ERROR_USAGE = 2,        /* wrong usage */
  GJ_ERROR_INPUT = 4,        /* missing, empty, damaged, encrypted, unsupported */
  GJ_ERROR_NOT_REPORT = 5,   /* readable, but no annual report of a known form */
  GJ_ERROR_MISSING_DATA = 6, /* a package (language data, CMaps) is not installed */
  GJ_ERROR_OUTPUT = 7,       /* output cannot be written */
  GJ_ERROR_LIMIT = 8,        /* time, memory, pages or pixels */
  GJ_ERROR_OLD_FORM = 105,   /* a report of before 2019; exit code 5 */
  GJ_ERROR_ENCRYPTED = 104,  /* needs a password; exit code 4 */
  GJ_ERROR_CRASHED = 204,    /* the worker died on this input; exit code 4 */
  GJ_ERROR_INTERRUPTED = 130 /* SIGINT or SIGTERM */
} GjErrorCode;

/**
 * gj_error_exit_code:
 * @error: an error of any domain
 *
 * Returns: the exit code of the command line for @error (4 for foreign domains).
 */
int gj_error_exit_code (const GError *error);

/**
 * gj_error_name:
 * @error: an error of any domain
 *
 * Returns: a short stable name for programs: "usage", "input", "encrypted",
 * "not_report", "old_form", "missing_data", "output", "limit", "crashed",
 * "interrupted". Static string.
 */
const char *gj_error_name (const GError *error);
