/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-erase.h"

#include "ocr/gj-ocr-streak.h"

#define MOST 64 /* pixels across that are looked at */
/* Lengths in inches. */
#define LOOK 0.05   /* to either side */
#define THICK 0.035 /* thicker is more than a rule */
#define IN_LINE (1 / 50.0)
#define BESIDE 0.05 /* what stands so near a rule may have been taken for a part of it */
#define FOLLOW 0.25 /* part of a drift that is followed at each step */

/* A line of pieces, and where it may go on. */
typedef struct {
  int from, to, pos;
  int end;
} Line;

/* A run of dark pixels across: [y0, y1); none if y1 <= y0. */
typedef struct {
  int y0, y1;
} Run;

static void
add_rule (GArray *lines, const GjOcrRule *r, int slack)
{
  for (guint i = 0; i < lines->len; i++) {
    Line *line = &g_array_index (lines, Line, i);
    if (ABS (line->pos - r->pos) > slack)
      continue;
    line->pos = r->from < line->from ? r->pos : line->pos; /* the line is followed from its left end */
    line->from = MIN (line->from, r->from);
    line->to = MAX (line->to, r->to);
    return;
  }
  Line line = { r->from, r->to, r->pos, 0 };
  g_array_append_val (lines, line);
}

/* The run of dark pixels nearest to row @y in column @x, not farther than @reach; @paper (out): the lightest pixel there. */
static Run
run_near (const GjOcrPicture *picture, int x, int y, int look, int reach, int *paper)
{
  int h = pixGetHeight (picture->gray), top = MAX (y - look, 0), n = MIN (y + look + 1, h) - top;
  int level[MOST], lightest = 0, best = reach + 1;
  Run found = { 0, 0 };
  if (n < 3 || n > MOST)
    return found;
  for (int i = 0; i < n; i++) {
    level[i] = gj_ocr_pixel (picture->gray, x, top + i);
    lightest = MAX (lightest, level[i]);
  }
  int limit = lightest - MAX (picture->contrast / 5, 8);
  for (int i = 0, end; i < n; i = end + 1) {
    for (end = i; end < n && level[end] < limit;)
      end++;
    if (end == i)
      continue;
    int away = y < top + i ? top + i - y : y >= top + end ? y - (top + end - 1) : 0;
    if (away < best) {
      best = away;
      found = (Run){ top + i, top + end };
    }
  }
  *paper = lightest;
  return found;
}

/* The usual thickness of @line, 0 if there is none. */
static int
thickness_of (const GjOcrPicture *picture, const Line *line, int look, int reach, int thick)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (int));
  for (int x = MAX (line->from, 0); x < MIN (line->to, pixGetWidth (picture->gray)); x += 2) {
    int paper;
    Run run = run_near (picture, x, line->pos, look, reach, &paper);
    int t = run.y1 - run.y0;
    if (t > 0 && t <= thick)
      g_array_append_val (all, t);
  }
  return gj_ocr_median (all);
}

static void
paint (PIX *gray, int x, int y0, int y1, int paper)
{
  for (int y = MAX (y0, 0); y < MIN (y1, pixGetHeight (gray)); y++) {
    l_uint32 *line = pixGetData (gray) + (gsize) y * (gsize) pixGetWpl (gray);
    if (GET_DATA_BYTE (line, x) < paper)
      SET_DATA_BYTE (line, x, paper);
  }
}

static void
erase_line (GjOcrPicture *picture, const Line *line)
{
  int look = MIN ((int) (picture->dpi * LOOK), (MOST - 1) / 2), reach = MAX ((int) (picture->dpi / 60), 2);
  int usual = thickness_of (picture, line, look, reach, (int) (picture->dpi * THICK));
  double at = line->pos;
  if (usual == 0)
    return;
  for (int x = MAX (line->from - usual, 0); x < MIN (line->end + usual, pixGetWidth (picture->gray)); x++) {
    int y = (int) (at + 0.5), paper = 0;
    Run run = run_near (picture, x, y, look, reach, &paper);
    int thick = run.y1 - run.y0;
    if (thick <= 0)
      continue;
    if (thick <= usual + 2) {
      at += FOLLOW * CLAMP ((run.y0 + run.y1 - 1) / 2.0 - at, -1, 1);
      paint (picture->gray, x, run.y0 - 1, run.y1 + 1, paper);
      continue;
    }
    int y0 = (int) (at - usual / 2.0 + 0.5), y1 = y0 + usual + 1;
    gboolean above = run.y0<y0 - 1, below = run.y1> y1 + 1;
    if (x < line->to && above != below)
      paint (picture->gray, x, above ? y0 : run.y0 - 1, above ? run.y1 + 1 : y1, paper);
  }
}

/* @goes_on: lines go on to where the longest one ends. */
static void
erase_all (GjOcrPicture *picture, const GArray *rules, gboolean goes_on)
{
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (Line));
  int slack = MAX ((int) (picture->dpi * IN_LINE), 2), end = 0;
  for (guint i = 0; i < rules->len; i++)
    add_rule (lines, &g_array_index (rules, GjOcrRule, i), slack);
  for (guint i = 0; i < lines->len; i++)
    end = MAX (end, g_array_index (lines, Line, i).to);
  for (guint i = 0; i < lines->len; i++) {
    Line *line = &g_array_index (lines, Line, i);
    line->end = lines->len > 1 && goes_on ? end : line->to;
    erase_line (picture, line);
  }
}

void
gj_ocr_erase_rules (GjOcrPicture *picture, const GArray *rules)
{
  erase_all (picture, rules, TRUE);
}

void
gj_ocr_erase_across (GjOcrPicture *picture, const GArray *across)
{
  erase_all (picture, across, FALSE);
}

void
gj_ocr_erase_grid (GjOcrPicture *picture, const GArray *across, const GArray *upright)
{
  g_autoptr (GArray) turned = g_array_new (FALSE, FALSE, sizeof (GjOcrRule));
  int h = pixGetHeight (picture->gray), reach = MAX ((int) (picture->dpi * BESIDE), 3);
  gj_ocr_erase_across (picture, across);
  PIX *gray = pixRotateOrth (picture->gray, 1);
  if (gray == NULL)
    return;
  if (picture->erased == NULL)
    picture->erased = g_array_new (FALSE, FALSE, sizeof (GjOcrRect));
  for (guint i = 0; i < upright->len; i++) {
    const GjOcrRule *r = &g_array_index (upright, GjOcrRule, i);
    GjOcrRule rule = { h - r->to, h - r->from, r->pos, -1, r->cover };
    GjOcrRect place = { r->pos - reach, r->from, r->pos + reach, r->to };
    g_array_append_val (turned, rule);
    g_array_append_val (picture->erased, place);
  }
  pixDestroy (&picture->gray);
  picture->gray = gray;
  erase_all (picture, turned, FALSE);
  gray = pixRotateOrth (picture->gray, 3);
  pixDestroy (&picture->gray);
  picture->gray = gray;
}

gboolean
gj_ocr_is_painted (const GjOcrPicture *picture, const GjOcrRect *box)
{
  for (guint i = 0; picture->erased != NULL && i < picture->erased->len; i++) {
    const GjOcrRect *r = &g_array_index (picture->erased, GjOcrRect, i);
    if (r->x0 < box->x1 && r->x1 > box->x0 && r->y0 < box->y1 && r->y1 > box->y0)
      return TRUE;
  }
  return gj_ocr_streak_crosses (picture, box);
}
