/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gouji/gouji.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/*
 * gouji-bench convert ROUNDS FILE...
 *   converts every file ROUNDS times in this one process and prints, separated by spaces:
 *   conversions, CPU milliseconds for one, memory (KiB) after the first round and at the end, its peak, failures.
 * gouji-bench run ROUNDS PROGRAM [ARG...] -- FILE...
 *   runs PROGRAM ARG... as a process of its own for every file, {} among its arguments being the file, and prints:
 *   runs, CPU milliseconds for one, peak memory (KiB) of the largest, failures.
 */

static double
cpu_ms (int who)
{
  struct rusage u;
  getrusage (who, &u);
  return (double) (u.ru_utime.tv_sec + u.ru_stime.tv_sec) * 1e3 +
         (double) (u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e3;
}

static long
peak_kib (int who)
{
  struct rusage u;
  getrusage (who, &u);
  return u.ru_maxrss;
}

static long
resident_kib (void)
{
  long size = 0, resident = 0;
  FILE *f = fopen ("/proc/self/statm", "r");
  if (f != NULL && fscanf (f, "%ld %ld", &size, &resident) != 2)
    resident = 0;
  if (f != NULL)
    fclose (f);
  return resident * (sysconf (_SC_PAGESIZE) / 1024);
}

static int
bench_convert (int rounds, char **files)
{
  guint done = 0, failed = 0;
  long first = 0;

  gj_warm_up (FALSE, NULL);
  double start = cpu_ms (RUSAGE_SELF);
  for (int r = 0; r < rounds; r++) {
    for (char **file = files; *file != NULL; file++, done++) {
      g_autoptr (GjConversion) c = gj_convert_file (*file, NULL, NULL);
      failed += c == NULL;
    }
    if (r == 0)
      first = resident_kib ();
  }
  printf ("%u %.3f %ld %ld %ld %u\n", done, (cpu_ms (RUSAGE_SELF) - start) / MAX (done, 1), first, resident_kib (),
          peak_kib (RUSAGE_SELF), failed);
  return 0;
}

/* Runs @argv, @file in the place of {}; output is thrown away. */
static int
run_one (char **argv, char *file)
{
  int status = -1;
  pid_t child = fork ();
  if (child == 0) {
    int null = open ("/dev/null", O_RDWR);
    dup2 (null, STDIN_FILENO);
    dup2 (null, STDOUT_FILENO);
    dup2 (null, STDERR_FILENO);
    for (char **arg = argv; *arg != NULL; arg++)
      if (strcmp (*arg, "{}") == 0)
        *arg = file;
    execvp (argv[0], argv);
    _exit (127);
  }
  return child > 0 && waitpid (child, &status, 0) == child && WIFEXITED (status) ? WEXITSTATUS (status) : -1;
}

static int
bench_run (int rounds, char **argv)
{
  guint n = 0, done = 0, failed = 0;
  while (argv[n] != NULL && strcmp (argv[n], "--") != 0)
    n++;
  if (n == 0 || argv[n] == NULL)
    return 2;
  g_autofree char **command = g_new0 (char *, n + 1);
  memcpy (command, argv, n * sizeof *argv);
  for (int r = 0; r < rounds; r++)
    for (char **file = argv + n + 1; *file != NULL; file++, done++)
      failed += run_one (command, *file) != 0;
  printf ("%u %.3f %ld %u\n", done, cpu_ms (RUSAGE_CHILDREN) / MAX (done, 1), peak_kib (RUSAGE_CHILDREN), failed);
  return 0;
}

int
main (int argc, char **argv)
{
  int rounds = argc > 3 ? atoi (argv[2]) : 0;
  if (rounds > 0 && strcmp (argv[1], "convert") == 0)
    return bench_convert (rounds, argv + 3);
  if (rounds > 0 && strcmp (argv[1], "run") == 0)
    return bench_run (rounds, argv + 3);
  fputs ("usage: gouji-bench convert ROUNDS FILE... | gouji-bench run ROUNDS PROGRAM [ARG...] -- FILE...\n", stderr);
  return 2;
}
