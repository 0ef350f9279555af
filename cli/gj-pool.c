/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/gj-pool.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/gj-frame.h"
#include "page/gj-error.h"

#define KEEP_STDERR 4096          /* of what a worker says before it dies */
#define RECYCLE_AFTER 5000        /* documents of one worker */
#define RECYCLE_KIB (512u * 1024u)/* resident memory that a worker keeps after a document */

typedef enum { WORKER_OFF, WORKER_IDLE, WORKER_BUSY } WorkerState;

typedef struct {
  WorkerState state;
  pid_t pid;
  int sock, err_fd;         /* err_fd: its stderr */
  int status_fd, reset_fd;  /* /proc/PID/status and clear_refs: memory of one document */
  GByteArray *in;           /* bytes of an unfinished frame */
  GString *said;            /* the end of what it wrote to stderr */
  GjWorkerNote *note;
  guint n_done;
  gint64 started, deadline; /* of the document, monotonic µs; deadline 0 for none */
  double cpu_before;        /* seconds used before this document, as far as it said */

  int fd;                   /* of the input, kept for a second try */
  guint64 size;
  char *name, *origin;
  gboolean hash_first, second_try;
  gpointer tag;
} Worker;

struct GjPool {
  guint n;
  Worker *workers;
  GjWorkerConfig config;
  GjPoolEvents events;
  gpointer data;
  GjSandbox sandbox;
  struct pollfd *polls;
};

void
gj_outcome_free (GjOutcome *o)
{
  if (o == NULL)
    return;
  g_clear_error (&o->error);
  g_free (o->kind);
  g_free (o->sha256);
  g_free (o->title);
  g_free (o->organization);
  g_free (o->json);
  g_free (o);
}

static void
close_fd (int *fd)
{
  if (*fd >= 0)
    close (*fd);
  *fd = -1;
}

static void
forget_document (Worker *w)
{
  close_fd (&w->fd);
  g_clear_pointer (&w->name, g_free);
  g_clear_pointer (&w->origin, g_free);
  w->tag = NULL;
}

GjPool *
gj_pool_new (guint n_workers, const GjWorkerConfig *config, const GjPoolEvents *events, gpointer data)
{
  GjPool *pool = g_new0 (GjPool, 1);
  pool->n = n_workers;
  pool->workers = g_new0 (Worker, n_workers);
  pool->polls = g_new0 (struct pollfd, 2 * n_workers + 1);
  pool->config = *config;
  pool->events = *events;
  pool->data = data;
  for (guint i = 0; i < n_workers; i++)
    {
      Worker *w = &pool->workers[i];
      w->sock = w->err_fd = w->status_fd = w->reset_fd = w->fd = -1;
      w->in = g_byte_array_new ();
      w->said = g_string_new (NULL);
      w->note = mmap (NULL, sizeof *w->note, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
      g_assert (w->note != MAP_FAILED);
    }
  return pool;
}

/* Ends the process, whatever it is doing. Returns how it ended. */
static int
reap (Worker *w, gboolean kill_it, struct rusage *usage)
{
  int status = 0;
  if (w->state == WORKER_OFF)
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
  w->state = WORKER_OFF;
  return status;
}

void
gj_pool_free (GjPool *pool)
{
  if (pool == NULL)
    return;
  for (guint i = 0; i < pool->n; i++)
    {
      Worker *w = &pool->workers[i];
      struct rusage usage;
#ifdef GOUJI_SANITIZE
      if (w->state == WORKER_IDLE) /* lets it end by itself: leaks are reported at exit */
        {
          close_fd (&w->sock);
          reap (w, FALSE, &usage);
        }
#endif
      reap (w, TRUE, &usage);
      forget_document (w);
      g_byte_array_unref (w->in);
      g_string_free (w->said, TRUE);
      munmap (w->note, sizeof *w->note);
    }
  g_free (pool->workers);
  g_free (pool->polls);
  g_free (pool);
}

void
gj_pool_kill (GjPool *pool)
{
  for (guint i = 0; i < pool->n; i++)
    {
      struct rusage usage;
      reap (&pool->workers[i], TRUE, &usage);
      forget_document (&pool->workers[i]);
    }
}

/* The child keeps its socket, its stderr and nothing else of the parent. */
G_NORETURN static void
become_worker (const GjPool *pool, Worker *w, int sock, int err_fd, pid_t parent)
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
  gj_worker_main (3, &pool->config, w->note);
}

