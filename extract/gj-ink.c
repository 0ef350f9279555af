/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/gj-ink.h"

#include "page/gj-char.h"

#include <math.h>
#include <string.h>

#define MAX_FILLS 8192
#define MAX_STARTS 16384
#define NARROW 0.5      /* of its size a figure goes on by, in most fonts at least */
#define MOST_EFFECT 1.5 /* points from a letter to its shadow */
#define MAX_CUTS 2048

typedef struct {
  GjBox box;
  double lightness;
} Fill;

typedef struct {
  double x, y;
} Start;

typedef struct {
  double x, y; /* on the base line, where the string starts */
  GjBox clip;
} Cut;

static const double identity[6] = { 1, 0, 0, 1, 0, 0 };

void
gj_ink_init (GjInk *ink)
{
  memset (ink, 0, sizeof *ink);
  ink->fills = g_array_new (FALSE, FALSE, sizeof (Fill));
  ink->starts = g_array_new (FALSE, FALSE, sizeof (GjBox));
  ink->shown = g_array_new (FALSE, FALSE, sizeof (GjHiddenText));
  ink->cuts = g_array_new (FALSE, FALSE, sizeof (Cut));
  ink->turned = g_array_new (FALSE, FALSE, sizeof (GjBox));
}

void
gj_ink_clear (GjInk *ink)
{
  g_clear_pointer (&ink->fills, g_array_unref);
  g_clear_pointer (&ink->starts, g_array_unref);
  g_clear_pointer (&ink->shown, g_array_unref);
  g_clear_pointer (&ink->cuts, g_array_unref);
  g_clear_pointer (&ink->turned, g_array_unref);
}

void
gj_ink_fill (GjInk *ink, const GjBox *box, double lightness)
{
  /* Beyond the bound the last one stands for all: nothing is known any more. */
  if (ink->fills->len >= MAX_FILLS) {
    g_array_index (ink->fills, Fill, MAX_FILLS - 1) = (Fill){ { -1e9, -1e9, 1e9, 1e9 }, GJ_INK_UNKNOWN };
    return;
  }
  ink->n_dark += lightness >= 0 && lightness < GJ_INK_DARK;
  Fill fill = { *box, lightness };
  g_array_append_val (ink->fills, fill);
}

static void
set_line (GjInk *ink, const double m[6])
{
  memcpy (ink->line, m, sizeof ink->line);
  memcpy (ink->text, m, sizeof ink->text);
  ink->placed = TRUE;
}

static void
next_line (GjInk *ink, double x, double y)
{
  double m[6];
  memcpy (m, ink->line, sizeof m);
  m[4] += x * m[0] + y * m[2];
  m[5] += x * m[1] + y * m[3];
  set_line (ink, m);
}

gboolean
gj_ink_operator (GjInk *ink, const GjContent *c)
{
  const char *op = c->operator_;
  const double *n = c->numbers;
  if (strcmp (op, "BT") == 0)
    set_line (ink, identity);
  else if (strcmp (op, "Tm") == 0 && c->n_numbers >= 6)
    set_line (ink, n);
  else if (strcmp (op, "Td") == 0 && c->n_numbers >= 2)
    next_line (ink, n[0], n[1]);
  else if (strcmp (op, "TD") == 0 && c->n_numbers >= 2) {
    ink->leading = -n[1];
    next_line (ink, n[0], n[1]);
  } else if (strcmp (op, "T*") == 0)
    next_line (ink, 0, -ink->leading);
  else if (strcmp (op, "TL") == 0 && c->n_numbers >= 1)
    ink->leading = n[0];
  else if (strcmp (op, "Tf") == 0 && c->n_numbers >= 1)
    ink->size = n[0];
  else
    return FALSE;
  return TRUE;
}

