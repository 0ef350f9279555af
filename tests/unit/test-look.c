/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/gj-look.h"
#include "extract/gj-pdf.h"
#include "tests/cli/mini-pdf.h"
#include "tests/support/gj-cmocka.h"

#include <string.h>

/* Text layers that say of a digit that it is something else, and grounds that are strokes: what only the picture of the page proves. */

static GjPage *
page_of (const char *map, const char *tile, const char *content)
{
  MiniPdf *pdf = mini_pdf_new ();
  mini_pdf_object (pdf, "<< /Type /Catalog /Pages 2 0 R >>");
  mini_pdf_object (pdf, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
  mini_pdf_object (pdf,
                   "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Pattern "
                   "<< /P 6 0 R >> /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 5 0 R "
                   ">> >> >> >>");
  mini_pdf_stream (pdf, "", content, strlen (content));
  mini_pdf_stream (pdf, "", map, strlen (map));
  mini_pdf_stream (pdf,
                   "/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 595 842] /XStep 600 /YStep 850 "
                   "/Resources << >>",
                   tile, strlen (tile));
  g_autoptr (GByteArray) bytes = mini_pdf_finish (pdf);
  GjTrust trust;
  GjPdf *file = gj_pdf_open (bytes->data, bytes->len, NULL);
  assert_non_null (file);
  GjPage *page = gj_pdf_read_page (file, 1, &trust, NULL);
  assert_non_null (page);
  assert_int_equal (trust, GJ_TRUST_OK);
  gj_pdf_close (file);
  return page;
}

#define FRAME "40 40 60 40 re S 100 40 60 40 re S BT /F 12 Tf 65 50 Td "

/* A dash, stroke, point or 无 as high as a digit, or in the shape of one, is none. */
static void
test_marks (void **state)
{
  static const struct {
    const char *map, *shown;
    gunichar ch; /* of the last glyph */
  } cases[] = {
    { "<38> <002D>", "(8)", 0xFFFD },  { "<38> <2014>", "(8)", 0xFFFD },  { "<38> <65E0>", "(8)", 0xFFFD },
    { "<30> <002F>", "(0)", 0xFFFD },  { "<31> <002F>", "(1)", 0xFFFD },  { "<37> <005C>", "(7)", 0xFFFD },
    { "<34> <002F>", "(4)", 0xFFFD },  { "<32> <FF0F>", "(2)", 0xFFFD },  { "<38> <002D>", "(80)", '0' },
    { "<31> <002E>", "(21)", 0xFFFD }, { "<33> <002C>", "(23)", 0xFFFD }, { "<2D> <002D>", "(-)", '-' },
    { "<2D> <2014>", "(-)", 0x2014 },  { "<2F> <002F>", "(/)", '/' },     { "<5C> <005C>", "(\\\\)", '\\' },
    { "<2E> <002E>", "(2.)", '.' },    { "<2C> <002C>", "(2,)", ',' },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *map = g_strdup_printf ("3 beginbfchar %s <39> <0039> <35> <0035> endbfchar", cases[i].map);
    g_autofree char *content = g_strdup_printf (FRAME "%s Tj ET", cases[i].shown);
    g_autoptr (GjPage) page = page_of (map, "", content);
    assert_true (page->glyphs->len > 0);
    gunichar ch = g_array_index (page->glyphs, GjGlyph, page->glyphs->len - 1).ch;
    if (ch != cases[i].ch)
      fail_msg ("case %u: U+%04X", (guint) i, ch);
    if (page->glyphs->len > 1 && ch == '0')
      assert_int_equal (g_array_index (page->glyphs, GjGlyph, 0).ch, 0xFFFD);
  }
}

/* Digits of a figure for which the text layer has a space, or nothing: the others are not sure. */
static void
test_lost_digits (void **state)
{
  static const struct {
    const char *shown;
    gboolean sure;
  } cases[] = {
    { "(78) Tj", FALSE },                                  /* the last one */
    { "(787) Tj", FALSE },                                 /* one in the middle */
    { "(87) Tj", FALSE },                                  /* the first */
    { "(7) Tj 6.67 0 Td (8) Tj 6.67 0 Td (7) Tj", FALSE }, /* strings of one digit each */
    { "[(7) -20 (8)] TJ", FALSE },
    { "(7 ) Tj", TRUE },
    { "( 7) Tj", TRUE },
    { "[( 7) -20 (7)] TJ", TRUE },
  };
  static const char map[] = "3 beginbfchar <37> <0037> <38> <0020> <20> <0020> endbfchar";
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *content = g_strconcat (FRAME, cases[i].shown, " ET", NULL);
    g_autoptr (GjPage) page = page_of (map, "", content);
    for (guint k = 0; k < page->glyphs->len; k++)
      if (g_array_index (page->glyphs, GjGlyph, k).confidence != (cases[i].sure ? 100 : 0))
        fail_msg ("case %u", (guint) i);
    assert_int_equal (page->unread->len > 0, !cases[i].sure);
  }
}

