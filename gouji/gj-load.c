/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gouji/gj-load.h"

#include "extract/gj-pdf.h"
#include "extract/gj-sniff.h"
#include "extract/gj-text-file.h"
#include "gouji/gj-ocr-load.h"
#include "normalize/gj-topic.h"

#include <math.h>

#define DEFAULT_MAX_PAGES 300
/* A picture this large (part of the page's area, and of its width) may be a table. */
#define TABLE_PICTURE_AREA 0.04
#define TABLE_PICTURE_WIDTH 0.2
#define TABLE_PICTURE_DPI 250
/* A table is as wide as this (part of the page's width), or was shrunk: what is so much smaller than print is read as if it were as wide. */
#define TABLE_WIDTH 0.7
#define SHRUNK 0.45

void
gj_loaded_clear (GjLoaded *loaded)
{
  g_clear_pointer (&loaded->doc, gj_document_free);
  if (loaded->pdf != NULL)
    gj_pdf_close (loaded->pdf);
  loaded->pdf = NULL;
  g_clear_pointer (&loaded->pictures, g_array_unref);
}

static gboolean
check_pages (guint n, const GjConvertOptions *options, guint *first, guint *last, GError **error)
{
  guint limit = options->max_pages > 0 ? options->max_pages : DEFAULT_MAX_PAGES;
  *first = MAX (options->first_page, 1);
  *last = options->last_page > 0 ? MIN (options->last_page, n) : n;
  if (*first > *last) {
    g_set_error (error, GJ_ERROR, GJ_ERROR_USAGE, "it has %u pages, none of those asked for", n);
    return FALSE;
  }
  if (*last - *first + 1 > limit) {
    g_set_error (error, GJ_ERROR, GJ_ERROR_LIMIT,
                 "%u pages are more than the limit of %u (raise --max-pages or choose --pages)", *last - *first + 1,
                 limit);
    return FALSE;
  }
  return TRUE;
}

static GjPage *
ocr_pixmap (const GjPixmap *pixmap, guint number, GError **error)
{
  GjOcr *ocr = gj_ocr_get (error);
  return ocr != NULL ? gj_ocr_module_get (NULL)->read_page (ocr, pixmap, number, error) : NULL;
}

static gboolean
wants_ocr (GjOcrMode mode, GjTrust trust)
{
  if (mode == GJ_OCR_ALWAYS)
    return trust != GJ_TRUST_BLANK;
  return mode == GJ_OCR_AUTO && (trust == GJ_TRUST_NO_TEXT || trust == GJ_TRUST_PICTURE || trust == GJ_TRUST_GARBAGE);
}

/* Replaces the page at @index by what OCR reads from its picture. */
static gboolean
ocr_page (GjPdf *pdf, GjLoaded *out, guint index, GError **error)
{
  GjPage *page = out->doc->pages->pdata[index];
  g_autoptr (GjPixmap) pixmap = gj_pdf_page_picture (pdf, page, error);
  GjPage *read = pixmap != NULL ? ocr_pixmap (pixmap, page->number, error) : NULL;
  if (read == NULL)
    return FALSE;
  double larger = page->width * pixmap->dpi / (72 * pixmap->width); /* than its sheet */
  for (guint i = 0; i < G_N_ELEMENTS (read->to_display) && fabs (larger - 1) > 0.01; i++)
    read->to_display[i] *= larger;
  gj_page_free (page);
  out->doc->pages->pdata[index] = read;
  out->n_ocr_pages++;
  return TRUE;
}

/* Pages share their fonts: where one page's text is garbage, no page's is believed. */
static gboolean
ocr_the_rest (GjPdf *pdf, GjLoaded *out, GError **error)
{
  for (guint i = 0; i < out->doc->pages->len; i++) {
    const GjPage *page = out->doc->pages->pdata[i];
    if (page->source == GJ_SOURCE_TEXT_LAYER && page->glyphs->len > 0 && !ocr_page (pdf, out, i, error))
      return FALSE;
  }
  out->n_text_pages = 0;
  g_array_set_size (out->pictures, 0);
  return TRUE;
}

/* A scan whose first pages with writing, so many, have no word of the matter is no report: a cover or a table of contents
 * would name it. To read the rest costs a second a page. */
#define OFF_TOPIC_PAGES 3
#define WRITTEN_PAGE 60 /* characters */

static gboolean
is_off_topic (const GjLoaded *loaded, const GjConvertOptions *options, GError **error)
{
  guint n = 0;
  if (options->ocr != GJ_OCR_AUTO || options->first_page > 1 || loaded->n_text_pages > 0)
    return FALSE;
  for (guint i = 0; i < loaded->doc->pages->len; i++) {
    const GjPage *page = loaded->doc->pages->pdata[i];
    if (gj_page_names_topic (page))
      return FALSE;
    n += page->glyphs->len >= WRITTEN_PAGE;
  }
  if (n < OFF_TOPIC_PAGES)
    return FALSE;
  g_set_error (
      error, GJ_ERROR, GJ_ERROR_NOT_REPORT,
      "no annual report of a known form (its first %u pages do not name its matter; if it begins later choose --pages)",
      n);
  return TRUE;
}