static void
open_memory_files (Worker *w)
{
  char path[64];
  g_snprintf (path, sizeof path, "/proc/%d/status", (int) w->pid);
  w->status_fd = open (path, O_RDONLY | O_CLOEXEC);
  g_snprintf (path, sizeof path, "/proc/%d/clear_refs", (int) w->pid);
  w->reset_fd = open (path, O_WRONLY | O_CLOEXEC);
}

static gboolean
start_worker (GjPool *pool, Worker *w, GError **error)
{
  int sockets[2] = { -1, -1 }, errors[2] = { -1, -1 };
  pid_t parent = getpid ();

  w->note->memory_exhausted = w->note->stack_exhausted = 0;
  g_string_truncate (w->said, 0);
  fflush (NULL); /* what waits to be printed is not to be printed twice */
  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) == 0 &&
      pipe2 (errors, O_CLOEXEC | O_NONBLOCK) == 0 && (w->pid = fork ()) >= 0)
    {
      if (w->pid == 0)
        become_worker (pool, w, sockets[1], errors[1], parent);
      close (sockets[1]);
      close (errors[1]);
      w->sock = sockets[0];
      w->err_fd = errors[0];
      w->state = WORKER_IDLE;
      w->n_done = 0;
      w->cpu_before = 0;
      open_memory_files (w);
      return TRUE;
    }
  g_set_error (error, GJ_ERROR, GJ_ERROR_LIMIT, "cannot start a worker process: %s (try a smaller -j)", g_strerror (errno));
  for (guint i = 0; i < 2; i++)
    {
      close_fd (&sockets[i]);
      close_fd (&errors[i]);
    }
  return FALSE;
}

gboolean
gj_pool_start (GjPool *pool, GError **error)
{
  for (guint i = 0; i < pool->n; i++)
    if (pool->workers[i].state == WORKER_OFF && !start_worker (pool, &pool->workers[i], error))
      return i > 0; /* fewer than asked for will do */
  return TRUE;
}

static guint
count_busy (const GjPool *pool)
{
  guint n = 0;
  for (guint i = 0; i < pool->n; i++)
    n += pool->workers[i].state == WORKER_BUSY;
  return n;
}

guint
gj_pool_n_busy (const GjPool *pool)
{
  return count_busy (pool);
}

guint
gj_pool_n_idle (const GjPool *pool)
{
  return pool->n - count_busy (pool);
}

static gboolean
send_document (GjPool *pool, Worker *w)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  gj_pack_u64 (out, w->size);
  gj_pack_u64 (out, w->hash_first);
  gj_pack_string (out, w->name);
  gj_pack_string (out, w->origin);
  w->state = WORKER_BUSY;
  w->started = g_get_monotonic_time ();
  w->deadline = pool->config.timeout > 0 ? w->started + (gint64) pool->config.timeout * G_USEC_PER_SEC : 0;
  if (w->reset_fd >= 0 && write (w->reset_fd, "5", 1) < 0)
    close_fd (&w->reset_fd);
  return gj_frame_send (w->sock, GJ_FRAME_CONVERT, out, w->fd);
}

/* Hands the worker's document to a new process in its place. */
static gboolean
send_to_fresh (GjPool *pool, Worker *w, GError **error)
{
  for (guint tries = 0; tries < 3; tries++)
    {
      struct rusage usage;
      if (w->state == WORKER_OFF && !start_worker (pool, w, error))
        return FALSE;
      if (send_document (pool, w))
        return TRUE;
      reap (w, TRUE, &usage); /* it died while idle */
    }
  g_set_error (error, GJ_ERROR, GJ_ERROR_LIMIT, "worker processes die at once");
  return FALSE;
}

/* One that runs already, else the first that can be started. */
static Worker *
free_worker (GjPool *pool)
{
  Worker *off = NULL;
  for (guint i = 0; i < pool->n; i++)
    {
      Worker *w = &pool->workers[i];
      if (w->state == WORKER_IDLE)
        return w;
      if (w->state == WORKER_OFF && off == NULL)
        off = w;
    }
  g_assert (off != NULL);
  return off;
}