/* A point inside the first character of the next string. */
static Start
point_inside (const GjInk *ink, const double m[6])
{
  const double *t = ink->text;
  double u = t[4] + (0.2 * t[0] + 0.3 * t[2]) * ink->size, v = t[5] + (0.2 * t[1] + 0.3 * t[3]) * ink->size;
  return (Start){ m[0] * u + m[2] * v + m[4], m[1] * u + m[3] * v + m[5] };
}

/* One inside its last, if it has @n narrow ones. */
static Start
point_of_last (const GjInk *ink, const double m[6], guint n)
{
  const double *t = ink->text;
  Start first = point_inside (ink, m);
  double far = (NARROW * (MAX (n, 1) - 1) + (n > 1 ? 0.1 : 0)) * ink->size, u = far * t[0], v = far * t[1];
  return (Start){ first.x + m[0] * u + m[2] * v, first.y + m[1] * u + m[3] * v };
}

/* Where the next string starts on its base line, by @m (to the page). Returns: FALSE if that is not known. */
static gboolean
start_of (const GjInk *ink, const double m[6], double *x, double *y)
{
  const double *t = ink->text;
  *x = m[0] * t[4] + m[2] * t[5] + m[4];
  *y = m[1] * t[4] + m[3] * t[5] + m[5];
  return ink->placed;
}

/* Whether @clip may cut off the end of a string of @n bytes from (@x, @y) on, or what is above its base line. */
static gboolean
may_cut (const GjInk *ink, const double m[6], double x, double y, guint n, const GjBox *clip)
{
  const double *t = ink->text;
  const double corner[2][2] = { { 0.55 * n, 0.05 }, { 0, 0.6 } }; /* of its size; wide characters are two */
  for (guint i = 0; i < G_N_ELEMENTS (corner); i++) {
    double u = (corner[i][0] * t[0] + corner[i][1] * t[2]) * ink->size,
           v = (corner[i][0] * t[1] + corner[i][1] * t[3]) * ink->size;
    if (!gj_box_contains (clip, x + m[0] * u + m[2] * v, y + m[1] * u + m[3] * v))
      return TRUE;
  }
  return FALSE;
}

void
gj_ink_show (GjInk *ink, const double matrix[6], guint n, guint n_chars, const GjBox *clip)
{
  Cut cut = { .clip = *clip };
  if (!start_of (ink, matrix, &cut.x, &cut.y) || ink->starts->len >= MAX_STARTS)
    return;
  Start a = point_inside (ink, matrix), b = point_of_last (ink, matrix, n_chars);
  GjBox line = { MIN (a.x, b.x), MIN (a.y, b.y), MAX (a.x, b.x), MAX (a.y, b.y) };
  g_array_append_val (ink->starts, line);
  const double *t = ink->text;
  double dx = (matrix[0] * t[0] + matrix[2] * t[1]) * ink->size, dy = (matrix[1] * t[0] + matrix[3] * t[1]) * ink->size;
  if (dx < -fabs (dy) && ink->turned->len < MAX_CUTS)
    g_array_append_val (ink->turned, line);
  if (ink->cuts->len < MAX_CUTS && may_cut (ink, matrix, cut.x, cut.y, n, clip))
    g_array_append_val (ink->cuts, cut);
}

void
gj_ink_doubt_cut (const GjInk *ink, GjPage *page)
{
  for (guint i = 0; i < page->glyphs->len; i++) {
    GjGlyph *g = &g_array_index (page->glyphs, GjGlyph, i);
    for (guint k = 0; k < ink->cuts->len && gj_char_digit (g->ch) >= 0; k++) {
      const Cut *cut = &g_array_index (ink->cuts, Cut, k);
      double size = gj_glyph_size (g), middle = (g->box.y0 + g->box.y1) / 2, half = 0.33 * size;
      if (fabs (cut->y - g->box.y1) > size || cut->x > g->box.x0 + 0.5 * size)
        continue;
      double seen = gj_overlap (g->box.x0, g->box.x1, cut->clip.x0, cut->clip.x1) / MAX (gj_box_width (&g->box), 0.01) *
                    gj_overlap (middle - half, middle + half, cut->clip.y0, cut->clip.y1) / MAX (2 * half, 0.01);
      if (seen > 0.02 && seen < 0.8)
        g->confidence = 0;
    }
  }
}

