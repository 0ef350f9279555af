/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-cells.h"

#include "ocr/gj-ocr-again.h"
#include "ocr/gj-ocr-among.h"
#include "ocr/gj-ocr-figures.h"
#include "ocr/gj-ocr-flush.h"
#include "ocr/gj-ocr-ink.h"
#include "ocr/gj-ocr-judge.h"
#include "ocr/gj-ocr-labels.h"
#include "ocr/gj-ocr-note.h"
#include "ocr/gj-ocr-pale.h"
#include "ocr/gj-ocr-remains.h"
#include "ocr/gj-ocr-seal.h"
#include "ocr/gj-ocr-shade.h"
#include "ocr/gj-ocr-size.h"
#include "ocr/gj-ocr-spacing.h"
#include "ocr/gj-ocr-streak.h"
#include "ocr/gj-ocr-struck.h"
#include "ocr/gj-ocr-veil.h"
#include "page/gj-char.h"

#include <string.h>

#define LIKELY 0.3        /* probability of a figure's least sure digit */
#define HIGH_STROKE 0.035 /* inches: dashes are less high */
#define LONG_STROKE 0.1   /* and short ones not longer */
#define MANY_STROKES 8u   /* so many alike on a page are no dirt */
#define UNLIKELY 60       /* confidence of a figure below which it may be a word */
#define SURE_WORD 80      /* confidence of a word's worst character */
#define NARROW 0.7        /* of its height is an ideograph wide at least */
#define SURE_NOTE 60      /* the same of a figure's note */
#define STROKES 0.6       /* of the height of a digit in pieces that these cover at least */
#define SURE 0.95         /* probability of a digit */
#define THIN 0.25         /* level at which thin strokes are ink */
#define LIGHT_SEAL \
  40 /* percent of the way from paper to print: the lightest seal that is tried to see through, and the darkest */
#define DARK_SEAL 80

static void
set_plain (GjOcrCell *cell, const char *text)
{
  cell->text = g_strdup (text);
  cell->confidence = 95;
  cell->reading = GJ_READING_PLAIN;
}

/* Few glyphs in one line or two: worth the trouble of trying other levels. */
static gboolean
may_be_figure (const GjOcrInk *ink, double dpi)
{
  guint n = 0;
  for (guint i = 0; i < ink->n_lines; i++) {
    int h = gj_ocr_rect_height (&ink->line[i].extent);
    if (h < dpi * gj_ocr_tolerances.min_figure || h > dpi * gj_ocr_tolerances.max_figure)
      return FALSE;
    n += ink->line[i].n_glyphs;
  }
  return n > 0 && n <= 14 && ink->n_lines <= 2;
}

/* All ink has the shape of one digit: where a thin stroke is lost, the top of a 5 is a line of its own. */
static gboolean
may_be_digit (const GjOcrInk *ink, double dpi)
{
  int w = gj_ocr_rect_width (&ink->box), h = gj_ocr_rect_height (&ink->box);
  return w <= 0.78 * h && h >= dpi * gj_ocr_tolerances.min_figure && h <= dpi * 0.2;
}

static gboolean
is_as_high_as_digits (const GjOcrInk *ink, double dpi)
{
  int h = gj_ocr_rect_height (&ink->box);
  return h >= dpi * gj_ocr_tolerances.min_figure && h <= dpi * 0.2;
}

/* Two lines together as high as digits, in as many glyphs each. */
static gboolean
may_be_broken (const GjOcrInk *ink, double dpi)
{
  return ink->n_lines == 2 && is_as_high_as_digits (ink, dpi) && ink->line[0].n_glyphs == ink->line[1].n_glyphs;
}

/* Whether the lines of ink in @ink are parts of one digit: strokes take up most of its height, two specks do not. */
static gboolean
may_be_one (const GjOcrInk *ink)
{
  int covered = 0;
  for (guint i = 0; i < ink->n_lines; i++)
    covered += gj_ocr_rect_height (&ink->line[i].extent);
  return covered >= STROKES * gj_ocr_rect_height (&ink->box);
}

