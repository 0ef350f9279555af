/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/gj-input.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/gj-naming.h"
#include "page/gj-error.h"

#define MAX_DEPTH 200 /* folders in folders */

/* A file or folder, whatever names lead to it. */
typedef struct {
  guint64 device, inode;
} Identity;

typedef struct {
  GjInputs *found;
  GHashTable *folders; /* set of Identity: folders seen, the output folder among them */
  GPtrArray *links;    /* of Link: links to folders, looked at last */
} Walk;

typedef struct {
  char *path, *name;
} Link;

static guint
identity_hash (gconstpointer p)
{
  const Identity *id = p;
  return (guint) (id->inode * 2654435761u ^ id->device);
}

static gboolean
identity_equal (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sizeof (Identity)) == 0;
}

static void
link_free (gpointer p)
{
  Link *l = p;
  g_free (l->path);
  g_free (l->name);
  g_free (l);
}

static void
input_free (gpointer p)
{
  GjInput *i = p;
  g_free (i->path);
  g_free (i->name);
  g_free (i->output);
  g_free (i->problem);
  g_free (i);
}

void
gj_inputs_free (GjInputs *inputs)
{
  if (inputs == NULL)
    return;
  g_ptr_array_unref (inputs->inputs);
  g_ptr_array_unref (inputs->notes);
  g_hash_table_unref (inputs->ignored);
  g_free (inputs);
}

static GjInput *
add_input (Walk *walk, const char *path, const char *name, const struct stat *st, const char *problem)
{
  GjInput *input = g_new0 (GjInput, 1);
  input->path = g_strdup (path);
  input->name = g_strdup (name);
  input->problem = g_strdup (problem);
  if (st != NULL) {
    input->size = (guint64) st->st_size;
    input->inode = st->st_ino;
    input->mtime_sec = st->st_mtim.tv_sec;
    input->mtime_nsec = (guint32) st->st_mtim.tv_nsec;
  }
  g_ptr_array_add (walk->found->inputs, input);
  return input;
}

static void
count_ignored (Walk *walk, const char *name)
{
  const char *base = strrchr (name, '/');
  const char *dot;
  char *key;
  gpointer n;

  base = base != NULL ? base + 1 : name;
  dot = strrchr (base, '.');
  key = dot != NULL && dot != base ? g_ascii_strdown (dot, -1) : g_strdup ("no suffix");
  n = g_hash_table_lookup (walk->found->ignored, key);
  g_hash_table_insert (walk->found->ignored, key, GUINT_TO_POINTER (GPOINTER_TO_UINT (n) + 1));
}

static const char *
kind_problem (mode_t mode)
{
  if (S_ISFIFO (mode))
    return "is a named pipe, not a file";
  if (S_ISSOCK (mode))
    return "is a socket, not a file";
  if (S_ISCHR (mode) || S_ISBLK (mode))
    return "is a device, not a file";
  return NULL;
}

/* A file that the walk or the user names. */
static void
take_file (Walk *walk, const char *path, const char *name, const struct stat *st, gboolean explicitly)
{
  if (!explicitly && gj_name_suffix_length (name) == 0)
    count_ignored (walk, name);
  else
    add_input (walk, path, name, st, kind_problem (st->st_mode));
}

