/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-normalize.h"
#include "normalize/gj-rows.h"
#include "tests/support/gj-cmocka.h"

#include <string.h>

/* Tables whose labels a page break cuts, as grids of four columns. Rows are separated by \n, cells by |. */
static void
add_page (GjDocument *doc, GjSource source, const char *table)
{
  g_auto (GStrv) rows = g_strsplit (table, "\n", -1);
  guint n = g_strv_length (rows);
  GjPage *page = gj_page_new (doc->pages->len + 1, 595, 842, source);
  GjGrid *grid = gj_grid_new ((GjBox){ 50, 100, 450, 100 + 20.0 * n }, n, 4);
  for (guint r = 0; r < n; r++) {
    g_auto (GStrv) texts = g_strsplit (rows[r], "|", -1);
    guint cells = g_strv_length (texts);
    for (guint c = 0; c < cells; c++) {
      guint span = c + 1 == cells ? 4 - c : 1;
      GjGridCell cell = { .box = { 50 + 100.0 * c, 100 + 20.0 * r, 50 + 100.0 * (c + span), 120 + 20.0 * r },
                          .row = r,
                          .col = c,
                          .row_span = 1,
                          .col_span = span,
                          .text = g_strdup (texts[c]),
                          .confidence = 100 };
      g_array_append_val (grid->cells, cell);
    }
  }
  gj_page_insert_grid (page, grid);
  g_ptr_array_add (doc->pages, page);
}

static GjReport *
read_tables (const char *first, const char *second)
{
  GjDocument *doc = gj_document_new ();
  add_page (doc, GJ_SOURCE_TEXT_LAYER, first);
  add_page (doc, GJ_SOURCE_TEXT_LAYER, second);
  GjReport *report = gj_normalize (doc, NULL);
  gj_document_free (doc);
  return report;
}

static GjReport *
read_scan (const char *table)
{
  GjDocument *doc = gj_document_new ();
  add_page (doc, GJ_SOURCE_OCR, table);
  GjReport *report = gj_normalize (doc, NULL);
  gj_document_free (doc);
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

#define HEAD "第二十条第（一）项\n信息内容|本年制发件数|本年废止件数|现行有效件数\n"
#define REST                                                                                                                                                   \
  "\n第二十条第（五）项\n信息内容|本年处理决定数量\n行政许可|5\n第二十条第（六）项\n信息内容|本年处理决定数量\n" \
  "行政处罚|6\n行政强制|7"

/* "行政规范" | "性文件" is one row. */
static void
test_cut_label (void **state)
{
  g_autoptr (GjReport) report = read_tables (HEAD "规章|0|0|0\n行政规范|27|1|74", "性文件|||" REST);
  assert_non_null (report);
  assert_string_equal (cell_at (report, "/tables/disclosure/normative_documents/issued")->raw, "27");
  assert_string_equal (cell_at (report, "/tables/disclosure/regulations/issued")->raw, "0");
}

/* A label that lost a character at a page's foot does not swallow the next row. */
static void
test_damaged_label (void **state)
{
  g_autoptr (GjReport) report = read_tables (HEAD "规|0|0|0", "规范性文件|27|1|74" REST);
  assert_non_null (report);
  assert_string_equal (cell_at (report, "/tables/disclosure/normative_documents/issued")->raw, "27");
  assert_string_equal (cell_at (report, "/tables/disclosure/normative_documents/in_force")->raw, "74");
}

/* Misread labels of a scan in whose place no other can stand: a row, a header's column, a header's first cell. */
static void
test_misread_labels (void **state)
{
  static const char *const tables[] = {
    HEAD "规意|27|0|0\n行政规范性文件|3|1|74" REST,
    "第二十条第（一）项\n信息内容|本年制发件数|本华庆十件数|现行有效件数\n规章|27|0|0\n行政规范性文件|3|1|74" REST,
    "第二十条第（一）项\n入息肉容|本年制发件数|本年废止件数|现行有效件数\n规章|27|0|0\n行政规范性文件|3|1|74" REST,
  };
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++) {
    g_autoptr (GjReport) report = read_scan (tables[i]);
    assert_non_null (report);
    const GjCell *cell = cell_at (report, "/tables/disclosure/regulations/issued");
    assert_string_equal (cell->raw, "27");
    assert_int_equal (cell->flags, 0);
  }
}

