/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/gj-look.h"

#include "page/gj-char.h"
#include "page/gj-pixmap.h"

#include <math.h>
#include <string.h>

#define DPI 144.0
#define MAX_WORDS 512

/* What a font of a page says of a code, and whether the page's picture says the same. */
typedef struct {
  guint page, font;
  int code;
  GjFontWord word;
  gboolean proven;
} Word;

struct GjLook {
  const guint8 *bytes;
  gsize n_bytes;
  PopplerDocument *document; /* (nullable): not opened yet */
  GArray *words;             /* of Word */
};

static void
drop_message (const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
}

/* Poppler reports every oddity of a file as a GLib message; what matters comes back as an error. */
static void
silence_poppler (void)
{
  static gsize once = 0;
  if (g_once_init_enter (&once)) {
    g_log_set_handler ("Poppler", G_LOG_LEVEL_MASK | G_LOG_FLAG_RECURSION, drop_message, NULL);
    g_once_init_leave (&once, 1);
  }
}

PopplerDocument *
gj_look_open_document (const guint8 *data, gsize n_bytes, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, n_bytes);
  silence_poppler ();
  return poppler_document_new_from_bytes (bytes, NULL, error);
}

GjLook *
gj_look_new (const guint8 *bytes, gsize n_bytes)
{
  GjLook *look = g_new0 (GjLook, 1);
  look->bytes = bytes;
  look->n_bytes = n_bytes;
  look->words = g_array_new (FALSE, FALSE, sizeof (Word));
  return look;
}

void
gj_look_free (GjLook *look)
{
  g_clear_object (&look->document);
  g_array_unref (look->words);
  g_free (look);
}

PopplerPage *
gj_look_page (GjLook *look, guint number)
{
  if (look->document == NULL)
    look->document = gj_look_open_document (look->bytes, look->n_bytes, NULL);
  return look->document != NULL ? poppler_document_get_page (look->document, (int) number - 1) : NULL;
}

/* Fonts that cairo keeps after use. */
#define KEPT_FONTS 256

static gboolean rendered; /* since its fonts gave way */

static cairo_status_t
draw_nothing (cairo_scaled_font_t *font, unsigned long glyph, cairo_t *cr, cairo_text_extents_t *extents)
{
  return CAIRO_STATUS_SUCCESS;
}

/* cairo_debug_reset_static_data() would do it too, but aborts where poppler, on a broken file, forgot one of its own. */
void
gj_look_release_fonts (void)
{
  if (!rendered)
    return;
  rendered = FALSE;
  cairo_font_face_t *face = cairo_user_font_face_create ();
  cairo_font_options_t *options = cairo_font_options_create ();
  cairo_matrix_t one, size;
  cairo_user_font_face_set_render_glyph_func (face, draw_nothing);
  cairo_matrix_init_identity (&one);
  for (int i = 0; i < KEPT_FONTS; i++) { /* each of another size is another font */
    cairo_matrix_init_scale (&size, 1 + i / 16.0, 1);
    cairo_scaled_font_destroy (cairo_scaled_font_create (face, &size, &one, options));
  }
  cairo_font_options_destroy (options);
  cairo_font_face_destroy (face);
}

/* Points: what is drawn there of a picture's parts, so that their own pixels are as those of a whole one. */
#define AROUND 2

/* Nothing else of @page will be looked at than the @parts (of GjBox) of it: whole pixels of them, at @s a point. */
static void
clip_to (cairo_t *cr, const GArray *parts, double s, const GjBox *page)
{
  for (guint i = 0; i < parts->len; i++) {
    const GjBox *part = &g_array_index (parts, GjBox, i);
    double x0 = floor ((CLAMP (part->x0, page->x0, page->x1) - AROUND) * s),
           y0 = floor ((CLAMP (part->y0, page->y0, page->y1) - AROUND) * s);
    cairo_rectangle (cr, x0, y0, ceil ((CLAMP (part->x1, page->x0, page->x1) + AROUND) * s) - x0,
                     ceil ((CLAMP (part->y1, page->y0, page->y1) + AROUND) * s) - y0);
  }
  cairo_clip (cr);
}

