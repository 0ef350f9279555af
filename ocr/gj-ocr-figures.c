/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-figures.h"

#include <math.h>
#include <string.h>

#include "ocr/gj-ocr-digit.h"
#include "ocr/gj-ocr-judge.h"
#include "ocr/gj-ocr-kin.h"
#include "ocr/gj-ocr-mosaic.h"
#include "ocr/gj-ocr-point.h"
#include "ocr/gj-ocr-spacing.h"

#define NO_DIGIT 10
#define SURE 0.95f /* least probability of every digit for agreement to count; a speck makes a 6 of a 0 with 0.91 */
#define VERY_SURE 0.98f /* where tesseract needed a second look */
#define TIGHT 0.08      /* of the height: digits that stand nearer */
#define APART 0.2       /* the same: how far they are moved apart */
#define LEAST_KIN 0.9f  /* the same where digits are like those of the page of which both readers are sure */
#define COMPANY 5       /* figures at both ends of what is looked at again */
#define PADDING 0.15    /* inches that word processors leave free at both sides of a cell together */
#define LEAST_PITCHES 4 /* of digits beside each other tell how they stand on a page */

/* How a line of cells is laid out, look by look. Print in which tesseract loses one of two digits that stand close comes right when
 * it is widened, or when they are moved apart. That one look is beside the others: where noise is heavy, digits by themselves are
 * read worse than numbers, and what it does not confirm it says nothing against. */
static const struct {
  GjOcrMosaicShape shape;
  int figure_height, gap;
  gboolean apart;
} looks[] = {
  { { .height = 60, .width = 1400, .max_ms = 4000 }, 30, 26, FALSE },
  { { .height = 60, .width = 1400, .max_ms = 4000, .narrow = 1.2 }, 30, 30, TRUE },
  { { .height = 60, .width = 1400, .max_ms = 4000, .narrow = 1.2 }, 30, 30, FALSE },
  { { .height = 72, .width = 1400, .max_ms = 4000 }, 36, 44, FALSE },
};

/* One cell's figure while it is read. */
typedef struct {
  GjOcrWriting *writing;
  GString *net, *tess;
  float net_p; /* least probability of a digit */
  guint8 tess_confidence;
  guint against;  /* looks in which tesseract read something else */
  gboolean point; /* its only sign is a point beyond doubt */
} Figure;

/* How digits stand on a page: twice the distance of neighbours by their height. */
typedef struct {
  double wide;  /* full-width or spaced ones; 0: there are none */
  double usual; /* most; 0 if there are too few */
} Pitches;

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

