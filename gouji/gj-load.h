/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gouji/gouji.h"
#include "page/gj-page.h"

/* A document as it comes in: its pages, and how they were read. */
typedef struct {
  GjDocument *doc;
  guint n_text_pages, n_ocr_pages;
  gpointer pdf;     /* GjPdf, kept open while pictures on its pages may still be read */
  GArray *pictures; /* of guint: indices of pages with a picture that may be a table */
  const char *kind;
} GjLoaded;

/** gj_load: file → pages, whatever the input is. Pages whose text layer cannot be believed are read by OCR as
 * @options say. Free with gj_loaded_clear(). Errors: of GJ_ERROR. */
gboolean gj_load (const guint8 *bytes, gsize n_bytes, const GjConvertOptions *options, GjLoaded *out, GError **error);
void gj_loaded_clear (GjLoaded *loaded);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GjLoaded, gj_loaded_clear)

/** gj_load_again_by_ocr: reads every page of a PDF by OCR whose text layer was believed. FALSE without an error if there
 * is nothing to read again. */
gboolean gj_load_again_by_ocr (GjLoaded *loaded, const GjConvertOptions *options, GError **error);

/** gj_load_pictures: reads the big pictures of text pages, which may be tables pasted as pictures, into their pages.
 * @done (out): whether any was read. */
gboolean gj_load_pictures (GjLoaded *loaded, gboolean *done, GError **error);
