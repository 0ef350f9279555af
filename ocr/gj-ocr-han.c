/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-han.h"

#include <math.h>
#include <string.h>

/* What ocr/train/han.py wrote, its dimensions a multiple of 16; its layout stands there. */
__asm__(".section .rodata\n"
        ".balign 8\n"
        ".globl gj_ocr_han_data\n"
        ".hidden gj_ocr_han_data\n"
        "gj_ocr_han_data:\n"
        ".incbin \"" GJ_OCR_HAN_FILE "\"\n"
        ".previous\n");
extern const guint8 gj_ocr_han_data[] __attribute__ ((visibility ("hidden")));

#define SIDE 32      /* of the square a character is brought to, pixels */
#define FIELD 8      /* of a field; they start at every half of it */
#define INK 0.4f     /* darker parts of full ink bound the character */
#define SLENDER 0.6f /* narrower than that, parts of the longer side, a character keeps its shape (一) */

/* Gray levels of paper and of full ink in @box. */
static void
levels (PIX *gray, const GjOcrRect *box, int *paper, int *ink)
{
  guint count[256] = { 0 }, n = 0, sum = 0;
  for (int y = box->y0; y < box->y1; y++)
    for (int x = box->x0; x < box->x1; x++, n++)
      count[gj_ocr_pixel (gray, x, y)]++;
  int v = 255;
  for (; v > 0 && sum + count[v] < n / 20; v--)
    sum += count[v];
  *paper = v;
  for (v = 0, sum = 0; v < 255 && sum + count[v] < n / 50; v++)
    sum += count[v];
  *ink = v;
}

/* The part of @box that has ink. */
static gboolean
bound (PIX *gray, const GjOcrRect *box, int paper, int ink, GjOcrRect *out)
{
  int level = paper - (int) (INK * (float) (paper - ink));
  *out = (GjOcrRect){ G_MAXINT, G_MAXINT, 0, 0 };
  for (int y = box->y0; y < box->y1; y++)
    for (int x = box->x0; x < box->x1; x++)
      if (gj_ocr_pixel (gray, x, y) < level)
        *out = (GjOcrRect){ MIN (out->x0, x), MIN (out->y0, y), MAX (out->x1, x + 1), MAX (out->y1, y + 1) };
  return out->x1 > out->x0;
}

/* Adds to @weight, of @n pixels of which the first is @first, what each of them counts in the mean of THIRDS points between pixels
 * from @from on, @step apart. What lies outside is paper. */
#define THIRDS 3
static void
add_weights (double from, double step, int first, int n, float *weight)
{
  for (int k = 0; k < THIRDS; k++) {
    double at = from + step * k - 0.5;
    int i = (int) floor (at);
    float part = (float) (at - i);
    if (i >= first && i < first + n)
      weight[i - first] += (1 - part) / THIRDS;
    if (i + 1 >= first && i + 1 < first + n)
      weight[i + 1 - first] += part / THIRDS;
  }
}

/* Ink of @box, 0 to 1, by rows. */
static float *
ink_of (PIX *gray, const GjOcrRect *box, int paper, int ink)
{
  float *out = g_new (float, (gsize) gj_ocr_rect_width (box) * (gsize) gj_ocr_rect_height (box)), *at = out, level[256];
  for (int v = 0; v < 256; v++)
    level[v] = (float) CLAMP ((paper - v) / (double) (paper - ink), 0, 1);
  for (int y = box->y0; y < box->y1; y++)
    for (int x = box->x0; x < box->x1; x++)
      *at++ = level[gj_ocr_pixel (gray, x, y)];
  return out;
}

/* @in, @n rows of @w, brought to SIDE columns from @from on, each @size wide, and turned over: rows become columns. */
static float *
narrow (const float *in, int n, int w, double from, double size, int first)
{
  float *out = g_new0 (float, (gsize) SIDE *(gsize) n);
  g_autofree float *weight = g_new (float, w);
  for (int i = 0; i < SIDE; i++) {
    memset (weight, 0, sizeof (float) * (gsize) w);
    add_weights (from + size * (i + 0.5 / THIRDS), size / THIRDS, first, w, weight);
    int a = 0, b = w;
    for (; a < w && weight[a] == 0; a++)
      ;
    for (; b > a && weight[b - 1] == 0; b--)
      ;
    for (int y = 0; y < n; y++) {
      float sum = 0;
      for (int x = a; x < b; x++)
        sum += weight[x] * in[(gsize) y * (gsize) w + (gsize) x];
      out[i * n + y] = sum;
    }
  }
  return out;
}

