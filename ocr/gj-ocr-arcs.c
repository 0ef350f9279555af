/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-arcs.h"

#include <math.h>
#include <string.h>

#include "ocr/gj-ocr-digit.h"
#include "ocr/gj-ocr-runs.h"

/* Parts of the height of the sides. */
#define BOW 0.005       /* the middle is so far outside of both ends */
#define BOWS 0.045      /* the same of both sides together */
#define SIDE 0.5        /* a side's width at most */
#define WIDEST 1.35     /* both: a 0 without head and foot is lower than it was */
#define LEVEL 0.2       /* by which sides may stand higher than each other */
#define MOST_LOST 5     /* twelfths: so much of the height may be gone at head and foot each */
#define LIKELY 0.5f     /* least probability of the 0 */
#define SURE 0.9f       /* the same in a gray picture, where head and foot of a 0 are pale, and not gone */
#define PALE 0.06       /* of the page's contrast: what is left of head and foot of such a 0 */
#define PALE_NOISE 3    /* and of its noise */
#define QUIET 0.03      /* of the contrast: in more noise a pale spot says nothing */
#define END 4           /* of the height: at the head and at the foot */
#define FEWEST 5        /* of a page: so many whose sides bow tell how far apart they stand */
#define ALIKE 0.12      /* of that: others differ by no more; digits beside each other stand apart by a third more */
#define LEAST_PART 0.35 /* of its height: so much of a side is left */
#define SIDES 0.7       /* of the distance of sides: they are higher */
#define MOST_ARCS 4000
#define LEAST_HIGH 0.04 /* inches: no side of a 0 is lower */
#define MOST_HIGH 0.2

/* The middle of the dark pixels of rows [@y0, @y1) of @r; negative if there are none. */
static double
middle_of (PIX *gray, const GjOcrRect *r, int y0, int y1, int limit)
{
  int n = 0, sum = 0;
  for (int y = y0; y < y1; y++)
    for (int x = r->x0; x < r->x1; x++)
      if (gj_ocr_pixel (gray, x, y) < limit) {
        sum += x;
        n++;
      }
  return n > 0 ? sum / (double) n : -1;
}

/* By how much the middle of @r stands left of both its ends, as a part of its height; to the right it is negative. 0 if it is
 * between them. */
static double
bow_of (PIX *gray, const GjOcrRect *r)
{
  int height = gj_ocr_rect_height (r), third = height / 3, dark = 255, light = 0;
  for (int y = r->y0; y < r->y1; y++)
    for (int x = r->x0; x < r->x1; x++) {
      dark = MIN (dark, gj_ocr_pixel (gray, x, y));
      light = MAX (light, gj_ocr_pixel (gray, x, y));
    }
  int limit = (dark + light) / 2;
  double top = middle_of (gray, r, r->y0, r->y0 + third, limit),
         foot = middle_of (gray, r, r->y1 - third, r->y1, limit),
         middle = middle_of (gray, r, r->y0 + third, r->y1 - third, limit);
  if (third < 2 || top < 0 || foot < 0 || middle < 0)
    return 0;
  double most = MAX (top, foot) - middle, least = MIN (top, foot) - middle;
  return least > 0 ? least / height : most < 0 ? most / height : 0;
}

/* Whether @a and @b are strokes that may be the sides of one digit. */
static gboolean
are_strokes (const GjOcrRect *a, const GjOcrRect *b)
{
  int high = MAX (gj_ocr_rect_height (a), gj_ocr_rect_height (b));
  return MAX (gj_ocr_rect_width (a), gj_ocr_rect_width (b)) <= SIDE * high && ABS (a->y0 - b->y0) <= LEVEL * high &&
         ABS (a->y1 - b->y1) <= LEVEL * high;
}

/* Whether strokes @a and @b bow away from each other, as no two digits do. */
static gboolean
bow_apart (PIX *gray, const GjOcrRect *a, const GjOcrRect *b)
{
  int high = MAX (gj_ocr_rect_height (a), gj_ocr_rect_height (b));
  double left = bow_of (gray, a), right = bow_of (gray, b);
  return b->x1 - a->x0 <= WIDEST * high && left >= BOW && right <= -BOW && left - right >= BOWS;
}

/* Twice the distance of the middles of @a and @b. */
static int
distance_of (const GjOcrRect *a, const GjOcrRect *b)
{
  return b->x0 + b->x1 - a->x0 - a->x1;
}