/* What a text layer says that cannot be believed is no proof, where OCR is not asked for. */
static void
doubt_text (GjPage *page)
{
  for (guint i = 0; i < page->glyphs->len; i++)
    g_array_index (page->glyphs, GjGlyph, i).confidence = 0;
}

static gboolean
read_pdf_pages (GjPdf *pdf, const GjConvertOptions *options, GjLoaded *out, GError **error)
{
  guint first, last;
  gboolean garbage = FALSE;
  if (!check_pages (gj_pdf_n_pages (pdf), options, &first, &last, error))
    return FALSE;
  out->doc->n_pages = gj_pdf_n_pages (pdf);
  for (guint i = first; i <= last; i++) {
    GjTrust trust;
    GjPage *page = gj_pdf_read_page (pdf, i, &trust, error);
    if (page == NULL)
      return FALSE;
    garbage |= trust == GJ_TRUST_GARBAGE;
    if (options->ocr == GJ_OCR_NEVER && trust == GJ_TRUST_PICTURE)
      doubt_text (page);
    g_ptr_array_add (out->doc->pages, page);
    guint index = out->doc->pages->len - 1;
    if (wants_ocr (options->ocr, trust)) {
      if (!ocr_page (pdf, out, index, error) || is_off_topic (out, options, error))
        return FALSE;
    } else {
      if (trust == GJ_TRUST_TABLE_PICTURE && options->ocr == GJ_OCR_AUTO)
        g_array_append_val (out->pictures, index);
      out->n_text_pages += page->glyphs->len > 0;
    }
  }
  if (garbage && options->ocr == GJ_OCR_AUTO && out->n_text_pages > 0)
    return ocr_the_rest (pdf, out, error);
  for (guint i = 0; i < out->doc->pages->len && garbage && options->ocr == GJ_OCR_NEVER; i++)
    doubt_text (out->doc->pages->pdata[i]);
  return TRUE;
}

static gboolean
load_pdf (const guint8 *bytes, gsize n, const GjConvertOptions *options, GjLoaded *out, GError **error)
{
  out->pdf = gj_pdf_open (bytes, n, error);
  return out->pdf != NULL && read_pdf_pages (out->pdf, options, out, error);
}

static gboolean
load_images (const guint8 *bytes, gsize n, const GjConvertOptions *options, GjLoaded *out, GError **error)
{
  guint n_pages = 0, first, last;
  guint limit = options->max_pages > 0 ? options->max_pages : DEFAULT_MAX_PAGES;
  if (options->ocr == GJ_OCR_NEVER) {
    g_set_error_literal (error, GJ_ERROR, GJ_ERROR_NOT_REPORT, "an image has no text without OCR (drop --ocr=never)");
    return FALSE;
  }
  const GjOcrModule *module = gj_ocr_module_get (error);
  if (module == NULL)
    return FALSE;
  g_autoptr (GPtrArray) images =
      module->load_images (bytes, n, options->last_page > 0 ? options->last_page : limit, &n_pages, error);
  if (images == NULL || !check_pages (n_pages, options, &first, &last, error))
    return FALSE;
  out->doc->n_pages = n_pages;
  for (guint i = first; i <= last && i <= images->len; i++) {
    GjPage *page = ocr_pixmap (images->pdata[i - 1], i, error);
    if (page == NULL)
      return FALSE;
    g_ptr_array_add (out->doc->pages, page);
    out->n_ocr_pages++;
  }
  return TRUE;
}

static gboolean
load_text (const guint8 *bytes, gsize n, GjLoaded *out, GError **error)
{
  GjPage *page = gj_text_file_read (bytes, n, error);
  if (page == NULL)
    return FALSE;
  out->doc->n_pages = 1;
  g_ptr_array_add (out->doc->pages, page);
  return TRUE;
}

gboolean
gj_load (const guint8 *bytes, gsize n, const GjConvertOptions *options, GjLoaded *out, GError **error)
{
  gboolean ok = FALSE;
  out->doc = gj_document_new ();
  out->pictures = g_array_new (FALSE, FALSE, sizeof (guint));
  out->kind = "digital";
  switch (gj_sniff (bytes, n)) {
  case GJ_TYPE_PDF:
    ok = load_pdf (bytes, n, options, out, error);
    break;
  case GJ_TYPE_IMAGE:
    ok = load_images (bytes, n, options, out, error);
    break;
  case GJ_TYPE_TEXT:
    ok = load_text (bytes, n, out, error);
    out->kind = "text";
    return ok;
  case GJ_TYPE_EMPTY:
    g_set_error_literal (error, GJ_ERROR, GJ_ERROR_INPUT, "the file is empty (download it again)");
    break;
  case GJ_TYPE_HTML:
    g_set_error_literal (error, GJ_ERROR, GJ_ERROR_INPUT,
                         "a web page, not a PDF (the download got an HTML page: fetch the file itself)");
    break;
  case GJ_TYPE_OFFICE:
    g_set_error_literal (error, GJ_ERROR, GJ_ERROR_INPUT,
                         "an office document (convert it to PDF first, e.g. with LibreOffice)");
    break;
  default:
    g_set_error_literal (error, GJ_ERROR, GJ_ERROR_INPUT, "neither PDF, image nor text");
    break;
  }
  if (out->n_ocr_pages > 0)
    out->kind = out->n_text_pages > 0 ? "mixed" : "scanned";
  return ok;
}

