/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/gj-fatal.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>

#include "page/gj-error.h"

#define STACK_BYTES (16u << 20) /* a document nested more deeply than this allows is refused */

const int gj_fatal_signals[] = { SIGSEGV, SIGBUS, SIGABRT, SIGTRAP, SIGFPE, SIGILL, SIGSYS, 0 };

GError *
gj_fatal_error (GjFatal what, int number, const GjWorkerConfig *config)
{
  switch (what) {
  case GJ_FATAL_TIME:
    return g_error_new (GJ_ERROR, GJ_ERROR_LIMIT, "not finished after %u s (raise --timeout)", config->timeout);
  case GJ_FATAL_STACK:
    return g_error_new (GJ_ERROR, GJ_ERROR_LIMIT, "nested too deeply (it was made to hurt, or is damaged)");
  case GJ_FATAL_MEMORY:
    return g_error_new (GJ_ERROR, GJ_ERROR_LIMIT, "needs more than %u MB of memory (raise --memory)", config->memory);
  case GJ_FATAL_SIGNAL:
    return g_error_new (GJ_ERROR, GJ_ERROR_CRASHED, "the converter crashed on it (%s; please report the file)",
                        strsignal (number));
  default:
    return g_error_new (GJ_ERROR, GJ_ERROR_CRASHED, "the converter gave up on it (exit %d; please report the file)",
                        number);
  }
}

gboolean
gj_fatal_said_memory (const char *said)
{
  static const char *const words[] = { "Out of memory",           "bad_alloc",         "failed to allocate",
                                       "Bogus memory allocation", "memory allocation", "length_error" };
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (said, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

#ifdef GOUJI_SANITIZE

void
gj_fatal_watch (void (*tell) (GjFatal what, int number))
{
}

#else

/* For the signal handler, which has no other way to know. */
static void (*tell_cause) (GjFatal what, int number);
static guintptr stack_top;

/* Did it die because memory ran out (a small mapping tells), or because the stack did (the address tells)? */
static void
on_fatal_signal (int number, siginfo_t *info, void *context)
{
  const guintptr near = 1 << 20;
  guintptr address = (guintptr) info->si_addr, bottom = stack_top - STACK_BYTES;
  void *probe = mmap (NULL, 16 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  GjFatal what = GJ_FATAL_SIGNAL;

  if (number == SIGSEGV && address < bottom + near && address > bottom - near)
    what = GJ_FATAL_STACK;
  else if (probe == MAP_FAILED && errno == ENOMEM)
    what = GJ_FATAL_MEMORY;
  tell_cause (what, number);
  signal (number, SIG_DFL);
  raise (number);
}

void
gj_fatal_watch (void (*tell) (GjFatal what, int number))
{
  static guint8 stack_bytes[16384];
  stack_t stack = { .ss_sp = stack_bytes, .ss_size = sizeof stack_bytes };
  struct sigaction action = { .sa_sigaction = on_fatal_signal,
                              .sa_flags = SA_SIGINFO | SA_ONSTACK | SA_RESETHAND | SA_NODEFER };
  struct rlimit limit = { STACK_BYTES, STACK_BYTES };

  setrlimit (RLIMIT_STACK, &limit);
  stack_top = (guintptr) __builtin_frame_address (0);
  tell_cause = tell;
  sigaltstack (&stack, NULL); /* a stack that overflowed cannot run a handler */
  for (const int *number = gj_fatal_signals; *number != 0; number++)
    sigaction (*number, &action, NULL);
}

#endif
