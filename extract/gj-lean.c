/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/gj-lean.h"

#include "extract/gj-content.h"
#include "extract/gj-matrix.h"
#include "extract/gj-vector-private.h"

#include <stdlib.h>
#include <string.h>

#define MAX_PAGES 64
#define MAX_ADDED (32u << 20) /* bytes */
#define USUALLY_ADDED (256u << 10)
#define MAX_STREAM (128 << 10) /* bytes of a compressed stream: decoded a thousand times as many */
#define MAX_FONTS 12 /* pages with more have fonts of Type 3, a whole table each: taking them up costs what it saves */
#define TAIL 1024    /* startxref is looked for in the file's last bytes */

typedef struct {
  guint id, generation;
  gsize offset;
} Entry;

typedef struct {
  GjVector *vector;
  qpdf_data q;
  GString *out;     /* room for the file, and behind it what is appended to it */
  GArray *entries;  /* of Entry: the objects in it */
  GHashTable *seen; /* numbers of objects that were looked at */
  GHashTable *kept; /* numbers of font descriptors that simple fonts use */
  GArray *loose;    /* of guint: numbers of those that composite fonts use */
  guint n_own;      /* the file's objects have lower numbers */
  guint next_id;
  gboolean text; /* some page uses a font */
} Lean;

/* Begins object @id. */
static void
begin (Lean *l, guint id, guint generation)
{
  Entry e = { id, generation, l->out->len };
  g_array_append_val (l->entries, e);
  g_string_append_printf (l->out, "%u %u obj\n", id, generation);
}

static void
append_stream (Lean *l, guint id, guint generation, const void *data, gsize length)
{
  begin (l, id, generation);
  g_string_append_printf (l->out, "<</Length %" G_GSIZE_FORMAT ">>\nstream\n", length);
  g_string_append_len (l->out, data, (gssize) length);
  g_string_append (l->out, "\nendstream\nendobj\n");
}

/* The key may be missing: that is as good as null. (To ask for it, or for all keys there are, makes qpdf take up the
 * objects that they refer to.) */
static void
append_entry (Lean *l, qpdf_oh dict, const char *key)
{
  g_string_append (l->out, key);
  g_string_append_c (l->out, ' ');
  g_string_append (l->out, qpdf_oh_unparse (l->q, qpdf_oh_get_key_if_dict (l->q, dict, key)));
  g_string_append_c (l->out, '\n');
}

/* Whether object @oh is one of its own and was not looked at before. */
static gboolean
is_new (Lean *l, qpdf_oh oh)
{
  guint id = (guint) qpdf_oh_get_object_id (l->q, oh);
  return id > 0 && id < l->n_own && g_hash_table_add (l->seen, GUINT_TO_POINTER (id));
}

/* A compressed stream that poppler reads through is stored plainly. */
static void
inflate (Lean *l, qpdf_oh stream)
{
  qpdf_data q = l->q;
  unsigned char *buf = NULL;
  size_t length = 0;
  QPDF_BOOL filtered = QPDF_FALSE;
  if (!qpdf_oh_is_stream (q, stream) || !is_new (l, stream))
    return;
  qpdf_oh dict = qpdf_oh_get_dict (q, stream);
  if (!qpdf_oh_is_name_and_equals (q, qpdf_oh_get_key (q, dict, "/Filter"), "/FlateDecode") ||
      qpdf_oh_has_key (q, dict, "/DecodeParms") || qpdf_oh_has_key (q, dict, "/UseCMap") ||
      qpdf_oh_get_numeric_value (q, qpdf_oh_get_key (q, dict, "/Length")) > MAX_STREAM)
    return;
  if (!(qpdf_oh_get_stream_data (q, stream, qpdf_dl_generalized, &filtered, &buf, &length) & QPDF_ERRORS) && filtered)
    append_stream (l, (guint) qpdf_oh_get_object_id (q, stream), (guint) qpdf_oh_get_generation (q, stream), buf,
                   length);
  free (buf);
}