/* All ink as one glyph: a digit in pieces. */
static void
try_whole (const GjOcrPicture *picture, GjOcrInk *ink, double *score)
{
  g_autofree GjOcrInk *whole = g_memdup2 (ink, sizeof *ink);
  whole->n_lines = 1;
  whole->line[0] = (GjOcrInkLine){ .extent = ink->box, .box = ink->box, .n_glyphs = 1, .glyph = { ink->box } };
  double s = gj_ocr_judge (picture, whole);
  if (s > *score) {
    *ink = *whole;
    *score = s;
  }
}

/* Both lines of @ink as one: of every digit of small print a thin stroke may be lost, so that the tops of 5 or 7 are a line of
 * their own. */
static void
try_merged (const GjOcrPicture *picture, GjOcrInk *ink, double *score)
{
  g_autofree GjOcrInk *both = g_memdup2 (ink, sizeof *ink);
  const GjOcrInkLine *top = &ink->line[0], *foot = &ink->line[1];
  GjOcrInkLine *line = &both->line[0];

  if (top->n_glyphs != foot->n_glyphs || top->too_many)
    return;
  both->n_lines = 1;
  line->extent = line->box = ink->box;
  for (guint i = 0; i < line->n_glyphs; i++) {
    const GjOcrRect *a = &top->glyph[i], *b = &foot->glyph[i];
    if (MIN (a->x1, b->x1) - MAX (a->x0, b->x0) <= 0)
      return;
    line->mark[i] = 0;
    line->glyph[i] = (GjOcrRect){ MIN (a->x0, b->x0), a->y0, MAX (a->x1, b->x1), b->y1 };
  }
  line->n_specked = 0;
  double s = gj_ocr_judge (picture, both);
  if (s > *score) {
    *ink = *both;
    *score = s;
  }
}

/* Whether @low has the glyphs of @ink and no more, each at least as large. */
static gboolean
has_same_glyphs (const GjOcrInk *low, const GjOcrInk *ink)
{
  if (low->n_lines != ink->n_lines)
    return FALSE;
  for (guint k = 0; k < ink->n_lines; k++) {
    const GjOcrInkLine *a = &low->line[k], *b = &ink->line[k];
    if (a->n_glyphs != b->n_glyphs || memcmp (a->mark, b->mark, b->n_glyphs) != 0)
      return FALSE;
    for (guint i = 0; i < b->n_glyphs; i++)
      if (a->glyph[i].x0 > b->glyph[i].x0 || a->glyph[i].x1 < b->glyph[i].x1)
        return FALSE;
  }
  return ink->n_lines > 0;
}

static gboolean
is_even (const GjOcrPicture *picture, const GjOcrInk *ink)
{
  for (guint k = 0; k < ink->n_lines; k++)
    if (!gj_ocr_spacing_is_even (picture, &ink->line[k], 0))
      return FALSE;
  return TRUE;
}

/* Of a 4 whose thin strokes are too faint for the level only the thick one becomes a glyph. The rest looks like one more digit, and
 * the glyph does not stand where digits do. Where a lower level cuts the same glyphs, wider, that are digits as well, they are whole. */
static GjOcrInk *
try_thin (const GjOcrPicture *picture, const GjOcrCell *cell, GjOcrInk *ink, double *score)
{
  if (!ink->left_over && is_even (picture, ink))
    return ink;
  GjOcrInk *low = gj_ocr_ink_find (picture, &cell->box, THIN);
  if (has_same_glyphs (low, ink) && gj_ocr_judge (picture, low) >= SURE && !low->left_over && is_even (picture, low)) {
    g_free (ink);
    *score = MAX (*score, SURE);
    return low;
  }
  g_free (low);
  return ink;
}

/* Where ink begins is not known: the level at which the network is surest of every glyph
 * is the one that cuts them best. */