void
gj_ink_doubt_turned (const GjInk *ink, GjPage *page)
{
  if (ink->turned->len * 5 > ink->starts->len) /* so is the page */
    return;
  for (guint i = 0; i < ink->turned->len; i++) {
    const GjBox *line = &g_array_index (ink->turned, GjBox, i);
    for (guint k = 0; k < page->glyphs->len; k++) {
      GjGlyph *g = &g_array_index (page->glyphs, GjGlyph, k);
      double x = (g->box.x0 + g->box.x1) / 2, y = (g->box.y0 + g->box.y1) / 2, near = 0.6 * gj_glyph_size (g);
      if (gj_char_digit (g->ch) >= 0 && x > line->x0 - near && x < line->x1 + near && y > line->y0 - near &&
          y < line->y1 + near)
        g->confidence = 0;
    }
  }
}

gboolean
gj_ink_leaves (const GjInk *ink, const double matrix[6], guint n, const GjBox *clip)
{
  if (!ink->placed || n == 0)
    return FALSE;
  Start first = point_inside (ink, matrix), last = point_of_last (ink, matrix, n);
  const GjBox seen = { clip->x0 - 0.5, clip->y0 - 0.5, clip->x1 + 0.5, clip->y1 + 0.5 };
  return !gj_box_contains (&seen, first.x, first.y) || !gj_box_contains (&seen, last.x, last.y);
}

gboolean
gj_ink_covers (const GjInk *ink, const GjBox *box)
{
  for (guint i = 0; i < ink->starts->len; i++) {
    const GjBox *line = &g_array_index (ink->starts, GjBox, i);
    if (line->x0 <= box->x1 && line->x1 >= box->x0 && line->y0 <= box->y1 && line->y1 >= box->y0)
      return TRUE;
  }
  return FALSE;
}

gboolean
gj_ink_start (const GjInk *ink, const double matrix[6], double *x, double *y, double *ground)
{
  if (!start_of (ink, matrix, x, y))
    return FALSE;
  Start inside = point_inside (ink, matrix);
  *ground = 1;
  for (guint i = ink->fills->len; i-- > 0;) {
    const Fill *fill = &g_array_index (ink->fills, Fill, i);
    if (gj_box_contains (&fill->box, inside.x, inside.y)) {
      *ground = fill->lightness;
      break;
    }
  }
  return TRUE;
}

void
gj_ink_shown (GjInk *ink, const double matrix[6], guint bytes, guint chars, guint font, int code)
{
  GjHiddenText text = { .bytes = bytes, .chars = chars, .font = font, .code = code };
  if (!start_of (ink, matrix, &text.x, &text.y) || ink->shown->len >= MAX_STARTS)
    return;
  const double *t = ink->text;
  double dx = (matrix[0] * t[0] + matrix[2] * t[1]) * ink->size, dy = (matrix[1] * t[0] + matrix[3] * t[1]) * ink->size;
  text.size = dx > 0 && fabs (dy) < 0.1 * dx ? dx : 0;
  g_array_append_val (ink->shown, text);
}

/* Squares of the page (points), and so many of them at most on each side. */
#define SQUARE 3.0
#define MOST_SQUARES 400

/* A longer string is no figure. */
#define MOST_CHARS 12

/* Whether @b begins no farther than @most behind @a, or before its end, on its line; both in sizes of @a. */
static gboolean
begins_within (const GjGlyph *a, const GjGlyph *b, double most)
{
  double size = gj_glyph_size (a), away = b->box.x0 - a->box.x1;
  return away > -0.3 * size && away < most * size && fabs (b->box.y0 + b->box.y1 - a->box.y0 - a->box.y1) < 0.6 * size;
}

