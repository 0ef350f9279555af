/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-figures.h"

#include <math.h>
#include <string.h>

#include "ocr/gj-ocr-digit.h"
#include "ocr/gj-ocr-mosaic.h"

#define NO_DIGIT 10
#define WIDE 0.78         /* width of a glyph by the height of its line, from which on it may be two */
#define SURE 0.90f        /* least probability of every digit for agreement to count */
#define VERY_SURE 0.98f   /* where tesseract needed a second look */
#define NARROW_PITCH 1.95 /* twice the pitch by the height: digits of most fonts stand nearer */
#define SAME_PITCH 0.3    /* part by which distances between digits differ: they are of different widths */
#define PADDING 0.15      /* inches that word processors leave free at both sides of a cell together */

/* How a line of cells is laid out for the first and the second look. */
static const struct {
  GjOcrMosaicShape shape;
  int figure_height, gap;
} looks[2] = {
  { { .height = 60, .width = 1400, .max_ms = 4000 }, 30, 26 },
  { { .height = 72, .width = 900, .max_ms = 4000 }, 36, 44 },
};

/* One cell's figure while it is read. */
typedef struct {
  GjOcrWriting *writing;
  GString *net, *tess;
  float net_p; /* least probability of a digit */
  guint8 tess_confidence;
} Figure;

void
gj_ocr_writing_clear (gpointer data)
{
  GjOcrWriting *w = data;
  g_free (w->ink);
}

static void
figure_clear (gpointer data)
{
  Figure *f = data;
  g_string_free (f->net, TRUE);
  g_string_free (f->tess, TRUE);
}

/* Sum of ink in column @x of @r. */
static int
column_ink (PIX *gray, const GjOcrRect *r, int x)
{
  int sum = 0;
  for (int y = r->y0; y < r->y1; y++)
    sum += 255 - gj_ocr_pixel (gray, x, y);
  return sum;
}

/* Cuts a glyph that is too wide for a digit into @n at the columns with least ink. */
static void
split_glyph (PIX *gray, const GjOcrRect *r, int n, GjOcrRect *out)
{
  double pitch = gj_ocr_rect_width (r) / (double) n;
  int from = r->x0;
  for (int i = 1; i <= n; i++) {
    int cut = r->x1;
    if (i < n) {
      int best = G_MAXINT;
      for (int x = r->x0 + (int) ((i - 0.25) * pitch); x <= r->x0 + (int) ((i + 0.25) * pitch); x++) {
        int ink = column_ink (gray, r, x);
        if (ink < best) {
          best = ink;
          cut = x;
        }
      }
    }
    out[i - 1] = (GjOcrRect){ from, r->y0, cut, r->y1 };
    from = cut;
  }
}

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

static gboolean
is_digit (PIX *gray, const GjOcrRect *glyph, float least)
{
  GjOcrDigit d = gj_ocr_digit_read (gray, glyph);
  return d.digit != NO_DIGIT && d.p >= least;
}

/* A wide glyph of touching digits, taken apart if the parts are digits. */
static gboolean
try_split (PIX *gray, GjOcrInkLine *line, guint i)
{
  GjOcrRect parts[6], glyph = line->glyph[i];
  double width = gj_ocr_rect_width (&glyph) / (double) gj_ocr_rect_height (&line->box);
  int guess = (int) (width / 0.55 + 0.5);

  for (int n = MAX (guess - 1, 2); n <= MIN (guess + 1, 6); n++) {
    gboolean all = TRUE;
    split_glyph (gray, &glyph, n, parts);
    for (int k = 0; k < n && all; k++)
      all = gj_ocr_rect_width (&parts[k]) > 1 && is_digit (gray, &parts[k], 0.8f);
    if (all)
      return put_parts (line, i, parts, (guint) n);
  }
  return FALSE;
}

double
gj_ocr_figures_judge (PIX *gray, GjOcrInk *ink)
{
  guint full = 0;
  double least = 1;

  for (guint k = 0; k < ink->n_lines; k++) {
    GjOcrInkLine *line = &ink->line[k];
    if (line->n_glyphs == 0 || line->too_many)
      return 0;
    for (guint i = 0; i < line->n_glyphs; i++) {
      if (line->mark[i] != 0)
        continue;
      full++;
      double width = gj_ocr_rect_width (&line->glyph[i]) / (double) gj_ocr_rect_height (&line->box);
      if (width > WIDE && try_split (gray, line, i))
        continue;
      GjOcrDigit d = gj_ocr_digit_read (gray, &line->glyph[i]);
      if (d.digit == NO_DIGIT || width > 1.1 || (width > WIDE && d.p < 0.95f))
        return 0;
      least = MIN (least, (double) d.p);
    }
  }
  return full > 0 ? least : 0;
}

