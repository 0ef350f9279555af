/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-ink.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "ocr/gj-ocr-among.h"
#include "ocr/gj-ocr-dash.h"
#include "ocr/gj-ocr-dust.h"
#include "ocr/gj-ocr-slash.h"

#define MAX_PIECES 1500
#define SPECK \
  0.3 /* of the height of a line: a piece smaller both ways, above or below a glyph, may be none of its parts */
#define FAR 0.04 /* inches from a stroke: a speck is no part of it */
#define SPECK_DARKER \
  0.25 /* specks this much darker than the rest of what is in a cell, as a part of their darkness, are no print */
#define LEAST_DASH 0.22 /* of the height of digits: hyphens of narrow fonts have 0.36, two pixels of noise less */

typedef struct {
  GjOcrRect at[MAX_PIECES];
  guint n;
  gboolean crossed; /* an upright line away from the sides was left out */
} Pieces;

/* What may be a figure that has all but gone: parts of the page's contrast, of its noise, of an inch */
#define FAINT 0.12
#define FAINT_NOISE 3
#define FAINT_HEIGHT 0.055
#define FAINT_WIDTH 0.015
#define FAINT_PAPER 0.5f

/* The ink of a small and thin 1, pixels. */
static guint
least_dark (const GjOcrPicture *picture)
{
  return MAX ((guint) (picture->dpi * picture->dpi / 4000), 6);
}

/* The level that parts ink from paper within @clip, or −1 if there is no ink. */
static int
ink_level (PIX *clip, const GjOcrPicture *picture, double part, double contrast)
{
  guint hist[256] = { 0 }, sum = 0;
  int w = pixGetWidth (clip), h = pixGetHeight (clip), low = 0, paper = 255;
  guint total = (guint) w * (guint) h;
  guint dark = least_dark (picture);

  for (int y = 0; y < h; y++)
    for (int x = 0; x < w; x++)
      hist[gj_ocr_pixel (clip, x, y)]++;
  for (int i = 0; i < 256; i++) {
    guint before = sum;
    sum += hist[i];
    if (before < dark && sum >= dark)
      low = i;
    if (before <= total / 10 * 6 && sum > total / 10 * 6)
      paper = i;
  }
  if (paper - low < picture->text_contrast * contrast)
    return -1;
  return paper - (int) ((paper - low) * part);
}

/* A copy of @clip with paper in place of those of @boxes that are specks; NULL if they are too small to set a level. */
static PIX *
without_small (PIX *clip, BOXA *boxes, const GjOcrPicture *picture)
{
  int n = boxaGetCount (boxes), most = (int) (picture->dpi / 30), x, y, w, h;
  guint dark = 0;
  for (int i = 0; i < n; i++) {
    boxaGetBoxGeometry (boxes, i, &x, &y, &w, &h);
    dark += w <= most && h <= most ? (guint) (w * h) : 0;
  }
  if (dark < least_dark (picture))
    return NULL;
  PIX *rest = pixCopy (NULL, clip);
  for (int i = 0; i < n; i++) {
    boxaGetBoxGeometry (boxes, i, &x, &y, &w, &h);
    if (w > most || h > most)
      continue;
    BOX *box = boxCreate (x - 1, y - 1, w + 2, h + 2);
    pixSetInRectArbitrary (rest, box, (l_uint32) picture->paper);
    boxDestroy (&box);
  }
  return rest;
}

/* Ink of @clip and its connected pieces (out). Specks may be darker than faded print, which then is too light for the level they
 * make: there the level is that of the rest. */
