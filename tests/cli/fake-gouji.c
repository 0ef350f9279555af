/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A stand-in for libgouji that does what the "document" says, so that the bulk runner's
 * isolation, limits and resume are tested without any PDF. A document is text of lines:
 *
 *   status verified|review|incomplete   what comes out (default verified)
 *   organization NAME, year N           of the report
 *   checks N, flags N                   how many failed, how many there are
 *   pad N                               JSON larger by N bytes
 *   slow MS                             takes that long
 *   fail CODE                           a GError of GJ_ERROR
 *   segv, abort, trap, overflow, exit N, hang, spin, eat, huge, chatter
 *   open PATH, write PATH, socket, exec, fork, ptrace
 *                                       tried; the result goes to "tried" of the JSON
 *   victim                              the first document of a process poisons the next: "poison" crashes it
 */
#include "gouji/gouji.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <unistd.h>

#include "page/gj-error.h"
#include "page/gj-sha256.h"

typedef struct {
  GjStatus status;
  char *organization;
  int year;
  guint checks, flags, pad;
  GString *tried;
} Plan;

static gboolean poisoned;

static int
overflow_stack (volatile char *deeper)
{
  volatile char frame[4096];
  frame[0] = deeper != NULL ? *deeper : 1;
  return frame[0] != 0 ? overflow_stack (frame) + frame[0] : 0;
}

static void
eat_memory (void)
{
  for (;;) {
    char *block = g_malloc (1 << 20);
    memset (block, 1, 1 << 20);
  }
}

/* Dies or never returns, if the word is one of those. */
static void
misbehave (const char *word, int number)
{
  if (g_str_equal (word, "segv") || (poisoned && g_str_equal (word, "victim")))
    raise (SIGSEGV);
  else if (g_str_equal (word, "abort"))
    abort ();
  else if (g_str_equal (word, "trap"))
    raise (SIGTRAP);
  else if (g_str_equal (word, "overflow"))
    overflow_stack (NULL);
  else if (g_str_equal (word, "exit"))
    exit (number);
  else if (g_str_equal (word, "hang"))
    for (;;)
      g_usleep (G_USEC_PER_SEC);
  else if (g_str_equal (word, "spin"))
    for (volatile guint i = 0;; i++)
      ;
  else if (g_str_equal (word, "eat"))
    eat_memory ();
  else if (g_str_equal (word, "huge"))
    memset (g_malloc ((gsize) 1 << 40), 1, 1);
  else if (g_str_equal (word, "poison"))
    poisoned = TRUE;
  else if (g_str_equal (word, "slow"))
    g_usleep ((gulong) number * 1000);
  else if (g_str_equal (word, "chatter"))
    for (guint i = 0; i < 200000; i++)
      fputs ("a library that talks a lot\n", stderr);
}

static const char *
attempt (const char *word, const char *argument)
{
  int fd = -1;
  char *const command[] = { (char *) "/bin/true", NULL };

  errno = 0;
  if (g_str_equal (word, "open"))
    fd = open (argument, O_RDONLY);
  else if (g_str_equal (word, "write"))
    fd = open (argument, O_WRONLY | O_CREAT, 0600);
  else if (g_str_equal (word, "socket"))
    fd = socket (AF_INET, SOCK_STREAM, 0);
  else if (g_str_equal (word, "fork"))
    fd = fork ();
  else if (g_str_equal (word, "exec"))
    fd = execv ("/bin/true", command);
  else if (g_str_equal (word, "ptrace"))
    fd = (int) ptrace (PTRACE_ATTACH, getppid (), 0, 0);
  else
    return NULL;
  if (fd == 0 && g_str_equal (word, "fork"))
    _exit (0);
  return fd >= 0 ? "allowed" : "denied";
}