static void
look_at_font (Lean *l, qpdf_oh font)
{
  qpdf_data q = l->q;
  if (!qpdf_oh_is_dictionary (q, font) || !is_new (l, font))
    return;
  gboolean composite = qpdf_oh_is_name_and_equals (q, qpdf_oh_get_key (q, font, "/Subtype"), "/Type0");
  qpdf_oh own = font;
  inflate (l, qpdf_oh_get_key (q, font, "/ToUnicode"));
  if (composite) {
    qpdf_oh descendants = qpdf_oh_get_key (q, font, "/DescendantFonts");
    if (!qpdf_oh_is_array (q, descendants) || qpdf_oh_get_array_n_items (q, descendants) != 1)
      return;
    own = qpdf_oh_get_array_item (q, descendants, 0);
    if (!qpdf_oh_is_dictionary (q, own))
      return;
    qpdf_oh subtype = qpdf_oh_get_key (q, own, "/Subtype");
    composite = qpdf_oh_is_name_and_equals (q, subtype, "/CIDFontType0") ||
                qpdf_oh_is_name_and_equals (q, subtype, "/CIDFontType2");
  }
  qpdf_oh descriptor = qpdf_oh_get_key (q, own, "/FontDescriptor");
  guint id = (guint) qpdf_oh_get_object_id (q, descriptor);
  if (id == 0 || id >= l->n_own || qpdf_oh_get_generation (q, descriptor) != 0 ||
      !qpdf_oh_is_dictionary (q, descriptor))
    return;
  if (composite)
    g_array_append_val (l->loose, id);
  else
    g_hash_table_add (l->kept, GUINT_TO_POINTER (id));
}

/* Descriptors of composite fonts without the embedded files. */
static void
drop_font_files (Lean *l)
{
  static const char *const kept[] = { "/Type",   "/FontName", "/FontFamily", "/FontStretch", "/FontWeight",  "/Flags",
                                      "/Ascent", "/Descent",  "/FontBBox",   "/ItalicAngle", "/MissingWidth" };
  for (guint i = 0; i < l->loose->len; i++) {
    guint id = g_array_index (l->loose, guint, i);
    if (g_hash_table_contains (l->kept, GUINT_TO_POINTER (id)) || !g_hash_table_add (l->seen, GUINT_TO_POINTER (id)))
      continue;
    qpdf_oh descriptor = qpdf_get_object_by_id (l->q, (int) id, 0);
    if (!qpdf_oh_is_dictionary (l->q, descriptor))
      continue;
    begin (l, id, 0);
    g_string_append (l->out, "<<");
    for (guint k = 0; k < G_N_ELEMENTS (kept); k++)
      append_entry (l, descriptor, kept[k]);
    g_string_append (l->out, ">>\nendobj\n");
  }
}

typedef struct {
  qpdf_data q;
  qpdf_oh dict; /* the page's graphics states */
  qpdf_oh xobjects;
  GHashTable *forms; /* (nullable) name → its content stream (GBytes), or NULL where it is no small form */
  guint asked;       /* how often forms were looked at */
  GHashTable *known; /* name → what it does */
} Modes;

static guint
mode_matters (const char *name, gpointer data)
{
  Modes *m = data;
  gpointer known;
  if (g_hash_table_lookup_extended (m->known, name, NULL, &known))
    return GPOINTER_TO_UINT (known);
  g_autofree char *key = g_strconcat ("/", name, NULL);
  qpdf_oh mode = qpdf_oh_get_key_if_dict (m->q, m->dict, key);
  guint matters = 0;
  if (qpdf_oh_is_dictionary (m->q, mode)) {
    gboolean mask =
        qpdf_oh_has_key (m->q, mode, "/SMask") && !qpdf_oh_is_name (m->q, qpdf_oh_get_key (m->q, mode, "/SMask"));
    matters |= mask || qpdf_oh_has_key (m->q, mode, "/Font") ? GJ_LEAN_MATTERS : 0;
    if (qpdf_oh_has_key (m->q, mode, "/ca"))
      matters |= qpdf_oh_get_numeric_value (m->q, qpdf_oh_get_key (m->q, mode, "/ca")) < GJ_WATERMARK_OPACITY
                     ? GJ_LEAN_FAINT
                     : GJ_LEAN_OPAQUE;
  }
  g_hash_table_insert (m->known, g_strdup (name), GUINT_TO_POINTER (matters));
  return matters;
}

