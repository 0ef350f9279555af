/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-labels.h"

#include <string.h>

#include "ocr/gj-ocr-mosaic.h"
#include "ocr/gj-ocr-note.h"
#include "ocr/gj-ocr-veil.h"
#include "page/gj-char.h"

/* What reading costs grows with the width of the characters: labels are read small and narrow, then those that are not
 * sure once more at full size. Labels are compared with those of the forms and need not be right to the last character. */
#define SURE 90  /* confidence of a label's worst character: read small, 规范性 became 机让 with 81 */
#define KNOWN 99 /* of one that is known by its shape */
#define NOBODY G_MAXUINT
#define MOST_COMPANY 8 /* characters */
#define ADVANCE 1.05   /* from one character to the next, parts of the height of their ink */
static const struct {
  GjOcrMosaicShape shape;
  int em; /* height of a Chinese character in the mosaic, pixels */
} looks[2] = {
  { { .height = 48, .width = 1400, .max_ms = 6000, .narrow = 0.85, .raw = TRUE }, 26 },
  { { .height = 48, .width = 1800, .max_ms = 6000, .raw = TRUE }, 34 },
};

/* The usual height of a line of label text: that of the long lines. */
static int
label_em (GArray *writings, double dpi)
{
  g_autoptr (GArray) heights = g_array_new (FALSE, FALSE, sizeof (int));
  for (guint i = 0; i < writings->len; i++) {
    const GjOcrWriting *w = &g_array_index (writings, GjOcrWriting, i);
    for (guint k = 0; w->cell->kind == GJ_OCR_CELL_LABEL && k < w->ink->n_lines; k++) {
      const GjOcrRect *b = &w->ink->line[k].extent;
      int h = gj_ocr_rect_height (b);
      if (w->ink->line[k].n_glyphs > 0 && gj_ocr_rect_width (b) > 2 * h)
        g_array_append_val (heights, h);
    }
  }
  if (heights->len == 0)
    return (int) (dpi * 0.14);
  return MAX (gj_ocr_median (heights), 6);
}

/* Height of a Chinese character in a line. */
static int
line_em (const GjOcrRect *box, int page_em)
{
  int h = gj_ocr_rect_height (box);
  return h > page_em * 1.2 || (h < page_em * 0.8 && gj_ocr_rect_width (box) > 4 * h) ? h : page_em;
}

static void
add_snippets (const GjOcrWriting *w, guint owner, int page_em, int look_em, GArray *snippets, GArray *owners)
{
  for (guint k = 0, n = 0; k < w->ink->n_lines; k++) {
    if (w->ink->line[k].n_glyphs == 0)
      continue;
    const GjOcrRect *box = &w->ink->line[k].extent;
    int em = line_em (box, page_em);
    gboolean upright = gj_ocr_rect_width (box) < em * 1.4;
    GjOcrSnippet s = { .box = *box,
                       .scale = look_em / (double) em,
                       .gap = n++ == 0  ? look_em * 6 / 10
                              : upright ? look_em / 10
                                        : look_em / 5,
                       .text = g_string_new (NULL),
                       .confidence = 100 };
    g_array_append_val (snippets, s);
    g_array_append_val (owners, owner);
  }
}

/* The digits in @text, in order. */
static char *
digits_of (const char *text)
{
  GString *s = g_string_new (NULL);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    int d = gj_char_digit (g_utf8_get_char (p));
    if (d >= 0)
      g_string_append_c (s, (char) ('0' + d));
  }
  return g_string_free (s, FALSE);
}

/* Text that may be a figure with a note (22（其中修订16件）, 减3, 251000元), or a figure that did
 * not look like one: no label of the forms. */
