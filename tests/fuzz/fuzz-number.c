/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A cell's text → number. What is printed of it is a JSON number of the same value. */
#include <json-c/json.h>
#include <string.h>

#include "normalize/gj-number.h"
#include "tests/fuzz/fuzz.h"

static void
check_number (const char *raw, const char *unit)
{
  GjNumber number = { .text = "untouched", .scaled = 42 }, again;
  GjNumberKind kind = gj_number_parse (raw, unit, &number);
  g_autofree char *printed = NULL;
  json_object *json;

  MUST (kind <= GJ_NUMBER_NONE);
  if (kind == GJ_NUMBER_BLANK || kind == GJ_NUMBER_NONE) {
    MUST (number.scaled == 42 && g_str_equal (number.text, "untouched"));
    return;
  }
  MUST (memchr (number.text, '\0', sizeof number.text) != NULL);
  json = json_tokener_parse (number.text);
  MUST (json_object_is_type (json, json_type_int) || json_object_is_type (json, json_type_double));
  json_object_put (json);
  if (strcspn (number.text, ".") > 15)
    return; /* a converted unit made more digits than are read */
  MUST (gj_number_parse (number.text, NULL, &again) == GJ_NUMBER_OK);
  MUST (again.scaled == number.scaled && g_str_equal (again.text, number.text));
  printed = gj_number_to_string (number.scaled);
  MUST (gj_number_parse (printed, NULL, &again) == GJ_NUMBER_OK && again.scaled == number.scaled);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *bytes = g_strndup ((const char *) data, MIN (size, 4096));
  g_autofree char *text = g_utf8_make_valid (bytes, -1); /* what the layers before it guarantee */
  check_number (text, NULL);
  check_number (text, "万元");
  return 0;
}
