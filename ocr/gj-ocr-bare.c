/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-bare.h"

#include <string.h>

#include "ocr/gj-ocr-arcs.h"
#include "ocr/gj-ocr-cells.h"
#include "ocr/gj-ocr-erase.h"
#include "ocr/gj-ocr-judge.h"
#include "ocr/gj-ocr-local.h"
#include "ocr/gj-ocr-veil.h"

#define MAX_PIECES 12000
#define MOST_LOW 6 /* points, commas, parts of digits in a figure */
/* Lengths in inches. */
#define SPECK (1 / 45.0) /* smaller in both directions is dirt */
#define UNIT 0.06        /* gaps beside a dash or a point are compared with this at least */
#define MOST_HEIGHT 0.6
#define MOST_DASH 0.45
#define LONGEST_STROKE 0.5
#define THIN_RULE 0.05
#define DASH_HEIGHT 0.05
#define DASH_ROOM 0.07
#define COLUMN_STEP 1.2 /* between two figures of a column */
/* Parts of the height of a digit. */
#define GAP 0.95         /* pieces of one figure: digits may be full-width */
#define GAP_MARK 1.3     /* behind a full-width comma */
#define NORMAL_PITCH 1.0 /* of digits that stand close: among them */
#define FULL_PITCH 1.55  /* of full-width digits, at most */
#define WIDE_PITCH 1.25  /* so wide a step parts two figures */
#define SQUARE 0.8       /* a Chinese character is wider than this */
#define TWO 1.15         /* digits that touch are wider than this */
#define ROOM 0.5         /* paper around a figure that is looked at with it */
#define OTHER_INK 2      /* so far beside a figure's glyphs other ink is of something else */
#define TALL 1.3         /* type by the height of its digits */
#define DIRT 0.45        /* smaller in both directions, and alone, is dirt */
#define BEHIND 1.3       /* so far behind print a mark may stand */
#define CLOSE 0.6        /* what stands so close to its left is of the same sentence */
#define BROKEN 1.3       /* a figure whose strokes are broken is no larger than this */
#define FEWEST 4         /* figures of a table on a page: fewer are signs at the ends of lines */

/* A piece of ink, or a word of them. */
typedef struct {
  GjOcrRect box;
  guint word; /* of a piece: its root */
  gboolean figure;
} Word;

typedef struct {
  GArray *pieces; /* of Word, from left to right */
  GArray *words;  /* of Word, from left to right */
  double dpi;
  int least; /* height of a figure, pixels */
} Layout;

void
gj_ocr_bare_free (GjOcrBare *bare)
{
  g_array_unref (bare->writings);
  g_array_unref (bare->cells);
  g_array_unref (bare->ink);
  g_free (bare);
}

static Word *
word_at (const GArray *words, guint i)
{
  return &g_array_index (words, Word, i);
}

static int
by_left (gconstpointer a, gconstpointer b)
{
  return ((const Word *) a)->box.x0 - ((const Word *) b)->box.x0;
}

static gboolean
is_in_grid (GPtrArray *grids, const GjOcrRect *r)
{
  int x = (r->x0 + r->x1) / 2, y = (r->y0 + r->y1) / 2;
  for (guint i = 0; i < grids->len; i++) {
    const GjOcrRect *g = &((const GjOcrGrid *) g_ptr_array_index (grids, i))->box;
    if (x >= g->x0 && x < g->x1 && y >= g->y0 && y < g->y1)
      return TRUE;
  }
  return FALSE;
}

/* Whether a piece of ink is what is left of a rule: no stroke of print is as long and thin. */
static gboolean
is_of_rule (int w, int h, double dpi)
{
  return MAX (w, h) > dpi * LONGEST_STROKE && MIN (w, h) < dpi * THIN_RULE;
}

