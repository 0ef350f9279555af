/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-judge.h"

#include <string.h>

#include "ocr/gj-ocr-arcs.h"
#include "ocr/gj-ocr-digit.h"
#include "ocr/gj-ocr-runs.h"
#include "ocr/gj-ocr-split.h"

#define NO_DIGIT 10
#define WIDE 0.78   /* width of a glyph by the height of its line, from which on it may be two */
#define WIDEST 1.1  /* no digit is wider */
#define NO_ROOM 1.2 /* distances of digits by the least of them: a point makes it 1.4 and more */
#define IN_AIR 0.17 /* of the height of digits: points end nearer to their foot, the stroke across a 4 does not */
#define LEAST_AIR 3 /* the same in pixels */
#define FULL 0.9    /* of the height of its line: a digit */
#define LIKELY 0.8f /* the others of such a figure */
#define DAMAGED_DIGIT 0.3f /* probability of the second best: what looks like no digit may be this one, damaged */
#define STROKE 0.3         /* width of an upright stroke, by its height */
#define ZERO 0.9           /* width of the widest 0, the same */
#define BARE 0.85f         /* what one is held for: a 1 whose foot and flag are lost, hardly the rest of a rule */
#define COMPANY 3          /* digits of a figure, one of them too damaged for the network: tesseract may know it */
#define DAMAGED 0.4        /* what such a figure is held for */
#define SURE 0.95f         /* least probability of a digit that is put together of pieces, or wide */

/* Replaces glyph @i of @line by @n parts of it. FALSE if there is no room. */
static gboolean
put_parts (GjOcrInkLine *line, guint i, const GjOcrRect *parts, guint n)
{
  if (line->n_glyphs + n - 1 > GJ_OCR_MAX_GLYPHS)
    return FALSE;
  memmove (&line->glyph[i + n], &line->glyph[i + 1], (line->n_glyphs - i - 1) * sizeof *line->glyph);
  memmove (&line->mark[i + n], &line->mark[i + 1], line->n_glyphs - i - 1);
  memcpy (&line->glyph[i], parts, n * sizeof *parts);
  memset (&line->mark[i], 0, n);
  line->n_glyphs += n - 1;
  return TRUE;
}

/* A wide glyph of touching digits, taken apart if the parts are digits. */
static gboolean
try_split (PIX *gray, GjOcrInkLine *line, guint i)
{
  GjOcrRect parts[GJ_OCR_MOST_PARTS];
  guint n = gj_ocr_split_touching (gray, &line->glyph[i], gj_ocr_rect_height (&line->box), parts);
  return n > 1 && put_parts (line, i, parts, n);
}

static gboolean
is_same (const GjOcrRect *a, const GjOcrRect *b)
{
  return a->x0 == b->x0 && a->y0 == b->y0 && a->x1 == b->x1 && a->y1 == b->y1;
}

/* A speck below a 0 makes it a 9: where a small piece above or below a glyph makes another digit of it, the likelier one is
 * kept. Returns: whether there is such a glyph. */
static gboolean
weigh_specks (PIX *gray, GjOcrInkLine *line)
{
  gboolean differ = FALSE;
  for (guint k = 0; k < line->n_specked; k++)
    for (guint i = 0; i < line->n_glyphs; i++) {
      if (line->mark[i] != 0 || !is_same (&line->glyph[i], &line->specked[k].whole))
        continue;
      GjOcrDigit whole = gj_ocr_digit_read (gray, &line->glyph[i]);
      GjOcrDigit rest = gj_ocr_digit_read (gray, &line->specked[k].rest);
      if (whole.digit == rest.digit)
        continue;
      differ = TRUE;
      if (rest.digit != NO_DIGIT && (whole.digit == NO_DIGIT || rest.p > whole.p))
        line->glyph[i] = line->specked[k].rest;
    }
  if (!differ)
    return FALSE;
  line->box = line->glyph[0];
  for (guint i = 1; i < line->n_glyphs; i++) {
    const GjOcrRect *g = &line->glyph[i];
    line->box = (GjOcrRect){ MIN (line->box.x0, g->x0), MIN (line->box.y0, g->y0), MAX (line->box.x1, g->x1),
                             MAX (line->box.y1, g->y1) };
  }
  return TRUE;
}

