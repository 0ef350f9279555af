/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-prose.h"

#include "tests/support/gj-cmocka.h"

#include <string.h>

enum { OVERVIEW, DISCLOSURE, APPLICATIONS, REVIEW, PROBLEMS, OTHER, NONE = -1 };

typedef struct {
  const char *text;
  int section;
  const char *rest; /* prose behind it on its line */
} Case;

static void
check_cases (const Case *cases, gsize n, guint level)
{
  for (gsize i = 0; i < n; i++) {
    double similarity;
    gsize rest;
    int section = gj_heading_match (cases[i].text, level, &similarity, &rest);
    const char *behind = section >= 0 && rest > 0 ? cases[i].text + rest : "";
    if (section != cases[i].section || strcmp (behind, cases[i].rest != NULL ? cases[i].rest : "") != 0)
      fail_msg ("\"%s\": section %d, rest \"%s\"; expected %d", cases[i].text, section, behind, cases[i].section);
  }
}

static void
test_official (void **state)
{
  static const Case cases[] = {
    { "一、总体情况", OVERVIEW, NULL },
    { "二、主动公开政府信息情况", DISCLOSURE, NULL },
    { "二、主動公開政府資訊情況", DISCLOSURE, NULL },
    { "五、存在的主要問題及改進情況", PROBLEMS, NULL },
    { "二、行政机关主动公开政府信息情况", DISCLOSURE, NULL },
    { "三、收到和处理政府信息公开申请情况", APPLICATIONS, NULL },
    { "三、行政机关收到和处理政府信息公开申请情况", APPLICATIONS, NULL },
    { "四、政府信息公开行政复议、行政诉讼情况", REVIEW, NULL },
    { "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", REVIEW, NULL },
    { "五、存在的主要问题及改进情况", PROBLEMS, NULL },
    { "五、政府信息公开工作存在的主要问题及改进情况", PROBLEMS, NULL },
    { "六、其他需要报告的事项", OTHER, NULL },
    { "六、其他需报告的事项", OTHER, NULL },
  };
  check_cases (cases, G_N_ELEMENTS (cases), 0);
}

static void
test_variants (void **state)
{
  static const Case cases[] = {
    { "四、政府信息公开行政法复议、行政诉讼情况", REVIEW, NULL }, /* typing errors seen in print */
    { "二、主动公开政府政府情况", DISCLOSURE, NULL },
    { "一、收到和处理政府信息公开申请情况", APPLICATIONS, NULL }, /* numbering restarted */
    { "五、收到和处理政府信息公开申请情况", APPLICATIONS, NULL }, /* and shifted */
    { "一．总体情况", OVERVIEW, NULL },
    { "第一部分总体情况", OVERVIEW, NULL },
    { "第二部分、主动公开政府信息情况", DISCLOSURE, NULL },
    { "第五章存在的主要问题及改进情况", PROBLEMS, NULL },
    { "第六部分其他需要报告的事项：无。", OTHER, "无。" },
    { "第一部分重点工作", NONE, NULL },
    { "一.总体情况", OVERVIEW, NULL },
    { "二、 主动公开 政府信息情况", DISCLOSURE, NULL },
    { "六、其他需要报告的事项：", OTHER, NULL },
    { "六、其他需要报告的事项：无。", OTHER, "无。" },
    { "总体情况", OVERVIEW, NULL }, /* the numeral lost: only the full wording */
    { "存在的主要问题及改进情况", PROBLEMS, NULL },
    { "一、政府信息公开总体情况", OVERVIEW, NULL },
    { "二、主动公开情况", DISCLOSURE, NULL },
    { "三、依申请公开情况", APPLICATIONS, NULL },
    { "四、因政府信息公开工作被申请行政复议提起行政诉讼情况", REVIEW, NULL },
    { "五、存在的主要问题及下一步改进措施", PROBLEMS, NULL },
    { "六、其他事项", OTHER, NULL },
    { "一 总体情况", OVERVIEW, NULL },
    { "【一、总体情况】", OVERVIEW, NULL },
    { "五、存在的主要问题及改进情况。仍有不足。", PROBLEMS, "仍有不足。" },
  };
  check_cases (cases, G_N_ELEMENTS (cases), 0);
}