static gboolean
follow (Plan *plan, char **words, GError **error)
{
  const char *argument = words[1] != NULL ? words[1] : "";
  int number = atoi (argument);
  const char *result;

  if (g_str_equal (words[0], "status"))
    plan->status = g_str_equal (argument, "review")       ? GJ_STATUS_REVIEW
                   : g_str_equal (argument, "incomplete") ? GJ_STATUS_INCOMPLETE
                                                          : GJ_STATUS_VERIFIED;
  else if (g_str_equal (words[0], "organization"))
    plan->organization = g_strdup (argument);
  else if (g_str_equal (words[0], "year"))
    plan->year = number;
  else if (g_str_equal (words[0], "checks"))
    plan->checks = (guint) number;
  else if (g_str_equal (words[0], "flags"))
    plan->flags = (guint) number;
  else if (g_str_equal (words[0], "pad"))
    plan->pad = (guint) number;
  else if (g_str_equal (words[0], "fail")) {
    g_set_error (error, GJ_ERROR, number, "page 1: told to fail (ask for something else)");
    return FALSE;
  } else if ((result = attempt (words[0], argument)) != NULL)
    g_string_append_printf (plan->tried, "%s %s;", words[0], result);
  else
    misbehave (words[0], number);
  return TRUE;
}

static char *
make_json (const Plan *plan, const GjConvertOptions *options, const char *sha256, gsize n_bytes)
{
  GString *out = g_string_new (NULL);
  const char *nl = options->pretty ? "\n  " : "";
  g_string_append_printf (out, "{%s\"schema\": \"gouji-report/1\",%s\"status\": \"%s\",%s\"source\": {\"file\": \"%s\"",
                          nl, nl, gj_status_name (plan->status), nl, options->file);
  if (options->origin != NULL)
    g_string_append_printf (out, ", \"origin\": %s", options->origin);
  g_string_append_printf (out, ", \"sha256\": \"%s\", \"bytes\": %" G_GSIZE_FORMAT "}, \"tried\": \"%s\", \"pad\": \"",
                          sha256, n_bytes, plan->tried->str);
  for (guint i = 0; i < plan->pad; i++)
    g_string_append_c (out, 'x');
  g_string_append (out, "\"}");
  return g_string_free (out, FALSE);
}

GjConversion *
gj_convert_bytes (const guint8 *bytes, gsize n_bytes, const GjConvertOptions *options, GError **error)
{
  g_autofree char *text = g_strndup ((const char *) bytes, n_bytes);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GString) tried = g_string_new (NULL);
  Plan plan = { .tried = tried };
  GjConversion *c;

  if (n_bytes == 0) {
    g_set_error (error, GJ_ERROR, GJ_ERROR_INPUT, "the file is empty");
    return NULL;
  }
  for (guint i = 0; lines[i] != NULL; i++) {
    g_auto (GStrv) words = g_strsplit (lines[i], " ", 2);
    if (words[0] != NULL && !follow (&plan, words, error))
      return NULL;
  }
  c = g_new0 (GjConversion, 1);
  c->status = plan.status;
  c->pages = 1;
  c->kind = "digital";
  c->sha256 = gj_sha256 (bytes, n_bytes);
  c->bytes = n_bytes;
  c->n_flags = plan.flags;
  c->n_failed_checks = plan.checks;
  c->organization = plan.organization;
  c->year = plan.year;
  c->json = make_json (&plan, options, c->sha256, n_bytes);
  return c;
}

GjConversion *
gj_convert_file (const char *path, const GjConvertOptions *options, GError **error)
{
  g_set_error (error, GJ_ERROR, GJ_ERROR_INPUT, "the command does not use gj_convert_file()");
  return NULL;
}

void
gj_conversion_free (GjConversion *c)
{
  if (c == NULL)
    return;
  g_free (c->json);
  g_free (c->sha256);
  g_free (c->title);
  g_free (c->organization);
  g_free (c);
}

gboolean
gj_warm_up (gboolean with_ocr, GError **error)
{
  return TRUE;
}

const char *
gj_status_name (GjStatus status)
{
  static const char *const names[] = { "verified", "review", "incomplete" };
  return names[status];
}

char *
gj_schema (gboolean manifest)
{
  return g_strdup (manifest ? "{\"title\": \"manifest\"}" : "{\"title\": \"report\"}");
}

const char *
gj_version (void)
{
  return "0.0.fake";
}
