/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-normalize.h"
#include "tests/support/gj-cmocka.h"
#include "tests/support/gj-sample.h"

#include <string.h>

/* Sections whose headings are worded as no form words them. */

/* The headings that are found in @text must be @expected, parted by spaces. */
static void
check (const char *text, const char *expected)
{
  g_autoptr (GjReport) report = gj_sample_read_text (text);
  g_autoptr (GString) found = g_string_new (NULL);
  for (guint i = 0; i < report->sections->len; i++) {
    const GjSection *s = report->sections->pdata[i];
    g_string_append_printf (found, "%s%s", i > 0 ? " " : "", s->heading);
  }
  assert_string_equal (found->str, expected);
}

#define TITLE "甲市2023年政府信息公开工作年度报告\n"
#define ONE "一、总体情况\n甲。\n"
#define TWO "二、主动公开政府信息情况\n乙。\n"
#define THREE "三、收到和处理政府信息公开申请情况\n丙。\n"
#define FOUR "四、政府信息公开行政复议、行政诉讼情况\n丁。\n"
#define SIX "六、其他需要报告的事项\n无。\n"
#define HEADS \
  "一、总体情况 二、主动公开政府信息情况 三、收到和处理政府信息公开申请情况 四、政府信息公开行政复议、行政诉讼情况"

/* The numeral that is due tells them. */
static void
test_numbered (void **state)
{
  check (TITLE ONE TWO THREE FOUR "五、下一步打算\n戊。\n" SIX, HEADS " 五、下一步打算 六、其他需要报告的事项");
  check (TITLE ONE TWO THREE FOUR "五、下一步打算\n戊。\n六、附则\n无。\n", HEADS " 五、下一步打算 六、附则");
  check (TITLE ONE "二、依法主动公开\n乙。\n三、依申请公开政府信息情况\n丙。\n" FOUR SIX,
         "一、总体情况 二、依法主动公开 三、依申请公开政府信息情况 四、政府信息公开行政复议、行政诉讼情况 "
         "六、其他需要报告的事项");
  check (TITLE ONE TWO "三、依申请公开政府信息情况\n丙。\n" FOUR "五、存在的主要问题及改进情况\n戊。\n" SIX,
         "一、总体情况 二、主动公开政府信息情况 三、依申请公开政府信息情况 四、政府信息公开行政复议、行政诉讼情况 "
         "五、存在的主要问题及改进情况 六、其他需要报告的事项");
  check (TITLE ONE TWO THREE FOUR "五、存在的主要问题及改进情况\n戊。\n六、其他\n无。\n",
         HEADS " 五、存在的主要问题及改进情况 六、其他");
}

/* A list in a section, a sentence, and another numeral than the one that is due are no headings. */
static void
test_no_heading (void **state)
{
  check (TITLE ONE TWO THREE FOUR "一、培训不足\n二、人手不足\n五、其他不足\n" SIX, HEADS " 六、其他需要报告的事项");
  check (TITLE ONE TWO THREE FOUR "五、不足之处有二；\n" SIX, HEADS " 六、其他需要报告的事项");
  check (TITLE ONE TWO THREE FOUR "七、下一步打算\n戊。\n" SIX, HEADS " 六、其他需要报告的事项");
}

int
main (void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test (test_numbered), cmocka_unit_test (test_no_heading) };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
