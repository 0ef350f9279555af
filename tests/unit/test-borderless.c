/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-bands.h"
#include "normalize/gj-borderless.h"
#include "normalize/gj-borderless-columns.h"
#include "normalize/gj-borderless-disclosure.h"
#include "normalize/gj-borderless-values.h"
#include "normalize/gj-segment.h"
#include "tests/support/gj-cmocka.h"
#include "tests/support/gj-print.h"

/* A row of table 二 in a picture: what is below its three figure columns, and the reading of each. */
static GjPage *
row_of (GjSource source, guint8 first, guint8 second)
{
  GjPage *page = gj_page_new (1, 600, 800, source);
  gj_print (page, 60, 100, "信息内容", 0);
  gj_print (page, 200, 100, "本年制发件数", 0);
  gj_print (page, 320, 100, "本年废止件数", 0);
  gj_print (page, 440, 100, "现行有效件数", 0);
  gj_print (page, 60, 120, "规章", 0);
  gj_print (page, 225, 120, "5", first);
  if (second != 9)
    gj_print (page, 345, 120, "7", second);
  gj_print (page, 465, 120, "8", GJ_AGREED_FIRST);
  return page;
}

static GjReading
reading_of (GjPage *page, guint col)
{
  g_autoptr (GPtrArray) lines = gj_segment_lines (page);
  assert_true (gj_borderless_disclosure (lines, 0, lines->len));
  const GjGridCell *cell = gj_grid_cell_at (page->grids->pdata[0], 1, col);
  assert_non_null (cell);
  return cell->reading;
}

/* Without rules too, only what two readers of a picture say is plain. */
static void
test_agreed (void **state)
{
  g_autoptr (GjPage) both = row_of (GJ_SOURCE_OCR, GJ_AGREED_FIRST, GJ_AGREED_FIRST);
  assert_int_equal (reading_of (both, 1), GJ_READING_PLAIN);
  g_autoptr (GjPage) one = row_of (GJ_SOURCE_OCR, 0, GJ_AGREED_FIRST);
  assert_int_equal (reading_of (one, 1), GJ_READING_DOUBTFUL);
}

/* Of a text layer a figure is sure unless hidden text lies below it, or a clip cuts it. */
static void
test_unsure_digits (void **state)
{
  for (guint unsure = 0; unsure < 2; unsure++) {
    g_autoptr (GjPage) page = row_of (GJ_SOURCE_TEXT_LAYER, GJ_AGREED_FIRST, GJ_AGREED_FIRST);
    for (guint i = 0; i < page->glyphs->len && unsure; i++) {
      GjGlyph *g = &g_array_index (page->glyphs, GjGlyph, i);
      g->confidence = g->ch == '5' ? 0 : g->confidence;
    }
    assert_int_equal (reading_of (page, 1), unsure ? GJ_READING_DOUBTFUL : GJ_READING_PLAIN);
    assert_int_equal (gj_grid_cell_at (page->grids->pdata[0], 1, 2)->reading, GJ_READING_PLAIN);
  }
}

/* A cell without a character is blank where there is no ink, and unread where there is. */
static void
test_unread (void **state)
{
  g_autoptr (GjPage) blank = row_of (GJ_SOURCE_OCR, GJ_AGREED_FIRST, 9);
  assert_int_equal (reading_of (blank, 2), GJ_READING_PLAIN);
  g_autoptr (GjPage) ink = row_of (GJ_SOURCE_OCR, GJ_AGREED_FIRST, 9);
  const GjBox box = { 346, 122, 351, 128 };
  g_array_append_val (ink->unread, box);
  assert_int_equal (reading_of (ink, 2), GJ_READING_UNREAD);
}

/* A figure set left in the wide column of a block, before a column of the office's own that is blank. */
static void
test_set_left (void **state)
{
  g_autoptr (GjPage) page = gj_page_new (1, 600, 800, GJ_SOURCE_TEXT_LAYER);
  gj_print (page, 60, 100, "信息内容", 1);
  gj_print (page, 300, 100, "本年处理决定数量", 1);
  gj_print (page, 500, 100, "备注", 1);
  gj_print (page, 60, 120, "行政处罚", 1);
  gj_print (page, 160, 120, "215", 1);
  assert_int_equal (reading_of (page, 1), GJ_READING_DOUBTFUL);
  assert_string_equal (gj_grid_cell_at (page->grids->pdata[0], 1, 1)->text, "215");
}

