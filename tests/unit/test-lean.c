/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/gj-lean.h"
#include "tests/cli/mini-pdf.h"
#include "tests/support/gj-cmocka.h"

#include <math.h>
#include <poppler.h>
#include <string.h>

/* Page descriptions of which only the text is left, and that poppler reads the same from them. */

static guint
is_keep (const char *name, gpointer data)
{
  return g_str_equal (name, data) ? GJ_LEAN_MATTERS : g_str_equal (name, "Pale") ? GJ_LEAN_FAINT : 0;
}

/* Form "Wm" has a watermark. */
static gboolean
is_aslant (const char *name, const double matrix[6], double lightness, gboolean faint, gpointer data)
{
  static const char content[] = "q 7 7 -7 7 0 0 cm 0.8 g BT (8) Tj ET Q";
  const GjLeanAsk ask = { is_keep, NULL, data };
  return g_str_equal (name, "Wm") &&
         gj_lean_is_watermark ((const guint8 *) content, strlen (content), &ask, matrix, lightness, faint);
}

static void
test_content (void **state)
{
  static const struct {
    const char *in, *out; /* out: NULL where the stream is not understood */
  } cases[] = {
    { "", "" },
    { "q 1 0 0 1 5 5 cm BT /F 12 Tf (38) Tj ET Q", "q|1 0 0 1 5 5 cm|BT|/F 12 Tf|(38) Tj|ET|Q|" },
    { "0 0 1 rg 1 2 3 4 re W* n 5 6 m 7 8 l S BT(a(b)\\)re)Tj ET", "BT|(a(b)\\)re)Tj|ET|" },
    { "q 1 2 3 4 re f q 0 w Q Q BT ET", "BT|ET|" },      /* nothing is left between q and Q */
    { "q Q Q Q q q (x) Tj Q Q", "Q|Q|q|q|(x) Tj|Q|Q|" }, /* more Q than q stay what they are */
    { "[3 1] 0 d /G1 gs BT [(1) -20 (2)] TJ (3) ' ET", "BT|[(1) -20 (2)] TJ|(3) '|ET|" },
    { "/Keep gs /Drop gs", "/Keep gs|" },
    { "/P <</MCID 0>> BDC (1) Tj EMC", "(1) Tj|" },
    { "/Span <</ActualText (a)>> BDC (1) Tj EMC", "/Span <</ActualText (a)>> BDC|(1) Tj|EMC|" },
    { "/Span <</ActualText (2)>> BDC (1) Tj EMC", "/Span BMC|(1) Tj|EMC|" }, /* a figure that is not printed */
    { "/P <</MCID 0>> BDC (1) Tj EMC /OC /MC0 BDC (2) Tj EMC",
      "/P <</MCID 0>> BDC|(1) Tj|EMC|/OC /MC0 BDC|(2) Tj|EMC|" }, /* a layer may be off */
    { "q /Im0 Do Q", "q|/Im0 Do|Q|" },
    { "/Wm Do (page) Tj", "(page) Tj|" },
    { "7 7 -7 7 0 0 cm /Wm Do", "7 7 -7 7 0 0 cm|/Wm Do|" }, /* upright again */
    /* watermarks: pale, faint or long, and aslant; not figures that are set so, nor a page of them */
    { "(page) Tj q 0.7 0.7 -0.7 0.7 9 9 cm 0.8 g BT (8) Tj ET Q (2) Tj",
      "(page) Tj|q|0.7 0.7 -0.7 0.7 9 9 cm|BT|ET|Q|(2) Tj|" },
    { "(page) Tj /Pale gs BT 0.7 0.7 -0.7 0.7 9 9 Tm (8) Tj 1 0 0 1 0 0 Tm (1) Tj ET",
      "(page) Tj|BT|0.7 0.7 -0.7 0.7 9 9 Tm|1 0 0 1 0 0 Tm|(1) Tj|ET|" },
    { "(page) Tj 9 9 -9 9 9 9 Tm (0123456789 0123456789) Tj", "(page) Tj|9 9 -9 9 9 9 Tm|" },
    { "(page) Tj 9 9 -9 9 9 9 Tm (38) Tj", "(page) Tj|9 9 -9 9 9 9 Tm|(38) Tj|" },
    { "9 9 -9 9 9 9 Tm 0.8 g (0123456789) Tj", "9 9 -9 9 9 9 Tm|(0123456789) Tj|" },
    { "(1) Tj % comment\n(2) Tj", NULL },
    { "BI /W 1 /H 1 ID \x01 EI (1) Tj", NULL },
    { "(1) Tj 1 2 xx", NULL },
    { "/a#62 12 Tf", NULL },
    { "/\xe5\xae\x8b 12 Tf", NULL },
    { "(1) Tj (2", "(1) Tj|" }, /* no operator: nothing is shown */
  };
  static char keep[] = "Keep";
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GHashTable) fonts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr (GString) out = g_string_new (NULL);
    gboolean forms;
    const GjLeanAsk ask = { is_keep, is_aslant, keep };
    gboolean ok = gj_lean_content ((const guint8 *) cases[i].in, strlen (cases[i].in), &ask, out, fonts, &forms);
    assert_int_equal (ok, cases[i].out != NULL);
    if (!ok)
      continue;
    g_strdelimit (out->str, "\n", '|');
    assert_string_equal (out->str, cases[i].out);
    assert_int_equal (forms, strstr (out->str, "Do") != NULL);
    assert_int_equal (g_hash_table_contains (fonts, "F"), strstr (cases[i].in, "/F ") != NULL);
  }
}

