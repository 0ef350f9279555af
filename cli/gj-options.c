/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/gj-options.h"

#include <getopt.h>
#include <string.h>

#include "page/gj-error.h"

/* What the command line says; turned into GjOptions once it is known to make sense. */
typedef struct {
  char *ocr, *pages, *progress;
  int jobs, timeout, memory, max_pages, sample;
  gboolean help;
} RawOptions;

static void
raw_options_clear (RawOptions *raw)
{
  g_free (raw->ocr);
  g_free (raw->pages);
  g_free (raw->progress);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RawOptions, raw_options_clear)

enum {
  OPT_OCR = 256,
  OPT_TIMEOUT,
  OPT_MEMORY,
  OPT_MAX_PAGES,
  OPT_PAGES,
  OPT_PRETTY,
  OPT_PROVENANCE,
  OPT_STRICT,
  OPT_PROGRESS,
  OPT_JSONL,
  OPT_FORCE,
  OPT_REHASH,
  OPT_DRY_RUN,
  OPT_SAMPLE,
  OPT_FILES_FROM,
  OPT_SIDECAR
};

static const struct option long_options[] = { { "outdir", required_argument, NULL, 'o' },
                                              { "jobs", required_argument, NULL, 'j' },
                                              { "ocr", required_argument, NULL, OPT_OCR },
                                              { "timeout", required_argument, NULL, OPT_TIMEOUT },
                                              { "memory", required_argument, NULL, OPT_MEMORY },
                                              { "max-pages", required_argument, NULL, OPT_MAX_PAGES },
                                              { "pages", required_argument, NULL, OPT_PAGES },
                                              { "pretty", no_argument, NULL, OPT_PRETTY },
                                              { "provenance", no_argument, NULL, OPT_PROVENANCE },
                                              { "strict", no_argument, NULL, OPT_STRICT },
                                              { "quiet", no_argument, NULL, 'q' },
                                              { "progress", required_argument, NULL, OPT_PROGRESS },
                                              { "jsonl", no_argument, NULL, OPT_JSONL },
                                              { "force", no_argument, NULL, OPT_FORCE },
                                              { "rehash", no_argument, NULL, OPT_REHASH },
                                              { "dry-run", no_argument, NULL, OPT_DRY_RUN },
                                              { "sample", required_argument, NULL, OPT_SAMPLE },
                                              { "files-from", required_argument, NULL, OPT_FILES_FROM },
                                              { "sidecar", required_argument, NULL, OPT_SIDECAR },
                                              { "help", no_argument, NULL, 'h' },
                                              { 0 } };

const char *
gj_options_help (void)
{
  return "Usage: gouji convert [OPTION...] FILE\n"
         "       gouji convert [OPTION...] -o OUTDIR PATH...\n"
         "\n"
         "Converts annual open-government-information reports to verified JSON. FILE is a PDF, a\n"
         "picture (PNG, JPEG, TIFF) or extracted text (.txt, .md, .tsv); - is standard input.\n"
         "One FILE: JSON on standard output. With -o: files and folders, one JSON each in OUTDIR\n"
         "and OUTDIR/manifest.jsonl; interrupted and started again, it continues.\n"
         "\n"
         "Reading\n"
         "  --ocr=MODE         auto (default): where a page has no usable text; always; never\n"
         "  --pages A-B        read these pages only\n"
         "  --max-pages N      refuse longer documents (300)\n"
         "  --timeout S        time for one document in seconds (300; 0: no limit)\n"
         "  --memory MB        memory for one document (2048)\n"
         "Output\n"
         "  --pretty           indent the JSON\n"
         "  --provenance       add where each value was read\n"
         "  --strict           exit 3 if not every report is verified\n"
         "  --jsonl            one line per input on standard output: a report or {\"file\", \"error\"}\n"
         "  --sidecar FILE.csv path and where it came from, for source.origin\n"
         "  -q, --quiet        no progress, no summary\n"
         "  --progress=MODE    auto (default): on a terminal; json: one object a second; none\n"
         "Many inputs\n"
         "  -o, --outdir OUTDIR  convert into this folder\n"
         "  -j, --jobs N       worker processes (default: the cores)\n"
         "  --files-from FILE  read PATHs from FILE, or - for standard input (NUL or newline separated)\n"
         "  --force            convert again what is done\n"
         "  --rehash           compare contents, not only size and time, to see what is done\n"
         "  --dry-run          look at a sample, estimate time and disk, write nothing\n"
         "  --sample N         take only N inputs, spread over all\n"
         "  -h, --help         show this help\n"
         "\n"
         "Exit codes: 0 converted, 2 wrong usage, 3 not every report verified (--strict), 4 input\n"
         "unreadable (with -o: at least one input failed), 5 no annual report of a known form,\n"
         "6 OCR or CJK data missing, 7 output cannot be written, 8 limit reached, 130 interrupted.\n";
}

