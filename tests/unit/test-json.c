/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/gj-json.h"

#include "tests/support/gj-cmocka.h"
#include "tests/support/gj-sample.h"

#include <json-c/json.h>
#include <json-c/json_pointer.h>
#include <string.h>

static const GjSourceInfo source = { "a.pdf", "00ff", 12345, 6, "digital", NULL };

static json_object *
write_and_parse (const GjReport *report, gboolean provenance, gboolean pretty)
{
  g_autofree char *json = gj_json_write (report, &source, provenance, pretty);
  json_object *o = json_tokener_parse (json);
  assert_non_null (o);
  return o;
}

/* What stands at @pointer, as it is printed; "absent" if there is nothing, "null". */
static const char *
at (json_object *o, const char *pointer)
{
  json_object *value = NULL;
  if (json_pointer_get (o, pointer, &value) != 0)
    return "absent";
  return value == NULL
             ? "null"
             : json_object_to_json_string_ext (value, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE);
}

static void
test_figures_keep_their_digits (void **state)
{
  static const char *const figures[] = { "0", "96171.6", "1159.00", "24252.311082", "0.10", "999999999999999" };
  for (gsize i = 0; i < G_N_ELEMENTS (figures); i++) {
    g_autoptr (GjReport) report = gj_sample_new (GJ_EDITION_2021, FALSE);
    gj_sample_set (report, "disclosure/fees/amount", figures[i]);
    for (int pretty = 0; pretty < 2; pretty++) {
      json_object *o = write_and_parse (report, FALSE, pretty);
      assert_string_equal (at (o, "/tables/disclosure/fees/amount"), figures[i]);
      json_object_put (o);
    }
  }
  g_autoptr (GjReport) report = gj_sample_new (GJ_EDITION_2019, TRUE);
  gj_sample_set (report, "disclosure/licensing/change", "减3");
  json_object *o = write_and_parse (report, FALSE, FALSE);
  assert_string_equal (at (o, "/tables/disclosure/licensing/change"), "-3");
  json_object_put (o);
}

static void
test_null_and_flag (void **state)
{
  g_autoptr (GjReport) report = gj_sample_new (GJ_EDITION_2021, FALSE);
  guint slot = gj_sample_slot (report->form, "disclosure/coercion/decisions");
  gj_sample_put (report, slot, "——");
  report->cells[slot].page = 3;
  report->cells[slot].box = (GjBox){ 10, 20.5, 30.126, 40 };
  json_object *o = write_and_parse (report, FALSE, FALSE);
  assert_string_equal (at (o, "/tables/disclosure/coercion/decisions"), "null");
  assert_string_equal (at (o, "/flags"), "[{\"cell\":\"/tables/disclosure/coercion/decisions\",\"code\":\"blank\","
                                         "\"raw\":\"——\",\"page\":3,\"bbox\":[10,20.5,30.13,40]}]");
  assert_string_equal (at (o, "/status"), "\"verified\"");
  json_object_put (o);
}

static void
test_members (void **state)
{
  g_autoptr (GjReport) report = gj_sample_new (GJ_EDITION_2021, FALSE);
  report->title = g_strdup ("题 \"“/\\");
  report->year = 2024;
  g_ptr_array_add (report->preamble, g_strdup ("段"));
  json_object *o = write_and_parse (report, FALSE, FALSE);
  static const struct {
    const char *pointer, *value;
  } cases[] = {
    { "/schema", "\"gouji-report/1\"" },
    { "/report/title", "\"题 \\\"“/\\\\\"" },
    { "/report/year", "2024" },
    { "/report/issuer", "null" },
    { "/report/organization", "null" },
    { "/report/published", "null" },
    { "/report/form", "\"2021\"" },
    { "/source/kind", "\"digital\"" },
    { "/source/pages", "6" },
    { "/source/bytes", "12345" },
    { "/preamble", "[\"段\"]" },
    { "/sections/3/id", "\"review_litigation\"" },
    { "/checks/passed", "42" },
    { "/checks/failures", "[]" },
    { "/checks/suspects", "[]" },
    { "/flags", "[]" },
    { "/provenance", "absent" },
    { "/tables/applications/outcomes/other/undivided", "absent" },
    { "/tables/applications/outcomes/other/other/total", "0" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_string_equal (at (o, cases[i].pointer), cases[i].value);
  json_object_put (o);
}

static void
test_undivided_and_missing (void **state)
{
  g_autoptr (GjReport) report = gj_sample_new (GJ_EDITION_2021, TRUE);
  report->table_found[GJ_TABLE_DISCLOSURE] = FALSE;
  gj_report_check (report);
  json_object *o = write_and_parse (report, FALSE, FALSE);
  assert_string_equal (at (o, "/tables/applications/outcomes/other/undivided/total"), "0");
  assert_string_equal (at (o, "/tables/applications/outcomes/other/other"), "absent");
  assert_string_equal (at (o, "/tables/disclosure"), "null");
  assert_string_equal (at (o, "/status"), "\"incomplete\"");
  json_object_put (o);
}

static void
test_failures (void **state)
{
  g_autoptr (GjReport) report = gj_sample_new (GJ_EDITION_2021, FALSE);
  gj_sample_set (report, "review_litigation/review/upheld", "3");
  gj_report_check (report);
  json_object *o = write_and_parse (report, FALSE, FALSE);
  assert_string_equal (at (o, "/checks/failed"), "1");
  assert_string_equal (at (o, "/checks/failures/0/left"), "0");
  assert_string_equal (at (o, "/checks/failures/0/right"), "3");
  assert_string_equal (at (o, "/checks/failures/0/cells/0"), "\"/tables/review_litigation/review/total\"");
  assert_string_equal (at (o, "/status"), "\"review\"");
  json_object_put (o);
}

static void
test_provenance (void **state)
{
  g_autoptr (GjReport) report = gj_sample_new (GJ_EDITION_2021, FALSE);
  json_object *o = write_and_parse (report, TRUE, FALSE), *all = NULL;
  assert_true (json_object_object_get_ex (o, "provenance", &all));
  assert_int_equal (json_object_object_length (all), 200);
  json_object *one = NULL;
  assert_true (json_object_object_get_ex (all, "/tables/disclosure/fees/amount", &one));
  assert_string_equal (at (one, "/source"), "\"text_layer\"");
  assert_string_equal (at (one, "/raw"), "\"0\"");
  json_object_put (o);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_figures_keep_their_digits),
    cmocka_unit_test (test_null_and_flag),
    cmocka_unit_test (test_members),
    cmocka_unit_test (test_undivided_and_missing),
    cmocka_unit_test (test_failures),
    cmocka_unit_test (test_provenance),
  };
  return cmocka_run_group_tests_name ("publish/gj-json", tests, NULL, NULL);
}
