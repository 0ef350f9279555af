/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-normalize.h"
#include "tests/support/gj-cmocka.h"

#include <string.h>

/* Table 三 as a printer sets it, word by word, on one A4 page: its rows are those of the form. */

#define WIDTH 595
#define HEIGHT 842
#define SIZE 8
#define PITCH 22
#define N_COLUMNS 7

static const char *const names[N_COLUMNS] = { "自然人",       "商业企业", "科研机构", "社会公益组织",
                                              "法律服务机构", "其他",     "总计" };
static double
column (guint k)
{
  return 230 + 45.0 * k;
}

static void
print (GjPage *page, const char *text, double x, double y)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    double w = g_utf8_get_char (p) < 0x80 ? SIZE / 2.0 : SIZE;
    gj_page_add_glyph (page, g_utf8_get_char (p), (GjBox){ x, y, x + w, y + SIZE }, 100, FALSE);
    x += w;
  }
}

/* @text on two lines, half of it on each, around the line at @y. */
static void
print_wrapped (GjPage *page, const char *text, double x, double y)
{
  glong n = g_utf8_strlen (text, -1);
  const char *half = g_utf8_offset_to_pointer (text, n / 2);
  g_autofree char *first = g_strndup (text, (gsize) (half - text));
  print (page, first, x, y - 0.7 * SIZE);
  print (page, half, x, y + 0.7 * SIZE);
}

static GjPage *
page_with_heading (double y)
{
  GjPage *page = gj_page_new (1, WIDTH, HEIGHT, GJ_SOURCE_TEXT_LAYER);
  print (page, "青石县民政局2024年政府信息公开工作年度报告", 150, 20);
  print (page, "三、收到和处理政府信息公开申请情况", 50, y);
  return page;
}

/* The rows of the form that hold figures, their printed labels in @out. */
static guint
rows_of_form (char *out[], guint most)
{
  const GjForm *form = gj_form_get (GJ_EDITION_2021);
  const GjFormTable *t = &form->tables[GJ_TABLE_APPLICATIONS];
  guint n = 0;
  for (guint i = t->first; i < t->end && n < most; i++) {
    if (form->items[i].type != GJ_ITEM_ROW || !gj_form_has_values (form, (int) i) ||
        form->items[i].kind == GJ_KIND_UNDIVIDED)
      continue;
    out[n] = g_strdup (form->items[i].labels);
    *(strchrnul (out[n++], '|')) = '\0';
  }
  return n;
}

/* Prints the rows from @y on; of row @lone only the total, and the labels wrapped. Returns: where the table ends. */
static double
print_rows (GjPage *page, double y, const char *lone)
{
  char *labels[40];
  guint n = rows_of_form (labels, G_N_ELEMENTS (labels));
  for (guint r = 0; r < n; r++, y += PITCH) {
    print_wrapped (page, labels[r], 50, y);
    for (guint k = 0; k < N_COLUMNS; k++)
      if (k + 1 == N_COLUMNS || lone == NULL || strstr (labels[r], lone) == NULL)
        print (page, "0", column (k), y);
    g_free (labels[r]);
  }
  return y;
}

static GjReport *
read_page (GjPage *page)
{
  GjDocument *doc = gj_document_new ();
  g_ptr_array_add (doc->pages, page);
  GjReport *report = gj_normalize (doc, NULL);
  gj_document_free (doc);
  assert_non_null (report);
  return report;
}

static const GjCell *
cell_at (const GjReport *report, const char *pointer)
{
  for (guint i = 0; i < report->form->slots->len; i++)
    if (strcmp (g_array_index (report->form->slots, GjSlot, i).pointer, pointer) == 0)
      return &report->cells[i];
  fail_msg ("no cell %s", pointer);
  return NULL;
}

static guint
count (const GjReport *report, guint flags)
{
  guint n = 0;
  for (guint i = 0; i < report->form->slots->len; i++)
    n += g_array_index (report->form->slots, GjSlot, i).table == GJ_TABLE_APPLICATIONS &&
         gj_report_has_slot (report, i) && (report->cells[i].flags & flags) != 0;
  return n;
}

/* A row at the page's foot of which only the total is printed, alone on its line because its label wraps around it: no page
 * number. */
static void
test_lone_total (void **state)
{
  double first = HEIGHT - 24 - 24.0 * PITCH;
  GjPage *page = page_with_heading (first - 4 * PITCH);
  for (guint k = 0; k < N_COLUMNS; k++)
    print (page, names[k], column (k) - 4.0 * (strlen (names[k]) / 3 - 1), first - 2 * PITCH);
  print_rows (page, first, "结转下年度继续办理");
  g_autoptr (GjReport) report = read_page (page);
  const GjCell *total = cell_at (report, "/tables/applications/carried_forward/total");
  assert_true (total->has_value || (total->flags & GJ_FLAG_UNREAD));
  assert_false (total->flags & GJ_FLAG_BLANK);
}