cairo_surface_t *
gj_look_render (PopplerPage *page, const GjBox *clip, const GArray *parts, double dpi, GError **error)
{
  double s = dpi / 72;
  int w = (int) ceil (gj_box_width (clip) * s), h = (int) ceil (gj_box_height (clip) * s);
  if (w <= 0 || h <= 0 || (guint64) w * (guint64) h > GJ_MAX_PIXELS) {
    g_set_error (error, GJ_ERROR, GJ_ERROR_LIMIT, "page %d: its picture would be %d × %d pixels",
                 poppler_page_get_index (page) + 1, w, h);
    return NULL;
  }
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, w, h);
  cairo_t *cr = cairo_create (surface);
  if (parts != NULL)
    clip_to (cr, parts, s, clip);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, s, s);
  cairo_translate (cr, -clip->x0, -clip->y0);
  poppler_page_render (page, cr);
  rendered = TRUE;
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS) {
    cairo_surface_destroy (surface);
    g_set_error (error, GJ_ERROR, GJ_ERROR_LIMIT, "page %d: not enough memory for its picture",
                 poppler_page_get_index (page) + 1);
    return NULL;
  }
  return surface;
}

/* Whether digit @g, which does not show, goes on with what @before shows of a figure. */
static gboolean
is_cut_off (const GjGlyph *before, const GjGlyph *g)
{
  double h = gj_box_height (&g->box);
  return gj_char_digit (before->ch) >= 0 && gj_char_digit (g->ch) >= 0 && fabs (g->box.x0 - before->box.x1) < 0.1 * h &&
         fabs (g->box.y0 - before->box.y0) < 0.1 * h;
}

/* Level, of three times 255, below which what is painted over a figure is no paper: a figure was there, and is not told. */
#define COVER 460

/* How dark and how light (@lo, @hi, out) @surface, of @scale pixels a point, is around the middle of @box, from @half above it to @half below,
 * but for @side at its sides. */
static void
look_at (cairo_surface_t *surface, double scale, const GjBox *box, double side, double half, int *lo, int *hi)
{
  int w = cairo_image_surface_get_width (surface), h = cairo_image_surface_get_height (surface);
  int stride = cairo_image_surface_get_stride (surface);
  const guint8 *data = cairo_image_surface_get_data (surface);
  double middle = (box->y0 + box->y1) / 2;
  int x0 = CLAMP ((int) floor ((box->x0 + side) * scale), 0, w - 1),
      x1 = CLAMP ((int) ceil ((box->x1 - side) * scale), 0, w);
  int y0 = CLAMP ((int) floor ((middle - half) * scale), 0, h - 1),
      y1 = CLAMP ((int) ceil ((middle + half) * scale), 0, h);
  *lo = 255 * 3;
  *hi = 0;
  for (int y = y0; y < y1; y++)
    for (int x = x0; x < x1; x++) {
      guint32 px;
      memcpy (&px, data + (gsize) y * (gsize) stride + (gsize) x * 4, 4);
      int v = (int) ((px >> 16 & 255) + (px >> 8 & 255) + (px & 255));
      *lo = MIN (*lo, v);
      *hi = MAX (*hi, v);
    }
}

void
gj_look_drop_hidden (PopplerPage *source, GjPage *page)
{
  const double dpi = 144;
  GjBox all = { 0, 0, page->width, page->height };
  cairo_surface_t *surface = gj_look_render (source, &all, NULL, dpi, NULL);
  if (surface == NULL)
    return;
  guint kept = 0;
  GjGlyph gone = { .ch = 0 };
  for (guint i = 0; i < page->glyphs->len; i++) {
    GjGlyph g = g_array_index (page->glyphs, GjGlyph, i);
    double side = gj_char_digit (g.ch) >= 0 ? 0.2 * gj_box_width (&g.box) : 0; /* where the next one's ink may begin */
    /* Boxes of some fonts are much higher than their type, and reach over what is printed above and below. */
    double half = 0.4 * MIN (gj_box_height (&g.box), gj_glyph_size (&g));
    int lo, hi;
    look_at (surface, dpi / 72, &g.box, side, half, &lo, &hi);
    if (gj_char_digit (g.ch) >= 0 && hi - lo > 60) { /* a bar as high as type ends within that */
      int low, high;
      look_at (surface, dpi / 72, &g.box, side, 0.5 * half, &low, &high);
      if (high - low <= 60 && high < COVER)
        hi = lo = high;
    }
    if (hi - lo > 60) {
      g.confidence = is_cut_off (&gone, &g) ? 0 : g.confidence;
      gone.ch = 0;
      g_array_index (page->glyphs, GjGlyph, kept++) = g;
      continue;
    }
    gone = g;
    if (gj_char_digit (g.ch) >= 0 && hi < COVER)
      g_array_append_val (page->unread, g.box);
    if (kept > 0 && is_cut_off (&g_array_index (page->glyphs, GjGlyph, kept - 1), &g))
      g_array_index (page->glyphs, GjGlyph, kept - 1).confidence = 0;
  }
  g_array_set_size (page->glyphs, kept);
  cairo_surface_destroy (surface);
}