/* Connected pieces of ink outside @grids, from left to right, none higher or wider than @most. */
static GArray *
find_pieces (const GjOcrPicture *picture, GPtrArray *grids, int most)
{
  int factor = picture->dpi >= 220 ? 2 : 1, speck = MAX ((int) (picture->dpi * SPECK), 2);
  g_autoptr (GjPix) ink = gj_ocr_picture_ink (picture->gray, picture->dpi, picture->contrast, factor);
  g_autoptr (GjBoxa) boxes = pixConnCompBB (ink, 8);
  GArray *pieces = g_array_new (FALSE, TRUE, sizeof (Word));
  int n = boxes != NULL ? boxaGetCount (boxes) : 0;
  for (int i = 0; i < n && pieces->len < MAX_PIECES; i++) {
    int x, y, w, h;
    boxaGetBoxGeometry (boxes, i, &x, &y, &w, &h);
    Word piece = { .box = { x * factor, y * factor, (x + w) * factor, (y + h) * factor } };
    if ((w * factor < speck && h * factor < speck) || MAX (w, h) * factor > most ||
        is_of_rule (w * factor, h * factor, picture->dpi) || is_in_grid (grids, &piece.box))
      continue;
    g_array_append_val (pieces, piece);
  }
  g_array_sort (pieces, by_left);
  return pieces;
}

static gboolean
is_dash (const GjOcrRect *r, double dpi)
{
  int w = gj_ocr_rect_width (r), h = gj_ocr_rect_height (r);
  return w >= 2 * h && h <= dpi * DASH_HEIGHT && w >= dpi * 0.025 && w <= dpi * MOST_DASH;
}

/* Whether @a and @b are level: a third of the lower one stands beside the other. */
static gboolean
are_level (const GjOcrRect *a, const GjOcrRect *b)
{
  int low = MIN (gj_ocr_rect_height (a), gj_ocr_rect_height (b));
  return 3 * (MIN (a->y1, b->y1) - MAX (a->y0, b->y0)) >= low;
}

static guint
find_root (GArray *pieces, guint i)
{
  while (word_at (pieces, i)->word != i)
    i = word_at (pieces, i)->word = word_at (pieces, word_at (pieces, i)->word)->word;
  return i;
}

/* How far right of @a a piece of the same word may begin. */
static double
most_gap (const GjOcrRect *a, const GjOcrRect *b, double dpi)
{
  int ha = gj_ocr_rect_height (a), hb = gj_ocr_rect_height (b);
  double high = MAX (MAX (ha, hb), dpi * UNIT);
  gboolean mark = ha < 0.5 * hb && a->y0 + a->y1 > b->y0 + b->y1 && !is_dash (a, dpi);
  if (MIN (ha, hb) >= 0.7 * high) /* a 1 is narrow: what counts is the step */
    return MAX (GAP * high, FULL_PITCH * high - (gj_ocr_rect_width (a) + gj_ocr_rect_width (b)) / 2.0);
  return (mark ? GAP_MARK : GAP) * high;
}

/* Pieces that stand close on one line are a word. */
static void
join_pieces (GArray *pieces, double dpi)
{
  double widest = MOST_HEIGHT * GAP_MARK * dpi;
  for (guint i = 0; i < pieces->len; i++)
    word_at (pieces, i)->word = i;
  for (guint i = 0; i < pieces->len; i++) {
    const GjOcrRect *a = &word_at (pieces, i)->box;
    if (gj_ocr_rect_height (a) > dpi * MOST_HEIGHT)
      continue;
    for (guint k = i + 1; k < pieces->len; k++) {
      const GjOcrRect *b = &word_at (pieces, k)->box;
      if (b->x0 > a->x1 + widest)
        break;
      if (gj_ocr_rect_height (b) <= dpi * MOST_HEIGHT && are_level (a, b) && b->x0 - a->x1 <= most_gap (a, b, dpi))
        word_at (pieces, find_root (pieces, k))->word = find_root (pieces, i);
    }
  }
}