/* Whether @b stands right behind @a on its line. */
static gboolean
follows (const GjGlyph *a, const GjGlyph *b)
{
  return begins_within (a, b, 0.3);
}

/* So much of its height digits may have in width, in nearly all fonts. */
#define WIDE 0.62
#define NEIGHBOURS 4u
#define NEAR_DIGIT 60u /* glyphs */
#define LESS_WIDE 0.8
#define SAME_WIDTH 0.1 /* ideographs of one size differ less */

/* Whether @g is of words: dashes beside it are not there instead of a figure. */
static gboolean
is_word (const GjGlyph *g)
{
  return gj_char_is_ideograph (g->ch) || (g->ch < 0x80 && g_ascii_isalpha ((char) g->ch));
}

/* Whether glyph @at of @page is as wide as an ideograph, or a full-width mark, near it in reading order: fonts may give a box that is much higher
 * than wide. */
static gboolean
is_full_width (const GjPage *page, guint at)
{
  const GjGlyph *g = &g_array_index (page->glyphs, GjGlyph, at);
  double width = gj_box_width (&g->box);
  for (guint i = at > NEIGHBOURS ? at - NEIGHBOURS : 0; i < MIN (at + NEIGHBOURS + 1, page->glyphs->len); i++) {
    const GjGlyph *o = &g_array_index (page->glyphs, GjGlyph, i);
    gboolean full = gj_char_is_ideograph (o->ch) || (o->ch > 0xFF00 && o->ch < 0xFF10);
    if (i != at && full && fabs (gj_box_width (&o->box) - width) <= SAME_WIDTH * width)
      return TRUE;
  }
  return FALSE;
}

/* Whether glyph @at of @page is narrower than the digits near it, which have one width in nearly all fonts: a glyph of one would be as wide. */
static gboolean
is_narrow (const GjPage *page, guint at)
{
  const GjGlyph *g = &g_array_index (page->glyphs, GjGlyph, at);
  double height = gj_box_height (&g->box);
  for (guint away = 1; away < NEAR_DIGIT; away++)
    for (int side = -1; side <= 1; side += 2) {
      if (side < 0 ? away > at : at + away >= page->glyphs->len)
        continue;
      const GjGlyph *o = &g_array_index (page->glyphs, GjGlyph, side < 0 ? at - away : at + away);
      if (gj_char_digit (o->ch) >= 0 && fabs (gj_box_height (&o->box) - height) <= SAME_WIDTH * height)
        return gj_box_width (&g->box) < LESS_WIDE * gj_box_width (&o->box);
    }
  return FALSE;
}

/* What may be odd about string @s, which begins with glyph @at of @page. */
static void
look_along (const GjHiddenText *s, const GjPage *page, guint at, GArray *out)
{
  const GjGlyph *g = &g_array_index (page->glyphs, GjGlyph, at);
  GjMute mute = { GJ_MUTE_MARK, g->box, s->font, s->code, at };
  gboolean wide = gj_box_width (&g->box) > WIDE * gj_box_height (&g->box) ||
                  (g->ch == 0x65E0 && is_full_width (page, at)) || is_narrow (page, at);
  if ((gj_char_is_dash (g->ch) || g->ch == 0x65E0) && !wide && !(at > 0 && is_word (g - 1) && follows (g - 1, g)) &&
      !(at + 1 < page->glyphs->len && is_word (g + 1) && follows (g, g + 1))) /* 无 */
    g_array_append_val (out, mute);
  if (gj_char_digit (g->ch) < 0 || s->chars > MOST_CHARS)
    return;
  guint n = 1;
  for (; n < s->chars && at + 1 < page->glyphs->len && follows (g, g + 1); n++) {
    mute = (GjMute){ GJ_MUTE_POINT, (++g)->box, s->font, -1, ++at };
    if ((g->ch == '.' || g->ch == ',' || g->ch == 0xFF0C || g->ch == 0xFF0E) && !is_narrow (page, at))
      g_array_append_val (out, mute);
  }
  double size = gj_glyph_size (g), x = g->box.x1;
  if (n == s->chars || (at + 1 < page->glyphs->len && gj_box_contains (&g[1].box, x + 0.3 * size, s->y - 0.3 * size)))
    return;
  if (at + 1 < page->glyphs->len && is_word (g + 1) &&
      begins_within (g, g + 1, 1.2)) /* the number of a label, and a space */
    return;
  mute = (GjMute){ GJ_MUTE_BEHIND, { x + 0.08 * size, g->box.y0, x + 0.45 * size, g->box.y1 }, s->font, -1, 0 };
  g_array_append_val (out, mute);
}

