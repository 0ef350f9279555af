/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/gj-progress.h"

#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli/gj-text.h"

struct GjProgress {
  GjProgressMode mode; /* AUTO: on a terminal */
  gint64 started, shown;
  gboolean drawn;
};

GjProgress *
gj_progress_new (GjProgressMode mode, gboolean quiet)
{
  GjProgress *p = g_new0 (GjProgress, 1);
  p->mode = mode;
  if (mode == GJ_PROGRESS_AUTO && (quiet || !isatty (STDERR_FILENO)))
    p->mode = GJ_PROGRESS_NONE;
  p->started = g_get_monotonic_time ();
  return p;
}

void
gj_progress_free (GjProgress *p)
{
  if (p == NULL)
    return;
  gj_progress_clear (p);
  g_free (p);
}

void
gj_progress_clear (GjProgress *p)
{
  if (p->drawn)
    fputs ("\r\033[K", stderr);
  p->drawn = FALSE;
}

/* Documents a second of this run, and the seconds that are left at that pace (-1: unknown). */
static double
pace (const GjProgress *p, const GjProgressState *s, double *left)
{
  double seconds = (double) (g_get_monotonic_time () - p->started) / G_USEC_PER_SEC;
  guint fresh = s->done - s->reused;
  double rate = seconds > 0 ? fresh / seconds : 0;
  *left = rate > 0 ? (s->total - s->done) / rate : -1;
  return rate;
}

static void
show_json (const GjProgress *p, const GjProgressState *s, gboolean last)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *slowest = s->slowest != NULL ? gj_display_name (s->slowest) : NULL;
  double left, rate = pace (p, s, &left);

  g_string_append_printf (out,
                          "{\"event\": \"%s\", \"done\": %u, \"total\": %u, \"reused\": %u, \"verified\": %u, "
                          "\"review\": %u, \"incomplete\": %u, \"failed\": %u, \"per_second\": %.2f, ",
                          last ? "end" : "progress", s->done, s->total, s->reused, s->results[0], s->results[1],
                          s->results[2], s->results[3], rate);
  if (left >= 0)
    g_string_append_printf (out, "\"seconds_left\": %.0f, ", left);
  else
    g_string_append (out, "\"seconds_left\": null, ");
  g_string_append (out, "\"slowest\": ");
  gj_json_append (out, slowest);
  g_string_append (out, "}\n");
  fputs (out->str, stderr);
}

static char *
time_text (double seconds)
{
  guint s = (guint) seconds;
  if (seconds < 0)
    return g_strdup ("?");
  if (s >= 3600)
    return g_strdup_printf ("%u:%02u h", s / 3600, s / 60 % 60);
  return g_strdup_printf ("%u:%02u", s / 60, s % 60);
}

static guint
terminal_width (void)
{
  struct winsize size;
  return ioctl (STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 20 ? size.ws_col : 80;
}

/* Cuts @line so that it does not wrap: a character takes one column, an East Asian wide one two. */
static void
cut_to_width (GString *line, guint width)
{
  guint used = 0;
  for (const char *p = line->str; *p != '\0'; p = g_utf8_next_char (p)) {
    used += g_unichar_iswide (g_utf8_get_char (p)) ? 2 : 1;
    if (used >= width) {
      g_string_truncate (line, (gsize) (p - line->str));
      return;
    }
  }
}

static void
show_line (GjProgress *p, const GjProgressState *s)
{
  g_autoptr (GString) line = g_string_new (NULL);
  double left, rate = pace (p, s, &left);
  g_autofree char *remaining = time_text (left);

  g_string_append_printf (line, "%u/%u  %.1f/s  %s left  verified %u  review %u  incomplete %u  failed %u", s->done,
                          s->total, rate, remaining, s->results[0], s->results[1], s->results[2], s->results[3]);
  if (s->slowest != NULL && s->slowest_seconds >= 2) {
    g_autofree char *name = gj_one_line (s->slowest);
    g_string_append_printf (line, "  %.0f s: %s", s->slowest_seconds, name);
  }
  cut_to_width (line, terminal_width ());
  fprintf (stderr, "\r%s\033[K", line->str);
  fflush (stderr);
  p->drawn = TRUE;
}

void
gj_progress_show (GjProgress *p, const GjProgressState *s, gboolean last)
{
  gint64 now = g_get_monotonic_time ();
  gint64 interval = p->mode == GJ_PROGRESS_JSON ? G_USEC_PER_SEC : G_USEC_PER_SEC / 5;

  if (p->mode == GJ_PROGRESS_NONE || (!last && now - p->shown < interval))
    return;
  p->shown = now;
  if (p->mode == GJ_PROGRESS_JSON)
    show_json (p, s, last);
  else if (last)
    gj_progress_clear (p);
  else
    show_line (p, s);
}
