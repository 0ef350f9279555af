/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-veil.h"

#include "ocr/gj-ocr-grid.h"

#include "ocr/gj-ocr-ink.h"

#define LEAST_GRAY 0.2 /* of the page's contrast: stamp ink in gray */
#define MOST_GRAY 0.8
#define FLAT 0.12       /* of the same: neighbours inside a stroke differ by less, those at its edge by more */
#define CLOSE 0.05      /* inches: gaps in a ring where rules and print run through */
#define WITHIN 0.2      /* inches: from a ring to what is in it, and between two seals */
#define LEAST_SEAL 0.8  /* inches across */
#define MOST_SEALS 4.0  /* inches: two of them beside or over each other */
#define ARC 0.5         /* inches: a part of a ring is as long */
#define BENT 0.3        /* inches: and as wide */
#define LEAST_PRINT 0.5 /* of the contrast: print of which a figure is left under a seal */
#define THIN 0.24       /* of the box around a part of a ring: lines of blurred print are closed to more */
#define DARK_END \
  0.03 /* of the pixels inside a seal's strokes: so few may be darker than what is taken for its darkest */
#define MOST_LIFTED 0.68 /* of the contrast: seals as dark as that are not parted from print */
#define SPREAD 0.04      /* of the same: and what is so much darker goes with them */
#define TILE 0.05        /* inches: ink that was taken off is told so finely */
#define REDUCED 4        /* pixels in one */

/* Whether the pixel at (@x, @y), not at the picture's edge, is inside a gray stroke. */
static gboolean
is_gray (const PIX *gray, int x, int y, int lightest, int darkest, int flat)
{
  int v = gj_ocr_pixel (gray, x, y);
  return v <= lightest && v >= darkest && ABS (v - gj_ocr_pixel (gray, x - 1, y)) <= flat &&
         ABS (v - gj_ocr_pixel (gray, x + 1, y)) <= flat && ABS (v - gj_ocr_pixel (gray, x, y - 1)) <= flat &&
         ABS (v - gj_ocr_pixel (gray, x, y + 1)) <= flat;
}

/* Where gray strokes are, @REDUCED pixels of @picture in one. */
static PIX *
gray_strokes (const GjOcrPicture *picture)
{
  int w = pixGetWidth (picture->gray), h = pixGetHeight (picture->gray), c = picture->contrast;
  int lightest = picture->paper - (int) (LEAST_GRAY * c), darkest = picture->paper - (int) (MOST_GRAY * c),
      flat = MAX ((int) (FLAT * c), 2);
  PIX *mask = pixCreate ((w + REDUCED - 1) / REDUCED, (h + REDUCED - 1) / REDUCED, 1);
  for (int y = 1; y + 1 < h; y++) {
    l_uint32 *line = pixGetData (mask) + (gsize) (y / REDUCED) * (gsize) pixGetWpl (mask);
    for (int x = 1; x + 1 < w; x++)
      if (is_gray (picture->gray, x, y, lightest, darkest, flat))
        SET_DATA_BIT (line, x / REDUCED);
  }
  return mask;
}

/* The part of the box of @w × @h pixels at (@x, @y) that is set. */
static double
covered (PIX *mask, int x, int y, int w, int h)
{
  const GjOcrRect r = { x, y, x + w, y + h };
  int n = 0;
  g_autoptr (GjPix) clip = gj_ocr_clip (mask, &r);
  return clip != NULL && pixCountPixels (clip, &n, NULL) == 0 ? n / ((double) w * h) : 1;
}

/* The boxes of the pieces of @mask after gaps of @gap inches are closed, in pixels of the picture; without those of which more than
 * @filled is covered. */
static GArray *
closed_pieces (PIX *mask, double dpi, double gap, double filled)
{
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (GjOcrRect));
  int size = MAX ((int) (dpi * gap / REDUCED), 1) | 1;
  g_autoptr (GjPix) closed = pixCloseSafeBrick (NULL, mask, size, size);
  g_autoptr (GjBoxa) boxes = pixConnCompBB (closed, 8);
  for (int i = 0, n = boxes != NULL ? boxaGetCount (boxes) : 0; i < n; i++) {
    int x, y, w, h;
    boxaGetBoxGeometry (boxes, i, &x, &y, &w, &h);
    if (covered (closed, x, y, w, h) > filled)
      continue;
    GjOcrRect r = { x * REDUCED, y * REDUCED, (x + w) * REDUCED, (y + h) * REDUCED };
    g_array_append_val (pieces, r);
  }
  return pieces;
}