/* A blank where OCR took a seal off: a pale figure may have gone with it. */
static void
test_sealed_blank (void **state)
{
  const GjStretch columns[2] = { { 300, 320, 2 }, { 360, 380, 2 } };
  const GjBand band = { .kind = GJ_BAND_LABEL, .top = 95, .bottom = 117, .y = 105, .first = 105, .size = 10 };
  const GjBox seal = { 350, 90, 400, 100 };
  for (guint sealed = 0; sealed < 2; sealed++) {
    g_autoptr (GjPage) page = gj_page_new (1, 600, 800, GJ_SOURCE_OCR);
    gj_print (page, 60, 100, "1.属于国家秘密", 1);
    gj_print (page, 311, 100, "3", 1);
    if (sealed)
      g_array_append_val (page->sealed, seal);
    g_autoptr (GPtrArray) lines = gj_segment_lines (page);
    g_autoptr (GjGrid) grid = gj_grid_new ((GjBox){ 50, 90, 400, 140 }, 2, 3);
    gj_borderless_add_values (grid, lines, 0, lines->len, &band, columns, 2, 1);
    assert_string_equal (gj_grid_cell_at (grid, 1, 2)->text, "");
    assert_int_equal (gj_grid_cell_at (grid, 1, 2)->reading, sealed ? GJ_READING_DOUBTFUL : GJ_READING_PLAIN);
  }
}

/* The same in table 二. */
static void
test_sealed_disclosure (void **state)
{
  g_autoptr (GjPage) page = row_of (GJ_SOURCE_OCR, GJ_AGREED_FIRST, 9);
  const GjBox box = { 346, 110, 351, 121 };
  g_array_append_val (page->sealed, box);
  assert_int_equal (reading_of (page, 2), GJ_READING_DOUBTFUL);
}

/* A digit between two rows beside the upper one's figure: it may be the beginning of the lower one's. */
static void
test_digit_between (void **state)
{
  const GjStretch columns[2] = { { 300, 320, 2 }, { 360, 380, 2 } };
  const GjBand upper = { .kind = GJ_BAND_LABEL, .top = 95, .bottom = 117, .y = 105, .first = 105, .size = 10 },
               lower = { .kind = GJ_BAND_LABEL, .top = 117, .bottom = 137, .y = 125, .first = 125, .size = 10 };
  for (guint odd = 0; odd < 2; odd++) {
    g_autoptr (GjPage) page = gj_page_new (1, 600, 800, GJ_SOURCE_TEXT_LAYER);
    gj_print (page, 60, 100, "1.属于国家秘密", 1);
    gj_print (page, 311, 100, "0", 1);
    if (odd)
      gj_print (page, 311, 111, "1", 1);
    gj_print (page, 60, 120, "2.其他法律行政法规禁止公开", 1);
    gj_print (page, 301, 120, "2", 1);
    g_autoptr (GPtrArray) lines = gj_segment_lines (page);
    g_autoptr (GArray) bands = g_array_new (FALSE, FALSE, sizeof (GjBand));
    g_array_append_val (bands, upper);
    g_array_append_val (bands, lower);
    g_autoptr (GjGrid) grid = gj_grid_new ((GjBox){ 50, 90, 400, 140 }, 3, 3);
    gj_borderless_add_values (grid, lines, 0, lines->len, &upper, columns, 2, 1);
    gj_borderless_add_values (grid, lines, 0, lines->len, &lower, columns, 2, 2);
    gj_borderless_doubt_strays (grid, lines, 0, lines->len, bands, columns, 2);
    assert_int_equal (gj_grid_cell_at (grid, 1, 1)->reading, odd ? GJ_READING_UNREAD : GJ_READING_PLAIN);
    assert_int_equal (gj_grid_cell_at (grid, 2, 1)->reading, odd ? GJ_READING_DOUBTFUL : GJ_READING_PLAIN);
  }
}

