/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/gj-json.h"

#include <json-c/json.h>

/* JSON Schema (2020-12). The tables' part follows from the forms, so it cannot drift from what is written. */

static json_object *
parse (const char *json)
{
  return json_tokener_parse (json);
}

static json_object *
object_schema (void)
{
  json_object *o = parse ("{\"type\":\"object\",\"additionalProperties\":true}");
  json_object_object_add (o, "properties", json_object_new_object ());
  json_object_object_add (o, "required", json_object_new_array ());
  return o;
}

static void
add_property (json_object *schema, const char *key, json_object *value, gboolean required)
{
  json_object *properties, *list;
  json_object_object_get_ex (schema, "properties", &properties);
  json_object_object_get_ex (schema, "required", &list);
  json_object_object_add (properties, key, value);
  if (required)
    json_object_array_add (list, json_object_new_string (key));
}

static json_object *
get_property (json_object *schema, const char *key)
{
  json_object *properties, *value = NULL;
  json_object_object_get_ex (schema, "properties", &properties);
  return json_object_object_get_ex (properties, key, &value) ? value : NULL;
}

/* （六） is printed divided or as one row: its children are optional. */
static gboolean
is_optional (const GjForm *form, const GjSlot *slot)
{
  int parent = form->items[slot->row].parent;
  return parent >= 0 && form->items[parent].kind == GJ_KIND_EITHER;
}

static json_object *
table_schema (const GjForm *form, guint table)
{
  json_object *root = object_schema ();
  for (guint i = 0; i < form->slots->len; i++) {
    const GjSlot *slot = &g_array_index (form->slots, GjSlot, i);
    if (slot->table != table)
      continue;
    g_auto (GStrv) parts = g_strsplit (slot->pointer, "/", -1);
    guint n = g_strv_length (parts);
    json_object *at = root;
    for (guint k = 3; k < n; k++) {
      gboolean leaf = k + 1 == n;
      json_object *next = get_property (at, parts[k]);
      if (next == NULL) {
        next = leaf ? parse ("{\"type\":[\"number\",\"null\"]}") : object_schema ();
        gboolean optional = is_optional (form, slot) && !leaf && k + 2 == n;
        add_property (at, parts[k], next, !optional);
      }
      at = next;
    }
  }
  return root;
}

static json_object *
nullable (json_object *schema)
{
  json_object *o = json_object_new_object (), *any = json_object_new_array ();
  json_object_array_add (any, schema);
  json_object_array_add (any, parse ("{\"type\":\"null\"}"));
  json_object_object_add (o, "anyOf", any);
  return o;
}

static json_object *
tables_schema (void)
{
  json_object *o = json_object_new_object (), *any = json_object_new_array ();
  for (guint e = 0; e < GJ_N_EDITIONS; e++) {
    const GjForm *form = gj_form_get ((GjEdition) e);
    json_object *tables = object_schema ();
    for (guint t = 0; t < GJ_N_TABLES; t++)
      add_property (tables, form->tables[t].key, nullable (table_schema (form, t)), TRUE);
    json_object_array_add (any, tables);
  }
  json_object_object_add (o, "anyOf", any);
  return o;
}

/* The words that @name gives for 0 to @n − 1, as the values that @key may have. */
static void
add_enum (json_object *schema, const char *key, const char *(*name) (guint), guint n)
{
  json_object *properties, *property = json_object_new_object (), *words = json_object_new_array ();
  for (guint i = 0; i < n; i++)
    json_object_array_add (words, json_object_new_string (name (i)));
  json_object_object_add (property, "enum", words);
  json_object_object_get_ex (schema, "properties", &properties);
  json_object_object_add (properties, key, property);
}

static const char *
section_id (guint i)
{
  return gj_form_sections[i].id;
}

static json_object *
section_schema (void)
{
  json_object *o = parse (
      "{\"type\":\"object\",\"required\":[\"id\",\"heading\",\"paragraphs\"],\"properties\":"
      "{\"heading\":{\"type\":\"string\"},\"paragraphs\":{\"type\":\"array\",\"items\":{\"type\":\"string\"}}}}");
  add_enum (o, "id", section_id, GJ_N_SECTIONS);
  return o;
}

static json_object *
flag_schema (void)
{
  json_object *o =
      parse ("{\"type\":\"object\",\"required\":[\"cell\",\"code\",\"raw\",\"page\",\"bbox\"],\"properties\":"
             "{\"cell\":{\"type\":\"string\"},\"raw\":{\"type\":[\"string\",\"null\"]},"
             "\"page\":{\"type\":[\"integer\",\"null\"]},\"bbox\":{\"type\":[\"array\",\"null\"],"
             "\"items\":{\"type\":\"number\"},\"minItems\":4,\"maxItems\":4}}}");
  add_enum (o, "code", gj_flag_name, GJ_N_FLAGS);
  return o;
}

static json_object *
array_of (json_object *items)
{
  json_object *o = parse ("{\"type\":\"array\"}");
  json_object_object_add (o, "items", items);
  return o;
}

