/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-adopt.h"

#include "ocr/gj-ocr-columns.h"
#include "ocr/gj-ocr-meet.h"
#include "ocr/gj-ocr-print.h"

#define ROW_LEFT 0.25    /* part of a table's width of which pieces of a rule are left */
#define COLUMN_LEFT 0.65 /* the same of a row's height */
#define LEAST_ROW 0.14   /* inches: no row is lower */
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

/* Whether @y is so far from all of @lines, and between the outermost of them. */
static gboolean
is_apart (const GjOcrLines *lines, int y, int least)
{
  for (guint i = 0; i < lines->n; i++)
    if (ABS (lines->at[i] - y) < least)
      return FALSE;
  return lines->n > 1 && y > lines->at[0] && y < lines->at[lines->n - 1];
}

void
gj_ocr_rows_adopt (const GjOcrRules *rules, const GjOcrLines *xs, GjOcrLines *ys)
{
  const GArray *pieces = rules->pieces[0];
  int x0 = xs->at[0], x1 = xs->at[xs->n - 1], least = (int) (rules->dpi * LEAST_ROW);
  for (guint i = 0; pieces != NULL && i < pieces->len; i++) {
    const GjOcrRule *r = &g_array_index (pieces, GjOcrRule, i);
    if (r->from < x0 - least || r->to > x1 + least || !is_apart (ys, r->pos, least))
      continue;
    int length = length_at (pieces, r->pos, gj_ocr_rules_slack (rules->dpi), x0, x1);
    if (length >= ROW_LEFT * (x1 - x0))
      gj_ocr_lines_insert (ys, r->pos, length, least);
  }
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
