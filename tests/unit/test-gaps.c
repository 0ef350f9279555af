/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-gaps.h"
#include "tests/support/gj-cmocka.h"
#include "tests/support/gj-sample.h"

#define GAP "applications/outcomes/granted/business"

/* A scanned report of zeros, of which @n_blank cells of table 三, one a row, hold @sign. Returns: the flags of the first of them. */
static guint
flags_of_blank (guint n_blank, const char *sign, GjSource source)
{
  g_autoptr (GjReport) report = gj_sample_new (GJ_EDITION_2021, FALSE);
  const GjSampleTable table = gj_sample_applications ();
  guint first = gj_sample_slot (report->form, GAP), n = 0;
  for (guint i = 0; i < report->form->slots->len; i++) {
    const GjSlot *slot = &g_array_index (report->form->slots, GjSlot, i);
    if (slot->table == GJ_TABLE_APPLICATIONS && slot->col == table.columns[1] && (i == first || n + 1 < n_blank)) {
      gj_sample_put (report, i, sign);
      n += i != first;
    }
  }
  for (guint i = 0; i < report->form->slots->len; i++)
    report->cells[i].source = source;
  gj_gaps_doubt (report);
  return report->cells[first].flags;
}

static void
test_gaps (void **state)
{
  assert_int_equal (flags_of_blank (1, "", GJ_SOURCE_OCR), GJ_FLAG_BLANK | GJ_FLAG_DOUBTFUL);
  assert_int_equal (flags_of_blank (3, "", GJ_SOURCE_OCR), GJ_FLAG_BLANK | GJ_FLAG_DOUBTFUL);
  assert_int_equal (flags_of_blank (20, "", GJ_SOURCE_OCR), GJ_FLAG_BLANK); /* the report prints blanks */
  assert_int_equal (flags_of_blank (1, "/", GJ_SOURCE_OCR), GJ_FLAG_BLANK); /* a sign is there to see */
  assert_int_equal (flags_of_blank (1, "", GJ_SOURCE_TEXT_LAYER), GJ_FLAG_BLANK);
}

/* A whole row without figures was left out by the office, and so may a cell of table 二. */
static void
test_other_blanks (void **state)
{
  g_autoptr (GjReport) report = gj_sample_new (GJ_EDITION_2021, FALSE);
  guint first = gj_sample_slot (report->form, GAP), fee = gj_sample_slot (report->form, "disclosure/fees/amount");
  int row = g_array_index (report->form->slots, GjSlot, first).row;
  for (guint i = 0; i < report->form->slots->len; i++) {
    report->cells[i].source = GJ_SOURCE_OCR;
    if (g_array_index (report->form->slots, GjSlot, i).row == row)
      gj_sample_put (report, i, "");
    report->cells[i].source = GJ_SOURCE_OCR;
  }
  gj_sample_put (report, fee, "");
  report->cells[fee].source = GJ_SOURCE_OCR;
  gj_gaps_doubt (report);
  assert_int_equal (report->cells[first].flags, GJ_FLAG_BLANK);
  assert_int_equal (report->cells[fee].flags, GJ_FLAG_BLANK);
}

/* "11. 0": few counts have a point, or many, as spreadsheets print them; amounts may. */
static void
test_points (void **state)
{
  for (guint all = 0; all < 2; all++) {
    g_autoptr (GjReport) report = gj_sample_new (GJ_EDITION_2021, FALSE);
    guint first = gj_sample_slot (report->form, GAP), fee = gj_sample_slot (report->form, "disclosure/fees/amount");
    for (guint i = 0; i < report->form->slots->len; i++)
      if (i == first || i == fee || all)
        gj_sample_put (report, i, "11.0");
    gj_points_doubt (report);
    assert_int_equal (report->cells[first].flags, all ? 0 : GJ_FLAG_DOUBTFUL);
    assert_int_equal (report->cells[fee].flags, 0);
    assert_int_equal (report->cells[first + 1].flags, 0);
  }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_gaps),
    cmocka_unit_test (test_other_blanks),
    cmocka_unit_test (test_points),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