gboolean
gj_pool_submit (GjPool *pool, int fd, guint64 size, const char *name, const char *origin, gboolean hash_first,
                gpointer tag, GError **error)
{
  Worker *w = free_worker (pool);
  w->fd = fd;
  w->size = size;
  w->name = g_strdup (name);
  w->origin = g_strdup (origin);
  w->hash_first = hash_first;
  w->second_try = FALSE;
  w->tag = tag;
  if (send_to_fresh (pool, w, error))
    return TRUE;
  forget_document (w);
  return FALSE;
}

/* Reads "NAME:   12345 kB" out of /proc/PID/status. */
static guint64
memory_line (const Worker *w, const char *name)
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

static void
finish (GjPool *pool, Worker *w, GjOutcome *outcome)
{
  gpointer tag = w->tag;
  outcome->seconds = (double) (g_get_monotonic_time () - w->started) / G_USEC_PER_SEC;
  forget_document (w);
  if (w->state == WORKER_BUSY)
    {
      struct rusage usage;
      w->state = WORKER_IDLE;
      w->cpu_before += outcome->cpu_seconds;
      outcome->peak_kib = memory_line (w, "VmHWM:");
      if (++w->n_done >= RECYCLE_AFTER || memory_line (w, "VmRSS:") > RECYCLE_KIB)
        reap (w, TRUE, &usage);
    }
  pool->events.done (tag, outcome, pool->data);
}

static const char *const memory_words[] = { "Out of memory", "bad_alloc", "failed to allocate", "Bogus memory allocation",
                                            "memory allocation", "length_error" };

static gboolean
died_of_memory (const Worker *w)
{
  if (w->note->memory_exhausted)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (memory_words); i++)
    if (strstr (w->said->str, memory_words[i]) != NULL)
      return TRUE;
  return FALSE;
}

static GError *
death_error (const GjPool *pool, const Worker *w, int status, gboolean timed_out)
{
  if (timed_out || (WIFSIGNALED (status) && WTERMSIG (status) == SIGXCPU))
    return g_error_new (GJ_ERROR, GJ_ERROR_LIMIT, "not finished after %u s (raise --timeout)", pool->config.timeout);
  if (w->note->stack_exhausted)
    return g_error_new (GJ_ERROR, GJ_ERROR_LIMIT, "nested too deeply (it was made to hurt, or is damaged)");
  if (died_of_memory (w))
    return g_error_new (GJ_ERROR, GJ_ERROR_LIMIT, "needs more than %u MB of memory (raise --memory)", pool->config.memory);
  if (WIFSIGNALED (status))
    return g_error_new (GJ_ERROR, GJ_ERROR_CRASHED, "the converter crashed on it (%s; please report the file)",
                        strsignal (WTERMSIG (status)));
  return g_error_new (GJ_ERROR, GJ_ERROR_CRASHED, "the converter gave up on it (exit %d; please report the file)",
                      WIFEXITED (status) ? WEXITSTATUS (status) : -1);
}

static void
drain_stderr (Worker *w)
{
  char text[1024];
  gssize n = -1;
  for (guint i = 0; i < 64 && w->err_fd >= 0 && (n = read (w->err_fd, text, sizeof text)) > 0; i++)
    {
      g_string_append_len (w->said, text, n);
      if (w->said->len > KEEP_STDERR)
        g_string_erase (w->said, 0, (gssize) (w->said->len - KEEP_STDERR));
    }
  if (n == 0)
    close_fd (&w->err_fd);
}

/* What a worker that died could not say any more; NULL if the file cannot be read. */
static char *
hash_input (int fd)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 bytes[65536];
  off_t offset = 0;
  gssize n;

  while ((n = TEMP_FAILURE_RETRY (pread (fd, bytes, sizeof bytes, offset))) > 0)
    {
      g_checksum_update (sum, bytes, n);
      offset += n;
    }
  return n == 0 ? g_strdup (g_checksum_get_string (sum)) : NULL;
}

