/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-split.h"

#include <math.h>

#include "ocr/gj-ocr-digit.h"

#define NO_DIGIT 10
#define LEAST 0.8f     /* probability of a part */
#define MOST_CUTS 64   /* places where a glyph may be cut, its ends included */
#define AROUND 0.07    /* of the height: a cut has the least ink so near to it */
#define NARROWEST 0.12 /* of the height: a part's width, and the most of it */
#define WIDEST 0.8
#define NARROW 0.42 /* the same where it is no 1: half a digit often looks like one */
#define STEP 0.06   /* of the height: cuts where no column has less ink than others */
#define SPREAD 0.9  /* of the height: narrower glyphs are not cut there */

/* Sum of ink in column @x of @r. */
static int
column_ink (const PIX *gray, const GjOcrRect *r, int x)
{
  int sum = 0;
  for (int y = r->y0; y < r->y1; y++)
    sum += 255 - gj_ocr_pixel (gray, x, y);
  return sum;
}

/* The columns of @glyph with least ink around them, and its ends. */
static guint
find_cuts (const PIX *gray, const GjOcrRect *glyph, int height, int *cut)
{
  int width = gj_ocr_rect_width (glyph), around = MAX ((int) (height * AROUND), 1);
  g_autofree int *ink = g_new (int, width);
  guint n = 0;

  for (int i = 0; i < width; i++)
    ink[i] = column_ink (gray, glyph, glyph->x0 + i);
  cut[n++] = glyph->x0;
  for (int i = 1; i < width - 1 && n + 1 < MOST_CUTS; i++) {
    gboolean least = TRUE;
    for (int k = MAX (i - around, 0); k <= MIN (i + around, width - 1) && least; k++)
      least = k < i ? ink[k] > ink[i] : ink[k] >= ink[i];
    if (least)
      cut[n++] = glyph->x0 + i;
  }
  cut[n++] = glyph->x1;
  return n;
}

/* Columns of @glyph at one distance, and its ends. */
static guint
spread_cuts (const GjOcrRect *glyph, int height, int *cut)
{
  int step = MAX ((int) (height * STEP), 1);
  guint n = 0;
  for (int x = glyph->x0; x < glyph->x1 && n + 1 < MOST_CUTS; x += step)
    cut[n++] = x;
  cut[n++] = glyph->x1;
  return n;
}

/* The parts between those of @n places to cut at that leave the likeliest digits. */
static guint
choose_cuts (PIX *gray, const GjOcrRect *glyph, int height, const int *cut, guint n, GjOcrRect *parts)
{
  float best[MOST_CUTS] = { 0 }; /* of the ways that end at a cut: sum of logarithms */
  guint from[MOST_CUTS] = { 0 }, n_parts[MOST_CUTS] = { 0 };

  for (guint k = 1; k < n; k++) {
    best[k] = -INFINITY;
    for (guint i = 0; i < k; i++) {
      GjOcrRect part = { cut[i], glyph->y0, cut[k], glyph->y1 };
      int width = cut[k] - cut[i];
      if (best[i] == -INFINITY || width < NARROWEST * height || width > WIDEST * height ||
          n_parts[i] == GJ_OCR_MOST_PARTS)
        continue;
      GjOcrDigit d = gj_ocr_digit_read (gray, &part);
      if (d.digit == NO_DIGIT || d.p < LEAST || (d.digit != 1 && width < NARROW * height) ||
          best[i] + logf (d.p) <= best[k])
        continue;
      best[k] = best[i] + logf (d.p);
      from[k] = i;
      n_parts[k] = n_parts[i] + 1;
    }
  }
  if (best[n - 1] == -INFINITY)
    return 0;
  for (guint k = n - 1, left = n_parts[n - 1]; k > 0; k = from[k])
    parts[--left] = (GjOcrRect){ cut[from[k]], glyph->y0, cut[k], glyph->y1 };
  return n_parts[n - 1];
}

guint
gj_ocr_split_touching (PIX *gray, const GjOcrRect *glyph, int height, GjOcrRect *parts)
{
  int cut[MOST_CUTS];
  guint n = choose_cuts (gray, glyph, height, cut, find_cuts (gray, glyph, height, cut), parts);
  if (n == 0 && gj_ocr_rect_width (glyph) > SPREAD * height)
    n = choose_cuts (gray, glyph, height, cut, spread_cuts (glyph, height, cut), parts);
  return n;
}