static void
test_markdown (void **state)
{
  static const Case cases[] = {
    { "一、总体情况", OVERVIEW, NULL }, { "收到和处理政府信息公开申请情况", APPLICATIONS, NULL },
    { "（一）主动公开：", NONE, NULL }, { "（三）政府信息管理：", NONE, NULL },
    { "（二）改进情况", NONE, NULL },   { "2.依申请公开情况", NONE, NULL },
    { "1.主动公开情况", NONE, NULL },
  };
  check_cases (cases, G_N_ELEMENTS (cases), 3);
}

static void
test_prose (void **state)
{
  static const Case cases[] = {
    { "", NONE, NULL },
    { "一、加强组织领导", NONE, NULL },
    { "（一）主动公开情况", NONE, NULL },
    { "（二）依申请公开情况", NONE, NULL },
    { "（一）存在的主要问题。", NONE, NULL },
    { "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况等六部分组成。", NONE, NULL },
    { "政府信息公开行政复议和行政诉讼情况、存在的主要问题及改进情况、其他需要报告", NONE, NULL },
    { "主动公开信息5293条", NONE, NULL },
    { "六、无。", NONE, NULL },
    { "7", NONE, NULL },
  };
  check_cases (cases, G_N_ELEMENTS (cases), 0);
}

/* Numerals that OCR misread, and prose that is no heading for all that. */
static void
test_damaged (void **state)
{
  static const Case cases[] = {
    { "西、牙府信息公开行政复议、行政诉讼情况", REVIEW, NULL },
    { "国臣府信息公开行政复议、行政诉讼情况", REVIEW, NULL },
    { "蕊。收到和处理政府信息公开申请情况", APPLICATIONS, NULL },
    { "-、总体情况", OVERVIEW, NULL },
    { "五、存在的主要问题及改进情况", PROBLEMS, NULL },
    { "（一）存在的主要问题及改进", NONE, NULL },
    { "是，总体工作情况良好", NONE, NULL },
    { "总体惰况", NONE, NULL },
    { "狼总体情况", OVERVIEW, NULL },
    { "工作总体情况", NONE, NULL },
    { "狼总体惰况", NONE, NULL },
    { "各单位报送其他需要报告的事项共三件。", NONE, NULL },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    double similarity;
    gsize rest;
    int section = gj_heading_match_ocr (cases[i].text, &similarity, &rest);
    if (section != cases[i].section)
      fail_msg ("\"%s\": section %d, expected %d", cases[i].text, section, cases[i].section);
  }
}

/* Bold, with prose behind it on its line: what parts them is a space. */
static void
test_run_in (void **state)
{
  double similarity;
  gsize rest;
  const char *line = "一、总体情况　2024年，本局落实条例，";
  assert_int_equal (gj_heading_match (line, 0, &similarity, &rest), OVERVIEW);
  assert_int_equal (rest, strlen ("一、总体情况")); /* of the line without its spaces */
  assert_int_equal (gj_heading_match ("一、总体情况 概述说明", 0, &similarity, &rest), OVERVIEW);
  assert_int_equal (rest, 0);
  assert_int_equal (gj_heading_match ("一、总体情况良好，全年公开信息200条，比上年多，", 0, &similarity, &rest), NONE);
}

static void
test_bracketed (void **state)
{
  guint number = 0;
  assert_int_equal (gj_heading_match_bracketed ("（一）总体情况", &number), OVERVIEW);
  assert_int_equal (number, 1);
  assert_int_equal (gj_heading_match_bracketed ("(六) 其他需要报告的事项", &number), OTHER);
  assert_int_equal (number, 6);
  assert_int_equal (gj_heading_match_bracketed ("（二）依申请公开", &number), NONE);
  assert_int_equal (gj_heading_match_bracketed ("二、主动公开政府信息情况", &number), NONE);
  assert_int_equal (gj_heading_match_bracketed ("（一）总体情况。全年公开信息200条。", &number), NONE);
}

static void
test_spelling (void **state)
{
  g_autofree char *a = gj_heading_spelling ("二、主动公开政俯信息情况", DISCLOSURE);
  g_autofree char *b = gj_heading_spelling ("主动公开政俯信息情况", DISCLOSURE);
  assert_string_equal (a, "二、主动公开政府信息情况");
  assert_string_equal (b, "二、主动公开政府信息情况");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_official),  cmocka_unit_test (test_variants), cmocka_unit_test (test_markdown),
    cmocka_unit_test (test_prose),     cmocka_unit_test (test_spelling), cmocka_unit_test (test_run_in),
    cmocka_unit_test (test_bracketed), cmocka_unit_test (test_damaged),
  };
  return cmocka_run_group_tests_name ("normalize/gj-heading", tests, NULL, NULL);
}