/* The cell of a grid of @page that the middle of @box stands in, without what is drawn at its sides. */
static gboolean
find_cell (const GjPage *page, const GjBox *box, GjBox *cell)
{
  const double side = 1.2;
  double x = (box->x0 + box->x1) / 2, y = (box->y0 + box->y1) / 2;
  for (guint g = 0; g < page->grids->len; g++) {
    const GjGrid *grid = page->grids->pdata[g];
    for (guint i = 0; gj_box_contains (&grid->box, x, y) && i < grid->cells->len; i++) {
      const GjBox *b = &g_array_index (grid->cells, GjGridCell, i).box;
      *cell = (GjBox){ b->x0 + side, b->y0 + side, b->x1 - side, b->y1 - side };
      if (gj_box_contains (b, x, y))
        return TRUE;
    }
  }
  return FALSE;
}

static GjBox
common (const GjBox *a, const GjBox *b)
{
  return (GjBox){ MAX (a->x0, b->x0), MAX (a->y0, b->y0), MIN (a->x1, b->x1), MIN (a->y1, b->y1) };
}

/* What stands in a box. */
typedef struct {
  guint glyphs, digits, words; /* words: of them, letters and ideographs */
} Held;

static Held
count_glyphs (const GjPage *page, const GjBox *box)
{
  Held held = { 0, 0, 0 };
  for (guint i = 0; i < page->glyphs->len; i++) {
    const GjGlyph *g = &g_array_index (page->glyphs, GjGlyph, i);
    if (!gj_box_contains (box, (g->box.x0 + g->box.x1) / 2, (g->box.y0 + g->box.y1) / 2))
      continue;
    held.glyphs++;
    held.digits += gj_char_digit (g->ch) >= 0;
    held.words += gj_char_is_ideograph (g->ch) || (g->ch < 0x80 && g_ascii_isalpha ((char) g->ch));
  }
  return held;
}

/* Digits of @page in @box are not sure (confidence). */
static void
doubt_digits (GjPage *page, const GjBox *box)
{
  for (guint i = 0; i < page->glyphs->len; i++) {
    GjGlyph *g = &g_array_index (page->glyphs, GjGlyph, i);
    if (gj_char_digit (g->ch) >= 0 && gj_box_contains (box, (g->box.x0 + g->box.x1) / 2, (g->box.y0 + g->box.y1) / 2))
      g->confidence = 0;
  }
}

/* What the font of @m says; NULL: nothing can be asked. Pages name their fonts as they like: the same object is the same font. */
static Word *
word_of (GjLook *look, GjVector *vector, guint page, const GjMute *m)
{
  for (guint i = 0; i < look->words->len; i++) {
    Word *w = &g_array_index (look->words, Word, i);
    if (w->page == page && w->font == m->font && w->code == m->code)
      return w;
  }
  if (vector == NULL || look->words->len >= MAX_WORDS)
    return NULL;
  Word word = { .page = page, .font = m->font, .code = m->code };
  gj_vector_ask_font (vector, page - 1, m->font, m->code, &word.word);
  for (guint i = 0; i < look->words->len && word.word.id > 0; i++) {
    const Word *w = &g_array_index (look->words, Word, i);
    word.proven |= w->word.id == word.word.id && w->code == m->code && w->proven;
  }
  g_array_append_val (look->words, word);
  return &g_array_index (look->words, Word, look->words->len - 1);
}

/* Whether a code that has to do with figures is what its font says. */
static gboolean
is_known (const Word *w)
{
  return w != NULL && (w->proven || w->word.whole || w->word.sound);
}