static void
read_with_net (const GjOcrPicture *picture, const GjOcrInk *ink, GString *text, float *p)
{
  for (guint k = 0; k < ink->n_lines; k++)
    for (guint i = 0; i < ink->line[k].n_glyphs; i++) {
      if (ink->line[k].mark[i] != 0) {
        g_string_append_c (text, ink->line[k].mark[i]);
        continue;
      }
      GjOcrDigit d = gj_ocr_judge_glyph (picture, &ink->line[k], i);
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

static gboolean
has_marks (const GjOcrInkLine *line)
{
  for (guint i = 0; i < line->n_glyphs; i++)
    if (line->mark[i] != 0)
      return TRUE;
  return FALSE;
}

/* Whether digits of @line stand so close that tesseract may take two for one, with no signs that may be specks: by itself a speck
 * looks like a point. */
static gboolean
is_tight (const Figure *f, const GjOcrInkLine *line)
{
  if (has_marks (line) && !f->point)
    return FALSE;
  for (guint i = 1; i < line->n_glyphs; i++)
    if (line->glyph[i].x0 - line->glyph[i - 1].x1 < TIGHT * gj_ocr_rect_height (&line->box))
      return TRUE;
  return FALSE;
}

static gboolean
has_tight_line (const Figure *f)
{
  for (guint k = 0; k < f->writing->ink->n_lines; k++)
    if (is_tight (f, &f->writing->ink->line[k]))
      return TRUE;
  return FALSE;
}

/* Adds @box, a line or a glyph of one, to @snippets. */
static void
add_snippet (const GjOcrInkLine *line, const GjOcrRect *box, gboolean tight, int gap, guint look, GArray *snippets)
{
  GjOcrSnippet s = { .box = { box->x0, line->box.y0, box->x1, line->box.y1 },
                     .scale = looks[look].figure_height / (double) MAX (gj_ocr_rect_height (&line->box), 4),
                     .gap = gap,
                     .tight = tight,
                     .text = g_string_new (NULL),
                     .confidence = 100 };
  g_array_append_val (snippets, s);
}

/* Adds one piece for each line of ink of @f, or for each glyph where they are to be moved apart. */
static void
add_snippets (const Figure *f, guint look, GArray *snippets)
{
  const GjOcrInk *ink = f->writing->ink;
  for (guint k = 0; k < ink->n_lines; k++) {
    const GjOcrInkLine *line = &ink->line[k];
    if (!looks[look].apart || !is_tight (f, line)) {
      add_snippet (line, &line->box, FALSE, looks[look].gap, look, snippets);
      continue;
    }
    for (guint i = 0; i < line->n_glyphs; i++)
      add_snippet (line, &line->glyph[i], TRUE, i == 0 ? looks[look].gap : (int) (APART * looks[look].figure_height),
                   look, snippets);
  }
}

/* The next ones of @company, each time others. */
static void
add_company (GPtrArray *company, guint n, guint *next, guint look, GArray *snippets)
{
  for (guint i = 0; i < n && company->len > 0; i++)
    add_snippets (g_ptr_array_index (company, (*next)++ % company->len), look, snippets);
}

/* Shows the figures of @wanted to tesseract. It reads long lines better than one figure alone, where it takes two equal digits
 * for one and loses points and what comes last: figures of @company, of which the readers are sure, stand between and around
 * them. */
static void
read_with_tesseract (GjOcrEngine *digits, PIX *gray, GPtrArray *wanted, GPtrArray *company, guint look)
{
  g_autoptr (GArray) snippets = g_array_new (FALSE, TRUE, sizeof (GjOcrSnippet));
  g_autofree guint *first = g_new (guint, wanted->len + 1), *end = g_new (guint, wanted->len + 1);
  guint next = look * 7;

  g_array_set_clear_func (snippets, gj_ocr_snippet_clear);
  for (guint i = 0; i < wanted->len; i++) {
    add_company (company, i == 0 ? COMPANY : 1, &next, look, snippets);
    first[i] = snippets->len;
    add_snippets (g_ptr_array_index (wanted, i), look, snippets);
    end[i] = snippets->len;
  }
  add_company (company, COMPANY, &next, look, snippets);
  if (snippets->len == 0)
    return;
  gj_ocr_mosaic_read (digits, gray, &looks[look].shape, snippets);
  for (guint i = 0; i < wanted->len; i++) {
    Figure *f = g_ptr_array_index (wanted, i);
    g_string_truncate (f->tess, 0);
    f->tess_confidence = 100;
    for (guint k = first[i]; k < end[i]; k++) {
      const GjOcrSnippet *s = &g_array_index (snippets, GjOcrSnippet, k);
      g_string_append (f->tess, s->text->str);
      f->tess_confidence = MIN (f->tess_confidence, s->confidence);
    }
  }
}

/* A number broken over lines fills its cell's width, or leaves no room for the next digit; two numbers below each other
 * do not. */
static gboolean
lines_are_one (const GjOcrWriting *w, double dpi)
{
  int least, most, width = gj_ocr_rect_width (&w->ink->line[0].box), cell = gj_ocr_rect_width (&w->cell->box);
  if (w->ink->n_lines < 2 || width > 0.6 * cell)
    return TRUE;
  return gj_ocr_spacing_pitches (&w->ink->line[0], &least, &most) && width + most / 2 > cell - PADDING * dpi;
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
      if (!gj_ocr_spacing_is_wide (&ink->line[0], digits, &pitch))
        continue;
      sum += pitch;
      least = MIN (least, pitch);
      most = MAX (most, pitch);
      n++;
    }
    if (digits == 3 ? n >= 2 : n >= 6 && most < (1 + GJ_OCR_SAME_PITCH) * least)
      return sum / n;
  }
  return 0;
}

