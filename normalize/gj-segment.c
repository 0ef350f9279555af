/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-segment.h"

#include "normalize/gj-prose.h"
#include "normalize/gj-rows.h"
#include "page/gj-char.h"

#include <string.h>

/* A gap wider than this part of the type size parts two cells; between figures a narrower one does. */
#define GAP 0.75
#define GAP_FIGURES 0.45

static void
segment_clear (gpointer data)
{
  g_free (((GjSegment *) data)->text);
}

static void
line_free (gpointer data)
{
  GjSegmentLine *line = data;
  g_array_unref (line->segments);
  g_free (line);
}

static void
add_segment (GjSegmentLine *line, const GjGlyph *glyphs, guint n)
{
  GString *s = g_string_new (NULL);
  GjSegment segment = { .confidence = 100 };
  for (guint i = 0; i < n; i++) {
    g_string_append_unichar (s, glyphs[i].ch);
    segment.box = gj_box_union (&segment.box, &glyphs[i].box);
    segment.size = MAX (segment.size, gj_glyph_size (&glyphs[i]));
    segment.confidence = MIN (segment.confidence, glyphs[i].confidence);
  }
  segment.text = g_string_free (s, FALSE);
  segment.value = gj_cell_is_value (segment.text);
  g_array_append_val (line->segments, segment);
}

static gboolean
is_figure (gunichar ch)
{
  return gj_char_digit (ch) >= 0 || gj_char_is_dash (ch);
}

static GjSegmentLine *
make_line (GjPage *page, GjGlyph *glyphs, guint n)
{
  GjSegmentLine *line = g_new0 (GjSegmentLine, 1);
  line->page = page;
  line->segments = g_array_new (FALSE, TRUE, sizeof (GjSegment));
  g_array_set_clear_func (line->segments, segment_clear);
  qsort (glyphs, n, sizeof *glyphs, gj_glyph_compare_left);
  guint start = 0;
  for (guint i = 0; i < n; i++)
    line->y += (glyphs[i].box.y0 + glyphs[i].box.y1) / 2 / n;
  for (guint i = 1; i <= n; i++) {
    gboolean parted = i == n;
    if (!parted) {
      double size = MAX (gj_glyph_size (&glyphs[i]), gj_glyph_size (&glyphs[i - 1]));
      gboolean figures = is_figure (glyphs[i].ch) && is_figure (glyphs[i - 1].ch);
      parted = glyphs[i].box.x0 - glyphs[i - 1].box.x1 > (figures ? GAP_FIGURES : GAP) * size;
    }
    if (parted) {
      add_segment (line, glyphs + start, i - start);
      start = i;
    }
  }
  return line;
}

GPtrArray *
gj_segment_lines (GjPage *page)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (line_free);
  g_autoptr (GArray) loose = g_array_sized_new (FALSE, FALSE, sizeof (GjGlyph), page->glyphs->len);
  for (guint i = 0; i < page->glyphs->len; i++) {
    GjGlyph g = g_array_index (page->glyphs, GjGlyph, i);
    gboolean inside = FALSE;
    for (guint k = 0; k < page->grids->len && !inside; k++)
      inside = gj_grid_is_table (page->grids->pdata[k]) &&
               gj_box_contains (&((GjGrid *) page->grids->pdata[k])->box, (g.box.x0 + g.box.x1) / 2, (g.box.y0 + g.box.y1) / 2);
    if (!inside)
      g_array_append_val (loose, g);
  }
  GjGlyph *glyphs = (GjGlyph *) loose->data;
  if (loose->len > 0)
    qsort (glyphs, loose->len, sizeof *glyphs, gj_glyph_compare_center);
  for (guint i = 0; i < loose->len;) {
    guint j = gj_glyphs_take_line (glyphs, loose->len, i);
    g_ptr_array_add (lines, make_line (page, glyphs + i, j - i));
    i = j;
  }
  return lines;
}
