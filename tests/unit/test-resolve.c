/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/support/gj-cmocka.h"
#include "tests/support/gj-sample.h"

#define ROW "applications/outcomes/granted/"

/* A figure that its readers are not sure of. */
static void
doubt (GjReport *report, const char *pointer, const char *text)
{
  GjCell *cell = &report->cells[gj_sample_slot (report->form, pointer)];
  gj_sample_set (report, pointer, text);
  cell->flags |= GJ_FLAG_DOUBTFUL;
  cell->unsure = TRUE;
}

static guint
flags_of (GjReport *report, const char *pointer)
{
  return report->cells[gj_sample_slot (report->form, pointer)].flags;
}

static void
resolve (GjReport *report)
{
  gj_report_check (report);
  gj_report_resolve (report);
}

static void
test_proved (void **state)
{
  g_autoptr (GjReport) report = gj_sample_new (GJ_EDITION_2021, FALSE);
  doubt (report, ROW "business", "0");
  resolve (report);
  assert_int_equal (flags_of (report, ROW "business"), GJ_FLAG_RESOLVED);
  assert_int_equal (gj_report_status (report), 0);
}

/* Read wrong, it breaks its relations. */
static void
test_failing (void **state)
{
  g_autoptr (GjReport) report = gj_sample_new (GJ_EDITION_2021, FALSE);
  doubt (report, ROW "business", "8");
  resolve (report);
  assert_int_equal (flags_of (report, ROW "business"), GJ_FLAG_DOUBTFUL);
}

/* A row that may be another: its relations hold for that, too. */
static void
test_place_in_doubt (void **state)
{
  g_autoptr (GjReport) report = gj_sample_new (GJ_EDITION_2021, FALSE);
  doubt (report, ROW "business", "0");
  report->cells[gj_sample_slot (report->form, ROW "business")].unsure = FALSE;
  resolve (report);
  assert_int_equal (flags_of (report, ROW "business"), GJ_FLAG_DOUBTFUL);
}

/* Two figures of one relation, both open: they may err by the same amount. */
static void
test_one_relation_for_two (void **state)
{
  g_autoptr (GjReport) report = gj_sample_new (GJ_EDITION_2021, FALSE);
  doubt (report, "review_litigation/review/upheld", "3");
  doubt (report, "review_litigation/review/total", "3");
  resolve (report);
  assert_int_equal (flags_of (report, "review_litigation/review/upheld"), GJ_FLAG_DOUBTFUL);
  assert_int_equal (flags_of (report, "review_litigation/review/total"), GJ_FLAG_DOUBTFUL);
}

/* A row's only figure and its total, each with another reading of its own, or only doubtful: both may be misread alike, and no column says
 * more. */
static void
test_twins (void **state)
{
  static const char *const cells[] = { "review_litigation/review/upheld", "review_litigation/review/total" };
  for (guint i = 0; i < 3; i++) {
    const gboolean other = i == 1, alone = i == 2;
    g_autoptr (GjReport) report = gj_sample_new (GJ_EDITION_2021, FALSE);
    gj_sample_set (report, "review_litigation/review/other", other ? "4" : "0");
    for (guint k = 0; k < G_N_ELEMENTS (cells); k++) {
      GjCell *cell = &report->cells[gj_sample_slot (report->form, cells[k])];
      gj_sample_set (report, cells[k], k > 0 && other ? "11" : "7");
      cell->flags |= GJ_FLAG_DOUBTFUL;
      cell->has_alternative = k == 0 || !alone;
      gj_number_parse (k > 0 ? "2" : "90", NULL, &cell->alternative);
    }
    resolve (report);
    for (guint k = 0; k < G_N_ELEMENTS (cells); k++)
      assert_int_equal (!!(flags_of (report, cells[k]) & GJ_FLAG_RESOLVED), other);
  }
}

/* A block of them, each in a row and a column that hold. */
static void
test_together (void **state)
{
  static const char *const block[] = { ROW "business", ROW "legal_service",
                                       "applications/outcomes/denied/state_secret/business",
                                       "applications/outcomes/denied/state_secret/legal_service" };
  g_autoptr (GjReport) report = gj_sample_new (GJ_EDITION_2021, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (block); i++)
    doubt (report, block[i], "0");
  resolve (report);
  for (guint i = 0; i < G_N_ELEMENTS (block); i++)
    assert_int_equal (flags_of (report, block[i]), GJ_FLAG_RESOLVED);
}

/* Zeros beside figures that make up the total, however many; not where one of those is open too. */
static void
test_zeros (void **state)
{
  static const char *const columns[] = { "business", "research_institution", "social_organization" };
  for (int open = 0; open < 2; open++) {
    g_autoptr (GjReport) report = gj_sample_new (GJ_EDITION_2021, FALSE);
    gj_sample_set (report, ROW "natural_person", "5");
    gj_sample_set (report, ROW "total", "5");
    if (open)
      doubt (report, ROW "natural_person", "5");
    for (guint i = 0; i < G_N_ELEMENTS (columns); i++) {
      g_autofree char *cell = g_strconcat (ROW, columns[i], NULL);
      g_autofree char *sum = g_strconcat ("applications/outcomes/total/", columns[i], NULL);
      doubt (report, cell, "0");
      report->cells[gj_sample_slot (report->form, sum)].flags |= GJ_FLAG_UNREAD; /* the column says nothing */
    }
    resolve (report);
    for (guint i = 0; i < G_N_ELEMENTS (columns); i++) {
      g_autofree char *cell = g_strconcat (ROW, columns[i], NULL);
      assert_int_equal (flags_of (report, cell), open ? GJ_FLAG_DOUBTFUL : GJ_FLAG_RESOLVED);
    }
  }
}

/* A dash read as a 0 fits every sum: in a table that prints dashes no relation proves a 0. */
static void
test_zero_or_dash (void **state)
{
  for (int k = 0; k < 3; k++) {
    g_autoptr (GjReport) report = gj_sample_new (GJ_EDITION_2021, FALSE);
    GjCell *dash = &report->cells[gj_sample_slot (
        report->form, k < 2 ? "applications/outcomes/other/other/legal_service" : "review_litigation/review/other")];
    dash->has_value = FALSE;
    dash->flags = GJ_FLAG_BLANK | (k == 1 ? GJ_FLAG_DOUBTFUL : 0);
    doubt (report, ROW "business", "0");
    resolve (report);
    assert_int_equal (flags_of (report, ROW "business"), k == 0 ? GJ_FLAG_DOUBTFUL : GJ_FLAG_RESOLVED);
  }
}

/* No relation says anything about table 二. */
static void
test_disclosure (void **state)
{
  g_autoptr (GjReport) report = gj_sample_new (GJ_EDITION_2021, FALSE);
  doubt (report, "disclosure/licensing/decisions", "0");
  resolve (report);
  assert_int_equal (flags_of (report, "disclosure/licensing/decisions"), GJ_FLAG_DOUBTFUL);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_proved),
    cmocka_unit_test (test_failing),
    cmocka_unit_test (test_zero_or_dash),
    cmocka_unit_test (test_place_in_doubt),
    cmocka_unit_test (test_one_relation_for_two),
    cmocka_unit_test (test_together),
    cmocka_unit_test (test_disclosure),
    cmocka_unit_test (test_zeros),
    cmocka_unit_test (test_twins),
  };
  return cmocka_run_group_tests_name ("normalize/gj-resolve", tests, NULL, NULL);
}
