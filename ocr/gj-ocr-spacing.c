/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-spacing.h"

#include <math.h>
#include <string.h>

#define NARROW_PITCH 1.95 /* twice the pitch by the height: digits of most fonts stand nearer */
#define ROOM 1.3          /* pitch by that of neighbours: there is room for a point */
#define TRACE 0.25        /* of the ink's contrast: paper is cleaner */
#define POINT_DARK 0.3    /* of the ink's contrast: the least a point has */
#define POINT_SIZE 0.3    /* of the height of digits: the most a point has */

gboolean
gj_ocr_spacing_pitches (const GjOcrInkLine *line, int *least, int *most)
{
  *least = G_MAXINT;
  *most = 0;
  for (guint i = 1; i < line->n_glyphs; i++) {
    const GjOcrRect *a = &line->glyph[i - 1], *b = &line->glyph[i];
    int pitch = b->x0 + b->x1 - a->x0 - a->x1;
    if (line->mark[i - 1] != 0 || line->mark[i] != 0)
      continue;
    *least = MIN (*least, pitch);
    *most = MAX (*most, pitch);
  }
  return *most > 0;
}

gboolean
gj_ocr_spacing_is_wide (const GjOcrInkLine *line, guint least_digits, double *pitch)
{
  int least, most;
  if (!gj_ocr_spacing_pitches (line, &least, &most) || line->n_glyphs < least_digits ||
      memchr (line->mark, '.', line->n_glyphs) != NULL || most > (1 + GJ_OCR_SAME_PITCH) * least)
    return FALSE;
  *pitch = (least + most) / 2.0 / gj_ocr_rect_height (&line->box);
  return *pitch > NARROW_PITCH;
}

/* The lowest row of @r, reaching @below its foot, with a pixel of @level or darker. */
static int
lowest (const PIX *gray, const GjOcrRect *r, int below, int level)
{
  for (int y = MIN (r->y1 + below, pixGetHeight (gray)) - 1; y >= r->y0; y--)
    for (int x = MAX (r->x0, 0); x < MIN (r->x1, pixGetWidth (gray)); x++)
      if (gj_ocr_pixel (gray, x, y) <= level)
        return y;
  return r->y0;
}

/* Commas of small print differ from points only in a tail below the foot of the digits, too faint or too thin to be part of
 * the glyph. */
static void
find_tails (const GjOcrPicture *picture, GjOcrInkLine *line)
{
  int below = gj_ocr_rect_height (&line->box) / 3;
  for (guint i = 1; i + 1 < line->n_glyphs; i++) {
    const GjOcrRect *a = &line->glyph[i - 1], *p = &line->glyph[i], *b = &line->glyph[i + 1];
    int level = picture->paper - (int) (TRACE * picture->contrast), h = gj_ocr_rect_height (a);
    GjOcrRect tail = { p->x0 - 1, p->y0, p->x1 + 1, p->y1 };
    if (line->mark[i] != '.' || line->mark[i - 1] != 0 || line->mark[i + 1] != 0)
      continue;
    int foot = MAX (lowest (picture->gray, a, below, level), lowest (picture->gray, b, below, level));
    if (lowest (picture->gray, &tail, foot + below - p->y1, level) - foot >= MAX (0.07 * h, 1))
      line->mark[i] = ',';
  }
}

/* Nothing between the feet of two digits, not even a trace of a point. */
static gboolean
gap_is_clean (const GjOcrPicture *picture, const GjOcrRect *a, const GjOcrRect *b)
{
  int h = MAX (gj_ocr_rect_height (a), gj_ocr_rect_height (b)), dark = 255, light = 0;
  GjOcrRect gap = { a->x1 + 2, b->y1 - h / 2, b->x0 - 2, MIN (b->y1 + h / 5, pixGetHeight (picture->gray)) };
  for (int y = MAX (gap.y0, 0); y < gap.y1; y++)
    for (int x = gap.x0; x < gap.x1; x++) {
      int v = gj_ocr_pixel (picture->gray, x, y);
      dark = MIN (dark, v);
      light = MAX (light, v);
    }
  return light > 0 && light - dark < TRACE * picture->contrast;
}

