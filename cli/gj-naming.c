/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/gj-naming.h"

#include <stdlib.h>
#include <string.h>

#include "cli/gj-input.h"

#define MARK_LENGTH 9 /* ~ and 8 hex digits */

gsize
gj_name_suffix_length (const char *name)
{
  static const char *const suffixes[] = { ".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".txt", ".md", ".tsv" };
  const char *base = strrchr (name, '/');
  const char *dot = strrchr (base != NULL ? base + 1 : name, '.');

  for (gsize i = 0; dot != NULL && i < G_N_ELEMENTS (suffixes); i++)
    if (g_ascii_strcasecmp (dot, suffixes[i]) == 0)
      return strlen (dot);
  return 0;
}

/* "~" and 8 hex digits of the hash of @path. */
static char *
hash_mark (const char *path)
{
  g_autofree char *hex = g_compute_checksum_for_string (G_CHECKSUM_SHA256, path, -1);
  return g_strdup_printf ("~%.8s", hex);
}

/* The path without what leads out of any folder: "", ".", "..". */
static char *
clean_path (const char *path)
{
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    if (g_str_equal (parts[i], "..") && kept->len > 0)
      g_ptr_array_set_size (kept, (int) kept->len - 1);
    else if (*parts[i] != '\0' && !g_str_equal (parts[i], ".") && !g_str_equal (parts[i], ".."))
      g_ptr_array_add (kept, parts[i]);
  g_ptr_array_add (kept, NULL);
  return g_strjoinv ("/", (char **) kept->pdata);
}

/* The last part of what the path really is: "." and "a/.." have a name too. */
static char *
base_name (const char *path)
{
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *real = NULL;

  if (!g_str_equal (base, ".") && !g_str_equal (base, "..") && !g_str_equal (base, "/"))
    return g_steal_pointer (&base);
  real = realpath (path, NULL);
  if (real == NULL || g_str_equal (real, "/"))
    return g_strdup ("root");
  return g_path_get_basename (real);
}

static gboolean
same_place (const char *a, const char *b)
{
  g_autofree char *real_a = realpath (a, NULL);
  g_autofree char *real_b = realpath (b, NULL);
  return g_strcmp0 (real_a != NULL ? real_a : a, real_b != NULL ? real_b : b) == 0;
}

char **
gj_name_roots (char **paths, gboolean keep_paths)
{
  guint n = g_strv_length (paths);
  char **names = g_new0 (char *, n + 1);
  g_autoptr (GHashTable) first = g_hash_table_new (g_str_hash, g_str_equal); /* base name → index + 1 */
  g_autofree gboolean *clash = g_new0 (gboolean, n + 1);

  for (guint i = 0; i < n; i++) {
    guint other;
    names[i] = keep_paths ? clean_path (paths[i]) : base_name (paths[i]);
    other = GPOINTER_TO_UINT (g_hash_table_lookup (first, names[i]));
    if (other == 0)
      g_hash_table_insert (first, names[i], GUINT_TO_POINTER (i + 1));
    else if (!keep_paths && !same_place (paths[i], paths[other - 1]))
      clash[i] = clash[other - 1] = TRUE;
  }
  g_hash_table_remove_all (first);
  for (guint i = 0; i < n; i++)
    if (clash[i]) {
      g_free (names[i]);
      names[i] = clean_path (paths[i]);
    }
  return names;
}

/* Puts @mark before the suffix of @name. */
static char *
marked_name (const char *name, const char *mark)
{
  gsize suffix = gj_name_suffix_length (name);
  gsize stem = strlen (name) - suffix;
  return g_strdup_printf ("%.*s%s%s", (int) stem, name, mark, name + stem);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(GjInput *const *) a)->name, (*(GjInput *const *) b)->name);
}

void
gj_name_make_unique (GPtrArray *inputs)
{
  g_autofree gboolean *shared = g_new0 (gboolean, inputs->len + 1);

  for (guint i = 1; i < inputs->len; i++)
    if (compare_names (&inputs->pdata[i - 1], &inputs->pdata[i]) == 0)
      shared[i - 1] = shared[i] = TRUE;
  for (guint i = 0; i < inputs->len; i++)
    if (shared[i]) {
      GjInput *input = inputs->pdata[i];
      g_autofree char *mark = hash_mark (input->path);
      g_autofree char *old = input->name;
      input->name = marked_name (old, mark);
    }
  g_ptr_array_sort (inputs, compare_names);
}

