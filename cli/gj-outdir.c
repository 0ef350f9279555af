/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/gj-outdir.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "page/gj-error.h"

#define MANIFEST "manifest.jsonl"
#define JOURNAL "manifest.jsonl.part"
#define TEMP_DIR ".gouji-tmp"
#define TEMP_FILE "out"
#define MAX_LINE (4u * 1024u * 1024u)

struct GjOutdir {
  char *path;
  int fd;                      /* the folder, locked */
  int temp_fd;                 /* OUTDIR/.gouji-tmp */
  int manifest_fd, journal_fd; /* -1 if there is none */
  guint64 journal_length;
  char *made; /* the folder made last: the next output is mostly in it too */
};

static gboolean
output_error (const GjOutdir *o, const char *name, GError **error)
{
  int e = errno;
  g_set_error (error, GJ_ERROR, GJ_ERROR_OUTPUT, "%s%s%s: cannot be written: %s", o->path, name != NULL ? "/" : "",
               name != NULL ? name : "", g_strerror (e));
  return FALSE;
}

/* Only what we put there ourselves. */
static void
clear_temp (GjOutdir *o)
{
  unlinkat (o->temp_fd, TEMP_FILE, 0);
}

static gboolean
open_journal (GjOutdir *o, GError **error)
{
  char last = '\n';
  struct stat st;

  o->journal_fd = openat (o->fd, JOURNAL, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
  if (o->journal_fd < 0 || fstat (o->journal_fd, &st) != 0)
    return output_error (o, JOURNAL, error);
  o->journal_length = (guint64) st.st_size;
  if (st.st_size > 0 && pread (o->journal_fd, &last, 1, st.st_size - 1) == 1 && last != '\n') {
    /* The end of a line that a kill cut off: it stays one bad line. */
    if (pwrite (o->journal_fd, "\n", 1, st.st_size) != 1)
      return output_error (o, JOURNAL, error);
    o->journal_length++;
  }
  return TRUE;
}

GjOutdir *
gj_outdir_open (const char *path, GError **error)
{
  g_autoptr (GjOutdir) o = g_new0 (GjOutdir, 1);

  o->path = g_strdup (path);
  o->fd = o->temp_fd = o->manifest_fd = o->journal_fd = -1;
  if (g_mkdir_with_parents (path, 0777) != 0 || (o->fd = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)) < 0) {
    output_error (o, NULL, error);
    return NULL;
  }
  if (flock (o->fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
    g_set_error (error, GJ_ERROR, GJ_ERROR_OUTPUT,
                 "%s: another gouji is writing here (wait for it or use another folder)", path);
    return NULL;
  }
  if ((mkdirat (o->fd, TEMP_DIR, 0777) != 0 && errno != EEXIST) ||
      (o->temp_fd = openat (o->fd, TEMP_DIR, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)) < 0) {
    output_error (o, NULL, error);
    return NULL;
  }
  clear_temp (o);
  o->manifest_fd = openat (o->fd, MANIFEST, O_RDONLY | O_CLOEXEC);
  return open_journal (o, error) ? g_steal_pointer (&o) : NULL;
}

void
gj_outdir_close (GjOutdir *o)
{
  if (o == NULL)
    return;
  if (o->temp_fd >= 0) {
    clear_temp (o);
    close (o->temp_fd);
    unlinkat (o->fd, TEMP_DIR, AT_REMOVEDIR);
  }
  if (o->journal_fd >= 0) {
    if (o->journal_length == 0)
      unlinkat (o->fd, JOURNAL, 0);
    close (o->journal_fd);
  }
  if (o->manifest_fd >= 0)
    close (o->manifest_fd);
  if (o->fd >= 0)
    close (o->fd);
  g_free (o->path);
  g_free (o->made);
  g_free (o);
}

gsize
gj_outdir_name_max (const GjOutdir *o)
{
  long n = fpathconf (o->fd, _PC_NAME_MAX);
  return n >= 32 ? (gsize) n : 255;
}

/* The folders of @name. */
static gboolean
make_folders (GjOutdir *o, const char *name)
{
  g_autofree char *folder = g_path_get_dirname (name);

  if (g_str_equal (folder, ".") || g_strcmp0 (folder, o->made) == 0)
    return TRUE;
  for (char *p = strchr (folder, '/');; p = strchr (p + 1, '/')) {
    int failed;
    if (p != NULL)
      *p = '\0';
    failed = mkdirat (o->fd, folder, 0777) != 0 && errno != EEXIST;
    if (p != NULL)
      *p = '/';
    if (failed)
      return FALSE;
    if (p == NULL)
      break;
  }
  g_free (o->made);
  o->made = g_steal_pointer (&folder);
  return TRUE;
}

static gboolean
write_all (int fd, const char *text, gsize n)
{
  while (n > 0) {
    gssize done = TEMP_FAILURE_RETRY (write (fd, text, n));
    if (done < 0)
      return FALSE;
    text += done;
    n -= (gsize) done;
  }
  return TRUE;
}

/* Faults of one name; everything else (no space, read-only, I/O) the next output would meet too. */
static gboolean
concerns_one_name (int number)
{
  return number == EISDIR || number == ENOTDIR || number == ENAMETOOLONG || number == EINVAL || number == EILSEQ ||
         number == ENOTEMPTY || number == EEXIST || number == ELOOP;
}

static gboolean
write_temp (GjOutdir *o, const char *text)
{
  int fd = openat (o->temp_fd, TEMP_FILE, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0666);
  gboolean written;
  int e;

  if (fd < 0)
    return FALSE;
  written = write_all (fd, text, strlen (text)) && write_all (fd, "\n", 1);
  e = errno;
  if (close (fd) != 0 && written)
    return FALSE; /* a network file system says here that the disk is full */
  errno = e;
  return written;
}

gboolean
gj_outdir_write (GjOutdir *o, const char *name, const char *text, gboolean *hopeless, GError **error)
{
  if (make_folders (o, name) && write_temp (o, text) && renameat (o->temp_fd, TEMP_FILE, o->fd, name) == 0)
    return TRUE;
  g_clear_pointer (&o->made, g_free);
  *hopeless = !concerns_one_name (errno);
  output_error (o, name, error);
  clear_temp (o);
  return FALSE;
}

static char *
read_part (int fd, guint64 offset, gsize n)
{
  g_autofree char *text = g_try_malloc (n + 1);
  gsize got = 0;

  while (text != NULL && got < n) {
    gssize done = TEMP_FAILURE_RETRY (pread (fd, text + got, n - got, (off_t) (offset + got)));
    if (done <= 0)
      return NULL;
    got += (gsize) done;
  }
  if (text != NULL)
    text[n] = '\0';
  return g_steal_pointer (&text);
}

/* An output's descriptor and size. */
static int
open_output (const GjOutdir *o, const char *name, guint64 *size)
{
  struct stat st;
  int fd = openat (o->fd, name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW);
  if (fd >= 0 && (fstat (fd, &st) != 0 || !S_ISREG (st.st_mode))) {
    close (fd);
    return -1;
  }
  *size = fd >= 0 ? (guint64) st.st_size : 0;
  return fd;
}

char *
gj_outdir_read (const GjOutdir *o, const char *name)
{
  guint64 size;
  int fd = open_output (o, name, &size);
  char *text = NULL;

  if (fd >= 0 && size > 0 && size <= G_MAXINT)
    text = read_part (fd, 0, size - 1);
  if (fd >= 0)
    close (fd);
  return text;
}

gboolean
gj_outdir_has (const GjOutdir *o, const char *name, guint64 bytes, gboolean thorough)
{
  struct stat st;
  g_autofree char *text = NULL;

  if (fstatat (o->fd, name, &st, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISREG (st.st_mode) || (guint64) st.st_size != bytes ||
      bytes == 0)
    return FALSE;
  if (!thorough)
    return TRUE;
  text = gj_outdir_read (o, name);
  return text != NULL && strlen (text) == bytes - 1;
}

void
gj_outdir_remove (GjOutdir *o, const char *name)
{
  unlinkat (o->fd, name, 0);
}

static void
load_file (int fd, guint8 which, void (*line) (const char *text, GjLineRef ref, gpointer data), gpointer data)
{
  int copy = fd >= 0 ? fcntl (fd, F_DUPFD_CLOEXEC, 3) : -1;
  FILE *file = copy >= 0 ? fdopen (copy, "r") : NULL;
  char *text = NULL;
  size_t room = 0;
  guint64 offset = 0;
  gssize n;

  if (file == NULL)
    return;
  rewind (file);
  while ((n = getline (&text, &room, file)) > 0) {
    GjLineRef ref = { which, (guint32) (n - 1), offset };
    offset += (guint64) n;
    if (text[n - 1] != '\n' || n < 3 || n > MAX_LINE || memchr (text, '\0', (gsize) n) != NULL)
      continue;
    text[n - 1] = '\0';
    line (text, ref, data);
  }
  free (text);
  fclose (file);
}

void
gj_outdir_load (GjOutdir *o, void (*line) (const char *text, GjLineRef ref, gpointer data), gpointer data)
{
  load_file (o->manifest_fd, 1, line, data);
  load_file (o->journal_fd, 2, line, data);
}

gboolean
gj_outdir_append (GjOutdir *o, const char *text, GjLineRef *ref, GError **error)
{
  g_autofree char *line = g_strconcat (text, "\n", NULL);
  gsize n = strlen (line), done = 0;

  while (done < n) {
    gssize k = TEMP_FAILURE_RETRY (pwrite (o->journal_fd, line + done, n - done, (off_t) (o->journal_length + done)));
    if (k < 0) {
      output_error (o, JOURNAL, error);
      if (ftruncate (o->journal_fd, (off_t) o->journal_length) != 0)
        return FALSE;
      return FALSE;
    }
    done += (gsize) k;
  }
  *ref = (GjLineRef){ 2, (guint32) (n - 1), o->journal_length };
  o->journal_length += n;
  return TRUE;
}

char *
gj_outdir_line (const GjOutdir *o, GjLineRef ref)
{
  int fd = ref.file == 1 ? o->manifest_fd : ref.file == 2 ? o->journal_fd : -1;
  return fd >= 0 ? read_part (fd, ref.offset, ref.length) : NULL;
}

static gboolean
write_manifest (const GjOutdir *o, const GArray *refs)
{
  int fd = openat (o->temp_fd, TEMP_FILE, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0666);
  FILE *file = fd >= 0 ? fdopen (fd, "w") : NULL;
  gboolean good = file != NULL;

  for (guint i = 0; good && i < refs->len; i++) {
    g_autofree char *line = gj_outdir_line (o, g_array_index (refs, GjLineRef, i));
    good = line != NULL && fputs (line, file) >= 0 && putc ('\n', file) != EOF;
  }
  good = good && fflush (file) == 0 && fsync (fd) == 0;
  if (file != NULL && fclose (file) != 0)
    good = FALSE;
  return good;
}

gboolean
gj_outdir_finish (GjOutdir *o, const GArray *refs, GError **error)
{
  /* All outputs are on the disk before a manifest says so for good. */
  if (o->journal_length > 0)
    syncfs (o->fd);
  if (!write_manifest (o, refs) || renameat (o->temp_fd, TEMP_FILE, o->fd, MANIFEST) != 0) {
    output_error (o, MANIFEST, error);
    clear_temp (o);
    return FALSE;
  }
  fsync (o->fd);
  if (ftruncate (o->journal_fd, 0) == 0)
    o->journal_length = 0; /* gj_outdir_close() removes it */
  return TRUE;
}
