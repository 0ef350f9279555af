/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-han.h"
#include "ocr/gj-ocr-shape.h"

#include "tests/ocr/gj-characters.h"
#include "tests/support/gj-cmocka.h"

/* Characters that tesseract takes for others, read by their shape. */

/* A line of the characters @which of @art, and what tesseract made of them: its boxes are @shift pixels beside the characters. */
static PIX *
line_of (const int *which, guint n, int shift, GjOcrTextLine *line, GArray *symbols)
{
  PIX *pix = pixCreate ((int) n * (SIDE + GAP) + 20, SIDE + 20, 8);
  pixSetAllArbitrary (pix, 240);
  for (guint i = 0; i < n; i++) {
    int x0 = 10 + (int) i * (SIDE + GAP);
    draw_character (pix, which[i], x0, 10, 30);
    GjOcrSymbol s = { drawn[which[i]], { x0 + shift, 10, x0 + shift + SIDE, 10 + SIDE }, 99, 0, i == 0, 0 };
    g_array_append_val (symbols, s);
  }
  *line = (GjOcrTextLine){ { 8, 8, pixGetWidth (pix) - 8, SIDE + 12 }, NULL, NULL, FALSE };
  return pix;
}

static void
test_read (void **state)
{
  for (int k = 0; k < 3; k++) {
    g_autoptr (GArray) symbols = g_array_new (FALSE, FALSE, sizeof (GjOcrSymbol));
    GjOcrTextLine line;
    GjOcrHan han;
    PIX *pix = line_of (&k, 1, 0, &line, symbols);
    assert_true (gj_ocr_han_read (pix, &line.box, 0x7968, &han));
    assert_int_equal (han.ch, drawn[k]);
    assert_true (han.distance < 110 && han.distance < 0.75f * han.second && han.distance < 0.75f * han.own);
    pixDestroy (&pix);
  }
}

static void
test_no_ink (void **state)
{
  GjOcrHan han;
  PIX *pix = pixCreate (30, 30, 8);
  pixSetAllArbitrary (pix, 240);
  assert_false (gj_ocr_han_read (pix, &(GjOcrRect){ 0, 0, 30, 30 }, 0x7968, &han));
  assert_false (gj_ocr_han_read (pix, &(GjOcrRect){ 40, 0, 60, 30 }, 0x7968, &han)); /* beside the picture */
  pixDestroy (&pix);
}

/* Of a line that reads 市县栗县市: what tesseract said of the third character, how sure it was, what becomes of it. */
static void
test_check (void **state)
{
  static const struct {
    gunichar said;
    guint8 confidence;
    int shift;
    gunichar ch;
    guint8 sure;
  } cases[] = {
    { 0x7968, 70, 0, 0x6817, 99 },  /* 票 is 栗 */
    { 0x7968, 70, 7, 0x6817, 99 },  /* though tesseract's boxes are beside the characters */
    { 0x7968, 97, 0, 0x7968, 97 },  /* where it was nearly sure it takes more than this */
    { 0x7968, 98, 0, 0x7968, 98 },  /* not where it was sure */
    { 0x6817, 70, -7, 0x6817, 99 }, /* the shape confirms it */
    { 0x7C9F, 70, 0, 0x6817, 99 },  /* 粟, which differs by little */
    { 0xFF0C, 70, 0, 0xFF0C, 70 },  /* no ideograph */
  };
  static const int which[] = { 2, 1, 0, 1, 2 };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GArray) symbols = g_array_new (FALSE, FALSE, sizeof (GjOcrSymbol));
    GjOcrTextLine line;
    PIX *pix = line_of (which, G_N_ELEMENTS (which), cases[i].shift, &line, symbols);
    GjOcrSymbol *s = &g_array_index (symbols, GjOcrSymbol, 2);
    s->ch = cases[i].said;
    s->confidence = cases[i].confidence;
    gj_ocr_shape_check (pix, &line, 98, symbols);
    if (s->ch != cases[i].ch || s->confidence != cases[i].sure)
      fail_msg ("case %u: U+%04X, %u", (guint) i, s->ch, s->confidence);
    pixDestroy (&pix);
  }
}

/* A picture that is the neighbor's is none of this one's: tesseract lost or doubled a character there. */
static void
test_neighbor (void **state)
{
  static const int which[] = { 2, 1, 2, 0, 2 };
  g_autoptr (GArray) symbols = g_array_new (FALSE, FALSE, sizeof (GjOcrSymbol));
  GjOcrTextLine line;
  PIX *pix = line_of (which, G_N_ELEMENTS (which), 0, &line, symbols);
  GjOcrSymbol *s = &g_array_index (symbols, GjOcrSymbol, 3);
  s->ch = 0x7968;
  s->confidence = 70;
  s[1].ch = 0x6817;
  gj_ocr_shape_check (pix, &line, 98, symbols);
  assert_int_equal (s->ch, 0x7968);
  pixDestroy (&pix);
}

