/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-sidebar.h"

#include "page/gj-char.h"

#include <math.h>

/* Parts of the page's width: what is a line of text at least, and a sidebar at most. */
#define WIDE 0.35
#define NARROW 0.3
/* Gap between two columns, in sizes of type. */
#define GAP 1.2
#define LEAST_LINES 6
#define LEAST_BESIDE 3
/* Part of the page's height at its head and foot where browsers print a date, an address, a number. */
#define MARGIN 0.05
#define LEAST_WORD 3 /* ideographs of a link: numerals of paragraphs have fewer */

/* Glyphs on one line with no gap between them: [first, end) of the glyphs in reading order. */
typedef struct {
  double x0, x1, y, size;
  guint first, end, han;
  gboolean sentence, numbered, year, mark, colon, outside, drop;
} Piece;

/* Whether @glyphs say a year, as links to the reports of other years do: 2023年, 2023. */
static gboolean
is_year (const GjGlyph *glyphs, guint n)
{
  guint digits = 0;
  while (digits < n && gj_char_digit (glyphs[digits].ch) >= 0)
    digits++;
  return digits == 4 && (gj_char_digit (glyphs[0].ch) == 2 || gj_char_digit (glyphs[0].ch) == 1) &&
         (n == 4 || glyphs[4].ch == 0x5E74);
}

static Piece
piece_of (const GjGlyph *glyphs, guint first, guint end)
{
  Piece p = {
    .x0 = glyphs[first].box.x0, .first = first, .end = end, .size = gj_glyph_size (&glyphs[first]), .mark = TRUE
  };
  gunichar head = glyphs[first].ch, tail = glyphs[end - 1].ch;
  for (guint i = first; i < end; i++) {
    p.x1 = MAX (p.x1, glyphs[i].box.x1);
    p.y += (glyphs[i].box.y0 + glyphs[i].box.y1) / 2 / (end - first);
    p.han += gj_char_is_ideograph (glyphs[i].ch);
    p.mark &= !g_unichar_isalnum (glyphs[i].ch);
    p.sentence |= g_utf8_strchr ("。，；", -1, glyphs[i].ch) != NULL;
  }
  p.year = is_year (glyphs + first, end - first);
  p.numbered = (gj_char_digit (head) >= 0 && !p.year) || g_utf8_strchr ("第（(", -1, head) != NULL;
  p.colon = tail == ':' || tail == 0xFF1A;
  return p;
}

/* Sorts @glyphs of @page into lines from top to bottom. Returns: their Pieces, in the same order. */
static GArray *
find_pieces (const GjPage *page, GArray *glyphs)
{
  GArray *out = g_array_new (FALSE, FALSE, sizeof (Piece));
  GjGlyph *g = (GjGlyph *) glyphs->data;
  if (glyphs->len > 0) /* else there is no array to sort */
    qsort (g, glyphs->len, sizeof *g, gj_glyph_compare_center);
  for (guint i = 0, j; i < glyphs->len; i = j) {
    j = gj_glyphs_take_line (g, glyphs->len, i);
    qsort (g + i, j - i, sizeof *g, gj_glyph_compare_left);
    for (guint first = i, k = i + 1; k <= j; k++)
      if (k == j || g[k].box.x0 - g[k - 1].box.x1 > GAP * gj_glyph_size (&g[k])) {
        Piece p = piece_of (g, first, k);
        p.outside = p.y < MARGIN * page->height || p.y > (1 - MARGIN) * page->height;
        g_array_append_val (out, p);
        first = k;
      }
  }
  return out;
}

