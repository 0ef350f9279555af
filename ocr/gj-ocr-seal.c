/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-seal.h"

#include "ocr/gj-ocr-ink.h"

#define PART 0.04   /* of a cell: room for a figure's strokes */
#define PALE 25     /* more redness than the cell's paper has: red ink that has faded */
#define LEAST 16000 /* of a square inch: the strokes of a small figure in a wide cell, of every fourth pixel */

/* How red the pixel of the picture as given at (@x, @y) is. */
static int
redness_at (const GjPixmap *given, double x, double y)
{
  if (x < 0 || y < 0 || x >= given->width || y >= given->height)
    return 0;
  const guint8 *p = given->data + (gsize) y * given->stride + (gsize) x * given->channels;
  return gj_ocr_redness (p[0], p[1], p[2]);
}

gboolean
gj_ocr_is_sealed (const GjOcrPicture *picture, const GjOcrRect *cell)
{
  const double *m = picture->to_given;
  int margin = gj_ocr_ink_margin (picture), paper = 0;
  guint hist[256] = { 0 }, red = 0, all = 0, sum = 0;
  if (picture->given == NULL || picture->given->channels < 3)
    return FALSE;
  for (int y = cell->y0 + margin; y < cell->y1 - margin; y += 2)
    for (int x = cell->x0 + margin; x < cell->x1 - margin; x += 2, all++)
      hist[redness_at (picture->given, m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5])]++;
  while (paper < 255 && 2 * (sum += hist[paper]) < all)
    paper++;
  for (int i = MIN (paper + PALE, GJ_OCR_RED) + 1; i < 256; i++)
    red += hist[i];
  return red > MIN (all * PART, picture->dpi * picture->dpi / LEAST);
}
