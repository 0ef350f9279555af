/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-local.h"

#include <string.h>

void
gj_ocr_row_read (PIX *gray, int y, guint8 *out)
{
  const guint32 *in = pixGetData (gray) + (gsize) y * (gsize) pixGetWpl (gray);
  gsize n = ((gsize) pixGetWidth (gray) + 3) / 4;
  for (gsize i = 0; i < n; i++) {
    guint32 word = GUINT32_TO_BE (in[i]);
    memcpy (out + 4 * i, &word, 4);
  }
}

void
gj_ocr_row_write (PIX *gray, int y, const guint8 *in)
{
  guint32 *out = pixGetData (gray) + (gsize) y * (gsize) pixGetWpl (gray), word = 0;
  gsize w = (gsize) pixGetWidth (gray), n = w / 4;
  for (gsize i = 0; i < n; i++) {
    memcpy (&word, in + 4 * i, 4);
    out[i] = GUINT32_FROM_BE (word);
  }
  if (w % 4 > 0) {
    word = 0;
    memcpy (&word, in + 4 * n, w % 4);
    out[n] = GUINT32_FROM_BE (word);
  }
}

void
gj_ocr_row_mark (PIX *mask, int y, const guint8 *set)
{
  guint32 *out = pixGetData (mask) + (gsize) y * (gsize) pixGetWpl (mask);
  gsize n = ((gsize) pixGetWidth (mask) + 31) / 32;
  for (gsize i = 0; i < n; i++) {
    guint32 word = 0;
    for (gsize k = 0; k < 4; k++) {
      guint64 eight;
      memcpy (&eight, set + 32 * i + 8 * k, 8);
      /* the first of eight bytes becomes the highest bit; no two products meet in one */
      word = word << 8 | (guint32) ((GUINT64_FROM_LE (eight) * G_GUINT64_CONSTANT (0x8040201008040201)) >> 56);
    }
    out[i] = word;
  }
}

/* Adds the row at @row to the @sums of columns, or takes it away. */
static void
add_row (const guint8 *row, int width, gboolean add, guint32 *sums)
{
  if (add)
    for (int x = 0; x < width; x++)
      sums[x] += row[x];
  else
    for (int x = 0; x < width; x++)
      sums[x] -= row[x];
}

/* The rows around one, while a picture is gone through. */
typedef struct {
  int width, half;
  guint32 rows;  /* that count */
  guint32 *sums; /* of each column */
  guint32 *all;  /* of the columns before each */
  guint8 *row, *set;
} Window;

static void
window_open (Window *window, int width, int half)
{
  *window = (Window){ .width = width, .half = half };
  window->sums = g_new0 (guint32, (gsize) width);
  window->all = g_new0 (guint32, (gsize) width + 1);
  window->row = g_malloc (gj_ocr_row_room (width));
  window->set = g_malloc0 (gj_ocr_row_room (width));
}

static void
window_close (Window *window)
{
  g_free (window->sums);
  g_free (window->all);
  g_free (window->row);
  g_free (window->set);
}

static void
window_move (Window *window, PIX *gray, int y, gboolean add)
{
  gj_ocr_row_read (gray, y, window->row);
  add_row (window->row, window->width, add, window->sums);
  window->rows += add ? 1u : -1u;
}

/* Whether the pixel at @x is darker than the mean of @n pixels whose sum is @sum by @threshold; the mean is rounded. */
static inline guint8
is_ink (guint8 pixel, guint32 sum, guint32 n, guint32 threshold)
{
  return 2 * sum >= (2 * (pixel + threshold) + 1) * n;
}

static void
mark_edge (Window *window, int from, int to, guint32 threshold)
{
  for (int x = from; x < to; x++) {
    int a = MAX (x - window->half, 0), b = MIN (x + window->half + 1, window->width);
    window->set[x] =
        is_ink (window->row[x], window->all[b] - window->all[a], window->rows * (guint32) (b - a), threshold);
  }
}

static void
mark_row (Window *window, PIX *gray, int y, guint32 threshold, PIX *ink)
{
  const int w = window->width, half = window->half, from = MIN (half, w), to = MAX (from, w - half);
  const guint32 n = window->rows * (guint32) (2 * half + 1), *all = window->all;
  gj_ocr_row_read (gray, y, window->row);
  for (int x = 0; x < w; x++)
    window->all[x + 1] = window->all[x] + window->sums[x];
  mark_edge (window, 0, from, threshold);
  for (int x = from; x < to; x++)
    window->set[x] = is_ink (window->row[x], all[x + half + 1] - all[x - half], n, threshold);
  mark_edge (window, to, w, threshold);
  gj_ocr_row_mark (ink, y, window->set);
}

PIX *
gj_ocr_picture_ink (PIX *gray, double dpi, int contrast, int factor)
{
  g_autoptr (GjPix) small = factor == 4   ? pixScaleAreaMap (gray, 0.25f, 0.25f)
                            : factor == 2 ? pixScaleAreaMap2 (gray)
                                          : pixClone (gray);
  int w = pixGetWidth (small), h = pixGetHeight (small);
  int half = (int) (dpi / factor / 12), threshold = MAX (contrast / 4, 8);
  half = CLAMP (half, 3, (MIN (w, h) - 1) / 2);
  PIX *ink = pixCreate (w, h, 1);
  if (half < 1)
    return ink;

  Window window;
  window_open (&window, w, half);
  for (int y = 0; y < MIN (half, h); y++)
    window_move (&window, small, y, TRUE);
  for (int y = 0; y < h; y++) {
    if (y + half < h)
      window_move (&window, small, y + half, TRUE);
    if (y > half)
      window_move (&window, small, y - half - 1, FALSE);
    mark_row (&window, small, y, (guint32) threshold, ink);
  }
  window_close (&window);
  return ink;
}