static gboolean
usage (GError **error, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  g_autofree char *text = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error, GJ_ERROR, GJ_ERROR_USAGE, "%s (see gouji convert --help)", text);
  return FALSE;
}

/* The place of @text among @words, which end in NULL; NULL is the first. */
static gboolean
parse_word (const char *option, const char *text, const char *const *words, int *value, GError **error)
{
  for (int i = 0; words[i] != NULL; i++)
    if (text == NULL || g_str_equal (text, words[i])) {
      *value = i;
      return TRUE;
    }
  g_autofree char *known = g_strjoinv (", ", (char **) words);
  return usage (error, "%s=%s: only %s exist", option, text, known);
}

/* "3", "1-3", "2-", "-4". */
static gboolean
parse_pages (const char *text, guint *first, guint *last, GError **error)
{
  const char *dash;
  g_autofree char *head = NULL;
  guint64 from = 0, to = 0;

  if (text == NULL)
    return TRUE;
  dash = strchr (text, '-');
  head = dash ? g_strndup (text, dash - text) : g_strdup (text);
  if ((*head != '\0' && !g_ascii_string_to_unsigned (head, 10, 1, 1000000, &from, NULL)) ||
      (dash != NULL && dash[1] != '\0' && !g_ascii_string_to_unsigned (dash + 1, 10, 1, 1000000, &to, NULL)) ||
      (from == 0 && to == 0))
    return usage (error, "--pages %s: not a range like 1-3", text);
  if (dash == NULL)
    to = from;
  if (to != 0 && to < from)
    return usage (error, "--pages %s: the last page is before the first", text);
  *first = (guint) from;
  *last = (guint) to;
  return TRUE;
}

static gboolean
parse_number (const char *name, int value, int min, int max, guint *out, GError **error)
{
  if (value < min || value > max)
    return usage (error, "%s %d: must be between %d and %d", name, value, min, max);
  *out = (guint) value;
  return TRUE;
}

static gboolean
check_combinations (const GjOptions *o, GError **error)
{
  guint n = o->paths ? g_strv_length (o->paths) : 0;
  gboolean bulk = o->outdir != NULL || o->jsonl || o->dry_run;

  if (n == 0 && o->files_from == NULL)
    return usage (error, "no input given");
  if (o->files_from != NULL && n > 0)
    return usage (error, "--files-from and PATH cannot be combined");
  if (!bulk && (n > 1 || o->files_from != NULL))
    return usage (error, "several inputs need -o OUTDIR or --jsonl");
  if (o->jsonl && o->convert.pretty)
    return usage (error, "--jsonl prints one line per report: --pretty cannot be combined with it");
  if (o->dry_run && o->jsonl)
    return usage (error, "--dry-run converts nothing: --jsonl cannot be combined with it");
  if (!bulk && (o->force || o->rehash || o->sample > 0))
    return usage (error, "--force, --rehash and --sample need -o OUTDIR");
  if (o->outdir != NULL && *o->outdir == '\0')
    return usage (error, "-o needs the name of a folder");
  for (guint i = 0; bulk && i < n; i++)
    if (g_str_equal (o->paths[i], "-"))
      return usage (error, "- (standard input) is one report: gouji convert - > report.json");
  return TRUE;
}

static gboolean
take (const RawOptions *raw, GjOptions *o, GError **error)
{
  /* In the order of GjOcrMode and GjProgressMode. */
  static const char *const ocr_modes[] = { "auto", "always", "never", NULL };
  static const char *const progress_modes[] = { "auto", "json", "none", NULL };
  int ocr = 0, progress = 0;

  if (!parse_word ("--ocr", raw->ocr, ocr_modes, &ocr, error) ||
      !parse_word ("--progress", raw->progress, progress_modes, &progress, error) ||
      !parse_pages (raw->pages, &o->convert.first_page, &o->convert.last_page, error))
    return FALSE;
  o->convert.ocr = (GjOcrMode) ocr;
  o->progress = (GjProgressMode) progress;
  if (!parse_number ("-j", raw->jobs, 1, GJ_MAX_JOBS, &o->jobs, error) ||
      !parse_number ("--timeout", raw->timeout, 0, 7 * 86400, &o->timeout, error) ||
      !parse_number ("--memory", raw->memory, 64, 1024 * 1024, &o->memory, error) ||
      !parse_number ("--max-pages", raw->max_pages, 1, 100000, &o->convert.max_pages, error) ||
      !parse_number ("--sample", raw->sample, 0, G_MAXINT, &o->sample, error))
    return FALSE;
  return check_combinations (o, error);
}

