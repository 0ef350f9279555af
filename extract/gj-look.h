/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "extract/gj-vector.h"
#include "page/gj-error.h"

#include <cairo.h>
#include <poppler.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PopplerPage, g_object_unref)

/*
 * What a page's picture says about its text layer. A picture costs as much as reading a page three times: it is made only
 * where content stream and fonts leave something open.
 */
typedef struct GjLook GjLook;

/** gj_look_new: what was seen on the pages of the file @bytes, which must outlive it: characters of a font are looked at once. */
GjLook *gj_look_new (const guint8 *bytes, gsize n_bytes);
void gj_look_free (GjLook *look);

/** gj_look_page: page @number (from 1), for pictures of it. Only this opens the file. Returns: (nullable, caller's). */
PopplerPage *gj_look_page (GjLook *look, guint number);

/** gj_look_open_document: the file @data, without what poppler has to say of it as messages. */
PopplerDocument *gj_look_open_document (const guint8 *data, gsize n_bytes, GError **error);

/** gj_look_render: the part @clip (points as displayed) of @page. @parts: (nullable): of GjBox; nothing else of it will be looked at, and stays
 * empty. Returns: (caller's). Errors: GJ_ERROR_LIMIT. */
cairo_surface_t *gj_look_render (PopplerPage *page, const GjBox *clip, const GArray *parts, double dpi, GError **error);

/** gj_look_release_fonts: when the document of rendered pages is closed, cairo still keeps the last 256 fonts of which nobody uses one
 * (CAIRO_SCALED_FONT_MAX_HOLDOVERS in its source), with their files, 40 MiB and more. They give way to as many without glyphs. */
void gj_look_release_fonts (void);

/** gj_look_drop_hidden: text that leaves no ink (rendering mode 3, white on white) is not printed: it is dropped from @page. Only pages where the
 * content stream does not tell which text that is need this. */
void gj_look_drop_hidden (PopplerPage *source, GjPage *page);

/** gj_look_at_mute: of @mute (GjMute), what is in cells and not as text layer and fonts say becomes unread or doubtful in @page. @vector:
 * (nullable). Returns: how many. */
guint gj_look_at_mute (GjLook *look, GjVector *vector, GjPage *page, const GArray *mute);
