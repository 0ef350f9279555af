/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-note.h"

#include <string.h>

#include "ocr/gj-ocr-digit.h"
#include "ocr/gj-ocr-judge.h"
#include "ocr/gj-ocr-spacing.h"
#include "page/gj-char.h"

#define SURE 0.95f    /* probability of a digit */
#define NO_DIGIT 10   /* class of the network */
#define MOST_WORDS 3u /* characters of a unit behind a figure */
/* Width of an ideograph by the height of its line, and what that of a line may have more; a digit has 0.5. */
#define WIDE 1.1
#define SLACK 0.25
#define NARROW 0.6   /* what it may have less */
#define HIGHER 1.08  /* ideographs and brackets by digits */
#define INK 0.4      /* of the page's contrast: darker columns are ink */
#define COLON 0.25   /* width of a colon by the height of its line */
#define BRACKET 0.45 /* the same of a bracket */
#define LEAST_CHARACTER 0.6

/* The characters of @text that are a number with one point at most: 0 if there are none. */
static guint
figure_length (const char *text)
{
  guint n = 0, points = 0;
  const char *p = text;
  for (; gj_char_digit (g_utf8_get_char (p)) >= 0 || (*p == '.' && n > 0); p = g_utf8_next_char (p), n++)
    points += *p == '.';
  return points > 1 || (n > 0 && p[-1] == '.') || n >= GJ_OCR_MAX_GLYPHS ? 0 : n;
}

/* How many ideographs are all of @text; 0 if there are others. */
static guint
ideographs_only (const char *text)
{
  guint n = 0;
  for (; *text != '\0'; text = g_utf8_next_char (text), n++)
    if (!gj_char_is_ideograph (g_utf8_get_char (text)))
      return 0;
  return n;
}

/* Whether glyph @i of @line is what @ch says: a digit beyond doubt, or a point. */
static gboolean
is_glyph (PIX *gray, const GjOcrInkLine *line, guint i, gunichar ch)
{
  if (ch == '.')
    return line->mark[i] == '.';
  GjOcrDigit d = gj_ocr_digit_read (gray, &line->glyph[i]);
  return line->mark[i] == 0 && d.p >= SURE && d.digit == gj_char_digit (ch);
}

/* Whether @glyph is higher than all of @figure. */
static gboolean
is_higher (const GjOcrInkLine *figure, const GjOcrRect *glyph)
{
  int most = 0;
  for (guint i = 0; i < figure->n_glyphs; i++)
    most = MAX (most, gj_ocr_rect_height (&figure->glyph[i]));
  return gj_ocr_rect_height (glyph) >= HIGHER * most;
}

/* The glyphs at the beginning of @line that are the first @n characters of @text; @end gets how many of @line's. Returns: (transfer
 * full) (nullable): NULL if they are others, or if they leave room for one more. */
static GjOcrInkLine *
take_figure (const GjOcrPicture *picture, const GjOcrInkLine *line, const char *text, guint n, guint *end)
{
  g_autofree GjOcrInkLine *figure = g_memdup2 (line, sizeof *line);
  guint digits = n - (memchr (text, '.', (gsize) (g_utf8_offset_to_pointer (text, n) - text)) != NULL);

  for (*end = 0; *end < line->n_glyphs && digits > 0; (*end)++)
    digits -= line->mark[*end] == 0;
  figure->n_glyphs = *end;
  gj_ocr_spacing_find_marks (picture, figure, 0);
  if (digits > 0 || figure->n_glyphs != n)
    return NULL;
  for (guint i = 0; i < n; i++)
    if (!is_glyph (picture->gray, figure, i, g_utf8_get_char (g_utf8_offset_to_pointer (text, i))))
      return NULL;
  return gj_ocr_spacing_is_even (picture, figure, 0) ? g_steal_pointer (&figure) : NULL;
}

/* The last @n glyphs of @line, touching digits taken apart. Returns: (transfer full) (nullable). */
static GjOcrInkLine *
take_last (const GjOcrPicture *picture, const GjOcrInkLine *line, guint n)
{
  g_autofree GjOcrInkLine *last = g_memdup2 (line, sizeof *line);
  guint first = line->n_glyphs;
  last->n_glyphs = 0;
  while (first > 0 && last->n_glyphs < n) {
    last->n_glyphs = line->n_glyphs - --first;
    memcpy (last->glyph, line->glyph + first, last->n_glyphs * sizeof *last->glyph);
    memcpy (last->mark, line->mark + first, last->n_glyphs);
    gj_ocr_judge_split (picture->gray, last);
  }
  return last->n_glyphs == n ? g_steal_pointer (&last) : NULL;
}