static gboolean
first_visit (Walk *walk, const struct stat *st)
{
  Identity id = { st->st_dev, st->st_ino };
  return g_hash_table_add (walk->folders, g_memdup2 (&id, sizeof id));
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* The names in a folder, sorted; NULL with errno set if it cannot be read. */
static GPtrArray *
list_folder (const char *path)
{
  DIR *dir = opendir (path);
  GPtrArray *names;
  struct dirent *entry;

  if (dir == NULL)
    return NULL;
  names = g_ptr_array_new_with_free_func (g_free);
  while ((entry = readdir (dir)) != NULL)
    if (!g_str_equal (entry->d_name, ".") && !g_str_equal (entry->d_name, ".."))
      g_ptr_array_add (names, g_strdup (entry->d_name));
  closedir (dir);
  g_ptr_array_sort (names, compare_names);
  return names;
}

static char *
join (const char *folder, const char *name)
{
  return *folder == '\0' ? g_strdup (name) : g_strconcat (folder, "/", name, NULL);
}

static void walk_folder (Walk *walk, const char *path, const char *name, guint depth);

static void
walk_entry (Walk *walk, const char *path, const char *name, guint depth)
{
  struct stat st, target;

  if (lstat (path, &st) != 0) {
    add_input (walk, path, name, NULL, g_strerror (errno));
    return;
  }
  if (S_ISDIR (st.st_mode)) {
    if (first_visit (walk, &st))
      walk_folder (walk, path, name, depth + 1);
    return;
  }
  if (!S_ISLNK (st.st_mode))
    take_file (walk, path, name, &st, FALSE);
  else if (stat (path, &target) != 0) {
    if (gj_name_suffix_length (name) > 0)
      add_input (walk, path, name, NULL, "is a link that leads nowhere");
    else
      count_ignored (walk, name);
  } else if (S_ISDIR (target.st_mode)) {
    Link *l = g_new0 (Link, 1);
    l->path = g_strdup (path);
    l->name = g_strdup (name);
    g_ptr_array_add (walk->links, l);
  } else
    take_file (walk, path, name, &target, FALSE);
}

static void
walk_folder (Walk *walk, const char *path, const char *name, guint depth)
{
  g_autoptr (GPtrArray) names = depth <= MAX_DEPTH ? list_folder (path) : NULL;

  if (names == NULL) {
    g_autofree char *folder = g_strconcat (*name != '\0' ? name : path, "/", NULL);
    g_autofree char *problem = depth > MAX_DEPTH ? g_strdup ("folders nested too deeply")
                                                 : g_strdup_printf ("folder cannot be read: %s", g_strerror (errno));
    add_input (walk, path, folder, NULL, problem);
    return;
  }
  for (guint i = 0; i < names->len; i++) {
    g_autofree char *child = g_build_filename (path, names->pdata[i], NULL);
    g_autofree char *child_name = join (name, names->pdata[i]);
    walk_entry (walk, child, child_name, depth);
  }
}

/* Links to folders come last, so that a folder gets its real name if it has one among the inputs. */
static void
walk_links (Walk *walk)
{
  for (guint i = 0; i < walk->links->len; i++) {
    const Link *l = walk->links->pdata[i];
    struct stat st;
    if (stat (l->path, &st) == 0 && first_visit (walk, &st))
      walk_folder (walk, l->path, l->name, 1);
    else
      g_ptr_array_add (walk->found->notes, g_strdup_printf ("%s: link to a folder that is read already", l->name));
  }
}

static void
walk_path (Walk *walk, const char *path, const char *name, gboolean name_is_folder)
{
  struct stat st;

  if (stat (path, &st) != 0)
    add_input (walk, path, name, NULL, errno == ENOENT ? "no such file or folder" : g_strerror (errno));
  else if (!S_ISDIR (st.st_mode))
    take_file (walk, path, name, &st, TRUE);
  else if (first_visit (walk, &st))
    walk_folder (walk, path, name_is_folder ? name : "", 0);
}

static int
compare_inputs (gconstpointer a, gconstpointer b)
{
  const GjInput *x = *(GjInput *const *) a, *y = *(GjInput *const *) b;
  int order = strcmp (x->name, y->name);
  return order != 0 ? order : strcmp (x->path, y->path);
}

/* The same file named twice is one input. */
static void
drop_repeated (GPtrArray *inputs)
{
  guint kept = 0;
  for (guint i = 0; i < inputs->len; i++) {
    GjInput *input = inputs->pdata[i];
    if (kept > 0 && compare_inputs (&inputs->pdata[kept - 1], &input) == 0)
      input_free (input);
    else
      inputs->pdata[kept++] = input;
  }
  inputs->len = kept; /* what lies beyond was moved or freed */
}

static void
mark_same_sizes (GPtrArray *inputs)
{
  g_autoptr (GHashTable) first = g_hash_table_new (g_int64_hash, g_int64_equal);
  for (guint i = 0; i < inputs->len; i++) {
    GjInput *input = inputs->pdata[i], *other;
    if (input->problem != NULL)
      continue;
    other = g_hash_table_lookup (first, &input->size);
    if (other == NULL)
      g_hash_table_insert (first, &input->size, input);
    else
      other->same_size = input->same_size = 1;
  }
}

/* Whether @path is one of those seen before under whatever name; remembers it. */
static gboolean
named_before (GHashTable *seen, const char *path)
{
  char *real = realpath (path, NULL);
  return real != NULL && !g_hash_table_add (seen, real);
}

GjInputs *
gj_inputs_collect (char **paths, gboolean keep_paths, const char *outdir)
{
  GjInputs *found = g_new0 (GjInputs, 1);
  g_autoptr (GHashTable) folders = g_hash_table_new_full (identity_hash, identity_equal, g_free, NULL);
  g_autoptr (GPtrArray) links = g_ptr_array_new_with_free_func (link_free);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, free, NULL);
  g_auto (GStrv) names = gj_name_roots (paths, keep_paths);
  gboolean several = paths[0] != NULL && paths[1] != NULL;
  Walk walk = { found, folders, links };
  struct stat st;

  found->inputs = g_ptr_array_new_with_free_func (input_free);
  found->notes = g_ptr_array_new_with_free_func (g_free);
  found->ignored = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (outdir != NULL && stat (outdir, &st) == 0)
    first_visit (&walk, &st);
  for (guint i = 0; paths[i] != NULL; i++)
    if (!named_before (seen, paths[i]))
      walk_path (&walk, paths[i], names[i], several || keep_paths);
  walk_links (&walk);
  g_ptr_array_sort (found->inputs, compare_inputs);
  drop_repeated (found->inputs);
  gj_name_make_unique (found->inputs);
  mark_same_sizes (found->inputs);
  return found;
}

