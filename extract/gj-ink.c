/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/gj-ink.h"

#include <math.h>
#include <string.h>

#define MAX_FILLS 8192

typedef struct {
  GjBox box;
  double lightness;
} Fill;

static const double identity[6] = { 1, 0, 0, 1, 0, 0 };

void
gj_ink_init (GjInk *ink)
{
  memset (ink, 0, sizeof *ink);
  ink->fills = g_array_new (FALSE, FALSE, sizeof (Fill));
}

void
gj_ink_clear (GjInk *ink)
{
  g_clear_pointer (&ink->fills, g_array_unref);
}

void
gj_ink_fill (GjInk *ink, const GjBox *box, double lightness)
{
  /* Beyond the bound the last one stands for all: nothing is known any more. */
  if (ink->fills->len >= MAX_FILLS) {
    g_array_index (ink->fills, Fill, MAX_FILLS - 1) = (Fill){ { -1e9, -1e9, 1e9, 1e9 }, GJ_INK_UNKNOWN };
    return;
  }
  Fill fill = { *box, lightness };
  g_array_append_val (ink->fills, fill);
}

static void
set_line (GjInk *ink, const double m[6])
{
  memcpy (ink->line, m, sizeof ink->line);
  memcpy (ink->text, m, sizeof ink->text);
  ink->placed = TRUE;
}

static void
next_line (GjInk *ink, double x, double y)
{
  double m[6];
  memcpy (m, ink->line, sizeof m);
  m[4] += x * m[0] + y * m[2];
  m[5] += x * m[1] + y * m[3];
  set_line (ink, m);
}

gboolean
gj_ink_operator (GjInk *ink, const GjContent *c)
{
  const char *op = c->operator_;
  const double *n = c->numbers;
  if (strcmp (op, "BT") == 0)
    set_line (ink, identity);
  else if (strcmp (op, "Tm") == 0 && c->n_numbers >= 6)
    set_line (ink, n);
  else if (strcmp (op, "Td") == 0 && c->n_numbers >= 2)
    next_line (ink, n[0], n[1]);
  else if (strcmp (op, "TD") == 0 && c->n_numbers >= 2) {
    ink->leading = -n[1];
    next_line (ink, n[0], n[1]);
  } else if (strcmp (op, "T*") == 0)
    next_line (ink, 0, -ink->leading);
  else if (strcmp (op, "TL") == 0 && c->n_numbers >= 1)
    ink->leading = n[0];
  else if (strcmp (op, "Tf") == 0 && c->n_numbers >= 1)
    ink->size = n[0];
  else
    return FALSE;
  return TRUE;
}

gboolean
gj_ink_start (const GjInk *ink, const double matrix[6], double *x, double *y, double *ground)
{
  const double *t = ink->text, *m = matrix;
  if (!ink->placed)
    return FALSE;
  *x = m[0] * t[4] + m[2] * t[5] + m[4];
  *y = m[1] * t[4] + m[3] * t[5] + m[5];
  /* A point inside the first character. */
  double u = t[4] + (0.2 * t[0] + 0.3 * t[2]) * ink->size, v = t[5] + (0.2 * t[1] + 0.3 * t[3]) * ink->size;
  double px = m[0] * u + m[2] * v + m[4], py = m[1] * u + m[3] * v + m[5];
  *ground = 1;
  for (guint i = ink->fills->len; i-- > 0;) {
    const Fill *fill = &g_array_index (ink->fills, Fill, i);
    if (gj_box_contains (&fill->box, px, py)) {
      *ground = fill->lightness;
      break;
    }
  }
  return TRUE;
}

/* The glyph that starts at @x on base line @y, or -1. */
static int
glyph_at (const GjPage *page, double x, double y)
{
  int found = -1;
  double best = 1.2;
  for (guint i = 0; i < page->glyphs->len; i++) {
    const GjGlyph *g = &g_array_index (page->glyphs, GjGlyph, i);
    double h = gj_box_height (&g->box), off = fabs (g->box.x0 - x);
    if (!g->hidden && off < best && y > g->box.y0 + 0.4 * h && y < g->box.y1 + 0.1 * h) {
      best = off;
      found = (int) i;
    }
  }
  return found;
}

/* The glyph that goes on right behind @before, in the same type, or -1. */
static int
glyph_behind (const GjPage *page, const GjGlyph *before)
{
  double h = gj_box_height (&before->box);
  for (guint i = 0; i < page->glyphs->len; i++) {
    const GjGlyph *g = &g_array_index (page->glyphs, GjGlyph, i);
    if (!g->hidden && fabs (g->box.x0 - before->box.x1) < 0.05 * h && fabs (g->box.y0 - before->box.y0) < 0.02 * h &&
        fabs (g->box.y1 - before->box.y1) < 0.02 * h)
      return (int) i;
  }
  return -1;
}

gboolean
gj_ink_drop (GjPage *page, const GArray *hidden)
{
  gboolean all = TRUE;
  for (guint i = 0; i < hidden->len; i++) {
    const GjHiddenText *text = &g_array_index (hidden, GjHiddenText, i);
    int at = glyph_at (page, text->x, text->y);
    all &= at >= 0;
    for (guint k = 0; k < text->n && at >= 0; k++) {
      GjGlyph *g = &g_array_index (page->glyphs, GjGlyph, at);
      g->hidden = 1;
      at = glyph_behind (page, g);
    }
  }
  guint kept = 0;
  for (guint i = 0; i < page->glyphs->len; i++) {
    GjGlyph g = g_array_index (page->glyphs, GjGlyph, i);
    if (!g.hidden)
      g_array_index (page->glyphs, GjGlyph, kept++) = g;
  }
  g_array_set_size (page->glyphs, kept);
  return all;
}
