/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-strike.h"

#include "ocr/gj-ocr-erase.h"

#define APART 0.035   /* inches: what is nearer to a border is none */
#define MOST 0.02     /* inches: a rule is no thicker */
#define WALL 0.025    /* inches: a wall, beside which lines may end */
#define COVERED 0.97  /* of the cell's width: no dash fills a cell */
#define LEAST_CELLS 3 /* beside each other */
#define SAME 2        /* pixels by which a line drifts from one cell to the next */

/* Whether row @y of [@x0, @x1) is dark, or the rows beside it are. */
static gboolean
is_line (const GjOcrPicture *picture, int level, int x0, int x1, int y)
{
  int light = 0, most = (int) ((1 - COVERED) * (x1 - x0));
  for (int x = x0; x < x1 && light <= most; x++)
    light += gj_ocr_pixel (picture->gray, x, y) >= level && gj_ocr_pixel (picture->gray, x, y - 1) >= level &&
             gj_ocr_pixel (picture->gray, x, y + 1) >= level;
  return light <= most;
}

/* The middle of the line through @box, −1 if there is none, or more than one. */
static int
line_through (const GjOcrPicture *picture, int level, const GjOcrRect *box)
{
  int apart = (int) (picture->dpi * APART), wall = (int) (picture->dpi * WALL), most = (int) (picture->dpi * MOST) + 2;
  int x0 = MAX (box->x0 + wall, 0), x1 = MIN (box->x1 - wall, pixGetWidth (picture->gray)), found = -1;
  int y0 = MAX (box->y0 + apart, 1), y1 = MIN (box->y1 - apart, pixGetHeight (picture->gray) - 1);
  if (x1 - x0 < 2 * wall)
    return -1;
  for (int y = y0, from; y < y1; y++) {
    for (from = y; y < y1 && is_line (picture, level, x0, x1, y);)
      y++;
    if (y == from)
      continue;
    if (found >= 0 || from == y0 || y == y1 || y - from > most)
      return -1;
    found = (from + y - 1) / 2;
  }
  return found;
}

/* Cells of one row beside each other through which one line runs. */
typedef struct {
  guint first, n;
  GjOcrRule line;
} Strike;

static void
lift (GjOcrPicture *picture, GjOcrGrid *grid, const Strike *strike)
{
  if (strike->n < LEAST_CELLS)
    return;
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (GjOcrRule));
  g_array_append_val (lines, strike->line);
  gj_ocr_erase_across (picture, lines);
  for (guint i = strike->first; i < strike->first + strike->n; i++)
    g_array_index (grid->cells, GjOcrCell, i).supposed = TRUE;
}

void
gj_ocr_strikes_lift (GjOcrPicture *picture, GPtrArray *grids)
{
  int level = gj_ocr_half_level (picture);
  for (guint g = 0; g < grids->len; g++) {
    GjOcrGrid *grid = grids->pdata[g];
    Strike strike = { 0, 0, { 0, 0, 0, -1, 1 } };
    for (guint i = 0; i < grid->cells->len; i++) { /* row by row, from left to right */
      const GjOcrRect *box = &g_array_index (grid->cells, GjOcrCell, i).box;
      int y = line_through (picture, level, box);
      gboolean on = strike.n > 0 && y >= 0 && box->x0 == strike.line.to && ABS (y - strike.line.pos) <= SAME;
      if (on) {
        strike.n++;
        strike.line.to = box->x1;
        continue;
      }
      lift (picture, grid, &strike);
      strike = (Strike){ i, y >= 0, { box->x0, box->x1, y, -1, 1 } };
    }
    lift (picture, grid, &strike);
  }
}
