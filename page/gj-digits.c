/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page/gj-digits.h"

#include "page/gj-char.h"

#include <math.h>

gboolean
gj_digits_are_neighbours (const GjGlyph *a, const GjGlyph *b, double high)
{
  double shift = fabs (a->box.y0 + a->box.y1 - b->box.y0 - b->box.y1) / 2;
  return gj_char_digit (a->ch) >= 0 && gj_char_digit (b->ch) >= 0 && shift <= high;
}

gboolean
gj_digits_have_note_mark (const GjGlyph *glyphs, guint n)
{
  for (guint i = 1; i < n; i++) {
    const GjGlyph *a = &glyphs[i - 1], *b = &glyphs[i];
    double ha = gj_box_height (&a->box), hb = gj_box_height (&b->box), high = MAX (ha, hb), ratio = MIN (ha, hb) / high;
    double wa = gj_box_width (&a->box), wb = gj_box_width (&b->box), width = MAX (wa, wb);
    double shift = fabs (a->box.y0 + a->box.y1 - b->box.y0 - b->box.y1) / 2;
    if (!gj_digits_are_neighbours (a, b, high))
      continue;
    /* Boxes are as high as the font, not as its type: another font at the same size is no mark. */
    double shape = wa * hb / MAX (wb * ha, 0.01);
    gboolean same_font = shape > 0.8 && shape < 1.25;
    if (ratio < 0.8 && (shift > 0.1 * high || same_font))
      return TRUE;
    gboolean close = b->box.x0 - a->box.x1 < 0.5 * width && b->box.x0 > a->box.x0 + 0.3 * wa;
    if (!close || !same_font)
      continue;
    if ((ratio < 0.93 || ratio > 0.98) && shift > 0.25 * width && shift < 1.2 * width)
      return TRUE;
  }
  return FALSE;
}

#define MOST_OVERLAP 0.35 /* of a digit's width, that letters set close may have */

/* A digit farther behind a point than half its width, with no such gap before the point or between digits: the number of an item, and a
 * figure. */
static gboolean
is_numbered (const GjGlyph *glyphs, guint n, double widest)
{
  for (guint i = 2; i < n; i++) {
    const GjGlyph *point = &glyphs[i - 1], *b = &glyphs[i];
    double gap = b->box.x0 - point->box.x1, width = gj_box_width (&b->box),
           before = point->box.x0 - glyphs[i - 2].box.x1;
    if (point->ch == '.' && gj_digits_are_neighbours (&glyphs[i - 2], b, 0.5 * gj_glyph_size (b)) &&
        gap > MAX (0.5 * width, 2 * MAX (before, widest) + 0.3 * width))
      return TRUE;
  }
  return FALSE;
}

/* One character that a font calls two alike digits: these share its room, half of what another digit has. Only a 1 is so narrow in print. */
static gboolean
is_shared (const GjGlyph *glyphs, guint n)
{
  double widest = 0;
  for (guint i = 0; i < n; i++)
    if (glyphs[i].ch >= '0' && glyphs[i].ch <= '9') /* full-width ones are as broad as two */
      widest = MAX (widest, gj_box_width (&glyphs[i].box));
  for (guint i = 1; i < n; i++) {
    const GjGlyph *a = &glyphs[i - 1], *b = &glyphs[i];
    double wa = gj_box_width (&a->box), wb = gj_box_width (&b->box);
    if (a->ch == b->ch && gj_char_digit (a->ch) > 1 && fabs (b->box.x0 - a->box.x1) < 0.02 * widest &&
        fabs (a->box.y0 - b->box.y0) < 0.1 && fabs (wa - wb) < 0.05 * widest && wa < 0.6 * widest)
      return TRUE;
  }
  return FALSE;
}

gboolean
gj_digits_are_uneven (const GjGlyph *glyphs, guint n)
{
  double widest = 0, next = 0, width = 0;
  for (guint i = 1; i < n; i++) {
    const GjGlyph *a = &glyphs[i - 1], *b = &glyphs[i];
    double gap = b->box.x0 - a->box.x1, wa = gj_box_width (&a->box), wb = gj_box_width (&b->box);
    double high = MIN (gj_glyph_size (a), gj_glyph_size (b)); /* boxes of some fonts are higher than their lines */
    if (!gj_digits_are_neighbours (a, b, 0.5 * high))
      continue;
    /* Where one is drawn over the next, some readers of text layers end its box there. */
    if ((-gap > MOST_OVERLAP * MIN (wa, wb) && b->box.x1 > a->box.x0) ||
        (fabs (gap) < 0.5 * MAX (wa, wb) && MIN (wa, wb) < 0.1 * MAX (wa, wb)) || /* squeezed to nothing */
        (fabs (gap) < 0.1 * wb && wa < (a->ch == b->ch ? 0.7 : 0.35) * wb))
      return TRUE;
    width = MAX (width, MAX (wa, wb));
    next = MAX (next, MIN (gap, widest));
    widest = MAX (widest, gap);
  }
  return (widest > 2.2 * width && widest > 2 * next + 0.3 * width) || is_numbered (glyphs, n, widest) ||
         is_shared (glyphs, n);
}

