/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* PDFs written by hand, object by object, for tests: what no producer would write. */
typedef struct MiniPdf MiniPdf;

MiniPdf *mini_pdf_new (void);

/** mini_pdf_object: appends the next object (the first is 1 and the catalog). Returns: its number. */
guint mini_pdf_object (MiniPdf *pdf, const char *body);

/** mini_pdf_stream: appends a stream; @dictionary without << >> and, unless it says /Length itself, without that. */
guint mini_pdf_stream (MiniPdf *pdf, const char *dictionary, const void *bytes, gsize n);

/** mini_pdf_finish: with cross-reference table and trailer. Frees @pdf. Returns: (transfer full). */
GByteArray *mini_pdf_finish (MiniPdf *pdf);

/** mini_pdf_page: a document of one page with this content stream and Helvetica as /F. */
MiniPdf *mini_pdf_page (const char *dictionary, const void *content, gsize n);

/**
 * mini_pdf_report: a small annual report of prose in a font that is not embedded and whose
 * characters are found by a predefined CMap (GBK-EUC-H): it reads poppler-data and looks for fonts.
 * @media_box: four numbers
 * @more: (nullable): further members of the page
 */
MiniPdf *mini_pdf_report (const char *media_box, const char *more);
MiniPdf *mini_pdf_report_in_font (const char *font, const char *media_box, const char *more);
