/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/gj-pdf.h"

#include "extract/gj-lean.h"
#include "extract/gj-look.h"
#include "extract/gj-text-layer.h"
#include "extract/gj-upright.h"
#include "extract/gj-vector.h"
#include "page/gj-char.h"

#include <cairo.h>
#include <math.h>
#include <poppler.h>
#include <string.h>

struct GjPdf {
  GBytes *lean_bytes; /* (nullable) */
  GjTextLayer *text;
  GjTextLayer *lean; /* (nullable): the same with nothing but text */
  GjVector *vector;  /* (nullable) */
  GjLook *look;
  guint n_pages;
  guint turns; /* quarter turns that the text of the last page was turned by */
};

static void
open_lean (GjPdf *pdf, const guint8 *data, gsize n_bytes)
{
  gboolean encrypted;
  gsize n = 0;
  pdf->lean_bytes = pdf->vector != NULL ? gj_lean_make (pdf->vector, data, n_bytes) : NULL;
  if (pdf->lean_bytes == NULL)
    return;
  const guint8 *lean = g_bytes_get_data (pdf->lean_bytes, &n);
  pdf->lean = gj_text_layer_open (lean, n, &encrypted);
  if (pdf->lean != NULL && gj_text_layer_n_pages (pdf->lean) != (int) pdf->n_pages)
    g_clear_pointer (&pdf->lean, gj_text_layer_close);
}

GjPdf *
gj_pdf_open (const guint8 *data, gsize n_bytes, GError **error)
{
  g_autoptr (GjPdf) pdf = g_new0 (GjPdf, 1);
  gboolean encrypted;

  pdf->text = gj_text_layer_open (data, n_bytes, &encrypted);
  if (pdf->text == NULL) {
    if (encrypted)
      g_set_error_literal (error, GJ_ERROR, GJ_ERROR_ENCRYPTED,
                           "encrypted, a password is needed (remove it with qpdf --decrypt --password=… first)");
    else
      g_set_error_literal (error, GJ_ERROR, GJ_ERROR_INPUT, "damaged, or not a PDF (download it again)");
    return NULL;
  }
  int n = gj_text_layer_n_pages (pdf->text);
  if (n <= 0) {
    g_set_error_literal (error, GJ_ERROR, GJ_ERROR_INPUT, "the PDF has no pages (download it again)");
    return NULL;
  }
  pdf->n_pages = (guint) n;
  pdf->vector = gj_vector_open (data, n_bytes);
  pdf->look = gj_look_new (data, n_bytes);
  open_lean (pdf, data, n_bytes);
  return g_steal_pointer (&pdf);
}

void
gj_pdf_close (GjPdf *pdf)
{
  if (pdf == NULL)
    return;
  g_clear_pointer (&pdf->look, gj_look_free);
  g_clear_pointer (&pdf->text, gj_text_layer_close);
  g_clear_pointer (&pdf->lean, gj_text_layer_close);
  g_clear_pointer (&pdf->lean_bytes, g_bytes_unref);
  g_clear_pointer (&pdf->vector, gj_vector_close);
  gj_look_release_fonts ();
  g_free (pdf);
}

guint
gj_pdf_n_pages (const GjPdf *pdf)
{
  return pdf->n_pages;
}

/* Whether some of a glyph in @box shows on the page: boxes are higher than the type in them. */
static gboolean
shows (const GjPage *page, gunichar ch, const GjBox *box)
{
  const GjGlyph glyph = { .ch = ch, .box = *box };
  double x = (box->x0 + box->x1) / 2, y = (box->y0 + box->y1) / 2, reach = 0.35 * gj_glyph_size (&glyph);
  return x >= 0 && x <= page->width && y > -reach && y < page->height + reach;
}

static gboolean
load_glyphs (const GjTextOfPage *source, GjPage *page, GError **error)
{
  guint i = 0;
  gboolean space = FALSE;

  if (source->text == NULL || source->rects == NULL)
    return TRUE;
  for (const char *p = source->text; *p != '\0' && i < source->n_rects; p = g_utf8_next_char (p), i++) {
    gunichar ch = g_utf8_get_char (p);
    const GjTextRect *r = &source->rects[i];
    if (gj_char_is_space (ch)) {
      space = TRUE;
      continue;
    }
    if (page->glyphs->len >= GJ_MAX_GLYPHS_PER_PAGE) {
      g_set_error (error, GJ_ERROR, GJ_ERROR_LIMIT, "page %u: more than %d characters (not a report?)", page->number,
                   GJ_MAX_GLYPHS_PER_PAGE);
      return FALSE;
    }
    GjBox box = { MIN (r->x0, r->x1), MIN (r->y0, r->y1), MAX (r->x0, r->x1), MAX (r->y0, r->y1) };
    if (shows (page, ch, &box))
      gj_page_add_glyph (page, ch, box, 100, space);
    space = FALSE;
  }
  return TRUE;
}

