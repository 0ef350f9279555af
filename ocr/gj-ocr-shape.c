/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-shape.h"

#include "ocr/gj-ocr-han.h"
#include "page/gj-char.h"

#include <math.h>
#include <string.h>

#define AGREED 99   /* confidence of one that its shape confirms, or that its shape told */
#define LIKELY 95   /* tesseract is rarely wrong where it is as sure */
#define NEAR 110.0f /* squared distance of a picture from its character */
#define NEAR_OF_LIKELY 80.0f
#define CLEAR 0.75f /* parts of another character's distance: nearer is certainly more like */
#define CLEAR_OF_LIKELY 0.6f
#define LEAST_WIDTH 0.8 /* of a character, parts of the usual */
#define MOST_WIDTH 1.3

#define MOST_HALVES 1.4 /* what tesseract made of two halves is no wider, parts of a Chinese character */
#define BETTER 0.5      /* by so much less it costs to part a line that has one character where two were seen */
#define MAX_WIDTH 2.2   /* of what stands between two cuts, parts of a Chinese character */
#define OFF 0.1         /* parts of a character's width by which tesseract's boxes and the ink may differ */
#define MAX_SYMBOLS 120 /* of a line that is parted */
#define TRACK 0.5       /* what it costs to be a character's width away from where tesseract saw it */
#define MOST_COST 2.0

/* A ring, 〇, is not in the reader's table. */
static gboolean
is_ideograph (gunichar ch)
{
  return gj_char_is_ideograph (ch) && ch != 0x3007;
}

static double
center (const GArray *symbols, guint i)
{
  const GjOcrRect *box = &g_array_index (symbols, GjOcrSymbol, i).box;
  return (box->x0 + box->x1) / 2.0;
}

/* The usual distance between the middles of two ideographs that follow each other. */
static double
pitch (const GArray *symbols, double height)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (int));
  for (guint i = 1; i < symbols->len; i++) {
    int d = (int) (center (symbols, i) - center (symbols, i - 1));
    if (is_ideograph (g_array_index (symbols, GjOcrSymbol, i).ch) &&
        is_ideograph (g_array_index (symbols, GjOcrSymbol, i - 1).ch) && d > 0.6 * height && d < 2 * height)
      g_array_append_val (all, d);
  }
  return all->len > 1 ? gj_ocr_median (all) : 0;
}

GArray *
gj_ocr_shape_columns (PIX *gray, const GjOcrRect *box)
{
  GArray *out = g_array_new (FALSE, FALSE, sizeof (GjOcrColumn));
  const int n = gj_ocr_rect_width (box), h = gj_ocr_rect_height (box);
  g_autofree double *ink = g_new0 (double, (gsize) n + 2);
  int paper = 0, darkest = 255;
  for (int y = box->y0; y < box->y1; y++)
    for (int x = box->x0; x < box->x1; x++) {
      int v = gj_ocr_pixel (gray, x, y);
      paper = MAX (paper, v);
      darkest = MIN (darkest, v);
    }
  const int level = darkest + (paper - darkest) * 2 / 3;
  for (int x = 0; x < n; x++) {
    for (int y = box->y0; y < box->y1; y++)
      ink[x + 1] += gj_ocr_pixel (gray, box->x0 + x, y) < level;
    ink[x + 1] /= h;
  }
  for (int x = 0; x < n;) {
    int end = x + 1;
    while (end < n && ink[end + 1] == ink[x + 1])
      end++;
    gboolean low = (x == 0 || ink[x] > ink[x + 1]) && (end == n || ink[end + 1] > ink[x + 1]);
    for (int k = 0; k < 3 && low; k++) {
      GjOcrColumn c = { box->x0 + (k == 0 ? x : k == 1 ? (x + end) / 2 : end), ink[x + 1] };
      if (k == 0 || end - x > 2)
        g_array_append_val (out, c);
    }
    x = end;
  }
  GjOcrColumn first = { box->x0, 0 }, last = { box->x1, 0 };
  g_array_prepend_val (out, first);
  g_array_append_val (out, last);
  return out;
}

/* What it costs that symbol @i stands between @a and @b. */
static double
cost (const GArray *symbols, guint i, const GjOcrColumn *a, const GjOcrColumn *b, double em)
{
  gboolean han = is_ideograph (g_array_index (symbols, GjOcrSymbol, i).ch);
  double w = (b->x - a->x) / em, off = ((a->x + b->x) / 2.0 - center (symbols, i)) / em,
         wide = (w - (han ? 1 : 0.6)) * (han ? 2 : 1);
  return MIN (wide * wide + TRACK * off * off, MOST_COST) + 2 * b->ink;
}

/* The usual width of an ideograph between @cuts; 0 if there are too few. */
static double
cut_width (const GArray *symbols, const int *cuts)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (int));
  for (guint i = 0; i < symbols->len; i++) {
    int w = cuts[i + 1] - cuts[i];
    if (is_ideograph (g_array_index (symbols, GjOcrSymbol, i).ch))
      g_array_append_val (all, w);
  }
  return all->len > 2 ? gj_ocr_median (all) : 0;
}

