/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Pictures invented in code: paper, rules and seven-segment digits. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ocr/gj-ocr-picture.h"

#define DRAW_DPI 200

static inline GjPixmap *
draw_paper (guint width, guint height, guint channels)
{
  GjPixmap *p = gj_pixmap_new (width, height, channels, DRAW_DPI);
  memset (p->data, 250, p->stride * height);
  return p;
}

static inline void
draw_box (GjPixmap *p, int x0, int y0, int x1, int y1, guint8 r, guint8 g, guint8 b)
{
  for (int y = MAX (y0, 0); y < MIN (y1, (int) p->height); y++)
    for (int x = MAX (x0, 0); x < MIN (x1, (int) p->width); x++) {
      guint8 *at = p->data + (gsize) y * p->stride + (gsize) x * p->channels;
      at[0] = r;
      if (p->channels == 3) {
        at[1] = g;
        at[2] = b;
      }
    }
}

/* Rules of a table: @xs and @ys are the positions, 3 pixels thick. */
static inline void
draw_table (GjPixmap *p, const int *xs, int nx, const int *ys, int ny, guint8 gray)
{
  for (int i = 0; i < nx; i++)
    draw_box (p, xs[i] - 1, ys[0] - 1, xs[i] + 2, ys[ny - 1] + 2, gray, gray, gray);
  for (int i = 0; i < ny; i++)
    draw_box (p, xs[0] - 1, ys[i] - 1, xs[nx - 1] + 2, ys[i] + 2, gray, gray, gray);
}

/* A digit of strokes, 14 × 24 pixels at (@x, @y). */
static inline void
draw_digit (GjPixmap *p, int x, int y, int digit)
{
  static const char *const segments[10] = { "abcdef", "bc",     "abged", "abgcd",   "fgbc",
                                            "afgcd",  "afgcde", "abc",   "abcdefg", "abcdfg" };
  for (const char *s = segments[digit]; *s != '\0'; s++) {
    static const int box[7][4] = { { 0, 0, 14, 3 },  { 11, 0, 14, 13 }, { 11, 11, 14, 24 }, { 0, 21, 14, 24 },
                                   { 0, 11, 3, 24 }, { 0, 0, 3, 13 },   { 0, 11, 14, 14 } };
    const int *b = box[*s - 'a'];
    draw_box (p, x + b[0], y + b[1], x + b[2], y + b[3], 20, 20, 20);
  }
}

/* @n characters of 30 pixels from (@x, @y) on. */
static inline void
draw_text (GjPixmap *paper, int x, int y, int n)
{
  for (int i = 0; i < n; i++) {
    draw_box (paper, x + 36 * i, y, x + 36 * i + 30, y + 4, 20, 20, 20);
    draw_box (paper, x + 36 * i + 12, y, x + 36 * i + 16, y + 30, 20, 20, 20);
    draw_box (paper, x + 36 * i, y + 26, x + 36 * i + 30, y + 30, 20, 20, 20);
  }
}

/* The picture of @paper, which is freed. So little is drawn that the contrast is not to be measured: it is given. */
static inline GjOcrPicture *
picture_of (GjPixmap *paper)
{
  GjOcrPicture *picture = gj_ocr_picture_new (paper, 0);
  picture->contrast = picture->text_contrast = 200;
  gj_pixmap_free (paper);
  return picture;
}
