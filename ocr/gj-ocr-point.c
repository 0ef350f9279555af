/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-point.h"

#include <string.h>

#define TRACE 0.25     /* of the ink's contrast: paper is cleaner */
#define POINT_DARK 0.3 /* of the ink's contrast: the least a point has */
#define POINT_SIZE 0.3 /* of the height of digits: the most a point has */
#define POINT_ROOM 1.3 /* distance of the digits beside a point by that of other digits: fonts have 1.5 and more */
#define MOST_ROOM 2.4  /* the same at most: one digit would have room */
#define USUAL_ROOM 2.0 /* twice that distance by the height, where no other digits are: fonts' digits stand nearer */
#define AROUND 2       /* by the height: so far around a figure there is nothing else */
#define EDGE 2         /* pixels of blur around a glyph */

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

gboolean
gj_ocr_point_find (const PIX *gray, const GjOcrRect *a, const GjOcrRect *b, GjOcrRect *point)
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

/* Whether the digits around the point of @line, glyph @at, can be the parts of no number with a comma: commas stand before
 * three digits, behind one to three of which the first is no 0. */
static gboolean
is_no_group (const GjOcrInkLine *line, guint at, gboolean zero)
{
  return line->n_glyphs - at - 1 != 3 || at > 3 || (at == 1 && zero);
}

/* Whether there is no ink beside the glyphs of @line in @within. */
static gboolean
is_alone (const GjOcrPicture *picture, const GjOcrInkLine *line, const GjOcrRect *within)
{
  int h = gj_ocr_rect_height (&line->box), level = picture->paper - (int) (POINT_DARK * picture->contrast);
  GjOcrRect r = { MAX (line->box.x0 - AROUND * h, within->x0), MAX (line->box.y0 - h / 2, within->y0),
                  MIN (line->box.x1 + AROUND * h, within->x1), MIN (line->box.y1 + h / 2, within->y1) };
  for (int y = MAX (r.y0, 0); y < MIN (r.y1, pixGetHeight (picture->gray)); y++)
    for (int x = MAX (r.x0, 0); x < MIN (r.x1, pixGetWidth (picture->gray)); x++) {
      gboolean in = gj_ocr_pixel (picture->gray, x, y) > level;
      for (guint i = 0; i < line->n_glyphs && !in; i++) {
        const GjOcrRect *g = &line->glyph[i];
        in = x >= g->x0 - EDGE && x < g->x1 + EDGE && y >= g->y0 - EDGE && y < g->y1 + EDGE;
      }
      if (!in)
        return FALSE;
    }
  return TRUE;
}

gboolean
gj_ocr_point_is_sure (const GjOcrPicture *picture, const GjOcrInkLine *line, gboolean zero, double usual,
                      const GjOcrRect *within)
{
  const char *mark = memchr (line->mark, '.', line->n_glyphs);
  guint at = mark != NULL ? (guint) (mark - line->mark) : 0;
  GjOcrRect found;

  if (at == 0 || at + 1 >= line->n_glyphs)
    return FALSE;
  for (guint i = 0; i < line->n_glyphs; i++)
    if (line->mark[i] != 0 && i != at)
      return FALSE;
  const GjOcrRect *a = &line->glyph[at - 1], *b = &line->glyph[at + 1], *p = &line->glyph[at];
  double apart = (b->x0 + b->x1 - a->x0 - a->x1) / (double) MAX (gj_ocr_rect_height (&line->box), 1);
  if (usual > 0 ? apart < POINT_ROOM * usual || apart > MOST_ROOM * usual : apart < USUAL_ROOM)
    return FALSE;
  return is_no_group (line, at, zero) && gj_ocr_point_find (picture->gray, a, b, &found) && found.x0 < p->x1 &&
         found.x1 > p->x0 && found.y0 < p->y1 && found.y1 > p->y0 && is_alone (picture, line, within);
}
