/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/gj-json.h"

#include <json-c/json.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SCHEMA_NAME "gouji-report/1"

static json_object *
string_or_null (const char *s)
{
  return s != NULL ? json_object_new_string (s) : NULL;
}

/* A number as printed: never through binary floating point. */
static json_object *
printed_number (const char *text)
{
  return json_object_new_double_s (strtod (text, NULL), text);
}

static json_object *
scaled_number (__int128 scaled)
{
  g_autofree char *text = gj_number_to_string (scaled);
  return printed_number (text);
}

/* Points with at most two decimals. */
static json_object *
coordinate (double v)
{
  char buf[G_ASCII_DTOSTR_BUF_SIZE];
  g_ascii_formatd (buf, sizeof buf, "%.2f", v);
  char *end = buf + strlen (buf);
  while (end[-1] == '0')
    *--end = '\0';
  if (end[-1] == '.')
    end[-1] = '\0';
  return printed_number (strcmp (buf, "-0") == 0 ? "0" : buf);
}

static json_object *
box_json (const GjBox *box)
{
  if (gj_box_is_empty (box))
    return NULL;
  json_object *a = json_object_new_array_ext (4);
  json_object_array_add (a, coordinate (box->x0));
  json_object_array_add (a, coordinate (box->y0));
  json_object_array_add (a, coordinate (box->x1));
  json_object_array_add (a, coordinate (box->y1));
  return a;
}

static json_object *
source_json (const GjSourceInfo *source)
{
  json_object *o = json_object_new_object ();
  json_object_object_add (o, "file", string_or_null (source->file));
  json_object_object_add (o, "sha256", string_or_null (source->sha256));
  json_object_object_add (o, "bytes", json_object_new_uint64 (source->bytes));
  json_object_object_add (o, "pages", json_object_new_int ((int) source->pages));
  json_object_object_add (o, "kind", json_object_new_string (source->kind));
  if (source->origin != NULL)
    json_object_object_add (o, "origin", json_tokener_parse (source->origin));
  return o;
}

static json_object *
report_json (const GjReport *report)
{
  json_object *o = json_object_new_object ();
  json_object_object_add (o, "title", string_or_null (report->title));
  json_object_object_add (o, "organization", string_or_null (report->organization));
  json_object_object_add (o, "year", report->year > 0 ? json_object_new_int (report->year) : NULL);
  json_object_object_add (o, "issuer", string_or_null (report->issuer));
  json_object_object_add (o, "published", string_or_null (report->published));
  json_object_object_add (o, "form", json_object_new_string (report->form->id));
  return o;
}

static json_object *
strings_json (const GPtrArray *strings)
{
  json_object *a = json_object_new_array_ext ((int) strings->len);
  for (guint i = 0; i < strings->len; i++)
    json_object_array_add (a, json_object_new_string (strings->pdata[i]));
  return a;
}

static json_object *
sections_json (const GjReport *report)
{
  json_object *a = json_object_new_array ();
  for (guint i = 0; i < report->sections->len; i++) {
    const GjSection *s = report->sections->pdata[i];
    json_object *o = json_object_new_object ();
    json_object_object_add (o, "id", json_object_new_string (gj_form_sections[s->id].id));
    json_object_object_add (o, "heading", json_object_new_string (s->heading));
    json_object_object_add (o, "paragraphs", strings_json (s->paragraphs));
    json_object_array_add (a, o);
  }
  return a;
}

/* Sets @value at the end of @pointer below @root ("/tables/…": that part is root itself). */
static void
set_at_pointer (json_object *root, const char *pointer, json_object *value)
{
  g_autofree char *parts = g_strdup (pointer + strlen ("/tables/"));
  json_object *at = root;
  char *part = parts;
  for (char *end = strchr (part, '/'); end != NULL; part = end + 1, end = strchr (part, '/')) {
    json_object *next = NULL;
    *end = '\0';
    if (!json_object_object_get_ex (at, part, &next) || next == NULL) {
      next = json_object_new_object ();
      json_object_object_add (at, part, next);
    }
    at = next;
  }
  json_object_object_add (at, part, value);
}

static json_object *
tables_json (const GjReport *report)
{
  json_object *tables = json_object_new_object ();
  for (guint t = 0; t < GJ_N_TABLES; t++)
    json_object_object_add (tables, report->form->tables[t].key,
                            report->table_found[t] ? json_object_new_object () : NULL);
  for (guint i = 0; i < report->form->slots->len; i++) {
    const GjCell *cell = &report->cells[i];
    if (gj_report_has_slot (report, i))
      set_at_pointer (tables, g_array_index (report->form->slots, GjSlot, i).pointer,
                      cell->has_value ? printed_number (cell->value.text) : NULL);
  }
  return tables;
}