/* How far most digits of this page stand apart: twice the pitch by the height, or 0 where there are too few. */
static double
usual_pitch (const GArray *figures)
{
  g_autoptr (GArray) pitches = g_array_new (FALSE, FALSE, sizeof (int)); /* thousandths */
  for (guint i = 0; i < figures->len; i++) {
    const GjOcrInkLine *line = &g_array_index (figures, Figure, i).writing->ink->line[0];
    int height = MAX (gj_ocr_rect_height (&line->box), 1);
    for (guint k = 1; k < line->n_glyphs; k++) {
      const GjOcrRect *a = &line->glyph[k - 1], *b = &line->glyph[k];
      int pitch = (b->x0 + b->x1 - a->x0 - a->x1) * 1000 / height;
      if (line->mark[k - 1] == 0 && line->mark[k] == 0)
        g_array_append_val (pitches, pitch);
    }
  }
  return pitches->len < LEAST_PITCHES ? 0 : gj_ocr_median (pitches) / 1000.0;
}

static gboolean
is_even (const GjOcrPicture *picture, const Figure *f, double wide)
{
  for (guint k = 0; k < f->writing->ink->n_lines; k++)
    if (!gj_ocr_spacing_is_even (picture, &f->writing->ink->line[k], wide))
      return FALSE;
  return TRUE;
}

static char *
digits_only (const char *text)
{
  GString *s = g_string_new (NULL);
  for (; *text != '\0'; text++)
    if (g_ascii_isdigit (*text))
      g_string_append_c (s, *text);
  return g_string_free (s, FALSE);
}

/* Whether @text can be a number: a sign before it, one point, commas before three digits. */
static gboolean
is_number (const char *text)
{
  const char *p = text + (*text == '-'), *group = NULL;
  gboolean point = FALSE;
  if (!g_ascii_isdigit (*p))
    return FALSE;
  for (; *p != '\0'; p++) {
    if (g_ascii_isdigit (*p))
      continue;
    if (point || (*p != ',' && *p != '.') || (group != NULL && p - group != 4))
      return FALSE;
    point = *p == '.';
    group = point ? NULL : p;
  }
  return g_ascii_isdigit (p[-1]) && (group == NULL || p - group == 4);
}

/* Whether all that the network has against tesseract's number is a tail at its only sign, where no comma can stand. */
static gboolean
is_point_with_tail (const Figure *f)
{
  g_autofree char *point = g_strdelimit (g_strdup (f->net->str), ",", '.');
  return !is_number (f->net->str) && is_number (f->tess->str) && strcmp (point, f->tess->str) == 0;
}

/* Whether tesseract reads what the network does, but for a point that needs no second reader. */
static gboolean
is_seconded (const Figure *f)
{
  if (!f->point)
    return strcmp (f->net->str, f->tess->str) == 0 || is_point_with_tail (f);
  g_autofree char *digits = digits_only (f->net->str);
  return strcmp (f->net->str, f->tess->str) == 0 || strcmp (digits, f->tess->str) == 0;
}

/* Whether both readers say the same, and nothing speaks against it but what they are not sure of. */
static gboolean
say_the_same (const GjOcrPicture *picture, const Figure *f, double wide)
{
  return is_even (picture, f, wide) && !f->writing->ink->left_over && f->net->len > 0 && is_seconded (f) &&
         lines_are_one (f->writing, picture->dpi);
}

