/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-picture.h"

#include <math.h>
#include <string.h>

#include "ocr/gj-ocr-ghost.h"
#include "ocr/gj-ocr-local.h"
#include "ocr/gj-ocr-streak.h"

const GjOcrTolerances gj_ocr_tolerances = {
  .min_skew = 0.04,
  .max_skew = 6.0,
  .skew_confidence = 1.5,
  .min_bend = 0.02,
  .uneven = 40,
  .ridge_half = 1 / 20.0,
  .ridge_side = 1 / 45.0,
  .ridge_contrast = 0.15,
  .ridge_fine = 0.12,
  .rule_gap = 1 / 66.0,
  .rule_break = 0.06,
  .rule_break_long = 0.5,
  .min_piece_h = 0.3,
  .min_piece_v = 0.2,
  .min_rule_h = 0.45,
  .min_rule_v = 0.22,
  .max_rule = 1 / 20.0,
  .meet = 1 / 20.0,
  .same_rule = 1 / 30.0,
  .min_row = 0.09,
  .min_col = 0.09,
  .min_room = 0.2,
  .min_table_width = 1.5,
  .min_table_height = 0.14,
  .sure_h = 0.45,
  .sure_v = 0.5,
  .wall = 0.72,
  .split = 0.85,
  .whole = 0.9,
  .bridge = 0.15,
  .ink_contrast = 0.33,
  .speck = 1 / 90.0,
  .min_figure = 1 / 20.0,
  .max_figure = 0.32,
};

void
gj_ocr_picture_free (GjOcrPicture *picture)
{
  if (picture == NULL)
    return;
  pixDestroy (&picture->gray);
  g_clear_pointer (&picture->seals, g_array_unref);
  g_clear_pointer (&picture->streaks, g_array_unref);
  g_clear_pointer (&picture->erased, g_array_unref);
  g_free (picture);
}

static int
compare_int (gconstpointer a, gconstpointer b)
{
  return *(const int *) a - *(const int *) b;
}

int
gj_ocr_median (GArray *values)
{
  if (values->len == 0)
    return 0;
  g_array_sort (values, compare_int);
  return g_array_index (values, int, values->len / 2);
}

PIX *
gj_ocr_clip (PIX *pix, const GjOcrRect *r)
{
  int x0 = MAX (r->x0, 0), y0 = MAX (r->y0, 0);
  int x1 = MIN (r->x1, pixGetWidth (pix)), y1 = MIN (r->y1, pixGetHeight (pix));
  if (x1 <= x0 || y1 <= y0)
    return NULL;

  BOX *box = boxCreate (x0, y0, x1 - x0, y1 - y0);
  PIX *clip = pixClipRectangle (pix, box, NULL);
  boxDestroy (&box);
  return clip;
}

#define RED_PAPER 15 /* hundredths of red ink that lie on print, or are thick, at most */

/* The red channel of red ink on paper: what lies under the ink is darker. Red ink reflects red light, so that it varies little with
 * the thickness of the ink. 255 if there is none. */
static int
measure_red_ink (const GjPixmap *pixmap)
{
  guint64 hist[256] = { 0 }, total = 0, sum = 0;
  for (guint y = 0; y < pixmap->height && pixmap->channels == 3; y += 2) {
    const guint8 *in = pixmap->data + y * pixmap->stride;
    for (guint x = 0; x < pixmap->width; x += 2, in += 6)
      if (gj_ocr_redness (in[0], in[1], in[2]) >= GJ_OCR_RED) {
        hist[in[0]]++;
        total++;
      }
  }
  for (int i = 0; i < 256; i++) {
    sum += hist[i];
    if (sum * 100 > total * RED_PAPER)
      return MAX (i, GJ_OCR_RED);
  }
  return 255;
}

/* Red ink is as light as paper: @ink is the red channel of such ink on paper, so that a dark red seal goes too and print under a seal
 * stays. */
static inline int
gray_without_red (int r, int g, int b, int ink)
{
  int red = MIN (gj_ocr_redness (r, g, b), GJ_OCR_RED);
  int v = r + r * (255 - ink) * red / (ink * GJ_OCR_RED);
  return v > 255 ? 255 : v;
}

static PIX *
gray_from_pixmap (const GjPixmap *pixmap)
{
  PIX *gray = pixCreateNoInit ((int) pixmap->width, (int) pixmap->height, 8);
  l_uint32 *line = pixGetData (gray);
  int wpl = pixGetWpl (gray), ink = measure_red_ink (pixmap);

  for (guint y = 0; y < pixmap->height; y++, line += wpl) {
    const guint8 *in = pixmap->data + y * pixmap->stride;
    if (pixmap->channels == 1)
      gj_ocr_row_write (gray, (int) y, in);
    else
      for (guint x = 0; x < pixmap->width; x++, in += 3)
        SET_DATA_BYTE (line, x, gray_without_red (in[0], in[1], in[2], ink));
  }
  return gray;
}

