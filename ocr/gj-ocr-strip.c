/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-strip.h"

#include "ocr/gj-ocr-picture.h"
#include "page/gj-char.h"

#define HEIGHT 48  /* of the network's input, pixels */
#define MARGIN 0.3 /* paper at both ends, as a part of the line's height */
#define BRIEF 4    /* a line of fewer characters is read with tesseract's own line finding, on more paper: "无。" */
#define BRIEF_MARGIN 1.0
#define MAX_GAP 1.5 /* paper between two pieces, as a part of the line's height: figures far apart are lost */
#define BLEED 0.1   /* what is kept of the paper above and below a line */
#define MAX_WIDTH 6000
#define ASTRAY 0.4 /* farther from every piece: seen in a gap */
#define HALO 0.06  /* lighter than paper by more, as a part of the contrast, is what sharpening made beside print */
#define LEAST_HALO 8
#define UNEVEN 0.1 /* paper that differs by more along a line, as a part of its contrast, is made even */

/* Where the pieces of a line stand in its strip, before it is scaled. */
typedef struct {
  PIX *canvas;
  int y0;       /* row of the picture that is the strip's first */
  GArray *from; /* of int: left end of each piece */
  GArray *pieces;
} Strip;

/* Paper in a line: its gray level where it is lightest, but for a tenth of it. */
static int
paper_of (PIX *gray, const GjOcrRect *r)
{
  guint hist[256] = { 0 }, n = 0, sum = 0;
  for (int y = MAX (r->y0, 0); y < MIN (r->y1, pixGetHeight (gray)); y += 2)
    for (int x = MAX (r->x0, 0); x < MIN (r->x1, pixGetWidth (gray)); x += 2, n++)
      hist[gj_ocr_pixel (gray, x, y)]++;
  for (int i = 255; i > 0; i--) {
    sum += hist[i];
    if (sum * 3 >= n)
      return i;
  }
  return 255;
}

/* The light level of @r: three tenths of its pixels are lighter. */
static int
light_level (PIX *canvas, const GjOcrRect *r)
{
  guint hist[256] = { 0 }, total = 0, sum = 0;
  for (int y = r->y0; y < r->y1; y++)
    for (int x = r->x0; x < r->x1; x++, total++)
      hist[gj_ocr_pixel (canvas, x, y)]++;
  for (int i = 255; i > 0; i--) {
    sum += hist[i];
    if (sum * 10 >= total * 3)
      return i;
  }
  return 1;
}

/* Light that falls off along a line makes the network take dark paper for ink: each column of @r, which is inside @canvas, is
 * made as light as @paper. @least: difference in light that matters. */
static void
even_out (PIX *canvas, const GjOcrRect *r, int paper, int least, int tall)
{
  int w = gj_ocr_rect_width (r), n = MAX (w / MAX (tall, 8), 1), darkest = 255;
  g_autofree int *levels = g_new (int, n);
  for (int i = 0; i < n; i++) {
    GjOcrRect part = { r->x0 + w * i / n, r->y0, r->x0 + w * (i + 1) / n, r->y1 };
    levels[i] = MAX (light_level (canvas, &part), 1);
    darkest = MIN (darkest, levels[i]);
  }
  if (paper - darkest < least)
    return;
  for (int x = r->x0; x < r->x1; x++) {
    double at = CLAMP ((x - r->x0 + 0.5) * n / w - 0.5, 0, n - 1);
    int i = (int) at, k = MIN (i + 1, n - 1);
    double level = levels[i] + (at - i) * (levels[k] - levels[i]);
    for (int y = r->y0; y < r->y1; y++) {
      guint32 *line = pixGetData (canvas) + (gsize) y * (gsize) pixGetWpl (canvas);
      SET_DATA_BYTE (line, x, MIN (gj_ocr_pixel (canvas, x, y) * paper / level, 255));
    }
  }
}

static void
lay_out (Strip *strip, const GjOcrPicture *picture, const GjOcrTextLine *line, int paper, int tall, int height,
         double margins)
{
  int margin = (int) (margins * tall) + 1, most = (int) (MAX_GAP * tall), bleed = (int) (BLEED * tall) + 1, x = margin;
  int w = pixGetWidth (picture->gray), h = pixGetHeight (picture->gray);
  int top = MAX (line->box.y0 - bleed, 0), bottom = MIN (line->box.y1 + bleed, h);
  const GArray *pieces = line->pieces;

  for (guint i = 0; i < pieces->len; i++) {
    const GjOcrRect *r = &g_array_index (pieces, GjOcrRect, i);
    x += i > 0 ? MIN (r->x0 - r[-1].x1, most) : 0;
    g_array_append_val (strip->from, x);
    x += gj_ocr_rect_width (r);
  }
  strip->y0 = (line->box.y0 + line->box.y1 - height) / 2;
  strip->canvas = pixCreate (MIN (x + margin, MAX_WIDTH), height, 8);
  pixSetAllGray (strip->canvas, paper);
  top = MAX (top, strip->y0);
  bottom = MIN (bottom, strip->y0 + height);
  for (guint i = 0; i < pieces->len; i++) {
    const GjOcrRect *r = &g_array_index (pieces, GjOcrRect, i);
    int from = g_array_index (strip->from, int, i), left = MIN (bleed, r->x0), right = MIN (bleed, w - r->x1);
    pixRasterop (strip->canvas, from - left, top - strip->y0, gj_ocr_rect_width (r) + left + right, bottom - top,
                 PIX_SRC, picture->gray, r->x0 - left, top);
    GjOcrRect put = { MAX (from - left, 0), top - strip->y0,
                      MIN (from + gj_ocr_rect_width (r) + right, pixGetWidth (strip->canvas)), bottom - strip->y0 };
    if (put.x1 > put.x0 && put.y1 > put.y0)
      even_out (strip->canvas, &put, paper, MAX ((int) (UNEVEN * picture->contrast), 1), tall);
  }
}