/* Words across the labels of several columns leave open which figure is below which. */
static void
test_words_across (void **state)
{
  g_autoptr (GjPage) page = row_of (GJ_SOURCE_TEXT_LAYER, 1, 1);
  assert_int_equal (reading_of (page, 1), GJ_READING_PLAIN);
  g_autoptr (GjPage) across = row_of (GJ_SOURCE_TEXT_LAYER, 1, 1);
  gj_print (across, 230, 107, "abcdefghij", 0);
  assert_int_equal (reading_of (across, 1), GJ_READING_DOUBTFUL);
}

/* Nor is a cell blank where a character stands that found its way into another line, or in the ring of a seal. */
static void
test_not_blank (void **state)
{
  const GjBox seal = { 300, 90, 380, 170 }, frame = { 10, 10, 590, 790 };
  g_autoptr (GjPage) page = row_of (GJ_SOURCE_OCR, GJ_AGREED_FIRST, 9);
  gj_page_add_glyph (page, '7', (GjBox){ 345, 117, 353, 137 }, 90, FALSE);
  const GjBox cell = { 320, 120, 380, 130 }, other = { 200, 120, 230, 130 };
  assert_true (gj_page_has_other (page, &cell));
  g_autoptr (GjPage) sealed = gj_page_new (1, 600, 800, GJ_SOURCE_OCR);
  g_array_append_val (sealed->unread, frame);
  assert_false (gj_page_has_other (sealed, &cell));
  g_array_append_val (sealed->unread, seal);
  assert_true (gj_page_has_other (sealed, &cell));
  assert_false (gj_page_has_other (sealed, &other));
}

/* In a text layer too: a digit in a cell that got no text, and a figure where the page ends. */
static void
test_printed_digits (void **state)
{
  g_autoptr (GjPage) page = gj_page_new (1, 600, 800, GJ_SOURCE_TEXT_LAYER);
  const GjBox cell = { 320, 100, 380, 120 }, other = { 200, 100, 230, 120 }, last = { 560, 100, 600, 120 };
  gj_print (page, 345, 105, "7", 0);
  gj_print (page, 205, 105, "无", 0);
  assert_true (gj_page_has_other (page, &cell));
  assert_false (gj_page_has_other (page, &other));
  assert_false (gj_page_figure_is_odd (page, &cell));
  gj_print (page, 576, 105, "14", 0);
  assert_true (gj_page_figure_is_odd (page, &last));
}

/* A figure that is read as one stays one, whatever room its comma takes. */
static void
test_one_figure (void **state)
{
  g_autoptr (GjPage) page = gj_page_new (1, 600, 800, GJ_SOURCE_OCR);
  gj_print (page, 100, 100, "1", GJ_AGREED_FIRST);
  gj_print (page, 110, 100, ",", GJ_AGREED_NEXT);
  gj_print (page, 126, 100, "234", GJ_AGREED_NEXT);
  g_autoptr (GPtrArray) lines = gj_segment_lines (page);
  const GjSegmentLine *line = lines->pdata[0];
  assert_int_equal (line->segments->len, 1);
  assert_true (g_array_index (line->segments, GjSegment, 0).value);
}

/* Figures that were read one by one are two, however near. */
static void
test_two_figures (void **state)
{
  g_autoptr (GjPage) page = gj_page_new (1, 600, 800, GJ_SOURCE_OCR);
  gj_print (page, 100, 100, "1", GJ_AGREED_FIRST);
  gj_print (page, 110, 100, "2", GJ_AGREED_NEXT);
  gj_print (page, 120, 100, "3", GJ_AGREED_FIRST);
  g_autoptr (GPtrArray) lines = gj_segment_lines (page);
  const GjSegmentLine *line = lines->pdata[0];
  assert_int_equal (line->segments->len, 2);
  assert_string_equal (g_array_index (line->segments, GjSegment, 0).text, "12");
}

