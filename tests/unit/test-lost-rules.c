/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-normalize.h"
#include "tests/support/gj-cmocka.h"

#include <string.h>

/* Tables in which a ruling line is missing or stands where none should, or that a page break cuts: what is not read is
 * never "absent", and never half of what is printed. */

/* A page with one grid of @columns. Rows are separated by \n, cells by |; a cell that begins with ^ goes over two
 * columns, the last one over the rest. */
static void
add_page (GjDocument *doc, const char *table, guint columns, GjSource source)
{
  g_auto (GStrv) rows = g_strsplit (table, "\n", -1);
  guint n = g_strv_length (rows);
  GjPage *page = gj_page_new (++doc->n_pages, 595, 842, source);
  GjGrid *grid = gj_grid_new ((GjBox){ 50, 100, 50 + 30.0 * columns, 100 + 20.0 * n }, n, columns);
  for (guint r = 0; r < n; r++) {
    g_auto (GStrv) texts = g_strsplit (rows[r], "|", -1);
    guint col = 0;
    for (guint c = 0; texts[c] != NULL; c++) {
      gboolean wide = texts[c][0] == '^';
      guint span = texts[c + 1] == NULL ? columns - col : wide ? 2 : 1;
      GjBox box = { 50 + 30.0 * col, 100 + 20.0 * r, 50 + 30.0 * (col + span), 120 + 20.0 * r };
      gj_grid_add_cell (grid, box, r, col, 1, span, texts[c] + wide);
      col += span;
    }
  }
  gj_page_insert_grid (page, grid);
  g_ptr_array_add (doc->pages, page);
}

/* @next (nullable): what the next page begins with. */
static GjReport *
read_table (const char *table, const char *next, guint columns)
{
  g_autoptr (GjDocument) doc = gj_document_new ();
  add_page (doc, table, columns, GJ_SOURCE_TEXT_LAYER);
  if (next != NULL)
    add_page (doc, next, columns, GJ_SOURCE_TEXT_LAYER);
  GjReport *report = gj_normalize (doc, NULL);
  assert_non_null (report);
  return report;
}

static guint
flags_of (const GjReport *report, const char *pointer)
{
  for (guint i = 0; i < report->form->slots->len; i++)
    if (strcmp (g_array_index (report->form->slots, GjSlot, i).pointer, pointer) == 0)
      return report->cells[i].flags;
  fail_msg ("no cell %s", pointer);
  return 0;
}

#define DISCLOSURE(licensing)                                                                                                                         \
  "第二十条第（一）项\n信息内容|本年制发件数|本年废止件数|现行有效件数\n规章|0|2|35\n行政规范性文件|3|0|12\n" \
  "第二十条第（五）项\n信息内容|本年处理决定数量\n" licensing "信息内容|本年处理决定数量\n行政处罚|0\n行政强制|2\n"               \
  "第二十条第（八）项\n信息内容|本年收费金额（单位：万元）\n行政事业性收费|94.5"

/* Without the rules between them a row, and the title of the block below it, are one cell. */
static void
test_joined_rows (void **state)
{
  g_autoptr (GjReport) joined = read_table (DISCLOSURE ("行政许可0第二十条第（六）项\n"), NULL, 4);
  assert_true (flags_of (joined, "/tables/disclosure/licensing/decisions") & GJ_FLAG_UNREAD);
  g_autoptr (GjReport) absent = read_table (DISCLOSURE ("第二十条第（六）项\n"), NULL, 4);
  assert_true (flags_of (absent, "/tables/disclosure/licensing/decisions") & GJ_FLAG_ABSENT);
}