static GjBox
placed (const GjBox *b, const GjBox *at, double scale)
{
  return (GjBox){ at->x0 + b->x0 * scale, at->y0 + b->y0 * scale, at->x0 + b->x1 * scale, at->y0 + b->y1 * scale };
}

/* What OCR found on a picture becomes part of the page it stands on, @scale times as large. */
static void
merge_into (GjPage *page, GjPage *read, const GjBox *at, double scale)
{
  for (guint i = 0; i < read->glyphs->len; i++) {
    GjGlyph g = g_array_index (read->glyphs, GjGlyph, i);
    g.box = placed (&g.box, at, scale);
    g_array_append_val (page->glyphs, g);
  }
  for (guint i = 0; i < read->rules->len; i++) {
    GjRule rule = g_array_index (read->rules, GjRule, i);
    double along = rule.horizontal ? at->x0 : at->y0, across = rule.horizontal ? at->y0 : at->x0;
    rule = (GjRule){ rule.horizontal, across + rule.pos * scale, along + rule.from * scale, along + rule.to * scale };
    g_array_append_val (page->rules, rule);
  }
  for (guint i = 0; i < read->unread->len; i++) {
    GjBox box = placed (&g_array_index (read->unread, GjBox, i), at, scale);
    g_array_append_val (page->unread, box);
  }
  while (read->grids->len > 0) {
    GjGrid *grid = g_ptr_array_steal_index (read->grids, 0);
    grid->box = placed (&grid->box, at, scale);
    for (guint i = 0; i < grid->cells->len; i++) {
      GjBox *b = &g_array_index (grid->cells, GjGridCell, i).box;
      *b = placed (b, at, scale);
    }
    gj_page_insert_grid (page, grid);
  }
}

gboolean
gj_load_pictures (GjLoaded *loaded, gboolean *done, GError **error)
{
  *done = FALSE;
  for (guint i = 0; i < loaded->pictures->len; i++) {
    GjPage *page = loaded->doc->pages->pdata[g_array_index (loaded->pictures, guint, i)];
    for (guint k = 0; k < page->pictures->len; k++) {
      GjBox box = g_array_index (page->pictures, GjPicture, k).box;
      double w = gj_box_width (&box), h = gj_box_height (&box);
      if (w * h < TABLE_PICTURE_AREA * page->width * page->height || w < TABLE_PICTURE_WIDTH * page->width)
        continue;
      /* A little around it: a table's outer rules lie on the picture's edge. */
      box = (GjBox){ MAX (0, box.x0 - 6), MAX (0, box.y0 - 6), MIN (page->width, box.x1 + 6),
                     MIN (page->height, box.y1 + 6) };
      GjBox shown = gj_page_display_box (page, &box);
      double size = w < SHRUNK * page->width ? TABLE_WIDTH * page->width / w : 1;
      g_autoptr (GjPixmap) pixmap = gj_pdf_render (loaded->pdf, page->number, &shown, TABLE_PICTURE_DPI * size, error);
      if (pixmap != NULL)
        pixmap->dpi /= size;
      GjPage *read = pixmap != NULL ? ocr_pixmap (pixmap, page->number, error) : NULL;
      if (read == NULL)
        return FALSE;
      merge_into (page, read, &box, 1 / size);
      gj_page_free (read);
      page->source = GJ_SOURCE_OCR;
      *done = TRUE;
    }
  }
  g_array_set_size (loaded->pictures, 0);
  if (*done)
    loaded->kind = "mixed";
  return TRUE;
}

gboolean
gj_load_again_by_ocr (GjLoaded *loaded, const GjConvertOptions *options, GError **error)
{
  GjConvertOptions always = *options;
  if (loaded->pdf == NULL || loaded->n_text_pages == 0 || options->ocr != GJ_OCR_AUTO)
    return FALSE;
  always.ocr = GJ_OCR_ALWAYS;
  g_clear_pointer (&loaded->doc, gj_document_free);
  loaded->doc = gj_document_new ();
  loaded->n_text_pages = loaded->n_ocr_pages = 0;
  g_array_set_size (loaded->pictures, 0);
  if (!read_pdf_pages (loaded->pdf, &always, loaded, error))
    return FALSE;
  loaded->kind = "scanned";
  return TRUE;
}