/* The table with rules between its rows and beside its labels, and none between its figures. */
static GjPage *
page_ruled_by_rows (void)
{
  double y = 160;
  GjPage *page = page_with_heading (60);
  for (guint k = 0; k < N_COLUMNS; k++)
    print (page, names[k], column (k) - 4.0 * (strlen (names[k]) / 3 - 1), y - 1.5 * PITCH);
  double end = print_rows (page, y, NULL);
  guint n = (guint) ((end - y) / PITCH + 0.5);
  GjGrid *grid = gj_grid_new ((GjBox){ 45, y - 2 * PITCH, 580, end - 7 }, n + 1, 2);
  for (guint r = 0; r <= n; r++) {
    double top = r == 0 ? y - 2 * PITCH : y - 7 + (r - 1) * PITCH, bottom = y - 7 + r * PITCH;
    gj_grid_add_cell (grid, (GjBox){ 45, top, 210, bottom }, r, 0, 1, 1, NULL);
    gj_grid_add_cell (grid, (GjBox){ 210, top, 580, bottom }, r, 1, 1, 1, NULL);
  }
  gj_page_insert_grid (page, grid);
  return page;
}

/* Rules that hold a table's labels and none of its figures apart: its words are looked at as if nothing were drawn. */
static void
test_beyond_rules (void **state)
{
  g_autoptr (GjReport) report = read_page (page_ruled_by_rows ());
  assert_true (report->table_found[GJ_TABLE_APPLICATIONS]);
  assert_int_equal (count (report, GJ_FLAG_UNREAD | GJ_FLAG_DOUBTFUL), 0);
  assert_int_equal (cell_at (report, "/tables/applications/outcomes/granted/business")->has_value, TRUE);
}

/* Table 三 in rules, its columns called @called; two of the names are ruled into two cells each if @cut. */
static GjReport *
read_ruled (const char *const called[N_COLUMNS], gboolean cut_names)
{
  char *labels[40];
  guint n = rows_of_form (labels, G_N_ELEMENTS (labels));
  GjPage *page = page_with_heading (60);
  GjGrid *grid = gj_grid_new ((GjBox){ 45, 100, 580, 140 + 20.0 * n }, n + 2, N_COLUMNS + 1);
  gj_grid_add_cell (grid, (GjBox){ 45, 100, 216, 140 }, 0, 0, 2, 1, "");
  for (guint k = 0; k < N_COLUMNS; k++) {
    GjBox upper = { 216 + 52.0 * k, 100, 268 + 52.0 * k, 120 }, lower = { upper.x0, 120, upper.x1, 140 };
    gboolean cut = cut_names && (k == 1 || k == 2);
    g_autofree char *first = g_strndup (called[k], cut ? 6 : strlen (called[k]));
    gj_grid_add_cell (grid, cut ? upper : gj_box_union (&upper, &lower), 0, k + 1, cut ? 1 : 2, 1, first);
    if (cut)
      gj_grid_add_cell (grid, lower, 1, k + 1, 1, 1, called[k] + 6);
  }
  for (guint r = 0; r < n; r++) {
    double y = 140 + 20.0 * r;
    gj_grid_add_cell (grid, (GjBox){ 45, y, 216, y + 20 }, r + 2, 0, 1, 1, labels[r]);
    for (guint k = 0; k < N_COLUMNS; k++)
      gj_grid_add_cell (grid, (GjBox){ 216 + 52.0 * k, y, 268 + 52.0 * k, y + 20 }, r + 2, k + 1, 1, 1, k ? "0" : "");
    g_free (labels[r]);
  }
  gj_page_insert_grid (page, grid);
  return read_page (page);
}

/* A header of which two names are ruled into two cells each, one below the other. */
static void
test_cut_names (void **state)
{
  g_autoptr (GjReport) report = read_ruled (names, TRUE);
  assert_true (report->table_found[GJ_TABLE_APPLICATIONS]);
  assert_int_equal (count (report, GJ_FLAG_UNREAD | GJ_FLAG_DOUBTFUL), 0);
  assert_string_equal (cell_at (report, "/tables/applications/new_received/business")->raw, "0");
}