static GjOcrInk *
find_figure (const GjOcrPicture *picture, const GjOcrCell *cell, GjOcrInk *ink, double *score)
{
  static const double levels[] = { 0.58, 0.33, 0.7 };

  *score = gj_ocr_judge (picture, ink);
  for (guint i = 0; i < G_N_ELEMENTS (levels) && *score < 0.95; i++) {
    if (!may_be_figure (ink, picture->dpi) && !may_be_digit (ink, picture->dpi) && !may_be_broken (ink, picture->dpi))
      break;
    GjOcrInk *other = gj_ocr_ink_find (picture, &cell->box, levels[i]);
    double s = other->kind == GJ_OCR_INK_FIGURE || other->kind == GJ_OCR_INK_TEXT ? gj_ocr_judge (picture, other) : 0;
    if (s > *score) {
      *score = s;
      g_free (ink);
      ink = other;
    } else
      g_free (other);
  }
  if (*score < 0.9 && may_be_digit (ink, picture->dpi) && may_be_one (ink))
    try_whole (picture, ink, score);
  if (*score < 0.9 && ink->n_lines == 2 && is_as_high_as_digits (ink, picture->dpi) && may_be_one (ink))
    try_merged (picture, ink, score);
  if (*score <= 0)
    return ink;
  ink->left_over = ink->left_over || gj_ocr_has_left_over (picture, &cell->box, ink);
  return try_thin (picture, cell, ink, score);
}

/* Whether @a and @b are the same glyphs, but for a pixel or two. */
static gboolean
are_same (const GjOcrInk *a, const GjOcrInk *b)
{
  if (a->n_lines != 1 || b->n_lines != 1 || a->line[0].n_glyphs != b->line[0].n_glyphs)
    return FALSE;
  for (guint i = 0; i < a->line[0].n_glyphs; i++) {
    const GjOcrRect *p = &a->line[0].glyph[i], *q = &b->line[0].glyph[i];
    if (ABS (p->x0 - q->x0) > 2 || ABS (p->x1 - q->x1) > 2 || ABS (p->y0 - q->y0) > 2 || ABS (p->y1 - q->y1) > 2)
      return FALSE;
  }
  return TRUE;
}

/* The ink of @cell where what is lighter than @level is paper, and how sure the network is that it is a figure (out). */
static GjOcrInk *
find_below (const GjOcrPicture *picture, const GjOcrCell *cell, double level, double *score)
{
  g_autoptr (GjPix) kept = gj_ocr_veil_lift (picture, &cell->box, level);
  GjOcrInk *below = gj_ocr_ink_find (picture, &cell->box, GJ_OCR_INK_LEVEL);
  gboolean figure = below->kind == GJ_OCR_INK_FIGURE && below->n_lines == 1;
  *score = figure ? gj_ocr_judge (picture, below) : 0;
  if (kept != NULL)
    gj_ocr_veil_put_back (picture, &cell->box, kept);
  return below;
}

/* A figure under a gray seal: the level at which the seal is paper and the network is surest of the glyphs that are left; the
 * level before must cut the same. Such a figure is doubtful, for the darkest of the seal may be a part of it. */
static GjOcrInk *
look_through_seal (const GjOcrPicture *picture, const GjOcrCell *cell, GjOcrInk *ink, double *score)
{
  g_autofree GjOcrInk *best = NULL, *last = NULL;
  double most = SURE, level = 0;

  if (picture->seals == NULL || !gj_ocr_veil_is_on (picture->seals, &cell->box))
    return ink;
  for (int percent = LIGHT_SEAL; percent <= DARK_SEAL; percent += 5) {
    double s = 0;
    g_autofree GjOcrInk *below = find_below (picture, cell, percent / 100.0, &s);
    if (s > most && last != NULL && are_same (last, below)) {
      g_free (best);
      best = g_memdup2 (below, sizeof *below);
      most = s;
      level = percent / 100.0;
    }
    g_free (last);
    last = g_steal_pointer (&below);
  }
  if (best == NULL || (*score >= SURE && are_same (ink, best)))
    return ink;
  g_autoptr (GjPix) kept = gj_ocr_veil_lift (picture, &cell->box, level);
  best->left_over = TRUE;
  *score = most;
  g_free (ink);
  return g_steal_pointer (&best);
}

