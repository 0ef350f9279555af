/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-vote.h"

#define MAX_SYMBOLS 200u

static gunichar
symbol_at (const GArray *reading, guint i)
{
  return g_array_index (reading, GjOcrSymbol, i).ch;
}

guint
gj_ocr_align (const GArray *a, const GArray *b, int *match)
{
  guint n = MIN (a->len, MAX_SYMBOLS), m = MIN (b->len, MAX_SYMBOLS), w = m + 1;
  g_autofree guint *cost = g_new (guint, (gsize) (n + 1) * w);

  for (guint k = 0; k <= m; k++)
    cost[k] = k;
  for (guint i = 1; i <= n; i++) {
    cost[i * w] = i;
    for (guint k = 1; k <= m; k++) {
      guint same = cost[(i - 1) * w + k - 1] + (symbol_at (a, i - 1) != symbol_at (b, k - 1));
      cost[i * w + k] = MIN (same, MIN (cost[(i - 1) * w + k], cost[i * w + k - 1]) + 1);
    }
  }
  for (guint i = n; match != NULL && i < a->len; i++)
    match[i] = -1;
  if (match != NULL)
    for (guint i = n, k = m; i > 0;) {
      if (k > 0 && cost[i * w + k] == cost[(i - 1) * w + k - 1] + (symbol_at (a, i - 1) != symbol_at (b, k - 1)))
        match[--i] = (int) --k;
      else if (k > 0 && cost[i * w + k] == cost[i * w + k - 1] + 1)
        k--;
      else
        match[--i] = -1;
    }
  return cost[n * w + m];
}

/* The reading with the least distance to all others; the first of equals. */
static guint
middle (GPtrArray *readings)
{
  guint best = 0, least = G_MAXUINT;
  for (guint i = 0; i < readings->len; i++) {
    guint sum = 0;
    for (guint k = 0; k < readings->len; k++)
      sum += k != i ? gj_ocr_align (readings->pdata[i], readings->pdata[k], NULL) : 0;
    if (sum < least) {
      least = sum;
      best = i;
    }
  }
  return best;
}

/* What the readings say at one place: the most frequent character. */
static void
settle (GjOcrSymbol *symbol, const GjOcrSymbol *const *said, guint n)
{
  guint best = 0, votes = 0;
  for (guint i = 0; i < n; i++) {
    guint same = 0;
    for (guint k = 0; k < n; k++)
      same += said[i] != NULL && said[k] != NULL && said[k]->ch == said[i]->ch;
    if (same > votes) {
      votes = same;
      best = i;
    }
  }
  if (votes == 0)
    return;
  guint8 confidence = 0;
  for (guint i = 0; i < n; i++)
    if (said[i] != NULL && said[i]->ch == said[best]->ch)
      confidence = MAX (confidence, said[i]->confidence);
  symbol->ch = said[best]->ch;
  symbol->confidence = (guint8) MIN (confidence, votes == n ? 100 : votes * 2 > n ? GJ_OCR_MOST : GJ_OCR_ALONE);
}

GArray *
gj_ocr_vote (GPtrArray *readings)
{
  guint main = middle (readings), n = readings->len;
  const GArray *from = readings->pdata[main];
  guint length = MIN (from->len, MAX_SYMBOLS);
  GArray *out = g_array_new (FALSE, FALSE, sizeof (GjOcrSymbol));
  g_autofree int *match = g_new0 (int, (gsize) n *MAX_SYMBOLS);
  g_autofree const GjOcrSymbol **said = g_new0 (const GjOcrSymbol *, n);

  for (guint k = 0; k < n; k++)
    if (k != main)
      gj_ocr_align (from, readings->pdata[k], match + (gsize) k * MAX_SYMBOLS);
  for (guint i = 0; i < length; i++) {
    GjOcrSymbol s = g_array_index (from, GjOcrSymbol, i);
    guint none = 0;
    said[0] = &g_array_index (from, GjOcrSymbol, i); /* the middle one goes first: it wins a tie */
    for (guint k = 0, at = 1; k < n; k++) {
      int m = k != main ? match[(gsize) k * MAX_SYMBOLS + i] : -1;
      if (k == main)
        continue;
      said[at++] = m >= 0 ? &g_array_index ((GArray *) readings->pdata[k], GjOcrSymbol, m) : NULL;
      none += m < 0;
    }
    if (none * 2 > n) /* most readings have nothing here */
      continue;
    settle (&s, said, n);
    g_array_append_val (out, s);
  }
  return out;
}
