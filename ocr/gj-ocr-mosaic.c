/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-mosaic.h"

#define PAD 3          /* pixels of paper kept around a piece */
#define MARGIN 24      /* white at both ends of a line */
#define MAX_ASTRAY 6   /* pixels: a symbol farther from every piece was seen in a gap */
#define SURE_ROOM 7    /* characters: of longer pieces the number is not known to one, for marks are narrow */
#define WIDE_GAP 0.25  /* of a character's width: more stands only between letter-spaced ones */
#define WIDEST 1.25    /* the same: such a character is no wider */
#define MOSAIC_DPI 300 /* what tesseract is told */

void
gj_ocr_snippet_clear (gpointer data)
{
  GjOcrSnippet *s = data;
  if (s->text != NULL)
    g_string_free (s->text, TRUE);
  if (s->symbols != NULL)
    g_array_unref (s->symbols);
}

/* Stretches @pix so that its darkest 4% are black and its paper is white. */
static void
stretch (PIX *pix)
{
  guint hist[256] = { 0 }, sum = 0, total;
  int w = pixGetWidth (pix), h = pixGetHeight (pix), low = 0, high = 255;

  for (int y = 0; y < h; y++)
    for (int x = 0; x < w; x++)
      hist[gj_ocr_pixel (pix, x, y)]++;
  total = (guint) w * (guint) h;
  for (int i = 0; i < 256; i++) {
    guint before = sum;
    sum += hist[i];
    if (before * 25 <= total && sum * 25 > total)
      low = i;
    if (before * 20 <= total * 13 && sum * 20 > total * 13)
      high = i;
  }
  high = MAX (high, low + 20);
  for (int y = 0; y < h; y++) {
    l_uint32 *line = pixGetData (pix) + (gsize) y * (gsize) pixGetWpl (pix);
    for (int x = 0; x < w; x++) {
      int v = ((int) GET_DATA_BYTE (line, x) - low) * 255 / (high - low);
      SET_DATA_BYTE (line, x, CLAMP (v, 0, 255));
    }
  }
}

static double
narrow_of (const GjOcrMosaicShape *shape)
{
  return shape->narrow > 0 ? shape->narrow : 1;
}

/* Pixels of paper kept at both sides of @s. */
static int
side_of (const GjOcrSnippet *s)
{
  return s->tight ? 0 : PAD;
}

static PIX *
cut_piece (PIX *gray, const GjOcrSnippet *s, double narrow)
{
  GjOcrRect r = { s->box.x0 - side_of (s), s->box.y0 - PAD, s->box.x1 + side_of (s), s->box.y1 + PAD };
  PIX *clip = gj_ocr_clip (gray, &r);
  if (clip == NULL)
    return NULL;
  stretch (clip);
  float scale = (float) s->scale, wide = (float) (s->scale * narrow);
  PIX *scaled = scale > 0.98f && scale < 1.02f && narrow == 1 ? pixClone (clip)
                : scale < 0.7f                                ? pixScaleAreaMap (clip, wide, scale)
                                                              : pixScaleGrayLI (clip, wide, scale);
  pixDestroy (&clip);
  return scaled;
}

/* A line being filled: which pieces stand where. */
typedef struct {
  PIX *canvas;
  double narrow;
  int x;
  guint first, n;
  GArray *from; /* of int: left end of each piece */
} Line;

void
gj_ocr_mosaic_end_last (GArray *symbols, int end)
{
  GjOcrSymbol *last = symbols->len > 0 ? &g_array_index (symbols, GjOcrSymbol, symbols->len - 1) : NULL;
  if (last != NULL && last->box.x0 < end && last->box.x1 > end && g_unichar_isalnum (last->ch))
    last->box.x1 = end;
}

/* The piece of @line whose place is nearest to @x, and how far away that is. */
static guint
nearest_piece (const Line *line, const GArray *snippets, double x, double *away)
{
  guint at = 0;
  *away = G_MAXDOUBLE;
  for (guint k = 0; k < line->n; k++) {
    const GjOcrSnippet *s = &g_array_index (snippets, GjOcrSnippet, line->first + k);
    double a = g_array_index (line->from, int, k),
           b = a + (gj_ocr_rect_width (&s->box) + 2 * side_of (s)) * s->scale * line->narrow;
    double d = x < a ? a - x : x > b ? x - b : 0;
    if (d < *away) {
      *away = d;
      at = k;
    }
  }
  return at;
}

