/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Developer's probe, not installed: reads an image file and prints the pages found in it.
 * probe FILE [MAX_PAGES]: grids with their cells, one a line, and the lines of glyphs. */

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "ocr/gj-ocr-module.h"

static double
cpu_seconds (void)
{
  struct timespec t;
  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double) t.tv_sec + (double) t.tv_nsec / 1e9;
}

static void
print_grid (const GjGrid *grid)
{
  static const char *const reading[] = { "plain", "doubtful", "unread" };
  printf ("grid %u×%u at %.1f,%.1f–%.1f,%.1f\n", grid->n_rows, grid->n_cols, grid->box.x0, grid->box.y0, grid->box.x1,
          grid->box.y1);
  for (guint i = 0; i < grid->cells->len; i++) {
    const GjGridCell *c = &g_array_index (grid->cells, GjGridCell, i);
    printf ("cell\t%u\t%u\t%u\t%u\t%.1f\t%.1f\t%.1f\t%.1f\t%s\t%u\t%s\t%s\n", c->row, c->col, c->row_span, c->col_span,
            c->box.x0, c->box.y0, c->box.x1, c->box.y1, reading[c->reading], c->confidence, c->text,
            c->alternative != NULL ? c->alternative : "");
  }
}

static void
print_glyphs (const GjPage *page)
{
  const GjGlyph *last = NULL;
  for (guint i = 0; i < page->glyphs->len; i++) {
    const GjGlyph *g = &g_array_index (page->glyphs, GjGlyph, i);
    char utf8[7] = { 0 };
    g_unichar_to_utf8 (g->ch, utf8);
    if (last != NULL && (g->box.x0 < last->box.x0 - 5 || g->box.y0 > last->box.y1))
      printf ("\n");
    printf ("%s%s", g->space_before ? " " : "", utf8);
    last = g;
  }
  printf ("\n");
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  gsize n = 0;
  guint pages = 0;

  if (argc < 2) {
    fprintf (stderr, "probe FILE [MAX_PAGES]\n");
    return 2;
  }
  if (!g_file_get_contents (argv[1], &bytes, &n, &error)) {
    fprintf (stderr, "%s\n", error->message);
    return 4;
  }
  g_autoptr (GPtrArray) pictures =
      gj_ocr_load_images ((const guint8 *) bytes, n, argc > 2 ? (guint) atoi (argv[2]) : 300, &pages, &error);
  GjOcr *ocr = pictures != NULL ? gj_ocr_open (NULL, &error) : NULL;
  if (ocr == NULL) {
    fprintf (stderr, "%s\n", error->message);
    return 4;
  }
  for (guint i = 0; i < pictures->len; i++) {
    double start = cpu_seconds ();
    g_autoptr (GjPage) page = gj_ocr_read_page (ocr, g_ptr_array_index (pictures, i), i + 1, &error);
    printf ("page %u of %u: %.0f × %.0f pt, %.0f dpi, matrix %.4f %.4f %.4f %.4f %.1f %.1f, cpu %.3f s\n", i + 1, pages,
            page->width, page->height, page->dpi, page->to_display[0], page->to_display[1], page->to_display[2],
            page->to_display[3], page->to_display[4], page->to_display[5], cpu_seconds () - start);
    for (guint k = 0; k < page->grids->len; k++)
      print_grid (g_ptr_array_index (page->grids, k));
    print_glyphs (page);
  }
  gj_ocr_close (ocr);
  return 0;
}