/* The side of the text, left or right, at which two wide lines at least begin or end, the farthest out. */
static gboolean
side_of_text (const GArray *pieces, double width, gboolean right, double *side)
{
  gboolean found = FALSE;
  for (guint i = 0; i < pieces->len; i++) {
    const Piece *p = &g_array_index (pieces, Piece, i);
    double x = right ? p->x1 : p->x0;
    if (p->x1 - p->x0 < WIDE * width || (found && (right ? x <= *side : x >= *side)))
      continue;
    for (guint k = 0; k < pieces->len; k++) {
      const Piece *o = &g_array_index (pieces, Piece, k);
      if (k == i || o->x1 - o->x0 < WIDE * width || fabs ((right ? o->x1 : o->x0) - x) > p->size)
        continue;
      *side = x;
      found = TRUE;
      break;
    }
  }
  return found;
}

/* Whether a piece stands beside the text that begins (or ends, @right) at @side: 1; in it: 0; across the gap: −1. */
static int
place_of (const Piece *p, double side, gboolean right)
{
  double beside = right ? p->x0 - side : side - p->x1, inside = right ? side + p->size - p->x1 : p->x0 - side + p->size;
  return beside > 0.8 * GAP * p->size ? 1 : inside >= 0 ? 0 : -1;
}

/* Whether @p is what does not fit on the line of link @above. */
static gboolean
goes_on (const Piece *above, const Piece *p)
{
  return above != NULL && above->han >= LEAST_WORD && p->y - above->y < 1.9 * p->size &&
         fabs (p->x0 - above->x0) < 0.5 * p->size;
}

/* The pieces from @from on up to one across the gap, at @end (out): whether those beside the text are a sidebar. */
static gboolean
is_sidebar (const GArray *pieces, guint from, double side, gboolean right, double width, guint *end)
{
  guint lines = 0, sentences = 0, colons = 0, words = 0, beside = 0, han = 0, glyphs = 0, i;
  const Piece *above = NULL;
  double x0 = G_MAXDOUBLE, x1 = 0, top = G_MAXDOUBLE, bottom = 0;
  for (i = from; i < pieces->len; i++) {
    const Piece *p = &g_array_index (pieces, Piece, i);
    int place = place_of (p, side, right);
    if (place < 0 && !p->outside)
      break;
    if (place <= 0 || p->outside || p->mark)
      continue;
    lines++;
    sentences += p->sentence || p->numbered;
    colons += p->colon;
    words += p->han >= LEAST_WORD || p->year || goes_on (above, p);
    above = p;
    x0 = MIN (x0, p->x0);
    x1 = MAX (x1, p->x1);
    top = MIN (top, p->y);
    bottom = MAX (bottom, p->y);
  }
  *end = i;
  for (i = from; i < *end; i++) {
    const Piece *p = &g_array_index (pieces, Piece, i);
    if (place_of (p, side, right) != 0 || p->y < top || p->y > bottom)
      continue;
    beside++;
    han += p->han;
    glyphs += p->end - p->first;
  }
  return lines >= LEAST_LINES && sentences == 0 && colons * 3 <= lines && words * 3 >= lines * 2 &&
         x1 - x0 < NARROW * width && beside >= LEAST_BESIDE && han * 2 >= glyphs;
}

void
gj_sidebar_drop (const GjPage *page, GArray *glyphs)
{
  g_autoptr (GArray) sorted = g_array_copy (glyphs), pieces = find_pieces (page, sorted);
  gboolean any = FALSE;
  for (int right = 0; right < 2; right++) {
    double side = 0;
    if (!side_of_text (pieces, page->width, right, &side))
      continue;
    for (guint from = 0, end; from < pieces->len; from = end + 1) {
      if (!is_sidebar (pieces, from, side, right, page->width, &end))
        continue;
      for (guint i = from; i < end; i++) {
        Piece *p = &g_array_index (pieces, Piece, i);
        p->drop |= place_of (p, side, right) == 1 && !p->outside;
        any |= p->drop;
      }
    }
  }
  if (!any)
    return;
  g_array_set_size (glyphs, 0);
  for (guint i = 0; i < pieces->len; i++) {
    const Piece *p = &g_array_index (pieces, Piece, i);
    if (!p->drop)
      g_array_append_vals (glyphs, &g_array_index (sorted, GjGlyph, p->first), p->end - p->first);
  }
}