/* So many annotations that show something, or characters that are not what the text layer says, are no slips that were mended. */
#define MANY_FIELDS 12

static double
picture_coverage (const GjPage *page, double *largest)
{
  double sum = 0;
  *largest = 0;
  for (guint i = 0; i < page->pictures->len; i++) {
    const GjBox *b = &g_array_index (page->pictures, GjPicture, i).box;
    double a = gj_overlap (b->x0, b->x1, 0, page->width) * gj_overlap (b->y0, b->y1, 0, page->height) /
               MAX (1, page->width * page->height);
    sum += a;
    *largest = MAX (*largest, a);
  }
  return MIN (sum, 1);
}

static GjTrust
judge (const GjPage *page, GjVector *vector, GjTextTraits *traits)
{
  double largest, coverage = picture_coverage (page, &largest);
  guint odd = 0, latin = 0, words = 0, digits = 0, cjk = 0, rare = 0, n = page->glyphs->len;

  for (guint i = 0; i < n; i++) {
    gunichar ch = g_array_index (page->glyphs, GjGlyph, i).ch;
    gboolean chinese = gj_char_is_cjk (ch);
    odd += (ch >= 0xE000 && ch <= 0xF8FF) || ch >= 0xF0000 || ch == 0xFFFD || ch < 0x20;
    latin += ch >= 0xC0 && ch <= 0x24F && ch != 0xD7 && ch != 0xF7; /* letters that no Chinese report has */
    cjk += chinese;
    rare += ch >= 0x3400 && ch <= 0x4DBF; /* extension A: hardly a character of a report is */
    digits += gj_char_digit (ch) >= 0 || gj_char_is_dash (ch) || ch == '.' || ch == ',';
    words += chinese || (ch < 0x80 && g_ascii_isalpha ((char) ch));
  }
  if (n == 0)
    return traits->painted || vector == NULL ? GJ_TRUST_NO_TEXT : GJ_TRUST_BLANK;
  /* What fonts say counts only where something else is odd. */
  if (vector != NULL && (coverage > 0.8 || odd * 100 > n || (n >= 40 && cjk * 8 < n)))
    gj_vector_read_fonts (vector, page->number - 1, traits);
  if (coverage > 0.8 && (traits->invisible_text || largest > 0.8 || traits->type3_fonts))
    return GJ_TRUST_PICTURE;
  /* Private-use characters; Chinese among which stray accented letters stand; a page of signs: fonts that do not say
   * what they mean. */
  if (odd * 20 > n || (traits->n_fonts_without_unicode > 0 && odd * 100 > n) ||
      (cjk * 10 > n && latin >= 2 && latin * 300 > n) || (n - digits >= 20 && words * 2 < n - digits) ||
      (n >= 40 && traits->n_fonts_without_unicode > 0 && cjk * 8 < n) || (cjk >= 20 && rare * 12 > cjk))
    return GJ_TRUST_GARBAGE;
  if (coverage > 0.06)
    return GJ_TRUST_TABLE_PICTURE;
  /* A form that was filled in, with its figures in fields: readers show them, and the text layer has none of them. */
  return traits->n_fields >= MANY_FIELDS ? GJ_TRUST_PICTURE : GJ_TRUST_OK;
}

/* Page @number as its text, and its size. */
static gboolean
read_text (GjPdf *pdf, guint number, GjTextOfPage *out)
{
  return (pdf->lean != NULL && gj_text_layer_read (pdf->lean, number, out)) ||
         gj_text_layer_read (pdf->text, number, out);
}

