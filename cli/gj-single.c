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

#include "cli/gj-alone.h"
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

  while (fd >= 0 && !interrupted && (n = read (STDIN_FILENO, buffer, sizeof buffer)) > 0 &&
         (total += (guint64) n) <= max)
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
  int fd =
      g_str_equal (path, "-") ? open_stdin (max, error) : open (path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  struct stat st;

  if (fd < 0 && *error == NULL)
    g_set_error (error, GJ_ERROR, GJ_ERROR_INPUT, errno == ENOENT ? "no such file" : "cannot be opened: %s",
                 g_strerror (errno));
  if (fd < 0)
    return -1;
  if (fstat (fd, &st) != 0 || !S_ISREG (st.st_mode))
    g_set_error (error, GJ_ERROR, GJ_ERROR_INPUT,
                 S_ISDIR (st.st_mode) ? "is a folder (use -o OUTDIR to convert folders)" : "is not a regular file");
  else if ((guint64) st.st_size > max)
    g_set_error (error, GJ_ERROR, GJ_ERROR_LIMIT, "larger than the memory limit allows (raise --memory)");
  else
    return fd;
  close (fd);
  return -1;
}

static int
fail (const char *path, const GError *error)
{
  gj_print_error (g_str_equal (path, "-") ? "standard input" : path, error->message);
  return gj_error_exit_code (error);
}

static char *
find_origin (const char *sidecar_path, const char *name, const char *path, GError **error)
{
  g_autoptr (GjSidecar) sidecar = gj_sidecar_read (sidecar_path, error);
  return sidecar != NULL ? gj_sidecar_origin (sidecar, name, path) : NULL;
}

int
gj_single_run (const GjOptions *options)
{
  const char *path = options->paths[0];
  gboolean from_stdin = g_str_equal (path, "-");
  g_autofree char *base = from_stdin ? g_strdup ("-") : g_path_get_basename (path);
  g_autofree char *name = gj_display_name (base);
  g_autofree char *origin = NULL;
  g_autoptr (GError) error = NULL;
  GjWorkerConfig config = { options->convert, options->timeout, options->memory };
  struct sigaction action = { .sa_handler = on_interrupt };
  struct stat st = { 0 };
  int fd;

  sigaction (SIGINT, &action, NULL);
  sigaction (SIGTERM, &action, NULL);
  signal (SIGPIPE, SIG_IGN);
  if (options->sidecar != NULL)
    origin = find_origin (options->sidecar, name, path, &error);
  if (error != NULL)
    return fail (path, error);
  fd = open_input (path, (guint64) options->memory << 19, &error);
  if (fd < 0)
    return fail (path, error);
  fstat (fd, &st);
  config.convert.file = name;
  config.convert.origin = origin;
  return gj_alone_convert (&config, fd, (guint64) st.st_size, from_stdin ? "standard input" : path, options->strict);
}