/* Paints circled digits over: they are put back after reading. */
static void
paint_over (Strip *strip, const GjOcrTextLine *line, int paper)
{
  for (guint c = 0; c < line->circled->len; c++) {
    const GjOcrRect *r = &g_array_index (line->circled, GjOcrCircled, c).box;
    for (guint i = 0; i < line->pieces->len; i++) {
      const GjOcrRect *p = &g_array_index (line->pieces, GjOcrRect, i);
      if (r->x0 < p->x0 - 2 || r->x1 > p->x1 + 2)
        continue;
      g_autoptr (GjPix) blank = pixCreate (gj_ocr_rect_width (r) + 4, gj_ocr_rect_height (r) + 4, 8);
      pixSetAllGray (blank, paper);
      pixRasterop (strip->canvas, g_array_index (strip->from, int, i) + r->x0 - 2 - p->x0, r->y0 - 2 - strip->y0,
                   pixGetWidth (blank), pixGetHeight (blank), PIX_SRC, blank, 0, 0);
    }
  }
}

/* Whether the ink at the right end of @canvas is that of a full character, not of a mark. */
static gboolean
ends_in_character (PIX *canvas, int paper, int contrast, int tall)
{
  int w = pixGetWidth (canvas), h = pixGetHeight (canvas), limit = paper - MAX (contrast / 3, 12), top = h, bottom = -1,
      right = -1;
  for (int x = w - 1, empty = 0; x >= 0 && empty < 2; x--) {
    gboolean any = FALSE;
    for (int y = 0; y < h; y++)
      if (gj_ocr_pixel (canvas, x, y) < limit) {
        any = TRUE;
        top = MIN (top, y);
        bottom = MAX (bottom, y);
      }
    right = any && right < 0 ? x : right;
    empty = any ? 0 : right >= 0 ? empty + 1 : 0;
  }
  return bottom - top > 0.6 * tall;
}

/* tesseract likes to see a comma in the paper behind a line. */
static void
drop_stray_mark (GArray *symbols, guint first, gboolean full)
{
  if (!full || symbols->len < first + 2)
    return;
  gunichar ch = g_array_index (symbols, GjOcrSymbol, symbols->len - 1).ch;
  if (ch == 0xFF0C || ch == 0x3001 || ch == 0x3002 || ch == ',' || ch == '.')
    g_array_set_size (symbols, symbols->len - 1);
}

static int
by_middle (gconstpointer a, gconstpointer b)
{
  const GjOcrSymbol *p = a, *q = b;
  return (p->box.x0 + p->box.x1) - (q->box.x0 + q->box.x1);
}

/* A mark that was seen where a circled digit was painted over. */
static gboolean
stands_in (const GjOcrSymbol *s, const GjOcrRect *box)
{
  gboolean quote = s->ch == 0x201C || s->ch == 0x201D || s->ch == '"' || s->ch == '\'';
  int middle = (s->box.x0 + s->box.x1) / 2, inset = quote ? -gj_ocr_rect_width (box) / 3 : gj_ocr_rect_width (box) / 10;
  return middle > box->x0 + inset && middle < box->x1 - inset && !gj_char_is_ideograph (s->ch) &&
         !g_unichar_isalnum (s->ch);
}

/* Puts the circled digits of @line among the symbols of its reading. */
static void
put_back (const GjOcrTextLine *line, GArray *symbols, guint first)
{
  for (guint c = 0; c < line->circled->len; c++) {
    const GjOcrCircled *it = &g_array_index (line->circled, GjOcrCircled, c);
    GjOcrSymbol s = { it->ch, { it->box.x0, line->box.y0, it->box.x1, line->box.y1 }, 90, FALSE, FALSE, FALSE };
    guint at = first;
    for (guint i = symbols->len; i-- > first;)
      if (stands_in (&g_array_index (symbols, GjOcrSymbol, i), &it->box))
        g_array_remove_index (symbols, i);
    while (at < symbols->len && by_middle (&g_array_index (symbols, GjOcrSymbol, at), &s) < 0)
      at++;
    g_array_insert_val (symbols, at, s);
  }
}

