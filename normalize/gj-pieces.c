/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-pieces.h"

#include "normalize/forms/gj-form.h"
#include "normalize/gj-label.h"
#include "page/gj-char.h"

#include <math.h>

#define NUMERAL_STEP 2.5 /* from a numeral to its label, in sizes of type */
#define WHOLE 0.8        /* so like to a label is one */

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double p = *(const double *) a, q = *(const double *) b;
  return p < q ? -1 : p > q;
}

static void
piece_clear (gpointer data)
{
  g_free (((GjPiece *) data)->text);
}

/* Whether a row's numeral starts at @p: "2." or "（二）". */
gboolean
gj_piece_is_numeral (const char *p)
{
  gunichar ch = g_utf8_get_char (p);
  const char *next = g_utf8_next_char (p);
  if (gj_char_digit (ch) >= 0)
    return g_utf8_strchr (".．、", -1, *next != '\0' ? g_utf8_get_char (next) : ' ') != NULL;
  if ((ch != '(' && ch != 0xFF08) || *next == '\0' ||
      g_utf8_strchr ("一二三四五六七", -1, g_utf8_get_char (next)) == NULL)
    return FALSE;
  next = g_utf8_next_char (next);
  return g_str_has_prefix (next, ")") || g_str_has_prefix (next, "）");
}

/* Where the labels of the page start: xs from which on three or more lines run. */
static GArray *
label_starts (GPtrArray *lines, guint first, guint end, double right)
{
  GArray *all = g_array_new (FALSE, FALSE, sizeof (double));
  for (guint i = first; i < end; i++) {
    const GjSegmentLine *line = lines->pdata[i];
    for (guint k = 0; k < line->segments->len; k++) {
      const GjBox *box = &g_array_index (line->segments, GjSegment, k).box;
      if (box->x1 <= right + 2)
        g_array_append_val (all, box->x0);
    }
  }
  g_array_sort (all, compare_doubles);
  guint kept = 0;
  for (guint i = 0; i + 2 < all->len; i++) {
    double x = g_array_index (all, double, i);
    if (g_array_index (all, double, i + 2) < x + 1.5)
      g_array_index (all, double, kept++) = x;
  }
  g_array_set_size (all, kept);
  return all;
}

/* How like @text is to the label of a row of table 三. */
static double
likeness (const char *text)
{
  const GjForm *form = gj_form_get (GJ_EDITION_2021);
  const GjFormTable *t = &form->tables[GJ_TABLE_APPLICATIONS];
  GjLabel label = gj_label_make (text);
  double best = 0;
  for (guint i = t->first; i < t->end; i++)
    if (form->items[i].type == GJ_ITEM_ROW && gj_form_has_values (form, (int) i))
      best = MAX (best, gj_label_match (&label, form->items[i].labels, FALSE));
  return best;
}

/* Whether @text is the label of a row, and less of one without what stands before @cut. */
static gboolean
is_one_label (const char *text, const char *cut)
{
  double whole = likeness (text);
  return whole >= WHOLE && whole > likeness (cut);
}

/* Whether a label of its own starts at character @at of @s: at a numeral, or where others start. */
static gboolean
starts_label (const GjSegment *s, const char *p, guint at, const GArray *starts)
{
  const GjPlace *place = &g_array_index (s->places, GjPlace, at);
  if (gj_piece_is_numeral (p))
    return TRUE;
  for (guint i = 0; i < starts->len; i++)
    if (fabs (place->x0 - g_array_index (starts, double, i)) < 1.5 && place->x0 - place[-1].x1 > 0.2 * s->size)
      return !is_one_label (s->text, p);
  return FALSE;
}

/* A group's label may stand so near to a row's that they are one segment. */
static void
add_pieces (GArray *pieces, const GjSegment *s, const GArray *starts)
{
  const char *start = s->text;
  guint from = 0, at = 1;
  for (const char *p = g_utf8_next_char (s->text);; p = g_utf8_next_char (p), at++)
    if (*p == '\0' || starts_label (s, p, at, starts)) {
      GjPiece piece = { .text = g_strndup (start, (gsize) (p - start)), .size = s->size, .y = s->y, .box = s->box };
      piece.box.x0 = g_array_index (s->places, GjPlace, from).x0;
      piece.box.x1 = g_array_index (s->places, GjPlace, at - 1).x1;
      g_array_append_val (pieces, piece);
      start = p;
      from = at;
      if (*p == '\0')
        break;
    }
}

/* Whether @text is a numeral and no more: "2.", whose stop OCR may miss. */
static gboolean
is_bare_numeral (const char *text)
{
  const char *next = g_utf8_next_char (text);
  return gj_char_digit (g_utf8_get_char (text)) >= 0 &&
         (*next == '\0' || (gj_piece_is_numeral (text) && *g_utf8_next_char (next) == '\0'));
}

/* A numeral that stands apart, as full-width ones do, belongs to the label on its right. */
static void
join_numerals (GArray *pieces)
{
  for (guint i = 0; i < pieces->len; i++) {
    const GjPiece *a = &g_array_index (pieces, GjPiece, i);
    int best = -1;
    for (guint k = 0; k < pieces->len && is_bare_numeral (a->text); k++) {
      const GjPiece *b = &g_array_index (pieces, GjPiece, k);
      double gap = b->box.x0 - a->box.x1;
      if (k != i && fabs (a->y - b->y) < 0.5 * a->size && gap > -0.5 * a->size && gap < NUMERAL_STEP * a->size &&
          b->box.x0 > a->box.x0 && (best < 0 || b->box.x0 < g_array_index (pieces, GjPiece, best).box.x0))
        best = (int) k;
    }
    if (best < 0)
      continue;
    GjPiece *b = &g_array_index (pieces, GjPiece, best);
    g_autofree char *label = g_steal_pointer (&b->text);
    b->text = g_strconcat (a->text, label, NULL);
    b->box.x0 = a->box.x0;
    g_array_remove_index (pieces, i--);
  }
}

static int
compare_pieces (gconstpointer a, gconstpointer b)
{
  const GjPiece *p = a, *q = b;
  return p->y < q->y ? -1 : p->y > q->y;
}

/* What stands left of @right, from top to bottom: lines are in the order of their tops, and their segments may stand lower. */
GArray *
gj_pieces_collect (GPtrArray *lines, guint first, guint end, double right)
{
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (GjPiece));
  g_autoptr (GArray) starts = label_starts (lines, first, end, right);
  g_array_set_clear_func (pieces, piece_clear);
  for (guint i = first; i < end; i++) {
    const GjSegmentLine *line = lines->pdata[i];
    for (guint k = 0; k < line->segments->len; k++) {
      const GjSegment *s = &g_array_index (line->segments, GjSegment, k);
      if (s->box.x1 <= right + 2)
        add_pieces (pieces, s, starts);
    }
  }
  join_numerals (pieces);
  g_array_sort (pieces, compare_pieces);
  return pieces;
}
