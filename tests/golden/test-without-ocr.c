/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/golden/gj-golden.h"
#include "tests/support/gj-cmocka.h"

/* Scans with an OCR layer of unknown quality under them, without OCR: what the layer says is read, and never believed. */

static const char *corpus;

static void
test_layers (void **state)
{
  static const char *const names[] = { "scan-right-layer", "scan-wrong-layer" };
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    const GjConvertOptions options = { .ocr = GJ_OCR_NEVER, .file = names[i] };
    g_autoptr (GError) error = NULL;
    g_autofree char *file = g_strconcat (names[i], ".pdf", NULL), *path = g_build_filename (corpus, file, NULL),
                    *truth_file = g_strconcat (names[i], ".truth.json", NULL);
    g_autoptr (GjConversion) c = gj_convert_file (path, &options, &error);
    if (c == NULL)
      fail_msg ("%s: %s", names[i], error->message);
    json_object *truth = gj_golden_load (corpus, truth_file), *output = json_tokener_parse (c->json);
    g_auto (GjDistance) d = gj_golden_measure (truth, output);
    assert_int_not_equal (d.wrong, 0);
    assert_int_equal (d.unflagged, 0);
    json_object_put (truth);
    json_object_put (output);
  }
}

int
main (int argc, char **argv)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test (test_layers) };
  corpus = argc > 1 ? argv[1] : "corpus";
  return cmocka_run_group_tests_name ("without OCR", tests, NULL, NULL);
}
