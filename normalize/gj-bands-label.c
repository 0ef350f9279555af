/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-bands.h"

#include "normalize/gj-pieces.h"
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
#define MATTERS (ALIKE - MARGIN - 0.01) /* what is less alike neither is a row nor makes one unsure */
/* All in parts of the type size: lines of one label are this near; a line of figures this near goes on with its row. */
#define LINE_STEP 2.2
#define FIGURE_STEP 1.4
/* So many letters are left of a numeral at most, and so many has the label behind it. */
#define NUMERAL_LETTERS 3
#define LEAST_WHOLE 4

typedef struct {
  guint piece[MAX_PIECES], n;
  int item; /* row or group of the form, -1: what is left over */
  gboolean row;
  double score;
} Block;

static const GjPiece *
piece_at (const GArray *pieces, guint i)
{
  return &g_array_index (pieces, GjPiece, i);
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double p = *(const double *) a, q = *(const double *) b;
  return p < q ? -1 : p > q;
}

/* The piece that goes on below piece @i: the next in its column. */
static int
piece_below (const GArray *pieces, guint i)
{
  const GjPiece *p = piece_at (pieces, i);
  for (guint k = i + 1; k < pieces->len; k++) {
    const GjPiece *q = piece_at (pieces, k);
    double width = MIN (gj_box_width (&p->box), gj_box_width (&q->box));
    if (q->y - p->y > LINE_STEP * p->size)
      return -1;
    if (q->y > p->y + 0.5 * p->size && gj_overlap (p->box.x0, p->box.x1, q->box.x0, q->box.x1) > 0.4 * width)
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
      double s = gj_label_match_above (label, form->items[i].labels, FALSE, MATTERS);
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

/* A numeral that a scan damaged may have left letters before a label: @text without them, where the rest is a row's label; else all. */
static GjLabel
without_damaged_numeral (const GjForm *form, const char *text)
{
  const GjLabel all = gj_label_make (text);
  double row, second;
  for (guint i = 1; i <= NUMERAL_LETTERS && *text != '\0'; i++) {
    text = g_utf8_next_char (text);
    GjLabel label = gj_label_make (text);
    if (label.n < LEAST_WHOLE)
      break;
    gj_row_match_best_above (form, GJ_TABLE_APPLICATIONS, &label, FALSE, 1, &row, &second);
    if (row >= 1)
      return label;
  }
  return all;
}

/* What @b says, if it says it for certain. */
static gboolean
name_block (const GjForm *form, const GArray *pieces, gboolean scanned, Block *b)
{
  g_autofree char *text = block_text (pieces, b);
  GjLabel label = scanned ? without_damaged_numeral (form, text) : gj_label_make (text);
  double row, second, group;
  int group_item = -1;
  if (label.n < 2)
    return FALSE;
  b->item = gj_row_match_best_above (form, GJ_TABLE_APPLICATIONS, &label, FALSE, MATTERS, &row, &second);
  group = match_group (form, &label, &group_item);
  b->row = row >= group;
  if (!b->row)
    b->item = group_item;
  double best = MAX (row, group), next = b->row ? MAX (second, group) : row;
  /* Among equals the one that starts with a numeral, and the one with more lines: they have only punctuation more. */
  b->score = label.n * (2 * best - 1) + (gj_piece_is_numeral (text) ? 0.5 : 0) + 0.01 * b->n;
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
propose_blocks (const GjForm *form, const GArray *pieces, gboolean scanned)
{
  GArray *blocks = g_array_new (FALSE, FALSE, sizeof (Block));
  for (guint i = 0; i < pieces->len; i++) {
    Block b = { .n = 0 };
    for (int k = (int) i; k >= 0 && b.n < MAX_PIECES; k = piece_below (pieces, (guint) k)) {
      b.piece[b.n++] = (guint) k;
      if (name_block (form, pieces, scanned, &b))
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
    g_array_index (pieces, GjPiece, b->piece[i]).used = TRUE;
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
  const GjPiece *first = piece_at (pieces, b->piece[0]), *last = piece_at (pieces, b->piece[b->n - 1]);
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
stands_as_row (const GjForm *form, const GArray *pieces, const GArray *chosen, const GjPiece *piece)
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
  const GjPiece *p = piece_at (pieces, i);
  for (guint k = 0; k < pieces->len; k++) {
    const GjPiece *q = piece_at (pieces, k);
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
      g_array_index (pieces, GjPiece, b.piece[k]).used = TRUE;
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
choose_blocks (const GjForm *form, GArray *pieces, gboolean scanned)
{
  GArray *chosen = g_array_new (FALSE, FALSE, sizeof (Block));
  g_autoptr (GArray) blocks = propose_blocks (form, pieces, scanned);
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
  g_autoptr (GArray) pieces = gj_pieces_collect (lines, first, end, columns[0].x0);
  gboolean ocr = ((GjSegmentLine *) lines->pdata[first])->page->source == GJ_SOURCE_OCR;
  g_autoptr (GArray) chosen = choose_blocks (form, pieces, ocr);
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
