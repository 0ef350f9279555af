/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-lines.h"

#include <string.h>

#include "ocr/gj-ocr-along.h"
#include "ocr/gj-ocr-dust.h"
#include "ocr/gj-ocr-ghost.h"
#include "ocr/gj-ocr-grid.h"
#include "ocr/gj-ocr-local.h"
#include "ocr/gj-ocr-lone.h"

/* Lengths in inches. */
#define REACH 0.14        /* characters nearer than this are of one piece */
#define REACH_LABEL 0.075 /* in tables */
#define LEAST_HEIGHT 0.06
#define MOST_HEIGHT 0.6
#define RULE_LENGTH 0.6 /* longer, and thinner than RULE_WIDTH: a rule */
#define RULE_WIDTH 0.03
#define SPECK (1 / 45.0)
#define EDGE 0.2 /* at the edges of a table a heading may be taken for a row */
/* Parts of a line's height: how far above it a figure may be that it is a label of, and how far below. */
#define BESIDE 1.6
#define HEADER 7
#define PROSE 0.6       /* of the page: so wide a piece is prose, or a label beside figures */
#define PART 0.8        /* labels this far apart are of two columns */
#define NUMERAL 0.85    /* but not where the first is so narrow */
#define NUMERAL_GAP 1.5 /* and they are not farther apart */
#define MARGIN 0.08     /* of the page: page numbers are no figures */
/* Parts of the usual height of a line */
#define TALL 1.6    /* higher than this: several lines, or a large title */
#define SPARSE 0.12 /* rows with less than this part of the fullest row's ink part two lines */
#define MAX_LINES 200

static void
line_free (gpointer data)
{
  GjOcrTextLine *line = data;
  if (line == NULL)
    return;
  g_array_unref (line->pieces);
  g_array_unref (line->circled);
  g_free (line);
}

static void
clear (PIX *ink, int x0, int y0, int x1, int y1)
{
  BOX *box = boxCreate (x0, y0, x1 - x0, y1 - y0);
  if (box != NULL)
    pixClearInRect (ink, box);
  boxDestroy (&box);
}

static gboolean
reaches_out (const GjOcrRect *table, const GjOcrRect *r)
{
  return (r->y0 < table->y0 || r->y1 > table->y1) && gj_ocr_rect_width (r) < gj_ocr_rect_height (table);
}

/* The rows of the line of characters that reach out of @table; empty if there is none. @least: height of a character. */
static GjOcrRect
line_across (BOXA *boxes, const GjOcrRect *strip, const GjOcrRect *table, int least)
{
  GjOcrRect line = { 0, G_MAXINT, 0, 0 };
  int n = 0;
  for (int i = 0; i < boxaGetCount (boxes); i++) {
    int x, y, w, h;
    boxaGetBoxGeometry (boxes, i, &x, &y, &w, &h);
    GjOcrRect r = { strip->x0 + x, strip->y0 + y, strip->x0 + x + w, strip->y0 + y + h };
    if (h < least || h > 4 * least || !reaches_out (table, &r))
      continue;
    line.y0 = MIN (line.y0, r.y0);
    line.y1 = MAX (line.y1, r.y1);
    n++;
  }
  return n >= 3 ? line : (GjOcrRect){ 0, 0, 0, 0 };
}

/* Clears what belongs to @table between rows @y0 and @y1. Characters that reach out of it stay, and the others of their line:
 * a heading close to a table is easily taken for a row of it. */
