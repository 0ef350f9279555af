/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-spacing.h"

#include <math.h>
#include <string.h>

#include "ocr/gj-ocr-point.h"

#define NARROW_PITCH 1.95 /* twice the pitch by the height: digits of most fonts stand nearer */
#define ROOM 1.3          /* pitch by that of neighbours: there is room for a point */
#define MOST_AROUND 1.8 /* pitch of the digits beside a point by that of others: there is no room for one more digit */
#define NO_TRACE 0.08   /* of the contrast: the blurred edge of digits, and paper, are lighter */
#define SMOOTH 0.05     /* the same of means of nine pixels */
#define MOST_CONTRAST 240 /* gray levels: pictures of one bit, and those whose paper was made white, have more */
#define LEAST_NOISE 0.3   /* gray levels: paper has more */
#define MOST_WIDE 3.4     /* twice the pitch by the height: a third digit would have room between two */
#define TRACE 0.25        /* of the ink's contrast: paper is cleaner */

gboolean
gj_ocr_spacing_pitches (const GjOcrInkLine *line, int *least, int *most)
{
  *least = G_MAXINT;
  *most = 0;
  for (guint i = 1; i < line->n_glyphs; i++) {
    const GjOcrRect *a = &line->glyph[i - 1], *b = &line->glyph[i];
    int pitch = b->x0 + b->x1 - a->x0 - a->x1;
    if (line->mark[i - 1] != 0 || line->mark[i] != 0)
      continue;
    *least = MIN (*least, pitch);
    *most = MAX (*most, pitch);
  }
  return *most > 0;
}

gboolean
gj_ocr_spacing_is_wide (const GjOcrInkLine *line, guint least_digits, double *pitch)
{
  int least, most;
  if (!gj_ocr_spacing_pitches (line, &least, &most) || line->n_glyphs < least_digits ||
      memchr (line->mark, '.', line->n_glyphs) != NULL || most > (1 + GJ_OCR_SAME_PITCH) * least)
    return FALSE;
  *pitch = (least + most) / 2.0 / gj_ocr_rect_height (&line->box);
  return *pitch > NARROW_PITCH;
}

/* The lowest row of @r, reaching @below its foot, with a pixel of @level or darker. */
static int
lowest (const PIX *gray, const GjOcrRect *r, int below, int level)
{
  for (int y = MIN (r->y1 + below, pixGetHeight (gray)) - 1; y >= r->y0; y--)
    for (int x = MAX (r->x0, 0); x < MIN (r->x1, pixGetWidth (gray)); x++)
      if (gj_ocr_pixel (gray, x, y) <= level)
        return y;
  return r->y0;
}

/* Commas of small print differ from points only in a tail below the foot of the digits, too faint or too thin to be part of
 * the glyph. */
static void
find_tails (const GjOcrPicture *picture, GjOcrInkLine *line)
{
  int below = gj_ocr_rect_height (&line->box) / 3;
  for (guint i = 1; i + 1 < line->n_glyphs; i++) {
    const GjOcrRect *a = &line->glyph[i - 1], *p = &line->glyph[i], *b = &line->glyph[i + 1];
    int level = picture->paper - (int) (TRACE * picture->contrast), h = gj_ocr_rect_height (a);
    GjOcrRect tail = { p->x0 - 1, p->y0, p->x1 + 1, p->y1 };
    if (line->mark[i] != '.' || line->mark[i - 1] != 0 || line->mark[i + 1] != 0)
      continue;
    int foot = MAX (lowest (picture->gray, a, below, level), lowest (picture->gray, b, below, level));
    if (lowest (picture->gray, &tail, foot + below - p->y1, level) - foot >= MAX (0.07 * h, 1))
      line->mark[i] = ',';
  }
}