static gboolean
may_be_figure (const char *text)
{
  static const char *const signs[] = { "减", "增", "-", "—", "－" };
  glong n = g_utf8_strlen (text, -1);
  guint han = 0, digits = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    han += gj_char_is_ideograph (g_utf8_get_char (p));
    digits += gj_char_digit (g_utf8_get_char (p)) >= 0;
  }
  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (n < 12 && digits > 0 && g_str_has_prefix (text, signs[i]))
      return TRUE;
  if (n == 1 || han * 2 < (guint) n || digits >= han)
    return TRUE;
  if (n <= 8 && digits > 0 && gj_char_digit (g_utf8_get_char (text)) < 0)
    return TRUE;
  /* "22（…" but not "2.其他…" */
  return gj_char_digit (g_utf8_get_char (text)) >= 0 && strpbrk (text, ".、") != g_utf8_next_char (text) &&
         !g_str_has_prefix (g_utf8_next_char (text), "、") && !g_str_has_prefix (g_utf8_next_char (text), "．");
}

/* Tesseract likes to see a quotation mark in the gap before a label. */
static void
strip_stray_marks (char *text)
{
  static const gunichar stray[] = { 0x201C, 0x201D, 0x2018, 0x2019, '"', '\'', '|', 0x3002, 0xFF0C, ',' };
  gunichar first = g_utf8_get_char (text);
  for (guint i = 0; i < G_N_ELEMENTS (stray); i++)
    if (first == stray[i] && (first != 0x201C || strstr (text, "”") == NULL)) {
      char *next = g_utf8_next_char (text);
      memmove (text, next, strlen (next) + 1);
      return;
    }
}

/* The word that stands for an empty cell. The network has seen no digit there: two readers agree. */
static gboolean
is_none (const GjOcrCell *cell, const char *seen)
{
  return strcmp (cell->text, "无") == 0 && cell->confidence >= 80 && *seen == '\0';
}