/* Whether @ink reaches the upper or lower border of @cell: a figure that a rule runs through does. */
static gboolean
is_at_border (const GjOcrPicture *picture, const GjOcrCell *cell, const GjOcrInk *ink)
{
  int margin = gj_ocr_ink_margin (picture) + 2;
  return ink->box.y0 <= cell->box.y0 + margin || ink->box.y1 >= cell->box.y1 - margin;
}

/* Whether there may be more, or something else, in @cell than was found. */
static gboolean
is_questionable (const GjOcrPicture *picture, const GjOcrCell *cell, const GjOcrInk *ink)
{
  gboolean empty = cell->kind == GJ_OCR_CELL_EMPTY, blank = empty || cell->kind == GJ_OCR_CELL_DASH;
  if (cell->kind == GJ_OCR_CELL_LABEL)
    return FALSE;
  return ink->crossed || gj_ocr_is_cut (picture, &cell->box) || gj_ocr_is_struck_beside (picture, &cell->box) ||
         ((blank || is_at_border (picture, cell, ink)) && gj_ocr_is_struck (picture, &cell->box)) ||
         (empty && gj_ocr_ink_is_faint (picture, &cell->box)) ||
         (blank && (gj_ocr_is_sealed (picture, &cell->box) || gj_ocr_is_remains (picture, &cell->box) ||
                    gj_ocr_is_blackened (picture, &cell->box)));
}

/* What looks like a lone stroke may be a small figure whose digits touch, or the darkest part of one. Returns: the ink at a lower
 * level, if there it is as high as a figure where the stroke is, and much higher than that, or the stroke is high for one;
 * NULL if not. */
static GjOcrInk *
find_around_stroke (const GjOcrPicture *picture, const GjOcrCell *cell, const GjOcrInk *stroke)
{
  GjOcrInk *low = gj_ocr_ink_find (picture, &cell->box, THIN);
  int y = (stroke->box.y0 + stroke->box.y1) / 2, high = gj_ocr_rect_height (&stroke->box);
  int least =
      MAX (high > picture->dpi * HIGH_STROKE ? 0 : 2 * high, (int) (picture->dpi * gj_ocr_tolerances.min_figure));
  for (guint i = 0; i < low->n_lines && low->kind != GJ_OCR_INK_DASH && low->kind != GJ_OCR_INK_SLASH; i++) {
    const GjOcrInkLine *line = &low->line[i];
    if (line->n_glyphs > 0 && y >= line->box.y0 && y < line->box.y1 && stroke->box.x0 < line->box.x1 &&
        stroke->box.x1 > line->box.x0 && gj_ocr_rect_height (&line->box) >= least)
      return low;
  }
  g_free (low);
  return NULL;
}

/* A dash, or a figure that looks like one, which is unread if the network does not know it. Returns: (transfer full): @ink, or that of
 * the figure. */
static GjOcrInk *
look_at_dash (const GjOcrPicture *picture, GjOcrCell *cell, GjOcrInk *ink)
{
  double score = 0;
  GjOcrInk *around = find_around_stroke (picture, cell, ink);
  if (around != NULL) {
    g_free (ink);
    ink = find_figure (picture, cell, around, &score);
    cell->supposed = TRUE;
  }
  cell->kind = score >= LIKELY ? GJ_OCR_CELL_FIGURE : GJ_OCR_CELL_DASH;
  if (cell->kind == GJ_OCR_CELL_FIGURE)
    return ink;
  set_plain (cell, around == NULL ? "-" : "");
  cell->reading = around == NULL ? GJ_READING_PLAIN : GJ_READING_UNREAD;
  return ink;
}