/* Two figures one below the other do not become one in silence. */
static void
test_two_lines (void **state)
{
  g_autoptr (GjPage) page = row_of (GJ_SOURCE_TEXT_LAYER, 1, 1);
  gj_print (page, 225, 131, "4", 1);
  g_autoptr (GPtrArray) lines = gj_segment_lines (page);
  assert_int_equal (lines->len, 3);
  GjSegmentLine *joined = gj_segment_join (lines->pdata[1], lines->pdata[2]);
  assert_int_equal (joined->segments->len, 4);
  for (guint i = 1; i < 4; i++)
    assert_int_equal (g_array_index (joined->segments, GjSegment, i).agreed != 0, i != 1);
  gj_segment_line_free (joined);
}

/* The reading of the last cell of a band over two lines, in which the first column holds @upper and @lower. */
static GjReading
reading_beside (const char *upper, const char *lower)
{
  const GjStretch columns[] = { { 100, 129, 2 }, { 200, 229, 2 } };
  const GjBand band = {
    .kind = GJ_BAND_LABEL, .top = 95, .bottom = 125, .y = 111, .first = 105, .size = GJ_PRINT_SIZE
  };
  g_autoptr (GjPage) page = gj_page_new (1, 600, 800, GJ_SOURCE_TEXT_LAYER);
  gj_print (page, 100, 100, upper, 1);
  gj_print (page, 100, 112, lower, 1);
  gj_print (page, 200, 100, "120", 1);
  gj_print (page, 200, 112, "344", 1);
  g_autoptr (GPtrArray) lines = gj_segment_lines (page);
  GjGrid *grid = gj_grid_new ((GjBox){ 0, 90, 600, 130 }, 1, 3);
  gj_borderless_add_values (grid, lines, 0, lines->len, &band, columns, 2, 0);
  gj_page_insert_grid (page, grid);
  return gj_grid_cell_at (grid, 0, 2)->reading;
}

/* A figure that fills its column may go on on the next line, unless its neighbours say that these are two rows. */
static void
test_two_rows (void **state)
{
  assert_int_equal (reading_beside ("777", "88"), GJ_READING_PLAIN);
  assert_int_equal (reading_beside ("0", "56"), GJ_READING_UNREAD);
}

/* The reading of a blank cell of a band whose only figure stands at @x. */
static GjReading
blank_beside (double x)
{
  const GjStretch columns[] = { { 100, 129, 2 }, { 200, 229, 2 }, { 300, 329, 2 } };
  const GjBand band = {
    .kind = GJ_BAND_LABEL, .top = 95, .bottom = 115, .y = 105, .first = 105, .size = GJ_PRINT_SIZE
  };
  g_autoptr (GjPage) page = gj_page_new (1, 600, 800, GJ_SOURCE_TEXT_LAYER);
  gj_print (page, x, 100, "0", 1);
  g_autoptr (GPtrArray) lines = gj_segment_lines (page);
  GjGrid *grid = gj_grid_new ((GjBox){ 0, 90, 600, 130 }, 1, 4);
  gj_borderless_add_values (grid, lines, 0, lines->len, &band, columns, 3, 0);
  gj_page_insert_grid (page, grid);
  return gj_grid_cell_at (grid, 0, 3)->reading;
}

/* A figure between two columns may be one for both, or for all. */
static void
test_between (void **state)
{
  assert_int_equal (blank_beside (110), GJ_READING_PLAIN);
  assert_int_equal (blank_beside (160), GJ_READING_DOUBTFUL);
}

/* Figures that were set apart with spaces do not stand below each other: as many as columns are in their order, fewer prove nothing. */
static void
test_uneven (void **state)
{
  const GjStretch columns[] = { { 200, 229, 2 }, { 300, 329, 2 } };
  const GjBand band = {
    .kind = GJ_BAND_LABEL, .top = 95, .bottom = 115, .y = 105, .first = 105, .size = GJ_PRINT_SIZE
  };
  for (guint n = 1; n <= 2; n++) {
    g_autoptr (GjPage) page = gj_page_new (1, 600, 800, GJ_SOURCE_TEXT_LAYER);
    gj_print (page, 20, 100, "重复申请", 0);
    gj_print (page, 80, 100, "75", 1);
    if (n == 2)
      gj_print (page, 215, 100, "0", 1);
    g_autoptr (GPtrArray) lines = gj_segment_lines (page);
    GjGrid *grid = gj_grid_new ((GjBox){ 0, 90, 600, 130 }, 1, 3);
    assert_int_equal (gj_borderless_add_values (grid, lines, 0, lines->len, &band, columns, 2, 0), n == 2);
    gj_page_insert_grid (page, grid);
    assert_string_equal (gj_grid_cell_at (grid, 0, 1)->text, n == 2 ? "75" : "");
    assert_int_equal (gj_grid_cell_at (grid, 0, 1)->reading == GJ_READING_DOUBTFUL, n == 2);
  }
}