/* Whether @line is one ideograph and behind it the digits of @text, which begins with that. */
static gboolean
is_behind_word (const GjOcrPicture *picture, const GjOcrInkLine *line, const char *text)
{
  const char *digits = g_utf8_next_char (text);
  guint n = figure_length (digits);
  if (!gj_char_is_ideograph (g_utf8_get_char (text)) || n == 0 || digits[n] != '\0' || strchr (digits, '.') != NULL)
    return FALSE;
  g_autofree GjOcrInkLine *figure = take_last (picture, line, n);
  if (figure == NULL)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!is_glyph (picture->gray, figure, i, (guchar) digits[i]))
      return FALSE;
  int height = gj_ocr_rect_height (&line->extent), width = figure->glyph[0].x0 - line->extent.x0;
  return width >= NARROW * height && width <= (WIDE + SLACK) * height && gj_ocr_spacing_is_even (picture, figure, 0);
}

gboolean
gj_ocr_note_is_seconded (const GjOcrPicture *picture, const GjOcrInk *ink, const char *text)
{
  const GjOcrInkLine *line = &ink->line[0];
  guint n = figure_length (text), end = 0;

  if (ink->n_lines == 1 && !line->too_many && n == 0)
    return is_behind_word (picture, line, text);
  if (n == 0 || ink->n_lines < 1)
    return FALSE;
  g_autofree GjOcrInkLine *figure = take_figure (picture, line, text, n, &end);
  if (figure == NULL || end >= line->n_glyphs)
    return FALSE;
  const char *note = g_utf8_offset_to_pointer (text, n);
  GjOcrDigit next = gj_ocr_digit_read (picture->gray, &line->glyph[end]);
  gboolean ends = (next.digit == NO_DIGIT && next.p >= SURE) || is_higher (figure, &line->glyph[end]);
  if (*note == '(' || g_str_has_prefix (note, "（"))
    return ends;
  guint words = ideographs_only (note);
  int height = gj_ocr_rect_height (&line->extent), width = line->extent.x1 - line->glyph[end].x0;
  return ends && words > 0 && words <= MOST_WORDS && ink->n_lines == 1 && !line->too_many &&
         width <= (words * WIDE + SLACK) * height && width >= (words - NARROW) * height;
}

/* The darkest of column @x of @r. */
static int
darkest (PIX *gray, const GjOcrRect *r, int x)
{
  int dark = 255;
  for (int y = r->y0; y < r->y1; y++)
    dark = MIN (dark, gj_ocr_pixel (gray, x, y));
  return dark;
}

/* The next piece of ink of @line to the left of column @x; its columns in @from and @to (out). FALSE: there is none. */
static gboolean
piece_before (const GjOcrPicture *picture, const GjOcrRect *line, int x, int *from, int *to)
{
  int level = picture->paper - (int) (INK * picture->contrast);
  while (x > line->x0 && darkest (picture->gray, line, x - 1) > level)
    x--;
  *to = x;
  while (x > line->x0 && darkest (picture->gray, line, x - 1) <= level)
    x--;
  *from = x;
  return *from < *to;
}

/* Whether ink in columns from @from to @to of @line is two dots. */
static gboolean
is_colon (const GjOcrPicture *picture, const GjOcrRect *line, int from, int to)
{
  int level = picture->paper - (int) (INK * picture->contrast), height = gj_ocr_rect_height (line);
  guint pieces = 0, inked = 0;
  gboolean in = FALSE;
  if (to - from > MAX (COLON * height, 2))
    return FALSE;
  for (int y = line->y0; y < line->y1; y++) {
    gboolean dark = FALSE;
    for (int x = from; x < to; x++)
      dark = dark || gj_ocr_pixel (picture->gray, x, y) <= level;
    pieces += dark && !in;
    inked += dark;
    in = dark;
  }
  return pieces == 2 && inked < 0.6 * height;
}

gboolean
gj_ocr_note_unit_is_whole (const GjOcrPicture *picture, const GjOcrInk *ink, const char *text)
{
  static const char *const ends[] = { "单位:元)", "单位:元）", "单位：元)", "单位：元）" };
  gboolean known = FALSE;
  int from, to, right;

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    known = known || g_str_has_suffix (text, ends[i]);
  if (!known || ink->n_lines != 1)
    return FALSE;
  const GjOcrRect *line = &ink->line[0].extent;
  int height = gj_ocr_rect_height (line);
  if (!piece_before (picture, line, line->x1, &from, &to) || to - from > BRACKET * height)
    return FALSE;
  if (!piece_before (picture, line, from, &from, &right))
    return FALSE;
  for (int left = from; right - left <= WIDE * height + SLACK * height; left = from) {
    if (!piece_before (picture, line, left, &from, &to))
      return FALSE;
    if (is_colon (picture, line, from, to))
      return right - left >= LEAST_CHARACTER * height;
  }
  return FALSE;
}

gboolean
gj_ocr_note_may_stand_before (const char *text, const char *alternative)
{
  return alternative != NULL && alternative[0] != '\0' && strcmp (text, alternative) != 0 &&
         (g_str_has_suffix (text, alternative) || g_str_has_suffix (alternative, text));
}
