/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/gj-worker.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "cli/gj-fatal.h"
#include "cli/gj-frame.h"
#include "cli/gj-sandbox.h"
#include "page/gj-error.h"
#include "page/gj-sha256.h"

/* One document as the parent describes it; see pack_request() in gj-pool.c. */
typedef struct {
  guint64 size;
  guint64 hash_first;
  char *name;
  char *origin;
} Request;

static void
request_clear (Request *r)
{
  g_free (r->name);
  g_free (r->origin);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Request, request_clear)

/* What the parent is told through the shared page. */
static GjWorkerNote *fatal_note;

static void
note_cause (GjFatal what, int number)
{
  fatal_note->stack_exhausted = what == GJ_FATAL_STACK;
  fatal_note->memory_exhausted = what == GJ_FATAL_MEMORY;
}

static guint64
cpu_microseconds (void)
{
  struct rusage u;
  getrusage (RUSAGE_SELF, &u);
  return (guint64) (u.ru_utime.tv_sec + u.ru_stime.tv_sec) * G_USEC_PER_SEC +
         (guint64) (u.ru_utime.tv_usec + u.ru_stime.tv_usec);
}

guint8 *
gj_worker_read (int fd, guint64 size, gsize *n, GError **error)
{
  g_autofree guint8 *bytes = g_try_malloc (size + 1);
  gsize got = 0;

  if (bytes == NULL) {
    g_set_error (error, GJ_ERROR, GJ_ERROR_LIMIT, "the file is larger than the memory limit (raise --memory)");
    return NULL;
  }
  while (got < size) {
    gssize done = pread (fd, bytes + got, size - got, (off_t) got);
    if (done < 0 && errno == EINTR)
      continue;
    if (done < 0) {
      g_set_error (error, GJ_ERROR, GJ_ERROR_INPUT, "cannot be read: %s", g_strerror (errno));
      return NULL;
    }
    if (done == 0)
      break;
    got += (gsize) done;
  }
  bytes[got] = '\0';
  *n = got;
  return g_steal_pointer (&bytes);
}

static gboolean
send_failure (int sock, const GError *error, const char *sha256, guint64 cpu)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  gj_pack_u64 (out, cpu);
  gj_pack_u64 (out, error->domain == GJ_ERROR ? (guint64) error->code : GJ_ERROR_INPUT);
  gj_pack_string (out, error->message);
  gj_pack_string (out, sha256);
  return gj_frame_send (sock, GJ_FRAME_FAILURE, out, -1);
}

static gboolean
send_result (int sock, const GjConversion *c, guint64 cpu)
{
  g_autoptr (GByteArray) out = g_byte_array_sized_new ((guint) strlen (c->json) + 512);
  gj_pack_u64 (out, cpu);
  gj_pack_u64 (out, c->status);
  gj_pack_u64 (out, c->pages);
  gj_pack_u64 (out, c->n_flags);
  gj_pack_u64 (out, c->n_failed_checks);
  gj_pack_u64 (out, (guint64) c->year);
  gj_pack_string (out, c->kind);
  gj_pack_string (out, c->sha256);
  gj_pack_string (out, c->title);
  gj_pack_string (out, c->organization);
  gj_pack_string (out, c->json);
  return gj_frame_send (sock, GJ_FRAME_RESULT, out, -1);
}

/* Asks whether these bytes still have to be converted. FALSE: the parent is gone. */
static gboolean
ask_parent (int sock, const char *sha256, gboolean *go_on)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  GjFrameHeader answer;
  gj_pack_string (out, sha256);
  if (!gj_frame_send (sock, GJ_FRAME_HASH, out, -1) || !gj_frame_receive (sock, &answer, out, NULL))
    return FALSE;
  *go_on = answer.type == GJ_FRAME_GO;
  return TRUE;
}

static gboolean
convert (int sock, const GjWorkerConfig *config, const Request *request, const guint8 *bytes, gsize n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GjConversion) conversion = NULL;
  g_autofree char *sha256 = NULL;
  GjConvertOptions options = config->convert;
  guint64 before = cpu_microseconds ();
  gboolean go_on = TRUE;

  if (request->hash_first) {
    sha256 = gj_sha256 (bytes, n);
    if (!ask_parent (sock, sha256, &go_on) || !go_on)
      return !go_on;
  }
  options.file = request->name;
  options.origin = request->origin;
  options.sha256 = sha256;
  conversion = gj_convert_bytes (bytes, n, &options, &error);
  if (conversion != NULL)
    return send_result (sock, conversion, cpu_microseconds () - before);
  if (sha256 == NULL)
    sha256 = gj_sha256 (bytes, n);
  if (error == NULL)
    g_set_error (&error, GJ_ERROR, GJ_ERROR_INPUT, "cannot be converted");
  return send_failure (sock, error, sha256, cpu_microseconds () - before);
}

static gboolean
serve (int sock, const GjWorkerConfig *config, int fd, GjUnpack *in)
{
  g_autoptr (GError) error = NULL;
  g_autofree guint8 *bytes = NULL;
  g_auto (Request) request = { 0 };
  gsize n = 0;

  request.size = gj_unpack_u64 (in);
  request.hash_first = gj_unpack_u64 (in);
  request.name = gj_unpack_string (in);
  request.origin = gj_unpack_string (in);
  if (in->bad || fd < 0)
    return FALSE;
  gj_sandbox_limit_cpu (config->timeout);
  bytes = gj_worker_read (fd, request.size, &n, &error);
  close (fd);
  if (bytes == NULL)
    return send_failure (sock, error, NULL, 0);
  return convert (sock, config, &request, bytes, n);
}

static void
settle (int sock, const GjWorkerConfig *config, GjWorkerNote *note)
{
  g_autoptr (GByteArray) ready = g_byte_array_new ();
  g_autoptr (GError) ignored = NULL;

  prctl (PR_SET_PDEATHSIG, SIGKILL);
  signal (SIGINT, SIG_IGN); /* Ctrl-C reaches the whole group: the parent decides */
  signal (SIGTERM, SIG_IGN);
  signal (SIGHUP, SIG_IGN);
  signal (SIGPIPE, SIG_IGN);
  fatal_note = note;
  gj_fatal_watch (note_cause);
  gj_sandbox_limit_memory (config->memory);
  gj_warm_up (FALSE, &ignored); /* what it cannot warm up, the first document that needs it reports */
  gj_pack_u64 (ready, gj_sandbox_enter (FALSE));
  gj_frame_send (sock, GJ_FRAME_READY, ready, -1);
}

G_NORETURN void
gj_worker_main (int sock, const GjWorkerConfig *config, GjWorkerNote *note)
{
  g_autoptr (GByteArray) payload = g_byte_array_new ();
  GjFrameHeader header;
  int fd;

  settle (sock, config, note);
  while (gj_frame_receive (sock, &header, payload, &fd) && header.type == GJ_FRAME_CONVERT) {
    GjUnpack in = { payload->data, payload->len, FALSE };
    if (!serve (sock, config, fd, &in))
      break;
  }
  _exit (0);
}
