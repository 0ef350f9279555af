/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/golden/gj-golden.h"

#include <json-c/json_pointer.h>
#include <string.h>

void
gj_distance_clear (GjDistance *d)
{
  g_clear_pointer (&d->first, g_free);
}

json_object *
gj_golden_load (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  return json_object_from_file (path);
}

const char *
gj_golden_string (json_object *object, const char *key)
{
  json_object *value = NULL;
  return json_object_object_get_ex (object, key, &value) && value != NULL ? json_object_get_string (value) : "";
}

int
gj_golden_status (const char *name)
{
  return strcmp (name, "verified") == 0 ? 0 : strcmp (name, "review") == 0 ? 1 : 2;
}

const char *
gj_golden_figure (json_object *output, const char *pointer)
{
  json_object *value = NULL;
  if (json_pointer_get (output, pointer, &value) != 0)
    return NULL;
  return value == NULL ? "null" : json_object_to_json_string_ext (value, JSON_C_TO_STRING_PLAIN);
}

static gboolean
has_flag (json_object *output, const char *pointer, const char *code)
{
  json_object *flags = NULL;
  json_object_object_get_ex (output, "flags", &flags);
  for (size_t i = 0; i < json_object_array_length (flags); i++) {
    json_object *f = json_object_array_get_idx (flags, i);
    if (strcmp (gj_golden_string (f, "cell"), pointer) == 0 && strcmp (gj_golden_string (f, "code"), code) == 0)
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_doubted (json_object *output, const char *pointer)
{
  static const char *const doubts[] = { "unread", "doubtful", "conflict", "corrected", "resolved" };
  for (gsize i = 0; i < G_N_ELEMENTS (doubts); i++)
    if (has_flag (output, pointer, doubts[i]))
      return TRUE;
  return FALSE;
}

static void
count_wrong (GjDistance *d, json_object *output, const char *pointer, const char *truth, const char *said)
{
  d->wrong++;
  d->unflagged += !is_doubted (output, pointer);
  d->silent += strcmp (gj_golden_string (output, "status"), "verified") == 0;
  if (d->first == NULL)
    d->first = g_strdup_printf ("%s: printed %s, read %s", pointer, truth, said);
}

static gboolean
says_nothing (json_object *flags, const char *pointer)
{
  const char *flag = flags != NULL ? gj_golden_string (flags, pointer) : "";
  return strcmp (flag, "blank") == 0 || strcmp (flag, "absent") == 0;
}

static void
measure_cells (GjDistance *d, json_object *truth, json_object *output)
{
  json_object *cells = NULL, *flags = NULL;
  json_object_object_get_ex (truth, "cells", &cells);
  json_object_object_get_ex (truth, "flags", &flags);
  json_object_object_foreach (cells, pointer, value)
  {
    const char *printed = value != NULL ? json_object_get_string (value) : "null",
               *said = gj_golden_figure (output, pointer);
    d->cells++;
    if (said == NULL || (strcmp (said, "null") == 0 && has_flag (output, pointer, "unread")))
      d->unread++;
    else if (strcmp (said, printed) == 0)
      d->right++;
    else
      count_wrong (d, output, pointer, printed, said);
    if (says_nothing (flags, pointer))
      d->flags_missing += !has_flag (output, pointer, gj_golden_string (flags, pointer));
    else if (flags != NULL && gj_golden_string (flags, pointer)[0] != '\0')
      d->flags_missing += !has_flag (output, pointer, gj_golden_string (flags, pointer));
  }
}

/* Numbers in @node, at @path, that the truth does not have. */
static void
measure_inventions (GjDistance *d, json_object *truth_cells, json_object *output, json_object *node, const char *path)
{
  json_object *known = NULL;
  if (json_object_is_type (node, json_type_object)) {
    json_object_object_foreach (node, key, child)
    {
      g_autofree char *below = g_strconcat (path, "/", key, NULL);
      measure_inventions (d, truth_cells, output, child, below);
    }
  } else if (node != NULL && !json_object_object_get_ex (truth_cells, path, &known))
    count_wrong (d, output, path, "nothing", json_object_to_json_string (node));
}

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* A relation by the sorted pointers of its cells. */
static char *
relation_key (json_object *cells)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  for (size_t i = 0; i < json_object_array_length (cells); i++)
    g_ptr_array_add (names, (gpointer) json_object_get_string (json_object_array_get_idx (cells, i)));
  g_ptr_array_sort (names, compare_strings);
  g_ptr_array_add (names, NULL);
  return g_strjoinv (" ", (char **) names->pdata);
}

static void
measure_relations (GjDistance *d, json_object *truth, json_object *output)
{
  json_object *expected = NULL, *checks = NULL, *failures = NULL, *cells = NULL;
  g_autoptr (GHashTable) open = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  json_object_object_get_ex (truth, "failures", &expected);
  for (size_t i = 0; expected != NULL && i < json_object_array_length (expected); i++)
    g_hash_table_add (open, relation_key (json_object_array_get_idx (expected, i)));
  if (!json_object_object_get_ex (output, "checks", &checks) ||
      !json_object_object_get_ex (checks, "failures", &failures))
    return;
  for (size_t i = 0; i < json_object_array_length (failures); i++) {
    json_object_object_get_ex (json_object_array_get_idx (failures, i), "cells", &cells);
    g_autofree char *key = relation_key (cells);
    d->relations_invented += !g_hash_table_remove (open, key);
  }
  d->relations_missed = g_hash_table_size (open);
}

/* 1 if anything in the prose differs: how much is the scorer's business. */
static void
measure_prose (GjDistance *d, json_object *truth, json_object *output)
{
  static const char *const members[] = { "preamble", "sections" };
  json_object *skip = NULL;
  if (json_object_object_get_ex (truth, "prose_unscored", &skip) && json_object_get_boolean (skip))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++) {
    json_object *a = NULL, *b = NULL;
    json_object_object_get_ex (truth, members[i], &a);
    json_object_object_get_ex (output, members[i], &b);
    d->prose_errors += !json_object_equal (a, b);
  }
}

