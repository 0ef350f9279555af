/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/gj-tracer.h"

#include <math.h>

#define MAX_PATH_POINTS 4096
/* Paint lighter than this strikes nothing out: watermarks and grounds are. */
#define FAINT 0.75
/* A stroke shorter than this (points) strikes nothing out. */
#define MIN_STROKE 3.0
/* What a pattern is painted on is no higher (points) where it may be one figure. */
#define HIGHEST_ROW 80
/* The outline of a pen's stroke is no farther apart (points) on average. */
#define PEN 1.6

static void
add_point (GjTracer *t, double x, double y, char kind)
{
  const double *m = t->state.m;
  if (t->path->len >= MAX_PATH_POINTS)
    return;
  GjPathPoint p = { m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5], kind };
  g_array_append_val (t->path, p);
}

/* A curve as the lines between points of it, more of them if it is long: those of letters are short. @a: NULL: where the path is. */
static void
add_curve (GjTracer *t, const double *a, const double *b, const double *end)
{
  const double *m = t->state.m;
  const double step = 6;
  if (t->path->len == 0)
    return;
  GjPathPoint at = g_array_index (t->path, GjPathPoint, t->path->len - 1);
  double u[3][2], length = 0, x = at.x, y = at.y;
  for (int i = 0; i < 3; i++) {
    const double *p = i == 0 ? a : i == 1 ? b : end;
    u[i][0] = p != NULL ? m[0] * p[0] + m[2] * p[1] + m[4] : at.x;
    u[i][1] = p != NULL ? m[1] * p[0] + m[3] * p[1] + m[5] : at.y;
    length += hypot (u[i][0] - x, u[i][1] - y);
    x = u[i][0];
    y = u[i][1];
  }
  guint pieces = (guint) CLAMP (length / step, 1, 16);
  for (guint k = 1; k < pieces && t->path->len < MAX_PATH_POINTS; k++) {
    double q = (double) k / pieces, r = 1 - q;
    double w[4] = { r * r * r, 3 * q * r * r, 3 * q * q * r, q * q * q };
    GjPathPoint p = { w[0] * at.x + w[1] * u[0][0] + w[2] * u[1][0] + w[3] * u[2][0],
                      w[0] * at.y + w[1] * u[0][1] + w[2] * u[1][1] + w[3] * u[2][1], 'c' };
    g_array_append_val (t->path, p);
  }
  add_point (t, end[0], end[1], 'c');
}

void
gj_tracer_add_rectangle (GjTracer *t, const double *n)
{
  add_point (t, n[0], n[1], 'm');
  add_point (t, n[0] + n[2], n[1], 'l');
  add_point (t, n[0] + n[2], n[1] + n[3], 'l');
  add_point (t, n[0], n[1] + n[3], 'l');
  add_point (t, n[0], n[1], 'l');
}

/* What of a rule shows: producers draw a table whole on each of the pages that it goes over, and clip it. */
void
gj_tracer_add_rule (GjTracer *t, gboolean horizontal, double pos, double a, double b)
{
  const GjBox *clip = &t->state.clip;
  GjRule r = { .horizontal = horizontal, .pos = pos };
  r.from = MAX (MIN (a, b), horizontal ? clip->x0 : clip->y0);
  r.to = MIN (MAX (a, b), horizontal ? clip->x1 : clip->y1);
  gboolean seen = horizontal ? pos > clip->y0 - 1 && pos < clip->y1 + 1 : pos > clip->x0 - 1 && pos < clip->x1 + 1;
  if (!seen || r.to - r.from < MIN_RULE || t->page->rules->len >= GJ_MAX_RULES_PER_PAGE)
    return;
  g_array_append_val (t->page->rules, r);
}

void
gj_tracer_clip (GjTracer *t)
{
  GjBox b = { G_MAXDOUBLE, G_MAXDOUBLE, -G_MAXDOUBLE, -G_MAXDOUBLE }, *clip = &t->state.clip;
  for (guint i = 0; i < t->path->len; i++) {
    const GjPathPoint *p = &g_array_index (t->path, GjPathPoint, i);
    if (p->kind != 'h')
      b = (GjBox){ MIN (b.x0, p->x), MIN (b.y0, p->y), MAX (b.x1, p->x), MAX (b.y1, p->y) };
    if (t->path->len >= MAX_PATH_POINTS)
      return;
  }
  *clip = (GjBox){ MAX (clip->x0, b.x0), MAX (clip->y0, b.y0), MIN (clip->x1, b.x1), MIN (clip->y1, b.y1) };
}

