/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page/gj-page.h"

#include "tests/support/gj-cmocka.h"

/* Words in cells: glyphs 10 × 10, figures 5 wide. */

static double
print (GjPage *page, const char *text, double x, double y)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    double w = g_utf8_get_char (p) < 0x80 ? 5 : 10;
    gj_page_add_glyph (page, g_utf8_get_char (p), (GjBox){ x, y, x + w, y + 10 }, 100, FALSE);
    x += w;
  }
  return x;
}

/* A page with one grid of one row of two cells: [50,150] and [150,250], 40 high. */
static GjPage *
page_with_cells (void)
{
  GjPage *page = gj_page_new (1, 600, 800, GJ_SOURCE_TEXT_LAYER);
  GjGrid *grid = gj_grid_new ((GjBox){ 50, 50, 250, 90 }, 1, 2);
  gj_grid_add_cell (grid, (GjBox){ 50, 50, 150, 90 }, 0, 0, 1, 1, NULL);
  gj_grid_add_cell (grid, (GjBox){ 150, 50, 250, 90 }, 0, 1, 1, 1, NULL);
  g_ptr_array_add (page->grids, grid);
  return page;
}

static const GjGridCell *
cell (const GjPage *page, guint col)
{
  return gj_grid_cell_at (page->grids->pdata[0], 0, col);
}

static void
test_wrapped (void **state)
{
  g_autoptr (GjPage) page = page_with_cells ();
  print (page, "39857583985758", 60, 52);
  print (page, "58", 65, 64);
  print (page, "行政事业", 160, 52);
  print (page, "性收费", 160, 66);
  gj_page_fill_cells (page);
  assert_string_equal (cell (page, 0)->text, "3985758398575858");
  assert_string_equal (cell (page, 1)->text, "行政事业性收费");
  assert_int_equal (cell (page, 0)->reading, GJ_READING_PLAIN);
}

static void
test_vertical (void **state)
{
  g_autoptr (GjPage) page = page_with_cells ();
  print (page, "总", 60, 52);
  print (page, "计", 60, 66);
  gj_page_fill_cells (page);
  assert_string_equal (cell (page, 0)->text, "总计");
  assert_string_equal (cell (page, 1)->text, "");
}

/* The order of the source says nothing: figures may be printed before or after labels. */
static void
test_any_order (void **state)
{
  g_autoptr (GjPage) page = page_with_cells ();
  print (page, "处理", 60, 66);
  print (page, "7", 160, 60);
  print (page, "不予", 60, 52);
  gj_page_fill_cells (page);
  assert_string_equal (cell (page, 0)->text, "不予处理");
  assert_string_equal (cell (page, 1)->text, "7");
}

/* Bold faked by printing twice, a little to the right; neighbours that are alike stay. */
static void
test_doubled (void **state)
{
  g_autoptr (GjPage) page = page_with_cells ();
  print (page, "110", 60, 60);
  print (page, "110", 60.4, 60);
  print (page, "总计", 160, 60);
  print (page, "总计", 160.3, 60.2);
  gj_page_add_glyph (page, '9', (GjBox){ 80, 60, 81.2, 70 }, 100, FALSE); /* a box that ends where the next begins */
  gj_page_add_glyph (page, '9', (GjBox){ 81.2, 60, 86.2, 70 }, 100, FALSE);
  gj_page_drop_doubles (page);
  assert_int_equal (page->glyphs->len, 6);
  gj_page_fill_cells (page);
  assert_string_equal (cell (page, 0)->text, "1109");
  assert_string_equal (cell (page, 1)->text, "总计");
}

/* What the digits of a cell in a row are not: 12 over 3, 37 with the mark of note 1, 12 struck out for 15. */
static void
test_no_number_in_a_row (void **state)
{
  for (guint i = 0; i < 5; i++) {
    g_autoptr (GjPage) page = page_with_cells ();
    GjRule stroke = { TRUE, i == 3 ? 59.5 : 55.5, 58, i == 4 ? 300 : 71 };
    double x = print (page, "37", 60, 50);
    if (i == 0)
      print (page, "3", 62, 62);
    if (i == 1)
      gj_page_add_glyph (page, '1', (GjBox){ x, 49, x + 3, 55 }, 100, FALSE);
    if (i >= 2)
      g_array_append_val (page->rules, stroke); /* through the figure, under it, beyond the table */
    gj_page_fill_cells (page);
    assert_int_equal (cell (page, 0)->reading, i == 3 ? GJ_READING_PLAIN : GJ_READING_UNREAD);
  }
}

