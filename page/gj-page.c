/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page/gj-page.h"

#include "page/gj-char.h"

gboolean
gj_box_is_empty (const GjBox *b)
{
  return b->x0 == 0 && b->y0 == 0 && b->x1 == 0 && b->y1 == 0;
}

GjBox
gj_box_union (const GjBox *a, const GjBox *b)
{
  if (gj_box_is_empty (a))
    return *b;
  if (gj_box_is_empty (b))
    return *a;
  return (GjBox){ MIN (a->x0, b->x0), MIN (a->y0, b->y0), MAX (a->x1, b->x1), MAX (a->y1, b->y1) };
}

double
gj_overlap (double a0, double a1, double b0, double b1)
{
  double d = MIN (a1, b1) - MAX (a0, b0);
  return d > 0 ? d : 0;
}

guint
gj_find_root (guint *parent, guint i)
{
  while (parent[i] != i)
    i = parent[i] = parent[parent[i]];
  return i;
}

static void
grid_cell_clear (gpointer data)
{
  GjGridCell *cell = data;
  g_free (cell->text);
  g_free (cell->alternative);
  g_free (cell->printed);
}

GjGrid *
gj_grid_new (GjBox box, guint n_rows, guint n_cols)
{
  GjGrid *grid = g_new0 (GjGrid, 1);
  grid->box = box;
  grid->n_rows = n_rows;
  grid->n_cols = n_cols;
  grid->cells = g_array_new (FALSE, TRUE, sizeof (GjGridCell));
  g_array_set_clear_func (grid->cells, grid_cell_clear);
  return grid;
}

void
gj_grid_free (GjGrid *grid)
{
  if (grid == NULL)
    return;
  g_array_unref (grid->cells);
  g_free (grid);
}

GjGridCell *
gj_grid_add_cell (GjGrid *grid, GjBox box, guint row, guint col, guint row_span, guint col_span, const char *text)
{
  GjGridCell cell = { .box = box,
                      .row = row,
                      .col = col,
                      .row_span = row_span,
                      .col_span = col_span,
                      .text = g_strdup (text),
                      .confidence = 100 };
  g_array_append_val (grid->cells, cell);
  return &g_array_index (grid->cells, GjGridCell, grid->cells->len - 1);
}

GjGridCell *
gj_grid_cell_at (const GjGrid *grid, guint row, guint col)
{
  for (guint i = 0; i < grid->cells->len; i++) {
    GjGridCell *c = &g_array_index (grid->cells, GjGridCell, i);
    if (row >= c->row && row < c->row + c->row_span && col >= c->col && col < c->col + c->col_span)
      return c;
  }
  return NULL;
}

GjLine *
gj_line_new (const char *text, GjBox box)
{
  GjLine *line = g_new0 (GjLine, 1);
  line->text = g_strdup (text);
  line->box = box;
  line->confidence = 100;
  return line;
}

void
gj_line_free (GjLine *line)
{
  if (line == NULL)
    return;
  g_free (line->text);
  g_free (line->confidences);
  g_free (line);
}

GjPage *
gj_page_new (guint number, double width, double height, GjSource source)
{
  GjPage *page = g_new0 (GjPage, 1);
  page->number = number;
  page->width = width;
  page->height = height;
  page->source = source;
  page->to_display[0] = page->to_display[3] = 1;
  page->glyphs = g_array_new (FALSE, TRUE, sizeof (GjGlyph));
  page->rules = g_array_new (FALSE, TRUE, sizeof (GjRule));
  page->strokes = g_array_new (FALSE, TRUE, sizeof (GjStroke));
  page->pictures = g_array_new (FALSE, TRUE, sizeof (GjPicture));
  page->marks = g_array_new (FALSE, TRUE, sizeof (GjBox));
  page->unread = g_array_new (FALSE, TRUE, sizeof (GjBox));
  page->sealed = g_array_new (FALSE, TRUE, sizeof (GjBox));
  page->grids = g_ptr_array_new_with_free_func ((GDestroyNotify) gj_grid_free);
  page->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) gj_line_free);
  return page;
}

void
gj_page_free (GjPage *page)
{
  if (page == NULL)
    return;
  g_array_unref (page->glyphs);
  g_array_unref (page->rules);
  g_array_unref (page->strokes);
  g_array_unref (page->pictures);
  g_array_unref (page->marks);
  g_array_unref (page->unread);
  g_array_unref (page->sealed);
  g_ptr_array_unref (page->grids);
  g_ptr_array_unref (page->lines);
  g_free (page);
}

void
gj_page_add_glyph (GjPage *page, gunichar ch, GjBox box, guint8 confidence, gboolean space_before)
{
  gunichar out[GJ_CHAR_MAX_EXPANSION];
  guint n = gj_char_normalize (ch, out);

  for (guint i = 0; i < n; i++) {
    GjGlyph g = { .ch = out[i],
                  .box = box,
                  .confidence = confidence,
                  .space_before = i == 0 && space_before,
                  .agreed = page->source != GJ_SOURCE_OCR };
    g_array_append_val (page->glyphs, g);
  }
}

/* A seal, whose ring may have swallowed a figure, is not larger (points). */
#define SEAL 180