/* A table without sides: the titles of its blocks stand in no cell, but between its pieces. */
static void
test_titles_between (void **state)
{
  static const char *const blocks[] = {
    "第二十条第（一）项", "信息内容|本年新制作数量|本年新公开数量|对外公开总数量\n规章|0|2|35\n规范性文件|3|0|12",
    "第二十条第（五）项", "信息内容|上一年项目数量|本年增/减|处理决定数量\n行政许可|7|0|3\n其他对外管理服务事项|1|0|0",
    "第二十条第（六）项", "信息内容|上一年项目数量|本年增/减|处理决定数量\n行政处罚|0|1|9\n行政强制|2|0|4",
    "第二十条第（八）项", "信息内容|上一年项目数量|本年增/减\n行政事业性收费|94|1",
  };
  for (guint titles = 0; titles < 2; titles++) {
    g_autoptr (GjDocument) doc = gj_document_new (), piece = gj_document_new ();
    for (guint k = 0; k < G_N_ELEMENTS (blocks); k += 2)
      add_page (piece, blocks[k + 1], 4, GJ_SOURCE_TEXT_LAYER);
    GjPage *page = gj_page_new (1, 595, 842, GJ_SOURCE_TEXT_LAYER);
    for (guint k = 0; k < piece->pages->len; k++) {
      GjGrid *grid = ((GjPage *) piece->pages->pdata[k])->grids->pdata[0];
      double y = 150.0 * k, x = 55;
      grid->box.y0 += y, grid->box.y1 += y;
      for (guint i = 0; i < grid->cells->len; i++) {
        GjGridCell *cell = &g_array_index (grid->cells, GjGridCell, i);
        cell->box.y0 += y, cell->box.y1 += y;
      }
      for (const char *p = blocks[2 * k]; *p != '\0' && titles; p = g_utf8_next_char (p), x += 10)
        gj_page_add_glyph (page, g_utf8_get_char (p), (GjBox){ x, 86 + y, x + 10, 96 + y }, 100, FALSE);
      gj_page_insert_grid (page, g_ptr_array_steal_index (((GjPage *) piece->pages->pdata[k])->grids, 0));
    }
    doc->n_pages = 1;
    g_ptr_array_add (doc->pages, page);
    g_autoptr (GjReport) report = gj_normalize (doc, NULL);
    assert_non_null (report);
    assert_int_equal (flags_of (report, "/tables/disclosure/penalties/decisions"), titles ? 0 : GJ_FLAG_DOUBTFUL);
    assert_int_equal (flags_of (report, "/tables/disclosure/licensing/decisions"), 0);
  }
}

/* Table 三 with two columns of figures below each label, those of another year and this one's, or one empty. */
static void
test_columns_of_two_years (void **state)
{
  static const char *const rows[] = { "一、本年新收政府信息公开申请数量",
                                      "二、上年结转政府信息公开申请数量",
                                      "（一）予以公开",
                                      "1.属于国家秘密",
                                      "2.其他法律行政法规禁止公开",
                                      "（七）总计",
                                      "四、结转下年度继续办理" };
  for (guint years = 1; years < 3; years++) {
    g_autoptr (GString) table =
        g_string_new ("项目|^自然人|^商业企业|^科研机构|^社会公益组织|^法律服务机构|^其他|总计");
    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
      g_string_append_printf (table, "\n%s", rows[i]);
      for (guint k = 0; k < 7; k++)
        g_string_append (table, years == 2 ? "|0|0" : "||0");
    }
    g_autoptr (GjReport) report = read_table (table->str, NULL, 15);
    guint flags = flags_of (report, "/tables/applications/outcomes/granted/business");
    assert_int_equal ((flags & GJ_FLAG_DOUBTFUL) != 0, years == 2);
  }
}

/* A row of table 三 whose figures slipped into the column before, as where a page of the web counts merged cells wrong. A number before the label,
 * and an empty last cell alone, are none. */
