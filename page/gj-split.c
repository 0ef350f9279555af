/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page/gj-page.h"

#include <string.h>

static double
glyph_height (gconstpointer item)
{
  const GjGlyph *g = item;
  return (g->box.y0 + g->box.y1) / 2;
}

static double
rule_height (gconstpointer item)
{
  const GjRule *r = item;
  return r->horizontal ? r->pos : (r->from + r->to) / 2;
}

static double
picture_height (gconstpointer item)
{
  const GjPicture *p = item;
  return (p->box.y0 + p->box.y1) / 2;
}

static double
mark_height (gconstpointer item)
{
  const GjBox *b = item;
  return (b->y0 + b->y1) / 2;
}

void
gj_items_move (GArray *from, GArray *to, double (*where) (gconstpointer item), double at)
{
  guint size = g_array_get_element_size (from), kept = 0;
  for (guint i = 0; i < from->len; i++) {
    const char *item = from->data + (gsize) i * size;
    if (where (item) >= at)
      g_array_append_vals (to, item, 1);
    else if (i != kept++)
      memcpy (from->data + (gsize) (kept - 1) * size, item, size);
  }
  g_array_set_size (from, kept);
}

static void
move_grids_and_lines (GjPage *from, GjPage *to, double y)
{
  for (guint i = 0; i < from->grids->len;)
    if (((GjGrid *) from->grids->pdata[i])->box.y0 >= y)
      g_ptr_array_add (to->grids, g_ptr_array_steal_index (from->grids, i));
    else
      i++;
  for (guint i = 0; i < from->lines->len;)
    if (((GjLine *) from->lines->pdata[i])->box.y0 >= y)
      g_ptr_array_add (to->lines, g_ptr_array_steal_index (from->lines, i));
    else
      i++;
}

void
gj_document_split (GjDocument *doc, guint page, double y)
{
  if (doc->second != NULL)
    return;
  doc->second = gj_document_new ();
  doc->second->n_pages = doc->n_pages;
  for (guint i = page; i < doc->pages->len; i++) {
    GjPage *from = doc->pages->pdata[i];
    GjPage *to = gj_page_new (from->number, from->width, from->height, from->source);
    double at = i == page ? y : -G_MAXDOUBLE;
    for (guint k = 0; k < G_N_ELEMENTS (to->to_display); k++)
      to->to_display[k] = from->to_display[k];
    to->dpi = from->dpi;
    gj_items_move (from->glyphs, to->glyphs, glyph_height, at);
    gj_items_move (from->rules, to->rules, rule_height, at);
    gj_items_move (from->strokes, to->strokes, mark_height, at);
    gj_items_move (from->pictures, to->pictures, picture_height, at);
    gj_items_move (from->marks, to->marks, mark_height, at);
    gj_items_move (from->unread, to->unread, mark_height, at);
    gj_items_move (from->sealed, to->sealed, mark_height, at);
    move_grids_and_lines (from, to, at);
    g_ptr_array_add (doc->second->pages, to);
  }
}
