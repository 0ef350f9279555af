/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-reread.h"

#include "ocr/gj-ocr-picture.h"
#include "ocr/gj-ocr-strip.h"
#include "ocr/gj-ocr-vote.h"

#define BESIDE 3u      /* neighbours that are read with an unsure character */
#define APART 3u       /* so many sure characters between two runs, and they are two */
#define MOST 0.6       /* of a line: more than this is the whole line */
#define SEARCH 0.3     /* the gap between two characters is looked for so far, parts of the line's height */
#define MAX_SYMBOLS 64 /* of a run and its neighbours */
#define FIRST_CIRCLED 0x2460
#define LAST_CIRCLED 0x2473

/* Symbols [@from, @to) that are not sure, between sure ones. */
typedef struct {
  guint from, to;
} Run;

static gunichar
symbol_at (const GArray *reading, guint i)
{
  return g_array_index (reading, GjOcrSymbol, i).ch;
}

/* Circled digits are found by their shape, not read. */
static gboolean
is_unsure (const GjOcrSymbol *s, guint8 sure)
{
  return s->confidence < sure && !(s->ch >= FIRST_CIRCLED && s->ch <= LAST_CIRCLED);
}

static GArray *
find_runs (const GArray *symbols, guint8 sure)
{
  GArray *runs = g_array_new (FALSE, FALSE, sizeof (Run));
  for (guint i = 0; i < symbols->len; i++) {
    Run *last = runs->len > 0 ? &g_array_index (runs, Run, runs->len - 1) : NULL;
    if (!is_unsure (&g_array_index (symbols, GjOcrSymbol, i), sure))
      continue;
    if (last != NULL && i - last->to < APART)
      last->to = i + 1;
    else {
      Run run = { i, i + 1 };
      g_array_append_val (runs, run);
    }
  }
  return runs;
}

GArray *
gj_ocr_between (const GArray *reading, const GArray *again, guint from, guint to)
{
  g_autofree int *match = g_new (int, reading->len + 1);
  int first = 0, end = (int) again->len;

  gj_ocr_align (reading, again, match);
  if (from > 0) {
    int before = match[from - 1];
    if (before < 0 || symbol_at (again, (guint) before) != symbol_at (reading, from - 1))
      return NULL;
    first = before + 1;
  }
  if (to < reading->len) {
    end = match[to];
    if (end < first || symbol_at (again, (guint) end) != symbol_at (reading, to))
      return NULL;
  }
  GArray *out = g_array_new (FALSE, FALSE, sizeof (GjOcrSymbol));
  g_array_append_vals (out, &g_array_index (again, GjOcrSymbol, first), (guint) (end - first));
  return out;
}

/* Light of column @x in the rows of @line. */
static int
light (PIX *gray, const GjOcrRect *line, int x)
{
  int sum = 0;
  for (int y = MAX (line->y0, 0); y < MIN (line->y1, pixGetHeight (gray)); y++)
    sum += gj_ocr_pixel (gray, x, y);
  return sum;
}

/* The lightest column near the border between symbols @i - 1 and @i. */
static int
cut_before (const GjOcrPicture *picture, const GjOcrTextLine *line, const GArray *symbols, guint i)
{
  if (i == 0)
    return line->box.x0;
  if (i >= symbols->len)
    return line->box.x1;
  const GjOcrRect *a = &g_array_index (symbols, GjOcrSymbol, i - 1).box,
                  *b = &g_array_index (symbols, GjOcrSymbol, i).box;
  int middle = (a->x1 + b->x0) / 2, reach = (int) (SEARCH * gj_ocr_rect_height (&line->box)), best = middle, most = -1;
  for (int d = 0; d <= 2 * reach; d++) { /* the nearest of equals */
    int x = middle + (d % 2 != 0 ? -(d + 1) / 2 : d / 2);
    int value = x >= 0 && x < pixGetWidth (picture->gray) ? light (picture->gray, &line->box, x) : -1;
    if (value > most) {
      most = value;
      best = x;
    }
  }
  return best;
}