static void
clear_edge (PIX *ink, const GjOcrRect *table, int y0, int y1, int least)
{
  GjOcrRect strip = { MAX (table->x0, 0), MAX (y0, 0), table->x1, y1 };
  g_autoptr (GjPix) clip = gj_ocr_clip (ink, &strip);
  PIXA *pieces = NULL;
  BOXA *boxes = clip != NULL ? pixConnComp (clip, &pieces, 8) : NULL;
  GjOcrRect line = boxes != NULL ? line_across (boxes, &strip, table, least) : strip;
  for (int i = 0; boxes != NULL && i < boxaGetCount (boxes); i++) {
    int x, y, w, h;
    boxaGetBoxGeometry (boxes, i, &x, &y, &w, &h);
    GjOcrRect r = { strip.x0 + x, strip.y0 + y, strip.x0 + x + w, strip.y0 + y + h };
    gboolean of_line = line.y1 > line.y0 && r.y0 >= line.y0 && r.y1 <= line.y1 && w < 5 * least;
    if (of_line || reaches_out (table, &r))
      continue;
    g_autoptr (GjPix) piece = pixaGetPix (pieces, i, L_CLONE);
    pixRasterop (ink, r.x0, r.y0, w, h, PIX_DST & PIX_NOT (PIX_SRC), piece, 0, 0);
  }
  boxaDestroy (&boxes);
  pixaDestroy (&pieces);
}

static void
clear_table (PIX *ink, const GjOcrRect *table, int edge)
{
  if (table->y1 - table->y0 <= 2 * edge) {
    clear (ink, table->x0, table->y0, table->x1, table->y1);
    return;
  }
  clear (ink, table->x0, table->y0 + edge, table->x1, table->y1 - edge);
  clear_edge (ink, table, table->y0 - edge, table->y0 + edge, edge / 3);
  clear_edge (ink, table, table->y1 - edge, table->y1 + edge, edge / 3);
}

/* Ink of text: without tables, @figures, specks and rules. In pixels of the picture reduced by @factor. */
static PIX *
text_ink (const GjOcrPicture *picture, GPtrArray *grids, const GArray *figures, int factor)
{
  double dpi = picture->dpi / factor;
  g_autoptr (GjPix) all = gj_ocr_picture_ink (picture->gray, picture->dpi, picture->contrast, factor);
  int pad = (int) (dpi * 0.015) + 1, speck = MAX ((int) (dpi * SPECK), 2);

  for (guint i = 0; i < grids->len; i++) {
    const GjOcrRect *r = &((const GjOcrGrid *) g_ptr_array_index (grids, i))->box;
    GjOcrRect table = { r->x0 / factor - pad, r->y0 / factor - pad, r->x1 / factor + pad, r->y1 / factor + pad };
    clear_table (all, &table, (int) (dpi * EDGE));
  }
  for (guint i = 0; figures != NULL && i < figures->len; i++) {
    const GjOcrRect *r = &g_array_index (figures, GjOcrWriting, i).ink->box;
    clear (all, r->x0 / factor - 1, r->y0 / factor - 1, r->x1 / factor + 2, r->y1 / factor + 2);
  }
  g_autoptr (GjPix) low =
      pixSelectBySize (all, 0, (int) (dpi * MOST_HEIGHT), 8, L_SELECT_HEIGHT, L_SELECT_IF_LTE, NULL);
  PIX *ink = low != NULL ? pixSelectBySize (low, speck, speck, 8, L_SELECT_IF_EITHER, L_SELECT_IF_GTE, NULL) : NULL;
  g_autoptr (GjBoxa) boxes = ink != NULL ? pixConnCompBB (ink, 8) : NULL;
  int n = boxes != NULL ? boxaGetCount (boxes) : 0;
  for (int i = 0; i < n; i++) {
    int x, y, w, h;
    boxaGetBoxGeometry (boxes, i, &x, &y, &w, &h);
    if (w > dpi * RULE_LENGTH && h < dpi * RULE_WIDTH)
      clear (ink, x, y, x + w, y + h);
  }
  return ink;
}

/* Ink pixels in each row of @r. Returns: (transfer full). */
static int *
row_counts (PIX *ink, const GjOcrRect *r)
{
  int *counts = g_new0 (int, gj_ocr_rect_height (r) + 1);
  for (int y = r->y0; y < r->y1; y++) {
    const l_uint32 *line = pixGetData (ink) + (gsize) y * (gsize) pixGetWpl (ink);
    for (int x = r->x0; x < r->x1; x++)
      counts[y - r->y0] += (int) GET_DATA_BIT (line, x);
  }
  return counts;
}

