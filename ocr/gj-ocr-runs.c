/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-runs.h"

#include "ocr/gj-ocr-along.h"

gboolean
gj_ocr_runs_clean (const GjOcrPicture *picture)
{
  return picture->noise < 0.1;
}

PIX *
gj_ocr_runs_ink (const GjOcrPicture *picture, int scale, int part)
{
  g_autoptr (GjPix) ink = gj_ocr_darker (picture->gray, MAX (picture->paper - picture->contrast / part, 1));
  return scale == 2 ? pixReduceRankBinaryCascade (ink, 1, 0, 0, 0) : pixClone (ink);
}

GArray *
gj_ocr_runs_find (PIX *ink, const GjOcrRect *box, double dpi)
{
  GArray *runs = g_array_new (FALSE, FALSE, sizeof (GjOcrRun));
  int x0 = MAX (box->x0, 0), x1 = MIN (box->x1, pixGetWidth (ink)), max_thin = MAX ((int) (dpi / 40), 2);
  gboolean open = FALSE;

  for (int y = MAX (box->y0, 0); y < MIN (box->y1, pixGetHeight (ink)); y++) {
    const l_uint32 *line = pixGetData (ink) + (gsize) y * (gsize) pixGetWpl (ink);
    GjOcrRun row = { G_MAXINT, 0, y, y + 1, 0, FALSE };
    for (int x = x0; x < x1; x++)
      if (GET_DATA_BIT (line, x)) {
        row.x0 = MIN (row.x0, x);
        row.x1 = x + 1;
        row.n++;
      }
    if (row.n > 0 && open) {
      GjOcrRun *r = &g_array_index (runs, GjOcrRun, runs->len - 1);
      *r = (GjOcrRun){ MIN (r->x0, row.x0), MAX (r->x1, row.x1), r->y0, y + 1, r->n + row.n, FALSE };
    } else if (row.n > 0)
      g_array_append_val (runs, row);
    open = row.n > 0;
  }
  for (guint i = 0; i < runs->len; i++) {
    GjOcrRun *r = &g_array_index (runs, GjOcrRun, i);
    r->thin = r->y1 - r->y0 <= max_thin;
  }
  return runs;
}