/* A row's label goes on in its next line also where the labels of groups beside it stand lower, one of them so low that it is too
 * far from the first line, but level enough with the second to be of one line with it. */
static void
test_label_beside_groups (void **state)
{
  const GjStretch columns[] = { { 300, 309, 2 }, { 400, 409, 2 } };
  g_autoptr (GjPage) page = gj_page_new (1, 600, 800, GJ_SOURCE_TEXT_LAYER);
  gj_print (page, 120, 80, "1.属于国家秘密", 0);
  gj_print (page, 300, 80, "0", 1);
  gj_print (page, 400, 80, "3", 1);
  gj_print (page, 120, 100, "2.其他法律行政法规", 0);
  gj_print (page, 300, 108, "4", 1);
  gj_print (page, 400, 108, "5", 1);
  gj_print (page, 120, 117, "禁止公开", 0);
  gj_print (page, 70, 120, "公开", 0);
  gj_print (page, 20, 122.5, "果", 0);
  g_autoptr (GPtrArray) lines = gj_segment_lines (page);
  g_autoptr (GArray) bands = gj_bands_by_label (lines, 0, lines->len, columns, 2);
  assert_non_null (bands);
  assert_int_equal (bands->len, 2);
  assert_string_equal (g_array_index (bands, GjBand, 1).label, "2.其他法律行政法规禁止公开");
}

/* In a picture what is left of labels may look like a figure over two columns: those are told by figures that both readers see. */
static void
test_columns_beside_labels (void **state)
{
  const GjStretch elsewhere[] = { { 100, 110, 4 }, { 125, 135, 4 }, { 150, 160, 4 }, { 175, 185, 4 } };
  GjStretch columns[GJ_MAX_CLUSTERS];
  g_autoptr (GjPage) page = gj_page_new (1, 600, 800, GJ_SOURCE_OCR);
  gj_print (page, 305, 80, "44444", 0);
  for (guint row = 0; row < 4; row++)
    for (guint q = 0; q < 4; q++)
      gj_print (page, 280 + 30 * q, 100 + 15 * row, "7", GJ_AGREED_FIRST);
  g_autoptr (GPtrArray) lines = gj_segment_lines (page);
  assert_true (gj_columns_find (lines, 0, lines->len, 0, 4, columns));
  assert_in_range ((int) columns[1].x0, 309, 311);
  gj_columns_of_page (lines, 0, lines->len, elsewhere, 4, columns); /* which are this page's own, not moved ones */
  assert_in_range ((int) columns[3].x0, 369, 371);
}

/* A row's label that is one is not cut where the labels of rows further in begin. */
static void
test_label_over_starts (void **state)
{
  const GjStretch columns[] = { { 300, 309, 2 }, { 400, 409, 2 } };
  static const char *const labels[] = { "1.属于国家秘密", "4.保护第三方合法权益", "5.属于三类内部事务信息",
                                        "7.属于行政执法案卷" };
  g_autoptr (GjPage) page = gj_page_new (1, 600, 800, GJ_SOURCE_OCR);
  gj_print (page, 20, 80, "一、本", 0);
  gj_print (page, 53, 80, "年新收政府信息公开申请数量", 0);
  gj_print (page, 300, 80, "0", 1);
  gj_print (page, 400, 80, "3", 1);
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++) {
    gj_print (page, 53, 100 + 15 * i, labels[i], 0);
    gj_print (page, 300, 100 + 15 * i, "4", 1);
    gj_print (page, 400, 100 + 15 * i, "5", 1);
  }
  g_autoptr (GPtrArray) lines = gj_segment_lines (page);
  g_autoptr (GArray) bands = gj_bands_by_label (lines, 0, lines->len, columns, 2);
  assert_non_null (bands);
  assert_int_equal (bands->len, 5);
  assert_string_equal (g_array_index (bands, GjBand, 0).label, "一、本年新收政府信息公开申请数量");
}