/* What of a shape shows. @rectangle (out): it is one. */
static GjBox
shape_box (const GjTracer *t, guint first, guint end, gboolean *rectangle)
{
  GjBox b = { G_MAXDOUBLE, G_MAXDOUBLE, -G_MAXDOUBLE, -G_MAXDOUBLE };
  const GjBox *clip = &t->state.clip;
  *rectangle = end - first <= 6;
  for (guint i = first; i < end; i++) {
    const GjPathPoint *p = &g_array_index (t->path, GjPathPoint, i), *q = i > first ? p - 1 : p;
    *rectangle &= p->kind != 'c' && (p->kind == 'h' || fabs (p->x - q->x) < 0.5 || fabs (p->y - q->y) < 0.5);
    b = (GjBox){ MIN (b.x0, p->x), MIN (b.y0, p->y), MAX (b.x1, p->x), MAX (b.y1, p->y) };
  }
  return (GjBox){ MAX (b.x0, clip->x0), MAX (b.y0, clip->y0), MIN (b.x1, clip->x1), MIN (b.y1, clip->y1) };
}

/* A shape that may be a letter. A single stroke is none: that is how a cell is crossed out. */
static void
add_mark (GjTracer *t, guint first, guint end)
{
  gboolean rectangle;
  GjBox b = shape_box (t, first, end, &rectangle);
  if (end - first > 2 || g_array_index (t->path, GjPathPoint, end - 1).kind == 'c')
    gj_page_add_mark (t->page, &b, rectangle);
}

/* Whether a closed path is the outline of a pen's stroke: its sides are near each other on average, by its area and half its length. Some pages
 * are drawn large, to be shown at a fraction of it. */
static gboolean
is_pen_stroke (const GjTracer *t, guint first, guint end)
{
  const double paper = 600; /* points, the shorter side of most */
  double area = 0, length = 0;
  const GjPathPoint *start = &g_array_index (t->path, GjPathPoint, first), *p = start;
  for (guint i = first; i < end; i++) {
    const GjPathPoint *q = i + 1 < end && p[1].kind != 'h' ? p + 1 : start;
    area += p->x * q->y - q->x * p->y;
    length += hypot (q->x - p->x, q->y - p->y);
    if (q == start)
      break;
    p = q;
  }
  double size = MIN (t->page->width, t->page->height) / paper;
  return fabs (area) <= PEN * MAX (size, 1) * MAX (length, 0.01);
}

/* Keeps the lines of a subpath that are no rules, if a pen may have drawn it: open, or as narrow as a pen's stroke. Letters, rings and
 * frames are closed, and broad. @outline: it is filled. */
static void
add_strokes (GjTracer *t, guint first, guint end, gboolean outline)
{
  const GjPathPoint *start = &g_array_index (t->path, GjPathPoint, first),
                    *last = &g_array_index (t->path, GjPathPoint, end - 1);
  gboolean rectangle, closed = outline || last->kind == 'h' || hypot (last->x - start->x, last->y - start->y) < 0.5;
  GjBox b = shape_box (t, first, end, &rectangle);
  if ((rectangle && outline) || b.x1 < b.x0 || b.y1 < b.y0 || hypot (b.x1 - b.x0, b.y1 - b.y0) < MIN_STROKE ||
      (closed && !is_pen_stroke (t, first, end)))
    return;
  for (const GjPathPoint *p = start + 1; p <= last; p++) {
    const GjPathPoint *to = p->kind == 'h' ? start : p;
    gboolean rule = p->kind != 'c' && (fabs (p[-1].x - to->x) < 0.8 || fabs (p[-1].y - to->y) < 0.8) &&
                    hypot (p[-1].x - to->x, p[-1].y - to->y) >= MIN_RULE;
    if (!rule)
      gj_page_add_stroke (t->page, &(GjStroke){ p[-1].x, p[-1].y, to->x, to->y });
  }
}

static void
stroke_path (GjTracer *t)
{
  const GjPathPoint *start = NULL;
  guint first = 0;
  if (t->state.stroke > WHITE)
    return;
  for (guint i = 0; i < t->path->len; i++) {
    const GjPathPoint *p = &g_array_index (t->path, GjPathPoint, i);
    if (i + 1 == t->path->len || (p + 1)->kind == 'm') {
      add_mark (t, first, i + 1);
      if (t->state.stroke <= FAINT)
        add_strokes (t, first, i + 1, FALSE);
      first = i + 1;
    }
    if (p->kind == 'm') {
      start = p;
      continue;
    }
    const GjPathPoint *from = i > 0 ? p - 1 : p, *to = p->kind == 'h' ? start : p;
    if (p->kind == 'c' || to == NULL)
      continue;
    if (fabs (from->y - to->y) < 0.8)
      gj_tracer_add_rule (t, TRUE, (from->y + to->y) / 2, from->x, to->x);
    else if (fabs (from->x - to->x) < 0.8)
      gj_tracer_add_rule (t, FALSE, (from->x + to->x) / 2, from->y, to->y);
  }
}