/* @box of @gray on a square of SIDE pixels. */
static gboolean
bring_to_square (PIX *gray, const GjOcrRect *box, float square[SIDE + 2][SIDE + 2])
{
  GjOcrRect clip = gj_ocr_rect_within (box, gray), r;
  int paper, ink;
  if (clip.x1 <= clip.x0 || clip.y1 <= clip.y0)
    return FALSE;
  levels (gray, &clip, &paper, &ink);
  if (paper - ink < 16 || !bound (gray, &clip, paper, ink, &r))
    return FALSE;
  double w = gj_ocr_rect_width (&r), h = gj_ocr_rect_height (&r), side = MAX (w, h), cx = (r.x0 + r.x1) / 2.0,
         cy = (r.y0 + r.y1) / 2.0;
  w = w < SLENDER * side ? side : w;
  h = h < SLENDER * side ? side : h;
  const int cols = gj_ocr_rect_width (&clip), rows = gj_ocr_rect_height (&clip);
  g_autofree float *all = ink_of (gray, &clip, paper, ink);
  g_autofree float *thin = narrow (all, rows, cols, cx - w / 2, w / SIDE, clip.x0);
  g_autofree float *small = narrow (thin, SIDE, rows, cy - h / 2, h / SIDE, clip.y0);
  memset (square, 0, sizeof (float) * (SIDE + 2) * (SIDE + 2));
  for (int j = 0; j < SIDE; j++)
    memcpy (&square[j + 1][1], small + j * SIDE, sizeof (float) * SIDE);
  return TRUE;
}

/* Adds the gradient at one pixel to the fields around it. */
static void
add_gradient (float out[GJ_OCR_HAN_INPUTS], int x, int y, float gx, float gy)
{
  const int n = GJ_OCR_HAN_FIELDS, step = FIELD / 2;
  float length = sqrtf (gx * gx + gy * gy),
        turn = atan2f (gy, gx) * (float) (GJ_OCR_HAN_DIRECTIONS / (2 * G_PI)) + GJ_OCR_HAN_DIRECTIONS;
  int k = (int) turn;
  float part = turn - (float) k;
  for (int j = MAX (0, y / step - 1); j <= MIN (n - 1, y / step); j++)
    for (int i = MAX (0, x / step - 1); i <= MIN (n - 1, x / step); i++) {
      float wx = FIELD - fabsf ((float) (2 * (x - i * step)) - (FIELD - 1)),
            wy = FIELD - fabsf ((float) (2 * (y - j * step)) - (FIELD - 1)), v = length * wx * wy;
      float *at = out + (j * n + i) * GJ_OCR_HAN_DIRECTIONS;
      at[k % GJ_OCR_HAN_DIRECTIONS] += v * (1 - part);
      at[(k + 1) % GJ_OCR_HAN_DIRECTIONS] += v * part;
    }
}

gboolean
gj_ocr_han_features (PIX *gray, const GjOcrRect *box, float out[GJ_OCR_HAN_INPUTS])
{
  float s[SIDE + 2][SIDE + 2], norm = 1e-12f;
  memset (out, 0, sizeof (float) * GJ_OCR_HAN_INPUTS);
  if (!bring_to_square (gray, box, s))
    return FALSE;
  for (int y = 0; y < SIDE; y++)
    for (int x = 0; x < SIDE; x++) {
      float gx = s[y][x + 2] - s[y][x] + 2 * (s[y + 1][x + 2] - s[y + 1][x]) + s[y + 2][x + 2] - s[y + 2][x],
            gy = s[y + 2][x] - s[y][x] + 2 * (s[y + 2][x + 1] - s[y][x + 1]) + s[y + 2][x + 2] - s[y][x + 2];
      if (gx != 0 || gy != 0)
        add_gradient (out, x, y, gx, gy);
    }
  for (int i = 0; i < GJ_OCR_HAN_INPUTS; i++) {
    norm += out[i]; /* of the roots taken below, squared */
    out[i] = sqrtf (out[i]);
  }
  for (int i = 0; i < GJ_OCR_HAN_INPUTS; i++)
    out[i] /= sqrtf (norm);
  return TRUE;
}

/* The file's parts. */
typedef struct {
  gint32 n, dimensions;
  float scale;
  const float *offset, *matrix; /* dimensions × GJ_OCR_HAN_INPUTS */
  const guint16 *code;
  const gint8 *mean;
} Table;

static Table
table (void)
{
  Table t;
  memcpy (&t.n, gj_ocr_han_data, sizeof t.n);
  memcpy (&t.dimensions, gj_ocr_han_data + 4, sizeof t.dimensions);
  memcpy (&t.scale, gj_ocr_han_data + 8, sizeof t.scale);
  t.offset = (const float *) (const void *) (gj_ocr_han_data + 12);
  t.matrix = t.offset + t.dimensions;
  t.code = (const guint16 *) (const void *) (t.matrix + t.dimensions * GJ_OCR_HAN_INPUTS);
  t.mean = (const gint8 *) (const void *) (t.code + t.n);
  return t;
}

#define HEAD 16  /* dimensions that are looked at first */
#define LANES 8u /* sums that are kept apart, so that they can be taken at once */