static void
test_slipped_row (void **state)
{
  static const struct {
    const char *row;
    gboolean slipped;
  } cases[] = {
    { "\n二、上年结转政府信息公开申请数量||1|0|0|0|0|0|1", FALSE },
    { "\n二、上年结转政府信息公开申请数量|1|0|0|0|0|0|1|", TRUE },
    { "\n3|二、上年结转政府信息公开申请数量|1|0|0|0|0|0|", FALSE },
    { "\n二、上年结转政府信息公开申请数量||1|0|0|0|0|0|1\n1||||||||", FALSE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *table = g_strconcat (
        "项目|说明|自然人|商业企业|科研机构|社会公益组织|法律服务机构|其他|总计\n"
        "一、本年新收政府信息公开申请数量||1|0|0|0|0|0|1",
        cases[i].row,
        "\n（一）予以公开||1|0|0|0|0|0|1\n（七）总计||1|0|0|0|0|0|1\n四、结转下年度继续办理||0|0|0|0|0|0|0", NULL);
    g_autoptr (GjReport) report = read_table (table, NULL, 9);
    guint flags = flags_of (report, "/tables/applications/carried_over/business");
    if (((flags & (GJ_FLAG_DOUBTFUL | GJ_FLAG_UNREAD)) != 0) != cases[i].slipped)
      fail_msg ("case %u: %u", (guint) i, flags);
  }
}

/* A row of a scan that is not printed, beside a page break. Where that cuts through the row before, the rows must follow each other on the second
 * page; where that ends its page whole, nothing may stand below it: a row may have been lost there. */
static void
test_absent_behind_cut (void **state)
{
#define WHOLE "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请|0|0|0|0|0|0|0"
  static const char *const rows[] = { "二、上年结转政府信息公开申请数量",
                                      "（一）予以公开",
                                      "（二）部分公开",
                                      "1.属于国家秘密",
                                      "2.其他法律行政法规禁止公开",
                                      "3.危及“三安全一稳定”",
                                      "4.保护第三方合法权益",
                                      "5.属于三类内部事务信息",
                                      "6.属于四类过程性信息",
                                      "7.属于行政执法案卷",
                                      "8.属于行政查询事项",
                                      "1.本机关不掌握相关政府信息",
                                      "2.没有现成信息需要另行制作",
                                      "3.补正后申请内容仍不明确",
                                      "1.信访举报投诉类申请",
                                      "2.重复申请",
                                      "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请" };
  static const struct {
    const char *end, *next, *below;
    gboolean absent;
  } cases[] = {
    { "2.申请人逾期未按收费|0|0|0|0|0|0|0", "通知要求缴纳费用、行政机关不再处理其政府信息公开申请|||||||\n", "", TRUE },
    { "2.申请人逾期未按收费|0|0|0|0|0|0|0",
      "通知要求缴纳费用、行政机关不再处理其政府信息公开申请|||||||\n3.某事|0|0|0|0|0|0|0\n", "", FALSE },
    { WHOLE, "", "", TRUE },
    { WHOLE, "", "-3-", TRUE },
    { WHOLE, "", "某000000", FALSE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GjDocument) doc = gj_document_new ();
    g_autoptr (GString) first = g_string_new ("项目|自然人|商业企业|科研机构|社会公益组织|法律服务机构|其他|"
                                              "总计\n一、本年新收政府信息公开申请数量|1|0|0|0|0|0|1");
    for (gsize k = 0; k < G_N_ELEMENTS (rows); k++)
      g_string_append_printf (first, "\n%s|0|0|0|0|0|0|0", rows[k]);
    g_string_append_printf (first, "\n%s", cases[i].end);
    g_autofree char *second =
        g_strconcat (cases[i].next, "（七）总计|1|0|0|0|0|0|1\n四、结转下年度继续办理|0|0|0|0|0|0|0", NULL);
    add_page (doc, first->str, 8, GJ_SOURCE_OCR);
    add_page (doc, second, 8, GJ_SOURCE_OCR);
    double x = 200;
    for (const char *p = cases[i].below; *p != '\0'; p = g_utf8_next_char (p), x += 10)
      gj_page_add_glyph (doc->pages->pdata[0], g_utf8_get_char (p), (GjBox){ x, 700, x + 10, 710 }, 100, FALSE);
    g_autoptr (GjReport) report = gj_normalize (doc, NULL);
    assert_non_null (report);
    guint flags = flags_of (report, "/tables/applications/outcomes/other/other/business");
    if (flags == 0 || (flags == GJ_FLAG_ABSENT) != cases[i].absent)
      fail_msg ("case %u: %u", (guint) i, flags);
  }
}

/* A figure of table 二 whose second line stands on the next page. */
static void
test_cut_last_row (void **state)
{
  g_autoptr (GjReport) whole = read_table (DISCLOSURE ("行政许可|7\n第二十条第（六）项\n"), NULL, 4);
  assert_int_equal (flags_of (whole, "/tables/disclosure/fees/amount"), 0);
  g_autoptr (GjReport) cut = read_table (DISCLOSURE ("行政许可|7\n第二十条第（六）项\n"), "|12", 4);
  assert_int_equal (flags_of (cut, "/tables/disclosure/fees/amount"), GJ_FLAG_DOUBTFUL);
}

/* A streak of the scanner down a column of table 二: its figures stand on one side of it, and what looks blank on the other. */
static void
test_streak (void **state)
{
  static const char table[] = "第二十条第（一）项\n信息内容|本年制发件数|*|本年废止件数|现行有效件数\n规章|1|%s||35\n"
                              "行政规范性文件|3||0|12\n第二十条第（五）项\n信息内容|本年处理决定数量\n行政许可|7";
  for (guint stray = 0; stray < 2; stray++) {
    g_autofree char *text = g_strdup_printf (table, stray ? "26" : "");
    g_autoptr (GjDocument) doc = gj_document_new ();
    add_page (doc, text, 5, GJ_SOURCE_OCR);
    g_autoptr (GjReport) report = gj_normalize (doc, NULL);
    assert_non_null (report);
    assert_int_equal (flags_of (report, "/tables/disclosure/regulations/repealed"),
                      GJ_FLAG_BLANK | (stray ? GJ_FLAG_DOUBTFUL : 0));
  }
}

/* A line that parts a column of table 二 below its header ran through its figure in a scan: nothing is left of it on either side. */
static void
test_parted_blank (void **state)
{
  static const char table[] = "第二十条第（一）项\n信息内容|^本年制发件数|本年废止件数|现行有效件数\n规章|||0|35\n"
                              "行政规范性文件|3||0|12\n第二十条第（五）项\n信息内容|本年处理决定数量\n行政许可|7";
  for (guint ocr = 0; ocr < 2; ocr++) {
    g_autoptr (GjDocument) doc = gj_document_new ();
    add_page (doc, table, 5, ocr ? GJ_SOURCE_OCR : GJ_SOURCE_TEXT_LAYER);
    g_autoptr (GjReport) report = gj_normalize (doc, NULL);
    assert_non_null (report);
    assert_int_equal (flags_of (report, "/tables/disclosure/regulations/issued"),
                      GJ_FLAG_BLANK | (ocr ? GJ_FLAG_DOUBTFUL : 0));
  }
}

/* Dirt in one cell of table 四 of a scan was read as letters: the other figures stay, and that one is unread. In a text layer letters are
 * letters, and with two such cells the row may be another. */
static void
test_dirt (void **state)
{
  static const char header[] =
      "结果维持|结果纠正|其他结果|尚未审结|总计|结果维持|结果纠正|其他结果|尚未审结|总计|结果维持|结果纠正|"
      "其他结果|尚未审结|总计\n";
  static const struct {
    const char *figures;
    GjSource source;
    gboolean taken;
  } cases[] = { { "0|0|0|2|2|计\"2|2|0|0|4|0|0|0|3|3", GJ_SOURCE_OCR, TRUE },
                { "0|0|0|2|2|计\"2|2|0|0|4|计|0|0|3|3", GJ_SOURCE_OCR, FALSE },
                { "0|0|0|2|2|计\"2|2|0|0|4|0|0|0|3|3", GJ_SOURCE_TEXT_LAYER, FALSE } };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *table = g_strconcat (header, cases[i].figures, NULL);
    g_autoptr (GjDocument) doc = gj_document_new ();
    add_page (doc, table, 15, cases[i].source);
    g_autoptr (GjReport) report = gj_normalize (doc, NULL);
    assert_non_null (report);
    assert_int_equal (flags_of (report, "/tables/review_litigation/review/pending"),
                      cases[i].taken ? 0 : GJ_FLAG_UNREAD);
    assert_true (flags_of (report, "/tables/review_litigation/litigation_direct/upheld") & GJ_FLAG_UNREAD);
  }
}

