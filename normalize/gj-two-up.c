/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-two-up.h"

#include "page/gj-char.h"

#include <math.h>
#include <string.h>

#define BROAD 1.2     /* width of such a page, in heights */
#define MIDDLE 0.1    /* how far from the page's middle the gutter's may be, in widths */
#define GUTTER 0.012  /* its least width, in widths of the page */
#define LINE_LENGTH 9 /* characters of Chinese, side by side, that no header of figures has between two columns */
#define MIN_LINES 3
#define MIN_CELLS 12 /* of a grid that is a table of its own */

static void
take (gboolean *taken, guint n, double from, double to)
{
  for (double at = floor (MAX (from, 0)); at <= to && at < n; at++)
    taken[(guint) at] = TRUE;
}

/* The gutter of @page: the broadest strip near its middle that nothing touches. */
static gboolean
find_gutter (const GjPage *page, double *x)
{
  const double least = GUTTER * page->width;
  guint n = (guint) ceil (page->width) + 1, best = 0, run = 0;
  if (page->source == GJ_SOURCE_TEXT || page->width < BROAD * page->height || n > 100000)
    return FALSE;
  g_autofree gboolean *taken = g_new0 (gboolean, n);
  for (guint i = 0; i < page->glyphs->len; i++) {
    const GjBox *b = &g_array_index (page->glyphs, GjGlyph, i).box;
    take (taken, n, b->x0, b->x1);
  }
  for (guint i = 0; i < page->rules->len; i++) {
    const GjRule *r = &g_array_index (page->rules, GjRule, i);
    take (taken, n, r->horizontal ? r->from : r->pos, r->horizontal ? r->to : r->pos);
  }
  for (guint i = 0; i < page->grids->len && page->source == GJ_SOURCE_OCR; i++) { /* whose rules are in no list */
    const GjBox *b = &((const GjGrid *) page->grids->pdata[i])->box;
    take (taken, n, b->x0, b->x1);
  }
  for (guint i = 0; i < n; i++) {
    run = taken[i] ? 0 : run + 1;
    double middle = i - run / 2.0;
    if (run > best && run >= least && fabs (middle - page->width / 2) < MIDDLE * page->width) {
      best = run;
      *x = middle;
    }
  }
  return best > 0;
}

/* Whether the part of @page from @x0 to @x1 has lines of prose, or a table. */
static gboolean
is_written (const GjPage *page, double x0, double x1)
{
  guint lines = 0, run = 0;
  for (guint g = 0; g < page->grids->len; g++) {
    const GjGrid *grid = page->grids->pdata[g];
    if (grid->box.x0 > x0 && grid->box.x1 < x1 && grid->cells->len >= MIN_CELLS)
      return TRUE;
  }
  for (guint i = 0; i < page->glyphs->len; i++) {
    const GjGlyph *g = &g_array_index (page->glyphs, GjGlyph, i), *last = i > 0 ? g - 1 : g;
    double shift = fabs (g->box.y0 + g->box.y1 - last->box.y0 - last->box.y1) / 2;
    gboolean inside = g->box.x0 > x0 && g->box.x1 < x1 && gj_char_is_cjk (g->ch);
    gboolean beside = shift < 0.2 * gj_glyph_size (g) && fabs (g->box.x0 - last->box.x1) < 0.5 * gj_glyph_size (g);
    run = !inside ? 0 : beside ? run + 1 : 1;
    lines += run == LINE_LENGTH;
  }
  return lines >= MIN_LINES;
}

static double
glyph_middle (gconstpointer item)
{
  const GjGlyph *g = item;
  return (g->box.x0 + g->box.x1) / 2;
}

static double
rule_middle (gconstpointer item)
{
  const GjRule *r = item;
  return r->horizontal ? (r->from + r->to) / 2 : r->pos;
}

static double
box_middle (gconstpointer item)
{
  const GjBox *b = item;
  return (b->x0 + b->x1) / 2;
}

/* What of @page stands right of @x, as a page of its own. */
static GjPage *
part (GjPage *page, double x)
{
  GjPage *right = gj_page_new (page->number, page->width, page->height, page->source);
  for (guint k = 0; k < G_N_ELEMENTS (right->to_display); k++)
    right->to_display[k] = page->to_display[k];
  gj_items_move (page->glyphs, right->glyphs, glyph_middle, x);
  gj_items_move (page->rules, right->rules, rule_middle, x);
  gj_items_move (page->strokes, right->strokes, box_middle, x);
  gj_items_move (page->marks, right->marks, box_middle, x);
  gj_items_move (page->unread, right->unread, box_middle, x);
  for (guint g = 0; g < page->grids->len;)
    if (box_middle (&((GjGrid *) page->grids->pdata[g])->box) > x)
      g_ptr_array_add (right->grids, g_ptr_array_steal_index (page->grids, g));
    else
      g++;
  page->width = x;
  return right;
}

void
gj_two_up_part (GjDocument *doc)
{
  gboolean any = FALSE;
  double x;
  for (guint p = 0; p < doc->pages->len; p++) {
    const GjPage *page = doc->pages->pdata[p];
    if (page->pictures->len > 0 && page->source != GJ_SOURCE_OCR)
      return;
    any |= find_gutter (page, &x) && is_written (page, 0, x) && is_written (page, x, page->width);
  }
  for (guint p = 0; p < doc->pages->len && any; p++)
    if (find_gutter (doc->pages->pdata[p], &x)) {
      GjPage *right = part (doc->pages->pdata[p], x);
      g_ptr_array_insert (doc->pages, (gint) ++p, right);
    }
}