/* A mark nearly as large as the figure, as browsers set it; digits at both ends of a cell, over each other, evenly spaced. */
static void
test_no_plain_figure (void **state)
{
  static const struct {
    GjBox box[3];
    gboolean plain;
  } cases[] = {
    { { { 60, 50, 65, 60 }, { 65, 50, 70, 60 }, { 70, 48, 74.2, 56.3 } }, FALSE },
    { { { 60, 50, 65, 74 }, { 65, 50, 70, 74 }, { 70, 47.5, 74.2, 67.5 } }, FALSE }, /* in a tall font */
    { { { 60, 50, 65, 60 }, { 65, 50, 70, 60 }, { 130, 50, 135, 60 } }, FALSE },
    { { { 60, 50, 65, 60 }, { 90, 50, 95, 60 }, { 120, 50, 125, 60 } }, TRUE },
    { { { 60, 50, 65, 60 }, { 62, 50, 67, 60 }, { 67, 50, 72, 60 } }, FALSE },
    { { { 60, 50, 65, 60 }, { 65, 50, 66, 60 }, { 66, 50, 71, 60 } }, FALSE },
    { { { 60, 50, 65, 60 }, { 63, 50, 68, 60 }, { 68, 50, 73, 60 } }, FALSE },
    { { { 60, 50, 65, 60 }, { 64, 50, 69, 60 }, { 68, 50, 73, 60 } }, TRUE }, /* set close */
    { { { 60, 50, 65, 60 }, { 67, 50, 72, 60 }, { 78, 50, 83, 60 } }, TRUE },
    { { { 60, 64, 71.5, 68.5 }, { 60, 59.5, 71.5, 64 }, { 60, 55, 71.5, 59.5 } },
      FALSE }, /* on its side, from the foot up */
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GjPage) page = page_with_cells ();
    for (guint k = 0; k < 3; k++)
      gj_page_add_glyph (page, '1' + k, cases[i].box[k], 100, FALSE);
    gj_page_fill_cells (page);
    assert_int_equal (cell (page, 0)->reading, cases[i].plain ? GJ_READING_PLAIN : GJ_READING_UNREAD);
    assert_int_equal (gj_page_figure_is_odd (page, &cell (page, 0)->box), !cases[i].plain);
  }
}

/* A rule through the middle of a figure: it may be the figure of the cell above or below. */
static void
test_rule_through_figure (void **state)
{
  for (guint i = 0; i < 2; i++) {
    g_autoptr (GjPage) page = gj_page_new (1, 600, 800, GJ_SOURCE_TEXT_LAYER);
    GjGrid *grid = gj_grid_new ((GjBox){ 50, 50, 150, 90 }, 2, 1);
    gj_grid_add_cell (grid, (GjBox){ 50, 50, 150, 70 }, 0, 0, 1, 1, NULL);
    gj_grid_add_cell (grid, (GjBox){ 50, 70, 150, 90 }, 1, 0, 1, 1, NULL);
    g_ptr_array_add (page->grids, grid);
    print (page, "37", 90, i == 0 ? 64 : 59);
    gj_page_fill_cells (page);
    for (guint k = 0; k < 2; k++)
      assert_int_equal (gj_grid_cell_at (grid, k, 0)->reading, i == 0 ? GJ_READING_DOUBTFUL : GJ_READING_PLAIN);
  }
}

/* Where the page ends in the table: nothing is drawn there, and a figure may go on. */
static void
test_cut_off_table (void **state)
{
  for (guint i = 0; i < 4; i++) {
    g_autoptr (GjPage) page = page_with_cells ();
    GjRule wall = { FALSE, i == 1 ? 250 : 150, 50, 90 };
    print (page, "37", i == 2 ? 236 : i == 3 ? 139 : 239, 60);
    g_array_append_val (page->rules, wall);
    gj_page_fill_cells (page);
    assert_int_equal (cell (page, i == 3 ? 0 : 1)->reading, i == 0 ? GJ_READING_DOUBTFUL : GJ_READING_PLAIN);
  }
}

