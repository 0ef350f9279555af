/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-bands.h"

#include "normalize/gj-rows.h"
#include "page/gj-char.h"

#include <math.h>

#include <string.h>

/*
 * Rows by their labels. Figures wrap, stand high or low in their row, or are blank; a row's label is always printed. Pieces
 * of text left of the figures are put together to the labels of the form; the labels of groups, which stand beside
 * several rows, are told from those of rows by what they say.
 */

/* A label wraps over no more lines than this (one character a line). */
#define MAX_PIECES 16
/* Labels at least this alike are told by themselves, if by MARGIN more than the next. */
#define ALIKE 0.72
#define MARGIN 0.1
/* All in parts of the type size: lines of one label are this near; a line of figures this near goes on with its row. */
#define LINE_STEP 2.2
#define FIGURE_STEP 1.4
#define NUMERAL_STEP 2.5 /* from a numeral to its label */

typedef struct {
  char *text;
  GjBox box;
  double size, y;
  gboolean used;
} Piece;

typedef struct {
  guint piece[MAX_PIECES], n;
  int item; /* row or group of the form, -1: what is left over */
  gboolean row;
  double score;
} Block;

static const Piece *
piece_at (const GArray *pieces, guint i)
{
  return &g_array_index (pieces, Piece, i);
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double p = *(const double *) a, q = *(const double *) b;
  return p < q ? -1 : p > q;
}

static void
piece_clear (gpointer data)
{
  g_free (((Piece *) data)->text);
}

/* Whether a row's numeral starts at @p: "2." or "（二）". */
static gboolean
is_numeral (const char *p)
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

/* Whether a label of its own starts at character @at of @s: at a numeral, or where others start. */
static gboolean
starts_label (const GjSegment *s, const char *p, guint at, const GArray *starts)
{
  const GjPlace *place = &g_array_index (s->places, GjPlace, at);
  if (is_numeral (p))
    return TRUE;
  for (guint i = 0; i < starts->len; i++)
    if (fabs (place->x0 - g_array_index (starts, double, i)) < 1.5 && place->x0 - place[-1].x1 > 0.2 * s->size)
      return TRUE;
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
      Piece piece = { .text = g_strndup (start, (gsize) (p - start)), .size = s->size, .y = s->y, .box = s->box };
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
         (*next == '\0' || (is_numeral (text) && *g_utf8_next_char (next) == '\0'));
}

/* A numeral that stands apart, as full-width ones do, belongs to the label on its right. */
static void
join_numerals (GArray *pieces)
{
  for (guint i = 0; i < pieces->len; i++) {
    const Piece *a = piece_at (pieces, i);
    int best = -1;
    for (guint k = 0; k < pieces->len && is_bare_numeral (a->text); k++) {
      const Piece *b = piece_at (pieces, k);
      double gap = b->box.x0 - a->box.x1;
      if (k != i && fabs (a->y - b->y) < 0.5 * a->size && gap > -0.5 * a->size && gap < NUMERAL_STEP * a->size &&
          b->box.x0 > a->box.x0 && (best < 0 || b->box.x0 < piece_at (pieces, (guint) best)->box.x0))
        best = (int) k;
    }
    if (best < 0)
      continue;
    Piece *b = &g_array_index (pieces, Piece, best);
    g_autofree char *label = g_steal_pointer (&b->text);
    b->text = g_strconcat (a->text, label, NULL);
    b->box.x0 = a->box.x0;
    g_array_remove_index (pieces, i--);
  }
}

static GArray *
collect_pieces (GPtrArray *lines, guint first, guint end, double right)
{
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
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
  return pieces;
}

/* The piece that goes on below piece @i: the next in its column. */
static int
piece_below (const GArray *pieces, guint i)
{
  const Piece *p = piece_at (pieces, i);
  for (guint k = i + 1; k < pieces->len; k++) {
    const Piece *q = piece_at (pieces, k);
    double width = MIN (gj_box_width (&p->box), gj_box_width (&q->box));
    if (q->y - p->y > LINE_STEP * p->size)
      return -1;
    if (q->y > p->y + 0.5 * p->size && gj_overlap (p->box.x0, p->box.x1, q->box.x0, q->box.x1) > 0.5 * width)
      return (int) k;
  }
  return -1;
}

