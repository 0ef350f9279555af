/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/ocr/draw.h"

#include <math.h>

#include "ocr/gj-ocr-ghost.h"
#include "ocr/gj-ocr-grid.h"
#include "ocr/gj-ocr-lines.h"
#include "ocr/gj-ocr-reread.h"
#include "ocr/gj-ocr-strip.h"
#include "ocr/gj-ocr-vote.h"

static GPtrArray *
lines_of (GjPixmap *paper)
{
  GjOcrPicture *picture = picture_of (paper);
  g_autoptr (GPtrArray) grids = g_ptr_array_new ();
  GPtrArray *lines = gj_ocr_text_lines (picture, grids, NULL);
  gj_ocr_picture_free (picture);
  return lines;
}

static const GjOcrTextLine *
line_at (GPtrArray *lines, guint i)
{
  return g_ptr_array_index (lines, i);
}

static void
test_lines (void **state)
{
  GjPixmap *paper = draw_paper (800, 400, 1);
  draw_text (paper, 60, 60, 18);
  draw_text (paper, 60, 120, 12);
  draw_box (paper, 60, 200, 700, 203, 20, 20, 20);  /* a rule */
  draw_box (paper, 300, 250, 302, 252, 20, 20, 20); /* dirt */
  draw_text (paper, 60, 300, 4);
  draw_text (paper, 560, 300, 4);
  g_autoptr (GPtrArray) lines = lines_of (paper);
  assert_int_equal (lines->len, 3);
  assert_in_range (line_at (lines, 0)->box.y0, 58, 61);
  assert_in_range (line_at (lines, 0)->box.y1, 89, 92);
  assert_in_range (line_at (lines, 1)->box.x1, 484, 490);
  assert_int_equal (line_at (lines, 1)->pieces->len, 1);
  assert_int_equal (line_at (lines, 2)->pieces->len, 2);
  assert_in_range (gj_ocr_text_em (lines, FALSE), 29, 32);
}

/* Two lines that a stroke joins are two. */
static void
test_touching (void **state)
{
  GjPixmap *paper = draw_paper (800, 300, 1);
  draw_text (paper, 60, 60, 18);
  draw_text (paper, 60, 110, 18);
  draw_text (paper, 60, 180, 18);
  draw_text (paper, 60, 240, 18);
  draw_box (paper, 72, 60, 75, 140, 20, 20, 20);
  g_autoptr (GPtrArray) lines = lines_of (paper);
  assert_int_equal (lines->len, 4);
}

/* A label that is set between two rows is a line of its own. */
static void
test_between (void **state)
{
  GjPixmap *paper = draw_paper (800, 300, 1);
  draw_text (paper, 300, 60, 10);
  draw_text (paper, 60, 85, 3);
  draw_text (paper, 300, 110, 10);
  g_autoptr (GPtrArray) lines = lines_of (paper);
  assert_int_equal (lines->len, 3);
}

/* A table that was found too large: the line that its edge cuts is whole, what is inside is not text. */
static void
test_cut_by_table (void **state)
{
  GjPixmap *paper = draw_paper (800, 400, 1);
  draw_text (paper, 80, 60, 12);
  draw_text (paper, 80, 120, 12);
  draw_text (paper, 80, 240, 12);
  GjOcrPicture *picture = picture_of (paper);
  GjOcrGrid table = { .box = { 40, 20, 700, 138 } };
  g_autoptr (GPtrArray) grids = g_ptr_array_new ();
  g_ptr_array_add (grids, &table);
  g_autoptr (GPtrArray) lines = gj_ocr_text_lines (picture, grids, NULL);
  assert_int_equal (lines->len, 2);
  assert_in_range (line_at (lines, 0)->box.y0, 118, 121);
  assert_in_range (line_at (lines, 0)->box.x0, 78, 81);
  gj_ocr_picture_free (picture);
}