/* Figures in fonts of two heights on one base line are one number. */
static void
test_two_fonts (void **state)
{
  g_autoptr (GjPage) page = page_with_cells ();
  gj_page_add_glyph (page, '3', (GjBox){ 60, 50, 66, 64.5 }, 100, FALSE);
  gj_page_add_glyph (page, '7', (GjBox){ 66, 52.2, 72, 63.3 }, 100, FALSE);
  gj_page_fill_cells (page);
  assert_string_equal (cell (page, 0)->text, "37");
  assert_int_equal (cell (page, 0)->reading, GJ_READING_PLAIN);
}

static void
test_straddling (void **state)
{
  static const struct {
    double x;
    gboolean doubtful;
  } cases[] = { { 130, FALSE }, { 140, FALSE }, { 140.5, FALSE }, { 142.4, TRUE } };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GjPage) page = page_with_cells ();
    print (page, "12", cases[i].x, 60);
    gj_page_fill_cells (page);
    assert_string_equal (cell (page, 0)->text, "12");
    assert_int_equal (cell (page, 0)->reading == GJ_READING_DOUBTFUL, cases[i].doubtful);
  }
}

/* A number cut in two by a rule must not become two numbers in silence. */
static void
test_cut_number (void **state)
{
  g_autoptr (GjPage) page = page_with_cells ();
  print (page, "1234", 137.9, 60); /* the rule at 150 goes through its third figure */
  gj_page_fill_cells (page);
  assert_true (cell (page, 0)->reading == GJ_READING_DOUBTFUL || cell (page, 1)->reading == GJ_READING_DOUBTFUL);
}

/* 73 beside 4,201 with wide spacing whose first digit is pushed over the rule: nothing says that it is not 734. */
static void
test_spilled (void **state)
{
  static const struct {
    const char *left, *right; /* digits and their places */
    gboolean sure;
  } cases[] = {
    { "7@120 3@130 4@140", "2@150.5 0@160.5 1@170.5", FALSE },
    { "7@110 3@120 4@144", "2@152 0@162 1@172", FALSE },
    { "7@90 3@100", "4@152 2@162 0@172 1@182", TRUE }, /* wide spacing that stays in its cells */
    { "7@135 3@140", "4@155 2@160", TRUE },
    { "7@140 3@145", "4@150.2 2@155.2", FALSE }, /* no room between them */
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GjPage) page = page_with_cells ();
    g_autofree char *all = g_strconcat (cases[i].left, " ", cases[i].right, NULL);
    g_auto (GStrv) digits = g_strsplit (all, " ", -1);
    for (guint k = 0; digits[k] != NULL; k++) {
      double x = g_ascii_strtod (digits[k] + 2, NULL);
      gj_page_add_glyph (page, (gunichar) digits[k][0], (GjBox){ x, 60, x + 5, 70 }, 100, FALSE);
    }
    gj_page_fill_cells (page);
    for (guint c = 0; c < 2; c++)
      assert_int_equal (cell (page, c)->reading == GJ_READING_PLAIN, cases[i].sure);
  }
}

/* A figure that is longer than the last cell goes on behind the table; what stands there apart from it is another's. */
static void
test_overhanging (void **state)
{
  static const struct {
    double x, y; /* of the digit behind the table */
    gboolean unread;
  } cases[] = { { 250, 60, TRUE }, { 250.4, 60, TRUE }, { 253, 60, FALSE }, { 250, 75, FALSE }, { 266, 60, FALSE } };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GjPage) page = page_with_cells ();
    print (page, "196", 235, 60);
    print (page, "7", cases[i].x, cases[i].y);
    gj_page_fill_cells (page);
    assert_string_equal (cell (page, 1)->text, "196");
    assert_int_equal (cell (page, 1)->reading == GJ_READING_UNREAD, cases[i].unread);
  }
}

