/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-rows.h"
#include "normalize/gj-text-tables.h"
#include "page/gj-char.h"

#include <string.h>

/*
 * Figures whose digits were set apart (1 2 8) are one cell where a tool writes one cell a line. A line of digits between
 * spaces may just as well be a row, so it must be seen first that lines are cells: table 三 has as many of them behind a label as it
 * has columns.
 */

#define MIN_ROWS 3

/* How many digits stand alone between the spaces of @text; 0 if anything else does, but for a sign before the first digit and for
 * commas and points. */
static guint
lone_digits (const char *text)
{
  guint n = 0;
  gboolean alone = TRUE;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar ch = g_utf8_get_char (p);
    gboolean digit = gj_char_digit (ch) >= 0, mark = ch == ',' || ch == '.' || ch == 0xFF0C || ch == 0xFF0E;
    gboolean sign = n == 0 && (ch == '-' || ch == 0x2212 || ch == 0xFF0D || ch == 0x51CF);
    if (gj_char_is_space (ch) || sign || (mark && n > 0)) {
      alone = TRUE;
      continue;
    }
    if (!digit || !alone)
      return 0;
    alone = FALSE;
    n++;
  }
  return n;
}

/* Whether @text is a figure as one cell holds it, its digits together or all apart. */
static gboolean
is_figure (const char *text, gboolean *spaced)
{
  guint n = lone_digits (text);
  *spaced = n > 1;
  return n > 0 || (gj_cell_is_value (text) && strchr (text, ' ') == NULL);
}

gboolean
gj_text_is_cell_a_line (const GjPage *page, guint first, guint end, guint n)
{
  guint run = 0, rows = 0;
  gboolean any = FALSE;
  for (guint i = first; i <= end; i++) {
    const char *text = i < end ? ((GjLine *) page->lines->pdata[i])->text : "";
    gboolean spaced = FALSE;
    if (i < end && is_figure (text, &spaced)) {
      any |= spaced;
      run++;
      continue;
    }
    if (run > n) /* lines are not cells, or labels were lost */
      return FALSE;
    rows += run == n;
    run = 0;
  }
  return any && rows >= MIN_ROWS;
}

void
gj_text_join_digits (GjPage *page, guint first, guint end)
{
  for (guint i = first; i < end; i++) {
    GjLine *line = page->lines->pdata[i];
    if (lone_digits (line->text) < 2)
      continue;
    char *bare = gj_str_strip_spaces (line->text);
    g_free (line->text);
    line->text = bare;
  }
}