static char *
block_text (const GArray *pieces, const Block *b)
{
  GString *s = g_string_new (NULL);
  for (guint i = 0; i < b->n; i++)
    g_string_append (s, piece_at (pieces, b->piece[i])->text);
  return g_string_free (s, FALSE);
}

static double
match_group (const GjForm *form, const GjLabel *label, int *item)
{
  const GjFormTable *t = &form->tables[GJ_TABLE_APPLICATIONS];
  double best = 0;
  for (guint i = t->first; i < t->end; i++)
    if (form->items[i].type == GJ_ITEM_ROW && form->items[i].kind == GJ_KIND_GROUP) {
      double s = gj_label_match (label, form->items[i].labels, FALSE);
      if (s > best) {
        best = s;
        *item = (int) i;
      }
    }
  return best;
}

/* Short labels are told apart by their numerals too: "其他" begins a group's label, "3.其他" is a row's. */
static gboolean
has_wrong_numeral (const GjForm *form, int item, const char *text)
{
  const char *numeral = form->items[item].numeral;
  return numeral != NULL && g_ascii_isdigit (numeral[0]) && gj_char_digit (g_utf8_get_char (text)) < 0;
}

/* What @b says, if it says it for certain. */
static gboolean
name_block (const GjForm *form, const GArray *pieces, Block *b)
{
  g_autofree char *text = block_text (pieces, b);
  GjLabel label = gj_label_make (text);
  double row, second, group;
  int group_item = -1;
  if (label.n < 2)
    return FALSE;
  b->item = gj_row_match_best (form, GJ_TABLE_APPLICATIONS, &label, FALSE, &row, &second);
  group = match_group (form, &label, &group_item);
  b->row = row >= group;
  if (!b->row)
    b->item = group_item;
  double best = MAX (row, group), next = b->row ? MAX (second, group) : row;
  /* Among equals the one that starts with a numeral, and the one with more lines: they have only punctuation more. */
  b->score = label.n * (2 * best - 1) + (is_numeral (text) ? 0.5 : 0) + 0.01 * b->n;
  if (label.n <= 3 && b->item >= 0 && has_wrong_numeral (form, b->item, text))
    return FALSE;
  return best >= ALIKE && best - next >= MARGIN;
}

static int
compare_scores (gconstpointer a, gconstpointer b)
{
  const Block *p = a, *q = b;
  return p->score > q->score ? -1 : p->score < q->score;
}

/* Every run of pieces below each other that says something. */
static GArray *
propose_blocks (const GjForm *form, const GArray *pieces)
{
  GArray *blocks = g_array_new (FALSE, FALSE, sizeof (Block));
  for (guint i = 0; i < pieces->len; i++) {
    Block b = { .n = 0 };
    for (int k = (int) i; k >= 0 && b.n < MAX_PIECES; k = piece_below (pieces, (guint) k)) {
      b.piece[b.n++] = (guint) k;
      if (name_block (form, pieces, &b))
        g_array_append_val (blocks, b);
    }
  }
  g_array_sort (blocks, compare_scores);
  return blocks;
}

static gboolean
is_free (const GArray *pieces, const GArray *chosen, const Block *b)
{
  for (guint i = 0; i < b->n; i++)
    if (piece_at (pieces, b->piece[i])->used)
      return FALSE;
  for (guint i = 0; i < chosen->len && b->row; i++)
    if (g_array_index (chosen, Block, i).item == b->item)
      return FALSE;
  return TRUE;
}

static void
use_block (GArray *pieces, GArray *chosen, const Block *b)
{
  for (guint i = 0; i < b->n; i++)
    g_array_index (pieces, Piece, b->piece[i]).used = TRUE;
  g_array_append_vals (chosen, b, 1);
}

