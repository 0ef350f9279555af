/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-normalize.h"
#include "tests/support/gj-cmocka.h"
#include "tests/support/gj-sample.h"

#include <string.h>

/* Extracted text that a bad tool wrote: what was lost, torn or put elsewhere is not sure. */

#define N_COLUMNS 7

static guint
flags_of (const GjReport *report, const char *pointer)
{
  for (guint i = 0; i < report->form->slots->len; i++)
    if (g_str_has_suffix (g_array_index (report->form->slots, GjSlot, i).pointer, pointer))
      return report->cells[i].flags;
  fail_msg ("no %s", pointer);
  return 0;
}

#define HEAD "二、主动公开政府信息情况\n第二十条第（一）项\t\t\t\n信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n"
#define REST "信息内容\t本年处理决定数量\t\t\n行政处罚\t4\t\t\n行政强制\t5\t\t\n"

/* Table 二 without damage, and with damages after which one of its cells (@pointer) must not be sure. */
static void
test_disclosure (void **state)
{
  static const struct {
    const char *what, *text, *pointer;
    guint flags; /* one of them */
  } cases[] = {
    { "none", HEAD "规章\t1\t0\t3\n行政规范性文件\t7\t8\t\n第二十条第（六）项\t\t\t\n" REST,
      "normative_documents/in_force", GJ_FLAG_BLANK },
    { "a figure of the row before", HEAD "规章\t1\t0\t3\n行政规范性文件\t7\t8\t\n9第二十条第（六）项\t\t\t\n" REST,
      "normative_documents/in_force", GJ_FLAG_DOUBTFUL },
    { "label and title exchanged", HEAD "规章\t1\t0\t3\n第二十条第（六）项\t7\t8\t9\n行政规范性文件\t\t\t\n" REST,
      "normative_documents/issued", GJ_FLAG_DOUBTFUL },
    { "a figure torn", HEAD "规章\t1\t0\t38\n48\t\t\t\n行政规范性文件\t7\t8\t9\n第二十条第（六）项\t\t\t\n" REST,
      "regulations/in_force", GJ_FLAG_DOUBTFUL },
    { "a figure torn", HEAD "规章\t1\t0\t3\n7\t\t\t\n行政规范性文件\t7\t8\t9\n第二十条第（六）项\t\t\t\n" REST,
      "normative_documents/issued", GJ_FLAG_DOUBTFUL },
    { "a figure torn behind its comma",
      HEAD "规章\t1\t0\t3\n\t\t1,\t\n行政规范性文件\t7\t203\t9\n第二十条第（六）项\t\t\t\n" REST,
      "normative_documents/repealed", GJ_FLAG_DOUBTFUL },
    { "a figure torn, its rest no row",
      HEAD "规章\t1\t0\t3\n行政规范性文件\t7\t8\t3\n546\n第二十条第（六）项\t\t\t\n" REST,
      "normative_documents/in_force", GJ_FLAG_DOUBTFUL },
    { "a figure before the next heading",
      HEAD
      "规章\t1\t0\t3\n行政规范性文件\t7\t8\t\n\n9三、收到和处理政府信息公开申请情况\n第二十条第（六）项\t\t\t\n" REST,
      "normative_documents/in_force", GJ_FLAG_DOUBTFUL },
    { "a letter for a digit",
      "二、主动公开政府信息情况\n第二十条第（六）项\n信息内容\n本年处理决定数量\n行政处罚\nO\n行政强制\n5\n第二十条第（"
      "八）项\n信息内容\n本年收费金额（单位：万元）\n"
      "行政事业性收费\n0\n",
      "penalties/decisions", GJ_FLAG_UNREAD },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GjReport) report = gj_sample_read_text (cases[i].text);
    assert_non_null (report);
    guint flags = flags_of (report, cases[i].pointer);
    if (!(flags & cases[i].flags) || (i == 0 && (flags & GJ_FLAG_DOUBTFUL)))
      fail_msg ("%s: %s has flags %u", cases[i].what, cases[i].pointer, flags);
    assert_int_equal (flags_of (report, "coercion/decisions") & ~(guint) GJ_FLAG_DOUBTFUL, 0);
  }
}