/* The ink of @cell, with what stands so near its sides that it would be left out with their rules: the 1 of a narrow cell, or the first
 * digit of several. */
static GjOcrInk *
find_in_cell (const GjOcrPicture *picture, GjOcrCell *cell)
{
  GjOcrInk *ink = gj_ocr_ink_find (picture, &cell->box, GJ_OCR_INK_LEVEL);
  GjOcrFlush flush = gj_ocr_flush_find (picture, &cell->box);
  if (!gj_ocr_flush_is_lost (&flush, &ink->box))
    return ink;
  g_free (ink);
  cell->box = flush.box;
  ink = gj_ocr_ink_find (picture, &cell->box, GJ_OCR_INK_LEVEL);
  cell->supposed = cell->supposed || flush.touches || gj_ocr_flush_is_lost (&flush, &ink->box);
  return ink;
}

void
gj_ocr_look_at_cell (const GjOcrPicture *picture, GjOcrCell *cell, GArray *writings)
{
  GjOcrInk *ink = find_in_cell (picture, cell);
  const char slash[2] = { ink->slash, '\0' };
  double score = 0;

  switch (ink->kind) {
  case GJ_OCR_INK_DASH:
    ink = look_at_dash (picture, cell, ink);
    break;
  case GJ_OCR_INK_SLASH:
    cell->kind = GJ_OCR_CELL_DASH;
    set_plain (cell, slash);
    break;
  case GJ_OCR_INK_FIGURE:
  case GJ_OCR_INK_TEXT:
    ink = look_through_seal (picture, cell, find_figure (picture, cell, ink, &score), &score);
    G_GNUC_FALLTHROUGH;
  case GJ_OCR_INK_NONE:
    if (score < LIKELY)
      cell->supposed = gj_ocr_look_again (picture, &cell->box, &ink, &score) || cell->supposed;
    cell->kind = score >= LIKELY                ? GJ_OCR_CELL_FIGURE
                 : ink->kind == GJ_OCR_INK_NONE ? GJ_OCR_CELL_EMPTY
                                                : GJ_OCR_CELL_LABEL;
    if (cell->kind == GJ_OCR_CELL_EMPTY)
      set_plain (cell, "");
    break;
  }
  cell->supposed = cell->supposed || is_questionable (picture, cell, ink);
  cell->ink = ink->box;
  GjOcrWriting w = { cell, ink };
  g_array_append_val (writings, w);
}

/* Whether @w holds one small stroke, wider than high, that may be a dash, or is one. */
static gboolean
is_small_stroke (const GjOcrPicture *picture, const GjOcrWriting *w)
{
  int width = gj_ocr_rect_width (&w->ink->box), height = gj_ocr_rect_height (&w->ink->box);
  gboolean open = w->cell->kind == GJ_OCR_CELL_LABEL && w->ink->n_lines == 1 && w->ink->line[0].n_glyphs == 1;
  return (open || w->ink->kind == GJ_OCR_INK_DASH) && width > height && height <= picture->dpi * HIGH_STROKE &&
         width <= picture->dpi * LONG_STROKE;
}

static gboolean
are_alike (const GjOcrRect *a, const GjOcrRect *b)
{
  return ABS (gj_ocr_rect_width (a) - gj_ocr_rect_width (b)) <= 1 &&
         ABS (gj_ocr_rect_height (a) - gj_ocr_rect_height (b)) <= 1;
}

void
gj_ocr_settle_small_strokes (const GjOcrPicture *picture, GArray *writings)
{
  g_autoptr (GPtrArray) strokes = g_ptr_array_new ();
  for (guint i = 0; i < writings->len; i++)
    if (is_small_stroke (picture, &g_array_index (writings, GjOcrWriting, i)))
      g_ptr_array_add (strokes, &g_array_index (writings, GjOcrWriting, i));
  for (guint i = 0; i < strokes->len; i++) {
    const GjOcrWriting *w = strokes->pdata[i];
    guint alike = 0;
    for (guint k = 0; k < strokes->len; k++)
      alike += are_alike (&w->ink->box, &((const GjOcrWriting *) strokes->pdata[k])->ink->box);
    if (alike < MANY_STROKES || w->cell->kind != GJ_OCR_CELL_LABEL)
      continue;
    g_autofree GjOcrInk *around = find_around_stroke (picture, w->cell, w->ink);
    if (around == NULL) {
      w->cell->kind = GJ_OCR_CELL_DASH;
      set_plain (w->cell, "-");
    }
  }
}