static void
test_circled (void **state)
{
  GjPixmap *paper = draw_paper (400, 120, 1);
  draw_text (paper, 60, 40, 3);
  draw_text (paper, 230, 40, 3);
  for (int y = 35; y < 76; y++)
    for (int x = 175; x < 216; x++) {
      double r = hypot (x - 195, y - 55);
      if (r >= 17.5 && r <= 20)
        draw_box (paper, x, y, x + 1, y + 1, 20, 20, 20);
    }
  draw_box (paper, 194, 46, 197, 65, 20, 20, 20);
  draw_box (paper, 191, 48, 194, 50, 20, 20, 20);
  g_autoptr (GPtrArray) lines = lines_of (paper);
  assert_int_equal (lines->len, 1);
  assert_int_equal (line_at (lines, 0)->circled->len, 1);
  assert_int_equal (g_array_index (line_at (lines, 0)->circled, GjOcrCircled, 0).ch, 0x2460);
}

/* The last character of a large title, of two parts, on a line of its own. */
static void
test_lone (void **state)
{
  GjPixmap *paper = draw_paper (900, 700, 1);
  for (int i = 0; i < 12; i++) { /* 60 pixels high */
    draw_box (paper, 60 + 64 * i, 60, 120 + 64 * i, 66, 20, 20, 20);
    draw_box (paper, 86 + 64 * i, 60, 94 + 64 * i, 120, 20, 20, 20);
    draw_box (paper, 60 + 64 * i, 114, 120 + 64 * i, 120, 20, 20, 20);
  }
  draw_box (paper, 420, 150, 480, 156, 20, 20, 20);
  draw_box (paper, 446, 150, 454, 175, 20, 20, 20);
  draw_box (paper, 426, 185, 474, 191, 20, 20, 20);
  draw_box (paper, 426, 204, 474, 210, 20, 20, 20);
  for (int i = 0; i < 6; i++)
    draw_text (paper, 60, 300 + 60 * i, 18);
  g_autoptr (GPtrArray) lines = lines_of (paper);
  assert_int_equal (lines->len, 8);
  assert_in_range (line_at (lines, 1)->box.y0, 148, 151);
  assert_in_range (line_at (lines, 1)->box.y1, 209, 212);
}

/* What shows through from the back of the paper, on a page with one line of its own; a page of nothing but faint lines. */
static void
test_ghosts (void **state)
{
  GjPixmap *paper = draw_paper (800, 900, 1), *faint = draw_paper (800, 900, 1);
  draw_text (paper, 60, 60, 18);
  for (int i = 0; i < 12; i++) {
    GjPixmap *back = draw_paper (800, 900, 1);
    draw_text (back, 60, 120 + 60 * i, 18);
    for (gsize k = 0; k < back->stride * back->height; k++)
      if (back->data[k] < 100)
        paper->data[k] = faint->data[k] = 215;
    gj_pixmap_free (back);
  }
  g_autoptr (GPtrArray) grids = g_ptr_array_new ();
  GjOcrPicture *picture = gj_ocr_picture_new (paper, 0), *other = gj_ocr_picture_new (faint, 0);
  assert_in_range (gj_ocr_text_contrast (picture), 130, 235);
  assert_in_range (gj_ocr_text_contrast (other), 20, 60);
  g_autoptr (GPtrArray) lines = gj_ocr_text_lines (picture, grids, NULL);
  g_autoptr (GPtrArray) all = gj_ocr_text_lines (other, grids, NULL);
  assert_int_equal (lines->len, 1);
  assert_int_equal (all->len, 12);
  gj_ocr_picture_free (picture);
  gj_ocr_picture_free (other);
  gj_pixmap_free (paper);
  gj_pixmap_free (faint);
}

/* Specks around a line of prose; the mark behind its last character stays. */
static void
test_dust (void **state)
{
  GjPixmap *paper = draw_paper (900, 300, 1);
  for (int i = 0; i < 4; i++)
    draw_text (paper, 120, 40 + 60 * i, 16);
  draw_box (paper, 70, 50, 77, 57, 20, 20, 20);
  draw_box (paper, 760, 52, 767, 59, 20, 20, 20);
  draw_box (paper, 700, 120, 707, 127, 20, 20, 20);
  g_autoptr (GPtrArray) lines = lines_of (paper);
  assert_int_equal (lines->len, 4);
  assert_in_range (line_at (lines, 0)->box.x0, 118, 121);
  assert_in_range (line_at (lines, 0)->box.x1, 689, 692);
  assert_in_range (line_at (lines, 1)->box.x1, 706, 709);
}

