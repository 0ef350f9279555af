/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/gj-ink.h"
#include "tests/support/gj-cmocka.h"

#include <string.h>

static const double upright[6] = { 1, 0, 0, -1, 0, 800 }; /* to a page 800 points high, y down */

static void
follow (GjInk *ink, const char *stream)
{
  GjContent c;
  gj_content_init (&c, (const guint8 *) stream, strlen (stream));
  while (gj_content_next (&c))
    gj_ink_operator (ink, &c);
}

static void
assert_start (const char *stream, const GjBox *fill, double lightness, double x, double y, double ground)
{
  GjInk ink;
  double x1, y1, ground1;
  gj_ink_init (&ink);
  if (fill != NULL)
    gj_ink_fill (&ink, fill, lightness);
  follow (&ink, stream);
  assert_true (gj_ink_start (&ink, upright, &x1, &y1, &ground1));
  assert_true (x1 == x && y1 == y && ground1 == ground);
  gj_ink_clear (&ink);
}

static void
test_places (void **state)
{
  const GjBox band = { 90, 680, 400, 710 };
  assert_start ("BT /F1 10 Tf 100 100 Td", NULL, 0, 100, 700, 1);
  assert_start ("BT /F1 10 Tf 1 0 0 1 50 60 Tm 5 6 Td", NULL, 0, 55, 734, 1);
  assert_start ("BT /F1 10 Tf 0 700 TD 10 -12 TD T*", NULL, 0, 10, 124, 1);
  assert_start ("BT /F1 10 Tf 100 100 Td", &band, 0.2, 100, 700, 0.2);
  assert_start ("BT /F1 10 Tf 100 200 Td", &band, 0.2, 100, 600, 1);
  assert_start ("BT /F1 10 Tf 100 100 Td", &band, GJ_INK_UNKNOWN, 100, 700, GJ_INK_UNKNOWN);
}

/* What is painted over a string that was shown before may hide it. */
static void
test_covers (void **state)
{
  const GjBox over = { 90, 690, 200, 710 }, beside = { 120, 690, 200, 710 };
  GjInk ink;
  gj_ink_init (&ink);
  assert_false (gj_ink_covers (&ink, &over));
  follow (&ink, "BT /F1 10 Tf 100 100 Td");
  gj_ink_show (&ink, upright, 3, 3, &over);
  assert_true (gj_ink_covers (&ink, &over));
  assert_false (gj_ink_covers (&ink, &beside));
  gj_ink_clear (&ink);
}

/* A digit of which the clip leaves a part is not sure; nor is one of which it leaves the upper half. Text that its clip holds, and print
 * elsewhere in line with it, stays. */
static void
test_cut (void **state)
{
  static const struct {
    GjBox clip;
    guint8 sure[3];
  } cases[] = {
    { { 100, 680, 112, 720 }, { 100, 100, 0 } },
    { { 100, 680, 115.2, 720 }, { 100, 100, 100 } },
    { { 100, 697, 200, 720 }, { 0, 0, 0 } },
    { { 100, 680, 109.8, 720 }, { 100, 100, 100 } }, /* nothing shows that there is more */
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GjPage) page = gj_page_new (1, 600, 800, GJ_SOURCE_TEXT_LAYER);
    GjInk ink;
    gj_ink_init (&ink);
    follow (&ink, "BT /F1 10 Tf 100 100 Td");
    gj_ink_show (&ink, upright, 3, 3, &cases[i].clip);
    for (guint k = 0; k < 3; k++)
      gj_page_add_glyph (page, '0' + k, (GjBox){ 100 + 5.0 * k, 691, 105 + 5.0 * k, 702 }, 100, FALSE);
    gj_page_add_glyph (page, '5', (GjBox){ 300, 691, 305, 702 }, 100, FALSE);
    gj_page_add_glyph (page, '5', (GjBox){ 100, 740, 105, 751 }, 100, FALSE);
    gj_ink_doubt_cut (&ink, page);
    for (guint k = 0; k < 5; k++)
      if (g_array_index (page->glyphs, GjGlyph, k).confidence != (k < 3 ? cases[i].sure[k] : 100))
        fail_msg ("case %u, digit %u", (guint) i, k);
    gj_ink_clear (&ink);
  }
}

