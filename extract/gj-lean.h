/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "extract/gj-vector.h"

/*
 * A PDF with only what its text needs. Poppler reads text by interpreting the whole content stream, and takes up every
 * graphics state, font and embedded font file anew on each page, through an inflater of its own: that is most of its
 * time. Here pages have content streams without lines, shapes, clips and colors, and no fonts but those they use; what
 * is read through is stored plainly; and composite fonts have no embedded files, which say nothing about characters.
 */

/** gj_lean_make: @bytes (@n_bytes) is the file that @vector has open. Returns: (nullable, caller's): the file followed by
 * an incremental update (ISO 32000-1, 7.5.6). NULL where it is not certain that this has the same text: encrypted,
 * damaged or very large files, or when no page could be made leaner. A page in which something is not understood stays
 * as it is. The content streams read for it are kept in @vector until their page is read. */
GBytes *gj_lean_make (GjVector *vector, const guint8 *bytes, gsize n_bytes);

/* What the graphics state @name (without slash) does: more than change how things are painted; of what is painted something below shows through,
 * or nothing does. */
#define GJ_LEAN_MATTERS 1
#define GJ_LEAN_FAINT 2
#define GJ_LEAN_OPAQUE 4
typedef guint (*GjLeanMode) (const char *name, gpointer data);
/* Whether the XObject @name, drawn by @matrix with so much lightness, shows nothing but a watermark set aslant. */
typedef gboolean (*GjLeanForm) (const char *name, const double matrix[6], double lightness, gboolean faint,
                                gpointer data);

/* What a content stream leaves to its resources. */
typedef struct {
  GjLeanMode mode;
  GjLeanForm form; /* (nullable) */
  gpointer data;
} GjLeanAsk;

/** gj_lean_content: appends to @out what of the content stream @data (@length bytes) shows or places text, but for
 * watermarks set aslant.
 * @ask: asked about each graphics state, of which those that matter stay, and about each XObject.
 * @fonts: a set (of char *, which it owns) that gets the names the stream uses as fonts.
 * @forms: (out): whether it draws XObjects.
 * Returns: FALSE if there is something in the stream that is not understood; @out is then of no use. */
gboolean gj_lean_content (const guint8 *data, gsize length, const GjLeanAsk *ask, GString *out, GHashTable *fonts,
                          gboolean *forms);

/** gj_lean_is_watermark: what a GjLeanForm says of a form with the content stream @data. */
gboolean gj_lean_is_watermark (const guint8 *data, gsize length, const GjLeanAsk *ask, const double matrix[6],
                               double lightness, gboolean faint);