/* Whether all digits of @line stand at one distance, whatever is between them: then there is no room for a point. */
static gboolean
has_no_room (const GjOcrInkLine *line)
{
  const GjOcrRect *last = NULL;
  int least = G_MAXINT, most = 0;
  guint pairs = 0;
  for (guint i = 0; i < line->n_glyphs; i++) {
    const GjOcrRect *g = &line->glyph[i];
    if (line->mark[i] != 0)
      continue;
    if (last != NULL) {
      int pitch = g->x0 + g->x1 - last->x0 - last->x1;
      least = MIN (least, pitch);
      most = MAX (most, pitch);
      pairs++;
    }
    last = g;
  }
  return pairs >= 2 && most <= NO_ROOM * least;
}

/* Thin strokes of a 4 or a 3 are lost before their ends are: what looks like a sign before a digit, inside a number, is a part of
 * that digit where it stands higher than a point does, where there is no room for one, or right behind a sign, and both are a digit
 * together. */
static void
join_pieces (PIX *gray, GjOcrInkLine *line)
{
  int height = gj_ocr_rect_height (&line->box);
  gboolean no_room = has_no_room (line);
  for (guint i = line->n_glyphs; i-- > 1;) {
    const GjOcrRect *p = &line->glyph[i], *g = &line->glyph[i + 1];
    if (i + 1 >= line->n_glyphs || line->mark[i] == 0 || line->mark[i + 1] != 0)
      continue;
    if (!no_room && line->mark[i - 1] == 0 && p->y1 > g->y1 - MAX (IN_AIR * height, LEAST_AIR))
      continue;
    GjOcrRect both = { MIN (p->x0, g->x0), MIN (p->y0, g->y0), MAX (p->x1, g->x1), MAX (p->y1, g->y1) };
    if (gj_ocr_rect_width (&both) > WIDE * height)
      continue;
    GjOcrDigit d = gj_ocr_digit_read (gray, &both);
    if (d.digit == NO_DIGIT || d.p < SURE)
      continue;
    line->glyph[i] = both;
    line->mark[i] = 0;
    line->n_glyphs--;
    memmove (&line->glyph[i + 1], &line->glyph[i + 2], (line->n_glyphs - i - 1) * sizeof *line->glyph);
    memmove (&line->mark[i + 1], &line->mark[i + 2], line->n_glyphs - i - 1);
  }
}

/* Whether @glyph is one upright stroke from end to end. */
static gboolean
is_stroke (const PIX *gray, const GjOcrRect *glyph, int height)
{
  int rows = 0, darkest = 255, lightest = 0;
  if (gj_ocr_rect_width (glyph) > STROKE * height || gj_ocr_rect_height (glyph) < FULL * height)
    return FALSE;
  for (int pass = 0; pass < 2; pass++)
    for (int y = glyph->y0; y < glyph->y1; y++) {
      int ink = 255;
      for (int x = glyph->x0; x < glyph->x1; x++)
        ink = MIN (ink, gj_ocr_pixel (gray, x, y));
      if (pass == 0) {
        darkest = MIN (darkest, ink);
        lightest = MAX (lightest, MAX (gj_ocr_pixel (gray, MAX (glyph->x0 - 2, 0), y), ink));
      } else
        rows += ink < (darkest + lightest) / 2;
    }
  return rows >= FULL * gj_ocr_rect_height (glyph);
}

/* Whether glyph @i of @line and one beside it are two strokes no farther apart than the sides of a 0, which may have lost its ends. */
static gboolean
may_be_side (const PIX *gray, const GjOcrInkLine *line, guint i)
{
  int height = gj_ocr_rect_height (&line->box);
  for (guint k = i > 0 ? i - 1 : 0; k < MIN (i + 2, line->n_glyphs); k++)
    if (k != i && is_stroke (gray, &line->glyph[k], height) &&
        MAX (line->glyph[i].x1, line->glyph[k].x1) - MIN (line->glyph[i].x0, line->glyph[k].x0) <= ZERO * height)
      return TRUE;
  return FALSE;
}

/* Whether the network by itself takes a glyph for a digit; for a 1 it also takes strokes of anything, without certainty. */
static gboolean
is_known (const GjOcrDigit *d)
{
  return d->digit != NO_DIGIT && (d->digit != 1 || d->p >= BARE);
}