static PIX *
find_ink (PIX *clip, const GjOcrPicture *picture, double part, int level, BOXA **boxes)
{
  PIX *binary = pixThresholdToBinary (clip, level);
  *boxes = pixConnCompBB (binary, 8);
  g_autoptr (GjPix) rest = *boxes != NULL ? without_small (clip, *boxes, picture) : NULL;
  int other = rest != NULL ? ink_level (rest, picture, part, gj_ocr_tolerances.ink_contrast) : -1;
  if (other - level > SPECK_DARKER * (picture->paper - level)) {
    pixDestroy (&binary);
    boxaDestroy (boxes);
    binary = pixThresholdToBinary (clip, other);
    *boxes = pixConnCompBB (binary, 8);
  }
  return binary;
}

static gint
by_x (gconstpointer a, gconstpointer b)
{
  return ((const GjOcrRect *) a)->x0 - ((const GjOcrRect *) b)->x0;
}

static gint
by_y (gconstpointer a, gconstpointer b)
{
  return ((const GjOcrRect *) a)->y0 - ((const GjOcrRect *) b)->y0;
}

/* The pieces in @boxes, of @binary, without dirt and without what hangs on the cell's border. */
static void
find_pieces (PIX *binary, BOXA *boxes, double dpi, Pieces *pieces)
{
  int w = pixGetWidth (binary), h = pixGetHeight (binary), n = boxes != NULL ? boxaGetCount (boxes) : 0;
  double speck = dpi * gj_ocr_tolerances.speck;

  pieces->n = 0;
  pieces->crossed = FALSE;
  for (int i = 0; i < n && pieces->n < MAX_PIECES; i++) {
    int x, y, bw, bh;
    boxaGetBoxGeometry (boxes, i, &x, &y, &bw, &bh);
    if (bw < speck && bh < speck)
      continue;
    if ((x <= 1 || x + bw >= w - 1) && bw < dpi / 40)
      continue;
    if ((y <= 1 || y + bh >= h - 1) && bh < dpi / 40)
      continue;
    if ((y <= 1 || y + bh >= h - 1) && bw < dpi / 40 && bh > dpi / 5) { /* no figure is so high */
      /* a rule that did not become a border, or a line of a stamp or a pen */
      pieces->crossed |= x > dpi / 40 && x + bw < w - dpi / 40;
      continue;
    }
    pieces->at[pieces->n++] = (GjOcrRect){ x, y, x + bw, y + bh };
  }
}

/* The usual height of a full piece: few are higher. */
static int
piece_height (const Pieces *pieces)
{
  guint hist[1024] = { 0 }, above = pieces->n / 20;
  int h = 1023;
  for (guint i = 0; i < pieces->n; i++)
    hist[MIN (gj_ocr_rect_height (&pieces->at[i]), 1023)]++;
  for (guint n = 0; h > 1; h--) {
    n += hist[h];
    if (n > above)
      break;
  }
  return h;
}

/* The row in [@from, @to) with least ink in [@x0, @x1). */
static int
emptiest_row (PIX *binary, int x0, int x1, int from, int to, int *least)
{
  int best = G_MAXINT, row = from;
  for (int y = MAX (from, 0); y < MIN (to, pixGetHeight (binary)); y++) {
    const l_uint32 *line = pixGetData (binary) + (gsize) y * (gsize) pixGetWpl (binary);
    int ink = 0;
    for (int x = x0; x < x1; x++)
      ink += GET_DATA_BIT (line, x) != 0;
    if (ink < best) {
      best = ink;
      row = y;
    }
  }
  *least = best;
  return row;
}

/* Adds the interval @r to @line, cut where it is higher than a line can be: tight lines
 * reach into each other. */
static guint
add_line (PIX *binary, GjOcrRect r, int em, GjOcrRect *line, guint n)
{
  while (gj_ocr_rect_height (&r) > 1.75 * em && n + 1 < GJ_OCR_MAX_INK_LINES) {
    int ink = 0, cut = emptiest_row (binary, r.x0, r.x1, r.y0 + (int) (0.75 * em), r.y0 + (int) (1.5 * em), &ink);
    if (ink * 12 > gj_ocr_rect_width (&r))
      break; /* no gap */
    line[n++] = (GjOcrRect){ r.x0, r.y0, r.x1, cut };
    r.y0 = cut;
  }
  if (n < GJ_OCR_MAX_INK_LINES)
    line[n++] = r;
  return n;
}