/* Adds @r to @out: in parts where it holds several lines, without its sparse edges where it is too high. @all: pieces. */
static void
add_piece (PIX *ink, const GArray *all, GjOcrRect r, int em, int least, GArray *out)
{
  if (gj_ocr_rect_height (&r) <= TALL * em || gj_ocr_lone_is_large (all, &r, em)) {
    g_array_append_val (out, r);
    return;
  }
  g_autofree int *counts = row_counts (ink, &r);
  int most = 0, h = gj_ocr_rect_height (&r), from = -1;
  for (int y = 0; y < h; y++)
    most = MAX (most, counts[y]);
  for (int y = 0; y <= h; y++) {
    gboolean full = y < h && counts[y] > SPARSE * most;
    if (full && from < 0)
      from = y;
    if (full || from < 0)
      continue;
    GjOcrRect part = { r.x0, r.y0 + from, r.x1, r.y0 + y };
    /* a blob that is no text: the rest of a seal, a picture */
    if (y - from >= least && !(y - from > TALL * em && gj_ocr_rect_width (&part) < 2 * (y - from)))
      g_array_append_val (out, part);
    from = -1;
  }
}

/* Marks the rows of @ink near @figures, from one empty row to the next, pixels of the picture reduced by @factor. Returns:
 * (transfer full): for each row whether it is one of them. */
static guint8 *
rows_of_labels (PIX *ink, const GArray *figures, int factor)
{
  int h = pixGetHeight (ink);
  const GjOcrRect all = { 0, 0, pixGetWidth (ink), h };
  g_autofree int *counts = row_counts (ink, &all);
  guint8 *near = g_new0 (guint8, h + 1);
  for (guint i = 0; figures != NULL && i < figures->len; i++) {
    const GjOcrRect *r = &g_array_index (figures, GjOcrWriting, i).ink->box;
    int y0 = r->y0 / factor, y1 = r->y1 / factor, high = MAX (y1 - y0, 4);
    if (y0 < MARGIN * h || y1 > (1 - MARGIN) * h)
      continue;
    int from = MAX (y0 - HEADER * high * 3 / 2, 0), to = MIN (y1 + 3 * high, h);
    for (int k = 0; k < 4 * high && from > 0 && counts[from] > 0; k++)
      from--;
    for (int k = 0; k < 4 * high && to < h && counts[to] > 0; k++)
      to++;
    memset (near + from, 1, (gsize) (to - from));
  }
  return near;
}

/* Characters near each other smeared into one; near figures only those of one column, which stand closer. */
static PIX *
smear (PIX *ink, double dpi, const GArray *figures, int factor)
{
  if (figures == NULL || figures->len == 0)
    return gj_ocr_close_along (ink, (int) (dpi * REACH), TRUE);
  g_autofree guint8 *near = rows_of_labels (ink, figures, factor);
  g_autoptr (GjPix) prose = pixCopy (NULL, ink), labels = pixCopy (NULL, ink);
  for (int y = 0; y < pixGetHeight (ink); y++)
    clear (near[y] ? prose : labels, 0, y, pixGetWidth (ink), y + 1);
  g_autoptr (GjPix) a = gj_ocr_close_along (prose, (int) (dpi * REACH), TRUE);
  g_autoptr (GjPix) b = gj_ocr_close_along (labels, MAX ((int) (dpi * REACH_LABEL), 2), TRUE);
  return pixOr (NULL, a, b);
}

static GArray *
find_pieces (PIX *ink, double dpi, const GArray *figures, int factor)
{
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (GjOcrRect));
  g_autoptr (GArray) heights = g_array_new (FALSE, FALSE, sizeof (int)),
                     all = g_array_new (FALSE, FALSE, sizeof (GjOcrRect));
  g_autoptr (GjPix) smeared = smear (ink, dpi, figures, factor);
  g_autoptr (GjBoxa) boxes = pixConnCompBB (smeared, 4);
  int n = boxes != NULL ? boxaGetCount (boxes) : 0, x, y, w, h;

  for (int i = 0; i < n; i++) {
    boxaGetBoxGeometry (boxes, i, &x, &y, &w, &h);
    GjOcrRect r = { x, y, x + w, y + h };
    g_array_append_val (all, r);
    if (h >= dpi * LEAST_HEIGHT && w >= 3 * h)
      g_array_append_val (heights, h);
  }
  int em = heights->len > 0 ? gj_ocr_median (heights) : (int) (dpi * 0.2);
  gj_ocr_lone_join (all, em);
  for (guint i = 0; i < all->len; i++)
    add_piece (ink, all, g_array_index (all, GjOcrRect, i), em, (int) (dpi * LEAST_HEIGHT), pieces);
  return pieces;
}

