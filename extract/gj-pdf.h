/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "page/gj-error.h"
#include "page/gj-page.h"
#include "page/gj-pixmap.h"

/* PDF → pages. The only folder that includes poppler. */
typedef struct GjPdf GjPdf;

/* Why the text layer of a page may not be believed. */
typedef enum {
  GJ_TRUST_OK,
  GJ_TRUST_BLANK,        /* nothing is printed on the page */
  GJ_TRUST_NO_TEXT,      /* something is drawn, but there is no text */
  GJ_TRUST_PICTURE,      /* text over a picture that covers the page: an OCR layer */
  GJ_TRUST_GARBAGE,      /* private-use characters, fonts that do not say what they mean */
  GJ_TRUST_TABLE_PICTURE /* a text page with a big picture on it, which may be a table */
} GjTrust;

/** gj_pdf_open: @bytes must outlive the result. Errors: GJ_ERROR_INPUT (damaged, no page), GJ_ERROR_ENCRYPTED. */
GjPdf *gj_pdf_open (const guint8 *bytes, gsize n_bytes, GError **error);
void gj_pdf_close (GjPdf *pdf);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GjPdf, gj_pdf_close)

guint gj_pdf_n_pages (const GjPdf *pdf);

/** gj_pdf_read_page: text layer, rules, grids and pictures of page @number (from 1), text that runs sideways turned
 * upright. @trust (out) says whether the text layer can be believed. Errors: GJ_ERROR_LIMIT. */
GjPage *gj_pdf_read_page (GjPdf *pdf, guint number, GjTrust *trust, GError **error);

/** gj_pdf_page_picture: the picture of @page for OCR: the embedded one, untouched, where the page is nothing else
 * (re-rendering would blur it); otherwise rendered at the resolution of what is on it. Errors: GJ_ERROR_LIMIT when it
 * would be larger than GJ_MAX_PIXELS. */
GjPixmap *gj_pdf_page_picture (GjPdf *pdf, const GjPage *page, GError **error);

/** gj_pdf_render: the part @clip (points as displayed; nullable: all) of page @number as an RGB picture. */
GjPixmap *gj_pdf_render (GjPdf *pdf, guint number, const GjBox *clip, double dpi, GError **error);

/** gj_pdf_keep_warm: keeps one small document open for the life of the process: poppler's global state is then not
 * rebuilt with every document (opening falls from 1.2–1.7 to 0.12–0.17 ms). */
void gj_pdf_keep_warm (void);
