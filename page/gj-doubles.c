/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page/gj-page.h"

#include <math.h>

static int
compare_by_char (gconstpointer a, gconstpointer b)
{
  const GjGlyph *p = *(GjGlyph *const *) a, *q = *(GjGlyph *const *) b;
  if (p->ch != q->ch)
    return p->ch < q->ch ? -1 : 1;
  if (p->box.x0 != q->box.x0)
    return p->box.x0 < q->box.x0 ? -1 : 1;
  return p < q ? -1 : p > q;
}

/* Whether @o is @g printed again a little to the right. Some readers of text layers end the box of the first where the next begins. */
static gboolean
is_double (const GjGlyph *g, const GjGlyph *o)
{
  double w = MAX (gj_box_width (&g->box), 0.5), h = MAX (gj_box_height (&g->box), 0.5), wide = gj_box_width (&o->box);
  gboolean alike = fabs (wide - w) < 0.3 * w && o->box.x0 - g->box.x0 <= 0.4 * w;
  gboolean cut = fabs (g->box.x1 - o->box.x0) < 0.1 * wide && w < 0.4 * wide;
  return (alike || cut) && fabs (o->box.y0 - g->box.y0) < 0.3 * h;
}

void
gj_page_drop_doubles (GjPage *page)
{
  guint n = page->glyphs->len;
  g_autoptr (GPtrArray) order = g_ptr_array_sized_new (n);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (order, &g_array_index (page->glyphs, GjGlyph, i));
  g_ptr_array_sort (order, compare_by_char);
  for (guint i = 0; i < n; i++) {
    GjGlyph *g = order->pdata[i];
    double w = MAX (gj_box_width (&g->box), 0.5);
    for (guint k = i + 1; k < n && !g->hidden; k++) {
      GjGlyph *o = order->pdata[k];
      if (o->ch != g->ch || o->box.x0 - g->box.x0 > 1.1 * w)
        break;
      if (!o->hidden && is_double (g, o))
        *(gj_box_width (&o->box) > 2 * w ? &g->hidden : &o->hidden) = 1;
    }
  }
  guint kept = 0;
  for (guint i = 0; i < n; i++) {
    GjGlyph g = g_array_index (page->glyphs, GjGlyph, i);
    if (!g.hidden)
      g_array_index (page->glyphs, GjGlyph, kept++) = g;
  }
  g_array_set_size (page->glyphs, kept);
}
