/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/gj-tracer.h"

#include "extract/gj-content.h"
#include "extract/gj-matrix.h"

#include <math.h>
#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

#define MAX_FORM_DEPTH 6
/* White text shows on a ground darker than this. */
#define GROUND 0.85
/* Less opaque than this nothing is seen. */
#define CLEAR 0.02

/* @opaque: nothing shows through it. */
static void
add_picture (GjTracer *t, double pixels, gboolean opaque)
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
  if (opaque && !t->state.clear) {
    gj_tracer_cover (t, &pic.box);
    gj_tracer_doubt_below (t, &pic.box); /* it may show another figure */
  }
  gj_ink_fill (&t->ink, &pic.box, GJ_INK_UNKNOWN);
  if (h <= MAX_THICKNESS && w > 4 * h) /* a line drawn as a picture */
    gj_tracer_add_rule (t, TRUE, (pic.box.y0 + pic.box.y1) / 2, pic.box.x0, pic.box.x1);
  else if (w <= MAX_THICKNESS && h > 4 * w)
    gj_tracer_add_rule (t, FALSE, (pic.box.x0 + pic.box.x1) / 2, pic.box.y0, pic.box.y1);
  else if (t->page->pictures->len < 4096)
    g_array_append_val (t->page->pictures, pic);
}

static void trace (GjTracer *t, const guint8 *data, gsize length, qpdf_oh resources);

/* A form shows nothing outside its box. */
static void
clip_to_form (GjTracer *t, qpdf_oh box)
{
  qpdf_data q = t->vector->qpdf;
  double n[4];
  if (!qpdf_oh_is_array (q, box) || qpdf_oh_get_array_n_items (q, box) != 4)
    return;
  for (int i = 0; i < 4; i++)
    n[i] = qpdf_oh_get_numeric_value (q, qpdf_oh_get_array_item (q, box, i));
  g_array_set_size (t->path, 0);
  gj_tracer_add_rectangle (t, (double[4]){ n[0], n[1], n[2] - n[0], n[3] - n[1] });
  gj_tracer_clip (t);
  g_array_set_size (t->path, 0);
}

static void
draw_xobject (GjTracer *t, const char *name, qpdf_oh resources)
{
  qpdf_data q = t->vector->qpdf;
  g_autofree char *key = g_strconcat ("/", name, NULL);
  qpdf_oh stream = qpdf_oh_get_key_if_dict (q, qpdf_oh_get_key_if_dict (q, resources, "/XObject"), key);
  if (!qpdf_oh_is_stream (q, stream))
    return;
  qpdf_oh dict = qpdf_oh_get_dict (q, stream);
  if (qpdf_oh_is_name_and_equals (q, qpdf_oh_get_key (q, dict, "/Subtype"), "/Image")) {
    gboolean opaque = !qpdf_oh_has_key (q, dict, "/SMask") && !qpdf_oh_has_key (q, dict, "/Mask") &&
                      !qpdf_oh_has_key (q, dict, "/ImageMask");
    add_picture (t,
                 qpdf_oh_get_numeric_value (q, qpdf_oh_get_key (q, dict, "/Width")) *
                     qpdf_oh_get_numeric_value (q, qpdf_oh_get_key (q, dict, "/Height")),
                 opaque);
    return;
  }
  if (t->forms >= MAX_FORM_DEPTH)
    return;
  unsigned char *buf = NULL;
  size_t len = 0;
  QPDF_BOOL filtered;
  if (qpdf_oh_get_stream_data (q, stream, qpdf_dl_generalized, &filtered, &buf, &len) & QPDF_ERRORS)
    return;
  GjTracerState saved = t->state;
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
take_mode (GjTracer *t, const char *name)
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
    double opacity = says ? qpdf_oh_get_numeric_value (q, qpdf_oh_get_key (q, mode, "/ca")) : 1;
    t->modes[at].clear = says ? opacity < CLEAR : -1;
    t->modes[at].faint = says ? opacity < GJ_WATERMARK_OPACITY : -1;
    gboolean mask = qpdf_oh_is_dictionary (q, mode) && qpdf_oh_has_key (q, mode, "/SMask");
    t->modes[at].masked = mask ? qpdf_oh_is_dictionary (q, qpdf_oh_get_key (q, mode, "/SMask")) : -1;
  }
  if (t->modes[at].masked >= 0)
    t->state.masked = t->modes[at].masked;
  if (t->modes[at].clear >= 0)
    t->state.clear = t->modes[at].clear;
  if (t->modes[at].faint >= 0)
    t->state.faint = t->modes[at].faint;
}