gboolean
gj_page_has_unread (const GjPage *page, const GjBox *box)
{
  for (guint i = 0; i < page->unread->len; i++) {
    const GjBox *b = &g_array_index (page->unread, GjBox, i);
    double over = gj_overlap (b->x0, b->x1, box->x0, box->x1) * gj_overlap (b->y0, b->y1, box->y0, box->y1);
    gboolean seal = page->source == GJ_SOURCE_OCR && (gj_box_width (b) >= SEAL || gj_box_height (b) >= SEAL);
    if (gj_box_contains (box, (b->x0 + b->x1) / 2, (b->y0 + b->y1) / 2) ||
        (over > 0.2 * gj_box_width (box) * gj_box_height (box) && !seal))
      return TRUE;
  }
  return FALSE;
}

gboolean
gj_page_is_sealed (const GjPage *page, const GjBox *box)
{
  for (guint i = 0; i < page->sealed->len; i++) {
    const GjBox *b = &g_array_index (page->sealed, GjBox, i);
    if (gj_overlap (b->x0, b->x1, box->x0, box->x1) > 0 && gj_overlap (b->y0, b->y1, box->y0, box->y1) > 0)
      return TRUE;
  }
  return FALSE;
}

/* Whether @b, something drawn, stands in the cell @box and is no larger than what may be printed there. */
static gboolean
is_drawn_in (const GjBox *b, const GjBox *box)
{
  return gj_box_contains (box, (b->x0 + b->x1) / 2, (b->y0 + b->y1) / 2) && gj_box_height (b) > GJ_MARK_POINT &&
         gj_box_height (b) < 1.5 * gj_box_height (box) && gj_box_width (b) < 1.5 * gj_box_width (box);
}

gboolean
gj_page_has_other (const GjPage *page, const GjBox *box)
{
  if (gj_page_has_unread (page, box))
    return TRUE;
  for (guint i = 0; page->source != GJ_SOURCE_OCR && i < page->pictures->len; i++)
    if (is_drawn_in (&g_array_index (page->pictures, GjPicture, i).box, box))
      return TRUE;
  for (guint i = 0; page->source != GJ_SOURCE_OCR && i < page->marks->len; i++)
    if (is_drawn_in (&g_array_index (page->marks, GjBox, i), box))
      return TRUE;
  for (guint i = 0; i < page->glyphs->len; i++) {
    const GjGlyph *g = &g_array_index (page->glyphs, GjGlyph, i);
    const GjBox *b = &g->box;
    if (page->source != GJ_SOURCE_OCR && gj_char_digit (g->ch) >= 0 &&
        gj_box_contains (box, (b->x0 + b->x1) / 2, (b->y0 + b->y1) / 2))
      return TRUE;
    if (page->source != GJ_SOURCE_OCR)
      continue;
    double wide = MIN (gj_box_width (b), gj_box_width (box)), high = MIN (gj_box_height (b), gj_box_height (box));
    if (gj_overlap (b->x0, b->x1, box->x0, box->x1) > 0.5 * wide &&
        gj_overlap (b->y0, b->y1, box->y0, box->y1) > 0.5 * high)
      return TRUE;
  }
  return FALSE;
}

GjDocument *
gj_document_new (void)
{
  GjDocument *doc = g_new0 (GjDocument, 1);
  doc->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) gj_page_free);
  return doc;
}

void
gj_document_free (GjDocument *doc)
{
  if (doc == NULL)
    return;
  g_ptr_array_unref (doc->pages);
  gj_document_free (doc->second);
  g_free (doc);
}

GjBox
gj_page_display_box (const GjPage *page, const GjBox *b)
{
  const double *m = page->to_display;
  const double xs[2] = { b->x0, b->x1 }, ys[2] = { b->y0, b->y1 };
  GjBox out = { G_MAXDOUBLE, G_MAXDOUBLE, -G_MAXDOUBLE, -G_MAXDOUBLE };

  for (int i = 0; i < 4; i++) {
    double x = m[0] * xs[i & 1] + m[2] * ys[i >> 1] + m[4];
    double y = m[1] * xs[i & 1] + m[3] * ys[i >> 1] + m[5];
    out = (GjBox){ MIN (out.x0, x), MIN (out.y0, y), MAX (out.x1, x), MAX (out.y1, y) };
  }
  return out;
}

void
gj_page_insert_grid (GjPage *page, GjGrid *grid)
{
  guint k = 0;
  while (k < page->grids->len && ((GjGrid *) page->grids->pdata[k])->box.y0 < grid->box.y0)
    k++;
  g_ptr_array_insert (page->grids, (int) k, grid);
}

/* Shapes up to this size (points) may be letters; so many are kept of a page. */
#define MAX_MARK 80
#define MAX_MARKS 20000

void
gj_page_add_mark (GjPage *page, const GjBox *box, gboolean rectangle)
{
  double w = gj_box_width (box), h = gj_box_height (box);
  gboolean point = w > 0.4 && h > 0.4 && w < GJ_MARK_POINT && h < GJ_MARK_POINT,
           letter = !rectangle && w > 1 && h > 2 && w < MAX_MARK && h < MAX_MARK;
  if ((point || letter) && page->marks->len < MAX_MARKS)
    g_array_append_val (page->marks, *box);
}

#define MAX_STROKES 20000

void
gj_page_add_stroke (GjPage *page, const GjStroke *stroke)
{
  if (page->strokes->len < MAX_STROKES)
    g_array_append_val (page->strokes, *stroke);
}