/* The glyph of @page, @at or near it most likely, that has point (@x, @y) in its box, or -1. */
static int
glyph_around (const GjPage *page, guint at, double x, double y)
{
  for (guint i = at > 0 ? at - 1 : 0; i <= at + 1 && i < page->glyphs->len; i++)
    if (gj_box_contains (&g_array_index (page->glyphs, GjGlyph, i).box, x, y))
      return (int) i;
  for (guint i = 0; i < page->glyphs->len; i++)
    if (gj_box_contains (&g_array_index (page->glyphs, GjGlyph, i).box, x, y))
      return (int) i;
  return -1;
}

void
gj_ink_find_mute (const GjInk *ink, const GjPage *page, GArray *out)
{
  guint nx = (guint) CLAMP (page->width / SQUARE + 1, 1, MOST_SQUARES),
        ny = (guint) CLAMP (page->height / SQUARE + 1, 1, MOST_SQUARES);
  g_autofree guint16 *taken = g_new0 (guint16, (gsize) nx * ny); /* 1 + the last glyph there */
  for (guint i = 0; i < page->glyphs->len; i++) {
    const GjBox *b = &g_array_index (page->glyphs, GjGlyph, i).box;
    guint x0 = (guint) CLAMP (b->x0 / SQUARE, 0, nx - 1), x1 = (guint) CLAMP (b->x1 / SQUARE, 0, nx - 1);
    guint y0 = (guint) CLAMP (b->y0 / SQUARE, 0, ny - 1), y1 = (guint) CLAMP (b->y1 / SQUARE, 0, ny - 1);
    for (guint y = y0; y <= y1; y++)
      for (guint x = x0; x <= x1; x++)
        taken[(gsize) y * nx + x] = (guint16) (i + 1);
  }
  for (guint i = 0; i < ink->shown->len; i++) {
    const GjHiddenText *s = &g_array_index (ink->shown, GjHiddenText, i);
    double x = s->x + 0.12 * s->size, y = s->y - 0.3 * s->size;
    if (s->size <= 0 || x < 0 || y < 0 || x >= nx * SQUARE || y >= ny * SQUARE)
      continue;
    guint there = taken[(gsize) (y / SQUARE) * nx + (gsize) (x / SQUARE)];
    int at = there > 0 ? glyph_around (page, there - 1, x, y) : -1;
    GjMute mute = { GJ_MUTE_NOTHING, { s->x, s->y - 0.75 * s->size, s->x + 0.5 * s->size, s->y }, s->font, s->code, 0 };
    if (at < 0)
      g_array_append_val (out, mute);
    else
      look_along (s, page, (guint) at, out);
  }
}

void
gj_ink_keep_effects (const GjInk *ink, GArray *hidden)
{
  for (guint i = hidden != NULL ? hidden->len : 0; i-- > 0;) {
    const GjHiddenText *text = &g_array_index (hidden, GjHiddenText, i);
    for (guint k = 0; k < ink->shown->len; k++) {
      const GjHiddenText *o = &g_array_index (ink->shown, GjHiddenText, k);
      if (o->bytes != text->bytes || o->font != text->font || fabs (o->x - text->x) > MOST_EFFECT ||
          fabs (o->y - text->y) > MOST_EFFECT)
        continue;
      g_array_remove_index_fast (hidden, i);
      break;
    }
  }
}