#define MAX_WATERMARK 16384  /* bytes of a content stream */
#define MOST_WATERMARKS 1000 /* of a page */

/* The content stream of @form if it is a small one. Returns: (nullable, caller's). */
static GBytes *
small_form (qpdf_data q, qpdf_oh form)
{
  unsigned char *buf = NULL;
  size_t length = 0;
  QPDF_BOOL filtered = QPDF_FALSE;
  qpdf_oh dict = qpdf_oh_is_stream (q, form) ? qpdf_oh_get_dict (q, form) : form;
  if (!qpdf_oh_is_stream (q, form) || !qpdf_oh_is_name_and_equals (q, qpdf_oh_get_key (q, dict, "/Subtype"), "/Form") ||
      qpdf_oh_get_numeric_value (q, qpdf_oh_get_key (q, dict, "/Length")) > MAX_WATERMARK)
    return NULL;
  gboolean read = !(qpdf_oh_get_stream_data (q, form, qpdf_dl_generalized, &filtered, &buf, &length) & QPDF_ERRORS);
  GBytes *bytes = read && filtered && length <= MAX_WATERMARK ? g_bytes_new (buf, length) : NULL;
  free (buf);
  return bytes;
}

static void
unref_form (gpointer bytes)
{
  if (bytes != NULL)
    g_bytes_unref (bytes);
}

static gboolean
form_is_watermark (const char *name, const double matrix[6], double lightness, gboolean faint, gpointer data)
{
  Modes *m = data;
  gpointer content;
  if (m->asked++ > MOST_WATERMARKS)
    return FALSE;
  g_autofree char *key = g_strconcat ("/", name, NULL);
  qpdf_oh form = qpdf_oh_get_key_if_dict (m->q, m->xobjects, key);
  if (!g_hash_table_lookup_extended (m->forms, name, NULL, &content)) {
    content = small_form (m->q, form);
    g_hash_table_insert (m->forms, g_strdup (name), content);
  }
  if (content == NULL)
    return FALSE;
  qpdf_oh dict = qpdf_oh_get_dict (m->q, form), own = qpdf_oh_get_key (m->q, dict, "/Matrix");
  double by[6] = { 1, 0, 0, 1, 0, 0 };
  for (int i = 0; qpdf_oh_is_array (m->q, own) && qpdf_oh_get_array_n_items (m->q, own) == 6 && i < 6; i++)
    by[i] = qpdf_oh_get_numeric_value (m->q, qpdf_oh_get_array_item (m->q, own, i));
  gj_matrix_multiply (by, by, matrix);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  qpdf_oh resources = qpdf_oh_get_key (m->q, dict, "/Resources");
  Modes modes = { .q = m->q, .dict = qpdf_oh_get_key_if_dict (m->q, resources, "/ExtGState"), .known = known };
  const GjLeanAsk ask = { mode_matters, NULL, &modes };
  gsize length = 0;
  const guint8 *bytes = g_bytes_get_data (content, &length);
  return gj_lean_is_watermark (bytes, length, &ask, by, lightness, faint);
}

