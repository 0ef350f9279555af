/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-prose.h"

#include "normalize/gj-frame.h"
#include "normalize/gj-sidebar.h"

#include "page/gj-char.h"

#include <math.h>
#include <string.h>

static int
compare_double (gconstpointer a, gconstpointer b)
{
  double p = *(const double *) a, q = *(const double *) b;
  return p < q ? -1 : p > q;
}

static GjLine *
line_of_glyphs (GjGlyph *glyphs, guint n, gboolean ocr)
{
  GString *s = g_string_new (NULL);
  GjBox box = { 0 };
  guint8 confidence = 100;
  g_autofree double *heights = g_new (double, n);

  qsort (glyphs, n, sizeof *glyphs, gj_glyph_compare_left);
  for (guint i = 0; i < n; i++) {
    double gap = i > 0 ? glyphs[i].box.x0 - glyphs[i - 1].box.x1 : 0;
    if (i > 0 && (glyphs[i].space_before || gap > 0.4 * gj_box_height (&glyphs[i].box)))
      g_string_append_c (s, ' ');
    g_string_append_unichar (s, glyphs[i].ch);
    box = gj_box_union (&box, &glyphs[i].box);
    confidence = MIN (confidence, glyphs[i].confidence);
    /* OCR's boxes are of the ink: only their height, that of the line, tells the size. */
    heights[i] = ocr ? 0.9 * gj_box_height (&glyphs[i].box) : gj_glyph_size (&glyphs[i]);
  }
  qsort (heights, n, sizeof *heights, compare_double);
  GjLine *line = gj_line_new (s->str, box);
  line->size = heights[n / 2];
  line->n_glyphs = n;
  line->confidence = confidence;
  if (ocr) {
    line->confidences = g_new (guint8, n);
    for (guint i = 0; i < n; i++)
      line->confidences[i] = glyphs[i].confidence;
  }
  g_string_free (s, TRUE);
  return line;
}

void
gj_lines_build (GjPage *page)
{
  g_autoptr (GArray) prose = g_array_sized_new (FALSE, FALSE, sizeof (GjGlyph), page->glyphs->len);
  if (page->source == GJ_SOURCE_TEXT)
    return;
  g_ptr_array_set_size (page->lines, 0);
  g_autoptr (GArray) tables = gj_page_tables (page);
  for (guint i = 0; i < page->glyphs->len; i++) {
    GjGlyph g = g_array_index (page->glyphs, GjGlyph, i);
    double x = (g.box.x0 + g.box.x1) / 2, y = gj_page_glyph_y (page, &g);
    if (!gj_tables_contain (tables, x, y))
      g_array_append_val (prose, g);
  }
  if (page->source == GJ_SOURCE_TEXT_LAYER)
    gj_sidebar_drop (page, prose);
  GjGlyph *glyphs = (GjGlyph *) prose->data;
  if (prose->len > 0)
    qsort (glyphs, prose->len, sizeof *glyphs, gj_glyph_compare_center);
  for (guint i = 0; i < prose->len;) {
    guint j = gj_glyphs_take_line (glyphs, prose->len, i);
    GjLine *line = line_of_glyphs (glyphs + i, j - i, page->source == GJ_SOURCE_OCR);
    if (page->source == GJ_SOURCE_OCR && line->size < 4) /* specks */
      gj_line_free (line);
    else
      g_ptr_array_add (page->lines, line);
    i = j;
  }
}

/* Three or more neighbours that step in one slanted direction. */
static void
mark_slanted (GjPage *page)
{
  guint run = 0;
  double angle = 0;
  for (guint i = 1; i <= page->glyphs->len; i++) {
    double a = 0;
    gboolean slanted = FALSE;
    if (i < page->glyphs->len) {
      const GjBox *p = &g_array_index (page->glyphs, GjGlyph, i - 1).box,
                  *q = &g_array_index (page->glyphs, GjGlyph, i).box;
      double dx = (q->x0 + q->x1 - p->x0 - p->x1) / 2, dy = (q->y0 + q->y1 - p->y0 - p->y1) / 2;
      double size = MAX (gj_box_height (p), gj_box_width (p)), d = hypot (dx, dy);
      a = atan2 (dy, dx);
      double off = fabs (remainder (a, G_PI / 2));
      slanted =
          d > 0.3 * size && d < 3 * size && off > 0.12 && (run == 0 || fabs (remainder (a - angle, 2 * G_PI)) < 0.15);
    }
    if (slanted) {
      angle = a;
      run++;
      continue;
    }
    if (run >= 3)
      for (guint k = i - run - 1; k < i; k++)
        g_array_index (page->glyphs, GjGlyph, k).hidden = 1;
    run = 0;
  }
}