void
gj_inputs_name_outputs (GjInputs *inputs, gsize name_max)
{
  gj_name_outputs (inputs->inputs, name_max);
}

void
gj_inputs_sample (GjInputs *inputs, guint n)
{
  guint total = inputs->inputs->len;
  g_autoptr (GPtrArray) kept = NULL;

  if (n == 0 || n >= total)
    return;
  kept = g_ptr_array_new ();
  for (guint i = 0, k = 0; i < total; i++) {
    gboolean keep = k < n && i == (guint) ((guint64) k * total / n);
    if (keep)
      k++;
    if (keep)
      g_ptr_array_add (kept, inputs->inputs->pdata[i]);
    else
      input_free (inputs->inputs->pdata[i]);
    inputs->inputs->pdata[i] = NULL;
  }
  for (guint i = 0; i < kept->len; i++)
    inputs->inputs->pdata[i] = kept->pdata[i];
  inputs->inputs->len = kept->len;
}

GjInput *
gj_inputs_find (const GjInputs *inputs, const char *name)
{
  guint low = 0, high = inputs->inputs->len;
  while (low < high) {
    guint middle = (low + high) / 2;
    GjInput *input = inputs->inputs->pdata[middle];
    int order = strcmp (name, input->name);
    if (order == 0)
      return input;
    if (order < 0)
      high = middle;
    else
      low = middle + 1;
  }
  return NULL;
}

char **
gj_read_path_list (const char *file, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);
  int fd = g_str_equal (file, "-") ? STDIN_FILENO : open (file, O_RDONLY | O_CLOEXEC);
  guint8 buffer[65536];
  gssize n = -1;
  char separator;

  while (fd >= 0 && (n = TEMP_FAILURE_RETRY (read (fd, buffer, sizeof buffer))) > 0)
    g_byte_array_append (bytes, buffer, (guint) n);
  if (n < 0)
    g_set_error (error, GJ_ERROR, GJ_ERROR_INPUT, "cannot be read: %s", g_strerror (errno));
  if (fd > STDIN_FILENO)
    close (fd);
  if (n < 0)
    return NULL;
  separator = memchr (bytes->data, '\0', bytes->len) != NULL ? '\0' : '\n';
  for (guint i = 0, start = 0; i <= bytes->len; i++)
    if (i == bytes->len || bytes->data[i] == (guint8) separator) {
      if (i > start)
        g_ptr_array_add (list, g_strndup ((const char *) bytes->data + start, i - start));
      start = i + 1;
    }
  g_ptr_array_add (list, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&list), FALSE);
}
