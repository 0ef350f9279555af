/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-dust.h"

#include "ocr/gj-ocr-ink.h"
#include "ocr/gj-ocr-lines.h"

/* Parts of the usual height of a line */
#define CHARACTER 0.4 /* a part of a character is larger than this, in one direction at least */
#define MARK 1.0      /* so far from a character a mark may stand */
#define PROSE 3       /* a shorter line is left alone */

/* Parts of the height of the highest line in a cell */
#define DIRT 0.37      /* a piece smaller both ways is dirt in a line of its own */
#define SCATTERED 0.6  /* nearer to each other two may be parts of a digit */
#define MANY_SPECKS 4u /* more in one line may be what is left of writing */

/* Inches, but for the first */
#define NOISE 3       /* pixels: fewer are noise of the threshold */
#define LARGEST 0.027 /* dust is no larger; digits of the smallest print are twice as high */
#define NEAR_X 0.07   /* two pieces nearer than this beside each other, */
#define NEAR_Y 0.15   /* and than this below each other, may be parts of one digit */

gboolean
gj_ocr_dust_is_line (const GjOcrRect *pieces, guint n_pieces, const GjOcrRect *line, int tallest)
{
  GjOcrRect speck[MANY_SPECKS];
  guint n = 0;
  for (guint i = 0; i < n_pieces; i++) {
    const GjOcrRect *p = &pieces[i];
    if (p->y0 + p->y1 < 2 * line->y0 || p->y0 + p->y1 >= 2 * line->y1)
      continue;
    if (n == MANY_SPECKS || gj_ocr_rect_height (p) > DIRT * tallest || gj_ocr_rect_width (p) > DIRT * tallest)
      return FALSE;
    for (guint k = 0; k < n; k++)
      if (p->x0 < speck[k].x1 + SCATTERED * tallest && p->x1 > speck[k].x0 - SCATTERED * tallest)
        return FALSE;
    speck[n++] = *p;
  }
  return TRUE;
}

/* Whether @a and @b may be parts of one digit. */
static gboolean
are_near (const GjOcrRect *a, const GjOcrRect *b, double dpi)
{
  return a->x0 < b->x1 + NEAR_X * dpi && b->x0 < a->x1 + NEAR_X * dpi && a->y0 < b->y1 + NEAR_Y * dpi &&
         b->y0 < a->y1 + NEAR_Y * dpi;
}

gboolean
gj_ocr_dust_is_all (const GjOcrPicture *picture, const GjOcrRect *cell)
{
  g_autoptr (GjBoxa) boxes = gj_ocr_ink_boxes (picture, cell);
  GjOcrRect speck[MANY_SPECKS];
  guint n_specks = 0;
  for (int i = 0, n = boxes != NULL ? boxaGetCount (boxes) : 0; i < n; i++) {
    int x, y, w, h;
    boxaGetBoxGeometry (boxes, i, &x, &y, &w, &h);
    if (w * h < NOISE)
      continue;
    if (n_specks == MANY_SPECKS || MAX (w, h) > LARGEST * picture->dpi)
      return FALSE;
    GjOcrRect piece = { x, y, x + w, y + h };
    for (guint k = 0; k < n_specks; k++)
      if (are_near (&piece, &speck[k], picture->dpi))
        return FALSE;
    speck[n_specks++] = piece;
  }
  return n_specks > 0 && !gj_ocr_ink_is_faint (picture, cell);
}

guint
gj_ocr_dust_drop_beside (GjOcrRect *at, guint n, double dpi)
{
  GjOcrRect large = { G_MAXINT, G_MAXINT, 0, 0 };
  guint kept = 0;
  for (guint i = 0; i < n; i++)
    if (MAX (gj_ocr_rect_width (&at[i]), gj_ocr_rect_height (&at[i])) > dpi * LARGEST)
      large = gj_ocr_rect_join (&large, &at[i]);
  for (guint i = 0; i < n; i++) {
    const GjOcrRect *p = &at[i];
    gboolean small = MAX (gj_ocr_rect_width (p), gj_ocr_rect_height (p)) <= dpi * LARGEST;
    gboolean beside = p->x0 >= large.x1 || p->x1 <= large.x0 || p->y0 >= large.y1 || p->y1 <= large.y0;
    if (!small || !beside)
      at[kept++] = *p;
  }
  return kept;
}

/* The part of @line from its first character to its last, with marks beside them. */
static gboolean
find_extent (BOXA *boxes, const GjOcrTextLine *line, int em, int *from, int *to)
{
  int n = boxaGetCount (boxes), x, y, w, h;
  *from = G_MAXINT;
  *to = -1;
  for (int i = 0; i < n; i++) {
    boxaGetBoxGeometry (boxes, i, &x, &y, &w, &h);
    int middle = y + h / 2;
    if (middle < line->box.y0 || middle >= line->box.y1 || x < line->box.x0 || x + w > line->box.x1 ||
        MAX (w, h) < CHARACTER * em)
      continue;
    *from = MIN (*from, x);
    *to = MAX (*to, x + w);
  }
  if (*to - *from < PROSE * em)
    return FALSE;
  *from -= (int) (MARK * em);
  *to += (int) (MARK * em);
  return *from > line->box.x0 || *to < line->box.x1;
}

/* The columns from the first to the last of @r with ink. */
static void
tighten (PIX *ink, GjOcrRect *r)
{
  g_autoptr (GjPix) clip = gj_ocr_clip (ink, r);
  int x0 = 0, y0 = 0, w = 0, h = 0;
  BOX *box = NULL;
  if (clip != NULL && pixClipToForeground (clip, NULL, &box) == 0 && box != NULL &&
      boxGetGeometry (box, &x0, &y0, &w, &h) == 0) {
    r->x0 = MAX (r->x0, 0) + x0;
    r->x1 = r->x0 + w;
  }
  boxDestroy (&box);
}

static void
trim (PIX *ink, GjOcrTextLine *line, int from, int to)
{
  for (guint i = line->pieces->len; i-- > 0;) {
    GjOcrRect *r = &g_array_index (line->pieces, GjOcrRect, i);
    gboolean cut = r->x0 < from || r->x1 > to;
    r->x0 = MAX (r->x0, from);
    r->x1 = MIN (r->x1, to);
    if (r->x1 <= r->x0)
      g_array_remove_index (line->pieces, i);
    else if (cut)
      tighten (ink, r);
  }
  line->box.x0 = g_array_index (line->pieces, GjOcrRect, 0).x0;
  line->box.x1 = g_array_index (line->pieces, GjOcrRect, line->pieces->len - 1).x1;
}

void
gj_ocr_dust_trim (PIX *ink, GPtrArray *lines, int em)
{
  g_autoptr (GjBoxa) boxes = pixConnCompBB (ink, 8);
  for (guint i = 0; boxes != NULL && i < lines->len; i++) {
    GjOcrTextLine *line = g_ptr_array_index (lines, i);
    int from, to;
    if (!line->label && find_extent (boxes, line, em, &from, &to))
      trim (ink, line, from, to);
  }
}
