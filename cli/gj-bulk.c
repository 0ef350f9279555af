/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/gj-bulk.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "cli/gj-run.h"
#include "cli/gj-summary.h"
#include "cli/gj-text.h"
#include "page/gj-error.h"

/* SIGINT and SIGTERM become readable, so that nothing is interrupted in the middle. */
static int
open_signals (void)
{
  sigset_t set;
  sigemptyset (&set);
  sigaddset (&set, SIGINT);
  sigaddset (&set, SIGTERM);
  sigaddset (&set, SIGHUP);
  sigprocmask (SIG_BLOCK, &set, NULL);
  signal (SIGPIPE, SIG_IGN);
  return signalfd (-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

static guint
count_signals (int fd)
{
  struct signalfd_siginfo info;
  guint n = 0;
  while (read (fd, &info, sizeof info) == (gssize) sizeof info)
    n++;
  return n;
}

/* Until everything is done, the user wants to stop, or nothing can be written any more. */
static void
drive (GjRun *run, int signal_fd, gboolean quiet)
{
  guint asked = 0;
  while (gj_run_step (run, signal_fd)) {
    asked += count_signals (signal_fd);
    if (asked == 1 && !gj_run_is_stopping (run)) {
      gj_run_stop (run, FALSE);
      if (!quiet)
        gj_run_say (run, "stopping: finishing what is being converted (once more: stop now)");
    } else if (asked > 1)
      gj_run_stop (run, TRUE);
  }
}

static int
exit_code (const GjRun *run, const GjOptions *options, gboolean finished)
{
  if (gj_run_error (run) != NULL || !finished)
    return GJ_ERROR_OUTPUT;
  if (gj_run_is_stopping (run))
    return GJ_ERROR_INTERRUPTED;
  if (gj_run_count (run, GJ_RESULT_FAILED) > 0)
    return GJ_ERROR_INPUT;
  if (options->strict && gj_run_count (run, GJ_STATUS_REVIEW) + gj_run_count (run, GJ_STATUS_INCOMPLETE) > 0)
    return 3;
  return 0;
}

static char **
input_paths (const GjOptions *options, GError **error)
{
  return options->files_from != NULL ? gj_read_path_list (options->files_from, error) : g_strdupv (options->paths);
}

static int
fail (const char *file, const GError *error)
{
  gj_print_error (file, error->message);
  return gj_error_exit_code (error);
}

int
gj_bulk_run (const GjOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GjRun) run = NULL;
  g_auto (GStrv) paths = NULL;
  int signal_fd = open_signals ();
  gboolean finished;
  int code;

  run = gj_run_new (options, &error);
  if (run == NULL)
    return fail (NULL, error);
  paths = input_paths (options, &error);
  if (paths == NULL)
    return fail (options->files_from, error);
  if (!gj_run_plan (run, paths, &error))
    return fail (NULL, error);
  drive (run, signal_fd, options->quiet);
  finished = gj_run_finish (run, &error);
  if (gj_run_error (run) != NULL)
    gj_print_error (NULL, gj_run_error (run)->message);
  else if (!finished)
    gj_print_error (NULL, error->message);
  code = exit_code (run, options, finished);
  if (!options->quiet)
    gj_run_summary (run);
  close (signal_fd);
  return code;
}