/* Another row in the place of one of the form's: its label says so. Where no label of a block can be read, and it has as many rows as in the
 * form, they are not sure; where it has more, or one whose label has nothing of the form's, nobody knows. */
static void
test_another_row (void **state)
{
  g_autoptr (GjReport) report =
      read_scan (HEAD "规章|0|0|0\n行政规范性文件|3|1|74\n第二十条第（六）项\n"
                      "信息内容|本年处理决定数量\n行政处罚|6\n行政收费|7\n第二十条第（八）项\n"
                      "信息内容|本年收费金额（单位：万元）\n行政事业性收费|1");
  assert_non_null (report);
  assert_true (cell_at (report, "/tables/disclosure/coercion/decisions")->flags & GJ_FLAG_UNREAD);
  g_autoptr (GjReport) other = read_scan (HEAD "规意|27|0|0\n规范|3|1|74" REST);
  assert_non_null (other);
  assert_string_equal (cell_at (other, "/tables/disclosure/regulations/issued")->raw, "27");
  assert_int_equal (cell_at (other, "/tables/disclosure/regulations/issued")->flags, GJ_FLAG_DOUBTFUL);
  assert_string_equal (cell_at (other, "/tables/disclosure/normative_documents/in_force")->raw, "74");
  assert_int_equal (cell_at (other, "/tables/disclosure/normative_documents/in_force")->flags, GJ_FLAG_DOUBTFUL);
  g_autoptr (GjReport) more = read_scan (HEAD "规意|27|0|0\n规范|3|1|74\n范文|1|1|1" REST);
  assert_true (cell_at (more, "/tables/disclosure/regulations/issued")->flags & GJ_FLAG_UNREAD);
  g_autoptr (GjReport) strange = read_scan (HEAD "编制|27|0|0\n规范|3|1|74" REST);
  assert_true (cell_at (strange, "/tables/disclosure/regulations/issued")->flags & GJ_FLAG_UNREAD);
}

/* A seal over the labels of two rows: of the first a character is left, of the second nothing. Both stand where the form has just these. Where
 * the office has another row between, nobody knows which is which. */
static void
test_lost_labels (void **state)
{
  static const char *const last = "\n第二十条第（八）项\n信息内容|本年收费金额（单位：万元）\n行政事业性收费|1";
  static const char *const first =
      HEAD "规章|0|0|0\n行政规范性文件|3|1|74\n第二十条第（六）项\n信息内容|本年处理决定数量\n";
  static const struct {
    const char *rows;
    gboolean penalties, coercion;
  } cases[] = { { "行政处罚|6\n和|7", TRUE, TRUE },
                { "和|6\n口|7", TRUE, TRUE },
                { "行政处罚|6\n和|9\n口|7", TRUE, FALSE },
                { "行政处罚|6\n行政收费|7", TRUE, FALSE } };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = g_strconcat (first, cases[i].rows, last, NULL);
    g_autoptr (GjReport) report = read_scan (text);
    const GjCell *coercion = cell_at (report, "/tables/disclosure/coercion/decisions");
    assert_int_equal ((cell_at (report, "/tables/disclosure/penalties/decisions")->flags & GJ_FLAG_UNREAD) == 0,
                      cases[i].penalties);
    assert_int_equal (coercion->flags, cases[i].coercion ? GJ_FLAG_DOUBTFUL : GJ_FLAG_UNREAD);
    if (cases[i].coercion)
      assert_string_equal (coercion->raw, "7");
  }
}