static void
fill_subpath (GjTracer *t, guint first, guint end)
{
  GjBox b = { G_MAXDOUBLE, G_MAXDOUBLE, -G_MAXDOUBLE, -G_MAXDOUBLE };
  for (guint i = first; i < end; i++) {
    const GjPathPoint *p = &g_array_index (t->path, GjPathPoint, i);
    if (p->kind == 'h')
      continue;
    b = (GjBox){ MIN (b.x0, p->x), MIN (b.y0, p->y), MAX (b.x1, p->x), MAX (b.y1, p->y) };
  }
  double w = gj_box_width (&b), h = gj_box_height (&b);
  if (h <= MAX_THICKNESS && w > 1.5 * h)
    gj_tracer_add_rule (t, TRUE, (b.y0 + b.y1) / 2, b.x0, b.x1);
  else if (w <= MAX_THICKNESS && h > 1.5 * w)
    gj_tracer_add_rule (t, FALSE, (b.x0 + b.x1) / 2, b.y0, b.y1);
}

/* A ring (outer and inner rectangle in one path) is a frame drawn by filling: its thin sides count. */
static gboolean
fill_ring (GjTracer *t)
{
  GjBox box[2];
  guint n = 0;
  for (guint i = 0; i < t->path->len; i++) {
    const GjPathPoint *p = &g_array_index (t->path, GjPathPoint, i);
    if (p->kind == 'c' || (p->kind == 'm' && n == 2))
      return FALSE;
    if (p->kind == 'm')
      box[n++] = (GjBox){ p->x, p->y, p->x, p->y };
    else if (p->kind == 'l' && n > 0) {
      GjBox q = { p->x, p->y, p->x, p->y };
      box[n - 1] = (GjBox){ MIN (box[n - 1].x0, q.x0), MIN (box[n - 1].y0, q.y0), MAX (box[n - 1].x1, q.x1),
                            MAX (box[n - 1].y1, q.y1) };
    }
  }
  if (n != 2)
    return FALSE;
  GjBox o = box[0], i = box[1];
  if (gj_box_width (&i) > gj_box_width (&o)) {
    o = box[1];
    i = box[0];
  }
  if (i.x0 < o.x0 || i.x1 > o.x1 || i.y0 < o.y0 || i.y1 > o.y1 || i.x0 - o.x0 > MAX_THICKNESS ||
      o.x1 - i.x1 > MAX_THICKNESS || i.y0 - o.y0 > MAX_THICKNESS || o.y1 - i.y1 > MAX_THICKNESS)
    return FALSE;
  gj_tracer_add_rule (t, TRUE, (o.y0 + i.y0) / 2, o.x0, o.x1);
  gj_tracer_add_rule (t, TRUE, (o.y1 + i.y1) / 2, o.x0, o.x1);
  gj_tracer_add_rule (t, FALSE, (o.x0 + i.x0) / 2, o.y0, o.y1);
  gj_tracer_add_rule (t, FALSE, (o.x1 + i.x1) / 2, o.y0, o.y1);
  return TRUE;
}

void
gj_tracer_cover (GjTracer *t, const GjBox *box)
{
  t->traits->unsure_text = t->traits->unsure_text || gj_ink_covers (&t->ink, box);
}

/* A ground drawn as a thick line. */
static void
stroke_ground (GjTracer *t)
{
  const double *m = t->state.m;
  double half = t->state.width * MAX (fabs (m[0]) + fabs (m[2]), fabs (m[1]) + fabs (m[3])) / 2;
  gboolean rectangle;
  if (2 * half <= MAX_THICKNESS || t->path->len == 0)
    return;
  GjBox b = shape_box (t, 0, t->path->len, &rectangle);
  b = (GjBox){ b.x0 - half, b.y0 - half, b.x1 + half, b.y1 + half };
  gj_ink_fill (&t->ink, &t->state.clip, GJ_INK_UNKNOWN);
  if (!t->state.clear)
    gj_tracer_cover (t, &b);
}

