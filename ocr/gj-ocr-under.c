/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-under.h"

#include "ocr/gj-ocr-ink.h"
#include "ocr/gj-ocr-judge.h"

#include <stdlib.h>

#define LEAST_COLUMNS 12 /* table 四 has 15; table 三, whose labels stand beside figures too, has no more than 10 */
#define LIKELY 0.6       /* probability of a digit */
#define LEVEL 0.05       /* inches: figures of one row stand so far from each other in height, at most */
#define WHITE 0.02       /* inches: least room for a rule between labels and figures */

typedef enum {
  OTHER,  /* more than one row of figures, or nothing to be sure of */
  LABEL,  /* no figure */
  FIGURE, /* nothing else */
  BOTH    /* a label, a figure below it */
} Content;

/* A cell at the foot of a table. */
typedef struct {
  GjOcrCell *cell;
  Content content;
  int label_end; /* where the label's lowest line ends; G_MININT if there is none */
  GjOcrRect figure;
} Foot;

static gboolean
is_dashes (const GjOcrInkLine *line)
{
  for (guint i = 0; i < line->n_glyphs; i++)
    if (line->mark[i] != '-')
      return FALSE;
  return line->n_glyphs > 0;
}

static gboolean
is_figure (const GjOcrPicture *picture, const GjOcrInkLine *line)
{
  g_autofree GjOcrInk *alone = g_new0 (GjOcrInk, 1);
  alone->box = line->extent;
  alone->n_lines = 1;
  alone->line[0] = *line;
  return gj_ocr_judge (picture, alone) >= LIKELY;
}

static void
look_at (const GjOcrPicture *picture, Foot *foot)
{
  g_autofree GjOcrInk *ink = gj_ocr_ink_find (picture, &foot->cell->box, GJ_OCR_INK_LEVEL);
  guint n = ink->n_lines, last = n - 1;

  foot->content = LABEL;
  foot->label_end = G_MININT;
  if (n == 0)
    return;
  gboolean figure = is_figure (picture, &ink->line[last]) || is_dashes (&ink->line[last]);
  for (guint i = 0; i < n - figure; i++) {
    if (is_dashes (&ink->line[i])) /* of the rule */
      continue;
    if (figure && is_figure (picture, &ink->line[i])) {
      foot->content = OTHER;
      return;
    }
    foot->label_end = MAX (foot->label_end, ink->line[i].extent.y1);
  }
  foot->figure = ink->line[last].box;
  if (figure)
    foot->content = foot->label_end == G_MININT ? FIGURE : BOTH;
}

static gint
compare_int (const void *a, const void *b)
{
  return *(const int *) a - *(const int *) b;
}

/* Whether all figures stand in one row. */
static gboolean
are_level (const GjOcrPicture *picture, const GArray *feet)
{
  g_autofree int *middle = g_new (int, feet->len);
  guint n = 0;
  for (guint i = 0; i < feet->len; i++) {
    const Foot *f = &g_array_index (feet, Foot, i);
    if (f->content == FIGURE || f->content == BOTH)
      middle[n++] = (f->figure.y0 + f->figure.y1) / 2;
  }
  qsort (middle, n, sizeof *middle, compare_int);
  return n > 0 && middle[n - 1] - middle[0] <= picture->dpi * LEVEL;
}

/* Where the rule between labels and figures is, and the row that begins at it: below a table's rows where no cell shows it.
 * Returns: whether there is one that all figures keep below and all labels above. */
static gboolean
find_rule (const GjOcrPicture *picture, const GjOcrGrid *grid, const GArray *feet, int *y, guint *row)
{
  int low = G_MININT, high = G_MAXINT;
  guint both = 0;

  *row = grid->n_rows;
  for (guint i = 0; i < feet->len; i++) {
    const Foot *f = &g_array_index (feet, Foot, i);
    if (f->content == OTHER)
      return FALSE;
    if (f->content == FIGURE) {
      if (*row < grid->n_rows && f->cell->row != *row)
        return FALSE;
      *row = f->cell->row;
      *y = f->cell->box.y0;
    }
    if (f->content == BOTH) {
      low = MAX (low, f->label_end);
      high = MIN (high, f->figure.y0);
      both++;
    }
  }
  if (both == 0 || high - low < picture->dpi * WHITE || !are_level (picture, feet))
    return FALSE;
  if (*row < grid->n_rows)
    return *y >= low && *y <= high;
  *y = (low + high) / 2;
  return 2 * both >= feet->len;
}

static gint
by_place (gconstpointer a, gconstpointer b)
{
  const GjOcrCell *p = a, *q = b;
  return p->row != q->row ? (int) p->row - (int) q->row : (int) p->col - (int) q->col;
}

static void
part_cells (GjOcrGrid *grid, const GArray *feet, int y, guint row)
{
  g_autoptr (GArray) lower = g_array_new (FALSE, FALSE, sizeof (GjOcrCell));
  gboolean is_new = row == grid->n_rows;

  for (guint i = 0; i < feet->len; i++) {
    const Foot *f = &g_array_index (feet, Foot, i);
    if (f->cell->row >= row || f->label_end > y)
      continue;
    guint end = f->cell->row + f->cell->row_span;
    GjOcrCell c = { .box = f->cell->box, .row = row, .col = f->cell->col, .col_span = f->cell->col_span };
    c.row_span = is_new ? 1 : end - row;
    c.supposed = f->cell->supposed || f->content != BOTH;
    c.box.y0 = f->cell->box.y1 = y;
    f->cell->row_span = row - f->cell->row;
    g_array_append_val (lower, c);
  }
  if (is_new)
    grid->n_rows++;
  g_array_append_vals (grid->cells, lower->data, lower->len);
  g_array_sort (grid->cells, by_place);
}

static void
part_grid (const GjOcrPicture *picture, GjOcrGrid *grid)
{
  g_autoptr (GArray) feet = g_array_new (FALSE, TRUE, sizeof (Foot));
  int y = 0;
  guint row = 0;

  if (grid->n_cols < LEAST_COLUMNS)
    return;
  for (guint i = 0; i < grid->cells->len; i++) {
    GjOcrCell *cell = &g_array_index (grid->cells, GjOcrCell, i);
    Foot f = { .cell = cell };
    if (cell->row + cell->row_span < grid->n_rows)
      continue;
    look_at (picture, &f);
    g_array_append_val (feet, f);
  }
  if (feet->len >= LEAST_COLUMNS && find_rule (picture, grid, feet, &y, &row))
    part_cells (grid, feet, y, row);
}

void
gj_ocr_under_part (const GjOcrPicture *picture, GPtrArray *grids)
{
  for (guint i = 0; i < grids->len; i++)
    part_grid (picture, g_ptr_array_index (grids, i));
}
