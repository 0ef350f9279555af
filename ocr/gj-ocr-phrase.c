/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-phrase.h"

#include "ocr/gj-ocr-han.h"
#include "ocr/gj-ocr-shape.h"
#include "page/gj-char.h"

#include <string.h>

#define MAX_COLUMNS 400         /* of a line */
#define COLUMNS_OF_CHARACTER 12 /* it has four to eight */
#define MAX_CHARS 64            /* of a phrase, and the numeral before it */
#define MAX_PLACED 1024         /* pictures of a cell's characters that are kept */
#define MARK -1                 /* a character that is no ideograph: it takes room, and that is all */
#define BLIND -2                /* an ideograph whose shape is not looked at */

#define LEAST_HAN 0.62 /* width of an ideograph with its share of the gaps, parts of the usual */
#define MOST_HAN 1.5
#define LEAST_MARK 0.12
#define MOST_MARK 1.25
#define USUAL_MARK 0.8
#define MOST_NUMERAL 3.3 /* （一） */
#define USUAL_NUMERAL 1.2
#define SAVED 0.05 /* of a character at the ends of a line, where it has no gap */
#define LEAST_EM 0.95
#define MOST_EM 1.25
#define CUT 2.0        /* what ink that is cut costs */
#define MOST_COST 0.25 /* of a character, on average */

#define LIKE 130.0f   /* squared distance of a picture from its character */
#define UNLIKE 250.0f /* what is farther than this counts no more */
#define MEAN 110.0f   /* on average they are nearer than this */
#define NEARER 0.6f   /* parts of the distance of one that is not like: what is nearer is what the picture shows */
#define FIRST 3u      /* if so many are not like, the others are not looked at */
#define STRAY 8u      /* one of so many may be cut wrongly, and show another one */
#define MAX_PIECE 12u /* characters of a piece of a phrase, each of which must be like */
#define NEARER_IN_PIECE 0.8f
#define APART 1.3f /* how much farther the next phrase must be */

typedef struct {
  char *text;
  int index[MAX_CHARS]; /* in the table of shapes, MARK or BLIND */
  guint n, n_han;
  guint meaning; /* the same of those that mean the same */
} Phrase;

struct GjOcrPhrases {
  GArray *all; /* of Phrase */
};

static void
phrase_clear (gpointer data)
{
  g_free (((Phrase *) data)->text);
}

/* Two bars are as high as wide in one typeface and flat in another: 二 has no mean shape. */
static int
index_of (gunichar ch)
{
  int index = gj_char_is_ideograph (ch) && ch != 0x4E8C ? gj_ocr_han_index (ch) : MARK;
  return index < 0 && gj_char_is_ideograph (ch) ? BLIND : index;
}

static void
add_phrase (GArray *phrases, const char *text, guint *meaning)
{
  Phrase p = { .n = 0 };
  for (guint i = 0; i < phrases->len; i++)
    if (strcmp (g_array_index (phrases, Phrase, i).text, text) == 0) {
      *meaning = g_array_index (phrases, Phrase, i).meaning;
      return;
    }
  const char *at = text;
  for (; *at != '\0' && p.n < MAX_CHARS; at = g_utf8_next_char (at), p.n++) {
    p.index[p.n] = index_of (g_utf8_get_char (at));
    p.n_han += p.index[p.n] != MARK;
  }
  if (*at != '\0' || p.n_han < 2)
    return;
  p.text = g_strdup (text);
  p.meaning = *meaning;
  g_array_append_val (phrases, p);
}

GjOcrPhrases *
gj_ocr_phrases_new (const char *const *texts)
{
  GjOcrPhrases *phrases = g_new0 (GjOcrPhrases, 1);
  phrases->all = g_array_new (FALSE, TRUE, sizeof (Phrase));
  g_array_set_clear_func (phrases->all, phrase_clear);
  for (guint i = 0; texts != NULL && texts[i] != NULL; i++) {
    g_auto (GStrv) same = g_strsplit (texts[i], "|", -1);
    guint meaning = i;
    for (char **s = same; *s != NULL; s++)
      add_phrase (phrases->all, *s, &meaning);
  }
  return phrases;
}

