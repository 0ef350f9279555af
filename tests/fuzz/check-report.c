/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/fuzz/check-report.h"

#include <json-c/json.h>
#include <string.h>

#include "normalize/gj-normalize.h"
#include "publish/gj-json.h"
#include "tests/fuzz/fuzz.h"

static json_object *
member (json_object *object, const char *key)
{
  json_object *value = NULL;
  MUST (json_object_object_get_ex (object, key, &value));
  return value;
}

/* A verified report has three tables, no failed check and no flag that needs a person. */
static void
check_verified (json_object *root)
{
  json_object *tables = member (root, "tables"), *flags = member (root, "flags");
  json_object_object_foreach (tables, name, table)
  {
    MUST (name != NULL && table != NULL);
  }
  MUST (json_object_get_int (member (member (root, "checks"), "failed")) == 0);
  for (size_t i = 0; i < json_object_array_length (flags); i++) {
    const char *code = json_object_get_string (member (json_object_array_get_idx (flags, i), "code"));
    MUST (strcmp (code, "unread") != 0 && strcmp (code, "doubtful") != 0 && strcmp (code, "conflict") != 0);
  }
}

void
fuzz_check_json (const char *json)
{
  json_tokener *tokener = json_tokener_new_ex (64);
  json_object *root = json_tokener_parse_ex (tokener, json, (int) strlen (json) + 1);
  const char *status;

  MUST (json_tokener_get_error (tokener) == json_tokener_success);
  MUST (g_utf8_validate (json, -1, NULL));
  MUST (json_object_is_type (root, json_type_object));
  status = json_object_get_string (member (root, "status"));
  if (strcmp (status, "verified") == 0)
    check_verified (root);
  else
    MUST (strcmp (status, "review") == 0 || strcmp (status, "incomplete") == 0);
  json_object_put (root);
  json_tokener_free (tokener);
}

void
fuzz_check_document (GjDocument *doc)
{
  static const GjSourceInfo source = { "fuzz", "00", 1, 1, "text", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GjReport) report = gj_normalize (doc, &error);
  g_autofree char *json = NULL;
  g_autofree char *pretty = NULL;

  MUST ((report == NULL) == (error != NULL));
  if (report == NULL)
    return;
  json = gj_json_write (report, &source, TRUE, FALSE);
  pretty = gj_json_write (report, &source, TRUE, TRUE);
  fuzz_check_json (json);
  fuzz_check_json (pretty);
}