static int
by_width (gconstpointer a, gconstpointer b)
{
  return gj_ocr_rect_width (b) - gj_ocr_rect_width (a);
}

static int
by_left (gconstpointer a, gconstpointer b)
{
  return ((const GjOcrRect *) a)->x0 - ((const GjOcrRect *) b)->x0;
}

static int
by_top (gconstpointer a, gconstpointer b)
{
  const GjOcrTextLine *p = *(GjOcrTextLine *const *) a, *q = *(GjOcrTextLine *const *) b;
  return (p->box.y0 + p->box.y1) - (q->box.y0 + q->box.y1);
}

/* Whether @r stands on the line whose widest piece is @core: a label that is set between two rows does not. */
static gboolean
beside (const GjOcrRect *core, const GjOcrRect *r)
{
  int slack = gj_ocr_rect_height (core) / 5 + 1;
  return r->y0 >= core->y0 - slack && r->y1 <= core->y1 + slack;
}

/* Pieces from left to right; those that overlap, such as a comma under its neighbour, become one. */
static void
tidy_pieces (GArray *pieces)
{
  guint kept = 0;
  g_array_sort (pieces, by_left);
  for (guint i = 0; i < pieces->len; i++) {
    GjOcrRect r = g_array_index (pieces, GjOcrRect, i),
              *last = kept > 0 ? &g_array_index (pieces, GjOcrRect, kept - 1) : NULL;
    if (last != NULL && r.x0 < last->x1)
      *last = gj_ocr_rect_join (last, &r);
    else
      g_array_index (pieces, GjOcrRect, kept++) = r;
  }
  g_array_set_size (pieces, kept);
}

/* The widest piece that is left starts a line; what stands beside it is part of it. */
static GPtrArray *
lines_of_pieces (GArray *pieces, double dpi)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (line_free);
  g_array_sort (pieces, by_width);
  for (guint i = 0; i < pieces->len && lines->len < MAX_LINES; i++) {
    GjOcrRect *first = &g_array_index (pieces, GjOcrRect, i);
    if (first->x1 <= first->x0)
      continue;
    GjOcrTextLine *line = g_new0 (GjOcrTextLine, 1);
    const GjOcrRect core = *first; /* not the growing box, which would reach the next line */
    line->box = core;
    line->pieces = g_array_new (FALSE, FALSE, sizeof (GjOcrRect));
    line->circled = g_array_new (FALSE, FALSE, sizeof (GjOcrCircled));
    g_array_append_val (line->pieces, *first);
    for (guint k = i + 1; k < pieces->len; k++) {
      GjOcrRect *r = &g_array_index (pieces, GjOcrRect, k);
      if (r->x1 <= r->x0 || !beside (&core, r))
        continue;
      line->box.x0 = MIN (line->box.x0, r->x0);
      line->box.x1 = MAX (line->box.x1, r->x1);
      g_array_append_val (line->pieces, *r);
      *r = (GjOcrRect){ 0, 0, 0, 0 };
    }
    tidy_pieces (line->pieces);
    if (gj_ocr_rect_height (&line->box) >= dpi * LEAST_HEIGHT &&
        gj_ocr_rect_width (&line->box) >= dpi * LEAST_HEIGHT / 2)
      g_ptr_array_add (lines, line);
    else
      line_free (line);
  }
  g_ptr_array_sort (lines, by_top);
  return lines;
}

