/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page/gj-error.h"
#include "tests/golden/gj-golden.h"
#include "tests/support/gj-cmocka.h"

#include <string.h>

/*
 * test-corpus FOLDER digital|scans|NAME...: every report of the corpus is read no
 * worse than its manifest allows (scripts/bless records that), and never wrong in
 * silence.
 */

static const char *folder;
static char **wanted;

typedef struct {
  guint files, cells, wrong, unread, silent, not_met;
} Total;

static guint
bound (json_object *expect, const char *key)
{
  json_object *value = NULL;
  return json_object_object_get_ex (expect, key, &value) ? (guint) json_object_get_int (value) : 0;
}

static gboolean
may_be_wrong (json_object *expect, const char *key)
{
  json_object *list = NULL;
  json_object_object_get_ex (expect, "metadata_wrong", &list);
  for (size_t i = 0; list != NULL && i < json_object_array_length (list); i++)
    if (strcmp (json_object_get_string (json_object_array_get_idx (list, i)), key) == 0)
      return TRUE;
  return FALSE;
}

static void complain (const char *name, Total *total, const char *format, ...) G_GNUC_PRINTF (3, 4);

static void
complain (const char *name, Total *total, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  g_autofree char *text = g_strdup_vprintf (format, args);
  va_end (args);
  print_message ("%s: %s\n", name, text);
  total->not_met++;
}

static void
hold_to_bounds (const char *name, json_object *expect, const GjDistance *d, Total *total)
{
  const struct {
    const char *key;
    guint found;
  } bounds[] = {
    { "wrong", d->wrong },
    { "unread", d->unread },
    { "flags_missing", d->flags_missing },
    { "relations_missed", d->relations_missed },
    { "relations_invented", d->relations_invented },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (bounds); i++)
    if (bounds[i].found > bound (expect, bounds[i].key))
      complain (name, total, "%s %u, allowed %u (%s)", bounds[i].key, bounds[i].found, bound (expect, bounds[i].key),
                d->first != NULL ? d->first : "no wrong cell");
  if (d->unflagged > bound (expect, "wrong"))
    complain (name, total, "%u wrong cells without a flag (%s)", d->unflagged, d->first);
  if (d->prose_errors > 0 && bound (expect, "prose_errors") == 0)
    complain (name, total, "the prose differs");
}

static void
hold_to_status (const char *name, json_object *truth, json_object *expect, json_object *output, Total *total)
{
  int said = gj_golden_status (gj_golden_string (output, "status"));
  int least = gj_golden_status (gj_golden_string (truth, "status")); /* what is wrong at its source stays in review */
  int most = gj_golden_status (gj_golden_string (expect, "status"));
  if (said < least || said > MAX (least, most))
    complain (name, total, "status %s; truth allows %s, the manifest %s", gj_golden_string (output, "status"),
              gj_golden_string (truth, "status"), gj_golden_string (expect, "status"));
}

static void
check_output (json_object *entry, json_object *expect, const char *json, Total *total)
{
  static const char *const keys[] = { "title", "organization", "year", "issuer", "published", "form" };
  const char *name = gj_golden_string (entry, "name");
  json_object *truth = gj_golden_load (folder, gj_golden_string (entry, "truth")), *output = json_tokener_parse (json);
  assert_non_null (truth);
  assert_non_null (output);
  g_auto (GjDistance) d = gj_golden_measure (truth, output);
  total->cells += d.cells;
  total->wrong += d.wrong;
  total->unread += d.unread;
  total->silent += d.silent;
  if (d.silent > 0)
    complain (name, total, "SILENT: %u wrong cells in a verified report (%s)", d.silent, d.first);
  hold_to_bounds (name, expect, &d, total);
  hold_to_status (name, truth, expect, output, total);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (gj_golden_metadata_wrong (truth, output, keys[i]) && !may_be_wrong (expect, keys[i]))
      complain (name, total, "%s differs", keys[i]);
  json_object_put (truth);
  json_object_put (output);
}

static void
check_file (json_object *entry, Total *total)
{
  json_object *expect = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (folder, gj_golden_string (entry, "file"), NULL);
  json_object_object_get_ex (entry, "expect", &expect);
  g_autoptr (GjConversion) c = gj_convert_file (path, NULL, &error);
  int code = c == NULL ? gj_error_exit_code (error) : 0;
  total->files++;
  if (code != (int) bound (expect, "exit"))
    complain (gj_golden_string (entry, "name"), total, "exit code %d, expected %u: %s", code, bound (expect, "exit"),
              error != NULL ? error->message : "");
  else if (c != NULL)
    check_output (entry, expect, c->json, total);
}

static gboolean
is_wanted (json_object *entry)
{
  json_object *ocr = NULL;
  json_object_object_get_ex (entry, "ocr", &ocr);
  if (strcmp (wanted[0], "digital") == 0 || strcmp (wanted[0], "scans") == 0)
    return json_object_get_boolean (ocr) == (strcmp (wanted[0], "scans") == 0);
  return g_strv_contains ((const char *const *) wanted, gj_golden_string (entry, "name"));
}

static void
test_corpus (void **state)
{
  Total total = { 0 };
  json_object *manifest = *state, *files = NULL;
  json_object_object_get_ex (manifest, "files", &files);
  for (size_t i = 0; i < json_object_array_length (files); i++)
    if (is_wanted (json_object_array_get_idx (files, i)))
      check_file (json_object_array_get_idx (files, i), &total);
  print_message ("%u reports, %u cells: %u wrong, %u unread, %u silent; %u expectations not met\n", total.files,
                 total.cells, total.wrong, total.unread, total.silent, total.not_met);
  assert_int_equal (total.silent, 0);
  assert_int_equal (total.not_met, 0);
  assert_true (total.files > 0);
}

int
main (int argc, char **argv)
{
  static char *digital[] = { (char *) "digital", NULL };
  folder = argc > 1 ? argv[1] : "corpus";
  wanted = argc > 2 ? argv + 2 : digital;
  json_object *manifest = gj_golden_load (folder, "manifest.json");
  if (manifest == NULL) {
    print_message ("skipped: %s has no manifest.json\n", folder);
    return GJ_GOLDEN_SKIP;
  }
  const struct CMUnitTest tests[] = { cmocka_unit_test_prestate (test_corpus, manifest) };
  int failed = cmocka_run_group_tests_name ("corpus", tests, NULL, NULL);
  json_object_put (manifest);
  return failed;
}
