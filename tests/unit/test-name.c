/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "normalize/gj-prose.h"

static void
free_line (gpointer data)
{
  GjProseLine *l = data;
  gj_line_free (l->line);
  g_free (l);
}

/* A line read by OCR: all characters sure but those in @unsure. */
static void
add_line (GPtrArray *lines, GjPage *page, const char *text, const char *unsure)
{
  GjProseLine *l = g_new0 (GjProseLine, 1);
  l->line = gj_line_new (text, (GjBox){ 10, 10, 100, 20 });
  l->line->n_glyphs = (guint) g_utf8_strlen (text, -1);
  l->line->confidences = g_new (guint8, l->line->n_glyphs);
  guint i = 0;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    l->line->confidences[i++] = g_utf8_strchr (unsure, -1, g_utf8_get_char (p)) != NULL ? 60 : 98;
  l->page = page;
  l->text = l->line->text;
  g_ptr_array_add (lines, l);
}

static GjReport *
settle (const char *title, const char *organization, GPtrArray *lines)
{
  GjReport *report = gj_report_new (gj_form_get (GJ_EDITION_2021));
  report->title = g_strdup (title);
  report->organization = g_strdup (organization);
  gj_names_settle (report, lines);
  return report;
}

static void
test_name (void **state)
{
  GjPage *page = gj_page_new (1, 595, 842, GJ_SOURCE_OCR);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (free_line);

  /* the preamble has read it surely: its reading stands, without doubt */
  add_line (lines, page, "常平县民政局2023年政府信息公开年度报告", "常");
  add_line (lines, page, "有关要求，由棠平县民政局编制。", "");
  g_autoptr (GjReport) sure = settle ("常平县民政局2023年政府信息公开年度报告", "常平县民政局", lines);
  assert_string_equal (sure->organization, "棠平县民政局");
  assert_string_equal (sure->title, "棠平县民政局2023年政府信息公开年度报告");
  assert_int_equal (sure->doubts->len, 0);

  /* nowhere sure: a doubt about title and organization */
  g_ptr_array_set_size (lines, 0);
  add_line (lines, page, "常平县民政局2023年政府信息公开年度报告", "常");
  add_line (lines, page, "有关要求，由党平县民政局编制。", "党");
  g_autoptr (GjReport) unsure = settle ("常平县民政局2023年政府信息公开年度报告", "常平县民政局", lines);
  assert_string_equal (unsure->organization, "常平县民政局");
  assert_int_equal (unsure->doubts->len, 2);
  assert_string_equal (g_array_index (unsure->doubts, GjDoubt, 0).pointer, "/report/title");
  assert_int_equal (g_array_index (unsure->doubts, GjDoubt, 0).page, 1);
  assert_string_equal (g_array_index (unsure->doubts, GjDoubt, 0).raw, "常[党?]平县民政局");

  /* another office is no mention; a page with a text layer has no confidences */
  g_ptr_array_set_size (lines, 0);
  add_line (lines, page, "棠平县民政局", "");
  add_line (lines, page, "棠平县人民政府办公室", "");
  g_autoptr (GjReport) other = settle ("棠平县民政局2023年报告", "棠平县民政局", lines);
  assert_string_equal (other->organization, "棠平县民政局");
  assert_int_equal (other->doubts->len, 0);
  g_ptr_array_set_size (lines, 0);
  gj_page_free (page);
}

/* Dirt read as a character before the title is not replaced by the word that stands there in a sentence. */
static void
test_dirt_before (void **state)
{
  GjPage *page = gj_page_new (1, 595, 842, GJ_SOURCE_OCR);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (free_line);

  add_line (lines, page, "丶棠平县民政局2023年政府信息公开年度报告", "丶");
  add_line (lines, page, "有关要求，由棠平县民政局编制。", "");
  g_autoptr (GjReport) report = settle ("丶棠平县民政局2023年政府信息公开年度报告", "丶棠平县民政局", lines);
  assert_string_equal (report->organization, "棠平县民政局");
  assert_string_equal (report->title, "棠平县民政局2023年政府信息公开年度报告");
  assert_int_equal (report->doubts->len, 0);
  g_ptr_array_set_size (lines, 0);
  gj_page_free (page);
}

/* A county is no tool, however often it was read so. */
static void
test_county (void **state)
{
  static const char *const names[][2] = { { "棠平具民政局", "棠平县民政局" },
                                          { "棠平市白河具人民政府", "棠平市白河县人民政府" },
                                          { "棠平县农具管理站", "棠平县农具管理站" } };
  GjPage *page = gj_page_new (1, 595, 842, GJ_SOURCE_OCR);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (free_line);
    add_line (lines, page, names[i][0], "");
    g_autoptr (GjReport) report = settle (names[i][0], names[i][0], lines);
    assert_string_equal (report->organization, names[i][1]);
  }
  gj_page_free (page);
}

int
main (void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test (test_name), cmocka_unit_test (test_dirt_before),
                                      cmocka_unit_test (test_county) };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