/* Whether @a and @b below it are parts of characters: together no higher than one, or a low
 * stroke (the top of 5) close to what it belongs to. */
static gboolean
are_one_line (const GjOcrRect *a, const GjOcrRect *b, int em)
{
  int low = MIN (gj_ocr_rect_height (a), gj_ocr_rect_height (b)), together = b->y1 - a->y0;
  return (together <= 1.15 * em && low < 0.6 * em) ||
         (together <= 1.5 * em && low < 0.35 * em && b->y0 - a->y1 < 0.25 * em);
}

/* Cuts pieces into lines: intervals of y that overlap are one line, and what together is no
 * higher than one character (三, 二) is one too. Returns the number of lines. */
static guint
find_ink_lines (PIX *binary, Pieces *pieces, GjOcrRect *line)
{
  g_autofree GjOcrRect *interval = g_new (GjOcrRect, pieces->n + 1);
  guint n = 0, m = 0;
  int em = piece_height (pieces);

  qsort (pieces->at, pieces->n, sizeof (GjOcrRect), (int (*) (const void *, const void *)) by_y);
  for (guint i = 0; i < pieces->n; i++) {
    const GjOcrRect *p = &pieces->at[i];
    if (n > 0 && p->y0 < interval[n - 1].y1)
      interval[n - 1] = gj_ocr_rect_join (&interval[n - 1], p);
    else
      interval[n++] = *p;
  }
  for (guint i = 0; i < n; i++) {
    GjOcrRect r = interval[i];
    while (i + 1 < n && are_one_line (&r, &interval[i + 1], em))
      r = gj_ocr_rect_join (&r, &interval[++i]);
    m = add_line (binary, r, em, line, m);
  }
  return m;
}

/* What a low piece between or beside full glyphs is: a dot, a comma, a dash, or 0 for none. */
static char
mark_of (const GjOcrRect *p, int top, int base)
{
  int height = base - top, h = gj_ocr_rect_height (p), w = gj_ocr_rect_width (p), mid = (p->y0 + p->y1) / 2;

  if (h < 0.28 * height && w > 1.6 * h && w >= LEAST_DASH * height && mid > top + 0.3 * height &&
      mid < base - 0.2 * height)
    return '-';
  if (p->y0 > top + 0.6 * height && w < 0.4 * height)
    return p->y1 > base + 0.12 * height || h > 1.5 * w ? ',' : '.';
  return 0;
}

/* Digits stand at least half their height apart: what is nearer are the two sides of a 0. */
static gboolean
are_one_digit (const GjOcrRect *a, const GjOcrRect *b, int high)
{
  if (gj_ocr_rect_height (a) < 0.45 * high || gj_ocr_rect_height (b) < 0.45 * high)
    return FALSE;
  return b->x0 + b->x1 - a->x0 - a->x1 < 2 * 0.5 * high && b->x1 - a->x0 < 0.75 * high;
}

/* A point takes room: the glyphs beside it are farther apart than neighbours are. Beside
 * a glyph that is itself low there may be no telling, then it counts as apart. */
static gboolean
stands_apart (const GjOcrRect *a, const GjOcrRect *b, int height)
{
  if (gj_ocr_rect_height (a) < 0.6 * height || gj_ocr_rect_height (b) < 0.6 * height)
    return TRUE;
  return b->x0 + b->x1 - a->x0 - a->x1 > 2 * 0.9 * height;
}

