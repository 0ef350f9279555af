/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page/gj-char.h"
#include "page/gj-digits.h"
#include "page/gj-displaced.h"

#include <math.h>

/* Whether @g goes on the line with box @line, behind a glyph with box @last. */
static gboolean
continues_line (const GjGlyph *g, const GjBox *line, const GjBox *last)
{
  double height = gj_box_height (line), y = (g->box.y0 + g->box.y1) / 2;
  double size = MAX (height, gj_box_height (&g->box));
  if (y < line->y0 - 0.25 * size || y > line->y1 + 0.25 * size)
    return FALSE;
  return g->box.x0 > last->x0 - 0.8 * size && g->box.x0 < last->x1 + size; /* nor the label in the next column */
}

void
gj_page_level_lines (GjPage *page)
{
  guint n = page->glyphs->len;
  for (guint i = 0; i < n;) {
    GjBox line = g_array_index (page->glyphs, GjGlyph, i).box;
    guint j = i + 1;
    while (j < n && continues_line (&g_array_index (page->glyphs, GjGlyph, j), &line,
                                    &g_array_index (page->glyphs, GjGlyph, j - 1).box)) {
      line = gj_box_union (&line, &g_array_index (page->glyphs, GjGlyph, j).box);
      j++;
    }
    double x = -G_MAXDOUBLE;
    for (guint k = i; k < j; k++) {
      GjBox *b = &g_array_index (page->glyphs, GjGlyph, k).box;
      b->y0 = line.y0;
      b->y1 = line.y1;
      b->x0 = MAX (b->x0, x + 0.02);
      b->x1 = MAX (b->x1, b->x0 + 0.02);
      x = b->x0;
    }
    i = j;
  }
}

static int
compare_by_x (gconstpointer a, gconstpointer b)
{
  const GjGlyph *p = a, *q = b;
  double d = (p->box.x0 + p->box.x1) - (q->box.x0 + q->box.x1);
  return d < 0 ? -1 : d > 0;
}

int
gj_glyph_compare_center (gconstpointer a, gconstpointer b)
{
  const GjGlyph *p = a, *q = b;
  double d = (p->box.y0 + p->box.y1) - (q->box.y0 + q->box.y1);
  return d < 0 ? -1 : d > 0;
}

int
gj_glyph_compare_left (gconstpointer a, gconstpointer b)
{
  const GjGlyph *p = a, *q = b;
  return p->box.x0 < q->box.x0 ? -1 : p->box.x0 > q->box.x0;
}

double
gj_page_glyph_y (const GjPage *page, const GjGlyph *g)
{
  const double inside = 0.1;
  return CLAMP ((g->box.y0 + g->box.y1) / 2, inside, MAX (page->height - inside, inside));
}

double
gj_glyph_size (const GjGlyph *g)
{
  double w = gj_box_width (&g->box), h = gj_box_height (&g->box);
  return gj_char_is_cjk (g->ch) ? MIN (h, 1.1 * MAX (w, 0.5 * h)) : MIN (h, MAX (2.2 * w, 0.6 * h));
}

guint
gj_glyphs_take_line (const GjGlyph *glyphs, guint n, guint first)
{
  guint j = first + 1;
  double y = glyphs[first].box.y0 + glyphs[first].box.y1, size = gj_glyph_size (&glyphs[first]);
  /* The line's middle follows its glyphs, so that slightly lower figures stay on it. */
  while (j < n && (glyphs[j].box.y0 + glyphs[j].box.y1 - y) / 2 < 0.5 * MIN (size, gj_glyph_size (&glyphs[j]))) {
    y = (y * (j - first) + glyphs[j].box.y0 + glyphs[j].box.y1) / (j - first + 1);
    size = MAX (size, gj_glyph_size (&glyphs[j]));
    j++;
  }
  return j;
}

char *
gj_text_of_glyphs (GjGlyph *glyphs, guint n)
{
  GString *s = g_string_new (NULL);
  qsort (glyphs, n, sizeof *glyphs, gj_glyph_compare_center);
  for (guint i = 0; i < n;) {
    guint j = gj_glyphs_take_line (glyphs, n, i);
    qsort (glyphs + i, j - i, sizeof *glyphs, compare_by_x);
    for (guint k = i; k < j; k++)
      g_string_append_unichar (s, glyphs[k].ch);
    i = j;
  }
  return g_string_free (s, FALSE);
}