static gboolean
has_word (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (gj_char_is_ideograph (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

/* Strokes of a seal are read as brackets and letters beside a figure, or as a figure. */
static gboolean
is_below_seal (const GjOcrPicture *picture, const GjOcrCell *cell)
{
  return picture->seals != NULL && gj_ocr_veil_is_on (picture->seals, &cell->box);
}

/* Whether @ink has as many glyphs as high as digits as a figure of @n digits has. */
static gboolean
has_glyphs (const GjOcrInk *ink, gsize n)
{
  gsize glyphs = 0;
  for (guint k = 0; k < ink->n_lines; k++)
    for (guint i = 0; i < ink->line[k].n_glyphs; i++)
      glyphs += ink->line[k].mark[i] == 0 &&
                gj_ocr_rect_height (&ink->line[k].glyph[i]) > gj_ocr_rect_height (&ink->line[k].box) / 2;
  return glyphs == n;
}

static void
settle (GjOcrWriting *w, const GjOcrPicture *picture)
{
  GjOcrCell *cell = w->cell;
  strip_stray_marks (cell->text);
  cell->reading = *cell->text == '\0'     ? GJ_READING_UNREAD
                  : cell->confidence < 50 ? GJ_READING_DOUBTFUL
                                          : GJ_READING_PLAIN;
  if (*cell->text == '\0')
    return;
  gboolean seconded = gj_ocr_note_is_seconded (picture, w->ink, cell->text);
  cell->unit_whole = seconded || gj_ocr_note_unit_is_whole (picture, w->ink, cell->text);

  g_autofree char *seen = gj_ocr_figures_digits (picture->gray, w->ink);
  g_autofree char *read = digits_of (cell->text);
  gboolean same =
      strcmp (seen, read) == 0 && *read != '\0' && (has_word (cell->text) || has_glyphs (w->ink, strlen (read)));
  if (!is_none (cell, seen) && may_be_figure (cell->text) && (!same || cell->confidence < 60) &&
      (cell->confidence < 60 || !seconded))
    cell->reading = *read != '\0' && !has_word (cell->text) && is_below_seal (picture, cell) ? GJ_READING_UNREAD
                                                                                             : GJ_READING_DOUBTFUL;
}

/* Labels that were not read, or are not sure. */
static gboolean
is_wanted (const GjOcrWriting *w)
{
  return w->cell->kind == GJ_OCR_CELL_LABEL && (w->cell->confidence < SURE || *w->cell->text == '\0');
}

/* Most labels are those of the forms, and known by their shape, for a tenth of what reading them costs. */
static void
look_for_phrases (const GjOcrPhrases *phrases, const GjOcrPicture *picture, GArray *writings, int page_em)
{
  for (guint i = 0; i < writings->len; i++) {
    const GjOcrWriting *w = &g_array_index (writings, GjOcrWriting, i);
    int em = 0;
    if (!is_wanted (w))
      continue;
    for (guint k = 0; k < w->ink->n_lines; k++)
      em = MAX (em, line_em (&w->ink->line[k].extent, page_em));
    char *found = gj_ocr_phrases_find (phrases, picture->gray, w->ink, em * ADVANCE);
    if (found != NULL) {
      g_free (w->cell->text);
      w->cell->text = found;
      w->cell->confidence = KNOWN;
    }
  }
}

/* Whether @w is a known label of one short line: company for what stands beside it, for tesseract reads what it is shown alone worse. */
static gboolean
is_company (const GjOcrWriting *w, int page_em)
{
  return w->cell->kind == GJ_OCR_CELL_LABEL && !is_wanted (w) && w->ink->n_lines == 1 &&
         gj_ocr_rect_width (&w->ink->line[0].extent) < MOST_COMPANY * page_em;
}

/* The lines of a label were read, @snippets from @from to @to: of two readings the surer one counts. */
static void
take_lines (GjOcrCell *cell, const GArray *snippets, guint from, guint to)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint8 confidence = 100;
  for (guint i = from; i < to; i++) {
    const GjOcrSnippet *s = &g_array_index (snippets, GjOcrSnippet, i);
    g_string_append (text, s->text->str);
    confidence = MIN (confidence, s->confidence);
  }
  if (*cell->text != '\0' && (text->len == 0 || confidence < cell->confidence))
    return;
  g_free (cell->text);
  cell->text = g_strdup (text->str);
  cell->confidence = confidence;
}

static void
look_at_labels (GjOcrEngine *chinese, const GjOcrPicture *picture, GArray *writings, int em, guint look)
{
  g_autoptr (GArray) snippets = g_array_new (FALSE, TRUE, sizeof (GjOcrSnippet));
  g_autoptr (GArray) owners = g_array_new (FALSE, FALSE, sizeof (guint));

  g_array_set_clear_func (snippets, gj_ocr_snippet_clear);
  guint company = NOBODY, last = NOBODY; /* the nearest before, and the one shown last */
  for (guint i = 0; i < writings->len; i++) {
    const GjOcrWriting *w = &g_array_index (writings, GjOcrWriting, i);
    if (is_company (w, em))
      company = i;
    if (!is_wanted (w))
      continue;
    if (look == 0 && company != last) {
      add_snippets (&g_array_index (writings, GjOcrWriting, company), NOBODY, em, looks[look].em, snippets, owners);
      last = company;
    }
    add_snippets (w, i, em, looks[look].em, snippets, owners);
  }
  if (snippets->len == 0)
    return;
  gj_ocr_mosaic_read (chinese, picture->gray, &looks[look].shape, snippets);
  for (guint from = 0, to; from < snippets->len; from = to) {
    guint owner = g_array_index (owners, guint, from);
    for (to = from; to < snippets->len && g_array_index (owners, guint, to) == owner;)
      to++;
    if (owner != NOBODY)
      take_lines (g_array_index (writings, GjOcrWriting, owner).cell, snippets, from, to);
  }
}

void
gj_ocr_read_labels (GjOcrEngine *chinese, const GjOcrPhrases *phrases, const GjOcrPicture *picture, GArray *writings)
{
  int em = label_em (writings, picture->dpi);

  for (guint i = 0; i < writings->len; i++) {
    GjOcrCell *cell = g_array_index (writings, GjOcrWriting, i).cell;
    if (cell->kind == GJ_OCR_CELL_LABEL)
      cell->text = g_strdup ("");
  }
  look_for_phrases (phrases, picture, writings, em);
  for (guint look = 0; look < G_N_ELEMENTS (looks); look++)
    look_at_labels (chinese, picture, writings, em, look);
  for (guint i = 0; i < writings->len; i++)
    if (g_array_index (writings, GjOcrWriting, i).cell->kind == GJ_OCR_CELL_LABEL)
      settle (&g_array_index (writings, GjOcrWriting, i), picture);
}