/* Takes off @box what reaches over glyphs of @page: their ink is known. */
static void
cut_at_glyphs (const GjPage *page, GjBox *box)
{
  const double blur = 0.6;
  double y = (box->y0 + box->y1) / 2;
  for (guint i = 0; i < page->glyphs->len; i++) {
    const GjBox *b = &g_array_index (page->glyphs, GjGlyph, i).box;
    if (b->y0 > y || b->y1 < y || b->x1 + blur <= box->x0 || b->x0 - blur >= box->x1)
      continue;
    if (b->x0 + b->x1 > 2 * box->x0)
      box->x1 = MIN (box->x1, b->x0 - blur);
    else
      box->x0 = b->x1 + blur;
  }
}

/* Whether a character that the text layer has nothing of needs to be looked at in cell @cell of @page: a space does not. */
static gboolean
is_open_nothing (GjLook *look, GjVector *vector, const GjPage *page, const GjBox *cell, GjMute *m)
{
  Held held = count_glyphs (page, cell);
  if (held.words > 0 || (held.glyphs > 0 && held.digits == 0))
    return FALSE;
  const Word *w = word_of (look, vector, page->number, m);
  gboolean said = w != NULL && w->word.ch >= 0x20; /* control characters stand for anything */
  if (said && gj_char_is_space (w->word.ch) &&
      (is_known (w) || w->word.ch == 0x3000)) /* which stands in many blank cells */
    return FALSE;
  if (held.glyphs == 0)
    return TRUE;
  double width = gj_box_width (&m->box);
  cut_at_glyphs (page, &m->box);
  return (!said || gj_char_is_space (w->word.ch)) && gj_box_width (&m->box) > 0.5 * width;
}

/* Pages have their numbers between dashes above and below this part of their height. */
#define MARGIN 0.08

/* Whether @m needs to be looked at on @page; its box is cut down to where it may have its ink. */
static gboolean
is_open (GjLook *look, GjVector *vector, const GjPage *page, GjMute *m)
{
  GjBox cell;
  if (m->kind == GJ_MUTE_GROUND)
    return count_glyphs (page, &m->box).digits > 0;
  gboolean inside = find_cell (page, &m->box, &cell);
  if (!inside && (m->kind == GJ_MUTE_NOTHING || page->grids->len > 0 || m->box.y0 < MARGIN * page->height ||
                  m->box.y1 > (1 - MARGIN) * page->height))
    return FALSE;
  if (m->kind == GJ_MUTE_NOTHING ? !is_open_nothing (look, vector, page, &cell, m)
                                 : is_known (word_of (look, vector, page->number, m)))
    return FALSE;
  if (m->kind == GJ_MUTE_BEHIND && count_glyphs (page, &m->box).glyphs > 0)
    return FALSE;
  if (inside)
    m->box = common (&m->box, &cell);
  return gj_box_width (&m->box) > 0 && gj_box_height (&m->box) > 0;
}

/* Level, of three times 255, below which a pixel is ink of a character. */
#define INK 460

/* A row of pixels of what is printed in a box. */
typedef struct {
  int first, last; /* of its ink */
  guint runs;      /* pieces of it */
} Row;

/* The rows of @surface in @box, into @rows of @most; @n (out): from the first with ink to the last. */
static void
read_rows (cairo_surface_t *surface, const GjBox *box, Row *rows, guint most, guint *n)
{
  const double scale = DPI / 72;
  int w = cairo_image_surface_get_width (surface), h = cairo_image_surface_get_height (surface);
  int stride = cairo_image_surface_get_stride (surface);
  const guint8 *data = cairo_image_surface_get_data (surface);
  int x0 = CLAMP ((int) floor (box->x0 * scale), 0, w), x1 = CLAMP ((int) ceil (box->x1 * scale), 0, w);
  int y0 = CLAMP ((int) floor (box->y0 * scale), 0, h), y1 = CLAMP ((int) ceil (box->y1 * scale), 0, h);
  guint end = 0;
  *n = 0;
  for (int y = y0; y < y1 && *n < most; y++) {
    Row row = { x1, x0, 0 };
    gboolean before = FALSE;
    for (int x = x0; x < x1; x++) {
      guint32 px;
      memcpy (&px, data + (gsize) y * (gsize) stride + (gsize) x * 4, 4);
      gboolean dark = (px >> 16 & 255) + (px >> 8 & 255) + (px & 255) < INK;
      row.runs += dark && !before;
      row.first = dark ? MIN (row.first, x) : row.first;
      row.last = dark ? x : row.last;
      before = dark;
    }
    if (row.runs == 0 && *n == 0)
      continue;
    rows[(*n)++] = row;
    end = row.runs > 0 ? *n : end;
  }
  *n = end;
}