/* All digits of @line stand as wide as @wide says that digits do on this page, and nothing between them. Of two digits alone
 * one may be narrow; among more the distances are alike. */
static gboolean
is_spaced_like (const GjOcrPicture *picture, const GjOcrInkLine *line, double wide)
{
  double height = gj_ocr_rect_height (&line->box), slack = GJ_OCR_SAME_PITCH / (line->n_glyphs == 2 ? 1 : 2);
  for (guint i = 1; i < line->n_glyphs; i++) {
    const GjOcrRect *a = &line->glyph[i - 1], *b = &line->glyph[i];
    double pitch = (b->x0 + b->x1 - a->x0 - a->x1) / height;
    if (line->mark[i - 1] != 0 || line->mark[i] != 0)
      continue;
    if (fabs (pitch - wide) >= slack * wide || !gap_is_clean (picture, a, b))
      return FALSE;
  }
  return TRUE;
}

gboolean
gj_ocr_spacing_is_even (const GjOcrPicture *picture, const GjOcrInkLine *line, double wide)
{
  int least, most, height = gj_ocr_rect_height (&line->box);
  double pitch;
  if (!gj_ocr_spacing_pitches (line, &least, &most) || most <= ROOM * MIN (least, height * 1.5) ||
      gj_ocr_spacing_is_wide (line, 3, &pitch))
    return TRUE;
  return is_spaced_like (picture, line, wide);
}

/* The darkest pixel of @r, its place in @x and @y (out). */
static int
darkest (const PIX *gray, const GjOcrRect *r, int *x, int *y)
{
  int dark = 256;
  for (int v = r->y0; v < r->y1; v++)
    for (int u = r->x0; u < r->x1; u++)
      if (gj_ocr_pixel (gray, u, v) < dark) {
        dark = gj_ocr_pixel (gray, u, v);
        *x = u;
        *y = v;
      }
  return dark;
}

/* Some pixel of the row or column that @side is (one pixel wide) is @level or darker, within @within. */
static gboolean
is_dark (const PIX *gray, const GjOcrRect *within, GjOcrRect side, int level)
{
  GjOcrRect r = { MAX (side.x0, within->x0), MAX (side.y0, within->y0), MIN (side.x1, within->x1),
                  MIN (side.y1, within->y1) };
  int x, y;
  return r.x0 < r.x1 && r.y0 < r.y1 && darkest (gray, &r, &x, &y) <= level;
}

/* The box of what is @level or darker around (@x, @y), within @within. */
static GjOcrRect
spot (const PIX *gray, const GjOcrRect *within, int x, int y, int level)
{
  GjOcrRect s = { x, y, x + 1, y + 1 };
  for (gboolean grown = TRUE; grown;) {
    grown = FALSE;
    for (int side = 0; side < 4; side++) {
      GjOcrRect next = side == 0   ? (GjOcrRect){ s.x0 - 1, s.y0, s.x0, s.y1 }
                       : side == 1 ? (GjOcrRect){ s.x1, s.y0, s.x1 + 1, s.y1 }
                       : side == 2 ? (GjOcrRect){ s.x0, s.y0 - 1, s.x1, s.y0 }
                                   : (GjOcrRect){ s.x0, s.y1, s.x1, s.y1 + 1 };
      if (!is_dark (gray, within, next, level))
        continue;
      s = (GjOcrRect){ MIN (s.x0, next.x0), MIN (s.y0, next.y0), MAX (s.x1, next.x1), MAX (s.y1, next.y1) };
      grown = TRUE;
    }
  }
  return s;
}

/* Whether the gap has a spot darker than @level beside @point; the blurred edges of the digits are none. */
static gboolean
has_more (const PIX *gray, const GjOcrRect *gap, const GjOcrRect *point, int level)
{
  for (int y = gap->y0; y < gap->y1; y++)
    for (int x = gap->x0 + 2; x < gap->x1 - 2; x++) {
      gboolean at_point = x >= point->x0 - 2 && x < point->x1 + 2 && y >= point->y0 - 2 && y < point->y1 + 2;
      if (!at_point && gj_ocr_pixel (gray, x, y) < level)
        return TRUE;
    }
  return FALSE;
}