static double
median_height (const GjDocument *doc)
{
  g_autoptr (GArray) h = g_array_new (FALSE, FALSE, sizeof (double));
  for (guint p = 0; p < doc->pages->len; p++) {
    const GjPage *page = doc->pages->pdata[p];
    for (guint i = 0; i < page->glyphs->len; i += 7) {
      double v = gj_box_height (&g_array_index (page->glyphs, GjGlyph, i).box);
      g_array_append_val (h, v);
    }
  }
  if (h->len == 0)
    return 0;
  g_array_sort (h, compare_double);
  return g_array_index (h, double, h->len / 2);
}

static guint
glyph_place (const GjGlyph *g)
{
  return (guint) g->ch * 2654435761u ^ (guint) lround (g->box.x0 / 2) * 40503u ^ (guint) lround (g->box.y0 / 2) * 9973u;
}

/* Whether @a and @b, in type of one size, stand side by side: a figure beside a big letter is no word with it. */
static gboolean
is_beside (const GjGlyph *a, const GjGlyph *b)
{
  double size = gj_glyph_size (a), high = gj_box_height (&a->box), other = gj_box_height (&b->box);
  if (MAX (high, other) > 1.5 * MIN (high, other))
    return FALSE;
  double gap = MAX (a->box.x0, b->box.x0) - MIN (a->box.x1, b->box.x1);
  return fabs (a->box.y0 + a->box.y1 - b->box.y0 - b->box.y1) < size && gap < size;
}

/* Whether the glyph at @i, which repeats from page to page, stands in a word with one that does not: the mark behind a
 * heading's numeral does so where headings begin pages. */
static gboolean
is_of_a_word (const GjPage *page, guint i, const guint8 *repeats)
{
  const GjGlyph *g = &g_array_index (page->glyphs, GjGlyph, i);
  return (i > 0 && !repeats[i - 1] && is_beside (g - 1, g)) ||
         (i + 1 < page->glyphs->len && !repeats[i + 1] && is_beside (g, g + 1));
}

static void
drop_marked (GjPage *page, const guint8 *repeats)
{
  guint kept = 0, n = page->glyphs->len;
  g_autofree guint8 *out = g_new0 (guint8, n + 1);
  for (guint i = 0; i < n; i++)
    out[i] = g_array_index (page->glyphs, GjGlyph, i).hidden || (repeats[i] && !is_of_a_word (page, i, repeats));
  for (guint i = 0; i < n; i++) {
    GjGlyph g = g_array_index (page->glyphs, GjGlyph, i);
    if (!out[i])
      g_array_index (page->glyphs, GjGlyph, kept++) = g;
  }
  g_array_set_size (page->glyphs, kept);
}

void
gj_glyphs_drop_watermarks (GjDocument *doc)
{
  double median = median_height (doc);
  g_autoptr (GHashTable) places = g_hash_table_new (NULL, NULL);

  for (guint p = 0; p < doc->pages->len; p++) {
    GjPage *page = doc->pages->pdata[p];
    mark_slanted (page);
    for (guint i = 0; i < page->glyphs->len; i++) {
      const GjGlyph *g = &g_array_index (page->glyphs, GjGlyph, i);
      if (gj_box_height (&g->box) > 1.6 * median) {
        gpointer key = GUINT_TO_POINTER (glyph_place (g));
        g_hash_table_insert (places, key, GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (places, key)) + 1));
      }
    }
  }
  for (guint p = 0; p < doc->pages->len; p++) {
    GjPage *page = doc->pages->pdata[p];
    g_autofree guint8 *repeats = g_new0 (guint8, page->glyphs->len + 1);
    for (guint i = 0; i < page->glyphs->len; i++) {
      const GjGlyph *g = &g_array_index (page->glyphs, GjGlyph, i);
      guint seen = gj_box_height (&g->box) > 1.6 * median
                       ? GPOINTER_TO_UINT (g_hash_table_lookup (places, GUINT_TO_POINTER (glyph_place (g))))
                       : 0;
      repeats[i] = seen >= 3 && seen * 10 >= doc->pages->len * 6;
    }
    drop_marked (page, repeats);
  }
}

#define CAPTION_REACH 4 /* heights of its type by which a caption stands above its table at most */

const GjLine *
gj_line_above (const GjPage *page, const GjGrid *grid)
{
  const GjLine *nearest = NULL;
  for (guint i = 0; i < page->lines->len; i++) {
    const GjLine *line = page->lines->pdata[i];
    if (line->box.y1 < grid->box.y0 + 0.5 * line->size && (nearest == NULL || line->box.y1 > nearest->box.y1))
      nearest = line;
  }
  if (nearest == NULL || nearest->box.y1 < grid->box.y0 - CAPTION_REACH * nearest->size)
    return NULL;
  for (guint g = 0; g < page->grids->len;
       g++) { /* below another table it is the caption of neither, or that one's note */
    const GjGrid *other = page->grids->pdata[g];
    if (other != grid && other->box.y0 > nearest->box.y0 && other->box.y0 < grid->box.y0)
      return NULL;
  }
  return nearest;
}
