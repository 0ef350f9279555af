/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/gj-process.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/gj-fatal.h"
#include "page/gj-error.h"

#define KEEP_STDERR 4096 /* of what a worker says before it dies */

static void
close_fd (int *fd)
{
  if (*fd >= 0)
    close (*fd);
  *fd = -1;
}

void
gj_process_forget (GjProcess *w)
{
  close_fd (&w->fd);
  g_clear_pointer (&w->name, g_free);
  g_clear_pointer (&w->origin, g_free);
  w->tag = NULL;
}

/* Ends the process, whatever it is doing. Returns how it ended. */
int
gj_process_end (GjProcess *w, gboolean kill_it, struct rusage *usage)
{
  int status = 0;
  if (w->state == GJ_PROCESS_OFF)
    return 0;
  if (kill_it)
    kill (w->pid, SIGKILL);
  while (wait4 (w->pid, &status, 0, usage) < 0 && errno == EINTR)
    ;
  close_fd (&w->sock);
  close_fd (&w->err_fd);
  close_fd (&w->status_fd);
  close_fd (&w->reset_fd);
  g_byte_array_set_size (w->in, 0);
  w->state = GJ_PROCESS_OFF;
  return status;
}

/* The child keeps its socket, its stderr and nothing else of the parent. */
G_NORETURN static void
become_worker (const GjWorkerConfig *config, GjProcess *w, int sock, int err_fd, pid_t parent)
{
  sigset_t none;
  int null = open ("/dev/null", O_RDWR);

  sigemptyset (&none);
  sigprocmask (SIG_SETMASK, &none, NULL);
  dup2 (null, STDIN_FILENO);
  dup2 (null, STDOUT_FILENO);
#ifndef GOUJI_SANITIZE
  dup2 (err_fd, STDERR_FILENO);
#endif
  dup2 (sock, 3);
  close_range (4, ~0u, 0);
  if (getppid () != parent)
    _exit (0);
  gj_worker_main (3, config, w->note);
}

static void
open_memory_files (GjProcess *w)
{
  char path[64];
  g_snprintf (path, sizeof path, "/proc/%d/status", (int) w->pid);
  w->status_fd = open (path, O_RDONLY | O_CLOEXEC);
  g_snprintf (path, sizeof path, "/proc/%d/clear_refs", (int) w->pid);
  w->reset_fd = open (path, O_WRONLY | O_CLOEXEC);
}

gboolean
gj_process_start (GjProcess *w, const GjWorkerConfig *config, GError **error)
{
  int sockets[2] = { -1, -1 }, errors[2] = { -1, -1 };
  pid_t parent = getpid ();

  w->note->memory_exhausted = w->note->stack_exhausted = 0;
  g_string_truncate (w->said, 0);
  fflush (NULL); /* what waits to be printed is not to be printed twice */
  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) == 0 &&
      pipe2 (errors, O_CLOEXEC | O_NONBLOCK) == 0 && (w->pid = fork ()) >= 0) {
    if (w->pid == 0)
      become_worker (config, w, sockets[1], errors[1], parent);
    close (sockets[1]);
    close (errors[1]);
    w->sock = sockets[0];
    w->err_fd = errors[0];
    w->state = GJ_PROCESS_IDLE;
    w->n_done = 0;
    w->cpu_before = 0;
    open_memory_files (w);
    return TRUE;
  }
  g_set_error (error, GJ_ERROR, GJ_ERROR_LIMIT, "cannot start a worker process: %s (try a smaller -j)",
               g_strerror (errno));
  for (guint i = 0; i < 2; i++) {
    close_fd (&sockets[i]);
    close_fd (&errors[i]);
  }
  return FALSE;
}

void
gj_process_reset_memory (GjProcess *w)
{
  if (w->reset_fd >= 0 && write (w->reset_fd, "5", 1) < 0)
    close_fd (&w->reset_fd);
}

/* Reads "NAME:   12345 kB" out of /proc/PID/status. */
guint64
gj_process_memory (const GjProcess *w, const char *name)
{
  char text[4096];
  const char *at;
  gssize n = w->status_fd >= 0 ? pread (w->status_fd, text, sizeof text - 1, 0) : -1;
  if (n <= 0)
    return 0;
  text[n] = '\0';
  at = strstr (text, name);
  return at != NULL ? g_ascii_strtoull (at + strlen (name), NULL, 10) : 0;
}

GError *
gj_process_death (const GjProcess *w, const GjWorkerConfig *config, int status, gboolean timed_out)
{
  if (timed_out || (WIFSIGNALED (status) && WTERMSIG (status) == SIGXCPU))
    return gj_fatal_error (GJ_FATAL_TIME, 0, config);
  if (w->note->stack_exhausted)
    return gj_fatal_error (GJ_FATAL_STACK, 0, config);
  if (w->note->memory_exhausted || gj_fatal_said_memory (w->said->str))
    return gj_fatal_error (GJ_FATAL_MEMORY, 0, config);
  if (WIFSIGNALED (status))
    return gj_fatal_error (GJ_FATAL_SIGNAL, WTERMSIG (status), config);
  return gj_fatal_error (GJ_FATAL_EXIT, WIFEXITED (status) ? WEXITSTATUS (status) : -1, config);
}

void
gj_process_hear_stderr (GjProcess *w)
{
  char text[1024];
  gssize n = -1;
  for (guint i = 0; i < 64 && w->err_fd >= 0 && (n = read (w->err_fd, text, sizeof text)) > 0; i++) {
    g_string_append_len (w->said, text, n);
    if (w->said->len > KEEP_STDERR)
      g_string_erase (w->said, 0, (gssize) (w->said->len - KEEP_STDERR));
  }
  if (n == 0)
    close_fd (&w->err_fd);
}

/* What a worker that died could not say any more; NULL if the file cannot be read. */
char *
gj_hash_input (int fd)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 bytes[65536];
  off_t offset = 0;
  gssize n;

  while ((n = TEMP_FAILURE_RETRY (pread (fd, bytes, sizeof bytes, offset))) > 0) {
    g_checksum_update (sum, bytes, n);
    offset += n;
  }
  return n == 0 ? g_strdup (g_checksum_get_string (sum)) : NULL;
}