#define GROUND 80u /* percent of a page of light print on black that are darker than */
#define GROUND_DARK \
  96 /* this level; no light page has so much print, nor any photograph of a sheet so much around it */
#define PRINT_APART 60 /* gray levels by which the rest of such a page is lighter */

/* A page whose black and white were exchanged, as a fax or a scanner's driver leaves it, becomes dark print on white. */
static void
turn_black_page (PIX *gray)
{
  guint64 hist[256] = { 0 }, total = 0, sum = 0, ground = 0;
  int light = 0, mid = 0;
  for (int y = 0; y < pixGetHeight (gray); y += 3)
    for (int x = 0; x < pixGetWidth (gray); x += 3, total++)
      hist[gj_ocr_pixel (gray, x, y)]++;
  for (int i = 0; i < 256; i++) {
    ground += i < GROUND_DARK ? hist[i] : 0;
    sum += hist[i];
    mid = sum * 2 <= total ? i : mid;
    light = sum * 1000 <= total * 985 ? i : light;
  }
  if (ground * 100 >= total * GROUND && light - mid >= PRINT_APART)
    pixInvert (gray, gray);
}

#define DARK 15u       /* thousandths of a page that its print covers */
#define DARK_WITHIN 8u /* the same for a page of few lines */
#define FADED 0.6      /* of the contrast of what surrounds a page */
/* More noise than these parts of the contrast is smoothed: both measured on pages with noise of known strength, where smoothing
 * began to help. Where strokes are but two pixels wide it takes more from them than a little noise does. */
#define NOISY 0.025
#define NOISY_COARSE 0.035
#define COARSE 180        /* dpi */
#define LEAST_CONTRAST 50 /* gray levels: less is no ink, but the grain of a page with hardly any */

/* Median and low end of the gray levels: paper, and its distance to ink. @dark: the part of the page that is darker, thousandths. */
static void
measure_contrast (PIX *gray, guint dark, int *paper, int *contrast)
{
  guint64 hist[256] = { 0 }, total = 0, sum = 0;
  int w = pixGetWidth (gray), h = pixGetHeight (gray), low = 0, mid = 255;

  for (int y = 0; y < h; y += 5)
    for (int x = 0; x < w; x += 5, total++)
      hist[gj_ocr_pixel (gray, x, y)]++;
  for (int i = 0; i < 256; i++) {
    guint64 before = sum;
    sum += hist[i];
    if (before * 1000 <= total * dark && sum * 1000 > total * dark)
      low = i;
    if (before * 2 <= total && sum * 2 > total)
      mid = i;
  }
  *paper = mid;
  *contrast = CLAMP (mid - low, 30, 255);
}

/* The mean difference of neighbouring pixels of paper. */
static double
measure_noise (PIX *gray, int paper, int contrast)
{
  guint64 n = 0, sum = 0;
  for (int y = 0; y < pixGetHeight (gray); y += 7)
    for (int x = 0; x + 1 < pixGetWidth (gray); x += 5) {
      int a = gj_ocr_pixel (gray, x, y), b = gj_ocr_pixel (gray, x + 1, y);
      if (a < paper - contrast / 4 || b < paper - contrast / 4)
        continue;
      sum += (guint64) ABS (a - b);
      n++;
    }
  return n > 0 ? (double) sum / (double) n : 0;
}

static double
find_skew (PIX *gray, double dpi, int contrast)
{
  int factor = dpi >= 220 ? 2 : 1;
  g_autoptr (GjPix) ink = gj_ocr_picture_ink (gray, dpi, contrast, factor);
  l_float32 angle = 0, confidence = 0;

  if (pixFindSkewSweepAndSearch (ink, &angle, &confidence, 4, 2, (float) gj_ocr_tolerances.max_skew, 1.0f, 0.01f) != 0)
    return 0;
  return confidence < gj_ocr_tolerances.skew_confidence ? 0 : angle;
}

/* Takes single pixels of noise for what they are: tesseract reads thin print under them as other characters. */
static void
smooth (GjOcrPicture *picture)
{
  static const float weight[3] = { 1, 2, 1 };
  L_KERNEL *kernel = kernelCreate (3, 3);
  kernelSetOrigin (kernel, 1, 1);
  for (int i = 0; i < 9; i++)
    kernelSetElement (kernel, i / 3, i % 3, weight[i / 3] * weight[i % 3]);
  PIX *even = pixConvolve (picture->gray, kernel, 8, 1);
  kernelDestroy (&kernel);
  if (even != NULL) {
    pixDestroy (&picture->gray);
    picture->gray = even;
  }
}

/* Paper runs out into black where the lid was open: dark that touches the picture's edge
 * and is larger than any rule is painted over. */