/* Rows that lie over each other: what one lacks the other may have. */
static void
test_overlaps (void **state)
{
  static const struct {
    double y0, y1;
    const char *text;
    GjReading reading;
  } cases[] = { { 20, 30, "", GJ_READING_PLAIN },
                { 12, 20, "", GJ_READING_UNREAD },
                { 12, 20, "0", GJ_READING_PLAIN } };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GjGrid) grid = gj_grid_new ((GjBox){ 0, 0, 100, 30 }, 3, 2);
    gj_grid_add_cell (grid, (GjBox){ 50, 10, 60, 20 }, 1, 1, 1, 1, "00");
    gj_grid_add_cell (grid, (GjBox){ 0, 12, 50, 20 }, 2, 0, 1, 1, "");
    gj_grid_add_cell (grid, (GjBox){ 50, cases[i].y0, 60, cases[i].y1 }, 2, 1, 1, 1, cases[i].text);
    gj_borderless_unread_overlaps (grid);
    assert_int_equal (gj_grid_cell_at (grid, 2, 1)->reading, cases[i].reading);
    assert_int_equal (gj_grid_cell_at (grid, 2, 0)->reading, GJ_READING_PLAIN);
    assert_int_equal (gj_grid_cell_at (grid, 1, 1)->reading, GJ_READING_PLAIN);
  }
}

/* What a scan left of a numeral is no part of the label behind it. Nor must a label's second line stand below
 * all of its first, whose numeral may have gone. */
static void
test_damaged_numerals (void **state)
{
  const GjStretch columns[] = { { 300, 309, 2 }, { 400, 409, 2 } };
  g_autoptr (GjPage) page = gj_page_new (1, 600, 800, GJ_SOURCE_OCR);
  gj_print (page, 60, 80, "人了予以公开", 0);
  gj_print (page, 120, 100, "部分公开（区分处理的，只", 0);
  gj_print (page, 76, 114, "计这一情形，不计", 0);
  gj_print (page, 120, 128, "其他情形）", 0);
  gj_print (page, 90, 148, "5.属于三类内部事务信息", 0);
  for (guint row = 0; row < 3; row++)
    for (guint q = 0; q < 2; q++)
      gj_print (page, 300 + 100 * q, 80 + 34 * row, "7", GJ_AGREED_FIRST);
  g_autoptr (GPtrArray) lines = gj_segment_lines (page);
  g_autoptr (GArray) bands = gj_bands_by_label (lines, 0, lines->len, columns, 2);
  assert_int_equal (bands->len, 3);
  assert_string_equal (g_array_index (bands, GjBand, 1).label, "部分公开（区分处理的，只计这一情形，不计其他情形）");
}

/* Columns by a header in which a scan misread a label: what stands in line with the others is one. Not if none of them can be read. */
static void
test_misread_header (void **state)
{
  static const char *const headers[][4] = { { "维持", "纠止", "审结", "总计" },
                                            { "维挂", "纠止", "审结", "总讨" },
                                            { "维持", "", "审结", "总计" } };
  GjStretch columns[GJ_MAX_CLUSTERS];
  for (guint i = 0; i < 2 * G_N_ELEMENTS (headers); i++) {
    g_autoptr (GjPage) page = gj_page_new (1, 600, 800, i % 2 ? GJ_SOURCE_OCR : GJ_SOURCE_TEXT_LAYER);
    gj_print (page, 130, 80, "行政复议", 0);
    for (guint q = 0; q < 4; q++)
      gj_print (page, 100 + 50 * q, 100, headers[i / 2][q], 0);
    g_autoptr (GPtrArray) lines = gj_segment_lines (page);
    assert_int_equal (gj_columns_of_header (lines, 0, lines->len, GJ_TABLE_REVIEW, 4, columns), i == 1);
  }
}

