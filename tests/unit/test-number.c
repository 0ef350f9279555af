/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-number.h"

#include "tests/support/gj-cmocka.h"

#include <string.h>

typedef struct {
  const char *raw, *unit;
  GjNumberKind kind;
  const char *text; /* of the number, NULL if none */
} Case;

static void
check_cases (const Case *cases, gsize n)
{
  for (gsize i = 0; i < n; i++) {
    GjNumber number = { .text = "untouched" };
    GjNumberKind kind = gj_number_parse (cases[i].raw, cases[i].unit, &number);
    if (kind != cases[i].kind || strcmp (number.text, cases[i].text != NULL ? cases[i].text : "untouched") != 0)
      fail_msg ("\"%s\" (%s): kind %d, \"%s\"; expected kind %d, \"%s\"", cases[i].raw,
                cases[i].unit != NULL ? cases[i].unit : "no unit", kind, number.text, cases[i].kind,
                cases[i].text != NULL ? cases[i].text : "none");
  }
}

static void
test_notation (void **state)
{
  static const Case cases[] = {
    { "0", NULL, GJ_NUMBER_OK, "0" },
    { "-999999999999999.123456789", NULL, GJ_NUMBER_OK, "-999999999999999.123456789" },
    { "-007.50", NULL, GJ_NUMBER_OK, "-7.50" },
    { "-0.0", NULL, GJ_NUMBER_OK, "0.0" },
    { "12", NULL, GJ_NUMBER_OK, "12" },
    { "１２３", NULL, GJ_NUMBER_OK, "123" },
    { "1 2\u00A03", NULL, GJ_NUMBER_OK, "123" },
    { "\u00A0\u300012\t", NULL, GJ_NUMBER_OK, "12" },
    { "1,234", NULL, GJ_NUMBER_OK, "1234" },
    { "１，２３４，５６７", NULL, GJ_NUMBER_OK, "1234567" },
    { "1,234.50", NULL, GJ_NUMBER_OK, "1234.50" },
    { "96171.6", NULL, GJ_NUMBER_OK, "96171.6" },
    { "1159.00", NULL, GJ_NUMBER_OK, "1159.00" },
    { "24252.311082", NULL, GJ_NUMBER_OK, "24252.311082" },
    { "０．５", NULL, GJ_NUMBER_OK, "0.5" },
    { "减3", NULL, GJ_NUMBER_OK, "-3" },
    { "減3", NULL, GJ_NUMBER_OK, "-3" },
    { "-3", NULL, GJ_NUMBER_OK, "-3" },
    { "－18", NULL, GJ_NUMBER_OK, "-18" },
    { "−2.5", NULL, GJ_NUMBER_OK, "-2.5" },
    { "﹣18", NULL, GJ_NUMBER_OK, "-18" },
    { "―4", NULL, GJ_NUMBER_OK, "-4" },
    { "‒4", NULL, GJ_NUMBER_OK, "-4" },
    { "增5", NULL, GJ_NUMBER_OK, "5" },
    { "+5", NULL, GJ_NUMBER_OK, "5" },
    { "-0", NULL, GJ_NUMBER_OK, "0" },
    { "007", NULL, GJ_NUMBER_OK, "7" },
    { "00", NULL, GJ_NUMBER_OK, "0" },
    { "00.50", NULL, GJ_NUMBER_OK, "0.50" },
    { "999999999999999", NULL, GJ_NUMBER_OK, "999999999999999" },
  };
  check_cases (cases, G_N_ELEMENTS (cases));
}

static void
test_blank (void **state)
{
  static const char *const raws[] = { "",  " ", "\u3000\u00A0", "/",    "\\", "-", "—", "——", "----", "－", "–", "─",
                                      "―", "‐", "无",           " 无 ", "無" };
  for (gsize i = 0; i < G_N_ELEMENTS (raws); i++) {
    const Case c = { raws[i], NULL, GJ_NUMBER_BLANK, NULL };
    check_cases (&c, 1);
  }
}

static void
test_annotated (void **state)
{
  static const Case cases[] = {
    { "22（其中修订16件）", NULL, GJ_NUMBER_ANNOTATED, "22" },
    { "55（含自然失效29件）", NULL, GJ_NUMBER_ANNOTATED, "55" },
    { "22(16)", NULL, GJ_NUMBER_ANNOTATED, "22" },
    { "12件", NULL, GJ_NUMBER_ANNOTATED, "12" },
    { "约12", NULL, GJ_NUMBER_ANNOTATED, "12" },
    { "共计12件", NULL, GJ_NUMBER_ANNOTATED, "12" },
    { "251000元", "万元", GJ_NUMBER_ANNOTATED, "25.1" },
    { "3.5萬元", "万元", GJ_NUMBER_ANNOTATED, "3.5" },
    { "251000元", NULL, GJ_NUMBER_ANNOTATED, "251000" },
    { "25.1万元", "万元", GJ_NUMBER_ANNOTATED, "25.1" },
    { "25.10万元", "万元", GJ_NUMBER_ANNOTATED, "25.10" },
    { "3亿元", "万元", GJ_NUMBER_ANNOTATED, "30000" },
    { "1.5亿", "万元", GJ_NUMBER_ANNOTATED, "15000" },
    { "2亿", NULL, GJ_NUMBER_ANNOTATED, "200000000" },
    { "0元", "万元", GJ_NUMBER_ANNOTATED, "0" },
    { "1,000元", "万元", GJ_NUMBER_ANNOTATED, "0.1" },
    { "251千元", "万元", GJ_NUMBER_ANNOTATED, "25.1" },
    { "3百万元", "万元", GJ_NUMBER_ANNOTATED, "300" },
    { "减少3", NULL, GJ_NUMBER_ANNOTATED, "-3" },
    { "下降3项", NULL, GJ_NUMBER_ANNOTATED, "-3" },
    { "负3", NULL, GJ_NUMBER_ANNOTATED, "-3" },
    { "增加3", NULL, GJ_NUMBER_ANNOTATED, "3" },
  };
  check_cases (cases, G_N_ELEMENTS (cases));
}