static GjGridCell *
cell_at_point (GjGrid *grid, double x, double y)
{
  for (guint i = 0; i < grid->cells->len; i++) {
    GjGridCell *c = &g_array_index (grid->cells, GjGridCell, i);
    if (gj_box_contains (&c->box, x, y))
      return c;
  }
  return NULL;
}

static gboolean
straddles (const GjGlyph *g, const GjBox *cell)
{
  double out = MAX (cell->x0 - g->box.x0, g->box.x1 - cell->x1);
  return (gj_char_digit (g->ch) >= 0 || g->ch == '.') && out > 0.35 * gj_box_width (&g->box);
}

/* A figure through whose middle the rule above or below its cell runs may as well be that of the cell on the other side. */
static void
doubt_both_sides (GjGrid *grid, GjGridCell *cell, const GjGlyph *g)
{
  double x = (g->box.x0 + g->box.x1) / 2, y = (g->box.y0 + g->box.y1) / 2, half = 0.22 * gj_glyph_size (g);
  double beyond = y - half < cell->box.y0 ? cell->box.y0 - 1 : y + half > cell->box.y1 ? cell->box.y1 + 1 : -1;
  if (gj_char_digit (g->ch) < 0 || beyond < 0)
    return;
  GjGridCell *other = cell_at_point (grid, x, beyond);
  cell->reading = MAX (cell->reading, GJ_READING_DOUBTFUL);
  if (other != NULL)
    other->reading = MAX (other->reading, GJ_READING_DOUBTFUL);
}

/* Figures on two lines of a cell that goes over two rows: more likely those of two rows than one that wraps. */
static gboolean
is_stacked (const GjGridCell *cell, const GArray *glyphs)
{
  double low = G_MAXDOUBLE, high = -G_MAXDOUBLE, size = 0;
  for (guint i = 0; i < glyphs->len; i++) {
    const GjGlyph *g = &g_array_index (glyphs, GjGlyph, i);
    double y = (g->box.y0 + g->box.y1) / 2;
    if (gj_char_is_ideograph (g->ch))
      return FALSE;
    low = MIN (low, y);
    high = MAX (high, y);
    size = MAX (size, gj_glyph_size (g));
  }
  return cell->row_span > 1 && high - low > 0.7 * size;
}

/* How wide a line may be in the cells of @grid in the columns of @cell, and where it may end (@right, out), going by what is printed there; how
 * far digits set wide go on (@pitch, in and out). */
static double
widest_line (const GjGrid *grid, GArray *const *held, const GjGridCell *cell, double *right, double *pitch)
{
  double widest = 0;
  *right = 0;
  for (guint i = 0; i < grid->cells->len; i++) {
    const GjGridCell *c = &g_array_index (grid->cells, GjGridCell, i);
    if (held[i] == NULL || c->col != cell->col || c->col_span != cell->col_span)
      continue;
    const GjGlyph *g = (const GjGlyph *) held[i]->data;
    for (guint k = 0, first = 0; k < held[i]->len; k++) {
      if (fabs (g[k].box.y0 + g[k].box.y1 - g[first].box.y0 - g[first].box.y1) > gj_glyph_size (&g[first]))
        first = k;
      if (k > first && gj_digits_are_neighbours (&g[k - 1], &g[k], gj_glyph_size (&g[k])))
        *pitch = MAX (*pitch, g[k].box.x0 - g[k - 1].box.x0);
      widest = MAX (widest, g[k].box.x1 - g[first].box.x0);
      *right = MAX (*right, g[k].box.x1);
    }
  }
  return widest;
}

/* Whether the line of a figure from @start to @end has room for another digit of width @width, though the figure goes on in the next, which ends
 * at @next. Where the first line is indented only its end tells. */
