/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <unistd.h>
#include "cli/gj-pool.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include "cli/gj-frame.h"
#include "cli/gj-process.h"
#include "page/gj-error.h"

#define RECYCLE_AFTER 5000         /* documents of one worker */
#define RECYCLE_KIB (512u * 1024u) /* resident memory that a worker keeps after a document */

struct GjPool {
  guint n;
  GjProcess *workers;
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

GjPool *
gj_pool_new (guint n_workers, const GjWorkerConfig *config, const GjPoolEvents *events, gpointer data)
{
  GjPool *pool = g_new0 (GjPool, 1);
  pool->n = n_workers;
  pool->workers = g_new0 (GjProcess, n_workers);
  pool->polls = g_new0 (struct pollfd, 2 * n_workers + 1);
  pool->config = *config;
  pool->events = *events;
  pool->data = data;
  for (guint i = 0; i < n_workers; i++) {
    GjProcess *w = &pool->workers[i];
    w->sock = w->err_fd = w->status_fd = w->reset_fd = w->fd = -1;
    w->in = g_byte_array_new ();
    w->said = g_string_new (NULL);
    w->note = mmap (NULL, sizeof *w->note, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    g_assert (w->note != MAP_FAILED);
  }
  return pool;
}

void
gj_pool_free (GjPool *pool)
{
  if (pool == NULL)
    return;
  for (guint i = 0; i < pool->n; i++) {
    GjProcess *w = &pool->workers[i];
    struct rusage usage;
#ifdef GOUJI_SANITIZE
    if (w->state == GJ_PROCESS_IDLE) /* lets it end by itself: leaks are reported at exit */
    {
      close (w->sock);
      w->sock = -1;
      gj_process_end (w, FALSE, &usage);
    }
#endif
    gj_process_end (w, TRUE, &usage);
    gj_process_forget (w);
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
  for (guint i = 0; i < pool->n; i++) {
    struct rusage usage;
    gj_process_end (&pool->workers[i], TRUE, &usage);
    gj_process_forget (&pool->workers[i]);
  }
}

gboolean
gj_pool_start (GjPool *pool, GError **error)
{
  for (guint i = 0; i < pool->n; i++)
    if (pool->workers[i].state == GJ_PROCESS_OFF && !gj_process_start (&pool->workers[i], &pool->config, error))
      return i > 0; /* fewer than asked for will do */
  return TRUE;
}

static guint
count_busy (const GjPool *pool)
{
  guint n = 0;
  for (guint i = 0; i < pool->n; i++)
    n += pool->workers[i].state == GJ_PROCESS_BUSY;
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
send_document (GjPool *pool, GjProcess *w)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  gj_pack_u64 (out, w->size);
  gj_pack_u64 (out, w->hash_first);
  gj_pack_string (out, w->name);
  gj_pack_string (out, w->origin);
  w->state = GJ_PROCESS_BUSY;
  w->started = g_get_monotonic_time ();
  w->deadline = pool->config.timeout > 0 ? w->started + (gint64) pool->config.timeout * G_USEC_PER_SEC : 0;
  gj_process_reset_memory (w);
  return gj_frame_send (w->sock, GJ_FRAME_CONVERT, out, w->fd);
}

/* Hands the worker's document to a new process in its place. */
static gboolean
send_to_fresh (GjPool *pool, GjProcess *w, GError **error)
{
  for (guint tries = 0; tries < 3; tries++) {
    struct rusage usage;
    if (w->state == GJ_PROCESS_OFF && !gj_process_start (w, &pool->config, error))
      return FALSE;
    if (send_document (pool, w))
      return TRUE;
    gj_process_end (w, TRUE, &usage); /* it died while idle */
  }
  g_set_error (error, GJ_ERROR, GJ_ERROR_LIMIT, "worker processes die at once");
  return FALSE;
}

/* One that runs already, else the first that can be started. */
static GjProcess *
free_worker (GjPool *pool)
{
  GjProcess *off = NULL;
  for (guint i = 0; i < pool->n; i++) {
    GjProcess *w = &pool->workers[i];
    if (w->state == GJ_PROCESS_IDLE)
      return w;
    if (w->state == GJ_PROCESS_OFF && off == NULL)
      off = w;
  }
  g_assert (off != NULL);
  return off;
}

gboolean
gj_pool_submit (GjPool *pool, int fd, guint64 size, const char *name, const char *origin, gboolean hash_first,
                gpointer tag, GError **error)
{
  GjProcess *w = free_worker (pool);
  w->fd = fd;
  w->size = size;
  w->name = g_strdup (name);
  w->origin = g_strdup (origin);
  w->hash_first = hash_first;
  w->second_try = FALSE;
  w->tag = tag;
  if (send_to_fresh (pool, w, error))
    return TRUE;
  gj_process_forget (w);
  return FALSE;
}

static void
finish (GjPool *pool, GjProcess *w, GjOutcome *outcome)
{
  gpointer tag = w->tag;
  outcome->seconds = (double) (g_get_monotonic_time () - w->started) / G_USEC_PER_SEC;
  gj_process_forget (w);
  if (w->state == GJ_PROCESS_BUSY) {
    struct rusage usage;
    w->state = GJ_PROCESS_IDLE;
    w->cpu_before += outcome->cpu_seconds;
    outcome->peak_kib = gj_process_memory (w, "VmHWM:");
    if (++w->n_done >= RECYCLE_AFTER || gj_process_memory (w, "VmRSS:") > RECYCLE_KIB)
      gj_process_end (w, TRUE, &usage);
  }
  pool->events.done (tag, outcome, pool->data);
}

/* The worker is gone or has to go: its document is tried again or given up. */
static void
bury (GjPool *pool, GjProcess *w, gboolean timed_out)
{
  g_autoptr (GError) error = NULL;
  struct rusage usage = { 0 };
  GjOutcome *outcome;
  gboolean busy = w->state == GJ_PROCESS_BUSY;
  guint64 peak = timed_out ? gj_process_memory (w, "VmHWM:") : 0;
  int status;

  status = gj_process_end (w, TRUE, &usage);
  if (!busy)
    return;
  if (!timed_out && w->n_done > 0 && !w->second_try) {
    w->second_try = TRUE;
    if (send_to_fresh (pool, w, &error))
      return;
  }
  outcome = g_new0 (GjOutcome, 1);
  outcome->error = error != NULL ? g_steal_pointer (&error) : gj_process_death (w, &pool->config, status, timed_out);
  outcome->sha256 = gj_hash_input (w->fd);
  outcome->peak_kib = peak > 0 ? peak : (guint64) usage.ru_maxrss;
  outcome->cpu_seconds =
      MAX (0, (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
                  (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / G_USEC_PER_SEC - w->cpu_before);
  finish (pool, w, outcome);
}

static gboolean
take_result (GjPool *pool, GjProcess *w, GjUnpack *in)
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
take_failure (GjPool *pool, GjProcess *w, GjUnpack *in)
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
take_hash (GjPool *pool, GjProcess *w, GjUnpack *in)
{
  g_autofree char *sha256 = gj_unpack_string (in);
  if (in->bad || sha256 == NULL || strlen (sha256) != 64)
    return FALSE;
  if (pool->events.hashed (w->tag, sha256, pool->data))
    return gj_frame_send (w->sock, GJ_FRAME_GO, NULL, -1);
  if (w->state != GJ_PROCESS_BUSY)
    return TRUE; /* all were killed meanwhile */
  gj_process_forget (w);
  w->state = GJ_PROCESS_IDLE;
  return gj_frame_send (w->sock, GJ_FRAME_SKIP, NULL, -1);
}

static gboolean
take_frame (GjPool *pool, GjProcess *w, guint32 type, GjUnpack *in)
{
  if (type == GJ_FRAME_READY) {
    pool->sandbox = (GjSandbox) gj_unpack_u64 (in);
    return !in->bad;
  }
  if (w->state != GJ_PROCESS_BUSY)
    return FALSE;
  switch (type) {
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
take_frames (GjPool *pool, GjProcess *w)
{
  while (w->in->len >= sizeof (GjFrameHeader)) {
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
    if (w->in->len == 0 && header.length > 4 * 1024 * 1024) {
      g_byte_array_unref (w->in); /* gives a large buffer back */
      w->in = g_byte_array_new ();
    }
    if (!take_frame (pool, w, header.type, &in))
      return FALSE;
    if (w->state == GJ_PROCESS_OFF)
      return TRUE;
  }
  return TRUE;
}

static void
hear (GjPool *pool, GjProcess *w)
{
  guint8 bytes[65536];
  for (guint i = 0; i < 16 && w->state != GJ_PROCESS_OFF; i++) /* then it is another one's turn */
  {
    gssize n = recv (w->sock, bytes, sizeof bytes, MSG_DONTWAIT);
    if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR))
      return;
    if (n > 0)
      g_byte_array_append (w->in, bytes, (guint) n);
    if (n <= 0 || !take_frames (pool, w)) {
      gj_process_hear_stderr (w);
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
  for (guint i = 0; i < pool->n; i++) {
    const GjProcess *w = &pool->workers[i];
    if (w->state == GJ_PROCESS_BUSY && w->deadline != 0)
      milliseconds = (int) CLAMP ((w->deadline - now) / 1000 + 1, 0, milliseconds);
  }
  return milliseconds;
}

static void
enforce_deadlines (GjPool *pool)
{
  gint64 now = g_get_monotonic_time ();
  for (guint i = 0; i < pool->n; i++) {
    GjProcess *w = &pool->workers[i];
    if (w->state == GJ_PROCESS_BUSY && w->deadline != 0 && now >= w->deadline)
      bury (pool, w, TRUE);
  }
}

void
gj_pool_wait (GjPool *pool, int wake_fd, int milliseconds)
{
  struct pollfd *p = pool->polls;
  for (guint i = 0; i < pool->n; i++) {
    p[2 * i] = (struct pollfd){ .fd = pool->workers[i].sock, .events = POLLIN };
    p[2 * i + 1] = (struct pollfd){ .fd = pool->workers[i].err_fd, .events = POLLIN };
  }
  p[2 * pool->n] = (struct pollfd){ .fd = wake_fd, .events = POLLIN };
  if (poll (p, 2 * pool->n + 1, time_to_wait (pool, milliseconds)) > 0)
    for (guint i = 0; i < pool->n; i++) {
      GjProcess *w = &pool->workers[i];
      /* A worker may have been replaced while another was heard: its descriptors tell. */
      if (p[2 * i + 1].revents != 0 && w->err_fd == p[2 * i + 1].fd)
        gj_process_hear_stderr (w);
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
  for (guint i = 0; i < pool->n; i++) {
    const GjProcess *w = &pool->workers[i];
    double s = (double) (now - w->started) / G_USEC_PER_SEC;
    if (w->state == GJ_PROCESS_BUSY && s > *seconds) {
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