static void
clear_edges (PIX *gray, double dpi, int paper, int contrast)
{
  int w = pixGetWidth (gray), h = pixGetHeight (gray), limit = paper - contrast / 2;
  int reach = (int) (dpi * 0.6), least = (int) (dpi * 0.08);

  for (int side = 0; side < 4; side++) {
    int n = side < 2 ? h : w, far = side < 2 ? w : h;
    for (int i = 0; i < n; i++) {
      int depth = 0;
      for (; depth < MIN (reach, far / 4); depth++) {
        int along = side & 1 ? far - 1 - depth : depth;
        if (gj_ocr_pixel (gray, side < 2 ? along : i, side < 2 ? i : along) > limit)
          break;
      }
      if (depth < least)
        continue;
      for (int k = 0; k < depth + 2 && k < far; k++) {
        int along = side & 1 ? far - 1 - k : k;
        l_uint32 *line = pixGetData (gray) + (gsize) (side < 2 ? i : along) * (gsize) pixGetWpl (gray);
        SET_DATA_BYTE (line, side < 2 ? along : i, paper);
      }
    }
  }
}

/* The matrix from a pixel of the turned and rotated picture back to the one given. */
static void
set_matrix (GjOcrPicture *picture, const GjPixmap *pixmap, guint turns, double radians)
{
  double w = pixGetWidth (picture->gray), h = pixGetHeight (picture->gray);
  double c = cos (radians), s = sin (radians), cx = w / 2, cy = h / 2;
  /* rotated clockwise by radians about the centre: undo it first */
  double a = c, b = -s, d = s, e = c;
  double tx = cx - c * cx - s * cy, ty = cy + s * cx - c * cy;
  double m[6] = { a, b, d, e, tx, ty };

  /* turned clockwise by quarters: where (x, y) of the turned lies in the given */
  double W = pixmap->width, H = pixmap->height;
  const double turn[4][6] = {
    { 1, 0, 0, 1, 0, 0 }, { 0, -1, 1, 0, 0, H }, { -1, 0, 0, -1, W, H }, { 0, 1, -1, 0, W, 0 }
  };
  const double *t = turn[turns];
  double out[6];
  for (int i = 0; i < 6; i += 2) {
    out[i] = t[0] * m[i] + t[2] * m[i + 1] + (i == 4 ? t[4] : 0);
    out[i + 1] = t[1] * m[i] + t[3] * m[i + 1] + (i == 4 ? t[5] : 0);
  }
  memcpy (picture->to_given, out, sizeof out);
}

GjOcrPicture *
gj_ocr_picture_new (const GjPixmap *pixmap, guint quarter_turns)
{
  GjOcrPicture *picture = g_new0 (GjOcrPicture, 1);
  double radians = 0;

  picture->dpi = pixmap->dpi;
  picture->gray = gray_from_pixmap (pixmap);
  turn_black_page (picture->gray);
  picture->streaks = gj_ocr_streaks_lift (picture->gray, picture->dpi);
  if (quarter_turns % 4 != 0) {
    PIX *turned = pixRotateOrth (picture->gray, (int) (quarter_turns % 4));
    pixDestroy (&picture->gray);
    picture->gray = turned;
  }
  measure_contrast (picture->gray, DARK, &picture->paper, &picture->contrast);
  clear_edges (picture->gray, picture->dpi, picture->paper, picture->contrast);
  /* black around the paper is no ink: beside it faded print would be no more than noise */
  int paper = picture->paper, contrast = picture->contrast;
  measure_contrast (picture->gray, DARK_WITHIN, &paper, &contrast);
  if (contrast < FADED * picture->contrast && contrast > LEAST_CONTRAST) {
    picture->paper = paper;
    picture->contrast = contrast;
  }
  picture->noise = measure_noise (picture->gray, picture->paper, picture->contrast);

  double skew = find_skew (picture->gray, picture->dpi, picture->contrast);
  if (fabs (skew) >= gj_ocr_tolerances.min_skew) {
    radians = skew * G_PI / 180;
    PIX *straight = pixRotateAMGray (picture->gray, (float) radians, (guint8) picture->paper);
    pixDestroy (&picture->gray);
    picture->gray = straight;
  }
  /* turning has smoothed some of it */
  double noisy = picture->dpi < COARSE ? NOISY_COARSE : NOISY;
  if (measure_noise (picture->gray, picture->paper, picture->contrast) > noisy * picture->contrast)
    smooth (picture);
  set_matrix (picture, pixmap, quarter_turns % 4, radians);
  picture->text_contrast = gj_ocr_text_contrast (picture);
  return picture;
}

PIX *
gj_ocr_picture_normalised (const GjOcrPicture *picture)
{
  PIX *even = pixBackgroundNormSimple (picture->gray, NULL, NULL);
  return even != NULL ? even : pixClone (picture->gray);
}
