/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-normalize.h"
#include "normalize/gj-rows.h"
#include "tests/support/gj-cmocka.h"

#include <string.h>

/* Table 四 in other shapes than the form's. Rows are separated by \n, cells by |; "^" goes on with the cell above it, and the
 * last cell of a row goes on to the end. Returns: where the table ends. */
static double
add_table (GjPage *page, double y, const char *table)
{
  g_auto (GStrv) rows = g_strsplit (table, "\n", -1);
  guint n = g_strv_length (rows);
  guint columns = 0;
  for (guint r = 0; r < n; r++) {
    g_auto (GStrv) texts = g_strsplit (rows[r], "|", -1);
    columns = MAX (columns, g_strv_length (texts));
  }
  GjGrid *grid = gj_grid_new ((GjBox){ 50, y, 50 + 70.0 * columns, y + 20.0 * n }, n, columns);
  for (guint r = 0; r < n; r++) {
    g_auto (GStrv) texts = g_strsplit (rows[r], "|", -1);
    guint cells = g_strv_length (texts);
    for (guint c = 0; c < cells; c++) {
      guint span = 1, wide = c + 1 == cells ? columns - c : 1;
      if (strcmp (texts[c], "^") == 0)
        continue;
      for (guint below = r + 1; below < n; below++, span++) {
        g_auto (GStrv) others = g_strsplit (rows[below], "|", -1);
        if (g_strv_length (others) <= c || strcmp (others[c], "^") != 0)
          break;
      }
      GjBox box = { 50 + 70.0 * c, y + 20.0 * r, 50 + 70.0 * (c + wide), y + 20.0 * (r + span) };
      gj_grid_add_cell (grid, box, r, c, span, wide, texts[c]);
    }
  }
  gj_page_insert_grid (page, grid);
  return y + 20.0 * n;
}

static void
print (GjPage *page, double y, const char *text)
{
  double x = 120;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p), x += 10)
    gj_page_add_glyph (page, g_utf8_get_char (p), (GjBox){ x, y, x + 10, y + 10 }, 100, FALSE);
}

static GjReport *
read_page (GjPage *page)
{
  GjDocument *doc = gj_document_new ();
  g_ptr_array_add (doc->pages, page);
  GjReport *report = gj_normalize (doc, NULL);
  gj_document_free (doc);
  return report;
}

static GjReport *
read_table (const char *table)
{
  GjPage *page = gj_page_new (1, 595, 842, GJ_SOURCE_TEXT_LAYER);
  add_table (page, 100, table);
  return read_page (page);
}

static void
check (const GjReport *report, const char *pointer, const char *raw)
{
  for (guint i = 0; i < report->form->slots->len; i++)
    if (strcmp (g_array_index (report->form->slots, GjSlot, i).pointer, pointer) == 0) {
      if (raw != NULL) {
        assert_string_equal (report->cells[i].raw, raw);
        assert_int_equal (report->cells[i].flags, 0);
      } else
        assert_true (report->cells[i].flags & GJ_FLAG_UNREAD);
      return;
    }
  fail_msg ("no cell %s", pointer);
}

#define HEAD "|结果维持|结果纠正|其他结果|尚未审结|总计\n"

static void
test_groups_as_rows (void **state)
{
  g_autoptr (GjReport) report =
      read_table (HEAD "复议后起诉|1|2|3|4|10\n行政诉讼未经复议直接起诉|0|5|0|0|5\n行政复议|7|0|1|0|8");
  assert_non_null (report);
  check (report, "/tables/review_litigation/review/upheld", "7");
  check (report, "/tables/review_litigation/litigation_direct/corrected", "5");
  check (report, "/tables/review_litigation/litigation_after_review/pending", "4");
  check (report, "/tables/review_litigation/litigation_after_review/total", "10");
}

static void
test_outcomes_as_rows (void **state)
{
  g_autoptr (GjReport) report =
      read_table ("行政复议|^|结果维持|1\n^|^|结果纠正|2\n^|^|其他结果|3\n^|^|尚未审结|4\n^|^|总计|10\n"
                  "行政诉讼|未经复议直接起诉|结果维持|5\n^|^|结果纠正|0\n^|^|其他结果|0\n^|^|尚未审结|0\n^|^|总计|5\n"
                  "^|复议后起诉|结果维持|0\n^|^|结果纠正|6\n^|^|其他结果|0\n^|^|尚未审结|1\n^|^|总计|7");
  assert_non_null (report);
  check (report, "/tables/review_litigation/review/pending", "4");
  check (report, "/tables/review_litigation/litigation_direct/upheld", "5");
  check (report, "/tables/review_litigation/litigation_after_review/corrected", "6");
}

/* Nothing is taken where one figure has no place, or two have the same. */
static void
test_unclear (void **state)
{
  static const char *const tables[] = {
    HEAD "行政复议|1|2|3|4|10\n未经复议直接起诉|0|5|0|0|5\n未经复议直接起诉|7|0|1|0|8",
    HEAD "行政复议|1|2|3|4|10\n未经复议直接起诉|0|5|0|0|5\n合并审理|7|0|1|0|8",
    "|结果维持|结果维持|其他结果|尚未审结|总计\n行政复议|1|2|3|4|10\n未经复议直接起诉|0|5|0|0|5\n复议后起诉|7|0|1|0|8",
  };
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++) {
    g_autoptr (GjReport) report = read_table (tables[i]);
    assert_non_null (report);
    check (report, "/tables/review_litigation/review/upheld", NULL);
    check (report, "/tables/review_litigation/review/total", NULL);
  }
}