/* One column that an office calls by half another name, and one by quite another. */
static void
test_other_names (void **state)
{
  static const char
      *const half[] = { "自然人", "商业企业", "科研院所", "社会公益组织", "法律服务机构", "其他", "总计" },
             *const other[] = { "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "合作社", "总计" };
  g_autoptr (GjReport) sure = read_ruled (half, FALSE);
  assert_int_equal (count (sure, GJ_FLAG_UNREAD | GJ_FLAG_DOUBTFUL), 0);
  g_autoptr (GjReport) open = read_ruled (other, FALSE);
  assert_true (cell_at (open, "/tables/applications/new_received/other_organization")->flags & GJ_FLAG_DOUBTFUL);
}

/* A row of table 二 of the form of 2019; its cells begin at @sides, its header's at @heads. */
static GjReport *
read_disclosure (const double heads[], const double sides[], const char *const figures[])
{
  static const char *const head[] = { "信息内容", "上一年项目数量", "本年增/减", "处理决定数量" };
  static const char *const rows[] = { "行政许可", "其他对外管理服务事项" };
  GjPage *page = page_with_heading (60);
  GjGrid *grid = gj_grid_new ((GjBox){ 45, 100, 580, 180 }, 4, 6);
  gj_grid_add_cell (grid, (GjBox){ 45, 100, 580, 120 }, 0, 0, 1, 6, "第二十条第（五）项");
  for (guint k = 0; k < 4; k++)
    gj_grid_add_cell (grid, (GjBox){ heads[k], 120, heads[k + 1], 140 }, 1, k, 1, 1, head[k]);
  for (guint r = 0; r < 2; r++) {
    double y = 140 + 20.0 * r;
    gj_grid_add_cell (grid, (GjBox){ 45, y, sides[1], y + 20 }, r + 2, 0, 1, 1, rows[r]);
    for (guint k = 1; k < 4; k++)
      gj_grid_add_cell (grid, (GjBox){ sides[k], y, sides[k + 1], y + 20 }, r + 2, k, 1, 1, figures[k - 1]);
  }
  gj_page_insert_grid (page, grid);
  return read_page (page);
}

/* Three figures below three names are in order, though the rules between them are not in line; unless one is blank. */
static void
test_in_order (void **state)
{
  const double heads[] = { 45, 150, 250, 480, 580 }, sides[] = { 45, 150, 400, 480, 580 };
  static const char *const all[] = { "11", "2", "345" }, *const two[] = { "11", "", "345" };
  g_autoptr (GjReport) report = read_disclosure (heads, sides, all);
  const GjCell *cell = cell_at (report, "/tables/disclosure/licensing/change");
  assert_string_equal (cell->raw, "2");
  assert_int_equal (cell->flags, 0);
  assert_string_equal (cell_at (report, "/tables/disclosure/external_services/decisions")->raw, "345");
  g_autoptr (GjReport) open = read_disclosure (heads, sides, two);
  assert_true (cell_at (open, "/tables/disclosure/licensing/previous_items")->flags &
               (GJ_FLAG_UNREAD | GJ_FLAG_DOUBTFUL));
}

static void
add_rule (GjPage *page, double y)
{
  const GjRule rule = { .horizontal = TRUE, .pos = y, .from = 45, .to = 580 };
  g_array_append_val (page->rules, rule);
}

/* @text two characters a line, its figures beside the middle one. Returns: where it ends. */
static double
print_tall_row (GjPage *page, const char *text, double y)
{
  double top = y;
  for (const char *p = text; *p != '\0'; y += 1.3 * SIZE) {
    const char *next = g_utf8_next_char (p);
    next = *next != '\0' ? g_utf8_next_char (next) : next;
    g_autofree char *pair = g_strndup (p, (gsize) (next - p));
    print (page, pair, 50, y);
    p = next;
  }
  double middle = top + 1.3 * SIZE * (int) ((y - top) / (1.3 * SIZE) / 2);
  for (guint k = 0; k < N_COLUMNS; k++)
    print (page, "6", column (k), middle);
  return y;
}

/* Rules across and no others; a page begins with a row whose upper rule is on the page before, and whose figures stand far
 * below the page's head. */
static void
test_cut_row (void **state)
{
  char *labels[40];
  guint n = rows_of_form (labels, G_N_ELEMENTS (labels));
  GjPage *page = page_with_heading (60);
  double y = 160;
  for (guint k = 0; k < N_COLUMNS; k++)
    print (page, names[k], column (k) - 4.0 * (strlen (names[k]) / 3 - 1), y - 1.5 * PITCH);
  add_rule (page, y - 2 * PITCH);
  GjDocument *doc = gj_document_new ();
  g_ptr_array_add (doc->pages, page);
  for (guint r = 0; r < n; r++) {
    gboolean cut = strstr (labels[r], "逾期未按收费") != NULL;
    if (!cut)
      add_rule (page, y - 8);
    if (cut) {
      page = gj_page_new (2, WIDTH, HEIGHT, GJ_SOURCE_TEXT_LAYER);
      g_ptr_array_add (doc->pages, page);
      y = print_tall_row (page, labels[r], 40) + 0.5 * PITCH;
    } else {
      print_wrapped (page, labels[r], 50, y);
      for (guint k = 0; k < N_COLUMNS; k++)
        print (page, "0", column (k), y);
      y += PITCH;
    }
    g_free (labels[r]);
  }
  add_rule (page, y - 8);
  g_autoptr (GjReport) report = gj_normalize (doc, NULL);
  gj_document_free (doc);
  assert_non_null (report);
  const GjCell *cell = cell_at (report, "/tables/applications/outcomes/other/fee_not_paid/total");
  assert_false (cell->flags & GJ_FLAG_ABSENT);
  assert_non_null (cell->raw);
  assert_string_equal (cell->raw, "6");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_lone_total),  cmocka_unit_test (test_beyond_rules), cmocka_unit_test (test_cut_names),
    cmocka_unit_test (test_other_names), cmocka_unit_test (test_in_order),     cmocka_unit_test (test_cut_row),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