/* The resources of a page, but of the fonts those in @used. All of them with @forms, which may rely on any. */
static void
append_resources (Lean *l, qpdf_oh resources, GHashTable *used, gboolean forms)
{
  static const char *const others[] = { "/ColorSpace", "/Pattern", "/Shading", "/XObject", "/Font" };
  GHashTableIter iter;
  gpointer name;
  g_string_append (l->out, "/Resources <<\n");
  append_entry (l, resources, "/ExtGState");
  append_entry (l, resources, "/Properties");
  for (guint i = 0; forms && i < G_N_ELEMENTS (others); i++)
    append_entry (l, resources, others[i]);
  if (!forms) {
    qpdf_oh fonts = qpdf_oh_get_key_if_dict (l->q, resources, "/Font");
    g_string_append (l->out, "/Font <<\n");
    g_hash_table_iter_init (&iter, used);
    while (g_hash_table_iter_next (&iter, &name, NULL)) {
      g_autofree char *key = g_strconcat ("/", name, NULL);
      append_entry (l, fonts, key);
    }
    g_string_append (l->out, ">>\n");
  }
  g_string_append (l->out, ">>\n");
}

static void
look_at_fonts (Lean *l, qpdf_oh resources, GHashTable *used)
{
  qpdf_oh fonts = qpdf_oh_get_key_if_dict (l->q, resources, "/Font");
  GHashTableIter iter;
  gpointer name;
  if (g_hash_table_size (used) > MAX_FONTS)
    return;
  g_hash_table_iter_init (&iter, used);
  while (g_hash_table_iter_next (&iter, &name, NULL)) {
    g_autofree char *key = g_strconcat ("/", name, NULL);
    look_at_font (l, qpdf_oh_get_key_if_dict (l->q, fonts, key));
  }
}

/* Whether @resources have all the fonts of @used: else they stand elsewhere, or have other names there. */
static gboolean
has_fonts (Lean *l, qpdf_oh resources, GHashTable *used)
{
  qpdf_oh fonts = qpdf_oh_get_key_if_dict (l->q, resources, "/Font");
  GHashTableIter iter;
  gpointer name;
  g_hash_table_iter_init (&iter, used);
  while (g_hash_table_iter_next (&iter, &name, NULL)) {
    g_autofree char *key = g_strconcat ("/", name, NULL);
    if (!qpdf_oh_is_dictionary (l->q, qpdf_oh_get_key_if_dict (l->q, fonts, key)))
      return FALSE;
  }
  return TRUE;
}

/* Returns: FALSE if the page stays as it is. */
static gboolean
add_page (Lean *l, guint index)
{
  static const char *const geometry[] = { "/MediaBox", "/CropBox", "/Rotate", "/UserUnit" };
  qpdf_data q = l->q;
  qpdf_oh page = qpdf_get_page_n (q, index), resources = qpdf_oh_get_key (q, page, "/Resources");
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) small = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, unref_form);
  Modes modes = { q,
                  qpdf_oh_get_key_if_dict (q, resources, "/ExtGState"),
                  qpdf_oh_get_key_if_dict (q, resources, "/XObject"),
                  small,
                  0,
                  known };
  const GjLeanAsk ask = { mode_matters, form_is_watermark, &modes };
  g_autoptr (GHashTable) used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean forms = FALSE;
  gsize length = 0;

  GBytes *content = gj_vector_content (l->vector, index);
  if (content == NULL)
    return FALSE;
  l->vector->contents[index] = content; /* for whoever reads the page */
  const guint8 *data = g_bytes_get_data (content, &length);
  if (!is_new (l, page) || !gj_lean_content (data, length, &ask, text, used, &forms) || !has_fonts (l, resources, used))
    return FALSE;
  look_at_fonts (l, resources, used);
  l->text |= g_hash_table_size (used) > 0;
  guint id = l->next_id++;
  append_stream (l, id, 0, text->str, text->len);
  begin (l, (guint) qpdf_oh_get_object_id (q, page), (guint) qpdf_oh_get_generation (q, page));
  g_string_append_printf (l->out, "<</Type /Page /Contents %u 0 R\n", id);
  append_entry (l, page, "/Parent");
  for (guint i = 0; i < G_N_ELEMENTS (geometry); i++)
    if (qpdf_oh_has_key (q, page, geometry[i]))
      g_string_append_printf (l->out, "%s %s\n", geometry[i],
                              qpdf_oh_unparse_resolved (q, qpdf_oh_get_key (q, page, geometry[i])));
  append_resources (l, resources, used, forms);
  g_string_append (l->out, ">>\nendobj\n");
  return TRUE;
}

