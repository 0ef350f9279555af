/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/ocr/draw.h"

#include "ocr/gj-ocr-along.h"
#include "ocr/gj-ocr-local.h"

/* Sizes that end within a word, at its end and behind it. */
static const int widths[] = { 1, 31, 32, 33, 77, 130 };

/* @share of a hundred pixels are set. */
static PIX *
random_mask (GRand *rand, int width, int height, int share)
{
  PIX *mask = pixCreate (width, height, 1);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      if (g_rand_int_range (rand, 0, 100) < share)
        pixSetPixel (mask, x, y, 1);
  return mask;
}

static PIX *
random_gray (GRand *rand, int width, int height)
{
  PIX *gray = pixCreate (width, height, 8);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      pixSetPixel (gray, x, y, (guint32) g_rand_int_range (rand, 0, 256));
  return gray;
}

static void
assert_same (PIX *a, PIX *b)
{
  l_int32 same = 0;
  assert_int_equal (pixEqual (a, b, &same), 0);
  assert_true (same);
}

static void
test_as_leptonica (void **state)
{
  (void) state;
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    for (int size = 1; size < 70; size += 1 + size / 5)
      for (int across = 0; across < 2; across++) {
        g_autoptr (GjPix) few = random_mask (rand, widths[i], 60, 8), many = random_mask (rand, widths[i], 60, 92);
        g_autoptr (GjPix) closed = gj_ocr_close_along (few, size, across);
        g_autoptr (GjPix) opened = gj_ocr_open_along (many, size, across);
        g_autoptr (GjPix) close = pixCloseSafeBrick (NULL, few, across ? size : 1, across ? 1 : size);
        g_autoptr (GjPix) open = pixOpenBrick (NULL, many, across ? size : 1, across ? 1 : size);
        assert_same (closed, close);
        assert_same (opened, open);
      }
}

static void
test_darker (void **state)
{
  (void) state;
  g_autoptr (GRand) rand = g_rand_new_with_seed (8);
  for (guint i = 0; i < G_N_ELEMENTS (widths); i++) {
    g_autoptr (GjPix) gray = random_gray (rand, widths[i], 9), mask = gj_ocr_darker (gray, 100);
    for (int y = 0; y < 9; y++)
      for (int x = 0; x < widths[i]; x++)
        assert_int_equal (GET_DATA_BIT (pixGetData (mask) + y * pixGetWpl (mask), x), gj_ocr_pixel (gray, x, y) < 100);
  }
}

/* Against the mean of the square, pixel by pixel. */
static void
test_local_ink (void **state)
{
  (void) state;
  g_autoptr (GRand) rand = g_rand_new_with_seed (9);
  const int w = 77, h = 50, half = 5, threshold = 30;
  g_autoptr (GjPix) gray = random_gray (rand, w, h), ink = gj_ocr_picture_ink (gray, 60, 4 * threshold, 1);
  for (int y = 0; y < h; y++)
    for (int x = 0; x < w; x++) {
      double sum = 0, n = 0;
      for (int v = MAX (y - half, 0); v <= MIN (y + half, h - 1); v++)
        for (int u = MAX (x - half, 0); u <= MIN (x + half, w - 1); u++, n++)
          sum += gj_ocr_pixel (gray, u, v);
      assert_int_equal (GET_DATA_BIT (pixGetData (ink) + y * pixGetWpl (ink), x),
                        sum / n >= gj_ocr_pixel (gray, x, y) + threshold + 0.5);
    }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_as_leptonica),
    cmocka_unit_test (test_darker),
    cmocka_unit_test (test_local_ink),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
