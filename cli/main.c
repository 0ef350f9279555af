/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/gj-bulk.h"
#include "cli/gj-dryrun.h"
#include "cli/gj-options.h"
#include "cli/gj-single.h"
#include "cli/gj-summary.h"
#include "cli/gj-text.h"
#include "page/gj-error.h"

static const char *const usage_text =
    "Usage:\n"
    "  gouji convert FILE                 one report as JSON on standard output\n"
    "  gouji convert -o OUTDIR PATH...    files and folders, one JSON each and a manifest\n"
    "  gouji status OUTDIR                what a conversion gave, and what needs a person\n"
    "  gouji schema [--manifest]          JSON Schema of a report, or of a manifest line\n"
    "  gouji --version\n"
    "\n"
    "gouji convert --help lists the options; the manual is gouji(1).\n";

static int
wrong_usage (const char *message)
{
  gj_print_error (NULL, message);
  return GJ_ERROR_USAGE;
}

static int
print_out (const char *text)
{
  if (fputs (text, stdout) >= 0 && fflush (stdout) == 0)
    return 0;
  g_autofree char *message = g_strdup_printf ("standard output: %s", g_strerror (errno));
  gj_print_error (NULL, message);
  return GJ_ERROR_OUTPUT;
}

static int
command_convert (int argc, char **argv)
{
  g_auto (GjOptions) options = { 0 };
  g_autoptr (GError) error = NULL;
  gboolean help;

  if (!gj_options_parse (argc, argv, &options, &help, &error))
    return wrong_usage (error->message);
  if (help)
    return print_out (gj_options_help ());
  if (options.dry_run)
    return gj_dryrun_run (&options);
  if (options.outdir != NULL || options.jsonl)
    return gj_bulk_run (&options);
  return gj_single_run (&options);
}

static int
command_schema (int argc, char **argv)
{
  gboolean manifest = argc == 2 && g_str_equal (argv[1], "--manifest");
  g_autofree char *schema = NULL;
  g_autofree char *text = NULL;

  if (argc == 2 && (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h")))
    return print_out ("Usage: gouji schema [--manifest]\n");
  if (argc > 2 || (argc == 2 && !manifest))
    return wrong_usage ("usage: gouji schema [--manifest]");
  schema = gj_schema (manifest);
  text = g_str_has_suffix (schema, "\n") ? g_strdup (schema) : g_strconcat (schema, "\n", NULL);
  return print_out (text);
}

static int
command_status (int argc, char **argv)
{
  if (argc == 2 && (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h")))
    return print_out ("Usage: gouji status OUTDIR\n");
  if (argc != 2 || *argv[1] == '-')
    return wrong_usage ("usage: gouji status OUTDIR");
  return gj_status_run (argv[1]);
}

static int
unknown_command (const char *word)
{
  g_autofree char *message = NULL;
  if (*word != '-' && g_file_test (word, G_FILE_TEST_EXISTS))
    message = g_strdup_printf ("unknown command %s (did you mean: gouji convert %s)", word, word);
  else
    message = g_strdup_printf ("unknown %s %s (see gouji --help)", *word == '-' ? "option" : "command", word);
  return wrong_usage (message);
}

/* A closed 0, 1 or 2 would be given to the first file opened. Writing to a closed 1 stays an error. */
static void
keep_standard_streams (void)
{
  for (int fd = 0; fd <= 2; fd++)
    if (fcntl (fd, F_GETFD) < 0 && open ("/dev/null", fd == 2 ? O_WRONLY : O_RDONLY) < 0)
      return;
}

int
main (int argc, char **argv)
{
  keep_standard_streams ();
  signal (SIGXFSZ, SIG_IGN); /* a file that may not grow is an error like a full disk */
  if (argc < 2)
    return wrong_usage ("no command given (gouji convert FILE; see gouji --help)");
  if (g_str_equal (argv[1], "convert"))
    return command_convert (argc - 1, argv + 1);
  if (g_str_equal (argv[1], "schema"))
    return command_schema (argc - 1, argv + 1);
  if (g_str_equal (argv[1], "status"))
    return command_status (argc - 1, argv + 1);
  if (g_str_equal (argv[1], "--version") || g_str_equal (argv[1], "-V")) {
    g_autofree char *text = g_strdup_printf ("gouji %s\n", gj_version ());
    return print_out (text);
  }
  if (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h") || g_str_equal (argv[1], "help"))
    return print_out (usage_text);
  return unknown_command (argv[1]);
}
