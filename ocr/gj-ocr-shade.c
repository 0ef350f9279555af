/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-shade.h"

#include "ocr/gj-ocr-along.h"

#define DARK 0.2          /* of the page's contrast: ground is darker than paper by more */
#define THICK (1 / 33.0)  /* inches: so thick is no rule, and ground is everywhere but between characters */
#define LEAST_WIDTH 0.5   /* inches: wider than a character of a title */
#define LEAST_HEIGHT 0.15 /* inches */
#define MOST_HOLE 0.5     /* inches, one way: a word, or lines of words */
#define GROUND 0.6        /* part of a shaded area that is ground: of a character with white in it strokes are less */
#define PRINT 0.01        /* part of it that is print, at least */
#define LIGHT 0.4         /* of the way from ground to paper, or farther: blurred print too */
#define EDGE (1 / 150.0)  /* inches, to both sides of the edge of ground */
#define EVEN 0.1          /* of the page's contrast: ground is of one gray, strokes are lighter at their edges */
#define MOST_EVEN 0.65    /* part of it that is */
#define RULES 0.01        /* part of the ground that is rules, at least */
#define RULED 0.08        /* of the page's contrast: rules are darker than ground by more */
#define DEEP 0.5          /* of the page's contrast: ground that is darker than paper by so much */
#define NEAR 0.45         /* of it: where nothing is darker than deep ground by more, print may be too faint for ink */
#define BLACK_WIDTH 0.25  /* inches: a dark cell without print is as wide */
#define FREE (1 / 20.0)   /* inches, between it and its edge: a rule stands alone as far as that */
#define BLACKENED 0.2     /* part of a cell that is dark: of figures and dashes it is less than a tenth */
#define SOLID 0.85        /* part of its box that such a cell is: the skew of a page takes its corners */
#define MOST_AREAS 2000   /* of a page: more are a picture */

static gboolean
bit (PIX *mask, int x, int y)
{
  return GET_DATA_BIT (pixGetData (mask) + (gsize) y * (gsize) pixGetWpl (mask), x) != 0;
}

/* What there is in a shaded area, gray levels. */
typedef struct {
  int ground;  /* most of it */
  int rules;   /* the darkest of it, but for some dirt */
  double even; /* the part of it that is near ground */
} Levels;

/* Of the pixels of @area, which lies at @x0, @y0. @n: how many there are. */
static Levels
levels_of (const GjOcrPicture *picture, PIX *area, int x0, int y0, guint *n)
{
  guint hist[256] = { 0 }, sum = 0, near = 0;
  int reach = (int) (picture->contrast * EVEN + 2 * picture->noise) + 1;
  Levels levels = { -1, -1, 0 };
  *n = 0;
  for (int y = 0; y < pixGetHeight (area); y++)
    for (int x = 0; x < pixGetWidth (area); x++)
      if (bit (area, x, y)) {
        hist[gj_ocr_pixel (picture->gray, x0 + x, y0 + y)]++;
        *n += 1;
      }
  for (int v = 0; v < 256; v++) {
    sum += hist[v];
    if (levels.rules < 0 && sum > *n * RULES)
      levels.rules = v;
    if (levels.ground < 0 && sum * 2 >= *n)
      levels.ground = v;
  }
  for (int v = MAX (levels.ground - reach, 0); v <= MIN (levels.ground + reach, 255); v++)
    near += hist[v];
  levels.even = near / (double) MAX (*n, 1);
  return levels;
}

/* @area with the holes in it that are no larger than words. */
static PIX *
with_print (PIX *area, double dpi)
{
  /* a white margin, so that what is open to it is no hole */
  g_autoptr (GjPix) wide = pixAddBorder (area, 1, 0);
  g_autoptr (GjPix) holes = pixHolesByFilling (wide, 4);
  g_autoptr (GjPix) inner = pixRemoveBorder (holes, 1);
  g_autoptr (GjBoxa) boxes = pixConnCompBB (inner, 8);
  int n = boxes != NULL ? boxaGetCount (boxes) : 0, most = (int) (dpi * MOST_HOLE);
  for (int i = 0; i < n; i++) {
    int x, y, w, h;
    boxaGetBoxGeometry (boxes, i, &x, &y, &w, &h);
    if (MIN (w, h) > most)
      pixRasterop (inner, x, y, w, h, PIX_CLR, NULL, 0, 0);
  }
  return pixOr (NULL, area, inner);
}

