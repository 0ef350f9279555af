/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/gj-upright.h"

#include <math.h>
#include <string.h>

/* Whether the characters @a and @b follow each other in a word that every report is full of: 1, 信息 公开 政府 工作 forwards; -1, backwards. */
static int
follow (gunichar a, gunichar b)
{
  static const gunichar words[][2] = { { 0x4FE1, 0x606F }, { 0x516C, 0x5F00 }, { 0x653F, 0x5E9C }, { 0x5DE5, 0x4F5C } };
  for (gsize w = 0; w < G_N_ELEMENTS (words); w++)
    if (a == words[w][0] && b == words[w][1])
      return 1;
    else if (a == words[w][1] && b == words[w][0])
      return -1;
  return 0;
}

/* Poppler may give the characters of a page that stands on its head from left to right, and those of one that lies on its side
 * from their end: then words run backwards. */
static gboolean
reads_backwards (const GjPage *page)
{
  guint forth = 0, back = 0;
  for (guint i = 1; i < page->glyphs->len; i++) {
    int way = follow (g_array_index (page->glyphs, GjGlyph, i - 1).ch, g_array_index (page->glyphs, GjGlyph, i).ch);
    forth += way > 0;
    back += way < 0;
  }
  return back >= 3 && back > 4 * forth;
}

/* Whether words begin at their right ends, in whichever order poppler gives their characters: it is another from line to line. */
static gboolean
stands_on_its_head (const GjPage *page)
{
  guint upright = 0, turned = 0;
  for (guint i = 1; i < page->glyphs->len; i++) {
    const GjGlyph *a = &g_array_index (page->glyphs, GjGlyph, i - 1), *b = a + 1;
    int way = follow (a->ch, b->ch);
    double dx = b->box.x0 - a->box.x0;
    if (fabs (dx) < 0.5 * gj_box_width (&a->box) || fabs (dx) > 3 * gj_box_width (&a->box))
      continue;
    upright += way * dx > 0;
    turned += way * dx < 0;
  }
  return turned >= 3 && turned > 4 * upright;
}

/* How many quarter turns (clockwise) the running text is turned by: 0 to 3. Vertical labels are a minority of a
 * page whose text runs upright, so the majority of neighbours decides. @before: of the page before it, which tells where there are few. */
static guint
text_turns (const GjPage *page, guint before)
{
  guint votes[4] = { 0 };
  for (guint i = 1; i < page->glyphs->len; i++) {
    const GjBox *a = &g_array_index (page->glyphs, GjGlyph, i - 1).box;
    const GjBox *b = &g_array_index (page->glyphs, GjGlyph, i).box;
    double dx = (b->x0 + b->x1 - a->x0 - a->x1) / 2, dy = (b->y0 + b->y1 - a->y0 - a->y1) / 2;
    double size = MAX (gj_box_height (a), gj_box_width (a));
    if (hypot (dx, dy) > 2 * size)
      continue;
    if (fabs (dx) > 3 * fabs (dy))
      votes[dx > 0 ? 0 : 2]++;
    else if (fabs (dy) > 3 * fabs (dx))
      votes[dy > 0 ? 1 : 3]++;
  }
  /* Figures are higher than wide; those of sideways text lie down. That tells where few neighbours vote. */
  guint tall = 0, wide = 0;
  for (guint i = 0; i < page->glyphs->len; i++) {
    const GjGlyph *g = &g_array_index (page->glyphs, GjGlyph, i);
    if (g->ch >= '0' && g->ch <= '9') {
      tall += gj_box_height (&g->box) > 1.2 * gj_box_width (&g->box);
      wide += gj_box_width (&g->box) > 1.2 * gj_box_height (&g->box);
    }
  }
  if (wide >= 8 && wide > 3 * tall && votes[1] != votes[3])
    return (votes[1] > votes[3]) != reads_backwards (page) ? 1 : 3;
  guint best = 0, total = votes[0] + votes[1] + votes[2] + votes[3];
  for (guint k = 1; k < 4; k++)
    if (votes[k] > votes[best])
      best = k;
  if (best == 0 && stands_on_its_head (page))
    return 2;
  if (total >= 4 && total < 24 && best != 0 && best % 2 == before % 2 && votes[best] * 10 > total * 7)
    return before;
  if (best == 2)
    return total >= 24 && votes[2] * 2 > total ? 2 : 0;
  if (total < 24 || votes[best] * 10 <= total * 7)
    return 0;
  return best != 0 && reads_backwards (page) ? 4 - best : best;
}

static GjBox
turn_box (const GjBox *b, const double m[6])
{
  double x0 = m[0] * b->x0 + m[2] * b->y0 + m[4], y0 = m[1] * b->x0 + m[3] * b->y0 + m[5];
  double x1 = m[0] * b->x1 + m[2] * b->y1 + m[4], y1 = m[1] * b->x1 + m[3] * b->y1 + m[5];
  return (GjBox){ MIN (x0, x1), MIN (y0, y1), MAX (x0, x1), MAX (y0, y1) };
}

