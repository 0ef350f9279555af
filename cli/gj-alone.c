/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/gj-alone.h"

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <unistd.h>

#include "cli/gj-fatal.h"
#include "cli/gj-sandbox.h"
#include "cli/gj-text.h"
#include "page/gj-error.h"

typedef struct {
  char *line; /* NULL: not known in advance */
  gsize length;
  int exit_code;
} LastWord;

/* All that a signal handler may need: it can neither allocate nor format. */
static struct {
  int err_fd;  /* the real standard error: that of the libraries goes into a pipe */
  int said_fd; /* the other end of that pipe */
  gboolean over;
  const GjWorkerConfig *config;
  const char *shown;
  LastWord fatal[GJ_N_FATALS], crash[NSIG], interrupted;
} alone;

static void
say (const char *text, gsize length)
{
  while (length > 0) {
    gssize n = write (alone.err_fd, text, length);
    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0)
      return;
    text += n;
    length -= (gsize) n;
  }
}

static int
say_error (const GError *error)
{
  g_autofree char *line = gj_error_line (alone.shown, error->message);
  say (line, strlen (line));
  return gj_error_exit_code (error);
}

static LastWord
last_word (GError *error)
{
  g_autoptr (GError) owned = error;
  LastWord word = { gj_error_line (alone.shown, owned->message), 0, gj_error_exit_code (owned) };
  word.length = strlen (word.line);
  return word;
}

static gboolean
memory_ran_out (void)
{
  static char said[65536];
  gssize n = alone.said_fd >= 0 ? read (alone.said_fd, said, sizeof said - 1) : 0;
  said[MAX (n, 0)] = '\0';
  return gj_fatal_said_memory (said);
}

G_NORETURN static void
end_with (const LastWord *word)
{
  say (word->line, word->length);
  _exit (word->exit_code);
}

static void
on_fatal (GjFatal what, int number)
{
  if (what == GJ_FATAL_SIGNAL && memory_ran_out ())
    what = GJ_FATAL_MEMORY;
  end_with (what == GJ_FATAL_SIGNAL ? &alone.crash[number] : &alone.fatal[what]);
}

static void
on_signal (int number)
{
  end_with (number == SIGALRM || number == SIGXCPU ? &alone.fatal[GJ_FATAL_TIME] : &alone.interrupted);
}

/* A library called exit(). */
static void
on_library_exit (int status, void *data)
{
  if (alone.over)
    return;
  g_autoptr (GError) error = gj_fatal_error (memory_ran_out () ? GJ_FATAL_MEMORY : GJ_FATAL_EXIT, status, alone.config);
  _exit (say_error (error));
}

static void
prepare_last_words (void)
{
  static const GjFatal known[] = { GJ_FATAL_TIME, GJ_FATAL_STACK, GJ_FATAL_MEMORY };
  static const int ends[] = { SIGALRM, SIGXCPU, SIGINT, SIGTERM }; /* not SIGHUP: nohup is respected */
  struct sigaction action = { .sa_handler = on_signal };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    alone.fatal[known[i]] = last_word (gj_fatal_error (known[i], 0, alone.config));
  for (const int *number = gj_fatal_signals; *number != 0; number++)
    alone.crash[*number] = last_word (gj_fatal_error (GJ_FATAL_SIGNAL, *number, alone.config));
  alone.interrupted = last_word (g_error_new (GJ_ERROR, GJ_ERROR_INTERRUPTED, "interrupted"));
  gj_fatal_watch (on_fatal);
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    sigaction (ends[i], &action, NULL);
  on_exit (on_library_exit, NULL);
}

/* What the libraries say goes into a pipe that nobody reads unless they die; nothing else that the caller left open is
 * kept. */
static void
settle_descriptors (int fd)
{
  int pipe_fds[2] = { -1, -1 }, null = open ("/dev/null", O_RDONLY | O_CLOEXEC);

  if (null >= 0)
    dup2 (null, STDIN_FILENO);
  alone.err_fd = STDERR_FILENO;
  alone.said_fd = -1;
#ifndef GOUJI_SANITIZE
  if (pipe2 (pipe_fds, O_NONBLOCK | O_CLOEXEC) == 0 &&
      (alone.err_fd = fcntl (STDERR_FILENO, F_DUPFD_CLOEXEC, 3)) >= 0) {
    alone.said_fd = pipe_fds[0];
    dup2 (pipe_fds[1], STDERR_FILENO);
  }
  for (int other = 3, top = MAX (MAX (fd, alone.err_fd), alone.said_fd); other <= top; other++)
    if (other != fd && other != alone.err_fd && other != alone.said_fd)
      close (other);
  close_range ((guint) MAX (MAX (fd, alone.err_fd), alone.said_fd) + 1, ~0u, 0);
#endif
}

