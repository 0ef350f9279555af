/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-crumbs.h"

#include "ocr/gj-ocr-grid.h"
#include "ocr/gj-ocr-runs.h"

/* Lengths in inches. */
#define THIN 0.018  /* no stroke of a digit is thinner */
#define DRIFT 0.012 /* from piece to piece */
#define GAP 0.1     /* between two of them */
#define LEAST 1.0   /* of all together */
#define PARTS 0.5   /* of that which the pieces cover at least */
#define FEWEST 6u   /* pieces */
#define UNEVEN 2    /* times the usual height: that of the highest */
#define MAX_PIECES 20000

static gint
by_top (gconstpointer a, gconstpointer b)
{
  return ((const GjOcrRect *) a)->y0 - ((const GjOcrRect *) b)->y0;
}

static gboolean
is_in_grid (const GPtrArray *grids, const GjOcrRect *r)
{
  for (guint i = 0; i < grids->len; i++) {
    const GjOcrRect *g = &((const GjOcrGrid *) grids->pdata[i])->box;
    if (r->x1 > g->x0 && r->x0 < g->x1 && r->y1 > g->y0 && r->y0 < g->y1)
      return TRUE;
  }
  return FALSE;
}

/* Thin pieces of ink outside @grids, from top to bottom. */
static GArray *
find_pieces (const GjOcrPicture *picture, const GPtrArray *grids)
{
  g_autoptr (GjPix) ink = gj_ocr_runs_ink (picture, 1, GJ_OCR_HALF_INK);
  g_autoptr (GjBoxa) boxes = pixConnCompBB (ink, 8);
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (GjOcrRect));
  int thin = MAX ((int) (picture->dpi * THIN + 0.5), 2);
  for (int i = 0, n = boxes != NULL ? boxaGetCount (boxes) : 0; i < n && pieces->len < MAX_PIECES; i++) {
    int x, y, w, h;
    boxaGetBoxGeometry (boxes, i, &x, &y, &w, &h);
    GjOcrRect r = { x, y, x + w, y + h };
    if (w <= thin && !is_in_grid (grids, &r))
      g_array_append_val (pieces, r);
  }
  g_array_sort (pieces, by_top);
  return pieces;
}

/* Whether @chain, pieces below each other, is a rule. */
static gboolean
is_rule (const GArray *chain, double dpi)
{
  g_autoptr (GArray) heights = g_array_new (FALSE, FALSE, sizeof (int));
  const GjOcrRect *all = (const GjOcrRect *) chain->data;
  int covered = 0, length = all[chain->len - 1].y1 - all[0].y0;
  for (guint i = 0; i < chain->len; i++) {
    int h = gj_ocr_rect_height (&all[i]);
    covered += h;
    g_array_append_val (heights, h);
  }
  int usual = gj_ocr_median (heights), highest = g_array_index (heights, int, heights->len - 1);
  return chain->len >= FEWEST && length >= dpi * LEAST && covered >= PARTS * length && highest >= UNEVEN * usual;
}

static void
paint (PIX *gray, const GjOcrRect *r, int paper)
{
  for (int y = MAX (r->y0 - 1, 0); y < MIN (r->y1 + 1, pixGetHeight (gray)); y++) {
    l_uint32 *line = pixGetData (gray) + (gsize) y * (gsize) pixGetWpl (gray);
    for (int x = MAX (r->x0 - 1, 0); x < MIN (r->x1 + 1, pixGetWidth (gray)); x++)
      SET_DATA_BYTE (line, x, paper);
  }
}

void
gj_ocr_crumbs_erase (GjOcrPicture *picture, const GPtrArray *grids)
{
  if (!gj_ocr_runs_clean (picture))
    return;
  g_autoptr (GArray) pieces = find_pieces (picture, grids), chain = g_array_new (FALSE, FALSE, sizeof (GjOcrRect));
  g_autofree gboolean *taken = g_new0 (gboolean, pieces->len + 1);
  int drift = MAX ((int) (picture->dpi * DRIFT), 1), gap = (int) (picture->dpi * GAP);
  for (guint i = 0; i < pieces->len; i++) {
    if (taken[i])
      continue;
    g_array_set_size (chain, 0);
    g_array_append_vals (chain, &g_array_index (pieces, GjOcrRect, i), 1);
    for (guint k = i + 1; k < pieces->len; k++) {
      const GjOcrRect *last = &g_array_index (chain, GjOcrRect, chain->len - 1),
                      *next = &g_array_index (pieces, GjOcrRect, k);
      if (next->y0 > last->y1 + gap)
        break;
      if (taken[k] || next->y0 < last->y1 || ABS (next->x0 + next->x1 - last->x0 - last->x1) > 2 * drift)
        continue;
      taken[k] = TRUE;
      g_array_append_vals (chain, next, 1);
    }
    for (guint k = 0; is_rule (chain, picture->dpi) && k < chain->len; k++)
      paint (picture->gray, &g_array_index (chain, GjOcrRect, k), picture->paper);
  }
}