static gboolean
set_int (const char *name, const char *text, int *value, GError **error)
{
  gint64 n;
  if (!g_ascii_string_to_signed (text, 10, G_MININT, G_MAXINT, &n, NULL))
    return usage (error, "%s %s: not a number", name, text);
  *value = (int) n;
  return TRUE;
}

static void
set_text (char **field, const char *text)
{
  g_free (*field);
  *field = g_strdup (text);
}

/* One option that getopt found. */
static gboolean
set_option (int which, const char *value, RawOptions *raw, GjOptions *o, GError **error)
{
  switch (which) {
  case 'h':
    raw->help = TRUE;
    break;
  case 'q':
    o->quiet = TRUE;
    break;
  case 'o':
    set_text (&o->outdir, value);
    break;
  case 'j':
    return set_int ("-j", value, &raw->jobs, error);
  case OPT_OCR:
    set_text (&raw->ocr, value);
    break;
  case OPT_TIMEOUT:
    return set_int ("--timeout", value, &raw->timeout, error);
  case OPT_MEMORY:
    return set_int ("--memory", value, &raw->memory, error);
  case OPT_MAX_PAGES:
    return set_int ("--max-pages", value, &raw->max_pages, error);
  case OPT_PAGES:
    set_text (&raw->pages, value);
    break;
  case OPT_PRETTY:
    o->convert.pretty = TRUE;
    break;
  case OPT_PROVENANCE:
    o->convert.provenance = TRUE;
    break;
  case OPT_STRICT:
    o->strict = TRUE;
    break;
  case OPT_PROGRESS:
    set_text (&raw->progress, value);
    break;
  case OPT_JSONL:
    o->jsonl = TRUE;
    break;
  case OPT_FORCE:
    o->force = TRUE;
    break;
  case OPT_REHASH:
    o->rehash = TRUE;
    break;
  case OPT_DRY_RUN:
    o->dry_run = TRUE;
    break;
  case OPT_SAMPLE:
    return set_int ("--sample", value, &raw->sample, error);
  case OPT_FILES_FROM:
    set_text (&o->files_from, value);
    break;
  case OPT_SIDECAR:
    set_text (&o->sidecar, value);
    break;
  default:
    g_assert_not_reached ();
  }
  return TRUE;
}

/* What getopt could not make sense of: @word is the argument, @letter the short option or 0. */
static gboolean
bad_option (int kind, const char *word, int letter, GError **error)
{
  g_autofree char *name =
      letter > 0 && letter < 128 && !g_str_has_prefix (word, "--") ? g_strdup_printf ("-%c", letter) : g_strdup (word);
  if (kind == ':')
    return usage (error, "option %s needs a value", name);
  if (strchr (name, '=') != NULL)
    return usage (error, "option %s: unknown, or takes no value", name);
  return usage (error, "unknown or ambiguous option %s", name);
}

gboolean
gj_options_parse (int argc, char **argv, GjOptions *out, gboolean *help, GError **error)
{
  g_auto (RawOptions) raw = { .jobs = (int) MIN (g_get_num_processors (), GJ_MAX_JOBS),
                              .timeout = GJ_DEFAULT_TIMEOUT,
                              .memory = GJ_DEFAULT_MEMORY,
                              .max_pages = GJ_DEFAULT_MAX_PAGES };
  g_auto (GjOptions) o = { 0 };
  int which;

  opterr = 0;
  optind = 0;
  while ((which = getopt_long (argc, argv, ":ho:j:q", long_options, NULL)) != -1) {
    if (which == '?' || which == ':')
      return bad_option (which, argv[optind - 1], optopt, error);
    if (!set_option (which, optarg, &raw, &o, error))
      return FALSE;
  }
  *help = raw.help;
  if (raw.help)
    return TRUE;
  o.paths = g_strdupv (argv + optind);
  if (!take (&raw, &o, error))
    return FALSE;
  *out = o;
  memset (&o, 0, sizeof o);
  return TRUE;
}

void
gj_options_clear (GjOptions *o)
{
  g_strfreev (o->paths);
  g_free (o->outdir);
  g_free (o->files_from);
  g_free (o->sidecar);
  memset (o, 0, sizeof *o);
}