static gboolean
is_underline (gunichar ch)
{
  return ch == '_' || ch == 0xFF3F || ch == 0x2581;
}

gboolean
gj_digits_are_overprinted (const GjGlyph *glyphs, guint n)
{
  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < n && gj_char_digit (glyphs[i].ch) >= 0; k++) {
      const GjBox *a = &glyphs[i].box, *b = &glyphs[k].box;
      double high = 0.5 * MIN (gj_glyph_size (&glyphs[i]), gj_glyph_size (&glyphs[k]));
      if (gj_char_digit (glyphs[k].ch) < 0 && !is_underline (glyphs[k].ch) &&
          fabs (a->y0 + a->y1 - b->y0 - b->y1) / 2 < high &&
          (gj_overlap (a->x0, a->x1, b->x0, b->x1) > MOST_OVERLAP * MIN (gj_box_width (a), gj_box_width (b)) + 0.1 ||
           (fabs (b->x0 - a->x1) < 0.02 &&
            gj_box_width (a) < 0.2 * gj_box_height (a)))) /* its box ends where the other begins */
        return TRUE;
    }
  return FALSE;
}

gboolean
gj_digits_lie_down (const GjPage *page, const GjGlyph *glyphs, guint n)
{
  guint digits = 0, down = 0;
  for (guint i = 0; i < n && page->source == GJ_SOURCE_TEXT_LAYER; i++) {
    digits += gj_char_digit (glyphs[i].ch) >= 0;
    down += gj_char_digit (glyphs[i].ch) >= 0 && gj_box_width (&glyphs[i].box) > 1.3 * gj_box_height (&glyphs[i].box);
  }
  return digits > 1 && down > 0;
}

/* Whether shape @b stands on the line of digit @g, right beside it, and is no higher than type: what is drawn around a figure is no part of
 * it. */
static gboolean
is_beside (const GjBox *b, const GjGlyph *g)
{
  double w = gj_box_width (&g->box), middle = (g->box.y0 + g->box.y1) / 2;
  gboolean behind = b->x0 > g->box.x1 - 0.3 * w && b->x0 < g->box.x1 + w,
           before = b->x1 < g->box.x0 + 0.3 * w && b->x1 > g->box.x0 - w;
  if (gj_box_height (b) <= GJ_MARK_POINT || !(behind || before) || b->y0 >= middle || b->y1 <= middle)
    return FALSE;
  double size = gj_glyph_size (g);
  return gj_box_height (b) < 1.3 * size && gj_box_width (b) < 4 * size;
}

/* Whether a point is drawn between digits @a and @b, on their base line: text has none there. */
static gboolean
has_drawn_point (const GjPage *page, const GjGlyph *a, const GjGlyph *b)
{
  double size = gj_glyph_size (a), w = gj_box_width (&a->box), middle = (a->box.y0 + a->box.y1) / 2;
  for (guint k = 0; k < page->marks->len && gj_digits_are_neighbours (a, b, 0.3 * size); k++) {
    const GjBox *m = &g_array_index (page->marks, GjBox, k);
    double x = (m->x0 + m->x1) / 2, y = (m->y0 + m->y1) / 2 - middle;
    if (gj_box_width (m) < GJ_MARK_POINT && gj_box_height (m) < GJ_MARK_POINT && x > a->box.x1 - 0.25 * w &&
        x < b->box.x0 + 0.25 * w && y > 0.15 * size && y < 0.42 * size)
      return TRUE;
  }
  return FALSE;
}

/* Whether rule @r, which is upright, stands beside digit @g like a 1 that is drawn: as high, and no side of a frame. */
static gboolean
is_drawn_one (const GjPage *page, const GjRule *r, const GjGlyph *g)
{
  double w = gj_box_width (&g->box), length = r->to - r->from;
  gboolean beside = (r->pos > g->box.x1 - 0.2 * w && r->pos < g->box.x1 + w) ||
                    (r->pos < g->box.x0 + 0.2 * w && r->pos > g->box.x0 - w);
  if (r->horizontal || !beside)
    return FALSE;
  double size = gj_glyph_size (g);
  if (length < 0.5 * size || length > 1.1 * size || fabs ((r->from + r->to - g->box.y0 - g->box.y1) / 2) > 0.25 * size)
    return FALSE;
  for (guint k = 0; k < page->rules->len; k++) {
    const GjRule *o = &g_array_index (page->rules, GjRule, k);
    if (o->horizontal && o->from < r->pos + 1 && o->to > r->pos - 1 &&
        (fabs (o->pos - r->from) < 1.5 || fabs (o->pos - r->to) < 1.5))
      return FALSE;
  }
  return TRUE;
}