void
gj_ocr_phrases_free (GjOcrPhrases *phrases)
{
  if (phrases == NULL)
    return;
  g_array_unref (phrases->all);
  g_free (phrases);
}

/* A picture that was placed among the characters' shapes. */
typedef struct {
  guint line;
  int x0, x1;
  gboolean ink;
  GjOcrHanPoint point;
  gunichar nearest;   /* of the characters less than @within away, 0 if there is none */
  float away, within; /* of @nearest; what was looked through */
} Placed;

/* A cell while phrases are tried on it. */
typedef struct {
  PIX *gray;
  double usual, em; /* width of a Chinese character: what the caller says, and if a phrase is to fill the lines */
  guint n_lines;
  GjOcrRect line[GJ_OCR_MAX_INK_LINES];
  GArray *columns[GJ_OCR_MAX_INK_LINES]; /* of GjOcrColumn */
  int width;                             /* of all lines */
  GArray *placed;                        /* of Placed */
} Cell;

/* Where a character of a phrase stands. */
typedef struct {
  guint line;
  int x0, x1;
} Place;

/* @clean: without what may be dirt at the ends of lines */
static void
open_cell (Cell *cell, PIX *gray, const GjOcrInk *ink, double em, gboolean clean)
{
  *cell = (Cell){ .gray = gray, .usual = em };
  cell->placed = g_array_new (FALSE, FALSE, sizeof (Placed));
  for (guint k = 0; k < ink->n_lines; k++) {
    const GjOcrRect *r = clean ? &ink->line[k].box : &ink->line[k].extent;
    GjOcrRect box = gj_ocr_rect_within (r, gray);
    if (ink->line[k].n_glyphs == 0 || box.x1 <= box.x0 || box.y1 <= box.y0)
      continue;
    cell->line[cell->n_lines] = box;
    cell->columns[cell->n_lines++] = gj_ocr_shape_columns (gray, &box);
    cell->width += gj_ocr_rect_width (&box);
  }
}

static void
close_cell (Cell *cell)
{
  for (guint k = 0; k < cell->n_lines; k++)
    g_array_unref (cell->columns[k]);
  g_array_unref (cell->placed);
}

/* Whether @phrase, behind a numeral or not, may have the width of what is written. */
static gboolean
may_fit (const Cell *cell, const Phrase *phrase, gboolean numeral)
{
  double least = phrase->n_han * 0.85 + (phrase->n - phrase->n_han) * 0.2 - 0.2 * cell->n_lines,
         most = phrase->n_han * 1.3 + (phrase->n - phrase->n_han) * 1.1 + (numeral ? MOST_NUMERAL : 0);
  return cell->width > least * cell->usual && cell->width < most * cell->usual;
}

/* The width of a Chinese character with which @phrase fills the lines. */
static double
filling_em (const Cell *cell, const Phrase *phrase, gboolean numeral)
{
  double n =
      phrase->n_han + (phrase->n - phrase->n_han) * USUAL_MARK + (numeral ? USUAL_NUMERAL : 0) - SAVED * cell->n_lines;
  return CLAMP (cell->width / MAX (n, 1), LEAST_EM * cell->usual, MOST_EM * cell->usual);
}

/* What it costs that character @i of @phrase, the numeral before it if @i is 0, stands between @a and @b. */
static double
cost (const Cell *cell, const Phrase *phrase, guint i, const GjOcrColumn *a, const GjOcrColumn *b)
{
  double w = (b->x - a->x) / cell->em, ink = CUT * b->ink;
  if (i == 0)
    return w <= MOST_NUMERAL ? ink : G_MAXDOUBLE;
  if (phrase->index[i - 1] == MARK)
    return w >= LEAST_MARK && w <= MOST_MARK ? ink + 0.3 * (w - 0.7) * (w - 0.7) : G_MAXDOUBLE;
  return w >= LEAST_HAN && w <= MOST_HAN ? ink + 2 * (w - 1) * (w - 1) : G_MAXDOUBLE;
}