/* The flags of 五 in table 三 of which the header's words are @header. */
static guint
flags_below (const char *header, GjSource source)
{
  static const char rows[] =
      "\n^一、本年新收政府信息公开申请数量|0|0|0|0|14|0|14\n^二、上年结转政府信息公开申请数量|0|0|0|0|0|0|0\n"
      "^（一）予以公开|0|0|0|0|14|0|14\n^（七）总计|0|0|0|0|14|0|14\n^四、结转下年度继续办理|0|0|0|0|0|0|0";
  g_autofree char *table = g_strconcat ("^|", header, rows, NULL);
  g_autoptr (GjDocument) doc = gj_document_new ();
  add_page (doc, table, 9, source);
  g_autoptr (GjReport) report = gj_normalize (doc, NULL);
  assert_non_null (report);
  return flags_of (report, "/tables/applications/new_received/legal_service");
}

/* A scan whose header lost one label, or damaged one or two: the column that is left. Not if more are lost, or one is another's;
 * in a text layer labels are what they are. */
static void
test_lost_labels (void **state)
{
  static const struct {
    const char *header;
    guint flags;
  } cases[] = {
    { "自然人|商业企业|科研机构|社会公益组织|法律服务机构|其他|总计", 0 },
    { "|商业企业|科研机构|社会公益组织|法律服务机构|其他|总计", 0 },
    { "自然人|商业企业|检册机构|社会公入于到|法律服务机构|其他|总计", 0 },
    { "||科研机构|社会公益组织|法律服务机构|其他|总计", GJ_FLAG_DOUBTFUL },
    { "自然人|商业企业|社会公益组织|社会公益组织|法律服务机构|其他|总计", GJ_FLAG_DOUBTFUL },
    { "自然人|商业企业|检册机构|社会公入于到|法津人夕木|其他|总计", GJ_FLAG_DOUBTFUL },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    assert_int_equal (flags_below (cases[i].header, GJ_SOURCE_OCR), cases[i].flags);
    assert_int_equal (flags_below (cases[i].header, GJ_SOURCE_TEXT_LAYER), i == 0 ? 0 : GJ_FLAG_DOUBTFUL);
  }
}

