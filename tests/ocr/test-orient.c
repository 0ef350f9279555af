/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-orient.h"

#include "tests/ocr/draw.h"
#include "tests/ocr/gj-characters.h"

/* Which way is up, told by the shapes of characters: no engine is needed. */

#define DPI 115
#define LINE_PITCH 48

/* A page of lines of 栗县市 whose characters are @pitch pixels apart, turned by quarter turns to the left. */
static GjPixmap *
page_of (int pitch, guint turns)
{
  g_autoptr (GjPix) pix = pixCreate (700, 900, 8);
  pixSetAllArbitrary (pix, 250);
  for (int row = 0; row < 8; row++)
    for (int i = 0; i < 12; i++)
      draw_character (pix, (row + i) % 3, 60 + i * pitch, 80 + row * LINE_PITCH, 20);
  g_autoptr (GjPix) turned = turns % 4 == 0 ? pixClone (pix) : pixRotateOrth (pix, (int) (4 - turns % 4));
  GjPixmap *out = gj_pixmap_new ((guint) pixGetWidth (turned), (guint) pixGetHeight (turned), 1, DPI);
  for (guint y = 0; y < out->height; y++)
    for (guint x = 0; x < out->width; x++)
      out->data[y * out->stride + x] = (guint8) gj_ocr_pixel (turned, (int) x, (int) y);
  return out;
}

/* Upright pages stay, and those on their side are turned, also where characters stand wide apart. */
static void
test_turns (void **state)
{
  static const int pitches[] = { SIDE + GAP, SIDE + GAP + 2 };
  for (gsize i = 0; i < G_N_ELEMENTS (pitches); i++)
    for (guint turned = 0; turned < 2; turned++) {
      g_autoptr (GjPixmap) page = page_of (pitches[i], turned);
      guint turns = 0;
      GjOcrPicture *picture = gj_ocr_upright_picture (NULL, page, &turns);
      assert_int_equal (turns, turned);
      assert_int_equal (pixGetWidth (picture->gray), 700);
      gj_ocr_picture_free (picture);
    }
}

int
main (void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test (test_turns) };
  return cmocka_run_group_tests_name ("which way is up", tests, NULL, NULL);
}