/* Parts the line at @columns into @symbols, Chinese ones @em wide. Returns: what it costs, G_MAXDOUBLE if there is no way. */
static double
cut_at (const GArray *columns, const GArray *symbols, double em, int *cuts)
{
  const GjOcrColumn *c = (const GjOcrColumn *) (void *) columns->data;
  const guint m = columns->len, n = symbols->len;
  g_autofree double *best = g_new (double, m), *next = g_new (double, m);
  g_autofree guint *from = g_new0 (guint, (gsize) m * n);
  for (guint k = 0; k < m; k++)
    best[k] = k == 0 ? 0 : G_MAXDOUBLE;
  for (guint i = 0; i < n; i++) {
    for (guint k = 0; k < m; k++) {
      next[k] = G_MAXDOUBLE;
      for (guint j = k; j-- > 0 && c[k].x - c[j].x <= MAX_WIDTH * em;) {
        double sum = best[j] < G_MAXDOUBLE ? best[j] + cost (symbols, i, &c[j], &c[k], em) : G_MAXDOUBLE;
        if (sum < next[k]) {
          next[k] = sum;
          from[i * m + k] = j;
        }
      }
    }
    memcpy (best, next, sizeof (double) * m);
  }
  if (best[m - 1] == G_MAXDOUBLE)
    return G_MAXDOUBLE;
  guint at = m - 1;
  cuts[n] = c[at].x;
  for (guint i = n; i-- > 0;) {
    at = from[i * m + at];
    cuts[i] = c[at].x;
  }
  return best[m - 1];
}

double
gj_ocr_shape_cut (PIX *gray, const GjOcrTextLine *line, const GArray *symbols, int *cuts)
{
  GjOcrRect box = gj_ocr_rect_within (&line->box, gray);
  const guint n = symbols->len;
  double em = pitch (symbols, gj_ocr_rect_height (&box));
  if (n == 0 || n > MAX_SYMBOLS || em <= 0 || box.x1 <= box.x0 || box.y1 <= box.y0)
    return 0;
  g_autoptr (GArray) columns = gj_ocr_shape_columns (gray, &box);
  if (cut_at (columns, symbols, em, cuts) == G_MAXDOUBLE)
    return 0;
  /* in a short line tesseract's boxes may be half a character off; where ink ends is not */
  double width = cut_width (symbols, cuts);
  int again[MAX_SYMBOLS + 1];
  if (width > 0 && fabs (width - em) > OFF * em && cut_at (columns, symbols, width, again) < G_MAXDOUBLE) {
    memcpy (cuts, again, sizeof (int) * (n + 1));
    return width;
  }
  return em;
}

/* Whether @ch stands beside symbol @i: then the picture may be that one's. */
static gboolean
is_beside (const GArray *symbols, guint i, gunichar ch)
{
  for (guint k = i > 2 ? i - 2 : 0; k < MIN (i + 3, symbols->len); k++)
    if (k != i && g_array_index (symbols, GjOcrSymbol, k).ch == ch)
      return TRUE;
  return FALSE;
}

/* Whether a picture like @ch may as well be of another one or of a piece: bars, of which a stroke may be lost or too many, 曰 for 日,
 * and components that GB 2312 has but no text. */
static gboolean
is_ambiguous (gunichar ch)
{
  static const char all[] =
      "一二三曰丨亅丿丶亠勹匚冂冖冫凵厶讠阝卩刂亻彳犭饣纟辶扌氵忄宀艹灬爿疒礻衤钅廴廾彐彡夂攵攴殳";
  return g_utf8_strchr (all, -1, ch) != NULL;
}

/* Whether the picture of @s is certainly that of another character. The surer tesseract is the more it takes. */
static gboolean
is_another (const GjOcrSymbol *s, const GjOcrHan *han)
{
  gboolean likely = s->confidence >= LIKELY;
  float clear = likely ? CLEAR_OF_LIKELY : CLEAR;
  return han->ch != s->ch && han->distance < (likely ? NEAR_OF_LIKELY : NEAR) && han->distance < clear * han->own &&
         han->distance < clear * han->second && !is_ambiguous (han->ch);
}

static gboolean
is_unsure (const GjOcrSymbol *s, guint8 sure)
{
  return s->confidence < sure && is_ideograph (s->ch);
}

/* Two symbols that may be one character. */
typedef struct {
  guint at;
  double cost;  /* of the line with one character there */
  gunichar ch;  /* what the picture says that one is; 0: there are no two */
  gboolean own; /* it is one of the two that tesseract saw */
} Halves;

/* @symbols with those at @i and @i + 1 made one. */
static GArray *
joined_at (const GArray *symbols, guint i)
{
  GArray *out = g_array_sized_new (FALSE, FALSE, sizeof (GjOcrSymbol), symbols->len);
  g_array_append_vals (out, symbols->data, symbols->len);
  GjOcrSymbol *s = &g_array_index (out, GjOcrSymbol, i);
  s->box.x0 = MIN (s[0].box.x0, s[1].box.x0);
  s->box.x1 = MAX (s[0].box.x1, s[1].box.x1);
  g_array_remove_index (out, i + 1);
  return out;
}