#define ZEROS "|0|0|0|0|0|0|0\n"
#define APPLICATIONS(other)                                                                                            \
  "^|自然人|商业企业|科研机构|社会公益组织|法律服务机构|其他|总计\n"                        \
  "^一、本年新收政府信息公开申请数量|0|0|0|0|14|0|14\n^二、上年结转政府信息公开申请数量" ZEROS "^（一）予以公开" ZEROS \
  "^（二）部分公开（区分处理的，只计这一情形，不计其他情形）" ZEROS "^1.属于国家秘密" ZEROS                            \
  "^2.其他法律行政法规禁止公开" ZEROS "^3.危及“三安全一稳定”" ZEROS "^4.保护第三方合法权益" ZEROS other                \
  "^（七）总计|0|0|0|0|14|0|14\n^四、结转下年度继续办理|0|0|0|0|0|0|0"

/* A rule through （六）其他处理 leaves "其他", which is the name of one of its rows in the other form. */
static void
test_cut_group (void **state)
{
  g_autoptr (GjReport) report = read_table (APPLICATIONS ("（六）处理|其他|0|0|0|0|14|0|14\n"), NULL, 9);
  assert_int_not_equal (gj_report_status (report), 0);
  assert_true (flags_of (report, "/tables/applications/outcomes/other/other/total") & GJ_FLAG_DOUBTFUL);
}

#define FIVE "结果维持|结果纠正|其他结果|尚未审结|总计"
#define REVIEW(figures) FIVE "|" FIVE "|" FIVE "\n" figures

/* A figure that wraps in its narrow cell, its second line on the next page. */
static void
test_cut_figures (void **state)
{
  const char *first = REVIEW ("0|0|0|0|0|21|0|0|0|21|0|0|0|0|0");
  g_autoptr (GjReport) whole = read_table (first, NULL, 15);
  assert_int_equal (flags_of (whole, "/tables/review_litigation/litigation_direct/total"), 0);
  g_autoptr (GjReport) cut = read_table (first, "|||||2||||2|||||", 15);
  assert_int_equal (flags_of (cut, "/tables/review_litigation/litigation_direct/upheld"), GJ_FLAG_UNREAD);
  assert_int_equal (flags_of (cut, "/tables/review_litigation/litigation_direct/total"), GJ_FLAG_UNREAD);
  assert_int_equal (flags_of (cut, "/tables/review_litigation/review/total"), 0);
}

/* Table 三 without the row before the last one of （六）; the row before that has @figure in each column, and @label (nullable: its own).
 * Returns: the flags of @cell. */