static gboolean
has_room (const GjGrid *grid, GArray *const *held, const GjGridCell *cell, double start, double end, double next,
          double width)
{
  double right, pitch = width, widest = widest_line (grid, held, cell, &right, &pitch);
  double more = 2.2 * pitch - width; /* for another digit, which has its space on both sides */
  /* A line is broken when nothing more fits on it; the rest is padding. */
  return gj_box_width (&cell->box) - (end - start) > 3 * width + 24 ||
         (end - start + more < widest && (end + more < right || fabs (next - end) < 0.3 * width));
}

/* Figures on two lines of a cell with room for both on one: two numbers, and joined they would be a third. */
static gboolean
holds_two_numbers (const GjGrid *grid, GArray *const *held, const GjGridCell *cell, const GjGlyph *glyphs, guint n)
{
  for (guint i = 1; i < n; i++) {
    const GjGlyph *a = &glyphs[i - 1], *b = &glyphs[i];
    double pitch = (b->box.y0 + b->box.y1 - a->box.y0 - a->box.y1) / 2;
    if (gj_char_digit (a->ch) < 0 || gj_char_digit (b->ch) < 0 ||
        pitch < 0.5 * MIN (gj_glyph_size (a), gj_glyph_size (b))) /* boxes of some fonts are higher than their lines */
      continue;
    double end = a->box.x1, start = a->box.x0, width = MAX (gj_box_width (&a->box), gj_box_width (&b->box));
    for (guint k = i - 1; k-- > 0 && a->box.y0 + a->box.y1 - glyphs[k].box.y0 - glyphs[k].box.y1 < gj_glyph_size (a);)
      start = MIN (start, glyphs[k].box.x0);
    double next = b->box.x1;
    for (guint k = i + 1; k < n && glyphs[k].box.y0 + glyphs[k].box.y1 - b->box.y0 - b->box.y1 < gj_glyph_size (b); k++)
      next = glyphs[k].box.x1;
    if (has_room (grid, held, cell, start, end, next, width))
      return TRUE;
  }
  return FALSE;
}

/* The widest gap between neighbouring digits in @glyphs, as wide as @width (out) at most. */
static double
widest_gap (const GArray *glyphs, double *width)
{
  double widest = 0;
  for (guint i = 0; i < glyphs->len; i++) {
    const GjGlyph *b = &g_array_index (glyphs, GjGlyph, i), *a = b - 1;
    *width = MAX (*width, gj_char_digit (b->ch) >= 0 ? gj_box_width (&b->box) : 0);
    if (i > 0 && gj_digits_are_neighbours (a, b, 0.5 * gj_glyph_size (a)))
      widest = MAX (widest, b->box.x0 - a->box.x1);
  }
  return widest;
}

/* Whether the figures of two cells side by side stand no farther from each other than digits of one of them: where wide spacing pushes
 * a digit over the rule, it stands in the other's cell. */
static gboolean
may_be_one (const GArray *left, const GArray *right)
{
  double width = 0, gap = MAX (widest_gap (left, &width), widest_gap (right, &width));
  for (guint i = 0; i < left->len; i++)
    for (guint k = 0; k < right->len; k++) {
      const GjGlyph *a = &g_array_index (left, GjGlyph, i), *b = &g_array_index (right, GjGlyph, k);
      double between = b->box.x0 - a->box.x1;
      if (gj_digits_are_neighbours (a, b, 0.3 * gj_glyph_size (a)) && between > -width &&
          between < MAX (1.25 * gap, 0.1 * width))
        return TRUE;
    }
  return FALSE;
}

/* A digit that goes on behind the figure of a cell at the side of @grid, outside of it: the figure is longer than its cell. */
static void
refuse_overhanging (const GjPage *page, GjGrid *grid, GArray *const *held)
{
  g_autoptr (GArray) one = g_array_new (FALSE, FALSE, sizeof (GjGlyph));
  for (guint i = 0; i < page->glyphs->len; i++) {
    const GjGlyph *g = &g_array_index (page->glyphs, GjGlyph, i);
    double x = (g->box.x0 + g->box.x1) / 2, y = gj_page_glyph_y (page, g);
    const gboolean right = x > grid->box.x1, near = right ? g->box.x0 - grid->box.x1 < 2 * gj_box_width (&g->box)
                                                          : grid->box.x0 - g->box.x1 < 2 * gj_box_width (&g->box);
    if (gj_char_digit (g->ch) < 0 || !near || (x >= grid->box.x0 && !right))
      continue;
    GjGridCell *c = cell_at_point (grid, right ? grid->box.x1 - 1 : grid->box.x0 + 1, y);
    const guint k = c != NULL ? (guint) (c - &g_array_index (grid->cells, GjGridCell, 0)) : 0;
    g_array_set_size (one, 0);
    g_array_append_val (one, *g);
    if (c != NULL && held[k] != NULL && (right ? may_be_one (held[k], one) : may_be_one (one, held[k])))
      c->reading = GJ_READING_UNREAD;
  }
}

