/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-orient.h"

#include "ocr/gj-ocr-along.h"
#include "ocr/gj-ocr-han.h"
#include "ocr/gj-ocr-local.h"
#include "ocr/gj-ocr-picture.h"
#include "ocr/gj-ocr-shape.h"
#include "page/gj-char.h"

#define GOOD_CONFIDENCE 93 /* of a sample line that is surely upright */
#define LEAST_HAN 5        /* Chinese characters that make a line a sample */
#define MANY_HAN 20        /* so many tell which way is up by being read better */
#define MAX_SAMPLES 4
#define MORE_SAMPLES 9 /* where these do not tell */
#define LEAST_MARGIN 5 /* of confidence, upside down before upright */
#define SAMPLE_MS 1500
#define SAMPLE_INCHES 2 /* so much of a line is enough */
#define GAP 0.05        /* between the characters of a line, inches */
#define WIDE_GAP 0.12   /* where they are set wide apart */
#define FEW_LINES 6     /* of text on a page, inches: the characters stand farther apart than was thought */
#define LIKE 90         /* squared distance of a picture from its character (gj-ocr-han.h) */
#define CLEAR 0.6       /* parts of the distance when it stands on its head */
#define ENOUGH_SHAPES 4
#define MAX_SHAPES 16

typedef struct {
  GjOcrRect box; /* in pixels of the picture */
  int length;
} TextLine;

static gint
by_length (gconstpointer a, gconstpointer b)
{
  return ((const TextLine *) b)->length - ((const TextLine *) a)->length;
}

/* Runs of characters in one direction: joined over gaps of @reach inches, usually those within a line and not those between
 * lines. */
static GArray *
find_lines (PIX *ink, double dpi, gboolean across, double reach, int factor)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (TextLine));
  int gap = MAX ((int) (dpi * reach), 2);
  g_autoptr (GjPix) joined = gj_ocr_close_along (ink, gap, across);
  g_autoptr (GjBoxa) boxes = pixConnCompBB (joined, 4);
  int n = boxes != NULL ? boxaGetCount (boxes) : 0;

  for (int i = 0; i < n; i++) {
    int x, y, w, h;
    boxaGetBoxGeometry (boxes, i, &x, &y, &w, &h);
    int length = across ? w : h, thickness = across ? h : w;
    if (thickness < dpi * 0.08 || thickness > dpi * 0.4 || length < dpi * 0.6 || length < 4 * thickness)
      continue;
    TextLine line = { { x * factor, y * factor, (x + w) * factor, (y + h) * factor }, length };
    g_array_append_val (lines, line);
  }
  g_array_sort (lines, by_length);
  return lines;
}

static double
total_length (const GArray *lines)
{
  double sum = 0;
  for (guint i = 0; i < lines->len; i++)
    sum += g_array_index (lines, TextLine, i).length;
  return sum;
}

/* Whether the picture in @box, one character's, is certainly one that stands on its feet. */
static gboolean
stands_upright (PIX *gray, const GjOcrRect *box)
{
  GjOcrHan up, down;
  g_autoptr (GjPix) turned = gj_ocr_clip (gray, box);
  if (turned == NULL || !gj_ocr_han_read (gray, box, 0, &up) || up.distance > LIKE)
    return FALSE;
  pixRotate180 (turned, turned);
  GjOcrRect all = { 0, 0, pixGetWidth (turned), pixGetHeight (turned) };
  return gj_ocr_han_read (turned, &all, 0, &down) && up.distance < CLEAR * down.distance;
}

/* Characters that stand apart tell by their shape that a line is upright, which costs far less than reading it. */
static gboolean
has_upright_shapes (const GjOcrPicture *picture, const TextLine *line)
{
  GjOcrRect box = gj_ocr_rect_within (&line->box, picture->gray);
  if (box.x1 <= box.x0 || box.y1 <= box.y0)
    return FALSE;
  g_autoptr (GArray) columns = gj_ocr_shape_columns (picture->gray, &box);
  int from = box.x0, h = gj_ocr_rect_height (&box);
  guint upright = 0, tried = 0;
  for (guint k = 0; k < columns->len && upright < ENOUGH_SHAPES && tried < MAX_SHAPES; k++) {
    const GjOcrColumn *c = &g_array_index (columns, GjOcrColumn, k);
    if (c->ink > 0)
      continue;
    if (c->x - from > 0.7 * h && c->x - from < 1.2 * h) {
      upright += stands_upright (picture->gray, &(GjOcrRect){ from, box.y0, c->x, box.y1 });
      tried++;
    }
    from = c->x;
  }
  return upright >= ENOUGH_SHAPES;
}

/* What reading samples in one direction gave. */
typedef struct {
  double sum; /* of the confidence of Chinese characters */
  guint han;  /* their number */
} Evidence;

