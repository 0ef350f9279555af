/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/property/gj-property.h"

/* A report filled at random and set at random on pages is read as it was printed, and verified; where there are no
 * rules it may be in doubt to which row a line of a label belongs (@doubts): then every figure is still right. */

static void
must_be_read (GjRuling ruling, guint rounds, gboolean doubts)
{
  guint verified = 0;
  for (guint round = 0; round < rounds; round++) {
    guint32 seed = gj_property_seed () + round;
    g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
    g_autoptr (GjReport) printed = gj_property_report (seed % 6, rand);
    GjStyle style = gj_style_random (rand, ruling);
    g_autoptr (GjDocument) doc = gj_print_report (printed, &style, rand, -1);
    g_autoptr (GjReport) read = gj_property_read_pages (doc);
    const char *first;
    int status = read != NULL ? gj_report_status (read) : 3;
    verified += status == 0;
    if (status <= doubts && gj_property_differences (printed, read, &first) == 0)
      continue;
    gj_property_dump (doc);
    g_autofree char *text = gj_property_describe (printed, read);
    fail_msg ("GOUJI_SEED=%u GOUJI_ROUNDS=1, ruling %d: %s", seed, (int) ruling, text);
  }
  print_message ("%u of %u verified\n", verified, rounds);
}

static void
test_ruled (void **state)
{
  must_be_read (GJ_RULES_FULL, gj_property_rounds (120), FALSE);
}

static void
test_horizontal (void **state)
{
  must_be_read (GJ_RULES_HORIZONTAL, gj_property_rounds (60), FALSE);
}

static void
test_borderless (void **state)
{
  must_be_read (GJ_RULES_NONE, gj_property_rounds (60), TRUE);
}

static void
test_header_rules (void **state)
{
  must_be_read (GJ_RULES_HEADER, gj_property_rounds (40), TRUE);
}

static void
test_three_rules (void **state)
{
  must_be_read (GJ_RULES_THREE, gj_property_rounds (40), TRUE);
}

/* Ruling lines missing at random: it may not be read in full, but what is verified is right. */
static void
test_lost_rules (void **state)
{
  guint verified = 0, rounds = gj_property_rounds (120);
  for (guint round = 0; round < rounds; round++) {
    guint32 seed = gj_property_seed () + round;
    g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
    g_autoptr (GjReport) printed = gj_property_report (seed % 6, rand);
    GjStyle style = gj_style_random (rand, GJ_RULES_FULL);
    style.lost_rules = g_rand_double_range (rand, 0, 0.06);
    g_autoptr (GjDocument) doc = gj_print_report (printed, &style, rand, -1);
    g_autoptr (GjReport) read = gj_property_read_pages (doc);
    const char *first;
    if (read == NULL || gj_report_status (read) != 0)
      continue;
    verified++;
    if (gj_property_differences (printed, read, &first) == 0)
      continue;
    gj_property_dump (doc);
    g_autofree char *text = gj_property_describe (printed, read);
    fail_msg ("GOUJI_SEED=%u GOUJI_ROUNDS=1: verified, but wrong: %s", seed, text);
  }
  print_message ("%u of %u verified\n", verified, rounds);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_ruled),        cmocka_unit_test (test_horizontal),  cmocka_unit_test (test_borderless),
    cmocka_unit_test (test_header_rules), cmocka_unit_test (test_three_rules), cmocka_unit_test (test_lost_rules),
  };
  return cmocka_run_group_tests_name ("reports on pages", tests, NULL, NULL);
}