static void
test_page_edge (void **state)
{
  g_autoptr (GjPage) page = gj_page_new (1, 200, 800, GJ_SOURCE_TEXT_LAYER);
  GjGrid *grid = gj_grid_new ((GjBox){ 50, 50, 250, 90 }, 1, 1);
  gj_grid_add_cell (grid, (GjBox){ 50, 50, 250, 90 }, 0, 0, 1, 1, NULL);
  g_ptr_array_add (page->grids, grid);
  print (page, "12", 190, 60);
  gj_page_fill_cells (page);
  assert_int_equal (cell (page, 0)->reading, GJ_READING_DOUBTFUL);
}

/* OCR and text input bring their own text. */
static void
test_given_text_stays (void **state)
{
  g_autoptr (GjPage) page = page_with_cells ();
  ((GjGridCell *) cell (page, 0))->text = g_strdup ("5");
  print (page, "6", 60, 60);
  gj_page_fill_cells (page);
  assert_string_equal (cell (page, 0)->text, "5");
}

static void
test_level_lines (void **state)
{
  g_autoptr (GjPage) page = gj_page_new (1, 600, 800, GJ_SOURCE_OCR);
  gj_page_add_glyph (page, '1', (GjBox){ 10, 50, 15, 60 }, 90, FALSE);
  gj_page_add_glyph (page, ',', (GjBox){ 14, 57, 17, 62 }, 90, FALSE); /* low, and overlapping */
  gj_page_add_glyph (page, '2', (GjBox){ 16, 50, 21, 60 }, 90, FALSE);
  gj_page_add_glyph (page, '9', (GjBox){ 10, 80, 15, 90 }, 90, FALSE);
  gj_page_level_lines (page);
  const GjGlyph *g = (const GjGlyph *) page->glyphs->data;
  for (guint i = 0; i < 3; i++)
    assert_true (g[i].box.y0 == 50 && g[i].box.y1 == 62);
  assert_true (g[0].box.x0 < g[1].box.x0 && g[1].box.x0 < g[2].box.x0);
  assert_true (g[3].box.y0 == 80);
}

static void
test_ligatures_and_boxes (void **state)
{
  g_autoptr (GjPage) page = gj_page_new (1, 600, 800, GJ_SOURCE_TEXT_LAYER);
  gj_page_add_glyph (page, 0xFB03, (GjBox){ 10, 10, 20, 20 }, 100, TRUE);
  assert_int_equal (page->glyphs->len, 3);
  assert_int_equal (g_array_index (page->glyphs, GjGlyph, 0).space_before, 1);
  assert_int_equal (g_array_index (page->glyphs, GjGlyph, 1).space_before, 0);
  /* A page turned by 90°: (x, y) of the model stands at (600 − y, x). */
  page->to_display[0] = 0, page->to_display[1] = 1, page->to_display[2] = -1, page->to_display[3] = 0,
  page->to_display[4] = 600;
  GjBox shown = gj_page_display_box (page, &(GjBox){ 10, 20, 30, 25 });
  assert_true (shown.x0 == 575 && shown.x1 == 580 && shown.y0 == 10 && shown.y1 == 30);
}

/* Boxes of some fonts are more than twice as high as their type: the second line's middle lies in the first's box. */
static void
test_two_numbers_of_a_tall_font (void **state)
{
  g_autoptr (GjPage) page = page_with_cells ();
  for (guint i = 0; i < 2; i++) {
    gj_page_add_glyph (page, '1', (GjBox){ 95 + 5.0 * i, 50, 100 + 5.0 * i, 74 }, 100, FALSE);
    gj_page_add_glyph (page, '4', (GjBox){ 95 + 5.0 * i, 62, 100 + 5.0 * i, 86 }, 100, FALSE);
  }
  gj_page_fill_cells (page);
  assert_int_equal (cell (page, 0)->reading, GJ_READING_UNREAD);
}

