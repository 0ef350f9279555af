/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-prose.h"

#include "tests/support/gj-cmocka.h"

#include <string.h>

static void
test_parse (void **state)
{
  static const struct {
    const char *title, *organization;
    int year;
  } cases[] = {
    /* a year of which OCR lost or added a digit; a number that is the name's own */
    { "羽浦县汐泉镇二二一年政府信息公开工作年度报告", "羽浦县汐泉镇", 0 },
    { "羽津乡人民政府二〇二@〇年度政府信息公开工作报告", "羽津乡人民政府", 0 },
    { "芷坪县人民政府20z1年度政府信息公开工作报告", "芷坪县人民政府", 0 },
    { "坪岭农场二十一2023年政府信息公开工作年度报告", "坪岭农场二十一", 2023 },
    { "淮阳市人民政府2024年政府信息公开工作年度报告", "淮阳市人民政府", 2024 },
    { "2023年度棠阳区教育局政府信息公开工作年度报告", "棠阳区教育局", 2023 },
    { "棠阳区教育局二〇二三年政府信息公开工作年度报告", "棠阳区教育局", 2023 },
    { "棠阳区教育局二○二三年度政府信息公开工作年度报告", "棠阳区教育局", 2023 },
    { "棠阳区教育局２０２３年政府信息公开工作年度报告", "棠阳区教育局", 2023 },
    { "棠阳区教育局关于2023年政府信息公开工作年度报告", "棠阳区教育局", 2023 },
    { "棠阳区教育局发布2023年政务公开工作年度报告", "棠阳区教育局", 2023 },
    { "【年报】棠阳区教育局2023年政府信息公开工作年度报告", "棠阳区教育局", 2023 },
    { "棠阳区教育局（本级）2023年政府信息公开工作年度报告", "棠阳区教育局（本级）", 2023 },
    { "2022年政府信息公开工作年度报告", NULL, 2022 },
    { "政府信息公开工作年度报告", NULL, 0 },
    { "棠阳区教育局政府信息公开工作年度报告（2021年度）", "棠阳区教育局", 2021 },
    { "棠阳区教育局2021年度政府信息公开年度报告", "棠阳区教育局", 2021 },
    { "棠陽區教育局關於2021年度政府資訊公開工作年度報告", "棠陽區教育局", 2021 },
    { "2021年棠陽區教育局政府信息公開工作報告", "棠陽區教育局", 2021 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *organization = NULL;
    int year = -1;
    gj_title_parse (cases[i].title, &organization, &year);
    if (g_strcmp0 (organization, cases[i].organization) != 0 || year != cases[i].year)
      fail_msg ("%s: %s, %d", cases[i].title, organization != NULL ? organization : "nobody", year);
  }
}

static void
test_dates (void **state)
{
  static const struct {
    const char *text, *alone, *searched;
  } cases[] = {
    { "2024年1月9日", "2024-01-09", "2024-01-09" },
    { "2024 年 2 月 4 日", "2024-02-04", "2024-02-04" },
    { "２０２４年１月９日", "2024-01-09", "2024-01-09" },
    { "二〇二四年一月九日", "2024-01-09", "2024-01-09" },
    { "二○二四年十二月三十一日", "2024-12-31", "2024-12-31" },
    { "二零二四年十月二十日", "2024-10-20", "2024-10-20" },
    { "二〇二四年十一月十一日", "2024-11-11", "2024-11-11" },
    { "2024-01-09", "2024-01-09", "2024-01-09" },
    { "2024/1/9", "2024-01-09", "2024-01-09" },
    { "2024.1.9", "2024-01-09", "2024-01-09" },
    { "（2024年1月9日）", "2024-01-09", "2024-01-09" },
    { "发布时间：2024-01-09 10:20", NULL, "2024-01-09" },
    { "2024年2月30日", NULL, NULL },
    { "2024年13月1日", NULL, NULL },
    { "2024年元月9日", "2024-01-09", "2024-01-09" },
    { "2024年1月", NULL, NULL },
    { "2024年", NULL, NULL },
    { "1924年1月9日", NULL, NULL },
    { "截至2024年1月9日，", NULL, "2024-01-09" },
    { "", NULL, NULL },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *alone = gj_date_parse (cases[i].text, FALSE), *searched = gj_date_parse (cases[i].text, TRUE);
    if (g_strcmp0 (alone, cases[i].alone) != 0 || g_strcmp0 (searched, cases[i].searched) != 0)
      fail_msg ("%s: alone %s, searched %s", cases[i].text, alone != NULL ? alone : "none",
                searched != NULL ? searched : "none");
  }
}

static void
test_period (void **state)
{
  assert_int_equal (gj_year_of_period ("统计期限为 2023 年 1 月 1 日到 2023 年 12 月 31 日。"), 2023);
  assert_int_equal (gj_year_of_period ("2023年2月1日"), 0);
  assert_int_equal (gj_year_of_period (""), 0);
}

/* Lines of text input, as gj_prose_collect() would give them. */
static void
line_clear (gpointer data)
{
  GjProseLine *l = data;
  gj_line_free (l->line);
  g_free (l->text);
  g_free (l);
}

static GPtrArray *
lines_of (GjPage *page, const char *const *texts)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (line_clear);
  for (guint i = 0; texts[i] != NULL; i++) {
    GjProseLine *l = g_new0 (GjProseLine, 1);
    l->line = gj_line_new (texts[i], (GjBox){ 0, i, 10, i + 1 });
    l->page = page;
    l->text = g_strdup (texts[i]);
    g_ptr_array_add (lines, l);
  }
  return lines;
}

