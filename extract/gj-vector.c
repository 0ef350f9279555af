/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/gj-vector-private.h"

#include "extract/gj-content.h"
#include "extract/gj-matrix.h"

#include <math.h>
#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

#define MAX_FORM_DEPTH 6
#define MAX_STATE_DEPTH 64
#define MAX_PATH_POINTS 4096
/* A filled shape no thicker than this (points) is a ruling line; a line shorter than MIN_RULE is none. */
#define MAX_THICKNESS 3.2
#define MIN_RULE 3.0
/* Paint lighter than this is taken for white. */
#define WHITE 0.96
/* White text shows on a ground darker than this. */
#define GROUND 0.85
/* Less opaque than this nothing is seen. */
#define CLEAR 0.02

typedef struct {
  double m[6];
  double fill, stroke; /* lightness 0–1 */
  gboolean unsure;     /* what the fill's numbers mean depends on a colour space that is not looked at */
  double width;        /* of strokes */
  int text_mode;       /* Tr */
  gboolean clear;      /* what is filled is transparent */
  gboolean masked;     /* a mask may hide what is painted */
  GjBox clip;          /* nothing shows outside it */
} State;

typedef struct {
  double x, y;
  char kind; /* m, l, c */
} Point;

typedef struct {
  GjVector *vector;
  GjPage *page;
  GjTextTraits *traits;
  State state, stack[MAX_STATE_DEPTH];
  guint depth, forms;
  GArray *path; /* of Point, in page coordinates */
  GjInk ink;
  gboolean clips; /* the path is to become the clip when it is painted */
  qpdf_oh resources;
  char font[64]; /* the name of the last one that was set */
  struct {
    char name[16];
    int clear, masked; /* -1: says nothing */
  } modes[4];          /* the last graphics states that were looked at, of these resources */
  guint n_modes;
} Tracer;

static void
add_point (Tracer *t, double x, double y, char kind)
{
  const double *m = t->state.m;
  if (t->path->len >= MAX_PATH_POINTS)
    return;
  Point p = { m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5], kind };
  g_array_append_val (t->path, p);
}

static void
add_rectangle (Tracer *t, const double *n)
{
  add_point (t, n[0], n[1], 'm');
  add_point (t, n[0] + n[2], n[1], 'l');
  add_point (t, n[0] + n[2], n[1] + n[3], 'l');
  add_point (t, n[0], n[1] + n[3], 'l');
  add_point (t, n[0], n[1], 'l');
}

/* What of a rule shows: producers draw a table whole on each of the pages that it goes over, and clip it. */
static void
add_rule (Tracer *t, gboolean horizontal, double pos, double a, double b)
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

static void
clip_to_path (Tracer *t)
{
  GjBox b = { G_MAXDOUBLE, G_MAXDOUBLE, -G_MAXDOUBLE, -G_MAXDOUBLE }, *clip = &t->state.clip;
  for (guint i = 0; i < t->path->len; i++) {
    const Point *p = &g_array_index (t->path, Point, i);
    if (p->kind != 'h')
      b = (GjBox){ MIN (b.x0, p->x), MIN (b.y0, p->y), MAX (b.x1, p->x), MAX (b.y1, p->y) };
    if (p->kind == 'c' || t->path->len >= MAX_PATH_POINTS)
      return; /* a curve goes beyond its ends */
  }
  *clip = (GjBox){ MAX (clip->x0, b.x0), MAX (clip->y0, b.y0), MIN (clip->x1, b.x1), MIN (clip->y1, b.y1) };
}

/* What of a shape shows. @rectangle (out): it is one. */
static GjBox
shape_box (const Tracer *t, guint first, guint end, gboolean *rectangle)
{
  GjBox b = { G_MAXDOUBLE, G_MAXDOUBLE, -G_MAXDOUBLE, -G_MAXDOUBLE };
  const GjBox *clip = &t->state.clip;
  *rectangle = end - first <= 6;
  for (guint i = first; i < end; i++) {
    const Point *p = &g_array_index (t->path, Point, i), *q = i > first ? p - 1 : p;
    *rectangle &= p->kind != 'c' && (p->kind == 'h' || fabs (p->x - q->x) < 0.5 || fabs (p->y - q->y) < 0.5);
    b = (GjBox){ MIN (b.x0, p->x), MIN (b.y0, p->y), MAX (b.x1, p->x), MAX (b.y1, p->y) };
  }
  return (GjBox){ MAX (b.x0, clip->x0), MAX (b.y0, clip->y0), MIN (b.x1, clip->x1), MIN (b.y1, clip->y1) };
}

