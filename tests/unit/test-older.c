/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-older.h"
#include "tests/support/gj-cmocka.h"
#include "tests/support/gj-sample.h"

#include <stdlib.h>

#define TABLE(first, total)                                                                                                                              \
  "| 行政复议 | | | | | 行政诉讼 | | | | | | | | | |\n"                                                                                          \
  "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n"                                                                                      \
  "| 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 未经复议直接起诉 | | | | | 复议后起诉 | | | | |\n"                \
  "| | | | | | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 " \
  "|\n"                                                                                                                                                  \
  "| " first " | 0 | 0 | 1 | " total " | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n"
#define OF_2021 TABLE ("5", "6")
#define OF_2022 TABLE ("3", "4")

/* What a report of 2022 with @tables in section four has as first figure of table 四; -1 where it is in doubt. */
static int
upheld (const char *tables)
{
  g_autofree char *text = g_strconcat (
      "北川市水务局2022年政府信息公开工作年度报告\n一、总体情况\n略。\n四、政府信息公开行政复议、行政诉讼情况\n",
      tables, "五、存在的主要问题及改进情况\n无。\n", NULL);
  g_autoptr (GjReport) report = gj_sample_read_text (text);
  assert_non_null (report);
  for (guint i = 0; i < report->form->slots->len; i++)
    if (g_str_has_suffix (g_array_index (report->form->slots, GjSlot, i).pointer, "/review/upheld")) {
      const GjCell *cell = &report->cells[i];
      assert_true (cell->has_value);
      return cell->flags == 0 ? atoi (cell->value.text) : -1;
    }
  return -1;
}

static void
test_years (void **state)
{
  int three = upheld ("\n" OF_2022), five = upheld ("\n" OF_2021);
  assert_true (three == 3 && five == 5);
  assert_int_equal (upheld ("2021年度\n" OF_2021 "\n2022年度\n" OF_2022), three);
  assert_int_equal (upheld ("2022年度\n" OF_2022 "\n2021年度\n" OF_2021), three);
  assert_int_equal (upheld ("（单位：件）\n" OF_2022 "\n附：2021年情况（单位：件）\n" OF_2021), three);
}

/* Nothing names the years, or both, or neither is the report's; a heading or a sentence between caption and table. */
static void
test_unknown (void **state)
{
  assert_int_equal (upheld (OF_2021 "\n另附\n" OF_2022), -1);
  assert_int_equal (upheld ("2021年与2022年\n" OF_2021 "\n附表\n" OF_2022), -1);
  assert_int_equal (upheld ("2020年度\n" OF_2021 "\n2019年度\n" OF_2022), -1);
  assert_int_equal (upheld ("2021年度\n本局受理的案件见下表。\n" OF_2021 "\n其他\n" OF_2022), -1);
}

static void
test_caption (void **state)
{
  assert_int_equal (gj_caption_year ("2023年度"), 2023);
  assert_int_equal (gj_caption_year ("表3 2023 年收到和处理政府信息公开申请情况"), 2023);
  assert_int_equal (gj_caption_year ("单位：件"), 0);
  assert_int_equal (gj_caption_year ("2024年1月8日"), 0);
  assert_int_equal (gj_caption_year ("2022年、2023年对比"), 0);
  assert_int_equal (gj_caption_year ("120235年"), 0);
  assert_int_equal (gj_caption_year ("2023年收到申请3件。"), -1);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_years),
    cmocka_unit_test (test_unknown),
    cmocka_unit_test (test_caption),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
