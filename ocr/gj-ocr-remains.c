/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-remains.h"

#include "ocr/gj-ocr-ink.h"

#define MOST 12      /* pieces of one digit */
#define HIGHEST 0.16 /* inches: no digit of a table is higher */
#define BROAD 0.75   /* of its height: a digit at most */
#define PIXELS 3     /* the least piece: fewer are noise of the threshold */

gboolean
gj_ocr_is_remains (const GjOcrPicture *picture, const GjOcrRect *cell)
{
  g_autoptr (GjBoxa) boxes = gj_ocr_ink_boxes (picture, cell);
  int n = 0;
  GjOcrRect all = { G_MAXINT, G_MAXINT, 0, 0 };
  int highest = 0;
  for (int i = 0, count = boxes != NULL ? boxaGetCount (boxes) : 0; i < count; i++) {
    int x, y, w, h;
    boxaGetBoxGeometry (boxes, i, &x, &y, &w, &h);
    if (w * h < PIXELS)
      continue;
    if (++n > MOST)
      return FALSE;
    all = (GjOcrRect){ MIN (all.x0, x), MIN (all.y0, y), MAX (all.x1, x + w), MAX (all.y1, y + h) };
    highest = MAX (highest, h);
  }
  int high = gj_ocr_rect_height (&all);
  return n >= 2 && high >= picture->dpi * gj_ocr_tolerances.min_figure && high <= picture->dpi * HIGHEST &&
         gj_ocr_rect_width (&all) <= BROAD * high && highest < high;
}