static guint
flags_of_left_out (const char *figure, const char *label, const char *cell)
{
  const GjForm *form = gj_form_get (GJ_EDITION_2021);
  const GjFormTable *t = &form->tables[GJ_TABLE_APPLICATIONS];
  g_autoptr (GString) table = g_string_new ("^|自然人|商业企业|科研机构|社会公益组织|法律服务机构|其他|总计");
  for (guint i = t->first; i < t->end; i++) {
    if (form->items[i].type != GJ_ITEM_ROW || !gj_form_has_values (form, (int) i) ||
        form->items[i].kind == GJ_KIND_UNDIVIDED || strstr (form->items[i].labels, "逾期未按收费") != NULL)
      continue;
    g_auto (GStrv) names = g_strsplit (form->items[i].labels, "|", 2);
    gboolean before = strstr (names[0], "逾期不补正") != NULL;
    g_string_append_printf (table, "\n^%s", before && label != NULL ? label : names[0]);
    for (guint k = 0; k < 7; k++)
      g_string_append_printf (table, "|%s", before ? figure : "0");
  }
  g_autoptr (GjReport) report = read_table (table->str, NULL, 9);
  return flags_of (report, cell);
}

/* Beside figures that are two rows', and beside a row whose label may be its own, a row is not absent. */
static void
test_joined_figures (void **state)
{
  const char *fee = "/tables/applications/outcomes/other/fee_not_paid/total";
  const char *correction = "/tables/applications/outcomes/other/no_correction_in_time/total";
  const char *either = "申请人逾期木作收要，行改机关不再处埋某政府言息";
  assert_int_equal (flags_of_left_out ("0", NULL, fee), GJ_FLAG_ABSENT);
  assert_int_equal (flags_of_left_out ("0<0", NULL, fee), GJ_FLAG_UNREAD);
  assert_int_equal (flags_of_left_out ("0", either, fee), GJ_FLAG_DOUBTFUL);
  assert_int_equal (flags_of_left_out ("0", either, correction), GJ_FLAG_UNREAD);
}

/* A grid of fifteen columns whose header cannot be read, below any heading: figures that add up as those of table 四 do are its, but
 * doubtful. */
static void
test_unread_header (void **state)
{
  static const struct {
    const char *figures;
    GjSource source;
    guint flags;
  } cases[] = { { "60|2|0|17|79|0|15|42|0|57|0|229|0|282|511", GJ_SOURCE_OCR, GJ_FLAG_DOUBTFUL },
                { "60|2|0|17|78|0|15|42|0|57|0|229|0|282|511", GJ_SOURCE_OCR, 0 },
                { "60|2|0|17|79|0|15|42|0|57|0|229|0|282|511", GJ_SOURCE_TEXT_LAYER, 0 } };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *table = g_strconcat ("||||||||||||||\n", cases[i].figures, NULL);
    g_autoptr (GjDocument) doc = gj_document_new ();
    add_page (doc,
              "一、本年新收政府信息公开申请数量|1|0|0|0|0|0|1\n（七）总计|1|0|0|0|0|0|1\n"
              "四、结转下年度继续办理|0|0|0|0|0|0|0",
              8, cases[i].source);
    add_page (doc, table, 15, cases[i].source);
    g_autoptr (GjReport) report = gj_normalize (doc, NULL);
    if (report == NULL)
      assert_int_equal (cases[i].flags, 0);
    else
      assert_int_equal (flags_of (report, "/tables/review_litigation/review/pending") & GJ_FLAG_DOUBTFUL,
                        cases[i].flags);
  }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_joined_rows),   cmocka_unit_test (test_titles_between),
    cmocka_unit_test (test_slipped_row),   cmocka_unit_test (test_absent_behind_cut),
    cmocka_unit_test (test_unread_header), cmocka_unit_test (test_columns_of_two_years),
    cmocka_unit_test (test_dirt),          cmocka_unit_test (test_streak),
    cmocka_unit_test (test_parted_blank),  cmocka_unit_test (test_cut_last_row),
    cmocka_unit_test (test_cut_group),     cmocka_unit_test (test_cut_figures),
    cmocka_unit_test (test_lost_labels),   cmocka_unit_test (test_joined_figures)
  };
  return cmocka_run_group_tests_name ("lost rules", tests, NULL, NULL);
}