static json_object *
checks_json (const GjReport *report)
{
  guint passed, failed, skipped;
  json_object *o = json_object_new_object (), *failures = json_object_new_array (),
              *suspects = json_object_new_array ();
  gj_report_count_checks (report, &passed, &failed, &skipped);
  json_object_object_add (o, "passed", json_object_new_int ((int) passed));
  json_object_object_add (o, "failed", json_object_new_int ((int) failed));
  json_object_object_add (o, "skipped", json_object_new_int ((int) skipped));
  for (guint i = 0; i < report->checks->len; i++) {
    const GjCheck *c = &g_array_index (report->checks, GjCheck, i);
    if (c->state != 0)
      continue;
    json_object *f = json_object_new_object (), *cells = json_object_new_array ();
    json_object_object_add (f, "id", json_object_new_string (c->id));
    json_object_object_add (f, "relation", json_object_new_string (c->relation));
    json_object_object_add (f, "left", scaled_number (c->left));
    json_object_object_add (f, "right", scaled_number (c->right));
    for (guint k = 0; k < c->slots->len; k++)
      json_object_array_add (
          cells, json_object_new_string (
                     g_array_index (report->form->slots, GjSlot, g_array_index (c->slots, guint, k)).pointer));
    json_object_object_add (f, "cells", cells);
    json_object_array_add (failures, f);
  }
  for (guint i = 0; i < report->suspects->len; i++) {
    const GjSuspect *s = &g_array_index (report->suspects, GjSuspect, i);
    json_object *e = json_object_new_object ();
    json_object_object_add (e, "cell",
                            json_object_new_string (g_array_index (report->form->slots, GjSlot, s->slot).pointer));
    json_object_object_add (e, "needed", scaled_number (s->needed));
    json_object_array_add (suspects, e);
  }
  json_object_object_add (o, "failures", failures);
  json_object_object_add (o, "suspects", suspects);
  return o;
}

/* What was read, and where. */
static void
add_place (json_object *o, const char *raw, guint page, const GjBox *box)
{
  json_object_object_add (o, "raw", string_or_null (raw));
  json_object_object_add (o, "page", page > 0 ? json_object_new_int ((int) page) : NULL);
  json_object_object_add (o, "bbox", box_json (box));
}

static void
add_flag (json_object *flags, const char *pointer, const char *code, const GjCell *cell)
{
  json_object *o = json_object_new_object ();
  json_object_object_add (o, "cell", json_object_new_string (pointer));
  json_object_object_add (o, "code", json_object_new_string (code));
  add_place (o, cell->raw, cell->page, &cell->box);
  json_object_array_add (flags, o);
}

static json_object *
flags_json (const GjReport *report)
{
  json_object *a = json_object_new_array ();
  for (guint i = 0; i < report->form->slots->len; i++) {
    const GjCell *cell = &report->cells[i];
    for (guint bit = 0; bit < GJ_N_FLAGS && gj_report_has_slot (report, i); bit++)
      if (cell->flags & (1u << bit))
        add_flag (a, g_array_index (report->form->slots, GjSlot, i).pointer, gj_flag_name (bit), cell);
  }
  return a;
}

/* Names that are not certain. They are no flags: flags are about cells, and decide the status. */
static json_object *
doubts_json (const GjReport *report)
{
  json_object *a = json_object_new_array ();
  for (guint i = 0; i < report->doubts->len; i++) {
    const GjDoubt *d = &g_array_index (report->doubts, GjDoubt, i);
    json_object *o = json_object_new_object ();
    json_object_object_add (o, "member", json_object_new_string (d->pointer));
    add_place (o, d->raw, d->page, &d->box);
    json_object_array_add (a, o);
  }
  return a;
}

static json_object *
provenance_json (const GjReport *report)
{
  static const char *const sources[] = { "text_layer", "ocr", "text" };
  json_object *o = json_object_new_object ();
  for (guint i = 0; i < report->form->slots->len; i++) {
    const GjCell *cell = &report->cells[i];
    if (!gj_report_has_slot (report, i))
      continue;
    json_object *e = json_object_new_object ();
    json_object_object_add (e, "page", cell->page > 0 ? json_object_new_int ((int) cell->page) : NULL);
    json_object_object_add (e, "bbox", box_json (&cell->box));
    json_object_object_add (e, "source", cell->found ? json_object_new_string (sources[cell->source]) : NULL);
    json_object_object_add (e, "confidence", cell->found ? json_object_new_int (cell->confidence) : NULL);
    json_object_object_add (e, "raw", string_or_null (cell->raw));
    if (cell->has_alternative)
      json_object_object_add (e, "alternative", json_object_new_string (cell->alternative.text));
    json_object_object_add (o, g_array_index (report->form->slots, GjSlot, i).pointer, e);
  }
  return o;
}

char *
gj_json_write (const GjReport *report, const GjSourceInfo *source, gboolean provenance, gboolean pretty)
{
  static const char *const statuses[] = { "verified", "review", "incomplete" };
  json_object *o = json_object_new_object ();
  int flags = JSON_C_TO_STRING_NOSLASHESCAPE |
              (pretty ? JSON_C_TO_STRING_PRETTY | JSON_C_TO_STRING_SPACED : JSON_C_TO_STRING_PLAIN);

  json_object_object_add (o, "schema", json_object_new_string (SCHEMA_NAME));
  json_object_object_add (o, "program", json_object_new_string ("gouji " GOUJI_VERSION));
  json_object_object_add (o, "status", json_object_new_string (statuses[gj_report_status (report)]));
  json_object_object_add (o, "source", source_json (source));
  json_object_object_add (o, "report", report_json (report));
  json_object_object_add (o, "preamble", strings_json (report->preamble));
  json_object_object_add (o, "sections", sections_json (report));
  json_object_object_add (o, "tables", tables_json (report));
  json_object_object_add (o, "checks", checks_json (report));
  json_object_object_add (o, "flags", flags_json (report));
  if (report->doubts->len > 0)
    json_object_object_add (o, "doubts", doubts_json (report));
  if (provenance)
    json_object_object_add (o, "provenance", provenance_json (report));
  char *json = g_strdup (json_object_to_json_string_ext (o, flags));
  json_object_put (o);
  return json;
}
