/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/support/gj-cmocka.h"
#include "tests/support/gj-sample.h"

#include <string.h>

static void
assert_counts (GjReport *report, guint passed, guint failed, guint skipped)
{
  guint p, f, s;
  gj_report_check (report);
  gj_report_count_checks (report, &p, &f, &s);
  if (p != passed || f != failed || s != skipped)
    fail_msg ("%u passed, %u failed, %u skipped; expected %u, %u, %u", p, f, s, passed, failed, skipped);
}

static void
test_how_many (void **state)
{
  static const struct {
    GjEdition edition;
    gboolean undivided;
    guint n;
  } cases[] = {
    { GJ_EDITION_2021, FALSE, 42 },
    { GJ_EDITION_2021, TRUE, 40 },
    { GJ_EDITION_2019, TRUE, 40 },
    { GJ_EDITION_2019, FALSE, 42 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GjReport) report = gj_sample_new (cases[i].edition, cases[i].undivided);
    assert_counts (report, cases[i].n, 0, 0);
    assert_int_equal (gj_report_status (report), 0);
  }
}

/* The figures of a form: 10 or 22, 175 or 161, 15. */
static void
test_slots (void **state)
{
  static const guint expected[GJ_N_EDITIONS][2] = { { 200, 186 }, { 212, 198 } };
  for (guint e = 0; e < GJ_N_EDITIONS; e++)
    for (guint undivided = 0; undivided < 2; undivided++) {
      g_autoptr (GjReport) report = gj_sample_new ((GjEdition) e, undivided);
      guint n = 0;
      for (guint i = 0; i < report->form->slots->len; i++)
        n += gj_report_has_slot (report, i);
      assert_int_equal (n, expected[e][undivided]);
    }
}

static void
test_random_holds (void **state)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  for (int i = 0; i < 40; i++) {
    g_autoptr (GjReport) report = gj_sample_new ((GjEdition) (i % 2), i % 4 >= 2);
    gj_sample_randomize (report, rand);
    assert_counts (report, i % 4 >= 2 ? 40 : 42, 0, 0);
  }
}

/* One outcome without its row and column totals: the row, the column. */
static void
test_failures (void **state)
{
  g_autoptr (GjReport) report = gj_sample_new (GJ_EDITION_2021, FALSE);
  gj_sample_set (report, "applications/outcomes/granted/business", "3");
  assert_counts (report, 40, 2, 0);
  assert_int_equal (gj_report_status (report), 1);
  gboolean row = FALSE, column = FALSE;
  for (guint i = 0; i < report->checks->len; i++) {
    const GjCheck *c = &g_array_index (report->checks, GjCheck, i);
    if (c->state != 0)
      continue;
    row |= strcmp (c->id, "row:/tables/applications/outcomes/granted/total") == 0 && c->slots->len == 7;
    column |= strcmp (c->id, "column:/tables/applications/outcomes/total/business") == 0 && c->slots->len == 22;
    assert_true (c->left == 0 && c->right == (__int128) 3 * 1000000000);
    assert_non_null (strstr (c->relation, " = "));
  }
  assert_true (row && column);
  /* The only single cell that explains both. */
  assert_int_equal (report->suspects->len, 1);
  const GjSuspect *s = &g_array_index (report->suspects, GjSuspect, 0);
  assert_int_equal (s->slot, gj_sample_slot (report->form, "applications/outcomes/granted/business"));
  assert_true (s->needed == 0);
}

static void
test_equation (void **state)
{
  g_autoptr (GjReport) report = gj_sample_new (GJ_EDITION_2021, FALSE);
  gj_sample_set (report, "applications/new_received/natural_person", "5");
  gj_sample_set (report, "applications/new_received/total", "5");
  assert_counts (report, 40, 2, 0);
  gj_sample_set (report, "applications/carried_forward/natural_person", "5");
  gj_sample_set (report, "applications/carried_forward/total", "5");
  assert_counts (report, 42, 0, 0);
  assert_int_equal (report->suspects->len, 0);
}

static void
test_review (void **state)
{
  g_autoptr (GjReport) report = gj_sample_new (GJ_EDITION_2021, FALSE);
  gj_sample_set (report, "review_litigation/litigation_direct/corrected", "10");
  gj_sample_set (report, "review_litigation/litigation_direct/pending", "1");
  assert_counts (report, 41, 1, 0);
  for (guint i = 0; i < report->suspects->len; i++)
    assert_true (g_array_index (report->suspects, GjSuspect, i).needed >= 0);
  gj_sample_set (report, "review_litigation/litigation_direct/total", "11");
  assert_counts (report, 42, 0, 0);
}