static gboolean
agree (const GjOcrPicture *picture, const Figure *f, float least, double wide)
{
  return f->net_p >= least && f->against < 2 && say_the_same (picture, f, wide);
}

/* Whether the digits of @f are like those of @company, of which both readers are sure. */
static gboolean
is_kin (PIX *gray, const Figure *f, const GjOcrKin *kin)
{
  const GjOcrInk *ink = f->writing->ink;
  const char *text = f->net->str;
  if (f->net_p < LEAST_KIN)
    return FALSE;
  for (guint k = 0; k < ink->n_lines; k++)
    for (guint i = 0; i < ink->line[k].n_glyphs; i++, text++)
      if (ink->line[k].mark[i] == 0 && !gj_ocr_kin_is (kin, gray, &ink->line[k].glyph[i], *text - '0'))
        return FALSE;
  return TRUE;
}

static GjOcrKin *
find_kin (PIX *gray, const GPtrArray *company)
{
  GjOcrKin *kin = g_new0 (GjOcrKin, 1);
  for (guint n = 0; n < company->len; n++) {
    const Figure *f = company->pdata[n];
    const GjOcrInkLine *line = &f->writing->ink->line[0];
    for (guint i = 0; i < line->n_glyphs; i++)
      if (line->mark[i] == 0)
        gj_ocr_kin_add (kin, gray, &line->glyph[i], f->net->str[i] - '0');
  }
  return kin;
}

/* Whether the only sign of @f is a point beyond doubt. */
static gboolean
has_sure_point (const GjOcrPicture *picture, const Figure *f, const Pitches *pitches)
{
  int margin = gj_ocr_ink_margin (picture);
  const GjOcrRect *cell = &f->writing->cell->box;
  GjOcrRect within = { cell->x0 + margin, cell->y0 + margin, cell->x1 - margin, cell->y1 - margin };
  return pitches->wide == 0 && f->writing->ink->n_lines == 1 &&
         gj_ocr_point_is_sure (picture, &f->writing->ink->line[0], f->net->str[0] == '0', pitches->usual, &within);
}

/* Which reading is the better one where they differ. Where only the signs do, tesseract has seen the point for which digits
 * leave room, and a comma by its tail. */
static gboolean
trust_net (const Figure *f, gboolean even)
{
  if (f->tess->len == 0)
    return TRUE;
  if (strchr (f->net->str, '?') != NULL || f->net_p <= 0.7f)
    return FALSE;
  if (is_number (f->net->str) != is_number (f->tess->str))
    return is_number (f->net->str);
  g_autofree char *net = digits_only (f->net->str), *tess = digits_only (f->tess->str);
  return strcmp (net, tess) != 0 || f->tess->len < f->net->len ||
         (f->tess->len == f->net->len ? strchr (f->tess->str, ',') == NULL : even);
}

static void
settle (Figure *f, gboolean agreed, gboolean even, guint look)
{
  GjOcrCell *cell = f->writing->cell;
  gboolean net_whole = strchr (f->net->str, '?') == NULL;
  const char *best = trust_net (f, even) ? f->net->str : f->tess->str;
  const char *other = best == f->net->str ? f->tess->str : net_whole ? f->net->str : "";

  cell->text = g_strdup (best);
  if (agreed) {
    cell->reading = GJ_READING_PLAIN;
    cell->confidence = (guint8) (95 - 10 * look);
    return;
  }
  cell->confidence = (guint8) CLAMP (f->net_p * 60, 0, 60);
  cell->reading = *best == '\0' ? GJ_READING_UNREAD : GJ_READING_DOUBTFUL;
  if (*other != '\0' && strcmp (best, other) != 0)
    cell->alternative = g_strdup (other);
}

