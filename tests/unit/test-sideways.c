/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/gj-pdf.h"
#include "extract/gj-upright.h"
#include "tests/cli/mini-pdf.h"
#include "tests/support/gj-cmocka.h"

#include <math.h>
#include <string.h>

/* Text that lies on its side in a font whose glyphs stand on their heads, as browsers embed them (Type 3). */

#define SIZE 10

static const char words[] = "政府信息公开工作"; /* codes 1 to 8 of the font */

static void
add_font (MiniPdf *pdf)
{
  g_autoptr (GString) map =
      g_string_new ("/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n/CMapName /M def\n"
                    "1 begincodespacerange <00> <ff> endcodespacerange\n8 beginbfchar\n");
  g_autoptr (GString) names = g_string_new (NULL), shapes = g_string_new (NULL), widths = g_string_new (NULL);
  guint code = 1;
  for (const char *p = words; *p != '\0'; p = g_utf8_next_char (p), code++) {
    g_string_append_printf (map, "<%02x> <%04x>\n", code, g_utf8_get_char (p));
    g_string_append_printf (names, "/g%u", code);
    g_string_append_printf (shapes, "/g%u 7 0 R", code);
    g_string_append (widths, "1000 ");
  }
  g_string_append (map, "endbfchar\nendcmap end end\n");
  g_autofree char *font = g_strdup_printf (
      "<</Type/Font/Subtype/Type3/FontMatrix[.001 0 0 -.001 0 0]/FontBBox[0 -1200 1000 400]/FirstChar 1/LastChar 8"
      "/Widths[%s]/Encoding<</Type/Encoding/Differences[1 %s]>>/CharProcs<<%s>>/Resources<<>>/ToUnicode 6 0 R>>",
      widths->str, names->str, shapes->str);
  static const char shape[] = "1000 0 0 -880 1000 120 d1 100 -800 800 800 re f";
  mini_pdf_object (pdf, font);
  mini_pdf_stream (pdf, "", map->str, map->len);
  mini_pdf_stream (pdf, "", shape, strlen (shape));
}

/* The first page of a file with @content and the font. */
static GjPage *
read_content (const GString *content)
{
  MiniPdf *pdf = mini_pdf_new ();
  mini_pdf_object (pdf, "<</Type/Catalog/Pages 2 0 R>>");
  mini_pdf_object (pdf, "<</Type/Pages/Count 1/Kids[3 0 R]>>");
  mini_pdf_object (pdf,
                   "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>");
  mini_pdf_stream (pdf, "", content->str, content->len);
  add_font (pdf);
  g_autoptr (GByteArray) bytes = mini_pdf_finish (pdf);
  g_autoptr (GError) error = NULL;
  GjTrust trust;
  GjPdf *file = gj_pdf_open (bytes->data, bytes->len, &error);
  assert_non_null (file);
  GjPage *page = gj_pdf_read_page (file, 1, &trust, &error);
  assert_non_null (page);
  gj_pdf_close (file);
  return page;
}

/* Four lines of @words, 40 apart, the first's base line at 300; turned so that they read upwards or downwards. */
static GjPage *
read_page (gboolean upwards)
{
  g_autoptr (GString) content = g_string_new (NULL);
  for (guint k = 0; k < 4; k++)
    g_string_append_printf (content, "BT /F %d Tf 0 %d %d 0 %u 400 Tm <0102030405060708> Tj ET\n", SIZE,
                            upwards ? 1 : -1, upwards ? -1 : 1, 300 + 40 * k);
  return read_content (content);
}

/* A page that stands on its head, of whose lines some are drawn from their ends. */
static void
test_on_its_head (void **state)
{
  g_autoptr (GString) content = g_string_new (NULL);
  for (guint k = 0; k < 4; k++)
    for (guint i = 0; i < 8; i++) {
      guint at = k == 0 ? i : 7 - i;
      g_string_append_printf (content, "BT /F %d Tf -1 0 0 -1 %u %u Tm <%02x> Tj ET\n", SIZE, 400 - SIZE * at,
                              300 + 40 * k, at + 1);
    }
  g_autoptr (GjPage) page = read_content (content);
  assert_int_equal (page->glyphs->len, 32);
  g_array_sort (page->glyphs, gj_glyph_compare_left);
  for (guint i = 0; i < 32; i++)
    assert_int_equal (g_array_index (page->glyphs, GjGlyph, i).ch,
                      g_utf8_get_char (g_utf8_offset_to_pointer (words, i / 4)));
}