/* Two of the last group's figures in one cell: those behind them slip, and where the total stood nothing does. */
static void
test_review (void **state)
{
  static const char *const figures[] = { "0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t18\t12\t30",
                                         "0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t1812\t30\t" };
  for (gsize i = 0; i < G_N_ELEMENTS (figures); i++) {
    g_autoptr (GString) s =
        g_string_new ("四、政府信息公开行政复议、行政诉讼情况\n行政复议\t\t\t\t\t行政诉讼\t\t\t\t\t\t\t\t\t\n");
    g_string_append (s, "\t\t\t\t\t未经复议直接起诉\t\t\t\t\t复议后起诉\t\t\t\t\n");
    for (guint k = 0; k < 3; k++)
      g_string_append_printf (s, "结果维持\t结果纠正\t其他结果\t尚未审结\t总计%s", k < 2 ? "\t" : "\n");
    g_string_append (s, figures[i]);
    g_autoptr (GjReport) report = gj_sample_read_text (s->str);
    assert_non_null (report);
    assert_int_equal ((flags_of (report, "after_review/other") & GJ_FLAG_DOUBTFUL) != 0, i == 1);
    assert_int_equal ((flags_of (report, "after_review/pending") & GJ_FLAG_DOUBTFUL) != 0, i == 1);
  }
}

/* A number before the row of figures: with one of them blank there are as many as columns, and a point behind it makes it part of one. */
static void
test_numbered_review (void **state)
{
  static const struct {
    const char *figures, *pointer;
    guint flags;
  } cases[] = {
    { "4\t2\t1\t0\t0\t3\t0\t0\t0\t0\t0\t5\t0\t\t0\t5", "review_litigation/review/upheld", GJ_FLAG_DOUBTFUL },
    { "2\t1\t0\t0\t3\t0\t0\t0\t0\t0\t5\t0\t\t0\t5", "review_litigation/review/upheld", 0 },
    { "4. 1\t1\t0\t0\t2\t0\t0\t0\t0\t0\t5\t0\t0\t0\t5", "review_litigation/review/upheld", GJ_FLAG_DOUBTFUL },
    { "4. 0\t1\t0\t0\t5\t0\t0\t0\t0\t0\t5\t0\t0\t0\t5", "review_litigation/review/upheld", GJ_FLAG_DOUBTFUL },
    { "1.5\t1\t0\t0\t2.5\t0\t0\t0\t0\t0\t5\t0\t0\t0\t5", "review_litigation/review/upheld", GJ_FLAG_DOUBTFUL },
    { "1.0\t1.0\t0\t0\t2.0\t0\t0\t0\t0\t0\t5\t0\t0\t0\t5", "review_litigation/review/upheld", 0 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GString) s =
        g_string_new ("四、政府信息公开行政复议、行政诉讼情况\n行政复议\t\t\t\t\t行政诉讼\t\t\t\t\t\t\t\t\t\n");
    g_string_append (s, "\t\t\t\t\t未经复议直接起诉\t\t\t\t\t复议后起诉\t\t\t\t\n");
    for (guint k = 0; k < 3; k++)
      g_string_append_printf (s, "结果维持\t结果纠正\t其他结果\t尚未审结\t总计%s", k < 2 ? "\t" : "\n");
    g_string_append (s, cases[i].figures);
    g_autoptr (GjReport) report = gj_sample_read_text (s->str);
    assert_non_null (report);
    guint flags = flags_of (report, cases[i].pointer) & GJ_FLAG_DOUBTFUL;
    if (flags != cases[i].flags)
      fail_msg ("%s: flags %u", cases[i].figures, flags);
  }
}

/* A label that stands twice in the header of lines of cells: the columns behind it, or before it, are not known. */
static void
test_doubled_label (void **state)
{
  for (guint doubled = 0; doubled < 2; doubled++) {
    g_autoptr (GString) s = g_string_new ("四、政府信息公开行政复议、行政诉讼情况\n行政复议\n行政诉讼\n");
    static const char *const leaves[] = { "结果维持", "结果纠正", "其他结果", "尚未审结", "总计" };
    for (guint g = 0; g < 3; g++) {
      g_string_append (s, g == 1 ? "未经复议直接起诉\n复议后起诉\n" : "");
      for (guint k = 0; k < 5; k++)
        for (guint times = doubled && g == 2 && k == 0 ? 2 : 1; times > 0; times--)
          g_string_append_printf (s, "%s\n", leaves[k]);
    }
    for (guint g = 0; g < 3; g++)
      g_string_append (s, "0\n0\n0\n826\n826\n");
    g_autoptr (GjReport) report = gj_sample_read_text (s->str);
    assert_non_null (report);
    assert_int_equal ((flags_of (report, "review_litigation/review/pending") & GJ_FLAG_DOUBTFUL) != 0, doubled);
  }
}

