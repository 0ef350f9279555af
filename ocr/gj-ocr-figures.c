/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-figures.h"

#include <string.h>

#include "ocr/gj-ocr-mosaic.h"

#define FIGURE_HEIGHT 30 /* of a figure in the mosaic, pixels */
#define FIGURE_GAP 26
static const GjOcrMosaicShape figure_lines = { .height = 60, .width = 1400, .max_ms = 4000 };

void
gj_ocr_writing_clear (gpointer data)
{
  GjOcrWriting *w = data;
  g_free (w->ink);
}

static int
full_height (const GjOcrInkLine *line)
{
  return gj_ocr_rect_height (&line->box);
}

static GArray *
make_snippets (GArray *writings)
{
  GArray *snippets = g_array_new (FALSE, TRUE, sizeof (GjOcrSnippet));
  g_array_set_clear_func (snippets, gj_ocr_snippet_clear);
  for (guint i = 0; i < writings->len; i++) {
    GjOcrWriting *w = &g_array_index (writings, GjOcrWriting, i);
    if (w->cell->kind != GJ_OCR_CELL_FIGURE)
      continue;
    for (guint k = 0; k < w->ink->n_lines; k++) {
      const GjOcrInkLine *line = &w->ink->line[k];
      GjOcrSnippet s = { .box = line->box, .scale = FIGURE_HEIGHT / (double) MAX (full_height (line), 4), .gap = FIGURE_GAP,
                         .text = g_string_new (NULL), .confidence = 100 };
      g_array_append_val (snippets, s);
    }
  }
  return snippets;
}

void
gj_ocr_read_figures (GjOcrEngine *digits, const GjOcrPicture *picture, GArray *writings)
{
  g_autoptr (GArray) snippets = make_snippets (writings);
  guint next = 0;

  if (snippets->len == 0)
    return;
  gj_ocr_mosaic_read (digits, picture->gray, &figure_lines, snippets);
  for (guint i = 0; i < writings->len; i++) {
    GjOcrWriting *w = &g_array_index (writings, GjOcrWriting, i);
    if (w->cell->kind != GJ_OCR_CELL_FIGURE)
      continue;
    g_autoptr (GString) text = g_string_new (NULL);
    gboolean sure = TRUE;
    guint8 confidence = 100;
    for (guint k = 0; k < w->ink->n_lines; k++) {
      const GjOcrSnippet *s = &g_array_index (snippets, GjOcrSnippet, next++);
      g_string_append (text, s->text->str);
      sure = sure && s->text->len == w->ink->line[k].n_glyphs;
      confidence = MIN (confidence, s->confidence);
    }
    w->cell->text = g_strdup (text->str);
    w->cell->confidence = confidence;
    w->cell->reading = text->len == 0 ? GJ_READING_UNREAD : sure && confidence >= 50 ? GJ_READING_PLAIN : GJ_READING_DOUBTFUL;
  }
}