/* On a page that stands on its head some fonts' text comes from its end, in boxes that stand above its base line although it hangs
 * below; other text has its boxes where it is. */
static void
test_boxes_above (void **state)
{
  g_autoptr (GjPage) page = gj_page_new (1, 595, 842, GJ_SOURCE_TEXT_LAYER);
  for (guint k = 0; k < 5; k++)
    for (guint i = 0; i < 8; i++) {
      guint at = k < 4 ? 7 - i : i;
      double x = 300 - SIZE * at, y = 300 + 40 * k; /* of the base line, as displayed */
      GjBox above = { x - SIZE, y - 0.76 * 2.6 * SIZE, x, y + 0.24 * 2.6 * SIZE };
      GjBox own = { x - SIZE, y - 0.12 * SIZE, x, y + 0.88 * SIZE };
      gj_page_add_glyph (page, g_utf8_get_char (g_utf8_offset_to_pointer (words, at)), k < 4 ? above : own, 100, FALSE);
    }
  gj_page_add_glyph (page, '7', (GjBox){ 100, 300 - 0.76 * 2.6 * SIZE, 100 + SIZE / 2, 300 + 0.24 * 2.6 * SIZE }, 100,
                     FALSE);
  gj_page_turn_upright (page, 0);
  for (guint i = 0; i < page->glyphs->len; i++) {
    const GjGlyph *g = &g_array_index (page->glyphs, GjGlyph, i);
    double base = 842 - 300 - (i < 40 ? 40.0 * (i / 8) : 0), middle = (g->box.y0 + g->box.y1) / 2;
    assert_true (fabs (middle - (base - 0.4 * SIZE)) < 0.2 * SIZE);
  }
}

/* A page of few words lies as the one before it does; one that stands upright does whatever that says. */
static void
test_few_words (void **state)
{
  for (guint before = 0; before < 4; before++)
    for (guint down = 0; down < 2; down++) {
      g_autoptr (GjPage) page = gj_page_new (2, 595, 842, GJ_SOURCE_TEXT_LAYER);
      for (guint i = 0; i < 8; i++) {
        double x = 100 + (down ? 0 : SIZE * i), y = 100 + (down ? SIZE * i : 0);
        gj_page_add_glyph (page, 0x4E00 + i, (GjBox){ x, y, x + SIZE, y + SIZE }, 100, FALSE);
      }
      guint turns = gj_page_turn_upright (page, before);
      assert_int_equal (turns, down && before % 2 == 1 ? before : 0);
      assert_int_equal (page->width, turns % 2 == 1 ? 842 : 595);
    }
}

static void
test_sideways (void **state)
{
  for (guint upwards = 0; upwards < 2; upwards++) {
    g_autoptr (GjPage) page = read_page ((gboolean) upwards);
    assert_int_equal (page->glyphs->len, 32);
    g_array_sort (page->glyphs, gj_glyph_compare_left);
    for (guint i = 0; i < 32; i++) {
      const GjGlyph *g = &g_array_index (page->glyphs, GjGlyph, i);
      assert_int_equal (g->ch, g_utf8_get_char (g_utf8_offset_to_pointer (words, i / 4)));
      double middle = (g->box.y0 + g->box.y1) / 2, off = G_MAXDOUBLE;
      for (guint k = 0; k < 4; k++) {
        double base = upwards ? 300 + 40 * k : 595 - 300 - 40.0 * k; /* in the page as it is turned */
        off = MIN (off, fabs (middle - (base - 0.36 * SIZE)));
      }
      assert_true (off < 0.3 * SIZE);
    }
  }
}

int
main (void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test (test_few_words), cmocka_unit_test (test_sideways),
                                      cmocka_unit_test (test_on_its_head), cmocka_unit_test (test_boxes_above) };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
