/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/gj-lean.h"
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
guint core_n_plain (const GjTextLayer *layer);

static guint n_plain; /* pages that the core's interpreter was not needed for */

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
  assert_int_equal (gj_text_layer_n_plain (glib), 0);
  n_plain += core_n_plain (core);
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

/* Which content streams are carried out without the interpreter, each by another operator; all are read as it reads them. */
static void
test_operators (void **state)
{
  static const struct {
    const char *content;
    gboolean plain;
  } cases[] = {
    { "", TRUE },
    { "BT /F 12 Tf 50 50 Td (38) Tj -3 .5 TD (4) Tj T* (5) Tj 12.25 TL (6) ' ET", TRUE },
    { "BT /F 12 Tf 50 50 Td 1 2 (7 8) \" (9) Tj ET", FALSE },
    { "BT /F 12 Tf 9 0 3 9 50 50 Tm 2 Tc 3 Tw 80 Tz 4 Ts 3 Tr (3 8) Tj ET", TRUE },
    { "BT /F -12 Tf 50. 50 Td [(3) -20 (8)120.5(4)] TJ ET", TRUE },
    { "BT /F 12 Tf 50 50 Td 50 Tz [(3)-2000(8)]TJ ET", TRUE },
    { "q 2 0 0 2 9 9 cm q BT /F 9 Tf (38) Tj ET Q BT (a) Tj ET Q", FALSE }, /* a font that was restored is none */
    { "q 2 0 0 2 9 9 cm q BT /F 9 Tf (38) Tj ET Q BT /F 9 Tf (a) Tj ET Q", TRUE },
    { "BT /F 12 Tf q /F 20 Tf (3) Tj Q (8) Tj ET", TRUE },
    { "/F 12 Tf 50 50 Td (38) Tj", TRUE },
    { "q BT /F 12 Tf (38) Tj ET", TRUE },
    { "BT /F 12 Tf 50 50 Td <33 38>Tj (\\063\\70\\0535\\n\\)(a(b)) Tj <> Tj () Tj ET",
      FALSE }, /* white space in hexadecimals */
    { "BT /F 12 Tf 50 50 Td <3338>Tj (\\063\\70\\0535\\n\\)(a(b))) Tj <> Tj () Tj ET", TRUE },
    { "BT /F 12 Tf 50 50 Td <333>Tj (\\8) Tj (a\\\nb) Tj ET", FALSE },
    { "BT /F 12 Tf (38) Tj ET Q BT /F 12 Tf (4) Tj ET", FALSE },
    { "BT /G 12 Tf (38) Tj /F 12 Tf (4) Tj ET", FALSE },
    { "BT (38) Tj ET BT /F 12 Tf (4) Tj ET", FALSE },
    { "BT /F 12 Tf 1 50 50 Td (38) Tj ET", FALSE },
    { "BT /F 12 Tf 50 Td (38) Tj ET", FALSE },
    { "BT /F 12 Tf 1.0 Tr (38) Tj ET", FALSE },
    { "BT /F 12 Tf 50 5-0 Td (38) Tj --5 +5 Td (4) Tj 12345678901 0 Td (5) Tj ET", FALSE },
    { "BT /F 12 Tf [(3) [(4)]] TJ [(3) /F] TJ ET", FALSE },
    { "BT /F 12 Tf (38) Tj ET 5 (6)", FALSE },
    { "BT /F 12 Tf % (37) Tj\n (38) Tj ET", FALSE },
    { "BT /#46 12 Tf (38) Tj ET", FALSE },
    { "/Span <</ActualText (7)>> BDC BT /F 12 Tf (38) Tj ET EMC", FALSE },
    { "BT /F 12 Tf (38) Tj ET 5 5 m 9 9 l S", FALSE },
    { "BT /F 12 Tf (38) Tj ET BX 1 xx EX", FALSE },
    { "BT /F 12 Tf (3", FALSE },
    { "BT /F 12 Tf <33", FALSE },
    { "BT /F 12 Tf [(3)", FALSE },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GByteArray) pdf = mini_pdf_finish (mini_pdf_page ("", cases[i].content, strlen (cases[i].content)));
    n_plain = 0;
    compare (pdf->data, pdf->len, cases[i].content);
    /* compare() reads each page twice. */
    if (n_plain != (cases[i].plain ? 2 : 0))
      fail_msg ("%s: plain or not", cases[i].content);
  }
}