static json_object *
report_schema (void)
{
  json_object *o = object_schema ();
  json_object_object_add (o, "$schema", json_object_new_string ("https://json-schema.org/draft/2020-12/schema"));
  json_object_object_add (o, "title", json_object_new_string ("gouji report"));
  add_property (o, "schema", parse ("{\"const\":\"gouji-report/1\"}"), TRUE);
  add_property (o, "program", parse ("{\"type\":\"string\"}"), TRUE);
  add_property (o, "status", parse ("{\"enum\":[\"verified\",\"review\",\"incomplete\"]}"), TRUE);
  add_property (
      o, "source",
      parse ("{\"type\":\"object\",\"required\":[\"file\",\"sha256\",\"bytes\",\"pages\",\"kind\"],\"properties\":"
             "{\"file\":{\"type\":\"string\"},\"sha256\":{\"type\":\"string\",\"pattern\":\"^[0-9a-f]{64}$\"},"
             "\"bytes\":{\"type\":\"integer\"},\"pages\":{\"type\":\"integer\"},"
             "\"kind\":{\"enum\":[\"digital\",\"scanned\",\"mixed\",\"text\"]},\"origin\":{\"type\":\"object\"}}}"),
      TRUE);
  add_property (
      o, "report",
      parse (
          "{\"type\":\"object\",\"required\":[\"title\",\"organization\",\"year\",\"issuer\",\"published\",\"form\"],"
          "\"properties\":{\"title\":{\"type\":[\"string\",\"null\"]},\"organization\":{\"type\":[\"string\",\"null\"]}"
          ","
          "\"year\":{\"type\":[\"integer\",\"null\"]},\"issuer\":{\"type\":[\"string\",\"null\"]},"
          "\"published\":{\"type\":[\"string\",\"null\"],\"pattern\":\"^[0-9]{4}-[0-9]{2}-[0-9]{2}$\"},"
          "\"form\":{\"enum\":[\"2021\",\"2019\"]}}}"),
      TRUE);
  add_property (o, "preamble", parse ("{\"type\":\"array\",\"items\":{\"type\":\"string\"}}"), TRUE);
  add_property (o, "sections", array_of (section_schema ()), TRUE);
  add_property (o, "tables", tables_schema (), TRUE);
  add_property (
      o, "checks",
      parse ("{\"type\":\"object\",\"required\":[\"passed\",\"failed\",\"skipped\",\"failures\",\"suspects\"],"
             "\"properties\":"
             "{\"passed\":{\"type\":\"integer\"},\"failed\":{\"type\":\"integer\"},\"skipped\":{\"type\":\"integer\"},"
             "\"failures\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"required\":[\"id\",\"relation\","
             "\"left\",\"right\",\"cells\"],"
             "\"properties\":{\"id\":{\"type\":\"string\"},\"relation\":{\"type\":\"string\"},\"left\":{\"type\":"
             "\"number\"},"
             "\"right\":{\"type\":\"number\"},\"cells\":{\"type\":\"array\",\"items\":{\"type\":\"string\"}}}}},"
             "\"suspects\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"required\":[\"cell\",\"needed\"],"
             "\"properties\":{\"cell\":{\"type\":\"string\"},\"needed\":{\"type\":\"number\"}}}}}}"),
      TRUE);
  add_property (o, "flags", array_of (flag_schema ()), TRUE);
  add_property (o, "doubts",
                parse ("{\"type\":\"array\",\"items\":{\"type\":\"object\",\"required\":[\"member\",\"raw\",\"page\","
                       "\"bbox\"],\"properties\":"
                       "{\"member\":{\"type\":\"string\"},\"raw\":{\"type\":[\"string\",\"null\"]},\"page\":{\"type\":["
                       "\"integer\",\"null\"]},"
                       "\"bbox\":{\"type\":[\"array\",\"null\"],\"items\":{\"type\":\"number\"}}}}}"),
                FALSE);
  add_property (o, "provenance", parse ("{\"type\":\"object\"}"), FALSE);
  return o;
}

static json_object *
manifest_schema (void)
{
  json_object *o = object_schema ();
  json_object_object_add (o, "$schema", json_object_new_string ("https://json-schema.org/draft/2020-12/schema"));
  json_object_object_add (o, "title", json_object_new_string ("gouji manifest line"));
  add_property (o, "file", parse ("{\"type\":\"string\"}"), TRUE);
  add_property (o, "sha256", parse ("{\"type\":[\"string\",\"null\"]}"), TRUE);
  add_property (o, "status", parse ("{\"enum\":[\"verified\",\"review\",\"incomplete\",\"failed\"]}"), TRUE);
  add_property (o, "output", parse ("{\"type\":[\"string\",\"null\"]}"), TRUE);
  add_property (
      o, "error",
      parse ("{\"anyOf\":[{\"type\":\"null\"},{\"type\":\"object\",\"required\":[\"code\",\"name\",\"message\"],"
             "\"properties\":"
             "{\"code\":{\"type\":\"integer\"},\"name\":{\"type\":\"string\"},\"message\":{\"type\":\"string\"}}}]}"),
      TRUE);
  add_property (o, "pages", parse ("{\"type\":[\"integer\",\"null\"]}"), TRUE);
  add_property (o, "kind", parse ("{\"enum\":[\"digital\",\"scanned\",\"mixed\",\"text\",null]}"), TRUE);
  add_property (o, "seconds", parse ("{\"type\":\"number\"}"), TRUE);
  add_property (o, "cpu_seconds", parse ("{\"type\":\"number\"}"), TRUE);
  add_property (o, "peak_kib", parse ("{\"type\":\"integer\"}"), TRUE);
  return o;
}

char *
gj_schema_write (gboolean manifest)
{
  json_object *o = manifest ? manifest_schema () : report_schema ();
  char *json = g_strdup (json_object_to_json_string_ext (o, JSON_C_TO_STRING_PRETTY | JSON_C_TO_STRING_SPACED |
                                                                JSON_C_TO_STRING_NOSLASHESCAPE));
  json_object_put (o);
  return json;
}