/* One file or folder name cut to @max bytes at a character, with the mark of the whole path. */
static char *
fit (const char *part, gsize part_length, gsize max, const char *path)
{
  g_autofree char *mark = NULL;
  gsize keep;

  if (part_length <= max)
    return g_strndup (part, part_length);
  mark = hash_mark (path);
  keep = max - MARK_LENGTH;
  while (keep > 0 && ((guchar) part[keep] & 0xC0) == 0x80)
    keep--;
  return g_strdup_printf ("%.*s%s", (int) keep, part, mark);
}

/* folder/stem → folder/stem.json, every part within the limit. */
static char *
output_name (const char *name, gsize stem_length, gsize name_max)
{
  static const char *const reserved[] = { "manifest.jsonl", "manifest.jsonl.part", ".gouji-tmp" };
  GString *out = g_string_new (NULL);
  gsize start = 0;

  for (gsize i = 0; i < stem_length; i++)
    if (name[i] == '/') {
      g_autofree char *path = g_strndup (name, i);
      g_autofree char *folder = fit (name + start, i - start, name_max, path);
      g_string_append (out, folder);
      for (gsize k = 0; start == 0 && k < G_N_ELEMENTS (reserved); k++)
        if (g_str_equal (folder, reserved[k])) {
          g_autofree char *mark = hash_mark (path);
          g_string_append (out, mark);
        }
      g_string_append_c (out, '/');
      start = i + 1;
    }
  g_autofree char *stem = fit (name + start, stem_length - start, name_max - strlen (".json"), name);
  g_string_append (out, stem);
  g_string_append (out, ".json");
  return g_string_free (out, FALSE);
}

static void
set_output (GjInput *input, gboolean keep_suffix, gsize name_max)
{
  gsize length = strlen (input->name);
  g_free (input->output);
  input->output =
      output_name (input->name, keep_suffix ? length : length - gj_name_suffix_length (input->name), name_max);
}

/* Every folder that some output needs. */
static GHashTable *
needed_folders (GPtrArray *inputs)
{
  GHashTable *folders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < inputs->len; i++) {
    const char *output = ((GjInput *) inputs->pdata[i])->output;
    for (const char *p = strchr (output, '/'); p != NULL; p = strchr (p + 1, '/'))
      g_hash_table_add (folders, g_strndup (output, (gsize) (p - output)));
  }
  return folders;
}

/* One round: all that share an output, or whose output is a folder of another, keep their suffix. TRUE if any changed. */
static gboolean
separate (GPtrArray *inputs, guint8 *kept, gsize name_max)
{
  g_autoptr (GHashTable) folders = needed_folders (inputs);
  g_autoptr (GHashTable) first = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree guint8 *keep = g_memdup2 (kept, inputs->len);
  gboolean changed = FALSE;

  for (guint i = 0; i < inputs->len; i++) {
    const char *output = ((GjInput *) inputs->pdata[i])->output;
    guint other = GPOINTER_TO_UINT (g_hash_table_lookup (first, output));
    if (other == 0)
      g_hash_table_insert (first, (gpointer) output, GUINT_TO_POINTER (i + 1));
    else
      keep[i] = keep[other - 1] = 1;
    if (g_hash_table_contains (folders, output))
      keep[i] = 1;
  }
  g_hash_table_remove_all (first);
  for (guint i = 0; i < inputs->len; i++)
    if (keep[i] && !kept[i]) {
      kept[i] = 1;
      set_output (inputs->pdata[i], TRUE, name_max);
      changed = TRUE;
    }
  return changed;
}

void
gj_name_outputs (GPtrArray *inputs, gsize name_max)
{
  g_autofree guint8 *kept = g_new0 (guint8, inputs->len + 1);

  for (guint i = 0; i < inputs->len; i++)
    set_output (inputs->pdata[i], FALSE, name_max);
  for (guint round = 0; round < 8 && separate (inputs, kept, name_max); round++)
    ;
}