static int
tallest_of (const GArray *pieces)
{
  int most = 0;
  for (guint i = 0; i < pieces->len; i++)
    most = MAX (most, gj_ocr_rect_height (&word_at (pieces, i)->box));
  return most;
}

/* Whether pieces @mine of one word may be digits with their signs, or dashes: narrow, of one height. */
static gboolean
looks_like_figure (const GArray *mine, double dpi, int least)
{
  int tallest = tallest_of (mine);
  guint full = 0, dashes = 0, low = 0;
  if (mine->len > GJ_OCR_MAX_GLYPHS || tallest > dpi * gj_ocr_tolerances.max_figure)
    return FALSE;
  for (guint i = 0; i < mine->len; i++) {
    const GjOcrRect *r = &word_at (mine, i)->box;
    int w = gj_ocr_rect_width (r), h = gj_ocr_rect_height (r);
    if (is_dash (r, dpi))
      dashes++;
    else if (w > SQUARE * tallest && w < TWO * tallest) /* no digit, nor two that touch */
      return FALSE;
    else if (h >= 0.7 * tallest)
      full += w <= 4 * h;
    else if (++low > MOST_LOW)
      return FALSE;
  }
  return dashes == mine->len || (full > 0 && tallest >= least);
}

static void
add_word (Layout *layout, const GArray *pieces, guint first, guint end)
{
  g_autoptr (GArray) mine = g_array_new (FALSE, TRUE, sizeof (Word));
  g_array_append_vals (mine, word_at (pieces, first), end - first);
  Word word = { .box = word_at (mine, 0)->box, .figure = looks_like_figure (mine, layout->dpi, layout->least) };
  for (guint i = 1; i < mine->len; i++) {
    const GjOcrRect *r = &word_at (mine, i)->box;
    word.box = (GjOcrRect){ MIN (word.box.x0, r->x0), MIN (word.box.y0, r->y0), MAX (word.box.x1, r->x1),
                            MAX (word.box.y1, r->y1) };
  }
  g_array_append_val (layout->words, word);
}

/* Twice the step from piece @i - 1 to piece @i if both are full glyphs, else 0. */
static int
step_to (const GArray *pieces, guint i, int tallest)
{
  const GjOcrRect *a = &word_at (pieces, i - 1)->box, *b = &word_at (pieces, i)->box;
  if (gj_ocr_rect_height (a) < 0.7 * tallest || gj_ocr_rect_height (b) < 0.7 * tallest)
    return 0;
  return b->x0 + b->x1 - a->x0 - a->x1;
}

/* Adds pieces @mine, which stand close, as a word, or as several figures where one step among close digits is wide: those
 * of neighbouring columns. */
static void
add_words (Layout *layout, const GArray *mine)
{
  int tallest = tallest_of (mine), least = G_MAXINT;
  guint from = 0;
  if (looks_like_figure (mine, layout->dpi, layout->least)) {
    for (guint i = 1; i < mine->len; i++) {
      int step = step_to (mine, i, tallest);
      least = step > 0 ? MIN (least, step) : least;
    }
    for (guint i = 1; i < mine->len && least < 2 * NORMAL_PITCH * tallest; i++)
      if (step_to (mine, i, tallest) > 2 * WIDE_PITCH * tallest) {
        add_word (layout, mine, from, i);
        from = i;
      }
  }
  add_word (layout, mine, from, mine->len);
}

static void
find_words (Layout *layout)
{
  g_autoptr (GHashTable) groups = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  g_autoptr (GPtrArray) order = g_ptr_array_new ();
  join_pieces (layout->pieces, layout->dpi);
  for (guint i = 0; i < layout->pieces->len; i++) {
    gpointer root = GUINT_TO_POINTER (find_root (layout->pieces, i) + 1);
    GArray *mine = g_hash_table_lookup (groups, root);
    if (mine == NULL) {
      mine = g_array_new (FALSE, TRUE, sizeof (Word));
      g_hash_table_insert (groups, root, mine);
      g_ptr_array_add (order, mine);
    }
    g_array_append_vals (mine, word_at (layout->pieces, i), 1);
  }
  for (guint i = 0; i < order->len; i++)
    add_words (layout, order->pdata[i]);
  g_array_sort (layout->words, by_left);
}

