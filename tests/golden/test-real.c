/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page/gj-error.h"
#include "tests/golden/gj-golden.h"
#include "tests/support/gj-cmocka.h"

#include <stdlib.h>
#include <string.h>

/* Real reports, which are not part of the project: what is expected was read from them by eye. */

static const char *shared;

static char *
path_or_skip (const char *name)
{
  char *path = g_build_filename (shared, name, NULL);
  if (!g_file_test (path, G_FILE_TEST_EXISTS)) {
    print_message ("skipped: no %s\n", path);
    g_free (path);
    skip ();
  }
  return path;
}

static json_object *
convert (const char *name)
{
  g_autofree char *path = path_or_skip (name);
  g_autoptr (GError) error = NULL;
  g_autoptr (GjConversion) c = gj_convert_file (path, NULL, &error);
  if (c == NULL)
    fail_msg ("%s: %s", name, error->message);
  json_object *output = json_tokener_parse (c->json);
  assert_non_null (output);
  return output;
}

/* A city's report: its truth lists tables and metadata. */
static void
test_huaian (void **state)
{
  static const char *const keys[] = { "title", "organization", "year", "issuer", "published", "form" };
  json_object *output = convert ("real/huaian-2024.pdf");
  g_autofree char *folder = path_or_skip ("real");
  json_object *truth = gj_golden_load (folder, "huaian-2024.truth.json");
  guint n, unflagged;
  assert_int_equal (gj_golden_count_differing (truth, output, &n, &unflagged), 0);
  assert_int_equal (n, 200);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    assert_false (gj_golden_metadata_wrong (truth, output, keys[i]));
  assert_string_equal (gj_golden_string (output, "status"), "verified");
  assert_string_equal (gj_golden_figure (output, "/checks/passed"), "42");
  assert_string_equal (gj_golden_figure (output, "/report/issuer"), "null");
  assert_string_equal (gj_golden_figure (output, "/report/published"), "null");
  assert_string_equal (gj_golden_figure (output, "/flags"), "[]");
  json_object_put (output);
  json_object_put (truth);
}

typedef struct {
  const char *file, *year, *published;
  const char *figures; /* all that are not 0: "pointer=value …", without "/tables/" */
} Seed;

static const Seed seeds[] = {
  { "000_f4f44224f94eff88.txt", "2023", "\"2024-02-04\"",
    "disclosure/normative_documents/issued=1 disclosure/normative_documents/repealed=4 "
    "disclosure/normative_documents/in_force=12 disclosure/licensing/decisions=5787 "
    "disclosure/penalties/decisions=48847 "
    "disclosure/coercion/decisions=939 disclosure/fees/amount=1159 "
    "applications/new_received/natural_person=7 applications/new_received/business=1 applications/new_received/total=8 "
    "applications/outcomes/granted/natural_person=4 applications/outcomes/granted/total=4 "
    "applications/outcomes/partially_granted/natural_person=2 applications/outcomes/partially_granted/total=2 "
    "applications/outcomes/denied/third_party_rights/natural_person=1 "
    "applications/outcomes/denied/third_party_rights/total=1 "
    "applications/outcomes/denied/deliberative_process/business=1 "
    "applications/outcomes/denied/deliberative_process/total=1 "
    "applications/outcomes/total/natural_person=7 applications/outcomes/total/business=1 "
    "applications/outcomes/total/total=8 "
    "review_litigation/litigation_direct/upheld=1 review_litigation/litigation_direct/total=1" },
  { "001_159085d1251b2bff.txt", "2024", "null",
    "disclosure/regulations/repealed=1 disclosure/regulations/in_force=3 disclosure/normative_documents/issued=5 "
    "disclosure/normative_documents/repealed=12 disclosure/normative_documents/in_force=36 "
    "applications/new_received/natural_person=21 applications/new_received/total=21 "
    "applications/outcomes/granted/natural_person=2 applications/outcomes/granted/total=2 "
    "applications/outcomes/partially_granted/natural_person=1 applications/outcomes/partially_granted/total=1 "
    "applications/outcomes/denied/endangers_security/natural_person=1 "
    "applications/outcomes/denied/endangers_security/total=1 "
    "applications/outcomes/unavailable/not_held/natural_person=17 applications/outcomes/unavailable/not_held/total=17 "
    "applications/outcomes/total/natural_person=21 applications/outcomes/total/total=21" },
  { "002_16e1625a5b7ef2f0.txt", "2023", "\"2024-01-09\"", "" },
  { "003_63ea20ae332b84d4.txt", "2023", "\"2024-01-11\"", "" },
  { "004_98536ac48eaa19e8.txt", "2023", "null",
    "disclosure/normative_documents/issued=6 disclosure/normative_documents/repealed=8 "
    "disclosure/normative_documents/in_force=20 "
    "applications/new_received/natural_person=24 applications/new_received/total=24 "
    "applications/outcomes/granted/natural_person=18 applications/outcomes/granted/total=18 "
    "applications/outcomes/denied/state_secret/natural_person=1 applications/outcomes/denied/state_secret/total=1 "
    "applications/outcomes/unavailable/not_held/natural_person=5 applications/outcomes/unavailable/not_held/total=5 "
    "applications/outcomes/total/natural_person=24 applications/outcomes/total/total=24" },
};