/* The way to the best places of the characters in one line. */
typedef struct {
  guint m;       /* columns */
  guint16 *from; /* m × (MAX_CHARS + 2): the column before */
  double *best;  /* the same: what it costs to have @i characters end at a column */
} Way;

#define AT(column, i) ((gsize) (column) * (MAX_CHARS + 2) + (i))

/* Goes through @line. @start: (inout): what it costs to have @i characters in the lines before it, then with it; character 0 is the
 * numeral, which may be missing. */
static void
walk_line (const Cell *cell, const Phrase *phrase, guint line, double *start, Way *way)
{
  const GjOcrColumn *c = (const GjOcrColumn *) (void *) cell->columns[line]->data;
  const guint n = phrase->n + 1;
  for (guint k = 0; k < way->m; k++)
    for (guint i = 0; i <= n; i++)
      way->best[AT (k, i)] = k == 0 ? start[i] : G_MAXDOUBLE;
  for (guint k = 1; k < way->m; k++)
    for (guint j = k; j-- > 0 && c[k].x - c[j].x <= (start[0] < G_MAXDOUBLE ? MOST_NUMERAL : MOST_HAN) * cell->em;)
      for (guint i = 0; i < n; i++) {
        double before = way->best[AT (j, i)];
        if (before >= way->best[AT (k, i + 1)])
          continue;
        double own = cost (cell, phrase, i, &c[j], &c[k]);
        if (own < G_MAXDOUBLE && before + own < way->best[AT (k, i + 1)]) {
          way->best[AT (k, i + 1)] = before + own;
          way->from[AT (k, i + 1)] = (guint16) j;
        }
      }
  for (guint i = 0; i <= n; i++)
    start[i] = way->best[AT (way->m - 1, i)];
}

/* Puts the characters of @phrase, behind a numeral or not, where they stand if it is what is written. Returns: FALSE if there is no
 * room for them. */
static gboolean
lay (const Cell *cell, const Phrase *phrase, gboolean numeral, Place *places)
{
  Way ways[GJ_OCR_MAX_INK_LINES];
  double start[MAX_CHARS + 2];
  const guint n = phrase->n + 1;
  for (guint i = 0; i < G_N_ELEMENTS (start); i++)
    start[i] = i == (numeral ? 0 : 1) ? 0 : G_MAXDOUBLE;
  for (guint k = 0; k < cell->n_lines; k++) {
    ways[k].m = cell->columns[k]->len;
    ways[k].from = g_new (guint16, (gsize) ways[k].m * (MAX_CHARS + 2));
    ways[k].best = g_new (double, (gsize) ways[k].m *(MAX_CHARS + 2));
    walk_line (cell, phrase, k, start, &ways[k]);
  }
  gboolean ok = start[n] < MOST_COST * n;
  for (guint k = cell->n_lines, i = n; k-- > 0;) {
    const GjOcrColumn *c = (const GjOcrColumn *) (void *) cell->columns[k]->data;
    for (guint at = ways[k].m - 1; ok && at > 0 && i > 0; i--) {
      guint before = ways[k].from[AT (at, i)];
      if (i > 1)
        places[i - 2] = (Place){ k, c[before].x, c[at].x };
      at = before;
    }
    g_free (ways[k].from);
    g_free (ways[k].best);
  }
  return ok;
}

/* The picture at @place among the shapes; NULL if there is no ink. */
static Placed *
placed_at (Cell *cell, const Place *place)
{
  for (guint i = 0; i < cell->placed->len; i++) {
    Placed *p = &g_array_index (cell->placed, Placed, i);
    if (p->line == place->line && p->x0 == place->x0 && p->x1 == place->x1)
      return p->ink ? p : NULL;
  }
  if (cell->placed->len >= MAX_PLACED)
    return NULL;
  const GjOcrRect *line = &cell->line[place->line];
  Placed p = { .line = place->line, .x0 = place->x0, .x1 = place->x1 };
  p.ink = gj_ocr_han_place (cell->gray, &(GjOcrRect){ p.x0, line->y0, p.x1, line->y1 }, &p.point);
  g_array_append_val (cell->placed, p);
  return p.ink ? &g_array_index (cell->placed, Placed, cell->placed->len - 1) : NULL;
}