/* Moves the digits of tight figures apart and removes those from @wanted that tesseract reads so as the network does. */
static void
look_apart (GjOcrEngine *digits, const GjOcrPicture *picture, GPtrArray *wanted, GPtrArray *company, double wide,
            guint look)
{
  g_autoptr (GPtrArray) tight = g_ptr_array_new ();
  for (guint i = 0; i < wanted->len; i++)
    if (has_tight_line (wanted->pdata[i]))
      g_ptr_array_add (tight, wanted->pdata[i]);
  if (tight->len == 0)
    return;
  read_with_tesseract (digits, picture->gray, tight, company, look);
  for (guint i = 0; i < tight->len; i++) {
    Figure *f = tight->pdata[i];
    if (!agree (picture, f, VERY_SURE, wide))
      continue;
    settle (f, TRUE, is_even (picture, f, wide), look);
    g_ptr_array_remove (wanted, f);
  }
}

/* Shows the figures that are still open to tesseract. Those that need no further look are removed from @wanted; those of which
 * both readers are sure at once go to @company. */
static void
look_again (GjOcrEngine *digits, const GjOcrPicture *picture, GPtrArray *wanted, GPtrArray *company, double wide,
            guint look)
{
  gboolean last = look + 1 == G_N_ELEMENTS (looks);
  if (looks[look].apart) {
    look_apart (digits, picture, wanted, company, wide, look);
    return;
  }
  read_with_tesseract (digits, picture->gray, wanted, company, look);
  g_autofree GjOcrKin *kin = last ? find_kin (picture->gray, company) : NULL;
  for (guint i = wanted->len; i-- > 0;) {
    Figure *f = g_ptr_array_index (wanted, i);
    gboolean agreed = agree (picture, f, look == 0 ? SURE : VERY_SURE, wide) ||
                      (last && say_the_same (picture, f, wide) && is_kin (picture->gray, f, kin));
    f->against += f->tess->len > 0 && !is_seconded (f);
    if (!agreed && !last)
      continue;
    settle (f, agreed, is_even (picture, f, wide), look);
    if (agreed && look == 0 && f->writing->ink->n_lines == 1 && f->net_p >= VERY_SURE)
      g_ptr_array_add (company, f);
    g_ptr_array_remove_index (wanted, i);
  }
}

void
gj_ocr_read_figures (GjOcrEngine *digits, const GjOcrPicture *picture, GArray *writings)
{
  g_autoptr (GArray) figures = g_array_new (FALSE, TRUE, sizeof (Figure));
  g_autoptr (GPtrArray) wanted = g_ptr_array_new ();
  g_autoptr (GPtrArray) company = g_ptr_array_new ();

  g_array_set_clear_func (figures, figure_clear);
  for (guint i = 0; i < writings->len; i++) {
    GjOcrWriting *w = &g_array_index (writings, GjOcrWriting, i);
    Figure f = { .writing = w, .net_p = 1, .tess_confidence = 100 };
    if (w->cell->kind != GJ_OCR_CELL_FIGURE)
      continue;
    f.net = g_string_new (NULL);
    f.tess = g_string_new (NULL);
    g_array_append_val (figures, f);
  }
  const Pitches pitches = { wide_pitch (figures), usual_pitch (figures) };
  for (guint i = 0; i < figures->len; i++) {
    Figure *f = &g_array_index (figures, Figure, i);
    for (guint k = 0; k < f->writing->ink->n_lines; k++)
      gj_ocr_spacing_find_marks (picture, &f->writing->ink->line[k], pitches.wide);
    read_with_net (picture, f->writing->ink, f->net, &f->net_p);
    f->point = has_sure_point (picture, f, &pitches);
  }
  for (guint i = 0; i < figures->len; i++)
    g_ptr_array_add (wanted, &g_array_index (figures, Figure, i));
  for (guint look = 0; look < G_N_ELEMENTS (looks) && wanted->len > 0; look++)
    look_again (digits, picture, wanted, company, pitches.wide, look);
}