/* A row of @grid from @texts, NULL-terminated; its cells end at @ends. */
static void
add_cells (GjGrid *grid, guint row, const char *const *texts, const double *ends)
{
  for (guint i = 0; texts[i] != NULL; i++) {
    GjGridCell cell = { .box = { i == 0 ? 50 : ends[i - 1], 100 + 20.0 * row, ends[i], 120 + 20.0 * row },
                        .row = row,
                        .col = i,
                        .row_span = 1,
                        .col_span = 1,
                        .text = g_strdup (texts[i]),
                        .confidence = 95 };
    g_array_append_val (grid->cells, cell);
  }
}

/* Strokes of 件 and 性 in rows as low as their print part a header's cells and a label, but not those of the row between. Figures beside each
 * other below one cell of the header stay two. */
static void
test_parted_cells (void **state)
{
  static const double whole[] = { 150, 250, 350, 450 }, head[] = { 90, 150, 200, 220, 250, 320, 350, 450 },
                      label[] = { 120, 150, 250, 350, 450 }, figures[] = { 150, 200, 250, 350, 450 };
  static const char *const title[] = { "第二十条第（一）项", NULL }, *const header[] = { "",       "信息内容",
                                                                                         "本年制", "发",
                                                                                         "数",     "本年废止",
                                                                                         "件数",   "现行有效件数",
                                                                                         NULL },
                           *const first[] = { "规章", "1", "2", "3", NULL }, *const parted[] = { "行政规范", "生文件",
                                                                                                 "4",        "5",
                                                                                                 "60",       NULL },
                           *const two[] = { "行政规范性文件", "4", "7", "5", "60", NULL };
  for (guint i = 0; i < 2; i++) {
    GjDocument *doc = gj_document_new ();
    GjPage *page = gj_page_new (1, 595, 842, GJ_SOURCE_OCR);
    GjGrid *grid = gj_grid_new ((GjBox){ 50, 100, 450, 180 }, 4, 8);
    add_cells (grid, 0, title, &whole[3]);
    add_cells (grid, 1, header, head);
    add_cells (grid, 2, first, whole);
    add_cells (grid, 3, i == 0 ? parted : two, i == 0 ? label : figures);
    gj_page_insert_grid (page, grid);
    g_ptr_array_add (doc->pages, page);
    add_page (doc, GJ_SOURCE_OCR, &REST[1]);
    g_autoptr (GjReport) report = gj_normalize (doc, NULL);
    assert_non_null (report);
    assert_string_equal (cell_at (report, "/tables/disclosure/regulations/repealed")->raw, "2");
    const GjCell *issued = cell_at (report, "/tables/disclosure/normative_documents/issued");
    if (i == 0)
      assert_string_equal (issued->raw, "4");
    else
      assert_true (issued->flags != 0 && (issued->raw == NULL || strcmp (issued->raw, "47") != 0));
    gj_document_free (doc);
  }
}

/* A point in a figure that counts: a speck, or the comma of 1,078, and 1078 both times. Between other digits nobody knows. In one of money it may stand. */
static void
test_fraction (void **state)
{
  g_autoptr (GjReport) report = read_scan (HEAD "规章|0|0|1.078\n行政规范性文件|3|1|7.4\n第二十条第（八）项\n"
                                                "信息内容|本年收费金额（单位：万元）\n行政事业性收费|1.078");
  assert_non_null (report);
  assert_int_equal (cell_at (report, "/tables/disclosure/regulations/in_force")->flags, GJ_FLAG_DOUBTFUL);
  assert_string_equal (cell_at (report, "/tables/disclosure/regulations/in_force")->value.text, "1078");
  assert_int_equal (cell_at (report, "/tables/disclosure/normative_documents/in_force")->flags, GJ_FLAG_UNREAD);
  assert_int_equal (cell_at (report, "/tables/disclosure/fees/amount")->flags, 0);
}

