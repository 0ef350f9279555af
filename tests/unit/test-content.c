/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/gj-content.h"

#include "tests/support/gj-cmocka.h"

#include <string.h>

/* Writes a stream's operators with their operands: "re(1,2,3,4) Do[Im1](…)". */
static char *
trace (const char *stream, gsize n)
{
  GString *s = g_string_new (NULL);
  GjContent c;
  gj_content_init (&c, (const guint8 *) stream, n);
  while (gj_content_next (&c)) {
    g_string_append_printf (s, "%s%s", s->len > 0 ? " " : "", c.operator_);
    if (c.name[0] != '\0')
      g_string_append_printf (s, "[%s]", c.name);
    for (guint i = 0; i < c.n_numbers; i++)
      g_string_append_printf (s, "%c%g", i == 0 ? '(' : ',', c.numbers[i]);
    if (c.n_numbers > 0)
      g_string_append_c (s, ')');
  }
  return g_string_free (s, FALSE);
}

static void
test_tokens (void **state)
{
  static const struct {
    const char *in, *out;
  } cases[] = {
    { "", "" },
    { "q Q", "q Q" },
    { "1 2 3 4 re f*", "re(1,2,3,4) f*" },
    { "-1.5 +2 .5 -.25 --3 4. m", "m(-1.5,2,0.5,-0.25,-3,4)" },
    { "1 0 0 1 10 20 cm/Im1 Do", "cm(1,0,0,1,10,20) Do[Im1]" },
    { "/F1 12 Tf(a(b)c\\)d)Tj", "Tf[F1](12) Tj" },
    { "[(a) -20 (b)] TJ", "TJ(-20)" },
    { "<48656c6c6f> Tj", "Tj" },
    { "/Span <</ActualText <FEFF>>> BDC EMC", "BDC[ActualText] EMC" },
    { "1 % a comment 5 re\n2 w", "w(1,2)" },
    { "BI /W 2 /H 2 ID \x01\x02 q \xff\xfe EI Q", "BI EI[W](2,2) Q" },
    { "1 2 m 3 4 l S", "m(1,2) l(3,4) S" },
    { "T* ' \"", "T* ' \"" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *out = trace (cases[i].in, strlen (cases[i].in));
    if (strstr (cases[i].in, "BI") != NULL) { /* what stood in the image's dictionary does not matter */
      assert_true (g_str_has_prefix (out, "BI") && g_str_has_suffix (out, " Q"));
      continue;
    }
    assert_string_equal (out, cases[i].out);
  }
}

static void
test_too_many_operands (void **state)
{
  g_autofree char *out = trace ("1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 re", 47);
  assert_string_equal (out, "re(3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18)");
}

/* The code of the first character shown, in whichever way it is written. */
static void
test_codes (void **state)
{
  static const struct {
    const char *in;
    guint bytes;
    int code;
  } cases[] = {
    { "(8) Tj", 1, 0x38 },          { "(\\070x) Tj", 1, 0x38 },
    { "(\\n) Tj", 1, 10 },          { "(\\)) Tj", 1, ')' },
    { "<38> Tj", 1, 0x38 },         { "<00 13> Tj", 2, 0x13 },
    { "(\\000\\023) Tj", 2, 0x13 }, { "(ab) Tj", 2, 0x6162 },
    { "[(a) -20 (b)] TJ", 1, 'a' }, { "() Tj", 1, -1 },
    { "<00> Tj", 2, -1 },           { "1 g", 1, -1 },
    { "(a) Tj 1 g", 1, -1 },        { "(a", 2, -1 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    GjContent c;
    gj_content_init (&c, (const guint8 *) cases[i].in, strlen (cases[i].in));
    int code = -1;
    while (gj_content_next (&c))
      code = gj_content_code (&c, cases[i].bytes);
    if (code != cases[i].code)
      fail_msg ("%s: %d", cases[i].in, code);
  }
}

/* Cut anywhere, and any single byte in any state: ends, reads nothing outside. */
static void
test_broken (void **state)
{
  static const char stream[] = "q 1 0 0 1 0 0 cm BI /W 1 ID abc EI [(a\\(b) 3] TJ <</A (x)>> BDC "
                               "/VeryLongNameThatGoesOnAndOnAndOnAndOnAndOnAndOnAndOnAndOnAndOn gs (open";
  for (gsize n = 0; n < sizeof stream; n++) {
    g_autofree char *cut = g_memdup2 (stream, n);
    g_free (trace (cut != NULL ? cut : "", n));
  }
  for (int b = 0; b < 256; b++) {
    g_autofree char *bytes = g_strnfill (64, (char) b);
    g_free (trace (bytes, 64));
  }
  g_autofree char *escape = trace ("(\\", 2);
  assert_string_equal (escape, "");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_tokens),
    cmocka_unit_test (test_too_many_operands),
    cmocka_unit_test (test_broken),
    cmocka_unit_test (test_codes),
  };
  return cmocka_run_group_tests_name ("extract/gj-content", tests, NULL, NULL);
}