/* Whether one of @arcs in @r is a part of a ring: print has no piece so large, rules are straight. */
static gboolean
has_arc (const GArray *arcs, const GjOcrRect *r, double dpi)
{
  for (guint i = 0; i < arcs->len; i++) {
    const GjOcrRect *a = &g_array_index (arcs, GjOcrRect, i);
    int w = gj_ocr_rect_width (a), h = gj_ocr_rect_height (a);
    if (a->x0 >= r->x0 && a->x1 <= r->x1 && a->y0 >= r->y0 && a->y1 <= r->y1 && MAX (w, h) >= ARC * dpi &&
        MIN (w, h) >= BENT * dpi)
      return TRUE;
  }
  return FALSE;
}

GArray *
gj_ocr_veil_find (const GjOcrPicture *picture)
{
  GArray *seals = g_array_new (FALSE, FALSE, sizeof (GjOcrRect));
  double dpi = picture->dpi;
  g_autoptr (GjPix) mask = gray_strokes (picture);
  g_autoptr (GArray) arcs = closed_pieces (mask, dpi, CLOSE, THIN), all = closed_pieces (mask, dpi, WITHIN, 1);
  for (guint i = 0; i < all->len; i++) {
    const GjOcrRect *r = &g_array_index (all, GjOcrRect, i);
    int w = gj_ocr_rect_width (r), h = gj_ocr_rect_height (r);
    if (MIN (w, h) >= LEAST_SEAL * dpi && MAX (w, h) <= MOST_SEALS * dpi && has_arc (arcs, r, dpi))
      g_array_append_val (seals, *r);
  }
  return seals;
}

gboolean
gj_ocr_veil_is_on (const GArray *seals, const GjOcrRect *cell)
{
  for (guint i = 0; i < seals->len; i++) {
    const GjOcrRect *s = &g_array_index (seals, GjOcrRect, i);
    if (cell->x0 < s->x1 && cell->x1 > s->x0 && cell->y0 < s->y1 && cell->y1 > s->y0)
      return TRUE;
  }
  return FALSE;
}

/* The darkest of @clip, but for as many pixels as a small point has; no lighter than print of this page can be. */
static int
darkest (PIX *clip, const GjOcrPicture *picture)
{
  guint hist[256] = { 0 }, sum = 0, few = MAX ((guint) (picture->dpi * picture->dpi / 8000), 3);
  int v = 0, lightest = picture->paper - (int) (LEAST_PRINT * picture->contrast);
  for (int y = 0; y < pixGetHeight (clip); y++)
    for (int x = 0; x < pixGetWidth (clip); x++)
      hist[gj_ocr_pixel (clip, x, y)]++;
  while (v < 255 && (sum += hist[v]) < few)
    v++;
  return MIN (v, lightest);
}

PIX *
gj_ocr_veil_lift (const GjOcrPicture *picture, const GjOcrRect *cell, double part)
{
  PIX *kept = gj_ocr_clip (picture->gray, cell);
  if (kept == NULL)
    return NULL;
  int margin = gj_ocr_ink_margin (picture);
  GjOcrRect inner = { cell->x0 + margin, cell->y0 + margin, cell->x1 - margin, cell->y1 - margin };
  g_autoptr (GjPix) clip = gj_ocr_clip (picture->gray, &inner);
  int dark = clip != NULL ? darkest (clip, picture) : 0,
      light = picture->paper - (int) (part * (picture->paper - dark));
  for (int y = MAX (cell->y0, 0); y < MIN (cell->y1, pixGetHeight (picture->gray)); y++) {
    l_uint32 *line = pixGetData (picture->gray) + (gsize) y * (gsize) pixGetWpl (picture->gray);
    for (int x = MAX (cell->x0, 0); x < MIN (cell->x1, pixGetWidth (picture->gray)); x++) {
      int v = gj_ocr_pixel (picture->gray, x, y);
      int out = v >= light  ? MAX (v, picture->paper)
                : v <= dark ? v
                            : dark + (v - dark) * (picture->paper - dark) / MAX (light - dark, 1);
      SET_DATA_BYTE (line, x, out);
    }
  }
  return kept;
}