/* The part of @line from @x0 to @x1. */
static void
take_part (const GjOcrTextLine *line, int x0, int x1, GjOcrTextLine *part)
{
  part->box = (GjOcrRect){ x0, line->box.y0, x1, line->box.y1 };
  for (guint i = 0; i < line->pieces->len; i++) {
    GjOcrRect r = g_array_index (line->pieces, GjOcrRect, i);
    r.x0 = MAX (r.x0, x0);
    r.x1 = MIN (r.x1, x1);
    if (r.x1 > r.x0)
      g_array_append_val (part->pieces, r);
  }
  for (guint i = 0; i < line->circled->len; i++) {
    const GjOcrCircled *it = &g_array_index (line->circled, GjOcrCircled, i);
    if (it->box.x0 >= x0 && it->box.x1 <= x1)
      g_array_append_val (part->circled, *it);
  }
}

/* What two more readings make of @run; NULL if they do not tell. */
static GArray *
settle_run (GjOcrEngine *chinese, const GjOcrPicture *picture, const GjOcrTextLine *line, int em, const int sizes[2],
            int max_ms, const GArray *symbols, const Run *run)
{
  guint from = run->from > BESIDE ? run->from - BESIDE : 0, to = MIN (run->to + BESIDE, symbols->len);
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (GjOcrRect));
  g_autoptr (GArray) circled = g_array_new (FALSE, FALSE, sizeof (GjOcrCircled));
  g_autoptr (GArray) around = g_array_new (FALSE, FALSE, sizeof (GjOcrSymbol));
  g_autoptr (GPtrArray) said = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  GjOcrTextLine part = { .pieces = pieces, .circled = circled };

  take_part (line, cut_before (picture, line, symbols, from), cut_before (picture, line, symbols, to), &part);
  if (pieces->len == 0 || to - from > MAX_SYMBOLS)
    return NULL;
  g_array_append_vals (around, &g_array_index (symbols, GjOcrSymbol, from), to - from);
  g_ptr_array_add (said, gj_ocr_between (around, around, run->from - from, run->to - from));
  for (guint i = 0; i < 2; i++) {
    g_autoptr (GArray) again = g_array_new (FALSE, FALSE, sizeof (GjOcrSymbol));
    gj_ocr_strip_read (chinese, picture, &part, em, sizes[i], max_ms, again);
    GArray *own = again->len <= MAX_SYMBOLS ? gj_ocr_between (around, again, run->from - from, run->to - from) : NULL;
    if (own == NULL)
      return NULL;
    g_ptr_array_add (said, own);
    if (i == 0 && gj_ocr_readings_equal (said->pdata[0], own))
      return g_array_ref (said->pdata[0]);
  }
  return gj_ocr_vote (said);
}

gboolean
gj_ocr_readings_equal (const GArray *a, const GArray *b)
{
  for (guint i = 0; i < a->len && a->len == b->len; i++)
    if (symbol_at (a, i) != symbol_at (b, i))
      return FALSE;
  return a->len == b->len;
}

gboolean
gj_ocr_reread (GjOcrEngine *chinese, const GjOcrPicture *picture, const GjOcrTextLine *line, int em, guint8 sure,
               const int sizes[2], int max_ms, GArray *symbols)
{
  g_autoptr (GArray) runs = find_runs (symbols, sure);
  g_autoptr (GPtrArray) settled = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  guint wanted = 0;

  for (guint i = 0; i < runs->len; i++)
    wanted += g_array_index (runs, Run, i).to - g_array_index (runs, Run, i).from + 2 * BESIDE;
  if (wanted > MOST * symbols->len)
    return FALSE;
  for (guint i = 0; i < runs->len; i++) {
    GArray *own = settle_run (chinese, picture, line, em, sizes, max_ms, symbols, &g_array_index (runs, Run, i));
    if (own == NULL)
      return FALSE;
    g_ptr_array_add (settled, own);
  }
  for (guint i = runs->len; i-- > 0;) {
    const Run *run = &g_array_index (runs, Run, i);
    const GArray *own = settled->pdata[i];
    g_array_remove_range (symbols, run->from, run->to - run->from);
    g_array_insert_vals (symbols, run->from, own->data, own->len);
  }
  for (guint i = 0; i < symbols->len; i++)
    g_array_index (symbols, GjOcrSymbol, i).line_start = i == 0;
  return TRUE;
}
