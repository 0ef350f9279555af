/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-adopt.h"

#include "ocr/gj-ocr-columns.h"
#include "ocr/gj-ocr-meet.h"
#include "ocr/gj-ocr-print.h"

#define ROW_LEFT 0.25    /* part of a table's width of which pieces of a rule are left */
#define COLUMN_LEFT 0.65 /* the same of a row's height */
#define LEAST_ROW 0.14   /* inches: no row is lower */
#define END_LEFT 0.5     /* part of a table's width that is left of its last rule where nothing of its sides is */
#define END_SPAN 0.7     /* from the first of these pieces to the last */
#define END_HIGH 1.4     /* times the usual row: a last row is no higher */
#define LEAST_CELL 0.2   /* inches: nor a cell of table 二 narrower */

/* How much of [@x0, @x1) the pieces of rules across at @y hold. */
static int
length_at (const GArray *pieces, int y, int near, int x0, int x1)
{
  int length = 0;
  for (guint i = 0; i < pieces->len; i++) {
    const GjOcrRule *r = &g_array_index (pieces, GjOcrRule, i);
    if (ABS (r->pos - y) <= near)
      length += MAX (MIN (r->to, x1) - MAX (r->from, x0), 0);
  }
  return length;
}

/* Whether @y is so far from all of @lines. */
static gboolean
is_apart (const GjOcrLines *lines, int y, int least)
{
  for (guint i = 0; i < lines->n; i++)
    if (ABS (lines->at[i] - y) < least)
      return FALSE;
  return TRUE;
}

static gboolean
is_within (const GjOcrLines *lines, int y)
{
  return lines->n > 1 && y > lines->at[0] && y < lines->at[lines->n - 1];
}

/* The height that half of the rows do not exceed; @ys: two at least. */
static int
usual_height (const GjOcrLines *ys)
{
  g_autoptr (GArray) heights = g_array_new (FALSE, FALSE, sizeof (int));
  for (guint i = 0; i + 1 < ys->n; i++) {
    int height = ys->at[i + 1] - ys->at[i];
    g_array_append_val (heights, height);
  }
  return gj_ocr_median (heights);
}

/* Whether upright rules are numbered @table: pieces of one across may have a number, too. */
static gboolean
has_uprights (const GjOcrRules *rules, int table)
{
  for (guint i = 0; i < rules->v->len; i++)
    if (g_array_index (rules->v, GjOcrRule, i).table == table)
      return TRUE;
  return FALSE;
}

/* Whether a rule of another table than @table lies between @from and @to, or near these. */
static gboolean
is_other_near (const GjOcrRules *rules, int table, int from, int to)
{
  int near = (int) (rules->dpi * LEAST_ROW);
  for (guint i = 0; i < rules->h->len; i++) {
    const GjOcrRule *r = &g_array_index (rules->h, GjOcrRule, i);
    if (r->table != table && r->pos > MIN (from, to) - near && r->pos < MAX (from, to) + near &&
        has_uprights (rules, r->table))
      return TRUE;
  }
  return FALSE;
}

/* Whether pieces of rules across at @y, outside @table, are the rule of one more row: they hold much of its width, and nothing of them is
 * beside it; no other table is near. */
static gboolean
is_end (const GjOcrRules *rules, int table, const GjOcrLines *xs, const GjOcrLines *ys, int y)
{
  int near = gj_ocr_rules_slack (rules->dpi), x0 = xs->at[0], x1 = xs->at[xs->n - 1], first = x1, last = x0;
  int end = y < ys->at[0] ? ys->at[0] : ys->at[ys->n - 1];
  if (ys->n < 3 || ABS (y - end) > END_HIGH * usual_height (ys) || is_other_near (rules, table, y, end))
    return FALSE;
  for (guint i = 0; i < rules->pieces[0]->len; i++) {
    const GjOcrRule *r = &g_array_index (rules->pieces[0], GjOcrRule, i);
    if (ABS (r->pos - y) > near)
      continue;
    if (r->from < x0 - 2 * near || r->to > x1 + 2 * near)
      return FALSE;
    first = MIN (first, r->from);
    last = MAX (last, r->to);
  }
  return last - first >= END_SPAN * (x1 - x0) && length_at (rules->pieces[0], y, near, x0, x1) >= END_LEFT * (x1 - x0);
}

/* Adds the rows between the outermost of @ys, or beside these. */
static void
adopt_rows (const GjOcrRules *rules, int table, const GjOcrLines *xs, GjOcrLines *ys, gboolean ends)
{
  const GArray *pieces = rules->pieces[0];
  int x0 = xs->at[0], x1 = xs->at[xs->n - 1], least = (int) (rules->dpi * LEAST_ROW);
  for (guint i = 0; pieces != NULL && i < pieces->len; i++) {
    const GjOcrRule *r = &g_array_index (pieces, GjOcrRule, i);
    if (r->from < x0 - least || r->to > x1 + least || !is_apart (ys, r->pos, least) || is_within (ys, r->pos) == ends ||
        (ends && !is_end (rules, table, xs, ys, r->pos)))
      continue;
    int length = length_at (pieces, r->pos, gj_ocr_rules_slack (rules->dpi), x0, x1);
    if (length >= ROW_LEFT * (x1 - x0))
      gj_ocr_lines_insert (ys, r->pos, length, least);
  }
}

void
gj_ocr_rows_adopt (const GjOcrRules *rules, const GjOcrLines *xs, GjOcrLines *ys)
{
  adopt_rows (rules, -1, xs, ys, FALSE);
}

void
gj_ocr_ends_adopt (const GjOcrRules *rules, int table, const GjOcrLines *xs, GjOcrLines *ys)
{
  adopt_rows (rules, table, xs, ys, TRUE);
}

/* The stroke in row [@y0, @y1) right of @x, before @end, that is what is left of a rule: its middle, or −1. */
static int
next_stroke (const GjOcrRules *rules, int x, int end, int y0, int y1)
{
  for (; x < end; x++) {
    int from = x;
    while (x < end && gj_ocr_rules_cover (rules, FALSE, x, y0, y1) >= COLUMN_LEFT)
      x++;
    int middle = (from + x) / 2;
    if (x > from && gj_ocr_is_rest_of_column (rules, middle, y0, y1) &&
        !gj_ocr_print_crosses (rules, FALSE, middle, y0, y1))
      return middle;
  }
  return -1;
}

/* Looks for columns in row [@y0, @y1), between two of @lines. */
static void
adopt_columns (const GjOcrRules *rules, const GjOcrLines *lines, int y0, int y1, GjOcrLines *xs)
{
  int least = (int) (rules->dpi * LEAST_CELL);
  for (guint c = 0; c + 1 < lines->n; c++) {
    int left = lines->at[c], right = lines->at[c + 1], x;
    for (int from = left + least; (x = next_stroke (rules, from, right - least, y0, y1)) >= 0; from = x + least) {
      GjOcrRect before = { left, y0, x, y1 }, behind = { x, y0, right, y1 };
      if (!gj_ocr_print_is_in (rules, &before) || !gj_ocr_print_is_in (rules, &behind))
        continue;
      gj_ocr_lines_insert (xs, x, y1 - y0, least);
      left = x;
    }
  }
}

void
gj_ocr_columns_adopt (const GjOcrRules *rules, GjOcrLines *xs, const GjOcrLines *ys)
{
  const GjOcrLines before = *xs;
  for (guint r = 0; r + 1 < ys->n; r++)
    adopt_columns (rules, &before, ys->at[r], ys->at[r + 1], xs);
}