/* Whether @n rows are one straight stroke aslant. */
static gboolean
is_slash (const Row *rows, guint n)
{
  int left = rows[0].first, right = rows[0].last;
  guint narrow = 0;
  for (guint i = 1; i < n; i++) {
    left = MIN (left, rows[i].first);
    right = MAX (right, rows[i].last);
  }
  for (guint i = 0; i < n; i++)
    narrow += rows[i].runs == 1 && 2 * (rows[i].last - rows[i].first) <= right - left + 2;
  return 10 * narrow >= 8 * n &&
         ABS (rows[0].first + rows[0].last - rows[n - 1].first - rows[n - 1].last) > right - left;
}

/* Whether what is printed of glyph @g, in @box, is not what the text layer says: as high as a digit where a mark is low, and no stroke where one
 * is aslant. */
static gboolean
is_other_mark (cairo_surface_t *surface, const GjGlyph *g, const GjBox *box)
{
  Row rows[256];
  guint n;
  gboolean none = g->ch == 0x65E0; /* 无 is as wide as high */
  double height = gj_box_height (&g->box), half = 0.4 * (none ? height : MIN (height, gj_glyph_size (g))),
         middle = (g->box.y0 + g->box.y1) / 2;
  gboolean point = g->ch == '.' || g->ch == ',' || g->ch == 0xFF0C || g->ch == 0xFF0E;
  GjBox area = common (box, &(GjBox){ g->box.x0, middle - half, g->box.x1, point ? g->box.y1 : middle + half });
  read_rows (surface, &area, rows, G_N_ELEMENTS (rows), &n);
  if (n == 0)
    return FALSE; /* it does not show: no figure does */
  double high = n * 72 / DPI;
  if (none) {
    int left = rows[0].first, right = rows[0].last;
    for (guint i = 1; i < n; i++) {
      left = MIN (left, rows[i].first);
      right = MAX (right, rows[i].last);
    }
    return right - left < 0.75 * n;
  }
  if (g->ch == '/' || g->ch == '\\' || g->ch == 0xFF0F || g->ch == 0xFF3C)
    return !is_slash (rows, n);
  return high > (point ? 0.4 * height : 1.1 * half);
}

/* Whether @a and @b are of one figure, side by side. */
static gboolean
are_beside (const GjGlyph *a, const GjGlyph *b)
{
  double size = gj_glyph_size (a);
  return fabs (b->box.x0 - a->box.x1) < 0.5 * size && fabs (b->box.y0 + b->box.y1 - a->box.y0 - a->box.y1) < 0.6 * size;
}

/* The figure of @page that digit @at is of: its box. */
static GjBox
box_of_figure (const GjPage *page, guint at)
{
  GjBox box = g_array_index (page->glyphs, GjGlyph, at).box;
  for (guint i = at; i-- > 0 && are_beside (&g_array_index (page->glyphs, GjGlyph, i),
                                            &g_array_index (page->glyphs, GjGlyph, i + 1));)
    box = gj_box_union (&box, &g_array_index (page->glyphs, GjGlyph, i).box);
  for (guint i = at + 1; i < page->glyphs->len && are_beside (&g_array_index (page->glyphs, GjGlyph, i - 1),
                                                              &g_array_index (page->glyphs, GjGlyph, i));
       i++)
    box = gj_box_union (&box, &g_array_index (page->glyphs, GjGlyph, i).box);
  return box;
}