/* Content streams put together at random. */
static void
test_random (void **state)
{
  static const char *const pieces[] = { "BT",
                                        "ET",
                                        "q",
                                        "Q",
                                        "/F 11 Tf",
                                        "/F -7.3 Tf",
                                        "30 40 Td",
                                        "-3.7 .9 TD",
                                        "T*",
                                        "(3 8) Tj",
                                        "(\\1014)Tj",
                                        "<3820>Tj",
                                        "[(1)-90(2 )7.25(3)]TJ",
                                        "(5)'",
                                        "1.3 Tc",
                                        "-.2 Tw",
                                        "73.1 Tz",
                                        "13.07 TL",
                                        "2.2 Ts",
                                        "3 Tr",
                                        "1.1 0 .3 .9 20.7 31 Tm",
                                        "0 1 -1 0 99 9 Tm",
                                        ".9 .1 0 1.2 3 4.4 cm",
                                        "(8 )Tj",
                                        "5",
                                        "2 .3(6 7)\"" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (17);
  n_plain = 0;
  for (guint i = 0; i < 1500; i++) {
    g_autoptr (GString) content = g_string_new ("BT /F 12 Tf 50 50 Td ");
    guint n = (guint) g_rand_int_range (rand, 1, 40), odd = i % 3 == 0;
    for (guint k = 0, depth = 0; k < n; k++) {
      const char *piece = pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces) - (odd ? 0 : 2))];
      if (!odd && *piece == 'Q' && depth == 0)
        continue;
      depth = *piece == 'q' ? depth + 1 : *piece == 'Q' && depth > 0 ? depth - 1 : depth;
      g_string_append_printf (content, "%s%c", piece, k % 7 == 0 ? '\n' : ' ');
    }
    g_autoptr (GByteArray) pdf = mini_pdf_finish (mini_pdf_page (i % 5 == 0   ? "/Rotate 90"
                                                                 : i % 7 == 0 ? "/CropBox [10 20 190 200]"
                                                                              : "",
                                                                 content->str, content->len));
    compare (pdf->data, pdf->len, content->str);
  }
  assert_true (n_plain > 1500);
}

static const char *corpus;

/* The lean copy of a file is what is read. */
static void
compare_lean (const guint8 *data, gsize n, const char *name)
{
  GjVector *vector = gj_vector_open (data, n);
  g_autoptr (GBytes) lean = vector != NULL ? gj_lean_make (vector, data, n) : NULL;
  if (lean != NULL)
    compare (g_bytes_get_data (lean, NULL), g_bytes_get_size (lean), name);
  g_clear_pointer (&vector, gj_vector_close);
}

static void
test_corpus (void **state)
{
  g_autoptr (GDir) dir = g_dir_open (corpus, 0, NULL);
  guint n = 0;
  n_plain = 0;
  assert_non_null (dir);
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir)) {
    g_autofree char *path = g_build_filename (corpus, name, NULL), *data = NULL;
    gsize length = 0;
    if (!g_str_has_suffix (name, ".pdf"))
      continue;
    assert_true (g_file_get_contents (path, &data, &length, NULL));
    n += compare ((const guint8 *) data, length, name);
    compare_lean ((const guint8 *) data, length, name);
  }
  assert_true (n > 10000);
  assert_true (n_plain > 200);
}

/* test-unit-text-layer FOLDER: of PDFs */
int
main (int argc, char **argv)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test (test_pages), cmocka_unit_test (test_odd_files),
                                      cmocka_unit_test (test_operators), cmocka_unit_test (test_random),
                                      cmocka_unit_test (test_corpus) };
  corpus = argv[1];
  return argc == 2 ? cmocka_run_group_tests (tests, NULL, NULL) : 2;
}
