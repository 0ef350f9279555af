/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-han-numeral.h"

#include "page/gj-char.h"

#include <string.h>

#define MAX_DIGITS 12
#define FIGURES_ALONE 5 /* cells of a row without words */

/* The index of @ch in @all, or −1. */
static int
index_in (const gunichar *all, guint n, gunichar ch)
{
  for (guint i = 0; i < n; i++)
    if (all[i] == ch)
      return (int) i;
  return -1;
}

/* 0–9 of a Chinese digit, else −1. */
static int
digit_of (gunichar ch)
{
  static const gunichar digits[] = U"〇零一壹二贰三叁四肆五伍六陆七柒八捌九玖"; /* two of each */
  int at = index_in (digits, G_N_ELEMENTS (digits) - 1, ch);
  return at < 0 ? -1 : at / 2;
}

/* 10, 100, 1000, 10000 of a Chinese unit, else 0. */
static int
unit_of (gunichar ch)
{
  static const gunichar units[] = U"十拾百佰千仟万";
  static const int values[] = { 10, 10, 100, 100, 1000, 1000, 10000 };
  int at = index_in (units, G_N_ELEMENTS (units) - 1, ch);
  return at < 0 ? 0 : values[at];
}

/* Digits in their places, as in years: 二〇二四. Two or three without a zero may be an enumeration (二三). */
static gint64
parse_places (const gunichar *ch, guint n)
{
  gint64 v = 0;
  gboolean zero = FALSE;
  for (guint i = 0; i < n; i++) {
    int d = digit_of (ch[i]);
    if (d < 0 || (d == 0 && i == 0 && n > 1))
      return -1;
    zero |= d == 0;
    v = v * 10 + d;
  }
  return n == 1 || zero ? v : -1;
}

gint64
gj_han_numeral_parse (const char *text)
{
  gunichar ch[MAX_DIGITS];
  guint n = 0;
  gboolean units = FALSE;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = gj_char_simplify (gj_char_at (p));
    if (gj_char_is_space (c))
      continue;
    if (n == MAX_DIGITS || (digit_of (c) < 0 && unit_of (c) == 0))
      return -1;
    units |= unit_of (c) > 0;
    ch[n++] = c;
  }
  if (n == 0 || !units)
    return n == 0 ? -1 : parse_places (ch, n);
  gint64 all = 0, section = 0;
  int digit = -1, last = 0; /* last: the unit before, 0 at the start of a section */
  gboolean zero = FALSE;    /* 零 stood right before */
  for (guint i = 0; i < n; i++) {
    int d = digit_of (ch[i]), u = unit_of (ch[i]);
    if (d > 0) {
      if (digit >= 0)
        return -1;
      digit = d;
    } else if (d == 0) {
      if (digit >= 0 || zero || i == 0)
        return -1;
      zero = TRUE;
    } else if (u == 10000) {
      if (all > 0 || section + MAX (digit, 0) == 0)
        return -1;
      all = (section + MAX (digit, 0)) * u;
      section = 0;
      digit = -1;
      last = u;
      zero = FALSE;
    } else {
      if ((last > 0 && u >= last) || (digit < 0 && (u != 10 || i > 0)))
        return -1;
      section += MAX (digit, 1) * u;
      digit = -1;
      last = u;
      zero = FALSE;
    }
  }
  if (zero && digit < 0)
    return -1;
  if (digit >= 0 && last > 10 && !zero) /* 一百三 is said for 130 */
    return -1;
  return all + section + MAX (digit, 0);
}

/* Whether @cell holds words, and not a figure. */
static gboolean
has_words (const GjGridCell *cell)
{
  guint n = 0;
  if (gj_han_numeral_parse (cell->text) >= 0)
    return FALSE;
  for (const char *p = cell->text; *p != '\0'; p = g_utf8_next_char (p))
    n += gj_char_is_ideograph (gj_char_at (p));
  return n >= 2;
}

/* Calls for each cell of @grid that is a figure in Chinese numerals; returns how many are more than 一. */
static guint
each_numeral (GjGrid *grid, gboolean replace)
{
  guint sure = 0;
  for (guint i = 0; i < grid->cells->len;) {
    guint end = i, alone = 0;
    gboolean words = FALSE, any_words = FALSE;
    for (; end < grid->cells->len; end++) {
      const GjGridCell *cell = &g_array_index (grid->cells, GjGridCell, end);
      if (cell->row != g_array_index (grid->cells, GjGridCell, i).row)
        break;
      any_words |= cell->text != NULL && has_words (cell);
      alone++;
    }
    for (; i < end; i++) {
      GjGridCell *cell = &g_array_index (grid->cells, GjGridCell, i);
      if (cell->text == NULL)
        continue;
      words |= has_words (cell);
      gint64 v = words || (!any_words && alone >= FIGURES_ALONE) ? gj_han_numeral_parse (cell->text) : -1;
      sure += v >= 0 && v != 1;
      if (v >= 0 && replace) {
        cell->printed = cell->text;
        cell->text = g_strdup_printf ("%" G_GINT64_FORMAT, v);
      }
    }
  }
  return sure;
}

void
gj_han_numerals_read (GjGrid *grid)
{
  if (each_numeral (grid, FALSE) > 0)
    each_numeral (grid, TRUE);
}