/* Distance of @x of the strip from the nearest piece, pixels. */
static double
astray (const Strip *strip, double x)
{
  double best = G_MAXDOUBLE;
  for (guint i = 0; i < strip->from->len; i++) {
    double a = g_array_index (strip->from, int, i),
           b = a + gj_ocr_rect_width (&g_array_index (strip->pieces, GjOcrRect, i));
    best = MIN (best, x < a ? a - x : x > b ? x - b : 0);
  }
  return best;
}

/* Pixel of the picture at @x of the strip. */
static int
picture_x (const Strip *strip, double x)
{
  for (guint i = strip->from->len; i-- > 0;)
    if (x >= g_array_index (strip->from, int, i) || i == 0)
      return g_array_index (strip->pieces, GjOcrRect, i).x0 + (int) (x - g_array_index (strip->from, int, i));
  return (int) x;
}

void
gj_ocr_strip_end_at_gaps (const GArray *pieces, const GArray *from, double middle, int most, int *x0, int *x1)
{
  for (guint i = 1; i < pieces->len; i++) {
    const GjOcrRect *r = &g_array_index (pieces, GjOcrRect, i);
    if (r->x0 - r[-1].x1 <= most)
      continue;
    if (middle < g_array_index (from, int, i) - most / 2.0)
      *x1 = MIN (*x1, r[-1].x1);
    else
      *x0 = MAX (*x0, r->x0);
  }
}

gboolean
gj_ocr_strip_has_rims (int lightest, int paper, int contrast)
{
  return lightest - paper > MAX (HALO * contrast, LEAST_HALO);
}

void
gj_ocr_strip_take_rims_off (PIX *canvas, int paper)
{
  for (int y = 0; y < pixGetHeight (canvas); y++) {
    guint32 *line = pixGetData (canvas) + (gsize) y * (gsize) pixGetWpl (canvas);
    for (int x = 0; x < pixGetWidth (canvas); x++)
      if ((int) GET_DATA_BYTE (line, x) > paper)
        SET_DATA_BYTE (line, x, paper);
  }
}

gboolean
gj_ocr_strip_read (GjOcrEngine *chinese, const GjOcrPicture *picture, const GjOcrTextLine *line, int em, int size,
                   int max_ms, GArray *symbols)
{
  int tall = gj_ocr_rect_height (&line->box);
  if (tall < em && tall > em / 3) /* a line without full characters */
    tall = em;
  double scale = size / (double) tall;
  g_autoptr (GArray) from = g_array_new (FALSE, FALSE, sizeof (int));
  Strip strip = { .from = from, .pieces = line->pieces };
  guint first = symbols->len;

  int paper = paper_of (picture->gray, &line->box);
  gboolean rims = gj_ocr_strip_has_rims (paper, picture->paper, picture->contrast);
  paper = rims ? picture->paper : paper;
  gboolean brief = gj_ocr_rect_width (&line->box) < BRIEF * tall;
  lay_out (&strip, picture, line, paper, tall, MAX ((int) (HEIGHT / scale + 0.5), 4), brief ? BRIEF_MARGIN : MARGIN);
  if (rims)
    gj_ocr_strip_take_rims_off (strip.canvas, paper);
  paint_over (&strip, line, paper);
  gboolean full = ends_in_character (strip.canvas, paper, picture->contrast, tall);
  double sy = HEIGHT / (double) pixGetHeight (strip.canvas);
  g_autoptr (GjPix) scaled = scale < 0.7 ? pixScaleAreaMap (strip.canvas, (float) scale, (float) sy)
                                         : pixScaleGrayLI (strip.canvas, (float) scale, (float) sy);
  pixDestroy (&strip.canvas);
  if (scaled == NULL)
    return FALSE;
  gboolean done = gj_ocr_engine_read (chinese, scaled, picture->dpi * scale, brief ? GJ_OCR_LINE : GJ_OCR_RAW_LINE,
                                      max_ms, symbols);
  guint kept = first;
  for (guint i = first; i < symbols->len; i++) {
    GjOcrSymbol s = g_array_index (symbols, GjOcrSymbol, i);
    if (astray (&strip, (s.box.x0 + s.box.x1) / 2.0 / scale) > ASTRAY * tall)
      continue;
    int x0 = picture_x (&strip, s.box.x0 / scale), x1 = picture_x (&strip, s.box.x1 / scale);
    gj_ocr_strip_end_at_gaps (line->pieces, from, (s.box.x0 + s.box.x1) / 2.0 / scale, (int) (MAX_GAP * tall), &x0,
                              &x1);
    s.box = (GjOcrRect){ x0, line->box.y0, MAX (x1, x0 + 1), line->box.y1 };
    s.line_start = FALSE;
    g_array_index (symbols, GjOcrSymbol, kept++) = s;
  }
  g_array_set_size (symbols, kept);
  drop_stray_mark (symbols, first, full);
  put_back (line, symbols, first);
  if (symbols->len > first)
    g_array_index (symbols, GjOcrSymbol, first).line_start = TRUE;
  return done && symbols->len > first;
}
