/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-caption-unit.h"
#include "normalize/gj-rows.h"
#include "tests/support/gj-cmocka.h"
#include "tests/support/gj-sample.h"

/* Figures with something behind them, from a scan. */

#define CELL "disclosure/normative_documents/issued"
#define FEES "disclosure/fees/amount"

static guint
flags_with_unit (const char *pointer, const char *text, guint8 confidence, GjReading reading, gboolean whole)
{
  g_autoptr (GjReport) report = gj_report_new (gj_form_get (GJ_EDITION_2021));
  g_autoptr (GjPage) page = gj_page_new (1, 595, 842, GJ_SOURCE_OCR);
  GjGrid *grid = gj_grid_new ((GjBox){ 50, 100, 500, 160 }, 1, 1);
  GjGridCell *cell = gj_grid_add_cell (grid, grid->box, 0, 0, 1, 1, text);
  guint slot = gj_sample_slot (report->form, pointer);

  g_ptr_array_add (page->grids, grid);
  cell->confidence = confidence;
  cell->reading = reading;
  cell->unit_whole = whole;
  gj_report_put (report, (int) slot, cell, page, FALSE);
  return report->cells[slot].flags;
}

static guint
flags_of (const char *pointer, const char *text, guint8 confidence, GjReading reading)
{
  return flags_with_unit (pointer, text, confidence, reading, FALSE);
}

/* 万 is lost as easily as any character: an amount with its unit is sure where the characters were counted. */
static void
test_amount (void **state)
{
  const guint doubted = GJ_FLAG_ANNOTATED | GJ_FLAG_DOUBTFUL;
  assert_int_equal (flags_with_unit (FEES, "3.56万元", 95, GJ_READING_PLAIN, TRUE), GJ_FLAG_ANNOTATED);
  assert_int_equal (flags_with_unit (FEES, "3.56万元", 95, GJ_READING_PLAIN, FALSE), doubted);
  assert_int_equal (flags_with_unit (FEES, "3.56万元", 80, GJ_READING_PLAIN, TRUE), doubted);
  assert_int_equal (flags_with_unit (FEES, "3.56万元", 95, GJ_READING_DOUBTFUL, TRUE), doubted);
}

static void
test_sure (void **state)
{
  assert_int_equal (flags_of (CELL, "22", 95, GJ_READING_PLAIN), 0);
  assert_int_equal (flags_of (CELL, "22件", 95, GJ_READING_PLAIN), GJ_FLAG_ANNOTATED);
  assert_int_equal (flags_of (CELL, "22（其中修订16件）", 95, GJ_READING_PLAIN), GJ_FLAG_ANNOTATED);
  assert_int_equal (flags_of (CELL, "22(其中修订16件)", 95, GJ_READING_PLAIN), GJ_FLAG_ANNOTATED);
}

static void
test_doubtful (void **state)
{
  const guint doubted = GJ_FLAG_ANNOTATED | GJ_FLAG_DOUBTFUL;
  assert_int_equal (flags_of (CELL, "22（其中修订16件）", 80, GJ_READING_PLAIN), doubted);
  assert_int_equal (flags_of (CELL, "22（其中修订16件）", 95, GJ_READING_DOUBTFUL), doubted);
  assert_int_equal (flags_of (CELL, "22（其中修订16件", 95, GJ_READING_PLAIN), doubted);
  assert_int_equal (flags_of (FEES, "22（其中罚没3万元）", 95, GJ_READING_PLAIN), doubted);
}

/* What one reader takes for a point in a count, and the other for the comma of thousands, is none; nor is one that parts thousands, unless the
 * other reader saw another figure. One that parts no thousands may be anything. */
static void
test_fraction (void **state)
{
  static const char *const others[] = { NULL, "3,871", "3.871", "3.87", NULL, NULL };
  static const char *const texts[] = { "3.871", "3.871", "3.871", "3.871", "38.71", "0.871" };
  for (guint i = 0; i < G_N_ELEMENTS (others); i++) {
    g_autoptr (GjReport) report = gj_report_new (gj_form_get (GJ_EDITION_2021));
    g_autoptr (GjPage) page = gj_page_new (1, 595, 842, GJ_SOURCE_OCR);
    GjGrid *grid = gj_grid_new ((GjBox){ 50, 100, 500, 160 }, 1, 1);
    GjGridCell *cell = gj_grid_add_cell (grid, grid->box, 0, 0, 1, 1, texts[i]);
    guint slot = gj_sample_slot (report->form, CELL);

    g_ptr_array_add (page->grids, grid);
    cell->reading = GJ_READING_DOUBTFUL;
    cell->alternative = g_strdup (others[i]);
    gj_report_put (report, (int) slot, cell, page, FALSE);
    assert_int_equal (report->cells[slot].flags, i < 3 ? GJ_FLAG_DOUBTFUL : GJ_FLAG_UNREAD);
    if (i < 3)
      assert_string_equal (report->cells[slot].value.text, "3871");
  }
}

/* So much is hardly earned, or counted without fractions: the point touches a digit. */
static void
test_point_lost (void **state)
{
  static const struct {
    const char *pointer, *text;
    guint flags;
  } cases[] = {
    { FEES, "251160", GJ_FLAG_DOUBTFUL },
    { FEES, "251.160", 0 },
    { FEES, "251,160", 0 },
    { FEES, "2511", 0 },
    { CELL, "251160", 0 },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GjReport) report = gj_sample_new (GJ_EDITION_2021, FALSE);
    guint slot = gj_sample_slot (report->form, cases[i].pointer);
    GjDocument *doc = gj_document_new ();
    gj_sample_put (report, slot, cases[i].text);
    report->cells[slot].source = GJ_SOURCE_OCR;
    gj_caption_unit_check (report, doc);
    assert_int_equal (report->cells[slot].flags, cases[i].flags);
    gj_document_free (doc);
  }
}

/* 02: somebody wrote a 2 beside the 0. */
static void
test_leading_zero (void **state)
{
  assert_int_equal (flags_of (CELL, "02", 95, GJ_READING_PLAIN), GJ_FLAG_DOUBTFUL);
  assert_int_equal (flags_of (CELL, "20", 95, GJ_READING_PLAIN), 0);
  assert_int_equal (flags_of (FEES, "0.2", 95, GJ_READING_PLAIN), 0);
}

int
main (void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test (test_sure),         cmocka_unit_test (test_doubtful),
                                      cmocka_unit_test (test_amount),       cmocka_unit_test (test_fraction),
                                      cmocka_unit_test (test_leading_zero), cmocka_unit_test (test_point_lost) };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