void
gj_tracer_doubt_below (GjTracer *t, const GjBox *b)
{
  if (b->y1 - b->y0 > HIGHEST_ROW || !gj_ink_covers (&t->ink, b))
    return;
  for (guint i = 0; i < t->page->glyphs->len; i++) {
    GjGlyph *g = &g_array_index (t->page->glyphs, GjGlyph, i);
    double y = (g->box.y0 + g->box.y1) / 2, near = 0.25 * gj_glyph_size (g);
    if (gj_overlap (b->x0, b->x1, g->box.x0, g->box.x1) > 0.5 * gj_box_width (&g->box) && b->y0 < y + near &&
        b->y1 > y - near)
      g->confidence = 0;
  }
}

/* A pattern on a shape no higher than a row of a table: a figure may be in it. */
static void
fill_tiles (GjTracer *t, const GjBox *b)
{
  if (b->y1 - b->y0 > HIGHEST_ROW || t->page->unread->len >= MAX_PATH_POINTS)
    return;
  g_array_append_val (t->page->unread, *b);
  gj_tracer_doubt_below (t, b);
}

void
gj_tracer_shade (GjTracer *t, const GjBox *b)
{
  const GjMute ground = { GJ_MUTE_GROUND, *b, 0, -1, 0 };
  if (b->y1 - b->y0 <= HIGHEST_ROW && t->traits->mute != NULL && t->traits->mute->len < MAX_PATH_POINTS)
    g_array_append_val (t->traits->mute, ground);
}

/* The ground that text may stand on. */
static void
fill_ground (GjTracer *t, guint first, guint end)
{
  gboolean rectangle;
  GjBox b = shape_box (t, first, end, &rectangle);
  if (b.x1 - b.x0 <= MAX_THICKNESS || b.y1 - b.y0 <= MAX_THICKNESS)
    return;
  if (!t->state.clear)
    gj_tracer_cover (t, &b);
  if (t->state.patterned)
    fill_tiles (t, &b);
  if (t->state.shaded || t->state.patterned)
    gj_tracer_shade (t, &b);
  gj_ink_fill (&t->ink, &b, rectangle && !t->state.unsure ? t->state.fill : GJ_INK_UNKNOWN);
}

static void
fill_path (GjTracer *t)
{
  guint first = 0;
  for (guint i = 1; i <= t->path->len; i++)
    if (i == t->path->len || g_array_index (t->path, GjPathPoint, i).kind == 'm') {
      fill_ground (t, first, i);
      if (t->state.fill <= WHITE)
        add_mark (t, first, i);
      if (t->state.fill <= FAINT)
        add_strokes (t, first, i, TRUE);
      first = i;
    }
  first = 0;
  if (t->state.fill > WHITE || fill_ring (t))
    return;
  for (guint i = 1; i <= t->path->len; i++)
    if (i == t->path->len || g_array_index (t->path, GjPathPoint, i).kind == 'm') {
      fill_subpath (t, first, i);
      first = i;
    }
}

void
gj_tracer_path (GjTracer *t, const GjContent *c)
{
  const double *n = c->numbers;
  char op = c->operator_[0];
  if ((op == 'm' || op == 'l') && c->n_numbers >= 2)
    add_point (t, n[0], n[1], op);
  else if (op == 'c' && c->n_numbers >= 6)
    add_curve (t, n, n + 2, n + 4);
  else if (op == 'v' && c->n_numbers >= 4)
    add_curve (t, NULL, n, n + 2);
  else if (op == 'y' && c->n_numbers >= 4)
    add_curve (t, n, n + 2, n + 2);
  else if (op == 'h' && t->path->len > 0) {
    GjPathPoint p = g_array_index (t->path, GjPathPoint, t->path->len - 1);
    p.kind = 'h';
    if (t->path->len < MAX_PATH_POINTS)
      g_array_append_val (t->path, p);
  }
}

void
gj_tracer_paint (GjTracer *t, const char *op)
{
  gboolean fill = op[0] == 'f' || op[0] == 'F' || op[0] == 'B' || op[0] == 'b';
  gboolean stroke = op[0] == 'S' || op[0] == 's' || op[0] == 'B' || op[0] == 'b';
  if ((op[0] == 's' || op[0] == 'b') && t->path->len > 0) {
    GjContent close = { .operator_ = "h" };
    gj_tracer_path (t, &close);
  }
  if (t->path->len > 0 && ((stroke && t->state.stroke <= WHITE) || (fill && t->state.fill <= WHITE)))
    t->traits->painted = TRUE;
  if (stroke)
    stroke_path (t);
  if (stroke)
    stroke_ground (t);
  if (fill)
    fill_path (t);
  if (t->clips)
    gj_tracer_clip (t);
  t->clips = FALSE;
  g_array_set_size (t->path, 0);
}