/* What glyph @i of @line may be for all that the network says of it (@d). */
static GjOcrDigit
look_twice (const GjOcrPicture *picture, const GjOcrInkLine *line, guint i, GjOcrDigit d)
{
  const PIX *gray = picture->gray;
  const GjOcrRect *glyph = &line->glyph[i];
  int height = gj_ocr_rect_height (&line->box);
  if (is_known (&d) && (d.digit == 0 || d.p >= BARE))
    return d;
  if (gj_ocr_arcs_are_one (picture, glyph))
    return (GjOcrDigit){ .digit = 0, .second = NO_DIGIT, .p = BARE };
  if (is_known (&d) || d.p >= BARE)
    return d;
  if (is_stroke (gray, glyph, height) && !may_be_side (gray, line, i))
    return (GjOcrDigit){ .digit = 1, .second = NO_DIGIT, .p = BARE };
  if (d.digit == NO_DIGIT && d.p_second >= DAMAGED_DIGIT && gj_ocr_rect_width (glyph) <= WIDE * height &&
      gj_ocr_rect_height (glyph) >= FULL * height)
    return (GjOcrDigit){ .digit = d.second, .second = NO_DIGIT, .p = d.p_second };
  return d;
}

GjOcrDigit
gj_ocr_judge_glyph (const GjOcrPicture *picture, const GjOcrInkLine *line, guint i)
{
  return look_twice (picture, line, i, gj_ocr_digit_read (picture->gray, &line->glyph[i]));
}

double
gj_ocr_judge (const GjOcrPicture *picture, GjOcrInk *ink)
{
  PIX *gray = picture->gray;
  guint full = 0, damaged = 0;
  double least = 1;

  for (guint k = 0; k < ink->n_lines; k++) {
    GjOcrInkLine *line = &ink->line[k];
    if (line->n_glyphs == 0 || line->too_many)
      return 0;
    ink->left_over = weigh_specks (gray, line) || ink->left_over;
    join_pieces (gray, line);
    gj_ocr_arcs_join (picture, line);
    for (guint i = 0; i < line->n_glyphs; i++) {
      if (line->mark[i] != 0)
        continue;
      full++;
      double width = gj_ocr_rect_width (&line->glyph[i]) / (double) gj_ocr_rect_height (&line->box);
      GjOcrDigit d = gj_ocr_digit_read (gray, &line->glyph[i]);
      gboolean one = d.digit != NO_DIGIT && d.p >= SURE && width <= WIDEST;
      if (width > WIDE && !one && try_split (gray, line, i))
        continue;
      gboolean known = d.digit != NO_DIGIT;
      if (ink->kind == GJ_OCR_INK_FIGURE) /* of words some strokes look like a 1 */
        d = look_twice (picture, line, i, d);
      else if (!known && gj_ocr_arcs_are_one (picture, &line->glyph[i]))
        d = (GjOcrDigit){ .digit = 0, .second = NO_DIGIT, .p = BARE };
      if (!known && d.digit != NO_DIGIT && d.p < LIKELY) {
        damaged++;
        d.p = LIKELY;
      }
      if (d.digit == NO_DIGIT || width > WIDEST || (width > WIDE && d.p < 0.95f))
        return 0;
      least = MIN (least, (double) d.p);
    }
  }
  if (damaged > 0)
    return damaged == 1 && full >= COMPANY && least >= LIKELY ? DAMAGED : 0;
  return full > 0 ? least : 0;
}

gboolean
gj_ocr_judge_has_digit (const GjOcrPicture *picture, const GjOcrInk *ink)
{
  for (guint k = 0; k < ink->n_lines; k++)
    for (guint i = 0; i < ink->line[k].n_glyphs; i++) {
      GjOcrDigit d = { .digit = NO_DIGIT };
      if (ink->line[k].mark[i] == 0)
        d = gj_ocr_digit_read (picture->gray, &ink->line[k].glyph[i]);
      if (is_known (&d) || (ink->line[k].mark[i] == 0 && gj_ocr_arcs_are_one (picture, &ink->line[k].glyph[i])))
        return TRUE;
    }
  return FALSE;
}

void
gj_ocr_judge_split (PIX *gray, GjOcrInkLine *line)
{
  int height = gj_ocr_rect_height (&line->box);
  for (guint i = 0; i < line->n_glyphs; i++)
    if (line->mark[i] == 0 && gj_ocr_rect_width (&line->glyph[i]) > WIDE * height)
      try_split (gray, line, i);
}