gboolean
gj_ocr_han_place (PIX *gray, const GjOcrRect *box, GjOcrHanPoint *point)
{
  const Table t = table ();
  float in[GJ_OCR_HAN_INPUTS];
  if (t.dimensions > GJ_OCR_HAN_MAX_DIMENSIONS || !gj_ocr_han_features (gray, box, in))
    return FALSE;
  for (int d = 0; d < t.dimensions; d++) {
    const float *row = t.matrix + d * GJ_OCR_HAN_INPUTS;
    float lane[LANES] = { 0 }, sum = -t.offset[d];
    for (guint i = 0; i < GJ_OCR_HAN_INPUTS; i += LANES)
      for (guint k = 0; k < LANES; k++)
        lane[k] += row[i + k] * in[i + k];
    for (guint k = 0; k < LANES; k++)
      sum += lane[k];
    point->at[d] = sum / t.scale;
  }
  return TRUE;
}

int
gj_ocr_han_index (gunichar ch)
{
  const Table t = table ();
  for (int k = 0; k < t.n; k++)
    if (t.code[k] == ch)
      return k;
  return -1;
}

/* The distance of @point to character @k; only that it is more than @most, if it is. */
static float
distance_to (const Table *t, const GjOcrHanPoint *point, int k, float most)
{
  const gint8 *mean = t->mean + (gsize) k * (gsize) t->dimensions;
  const float unit = t->scale * t->scale;
  float sum = 0;
  for (int d = 0; d < t->dimensions && sum * unit <= most; d += 2 * (int) LANES) {
    float lane[2 * LANES];
    for (guint i = 0; i < 2 * LANES; i++) {
      float off = point->at[d + (int) i] - mean[d + (int) i];
      lane[i] = off * off;
    }
    for (guint i = 0; i < LANES; i++)
      lane[i] += lane[i + LANES];
    for (guint i = 0; i < LANES; i++)
      sum += lane[i];
  }
  return sum * unit;
}

float
gj_ocr_han_distance (const GjOcrHanPoint *point, int index)
{
  const Table t = table ();
  return distance_to (&t, point, index, G_MAXFLOAT);
}

/* A point for a first look by whole numbers, which most characters do not pass. */
typedef struct {
  gint16 at[HEAD];
  gint32 most; /* squared distance in the first HEAD dimensions beyond which a character is too far */
} Head;

static Head
head_of (const Table *t, const GjOcrHanPoint *point)
{
  Head head = { .most = G_MAXINT32 };
  for (int d = 0; d < HEAD && d < t->dimensions; d++)
    head.at[d] = (gint16) CLAMP (lrintf (point->at[d]), -1000, 1000);
  return head;
}

/* Rounding moved the point by half a unit in each dimension at most. */
static void
set_most (Head *head, const Table *t, float within)
{
  double reach = sqrt ((double) within) / (double) t->scale + 0.5 * sqrt (HEAD);
  head->most = reach < 40000 ? (gint32) (reach * reach) + 1 : G_MAXINT32;
}

static gboolean
is_beyond (const Table *t, const Head *head, int k)
{
  const gint8 *mean = t->mean + (gsize) k * (gsize) t->dimensions;
  gint32 sum = 0;
  for (int d = 0; d < HEAD; d++) {
    gint16 off = (gint16) (head->at[d] - mean[d]);
    sum += off * off;
  }
  return sum > head->most;
}

gunichar
gj_ocr_han_nearest (const GjOcrHanPoint *point, float within, float *away)
{
  const Table t = table ();
  Head head = head_of (&t, point);
  gunichar ch = 0;
  set_most (&head, &t, within);
  for (int k = 0; k < t.n; k++) {
    if (is_beyond (&t, &head, k))
      continue;
    float distance = distance_to (&t, point, k, within);
    if (distance < within) {
      within = distance;
      ch = t.code[k];
      set_most (&head, &t, within);
    }
  }
  *away = within;
  return ch;
}

gboolean
gj_ocr_han_read (PIX *gray, const GjOcrRect *box, gunichar ch, GjOcrHan *han)
{
  const Table t = table ();
  GjOcrHanPoint point;
  *han = (GjOcrHan){ 0, G_MAXFLOAT, G_MAXFLOAT, G_MAXFLOAT };
  if (!gj_ocr_han_place (gray, box, &point))
    return FALSE;
  Head head = head_of (&t, &point);
  for (int k = 0; k < t.n; k++) {
    gboolean wanted = t.code[k] == ch;
    if (!wanted && is_beyond (&t, &head, k))
      continue;
    float distance = distance_to (&t, &point, k, wanted ? G_MAXFLOAT : han->second);
    if (wanted)
      han->own = distance;
    if (distance >= han->second)
      continue;
    han->second = MAX (distance, han->distance);
    if (distance < han->distance) {
      han->distance = distance;
      han->ch = t.code[k];
    }
    set_most (&head, &t, han->second);
  }
  return TRUE;
}