/* Where no rule is seen, the cell's content may be another's too; where a streak was taken off, a stroke may have gone with it. Of a grid with more columns than any form some rules are none: what
 * is empty there may be a part of a cell. */
static void
doubt_supposed (const GjOcrPicture *picture, GPtrArray *grids)
{
  for (guint i = 0; i < grids->len; i++) {
    GjOcrGrid *grid = g_ptr_array_index (grids, i);
    for (guint k = 0; k < grid->cells->len; k++) {
      GjOcrCell *cell = &g_array_index (grid->cells, GjOcrCell, k);
      cell->supposed = cell->supposed || (grid->n_cols > GJ_OCR_MOST_COLUMNS && cell->kind == GJ_OCR_CELL_EMPTY);
      gboolean crossed = gj_ocr_streak_crosses (picture, cell->kind == GJ_OCR_CELL_EMPTY ? &cell->box : &cell->ink);
      if ((cell->supposed || crossed) && cell->kind != GJ_OCR_CELL_LABEL)
        cell->reading = MAX (cell->reading, GJ_READING_DOUBTFUL);
    }
  }
}

/* What was read as a figure, without certainty, and may be a word. */
typedef struct {
  GjOcrCell *cell;     /* unowned */
  const GjOcrInk *ink; /* unowned */
  char *text, *alternative;
  GjReading reading;
  guint8 confidence;
} Doubt;

static void
doubt_clear (gpointer data)
{
  Doubt *d = data;
  g_free (d->text);
  g_free (d->alternative);
}

/* Whether something as high as the figure of @w stands right behind it that was left out of it: a unit, or the words of
 * a label whose number alone is dark enough for the level. */
static gboolean
has_more_behind (const GjOcrPicture *picture, const GjOcrWriting *w)
{
  if (!w->ink->left_over || w->ink->n_lines != 1 ||
      (picture->seals != NULL && gj_ocr_veil_is_on (picture->seals, &w->cell->box)))
    return FALSE;
  g_autofree GjOcrInk *all = gj_ocr_ink_find (picture, &w->cell->box, GJ_OCR_INK_LEVEL);
  const GjOcrRect *figure = &w->ink->line[0].box, *line = &all->line[0].extent;
  int height = gj_ocr_rect_height (figure);
  return all->n_lines == 1 && line->x0 > figure->x0 - height / 2 && line->x1 > figure->x1 + height / 2;
}

/* Figures of which the network is not sure, those with something behind them, and those of which the readers differ by the first digits
 * are to be read as labels too: two simple characters (规章) can look like digits. */
static GArray *
try_as_labels (const GjOcrPicture *picture, GArray *writings)
{
  GArray *doubts = g_array_new (FALSE, FALSE, sizeof (Doubt));
  g_array_set_clear_func (doubts, doubt_clear);
  for (guint i = 0; i < writings->len; i++) {
    GjOcrWriting *w = &g_array_index (writings, GjOcrWriting, i);
    GjOcrCell *cell = w->cell;
    if (cell->kind != GJ_OCR_CELL_FIGURE || cell->reading == GJ_READING_PLAIN ||
        (cell->confidence >= UNLIKELY && !has_more_behind (picture, w) &&
         !gj_ocr_note_may_stand_before (cell->text, cell->alternative)))
      continue;
    if (w->ink->left_over) { /* the level at which digits come out best loses thin strokes of characters */
      g_free (w->ink);
      w->ink = gj_ocr_ink_find (picture, &cell->box, GJ_OCR_INK_LEVEL);
    }
    Doubt d = { cell, w->ink, cell->text, cell->alternative, cell->reading, cell->confidence };
    g_array_append_val (doubts, d);
    cell->text = cell->alternative = NULL;
    cell->kind = GJ_OCR_CELL_LABEL;
  }
  return doubts;
}