static gboolean
starts_at (const GjGlyph *g, double x, double y)
{
  double h = gj_box_height (&g->box);
  return !g->hidden && fabs (g->box.x0 - x) < 1.2 && y > g->box.y0 + 0.4 * h && y < g->box.y1 + 0.1 * h;
}

/* The glyph that goes on right behind @before, in the same type, or -1. @ch: what it must be; 0: anything. */
static int
glyph_behind (const GjPage *page, const GjGlyph *before, gunichar ch)
{
  double h = gj_box_height (&before->box);
  for (guint i = 0; i < page->glyphs->len; i++) {
    const GjGlyph *g = &g_array_index (page->glyphs, GjGlyph, i);
    if (!g->hidden && (ch == 0 || g->ch == ch) && fabs (g->box.x0 - before->box.x1) < 0.05 * h &&
        fabs (g->box.y0 - before->box.y0) < 0.02 * h && fabs (g->box.y1 - before->box.y1) < 0.02 * h)
      return (int) i;
  }
  return -1;
}

/* Whether the characters that are known of @text follow glyph @at. */
static gboolean
goes_on_as (const GjPage *page, int at, const GjHiddenText *text)
{
  for (guint k = 0; at >= 0 && text->head[k] != '\0'; k++) {
    const GjGlyph *g = &g_array_index (page->glyphs, GjGlyph, at);
    if (g->ch != (gunichar) text->head[k])
      return FALSE;
    if (text->head[k + 1] != '\0')
      at = glyph_behind (page, g, (gunichar) text->head[k + 1]);
  }
  return at >= 0;
}

/* The glyph that @text starts with, or -1; @n (out): how many glyphs may be it. Those that say what it says come first. */
static int
find_start (const GjPage *page, const GjHiddenText *text, guint *n)
{
  int found = -1;
  gboolean said = FALSE;
  *n = 0;
  for (guint i = 0; i < page->glyphs->len; i++) {
    if (!starts_at (&g_array_index (page->glyphs, GjGlyph, i), text->x, text->y))
      continue;
    gboolean says = text->head[0] != '\0' && goes_on_as (page, (int) i, text);
    if (said && !says)
      continue;
    *n = says && !said ? 1 : *n + 1;
    said |= says;
    found = (int) i;
  }
  return found;
}

static void
doubt_around (GjPage *page, const GjHiddenText *text)
{
  for (guint i = 0; i < page->glyphs->len; i++) {
    GjGlyph *g = &g_array_index (page->glyphs, GjGlyph, i);
    double h = gj_box_height (&g->box);
    if (g->box.x1 > text->x - h && g->box.x0 < text->x + h * text->n && text->y > g->box.y0 &&
        text->y < g->box.y1 + 0.2 * h)
      g->confidence = 0;
  }
}

gboolean
gj_ink_drop (GjPage *page, const GArray *hidden)
{
  gboolean all = TRUE;
  for (guint i = 0; i < hidden->len; i++) {
    const GjHiddenText *text = &g_array_index (hidden, GjHiddenText, i);
    guint n, known = (guint) strlen (text->head);
    int at = find_start (page, text, &n);
    all &= at >= 0;
    if (n > 1) {
      doubt_around (page, text);
      continue;
    }
    for (guint k = 0; k < text->n && at >= 0; k++) {
      GjGlyph *g = &g_array_index (page->glyphs, GjGlyph, at);
      g->hidden = 1;
      at = glyph_behind (page, g, k + 1 < known ? (gunichar) text->head[k + 1] : 0);
    }
  }
  guint kept = 0;
  for (guint i = 0; i < page->glyphs->len; i++) {
    GjGlyph g = g_array_index (page->glyphs, GjGlyph, i);
    if (!g.hidden)
      g_array_index (page->glyphs, GjGlyph, kept++) = g;
  }
  g_array_set_size (page->glyphs, kept);
  return all;
}
