/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-pale.h"

#define BROAD 0.03   /* inches: a pale line at most */
#define SIDE 0.02    /* beside it the rules are there */
#define BEND 0.012   /* by which a rule may stand off its row */
#define LEAST 4u     /* rules that it breaks */
#define NEARLY_ALL 5 /* of so many that it meets it breaks all but one */
#define MOST 4u      /* lines on a page: more are the gaps of dashed rules */

/* The darkest pixel of column @x near row @y. */
static int
darkest_at (PIX *gray, int x, int y, int bend)
{
  int dark = 255;
  if (x < 0 || x >= pixGetWidth (gray))
    return dark;
  for (int v = MAX (y - bend, 0); v <= MIN (y + bend, pixGetHeight (gray) - 1); v++)
    dark = MIN (dark, gj_ocr_pixel (gray, x, v));
  return dark;
}

/* The heights at which rules run across @grid: where its cells end. */
static GArray *
rules_of (const GjOcrGrid *grid)
{
  GArray *rules = g_array_new (FALSE, FALSE, sizeof (int));
  for (guint i = 0; i < grid->cells->len; i++) {
    const GjOcrCell *cell = &g_array_index (grid->cells, GjOcrCell, i);
    gboolean known = FALSE;
    for (guint k = 0; k < rules->len; k++)
      known |= ABS (g_array_index (rules, int, k) - cell->box.y1) <= 3;
    if (!known)
      g_array_append_val (rules, cell->box.y1);
  }
  return rules;
}

/* Whether column @x breaks nearly all rules that are there at both sides of it. */
static gboolean
is_pale (const GjOcrPicture *picture, const GArray *rules, int x)
{
  int side = (int) (picture->dpi * (BROAD / 2 + SIDE)), bend = MAX ((int) (picture->dpi * BEND), 1);
  int ink = picture->paper - picture->contrast / 2, paper = picture->paper - picture->contrast / 3;
  guint met = 0, broken = 0;
  for (guint i = 0; i < rules->len; i++) {
    int y = g_array_index (rules, int, i);
    if (darkest_at (picture->gray, x - side, y, bend) > ink || darkest_at (picture->gray, x + side, y, bend) > ink)
      continue;
    met++;
    broken += darkest_at (picture->gray, x, y, bend) > paper;
  }
  return broken >= LEAST && (met - broken) * NEARLY_ALL <= met;
}

/* Whether the pale columns [@from, @to) may have taken something from @cell. */
static gboolean
is_touched (const GjOcrCell *cell, int from, int to)
{
  const GjOcrRect *r = cell->kind == GJ_OCR_CELL_EMPTY ? &cell->box : &cell->ink;
  return cell->kind != GJ_OCR_CELL_LABEL && r->x0 <= to + 1 && r->x1 >= from - 1;
}

void
gj_ocr_pale_doubt (const GjOcrPicture *picture, GjOcrGrid *grid)
{
  g_autoptr (GArray) rules = rules_of (grid), lines = g_array_new (FALSE, FALSE, sizeof (int));
  int end = grid->box.x1 - (int) (picture->dpi * SIDE);
  for (int x = grid->box.x0 + (int) (picture->dpi * SIDE); x < end && rules->len >= LEAST; x++) {
    int from = x;
    while (x < end && is_pale (picture, rules, x))
      x++;
    if (x == from || x - from > picture->dpi * BROAD)
      continue;
    g_array_append_val (lines, from);
    g_array_append_val (lines, x);
  }
  for (guint i = 0; i < lines->len && lines->len <= 2 * MOST; i += 2)
    for (guint k = 0; k < grid->cells->len; k++) {
      GjOcrCell *cell = &g_array_index (grid->cells, GjOcrCell, k);
      if (is_touched (cell, g_array_index (lines, int, i), g_array_index (lines, int, i + 1)))
        cell->reading = MAX (cell->reading, GJ_READING_DOUBTFUL);
    }
}