/* Behind the number of a row's label (2.), if there is one. */
static const char *
behind_number (const char *text)
{
  static const gunichar marks[] = { '.', ',', 0x3001, 0xFF0E, 0xFF0C };
  const char *p = text;
  while (gj_char_digit (g_utf8_get_char (p)) >= 0)
    p = g_utf8_next_char (p);
  for (guint i = 0; p > text && i < G_N_ELEMENTS (marks); i++)
    if (g_utf8_get_char (p) == marks[i])
      return g_utf8_next_char (p);
  return text;
}

/* Whether @cell was read as ideographs, of which there is room in its ink: each is as wide as it is high. */
static gboolean
is_word (const GjOcrCell *cell, const GjOcrInk *ink)
{
  glong n = 0;
  const GjOcrRect *line = &ink->line[0].extent;
  for (const char *p = behind_number (cell->text); *p != '\0'; p = g_utf8_next_char (p), n++)
    if (!gj_char_is_ideograph (g_utf8_get_char (p)))
      return FALSE;
  gboolean room = ink->n_lines != 1 || gj_ocr_rect_width (line) >= NARROW * (double) n * gj_ocr_rect_height (line);
  return n >= 2 && room && cell->confidence >= SURE_WORD;
}

/* A figure with a unit, whose characters look like digits: 147件. */
static gboolean
is_with_note (const GjOcrPicture *picture, const Doubt *d)
{
  return d->cell->confidence >= SURE_NOTE && gj_ocr_note_is_seconded (picture, d->ink, d->cell->text);
}

/* Those that are no words, and have none, are figures again. */
static void
settle_doubts (const GjOcrPicture *picture, GArray *doubts)
{
  for (guint i = 0; i < doubts->len; i++) {
    Doubt *d = &g_array_index (doubts, Doubt, i);
    if (is_word (d->cell, d->ink) || is_with_note (picture, d))
      continue;
    g_free (d->cell->text);
    d->cell->text = g_steal_pointer (&d->text);
    d->cell->alternative = g_steal_pointer (&d->alternative);
    d->cell->reading = d->reading;
    d->cell->confidence = d->confidence;
    d->cell->kind = GJ_OCR_CELL_FIGURE;
  }
}

void
gj_ocr_read_cells (GjOcrEngine *chinese, GjOcrEngine *digits, const GjOcrPhrases *phrases, const GjOcrPicture *picture,
                   GPtrArray *grids)
{
  g_autoptr (GArray) writings = g_array_new (FALSE, FALSE, sizeof (GjOcrWriting));

  g_array_set_clear_func (writings, gj_ocr_writing_clear);
  for (guint i = 0; i < grids->len; i++) {
    GjOcrGrid *grid = g_ptr_array_index (grids, i);
    for (guint k = 0; k < grid->cells->len; k++)
      gj_ocr_look_at_cell (picture, &g_array_index (grid->cells, GjOcrCell, k), writings);
  }
  gj_ocr_settle_small_strokes (picture, writings);
  for (guint i = 0; i < grids->len; i++)
    gj_ocr_look_among (picture, g_ptr_array_index (grids, i), writings);
  gj_ocr_read_figures (digits, picture, writings);
  g_autoptr (GArray) doubts = try_as_labels (picture, writings);
  gj_ocr_read_labels (chinese, phrases, picture, writings);
  settle_doubts (picture, doubts);
  for (guint i = 0; i < grids->len; i++) {
    gj_ocr_size_doubt (g_ptr_array_index (grids, i), writings);
    gj_ocr_pale_doubt (picture, g_ptr_array_index (grids, i));
  }
  doubt_supposed (picture, grids);
}