/* Cells of a row whose figures may be one, or parted elsewhere than the rule parts them. */
static void
doubt_spilled (GjGrid *grid, GArray *const *held)
{
  for (guint i = 0; i < grid->cells->len; i++)
    for (guint k = i + 1; k < grid->cells->len && held[i] != NULL; k++) {
      GjGridCell *a = &g_array_index (grid->cells, GjGridCell, i), *b = &g_array_index (grid->cells, GjGridCell, k);
      if (b->row != a->row)
        break;
      if (held[k] == NULL || b->col != a->col + a->col_span || !may_be_one (held[i], held[k]))
        continue;
      a->reading = MAX (a->reading, GJ_READING_DOUBTFUL);
      b->reading = MAX (b->reading, GJ_READING_DOUBTFUL);
    }
}

/* Whether @r runs where cells of @grid have a side. */
static gboolean
is_edge (const GjGrid *grid, const GjRule *r)
{
  for (guint i = 0; i < grid->cells->len; i++) {
    const GjBox *b = &g_array_index (grid->cells, GjGridCell, i).box;
    if (fabs ((r->horizontal ? b->y0 : b->x0) - r->pos) < 2 || fabs ((r->horizontal ? b->y1 : b->x1) - r->pos) < 2)
      return TRUE;
  }
  return FALSE;
}

/* The rules that run through the cells of @grid instead of between them. */
static GArray *
strokes_through (const GjPage *page, const GjGrid *grid)
{
  GArray *out = g_array_new (FALSE, FALSE, sizeof (GjRule));
  for (guint i = 0; i < page->rules->len; i++) {
    const GjRule *r = &g_array_index (page->rules, GjRule, i);
    const GjBox *b = &grid->box;
    gboolean inside = r->horizontal ? r->pos > b->y0 && r->pos < b->y1 && gj_overlap (r->from, r->to, b->x0, b->x1) > 1
                                    : r->pos > b->x0 && r->pos < b->x1 && gj_overlap (r->from, r->to, b->y0, b->y1) > 1;
    if (inside && !is_edge (grid, r))
      g_array_append_val (out, *r);
  }
  return out;
}

/* A figure that is struck out is printed, and not meant. */
static gboolean
is_struck_out (const GArray *strokes, const GjGlyph *glyphs, guint n)
{
  for (guint s = 0; s < strokes->len; s++) {
    const GjRule *r = &g_array_index (strokes, GjRule, s);
    for (guint i = 0; i < n; i++) {
      const GjBox *b = &glyphs[i].box;
      double size = gj_glyph_size (&glyphs[i]), y = (b->y0 + b->y1) / 2, w = gj_box_width (b);
      gboolean through = r->horizontal
                             ? fabs (r->pos - y) < 0.27 * size && gj_overlap (r->from, r->to, b->x0, b->x1) > 0.7 * w
                             : fabs (r->pos - (b->x0 + b->x1) / 2) < 0.3 * w &&
                                   gj_overlap (r->from, r->to, y - 0.3 * size, y + 0.3 * size) > 0.4 * size;
      if (gj_char_digit (glyphs[i].ch) >= 0 && through)
        return TRUE;
    }
  }
  return FALSE;
}