static void
test_find (void **state)
{
  static const char *const whole[] = { "棠政发〔2024〕3号", "棠阳区教育局2023年政府信息公开工作年度报告",
                                       "2024年1月9日", NULL };
  static const char *const wrapped[] = { "棠阳区教育局2023年政府信息公开工作", "年度报告", "本报告", NULL };
  static const char *const apart[] = { "棠阳区教育局", "2023年政府信息公开工作年度报告", "本报告", NULL };
  static const char *const bracket[] = { "棠阳区教育局", "政府信息公开工作年度报告", "（2023年度）", "本报告", NULL };
  static const char *const none[] = { "本报告依据政府信息公开条例编制，按年度报告要求公布。", "一、", NULL };
  /* what a web page has around its title */
  static const char *const path[] = { "首页 > 政府信息公开年报", "- 设为首页",
                                      "棠阳区教育局2023年政府信息公开工作年度报告", NULL };
  static const char *const site[] = { "棠阳区教育局2023年政府信息公开工作年度报告-棠阳区人民政府",
                                      "棠阳区教育局2023年政府信息公开工作年度报告", NULL };
  static const char *const field[] = { "索引号: 4/2024-1", "标题: 棠阳区教育局2023年政府信息公开工作年度报告",
                                       "发布日期: 2024-01-09", NULL };
  static const char *const fields[] = { "名称 棠阳区教育局2023年政府信息公开年度报告", "文号 无",
                                        "棠阳区教育局2023年政府信息公开工作年度报告", NULL };
  static const char *const folder[] = { "政府信息公开年报", "棠阳区教育局2023年政府信息公开年报", NULL };
  static const struct {
    const char *const *texts;
    const char *title;
    guint after;
  } cases[] = {
    { path, "棠阳区教育局2023年政府信息公开工作年度报告", 3 },
    { site, "棠阳区教育局2023年政府信息公开工作年度报告", 2 },
    { field, "棠阳区教育局2023年政府信息公开工作年度报告", 2 },
    { fields, "棠阳区教育局2023年政府信息公开工作年度报告", 3 },
    { folder, "棠阳区教育局2023年政府信息公开年报", 2 },
    { whole, "棠阳区教育局2023年政府信息公开工作年度报告", 2 },
    { wrapped, "棠阳区教育局2023年政府信息公开工作年度报告", 2 },
    { apart, "棠阳区教育局2023年政府信息公开工作年度报告", 2 },
    { bracket, "棠阳区教育局政府信息公开工作年度报告（2023年度）", 3 },
    { none, NULL, 0 },
  };
  g_autoptr (GjPage) page = gj_page_new (1, 0, 0, GJ_SOURCE_TEXT);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GPtrArray) lines = lines_of (page, cases[i].texts);
    g_autofree char *title = NULL;
    guint first = 0, after = 0;
    gboolean found = gj_title_find (lines, lines->len, &first, &after, &title);
    assert_int_equal (found, cases[i].title != NULL);
    if (found) {
      assert_string_equal (title, cases[i].title);
      assert_int_equal (after, cases[i].after);
    }
  }
}