static gboolean
has_ink (PIX *canvas, int x)
{
  for (int y = 0; y < pixGetHeight (canvas); y++)
    if (gj_ocr_pixel (canvas, x, y) < 128)
      return TRUE;
  return FALSE;
}

int
gj_ocr_mosaic_spaced (PIX *canvas, int from, int to, double em)
{
  int n = 0, start = -1, end = -1; /* of the character */
  for (int x = MAX (from, 0); x < MIN (to, pixGetWidth (canvas)); x++) {
    if (!has_ink (canvas, x))
      continue;
    if (start < 0 || x - end > em * WIDE_GAP) {
      start = x;
      n++;
    }
    end = x + 1;
    if (end - start > em * WIDEST)
      return 0;
  }
  return n;
}

/* How many Chinese characters fill a piece of one line: they are as wide as high, or stand far apart. */
static int
room_of (const Line *line, const GArray *snippets, guint k)
{
  const GjOcrSnippet *s = &g_array_index (snippets, GjOcrSnippet, line->first + k);
  int h = MAX (gj_ocr_rect_height (&s->box), 1), w = gj_ocr_rect_width (&s->box),
      from = g_array_index (line->from, int, k);
  double wide = s->scale * line->narrow;
  int spaced = gj_ocr_mosaic_spaced (line->canvas, from, from + (int) ((w + 2 * side_of (s)) * wide), h * wide);
  return spaced > 1 ? spaced : (int) (w / (double) h + 0.5);
}

/* Tesseract likes to see a quotation mark in the white before a line: it fills no room. */
static gboolean
is_stray (const GArray *symbols, guint i)
{
  return g_array_index (symbols, GjOcrSymbol, i).ch == 0x201C;
}

/* Deals out again the symbols of pieces [@from, @to], in their order, by the room in each. Nothing is changed if one is no
 * Chinese character. Returns: whether they were. */
static gboolean
deal_out (const GArray *symbols, const int *room, int from, int to, int *at)
{
  for (guint i = 0; i < symbols->len; i++)
    if (at[i] >= from && at[i] <= to && !is_stray (symbols, i) &&
        g_unichar_get_script (g_array_index (symbols, GjOcrSymbol, i).ch) != G_UNICODE_SCRIPT_HAN)
      return FALSE;
  int k = from, left = room[from];
  for (guint i = 0; i < symbols->len; i++) {
    if (at[i] < from || at[i] > to || is_stray (symbols, i))
      continue;
    while (left == 0 && k < to)
      left = room[++k];
    at[i] = k;
    left--;
  }
  return TRUE;
}

void
gj_ocr_mosaic_move_astray (const GArray *symbols, const int *room, guint n, int *at)
{
  g_autofree int *over = g_new0 (int, n + 1);
  int odd = -1; /* the last piece with a symbol too many or too few, if all behind it have their number */
  for (guint k = 0; k < n; k++)
    over[k] = -room[k];
  for (guint i = 0; i < symbols->len; i++)
    if (at[i] >= 0 && !is_stray (symbols, i))
      over[at[i]]++;
  for (int k = 0; k < (int) n; k++) {
    if (over[k] == 0)
      continue;
    if (room[k] > SURE_ROOM)
      odd = -1;
    else if (odd >= 0 && over[k] == -over[odd] && ABS (over[k]) == 1 && deal_out (symbols, room, odd, k, at))
      odd = -1;
    else
      odd = k;
  }
}

/* Gives @symbol to the piece @at of @line. */
static void
hand_to (const Line *line, GArray *snippets, guint at, GjOcrSymbol *symbol)
{
  GjOcrSnippet *s = &g_array_index (snippets, GjOcrSnippet, line->first + at);
  int from = g_array_index (line->from, int, at);
  if (s->n_symbols >= 400)
    return;
  g_string_append_unichar (s->text, symbol->ch);
  s->confidence = MIN (s->confidence, symbol->confidence);
  s->n_symbols++;
  if (s->symbols != NULL) {
    double scale = s->scale * line->narrow;
    symbol->box.x0 = s->box.x0 - side_of (s) + (int) ((symbol->box.x0 - from) / scale);
    symbol->box.x1 = s->box.x0 - side_of (s) + (int) ((symbol->box.x1 - from) / scale + 0.5);
    symbol->box.y0 = s->box.y0;
    symbol->box.y1 = s->box.y1;
    g_array_append_val (s->symbols, *symbol);
  }
}