GjDistance
gj_golden_measure (json_object *truth, json_object *output)
{
  GjDistance d = { 0 };
  json_object *cells = NULL, *tables = NULL;
  json_object_object_get_ex (truth, "cells", &cells);
  json_object_object_get_ex (output, "tables", &tables);
  measure_cells (&d, truth, output);
  measure_inventions (&d, cells, output, tables, "/tables");
  measure_relations (&d, truth, output);
  measure_prose (&d, truth, output);
  return d;
}

gboolean
gj_golden_metadata_wrong (json_object *truth, json_object *output, const char *key)
{
  json_object *a = NULL, *b = NULL, *said = NULL, *meant = NULL;
  json_object_object_get_ex (truth, "report", &a);
  json_object_object_get_ex (output, "report", &b);
  json_object_object_get_ex (a, key, &meant);
  json_object_object_get_ex (b, key, &said);
  if (meant == NULL && strcmp (key, "form") == 0) /* not decidable */
    return FALSE;
  return !json_object_equal (meant, said);
}

guint
gj_golden_count_differing (json_object *truth, json_object *output, guint *n, guint *unflagged)
{
  json_object *cells = NULL;
  guint differing = 0;
  *n = *unflagged = 0;
  if (!json_object_object_get_ex (truth, "tables", &cells))
    return 0;
  json_object_object_foreach (cells, pointer, value)
  {
    const char *said = gj_golden_figure (output, pointer), *printed = json_object_get_string (value);
    ++*n;
    if (said != NULL && strcmp (said, printed) == 0)
      continue;
    g_print ("%s: printed %s, read %s\n", pointer, printed, said != NULL ? said : "nothing");
    differing++;
    *unflagged += said != NULL && strcmp (said, "null") != 0 && !is_doubted (output, pointer);
  }
  return differing;
}

gboolean
gj_golden_has_shared (const char *shared)
{
  if (g_file_test (shared, G_FILE_TEST_IS_DIR))
    return TRUE;
  g_print ("skipped: no folder %s (GOUJI_SHARED)\n", shared);
  return FALSE;
}