/* A table is looked for below its heading, also where a scan damaged that one's numeral. */
static void
test_damaged_heading (void **state)
{
  static const char *const labels[] = { "一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量",
                                        "（一）予以公开", "（七）总计" };
  const gboolean missing[GJ_N_TABLES] = { FALSE, TRUE, FALSE };
  for (guint scanned = 0; scanned < 2; scanned++) {
    g_autoptr (GjDocument) doc = gj_document_new ();
    GjPage *page = gj_page_new (1, 600, 800, scanned ? GJ_SOURCE_OCR : GJ_SOURCE_TEXT_LAYER);
    g_ptr_array_add (doc->pages, page);
    gj_print (page, 60, 100, "au、收到和处理政府信息公开申请情况", 0);
    for (guint row = 0; row < G_N_ELEMENTS (labels); row++) {
      gj_print (page, 60, 130 + 20 * row, labels[row], 0);
      for (guint q = 0; q < 7; q++)
        gj_print (page, 260 + 40 * q, 130 + 20 * row, "7", GJ_AGREED_FIRST);
    }
    assert_int_equal (gj_borderless_recover (doc, missing), scanned);
  }
}

/* Table 四 with the figures of two years below each other, or those of a part of it: which are meant is open. */
static void
test_repeated_figures (void **state)
{
  static const char *const labels[] = { "维持", "纠正", "其他", "尚未", "总计" };
  const gboolean missing[GJ_N_TABLES] = { FALSE, FALSE, TRUE };
  for (guint more = 0; more < 3; more++) { /* none, the same row again, a short one */
    g_autoptr (GjDocument) doc = gj_document_new ();
    GjPage *page = gj_page_new (1, 800, 600, GJ_SOURCE_TEXT_LAYER);
    g_ptr_array_add (doc->pages, page);
    doc->n_pages = 1;
    gj_print (page, 60, 100, "四、政府信息公开行政复议、行政诉讼情况", 0);
    gj_print (page, 100, 120, "行政复议", 0);
    gj_print (page, 450, 120, "行政诉讼", 0);
    for (guint k = 0; k < 15; k++) {
      gj_print (page, 30 + 48.0 * k, 140, labels[k % 5], 0);
      gj_print (page, 36 + 48.0 * k, 160, k == 2 || k == 4 ? "5" : "0", 1);
      if (more == 1 || (more == 2 && k < 3))
        gj_print (page, 36 + 48.0 * k, 200, "1", 1);
    }
    if (more > 0)
      gj_print (page, 10, 180, "上年", 0);
    gj_print (page, 60, 240, "五、存在的主要问题及改进情况", 0);
    assert_true (gj_borderless_recover (doc, missing));
    const GjGridCell *cell = gj_grid_cell_at (page->grids->pdata[0], 2, 1);
    assert_non_null (cell);
    assert_int_equal (cell->reading, more == 1 ? GJ_READING_DOUBTFUL : GJ_READING_PLAIN);
  }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_columns_beside_labels),
    cmocka_unit_test (test_label_over_starts),
    cmocka_unit_test (test_damaged_heading),
    cmocka_unit_test (test_damaged_numerals),
    cmocka_unit_test (test_misread_header),
    cmocka_unit_test (test_overlaps),
    cmocka_unit_test (test_agreed),
    cmocka_unit_test (test_unsure_digits),
    cmocka_unit_test (test_unread),
    cmocka_unit_test (test_not_blank),
    cmocka_unit_test (test_printed_digits),
    cmocka_unit_test (test_one_figure),
    cmocka_unit_test (test_two_figures),
    cmocka_unit_test (test_two_lines),
    cmocka_unit_test (test_two_rows),
    cmocka_unit_test (test_between),
    cmocka_unit_test (test_label_beside_groups),
    cmocka_unit_test (test_words_across),
    cmocka_unit_test (test_set_left),
    cmocka_unit_test (test_digit_between),
    cmocka_unit_test (test_sealed_blank),
    cmocka_unit_test (test_sealed_disclosure),
    cmocka_unit_test (test_uneven),
    cmocka_unit_test (test_repeated_figures),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