static void
test_garbage (void **state)
{
  static const char *const raws[] = {
    "12,34",
    "1234,567",
    "1,23",
    "1,2345",
    ",123",
    "123,",
    "1,,234", /* wrong groups */
    "1.2.3",
    "5.",
    ".5",
    "3%",
    "3/4",
    "5、6",
    "3~5",
    "12-13",
    "1:2",
    "1e5", /* not one number */
    "abc",
    "合计",
    "（）",
    "？",
    "*",
    "(5)",
    "本年增/减622",
    "增/减3",
    "--5",
    "见附件1",
    "附1",
    "第3", /* words that have the figure */
    "△5",
    "↓5",
    "处理决定数量5", /* labels that got into the cell */
    "1O",
    "l2",
    "O5",
    "1l0",
    "B8",
    "２Ｏ", /* letters for digits */
    "1𝟐",
    "1〇",
    "一5",
    "5百",
    "3百万元",
    "12…",
    "…12",
    "5\u0336", /* struck through */
    "\u202E12",
    "\u206712\u2069", /* to be read from right to left */
    "5-",             /* a minus behind it, or a stroke over it */
    "8×",
    "100+", /* more than that */
    "3+",   /* in AsciiDoc: the next cell goes over three columns */
    "8½",
    "13\uFFFD", /* a font does not say what it is */
    "\uE00213",
    "2○",
    "1=",
    "¹368", /* a digit of the figure, or the mark of a note */
    "1234567890123456",
    "0.1234567890", /* more digits than are kept */
    "⁻5",           /* a minus, or a mark */
    "¯5",
    "ー5",
    "·5", /* a point without the 0 before it */
  };
  for (gsize i = 0; i < G_N_ELEMENTS (raws); i++) {
    const Case c = { raws[i], NULL, GJ_NUMBER_NONE, NULL };
    check_cases (&c, 1);
  }
}

static void
test_very_long (void **state)
{
  for (guint n = 190; n < 5000; n += 531) {
    g_autofree char *digits = g_strnfill (n, '7'), *dashes = g_strnfill (n, '-');
    GjNumber number;
    assert_int_equal (gj_number_parse (digits, NULL, &number), GJ_NUMBER_NONE);
    GjNumberKind kind = gj_number_parse (dashes, NULL, &number);
    assert_true (kind == GJ_NUMBER_BLANK || kind == GJ_NUMBER_NONE);
  }
}

/* What is read is what is printed, and nothing crashes: every string of up to four of the characters that matter. */
static void
test_short_strings (void **state)
{
  static const char *const alphabet[] = { "1", "0", "７", ",", ".", "-", "减", "元", "万", "(", ")", "件", " ", "无" };
  const guint n = G_N_ELEMENTS (alphabet);
  for (guint code = 0; code < n * n * n * n; code++) {
    g_autofree char *raw = g_strconcat (alphabet[code % n], alphabet[code / n % n], alphabet[code / n / n % n],
                                        alphabet[code / n / n / n], NULL);
    for (guint unit = 0; unit < 2; unit++) {
      GjNumber number;
      GjNumberKind kind = gj_number_parse (raw, unit ? "万元" : NULL, &number);
      if (kind != GJ_NUMBER_OK && kind != GJ_NUMBER_ANNOTATED)
        continue;
      GjNumber again;
      assert_int_equal (gj_number_parse (number.text, NULL, &again), GJ_NUMBER_OK);
      assert_true (again.scaled == number.scaled);
      assert_string_equal (again.text, number.text);
    }
  }
}

static void
test_to_string (void **state)
{
  static const struct {
    gint64 scaled;
    const char *text;
  } cases[] = {
    { 0, "0" },           { 1000000000, "1" },    { -3000000000, "-3" }, { 25100000000, "25.1" },
    { 1, "0.000000001" }, { -500000000, "-0.5" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = gj_number_to_string (cases[i].scaled);
    assert_string_equal (text, cases[i].text);
  }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_notation),  cmocka_unit_test (test_blank),     cmocka_unit_test (test_annotated),
    cmocka_unit_test (test_garbage),   cmocka_unit_test (test_very_long), cmocka_unit_test (test_short_strings),
    cmocka_unit_test (test_to_string),
  };
  return cmocka_run_group_tests_name ("normalize/gj-number", tests, NULL, NULL);
}