static void
add_circled (GPtrArray *lines, const GArray *circled)
{
  for (guint c = 0; c < circled->len; c++) {
    const GjOcrCircled *it = &g_array_index (circled, GjOcrCircled, c);
    for (guint i = 0; i < lines->len; i++) {
      GjOcrTextLine *line = g_ptr_array_index (lines, i);
      if (!beside (&line->box, &it->box) || it->box.x0 < line->box.x0 || it->box.x1 > line->box.x1)
        continue;
      g_array_append_val (line->circled, *it);
      break;
    }
  }
}

/* Whether figures of a table stand beside @line or below it. @widest: of its pieces. */
static gboolean
is_near_figures (const GjOcrRect *line, int widest, const GArray *figures, const GjOcrPicture *picture)
{
  int em = MIN (gj_ocr_rect_height (line), (int) (picture->dpi * 0.2)), h = pixGetHeight (picture->gray);
  gboolean wide = widest > PROSE * pixGetWidth (picture->gray);
  for (guint i = 0; i < figures->len; i++) {
    const GjOcrRect *r = &g_array_index (figures, GjOcrWriting, i).ink->box;
    int y = (r->y0 + r->y1) / 2;
    if (y > line->y0 - BESIDE * em && y < line->y1 + (wide ? BESIDE : HEADER) * em && y > MARGIN * h &&
        y < (1 - MARGIN) * h)
      return TRUE;
  }
  return FALSE;
}

/* The rows of @r that have ink, if they are those of characters: what stands beside them on the line may be higher. */
static GjOcrRect
tight (PIX *ink, GjOcrRect r)
{
  g_autofree int *counts = row_counts (ink, &r);
  int from = 0, to = gj_ocr_rect_height (&r);
  while (from < to && counts[from] == 0)
    from++;
  while (to > from && counts[to - 1] == 0)
    to--;
  if (2 * (to - from) < gj_ocr_rect_height (&r))
    return r;
  return (GjOcrRect){ r.x0, r.y0 + from, r.x1, r.y0 + to };
}

/* Adds the parts of @r between gaps of a character's width to @parts. */
static void
part_at_gaps (PIX *ink, const GjOcrRect *r, GArray *parts)
{
  int gap = (int) (PART * gj_ocr_rect_height (r)), from = r->x0, last = r->x0;
  for (int x = r->x0; x < r->x1; x++) {
    gboolean any = FALSE;
    for (int y = r->y0; y < r->y1 && !any; y++)
      any = GET_DATA_BIT (pixGetData (ink) + (gsize) y * (gsize) pixGetWpl (ink), x) != 0;
    if (any && x - last > gap && last > from) {
      GjOcrRect part = { from, r->y0, last, r->y1 };
      g_array_append_val (parts, part);
      from = x;
    }
    last = any ? x + 1 : last;
  }
  GjOcrRect part = { from, r->y0, r->x1, r->y1 };
  g_array_append_val (parts, part);
}

/* Whether all ink at the right end of @r is low: a mark, as behind a numeral. */
static gboolean
ends_in_mark (PIX *ink, const GjOcrRect *r)
{
  int h = gj_ocr_rect_height (r);
  const GjOcrRect end = { MAX (r->x1 - h / 4, r->x0), r->y0, r->x1, r->y0 + h / 2 };
  g_autofree int *counts = row_counts (ink, &end);
  for (int y = 0; y < h / 2; y++)
    if (counts[y] > 0)
      return FALSE;
  return TRUE;
}

/* A numeral and the label behind it are one part. */
static void
join_numerals (PIX *ink, GArray *parts)
{
  for (guint i = 0; i + 1 < parts->len; i++) {
    GjOcrRect *a = &g_array_index (parts, GjOcrRect, i), *b = a + 1;
    int h = gj_ocr_rect_height (b);
    if (b->x0 - a->x1 > NUMERAL_GAP * h || (gj_ocr_rect_width (a) > NUMERAL * h && !ends_in_mark (ink, a)))
      continue;
    *b = gj_ocr_rect_join (a, b);
    g_array_remove_index (parts, i--);
  }
}