/* A sign needs a digit at both sides: without, it is dirt. */
static void
drop_outer_marks (GjOcrInkLine *line)
{
  guint from = 0, n = line->n_glyphs;
  while (from < n && (line->mark[from] == '.' || line->mark[from] == ','))
    from++;
  while (n > from && (line->mark[n - 1] == '.' || line->mark[n - 1] == ','))
    n--;
  if (from == 0 && n == line->n_glyphs)
    return;
  line->n_glyphs = n - from;
  memmove (line->glyph, line->glyph + from, line->n_glyphs * sizeof *line->glyph);
  memmove (line->mark, line->mark + from, line->n_glyphs);
  line->box = (GjOcrRect){ G_MAXINT, G_MAXINT, G_MININT, G_MININT };
  for (guint i = 0; i < line->n_glyphs; i++)
    line->box = gj_ocr_rect_join (&line->box, &line->glyph[i]);
}

/* What is left of a glyph, made of @n pieces, without small ones that lie wholly above or below the others. Returns: whether
 * there are such. */
static gboolean
without_specks (const GjOcrRect *piece, guint n, int high, GjOcrRect *rest)
{
  gboolean any = FALSE;
  *rest = (GjOcrRect){ G_MAXINT, G_MAXINT, G_MININT, G_MININT };
  for (guint i = 0; i < n; i++)
    if (gj_ocr_rect_height (&piece[i]) > SPECK * high || gj_ocr_rect_width (&piece[i]) > SPECK * high)
      *rest = gj_ocr_rect_join (rest, &piece[i]);
  const GjOcrRect full = *rest;
  for (guint i = 0; i < n; i++)
    if (piece[i].y1 > full.y0 && piece[i].y0 < full.y1)
      *rest = gj_ocr_rect_join (rest, &piece[i]);
    else
      any = TRUE;
  return any && full.y1 > full.y0;
}

/* Cuts one line into glyphs: pieces that overlap in x by half are one. */
static void
cut_glyphs (const Pieces *pieces, const GjOcrRect *span, GjOcrInkLine *line)
{
  GjOcrRect glyph[MAX_PIECES], rest[MAX_PIECES];
  guint first[MAX_PIECES + 1], n = 0;
  Pieces mine = { .n = 0 };
  int high = 0;

  for (guint i = 0; i < pieces->n; i++)
    if (pieces->at[i].y0 + pieces->at[i].y1 >= 2 * span->y0 && pieces->at[i].y0 + pieces->at[i].y1 < 2 * span->y1)
      mine.at[mine.n++] = pieces->at[i];
  qsort (mine.at, mine.n, sizeof (GjOcrRect), (int (*) (const void *, const void *)) by_x);
  for (guint i = 0; i < mine.n; i++)
    high = MAX (high, gj_ocr_rect_height (&mine.at[i]));
  for (guint i = 0; i < mine.n; i++) {
    const GjOcrRect *p = &mine.at[i];
    GjOcrRect *last = n > 0 ? &glyph[n - 1] : NULL;
    int overlap = last != NULL ? MIN (last->x1, p->x1) - p->x0 : 0;
    int narrow = last != NULL ? MIN (gj_ocr_rect_width (p), gj_ocr_rect_width (last)) : 0;
    if ((overlap > 0 && overlap * 2 >= narrow) || (last != NULL && are_one_digit (last, p, high)))
      *last = gj_ocr_rect_join (last, p);
    else {
      first[n] = i;
      glyph[n++] = *p;
    }
  }
  first[n] = mine.n;

  int tallest = 0, base = span->y1, top = span->y0;
  for (guint i = 0; i < n; i++) {
    if (!without_specks (&mine.at[first[i]], first[i + 1] - first[i], high, &rest[i]))
      rest[i] = glyph[i];
    if (gj_ocr_rect_height (&rest[i]) > tallest) {
      tallest = gj_ocr_rect_height (&rest[i]);
      base = rest[i].y1;
      top = rest[i].y0;
    }
  }
  line->box = (GjOcrRect){ G_MAXINT, G_MAXINT, G_MININT, G_MININT };
  for (guint i = 0; i < n; i++) {
    int h = gj_ocr_rect_height (&glyph[i]), w = gj_ocr_rect_width (&glyph[i]);
    char mark = h < 0.45 * tallest ? mark_of (&glyph[i], top, base) : 0;
    if ((mark == 0 && h < 0.35 * tallest && w < 0.35 * tallest) || mark == '.' || mark == ',') {
      gboolean point = mark != 0 && i > 0 && i + 1 < n && stands_apart (&glyph[i - 1], &glyph[i + 1], tallest);
      if (!point)
        continue; /* dirt */
    }
    line->broken = line->broken || (mark == 0 && h < 0.75 * tallest);
    line->too_many = line->too_many || line->n_glyphs == GJ_OCR_MAX_GLYPHS;
    line->box = gj_ocr_rect_join (&line->box, &glyph[i]);
    if (gj_ocr_rect_height (&rest[i]) < gj_ocr_rect_height (&glyph[i]) && line->n_specked < GJ_OCR_MAX_SPECKED)
      line->specked[line->n_specked++] = (GjOcrSpecked){ glyph[i], rest[i] };
    if (line->n_glyphs < GJ_OCR_MAX_GLYPHS) {
      line->mark[line->n_glyphs] = mark;
      line->glyph[line->n_glyphs++] = glyph[i];
    }
  }
  drop_outer_marks (line);
}