/* Whether ground @box is a stroke below a figure on it: it has ink on both sides, where that of the figure does not reach. */
static gboolean
is_stroke_below (cairo_surface_t *surface, const GjPage *page, const GjBox *box)
{
  const double edge = 0.4;
  const GjBox inner = { box->x0 + edge, box->y0 + edge, box->x1 - edge, box->y1 - edge };
  Row rows[256];
  guint n;
  for (guint i = 0; i < page->glyphs->len; i++) {
    const GjGlyph *g = &g_array_index (page->glyphs, GjGlyph, i);
    double middle = (g->box.y0 + g->box.y1) / 2, high = 0.5 * gj_glyph_size (g);
    if (gj_char_digit (g->ch) < 0 || !gj_box_contains (&inner, (g->box.x0 + g->box.x1) / 2, middle))
      continue;
    const GjBox all = box_of_figure (page, i);
    GjBox left = { all.x0 - 2 * edge, middle - high, all.x0 + 0.5 * edge, middle + high },
          right = { all.x1 - 0.5 * edge, middle - high, all.x1 + 2 * edge, middle + high };
    left = common (&left, &inner);
    right = common (&right, &inner);
    read_rows (surface, &left, rows, G_N_ELEMENTS (rows), &n);
    if (n == 0)
      continue;
    read_rows (surface, &right, rows, G_N_ELEMENTS (rows), &n);
    if (n > 0)
      return TRUE;
  }
  return FALSE;
}

/* The glyph of @m: others may have been dropped since it was found. NULL: it was, too. */
static GjGlyph *
find_glyph (GjPage *page, const GjMute *m)
{
  for (guint i = MIN (m->glyph + 1, page->glyphs->len); i-- > 0;) {
    GjGlyph *g = &g_array_index (page->glyphs, GjGlyph, i);
    if (gj_box_contains (&g->box, (m->box.x0 + m->box.x1) / 2, (m->box.y0 + m->box.y1) / 2))
      return g;
  }
  return NULL;
}

/* Points: a rule may stand as close beside a character without ink, no digit is all there. */
#define BESIDE 0.8

/* Whether @m is not as the text layer says: then it is marked so in @page. */
static gboolean
is_refuted (cairo_surface_t *surface, GjPage *page, const GjMute *m)
{
  GjBox cell;
  int lo, hi;
  GjGlyph *g;
  switch (m->kind) {
  case GJ_MUTE_MARK:
  case GJ_MUTE_POINT:
    g = find_glyph (page, m);
    if (g == NULL || !is_other_mark (surface, g, &m->box))
      return FALSE;
    g->ch = 0xFFFD;
    return TRUE;
  case GJ_MUTE_GROUND:
    if (!is_stroke_below (surface, page, &m->box))
      return FALSE;
    doubt_digits (page, &m->box);
    return TRUE;
  case GJ_MUTE_NOTHING:
  case GJ_MUTE_BEHIND:
  default:
    look_at (surface, DPI / 72, &m->box, MIN (BESIDE, 0.2 * gj_box_width (&m->box)), 0.4 * gj_box_height (&m->box), &lo,
             &hi);
    if (hi - lo <= 60)
      return FALSE;
    g_array_append_val (page->unread, m->box);
    if (find_cell (page, &m->box, &cell))
      doubt_digits (page, &cell);
    else
      doubt_digits (page, &(GjBox){ m->box.x0 - 2 * gj_box_width (&m->box), m->box.y0, m->box.x1, m->box.y1 });
    return TRUE;
  }
}

guint
gj_look_at_mute (GjLook *look, GjVector *vector, GjPage *page, const GArray *mute)
{
  guint found = 0;
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (GjMute)),
                     parts = g_array_new (FALSE, FALSE, sizeof (GjBox));
  for (guint i = 0; i < mute->len; i++) {
    GjMute m = g_array_index (mute, GjMute, i);
    if (!is_open (look, vector, page, &m))
      continue;
    g_array_append_val (open, m);
    g_array_append_val (parts, m.box);
  }
  if (open->len == 0)
    return 0;
  g_autoptr (PopplerPage) source = gj_look_page (look, page->number);
  GjBox all = { 0, 0, page->width, page->height };
  cairo_surface_t *surface = source != NULL ? gj_look_render (source, &all, parts, DPI, NULL) : NULL;
  for (guint i = 0; i < open->len && surface != NULL; i++) {
    const GjMute *m = &g_array_index (open, GjMute, i);
    if (is_refuted (surface, page, m)) {
      found++;
      continue;
    }
    Word *w = m->code >= 0 ? word_of (look, vector, page->number, m) : NULL;
    if (w != NULL)
      w->proven = TRUE;
  }
  g_clear_pointer (&surface, cairo_surface_destroy);
  return found;
}
