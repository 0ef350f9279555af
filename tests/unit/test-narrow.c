/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page/gj-page.h"
#include "tests/support/gj-cmocka.h"

/* Puts @text on @page at height @y, each character as wide as @widths says of it: h half a square, w a whole one. */
static void
add_line (GjPage *page, double y, const char *text, const char *widths)
{
  double x = 50;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p), widths++) {
    double w = *widths == 'h' ? 6 : 12;
    gj_page_add_glyph (page, g_utf8_get_char (p), (GjBox){ x, y, x + w, y + 12 }, 100, FALSE);
    x += w;
  }
}

static void
test_half_width_print (void **state)
{
  static const struct {
    const char *text, *widths, *read;
  } cases[] = {
    { "共２０２３（１）年", "whhhhhhhw", "共2023(1)年" },
    { "共２０２３（１）年", "wwwwwwwww", "共２０２３（１）年" },
    { "共２０（甲）年：（", "wwwhwhwhh", "共２０（甲）年：（" }, /* marks beside each other share their room */
    { "邮ａ＠１．ｃ", "whhhhh", "邮a@1.c" },
    { "共１２年", "hhhh", "共１２年" }, /* a condensed line */
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GjPage) page = gj_page_new (1, 600, 800, GJ_SOURCE_TEXT_LAYER);
    g_autoptr (GString) read = g_string_new (NULL);
    add_line (page, 50, cases[i].text, cases[i].widths);
    gj_page_narrow_forms (page);
    for (guint k = 0; k < page->glyphs->len; k++)
      g_string_append_unichar (read, g_array_index (page->glyphs, GjGlyph, k).ch);
    assert_string_equal (read->str, cases[i].read);
  }
}

int
main (void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test (test_half_width_print) };
  return cmocka_run_group_tests_name ("page/gj-narrow", tests, NULL, NULL);
}