/* Drops lines of specks between, above or below lines of writing. */
static guint
drop_dirt_lines (const Pieces *pieces, GjOcrRect *line, guint n)
{
  int tallest = 0;
  guint kept = 0;
  for (guint i = 0; i < n; i++)
    tallest = MAX (tallest, gj_ocr_rect_height (&line[i]));
  for (guint i = 0; i < n; i++)
    if (!gj_ocr_dust_is_line (pieces->at, pieces->n, &line[i], tallest))
      line[kept++] = line[i];
  return kept;
}

static gboolean
looks_like_figure (const GjOcrInkLine *line, double dpi)
{
  int h = gj_ocr_rect_height (&line->box);
  guint full = 0;

  if (line->n_glyphs == 0 || line->too_many || h < dpi * gj_ocr_tolerances.min_figure ||
      h > dpi * gj_ocr_tolerances.max_figure)
    return FALSE;
  for (guint i = 0; i < line->n_glyphs; i++) {
    const GjOcrRect *g = &line->glyph[i];
    if (gj_ocr_rect_width (g) > 0.78 * h && line->mark[i] != '-')
      return FALSE;
    if (i > 0 && g->x0 - line->glyph[i - 1].x1 > 0.9 * h)
      return FALSE;
    full += line->mark[i] == 0;
  }
  return full > 0;
}

/* Takes specks far from the largest piece out of @from: no parts of a stroke. */
static void
drop_far_specks (const Pieces *from, double dpi, Pieces *to)
{
  GjOcrRect most = { 0, 0, 0, 0 };
  int away = (int) (dpi * FAR);
  for (guint i = 0; i < from->n; i++)
    if (gj_ocr_rect_width (&from->at[i]) + gj_ocr_rect_height (&from->at[i]) >
        gj_ocr_rect_width (&most) + gj_ocr_rect_height (&most))
      most = from->at[i];
  to->n = 0;
  for (guint i = 0; i < from->n; i++) {
    const GjOcrRect *p = &from->at[i];
    gboolean small = MAX (gj_ocr_rect_width (p), gj_ocr_rect_height (p)) <= dpi / 45;
    gboolean far = p->x1 + away < most.x0 || p->x0 > most.x1 + away || p->y1 + away < most.y0 || p->y0 > most.y1 + away;
    if (!small || !far)
      to->at[to->n++] = *p;
  }
}

static void
shift (GjOcrRect *r, int dx, int dy)
{
  r->x0 += dx;
  r->x1 += dx;
  r->y0 += dy;
  r->y1 += dy;
}

