/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-circled.h"

#include "ocr/gj-ocr-digit.h"

#include <math.h>

#define LEAST_SIZE 0.07 /* inches */
#define MOST_SIZE 0.3
#define RAYS 24
#define SURE 0.8f    /* probability of the digit */
#define FIRST 0x2460 /* ① */

static gboolean
is_ink (PIX *ink, double x, double y)
{
  int xx = (int) lround (x), yy = (int) lround (y);
  if (xx < 0 || yy < 0 || xx >= pixGetWidth (ink) || yy >= pixGetHeight (ink))
    return FALSE;
  const l_uint32 *line = pixGetData (ink) + (gsize) yy * (gsize) pixGetWpl (ink);
  return GET_DATA_BIT (line, xx) != 0;
}

/* Ink on the way from @from to @to, parts of the radius, in one direction. */
static gboolean
ink_between (PIX *ink, double cx, double cy, double radius, double angle, double from, double to)
{
  for (double r = from * radius; r <= to * radius; r += 0.5)
    if (is_ink (ink, cx + r * cos (angle), cy + r * sin (angle)))
      return TRUE;
  return FALSE;
}

/* A ring all around, nothing in the corners, a gap, and something in the middle. */
static gboolean
is_ring (PIX *ink, int x, int y, int w, int h)
{
  double cx = x + (w - 1) / 2.0, cy = y + (h - 1) / 2.0, radius = (w + h - 2) / 4.0;
  int ring = 0, gaps = 0, corners = 0;
  for (int k = 0; k < RAYS; k++) {
    double angle = 2 * G_PI * k / RAYS;
    ring += ink_between (ink, cx, cy, radius, angle, 0.84, 1.04);
    gaps += !ink_between (ink, cx, cy, radius, angle, 0.66, 0.76);
    if (k % 6 >= 2 && k % 6 <= 4)
      corners += ink_between (ink, cx, cy, radius, angle, 1.16, 1.3);
  }
  gboolean middle = FALSE;
  for (int k = 0; k < RAYS && !middle; k++)
    middle = ink_between (ink, cx, cy, radius, 2 * G_PI * k / RAYS, 0, 0.4);
  return ring >= RAYS - 1 && gaps * 3 >= RAYS * 2 && corners == 0 && middle;
}

/* The ink inside the ring. FALSE if there is none. */
static gboolean
inside_of (PIX *ink, int x, int y, int w, int h, GjOcrRect *out)
{
  double cx = x + (w - 1) / 2.0, cy = y + (h - 1) / 2.0, radius = (w + h - 2) / 4.0;
  GjOcrRect r = { G_MAXINT, G_MAXINT, -1, -1 };
  for (int yy = y; yy < y + h; yy++)
    for (int xx = x; xx < x + w; xx++)
      if (hypot (xx - cx, yy - cy) < 0.72 * radius && is_ink (ink, xx, yy))
        r = (GjOcrRect){ MIN (r.x0, xx), MIN (r.y0, yy), MAX (r.x1, xx + 1), MAX (r.y1, yy + 1) };
  *out = r;
  return r.x1 > r.x0 && gj_ocr_rect_height (&r) > 0.5 * radius &&
         gj_ocr_rect_width (&r) < 1.2 * gj_ocr_rect_height (&r);
}

GArray *
gj_ocr_circled_find (PIX *gray, PIX *ink, int factor, double dpi)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (GjOcrCircled));
  g_autoptr (GjBoxa) boxes = pixConnCompBB (ink, 8);
  int n = boxes != NULL ? boxaGetCount (boxes) : 0, x, y, w, h;

  for (int i = 0; i < n; i++) {
    boxaGetBoxGeometry (boxes, i, &x, &y, &w, &h);
    GjOcrRect digit;
    if (w < LEAST_SIZE * dpi / factor || w > MOST_SIZE * dpi / factor || ABS (w - h) > 0.16 * MAX (w, h) + 1)
      continue;
    if (!is_ring (ink, x, y, w, h) || !inside_of (ink, x, y, w, h, &digit))
      continue;
    GjOcrRect glyph = { digit.x0 * factor, digit.y0 * factor, digit.x1 * factor, digit.y1 * factor };
    GjOcrDigit read = gj_ocr_digit_read (gray, &glyph);
    if (read.digit < 1 || read.digit > 9 || read.p < SURE)
      continue;
    GjOcrCircled c = { { x * factor, y * factor, (x + w) * factor, (y + h) * factor },
                       FIRST - 1 + (gunichar) read.digit };
    g_array_append_val (found, c);
  }
  return found;
}
