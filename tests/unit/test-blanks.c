/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-borderless-merged.h"
#include "tests/support/gj-cmocka.h"

#include <string.h>

/*
 * Tables without rules, in which a 0 may be one for several cells. Rows are separated by \n, cells by |; pages by \f. What is
 * found unread is shown as ?, the rest as printed. Each column is WIDE, each row HIGH.
 */

#define WIDE 60.0
#define HIGH 20.0
#define SIZE 10.0

/* Figures stand at this part of the room that their cell leaves them. */
typedef struct {
  double across, down;
} Stand;

static void
put_figure (GjPage *page, const char *text, GjBox box, Stand stand)
{
  double x = box.x0 + stand.across * (box.x1 - box.x0 - SIZE * strlen (text)),
         y = box.y0 + stand.down * (box.y1 - box.y0 - SIZE);
  for (; *text != '\0'; text++, x += SIZE)
    gj_page_add_glyph (page, (gunichar) *text, (GjBox){ x, y, x + SIZE - 1, y + SIZE }, 100, FALSE);
}

/* Sets @rows on @page: < goes on with the cell at its left, ^ with that above; of a merged cell only the text is printed. */
static GjGrid *
set_rows (GjPage *page, char **rows, Stand stand)
{
  guint n = g_strv_length (rows);
  g_autoptr (GPtrArray) of = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  for (guint r = 0; r < n; r++)
    g_ptr_array_add (of, g_strsplit (rows[r], "|", -1));
  guint m = g_strv_length (of->pdata[0]);
  GjGrid *grid = gj_grid_new ((GjBox){ 0, 100, WIDE * (m + 1), 100 + HIGH * n }, n, m + 1);
  for (guint r = 0; r < n; r++)
    for (guint q = 0; q < m; q++) {
      char **row = of->pdata[r];
      guint w = 1, h = 1;
      GjBox box = { WIDE * (q + 1), 100 + HIGH * r, WIDE * (q + 2), 100 + HIGH * (r + 1) };
      while (q + w < m && strcmp (row[q + w], "<") == 0)
        w++;
      while (r + h < n && strcmp (((char **) of->pdata[r + h])[q], "^") == 0)
        h++;
      if (strcmp (row[q], "<") != 0 && strcmp (row[q], "^") != 0)
        put_figure (page, row[q], (GjBox){ box.x0, box.y0, box.x0 + WIDE * w, box.y0 + HIGH * h }, stand);
      gj_grid_add_cell (grid, box, r, q + 1, 1, 1, "");
    }
  gj_page_insert_grid (page, grid);
  return grid;
}

/* Gives the cells of @grid what stands in them, as the places of figures tell it. */
static void
fill (GjGrid *grid, GPtrArray *lines)
{
  for (guint i = 0; i < lines->len; i++) {
    const GjSegmentLine *line = lines->pdata[i];
    for (guint k = 0; k < line->segments->len; k++) {
      const GjSegment *s = &g_array_index (line->segments, GjSegment, k);
      for (guint c = 0; c < grid->cells->len; c++) {
        GjGridCell *cell = &g_array_index (grid->cells, GjGridCell, c);
        if (cell->text[0] == '\0' && gj_box_contains (&cell->box, (s->box.x0 + s->box.x1) / 2, s->y)) {
          g_free (cell->text);
          cell->text = g_strdup (s->text);
          break;
        }
      }
    }
  }
}

static char *
show (GPtrArray *grids)
{
  GString *out = g_string_new (NULL);
  for (guint g = 0; g < grids->len; g++) {
    const GjGrid *grid = grids->pdata[g];
    g_string_append (out, g > 0 ? "\f" : "");
    for (guint i = 0; i < grid->cells->len; i++) {
      const GjGridCell *cell = &g_array_index (grid->cells, GjGridCell, i);
      g_string_append (out, cell->col > 1 ? "|" : cell->row > 0 ? "\n" : "");
      g_string_append (out, cell->reading == GJ_READING_UNREAD ? "?" : cell->text);
    }
  }
  return g_string_free (out, FALSE);
}