/* Whether the box of a word that is no figure holds @a: then that is a stroke of it. */
static gboolean
is_stroke_of (const Word *a, const Word *b)
{
  int x = (a->box.x0 + a->box.x1) / 2, y = (a->box.y0 + a->box.y1) / 2;
  return a != b && !b->figure && x >= b->box.x0 && x < b->box.x1 && y >= b->box.y0 && y < b->box.y1 &&
         gj_ocr_rect_height (&b->box) > 2 * gj_ocr_rect_height (&a->box);
}

/* A dash has paper above and below; the strokes of 二 and 三 have not. */
static void
drop_strokes (Layout *layout)
{
  int room = (int) (layout->dpi * DASH_ROOM);
  for (guint i = 0; i < layout->words->len; i++) {
    Word *a = word_at (layout->words, i);
    for (guint k = 0; k < layout->pieces->len && a->figure && is_dash (&a->box, layout->dpi); k++) {
      const GjOcrRect *o = &word_at (layout->pieces, k)->box;
      gboolean above = o->y1 <= a->box.y0 && a->box.y0 - o->y1 < room,
               below = o->y0 >= a->box.y1 && o->y0 - a->box.y1 < room;
      a->figure = !((above || below) && o->x0 < a->box.x1 && o->x1 > a->box.x0);
    }
    for (guint k = 0; k < layout->words->len && a->figure && is_dash (&a->box, layout->dpi); k++)
      a->figure = !is_stroke_of (a, word_at (layout->words, k));
  }
}

/* Whether @b beside figure @a is dirt: small, and not where a mark stands, which is close behind other print. */
static gboolean
is_dirt (const Layout *layout, const Word *a, const Word *b)
{
  double least = DIRT * MAX (gj_ocr_rect_height (&a->box), layout->dpi * UNIT);
  if (b->figure || gj_ocr_rect_height (&b->box) >= least || gj_ocr_rect_width (&b->box) >= least)
    return FALSE;
  for (guint i = 0; i < layout->words->len; i++) {
    const Word *c = word_at (layout->words, i);
    int h = gj_ocr_rect_height (&c->box), gap = b->box.x0 - c->box.x1;
    if (c != b && h >= least && gap > -h / 4 && gap < BEHIND * h && are_level (&c->box, &b->box))
      return FALSE;
  }
  return TRUE;
}

/* Whether @b, beside figure @a, may be one whose strokes are too broken: no larger than @a, and in a column of figures. */
static gboolean
is_broken_figure (const Layout *layout, const Word *a, const Word *b)
{
  int high = gj_ocr_rect_height (&a->box), width = gj_ocr_rect_width (&b->box), n = 0;
  for (guint i = 0; i < layout->words->len; i++) {
    const Word *c = word_at (layout->words, i);
    n += c->figure && ABS (c->box.x0 + c->box.x1 - b->box.x0 - b->box.x1) <= high;
  }
  return n >= FEWEST && !b->figure && MAX (width, gj_ocr_rect_height (&b->box)) <= BROKEN * high;
}

/* Only figures may stand right of a figure: labels stand at the left, and prose goes on. */
static void
drop_followed (Layout *layout)
{
  for (guint i = layout->words->len; i-- > 0;) {
    Word *a = word_at (layout->words, i);
    for (guint k = i + 1; k < layout->words->len && a->figure; k++) {
      const Word *b = word_at (layout->words, k);
      if (b->box.x0 < a->box.x1 || !are_level (&a->box, &b->box) || is_dirt (layout, a, b) ||
          is_broken_figure (layout, a, b))
        continue;
      a->figure = b->figure;
      break;
    }
  }
}