/* Whether a rule stands at @x beside the rows from @y0 to @y1. */
static gboolean
has_wall (const GjPage *page, double x, double y0, double y1)
{
  for (guint i = 0; i < page->rules->len; i++) {
    const GjRule *r = &g_array_index (page->rules, GjRule, i);
    if (!r->horizontal && fabs (r->pos - x) < 3 && gj_overlap (r->from, r->to, y0, y1) > 0.3 * (y1 - y0))
      return TRUE;
  }
  return FALSE;
}

/* Whether one of the figures stands so near the page's edge at the side that another digit behind it would be cut off. */
static gboolean
is_at_edge (const GjPage *page, const GjGlyph *glyphs, guint n)
{
  for (guint i = 0; i < n; i++) {
    const GjBox *b = &glyphs[i].box;
    double near = 0.6 * gj_box_width (b);
    if (gj_char_digit (glyphs[i].ch) >= 0 && page->source == GJ_SOURCE_TEXT_LAYER &&
        (b->x1 > page->width - near || b->x0 < near))
      return TRUE;
  }
  return FALSE;
}

/* Whether the figure goes up to a side of @cell where nothing is drawn: a page that is narrower than its table cuts both off. */
static gboolean
may_be_cut (const GjPage *page, const GjGrid *grid, const GjGridCell *cell, const GjGlyph *glyphs, guint n)
{
  for (guint i = 0; i < n; i++) {
    const GjBox *b = &glyphs[i].box;
    double near = 0.4 * gj_box_width (b);
    gboolean right = grid->box.x1 - cell->box.x1 < 1 && cell->box.x1 - b->x1 < near,
             left = cell->box.x0 - grid->box.x0 < 1 && b->x0 - cell->box.x0 < near;
    if (gj_char_digit (glyphs[i].ch) >= 0 && (right || left) &&
        !has_wall (page, right ? cell->box.x1 : cell->box.x0, cell->box.y0, cell->box.y1))
      return TRUE;
  }
  return FALSE;
}

/* Whether @cell ends where its table ends without a rule, while the table has one at its other side: what is behind it is cut off. */
static gboolean
is_open_on_one_side (const GjPage *page, const GjGrid *grid, const GjGridCell *cell)
{
  gboolean right = grid->box.x1 - cell->box.x1 < 1, left = cell->box.x0 - grid->box.x0 < 1;
  return page->source == GJ_SOURCE_TEXT_LAYER && right != left &&
         has_wall (page, right ? grid->box.x0 : grid->box.x1, cell->box.y0, cell->box.y1) &&
         !has_wall (page, right ? grid->box.x1 : grid->box.x0, cell->box.y0, cell->box.y1);
}

/* What makes figures in one cell another number than the digits in a row. */
static void
judge_cell (const GjPage *page, const GjGrid *grid, GjGridCell *cell, GArray *const *held, const GArray *strokes)
{
  const GArray *glyphs = held[cell - &g_array_index (grid->cells, GjGridCell, 0)];
  const GjGlyph *g = (const GjGlyph *) glyphs->data;
  const GjStruck struck = gj_digits_struck (page, g, glyphs->len);
  if (struck == GJ_STRUCK_WHOLE || is_stacked (cell, glyphs) || may_be_cut (page, grid, cell, g, glyphs->len) ||
      is_at_edge (page, g, glyphs->len))
    cell->reading = GJ_READING_DOUBTFUL;
  if (page->source == GJ_SOURCE_TEXT_LAYER && gj_digits_go_on_in_ink (page, g, glyphs->len))
    cell->reading = GJ_READING_UNREAD;
  if (holds_two_numbers (grid, held, cell, g, glyphs->len) || gj_digits_have_note_mark (g, glyphs->len) ||
      gj_digits_are_uneven (g, glyphs->len) || gj_digits_lie_down (page, g, glyphs->len) ||
      gj_digits_are_overprinted (g, glyphs->len) || is_struck_out (strokes, g, glyphs->len) ||
      struck == GJ_STRUCK_PARTLY)
    cell->reading = GJ_READING_UNREAD;
}

