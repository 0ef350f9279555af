/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/property/gj-property.h"

#include <stdio.h>

/* The same for extracted text. */

/* A table of the office's own, which has rows of the form's names. */
#define OWN_TABLE                                                                                                                   \
  "\n\n单位\t行政许可\t新收\t上年结转\t予以公开\t不予公开\t结转\t总计\n行政许可\t7\t1\t1\t0\t1\t1\t2\n" \
  "合计\t7\t1\t1\t0\t1\t1\t2\n\n指标\t数\n行政处罚\t3\n行政事业性收费\t0.5\n"

static void
must_be_read (GjTextKind kind, const char *behind)
{
  for (guint round = 0, rounds = gj_property_rounds (60); round < rounds; round++) {
    guint32 seed = gj_property_seed () + round;
    g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
    g_autoptr (GjReport) printed = gj_property_report (seed % 6, rand);
    GjStyle style = gj_style_random (rand, GJ_RULES_NONE);
    style.spaced_labels = FALSE; /* a space is what parts cells there */
    style.numeral_mark = ".";
    g_autofree char *report = gj_print_text (printed, &style, kind, rand, -1);
    g_autofree char *text = g_strconcat (report, behind, NULL);
    g_autoptr (GjReport) read = gj_property_read_text (text);
    const char *first;
    if (read != NULL && gj_report_status (read) == 0 && gj_property_differences (printed, read, &first) == 0)
      continue;
    if (g_getenv ("GOUJI_DUMP") != NULL)
      fputs (text, stdout); /* cmocka cuts long messages */
    g_autofree char *found = gj_property_describe (printed, read);
    fail_msg ("GOUJI_SEED=%u GOUJI_ROUNDS=1, text kind %d: %s", seed, (int) kind, found);
  }
}

static void
test_pipes (void **state)
{
  must_be_read (GJ_TEXT_PIPES, "");
}

static void
test_tabs (void **state)
{
  must_be_read (GJ_TEXT_TABS, "");
}

static void
test_rows (void **state)
{
  must_be_read (GJ_TEXT_ROWS, "");
}

static void
test_cells (void **state)
{
  must_be_read (GJ_TEXT_CELLS, "");
}

static void
test_piped (void **state)
{
  for (GjTextKind kind = GJ_TEXT_PIPED_ROWS; kind < GJ_N_TEXTS; kind++)
    must_be_read (kind, "");
}

static void
test_own_tables (void **state)
{
  must_be_read (GJ_TEXT_TABS, OWN_TABLE);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_pipes), cmocka_unit_test (test_tabs),  cmocka_unit_test (test_rows),
    cmocka_unit_test (test_cells), cmocka_unit_test (test_piped), cmocka_unit_test (test_own_tables),
  };
  return cmocka_run_group_tests_name ("reports as extracted text", tests, NULL, NULL);
}
