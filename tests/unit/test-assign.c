/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-rows.h"
#include "tests/support/gj-cmocka.h"

/* Which rows of table 三 candidates are taken for, by what their labels say. */

#define MOST_ROWS 4

/* Rows of one figure each under @labels, taken for rows of table 三. */
typedef struct {
  GjPage *page;
  GjRow rows[MOST_ROWS];
  GArray *candidates; /* of GjCandidate */
  gboolean lost;
} Taken;

static Taken *
take (const char *const *labels, guint n, GjSource source)
{
  Taken *t = g_new0 (Taken, 1);
  gboolean undivided;
  t->page = gj_page_new (1, 595, 842, source);
  t->candidates = g_array_new (FALSE, TRUE, sizeof (GjCandidate));
  GjGrid *grid = gj_grid_new ((GjBox){ 50, 100, 500, 100 + 20.0 * n }, n, 2);
  g_ptr_array_add (t->page->grids, grid);
  for (guint i = 0; i < n; i++)
    gj_grid_add_cell (grid, (GjBox){ 300, 100 + 20.0 * i, 330, 120 + 20.0 * i }, i, 1, 1, 1, "7");
  for (guint i = 0; i < n; i++)
    gj_grid_add_cell (grid, (GjBox){ 50, 100 + 20.0 * i, 300, 120 + 20.0 * i }, i, 0, 1, 1, labels[i]);
  for (guint i = 0; i < n; i++) {
    t->rows[i] = (GjRow){ .page = t->page, .grid = grid, .row = i };
    GjCandidate c = { .row = &t->rows[i], .label = gj_label_make (labels[i]), .has_values = TRUE, .match = -1 };
    c.value[0] = &g_array_index (grid->cells, GjGridCell, i);
    c.label_cell = &g_array_index (grid->cells, GjGridCell, n + i);
    g_array_append_val (t->candidates, c);
  }
  gj_candidates_assign (gj_form_get (GJ_EDITION_2021), GJ_TABLE_APPLICATIONS, t->candidates, FALSE, &undivided,
                        &t->lost);
  return t;
}

static void
taken_free (Taken *t)
{
  g_array_unref (t->candidates);
  gj_page_free (t->page);
  g_free (t);
}

/* Whether the middle one of three rows, whose label reads @label on a page of @source, is surely the one that the order gives. */
static gboolean
middle_is_sure (const char *label, GjSource source)
{
  const char *labels[] = { "一、本年新收政府信息公开申请数量", label, "（一）予以公开" };
  Taken *t = take (labels, G_N_ELEMENTS (labels), source);
  const GjCandidate *c = &g_array_index (t->candidates, GjCandidate, 1);
  assert_int_equal (t->candidates->len, 3);
  assert_int_equal (c->match, c[-1].match + 1);
  assert_false (t->lost);
  gboolean sure = c->sure;
  taken_free (t);
  return sure;
}

static void
test_order_is_complete (void **state)
{
  assert_true (middle_is_sure ("二、上年结转政府信息公开申请数量", GJ_SOURCE_OCR));
  assert_true (middle_is_sure ("", GJ_SOURCE_OCR));
  assert_true (middle_is_sure ("a|Areee-TYAiyII", GJ_SOURCE_OCR)); /* Chinese that OCR could not read */
  assert_true (middle_is_sure ("上年政府", GJ_SOURCE_OCR));
}

static void
test_label_contradicts (void **state)
{
  assert_false (middle_is_sure ("辖区走访记录", GJ_SOURCE_OCR));
  assert_false (middle_is_sure ("Areee TYAiyII", GJ_SOURCE_TEXT_LAYER));
}

/* Where row 其他, as @label, is printed between the rows @before and @behind: 1 if it surely is the one of group （六）, 0 if it may be, -1 if it is
 * none of the form's. */
static int
is_other (const char *before, const char *label, const char *behind)
{
  const char *labels[] = { before, label, behind };
  Taken *t = take (labels, 3, GJ_SOURCE_TEXT_LAYER);
  const GjCandidate *c = &g_array_index (t->candidates, GjCandidate, 1);
  int found = c->match < 0 ? -1 : c->sure;
  assert_true (c->match >= 0 || t->lost);
  taken_free (t);
  return found;
}