/* The worker is gone or has to go: its document is tried again or given up. */
static void
bury (GjPool *pool, Worker *w, gboolean timed_out)
{
  g_autoptr (GError) error = NULL;
  struct rusage usage = { 0 };
  GjOutcome *outcome;
  gboolean busy = w->state == WORKER_BUSY;
  guint64 peak = timed_out ? memory_line (w, "VmHWM:") : 0;
  int status;

  status = reap (w, TRUE, &usage);
  if (!busy)
    return;
  if (!timed_out && w->n_done > 0 && !w->second_try)
    {
      w->second_try = TRUE;
      if (send_to_fresh (pool, w, &error))
        return;
    }
  outcome = g_new0 (GjOutcome, 1);
  outcome->error = error != NULL ? g_steal_pointer (&error) : death_error (pool, w, status, timed_out);
  outcome->sha256 = hash_input (w->fd);
  outcome->peak_kib = peak > 0 ? peak : (guint64) usage.ru_maxrss;
  outcome->cpu_seconds = MAX (0, (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
                                 (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / G_USEC_PER_SEC -
                                 w->cpu_before);
  finish (pool, w, outcome);
}

static gboolean
take_result (GjPool *pool, Worker *w, GjUnpack *in)
{
  g_autoptr (GjOutcome) o = g_new0 (GjOutcome, 1);
  o->cpu_seconds = (double) gj_unpack_u64 (in) / G_USEC_PER_SEC;
  o->status = (GjStatus) gj_unpack_u64 (in);
  o->pages = (guint) gj_unpack_u64 (in);
  o->n_flags = (guint) gj_unpack_u64 (in);
  o->n_failed_checks = (guint) gj_unpack_u64 (in);
  o->year = (int) gj_unpack_u64 (in);
  o->kind = gj_unpack_string (in);
  o->sha256 = gj_unpack_string (in);
  o->title = gj_unpack_string (in);
  o->organization = gj_unpack_string (in);
  o->json = gj_unpack_string (in);
  if (in->bad || o->status > GJ_STATUS_INCOMPLETE || o->json == NULL || o->kind == NULL || o->sha256 == NULL)
    return FALSE;
  finish (pool, w, g_steal_pointer (&o));
  return TRUE;
}

static gboolean
take_failure (GjPool *pool, Worker *w, GjUnpack *in)
{
  g_autoptr (GjOutcome) o = g_new0 (GjOutcome, 1);
  g_autofree char *message = NULL;
  int code;

  o->cpu_seconds = (double) gj_unpack_u64 (in) / G_USEC_PER_SEC;
  code = (int) gj_unpack_u64 (in);
  message = gj_unpack_string (in);
  o->sha256 = gj_unpack_string (in);
  if (in->bad || message == NULL)
    return FALSE;
  o->error = g_error_new_literal (GJ_ERROR, code, message);
  finish (pool, w, g_steal_pointer (&o));
  return TRUE;
}

static gboolean
take_hash (GjPool *pool, Worker *w, GjUnpack *in)
{
  g_autofree char *sha256 = gj_unpack_string (in);
  if (in->bad || sha256 == NULL || strlen (sha256) != 64)
    return FALSE;
  if (pool->events.hashed (w->tag, sha256, pool->data))
    return gj_frame_send (w->sock, GJ_FRAME_GO, NULL, -1);
  if (w->state != WORKER_BUSY)
    return TRUE; /* all were killed meanwhile */
  forget_document (w);
  w->state = WORKER_IDLE;
  return gj_frame_send (w->sock, GJ_FRAME_SKIP, NULL, -1);
}

static gboolean
take_frame (GjPool *pool, Worker *w, guint32 type, GjUnpack *in)
{
  if (type == GJ_FRAME_READY)
    {
      pool->sandbox = (GjSandbox) gj_unpack_u64 (in);
      return !in->bad;
    }
  if (w->state != WORKER_BUSY)
    return FALSE;
  switch (type)
    {
    case GJ_FRAME_HASH:
      return take_hash (pool, w, in);
    case GJ_FRAME_RESULT:
      return take_result (pool, w, in);
    case GJ_FRAME_FAILURE:
      return take_failure (pool, w, in);
    default:
      return FALSE;
    }
}

/* Takes one whole frame out of the bytes received so far. FALSE: no sense in it. */
static gboolean
take_frames (GjPool *pool, Worker *w)
{
  while (w->in->len >= sizeof (GjFrameHeader))
    {
      g_autofree guint8 *frame = NULL;
      GjFrameHeader header;
      GjUnpack in;

      memcpy (&header, w->in->data, sizeof header);
      if (header.length > GJ_FRAME_MAX)
        return FALSE;
      if (w->in->len - sizeof header < header.length)
        return TRUE;
      frame = g_memdup2 (w->in->data + sizeof header, header.length);
      in = (GjUnpack){ frame, header.length, FALSE };
      g_byte_array_remove_range (w->in, 0, (guint) (sizeof header + header.length));
      if (w->in->len == 0 && header.length > 4 * 1024 * 1024)
        {
          g_byte_array_unref (w->in); /* gives a large buffer back */
          w->in = g_byte_array_new ();
        }
      if (!take_frame (pool, w, header.type, &in))
        return FALSE;
      if (w->state == WORKER_OFF)
        return TRUE;
    }
  return TRUE;
}

static void
hear (GjPool *pool, Worker *w)
{
  guint8 bytes[65536];
  for (guint i = 0; i < 16 && w->state != WORKER_OFF; i++) /* then it is another one's turn */
    {
      gssize n = recv (w->sock, bytes, sizeof bytes, MSG_DONTWAIT);
      if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR))
        return;
      if (n > 0)
        g_byte_array_append (w->in, bytes, (guint) n);
      if (n <= 0 || !take_frames (pool, w))
        {
          drain_stderr (w);
          bury (pool, w, FALSE);
          return;
        }
    }
}

