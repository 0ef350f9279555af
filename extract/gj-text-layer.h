/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * The characters of a PDF as poppler reads them. There are two of this: one asks poppler-glib (gj-text-layer-glib.c), one
 * libpoppler itself (gj-text-layer-core.cc), which the command has: poppler-glib needs cairo, gio and eighteen more
 * libraries, whose loading takes longer than reading a report, and only pictures of pages need them. What they say is the same.
 */
typedef struct GjTextLayer GjTextLayer;

/* Text whose boxes reach over the page's edge (so many points) is selected only by an area that holds them whole. */
#define GJ_TEXT_BEYOND 100

/* One character's place: points as displayed, not in order (x0 may be right of x1). */
typedef struct {
  double x0, y0, x1, y1;
} GjTextRect;

typedef struct {
  double width, height; /* of the page */
  char *text;           /* (nullable): of the whole page, with what reaches over its edge */
  GjTextRect *rects;    /* (nullable): one for each character of it, spaces and line ends included */
  guint n_rects;
} GjTextOfPage;

G_BEGIN_DECLS

/** gj_text_layer_open: @bytes, @n_bytes: the file, which must outlive the result. Returns: NULL if it is damaged or (@encrypted, out)
 * needs a password. */
GjTextLayer *gj_text_layer_open (const guint8 *bytes, gsize n_bytes, gboolean *encrypted);
void gj_text_layer_close (GjTextLayer *layer);

/* Not positive: it has no pages. */
int gj_text_layer_n_pages (GjTextLayer *layer);

/** gj_text_layer_read: page @number (from 1) into @out. Returns: FALSE if the page is damaged. */
gboolean gj_text_layer_read (GjTextLayer *layer, guint number, GjTextOfPage *out);

/** gj_text_layer_n_plain: Returns: how many pages were so plain that poppler's interpreter was not needed to read them (gj-text-run.h). */
guint gj_text_layer_n_plain (const GjTextLayer *layer);

/** gj_text_layer_keep_warm: poppler's global state is kept for the life of the process. */
void gj_text_layer_keep_warm (void);

G_END_DECLS

static inline void
gj_text_of_page_clear (GjTextOfPage *page)
{
  g_clear_pointer (&page->text, g_free);
  g_clear_pointer (&page->rects, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GjTextOfPage, gj_text_of_page_clear)