/* Nor does a figure stand close behind other print: that is a sentence with a figure, or its last sign. */
static void
drop_following (Layout *layout)
{
  for (guint i = 0; i < layout->words->len; i++) {
    Word *a = word_at (layout->words, i);
    int near = (int) (CLOSE * (a->box.y1 - a->box.y0));
    for (guint k = 0; k < layout->words->len && a->figure; k++) {
      const Word *b = word_at (layout->words, k);
      int gap = a->box.x0 - b->box.x1;
      a->figure =
          k == i || b->figure || gap < -near || gap > near || !are_level (&a->box, &b->box) || is_dirt (layout, a, b);
    }
  }
}

/* A figure of a table has others beside it, above or below: what has none is a page number, a stroke, a year. */
static void
drop_lone (Layout *layout)
{
  int far = (int) (layout->dpi * COLUMN_STEP);
  g_autofree gboolean *mate = g_new0 (gboolean, layout->words->len + 1);
  for (guint i = 0; i < layout->words->len; i++) {
    const Word *a = word_at (layout->words, i);
    for (guint k = 0; k < layout->words->len && a->figure && !mate[i]; k++) {
      const Word *b = word_at (layout->words, k);
      gboolean above = a->box.x0 < b->box.x1 && b->box.x0 < a->box.x1 && ABS (a->box.y0 - b->box.y0) < far;
      mate[i] = k != i && b->figure && (above || are_level (&a->box, &b->box));
    }
  }
  for (guint i = 0; i < layout->words->len; i++)
    word_at (layout->words, i)->figure &= mate[i];
}

/* The box that is looked at for word @i: with paper around it, without its neighbours. @margin is what is cut off again. */
static GjOcrRect
room_of (const Layout *layout, guint i, int margin)
{
  const GjOcrRect *r = &word_at (layout->words, i)->box;
  int room = (int) (ROOM * MAX (gj_ocr_rect_height (r), layout->dpi * UNIT)) + 2;
  GjOcrRect out = { r->x0 - room, r->y0 - room, r->x1 + room, r->y1 + room };
  for (guint k = 0; k < layout->words->len; k++) {
    const GjOcrRect *o = &word_at (layout->words, k)->box;
    if (k == i || o->x1 <= out.x0 || o->x0 >= out.x1 || o->y1 <= out.y0 || o->y0 >= out.y1)
      continue;
    if (o->x1 <= r->x0)
      out.x0 = MAX (out.x0, o->x1 + 1);
    else if (o->x0 >= r->x1)
      out.x1 = MIN (out.x1, o->x0 - 1);
    else if (o->y1 <= r->y0)
      out.y0 = MAX (out.y0, o->y1 + 1);
    else if (o->y0 >= r->y1)
      out.y1 = MIN (out.y1, o->y0 - 1);
  }
  return (GjOcrRect){ out.x0 - margin, out.y0 - margin, out.x1 + margin, out.y1 + margin };
}

static void
cell_clear (gpointer data)
{
  GjOcrCell *cell = data;
  g_free (cell->text);
  g_free (cell->alternative);
}

static int
by_row (gconstpointer a, gconstpointer b)
{
  const GjOcrRect *p = &((const GjOcrCell *) a)->box, *q = &((const GjOcrCell *) b)->box;
  return (p->y0 + p->y1) - (q->y0 + q->y1);
}

static int
by_column (gconstpointer a, gconstpointer b)
{
  return ((const GjOcrCell *) a)->box.x0 - ((const GjOcrCell *) b)->box.x0;
}