gboolean
gj_digits_go_on_in_ink (const GjPage *page, const GjGlyph *glyphs, guint n)
{
  const GjGlyph *first = NULL;
  GjBox reach = { 0, 0, 0, 0 };
  for (guint i = 0; i < n; i++) {
    const GjGlyph *g = &glyphs[i];
    if (gj_char_digit (g->ch) < 0)
      continue;
    first = first != NULL ? first : g;
    reach =
        gj_box_union (&reach, &(GjBox){ 2 * g->box.x0 - g->box.x1, g->box.y0, 2 * g->box.x1 - g->box.x0, g->box.y1 });
    if (i > 0 && has_drawn_point (page, &glyphs[i - 1], g))
      return TRUE;
    for (guint k = 0; k < page->marks->len; k++)
      if (is_beside (&g_array_index (page->marks, GjBox, k), g))
        return TRUE;
    for (guint k = 0; k < page->pictures->len; k++)
      if (is_beside (&g_array_index (page->pictures, GjPicture, k).box, g))
        return TRUE;
  }
  if (first == NULL)
    return FALSE;
  const double size = gj_glyph_size (first), w = gj_box_width (&first->box);
  for (guint k = 0; k < page->rules->len; k++) { /* a minus, or a 1 */
    const GjRule *r = &g_array_index (page->rules, GjRule, k);
    gboolean near = !r->horizontal && r->pos > reach.x0 && r->pos < reach.x1 && r->from < reach.y1 && r->to > reach.y0;
    for (guint i = 0; i < n && near; i++)
      if (gj_char_digit (glyphs[i].ch) >= 0 && is_drawn_one (page, r, &glyphs[i]))
        return TRUE;
    if (r->horizontal && r->to - r->from < size && r->to < first->box.x0 + 0.3 * w && r->to > first->box.x0 - 1.5 * w &&
        fabs (r->pos - (first->box.y0 + first->box.y1) / 2) < 0.25 * size)
      return TRUE;
  }
  return FALSE;
}

/* How much of @s lies in @box (Liang and Barsky 1984). */
static double
length_inside (const GjStroke *s, const GjBox *box)
{
  double d[2] = { s->x1 - s->x0, s->y1 - s->y0 }, from = 0, to = 1;
  const double low[2] = { box->x0 - s->x0, box->y0 - s->y0 }, high[2] = { box->x1 - s->x0, box->y1 - s->y0 };
  for (int i = 0; i < 2; i++) {
    if (fabs (d[i]) < 1e-9) {
      if (low[i] > 0 || high[i] < 0)
        return 0;
      continue;
    }
    double a = low[i] / d[i], b = high[i] / d[i];
    from = MAX (from, MIN (a, b));
    to = MIN (to, MAX (a, b));
  }
  return to > from ? (to - from) * hypot (d[0], d[1]) : 0;
}

/* What a stroke through digit @i crosses: its ink, and what is between it and the next digit, for that parts them. */
static GjBox
struck_box (const GjGlyph *glyphs, guint n, guint i)
{
  double high = 0.3 * gj_glyph_size (&glyphs[i]), y = (glyphs[i].box.y0 + glyphs[i].box.y1) / 2;
  GjBox ink = { glyphs[i].box.x0, y - high, glyphs[i].box.x1, y + high };
  if (i + 1 < n && gj_digits_are_neighbours (&glyphs[i], &glyphs[i + 1], high) &&
      glyphs[i + 1].box.x0 - ink.x1 < 3 * gj_box_width (&glyphs[i].box))
    ink.x1 = MAX (ink.x1, glyphs[i + 1].box.x0);
  return ink;
}

GjStruck
gj_digits_struck (const GjPage *page, const GjGlyph *glyphs, guint n)
{
  const double least = 0.4; /* of its size, inside what shows of a figure: what touches it is less */
  double inside = 0, size = 0, left = G_MAXDOUBLE, right = -G_MAXDOUBLE;
  guint digits = 0, below = 0;
  GjBox all = { 0, 0, 0, 0 };
  for (guint i = 0; i < n && page->strokes->len > 0; i++)
    if (gj_char_digit (glyphs[i].ch) >= 0) {
      GjBox ink = struck_box (glyphs, n, i);
      all = gj_box_union (&all, &ink);
      size = MAX (size, gj_glyph_size (&glyphs[i]));
    }
  for (guint k = 0; k < page->strokes->len && size > 0; k++) {
    const GjStroke *s = &g_array_index (page->strokes, GjStroke, k);
    double through = 0;
    if (length_inside (s, &all) <= 0)
      continue;
    for (guint i = 0; i < n; i++) {
      GjBox ink = struck_box (glyphs, n, i);
      through += gj_char_digit (glyphs[i].ch) >= 0 ? length_inside (s, &ink) : 0;
    }
    if (through <= 0)
      continue;
    inside += through;
    left = MIN (left, MIN (s->x0, s->x1));
    right = MAX (right, MAX (s->x0, s->x1));
  }
  if (inside < least * size || size <= 0)
    return GJ_STRUCK_NOT;
  for (guint i = 0; i < n; i++) {
    double x = (glyphs[i].box.x0 + glyphs[i].box.x1) / 2, w = 0.2 * gj_box_width (&glyphs[i].box);
    digits += gj_char_digit (glyphs[i].ch) >= 0;
    below += gj_char_digit (glyphs[i].ch) >= 0 && x > left - w && x < right + w;
  }
  return below == digits ? GJ_STRUCK_WHOLE : GJ_STRUCK_PARTLY;
}