/* Whether the codes of the font have two bytes. Streams set the same few of them again and again. */
static gboolean
is_composite (GjTracer *t)
{
  qpdf_data q = t->vector->qpdf;
  guint n = MIN (t->n_fonts, G_N_ELEMENTS (t->fonts)), at = 0;
  while (at < n && strcmp (t->fonts[at].name, t->font) != 0)
    at++;
  if (at < n)
    return t->fonts[at].composite;
  g_autofree char *key = g_strconcat ("/", t->font, NULL);
  qpdf_oh font = qpdf_oh_get_key_if_dict (q, qpdf_oh_get_key_if_dict (q, t->resources, "/Font"), key);
  at = t->n_fonts++ % G_N_ELEMENTS (t->fonts);
  g_strlcpy (t->fonts[at].name, t->font, sizeof t->fonts[at].name);
  t->fonts[at].composite = qpdf_oh_is_dictionary (q, font) &&
                           qpdf_oh_is_name_and_equals (q, qpdf_oh_get_key (q, font, "/Subtype"), "/Type0");
  return t->fonts[at].composite;
}

/* Whether some of the next string lies outside the clip, but on the page: figures do that are too long for their cell. */
static gboolean
is_clipped (GjTracer *t, const GjContent *c)
{
  const GjBox page = { 0, 0, t->page->width, t->page->height };
  if (!gj_ink_leaves (&t->ink, t->state.m, c->text, &t->state.clip))
    return FALSE;
  guint n = is_composite (t) ? (c->text + 1) / 2 : c->text;
  return gj_ink_leaves (&t->ink, t->state.m, n, &t->state.clip) && !gj_ink_leaves (&t->ink, t->state.m, n, &page);
}

static void
show_text (GjTracer *t, const GjContent *c)
{
  gboolean invisible = t->state.text_mode == 3 || t->state.text_mode == 7 || t->state.clear;
  gboolean outlined = t->state.text_mode % 4 == 2 && t->state.stroke <= WHITE;
  gboolean white = (t->state.text_mode % 4 == 1 ? t->state.stroke : t->state.fill) > WHITE && !outlined;
  GjHiddenText text = { .n = c->text, .bytes = c->text, .font = g_str_hash (t->font) };
  double ground;
  if (gj_matrix_is_slanted (t->state.m, t->ink.text) &&
      gj_content_may_be_watermark (c, t->state.fill, t->state.faint)) {
    t->ink.placed = FALSE;
    return;
  }
  t->traits->invisible_text |= invisible;
  guint chars = is_composite (t) ? (c->text + 1) / 2 : c->text;
  gj_ink_show (&t->ink, t->state.m, c->text, chars, &t->state.clip);
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
  } else if (c->text > 0 && t->ink.n_dark > 0 && t->state.fill < GJ_INK_DARK &&
             gj_ink_start (&t->ink, t->state.m, &text.x, &text.y, &ground) && ground >= 0 && ground < GJ_INK_DARK)
    t->traits->unsure_text = TRUE; /* black on black */
  else if (c->text > 0)
    gj_ink_shown (&t->ink, t->state.m, text.bytes, chars, text.font, gj_content_code (c, is_composite (t) ? 2 : 1));
  t->ink.placed = FALSE; /* how far the text goes is not known */
}