/* @ruled: a rule is drawn below every row, over all columns. */
static void
assert_read (const char *printed, Stand stand, gboolean ruled, const char *expected)
{
  g_auto (GStrv) parts = g_strsplit (printed, "\f", -1);
  g_autoptr (GPtrArray) pages = g_ptr_array_new_with_free_func ((GDestroyNotify) gj_page_free);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GPtrArray) grids = g_ptr_array_new ();
  GjStretch columns[8];
  for (guint q = 0; q < 8; q++) {
    double x = WIDE * (q + 1) + stand.across * (WIDE - 2 * SIZE);
    columns[q] = (GjStretch){ x, x + 2 * SIZE, 2 };
  }
  guint n = 1;
  for (const char *p = printed; *p != '\n'; p++)
    n += *p == '|';
  g_auto (GjBlanks) blanks = gj_blanks_new (n);
  for (guint k = 0; parts[k] != NULL; k++) {
    g_auto (GStrv) rows = g_strsplit (parts[k], "\n", -1);
    GjPage *page = gj_page_new (k + 1, 600, 800, GJ_SOURCE_TEXT_LAYER);
    g_ptr_array_add (pages, page);
    GjGrid *grid = set_rows (page, rows, stand);
    g_ptr_array_steal_index (page->grids, 0); /* what is in a grid is no line */
    GPtrArray *lines = gj_segment_lines (page);
    gj_page_insert_grid (page, grid);
    g_ptr_array_add (all, lines);
    g_ptr_array_add (grids, grid);
    for (guint r = 0; r < grid->n_rows && ruled; r++) {
      GjRule rule = { TRUE, 100 + HIGH * (r + 1), 0, 600 };
      g_array_append_val (page->rules, rule);
    }
    fill (grid, lines);
    g_autoptr (GArray) bands = g_array_new (FALSE, TRUE, sizeof (GjBand));
    g_array_set_size (bands, grid->n_rows);
    gj_blanks_add (&blanks, grid, lines, 0, lines->len, columns, n, 0, bands);
  }
  gj_blanks_judge (&blanks);
  g_autofree char *read = show (grids);
  assert_string_equal (read, expected);
}

static const Stand middle = { 0.5, 0.5 }, right = { 1, 0.5 }, top = { 0.5, 0 };

static void
test_across (void **state)
{
  assert_read ("12|0|<|<|12\n3|3|3|3|12\n0|0|0|0|0", middle, FALSE, "12|?|0|?|12\n3|3|3|3|12\n0|0|0|0|0");
  assert_read ("12|0||3|15\n3|3|3|3|12\n0|0|0|0|0", middle, FALSE,
               "12|0||3|15\n3|3|3|3|12\n0|0|0|0|0"); /* no 0 for both stands so */
}

static void
test_down (void **state)
{
  assert_read ("12|0|12\n3|^|3\n0|^|0\n1|2|3", middle, FALSE, "12|?|12\n3|0|3\n0|?|0\n1|2|3");
  assert_read ("12|0|12\n3|^|3\n0|^|0\n1|2|3", middle, TRUE, "12||12\n3|0|3\n0||0\n1|2|3"); /* rules go through */
}

/* Figures that stand at the right or the top of their cells do so in merged ones. */
static void
test_edges (void **state)
{
  assert_read ("12|0|<|<|12\n3|3|3|3|12\n0|0|0|0|0", right, FALSE, "12|?|?|0|12\n3|3|3|3|12\n0|0|0|0|0");
  assert_read ("12|0|<|<|12\n3|3|3|3|12\n0|0|0|0|0", top, FALSE, "12|?|0|?|12\n3|3|3|3|12\n0|0|0|0|0");
}

/* Tables that print zeros as nothing print totals all the same. */
static void
test_blank_zeros (void **state)
{
  const char *printed = "12||3|15\n|||0\n1|||1\n|||0\n13|0|3|16\n1||1|2";
  assert_read (printed, right, FALSE, printed);
  assert_read (printed, middle, FALSE, printed);
}

/* The rest of a merged cell may be on the next page. */
static void
test_over_the_edge (void **state)
{
  assert_read ("12|3|15\n3|0|3\n4|^|4\n5|^|5\f6||6\n7|1|8\n0|1|1", middle, FALSE,
               "12|3|15\n3|?|3\n4|0|4\n5|?|5\f6|?|6\n7|1|8\n0|1|1");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_across),      cmocka_unit_test (test_down),          cmocka_unit_test (test_edges),
    cmocka_unit_test (test_blank_zeros), cmocka_unit_test (test_over_the_edge),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