static void
test_cut (void **state)
{
  static const int which[] = { 2, 1, 0, 1 };
  for (int shift = -8; shift <= 8; shift += 4) {
    g_autoptr (GArray) symbols = g_array_new (FALSE, FALSE, sizeof (GjOcrSymbol));
    GjOcrTextLine line;
    int cuts[5];
    PIX *pix = line_of (which, G_N_ELEMENTS (which), shift, &line, symbols);
    double em = gj_ocr_shape_cut (pix, &line, symbols, cuts);
    assert_true (em > SIDE && em < SIDE + 2 * GAP);
    for (int i = 1; i < 4; i++) /* between the characters' ink */
      assert_in_range (cuts[i], 10 + i * (SIDE + GAP) - GAP - 4, 10 + i * (SIDE + GAP) + 4);
    pixDestroy (&pix);
  }
}

/* tesseract saw two characters in the third one's room: the shape says that it is one. */
static void
test_halves (void **state)
{
  static const int which[] = { 2, 1, 0, 1, 2, 1 };
  g_autoptr (GArray) symbols = g_array_new (FALSE, FALSE, sizeof (GjOcrSymbol));
  GjOcrTextLine line;
  PIX *pix = line_of (which, G_N_ELEMENTS (which), 0, &line, symbols);
  GjOcrSymbol half = g_array_index (symbols, GjOcrSymbol, 2);
  half.ch = 0x6728;
  half.confidence = 80;
  half.box.x0 += SIDE / 2;
  g_array_insert_val (symbols, 3, half);
  g_array_index (symbols, GjOcrSymbol, 2).ch = 0x897F; /* 西 and 木 */
  g_array_index (symbols, GjOcrSymbol, 2).confidence = 80;
  g_array_index (symbols, GjOcrSymbol, 2).box.x1 -= SIDE / 2;
  gj_ocr_shape_check (pix, &line, 98, symbols);
  assert_int_equal (symbols->len, G_N_ELEMENTS (which));
  for (guint i = 0; i < symbols->len; i++)
    assert_int_equal (g_array_index (symbols, GjOcrSymbol, i).ch, drawn[which[i]]);
  pixDestroy (&pix);
}

/* The boxes of a short line are rough, and stand farther from each other than its characters: how wide these are, ink says. */
static void
test_rough_boxes (void **state)
{
  static const int which[] = { 2, 1, 0, 1, 2 };
  g_autoptr (GArray) symbols = g_array_new (FALSE, FALSE, sizeof (GjOcrSymbol));
  GjOcrTextLine line;
  int cuts[6];
  PIX *pix = line_of (which, G_N_ELEMENTS (which), 0, &line, symbols);
  for (int i = 0; i < 5; i++) {
    GjOcrSymbol *s = &g_array_index (symbols, GjOcrSymbol, i);
    s->box.x0 = 75 + (i - 2) * (SIDE + GAP) * 7 / 5;
    s->box.x1 = s->box.x0 + SIDE;
  }
  double em = gj_ocr_shape_cut (pix, &line, symbols, cuts);
  assert_true (em > SIDE && em < SIDE + 2 * GAP);
  for (int i = 1; i < 5; i++)
    assert_in_range (cuts[i], 10 + i * (SIDE + GAP) - GAP - 4, 10 + i * (SIDE + GAP) + 4);
  pixDestroy (&pix);
}

/* Two that are no halves: with one character there the line has room for one more. */
static void
test_no_halves (void **state)
{
  static const int which[] = { 2, 1, 0, 1, 2, 1 };
  g_autoptr (GArray) symbols = g_array_new (FALSE, FALSE, sizeof (GjOcrSymbol));
  GjOcrTextLine line;
  PIX *pix = line_of (which, G_N_ELEMENTS (which), 0, &line, symbols);
  for (int i = 0; i < 6; i++) {
    GjOcrSymbol *s = &g_array_index (symbols, GjOcrSymbol, i);
    s->confidence = 80;
    s->box.x0 = 80 + (i - 3) * (SIDE + GAP) * 8 / 5;
    s->box.x1 = s->box.x0 + SIDE;
  }
  gj_ocr_shape_check (pix, &line, 98, symbols);
  assert_int_equal (symbols->len, G_N_ELEMENTS (which));
  pixDestroy (&pix);
}

int
main (void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test (test_read),        cmocka_unit_test (test_no_ink),
                                      cmocka_unit_test (test_check),       cmocka_unit_test (test_neighbor),
                                      cmocka_unit_test (test_halves),      cmocka_unit_test (test_cut),
                                      cmocka_unit_test (test_rough_boxes), cmocka_unit_test (test_no_halves) };
  return cmocka_run_group_tests_name ("characters by their shape", tests, NULL, NULL);
}