/* How dark print or a rule of gray @v is in a shaded area, from 0 to 1. */
static double
darkness (const GjOcrPicture *picture, int v, const Levels *l)
{
  double d = v > l->ground ? (v - l->ground) / (double) (picture->paper - l->ground) : 0;
  if (l->ground - l->rules > MAX (picture->contrast * RULED, 4 * picture->noise) &&
      5 * (l->ground - v) > 2 * (l->ground - l->rules))
    d = (l->ground - v) / (double) (l->ground - l->rules);
  return CLAMP (d, 0, 1);
}

/* The same where print is dark too, on ground that is nearly as dark. */
static double
darkness_below (const GjOcrPicture *picture, int v, const Levels *l)
{
  return CLAMP ((l->ground - v - 2 * picture->noise) / MAX (l->ground - l->rules, 1), 0, 1);
}

static int
edge_of (const GjOcrPicture *picture)
{
  return MAX ((int) (picture->dpi * EDGE + 0.5), 1);
}

/* Draws a rule where @area, at @x0, @y0, ends: a table has one there, but beside dark ground it is none to see. */
static void
draw_edge (GjOcrPicture *picture, PIX *area, int x0, int y0)
{
  int edge = edge_of (picture), size = 2 * edge + 1, ink = picture->paper - picture->contrast;
  g_autoptr (GjPix) wide = pixAddBorder (area, 2 * edge, 0);
  g_autoptr (GjPix) out = pixDilateBrick (NULL, wide, size, size);
  g_autoptr (GjPix) in = pixErodeBrick (NULL, wide, size, size);
  for (int y = 0; y < pixGetHeight (out); y++)
    for (int x = 0; x < pixGetWidth (out); x++) {
      int px = x0 + x - 2 * edge, py = y0 + y - 2 * edge;
      if (px < 0 || py < 0 || px >= pixGetWidth (picture->gray) || py >= pixGetHeight (picture->gray) ||
          !bit (out, x, y) || bit (in, x, y))
        continue;
      l_uint32 *line = pixGetData (picture->gray) + (gsize) py * (gsize) pixGetWpl (picture->gray);
      SET_DATA_BYTE (line, px, MAX (MIN (ink, GET_DATA_BYTE (line, px)), 0));
    }
}

/* Sets a dark @area, at @x0, @y0, apart from its own edge, which is the rule of a table that dark ground hides. What it held nobody knows: it
 * stays dark. */
static void
free_edge (GjOcrPicture *picture, PIX *area, int x0, int y0)
{
  int edge = 2 * edge_of (picture);
  g_autoptr (GjPix) all = pixAddBorder (area, 2, 0); /* what touches a picture's edge would not be eroded there */
  g_autoptr (GjPix) outer = pixErodeBrick (NULL, all, 2 * edge + 1, 2 * edge + 1);
  int gap = 2 * ((int) (picture->dpi * FREE) + edge) + 1;
  g_autoptr (GjPix) inner = pixErodeBrick (NULL, all, gap, gap);
  for (int y = 0; y < pixGetHeight (outer); y++)
    for (int x = 0; x < pixGetWidth (outer); x++)
      if (bit (outer, x, y) && !bit (inner, x, y)) {
        l_uint32 *line = pixGetData (picture->gray) + (gsize) (y0 + y - 2) * (gsize) pixGetWpl (picture->gray);
        SET_DATA_BYTE (line, x0 + x - 2, picture->paper);
      }
}

/* Turns one area if it is ground with light print, or deep ground with dark print. @x, @y: where @area, one connected set, lies. @wide: it may
 * hold words. */