/* Row by row: what is level with the first of a row belongs to it. */
static void
sort_cells (GArray *cells)
{
  g_array_sort (cells, by_row);
  for (guint i = 0, end; i < cells->len; i = end) {
    const GjOcrRect first = g_array_index (cells, GjOcrCell, i).box;
    for (end = i + 1; end < cells->len; end++) {
      const GjOcrRect *b = &g_array_index (cells, GjOcrCell, end).box;
      if (b->y0 + b->y1 > 2 * first.y1 - gj_ocr_rect_height (&first) / 2)
        break;
    }
    qsort (&g_array_index (cells, GjOcrCell, i), end - i, sizeof (GjOcrCell), by_column);
  }
}

/* Whether the glyphs of @ink are all there is: of a label's faint print only the numeral may have become a glyph. */
static gboolean
is_all (const GjOcrInk *ink)
{
  int x0 = G_MAXINT, x1 = 0, room = OTHER_INK * gj_ocr_rect_height (&ink->box);
  for (guint k = 0; k < ink->n_lines; k++)
    for (guint i = 0; i < ink->line[k].n_glyphs; i++) {
      x0 = MIN (x0, ink->line[k].glyph[i].x0);
      x1 = MAX (x1, ink->line[k].glyph[i].x1);
    }
  return x0 > x1 || (x0 - ink->box.x0 < room && ink->box.x1 - x1 < room);
}

/* Figures outside @grids. Pieces of ink higher or wider than @most are not looked at. */
static GjOcrBare *
find_figures (const GjOcrPicture *picture, GPtrArray *grids, int most)
{
  GjOcrBare *bare = g_new0 (GjOcrBare, 1);
  bare->cells = g_array_new (FALSE, TRUE, sizeof (GjOcrCell));
  g_array_set_clear_func (bare->cells, cell_clear);
  bare->writings = g_array_new (FALSE, TRUE, sizeof (GjOcrWriting));
  g_array_set_clear_func (bare->writings, gj_ocr_writing_clear);
  bare->ink = g_array_new (FALSE, FALSE, sizeof (GjOcrRect));
  g_autoptr (GArray) pieces = find_pieces (picture, grids, most), words = g_array_new (FALSE, TRUE, sizeof (Word));
  Layout layout = { pieces, words, picture->dpi, gj_ocr_arcs_least_figure (picture) };
  find_words (&layout);
  drop_strokes (&layout);
  drop_followed (&layout);
  drop_following (&layout);
  drop_lone (&layout);
  for (guint i = 0; i < pieces->len; i++)
    g_array_append_val (bare->ink, word_at (pieces, i)->box);
  for (guint i = 0; i < words->len; i++) {
    GjOcrCell cell = { .row_span = 1, .col_span = 1 };
    if (!word_at (words, i)->figure)
      continue;
    cell.painted = gj_ocr_is_painted (picture, &word_at (words, i)->box) ||
                   (picture->seals != NULL && gj_ocr_veil_is_on (picture->seals, &word_at (words, i)->box));
    cell.box = room_of (&layout, i, gj_ocr_ink_margin (picture));
    g_array_append_val (bare->cells, cell);
  }
  sort_cells (bare->cells);
  for (guint i = 0; i < bare->cells->len;) {
    GjOcrCell *cell = &g_array_index (bare->cells, GjOcrCell, i);
    gj_ocr_look_at_cell (picture, cell, bare->writings);
    const GjOcrInk *ink = g_array_index (bare->writings, GjOcrWriting, i).ink;
    if ((cell->kind == GJ_OCR_CELL_FIGURE && is_all (ink) && gj_ocr_judge_has_digit (picture, ink)) ||
        cell->kind == GJ_OCR_CELL_DASH)
      i++;
    else {
      g_array_remove_index (bare->cells, i);
      g_array_set_size (bare->writings, i);
    }
  }
  if (bare->cells->len < FEWEST) {
    g_array_set_size (bare->cells, 0);
    g_array_set_size (bare->writings, 0);
  }
  for (guint i = 0; i < bare->cells->len; i++)
    g_array_index (bare->writings, GjOcrWriting, i).cell = &g_array_index (bare->cells, GjOcrCell, i);
  return bare;
}