/* Nothing between the feet of two digits, not even a trace of a point, as dark as @trace of the contrast. */
static gboolean
gap_is_clean (const GjOcrPicture *picture, const GjOcrRect *a, const GjOcrRect *b, double trace)
{
  int h = MAX (gj_ocr_rect_height (a), gj_ocr_rect_height (b)), dark = 255, light = 0;
  GjOcrRect gap = { a->x1 + 2, b->y1 - h / 2, b->x0 - 2, MIN (b->y1 + h / 5, pixGetHeight (picture->gray)) };
  for (int y = MAX (gap.y0, 0); y < gap.y1; y++)
    for (int x = gap.x0; x < gap.x1; x++) {
      int v = gj_ocr_pixel (picture->gray, x, y);
      dark = MIN (dark, v);
      light = MAX (light, v);
    }
  return light > 0 && light - dark < trace * picture->contrast;
}

/* The same where compression left ripples beside the digits: in means of nine pixels they are gone, and a point is not. */
static gboolean
gap_is_smooth (const GjOcrPicture *picture, const GjOcrRect *a, const GjOcrRect *b)
{
  int h = MAX (gj_ocr_rect_height (a), gj_ocr_rect_height (b)), dark = 9 * 255, light = 0;
  GjOcrRect gap = { a->x1 + 2, MAX (b->y1 - h / 2, 0), b->x0 - 2, MIN (b->y1 + h / 5, pixGetHeight (picture->gray)) };
  for (int y = gap.y0 + 1; y + 1 < gap.y1; y++)
    for (int x = gap.x0 + 1; x + 1 < gap.x1; x++) {
      int sum = 0;
      for (int v = y - 1; v <= y + 1; v++)
        for (int u = x - 1; u <= x + 1; u++)
          sum += gj_ocr_pixel (picture->gray, u, v);
      dark = MIN (dark, sum);
      light = MAX (light, sum);
    }
  return light > 0 && light - dark < 9 * SMOOTH * picture->contrast;
}

/* All digits of @line stand as wide as @wide says that digits do on this page, and nothing between them. Of two digits alone
 * one may be narrow; among more the distances are alike. */
static gboolean
is_spaced_like (const GjOcrPicture *picture, const GjOcrInkLine *line, double wide)
{
  double height = gj_ocr_rect_height (&line->box), slack = GJ_OCR_SAME_PITCH / (line->n_glyphs == 2 ? 1 : 2);
  for (guint i = 1; i < line->n_glyphs; i++) {
    const GjOcrRect *a = &line->glyph[i - 1], *b = &line->glyph[i];
    double pitch = (b->x0 + b->x1 - a->x0 - a->x1) / height;
    if (line->mark[i - 1] != 0 || line->mark[i] != 0)
      continue;
    if (fabs (pitch - wide) >= slack * wide || !gap_is_clean (picture, a, b, TRACE))
      return FALSE;
  }
  return TRUE;
}

/* A number has only one point: where @line has it, and its other digits all stand at one distance with nothing between them, none is
 * lost. */
static gboolean
is_spaced_around_point (const GjOcrPicture *picture, const GjOcrInkLine *line)
{
  int least, most;
  guint pairs = 0;
  if (memchr (line->mark, '.', line->n_glyphs) == NULL || !gj_ocr_spacing_pitches (line, &least, &most) ||
      most > (1 + GJ_OCR_SAME_PITCH / 2) * least)
    return FALSE;
  for (guint i = 1; i < line->n_glyphs; i++) {
    const GjOcrRect *a = &line->glyph[i - 1], *b = &line->glyph[i];
    if (line->mark[i] == '.' && i + 1 < line->n_glyphs) {
      const GjOcrRect *next = &line->glyph[i + 1];
      int apart = next->x0 + next->x1 - a->x0 - a->x1;
      if (apart < most || apart > MOST_AROUND * least)
        return FALSE;
    } else if (line->mark[i] != 0)
      return FALSE;
    else if (line->mark[i - 1] == 0 && (++pairs, !gap_is_clean (picture, a, b, TRACE)))
      return FALSE;
  }
  return pairs >= 2;
}