/* A fee whose unit its label names, and one whose label and header name two. */
static void
test_unit_of_label (void **state)
{
#define FEE(header, label)                          \
  "第二十条第（八）项\n信息内容|" header "\n" label \
  "|125300\n第二十条第（五）项\n信息内容|本年处理决定数量\n行政许可（件）|5"
  g_autoptr (GjReport) yuan = read_tables (HEAD "规章（件）|0|0|0", FEE ("本年收费金额", "行政事业性收费（元）"));
  g_autoptr (GjReport) two =
      read_tables (HEAD "规章|0|0|0", FEE ("本年收费金额（单位：万元）", "行政事业性收费（元）"));
  assert_non_null (yuan);
  assert_non_null (two);
  const GjCell *cell = cell_at (yuan, "/tables/disclosure/fees/amount");
  g_autofree char *value = gj_number_to_string (cell->value.scaled);
  assert_string_equal (value, "12.53");
  assert_int_equal (cell->flags, GJ_FLAG_ANNOTATED);
  assert_true (cell_at (two, "/tables/disclosure/fees/amount")->flags & GJ_FLAG_DOUBTFUL);
  assert_string_equal (cell_at (yuan, "/tables/disclosure/licensing/decisions")->raw, "5");
}

/* A line between the two halves of a table that may be a row of it: that row is not absent. */
static void
test_line_in_break (void **state)
{
  static const struct {
    const char *line;
    double y;
    gboolean mentions;
  } cases[] = { { "4.保护第三方合法权益 0 0 1 0 0 0 1", 130, TRUE },
                { "4.保护第三方合法权益", 130, TRUE },
                { "4.保护第三方合法权益 0 0 1 0 0 0 1", 50, FALSE }, /* above the upper half */
                { "5.属于三类内部事务信息 0 0 0 0 0 0 0", 130, FALSE },
                { "全年涉及保护第三方合法权益的申请12件。", 130, FALSE } };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    GjDocument *doc = gj_document_new ();
    add_page (doc, GJ_SOURCE_TEXT_LAYER, "3.危及“三安全一稳定”|0|0|0");
    add_page (doc, GJ_SOURCE_TEXT_LAYER, "5.属于三类内部事务信息|0|0|0");
    GjPage *first = doc->pages->pdata[0];
    g_ptr_array_add (first->lines, gj_line_new (cases[i].line, (GjBox){ 50, cases[i].y, 400, cases[i].y + 10 }));
    g_autoptr (GPtrArray) rows = gj_rows_collect (doc);
    assert_int_equal (rows->len, 2);
    assert_int_equal (gj_break_mentions (rows->pdata[0], rows->pdata[1], "保护第三方合法权益"), cases[i].mentions);
    gj_document_free (doc);
  }
}

static int
item_of (const GjForm *form, const char *label)
{
  for (guint i = 0; i < form->n_items; i++)
    if (form->items[i].type == GJ_ITEM_ROW && g_str_has_prefix (form->items[i].labels, label))
      return (int) i;
  fail_msg ("no row %s", label);
  return -1;
}

/* Letters that one row's label alone has name it, wherever they stand and in whatever script. */
static void
test_row_on_page (void **state)
{
  static const struct {
    const char *printed, *label;
    gboolean named, table;
  } cases[] = { { "申请人无正当理由逾期不补正、行政机关", "申请人无正当理由逾期不补正", TRUE, FALSE },
                { "申請人無正當理由逾期不補正、行政機關", "申请人无正当理由逾期不补正", TRUE, FALSE },
                { "无正当理由大量反复申请，行政机关不再处理其政府信息公开申请", "申请人无正当理由逾期不补正", FALSE,
                  FALSE },
                { "申请人无正当理由逾期不补正", "无正当理由大量反复申请", FALSE, FALSE },
                { "其他", "其他", FALSE, TRUE },
                { "予以公开", "予以公开", TRUE, TRUE },
                { "予以公开", "予以公开", FALSE, FALSE }, /* so says prose */
                { "不予公开", "予以公开", FALSE, TRUE } };
  const GjForm *form = gj_form_get (GJ_EDITION_2021);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GjPage) page = gj_page_new (1, 595, 842, GJ_SOURCE_TEXT_LAYER);
    if (cases[i].table)
      gj_page_insert_grid (page, gj_grid_new ((GjBox){ 40, 40, 500, 500 }, 1, 1));
    for (const char *p = cases[i].printed; *p != '\0'; p = g_utf8_next_char (p))
      gj_page_add_glyph (page, g_utf8_get_char (p), (GjBox){ 50, 50, 60, 60 }, 100, FALSE);
    assert_int_equal (gj_page_names_row (page, form, GJ_TABLE_APPLICATIONS, item_of (form, cases[i].label)),
                      cases[i].named);
  }
}