static void
classify (GjOcrInk *ink, PIX *binary, Pieces *pieces, double dpi)
{
  g_autofree Pieces *strokes = g_new (Pieces, 1);
  gboolean figures = ink->n_lines > 0;

  drop_far_specks (pieces, dpi, strokes);
  if (strokes->n == 1)
    ink->slash = gj_ocr_slash_of (binary, &strokes->at[0], dpi);
  if (gj_ocr_dash_is (strokes->at, strokes->n, dpi))
    ink->kind = GJ_OCR_INK_DASH;
  else if (ink->slash != 0)
    ink->kind = GJ_OCR_INK_SLASH;
  else {
    for (guint i = 0; i < ink->n_lines; i++)
      figures = figures && looks_like_figure (&ink->line[i], dpi);
    ink->kind = figures ? GJ_OCR_INK_FIGURE : GJ_OCR_INK_TEXT;
  }
}

int
gj_ocr_ink_margin (const GjOcrPicture *picture)
{
  return (int) (picture->dpi / 60) + 2;
}

typedef enum { FIND_ALL, FIND_CLEAN, FIND_MIDDLE } Find;

/* As gj_ocr_ink_find(), of ink with at least @contrast of the page's. @usual: the height of figures, for FIND_MIDDLE. */
static GjOcrInk *
find (const GjOcrPicture *picture, const GjOcrRect *cell, double part, double contrast, Find what, int usual)
{
  GjOcrInk *ink = g_new0 (GjOcrInk, 1);
  double dpi = picture->dpi;
  int margin = gj_ocr_ink_margin (picture);
  GjOcrRect inner = { cell->x0 + margin, cell->y0 + margin, cell->x1 - margin, cell->y1 - margin };
  inner.x0 = MAX (inner.x0, 0);
  inner.y0 = MAX (inner.y0, 0);
  g_autoptr (GjPix) clip = gj_ocr_clip (picture->gray, &inner);

  if (clip == NULL || pixGetWidth (clip) < 6 || pixGetHeight (clip) < 6)
    return ink;
  int level = ink_level (clip, picture, part, contrast);
  if (level < 0)
    return ink;
  g_autoptr (GjBoxa) boxes = NULL;
  g_autoptr (GjPix) binary = find_ink (clip, picture, part, level, &boxes);
  g_autofree Pieces *pieces = g_new (Pieces, 1);
  find_pieces (binary, boxes, dpi, pieces);
  ink->crossed = pieces->crossed;
  pieces->n = gj_ocr_dash_drop_dirt (pieces->at, pieces->n, dpi);
  if (what == FIND_CLEAN)
    pieces->n = gj_ocr_dust_drop_beside (pieces->at, pieces->n, dpi);
  if (what == FIND_MIDDLE)
    pieces->n = gj_ocr_among_keep (pieces->at, pieces->n, pixGetWidth (clip), pixGetHeight (clip), usual);
  if (pieces->n == 0)
    return ink;

  GjOcrRect span[GJ_OCR_MAX_INK_LINES] = { { 0, 0, 0, 0 } };
  ink->n_lines = drop_dirt_lines (pieces, span, find_ink_lines (binary, pieces, span));
  ink->box = span[0];
  for (guint i = 0; i < ink->n_lines; i++) {
    ink->box = gj_ocr_rect_join (&ink->box, &span[i]);
    cut_glyphs (pieces, &span[i], &ink->line[i]);
    ink->line[i].extent = span[i];
  }
  classify (ink, binary, pieces, dpi);
  shift (&ink->box, inner.x0, inner.y0);
  for (guint i = 0; i < ink->n_lines; i++) {
    shift (&ink->line[i].extent, inner.x0, inner.y0);
    if (ink->line[i].n_glyphs > 0)
      shift (&ink->line[i].box, inner.x0, inner.y0);
    for (guint j = 0; j < ink->line[i].n_glyphs; j++)
      shift (&ink->line[i].glyph[j], inner.x0, inner.y0);
    for (guint j = 0; j < ink->line[i].n_specked; j++) {
      shift (&ink->line[i].specked[j].whole, inner.x0, inner.y0);
      shift (&ink->line[i].specked[j].rest, inner.x0, inner.y0);
    }
  }
  return ink;
}