/* A point between @a and @b. FALSE if there is none, or it is not certain that it is one. */
static gboolean
find_point (const PIX *gray, const GjOcrRect *a, const GjOcrRect *b, GjOcrRect *point)
{
  int h = MAX (gj_ocr_rect_height (a), gj_ocr_rect_height (b)), foot = (a->y1 + b->y1) / 2, slack = MAX (1, h / 10);
  GjOcrRect gap = { a->x1, MAX (MIN (a->y0, b->y0), 0), b->x0, MIN (foot + h / 3, pixGetHeight (gray)) };
  GjOcrRect feet = { gap.x0 + 1, foot - h / 3, gap.x1 - 1, gap.y1 };
  int x = 0, y = 0, paper = 0;

  if (feet.x1 - feet.x0 < 2 || feet.y0 < gap.y0 || ABS (a->y1 - b->y1) > slack)
    return FALSE;
  for (int v = gap.y0; v < gap.y1; v++)
    for (int u = gap.x0; u < gap.x1; u++)
      paper = MAX (paper, gj_ocr_pixel (gray, u, v));
  int ink = paper - MIN (darkest (gray, a, &x, &y), darkest (gray, b, &x, &y));
  int dark = paper - darkest (gray, &feet, &x, &y);
  if (dark < POINT_DARK * ink)
    return FALSE;
  GjOcrRect core = spot (gray, &gap, x, y, paper - dark / 2), all = spot (gray, &gap, x, y, paper - dark / 3);
  int w = gj_ocr_rect_width (&core), height = gj_ocr_rect_height (&core);
  if (core.x0 <= gap.x0 || core.x1 >= gap.x1 || w > MAX (POINT_SIZE * h, 2) || height > MAX (POINT_SIZE * h, 2))
    return FALSE;
  if (ABS (core.y1 - foot) > slack || all.y1 > foot + slack + 1 || height > w + 1) /* in the air, or with a tail */
    return FALSE;
  *point = core;
  return !has_more (gray, &gap, &core, paper - (int) (TRACE * ink));
}

/* Puts a point before glyph @i of @line. */
static void
put_point (GjOcrInkLine *line, guint i, const GjOcrRect *point)
{
  memmove (&line->glyph[i + 1], &line->glyph[i], (line->n_glyphs - i) * sizeof *line->glyph);
  memmove (&line->mark[i + 1], &line->mark[i], line->n_glyphs - i);
  line->glyph[i] = *point;
  line->mark[i] = '.';
  line->n_glyphs++;
}

static void
find_points (const GjOcrPicture *picture, GjOcrInkLine *line, double wide)
{
  int least, most, height = gj_ocr_rect_height (&line->box);
  double pitch;

  if (!gj_ocr_spacing_pitches (line, &least, &most) || gj_ocr_spacing_is_wide (line, 3, &pitch))
    return;
  for (guint i = line->n_glyphs - 1; i > 0 && line->n_glyphs < GJ_OCR_MAX_GLYPHS; i--) {
    const GjOcrRect *a = &line->glyph[i - 1], *b = &line->glyph[i];
    int apart = b->x0 + b->x1 - a->x0 - a->x1;
    GjOcrRect point;
    if (line->mark[i - 1] != 0 || line->mark[i] != 0 || apart <= ROOM * MIN (least, height * 1.5) ||
        gj_ocr_rect_height (a) < 0.6 * height || gj_ocr_rect_height (b) < 0.6 * height ||
        fabs ((double) apart / height - wide) < GJ_OCR_SAME_PITCH * wide)
      continue;
    if (find_point (picture->gray, a, b, &point))
      put_point (line, i, &point);
  }
}

void
gj_ocr_spacing_find_marks (const GjOcrPicture *picture, GjOcrInkLine *line, double wide)
{
  find_points (picture, line, wide);
  find_tails (picture, line);
}