/* One cell for each of @texts (parted by |) in row @row of @grid, over 15 columns of 30 points; @spans, or each over one. */
static void
add_row (GjGrid *grid, guint row, const char *texts, const guint *spans)
{
  g_auto (GStrv) cells = g_strsplit (texts, "|", -1);
  for (guint c = 0, col = 0; cells[c] != NULL; col += spans != NULL ? spans[c] : 1, c++) {
    guint span = spans != NULL ? spans[c] : 1;
    GjBox box = { 50 + 30.0 * col, 100 + 20.0 * row, 50 + 30.0 * (col + span), 120 + 20.0 * row };
    gj_grid_add_cell (grid, box, row, col, 1, span, cells[c])->confidence = 95;
  }
}

/* A page break through the labels of table 四, two upright rules of whose upper halves a scan lost: they look like another table's. */
static void
test_cut_header (void **state)
{
  static const guint groups[] = { 5, 10 }, under[] = { 5, 5, 5 }, upper[] = { 1, 1, 1, 1, 1, 1, 3, 1, 1, 1, 1, 1, 1 };
  GjDocument *doc = gj_document_new ();
  GjGrid *grids[] = { gj_grid_new ((GjBox){ 50, 100, 500, 160 }, 3, 15),
                      gj_grid_new ((GjBox){ 50, 100, 500, 140 }, 2, 15) };
  add_row (grids[0], 0, "行政复议|行政诉讼", groups);
  add_row (grids[0], 1, "|未经复议直接起诉|复议后起诉", under);
  add_row (grids[0], 2, "结果|结果|其他|尚未|总计|结果|结果其他尚未|总计|结果|结果|其他|尚未|总计", upper);
  add_row (grids[1], 0, "维持|纠正|结果|审结||维持|纠正|结果|审结||维持|纠正|结果|审结|", NULL);
  add_row (grids[1], 1, "0|4|1|0|5|1|0|2|0|3|0|1|0|0|1", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (grids); i++) {
    GjPage *page = gj_page_new (i + 1, 595, 842, GJ_SOURCE_OCR);
    gj_page_insert_grid (page, grids[i]);
    g_ptr_array_add (doc->pages, page);
  }
  g_autoptr (GjReport) report = gj_normalize (doc, NULL);
  gj_document_free (doc);
  assert_non_null (report);
  const GjCell *other = cell_at (report, "/tables/review_litigation/litigation_direct/other");
  const GjCell *total = cell_at (report, "/tables/review_litigation/review/total");
  assert_true (other->has_value && total->has_value);
  assert_string_equal (other->raw, "2");
  assert_string_equal (total->raw, "5");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_cut_label),   cmocka_unit_test (test_damaged_label), cmocka_unit_test (test_misread_labels),
    cmocka_unit_test (test_another_row), cmocka_unit_test (test_lost_labels),   cmocka_unit_test (test_parted_cells),
    cmocka_unit_test (test_fraction),    cmocka_unit_test (test_unit_of_label), cmocka_unit_test (test_line_in_break),
    cmocka_unit_test (test_row_on_page), cmocka_unit_test (test_cut_header),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