GjOcrInk *
gj_ocr_ink_find (const GjOcrPicture *picture, const GjOcrRect *cell, double part)
{
  return find (picture, cell, part, gj_ocr_tolerances.ink_contrast, FIND_ALL, 0);
}

GjOcrInk *
gj_ocr_ink_find_clean (const GjOcrPicture *picture, const GjOcrRect *cell)
{
  return find (picture, cell, GJ_OCR_INK_LEVEL, gj_ocr_tolerances.ink_contrast, FIND_CLEAN, 0);
}

GjOcrInk *
gj_ocr_ink_find_middle (const GjOcrPicture *picture, const GjOcrRect *cell, int usual)
{
  return find (picture, cell, GJ_OCR_INK_LEVEL, gj_ocr_tolerances.ink_contrast, FIND_MIDDLE, usual);
}

GjOcrInk *
gj_ocr_ink_find_faint (const GjOcrPicture *picture, const GjOcrRect *cell, double part)
{
  return find (picture, cell, part, FAINT, FIND_ALL, 0);
}

BOXA *
gj_ocr_ink_boxes (const GjOcrPicture *picture, const GjOcrRect *cell)
{
  int margin = gj_ocr_ink_margin (picture);
  GjOcrRect inner = { MAX (cell->x0 + margin, 0), MAX (cell->y0 + margin, 0), cell->x1 - margin, cell->y1 - margin };
  g_autoptr (GjPix) clip = gj_ocr_clip (picture->gray, &inner);
  if (clip == NULL || pixGetWidth (clip) < 6 || pixGetHeight (clip) < 6)
    return NULL;
  g_autoptr (GjPix) ink = pixThresholdToBinary (clip, gj_ocr_half_level (picture));
  return pixConnCompBB (ink, 8);
}

gboolean
gj_ocr_ink_is_faint (const GjOcrPicture *picture, const GjOcrRect *cell)
{
  int margin = gj_ocr_ink_margin (picture);
  GjOcrRect inner = { MAX (cell->x0 + margin, 0), MAX (cell->y0 + margin, 0), cell->x1 - margin, cell->y1 - margin };
  g_autoptr (GjPix) clip = gj_ocr_clip (picture->gray, &inner);
  if (clip == NULL || pixGetWidth (clip) < 6 || pixGetHeight (clip) < 6)
    return FALSE;
  l_float32 paper = 255;
  pixGetRankValueMasked (clip, NULL, 0, 0, 1, FAINT_PAPER, &paper, NULL);
  double below = MAX (picture->text_contrast * FAINT, picture->noise * FAINT_NOISE);
  if (paper - below < 1)
    return FALSE;
  g_autoptr (GjPix) smooth = pixBlockconvGray (clip, NULL, 1, 1);
  g_autoptr (GjPix) binary = pixThresholdToBinary (smooth, (int) (paper - below));
  g_autoptr (GjBoxa) boxes = pixConnCompBB (binary, 8);
  double high = picture->dpi * FAINT_HEIGHT, wide = picture->dpi * FAINT_WIDTH;
  for (int i = 0, n = boxes != NULL ? boxaGetCount (boxes) : 0; i < n; i++) {
    int x, y, w, h;
    boxaGetBoxGeometry (boxes, i, &x, &y, &w, &h);
    gboolean at_side = x == 0 || x + w >= pixGetWidth (binary);
    if (h >= high && w >= (at_side ? 2 * wide : wide))
      return TRUE;
  }
  return FALSE;
}