/* Whether @a and @b, which need not bow, stand as far apart as the sides of a 0 do on the page. */
static gboolean
are_like_sides (const GjOcrPicture *picture, const GjOcrRect *a, const GjOcrRect *b)
{
  double usual = picture->zero_sides;
  int high = MAX (gj_ocr_rect_height (a), gj_ocr_rect_height (b));
  return usual > 0 && high >= LEAST_PART * picture->zero_height &&
         fabs (distance_of (a, b) / 2.0 - usual) <= MAX (ALIKE * usual, 1) && bow_of (picture->gray, a) > -BOWS &&
         bow_of (picture->gray, b) < BOWS;
}

/* Makes @both, two sides, as high as the 0 was of which the network is surest. FALSE if it sees none. */
static gboolean
complete_zero (const GjOcrPicture *picture, GjOcrRect *both)
{
  const GjOcrRect given = *both;
  const float least = gj_ocr_runs_clean (picture) ? LIKELY : SURE;
  PIX *gray = picture->gray;
  float best = least;
  for (int lost = 0; lost <= MOST_LOST; lost++) {
    int more = gj_ocr_rect_height (&given) * lost / 12;
    GjOcrRect r = { given.x0, MAX (given.y0 - more, 0), given.x1, MIN (given.y1 + more, pixGetHeight (gray)) };
    GjOcrDigit d = gj_ocr_digit_read (gray, &r);
    if (d.digit != 0 || d.p < best)
      continue;
    best = d.p;
    *both = r;
  }
  return best > least;
}

/* Whether there is ink in [@x0, @x1) × [@y0, @y1). */
static gboolean
has_ink (const GjOcrPicture *picture, int x0, int y0, int x1, int y1)
{
  int limit = picture->paper - picture->contrast / 2;
  for (int y = y0; y < y1; y++)
    for (int x = x0; x < x1; x++)
      if (gj_ocr_pixel (picture->gray, x, y) < limit)
        return TRUE;
  return FALSE;
}

/* The darkest of a block of the picture. */
static int
darkest_in (PIX *gray, int x0, int y0, int x1, int y1)
{
  int dark = 255;
  for (int y = MAX (y0, 0); y < MIN (y1, pixGetHeight (gray)); y++)
    for (int x = x0; x < x1; x++)
      dark = MIN (dark, gj_ocr_pixel (gray, x, y));
  return dark;
}

/* Whether @a and @b meet above and below in a gray too pale for ink, with nothing half-way between: the sides of a 0. Ones, whose feet may
 * meet, end where their strokes do. */
static gboolean
are_bridged (const GjOcrPicture *picture, const GjOcrRect *a, const GjOcrRect *b)
{
  int gap = b->x0 - a->x1, x0 = a->x1 + gap / 3, x1 = MAX (b->x0 - gap / 3, x0 + 1), y0 = MIN (a->y0, b->y0),
      y1 = MAX (a->y1, b->y1), end = (y1 - y0) / END, lost = (y1 - y0) * MOST_LOST / 12;
  double pale = MAX (PALE * picture->contrast, PALE_NOISE * picture->noise);
  if (gap < 2 || end < 2)
    return FALSE;
  int middle = darkest_in (picture->gray, x0, y0 + end + 1, x1, y1 - end - 1);
  return middle > picture->paper - 2 * pale && darkest_in (picture->gray, x0, y0 - lost, x1, y0 - 1) < middle - pale &&
         darkest_in (picture->gray, x0, y1 + 1, x1, y1 + lost) < middle - pale;
}

static gint
by_left (gconstpointer a, gconstpointer b)
{
  return ((const GjOcrRect *) a)->x0 - ((const GjOcrRect *) b)->x0;
}

/* Narrow pieces of ink as high as the side of a 0, from left to right. */
static GArray *
find_strokes (const GjOcrPicture *picture)
{
  g_autoptr (GjPix) ink = gj_ocr_runs_ink (picture, 1, GJ_OCR_HALF_INK);
  g_autoptr (GjBoxa) boxes = pixConnCompBB (ink, 8);
  GArray *strokes = g_array_new (FALSE, FALSE, sizeof (GjOcrRect));
  for (int i = 0, n = boxes != NULL ? boxaGetCount (boxes) : 0; i < n && strokes->len < MOST_ARCS; i++) {
    int x, y, w, h;
    boxaGetBoxGeometry (boxes, i, &x, &y, &w, &h);
    GjOcrRect r = { x, y, x + w, y + h };
    if (h >= picture->dpi * LEAST_HIGH && h <= picture->dpi * MOST_HIGH && w <= SIDE * h)
      g_array_append_val (strokes, r);
  }
  g_array_sort (strokes, by_left);
  return strokes;
}