static void
test_other_rows (void **state)
{
  const char *const fees = "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请";
  assert_int_equal (is_other (fees, "3.其他", "（七）总计"), 1);
  assert_int_equal (is_other (fees, "其他", "（七）总计"), 1);
  assert_int_equal (is_other ("5.要求行政机关确认或重新出具已获取信息", "3.其他", "（七）总计"), 1);
  assert_int_equal (is_other ("5.要求行政机关确认或重新出具已获取信息", "6.其他", "（七）总计"), 0);
  assert_int_equal (is_other (fees, "（七）其他", "（八）总计"), 0);
  assert_int_equal (is_other ("8.属于行政查询事项", "9.其他", "1.本机关不掌握相关政府信息"), -1);
  assert_int_equal (is_other ("3.补正后申请内容仍不明确", "其他", "1.信访举报投诉类申请"), -1);
  /* rows of the group in another order */
  const char *const correction = "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请";
  assert_int_equal (is_other (correction, "2.其他", fees), 1);
  assert_int_equal (is_other ("5.要求行政机关确认或重新出具已获取信息", "1.其他", fees), 1);
  assert_int_equal (is_other ("5.要求行政机关确认或重新出具已获取信息", "6.其他", correction), -1);
}

/* Whether row @at of four, whose label says nothing, is surely the one that is left between its neighbours. */
static gboolean
nameless_is_sure (const char *const labels[4], guint at)
{
  Taken *t = take (labels, 4, GJ_SOURCE_TEXT_LAYER);
  const GjCandidate *c = &g_array_index (t->candidates, GjCandidate, at);
  assert_true (c->match >= 0);
  gboolean sure = c->sure;
  taken_free (t);
  return sure;
}

static void
test_other_order (void **state)
{
  const char *const form[] = { "1.属于国家秘密", "", "3.危及“三安全一稳定”", "4.保护第三方合法权益" };
  const char *const other[] = { "4.保护第三方合法权益", "1.属于国家秘密", "", "3.危及“三安全一稳定”" };
  assert_true (nameless_is_sure (form, 1));
  assert_false (nameless_is_sure (other, 2));
}

/* Whether the form's last row, its figure @figure, is in doubt because a row called @label is glued to the table's end. */
static gboolean
last_is_doubtful (const char *figure, const char *label, GjSource source)
{
  const char *labels[] = { "（七）总计", "四、结转下年度继续办理", label };
  g_autoptr (GArray) candidates = g_array_new (FALSE, TRUE, sizeof (GjCandidate));
  g_autoptr (GjPage) page = gj_page_new (1, 595, 842, source);
  GjGrid *grid = gj_grid_new ((GjBox){ 50, 100, 500, 160 }, 3, 2);
  GjRow rows[3];
  gboolean undivided, lost;

  g_ptr_array_add (page->grids, grid);
  for (guint i = 0; i < 3; i++) {
    gj_grid_add_cell (grid, (GjBox){ 50, 100 + 20.0 * i, 300, 120 + 20.0 * i }, i, 0, 1, 1, labels[i]);
    gj_grid_add_cell (grid, (GjBox){ 300, 100 + 20.0 * i, 330, 120 + 20.0 * i }, i, 1, 1, 1, i == 1 ? figure : "7");
  }
  for (guint i = 0; i < 3; i++) {
    rows[i] = (GjRow){ .page = page, .grid = grid, .row = i };
    GjCandidate c = { .row = &rows[i], .label = gj_label_make (labels[i]), .has_values = TRUE, .match = -1 };
    c.label_cell = &g_array_index (grid->cells, GjGridCell, 2 * i);
    c.value[0] = &g_array_index (grid->cells, GjGridCell, 2 * i + 1);
    g_array_append_val (candidates, c);
  }
  gj_candidates_assign (gj_form_get (GJ_EDITION_2021), GJ_TABLE_APPLICATIONS, candidates, FALSE, &undivided, &lost);
  assert_int_equal (candidates->len, 3);
  assert_true (g_array_index (candidates, GjCandidate, 1).sure);
  return g_array_index (candidates, GjCandidate, 1).doubtful;
}

static void
test_glued_row (void **state)
{
  assert_false (last_is_doubtful ("5", "窗口递交的件数", GJ_SOURCE_TEXT_LAYER));
  assert_true (last_is_doubtful ("", "窗口递交的件数", GJ_SOURCE_TEXT_LAYER)); /* its figure may have slipped down */
  assert_true (last_is_doubtful ("5", "", GJ_SOURCE_TEXT_LAYER));
  assert_true (last_is_doubtful ("5", "窗口递交的件数", GJ_SOURCE_OCR));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_order_is_complete), cmocka_unit_test (test_label_contradicts),
    cmocka_unit_test (test_other_order),       cmocka_unit_test (test_other_rows),
    cmocka_unit_test (test_glued_row),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