/* A shape that may be a letter. A single stroke is none: that is how a cell is crossed out. */
static void
add_mark (Tracer *t, guint first, guint end)
{
  gboolean rectangle;
  GjBox b = shape_box (t, first, end, &rectangle);
  if (end - first > 2 || g_array_index (t->path, Point, end - 1).kind == 'c')
    gj_page_add_mark (t->page, &b, rectangle);
}

static void
stroke_path (Tracer *t)
{
  const Point *start = NULL;
  guint first = 0;
  if (t->state.stroke > WHITE)
    return;
  for (guint i = 0; i < t->path->len; i++) {
    const Point *p = &g_array_index (t->path, Point, i);
    if (i + 1 == t->path->len || (p + 1)->kind == 'm') {
      add_mark (t, first, i + 1);
      first = i + 1;
    }
    if (p->kind == 'm') {
      start = p;
      continue;
    }
    const Point *from = i > 0 ? p - 1 : p, *to = p->kind == 'h' ? start : p;
    if (p->kind == 'c' || to == NULL)
      continue;
    if (fabs (from->y - to->y) < 0.8)
      add_rule (t, TRUE, (from->y + to->y) / 2, from->x, to->x);
    else if (fabs (from->x - to->x) < 0.8)
      add_rule (t, FALSE, (from->x + to->x) / 2, from->y, to->y);
  }
}

static void
fill_subpath (Tracer *t, guint first, guint end)
{
  GjBox b = { G_MAXDOUBLE, G_MAXDOUBLE, -G_MAXDOUBLE, -G_MAXDOUBLE };
  for (guint i = first; i < end; i++) {
    const Point *p = &g_array_index (t->path, Point, i);
    if (p->kind == 'h')
      continue;
    b = (GjBox){ MIN (b.x0, p->x), MIN (b.y0, p->y), MAX (b.x1, p->x), MAX (b.y1, p->y) };
  }
  double w = gj_box_width (&b), h = gj_box_height (&b);
  if (h <= MAX_THICKNESS && w > 1.5 * h)
    add_rule (t, TRUE, (b.y0 + b.y1) / 2, b.x0, b.x1);
  else if (w <= MAX_THICKNESS && h > 1.5 * w)
    add_rule (t, FALSE, (b.x0 + b.x1) / 2, b.y0, b.y1);
}