void
gj_ocr_arcs_measure (GjOcrPicture *picture)
{
  picture->zero_sides = 0;
  if (!gj_ocr_runs_clean (picture))
    return;
  g_autoptr (GArray) strokes = find_strokes (picture), found = g_array_new (FALSE, FALSE, sizeof (int)),
                     heights = g_array_new (FALSE, FALSE, sizeof (int));
  for (guint i = 0; i < strokes->len; i++)
    for (guint k = i + 1; k < strokes->len; k++) {
      const GjOcrRect *a = &g_array_index (strokes, GjOcrRect, i), *b = &g_array_index (strokes, GjOcrRect, k);
      int distance = distance_of (a, b);
      if (b->x1 - a->x0 > WIDEST * picture->dpi * MOST_HIGH)
        break;
      GjOcrRect both = { a->x0, MIN (a->y0, b->y0), b->x1, MAX (a->y1, b->y1) };
      if (b->x0 > a->x1 && are_strokes (a, b) && bow_apart (picture->gray, a, b) && complete_zero (picture, &both)) {
        int height = gj_ocr_rect_height (&both);
        g_array_append_val (found, distance);
        g_array_append_val (heights, height);
      }
    }
  int usual = gj_ocr_median (found);
  guint alike = 0;
  for (guint i = 0; i < found->len; i++)
    alike += ABS (g_array_index (found, int, i) - usual) <= MAX (ALIKE * usual, 2);
  if (alike < FEWEST || 4 * alike < 3 * found->len)
    return;
  picture->zero_sides = usual / 2.0;
  picture->zero_height = gj_ocr_median (heights);
}

int
gj_ocr_arcs_least_figure (const GjOcrPicture *picture)
{
  int least = (int) ceil (picture->dpi * gj_ocr_tolerances.min_figure);
  return picture->zero_sides > 0 ? MIN (least, (int) (SIDES * picture->zero_sides)) : least;
}

gboolean
gj_ocr_arcs_are_one (const GjOcrPicture *picture, const GjOcrRect *glyph)
{
  if (picture->zero_sides <= 0)
    return FALSE;
  GjOcrRect side[2] = { *glyph, *glyph };
  int x = glyph->x0, gap = 0;
  for (guint k = 0; k < 2; k++) {
    for (; x < glyph->x1 && !has_ink (picture, x, glyph->y0, x + 1, glyph->y1); x++)
      gap++;
    side[k].x0 = x;
    while (x < glyph->x1 && has_ink (picture, x, glyph->y0, x + 1, glyph->y1))
      x++;
    side[k].x1 = x;
    gap = k == 0 ? 0 : gap;
  }
  for (guint k = 0; k < 2; k++) {
    while (side[k].y0 < side[k].y1 && !has_ink (picture, side[k].x0, side[k].y0, side[k].x1, side[k].y0 + 1))
      side[k].y0++;
    while (side[k].y1 > side[k].y0 && !has_ink (picture, side[k].x0, side[k].y1 - 1, side[k].x1, side[k].y1))
      side[k].y1--;
  }
  return x == glyph->x1 && side[1].x1 > side[1].x0 && 2 * gap >= picture->zero_sides &&
         are_strokes (&side[0], &side[1]) && are_like_sides (picture, &side[0], &side[1]);
}

void
gj_ocr_arcs_join (const GjOcrPicture *picture, GjOcrInkLine *line)
{
  PIX *gray = picture->gray;
  if (picture->noise > QUIET * picture->contrast)
    return;
  for (guint i = 0; i + 1 < line->n_glyphs; i++) {
    const GjOcrRect *a = &line->glyph[i], *b = &line->glyph[i + 1];
    if (line->mark[i] != 0 || line->mark[i + 1] != 0 || !are_strokes (a, b))
      continue;
    gboolean like = are_like_sides (picture, a, b);
    GjOcrRect both = { a->x0, MIN (a->y0, b->y0), b->x1, MAX (a->y1, b->y1) };
    if (!like && !bow_apart (gray, a, b) && !are_bridged (picture, a, b))
      continue;
    if (!complete_zero (picture, &both)) {
      if (!like)
        continue;
      int more = MAX (picture->zero_height - gj_ocr_rect_height (&both), 0) / 2;
      both = (GjOcrRect){ both.x0, MAX (both.y0 - more, 0), both.x1, MIN (both.y1 + more, pixGetHeight (gray)) };
    }
    line->glyph[i] = both;
    line->box.y0 = MIN (line->box.y0, both.y0);
    line->box.y1 = MAX (line->box.y1, both.y1);
    line->n_glyphs--;
    memmove (&line->glyph[i + 1], &line->glyph[i + 2], (line->n_glyphs - i - 1) * sizeof *line->glyph);
    memmove (&line->mark[i + 1], &line->mark[i + 2], line->n_glyphs - i - 1);
  }
}