/* Whether a rule above or below figure @g ends just where it does: so do both where a page is narrower than its table. */
static gboolean
ends_with_rule (const GjPage *page, const GjGlyph *g)
{
  for (guint i = 0; i < page->rules->len; i++) {
    const GjRule *r = &g_array_index (page->rules, GjRule, i);
    if (r->horizontal && r->from < g->box.x0 && fabs (r->to - g->box.x1) < 0.4 * gj_box_width (&g->box) &&
        fabs (r->pos - (g->box.y0 + g->box.y1) / 2) < 2 * gj_glyph_size (g))
      return TRUE;
  }
  return FALSE;
}

gboolean
gj_page_figure_is_odd (const GjPage *page, const GjBox *box)
{
  g_autoptr (GArray) glyphs = g_array_new (FALSE, FALSE, sizeof (GjGlyph));
  if (page->source != GJ_SOURCE_TEXT_LAYER)
    return FALSE;
  for (guint i = 0; i < page->glyphs->len; i++) {
    const GjGlyph *g = &g_array_index (page->glyphs, GjGlyph, i);
    if (gj_box_contains (box, (g->box.x0 + g->box.x1) / 2, (g->box.y0 + g->box.y1) / 2))
      g_array_append_val (glyphs, *g);
  }
  GjGlyph *g = (GjGlyph *) glyphs->data;
  g_autofree char *text = gj_text_of_glyphs (g, glyphs->len); /* puts them in order */
  return gj_digits_go_on_in_ink (page, g, glyphs->len) || gj_digits_have_note_mark (g, glyphs->len) ||
         gj_digits_are_uneven (g, glyphs->len) || gj_digits_lie_down (page, g, glyphs->len) ||
         gj_digits_are_overprinted (g, glyphs->len) || is_at_edge (page, g, glyphs->len) ||
         is_struck_out (page->rules, g, glyphs->len) || gj_digits_struck (page, g, glyphs->len) != GJ_STRUCK_NOT ||
         (glyphs->len > 0 && ends_with_rule (page, &g[glyphs->len - 1]));
}

static gboolean
lies_in (const GjBox *b, const GjBox *cell)
{
  return b->x0 > cell->x0 - 1 && b->x1 < cell->x1 + 1 && b->y0 > cell->y0 - 1 && b->y1 < cell->y1 + 1 &&
         gj_box_height (b) > 2;
}

/* Whether something is drawn in a cell without text: a figure may be set as a picture or as shapes. */
static gboolean
holds_ink (const GjPage *page, const GjBox *cell)
{
  for (guint i = 0; i < page->pictures->len; i++)
    if (lies_in (&g_array_index (page->pictures, GjPicture, i).box, cell))
      return TRUE;
  for (guint i = 0; i < page->marks->len; i++)
    if (lies_in (&g_array_index (page->marks, GjBox, i), cell))
      return TRUE;
  return page->source == GJ_SOURCE_TEXT_LAYER && gj_page_has_unread (page, cell);
}

/* The cell of @grid that begins in row @row and is as wide as @above, in the same columns, or NULL. */
static GjGridCell *
cell_below (GjGrid *grid, const GjGridCell *above, guint row)
{
  for (guint i = 0; i < grid->cells->len; i++) {
    GjGridCell *c = &g_array_index (grid->cells, GjGridCell, i);
    if (c->row == row && c->col == above->col && c->col_span == above->col_span && c->text == NULL)
      return c;
  }
  return NULL;
}

/* Whether the rule between rows @row - 1 and @row of @grid, at @y, runs through the middle of all that is printed in both, and never has
 * print above and below. */
static gboolean
runs_through_print (const GjPage *page, GjGrid *grid, guint row, double y)
{
  gboolean any = FALSE;
  for (guint i = 0; i < grid->cells->len; i++) {
    const GjGridCell *c = &g_array_index (grid->cells, GjGridCell, i), *below;
    if (c->row + c->row_span != row)
      continue;
    if (c->text != NULL || (below = cell_below (grid, c, row)) == NULL)
      return FALSE;
    for (guint k = 0; k < page->glyphs->len; k++) {
      const GjGlyph *g = &g_array_index (page->glyphs, GjGlyph, k);
      double x = (g->box.x0 + g->box.x1) / 2, middle = gj_page_glyph_y (page, g);
      if (!gj_box_contains (&c->box, x, middle) && !gj_box_contains (&below->box, x, middle))
        continue;
      if (fabs (middle - y) > 0.35 * gj_glyph_size (g))
        return FALSE;
      any = TRUE;
    }
  }
  return any;
}