/* Table 三 as lines of cells. The row whose label ends in @damaged stands there with @line behind its label; alone if
 * that starts with a space. */
static GjReport *
read_applications (const char *damaged, const char *line)
{
  const GjForm *form = gj_form_get (GJ_EDITION_2021);
  const GjFormTable *t = &form->tables[GJ_TABLE_APPLICATIONS];
  g_autoptr (GString) s = g_string_new (
      "三、收到和处理政府信息公开申请情况\n项目\t\t\t申请人情况\t\t\t\t\t\t\n"
      "\t\t\t自然人\t法人或其他组织\t\t\t\t\t总计\n\t\t\t\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t\n");
  for (guint i = t->first; i < t->end; i++) {
    if (form->items[i].type != GJ_ITEM_ROW || form->items[i].kind == GJ_KIND_UNDIVIDED ||
        form->items[i].kind == GJ_KIND_EITHER || !gj_form_has_values (form, (int) i))
      continue;
    g_autofree char *label = gj_form_label (form, (int) i, TRUE);
    const char *figures = "\t0\t0\t0\t4\t0\t0\t4";
    guint depth = 0;
    for (int p = form->items[i].parent; p >= 0; p = form->items[p].parent)
      depth++;
    gboolean is_damaged = g_str_has_suffix (label, damaged);
    if (!is_damaged || line[0] != ' ')
      g_string_append_printf (s, "%s%s%s",
                              depth == 2   ? "\t\t"
                              : depth == 1 ? "\t"
                                           : "",
                              label,
                              depth == 0   ? "\t\t"
                              : depth == 1 ? "\t"
                                           : "");
    g_string_append_printf (s, "%s\n", is_damaged ? line : figures);
  }
  return gj_sample_read_text (s->str);
}

static void
test_applications (void **state)
{
  g_autoptr (GjReport) whole = read_applications ("nothing", "");
  assert_int_equal (flags_of (whole, "outcomes/total/total"), 0);
  assert_int_equal (flags_of (whole, "new_received/natural_person"), 0);
  g_autoptr (GjReport) bare = read_applications ("总计", "");
  assert_true (flags_of (bare, "outcomes/total/total") & GJ_FLAG_UNREAD);
  g_autoptr (GjReport) named = read_applications ("3.其他", "");
  assert_true (flags_of (named, "outcomes/other/other/total") & (GJ_FLAG_UNREAD | GJ_FLAG_BLANK));
  g_autoptr (GjReport) slipped = read_applications ("予以公开", "\t0\t0\t4\t0\t0\t4"); /* one cell less */
  assert_true (flags_of (slipped, "granted/natural_person") & (GJ_FLAG_UNREAD | GJ_FLAG_DOUBTFUL));
  g_autoptr (GjReport) total = read_applications ("予以公开", "\t0\t0\t4\t0\t0\t0\t"); /* no relation without it */
  assert_true (flags_of (total, "granted/natural_person") & (GJ_FLAG_UNREAD | GJ_FLAG_DOUBTFUL));
  g_autoptr (GjReport) bare_row =
      read_applications ("信访举报投诉类申请", " \t0\t0\t0\t4\t0\t4"); /* the first 0 went, too */
  assert_true (flags_of (bare_row, "petition/natural_person") & (GJ_FLAG_UNREAD | GJ_FLAG_DOUBTFUL));
}

int
main (void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test (test_disclosure), cmocka_unit_test (test_review),
                                      cmocka_unit_test (test_numbered_review), cmocka_unit_test (test_doubled_label),
                                      cmocka_unit_test (test_applications) };
  return cmocka_run_group_tests_name ("damaged text", tests, NULL, NULL);
}