/* Turns the model so that the text runs from left to right; to_display leads back. */
static void
turn_upright (GjPage *page, guint turns)
{
  double w = page->width, h = page->height;
  const double forth[4][6] = {
    { 1, 0, 0, 1, 0, 0 }, { 0, -1, 1, 0, 0, w }, { -1, 0, 0, -1, w, h }, { 0, 1, -1, 0, h, 0 }
  };
  const double back[4][6] = {
    { 1, 0, 0, 1, 0, 0 }, { 0, 1, -1, 0, w, 0 }, { -1, 0, 0, -1, w, h }, { 0, -1, 1, 0, 0, h }
  };
  const double *m = forth[turns];

  for (guint i = 0; i < page->glyphs->len; i++) {
    GjGlyph *g = &g_array_index (page->glyphs, GjGlyph, i);
    g->box = turn_box (&g->box, m);
  }
  for (guint i = 0; i < page->strokes->len; i++) {
    GjStroke *s = &g_array_index (page->strokes, GjStroke, i);
    *s = (GjStroke){ m[0] * s->x0 + m[2] * s->y0 + m[4], m[1] * s->x0 + m[3] * s->y0 + m[5],
                     m[0] * s->x1 + m[2] * s->y1 + m[4], m[1] * s->x1 + m[3] * s->y1 + m[5] };
  }
  for (guint i = 0; i < page->pictures->len; i++) {
    GjPicture *p = &g_array_index (page->pictures, GjPicture, i);
    p->box = turn_box (&p->box, m);
  }
  for (guint i = 0; i < page->marks->len; i++) {
    GjBox *b = &g_array_index (page->marks, GjBox, i);
    *b = turn_box (b, m);
  }
  for (guint i = 0; i < page->unread->len; i++) {
    GjBox *b = &g_array_index (page->unread, GjBox, i);
    *b = turn_box (b, m);
  }
  for (guint i = 0; i < page->rules->len; i++) {
    GjRule *r = &g_array_index (page->rules, GjRule, i);
    GjBox b = r->horizontal ? (GjBox){ r->from, r->pos, r->to, r->pos } : (GjBox){ r->pos, r->from, r->pos, r->to };
    b = turn_box (&b, m);
    r->horizontal = turns % 2 == 0 ? r->horizontal : !r->horizontal;
    r->pos = r->horizontal ? b.y0 : b.x0;
    r->from = r->horizontal ? b.x0 : b.y0;
    r->to = r->horizontal ? b.x1 : b.y1;
  }
  memcpy (page->to_display, back[turns], sizeof page->to_display);
  if (turns % 2 == 1) {
    page->width = h;
    page->height = w;
  }
}

/* Turns the box of @g, of @size, about its base line: what is above it is below. */
static void
mirror_box (GjGlyph *g, double size)
{
  const double descent = 0.24, middle = 0.36; /* of such a box, below its base line; of the type, above it */
  double y = g->box.y0 + descent * gj_box_height (&g->box) - middle * size;
  g->box.y0 = y - size / 2;
  g->box.y1 = y + size / 2;
}

/* Poppler takes text that lies on its side for such that lies on the other one where it is mirrored twice. Then its boxes are, too. */
static void
mirror_lines (GjPage *page)
{
  for (guint i = 0; i < page->glyphs->len; i++) {
    GjGlyph *g = &g_array_index (page->glyphs, GjGlyph, i);
    mirror_box (g, gj_glyph_size (g));
  }
}

/* 1 or -1: glyph @i of @page stands right behind or right before the one that comes before it; 0: elsewhere. */
static int
way_to (const GjPage *page, guint i)
{
  const GjGlyph *b = &g_array_index (page->glyphs, GjGlyph, i), *a = b - 1;
  if (i == 0 || i >= page->glyphs->len || fabs (a->box.y0 - b->box.y0) > 1)
    return 0;
  return fabs (b->box.x0 - a->box.x1) < 1 ? 1 : fabs (a->box.x0 - b->box.x1) < 1 ? -1 : 0;
}

/* On a page that was turned from its head: poppler takes text of some fonts that browsers make, whose letters are drawn, for upright.
 * It gives it from its end, in boxes above its base line. Single figures are such if their boxes are as high. */
static void
mirror_backward_runs (GjPage *page)
{
  const double same = 0.03;
  double heights[16];
  guint n = 0, len = page->glyphs->len;
  g_autofree int *ways = g_new0 (int, len + 1);
  for (guint i = 1; i < len; i++) {
    double h = gj_box_height (&g_array_index (page->glyphs, GjGlyph, i).box);
    gboolean known = n == G_N_ELEMENTS (heights);
    ways[i] = way_to (page, i);
    for (guint k = 0; k < n && ways[i] < 0; k++)
      known |= fabs (heights[k] - h) < same * h;
    if (ways[i] < 0 && !known)
      heights[n++] = h;
  }
  for (guint i = 0; i < len; i++) {
    GjGlyph *g = &g_array_index (page->glyphs, GjGlyph, i);
    double h = gj_box_height (&g->box);
    int way = ways[i] != 0 ? ways[i] : ways[i + 1];
    for (guint k = 0; k < n && way == 0; k++)
      way = fabs (heights[k] - h) < same * h ? -1 : 0;
    if (way < 0)
      mirror_box (g, 0.55 * h);
  }
}

guint
gj_page_turn_upright (GjPage *page, guint before)
{
  guint turns = text_turns (page, before);
  if (turns != 0)
    turn_upright (page, turns);
  if (turns % 2 == 1 && reads_backwards (page))
    mirror_lines (page);
  else if (turns == 2)
    mirror_backward_runs (page);
  return turns;
}