static void
read_with_net (PIX *gray, const GjOcrInk *ink, GString *text, float *p)
{
  for (guint k = 0; k < ink->n_lines; k++)
    for (guint i = 0; i < ink->line[k].n_glyphs; i++) {
      if (ink->line[k].mark[i] != 0) {
        g_string_append_c (text, ink->line[k].mark[i]);
        continue;
      }
      GjOcrDigit d = gj_ocr_digit_read (gray, &ink->line[k].glyph[i]);
      g_string_append_c (text, d.digit == NO_DIGIT ? '?' : (char) ('0' + d.digit));
      *p = MIN (*p, d.digit == NO_DIGIT ? 0 : d.p);
    }
}

char *
gj_ocr_figures_digits (PIX *gray, const GjOcrInk *ink)
{
  g_autoptr (GString) text = g_string_new (NULL);
  for (guint k = 0; k < ink->n_lines; k++)
    for (guint i = 0; i < ink->line[k].n_glyphs; i++) {
      const GjOcrRect *g = &ink->line[k].glyph[i];
      if (ink->line[k].mark[i] != 0 || gj_ocr_rect_height (g) < 5)
        continue;
      GjOcrDigit d = gj_ocr_digit_read (gray, g);
      if (d.digit != NO_DIGIT && d.p > 0.8f)
        g_string_append_c (text, (char) ('0' + d.digit));
    }
  return g_strdup (text->str);
}

/* Shows the figures of @wanted to tesseract, one piece for each line of ink. */
static void
read_with_tesseract (GjOcrEngine *digits, PIX *gray, GPtrArray *wanted, guint look)
{
  g_autoptr (GArray) snippets = g_array_new (FALSE, TRUE, sizeof (GjOcrSnippet));
  guint next = 0;

  g_array_set_clear_func (snippets, gj_ocr_snippet_clear);
  for (guint i = 0; i < wanted->len; i++) {
    const GjOcrInk *ink = ((Figure *) g_ptr_array_index (wanted, i))->writing->ink;
    for (guint k = 0; k < ink->n_lines; k++) {
      const GjOcrRect *box = &ink->line[k].box;
      GjOcrSnippet s = { .box = *box,
                         .scale = looks[look].figure_height / (double) MAX (gj_ocr_rect_height (box), 4),
                         .gap = looks[look].gap,
                         .text = g_string_new (NULL),
                         .confidence = 100 };
      g_array_append_val (snippets, s);
    }
  }
  if (snippets->len == 0)
    return;
  gj_ocr_mosaic_read (digits, gray, &looks[look].shape, snippets);
  for (guint i = 0; i < wanted->len; i++) {
    Figure *f = g_ptr_array_index (wanted, i);
    g_string_truncate (f->tess, 0);
    f->tess_confidence = 100;
    for (guint k = 0; k < f->writing->ink->n_lines; k++) {
      const GjOcrSnippet *s = &g_array_index (snippets, GjOcrSnippet, next++);
      g_string_append (f->tess, s->text->str);
      f->tess_confidence = MIN (f->tess_confidence, s->confidence);
    }
  }
}

/* Distances between the digits of a line: twice the pitch, least and most. FALSE if there are none. */
static gboolean
pitches (const GjOcrInkLine *line, int *least, int *most)
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

/* A number broken over lines fills its cell's width, or leaves no room for the next digit; two numbers below each other
 * do not. */
static gboolean
lines_are_one (const GjOcrWriting *w, double dpi)
{
  int least, most, width = gj_ocr_rect_width (&w->ink->line[0].box), cell = gj_ocr_rect_width (&w->cell->box);
  if (w->ink->n_lines < 2 || width > 0.6 * cell)
    return TRUE;
  return pitches (&w->ink->line[0], &least, &most) && width + most / 2 > cell - PADDING * dpi;
}

/* Full-width or spaced digits: @least_digits or more at one distance; a number has only one point, so three are proof. */
static gboolean
is_wide (const GjOcrInkLine *line, guint least_digits, double *pitch)
{
  int least, most;
  if (!pitches (line, &least, &most) || line->n_glyphs < least_digits ||
      memchr (line->mark, '.', line->n_glyphs) != NULL || most > (1 + SAME_PITCH) * least)
    return FALSE;
  *pitch = (least + most) / 2.0 / gj_ocr_rect_height (&line->box);
  return *pitch > NARROW_PITCH;
}

/* How wide digits stand on this page: twice the pitch by the height, or 0 where they do not stand wide. Two numbers of
 * three digits say so, or six of two at one distance: so many points are not lost. */
static double
wide_pitch (const GArray *figures)
{
  for (guint digits = 3; digits >= 2; digits--) {
    double sum = 0, pitch, least = G_MAXDOUBLE, most = 0;
    guint n = 0;
    for (guint i = 0; i < figures->len; i++) {
      const GjOcrInk *ink = g_array_index (figures, Figure, i).writing->ink;
      if (!is_wide (&ink->line[0], digits, &pitch))
        continue;
      sum += pitch;
      least = MIN (least, pitch);
      most = MAX (most, pitch);
      n++;
    }
    if (digits == 3 ? n >= 2 : n >= 6 && most < (1 + SAME_PITCH) * least)
      return sum / n;
  }
  return 0;
}