/* A web page with links before its article: what looks like a title among them is set smaller. */
static void
test_links_before (void **state)
{
  static const char *const texts[] = { "首页 走进棠阳 政务公开",
                                       "年度报告",
                                       "棠阳区教育局2022年政府信息公开工作年度报告",
                                       "棠阳区教育局2023年政府信息公开工作年度报告",
                                       "棠阳区教育局2022年政府信息公开工作年度报告",
                                       NULL };
  g_autoptr (GjPage) page = gj_page_new (1, 595, 842, GJ_SOURCE_TEXT_LAYER);
  g_autoptr (GPtrArray) lines = lines_of (page, texts);
  for (guint k = 0; k < lines->len; k++) {
    GjProseLine *l = lines->pdata[k];
    l->line->box = (GjBox){ 100, 100 + 30 * k, 400, 112 + 30 * k };
    l->line->size = k == 3 ? 18 : 12;
    l->em = 12;
  }
  guint first, after;
  g_autofree char *title = NULL;
  assert_true (gj_title_find (lines, lines->len, &first, &after, &title));
  assert_string_equal (title, texts[3]);
  assert_int_equal (first, 3);
  assert_int_equal (after, 4);
}

/* Pages read by OCR: titles with dust in them, and one whose strokes were lost with the rules of the page. */
static void
test_scanned (void **state)
{
  static const struct {
    const char *texts[4], *title;
  } cases[] = {
    { { "首页>政务公开>年度报告", "。棠阳区教育局", "2023年政府信息公开工作”年度报告.", NULL },
      "棠阳区教育局2023年政府信息公开工作年度报告" },
    { { "棠阳区教育局2023年度政府信息公矿", "丁作圾告", NULL }, "棠阳区教育局2023年度政府信息公开工作报告" },
    { { "棠阳区教育局2023年政府信息公开工年度报告", NULL }, "棠阳区教育局2023年政府信息公开工作年度报告" },
    { { "棠阳区教育局2023年政府信息公开工作总结报告", NULL }, "棠阳区教育局2023年政府信息公开工作总结报告" },
    { { "砚洲市人民政府2019年政府信息公斤工作年", "度盈告", NULL }, "砚洲市人民政府2019年政府信息公开工作年度报告" },
    { { "芷岭区教育局2025年度政府信息公开工作", "级告", NULL }, "芷岭区教育局2025年度政府信息公开工作报告" },
    { { "芷岭区教育局2025年度政府信息公开工乍级告", "前言", NULL }, "芷岭区教育局2025年度政府信息公开工作报告" },
    { { "棠阳区教育局2023年工作情况", "政府工作报告", NULL }, NULL },
  };
  g_autoptr (GjPage) page = gj_page_new (1, 595, 842, GJ_SOURCE_OCR);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GPtrArray) lines = lines_of (page, cases[i].texts);
    for (guint k = 0; k < lines->len; k++) {
      GjProseLine *l = lines->pdata[k];
      l->line->box = (GjBox){ 100, 100 + 24 * k, 400, 120 + 24 * k };
      l->line->size = 20;
      l->em = 12;
    }
    guint first, after;
    g_autofree char *title = NULL;
    gj_title_find (lines, lines->len, &first, &after, &title);
    if (g_strcmp0 (title, cases[i].title) != 0)
      fail_msg ("%s: %s", cases[i].texts[0], title != NULL ? title : "none");
  }
}