/* Whether symbols @i and @i + 1 may be one character @em wide. */
static gboolean
may_be_halves (const GArray *symbols, guint i, double em, guint8 sure)
{
  const GjOcrSymbol *s = &g_array_index (symbols, GjOcrSymbol, i);
  return is_ideograph (s[0].ch) && is_ideograph (s[1].ch) && (is_unsure (&s[0], sure) || is_unsure (&s[1], sure)) &&
         MAX (s[0].box.x1, s[1].box.x1) - MIN (s[0].box.x0, s[1].box.x0) < MOST_HALVES * em;
}

/* Whether there is a mark among @symbols: one too many makes characters look too many as well. */
static gboolean
has_marks (const GArray *symbols)
{
  for (guint i = 0; i < symbols->len; i++) {
    gunichar ch = g_array_index (symbols, GjOcrSymbol, i).ch;
    if (!is_ideograph (ch) && !g_unichar_isalnum (ch))
      return TRUE;
  }
  return FALSE;
}

/* The two symbols that are most likely one: with one character there the line parts much better than at @cost, and the picture
 * says which. */
static Halves
find_halves (PIX *gray, const GjOcrTextLine *line, const GArray *columns, double em, double cost, guint8 sure,
             const GArray *symbols)
{
  Halves best = { .ch = 0 };
  gboolean marks = has_marks (symbols);
  for (guint i = 0; i + 1 < symbols->len; i++) {
    const GjOcrSymbol *s = &g_array_index (symbols, GjOcrSymbol, i);
    int cuts[MAX_SYMBOLS + 1];
    GjOcrHan han;
    if (!may_be_halves (symbols, i, em, sure))
      continue;
    g_autoptr (GArray) joined = joined_at (symbols, i);
    double own = cut_at (columns, joined, em, cuts), w = own < G_MAXDOUBLE ? (cuts[i + 1] - cuts[i]) / em : 0;
    if (own > cost - BETTER || w < LEAST_WIDTH || w > MOST_WIDTH ||
        !gj_ocr_han_read (gray, &(GjOcrRect){ cuts[i], line->box.y0, cuts[i + 1], line->box.y1 }, 0, &han) ||
        han.distance > NEAR_OF_LIKELY || han.distance > CLEAR * han.second || is_ambiguous (han.ch))
      continue;
    Halves it = { i, own, han.ch, han.ch == s[0].ch || han.ch == s[1].ch };
    if (it.own && marks)
      continue;
    if (best.ch == 0 || (it.own != best.own ? best.own : it.cost < best.cost))
      best = it;
  }
  return best;
}

/* Where tesseract saw two characters in the room of one (有 and 具 in 县), which the picture says it is, makes one of them. @cuts:
 * as of gj_ocr_shape_cut(), renewed. */
static void
join_halves (PIX *gray, const GjOcrTextLine *line, double em, guint8 sure, GArray *symbols, int *cuts)
{
  GjOcrRect box = gj_ocr_rect_within (&line->box, gray);
  g_autoptr (GArray) columns = gj_ocr_shape_columns (gray, &box);
  double cost = cut_at (columns, symbols, em, cuts);
  for (;;) {
    Halves halves = find_halves (gray, line, columns, em, cost, sure, symbols);
    if (halves.ch == 0)
      return;
    g_autoptr (GArray) joined = joined_at (symbols, halves.at);
    GjOcrSymbol *one = &g_array_index (joined, GjOcrSymbol, halves.at);
    one->ch = halves.ch;
    one->confidence = AGREED;
    g_array_set_size (symbols, 0);
    g_array_append_vals (symbols, joined->data, joined->len);
    cost = cut_at (columns, symbols, em, cuts);
  }
}

static gboolean
has_unsure (const GArray *symbols, guint8 sure)
{
  for (guint i = 0; i < symbols->len; i++)
    if (is_unsure (&g_array_index (symbols, GjOcrSymbol, i), sure))
      return TRUE;
  return FALSE;
}

void
gj_ocr_shape_check (PIX *gray, const GjOcrTextLine *line, guint8 sure, GArray *symbols)
{
  int cuts[MAX_SYMBOLS + 1];
  double em = has_unsure (symbols, sure) ? gj_ocr_shape_cut (gray, line, symbols, cuts) : 0;
  if (em <= 0)
    return;
  join_halves (gray, line, em, sure, symbols, cuts);
  for (guint i = 0; i < symbols->len; i++) {
    GjOcrSymbol *s = &g_array_index (symbols, GjOcrSymbol, i);
    GjOcrRect box = { cuts[i], line->box.y0, cuts[i + 1], line->box.y1 };
    double w = gj_ocr_rect_width (&box) / em;
    GjOcrHan han;
    if (!is_unsure (s, sure) || w < LEAST_WIDTH || w > MOST_WIDTH || !gj_ocr_han_read (gray, &box, s->ch, &han))
      continue;
    if (han.ch == s->ch && han.distance < NEAR)
      s->confidence = MAX (s->confidence, AGREED);
    else if (is_another (s, &han) && !is_beside (symbols, i, han.ch)) {
      s->ch = han.ch;
      s->confidence = AGREED;
    }
  }
}
