/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-crowd.h"

#include "ocr/gj-ocr-bare.h"
#include "ocr/gj-ocr-erase.h"
#include "ocr/gj-ocr-runs.h"

#define APART 2    /* heights of a figure: another one so far beside it in a cell is none of its parts */
#define STACKED 3  /* figures below each other in a cell: two may be one that wraps */
#define EDGE 0.04  /* inches: what is nearer to a cell's side may be left of its rule */
#define BESIDE 2.5 /* inches: so far right of a grid figures are those of its rows */
#define FEWEST 8   /* figures in such places */
#define ENOUGH 9   /* columns: a table with so many has lost none */
#define PART 0.3   /* of the figures that have a cell of their own: so many of them say that the grid is none */
/* The same in a gray picture, where faint rules are seen: what is not found of them looks like digits. */
#define FEWEST_GRAY 30
#define PART_GRAY 2

/* Whether the middle of @r is in @box. */
static gboolean
is_within (const GjOcrRect *box, const GjOcrRect *r)
{
  int x = (r->x0 + r->x1) / 2, y = (r->y0 + r->y1) / 2;
  return x >= box->x0 && x < box->x1 && y >= box->y0 && y < box->y1;
}

/* Where the first column ends: labels stand there, of whose thin strokes some look like figures. */
static int
labels_end (const GjOcrGrid *grid)
{
  int end = grid->box.x1;
  for (guint i = 0; i < grid->cells->len; i++) {
    const GjOcrCell *cell = &g_array_index (grid->cells, GjOcrCell, i);
    end = cell->col == 0 ? MIN (end, cell->box.x1) : end;
  }
  return end < grid->box.x1 ? end : grid->box.x0;
}

/* How many of the figures at @places right of @labels are in @cell, @edge away from its sides, if there are more than one figure has parts;
 * else 0. *@own is counted up if there is one. */
static guint
count_crowd (const GjOcrCell *cell, const GArray *places, int labels, int edge, guint *own)
{
  const GjOcrRect *first = NULL;
  guint n = 0, stacked = 0;
  gboolean apart = FALSE;
  for (guint i = 0; i < places->len; i++) {
    const GjOcrRect *r = &g_array_index (places, GjOcrRect, i);
    if (!is_within (&cell->box, r) || r->x0 < labels || r->x0 < cell->box.x0 + edge || r->x1 > cell->box.x1 - edge ||
        r->y1 < cell->box.y0 + edge || r->y0 > cell->box.y1 - edge)
      continue;
    n++;
    if (first == NULL)
      first = r;
    int away = MAX (r->x0 - first->x1, first->x0 - r->x1);
    apart = apart || away > APART * gj_ocr_rect_height (first);
    stacked += away <= 0;
  }
  gboolean crowd = apart || stacked >= STACKED;
  *own += n > 0 && !crowd;
  return crowd ? n : 0;
}

/* How many figures stand right of @grid, beside its rows, and in no other of @grids. */
static guint
count_beside (const GjOcrGrid *grid, const GPtrArray *grids, const GArray *places, double dpi)
{
  GjOcrRect room = { grid->box.x1, grid->box.y0, grid->box.x1 + (int) (BESIDE * dpi), grid->box.y1 };
  guint n = 0;
  for (guint i = 0; i < places->len; i++) {
    const GjOcrRect *r = &g_array_index (places, GjOcrRect, i);
    gboolean free = is_within (&room, r);
    for (guint k = 0; k < grids->len && free; k++)
      free = !is_within (&((const GjOcrGrid *) grids->pdata[k])->box, r);
    n += free;
  }
  return n;
}

/* Whether a column may be missing in one of @grids. */
static gboolean
may_be_crowded (const GPtrArray *grids)
{
  for (guint i = 0; i < grids->len; i++)
    if (((const GjOcrGrid *) grids->pdata[i])->n_cols < ENOUGH)
      return TRUE;
  return FALSE;
}

static gboolean
is_crowded (const GjOcrGrid *grid, const GPtrArray *grids, const GArray *places, double dpi, gboolean clean)
{
  int labels = labels_end (grid);
  guint own = 0, crowd = count_beside (grid, grids, places, dpi);
  for (guint i = 0; i < grid->cells->len; i++)
    crowd += count_crowd (&g_array_index (grid->cells, GjOcrCell, i), places, labels, (int) (dpi * EDGE), &own);
  return grid->n_cols < ENOUGH && crowd >= (clean ? FEWEST : FEWEST_GRAY) && crowd >= (clean ? PART : PART_GRAY) * own;
}

void
gj_ocr_crowd_drop (GjOcrPicture *picture, GPtrArray *grids)
{
  if (!may_be_crowded (grids))
    return;
  gboolean clean = gj_ocr_runs_clean (picture);
  g_autoptr (GArray) places = gj_ocr_bare_places (picture);
  g_autoptr (GPtrArray) crowded = g_ptr_array_new ();
  for (guint i = 0; i < grids->len; i++)
    if (is_crowded (grids->pdata[i], grids, places, picture->dpi, clean))
      g_ptr_array_add (crowded, grids->pdata[i]);
  for (guint i = 0; i < crowded->len; i++) {
    const GjOcrGrid *grid = crowded->pdata[i];
    gj_ocr_erase_grid (picture, grid->across, grid->upright);
    g_ptr_array_remove (grids, crowded->pdata[i]);
  }
}