/* A title among the buttons of a page, and what the browser prints above it. */
static void
test_complete (void **state)
{
  static const struct {
    const char *header, *above, *title, *whole;
  } cases[] = {
#define WHOLE "淮阳市人民政府2024年政府信息公开工作年度报告"
    { "2025/1/22 15:30 " WHOLE "_政府信息公开", "淮阳市人民政府 智能问答", "2024年政府信息公开工作年度报告", WHOLE },
    { "1/22/25, 3:30 PM " WHOLE, "导航", NULL, WHOLE },
    { "名称： " WHOLE, "导航", NULL, WHOLE },
    { WHOLE, "导航", "2024年政府信息公开工作年度报告", "2024年政府信息公开工作年度报告" }, /* printed so */
    { WHOLE, "棠阳区教育局", "棠阳区教育局2024年政府信息公开工作年度报告",
      "棠阳区教育局2024年政府信息公开工作年度报告" },
    { "2025/1/22 15:30 政府信息公开年报", "导航", NULL, NULL },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GjDocument) doc = gj_document_new ();
    GjPage *page = gj_page_new (1, 600, 800, GJ_SOURCE_TEXT_LAYER);
    g_ptr_array_add (page->lines, gj_line_new (cases[i].header, (GjBox){ 20, 10, 580, 20 }));
    g_ptr_array_add (doc->pages, page);
    g_autofree char *text = g_strdup (cases[i].above), *title = g_strdup (cases[i].title);
    GjProseLine above = { .text = text, .page = page };
    g_autoptr (GPtrArray) lines = g_ptr_array_new ();
    g_ptr_array_add (lines, &above);
    gj_title_complete (doc, lines, 1, &title);
    if (g_strcmp0 (title, cases[i].whole) != 0)
      fail_msg ("%s: %s", cases[i].header, title != NULL ? title : "nothing");
  }
}

/* The title of a report behind the first, whose last character has a line of its own. */
static void
test_second_that_wraps (void **state)
{
  static const char *const lines[] = { "棠阳区教育局2023年政府信息公开工作年度报告",
                                       "一、总体情况",
                                       "二、主动公开政府信息情况",
                                       "三、收到和处理政府信息公开申请情况",
                                       "四、政府信息公开行政复议、行政诉讼情况",
                                       "五、存在的主要问题及改进情况",
                                       "六、其他需要报告的事项",
                                       "棠阳区水利局2021年政府信息公开工作年度报",
                                       "告",
                                       "一、总体情况" };
  g_autoptr (GjDocument) doc = gj_document_new ();
  for (guint p = 0; p < 2; p++)
    g_ptr_array_add (doc->pages, gj_page_new (++doc->n_pages, 595, 842, GJ_SOURCE_TEXT_LAYER));
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++) {
    GjPage *page = doc->pages->pdata[i >= 7];
    GjLine *line = gj_line_new (lines[i], (GjBox){ 50, 100 + 20.0 * i, 500, 112 + 20.0 * i });
    line->size = 12;
    g_ptr_array_add (page->lines, line);
  }
  assert_true (gj_prose_split (doc));
  assert_non_null (doc->second);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_parse),        cmocka_unit_test (test_dates),
    cmocka_unit_test (test_period),       cmocka_unit_test (test_find),
    cmocka_unit_test (test_links_before), cmocka_unit_test (test_scanned),
    cmocka_unit_test (test_complete),     cmocka_unit_test (test_second_that_wraps),
  };
  return cmocka_run_group_tests_name ("normalize/gj-title", tests, NULL, NULL);
}
