/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-contradiction.h"

#include <string.h>

#include "page/gj-char.h"

guint
gj_report_failed_checks (const GjReport *report)
{
  guint passed, failed, skipped;
  gj_report_count_checks (report, &passed, &failed, &skipped);
  return failed;
}

static gboolean
is_garbled (const GjCell *c)
{
  return c->found && (c->flags & GJ_FLAG_UNREAD) && c->source == GJ_SOURCE_TEXT_LAYER && c->raw != NULL &&
         gj_char_digit (g_utf8_get_char (c->raw)) >= 0;
}

/* A year no report is of, so that the digits of the text layer cannot be those that are printed, weighs as much as a lying layer's
 * failing relations do at least. */
#define IMPOSSIBLE_YEAR 4

/* Whether four digits before 年 in @text are no year of our time. */
static gboolean
has_impossible_year (const char *text)
{
  int year = 0;
  guint n = 0;
  for (const char *p = text; p != NULL && *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar ch = g_utf8_get_char (p);
    int digit = gj_char_digit (ch);
    if (digit < 0) {
      if (ch == 0x5E74 && n == 4 && (year < 1900 || year > 2100))
        return TRUE;
      year = 0;
      n = 0;
    } else if (n++ < 4)
      year = 10 * year + digit;
  }
  return FALSE;
}

gboolean
gj_report_year_is_impossible (const GjReport *report)
{
  gboolean impossible = has_impossible_year (report->title);
  for (guint i = 0; i < report->preamble->len && !impossible; i++)
    impossible = has_impossible_year (report->preamble->pdata[i]);
  return impossible;
}

guint
gj_report_contradictions (const GjReport *report)
{
  guint n = gj_report_failed_checks (report) + (gj_report_year_is_impossible (report) ? IMPOSSIBLE_YEAR : 0);
  for (guint i = 0; i < report->form->slots->len; i++)
    n += is_garbled (&report->cells[i]);
  return n;
}

static gboolean
check_holds (const GjReport *report, const char *id)
{
  for (guint i = 0; i < report->checks->len; i++) {
    const GjCheck *c = &g_array_index (report->checks, GjCheck, i);
    if (strcmp (c->id, id) == 0)
      return c->state == 1;
  }
  return FALSE;
}

/* Whether @value is what @raw says without its signs: the picture's readers may have passed over a stroke that the text layer types over it. */
static gboolean
passes_over_signs (const char *raw, const char *value)
{
  for (; *raw != '\0'; raw = g_utf8_next_char (raw)) {
    int digit = gj_char_digit (g_utf8_get_char (raw));
    if (digit < 0)
      continue;
    if (*value++ != '0' + digit)
      return FALSE;
  }
  return *value == '\0';
}

/* Whether @a, a figure that is one but for something odd about it (the mark of a note beside it, a stroke through digits), may
 * be read the same way in the picture, where such things are easily missed. Where other digits hid in the text layer the
 * picture shows fewer. */
static gboolean
stays_odd (const GjCell *a, const GjCell *b)
{
  GjNumber number;
  if (!b->has_value)
    return FALSE;
  return passes_over_signs (a->raw, b->value.text) ||
         (gj_number_parse (a->raw, NULL, &number) == GJ_NUMBER_OK && strlen (b->value.text) >= strlen (number.text));
}

/* How many contradictions of @first are none in @second. */
static guint
count_settled (const GjReport *first, const GjReport *second)
{
  guint n = 0;
  for (guint i = 0; i < first->checks->len; i++) {
    const GjCheck *c = &g_array_index (first->checks, GjCheck, i);
    n += c->state == 0 && check_holds (second, c->id);
  }
  for (guint i = 0; first->form == second->form && i < first->form->slots->len; i++)
    n +=
        is_garbled (&first->cells[i]) && second->cells[i].has_value && !stays_odd (&first->cells[i], &second->cells[i]);
  return n + (gj_report_year_is_impossible (first) && !gj_report_year_is_impossible (second) ? IMPOSSIBLE_YEAR : 0);
}

void
gj_report_doubt_unsettled (GjReport *second, const GjReport *first)
{
  for (guint i = 0; first->form == second->form && i < first->form->slots->len; i++)
    if (is_garbled (&first->cells[i]) && stays_odd (&first->cells[i], &second->cells[i]))
      second->cells[i].flags |= GJ_FLAG_DOUBTFUL;
}

gboolean
gj_report_settles (const GjReport *second, const GjReport *first)
{
  guint n = gj_report_contradictions (first);
  return gj_report_contradictions (second) * 2 < n && count_settled (first, second) * 2 >= n;
}
