/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-prose.h"

#include "ocr/gj-ocr-ghost.h"
#include "ocr/gj-ocr-lines.h"
#include "ocr/gj-ocr-percent.h"
#include "ocr/gj-ocr-picture.h"
#include "ocr/gj-ocr-reread.h"
#include "ocr/gj-ocr-shape.h"
#include "ocr/gj-ocr-strip.h"
#include "ocr/gj-ocr-vote.h"
#include "page/gj-char.h"

/* Limits of CPU time: a line, and all lines of a page. */
#define MAX_LINE_MS 1500
#define MAX_PAGE_MS 24000
#define SURE 91         /* a character read with less is looked at again */
#define SURE_IN_BODY 95 /* the same for prose, where only the character itself is */
#define CHECKED 98      /* a character read with less is compared by its shape */
#define CHECKED_IN_TITLES 99
#define LARGE 1.25          /* parts of the usual height: higher is a title */
#define LONG 8              /* so many times its height: a line of prose */
#define LEAST_CONFIDENCE 50 /* of a line, on average */
#define MOST_PER_EM 3.0     /* characters in a square of the line's height */

/* Height of a line's ink when it is read, pixels: first, and when it is read again. */
static const int sizes[] = { 30, 27, 33 };

static double
mean_confidence (const GArray *symbols)
{
  double sum = 0;
  for (guint i = 0; i < symbols->len; i++)
    sum += g_array_index (symbols, GjOcrSymbol, i).confidence;
  return symbols->len > 0 ? sum / symbols->len : 0;
}

static gboolean
is_sure (const GArray *symbols, guint8 sure)
{
  for (guint i = 0; i < symbols->len; i++)
    if (g_array_index (symbols, GjOcrSymbol, i).confidence < sure)
      return FALSE;
  return symbols->len > 0;
}

/* A shaded or empty strip makes tesseract see far more than fits. */
static gboolean
is_sane (const GArray *symbols, const GjOcrTextLine *line)
{
  double room = 0;
  for (guint i = 0; i < line->pieces->len; i++)
    room += gj_ocr_rect_width (&g_array_index (line->pieces, GjOcrRect, i));
  return symbols->len <= room / MAX (gj_ocr_rect_height (&line->box), 1) * MOST_PER_EM + 4;
}

/* Whether another reading is needed: the first one is not sure, or two differ. */
static gboolean
is_open (GPtrArray *readings)
{
  if (readings->len < 2)
    return readings->len == 0 || !is_sure (readings->pdata[0], SURE);
  return !gj_ocr_readings_equal (readings->pdata[0], readings->pdata[1]);
}

/* Whether @line is prose of the page's usual size, and long: no title, heading or label. */
static gboolean
is_body (const GjOcrTextLine *line, int em)
{
  int h = gj_ocr_rect_height (&line->box);
  return !line->label && h < LARGE * em && gj_ocr_rect_width (&line->box) > LONG * h;
}

/* Whether @reading is sure, or so after another look at what was not. */
static gboolean
is_settled (GjOcrEngine *chinese, const GjOcrPicture *picture, const GjOcrTextLine *line, int em, GArray *reading)
{
  if (is_sure (reading, SURE_IN_BODY))
    return TRUE;
  return mean_confidence (reading) >= LEAST_CONFIDENCE &&
         gj_ocr_reread (chinese, picture, line, em, SURE_IN_BODY, sizes + 1, MAX_LINE_MS, reading);
}

static void
read_line (GjOcrEngine *chinese, const GjOcrPicture *picture, const GjOcrTextLine *line, int em, GArray *symbols)
{
  g_autoptr (GPtrArray) readings = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  for (guint i = 0; i < G_N_ELEMENTS (sizes) && is_open (readings); i++) {
    GArray *reading = g_array_new (FALSE, FALSE, sizeof (GjOcrSymbol));
    gj_ocr_strip_read (chinese, picture, line, em, sizes[i], MAX_LINE_MS, reading);
    if (is_sane (reading, line))
      g_ptr_array_add (readings, reading);
    else
      g_array_unref (reading);
    if (i == 0 && readings->len == 1 && is_body (line, em) && is_settled (chinese, picture, line, em, reading))
      break;
  }
  if (readings->len == 0)
    return;
  /* before the vote, which lowers it */
  double confidence = 0;
  for (guint i = 0; i < readings->len; i++)
    confidence = MAX (confidence, mean_confidence (readings->pdata[i]));
  g_autoptr (GArray) best = readings->len >= 3 ? gj_ocr_vote (readings) : g_array_ref (readings->pdata[0]);
  if (confidence < LEAST_CONFIDENCE)
    return;
  gj_ocr_shape_check (picture->gray, line, is_body (line, em) ? CHECKED : CHECKED_IN_TITLES, best);
  gj_ocr_percent_check (picture->gray, line, best);
  g_array_append_vals (symbols, best->data, best->len);
}

/* A table that reaches into the line above or below it is cut off there. */
static void
free_line (GPtrArray *grids, const GjOcrRect *line)
{
  for (guint i = 0; i < grids->len; i++) {
    GjOcrRect *table = &((GjOcrGrid *) g_ptr_array_index (grids, i))->box;
    int middle = (table->y0 + table->y1) / 2;
    if (line->x1 <= table->x0 || line->x0 >= table->x1 || line->y1 <= table->y0 || line->y0 >= table->y1)
      continue;
    if (line->y1 > table->y1 && line->y0 > middle)
      table->y1 = line->y0;
    else if (line->y0 < table->y0 && line->y1 < middle)
      table->y0 = line->y1;
  }
}

void
gj_ocr_read_prose (GjOcrEngine *chinese, const GjOcrPicture *page, GPtrArray *grids, const GArray *figures,
                   GArray *symbols)
{
  GjOcrPicture text = *page, *picture = &text; /* its gray is borrowed */
  text.contrast = gj_ocr_text_contrast (page);
  g_autoptr (GPtrArray) lines = gj_ocr_text_lines (picture, grids, figures);
  int em = gj_ocr_text_em (lines, FALSE), label_em = gj_ocr_text_em (lines, TRUE);
  gint64 end = gj_ocr_cpu_ms () + MAX_PAGE_MS;

  for (guint i = 0; i < lines->len; i++)
    free_line (grids, &((const GjOcrTextLine *) g_ptr_array_index (lines, i))->box);
  for (guint i = 0; i < lines->len && gj_ocr_cpu_ms () < end; i++) {
    const GjOcrTextLine *line = g_ptr_array_index (lines, i);
    read_line (chinese, picture, line, line->label ? label_em : em, symbols);
  }
}