static void
turn_area (GjOcrPicture *picture, PIX *area, int x0, int y0, gboolean wide)
{
  GjOcrRect box = { x0, y0, x0 + pixGetWidth (area), y0 + pixGetHeight (area) };
  double all = (double) gj_ocr_rect_width (&box) * gj_ocr_rect_height (&box);
  guint ground, light = 0;
  const Levels l = levels_of (picture, area, x0, y0, &ground);
  g_autoptr (GjPix) full = with_print (area, picture->dpi);

  if (ground < GROUND * all || l.even < MOST_EVEN)
    return;
  int edge = 2 * edge_of (picture) + 1;
  g_autoptr (GjPix) inner = pixErodeBrick (NULL, full, 2 * edge + 1, 2 * edge + 1);
  for (int y = 0; y < pixGetHeight (inner); y++)
    for (int x = 0; x < pixGetWidth (inner); x++)
      light += bit (inner, x, y) &&
               gj_ocr_pixel (picture->gray, x0 + x, y0 + y) - l.ground > LIGHT * (picture->paper - l.ground);
  gboolean deep = light < PRINT * all;
  if (deep && picture->paper - l.ground >= picture->contrast * DEEP && ground >= SOLID * all &&
      l.ground - l.rules < MAX (picture->contrast * RULED, 4 * picture->noise)) {
    free_edge (picture, full, x0, y0);
    return;
  }
  if (!wide ||
      (deep && (picture->paper - l.ground < picture->contrast * DEEP || l.ground - l.rules > picture->contrast * NEAR ||
                l.ground - l.rules < MAX (picture->contrast * RULED, 4 * picture->noise))))
    return;
  for (int y = 0; y < pixGetHeight (full); y++) {
    l_uint32 *line = pixGetData (picture->gray) + (gsize) (y0 + y) * (gsize) pixGetWpl (picture->gray);
    for (int x = 0; x < pixGetWidth (full); x++)
      if (bit (full, x, y)) {
        int v = GET_DATA_BYTE (line, x0 + x);
        double d = deep ? darkness_below (picture, v, &l) : darkness (picture, v, &l);
        SET_DATA_BYTE (line, x0 + x, (int) (picture->paper - picture->contrast * d + 0.5));
      }
  }
  draw_edge (picture, full, x0, y0);
}

void
gj_ocr_shade_turn (GjOcrPicture *picture)
{
  int thick = MAX ((int) (picture->dpi * THICK), 3), w = pixGetWidth (picture->gray), h = pixGetHeight (picture->gray);
  g_autoptr (GjPix) dark = gj_ocr_darker (picture->gray, picture->paper - (int) (picture->contrast * DARK));
  g_autoptr (GjPix) ground = pixOpenBrick (NULL, dark, thick, thick);
  PIXA *areas = NULL;
  BOXA *boxes = pixConnComp (ground, &areas, 8);
  int n = boxes != NULL ? boxaGetCount (boxes) : 0;

  for (int i = 0; i < n && n <= MOST_AREAS; i++) {
    int x, y, bw, bh;
    boxaGetBoxGeometry (boxes, i, &x, &y, &bw, &bh);
    if (bw < picture->dpi * BLACK_WIDTH || bh < picture->dpi * LEAST_HEIGHT || x <= 2 || y <= 2 || x + bw >= w - 2 ||
        y + bh >= h - 2)
      continue;
    PIX *area = pixaGetPix (areas, i, L_CLONE);
    turn_area (picture, area, x, y, bw >= picture->dpi * LEAST_WIDTH);
    pixDestroy (&area);
  }
  boxaDestroy (&boxes);
  pixaDestroy (&areas);
}

gboolean
gj_ocr_is_blackened (const GjOcrPicture *picture, const GjOcrRect *cell)
{
  int level = picture->paper - (int) (picture->contrast * DEEP);
  GjOcrRect seen = gj_ocr_rect_within (cell, picture->gray);
  guint dark = 0;
  for (int y = seen.y0; y < seen.y1; y++)
    for (int x = seen.x0; x < seen.x1; x++)
      dark += gj_ocr_pixel (picture->gray, x, y) < level;
  return dark > BLACKENED * gj_ocr_rect_width (cell) * gj_ocr_rect_height (cell);
}
