/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page/gj-char.h"

#include "tests/support/gj-cmocka.h"

#include <string.h>

static const struct {
  gunichar from, to;
} traditional[] = {
#include "page/gj-traditional.inc"
};
#define N_TRADITIONAL G_N_ELEMENTS (traditional)

static void
test_normalize (void **state)
{
  static const struct {
    const char *in, *out;
  } cases[] = {
    { "", "" },
    { "\u2F42\u2F08\u2F00", "文人一" },             /* Kangxi radicals */
    { "\u2EA0\u2EC5\u2ED3\u2EDA", "民见长页" },     /* radical supplement */
    { "\u95E8\u2F3E", "门户" },                     /* not 戶 */
    { "\u2FD5", "龠" },                             /* the last radical */
    { "\u2E80\u2E9A\u2FD6", "\u2E80\u2E9A\u2FD6" }, /* no ideograph, unassigned */
    { "\uFE10\uFE11\uFE12", "，、。" },             /* vertical forms */
    { "\uFE35\uFE36\uFE3B\uFE41", "（）【「" },
    { "\uFB00\uFB01\uFB02\uFB03\uFB04\uFB06", "fffiflffifflst" },
    { "①⑩℃Ⅱ“”‘’№㎡", "①⑩℃Ⅱ“”‘’№㎡" },
    { "２０２３，（）", "２０２３，（）" },
    { "\uF90A\uFA0E", "\uF90A\uFA0E" }, /* compatibility ideographs */
    { "a中\U00020000", "a中\U00020000" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *out = gj_str_normalize (cases[i].in);
    assert_string_equal (out, cases[i].out);
  }
}

/* Every character of the radical blocks gives one character outside them, or itself. */
static void
test_radicals_are_total (void **state)
{
  guint changed = 0;
  for (gunichar ch = 0x2E80; ch <= 0x2FDF; ch++) {
    gunichar out[GJ_CHAR_MAX_EXPANSION];
    assert_int_equal (gj_char_normalize (ch, out), 1);
    assert_true (out[0] == ch || gj_char_is_ideograph (out[0]));
    changed += out[0] != ch;
  }
  assert_int_equal (changed, 114 + 214); /* all but U+2E80 and U+2E9A */
}

static void
test_layout_spaces (void **state)
{
  static const struct {
    const char *in, *out;
  } cases[] = {
    { "2024 年 1 月", "2024年1月" },
    { "总 计", "总计" },
    { "open government  information", "open government information" },
    { "中文 open data 公开", "中文open data公开" },
    { " 12 34 ", "12 34" },
    { "“中 国” APP", "“中国”APP" },
    { "\u3000\u3000第一\u00A0条", "第一条" },
    { "", "" },
    { "   ", "" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *out = gj_str_layout_spaces (cases[i].in);
    assert_string_equal (out, cases[i].out);
  }
}

static void
test_strip_spaces (void **state)
{
  g_autofree char *out = gj_str_strip_spaces (" 1\u00A02\u30003\u20034\u200B5\uFEFF\t\n6 ");
  assert_string_equal (out, "123456");
}

static void
test_classes (void **state)
{
  static const gunichar dashes[] = { '/', '\\', '-', 0x2010, 0x2013, 0x2014, 0x2015, 0xFF0D, 0x2500 };
  for (gsize i = 0; i < G_N_ELEMENTS (dashes); i++)
    assert_true (gj_char_is_dash (dashes[i]));
  assert_false (gj_char_is_dash (0x4E00)); /* 一 */
  assert_false (gj_char_is_dash ('_'));
  assert_int_equal (gj_char_digit ('7'), 7);
  assert_int_equal (gj_char_digit (0xFF17), 7);
  assert_int_equal (gj_char_digit (0x2460), -1); /* ① */
  assert_int_equal (gj_char_digit (0x4E03), -1); /* 七 */
  assert_true (gj_char_is_ideograph (0x3007));   /* 〇 */
  assert_false (gj_char_is_ideograph (0x3001));
  assert_true (gj_char_is_cjk (0x3001));
  assert_false (gj_char_is_cjk ('a'));
}

static void
test_simplify (void **state)
{
  static const struct {
    const char *printed, *simple;
  } cases[] = { { "單位：萬元", "单位：万元" },
                { "政府資訊公開工作年度報告", "政府信息公开工作年度报告" },
                { "政府信息公开", "政府信息公开" },
                { "資金和訊問", "资金和讯问" },
                { "鬱 12 a", "鬱 12 a" } };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *simple = gj_str_simplify (cases[i].printed);
    assert_string_equal (simple, cases[i].simple);
    assert_int_equal (strlen (simple), strlen (cases[i].printed));
  }
  for (gunichar ch = 0x4E00; ch <= 0x9FFF; ch++) /* nothing that is simplified is what another becomes */
    assert_int_equal (gj_char_simplify (gj_char_simplify (ch)), gj_char_simplify (ch));
}

static void
test_at (void **state)
{
  guint simplified = 0;
  for (gunichar ch = 0; ch <= 0x10FFFF; ch++) {
    char utf8[8] = { 0 };
    if (ch >= 0xD800 && ch <= 0xDFFF)
      continue;
    g_unichar_to_utf8 (ch, utf8);
    assert_int_equal (gj_char_at (utf8), ch);
    simplified += gj_char_simplify (ch) != ch;
  }
  assert_int_equal (simplified, N_TRADITIONAL); /* each of them is found */
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_normalize),
    cmocka_unit_test (test_radicals_are_total),
    cmocka_unit_test (test_layout_spaces),
    cmocka_unit_test (test_strip_spaces),
    cmocka_unit_test (test_classes),
    cmocka_unit_test (test_simplify),
    cmocka_unit_test (test_at),
  };
  return cmocka_run_group_tests_name ("page/gj-char", tests, NULL, NULL);
}