/* A column of narrow cells below each other, [50,80], 40 high. */
static GjPage *
page_with_column (void)
{
  GjPage *page = gj_page_new (1, 600, 800, GJ_SOURCE_TEXT_LAYER);
  GjGrid *grid = gj_grid_new ((GjBox){ 50, 50, 80, 170 }, 3, 1);
  for (guint i = 0; i < 3; i++)
    gj_grid_add_cell (grid, (GjBox){ 50, 50 + 40.0 * i, 80, 90 + 40.0 * i }, i, 0, 1, 1, NULL);
  g_ptr_array_add (page->grids, grid);
  return page;
}

/* Two figures below each other in a cell whose column has wider lines are no figure that wraps. */
static void
test_two_numbers_in_a_column (void **state)
{
  static const struct {
    double x[2]; /* where the two lines start */
    const char *line[2];
    GjReading reading;
  } cases[] = {
    { { 62, 60 }, { "0", "19" }, GJ_READING_UNREAD },   /* in the middle */
    { { 75, 70 }, { "0", "19" }, GJ_READING_UNREAD },   /* at the right */
    { { 55, 62 }, { "2207", "19" }, GJ_READING_PLAIN }, /* full */
    { { 72, 55 }, { "4", "347" }, GJ_READING_PLAIN },   /* indented, full */
    { { 55, 55 }, { "2 2", "0" }, GJ_READING_PLAIN },   /* set wide */
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GjPage) page = page_with_column ();
    print (page, "社会", 55, 56);
    for (guint k = 0; k < 2; k++) {
      double x = cases[i].x[k];
      for (const char *p = cases[i].line[k]; *p != '\0'; p++, x += 5)
        if (*p != ' ')
          gj_page_add_glyph (page, (gunichar) *p, (GjBox){ x, 95 + 12.0 * k, x + 5, 105 + 12.0 * k }, 100, FALSE);
    }
    gj_page_fill_cells (page);
    if (gj_grid_cell_at (page->grids->pdata[0], 1, 0)->reading != cases[i].reading)
      fail_msg ("%s, %s", cases[i].line[0], cases[i].line[1]);
  }
}

/* A figure in a list is behind the number of its item: 3. 0 is not 3.0. */
static void
test_numbered (void **state)
{
  g_autoptr (GjPage) page = page_with_cells ();
  print (page, "3.", 60, 60);
  print (page, "0", 80, 60);
  print (page, "3.", 160, 60);
  print (page, "05", 170, 60);
  gj_page_fill_cells (page);
  assert_int_equal (cell (page, 0)->reading, GJ_READING_UNREAD);
  assert_int_equal (cell (page, 1)->reading, GJ_READING_PLAIN);
}

/* A cell without text that holds a picture or a drawn shape is not blank. */
static void
test_drawn_figures (void **state)
{
  g_autoptr (GjPage) page = page_with_cells ();
  const GjPicture picture = { .box = { 90, 60, 102, 72 }, .upright = TRUE };
  const GjBox mark = { 190, 60, 196, 70 };
  g_array_append_val (page->pictures, picture);
  g_array_append_val (page->marks, mark);
  gj_page_fill_cells (page);
  assert_int_equal (cell (page, 0)->reading, GJ_READING_UNREAD);
  assert_int_equal (cell (page, 1)->reading, GJ_READING_UNREAD);
}

/* Nor is a cell of a table without rules. What reaches over it, or is no higher than a line, is no figure. */
static void
test_drawn_without_rules (void **state)
{
  static const struct {
    GjBox drawn;
    gboolean other;
  } cases[] = {
    { { 90, 60, 102, 72 }, TRUE }, { { 48, 58, 152, 88 }, TRUE }, /* a picture of the cell */
    { { 0, 0, 500, 300 }, FALSE }, { { 60, 60, 90, 61 }, FALSE }, { { 190, 60, 196, 70 }, FALSE },
  };
  for (guint i = 0; i < 2 * G_N_ELEMENTS (cases); i++) {
    g_autoptr (GjPage) page = page_with_cells ();
    const GjPicture picture = { .box = cases[i / 2].drawn, .upright = TRUE };
    if (i % 2 == 0)
      g_array_append_val (page->pictures, picture);
    else
      g_array_append_val (page->marks, picture.box);
    assert_int_equal (gj_page_has_other (page, &(GjBox){ 50, 58, 150, 88 }), cases[i / 2].other);
  }
}