/* A space right behind an inner rule of its cell is one; a digit there that the map calls a space is none. */
static void
test_beside_rule (void **state)
{
  static const char *const shown[] = { "(\\240)", "(8)" };
  for (guint i = 0; i < G_N_ELEMENTS (shown); i++) {
    g_autofree char *content = g_strdup_printf ("0.4 w 40 40 60 40 re S 100 40 60 40 re S 42.2 48 m 42.2 64 l S "
                                                "BT /F 12 Tf 42 50 Td %s Tj 70 0 Td (7) Tj ET",
                                                shown[i]);
    g_autoptr (GjPage) page = page_of ("3 beginbfchar <37> <0037> <38> <0020> <A0> <00A0> endbfchar", "", content);
    assert_int_equal (page->unread->len, i);
  }
}

/* A stroke may be the ground that a figure is printed on. */
static void
test_grounds (void **state)
{
  static const struct {
    const char *tile;
    gboolean sure;
  } cases[] = {
    { "40 40 m 100 68 l S", FALSE }, { "40 54 m 100 54 l S", FALSE }, { "0.8 G 40 40 m 100 68 l S", TRUE },
    { "40 42 m 100 42 l S", TRUE },  { "40 40 m 45 80 l S", TRUE },   { "0.9 g 40 40 60 40 re f 0 0 m 1 1 l S", TRUE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GjPage) page = page_of (
        "1 beginbfchar <37> <0037> endbfchar", cases[i].tile,
        "40 40 60 40 re S 100 40 60 40 re S /Pattern cs /P scn 40 40 60 40 re f 0 g BT /F 12 Tf 65 50 Td (77) Tj ET");
    assert_int_equal (page->glyphs->len, 2);
    if (g_array_index (page->glyphs, GjGlyph, 0).confidence != (cases[i].sure ? 100 : 0))
      fail_msg ("case %u", (guint) i);
  }
}

static guint32
pixel (cairo_surface_t *surface, int x, int y)
{
  guint32 px;
  memcpy (&px, cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface) + 4 * x, 4);
  return px & 0xffffff;
}

/* A picture of parts of a page has there what one of the whole page has. */
static void
test_parts (void **state)
{
  static const char content[] = "BT /F 30 Tf 20 30 Td (3807) Tj ET 20.3 25 m 90 25 l S 60 0 9 90 re f";
  g_autoptr (GByteArray) pdf = mini_pdf_finish (mini_pdf_page ("", content, strlen (content)));
  GjLook *look = gj_look_new (pdf->data, pdf->len);
  g_autoptr (PopplerPage) source = gj_look_page (look, 1);
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (GjBox));
  GjBox all = { 0, 0, 0, 0 };
  poppler_page_get_size (source, &all.x1, &all.y1);
  const GjBox in_text = { 24.2, all.y1 - 50, 41.7, all.y1 - 24.6 }, over_edge = { -5, all.y1 - 31, 22, all.y1 + 7 };
  g_array_append_val (parts, in_text);
  g_array_append_val (parts, over_edge);
  cairo_surface_t *whole = gj_look_render (source, &all, NULL, 144, NULL),
                  *some = gj_look_render (source, &all, parts, 144, NULL);
  guint dark = 0;
  for (guint i = 0; i < parts->len; i++) {
    const GjBox *b = &g_array_index (parts, GjBox, i);
    for (int y = (int) (2 * b->y0); y < (int) MIN (2 * b->y1, 2 * all.y1); y++)
      for (int x = (int) MAX (2 * b->x0, 0); x < (int) (2 * b->x1); x++) {
        assert_int_equal (pixel (some, x, y), pixel (whole, x, y));
        dark += pixel (some, x, y) < 0x808080;
      }
  }
  assert_true (dark > 50);
  assert_int_equal (pixel (whole, 128, (int) (2 * all.y1) - 150), 0);
  assert_int_equal (pixel (whole, 150, (int) (2 * all.y1) - 150), 0xffffff);
  assert_int_equal (pixel (some, 150, (int) (2 * all.y1) - 150), 0); /* nothing, not even paper */
  cairo_surface_destroy (whole);
  cairo_surface_destroy (some);
  gj_look_free (look);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_marks),   cmocka_unit_test (test_lost_digits), cmocka_unit_test (test_beside_rule),
    cmocka_unit_test (test_grounds), cmocka_unit_test (test_parts),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