/* Some producers break a page through a row and draw its rule again where the text is: both halves of the row become one, and what is in it
 * is doubtful, for so is a row struck out. */
static void
join_struck_rows (const GjPage *page, GjGrid *grid)
{
  for (guint r = 1; r < grid->n_rows; r++) {
    double y = -1;
    for (guint i = 0; i < grid->cells->len && y < 0; i++) {
      const GjGridCell *c = &g_array_index (grid->cells, GjGridCell, i);
      y = c->row == r ? c->box.y0 : y;
    }
    if (y < 0 || page->source != GJ_SOURCE_TEXT_LAYER || !runs_through_print (page, grid, r, y))
      continue;
    for (guint i = 0; i < grid->cells->len; i++) {
      GjGridCell *c = &g_array_index (grid->cells, GjGridCell, i);
      const GjGridCell *below = c->row + c->row_span == r ? cell_below (grid, c, r) : NULL;
      if (below == NULL)
        continue;
      c->box.y1 = below->box.y1;
      c->row_span += below->row_span;
      c->reading = GJ_READING_DOUBTFUL;
      g_array_remove_index (grid->cells, (guint) (below - &g_array_index (grid->cells, GjGridCell, 0)));
    }
  }
}

static void
fill_grid (GjPage *page, GjGrid *grid)
{
  g_autoptr (GArray) strokes = strokes_through (page, grid);
  join_struck_rows (page, grid);
  guint n_cells = grid->cells->len;
  g_autofree GArray **held = g_new0 (GArray *, n_cells);

  for (guint i = 0; i < page->glyphs->len; i++) {
    const GjGlyph *g = &g_array_index (page->glyphs, GjGlyph, i);
    double x = (g->box.x0 + g->box.x1) / 2, y = gj_page_glyph_y (page, g);
    if (!gj_box_contains (&grid->box, x, y))
      continue;
    GjGridCell *c = cell_at_point (grid, x, y);
    if (c == NULL || c->text != NULL)
      continue;
    guint k = (guint) (c - &g_array_index (grid->cells, GjGridCell, 0));
    if (held[k] == NULL)
      held[k] = g_array_new (FALSE, FALSE, sizeof (GjGlyph));
    g_array_append_val (held[k], *g);
    if (straddles (g, &c->box))
      c->reading = GJ_READING_DOUBTFUL;
    doubt_both_sides (grid, c, g);
    c->confidence = MIN (c->confidence, g->confidence);
  }
  for (guint k = 0; k < n_cells; k++) {
    GjGridCell *c = &g_array_index (grid->cells, GjGridCell, k);
    if (c->box.x1 > page->width - 0.5 || c->box.x0 < 0.5) /* cut off by the page's edge: part of it is not seen */
      c->reading = page->source == GJ_SOURCE_TEXT_LAYER ? GJ_READING_DOUBTFUL : c->reading;
    if (page->source == GJ_SOURCE_TEXT_LAYER && c->confidence < 60) /* hidden text among it that cannot be told apart */
      c->reading = GJ_READING_DOUBTFUL;
    if (held[k] != NULL) {
      c->text = gj_text_of_glyphs ((GjGlyph *) held[k]->data, held[k]->len);
      judge_cell (page, grid, c, held, strokes);
    } else if (c->text == NULL) {
      c->text = g_strdup ("");
      if (holds_ink (page, &c->box) || is_open_on_one_side (page, grid, c))
        c->reading = GJ_READING_UNREAD;
    }
  }
  if (page->source == GJ_SOURCE_TEXT_LAYER) {
    doubt_spilled (grid, held);
    gj_page_doubt_displaced (page, grid, held);
    refuse_overhanging (page, grid, held);
  }
  for (guint k = 0; k < n_cells; k++)
    g_clear_pointer (&held[k], g_array_unref);
}

void
gj_page_fill_cells (GjPage *page)
{
  for (guint i = 0; i < page->grids->len; i++)
    fill_grid (page, page->grids->pdata[i]);
}
