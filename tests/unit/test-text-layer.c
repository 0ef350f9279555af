/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/gj-text-layer.h"
#include "tests/cli/mini-pdf.h"
#include "tests/support/gj-cmocka.h"

#include <string.h>

/* Poppler's core, asked as poppler-glib asks it, says the same as poppler-glib: every character, and its place to the last bit. */

/* The core's functions under other names (CMakeLists.txt). */
GjTextLayer *core_open (const guint8 *bytes, gsize n_bytes, gboolean *encrypted);
void core_close (GjTextLayer *layer);
int core_n_pages (GjTextLayer *layer);
gboolean core_read (GjTextLayer *layer, guint number, GjTextOfPage *out);

static gboolean
is_space_at (const char *text, guint index)
{
  return text != NULL && index < (guint) g_utf8_strlen (text, -1) &&
         g_unichar_isspace (g_utf8_get_char (g_utf8_offset_to_pointer (text, index)));
}

static void
assert_same_page (GjTextLayer *glib, GjTextLayer *core, guint number, const char *name)
{
  g_auto (GjTextOfPage) a = { 0 };
  g_auto (GjTextOfPage) b = { 0 };
  assert_int_equal (gj_text_layer_read (glib, number, &a), core_read (core, number, &b));
  if (g_strcmp0 (a.text, b.text) != 0 || a.n_rects != b.n_rects || a.width != b.width || a.height != b.height)
    fail_msg ("%s, page %u: other text", name, number);
  for (guint i = 0; i < a.n_rects; i++)
    if (memcmp (&a.rects[i], &b.rects[i], sizeof a.rects[i]) != 0 && !is_space_at (a.text, i))
      fail_msg ("%s, page %u: character %u at another place", name, number, i);
}

/* Returns: how many characters both read. */
static guint
compare (const guint8 *data, gsize n, const char *name)
{
  gboolean encrypted[2];
  guint read = 0;
  GjTextLayer *glib = gj_text_layer_open (data, n, &encrypted[0]), *core = core_open (data, n, &encrypted[1]);
  if ((glib != NULL) != (core != NULL) || encrypted[0] != encrypted[1])
    fail_msg ("%s: one opens it, one does not", name);
  if (glib == NULL)
    return 0;
  assert_int_equal (gj_text_layer_n_pages (glib), core_n_pages (core));
  for (int i = 1; i <= core_n_pages (core); i++) {
    g_auto (GjTextOfPage) page = { 0 };
    assert_same_page (glib, core, (guint) i, name);
    read += core_read (core, (guint) i, &page) ? page.n_rects : 0;
  }
  gj_text_layer_close (glib);
  core_close (core);
  return read;
}

static void
test_pages (void **state)
{
  static const char upright[] = "BT /F 12 Tf 50 50 Td (38 files) Tj ET", edge[] = "BT /F 40 Tf -9 -9 Td (38) Tj ET",
                    sideways[] = "BT /F 12 Tf 0 1 -1 0 90 50 Tm (38) Tj ET";
  static const char *const pages[] = { upright, edge, sideways, "", "BT /F 12 Tf (3" };
  static const char *const more[] = { "", "/Rotate 90", "/Rotate 180", "/CropBox [20 20 200 300]" };
  guint n = 0;
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    for (guint k = 0; k < G_N_ELEMENTS (more); k++) {
      g_autoptr (GByteArray) pdf = mini_pdf_finish (mini_pdf_page (more[k], pages[i], strlen (pages[i])));
      n += compare (pdf->data, pdf->len, pages[i]);
    }
  assert_true (n > 20);
  g_autoptr (GByteArray) report = mini_pdf_finish (mini_pdf_report ("0 0 595 842", NULL));
  assert_true (compare (report->data, report->len, "a report") > 100);
}

static void
test_odd_files (void **state)
{
  gboolean encrypted = TRUE;
  g_autoptr (GByteArray) report = mini_pdf_finish (mini_pdf_report ("0 0 595 842", NULL));
  assert_null (core_open ((const guint8 *) "no PDF", 6, &encrypted));
  assert_false (encrypted);
  for (guint n = 0; n < report->len; n += 97) /* cut off */
    compare (report->data, n, "cut off");
  for (guint n = 0; n < report->len; n += 41) { /* damaged */
    guint8 was = report->data[n];
    report->data[n] = '9';
    compare (report->data, report->len, "damaged");
    report->data[n] = was;
  }
}

static const char *corpus;

static void
test_corpus (void **state)
{
  g_autoptr (GDir) dir = g_dir_open (corpus, 0, NULL);
  guint n = 0;
  assert_non_null (dir);
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir)) {
    g_autofree char *path = g_build_filename (corpus, name, NULL), *data = NULL;
    gsize length = 0;
    if (!g_str_has_suffix (name, ".pdf"))
      continue;
    assert_true (g_file_get_contents (path, &data, &length, NULL));
    n += compare ((const guint8 *) data, length, name);
  }
  assert_true (n > 10000);
}

/* test-unit-text-layer FOLDER: of PDFs */
int
main (int argc, char **argv)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test (test_pages), cmocka_unit_test (test_odd_files),
                                      cmocka_unit_test (test_corpus) };
  corpus = argv[1];
  return argc == 2 ? cmocka_run_group_tests (tests, NULL, NULL) : 2;
}
