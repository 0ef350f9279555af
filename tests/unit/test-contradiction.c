/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-contradiction.h"
#include "tests/support/gj-cmocka.h"
#include "tests/support/gj-sample.h"

/* A report whose relations fail in two rows and the columns that cross them. */
static GjReport *
wrong_report (void)
{
  GjReport *report = gj_sample_new (GJ_EDITION_2021, FALSE);
  gj_sample_set (report, "applications/outcomes/granted/total", "1");
  gj_sample_set (report, "applications/carried_forward/total", "2");
  gj_report_check (report);
  assert_true (gj_report_contradictions (report) >= 4);
  return report;
}

static void
test_same_figures_settle_nothing (void **state)
{
  g_autoptr (GjReport) first = wrong_report (), second = wrong_report ();
  assert_false (gj_report_settles (second, first));
}

static void
test_consistent_reading_settles (void **state)
{
  g_autoptr (GjReport) first = wrong_report (), second = gj_sample_new (GJ_EDITION_2021, FALSE);
  assert_true (gj_report_settles (second, first));
}

/* Cells that were not read take their relations with them: that is no proof. */
static void
test_reading_less_settles_nothing (void **state)
{
  static const char *const rows[] = { "outcomes/granted", "outcomes/total", "carried_forward", "new_received" };
  g_autoptr (GjReport) first = wrong_report (), second = wrong_report ();
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *pointer = g_strdup_printf ("applications/%s/total", rows[i]);
    GjCell *cell = &second->cells[gj_sample_slot (second->form, pointer)];
    cell->has_value = FALSE;
    cell->flags = GJ_FLAG_UNREAD;
  }
  gj_report_check (second);
  assert_int_equal (gj_report_failed_checks (second), 0);
  assert_false (gj_report_settles (second, first));
}

/* A figure of the text layer with other characters between its digits, read by OCR. */
static void
test_garbled_figures (void **state)
{
  static const char *const cells[] = { "disclosure/regulations/issued", "disclosure/licensing/decisions" };
  g_autoptr (GjReport) first = gj_sample_new (GJ_EDITION_2021, FALSE), second = gj_sample_new (GJ_EDITION_2021, FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++) {
    GjCell *cell = &first->cells[gj_sample_slot (first->form, cells[i])];
    cell->has_value = FALSE;
    cell->flags = GJ_FLAG_UNREAD;
    cell->source = GJ_SOURCE_TEXT_LAYER;
    g_free (cell->raw);
    cell->raw = g_strdup ("3 不7");
  }
  assert_int_equal (gj_report_contradictions (first), 2);
  assert_true (gj_report_settles (second, first));
}

/* 12 with the mark of note 3 is 123 in the text layer; a picture in which it is 123 too says nothing, one with 12 does. */
static void
test_note_marks_stay (void **state)
{
  for (guint i = 0; i < 3; i++) {
    static const char *const seen[] = { "123", "128", "12" };
    g_autoptr (GjReport) first = gj_sample_new (GJ_EDITION_2021, FALSE);
    g_autoptr (GjReport) second = gj_sample_new (GJ_EDITION_2021, FALSE);
    guint slot = gj_sample_slot (first->form, "disclosure/regulations/issued");
    GjCell *cell = &first->cells[slot];
    gj_sample_set (second, "disclosure/regulations/issued", seen[i]);
    cell->has_value = FALSE;
    cell->flags = GJ_FLAG_UNREAD;
    cell->source = GJ_SOURCE_TEXT_LAYER;
    g_free (cell->raw);
    cell->raw = g_strdup ("123");
    assert_int_equal (gj_report_settles (second, first), i == 2);
    gj_report_doubt_unsettled (second, first);
    assert_int_equal ((second->cells[slot].flags & GJ_FLAG_DOUBTFUL) != 0, i < 2);
  }
}

/* Nor does a picture in which the stroke that is typed over a figure was passed over. */
static void
test_typed_strokes_stay (void **state)
{
  for (guint i = 0; i < 2; i++) {
    g_autoptr (GjReport) first = gj_sample_new (GJ_EDITION_2021, FALSE);
    g_autoptr (GjReport) second = gj_sample_new (GJ_EDITION_2021, FALSE);
    guint slot = gj_sample_slot (first->form, "disclosure/regulations/issued");
    GjCell *cell = &first->cells[slot];
    gj_sample_set (second, "disclosure/regulations/issued", "50");
    cell->has_value = FALSE;
    cell->flags = GJ_FLAG_UNREAD;
    cell->source = GJ_SOURCE_TEXT_LAYER;
    g_free (cell->raw);
    cell->raw = g_strdup (i == 0 ? "5/0" : "5/");
    gj_report_doubt_unsettled (second, first);
    assert_int_equal ((second->cells[slot].flags & GJ_FLAG_DOUBTFUL) != 0, i == 0);
  }
}

/* Digits that make no year are not those that are printed, though all relations hold. */
static void
test_impossible_year (void **state)
{
  g_autoptr (GjReport) first = gj_sample_new (GJ_EDITION_2021, FALSE), second = gj_sample_new (GJ_EDITION_2021, FALSE);
  static const char *const years[] = { "2023年报告", "二〇二三年报告", "20233年报告", "报告" };
  for (gsize i = 0; i < G_N_ELEMENTS (years); i++) {
    g_free (first->title);
    first->title = g_strdup (years[i]);
    assert_false (gj_report_year_is_impossible (first));
  }
  g_ptr_array_add (first->preamble, g_strdup ("所列数据自6764年9月9日起。"));
  assert_true (gj_report_contradictions (first) >= 4);
  assert_true (gj_report_settles (second, first));
  g_ptr_array_add (second->preamble, g_strdup ("所列数据自6764年9月9日起。")); /* so printed */
  assert_false (gj_report_settles (second, first));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_same_figures_settle_nothing),
    cmocka_unit_test (test_impossible_year),
    cmocka_unit_test (test_consistent_reading_settles),
    cmocka_unit_test (test_reading_less_settles_nothing),
    cmocka_unit_test (test_garbled_figures),
    cmocka_unit_test (test_note_marks_stay),
    cmocka_unit_test (test_typed_strokes_stay),
  };
  return cmocka_run_group_tests_name ("normalize/gj-contradiction", tests, NULL, NULL);
}