static void
limit_time (guint seconds)
{
  const struct itimerval in = { .it_value.tv_sec = seconds };
  setitimer (ITIMER_REAL, &in, NULL);
  gj_sandbox_limit_cpu (seconds);
}

static gboolean
write_out (const char *text, gsize length)
{
  while (length > 0) {
    gssize n = write (STDOUT_FILENO, text, length);
    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0)
      return FALSE;
    text += n;
    length -= (gsize) n;
  }
  return TRUE;
}

/* The kernel hands out a page of memory in a microsecond, and 512 of them at once, where it may, in a hundred. */
#define HUGE_PAGE ((gsize) 2 << 20)
#define N_HUGE 2               /* of them: a small report needs no more */
#define MOST_SMALL (120 << 10) /* what is larger gets memory of its own */

/* One document's memory is taken from the kernel in few pieces, and none is given back before the end. */
static void
keep_memory (void)
{
#ifndef GOUJI_SANITIZE
  mallopt (M_TRIM_THRESHOLD, 64 << 20);
  mallopt (M_TOP_PAD, (N_HUGE + 1) * HUGE_PAGE);
  /* What malloc() takes next begins so far before a huge page that it has not written to one when they are asked for. */
  guint8 *end = sbrk (0), *huge = (guint8 *) (((gsize) end + 2 * MOST_SMALL) / HUGE_PAGE * HUGE_PAGE + HUGE_PAGE);
  if (end != (void *) -1 && sbrk (huge - 2 * MOST_SMALL - end) == end) {
    void *volatile more = malloc (MOST_SMALL); /* than there is left before */
    free (more);
    if ((guint8 *) sbrk (0) >= huge + N_HUGE * HUGE_PAGE)
      madvise (huge, N_HUGE * HUGE_PAGE, MADV_HUGEPAGE);
  }
  mallopt (M_TOP_PAD, HUGE_PAGE);
#endif
}

/* Ends the process, where that is faster than to tidy up: the kernel does it at once. */
static int
leave (int code)
{
  alone.over = TRUE;
#ifndef GOUJI_SANITIZE
  _exit (code);
#endif
  return code;
}

static int
convert (int fd, guint64 size, gboolean strict)
{
  g_autoptr (GError) error = NULL;
  g_autofree guint8 *bytes = NULL;
  g_autoptr (GjConversion) conversion = NULL;
  gsize n = 0;

  bytes = gj_worker_read (fd, size, &n, &error);
  if (bytes != NULL)
    conversion = gj_convert_bytes (bytes, n, &alone.config->convert, &error);
  if (conversion == NULL && error == NULL)
    g_set_error (&error, GJ_ERROR, GJ_ERROR_INPUT, "cannot be converted");
  limit_time (0); /* whoever reads the result may take his time */
  if (conversion == NULL)
    return say_error (error);
  if (!write_out (conversion->json, strlen (conversion->json)) || !write_out ("\n", 1)) {
    g_autofree char *message = g_strdup_printf ("standard output: %s", g_strerror (errno));
    g_autofree char *line = gj_error_line (NULL, message);
    say (line, strlen (line));
    return GJ_ERROR_OUTPUT;
  }
  return leave (strict && conversion->status != GJ_STATUS_VERIFIED ? 3 : 0);
}

int
gj_alone_convert (const GjWorkerConfig *config, int fd, guint64 size, const char *shown, gboolean strict)
{
  g_autoptr (GError) ignored = NULL;

  keep_memory ();
  alone.config = config;
  alone.shown = shown;
  settle_descriptors (fd);
  prepare_last_words ();
  limit_time (config->timeout);
  gj_sandbox_limit_memory (config->memory);
  gj_warm_up (FALSE, &ignored); /* what it cannot warm up, the document reports when it needs it */
  gj_sandbox_enter (TRUE);
  return leave (convert (fd, size, strict));
}