/* Every number below @node is what @expected says, or 0; counts them. */
static guint
check_figures (json_object *node, const char *path, GHashTable *expected)
{
  guint n = 0;
  if (json_object_is_type (node, json_type_object)) {
    json_object_object_foreach (node, key, child)
    {
      g_autofree char *below = g_strconcat (path, path[0] != '\0' ? "/" : "", key, NULL);
      n += check_figures (child, below, expected);
    }
    return n;
  }
  const char *printed = g_hash_table_lookup (expected, path),
             *said = node != NULL ? json_object_get_string (node) : "null";
  if (strcmp (said, printed != NULL ? printed : "0") != 0)
    fail_msg ("%s: printed %s, read %s", path, printed != NULL ? printed : "0", said);
  return 1;
}

static void
test_seeds (void **state)
{
  for (gsize i = 0; i < G_N_ELEMENTS (seeds); i++) {
    g_autofree char *name = g_build_filename ("seeds", seeds[i].file, NULL);
    json_object *output = convert (name), *tables = NULL;
    g_auto (GStrv) pairs = g_strsplit (seeds[i].figures, " ", -1);
    g_autoptr (GHashTable) expected = g_hash_table_new (g_str_hash, g_str_equal);
    for (guint k = 0; pairs[k] != NULL; k++) {
      char *equals = strchr (pairs[k], '=');
      if (equals == NULL)
        continue;
      *equals = '\0';
      g_hash_table_insert (expected, pairs[k], equals + 1);
    }
    json_object_object_get_ex (output, "tables", &tables);
    assert_int_equal (check_figures (tables, "", expected), 200);
    assert_string_equal (gj_golden_string (output, "status"), "verified");
    assert_string_equal (gj_golden_figure (output, "/report/year"), seeds[i].year);
    assert_string_equal (gj_golden_figure (output, "/report/published"), seeds[i].published);
    assert_string_equal (gj_golden_figure (output, "/source/kind"), "\"text\"");
    json_object_put (output);
  }
}

static void
assert_not_a_report (const char *name)
{
  g_autofree char *path = path_or_skip (name);
  g_autoptr (GError) error = NULL;
  g_autoptr (GjConversion) c = gj_convert_file (path, NULL, &error);
  assert_null (c);
  if (gj_error_exit_code (error) == GJ_ERROR_MISSING_DATA) {
    print_message ("skipped: %s\n", error->message);
    skip ();
  }
  assert_true (g_error_matches (error, GJ_ERROR, GJ_ERROR_NOT_REPORT));
}

static void
test_budget (void **state)
{
  assert_not_a_report ("real/not-a-report-budget.pdf");
}

/* Its text layer must not be believed; read by OCR it is a letter. */
static void
test_wrong_layer (void **state)
{
  assert_not_a_report ("real/scan-with-wrong-ocr-layer.pdf");
}

int
main (int argc, char **argv)
{
  shared = argc > 1 ? argv[1] : "../shared";
  if (!gj_golden_has_shared (shared))
    return GJ_GOLDEN_SKIP;
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_huaian),
    cmocka_unit_test (test_seeds),
    cmocka_unit_test (test_budget),
    cmocka_unit_test (test_wrong_layer),
  };
  return cmocka_run_group_tests_name ("real reports", tests, NULL, NULL);
}