static GArray *
reading (const char *text, guint8 confidence)
{
  GArray *out = g_array_new (FALSE, FALSE, sizeof (GjOcrSymbol));
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    GjOcrSymbol s = { g_utf8_get_char (p), { 0, 0, 1, 1 }, confidence, FALSE, FALSE, FALSE };
    g_array_append_val (out, s);
  }
  return out;
}

static void
check_vote (const char *a, const char *b, const char *c, const char *expected, guint unsure)
{
  g_autoptr (GPtrArray) readings = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_ptr_array_add (readings, reading (a, 90));
  g_ptr_array_add (readings, reading (b, 96));
  g_ptr_array_add (readings, reading (c, 96));
  g_autoptr (GArray) said = gj_ocr_vote (readings);
  g_autoptr (GString) s = g_string_new (NULL);
  guint low = 0;
  for (guint i = 0; i < said->len; i++) {
    g_string_append_unichar (s, g_array_index (said, GjOcrSymbol, i).ch);
    low += g_array_index (said, GjOcrSymbol, i).confidence <= GJ_OCR_MOST;
  }
  assert_string_equal (s->str, expected);
  assert_int_equal (low, unsure);
}

static void
test_vote (void **state)
{
  check_vote ("公开目录", "公开目录", "公开目录", "公开目录", 0);
  check_vote ("公升目录", "公开目录", "公开目录", "公开目录", 1);
  check_vote ("收到4850条", "收到40条", "收到40条", "收到40条", 0);
  check_vote ("市民", "市和民", "市和民", "市和民", 1);
  check_vote ("甲镇", "乙镇", "丙镇", "甲镇", 1);
}

static void
check_between (const char *first, const char *again, guint from, guint to, const char *expected)
{
  g_autoptr (GArray) a = reading (first, 90), b = reading (again, 90), own = gj_ocr_between (a, b, from, to);
  g_autoptr (GString) s = g_string_new (NULL);
  for (guint i = 0; own != NULL && i < own->len; i++)
    g_string_append_unichar (s, g_array_index (own, GjOcrSymbol, i).ch);
  assert_string_equal (own != NULL ? s->str : "no", expected);
}

/* What a second reading says of some characters counts between the same neighbours. */
static void
test_between_neighbours (void **state)
{
  check_between ("政府信恩公开", "政府信息公开", 3, 4, "息");
  check_between ("政府信恩公开", "政府信公开", 3, 4, "");
  check_between ("政府信恩公开", "政府信心息公开", 3, 4, "心息");
  check_between ("政府信恩公开", "政府言息公开", 3, 4, "no");
  check_between ("政府信恩公开", "政府信息厶开", 3, 4, "no");
  check_between ("敢府信息", "政府信息", 0, 1, "政");
  check_between ("政府信恩", "政府信息", 3, 4, "息");
}

/* A rim of light about print goes; paper, and light that falls on a page unevenly, stays. */
static void
test_rims (void **state)
{
  assert_true (gj_ocr_strip_has_rims (255, 227, 180));
  assert_true (gj_ocr_strip_has_rims (248, 227, 100));
  assert_false (gj_ocr_strip_has_rims (235, 227, 180)); /* little lighter */
  assert_false (gj_ocr_strip_has_rims (233, 227, 60));  /* of faint print, too */
  assert_false (gj_ocr_strip_has_rims (200, 227, 180)); /* in shade */
  PIX *pix = pixCreate (8, 2, 8);
  static const int row[] = { 227, 30, 255, 228, 226, 255, 30, 227 }, after[] = { 227, 30, 227, 227, 226, 227, 30, 227 };
  for (int y = 0; y < 2; y++)
    for (int x = 0; x < 8; x++)
      pixSetPixel (pix, x, y, (l_uint32) row[x]);
  gj_ocr_strip_take_rims_off (pix, 227);
  for (int x = 0; x < 8; x++)
    assert_int_equal (gj_ocr_pixel (pix, x, 1), after[x]);
  pixDestroy (&pix);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_lines),
    cmocka_unit_test (test_touching),
    cmocka_unit_test (test_between),
    cmocka_unit_test (test_cut_by_table),
    cmocka_unit_test (test_circled),
    cmocka_unit_test (test_vote),
    cmocka_unit_test (test_rims),
    cmocka_unit_test (test_lone),
    cmocka_unit_test (test_ghosts),
    cmocka_unit_test (test_dust),
    cmocka_unit_test (test_between_neighbours),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