static gboolean
is_figure_line (const GjSegmentLine *line, const GjStretch *columns, guint n)
{
  gboolean any = FALSE;
  for (guint k = 0; k < line->segments->len; k++) {
    const GjSegment *s = &g_array_index (line->segments, GjSegment, k);
    double x = (s->box.x0 + s->box.x1) / 2;
    if (x < columns[0].x0 - 2)
      continue;
    if (x > columns[n - 1].x1 + 2 || !s->value)
      return FALSE;
    any = TRUE;
  }
  return any;
}

/* The middles of the figures on lines that hold nothing else in the columns, from top to bottom. */
static GArray *
figure_lines (GPtrArray *lines, guint first, guint end, const GjStretch *columns, guint n)
{
  GArray *ys = g_array_new (FALSE, FALSE, sizeof (double));
  for (guint i = first; i < end; i++) {
    const GjSegmentLine *line = lines->pdata[i];
    for (guint k = 0; k < line->segments->len && is_figure_line (line, columns, n); k++) {
      const GjSegment *s = &g_array_index (line->segments, GjSegment, k);
      if (s->value && (s->box.x0 + s->box.x1) / 2 > columns[0].x0 - 2)
        g_array_append_val (ys, s->y);
    }
  }
  g_array_sort (ys, compare_doubles);
  return ys;
}

static GjBand
band_of_block (const GArray *pieces, const Block *b)
{
  const Piece *first = piece_at (pieces, b->piece[0]), *last = piece_at (pieces, b->piece[b->n - 1]);
  GjBand band = {
    .kind = GJ_BAND_LABEL, .y = (first->y + last->y) / 2, .first = first->y, .label = block_text (pieces, b)
  };
  for (guint i = 0; i < b->n; i++)
    band.size = MAX (band.size, piece_at (pieces, b->piece[i])->size);
  return band;
}

static double
last_line (const GjBand *band)
{
  return 2 * band->y - band->first;
}

/* Whether figures stand beside @band that stand beside none of @bands. */
static gboolean
has_own_figures (const GArray *ys, const GjBand *band, const GArray *bands)
{
  for (guint i = 0; i < ys->len; i++) {
    double y = g_array_index (ys, double, i);
    gboolean own = fabs (y - band->y) < 0.5 * band->size;
    for (guint k = 0; k < bands->len && own; k++) {
      const GjBand *other = &g_array_index (bands, GjBand, k);
      own = y < other->first - 0.6 * other->size || y > last_line (other) + 0.6 * other->size;
    }
    if (own)
      return TRUE;
  }
  return FALSE;
}

/* （六） is a row where it is printed as one: figures beside it, and none of its children. */
static void
drop_group_of_rows (const GjForm *form, GArray *chosen)
{
  gboolean child = FALSE;
  for (guint i = 0; i < chosen->len; i++) {
    const Block *b = &g_array_index (chosen, Block, i);
    int parent = form->items[b->item].parent;
    child |= b->row && parent >= 0 && form->items[parent].kind == GJ_KIND_EITHER;
  }
  for (guint i = 0; i < chosen->len; i++) {
    Block *b = &g_array_index (chosen, Block, i);
    b->row &= !(child && form->items[b->item].kind == GJ_KIND_EITHER);
  }
}

/* Whether @text is a piece of the label of a row of the form, or (@group) of a group of rows. */
static gboolean
is_piece (const GjForm *form, const char *text, gboolean group)
{
  const GjFormTable *t = &form->tables[GJ_TABLE_APPLICATIONS];
  GjLabel piece = gj_label_make (text);
  for (guint i = t->first; i < t->end && piece.n > 0; i++) {
    if (form->items[i].type != GJ_ITEM_ROW ||
        (form->items[i].kind == GJ_KIND_GROUP || form->items[i].kind == GJ_KIND_EITHER) != group)
      continue;
    if (gj_label_is_piece (&piece, form->items[i].labels))
      return TRUE;
  }
  return FALSE;
}

/* How deep in the form's tree @item stands. */
static guint
depth_of (const GjForm *form, int item)
{
  guint depth = 0;
  while ((item = form->items[item].parent) >= 0)
    depth++;
  return depth;
}

