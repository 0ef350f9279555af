/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page/gj-page.h"

/* The parts of a page from height @y on. */
static void
move_glyphs (GjPage *from, GjPage *to, double y)
{
  guint kept = 0;
  for (guint i = 0; i < from->glyphs->len; i++) {
    GjGlyph g = g_array_index (from->glyphs, GjGlyph, i);
    if ((g.box.y0 + g.box.y1) / 2 >= y)
      g_array_append_val (to->glyphs, g);
    else
      g_array_index (from->glyphs, GjGlyph, kept++) = g;
  }
  g_array_set_size (from->glyphs, kept);
}

static void
move_rules (GjPage *from, GjPage *to, double y)
{
  guint kept = 0;
  for (guint i = 0; i < from->rules->len; i++) {
    GjRule r = g_array_index (from->rules, GjRule, i);
    if ((r.horizontal ? r.pos : (r.from + r.to) / 2) >= y)
      g_array_append_val (to->rules, r);
    else
      g_array_index (from->rules, GjRule, kept++) = r;
  }
  g_array_set_size (from->rules, kept);
}

static void
move_pictures (GjPage *from, GjPage *to, double y)
{
  guint kept = 0;
  for (guint i = 0; i < from->pictures->len; i++) {
    GjPicture p = g_array_index (from->pictures, GjPicture, i);
    if ((p.box.y0 + p.box.y1) / 2 >= y)
      g_array_append_val (to->pictures, p);
    else
      g_array_index (from->pictures, GjPicture, kept++) = p;
  }
  g_array_set_size (from->pictures, kept);
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
    move_glyphs (from, to, at);
    move_rules (from, to, at);
    move_pictures (from, to, at);
    move_grids_and_lines (from, to, at);
    g_ptr_array_add (doc->second->pages, to);
  }
}