static void
read_sample (GjOcrEngine *chinese, const GjOcrPicture *picture, const TextLine *line, gboolean upside_down, Evidence *e)
{
  int pad = (int) (picture->dpi * 0.04);
  GjOcrRect r = { line->box.x0 - pad, line->box.y0 - pad, line->box.x1 + pad, line->box.y1 + pad };
  r.x1 = MIN (r.x1, r.x0 + (int) (picture->dpi * SAMPLE_INCHES));
  g_autoptr (GjPix) clip = gj_ocr_clip (picture->gray, &r);
  g_autoptr (GArray) symbols = g_array_new (FALSE, FALSE, sizeof (GjOcrSymbol));

  if (clip == NULL)
    return;
  if (upside_down)
    pixRotate180 (clip, clip);
  gj_ocr_engine_read (chinese, clip, picture->dpi, GJ_OCR_LINE, SAMPLE_MS, symbols);
  for (guint i = 0; i < symbols->len; i++)
    if (gj_char_is_ideograph (g_array_index (symbols, GjOcrSymbol, i).ch)) {
      e->sum += g_array_index (symbols, GjOcrSymbol, i).confidence;
      e->han++;
    }
}

static double
confidence (const Evidence *e)
{
  return e->han >= LEAST_HAN ? e->sum / e->han : 0;
}

/* Letters set wide apart in lines set close run up and down: what can be read across is upright all the same. */
static gboolean
reads_across (GjOcrEngine *chinese, const GjOcrPicture *picture, PIX *ink, double dpi, int factor)
{
  Evidence up = { 0, 0 };
  g_autoptr (GArray) lines = find_lines (ink, dpi, TRUE, WIDE_GAP, factor);
  for (guint i = 0; i < MIN (lines->len, MAX_SAMPLES); i++) {
    read_sample (chinese, picture, &g_array_index (lines, TextLine, i), FALSE, &up);
    if (confidence (&up) >= GOOD_CONFIDENCE)
      return TRUE;
  }
  return FALSE;
}

typedef enum { UPRIGHT, UPSIDE_DOWN, SIDEWAYS, UNKNOWN } Orientation;

static Orientation
look (GjOcrEngine *chinese, const GjOcrPicture *picture)
{
  int factor = picture->dpi >= 220 ? 2 : 1;
  double dpi = picture->dpi / factor;
  Evidence up = { 0, 0 }, down = { 0, 0 };
  g_autoptr (GjPix) ink = gj_ocr_picture_ink (picture->gray, picture->dpi, picture->contrast, factor);
  g_autoptr (GArray) across = find_lines (ink, dpi, TRUE, GAP, factor);
  g_autoptr (GArray) along = find_lines (ink, dpi, FALSE, GAP, factor);

  if (total_length (across) + total_length (along) < FEW_LINES * dpi) { /* large type, or set wide */
    g_array_unref (across);
    g_array_unref (along);
    across = find_lines (ink, dpi, TRUE, WIDE_GAP, factor);
    along = find_lines (ink, dpi, FALSE, WIDE_GAP, factor);
  }
  if (total_length (along) > 1.5 * total_length (across) + dpi * 2)
    return reads_across (chinese, picture, ink, dpi, factor) ? UPRIGHT : SIDEWAYS;
  for (guint i = 0; i < MIN (across->len, MORE_SAMPLES); i++) {
    const TextLine *line = &g_array_index (across, TextLine, i);
    if (i >= MAX_SAMPLES && MAX (confidence (&up), confidence (&down)) >= GOOD_CONFIDENCE)
      break;
    if (has_upright_shapes (picture, line))
      return UPRIGHT;
    read_sample (chinese, picture, line, FALSE, &up);
    if (confidence (&up) >= GOOD_CONFIDENCE)
      return UPRIGHT;
    read_sample (chinese, picture, line, TRUE, &down);
  }
  gboolean told = confidence (&down) >= GOOD_CONFIDENCE || (up.han >= MANY_HAN && down.han >= MANY_HAN);
  if (told && confidence (&down) > confidence (&up) + LEAST_MARGIN)
    return UPSIDE_DOWN;
  return confidence (&up) > 0 ? UPRIGHT : UNKNOWN;
}

GjOcrPicture *
gj_ocr_upright_picture (GjOcrEngine *chinese, const GjPixmap *pixmap, guint *turns)
{
  g_autoptr (GjOcrPicture) picture = gj_ocr_picture_new (pixmap, *turns);
  Orientation o = look (chinese, picture);
  guint turn = *turns;

  if (o == SIDEWAYS) {
    turn = (turn + 1) % 4;
    gj_ocr_picture_free (picture);
    picture = gj_ocr_picture_new (pixmap, turn);
    o = look (chinese, picture);
  }
  if (o == UPSIDE_DOWN) {
    turn = (turn + 2) % 4;
    gj_ocr_picture_free (picture);
    picture = gj_ocr_picture_new (pixmap, turn);
  }
  if (o != UNKNOWN)
    *turns = turn;
  return g_steal_pointer (&picture);
}
