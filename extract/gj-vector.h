/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "extract/gj-ink.h"

/*
 * What a PDF page draws besides text: ruling lines and pictures, read from its
 * content stream without rendering it (poppler-glib has no path API, and rendering
 * costs ten times as much). qpdf gives the decoded streams and the resources.
 */
typedef struct GjVector GjVector;

/** gj_vector_open: @bytes must outlive the result. Returns: (nullable): NULL if qpdf cannot read it: then there
 * are no rules, which is no error. */
GjVector *gj_vector_open (const guint8 *bytes, gsize n_bytes);
void gj_vector_close (GjVector *vector);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GjVector, gj_vector_close)

/* What the fonts and text operators of a page tell about its text layer. */
typedef struct {
  gboolean invisible_text; /* text is drawn in rendering mode 3 (nothing is painted) */
  GArray *hidden;          /* of GjHiddenText (owned by the caller, nullable: not wanted): text that leaves no ink */
  GArray *mute;            /* of GjMute (likewise): what only the picture of the page proves */
  gboolean unsure_text;    /* whether some text leaves ink could not be told: only the picture of the page says it */
  gboolean painted;        /* anything but text is drawn */
  gboolean type3_fonts;
  guint n_fields;                         /* annotations with text */
  guint n_fonts, n_fonts_without_unicode; /* composite fonts with neither ToUnicode nor a predefined CMap */
} GjTextTraits;

/** gj_vector_read_page: appends the rules and pictures of the page with index @index (from 0) to @page, in points
 * of the page as displayed. @traits is filled but for its fonts. Returns: FALSE if the page cannot be read. */
gboolean gj_vector_read_page (GjVector *vector, guint index, GjPage *page, GjTextTraits *traits);

/** gj_vector_read_fonts: what @traits says about fonts, for the few pages where it decides: it may cost more than all
 * the rest of the page. */
void gj_vector_read_fonts (GjVector *vector, guint index, GjTextTraits *traits);

/* What a font says of one of its codes. */
typedef struct {
  guint id;       /* of the font's object; 0: it was not found */
  gunichar ch;    /* what the code is; 0: the font does not say */
  gboolean sound; /* it stands to the codes of the digits as it does in ASCII: then it is what the font says */
  gboolean whole; /* each digit has a code: then no other one is a digit */
} GjFontWord;

/** gj_vector_ask_font: @word (out): what a font of the page with index @index, @font being a hash of its name, says of @code (-1: not known). */
void gj_vector_ask_font (GjVector *vector, guint index, guint font, int code, GjFontWord *word);