static PopplerDocument *
open_document (GBytes *bytes)
{
  PopplerDocument *document = poppler_document_new_from_bytes (bytes, NULL, NULL);
  assert_non_null (document);
  return document;
}

/* Whether each character of @a but spaces stands among those of @b, hardly aside. */
static gboolean
are_among (const char *a, const PopplerRectangle *a_boxes, const char *b, const PopplerRectangle *b_boxes)
{
  for (const char *p = a; *p != '\0'; p = g_utf8_next_char (p), a_boxes++) {
    const PopplerRectangle *box = b_boxes;
    gboolean found = g_unichar_isspace (g_utf8_get_char (p));
    for (const char *q = b; *q != '\0' && !found; q = g_utf8_next_char (q), box++)
      found = g_utf8_get_char (q) == g_utf8_get_char (p) && fabs (box->x1 - a_boxes->x1) < 2 &&
              fabs (box->y1 - a_boxes->y1) < 2;
    if (!found)
      return FALSE;
  }
  return TRUE;
}

/* What is printed twice, and is to be read as nothing the second time, may be there from either. Watermarks set aslant are left out. */
static void
assert_same_page (PopplerDocument *a, PopplerDocument *b, int index, const char *name)
{
  PopplerPage *pages[2] = { poppler_document_get_page (a, index), poppler_document_get_page (b, index) };
  PopplerRectangle *boxes[2] = { NULL, NULL };
  char *texts[2];
  double size[2][2];
  guint n[2] = { 0, 0 };
  for (int i = 0; i < 2; i++) {
    assert_non_null (pages[i]);
    poppler_page_get_size (pages[i], &size[i][0], &size[i][1]);
    texts[i] = poppler_page_get_text (pages[i]);
    poppler_page_get_text_layout (pages[i], &boxes[i], &n[i]);
  }
  assert_memory_equal (size[0], size[1], sizeof size[0]);
  gboolean same = g_strcmp0 (texts[0], texts[1]) == 0 && n[0] == n[1] &&
                  (n[0] == 0 || memcmp (boxes[0], boxes[1], n[0] * sizeof *boxes[0]) == 0);
  if (!same && !((strstr (name, "watermark") != NULL || are_among (texts[0], boxes[0], texts[1], boxes[1])) &&
                 are_among (texts[1], boxes[1], texts[0], boxes[0])))
    fail_msg ("%s, page %d: other text", name, index + 1);
  for (int i = 0; i < 2; i++) {
    g_free (texts[i]);
    g_free (boxes[i]);
    g_object_unref (pages[i]);
  }
}

/* Returns: whether a lean copy could be made; its text is as it was. */
static gboolean
compare (const guint8 *data, gsize n, const char *name)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, n);
  g_autoptr (GjVector) vector = gj_vector_open (data, n);
  if (vector == NULL)
    return FALSE;
  g_autoptr (GBytes) lean = gj_lean_make (vector, data, n);
  if (lean == NULL)
    return FALSE;
  PopplerDocument *a = open_document (bytes), *b = open_document (lean);
  assert_int_equal (poppler_document_get_n_pages (a), poppler_document_get_n_pages (b));
  for (int i = 0; i < poppler_document_get_n_pages (a); i++)
    assert_same_page (a, b, i, name);
  g_object_unref (a);
  g_object_unref (b);
  return TRUE;
}

static void
test_document (void **state)
{
  static const char page[] = "0 0 1 rg 10 10 50 50 re f BT /F 12 Tf 50 50 Td (38) Tj ET";
  g_autoptr (GByteArray) good = mini_pdf_finish (mini_pdf_page ("", page, strlen (page)));
  static const char elsewhere[] = "BT /G 12 Tf 50 50 Td (38) Tj ET";
  g_autoptr (GByteArray) no_font = mini_pdf_finish (mini_pdf_page ("", elsewhere, strlen (elsewhere)));
  static const char filler[1100] = "";
  g_autoptr (GByteArray) large = mini_pdf_finish (mini_pdf_page ("", page, strlen (page)));
  assert_true (compare (good->data, good->len, "one page"));
  assert_false (compare (no_font->data, no_font->len, "a font that the page's resources do not have"));
  /* What stands before the header moves all places in the file; behind the end, nothing of it is found. */
  g_byte_array_append (large, (const guint8 *) filler, sizeof filler);
  assert_false (compare (large->data, large->len, "filler behind"));
  g_byte_array_prepend (good, (const guint8 *) "\n\n", 2);
  assert_false (compare (good->data, good->len, "junk before"));
}

static const char *corpus;

static void
test_corpus (void **state)
{
  g_autoptr (GDir) dir = g_dir_open (corpus, 0, NULL);
  guint lean = 0, all = 0;
  assert_non_null (dir);
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir)) {
    g_autofree char *path = g_build_filename (corpus, name, NULL), *data = NULL;
    gsize n = 0;
    if (!g_str_has_suffix (name, ".pdf"))
      continue;
    assert_true (g_file_get_contents (path, &data, &n, NULL));
    gboolean ok = compare ((const guint8 *) data, n, name);
    if (!ok)
      print_message ("as it is: %s\n", name);
    lean += ok;
    all++;
  }
  print_message ("%u of %u leaner\n", lean, all);
  assert_true (lean * 2 > all);
}

/* test-unit-lean FOLDER: of PDFs */
int
main (int argc, char **argv)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test (test_content), cmocka_unit_test (test_document),
                                      cmocka_unit_test (test_corpus) };
  corpus = argv[1];
  return argc == 2 ? cmocka_run_group_tests (tests, NULL, NULL) : 2;
}