/* How far it is from character @index. */
static float
away_from (const Placed *placed, int index)
{
  return gj_ocr_han_distance (&placed->point, index);
}

/* The character it is nearest to, less than @within away; 0 if there is none. */
static gunichar
nearest_to (Placed *placed, float within)
{
  if (placed->nearest == 0 && placed->within < within) {
    placed->nearest = gj_ocr_han_nearest (&placed->point, within, &placed->away);
    placed->within = within;
  }
  return placed->nearest != 0 && placed->away < within ? placed->nearest : 0;
}

/* How far the pictures at @places are from the characters of @phrase, on average; more than @most if the first ones are farther. */
static float
distance (Cell *cell, const Phrase *phrase, const Place *places, float most)
{
  float sum = 0;
  for (guint i = 0, n = 0; i < phrase->n; i++) {
    if (phrase->index[i] < 0)
      continue;
    const Placed *placed = placed_at (cell, &places[i]);
    if (placed == NULL)
      return G_MAXFLOAT;
    sum += MIN (away_from (placed, phrase->index[i]), UNLIKE);
    if (++n >= FIRST && sum > most * (float) n)
      return G_MAXFLOAT;
  }
  return sum / (float) phrase->n_han;
}

/* Whether the pictures at @places show no other characters than those of @phrase. */
static gboolean
stands (Cell *cell, const Phrase *phrase, const Place *places)
{
  guint like = 0, others = 0;
  for (guint i = 0; i < phrase->n; i++) {
    if (phrase->index[i] < 0)
      continue;
    Placed *placed = placed_at (cell, &places[i]);
    float own = away_from (placed, phrase->index[i]);
    others += own >= LIKE && nearest_to (placed, NEARER * own) != 0;
    like += own < LIKE;
  }
  return like * 3 >= phrase->n_han * 2 && others <= phrase->n_han / STRAY;
}

/* Whether the picture between the beginning of @first's line and @first is a numeral: its marks are narrow, and what is as wide as a
 * Chinese character is a Chinese figure. */
static gboolean
is_numeral (Cell *cell, const Place *first)
{
  static const char figures[] = "一二三四五六七八九十";
  const GArray *columns = cell->columns[first->line];
  Place run = { first->line, cell->line[first->line].x0, 0 };
  for (guint k = 1; k < columns->len; k++) {
    const GjOcrColumn *c = &g_array_index (columns, GjOcrColumn, k);
    if (c->x > first->x0)
      break;
    if (c->ink > 0)
      continue;
    run.x1 = c->x;
    Placed *placed = run.x1 - run.x0 > LEAST_HAN * cell->em ? placed_at (cell, &run) : NULL;
    gunichar ch = placed != NULL ? nearest_to (placed, LIKE) : 0;
    if (ch != 0 && g_utf8_strchr (figures, -1, ch) == NULL)
      return FALSE;
    run.x0 = run.x1;
  }
  return first->line == 0 || first->x0 == cell->line[first->line].x0;
}

/* The phrase that is nearest to what is written. */
typedef struct {
  const Phrase *phrase;
  Place places[MAX_CHARS];
  float distance, next; /* to it, and to the next that means something else */
} Best;

static void
try_phrase (Cell *cell, const Phrase *phrase, gboolean numeral, Best *best)
{
  Place places[MAX_CHARS];
  cell->em = filling_em (cell, phrase, numeral);
  if (!lay (cell, phrase, numeral, places) || (numeral && !is_numeral (cell, &places[0])))
    return;
  float d = distance (cell, phrase, places, best->distance * APART);
  if (d < best->distance) {
    if (best->phrase != NULL && best->phrase->meaning != phrase->meaning)
      best->next = best->distance;
    best->distance = d;
    best->phrase = phrase;
    memcpy (best->places, places, sizeof places);
  } else if (best->phrase != NULL && best->phrase->meaning != phrase->meaning)
    best->next = MIN (best->next, d);
}

static gboolean
is_sure (Cell *cell, const Best *best)
{
  return best->phrase != NULL && best->distance <= MEAN && best->next >= best->distance * APART &&
         stands (cell, best->phrase, best->places);
}