GjPage *
gj_pdf_read_page (GjPdf *pdf, guint number, GjTrust *trust, GError **error)
{
  g_auto (GjTextOfPage) source = { 0 };
  g_autoptr (GArray) hidden = g_array_new (FALSE, FALSE, sizeof (GjHiddenText)),
                     mute = g_array_new (FALSE, FALSE, sizeof (GjMute));
  GjTextTraits traits = { .hidden = hidden, .mute = mute };

  if (!read_text (pdf, number, &source)) {
    g_set_error (error, GJ_ERROR, GJ_ERROR_INPUT, "page %u: damaged (download the file again)", number);
    return NULL;
  }
  g_autoptr (GjPage) page = gj_page_new (number, source.width, source.height, GJ_SOURCE_TEXT_LAYER);
  if (!load_glyphs (&source, page, error))
    return NULL;
  gboolean known = pdf->vector != NULL && gj_vector_read_page (pdf->vector, number - 1, page, &traits);
  *trust = judge (page, known ? pdf->vector : NULL, &traits);
  if (*trust != GJ_TRUST_PICTURE && page->glyphs->len > 0 && hidden->len + traits.unsure_text > 0 &&
      (!gj_ink_drop (page, hidden) || traits.unsure_text)) {
    g_autoptr (PopplerPage) whole = gj_look_page (pdf->look, number);
    if (whole != NULL)
      gj_look_drop_hidden (whole, page);
  }
  pdf->turns = gj_page_turn_upright (page, pdf->turns);
  gj_page_build_grids (page);
  if (pdf->turns == 0 && *trust == GJ_TRUST_OK && gj_look_at_mute (pdf->look, pdf->vector, page, mute) >= MANY_FIELDS)
    *trust = GJ_TRUST_PICTURE;
  return g_steal_pointer (&page);
}

/* Whether red, green and blue are alike everywhere, as in what was scanned without colour. */
static gboolean
is_gray (const guint8 *data, guint width, guint height, gsize stride)
{
  for (guint y = 0; y < height; y++) {
    guint32 unlike = 0;
    for (guint x = 0; x < width; x++) {
      guint32 px;
      memcpy (&px, data + y * stride + (gsize) x * 4, 4);
      unlike |= (px ^ px >> 8) & 0xffff;
    }
    if (unlike != 0)
      return FALSE;
  }
  return TRUE;
}

static GjPixmap *
pixmap_from_surface (cairo_surface_t *surface, double dpi)
{
  cairo_format_t format = cairo_image_surface_get_format (surface);
  guint w = (guint) cairo_image_surface_get_width (surface), h = (guint) cairo_image_surface_get_height (surface);
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  const guint8 *data = cairo_image_surface_get_data (surface);
  if (data == NULL || (format != CAIRO_FORMAT_RGB24 && format != CAIRO_FORMAT_ARGB32))
    return NULL;
  gboolean gray = is_gray (data, w, h, stride);
  GjPixmap *pixmap = gj_pixmap_new (w, h, gray ? 1 : 3, dpi);
  for (guint y = 0; pixmap != NULL && y < h; y++) {
    guint8 *out = pixmap->data + y * pixmap->stride;
    const guint8 *in = data + y * stride;
    guint32 px;
    if (gray)
      for (guint x = 0; x < w; x++) {
        memcpy (&px, in + (gsize) x * 4, 4);
        out[x] = (guint8) px;
      }
    else
      for (guint x = 0; x < w; x++, out += 3) {
        memcpy (&px, in + (gsize) x * 4, 4);
        out[0] = px >> 16 & 255;
        out[1] = px >> 8 & 255;
        out[2] = px & 255;
      }
  }
  return pixmap;
}

/* Resolutions (dpi) between which a page is rendered; what is not a picture is rendered at the upper one. */
#define MIN_RENDER_DPI 150
#define MAX_RENDER_DPI 300

static gboolean
covers_page (const GjBox *b, const GjPage *page)
{
  double dx = 0.01 * page->width, dy = 0.01 * page->height;
  return fabs (b->x0) < dx && fabs (b->y0) < dy && fabs (b->x1 - page->width) < dx && fabs (b->y1 - page->height) < dy;
}

#define SHEET_WIDTH 8.27 /* inches: A4 */
#define LEAST_SHEET 5
#define MOST_SHEET 17

/* How much larger @page is than its sheet: programs that put pictures into a PDF often take a pixel for a point. A page that is no sheet an
 * office scans is taken for A4, as pictures by themselves are. */