static void
append_xref (Lean *l, gsize previous)
{
  gsize at = l->out->len;
  g_string_append (l->out, "xref\n");
  for (guint i = 0; i < l->entries->len; i++) {
    const Entry *e = &g_array_index (l->entries, Entry, i);
    g_string_append_printf (l->out, "%u 1\n%010" G_GSIZE_FORMAT " %05u n \n", e->id, e->offset, e->generation);
  }
  g_string_append_printf (l->out, "trailer\n<</Size %u /Prev %" G_GSIZE_FORMAT "\n", l->next_id, previous);
  append_entry (l, qpdf_get_trailer (l->q), "/Root");
  g_string_append_printf (l->out, ">>\nstartxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n", at);
}

/* Where the file's own table of objects is; 0 if that is not clear. */
static gsize
own_xref (const guint8 *bytes, gsize n)
{
  const char *word = "startxref";
  gsize length = MIN (n, TAIL);
  g_autofree char *tail = g_malloc (length + 1);
  memcpy (tail, bytes + n - length, length);
  tail[length] = '\0';
  for (gsize i = 0; i < length; i++) /* tables may be binary */
    tail[i] = tail[i] == '\0' ? ' ' : tail[i];
  if (n < 5 || memcmp (bytes, "%PDF-", 5) != 0)
    return 0;
  const char *at = g_strrstr (tail, word);
  guint64 offset = at != NULL ? g_ascii_strtoull (at + strlen (word), NULL, 10) : 0;
  return offset < n ? (gsize) offset : 0;
}

static GBytes *
make (Lean *l, const guint8 *bytes, gsize n_bytes, gsize previous)
{
  guint n = 0;
  gsize decoded = 0;
  for (guint i = 0; i < l->vector->n_pages; i++) {
    n += add_page (l, i);
    decoded += l->vector->contents[i] != NULL ? g_bytes_get_size (l->vector->contents[i]) : 0;
    if (l->out->len > n_bytes + MAX_ADDED || decoded > MAX_ADDED)
      return NULL;
  }
  drop_font_files (l);
  if (n == 0 || !l->text || qpdf_more_warnings (l->q) || qpdf_has_error (l->q))
    return NULL;
  append_xref (l, previous);
  memcpy (l->out->str, bytes, n_bytes);
  return g_string_free_to_bytes (g_steal_pointer (&l->out));
}

GBytes *
gj_lean_make (GjVector *vector, const guint8 *bytes, gsize n_bytes)
{
  qpdf_data q = vector->qpdf;
  gsize previous = own_xref (bytes, n_bytes);
  double size = qpdf_oh_get_numeric_value (q, qpdf_oh_get_key (q, qpdf_get_trailer (q), "/Size"));
  if (previous == 0 || n_bytes > G_MAXINT32 / 2 || vector->n_pages == 0 || vector->n_pages > MAX_PAGES || size < 1 ||
      size > 1e7 || qpdf_is_encrypted (q) || qpdf_more_warnings (q))
    return NULL;
  if (vector->contents == NULL)
    vector->contents = g_new0 (GBytes *, vector->n_pages);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL), kept = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_autoptr (GArray) loose = g_array_new (FALSE, FALSE, sizeof (guint));
  Lean l = { .vector = vector,
             .q = q,
             .out = g_string_sized_new (n_bytes + USUALLY_ADDED),
             .entries = entries,
             .seen = seen,
             .kept = kept,
             .loose = loose,
             .next_id = (guint) size,
             .n_own = (guint) size };
  g_string_set_size (l.out, n_bytes); /* nothing is written there before all went well */
  GBytes *lean = make (&l, bytes, n_bytes, previous);
  if (l.out != NULL)
    g_string_free (l.out, TRUE);
  qpdf_oh_release_all (q);
  return lean;
}