/* Whether @name is a pattern of tiles in which more than a ground is drawn: text, lines, pictures. @shaded (out): it is one of changing colour. */
static gboolean
is_tiled (GjTracer *t, const char *name, gboolean *shaded)
{
  qpdf_data q = t->vector->qpdf;
  g_autofree char *key = g_strconcat ("/", name, NULL);
  qpdf_oh pattern = qpdf_oh_get_key_if_dict (q, qpdf_oh_get_key_if_dict (q, t->resources, "/Pattern"), key);
  *shaded = qpdf_oh_is_dictionary (q, pattern) && qpdf_oh_has_key (q, pattern, "/Shading");
  unsigned char *buf = NULL;
  size_t len = 0;
  QPDF_BOOL filtered;
  gboolean drawn = FALSE;
  if (!qpdf_oh_is_stream (q, pattern) ||
      (qpdf_oh_get_stream_data (q, pattern, qpdf_dl_generalized, &filtered, &buf, &len) & QPDF_ERRORS))
    return FALSE;
  GjContent c;
  gj_content_init (&c, buf, len);
  while (!drawn && gj_content_next (&c))
    drawn = strcmp (c.operator_, "Do") == 0 || strcmp (c.operator_, "EI") == 0 ||
            (c.operator_[0] == 'T' && strchr ("jJ", c.operator_[1]) != NULL && c.operator_[1] != '\0') ||
            (c.operator_[0] != '\0' && c.operator_[1] == '\0' && strchr ("lcvy'\"", c.operator_[0]) != NULL);
  free (buf);
  return drawn;
}

static void
state_operator (GjTracer *t, const GjContent *c, guint op)
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
    t->state.fill = gj_content_lightness (c);
    t->state.shaded = FALSE;
    t->state.patterned = c->name[0] != '\0' && is_tiled (t, c->name, &t->state.shaded);
    t->state.unsure = op != OP ('g', 0, 0) && op != OP ('r', 'g', 0) && op != OP ('k', 0, 0) &&
                      (c->n_numbers != 3 || MAX (MAX (c->numbers[0], c->numbers[1]), c->numbers[2]) > 1);
    break;
  case OP ('G', 0, 0):
  case OP ('R', 'G', 0):
  case OP ('K', 0, 0):
  case OP ('S', 'C', 0):
  case OP ('S', 'C', 'N'):
    t->state.stroke = gj_content_lightness (c);
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
    gj_tracer_cover (t, &t->state.clip);
    gj_tracer_shade (t, &t->state.clip);
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
trace (GjTracer *t, const guint8 *data, gsize length, qpdf_oh resources)
{
  GjContent c;
  qpdf_oh outer = t->resources;
  t->resources = resources;
  t->n_modes = t->n_fonts = 0;
  gj_content_init (&c, data, length);
  while (gj_content_next (&c)) {
    const char *op = c.operator_;
    guint code = operator_code (op);
    if (op[1] == '\0' && strchr ("mlcvyh", op[0]) != NULL)
      gj_tracer_path (t, &c);
    else if (code == OP ('r', 'e', 0)) {
      if (c.n_numbers >= 4)
        gj_tracer_add_rectangle (t, c.numbers);
    } else if (op[0] != '\0' && strchr ("fFBbSsn", op[0]) != NULL && (op[1] == '\0' || op[1] == '*'))
      gj_tracer_paint (t, op);
    else if (code == OP ('D', 'o', 0))
      draw_xobject (t, c.name, resources);
    else if (code == OP ('E', 'I', 0))
      add_picture (t, 0, TRUE);
    else
      state_operator (t, &c, code);
  }
  t->resources = outer;
  t->n_modes = t->n_fonts = 0;
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
  g_autofree GjTracer *t = g_new0 (GjTracer, 1);
  g_autoptr (GArray) path = g_array_new (FALSE, FALSE, sizeof (GjPathPoint));
  t->vector = vector;
  t->page = page;
  t->traits = traits;
  t->path = path;
  gj_ink_init (&t->ink);
  gj_matrix_of_page (q, p, t->state.m);
  t->state.clip = (GjBox){ 0, 0, page->width, page->height };
  traits->n_fields = gj_vector_read_annotations (vector, p, t->state.m, page);
  qpdf_oh resources = qpdf_oh_get_key (q, p, "/Resources");
  gsize length;
  const guint8 *data = g_bytes_get_data (content, &length);
  trace (t, data, length, resources);
  gj_ink_keep_effects (&t->ink, traits->hidden);
  if (traits->mute != NULL)
    gj_ink_find_mute (&t->ink, page, traits->mute);
  gj_ink_doubt_cut (&t->ink, page);
  gj_ink_doubt_turned (&t->ink, page);
  gj_ink_clear (&t->ink);
  qpdf_oh_release_all (q);
  return TRUE;
}