/* In a gray picture whose paper was not made white a point leaves a trace, however blurred or faded the print is: digits of @line that
 * stand wide, at one distance and with nothing at all between them, have none. */
static gboolean
is_spaced_without_trace (const GjOcrPicture *picture, const GjOcrInkLine *line)
{
  int least, most, height = gj_ocr_rect_height (&line->box);
  if (picture->contrast > MOST_CONTRAST || picture->noise < LEAST_NOISE ||
      !gj_ocr_spacing_pitches (line, &least, &most) || most > (1 + GJ_OCR_SAME_PITCH) * least ||
      most > MOST_WIDE * height)
    return FALSE;
  for (guint i = 1; i < line->n_glyphs; i++)
    if (line->mark[i - 1] == 0 && line->mark[i] == 0 &&
        !gap_is_clean (picture, &line->glyph[i - 1], &line->glyph[i], NO_TRACE) &&
        !gap_is_smooth (picture, &line->glyph[i - 1], &line->glyph[i]))
      return FALSE;
  return TRUE;
}

gboolean
gj_ocr_spacing_is_even (const GjOcrPicture *picture, const GjOcrInkLine *line, double wide)
{
  int least, most, height = gj_ocr_rect_height (&line->box);
  double pitch;
  if (!gj_ocr_spacing_pitches (line, &least, &most) || most <= ROOM * MIN (least, height * 1.5) ||
      gj_ocr_spacing_is_wide (line, 3, &pitch))
    return TRUE;
  return is_spaced_around_point (picture, line) || is_spaced_like (picture, line, wide) ||
         is_spaced_without_trace (picture, line);
}

/* Puts a point before glyph @i of @line. */
static void
put_point (GjOcrInkLine *line, guint i, const GjOcrRect *point)
{
  memmove (&line->glyph[i + 1], &line->glyph[i], (line->n_glyphs - i) * sizeof *line->glyph);
  memmove (&line->mark[i + 1], &line->mark[i], line->n_glyphs - i);
  line->glyph[i] = *point;
  line->mark[i] = '.';
  line->n_glyphs++;
}

static void
find_points (const GjOcrPicture *picture, GjOcrInkLine *line, double wide)
{
  int least, most, height = gj_ocr_rect_height (&line->box);
  double pitch;

  if (!gj_ocr_spacing_pitches (line, &least, &most) || gj_ocr_spacing_is_wide (line, 3, &pitch))
    return;
  for (guint i = line->n_glyphs - 1; i > 0 && line->n_glyphs < GJ_OCR_MAX_GLYPHS; i--) {
    const GjOcrRect *a = &line->glyph[i - 1], *b = &line->glyph[i];
    int apart = b->x0 + b->x1 - a->x0 - a->x1;
    GjOcrRect point;
    if (line->mark[i - 1] != 0 || line->mark[i] != 0 || apart <= ROOM * MIN (least, height * 1.5) ||
        gj_ocr_rect_height (a) < 0.6 * height || gj_ocr_rect_height (b) < 0.6 * height ||
        fabs ((double) apart / height - wide) < GJ_OCR_SAME_PITCH * wide)
      continue;
    if (gj_ocr_point_find (picture->gray, a, b, &point))
      put_point (line, i, &point);
  }
}

/* Commas stand before three digits. The last sign of a number that does not is a point, made high by noise, if it has no tail. */
static void
tell_points (GjOcrInkLine *line)
{
  guint i = line->n_glyphs, digits = 0;
  while (i > 0 && line->mark[i - 1] == 0) {
    i--;
    digits++;
  }
  if (i > 1 && digits > 0 && digits != 3 && line->mark[i - 1] == ',' &&
      memchr (line->mark, '.', line->n_glyphs) == NULL)
    line->mark[i - 1] = '.';
}

void
gj_ocr_spacing_find_marks (const GjOcrPicture *picture, GjOcrInkLine *line, double wide)
{
  find_points (picture, line, wide);
  tell_points (line);
  find_tails (picture, line);
}