static double
enlargement (const GjPage *page)
{
  double inches = MIN (page->width, page->height) / 72;
  return inches >= LEAST_SHEET && inches <= MOST_SHEET ? 1 : inches / SHEET_WIDTH;
}

/* The one embedded picture of the page if it covers it, upright and with square pixels. @dpi gets the resolution of
 * the largest picture on the page's sheet in any case. */
static GjPixmap *
embedded_picture (PopplerPage *source, const GjPage *page, double *dpi)
{
  const double inch = 72 * enlargement (page);
  GjPixmap *pixmap = NULL;
  GList *list = poppler_page_get_image_mapping (source);
  double largest = 0;
  gboolean alone = page->pictures->len == 1 && list != NULL && list->next == NULL &&
                   g_array_index (page->pictures, GjPicture, 0).upright;
  *dpi = 0;
  for (GList *l = list; l != NULL; l = l->next) {
    const PopplerImageMapping *m = l->data;
    GjBox box = { MIN (m->area.x1, m->area.x2), MIN (m->area.y1, m->area.y2), MAX (m->area.x1, m->area.x2),
                  MAX (m->area.y1, m->area.y2) };
    double w = gj_box_width (&box), h = gj_box_height (&box);
    if (w * h <= largest || w <= 0 || h <= 0)
      continue;
    cairo_surface_t *image = poppler_page_get_image (source, m->image_id);
    if (image == NULL)
      continue;
    double pw = cairo_image_surface_get_width (image), ph = cairo_image_surface_get_height (image);
    largest = w * h;
    *dpi = sqrt (pw * ph / (w * h)) * inch;
    if (alone && covers_page (&box, page) && fabs (pw / w - ph / h) < 0.02 * pw / w && *dpi >= 100 && *dpi <= 700)
      pixmap = pixmap_from_surface (image, pw * inch / w);
    cairo_surface_destroy (image);
  }
  poppler_page_free_image_mapping (list);
  return pixmap;
}

GjPixmap *
gj_pdf_page_picture (GjPdf *pdf, const GjPage *page, GError **error)
{
  g_autoptr (PopplerPage) source = gj_look_page (pdf->look, page->number);
  double dpi = 0;
  for (guint i = 0; i < page->pictures->len; i++)
    if (g_array_index (page->pictures, GjPicture, i).pixels > GJ_MAX_PIXELS) {
      g_set_error (error, GJ_ERROR, GJ_ERROR_LIMIT,
                   "page %u: a picture of %.0f million pixels is over the limit of %u million", page->number,
                   g_array_index (page->pictures, GjPicture, i).pixels / 1e6, GJ_MAX_PIXELS / 1000000);
      return NULL;
    }
  if (source != NULL && page->width * page->height > 0) {
    GjPixmap *pixmap = embedded_picture (source, page, &dpi);
    if (pixmap != NULL)
      return pixmap;
  }
  dpi = dpi > 0 ? CLAMP (dpi, MIN_RENDER_DPI, MAX_RENDER_DPI) : MAX_RENDER_DPI;
  double larger = page->width * page->height > 0 ? enlargement (page) : 1;
  GjPixmap *pixmap = gj_pdf_render (pdf, page->number, NULL, dpi / larger, error);
  if (pixmap != NULL)
    pixmap->dpi = dpi;
  return pixmap;
}

GjPixmap *
gj_pdf_render (GjPdf *pdf, guint number, const GjBox *clip, double dpi, GError **error)
{
  g_autoptr (PopplerPage) page = gj_look_page (pdf->look, number);
  if (page == NULL) {
    g_set_error (error, GJ_ERROR, GJ_ERROR_INPUT, "page %u: damaged", number);
    return NULL;
  }
  GjBox all = { 0, 0, 0, 0 };
  poppler_page_get_size (page, &all.x1, &all.y1);
  cairo_surface_t *surface = gj_look_render (page, clip != NULL ? clip : &all, NULL, dpi, error);
  if (surface == NULL)
    return NULL;
  GjPixmap *pixmap = pixmap_from_surface (surface, dpi);
  cairo_surface_destroy (surface);
  if (pixmap == NULL)
    g_set_error (error, GJ_ERROR, GJ_ERROR_LIMIT, "page %u: not enough memory for its picture", number);
  return pixmap;
}

void
gj_pdf_keep_warm (void)
{
  gj_text_layer_keep_warm ();
}