GjOcrBare *
gj_ocr_bare_find (const GjOcrPicture *picture, GPtrArray *grids)
{
  return find_figures (picture, grids, G_MAXINT);
}

GArray *
gj_ocr_bare_places (const GjOcrPicture *picture)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (GjOcrRect));
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GjOcrBare) all = find_figures (picture, none, (int) (picture->dpi * gj_ocr_tolerances.max_figure));
  for (guint i = 0; i < all->writings->len; i++)
    g_array_append_val (places, g_array_index (all->writings, GjOcrWriting, i).ink->box);
  return places;
}

void
gj_ocr_bare_read (GjOcrEngine *digits, const GjOcrPicture *picture, GjOcrBare *bare)
{
  gj_ocr_read_figures (digits, picture, bare->writings);
}

/* The usual height of a figure on the page. */
static int
figure_height (const GjOcrBare *bare)
{
  int sum = 0, n = 0;
  for (guint i = 0; i < bare->writings->len; i++) {
    const GjOcrWriting *w = &g_array_index (bare->writings, GjOcrWriting, i);
    if (w->cell->kind != GJ_OCR_CELL_FIGURE)
      continue;
    sum += gj_ocr_rect_height (&w->ink->box);
    n++;
  }
  return n > 0 ? sum / n : 0;
}

/* The place of character @i of @n: its glyph's, where every character is one. */
static GjOcrRect
place_of (const GjOcrInk *ink, guint i, guint n)
{
  guint all = 0;
  for (guint k = 0; k < ink->n_lines; k++)
    all += ink->line[k].n_glyphs;
  if (all == n && ink->n_lines == 1)
    return ink->line[0].glyph[i];
  int x0 = ink->box.x0, width = gj_ocr_rect_width (&ink->box), k = (int) i, m = (int) n;
  return (GjOcrRect){ x0 + width * k / m, ink->box.y0, x0 + width * (k + 1) / m, ink->box.y1 };
}

void
gj_ocr_bare_symbols (const GjOcrBare *bare, GArray *symbols)
{
  int usual = figure_height (bare);
  for (guint i = 0; i < bare->writings->len; i++) {
    const GjOcrWriting *w = &g_array_index (bare->writings, GjOcrWriting, i);
    const GjOcrCell *cell = w->cell;
    guint n = (guint) strlen (cell->text); /* digits and signs */
    int middle = (w->ink->box.y0 + w->ink->box.y1) / 2;
    int half = (int) (TALL * MAX (usual, gj_ocr_rect_height (&w->ink->box)) / 2);
    for (guint k = 0; k < n; k++) {
      GjOcrRect place = place_of (w->ink, k, n);
      GjOcrSymbol s = { .ch = (gunichar) (guchar) cell->text[k],
                        .box = { place.x0, middle - half, MAX (place.x1, place.x0 + 1), middle + half },
                        .confidence = cell->confidence,
                        .word_start = k == 0,
                        .line_start = k == 0,
                        .agreed = cell->reading == GJ_READING_PLAIN && !cell->painted };
      g_array_append_val (symbols, s);
    }
  }
}

GArray *
gj_ocr_bare_unread (const GjOcrBare *bare, const GArray *symbols)
{
  GArray *unread = g_array_new (FALSE, FALSE, sizeof (GjOcrRect));
  for (guint i = 0; i < bare->ink->len; i++) {
    const GjOcrRect *r = &g_array_index (bare->ink, GjOcrRect, i);
    gboolean read = FALSE;
    for (guint k = 0; k < symbols->len && !read; k++) {
      const GjOcrRect *s = &g_array_index (symbols, GjOcrSymbol, k).box;
      int y = (r->y0 + r->y1) / 2;
      read = r->x0 <= s->x1 && r->x1 >= s->x0 && y >= s->y0 && y <= s->y1;
    }
    if (!read)
      g_array_append_val (unread, *r);
  }
  return unread;
}
