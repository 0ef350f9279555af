/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/gj-json.h"

#include "normalize/gj-report.h"
#include "tests/support/gj-cmocka.h"

#include <json-c/json.h>
#include <json-c/json_pointer.h>
#include <string.h>

/* Walks the properties of @schema down @pointer ("/tables/…", from its third part on). */
static json_object *
property_at (json_object *schema, const char *pointer)
{
  g_auto (GStrv) parts = g_strsplit (pointer, "/", -1);
  json_object *at = schema;
  for (guint i = 2; parts[i] != NULL && at != NULL; i++) {
    json_object *properties, *any, *next = NULL;
    if (json_object_object_get_ex (at, "anyOf", &any)) /* table or null */
      at = json_object_array_get_idx (any, 0);
    if (!json_object_object_get_ex (at, "properties", &properties) ||
        !json_object_object_get_ex (properties, parts[i], &next))
      return NULL;
    at = next;
  }
  return at;
}

/* Every figure of every form is in its own alternative of the schema, and is a number or null. */
static void
test_every_pointer (void **state)
{
  g_autofree char *text = gj_schema_write (FALSE);
  json_object *schema = json_tokener_parse (text), *forms = NULL;
  assert_non_null (schema);
  assert_int_equal (json_pointer_get (schema, "/properties/tables/anyOf", &forms), 0);
  assert_int_equal (json_object_array_length (forms), GJ_N_EDITIONS);
  for (guint e = 0; e < GJ_N_EDITIONS; e++) {
    const GjForm *form = gj_form_get ((GjEdition) e);
    for (guint i = 0; i < form->slots->len; i++) {
      const char *pointer = g_array_index (form->slots, GjSlot, i).pointer;
      json_object *leaf = property_at (json_object_array_get_idx (forms, e), pointer), *type = NULL;
      if (leaf == NULL || !json_object_object_get_ex (leaf, "type", &type))
        fail_msg ("%s is not in the schema of form %s", pointer, form->id);
      assert_string_equal (json_object_to_json_string_ext (type, JSON_C_TO_STRING_PLAIN), "[\"number\",\"null\"]");
    }
  }
  json_object_put (schema);
}

static gboolean
lists (json_object *schema, const char *pointer, const char *word)
{
  json_object *list = NULL;
  if (json_pointer_get (schema, pointer, &list) != 0)
    return FALSE;
  for (size_t i = 0; i < json_object_array_length (list); i++)
    if (g_strcmp0 (json_object_get_string (json_object_array_get_idx (list, i)), word) == 0)
      return TRUE;
  return FALSE;
}

static void
test_words (void **state)
{
  g_autofree char *text = gj_schema_write (FALSE);
  json_object *schema = json_tokener_parse (text);
  for (guint i = 0; i < GJ_N_FLAGS; i++)
    assert_true (lists (schema, "/properties/flags/items/properties/code/enum", gj_flag_name (i)));
  for (guint i = 0; i < GJ_N_SECTIONS; i++)
    assert_true (lists (schema, "/properties/sections/items/properties/id/enum", gj_form_sections[i].id));
  static const char *const members[] = { "schema",   "program",  "status", "source", "report",
                                         "preamble", "sections", "tables", "checks", "flags" };
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    assert_true (lists (schema, "/required", members[i]));
  json_object_put (schema);
}

/* （六） is printed divided or not, so neither may be required. */
static void
test_optional_rows (void **state)
{
  g_autofree char *text = gj_schema_write (FALSE);
  json_object *schema = json_tokener_parse (text), *forms = NULL;
  json_pointer_get (schema, "/properties/tables/anyOf", &forms);
  for (guint e = 0; e < GJ_N_EDITIONS; e++) {
    json_object *other = property_at (json_object_array_get_idx (forms, e), "/tables/applications/outcomes/other");
    assert_non_null (other);
    assert_false (lists (other, "/required", "undivided"));
    assert_false (lists (other, "/required", "fee_not_paid"));
    json_object *outcomes = property_at (json_object_array_get_idx (forms, e), "/tables/applications/outcomes");
    assert_true (lists (outcomes, "/required", "total"));
  }
  json_object_put (schema);
}

static void
test_manifest (void **state)
{
  static const char *const members[] = { "file",  "sha256", "status",  "output",      "error",
                                         "pages", "kind",   "seconds", "cpu_seconds", "peak_kib" };
  g_autofree char *text = gj_schema_write (TRUE);
  json_object *schema = json_tokener_parse (text);
  assert_non_null (schema);
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    assert_true (lists (schema, "/required", members[i]));
  json_object_put (schema);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_every_pointer),
    cmocka_unit_test (test_words),
    cmocka_unit_test (test_optional_rows),
    cmocka_unit_test (test_manifest),
  };
  return cmocka_run_group_tests_name ("publish/gj-schema", tests, NULL, NULL);
}