static void
hand_out (const Line *line, GArray *snippets, GArray *symbols)
{
  g_autofree int *at = g_new (int, symbols->len + 1), *room = g_new (int, line->n + 1);
  gj_ocr_mosaic_end_last (symbols, line->x);
  for (guint k = 0; k < line->n; k++) {
    g_array_index (snippets, GjOcrSnippet, line->first + k).n_symbols = 0;
    room[k] = room_of (line, snippets, k);
  }
  for (guint i = 0; i < symbols->len; i++) {
    const GjOcrSymbol *symbol = &g_array_index (symbols, GjOcrSymbol, i);
    double away;
    guint k = nearest_piece (line, snippets, (symbol->box.x0 + symbol->box.x1) / 2.0, &away);
    at[i] = away <= MAX_ASTRAY ? (int) k : -1;
  }
  gj_ocr_mosaic_move_astray (symbols, room, line->n, at);
  for (guint i = 0; i < symbols->len; i++)
    if (at[i] >= 0)
      hand_to (line, snippets, (guint) at[i], &g_array_index (symbols, GjOcrSymbol, i));
}

static void
read_line (GjOcrEngine *engine, const GjOcrMosaicShape *shape, Line *line, GArray *snippets)
{
  GjOcrRect used = { 0, 0, line->x + MARGIN, shape->height };
  g_autoptr (GjPix) cut = gj_ocr_clip (line->canvas, &used);
  g_autoptr (GArray) symbols = g_array_new (FALSE, FALSE, sizeof (GjOcrSymbol));

  gj_ocr_engine_read (engine, cut, MOSAIC_DPI, shape->raw ? GJ_OCR_RAW_LINE : GJ_OCR_LINE, shape->max_ms, symbols);
  hand_out (line, snippets, symbols);
}

static void
start_line (Line *line, guint first)
{
  pixSetAll (line->canvas);
  g_array_set_size (line->from, 0);
  line->x = MARGIN;
  line->first = first;
  line->n = 0;
}

guint
gj_ocr_mosaic_read (GjOcrEngine *engine, PIX *gray, const GjOcrMosaicShape *shape, GArray *snippets)
{
  g_autoptr (GjPix) canvas = pixCreate (shape->width * 2, shape->height, 8);
  g_autoptr (GArray) from = g_array_new (FALSE, FALSE, sizeof (int));
  Line line = { .canvas = canvas, .narrow = narrow_of (shape), .from = from };
  guint n_lines = 0;

  start_line (&line, 0);
  for (guint i = 0; i < snippets->len; i++) {
    GjOcrSnippet *s = &g_array_index (snippets, GjOcrSnippet, i);
    g_autoptr (GjPix) piece = cut_piece (gray, s, narrow_of (shape));
    int w = piece != NULL ? pixGetWidth (piece) : 0, h = piece != NULL ? pixGetHeight (piece) : 0;
    int gap = line.n > 0 ? s->gap : 0;
    if (line.n > 0 && line.x + gap + w > shape->width) {
      read_line (engine, shape, &line, snippets);
      n_lines++;
      start_line (&line, i);
      gap = 0;
    }
    int x = line.x + gap;
    w = MIN (w, shape->width * 2 - MARGIN - x);
    if (w > 0)
      pixRasterop (canvas, x, MAX ((shape->height - h) / 2, 0), w, MIN (h, shape->height), PIX_SRC, piece, 0,
                   MAX ((h - shape->height) / 2, 0));
    g_array_append_val (from, x);
    line.x = x + MAX (w, 0);
    line.n++;
  }
  if (line.n > 0) {
    read_line (engine, shape, &line, snippets);
    n_lines++;
  }
  return n_lines;
}
