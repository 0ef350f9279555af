/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page/gj-displaced.h"

#include "page/gj-char.h"
#include "page/gj-digits.h"

#include <math.h>

#define SPACED 0.3 /* of a digit's width: more between two than type leaves */
#define APART 0.8  /* of the type's size: more between words and a figure than type leaves */
#define FEW 5      /* one of so many figures may be set like that, else all of the table is */

/* What there is between the digits of a cell. */
typedef struct {
  guint pairs;   /* on one line */
  gboolean zero; /* the first of several is a 0 */
  gboolean wide, lines;
} Between;

static Between
look_between (const GArray *glyphs)
{
  Between between = { 0, FALSE, FALSE, FALSE };
  for (guint i = 1; glyphs != NULL && i < glyphs->len; i++) {
    const GjGlyph *b = &g_array_index (glyphs, GjGlyph, i), *a = b - 1;
    if (gj_char_digit (a->ch) < 0 || gj_char_digit (b->ch) < 0)
      continue;
    gboolean level = gj_digits_are_neighbours (a, b, 0.5 * MIN (gj_glyph_size (a), gj_glyph_size (b)));
    between.zero |= i == 1 && gj_char_digit (a->ch) == 0;
    between.lines |= !level;
    between.pairs += level;
    between.wide |= level && b->box.x0 - a->box.x1 > SPACED * MAX (gj_box_width (&a->box), gj_box_width (&b->box));
  }
  return between;
}

/* Whether cells @a and @b of a grid have a side in common; @above (out): it is level. */
static gboolean
are_beside (const GjGridCell *a, const GjGridCell *b, gboolean *above)
{
  gboolean rows = a->row < b->row + b->row_span && b->row < a->row + a->row_span,
           cols = a->col < b->col + b->col_span && b->col < a->col + a->col_span;
  *above = cols;
  return (rows && (a->col + a->col_span == b->col || b->col + b->col_span == a->col)) ||
         (cols && (a->row + a->row_span == b->row || b->row + b->row_span == a->row));
}

/* Whether @between, of a cell, may be two figures; of which one may be from the cell above or below if @above, else from one at its sides. */
static gboolean
may_be_two (const Between *between, gboolean above, gboolean spaced, gboolean wrapped)
{
  return above ? between->lines && !wrapped : between->zero || (between->wide && !spaced);
}

/* Whether a digit stands beside @grid where cell @c ends with it: it may be the cell's. */
static gboolean
has_figure_outside (const GjPage *page, const GjGrid *grid, const GjGridCell *c)
{
  const gboolean right = grid->box.x1 - c->box.x1 < 1, left = c->box.x0 - grid->box.x0 < 1;
  for (guint i = 0; i < page->glyphs->len && right != left; i++) {
    const GjGlyph *g = &g_array_index (page->glyphs, GjGlyph, i);
    double x = (g->box.x0 + g->box.x1) / 2, y = (g->box.y0 + g->box.y1) / 2, reach = 2 * gj_glyph_size (g);
    if (gj_char_digit (g->ch) >= 0 && y > c->box.y0 && y < c->box.y1 &&
        (right ? x > grid->box.x1 && x < grid->box.x1 + reach : x < grid->box.x0 && x > grid->box.x0 - reach))
      return TRUE;
  }
  return FALSE;
}

/* Whether words in a cell end in a figure set apart from them, which may be the next cell's. */
static gboolean
ends_in_figure (const GArray *glyphs)
{
  const GjGlyph *last = NULL, *before = NULL;
  gboolean words = FALSE;
  double left = G_MAXDOUBLE;
  for (guint i = 0; glyphs != NULL && i < glyphs->len; i++) {
    const GjGlyph *g = &g_array_index (glyphs, GjGlyph, i);
    words |= gj_char_is_ideograph (g->ch);
    left = MIN (left, g->box.x0);
    last = last == NULL || g->box.x1 > last->box.x1 ? g : last;
  }
  while (words && last != NULL && gj_char_digit (last->ch) >= 0) { /* its first digit */
    double size = gj_glyph_size (last), y = last->box.y0 + last->box.y1;
    before = NULL;
    for (guint i = 0; i < glyphs->len; i++) {
      const GjGlyph *g = &g_array_index (glyphs, GjGlyph, i);
      if (g->box.x0 < last->box.x0 && fabs (g->box.y0 + g->box.y1 - y) < 0.8 * size &&
          (before == NULL || g->box.x1 > before->box.x1))
        before = g;
    }
    double gap = before != NULL ? last->box.x0 - before->box.x1 : 0;
    if (before == NULL) /* between the lines of a label */
      return last->box.x0 > left + 2 * size;
    if (gj_char_digit (before->ch) < 0 || gap > 0.5 * size)
      return gap > APART * size;
    last = before;
  }
  return FALSE;
}

void
gj_page_doubt_displaced (const GjPage *page, GjGrid *grid, GArray *const *held)
{
  g_autofree Between *between = g_new0 (Between, MAX (grid->cells->len, 1));
  guint figures = 0, wide = 0, lines = 0;
  for (guint i = 0; i < grid->cells->len; i++) {
    between[i] = look_between (held[i]);
    figures += between[i].pairs > 0;
    wide += between[i].wide;
    lines += between[i].lines;
  }
  const gboolean spaced = wide * FEW > figures, wrapped = lines > 1 && lines * FEW > figures;
  for (guint i = 0; i < grid->cells->len; i++) {
    GjGridCell *a = &g_array_index (grid->cells, GjGridCell, i);
    if (held[i] == NULL && a->reading == GJ_READING_PLAIN && has_figure_outside (page, grid, a))
      a->reading = GJ_READING_DOUBTFUL;
    const gboolean ends = ends_in_figure (held[i]);
    for (guint k = 0; k < grid->cells->len && ends; k++) {
      GjGridCell *b = &g_array_index (grid->cells, GjGridCell, k);
      gboolean above;
      if (held[k] == NULL && are_beside (a, b, &above) && !above && b->col == a->col + a->col_span)
        b->reading = MAX (b->reading, GJ_READING_DOUBTFUL);
    }
    for (guint k = 0; k < grid->cells->len && (between[i].pairs > 0 || between[i].lines); k++) {
      GjGridCell *b = &g_array_index (grid->cells, GjGridCell, k);
      gboolean above;
      gboolean refused = a->reading == GJ_READING_UNREAD && between[i].pairs > 0;
      if (held[k] != NULL || b->text == NULL || b->text[0] != '\0' || !are_beside (a, b, &above) ||
          (!refused && !may_be_two (&between[i], above, spaced, wrapped)))
        continue;
      if (!above) /* a full line goes on in the next, most likely */
        a->reading = MAX (a->reading, GJ_READING_DOUBTFUL);
      b->reading = MAX (b->reading, GJ_READING_DOUBTFUL);
    }
  }
}
