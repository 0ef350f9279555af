/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-labels.h"

#include <stdlib.h>

#include "ocr/gj-ocr-mosaic.h"

#define LABEL_EM 34 /* height of a Chinese character in the mosaic, pixels */
static const GjOcrMosaicShape label_lines = { .height = 64, .width = 1800, .max_ms = 6000 };

static int
compare_int (gconstpointer a, gconstpointer b)
{
  return *(const int *) a - *(const int *) b;
}

/* The usual height of a line of label text: that of the long lines. */
static int
label_em (GArray *writings, double dpi)
{
  g_autoptr (GArray) heights = g_array_new (FALSE, FALSE, sizeof (int));
  for (guint i = 0; i < writings->len; i++) {
    const GjOcrWriting *w = &g_array_index (writings, GjOcrWriting, i);
    for (guint k = 0; w->cell->kind == GJ_OCR_CELL_LABEL && k < w->ink->n_lines; k++) {
      const GjOcrRect *b = &w->ink->line[k].box;
      int h = gj_ocr_rect_height (b);
      if (w->ink->line[k].n_glyphs > 0 && gj_ocr_rect_width (b) > 2 * h)
        g_array_append_val (heights, h);
    }
  }
  if (heights->len == 0)
    return (int) (dpi * 0.14);
  g_array_sort (heights, compare_int);
  return MAX (g_array_index (heights, int, heights->len / 2), 6);
}

/* Characters such as 三 and 二 fall apart into lines of their own: joins pieces that are
 * together no higher than one character. Returns the number of lines left. */
static guint
join_split_lines (const GjOcrInk *ink, int em, GjOcrRect *line)
{
  guint n = 0;
  for (guint i = 0; i < ink->n_lines; i++) {
    const GjOcrRect *b = &ink->line[i].box;
    if (ink->line[i].n_glyphs == 0)
      continue;
    gboolean part = n > 0 && b->y1 - line[n - 1].y0 <= em * 1.15 &&
                    (gj_ocr_rect_height (b) < em * 0.6 || gj_ocr_rect_height (&line[n - 1]) < em * 0.6);
    if (part)
      line[n - 1] = (GjOcrRect){ MIN (line[n - 1].x0, b->x0), line[n - 1].y0, MAX (line[n - 1].x1, b->x1), b->y1 };
    else
      line[n++] = *b;
  }
  return n;
}

static void
add_snippets (const GjOcrWriting *w, guint owner, int page_em, GArray *snippets, GArray *owners)
{
  GjOcrRect line[GJ_OCR_MAX_INK_LINES];
  guint n = join_split_lines (w->ink, page_em, line);

  for (guint k = 0; k < n; k++) {
    int h = gj_ocr_rect_height (&line[k]), em = page_em;
    if (h > em * 1.25)
      em = h;
    else if (h < em * 0.8 && gj_ocr_rect_width (&line[k]) > 3 * h)
      em = h;
    gboolean upright = gj_ocr_rect_width (&line[k]) < em * 1.4;
    GjOcrSnippet s = { .box = line[k], .scale = LABEL_EM / (double) em,
                       .gap = k == 0 ? LABEL_EM * 9 / 10 : upright ? LABEL_EM / 10 : LABEL_EM / 5,
                       .text = g_string_new (NULL), .confidence = 100 };
    g_array_append_val (snippets, s);
    g_array_append_val (owners, owner);
  }
}

void
gj_ocr_read_labels (GjOcrEngine *chinese, const GjOcrPicture *picture, GArray *writings)
{
  g_autoptr (GArray) snippets = g_array_new (FALSE, TRUE, sizeof (GjOcrSnippet));
  g_autoptr (GArray) owners = g_array_new (FALSE, FALSE, sizeof (guint));
  int em = label_em (writings, picture->dpi);

  g_array_set_clear_func (snippets, gj_ocr_snippet_clear);
  for (guint i = 0; i < writings->len; i++) {
    const GjOcrWriting *w = &g_array_index (writings, GjOcrWriting, i);
    if (w->cell->kind == GJ_OCR_CELL_LABEL)
      add_snippets (w, i, em, snippets, owners);
  }
  if (snippets->len == 0)
    return;
  gj_ocr_mosaic_read (chinese, picture->gray, &label_lines, snippets);

  for (guint i = 0; i < snippets->len; i++) {
    const GjOcrSnippet *s = &g_array_index (snippets, GjOcrSnippet, i);
    GjOcrCell *cell = g_array_index (writings, GjOcrWriting, g_array_index (owners, guint, i)).cell;
    gboolean first = cell->text == NULL;
    char *joined = g_strconcat (first ? "" : cell->text, s->text->str, NULL);
    g_free (cell->text);
    cell->text = joined;
    cell->confidence = first ? s->confidence : MIN (cell->confidence, s->confidence);
  }
  for (guint i = 0; i < writings->len; i++) {
    GjOcrCell *cell = g_array_index (writings, GjOcrWriting, i).cell;
    if (cell->kind != GJ_OCR_CELL_LABEL)
      continue;
    if (cell->text == NULL)
      cell->text = g_strdup ("");
    cell->reading = *cell->text == '\0' ? GJ_READING_UNREAD : cell->confidence < 60 ? GJ_READING_DOUBTFUL : GJ_READING_PLAIN;
  }
}
