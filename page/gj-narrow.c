/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page/gj-char.h"
#include "page/gj-page.h"

#include <math.h>

/*
 * In fonts of GBK the half-width digits and letters have character codes of their own, which some readers of text layers take for
 * the full-width ones: what stands in half the room of an ideograph is printed as half-width.
 */

#define FULL_FIRST 0xFF01
#define FULL_LAST 0xFF5E
#define TO_HALF 0xFEE0
#define NARROW 0.7 /* of the width of an ideograph of the same type */
#define REACH 60u  /* glyphs to both sides, among which there is one */

static gboolean
is_full (gunichar ch)
{
  return ch >= FULL_FIRST && ch <= FULL_LAST;
}

/* How wide an ideograph near glyph @at is whose box is as high; 0 if there is none. */
static double
ideograph_near (const GjPage *page, guint at)
{
  const GjGlyph *glyphs = (const GjGlyph *) page->glyphs->data;
  double high = gj_box_height (&glyphs[at].box);
  for (guint d = 1; d <= REACH; d++)
    for (int side = -1; side <= 1; side += 2) {
      gint64 i = (gint64) at + side * (gint64) d;
      if (i >= 0 && i < page->glyphs->len && gj_char_is_ideograph (glyphs[i].ch) &&
          fabs (gj_box_height (&glyphs[i].box) - high) < 0.03 * high)
        return gj_box_width (&glyphs[i].box);
    }
  return 0;
}

void
gj_page_narrow_forms (GjPage *page)
{
  guint n = page->glyphs->len;
  g_autofree guint8 *narrow = g_new0 (guint8, (gsize) n + 2); /* of glyph i at i + 1; 2: a digit or letter */
  for (guint i = 0; i < n; i++) {
    const GjGlyph *g = &g_array_index (page->glyphs, GjGlyph, i);
    if (is_full (g->ch) && gj_box_width (&g->box) < NARROW * ideograph_near (page, i))
      narrow[i + 1] = g_ascii_isalnum ((char) (g->ch - TO_HALF)) ? 2 : 1;
  }
  /* Full-width marks are set in half their room beside each other; beside digits in half of theirs they are such too. */
  for (guint i = 0; i < n; i++)
    if (narrow[i + 1] == 2 || (narrow[i + 1] == 1 && (narrow[i] == 2 || narrow[i + 2] == 2)))
      g_array_index (page->glyphs, GjGlyph, i).ch -= TO_HALF;
}