#define OUTCOMES "结果维持|结果纠正|其他结果|尚未审结|总计\n"

/* Its three parts as tables of their own that touch: each has its label above it. */
static void
test_parts_that_touch (void **state)
{
  g_autoptr (GjReport) report =
      read_table ("行政复议\n" OUTCOMES "1|2|3|4|10\n未经复议直接起诉\n" OUTCOMES "0|5|0|0|5\n"
                  "复议后起诉\n" OUTCOMES "7|0|1|0|8");
  assert_non_null (report);
  check (report, "/tables/review_litigation/review/total", "10");
  check (report, "/tables/review_litigation/litigation_direct/corrected", "5");
  check (report, "/tables/review_litigation/litigation_after_review/upheld", "7");
}

/* The same with their labels as captions. Without one, a part is not read. */
static void
test_parts_with_captions (void **state)
{
  static const char *const captions[][3] = {
    { "（一）行政复议", "（二）未经复议直接起诉的行政诉讼情况", "（三）复议后起诉" },
    { "（一）行政复议", "四、行政复议、行政诉讼情况", "（三）复议后起诉" },
  };
  static const char *const parts[] = { OUTCOMES "1|2|3|4|10", OUTCOMES "0|5|0|0|5", OUTCOMES "7|0|1|0|8" };
  for (guint i = 0; i < G_N_ELEMENTS (captions); i++) {
    GjPage *page = gj_page_new (1, 595, 842, GJ_SOURCE_TEXT_LAYER);
    double y = 100;
    for (guint k = 0; k < 3; k++) {
      print (page, y, captions[i][k]);
      y = add_table (page, y + 15, parts[k]) + 10;
    }
    g_autoptr (GjReport) report = read_page (page);
    assert_non_null (report);
    check (report, "/tables/review_litigation/review/pending", "4");
    check (report, "/tables/review_litigation/litigation_direct/corrected", i == 0 ? "5" : NULL);
    check (report, "/tables/review_litigation/litigation_after_review/upheld", "7");
  }
}

/* An empty row that nothing stands below on its page may have its figures on the next one. */
static void
test_empty_at_foot (void **state)
{
  static const char table[] =
      "行政复议|^|^|^|^|行政诉讼|行政诉讼|行政诉讼|行政诉讼|行政诉讼|行政诉讼|行政诉讼|行政诉讼|行政诉讼|行政诉讼\n"
      "结果维持|结果纠正|其他结果|尚未审结|总计|结果维持|结果纠正|其他结果|尚未审结|总计|结果维持|结果纠正|其他结果|"
      "尚未审结|总计\n"
      "||||||||||||||";
  for (int below = 0; below < 2; below++) {
    GjPage *page = gj_page_new (1, 595, 842, GJ_SOURCE_OCR);
    double end = add_table (page, 700, table);
    print (page, end + 20, below ? "五、存在的主要问题及改进情况" : "— 3 —");
    g_autoptr (GjReport) report = read_page (page);
    for (guint i = 0; i < report->form->slots->len; i++)
      if (g_array_index (report->form->slots, GjSlot, i).table == GJ_TABLE_REVIEW)
        assert_int_equal (report->cells[i].flags, GJ_FLAG_BLANK | (below ? 0 : GJ_FLAG_DOUBTFUL));
  }
}

/* Where two rows are taken for one, a row that is missing was not left out in print. */
static void
test_missing_beside_conflict (void **state)
{
  for (guint other = 0; other < 2; other++) {
    g_autoptr (GjReport) report = gj_report_new (gj_form_get (GJ_EDITION_2021));
    g_autoptr (GjPage) page = gj_page_new (1, 595, 842, GJ_SOURCE_OCR);
    GjGridCell cells[300] = { 0 },
               again = { .text = (char *) (other ? "8" : "7"), .row_span = 1, .col_span = 1, .confidence = 99 };
    int missing = -1, last = -1;
    report->table_found[GJ_TABLE_APPLICATIONS] = TRUE;
    for (guint i = 0; i < report->form->slots->len; i++)
      if (g_array_index (report->form->slots, GjSlot, i).table == GJ_TABLE_APPLICATIONS &&
          gj_report_has_slot (report, i)) {
        missing = last;
        last = (int) i;
      }
    for (int i = 0; i < (int) report->form->slots->len; i++)
      if (g_array_index (report->form->slots, GjSlot, i).table == GJ_TABLE_APPLICATIONS && i != missing) {
        cells[i] = (GjGridCell){ .text = (char *) "7", .row_span = 1, .col_span = 1, .confidence = 99 };
        gj_report_put (report, i, &cells[i], page, FALSE);
        if (i == last)
          gj_report_put (report, i, &again, page, FALSE);
      }
    gj_report_mark_missing (report, GJ_TABLE_APPLICATIONS, FALSE);
    assert_int_equal (report->cells[missing].flags, other ? GJ_FLAG_UNREAD : GJ_FLAG_ABSENT);
  }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_groups_as_rows),
    cmocka_unit_test (test_outcomes_as_rows),
    cmocka_unit_test (test_unclear),
    cmocka_unit_test (test_parts_that_touch),
    cmocka_unit_test (test_parts_with_captions),
    cmocka_unit_test (test_empty_at_foot),
    cmocka_unit_test (test_missing_beside_conflict),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
