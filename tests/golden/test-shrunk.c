/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/gj-pdf.h"
#include "page/gj-error.h"
#include "tests/golden/gj-golden.h"
#include "tests/support/gj-cmocka.h"

#include <cairo-pdf.h>
#include <string.h>

/* A page of a report, pasted as a picture into a page of text, smaller than it was. */

#define DPI 200
#define SIZE 0.27 /* of what it was */

static const char *corpus;

static cairo_status_t
append (void *to, const unsigned char *bytes, unsigned int n)
{
  g_byte_array_append (to, bytes, n);
  return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *
surface_of (const GjPixmap *page)
{
  cairo_surface_t *out = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) page->width, (int) page->height);
  guint8 *data = cairo_image_surface_get_data (out);
  gsize stride = (gsize) cairo_image_surface_get_stride (out);
  for (guint y = 0; y < page->height; y++)
    for (guint x = 0; x < page->width; x++) {
      const guint8 *p = page->data + (gsize) y * page->stride + (gsize) x * page->channels;
      guint32 px = page->channels == 1 ? p[0] * 0x10101u : (guint32) p[0] << 16 | (guint32) p[1] << 8 | p[2];
      memcpy (data + (gsize) y * stride + (gsize) x * 4, &px, 4);
    }
  cairo_surface_mark_dirty (out);
  return out;
}

/* Page @number of @file as a picture in a page of text. */
static GByteArray *
paste (const char *file, guint number)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (corpus, file, NULL), *bytes = NULL;
  gsize n = 0;
  assert_true (g_file_get_contents (path, &bytes, &n, &error));
  g_autoptr (GjPdf) pdf = gj_pdf_open ((const guint8 *) bytes, n, &error);
  assert_non_null (pdf);
  g_autoptr (GjPixmap) page = gj_pdf_render (pdf, number, NULL, DPI, &error);
  assert_non_null (page);
  GByteArray *out = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append, out, 595, 842), *picture = surface_of (page);
  cairo_t *cr = cairo_create (surface);
  cairo_move_to (cr, 90, 60);
  cairo_show_text (cr, "Words, so that the page is one of text");
  cairo_translate (cr, 90, 90);
  cairo_scale (cr, SIZE * 72 / DPI, SIZE * 72 / DPI);
  cairo_set_source_surface (cr, picture, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (picture);
  cairo_surface_destroy (surface);
  return out;
}

static void
test_table (void **state)
{
  static const char *const cells[] = { "/tables/applications/new_received/total",
                                       "/tables/applications/new_received/natural_person",
                                       "/tables/applications/outcomes/granted/total" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GByteArray) bytes = paste ("plain-docx.pdf", 2);
  json_object *truth = gj_golden_load (corpus, "plain-docx.truth.json");
  g_autoptr (GjConversion) c = gj_convert_bytes (bytes->data, bytes->len, NULL, &error);
  if (c == NULL && gj_error_exit_code (error) == GJ_ERROR_MISSING_DATA) {
    print_message ("skipped: %s\n", error->message);
    json_object_put (truth);
    skip ();
  }
  if (c == NULL)
    fail_msg ("%s", error->message);
  json_object *output = json_tokener_parse (c->json);
  json_object *printed = NULL, *cell = NULL;
  assert_true (json_object_object_get_ex (truth, "cells", &printed));
  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++) {
    assert_true (json_object_object_get_ex (printed, cells[i], &cell));
    assert_string_equal (gj_golden_figure (output, cells[i]), json_object_get_string (cell));
  }
  json_object_put (output);
  json_object_put (truth);
}

int
main (int argc, char **argv)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test (test_table) };
  corpus = argc > 1 ? argv[1] : "corpus";
  return cmocka_run_group_tests_name ("a shrunk picture of a table", tests, NULL, NULL);
}
