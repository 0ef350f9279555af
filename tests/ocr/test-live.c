/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The whole path with the real engines on one invented page. */
#include "tests/ocr/draw.h"

#include <stdio.h>
#include <unistd.h>

#include "ocr/gj-ocr-module.h"
#include "page/gj-error.h"

static const int xs[] = { 100, 300, 500, 700 }, ys[] = { 100, 160, 220, 280, 340 };

/* A table of figures, with one dash and one empty cell. */
static GjPixmap *
draw_page (void)
{
  GjPixmap *paper = draw_paper (800, 500, 3);
  draw_table (paper, xs, 4, ys, 5, 0);
  for (int r = 0; r < 4; r++)
    for (int c = 0; c < 3; c++) {
      if (r == 3 && c == 2)
        continue; /* stays empty */
      if (r == 3 && c == 1)
        draw_box (paper, xs[c] + 80, ys[r] + 30, xs[c] + 105, ys[r] + 33, 0, 0, 0);
      else
        draw_digit (paper, xs[c] + 80, ys[r] + 20, (r + c) % 3 == 0 ? 0 : 8);
    }
  return paper;
}

static GjOcr *
open_ocr (void)
{
  g_autoptr (GError) error = NULL;
  GjOcr *ocr = gj_ocr_open (NULL, &error);
  assert_true (ocr != NULL || g_error_matches (error, GJ_ERROR, GJ_ERROR_MISSING_DATA));
  return ocr;
}

static void
test_table (void **state)
{
  g_autoptr (GError) error = NULL;
  GjOcr *ocr = open_ocr ();
  if (ocr == NULL)
    skip ();
  g_autoptr (GjPixmap) paper = draw_page ();
  g_autoptr (GjPage) page = gj_ocr_read_page (ocr, paper, 7, &error);
  assert_non_null (page);
  assert_int_equal (page->number, 7);
  assert_int_equal (page->source, GJ_SOURCE_OCR);
  assert_int_equal (page->grids->len, 1);
  const GjGrid *grid = g_ptr_array_index (page->grids, 0);
  assert_int_equal (grid->cells->len, 12);
  assert_string_equal (gj_grid_cell_at (grid, 3, 1)->text, "-");
  assert_string_equal (gj_grid_cell_at (grid, 3, 2)->text, "");
  /* whatever the readers make of such digits: no wrong one is sure */
  for (guint r = 0; r < 3; r++)
    for (guint c = 0; c < 3; c++) {
      const GjGridCell *cell = gj_grid_cell_at (grid, r, c);
      if (cell->reading == GJ_READING_PLAIN)
        assert_string_equal (cell->text, (r + c) % 3 == 0 ? "0" : "8");
    }
  gj_ocr_close (ocr);
}

static glong
resident_kib (void)
{
  g_autofree char *text = NULL;
  glong size = 0, resident = 0;
  assert_true (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL));
  assert_int_equal (sscanf (text, "%ld %ld", &size, &resident), 2);
  return resident * sysconf (_SC_PAGESIZE) / 1024;
}

/* Handles are used for page after page: what one page took is free again. */
static void
test_no_growth (void **state)
{
  GjOcr *ocr = open_ocr ();
  glong after_some = 0;
#ifdef GOUJI_SANITIZE /* the sanitizer keeps what is freed */
  gj_ocr_close (ocr);
  skip ();
#endif
  if (ocr == NULL)
    skip ();
  for (guint i = 0; i < 200; i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GjPixmap) paper = draw_page ();
    g_autoptr (GjPage) page = gj_ocr_read_page (ocr, paper, i + 1, &error);
    assert_non_null (page);
    if (i == 39)
      after_some = resident_kib ();
  }
  print_message ("%ld KiB after 40 pages, %ld more after 200\n", after_some, resident_kib () - after_some);
  assert_in_range (MAX (resident_kib () - after_some, 0), 0, 2048);
  gj_ocr_close (ocr);
}

int
main (void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test (test_table), cmocka_unit_test (test_no_growth) };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