/* Whether rows whose labels were told start where @piece does: 0 no; 1 rows beside which groups stand, 2 rows of groups. */
static guint
stands_as_row (const GjForm *form, const GArray *pieces, const GArray *chosen, const Piece *piece)
{
  guint level = 0;
  for (guint i = 0; i < chosen->len; i++) {
    const Block *b = &g_array_index (chosen, Block, i);
    if (b->row && fabs (piece_at (pieces, b->piece[0])->box.x0 - piece->box.x0) < 0.8 * piece->size)
      level = MAX (level, depth_of (form, b->item) >= 2 ? 2 : 1);
  }
  return level;
}

/* A label of which a page break left a part stands above or below all rows of the page. */
static gboolean
is_cut_label (const GjForm *form, const GjBand *band, const GArray *bands, guint level)
{
  for (guint i = 0; i < bands->len; i++) {
    const GjBand *other = &g_array_index (bands, GjBand, i), *first = &g_array_index (bands, GjBand, 0);
    if ((other->y < band->y) != (first->y < band->y))
      return FALSE;
  }
  return is_piece (form, band->label, FALSE) && (level == 2 || !is_piece (form, band->label, TRUE));
}

/* Whether no piece stands between piece @i and the figures. */
static gboolean
is_nearest (const GArray *pieces, guint i)
{
  const Piece *p = piece_at (pieces, i);
  for (guint k = 0; k < pieces->len; k++) {
    const Piece *q = piece_at (pieces, k);
    if (q->box.x0 >= p->box.x1 && fabs (q->y - p->y) < LINE_STEP * p->size)
      return FALSE;
  }
  return TRUE;
}

/* Labels at @level that a page break cut, and such that say nothing but have figures beside them. */
static void
add_leftovers (const GjForm *form, GArray *pieces, const GArray *chosen, const GArray *ys, guint level, GArray *bands)
{
  g_autoptr (GArray) more = g_array_new (FALSE, FALSE, sizeof (GjBand));
  for (guint i = 0; i < pieces->len; i++) {
    Block b = { .n = 0, .item = -1 };
    if (piece_at (pieces, i)->used || gj_label_make (piece_at (pieces, i)->text).n == 0 ||
        stands_as_row (form, pieces, chosen, piece_at (pieces, i)) != level || (level == 0 && !is_nearest (pieces, i)))
      continue;
    for (int k = (int) i; k >= 0 && b.n < MAX_PIECES && !piece_at (pieces, (guint) k)->used;
         k = piece_below (pieces, (guint) k))
      b.piece[b.n++] = (guint) k;
    GjBand band = band_of_block (pieces, &b);
    if (!is_cut_label (form, &band, bands, level) && !has_own_figures (ys, &band, bands)) {
      gj_band_clear (&band);
      continue;
    }
    for (guint k = 0; k < b.n; k++)
      g_array_index (pieces, Piece, b.piece[k]).used = TRUE;
    g_array_append_val (more, band);
  }
  g_array_append_vals (bands, more->data, more->len);
}

static int
compare_bands (gconstpointer a, gconstpointer b)
{
  const GjBand *p = a, *q = b;
  return p->y < q->y ? -1 : p->y > q->y;
}

/* The border between two rows is the widest gap between the lines of label and figures from one label to the next. */
static double
border_between (const GArray *ys, const GjBand *above, const GjBand *below)
{
  double a = last_line (above), b = below->first, from = a, best = (a + b) / 2, widest = 0;
  for (guint i = 0; i <= ys->len; i++) {
    double y = i < ys->len ? g_array_index (ys, double, i) : b;
    if (y <= a || y > b)
      continue;
    if (y - from > widest + 0.01) {
      widest = y - from;
      best = (from + y) / 2;
    }
    from = y;
  }
  if (b > from && b - from > widest + 0.01)
    best = (from + b) / 2;
  return best;
}

/* How far a row at the edge of the page reaches: as long as lines of figures follow. */
static double
reach (const GArray *ys, double from, double step, int direction)
{
  double end = from;
  for (guint i = 0; i < ys->len; i++) {
    double y = g_array_index (ys, double, direction > 0 ? i : ys->len - 1 - i);
    if ((y - end) * direction > 0 && (y - end) * direction < step)
      end = y;
  }
  return end;
}