/* Whether there are no more columns to cut at than text has: what trying them costs grows with their square. */
static gboolean
is_text (const Cell *cell)
{
  for (guint k = 0; k < cell->n_lines; k++)
    if (cell->columns[k]->len > MAX_COLUMNS ||
        cell->columns[k]->len > 8 + COLUMNS_OF_CHARACTER * gj_ocr_rect_width (&cell->line[k]) / cell->usual)
      return FALSE;
  return cell->n_lines > 0;
}

static const char *
find_whole (const GjOcrPhrases *phrases, Cell *cell)
{
  Best best = { .distance = MEAN * APART, .next = G_MAXFLOAT };
  gboolean sure = FALSE;
  for (guint numeral = 0; numeral < 2 && !sure; numeral++) {
    for (guint i = 0; i < phrases->all->len; i++) {
      const Phrase *p = &g_array_index (phrases->all, Phrase, i);
      if (may_fit (cell, p, numeral))
        try_phrase (cell, p, numeral, &best);
    }
    sure = is_sure (cell, &best);
  }
  return sure ? best.phrase->text : NULL;
}

/* @n ideographs whose shapes are not looked at. */
static Phrase
blind (guint n)
{
  Phrase p = { .n = n, .n_han = n };
  for (guint i = 0; i < n; i++)
    p.index[i] = BLIND;
  return p;
}

/* How far the pictures at @places are from @n characters of a phrase, on average; G_MAXFLOAT if one is too far or none of Chinese. */
static float
piece_distance (Cell *cell, const int *index, guint n, const Place *places)
{
  float sum = 0;
  for (guint i = 0; i < n; i++) {
    Placed *placed = index[i] >= 0 ? placed_at (cell, &places[i]) : NULL;
    float d = placed != NULL ? away_from (placed, index[i]) : G_MAXFLOAT;
    if (d >= LIKE || nearest_to (placed, NEARER_IN_PIECE * d) != 0)
      return G_MAXFLOAT;
    sum += d;
  }
  return sum / (float) n;
}

/* @n characters of a phrase, if they are what is written. */
static char *
find_piece_of (const GjOcrPhrases *phrases, Cell *cell, guint n)
{
  Place places[MAX_CHARS];
  Phrase any = blind (n);
  const Phrase *best = NULL;
  guint at = 0;
  float least = G_MAXFLOAT;
  cell->em = filling_em (cell, &any, FALSE);
  if (!lay (cell, &any, FALSE, places))
    return NULL;
  for (guint i = 0; i < phrases->all->len; i++) {
    const Phrase *p = &g_array_index (phrases->all, Phrase, i);
    for (guint k = 0; k + n <= p->n; k++) {
      float d = piece_distance (cell, p->index + k, n, places);
      if (d < least) {
        least = d;
        best = p;
        at = k;
      }
    }
  }
  if (best == NULL)
    return NULL;
  const char *from = g_utf8_offset_to_pointer (best->text, at);
  return g_strndup (from, (gsize) (g_utf8_offset_to_pointer (from, n) - from));
}

/* Some ideographs that follow each other in a phrase, where a rule or the end of a page parts it. */
static char *
find_piece (const GjOcrPhrases *phrases, Cell *cell)
{
  double n = cell->width / cell->usual;
  char *found = NULL;
  for (guint k = MAX ((guint) (n / MOST_EM), 1); found == NULL && k <= MIN (n / LEAST_EM + 1, MAX_PIECE); k++)
    found = find_piece_of (phrases, cell, k);
  return found;
}

char *
gj_ocr_phrases_find (const GjOcrPhrases *phrases, PIX *gray, const GjOcrInk *ink, double em)
{
  char *found = NULL;
  for (guint clean = 0; clean < 2 && found == NULL && phrases != NULL; clean++) {
    Cell cell;
    open_cell (&cell, gray, ink, em, clean);
    if (is_text (&cell)) {
      found = g_strdup (find_whole (phrases, &cell));
      found = found != NULL ? found : find_piece (phrases, &cell);
    }
    close_cell (&cell);
  }
  return found;
}
