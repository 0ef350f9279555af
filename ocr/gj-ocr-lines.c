/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-lines.h"

#include "ocr/gj-ocr-grid.h"
#include "ocr/gj-ocr-picture.h"

/* Lengths in inches. */
#define REACH 0.14 /* characters nearer than this are of one piece */
#define LEAST_HEIGHT 0.06
#define MOST_HEIGHT 0.6
#define RULE_LENGTH 0.6 /* longer, and thinner than RULE_WIDTH: a rule */
#define RULE_WIDTH 0.03
#define SPECK (1 / 45.0)
#define EDGE 0.2 /* at the edges of a table a heading may be taken for a row */
/* Parts of the usual height of a line */
#define TALL 1.6    /* higher than this: several lines, or a large title */
#define SPARSE 0.12 /* rows with less than this part of the fullest row's ink part two lines */
#define MAX_LINES 200

static void
line_free (gpointer data)
{
  GjOcrTextLine *line = data;
  g_array_unref (line->pieces);
  g_array_unref (line->circled);
  g_free (line);
}

static int
compare_int (gconstpointer a, gconstpointer b)
{
  return *(const int *) a - *(const int *) b;
}

static int
median (GArray *values)
{
  if (values->len == 0)
    return 0;
  g_array_sort (values, compare_int);
  return g_array_index (values, int, values->len / 2);
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

/* Ink of text: without tables, specks and rules. In pixels of the picture reduced by @factor. */
static PIX *
text_ink (const GjOcrPicture *picture, GPtrArray *grids, int factor)
{
  double dpi = picture->dpi / factor;
  g_autoptr (GjPix) all = gj_ocr_picture_ink (picture->gray, picture->dpi, picture->contrast, factor);
  int pad = (int) (dpi * 0.015) + 1, speck = MAX ((int) (dpi * SPECK), 2);

  for (guint i = 0; i < grids->len; i++) {
    const GjOcrRect *r = &((const GjOcrGrid *) g_ptr_array_index (grids, i))->box;
    GjOcrRect table = { r->x0 / factor - pad, r->y0 / factor - pad, r->x1 / factor + pad, r->y1 / factor + pad };
    clear_table (all, &table, (int) (dpi * EDGE));
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

/* Adds @r to @out: in parts where it holds several lines, without its sparse edges where it is too high. */
static void
add_piece (PIX *ink, GjOcrRect r, int em, int least, GArray *out)
{
  if (gj_ocr_rect_height (&r) <= TALL * em) {
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

static GArray *
find_pieces (PIX *ink, double dpi)
{
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (GjOcrRect));
  g_autoptr (GArray) heights = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GjPix) smeared = pixCloseSafeBrick (NULL, ink, (int) (dpi * REACH), 1);
  g_autoptr (GjBoxa) boxes = pixConnCompBB (smeared, 4);
  int n = boxes != NULL ? boxaGetCount (boxes) : 0, x, y, w, h;

  for (int i = 0; i < n; i++) {
    boxaGetBoxGeometry (boxes, i, &x, &y, &w, &h);
    if (h >= dpi * LEAST_HEIGHT && w >= 3 * h)
      g_array_append_val (heights, h);
  }
  int em = heights->len > 0 ? median (heights) : (int) (dpi * 0.2);
  for (int i = 0; i < n; i++) {
    boxaGetBoxGeometry (boxes, i, &x, &y, &w, &h);
    add_piece (ink, (GjOcrRect){ x, y, x + w, y + h }, em, (int) (dpi * LEAST_HEIGHT), pieces);
  }
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

static GjOcrRect
joined (const GjOcrRect *a, const GjOcrRect *b)
{
  return (GjOcrRect){ MIN (a->x0, b->x0), MIN (a->y0, b->y0), MAX (a->x1, b->x1), MAX (a->y1, b->y1) };
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
      *last = joined (last, &r);
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

GPtrArray *
gj_ocr_text_lines (const GjOcrPicture *picture, GPtrArray *grids)
{
  int factor = picture->dpi >= 220 ? 2 : 1;
  g_autoptr (GjPix) ink = text_ink (picture, grids, factor);
  if (ink == NULL)
    return g_ptr_array_new_with_free_func (line_free);
  g_autoptr (GArray) pieces = find_pieces (ink, picture->dpi / factor);
  GPtrArray *lines = lines_of_pieces (pieces, picture->dpi / factor);

  for (guint i = 0; i < lines->len; i++) {
    GjOcrTextLine *line = g_ptr_array_index (lines, i);
    line->box =
        (GjOcrRect){ line->box.x0 * factor, line->box.y0 * factor, line->box.x1 * factor, line->box.y1 * factor };
    for (guint k = 0; k < line->pieces->len; k++) {
      GjOcrRect *r = &g_array_index (line->pieces, GjOcrRect, k);
      *r = (GjOcrRect){ r->x0 * factor, r->y0 * factor, r->x1 * factor, r->y1 * factor };
    }
  }
  g_autoptr (GArray) circled = gj_ocr_circled_find (picture->gray, ink, factor, picture->dpi);
  add_circled (lines, circled);
  return lines;
}

int
gj_ocr_text_em (GPtrArray *lines)
{
  g_autoptr (GArray) heights = g_array_new (FALSE, FALSE, sizeof (int));
  for (guint i = 0; i < lines->len; i++) {
    const GjOcrRect *r = &((const GjOcrTextLine *) g_ptr_array_index (lines, i))->box;
    int h = gj_ocr_rect_height (r);
    if (gj_ocr_rect_width (r) > 3 * h)
      g_array_append_val (heights, h);
  }
  if (heights->len == 0)
    for (guint i = 0; i < lines->len; i++) {
      int h = gj_ocr_rect_height (&((const GjOcrTextLine *) g_ptr_array_index (lines, i))->box);
      g_array_append_val (heights, h);
    }
  return median (heights);
}