/* A ring (outer and inner rectangle in one path) is a frame drawn by filling: its thin sides count. */
static gboolean
fill_ring (Tracer *t)
{
  GjBox box[2];
  guint n = 0;
  for (guint i = 0; i < t->path->len; i++) {
    const Point *p = &g_array_index (t->path, Point, i);
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
  add_rule (t, TRUE, (o.y0 + i.y0) / 2, o.x0, o.x1);
  add_rule (t, TRUE, (o.y1 + i.y1) / 2, o.x0, o.x1);
  add_rule (t, FALSE, (o.x0 + i.x0) / 2, o.y0, o.y1);
  add_rule (t, FALSE, (o.x1 + i.x1) / 2, o.y0, o.y1);
  return TRUE;
}

/* The ground that text may stand on. */
static void
fill_ground (Tracer *t, guint first, guint end)
{
  gboolean rectangle;
  GjBox b = shape_box (t, first, end, &rectangle);
  if (b.x1 - b.x0 <= MAX_THICKNESS || b.y1 - b.y0 <= MAX_THICKNESS)
    return;
  t->traits->unsure_text = t->traits->unsure_text || (rectangle && gj_ink_covers (&t->ink, &b));
  gj_ink_fill (&t->ink, &b, rectangle && !t->state.unsure ? t->state.fill : GJ_INK_UNKNOWN);
}

static void
fill_path (Tracer *t)
{
  guint first = 0;
  for (guint i = 1; i <= t->path->len; i++)
    if (i == t->path->len || g_array_index (t->path, Point, i).kind == 'm') {
      fill_ground (t, first, i);
      if (t->state.fill <= WHITE)
        add_mark (t, first, i);
      first = i;
    }
  first = 0;
  if (t->state.fill > WHITE || fill_ring (t))
    return;
  for (guint i = 1; i <= t->path->len; i++)
    if (i == t->path->len || g_array_index (t->path, Point, i).kind == 'm') {
      fill_subpath (t, first, i);
      first = i;
    }
}

static void
add_picture (Tracer *t, double pixels)
{
  const double *m = t->state.m;
  double xs[4] = { m[4], m[4] + m[0], m[4] + m[2], m[4] + m[0] + m[2] };
  double ys[4] = { m[5], m[5] + m[1], m[5] + m[3], m[5] + m[1] + m[3] };
  GjPicture pic = { .pixels = pixels,
                    .box = { xs[0], ys[0], xs[0], ys[0] },
                    .upright = m[0] > 0 && m[3] < 0 && fabs (m[1]) < 0.01 * m[0] && fabs (m[2]) < 0.01 * -m[3] };
  for (int i = 1; i < 4; i++)
    pic.box =
        (GjBox){ MIN (pic.box.x0, xs[i]), MIN (pic.box.y0, ys[i]), MAX (pic.box.x1, xs[i]), MAX (pic.box.y1, ys[i]) };
  double w = gj_box_width (&pic.box), h = gj_box_height (&pic.box);
  t->traits->painted = TRUE;
  gj_ink_fill (&t->ink, &pic.box, GJ_INK_UNKNOWN);
  if (h <= MAX_THICKNESS && w > 4 * h) /* a line drawn as a picture */
    add_rule (t, TRUE, (pic.box.y0 + pic.box.y1) / 2, pic.box.x0, pic.box.x1);
  else if (w <= MAX_THICKNESS && h > 4 * w)
    add_rule (t, FALSE, (pic.box.x0 + pic.box.x1) / 2, pic.box.y0, pic.box.y1);
  else if (t->page->pictures->len < 4096)
    g_array_append_val (t->page->pictures, pic);
}

static void trace (Tracer *t, const guint8 *data, gsize length, qpdf_oh resources);

/* A form shows nothing outside its box. */
static void
clip_to_form (Tracer *t, qpdf_oh box)
{
  qpdf_data q = t->vector->qpdf;
  double n[4];
  if (!qpdf_oh_is_array (q, box) || qpdf_oh_get_array_n_items (q, box) != 4)
    return;
  for (int i = 0; i < 4; i++)
    n[i] = qpdf_oh_get_numeric_value (q, qpdf_oh_get_array_item (q, box, i));
  g_array_set_size (t->path, 0);
  add_rectangle (t, (double[4]){ n[0], n[1], n[2] - n[0], n[3] - n[1] });
  clip_to_path (t);
  g_array_set_size (t->path, 0);
}

static void
draw_xobject (Tracer *t, const char *name, qpdf_oh resources)
{
  qpdf_data q = t->vector->qpdf;
  g_autofree char *key = g_strconcat ("/", name, NULL);
  qpdf_oh stream = qpdf_oh_get_key_if_dict (q, qpdf_oh_get_key_if_dict (q, resources, "/XObject"), key);
  if (!qpdf_oh_is_stream (q, stream))
    return;
  qpdf_oh dict = qpdf_oh_get_dict (q, stream);
  if (qpdf_oh_is_name_and_equals (q, qpdf_oh_get_key (q, dict, "/Subtype"), "/Image")) {
    add_picture (t, qpdf_oh_get_numeric_value (q, qpdf_oh_get_key (q, dict, "/Width")) *
                        qpdf_oh_get_numeric_value (q, qpdf_oh_get_key (q, dict, "/Height")));
    return;
  }
  if (t->forms >= MAX_FORM_DEPTH)
    return;
  unsigned char *buf = NULL;
  size_t len = 0;
  QPDF_BOOL filtered;
  if (qpdf_oh_get_stream_data (q, stream, qpdf_dl_generalized, &filtered, &buf, &len) & QPDF_ERRORS)
    return;
  State saved = t->state;
  guint depth = t->depth;
  qpdf_oh matrix = qpdf_oh_get_key (q, dict, "/Matrix");
  if (qpdf_oh_is_array (q, matrix) && qpdf_oh_get_array_n_items (q, matrix) == 6) {
    double m[6];
    for (int i = 0; i < 6; i++)
      m[i] = qpdf_oh_get_numeric_value (q, qpdf_oh_get_array_item (q, matrix, i));
    gj_matrix_multiply (t->state.m, m, t->state.m);
  }
  clip_to_form (t, qpdf_oh_get_key (q, dict, "/BBox"));
  qpdf_oh own = qpdf_oh_get_key (q, dict, "/Resources");
  t->forms++;
  trace (t, buf, len, qpdf_oh_is_dictionary (q, own) ? own : resources);
  t->forms--;
  t->depth = depth;
  t->state = saved;
  free (buf);
}

static double
lightness (const GjContent *c)
{
  const double *n = c->numbers;
  switch (c->n_numbers) {
  case 1:
    return n[0];
  case 3:
    return 0.3 * n[0] + 0.59 * n[1] + 0.11 * n[2];
  case 4:
    return MAX (0, 1 - n[3]) * (1 - (0.3 * n[0] + 0.59 * n[1] + 0.11 * n[2]));
  default:
    return 0; /* patterns and spot colours: something is painted */
  }
}

static void
path_operator (Tracer *t, const GjContent *c)
{
  const double *n = c->numbers;
  char op = c->operator_[0];
  if ((op == 'm' || op == 'l') && c->n_numbers >= 2)
    add_point (t, n[0], n[1], op);
  else if (op == 'c' && c->n_numbers >= 6)
    add_point (t, n[4], n[5], 'c');
  else if ((op == 'v' || op == 'y') && c->n_numbers >= 4)
    add_point (t, n[2], n[3], 'c');
  else if (op == 'h' && t->path->len > 0) {
    Point p = g_array_index (t->path, Point, t->path->len - 1);
    p.kind = 'h';
    if (t->path->len < MAX_PATH_POINTS)
      g_array_append_val (t->path, p);
  }
}

static void
paint_operator (Tracer *t, const char *op)
{
  gboolean fill = op[0] == 'f' || op[0] == 'F' || op[0] == 'B' || op[0] == 'b';
  gboolean stroke = op[0] == 'S' || op[0] == 's' || op[0] == 'B' || op[0] == 'b';
  if ((op[0] == 's' || op[0] == 'b') && t->path->len > 0) {
    GjContent close = { .operator_ = "h" };
    path_operator (t, &close);
  }
  if (t->path->len > 0 && ((stroke && t->state.stroke <= WHITE) || (fill && t->state.fill <= WHITE)))
    t->traits->painted = TRUE;
  if (stroke)
    stroke_path (t);
  if (stroke && t->state.width * (fabs (t->state.m[0]) + fabs (t->state.m[1])) > MAX_THICKNESS)
    gj_ink_fill (&t->ink, &t->state.clip, GJ_INK_UNKNOWN); /* a ground drawn as a thick line */
  if (fill)
    fill_path (t);
  if (t->clips)
    clip_to_path (t);
  t->clips = FALSE;
  g_array_set_size (t->path, 0);
}

/* An operator's letters as a number, so that a stream's thousands of them are told apart by a switch. */
#define OP(a, b, c) ((guint) (a) | (guint) (b) << 8 | (guint) (c) << 16)

static guint
operator_code (const char *op)
{
  gsize n = strlen (op);
  return n <= 3 ? OP ((guint8) op[0], n > 1 ? (guint8) op[1] : 0, n > 2 ? (guint8) op[2] : 0) : 0;
}

/* Takes what graphics state @name says about transparency. Streams name the same few of them again and again. */
static void
take_mode (Tracer *t, const char *name)
{
  qpdf_data q = t->vector->qpdf;
  guint n = MIN (t->n_modes, G_N_ELEMENTS (t->modes)), at = 0;
  while (at < n && strcmp (t->modes[at].name, name) != 0)
    at++;
  if (at == n) {
    g_autofree char *key = g_strconcat ("/", name, NULL);
    qpdf_oh mode = qpdf_oh_get_key_if_dict (q, qpdf_oh_get_key_if_dict (q, t->resources, "/ExtGState"), key);
    gboolean says = qpdf_oh_is_dictionary (q, mode) && qpdf_oh_has_key (q, mode, "/ca");
    at = t->n_modes++ % G_N_ELEMENTS (t->modes);
    g_strlcpy (t->modes[at].name, name, sizeof t->modes[at].name);
    t->modes[at].clear = says ? qpdf_oh_get_numeric_value (q, qpdf_oh_get_key (q, mode, "/ca")) < CLEAR : -1;
    gboolean mask = qpdf_oh_is_dictionary (q, mode) && qpdf_oh_has_key (q, mode, "/SMask");
    t->modes[at].masked = mask ? qpdf_oh_is_dictionary (q, qpdf_oh_get_key (q, mode, "/SMask")) : -1;
  }
  if (t->modes[at].masked >= 0)
    t->state.masked = t->modes[at].masked;
  if (t->modes[at].clear >= 0)
    t->state.clear = t->modes[at].clear;
}

/* Whether the codes of the font have two bytes. */
static gboolean
is_composite (Tracer *t)
{
  qpdf_data q = t->vector->qpdf;
  g_autofree char *key = g_strconcat ("/", t->font, NULL);
  qpdf_oh font = qpdf_oh_get_key_if_dict (q, qpdf_oh_get_key_if_dict (q, t->resources, "/Font"), key);
  return qpdf_oh_is_dictionary (q, font) &&
         qpdf_oh_is_name_and_equals (q, qpdf_oh_get_key (q, font, "/Subtype"), "/Type0");
}

/* Whether some of the next string lies outside the clip, but on the page: figures do that are too long for their cell. */
static gboolean
is_clipped (Tracer *t, const GjContent *c)
{
  const GjBox page = { 0, 0, t->page->width, t->page->height };
  if (!gj_ink_leaves (&t->ink, t->state.m, c->text, &t->state.clip))
    return FALSE;
  guint n = is_composite (t) ? (c->text + 1) / 2 : c->text;
  return gj_ink_leaves (&t->ink, t->state.m, n, &t->state.clip) && !gj_ink_leaves (&t->ink, t->state.m, n, &page);
}

static void
show_text (Tracer *t, const GjContent *c)
{
  gboolean invisible = t->state.text_mode == 3 || t->state.text_mode == 7 || t->state.clear;
  gboolean outlined = t->state.text_mode % 4 == 2 && t->state.stroke <= WHITE;
  gboolean white = (t->state.text_mode % 4 == 1 ? t->state.stroke : t->state.fill) > WHITE && !outlined;
  GjHiddenText text = { .n = c->text, .bytes = c->text, .font = g_str_hash (t->font) };
  double ground;
  t->traits->invisible_text |= invisible;
  gj_ink_show (&t->ink, t->state.m, c->text, &t->state.clip);
  if (c->text > 0 && (t->state.masked || is_clipped (t, c)))
    t->traits->unsure_text = TRUE;
  if ((invisible || white) && c->text > 0) {
    if (t->state.text_mode == 7 || (white && !invisible && t->state.unsure) || t->traits->hidden == NULL ||
        !gj_ink_start (&t->ink, t->state.m, &text.x, &text.y, &ground) || (!invisible && ground == GJ_INK_UNKNOWN))
      t->traits->unsure_text = TRUE;
    else if (invisible || ground > GROUND) {
      g_strlcpy (text.head, c->head, sizeof text.head);
      if (is_composite (t)) {
        text.n = (text.n + 1) / 2;
        text.head[0] = '\0'; /* its bytes are no characters */
      }
      g_array_append_val (t->traits->hidden, text);
    }
  } else if (c->text > 0)
    gj_ink_shown (&t->ink, t->state.m, text.bytes, text.font);
  t->ink.placed = FALSE; /* how far the text goes is not known */
}

static void
state_operator (Tracer *t, const GjContent *c, guint op)
{
  switch (op) {
  case OP ('q', 0, 0):
    if (t->depth < MAX_STATE_DEPTH)
      t->stack[t->depth] = t->state;
    t->depth++;
    break;
  case OP ('Q', 0, 0):
    if (t->depth > 0 && --t->depth < MAX_STATE_DEPTH)
      t->state = t->stack[t->depth];
    break;
  case OP ('c', 'm', 0):
    if (c->n_numbers == 6)
      gj_matrix_multiply (t->state.m, c->numbers, t->state.m);
    break;
  case OP ('g', 0, 0):
  case OP ('r', 'g', 0):
  case OP ('k', 0, 0):
  case OP ('s', 'c', 0):
  case OP ('s', 'c', 'n'):
    t->state.fill = lightness (c);
    t->state.unsure = op != OP ('g', 0, 0) && op != OP ('r', 'g', 0) && op != OP ('k', 0, 0) &&
                      (c->n_numbers != 3 || MAX (MAX (c->numbers[0], c->numbers[1]), c->numbers[2]) > 1);
    break;
  case OP ('G', 0, 0):
  case OP ('R', 'G', 0):
  case OP ('K', 0, 0):
  case OP ('S', 'C', 0):
  case OP ('S', 'C', 'N'):
    t->state.stroke = lightness (c);
    break;
  case OP ('w', 0, 0):
    t->state.width = c->n_numbers == 1 ? c->numbers[0] : t->state.width;
    break;
  case OP ('W', 0, 0):
  case OP ('W', '*', 0):
    t->clips = TRUE;
    break;
  case OP ('T', 'r', 0):
    if (c->n_numbers == 1)
      t->state.text_mode = (int) c->numbers[0];
    break;
  case OP ('\'', 0, 0):
  case OP ('"', 0, 0):
    t->ink.placed = FALSE;
    show_text (t, c);
    break;
  case OP ('T', 'j', 0):
  case OP ('T', 'J', 0):
    show_text (t, c);
    break;
  case OP ('s', 'h', 0):
    gj_ink_fill (&t->ink, &t->state.clip, GJ_INK_UNKNOWN);
    break;
  case OP ('g', 's', 0):
    take_mode (t, c->name);
    break;
  case OP ('T', 'f', 0):
    g_strlcpy (t->font, c->name, sizeof t->font);
    gj_ink_operator (&t->ink, c);
    break;
  default:
    gj_ink_operator (&t->ink, c);
    break;
  }
}

static void
trace (Tracer *t, const guint8 *data, gsize length, qpdf_oh resources)
{
  GjContent c;
  qpdf_oh outer = t->resources;
  t->resources = resources;
  t->n_modes = 0;
  gj_content_init (&c, data, length);
  while (gj_content_next (&c)) {
    const char *op = c.operator_;
    guint code = operator_code (op);
    if (op[1] == '\0' && strchr ("mlcvyh", op[0]) != NULL)
      path_operator (t, &c);
    else if (code == OP ('r', 'e', 0)) {
      if (c.n_numbers >= 4)
        add_rectangle (t, c.numbers);
    } else if (op[0] != '\0' && strchr ("fFBbSsn", op[0]) != NULL && (op[1] == '\0' || op[1] == '*'))
      paint_operator (t, op);
    else if (code == OP ('D', 'o', 0))
      draw_xobject (t, c.name, resources);
    else if (code == OP ('E', 'I', 0))
      add_picture (t, 0);
    else
      state_operator (t, &c, code);
  }
  t->resources = outer;
  t->n_modes = 0;
}

gboolean
gj_vector_read_page (GjVector *vector, guint index, GjPage *page, GjTextTraits *traits)
{
  qpdf_data q = vector->qpdf;
  g_autoptr (GBytes) content = gj_vector_content (vector, index);
  if (content == NULL) {
    qpdf_oh_release_all (q);
    return FALSE;
  }
  qpdf_oh p = qpdf_get_page_n (q, index);
  g_autofree Tracer *t = g_new0 (Tracer, 1);
  g_autoptr (GArray) path = g_array_new (FALSE, FALSE, sizeof (Point));
  t->vector = vector;
  t->page = page;
  t->traits = traits;
  t->path = path;
  gj_ink_init (&t->ink);
  gj_matrix_of_page (q, p, t->state.m);
  t->state.clip = (GjBox){ 0, 0, page->width, page->height };
  gj_vector_read_annotations (vector, p, t->state.m, page);
  qpdf_oh resources = qpdf_oh_get_key (q, p, "/Resources");
  gsize length;
  const guint8 *data = g_bytes_get_data (content, &length);
  trace (t, data, length, resources);
  gj_ink_keep_effects (&t->ink, traits->hidden);
  gj_ink_doubt_cut (&t->ink, page);
  gj_ink_clear (&t->ink);
  qpdf_oh_release_all (q);
  return TRUE;
}