/* White letters over a shadow of their own are print; white text beside other text is hidden. */
static void
test_effects (void **state)
{
  static const struct {
    const char *shown;
    guint bytes, font;
    gboolean kept;
  } cases[] = {
    { "BT 101 99 Td", 3, 7, TRUE },     { "BT 100 100 Td", 3, 7, TRUE },    { "BT 103 100 Td", 3, 7, FALSE },
    { "BT 100.5 100 Td", 2, 7, FALSE }, { "BT 100.5 100 Td", 3, 8, FALSE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    GjInk ink;
    g_autoptr (GArray) hidden = g_array_new (FALSE, FALSE, sizeof (GjHiddenText));
    const GjHiddenText white = { .x = 100, .y = 700, .n = 3, .bytes = 3, .font = 7 };
    gj_ink_init (&ink);
    follow (&ink, cases[i].shown);
    gj_ink_shown (&ink, upright, cases[i].bytes, cases[i].bytes, cases[i].font, 0);
    g_array_append_val (hidden, white);
    gj_ink_keep_effects (&ink, hidden);
    assert_int_equal (hidden->len, cases[i].kept ? 0 : 1);
    gj_ink_clear (&ink);
  }
}

/* The length of strings, in whatever notation, is no less than what they show. */
static void
test_lengths (void **state)
{
  static const struct {
    const char *stream;
    guint least, most;
  } cases[] = {
    { "(12) Tj", 2, 2 },         { "(9) Tj", 1, 1 }, /* one too many would take a figure behind it */
    { "(\\0011\\12) Tj", 3, 3 }, { "(a(b)c) Tj", 5, 5 }, { "<0031> Tj", 2, 2 }, { "[(1) -20 (2\\)3)] TJ", 4, 4 },
    { "100 100 Td", 0, 0 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    GjContent c;
    gj_content_init (&c, (const guint8 *) cases[i].stream, strlen (cases[i].stream));
    assert_true (gj_content_next (&c));
    assert_in_range (c.text, cases[i].least, cases[i].most);
  }
}

static void
add (GjPage *page, gunichar ch, double x, double y, double size)
{
  gj_page_add_glyph (page, ch, (GjBox){ x, y, x + size / 2, y + size }, 100, FALSE);
}

/* A hidden "23" that stands in a printed "15": only it goes, however near the printed figures are. */
static void
test_drop (void **state)
{
  g_autoptr (GjPage) page = gj_page_new (1, 600, 800, GJ_SOURCE_TEXT_LAYER);
  g_autoptr (GArray) hidden = g_array_new (FALSE, FALSE, sizeof (GjHiddenText));
  const GjHiddenText text = { .x = 103, .y = 109, .n = 4 }, nowhere = { .x = 300, .y = 300, .n = 2 };
  add (page, '1', 100, 100, 12);
  add (page, '2', 103, 102, 9);
  add (page, '5', 106, 100, 12);
  add (page, '3', 107.5, 102, 9);
  g_array_append_val (hidden, text);
  assert_true (gj_ink_drop (page, hidden));
  assert_int_equal (page->glyphs->len, 2);
  assert_int_equal (g_array_index (page->glyphs, GjGlyph, 0).ch, '1');
  assert_int_equal (g_array_index (page->glyphs, GjGlyph, 1).ch, '5');
  g_array_append_val (hidden, nowhere);
  assert_false (gj_ink_drop (page, hidden));
  assert_int_equal (page->glyphs->len, 2);
}

/* A hidden "76" that starts where a printed "7" does: what the string says tells them apart; where that is not known,
 * both stay and are not sure. */
static void
test_same_place (void **state)
{
  for (guint known = 0; known < 2; known++) {
    g_autoptr (GjPage) page = gj_page_new (1, 600, 800, GJ_SOURCE_TEXT_LAYER);
    g_autoptr (GArray) hidden = g_array_new (FALSE, FALSE, sizeof (GjHiddenText));
    GjHiddenText text = { .x = 106, .y = 109, .n = 4 };
    if (known)
      strcpy (text.head, "76");
    add (page, '1', 100, 100, 12);
    add (page, '7', 106, 100, 12);
    add (page, '3', 112, 100, 12);
    add (page, '7', 106, 102, 9);
    add (page, '6', 110.5, 102, 9);
    g_array_append_val (hidden, text);
    gj_ink_drop (page, hidden);
    assert_int_equal (page->glyphs->len, known ? 3 : 5);
    assert_int_equal (g_array_index (page->glyphs, GjGlyph, 1).confidence, known ? 100 : 0);
    assert_int_equal (g_array_index (page->glyphs, GjGlyph, 2).ch, '3');
  }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_places),     cmocka_unit_test (test_covers),  cmocka_unit_test (test_cut),
    cmocka_unit_test (test_effects),    cmocka_unit_test (test_lengths), cmocka_unit_test (test_drop),
    cmocka_unit_test (test_same_place),
  };
  return cmocka_run_group_tests_name ("text without ink", tests, NULL, NULL);
}