/* Nothing between the feet of two digits, not even a trace of a point. */
static gboolean
gap_is_clean (const GjOcrPicture *picture, const GjOcrRect *a, const GjOcrRect *b)
{
  int h = MAX (gj_ocr_rect_height (a), gj_ocr_rect_height (b)), dark = 255, light = 0;
  GjOcrRect gap = { a->x1 + 2, b->y1 - h / 2, b->x0 - 2, MIN (b->y1 + h / 5, pixGetHeight (picture->gray)) };
  for (int y = MAX (gap.y0, 0); y < gap.y1; y++)
    for (int x = gap.x0; x < gap.x1; x++) {
      int v = gj_ocr_pixel (picture->gray, x, y);
      dark = MIN (dark, v);
      light = MAX (light, v);
    }
  return light > 0 && light - dark < 0.25 * picture->contrast;
}

/* Digits stand at even distances; where two are farther apart without a sign between them,
 * a point may have been lost to both readers. @wide: see wide_pitch(). */
static gboolean
evenly_spaced (const GjOcrPicture *picture, const GjOcrInkLine *line, double wide)
{
  int least, most, height = gj_ocr_rect_height (&line->box);
  double pitch;
  if (!pitches (line, &least, &most) || most <= 1.3 * MIN (least, height * 1.5) || is_wide (line, 3, &pitch))
    return TRUE;
  return line->n_glyphs == 2 && fabs ((double) most / height - wide) < SAME_PITCH * wide &&
         gap_is_clean (picture, &line->glyph[0], &line->glyph[1]);
}

static gboolean
agree (const GjOcrPicture *picture, const Figure *f, float least, double wide)
{
  for (guint k = 0; k < f->writing->ink->n_lines; k++)
    if (!evenly_spaced (picture, &f->writing->ink->line[k], wide))
      return FALSE;
  return !f->writing->ink->left_over && f->net->len > 0 && strcmp (f->net->str, f->tess->str) == 0 &&
         f->net_p >= least && lines_are_one (f->writing, picture->dpi);
}

static void
settle (Figure *f, gboolean agreed, gboolean second_look)
{
  GjOcrCell *cell = f->writing->cell;
  gboolean net_whole = strchr (f->net->str, '?') == NULL;
  const char *best = net_whole && (f->net_p > 0.7f || f->tess->len == 0) ? f->net->str : f->tess->str;
  const char *other = best == f->net->str ? f->tess->str : net_whole ? f->net->str : "";

  cell->text = g_strdup (best);
  if (agreed) {
    cell->reading = GJ_READING_PLAIN;
    cell->confidence = second_look ? 85 : 95;
    return;
  }
  cell->confidence = (guint8) CLAMP (f->net_p * 60, 0, 60);
  cell->reading = *best == '\0' ? GJ_READING_UNREAD : GJ_READING_DOUBTFUL;
  if (*other != '\0' && strcmp (best, other) != 0)
    cell->alternative = g_strdup (other);
}

void
gj_ocr_read_figures (GjOcrEngine *digits, const GjOcrPicture *picture, GArray *writings)
{
  g_autoptr (GArray) figures = g_array_new (FALSE, TRUE, sizeof (Figure));
  g_autoptr (GPtrArray) wanted = g_ptr_array_new ();

  g_array_set_clear_func (figures, figure_clear);
  for (guint i = 0; i < writings->len; i++) {
    GjOcrWriting *w = &g_array_index (writings, GjOcrWriting, i);
    Figure f = { w, NULL, NULL, 1, 100 };
    if (w->cell->kind != GJ_OCR_CELL_FIGURE)
      continue;
    f.net = g_string_new (NULL);
    f.tess = g_string_new (NULL);
    read_with_net (picture->gray, w->ink, f.net, &f.net_p);
    g_array_append_val (figures, f);
  }
  double wide = wide_pitch (figures);
  for (guint i = 0; i < figures->len; i++)
    g_ptr_array_add (wanted, &g_array_index (figures, Figure, i));
  read_with_tesseract (digits, picture->gray, wanted, 0);

  g_ptr_array_set_size (wanted, 0);
  for (guint i = 0; i < figures->len; i++) {
    Figure *f = &g_array_index (figures, Figure, i);
    if (agree (picture, f, SURE, wide))
      settle (f, TRUE, FALSE);
    else
      g_ptr_array_add (wanted, f);
  }
  read_with_tesseract (digits, picture->gray, wanted, 1);
  for (guint i = 0; i < wanted->len; i++) {
    Figure *f = g_ptr_array_index (wanted, i);
    settle (f, agree (picture, f, VERY_SURE, wide), TRUE);
  }
}