void
gj_ocr_veil_put_back (const GjOcrPicture *picture, const GjOcrRect *cell, PIX *kept)
{
  pixRasterop (picture->gray, MAX (cell->x0, 0), MAX (cell->y0, 0), pixGetWidth (kept), pixGetHeight (kept), PIX_SRC,
               kept, 0, 0);
}

/* How much of the contrast between paper and print in @r the strokes of the seal there take; 1: no such strokes. */
static double
part_of_seal (const GjOcrPicture *picture, const GjOcrRect *r)
{
  g_autoptr (GjPix) clip = gj_ocr_clip (picture->gray, r);
  guint hist[256] = { 0 }, all = 0, sum = 0;
  if (clip == NULL)
    return 1;
  int c = picture->contrast, print = MAX (picture->paper - darkest (clip, picture), 1), v = 0,
      lightest = picture->paper - (int) (LEAST_GRAY * c), blackest = picture->paper - (int) (MOST_GRAY * print),
      flat = MAX ((int) (FLAT * c), 2);
  for (int y = 1; y + 1 < pixGetHeight (clip); y++)
    for (int x = 1; x + 1 < pixGetWidth (clip); x++)
      if (is_gray (clip, x, y, lightest, blackest, flat)) {
        hist[gj_ocr_pixel (clip, x, y)]++;
        all++;
      }
  if (all == 0)
    return 1;
  while (v < 255 && (sum += hist[v]) < DARK_END * all)
    v++;
  return (picture->paper - v) / (double) print;
}

/* Adds what was ink in @kept, which stood at @r, and is paper in @picture now to @lifted. */
static void
add_lifted (const GjOcrPicture *picture, const GjOcrRect *r, PIX *kept, GArray *lifted)
{
  int size = MAX ((int) (picture->dpi * TILE), 2),
      ink = picture->paper - (int) (gj_ocr_tolerances.ink_contrast * picture->contrast);
  int w = pixGetWidth (kept), h = pixGetHeight (kept), x0 = MAX (r->x0, 0), y0 = MAX (r->y0, 0);
  for (int top = 0; top < h; top += size) {
    int from = -1;
    for (int left = 0; left < w + size; left += size) {
      gboolean gone = FALSE;
      for (int y = top; y < MIN (top + size, h); y++)
        for (int x = left; x < MIN (left + size, w) && !gone; x++)
          gone = gj_ocr_pixel (kept, x, y) < ink && gj_ocr_pixel (picture->gray, x0 + x, y0 + y) >= ink;
      if (gone && from < 0)
        from = left;
      if (gone || from < 0)
        continue;
      GjOcrRect box = { x0 + from, y0 + top, x0 + MIN (left, w), y0 + MIN (top + size, h) };
      g_array_append_val (lifted, box);
      from = -1;
    }
  }
}

void
gj_ocr_veil_lift_seals (const GjOcrPicture *picture, const GPtrArray *grids, GArray *lifted)
{
  for (guint i = 0; picture->seals != NULL && i < picture->seals->len; i++) {
    const GjOcrRect *r = &g_array_index (picture->seals, GjOcrRect, i);
    double part = part_of_seal (picture, r);
    g_autoptr (GjPix) kept = part <= MOST_LIFTED ? gj_ocr_veil_lift (picture, r, part + SPREAD) : NULL;
    if (kept == NULL)
      continue;
    for (guint k = 0; k < grids->len; k++) {
      GjOcrRect b = gj_ocr_rect_within (&((const GjOcrGrid *) grids->pdata[k])->box, picture->gray);
      int x0 = MAX (b.x0, MAX (r->x0, 0)), y0 = MAX (b.y0, MAX (r->y0, 0)), x1 = MIN (b.x1, r->x1),
          y1 = MIN (b.y1, r->y1);
      if (x1 > x0 && y1 > y0)
        pixRasterop (picture->gray, x0, y0, x1 - x0, y1 - y0, PIX_SRC, kept, x0 - MAX (r->x0, 0), y0 - MAX (r->y0, 0));
    }
    add_lifted (picture, r, kept, lifted);
  }
}