/* A blank addend counts as 0; a total that is not printed skips its relations, and so does anything unread. */
static void
test_blank_and_skipped (void **state)
{
  g_autoptr (GjReport) report = gj_sample_new (GJ_EDITION_2021, FALSE);
  gj_sample_set (report, "applications/outcomes/granted/business", "/");
  gj_sample_set (report, "applications/carried_over/business", "");
  gj_sample_set (report, "applications/carried_forward/business", "-");
  assert_counts (report, 42, 0, 0);
  gj_sample_set (report, "applications/outcomes/granted/total", "");
  assert_counts (report, 41, 0, 1); /* its row; its column counts it as 0 */
  gj_sample_set (report, "applications/outcomes/total/business", "");
  assert_counts (report, 39, 0, 3); /* and the column's sum and equation */
  gj_sample_set (report, "applications/new_received/legal_service", "");
  assert_counts (report, 38, 0, 4); /* and that column's equation */
  assert_int_equal (gj_report_status (report), 0);
  gj_sample_set (report, "applications/outcomes/denied/state_secret/natural_person", "?");
  assert_counts (report, 36, 0, 6); /* unread: its row and its column */
  assert_int_equal (gj_report_status (report), 1);
}

static void
test_all_skipped_is_review (void **state)
{
  static const char *const totals[] = { "review", "litigation_direct", "litigation_after_review" };
  g_autoptr (GjReport) report = gj_sample_new (GJ_EDITION_2021, FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS (totals); i++) {
    g_autofree char *pointer = g_strdup_printf ("review_litigation/%s/total", totals[i]);
    assert_int_equal (gj_report_status (report), 0);
    gj_sample_set (report, pointer, "/");
    gj_report_check (report);
  }
  assert_int_equal (gj_report_status (report), 1);
}

static void
test_absent_row (void **state)
{
  g_autoptr (GjReport) report = gj_sample_new (GJ_EDITION_2021, FALSE);
  for (guint i = 0; i < report->form->slots->len; i++)
    if (strstr (g_array_index (report->form->slots, GjSlot, i).pointer, "/outcomes/other/other/") != NULL) {
      report->cells[i].has_value = FALSE;
      report->cells[i].flags = GJ_FLAG_ABSENT;
    }
  assert_counts (report, 41, 0, 1);
  assert_int_equal (gj_report_status (report), 0);
}

static void
test_decimals_are_exact (void **state)
{
  g_autoptr (GjReport) report = gj_sample_new (GJ_EDITION_2021, FALSE);
  gj_sample_set (report, "review_litigation/review/upheld", "0.1");
  gj_sample_set (report, "review_litigation/review/corrected", "0.2");
  gj_sample_set (report, "review_litigation/review/total", "0.30");
  assert_counts (report, 42, 0, 0);
}

static void
test_status (void **state)
{
  static const struct {
    guint flag;
    int status;
  } cases[] = {
    { GJ_FLAG_BLANK, 0 },    { GJ_FLAG_ABSENT, 0 },   { GJ_FLAG_ANNOTATED, 0 }, { GJ_FLAG_RESOLVED, 0 },
    { GJ_FLAG_DOUBTFUL, 1 }, { GJ_FLAG_CONFLICT, 1 }, { GJ_FLAG_CORRECTED, 1 }, { GJ_FLAG_UNREAD, 1 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GjReport) report = gj_sample_new (GJ_EDITION_2021, FALSE);
    report->cells[3].flags = cases[i].flag; /* of table 二 */
    gj_report_check (report);
    assert_int_equal (gj_report_status (report), cases[i].status);
  }
  g_autoptr (GjReport) report = gj_sample_new (GJ_EDITION_2021, FALSE);
  g_ptr_array_remove_index (report->sections, 4);
  assert_int_equal (gj_report_status (report), 2);
  g_autoptr (GjReport) other = gj_sample_new (GJ_EDITION_2021, FALSE);
  other->table_found[GJ_TABLE_REVIEW] = FALSE;
  gj_report_check (other);
  assert_int_equal (gj_report_status (other), 2);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_how_many),
    cmocka_unit_test (test_slots),
    cmocka_unit_test (test_random_holds),
    cmocka_unit_test (test_failures),
    cmocka_unit_test (test_equation),
    cmocka_unit_test (test_review),
    cmocka_unit_test (test_blank_and_skipped),
    cmocka_unit_test (test_all_skipped_is_review),
    cmocka_unit_test (test_absent_row),
    cmocka_unit_test (test_decimals_are_exact),
    cmocka_unit_test (test_status),
  };
  return cmocka_run_group_tests_name ("normalize/gj-check", tests, NULL, NULL);
}
