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
        (fabs (gap) < 0.1 * wb && wa < (a->ch == b->ch ? 0.7 : 0.35) * wb))
      return TRUE;
    width = MAX (width, MAX (wa, wb));
    next = MAX (next, MIN (gap, widest));
    widest = MAX (widest, gap);
  }
  return (widest > 2.2 * width && widest > 2 * next + 0.3 * width) || is_numbered (glyphs, n, widest);
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
  double w = gj_box_width (&g->box), size = gj_glyph_size (g), middle = (g->box.y0 + g->box.y1) / 2;
  gboolean behind = b->x0 > g->box.x1 - 0.3 * w && b->x0 < g->box.x1 + w,
           before = b->x1 < g->box.x0 + 0.3 * w && b->x1 > g->box.x0 - w;
  return gj_box_height (b) > GJ_MARK_POINT && (behind || before) && b->y0 < middle && b->y1 > middle &&
         gj_box_height (b) < 1.3 * size && gj_box_width (b) < 4 * size;
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

gboolean
gj_digits_go_on_in_ink (const GjPage *page, const GjGlyph *glyphs, guint n)
{
  const GjGlyph *first = NULL;
  for (guint i = 0; i < n; i++) {
    const GjGlyph *g = &glyphs[i];
    if (gj_char_digit (g->ch) < 0)
      continue;
    first = first != NULL ? first : g;
    if (i > 0 && has_drawn_point (page, &glyphs[i - 1], g))
      return TRUE;
    for (guint k = 0; k < page->marks->len; k++)
      if (is_beside (&g_array_index (page->marks, GjBox, k), g))
        return TRUE;
    for (guint k = 0; k < page->pictures->len; k++)
      if (is_beside (&g_array_index (page->pictures, GjPicture, k).box, g))
        return TRUE;
  }
  for (guint k = 0; k < page->rules->len && first != NULL; k++) { /* a minus */
    const GjRule *r = &g_array_index (page->rules, GjRule, k);
    double size = gj_glyph_size (first), w = gj_box_width (&first->box);
    if (r->horizontal && r->to - r->from < size && r->to < first->box.x0 + 0.3 * w && r->to > first->box.x0 - 1.5 * w &&
        fabs (r->pos - (first->box.y0 + first->box.y1) / 2) < 0.25 * size)
      return TRUE;
  }
  return FALSE;
}