/* Of a figure that is drawn in part and written in part only what is written is known. */
static void
test_half_drawn_figures (void **state)
{
  static const struct {
    GjBox mark;
    GjReading reading;
  } cases[] = {
    { { 91, 61, 94, 69 }, GJ_READING_UNREAD },   /* a 1 before it */
    { { 106, 60, 111, 70 }, GJ_READING_UNREAD }, /* a digit behind it */
    { { 85, 58, 115, 72 }, GJ_READING_PLAIN },   /* a ring around it */
    { { 91, 73, 94, 81 }, GJ_READING_PLAIN },    /* below it */
    { { 70, 60, 75, 70 }, GJ_READING_PLAIN },    /* far from it */
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GjPage) page = page_with_cells ();
    print (page, "12", 95, 60);
    g_array_append_val (page->marks, cases[i].mark);
    gj_page_fill_cells (page);
    if (cell (page, 0)->reading != cases[i].reading)
      fail_msg ("case %u: %d", i, (int) cell (page, 0)->reading);
  }
  for (guint i = 0; i < 3;
       i++) { /* a point between digits, on their base line, is drawn; below it, or behind them, one is none */
    static const GjBox points[] = { { 99.5, 67, 100.7, 68.2 }, { 99.5, 71, 100.7, 72.2 }, { 111, 67, 112, 68 } };
    g_autoptr (GjPage) decimal = page_with_cells ();
    print (decimal, "12", 95, 60);
    gj_page_add_mark (decimal, &points[i], TRUE);
    gj_page_fill_cells (decimal);
    assert_int_equal (cell (decimal, 0)->reading, i == 0 ? GJ_READING_UNREAD : GJ_READING_PLAIN);
  }
  g_autoptr (GjPage) page = page_with_cells ();
  const GjRule minus = { .horizontal = TRUE, .pos = 65, .from = 89, .to = 94 },
               line = { .horizontal = TRUE, .pos = 71, .from = 89, .to = 94 };
  print (page, "12", 95, 60);
  g_array_append_val (page->rules, line);
  gj_page_fill_cells (page);
  assert_int_equal (cell (page, 0)->reading, GJ_READING_PLAIN);
  g_array_append_val (page->rules, minus);
  assert_true (gj_page_figure_is_odd (page, &(GjBox){ 80, 50, 120, 80 }));
  for (guint i = 0; i < 3; i++) { /* a 1, drawn as a stroke; not the side of a frame, nor what is longer */
    g_autoptr (GjPage) one = page_with_cells ();
    const GjRule stroke = { FALSE, 107, i == 2 ? 55 : 61, i == 2 ? 75 : 69 }, side = { TRUE, 69, 90, 107 };
    print (one, "12", 95, 60);
    g_array_append_val (one->rules, stroke);
    if (i == 1)
      g_array_append_val (one->rules, side);
    gj_page_fill_cells (one);
    assert_int_equal (cell (one, 0)->reading, i == 0 ? GJ_READING_UNREAD : GJ_READING_PLAIN);
  }
}

/* What reaches over a cell is no figure in it: a seal, a picture behind the table. */
static void
test_pictures_behind (void **state)
{
  g_autoptr (GjPage) page = page_with_cells ();
  const GjPicture picture = { .box = { 90, 20, 240, 120 }, .upright = TRUE };
  g_array_append_val (page->pictures, picture);
  gj_page_fill_cells (page);
  assert_int_equal (cell (page, 0)->reading, GJ_READING_PLAIN);
}

/* Of the row that the page's upper edge cuts, this page has the text and little else. */
static void
test_row_beyond_edge (void **state)
{
  g_autoptr (GjPage) page = gj_page_new (1, 600, 800, GJ_SOURCE_TEXT_LAYER);
  GjGrid *grid = gj_grid_new ((GjBox){ 50, 0, 150, 24 }, 2, 1);
  gj_grid_add_cell (grid, (GjBox){ 50, 0, 150, 4 }, 0, 0, 1, 1, NULL);
  gj_grid_add_cell (grid, (GjBox){ 50, 4, 150, 24 }, 1, 0, 1, 1, NULL);
  g_ptr_array_add (page->grids, grid);
  print (page, "38", 80, -8);
  print (page, "7", 80, 9);
  gj_page_fill_cells (page);
  assert_string_equal (gj_grid_cell_at (grid, 0, 0)->text, "38");
  assert_string_equal (gj_grid_cell_at (grid, 1, 0)->text, "7");
}

