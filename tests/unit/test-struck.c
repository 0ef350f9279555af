/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page/gj-page.h"

#include "tests/support/gj-cmocka.h"

/* Figures that are struck out: by slanted strokes, upright ones, and by what is typed over them. Glyphs 10 × 10, figures 5 wide. */

static double
print (GjPage *page, const char *text, double x, double y)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p), x += 5)
    gj_page_add_glyph (page, g_utf8_get_char (p), (GjBox){ x, y, x + 5, y + 10 }, 100, FALSE);
  return x;
}

/* A page with one cell, 100 wide and 40 high, in which 126 stands in the middle: x 95 to 110, y 60 to 70. */
static GjPage *
page_with_figure (const char *figure)
{
  GjPage *page = gj_page_new (1, 600, 800, GJ_SOURCE_TEXT_LAYER);
  GjGrid *grid = gj_grid_new ((GjBox){ 50, 45, 150, 85 }, 1, 1);
  gj_grid_add_cell (grid, (GjBox){ 50, 45, 150, 85 }, 0, 0, 1, 1, NULL);
  g_ptr_array_add (page->grids, grid);
  print (page, figure, 95, 60);
  return page;
}

static GjReading
reading (GjPage *page)
{
  gj_page_fill_cells (page);
  return gj_grid_cell_at (page->grids->pdata[0], 0, 0)->reading;
}

static void
test_slanted (void **state)
{
  static const struct {
    GjStroke stroke;
    GjReading reading;
  } cases[] = {
    { { 93, 71, 112, 59 }, GJ_READING_DOUBTFUL }, /* through all of it */
    { { 112, 71, 93, 59 }, GJ_READING_DOUBTFUL }, /* the other way */
    { { 50, 45, 150, 85 }, GJ_READING_DOUBTFUL }, /* from corner to corner of the cell */
    { { 94, 71, 101, 59 }, GJ_READING_UNREAD },   /* through the first digit: the others may be the figure */
    { { 99, 71, 101, 59 }, GJ_READING_UNREAD },   /* between two digits */
    { { 100, 57, 130, 47 }, GJ_READING_PLAIN },   /* above it */
    { { 108, 73, 125, 59 }, GJ_READING_PLAIN },   /* touches its corner */
    { { 50, 45, 90, 85 }, GJ_READING_PLAIN },     /* beside it */
    { { 300, 400, 320, 380 }, GJ_READING_PLAIN },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GjPage) page = page_with_figure ("126");
    gj_page_add_stroke (page, &cases[i].stroke);
    GjReading seen = reading (page);
    if (seen != cases[i].reading)
      fail_msg ("case %u: %d", i, (int) seen);
    assert_int_equal (gj_page_figure_is_odd (page, &(GjBox){ 80, 50, 130, 80 }), cases[i].reading != GJ_READING_PLAIN);
  }
}

/* Pieces of a curve count together, however short each is. */
static void
test_pieces (void **state)
{
  g_autoptr (GjPage) page = page_with_figure ("126");
  for (guint i = 0; i < 10; i++)
    gj_page_add_stroke (page, &(GjStroke){ 93 + 2.0 * i, 64 + i % 2, 95 + 2.0 * i, 65 - i % 2 });
  assert_int_equal (reading (page), GJ_READING_DOUBTFUL);
}

/* A diagonal in an empty cell says that it is blank. */
static void
test_empty_cell (void **state)
{
  g_autoptr (GjPage) page = page_with_figure ("");
  gj_page_add_stroke (page, &(GjStroke){ 50, 45, 150, 85 });
  assert_int_equal (reading (page), GJ_READING_PLAIN);
}

static void
test_upright (void **state)
{
  static const struct {
    double x, from, to;
    GjReading reading;
  } cases[] = {
    { 102.5, 57, 72, GJ_READING_UNREAD },
    { 102.5, 72, 84, GJ_READING_PLAIN }, /* below */
    { 120, 57, 72, GJ_READING_PLAIN },
    { 50, 45, 85, GJ_READING_PLAIN }, /* the cell's side */
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GjPage) page = page_with_figure ("126");
    GjRule rule = { FALSE, cases[i].x, cases[i].from, cases[i].to };
    g_array_append_val (page->rules, rule);
    assert_int_equal (reading (page), cases[i].reading);
  }
}

static void
test_overprinted (void **state)
{
  static const struct {
    const char *text;
    double x, y;
    GjReading reading;
  } cases[] = {
    { "/", 95, 60, GJ_READING_UNREAD },   { "×", 101.5, 60.5, GJ_READING_UNREAD }, { "-", 105, 61, GJ_READING_UNREAD },
    { "年", 110, 60, GJ_READING_PLAIN }, /* behind it */
    { "/", 110.2, 60, GJ_READING_PLAIN }, { "年", 100, 74, GJ_READING_PLAIN },     { "___", 95, 60, GJ_READING_PLAIN },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GjPage) page = page_with_figure ("126");
    print (page, cases[i].text, cases[i].x, cases[i].y);
    GjReading seen = reading (page);
    if (seen != cases[i].reading)
      fail_msg ("case %u: %d", i, (int) seen);
  }
  /* Some readers of text layers end a box where the next begins. */
  g_autoptr (GjPage) page = page_with_figure ("");
  gj_page_add_glyph (page, '8', (GjBox){ 95, 60, 96, 70 }, 100, FALSE);
  gj_page_add_glyph (page, '-', (GjBox){ 96, 60, 99, 70 }, 100, FALSE);
  assert_int_equal (reading (page), GJ_READING_UNREAD);
}

/* A digit that was squeezed until nothing of it shows is no part of the figure beside it. */
static void
test_squeezed (void **state)
{
  for (guint behind = 0; behind < 2; behind++) {
    g_autoptr (GjPage) page = page_with_figure ("");
    double x = behind ? 101 : 94;
    gj_page_add_glyph (page, '7', (GjBox){ x, 60, x + 0.1, 70 }, 100, FALSE);
    gj_page_add_glyph (page, '8', (GjBox){ 95, 60, 100, 70 }, 100, FALSE);
    assert_int_equal (reading (page), GJ_READING_UNREAD);
  }
}

/* A font that says 33 of a 3: both stand in its room. Ones are narrow in some fonts, and a figure may be condensed as a whole. */
static void
test_two_in_the_room_of_one (void **state)
{
  static const struct {
    const char *digits;
    double first, others; /* widths */
    gboolean unread;
  } cases[] = { { "533", 5, 2.5, TRUE },  { "511", 5, 2.5, FALSE }, { "333", 2.5, 2.5, FALSE },
                { "534", 5, 2.5, FALSE }, { "533", 5, 4, FALSE },   { "５33", 10, 5, FALSE } };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GjPage) page = page_with_figure ("");
    double x = 95;
    for (const char *p = cases[i].digits; *p != '\0'; p = g_utf8_next_char (p)) {
      double w = p == cases[i].digits ? cases[i].first : cases[i].others;
      gj_page_add_glyph (page, g_utf8_get_char (p), (GjBox){ x, 60, x + w, 70 }, 100, FALSE);
      x += w;
    }
    assert_int_equal (reading (page) == GJ_READING_UNREAD, cases[i].unread);
  }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_slanted),
    cmocka_unit_test (test_pieces),
    cmocka_unit_test (test_empty_cell),
    cmocka_unit_test (test_upright),
    cmocka_unit_test (test_overprinted),
    cmocka_unit_test (test_squeezed),
    cmocka_unit_test (test_two_in_the_room_of_one),
  };
  return cmocka_run_group_tests_name ("figures that are struck out", tests, NULL, NULL);
}