/* Labels of neighbouring columns stand on one line by chance: each is a line of its own. */
static GPtrArray *
part_labels (GPtrArray *lines, PIX *ink, int factor, const GArray *figures, const GjOcrPicture *picture)
{
  GPtrArray *parted = g_ptr_array_new_with_free_func (line_free);
  int least = (int) (picture->dpi / factor * LEAST_HEIGHT);
  for (guint i = 0; i < lines->len; i++) {
    GjOcrTextLine *line = g_ptr_array_index (lines, i);
    const GjOcrRect box = { line->box.x0 * factor, line->box.y0 * factor, line->box.x1 * factor,
                            line->box.y1 * factor };
    g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (GjOcrRect));
    int widest = 0;
    for (guint k = 0; k < line->pieces->len; k++)
      widest = MAX (widest, gj_ocr_rect_width (&g_array_index (line->pieces, GjOcrRect, k)) * factor);
    line->label = is_near_figures (&box, widest, figures, picture);
    for (guint k = 0; k < line->pieces->len && line->label; k++)
      part_at_gaps (ink, &g_array_index (line->pieces, GjOcrRect, k), parts);
    join_numerals (ink, parts);
    if (parts->len < 2) {
      g_ptr_array_add (parted, g_steal_pointer (&g_ptr_array_index (lines, i)));
      continue;
    }
    for (guint k = 0; k < parts->len; k++) {
      const GjOcrRect part = tight (ink, g_array_index (parts, GjOcrRect, k));
      if (gj_ocr_rect_height (&part) < least || gj_ocr_rect_width (&part) < least / 2)
        continue;
      GjOcrTextLine *own = g_new0 (GjOcrTextLine, 1);
      own->box = part;
      own->pieces = g_array_new (FALSE, FALSE, sizeof (GjOcrRect));
      own->circled = g_array_new (FALSE, FALSE, sizeof (GjOcrCircled));
      own->label = TRUE;
      g_array_append_val (own->pieces, own->box);
      g_ptr_array_add (parted, own);
    }
  }
  g_ptr_array_unref (lines);
  return parted;
}

GPtrArray *
gj_ocr_text_lines (const GjOcrPicture *picture, GPtrArray *grids, const GArray *figures)
{
  int factor = picture->dpi >= 220 ? 2 : 1;
  g_autoptr (GjPix) ink = text_ink (picture, grids, figures, factor);
  if (ink == NULL)
    return g_ptr_array_new_with_free_func (line_free);
  g_autoptr (GArray) pieces = find_pieces (ink, picture->dpi / factor, figures, factor);
  GPtrArray *lines = lines_of_pieces (pieces, picture->dpi / factor);

  if (figures != NULL && figures->len > 0)
    lines = part_labels (lines, ink, factor, figures, picture);
  gj_ocr_dust_trim (ink, lines, gj_ocr_text_em (lines, FALSE));
  for (guint i = 0; i < lines->len; i++) {
    GjOcrTextLine *line = g_ptr_array_index (lines, i);
    line->box =
        (GjOcrRect){ line->box.x0 * factor, line->box.y0 * factor, line->box.x1 * factor, line->box.y1 * factor };
    for (guint k = 0; k < line->pieces->len; k++) {
      GjOcrRect *r = &g_array_index (line->pieces, GjOcrRect, k);
      *r = (GjOcrRect){ r->x0 * factor, r->y0 * factor, r->x1 * factor, r->y1 * factor };
    }
  }
  gj_ocr_ghosts_drop (picture, lines);
  g_autoptr (GArray) circled = gj_ocr_circled_find (picture->gray, ink, factor, picture->dpi);
  add_circled (lines, circled);
  return lines;
}

int
gj_ocr_text_em (GPtrArray *lines, gboolean labels)
{
  g_autoptr (GArray) heights = g_array_new (FALSE, FALSE, sizeof (int));
  for (guint pass = 0; pass < 2 && heights->len == 0; pass++) /* that of long lines, if there are any */
    for (guint i = 0; i < lines->len; i++) {
      const GjOcrTextLine *line = g_ptr_array_index (lines, i);
      int h = gj_ocr_rect_height (&line->box);
      if (line->label == labels && (pass > 0 || gj_ocr_rect_width (&line->box) > 3 * h))
        g_array_append_val (heights, h);
    }
  return gj_ocr_median (heights);
}
