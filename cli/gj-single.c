/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/gj-single.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/gj-pool.h"
#include "cli/gj-sidecar.h"
#include "cli/gj-text.h"
#include "page/gj-error.h"

static volatile sig_atomic_t interrupted;

static void
on_interrupt (int number)
{
  interrupted = 1;
}

/* Standard input becomes a file in memory, so that a worker can read it like any other. */
static int
open_stdin (guint64 max, GError **error)
{
  int fd = memfd_create ("stdin", MFD_CLOEXEC);
  char buffer[65536];
  guint64 total = 0;
  gssize n = -1;

  while (fd >= 0 && !interrupted && (n = read (STDIN_FILENO, buffer, sizeof buffer)) > 0 && (total += (guint64) n) <= max)
    if (write (fd, buffer, (gsize) n) != n)
      break;
  if (n == 0)
    return fd;
  if (interrupted)
    g_set_error (error, GJ_ERROR, GJ_ERROR_INTERRUPTED, "interrupted");
  else if (n > 0 && total > max)
    g_set_error (error, GJ_ERROR, GJ_ERROR_LIMIT, "larger than the memory limit allows (raise --memory)");
  else
    g_set_error (error, GJ_ERROR, GJ_ERROR_INPUT, "cannot be read: %s", g_strerror (errno));
  if (fd >= 0)
    close (fd);
  return -1;
}

static int
open_input (const char *path, guint64 max, GError **error)
{
  int fd = g_str_equal (path, "-") ? open_stdin (max, error) : open (path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  struct stat st;

  if (fd < 0 && *error == NULL)
    g_set_error (error, GJ_ERROR, GJ_ERROR_INPUT, errno == ENOENT ? "no such file" : "cannot be opened: %s", g_strerror (errno));
  if (fd < 0)
    return -1;
  if (fstat (fd, &st) != 0 || !S_ISREG (st.st_mode))
    g_set_error (error, GJ_ERROR, GJ_ERROR_INPUT, S_ISDIR (st.st_mode) ? "is a folder (use -o OUTDIR to convert folders)"
                                                                       : "is not a regular file");
  else if ((guint64) st.st_size > max)
    g_set_error (error, GJ_ERROR, GJ_ERROR_LIMIT, "larger than the memory limit allows (raise --memory)");
  else
    return fd;
  close (fd);
  return -1;
}

static gboolean
never_hashed (gpointer tag, const char *sha256, gpointer data)
{
  return TRUE;
}

static void
keep_outcome (gpointer tag, GjOutcome *outcome, gpointer data)
{
  *(GjOutcome **) data = outcome;
}

/* Runs the one document in one worker; NULL with @error set if that is not even possible. */
static GjOutcome *
convert (const GjOptions *options, int fd, const char *name, const char *origin, GError **error)
{
  static const GjPoolEvents events = { never_hashed, keep_outcome };
  const GjWorkerConfig config = { options->convert, options->timeout, options->memory };
  GjOutcome *outcome = NULL;
  g_autoptr (GjPool) pool = gj_pool_new (1, &config, &events, &outcome);
  struct stat st = { 0 };

  fstat (fd, &st);
  if (!gj_pool_submit (pool, fd, (guint64) st.st_size, name, origin, FALSE, NULL, error))
    return NULL;
  while (outcome == NULL && !interrupted)
    gj_pool_wait (pool, -1, 1000);
  if (outcome == NULL)
    g_set_error (error, GJ_ERROR, GJ_ERROR_INTERRUPTED, "interrupted");
  return outcome;
}

static gboolean
print_json (const char *json, GError **error)
{
  if (fputs (json, stdout) >= 0 && putchar ('\n') != EOF && fflush (stdout) == 0)
    return TRUE;
  g_set_error (error, GJ_ERROR, GJ_ERROR_OUTPUT, "standard output: %s", g_strerror (errno));
  return FALSE;
}

static int
fail (const char *path, const GError *error)
{
  gj_print_error (g_str_equal (path, "-") ? "standard input" : path, error->message);
  return gj_error_exit_code (error);
}

static GjOutcome *
run (const GjOptions *options, const char *path, GError **error)
{
  g_autofree char *base = g_str_equal (path, "-") ? g_strdup ("-") : g_path_get_basename (path);
  g_autofree char *name = gj_display_name (base);
  g_autoptr (GjSidecar) sidecar = NULL;
  g_autofree char *origin = NULL;
  int fd;

  if (options->sidecar != NULL)
    {
      sidecar = gj_sidecar_read (options->sidecar, error);
      if (sidecar == NULL)
        return NULL;
      origin = gj_sidecar_origin (sidecar, name, path);
    }
  fd = open_input (path, (guint64) options->memory << 19, error);
  return fd >= 0 ? convert (options, fd, name, origin, error) : NULL;
}

int
gj_single_run (const GjOptions *options)
{
  const char *path = options->paths[0];
  g_autoptr (GError) error = NULL;
  g_autoptr (GjOutcome) outcome = NULL;
  struct sigaction action = { .sa_handler = on_interrupt };

  sigaction (SIGINT, &action, NULL);
  sigaction (SIGTERM, &action, NULL);
  signal (SIGPIPE, SIG_IGN);
  outcome = run (options, path, &error);
  if (outcome == NULL)
    return fail (path, error);
  if (outcome->error != NULL)
    return fail (path, outcome->error);
  if (!print_json (outcome->json, &error))
    {
      gj_print_error (NULL, error->message);
      return gj_error_exit_code (error);
    }
  return options->strict && outcome->status != GJ_STATUS_VERIFIED ? 3 : 0;
}