/* A blank cell at the end of a table that has a rule at its other end only: what is in it is cut off. */
static void
test_cut_off_blank (void **state)
{
  for (guint walls = 0; walls < 4; walls++) {
    g_autoptr (GjPage) page = page_with_cells ();
    GjRule left = { FALSE, 50, 50, 90 }, right = { FALSE, 250, 50, 90 };
    if (walls & 1)
      g_array_append_val (page->rules, left);
    if (walls & 2)
      g_array_append_val (page->rules, right);
    gj_page_fill_cells (page);
    assert_int_equal (cell (page, 0)->reading, walls == 2 ? GJ_READING_UNREAD : GJ_READING_PLAIN);
    assert_int_equal (cell (page, 1)->reading, walls == 1 ? GJ_READING_UNREAD : GJ_READING_PLAIN);
  }
}

/* A rule through all that is printed in a row makes no two rows of it; one between two lines does, and so does one through a single
 * figure. */
static void
test_rule_through_row (void **state)
{
  static const struct {
    double label, figure;
    gboolean one;
  } cases[] = { { 65, 66, TRUE }, { 65, 55, FALSE }, { 54, 54, FALSE }, { 65, 200, TRUE }, { 200, 200, FALSE } };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GjPage) page = gj_page_new (1, 600, 800, GJ_SOURCE_TEXT_LAYER);
    GjGrid *grid = gj_grid_new ((GjBox){ 50, 50, 250, 90 }, 2, 2);
    for (guint r = 0; r < 2; r++)
      for (guint c = 0; c < 2; c++)
        gj_grid_add_cell (grid, (GjBox){ 50 + 100.0 * c, 50 + 20.0 * r, 150 + 100.0 * c, 70 + 20.0 * r }, r, c, 1, 1,
                          NULL);
    g_ptr_array_add (page->grids, grid);
    print (page, "规章", 60, cases[i].label);
    print (page, "38", 180, cases[i].figure);
    gj_page_fill_cells (page);
    const GjGridCell *figure = gj_grid_cell_at (grid, 0, 1);
    assert_int_equal (figure->row_span, cases[i].one ? 2 : 1);
    if (cases[i].one && cases[i].figure < 200)
      assert_string_equal (figure->text, "38");
    assert_true (!cases[i].one || figure->reading == GJ_READING_DOUBTFUL);
  }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_wrapped),
    cmocka_unit_test (test_vertical),
    cmocka_unit_test (test_any_order),
    cmocka_unit_test (test_doubled),
    cmocka_unit_test (test_no_number_in_a_row),
    cmocka_unit_test (test_no_plain_figure),
    cmocka_unit_test (test_cut_off_table),
    cmocka_unit_test (test_rule_through_figure),
    cmocka_unit_test (test_two_fonts),
    cmocka_unit_test (test_straddling),
    cmocka_unit_test (test_cut_number),
    cmocka_unit_test (test_spilled),
    cmocka_unit_test (test_overhanging),
    cmocka_unit_test (test_page_edge),
    cmocka_unit_test (test_given_text_stays),
    cmocka_unit_test (test_level_lines),
    cmocka_unit_test (test_ligatures_and_boxes),
    cmocka_unit_test (test_two_numbers_of_a_tall_font),
    cmocka_unit_test (test_two_numbers_in_a_column),
    cmocka_unit_test (test_numbered),
    cmocka_unit_test (test_half_drawn_figures),
    cmocka_unit_test (test_drawn_figures),
    cmocka_unit_test (test_drawn_without_rules),
    cmocka_unit_test (test_pictures_behind),
    cmocka_unit_test (test_row_beyond_edge),
    cmocka_unit_test (test_cut_off_blank),
    cmocka_unit_test (test_rule_through_row),
  };
  return cmocka_run_group_tests_name ("page/gj-cells", tests, NULL, NULL);
}