/* Figures that stand beside no label, above the first row or below the last: a row whose label is on another page. */
static void
add_edge (GArray *bands, const GArray *ys, gboolean top)
{
  GjBand edge = top ? g_array_index (bands, GjBand, 0) : g_array_index (bands, GjBand, bands->len - 1);
  double from = G_MAXDOUBLE, to = -G_MAXDOUBLE;
  for (guint i = 0; i < ys->len; i++) {
    double y = g_array_index (ys, double, i);
    if (top ? y < edge.top : y > edge.bottom) {
      from = MIN (from, y);
      to = MAX (to, y);
    }
  }
  if (from > to || (top ? edge.top - to : from - edge.bottom) > 3 * edge.size || to - from > 3 * edge.size)
    return;
  GjBand band = { .kind = GJ_BAND_FIGURES,
                  .top = from - 0.6 * edge.size,
                  .bottom = to + 0.6 * edge.size,
                  .y = (from + to) / 2,
                  .size = edge.size,
                  .label = g_strdup ("") };
  if (top)
    g_array_prepend_val (bands, band);
  else
    g_array_append_val (bands, band);
}

static void
set_borders (GArray *bands, const GArray *ys)
{
  GjBand *top = &g_array_index (bands, GjBand, 0), *bottom = &g_array_index (bands, GjBand, bands->len - 1);
  top->top = MIN (reach (ys, top->first, FIGURE_STEP * top->size, -1), top->first) - 0.6 * top->size;
  bottom->bottom =
      MAX (reach (ys, last_line (bottom), FIGURE_STEP * bottom->size, 1), last_line (bottom)) + 0.6 * bottom->size;
  for (guint i = 1; i < bands->len; i++) {
    GjBand *a = &g_array_index (bands, GjBand, i - 1), *b = a + 1;
    a->bottom = b->top = border_between (ys, a, b);
  }
}

static GArray *
choose_blocks (const GjForm *form, GArray *pieces)
{
  GArray *chosen = g_array_new (FALSE, FALSE, sizeof (Block));
  g_autoptr (GArray) blocks = propose_blocks (form, pieces);
  for (guint i = 0; i < blocks->len; i++) {
    const Block *b = &g_array_index (blocks, Block, i);
    if (is_free (pieces, chosen, b))
      use_block (pieces, chosen, b);
  }
  drop_group_of_rows (form, chosen);
  return chosen;
}

GArray *
gj_bands_by_label (GPtrArray *lines, guint first, guint end, const GjStretch *columns, guint n)
{
  const GjForm *form = gj_form_get (GJ_EDITION_2021);
  g_autoptr (GArray) pieces = collect_pieces (lines, first, end, columns[0].x0);
  g_autoptr (GArray) chosen = choose_blocks (form, pieces);
  g_autoptr (GArray) ys = figure_lines (lines, first, end, columns, n);
  GArray *bands = g_array_new (FALSE, TRUE, sizeof (GjBand));
  g_array_set_clear_func (bands, gj_band_clear);
  for (guint i = 0; i < chosen->len; i++) {
    const Block *b = &g_array_index (chosen, Block, i);
    if (!b->row)
      continue;
    GjBand band = band_of_block (pieces, b);
    g_array_append_val (bands, band);
  }
  if (bands->len == 0) {
    g_array_unref (bands);
    return NULL;
  }
  gboolean ocr = ((GjSegmentLine *) lines->pdata[first])->page->source == GJ_SOURCE_OCR;
  for (int level = 2; level >= !ocr; level--)
    add_leftovers (form, pieces, chosen, ys, (guint) level, bands);
  g_array_sort (bands, compare_bands);
  set_borders (bands, ys);
  add_edge (bands, ys, TRUE);
  add_edge (bands, ys, FALSE);
  for (guint i = 0; i < bands->len; i++) {
    GjBand *band = &g_array_index (bands, GjBand, i);
    for (band->line = first; band->line < end && ((GjSegmentLine *) lines->pdata[band->line])->y < band->top;)
      band->line++;
  }
  return bands;
}