/* Until the next limit runs out, but not longer than @milliseconds. */
static int
time_to_wait (const GjPool *pool, int milliseconds)
{
  gint64 now = g_get_monotonic_time ();
  for (guint i = 0; i < pool->n; i++)
    {
      const Worker *w = &pool->workers[i];
      if (w->state == WORKER_BUSY && w->deadline != 0)
        milliseconds = (int) CLAMP ((w->deadline - now) / 1000 + 1, 0, milliseconds);
    }
  return milliseconds;
}

static void
enforce_deadlines (GjPool *pool)
{
  gint64 now = g_get_monotonic_time ();
  for (guint i = 0; i < pool->n; i++)
    {
      Worker *w = &pool->workers[i];
      if (w->state == WORKER_BUSY && w->deadline != 0 && now >= w->deadline)
        bury (pool, w, TRUE);
    }
}

void
gj_pool_wait (GjPool *pool, int wake_fd, int milliseconds)
{
  struct pollfd *p = pool->polls;
  for (guint i = 0; i < pool->n; i++)
    {
      p[2 * i] = (struct pollfd){ .fd = pool->workers[i].sock, .events = POLLIN };
      p[2 * i + 1] = (struct pollfd){ .fd = pool->workers[i].err_fd, .events = POLLIN };
    }
  p[2 * pool->n] = (struct pollfd){ .fd = wake_fd, .events = POLLIN };
  if (poll (p, 2 * pool->n + 1, time_to_wait (pool, milliseconds)) > 0)
    for (guint i = 0; i < pool->n; i++)
      {
        Worker *w = &pool->workers[i];
        /* A worker may have been replaced while another was heard: its descriptors tell. */
        if (p[2 * i + 1].revents != 0 && w->err_fd == p[2 * i + 1].fd)
          drain_stderr (w);
        if (p[2 * i].revents != 0 && w->sock == p[2 * i].fd)
          hear (pool, w);
      }
  enforce_deadlines (pool);
}

gpointer
gj_pool_slowest (const GjPool *pool, double *seconds)
{
  gint64 now = g_get_monotonic_time ();
  gpointer tag = NULL;
  *seconds = -1;
  for (guint i = 0; i < pool->n; i++)
    {
      const Worker *w = &pool->workers[i];
      double s = (double) (now - w->started) / G_USEC_PER_SEC;
      if (w->state == WORKER_BUSY && s > *seconds)
        {
          *seconds = s;
          tag = w->tag;
        }
    }
  return tag;
}

GjSandbox
gj_pool_sandbox (const GjPool *pool)
{
  return pool->sandbox;
}
