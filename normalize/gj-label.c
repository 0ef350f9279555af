/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-label.h"

#include "page/gj-char.h"

#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

static gboolean
is_cjk_numeral (gunichar ch)
{
  static const gunichar numerals[] = { 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341 };
  for (gsize i = 0; i < G_N_ELEMENTS (numerals); i++)
    if (numerals[i] == ch)
      return TRUE;
  return FALSE;
}

/* Brackets around a numeral: （一）, and what OCR makes of them. */
static gboolean
is_bracket (gunichar ch, gboolean closing)
{
  static const gunichar open[] = { '(', 0xFF08, 0x3008, 0x300A, 0x3010, 0x3014, '[', '{', '<' },
                        close[] = { ')', 0xFF09, 0x3009, 0x300B, 0x3011, 0x3015, ']', '}', '>' };
  for (gsize i = 0; i < G_N_ELEMENTS (open); i++)
    if (ch == (closing ? close : open)[i])
      return TRUE;
  return FALSE;
}

static gboolean
ends_numeral (gunichar ch)
{
  return ch == 0x3001 || ch == '.' || ch == 0xFF0E || ch == ',' || ch == 0xFF0C || ch == 0xB7 || is_bracket (ch, TRUE);
}

/* Leading numerals: digits or Chinese numerals that punctuation follows, brackets around them or not. */
static const char *
skip_numerals (const char *p)
{
  for (;;) {
    const char *q = p;
    gunichar ch = gj_char_at (q);
    while (*q != '\0' && (gj_char_is_space (ch) || is_bracket (ch, FALSE))) {
      q = g_utf8_next_char (q);
      ch = gj_char_at (q);
    }
    const char *digits = q;
    while (*q != '\0' && (gj_char_digit (ch) >= 0 || is_cjk_numeral (ch) || gj_char_is_space (ch))) {
      q = g_utf8_next_char (q);
      ch = gj_char_at (q);
    }
    if (q == digits || *q == '\0' || !ends_numeral (ch))
      return p;
    p = g_utf8_next_char (q);
  }
}

/* A mark or letter that OCR saw before the bracket that a label begins with. */
static const char *
skip_stray (const char *text)
{
  const char *p = text;
  for (guint n = 0; n < 3 && *p != '\0'; n++, p = g_utf8_next_char (p)) {
    gunichar ch = gj_char_at (p);
    if (is_bracket (ch, FALSE))
      return p;
    if (gj_char_is_ideograph (ch) || gj_char_digit (ch) >= 0)
      break;
  }
  return text;
}

/* Whether a bracket closes behind the first or second character at @p, as behind a unit. */
static gboolean
closes_soon (const char *p)
{
  for (guint n = 0; n < 2 && *p != '\0'; n++) {
    p = g_utf8_next_char (p);
    gunichar ch = gj_char_at (p);
    if (ch == ')' || ch == 0xFF09)
      return TRUE;
  }
  return FALSE;
}

/* Behind "（件）" or "（单位：件）" at @p, what a count is of; @p if it is no such note. */
static const char *
skip_unit (const char *p)
{
  static const char *const units[] = { "件", "项", "个",   "宗",   "次", "条", "份",
                                       "起", "部", "人次", "件次", "項", "個", "條" };
  const char *q = g_utf8_next_char (p);
  if (g_str_has_prefix (q, "单位") || g_str_has_prefix (q, "單位"))
    q += strlen ("单位");
  while (*q == ':' || g_str_has_prefix (q, "："))
    q = g_utf8_next_char (q);
  if (!closes_soon (q))
    return p;
  for (gsize i = 0; i < G_N_ELEMENTS (units); i++) {
    const char *end = g_str_has_prefix (q, units[i]) ? q + strlen (units[i]) : NULL;
    if (end != NULL && (*end == ')' || g_str_has_prefix (end, "）")))
      return g_utf8_next_char (end);
  }
  return p;
}

/* The forms have no Latin letters. Beside Chinese a word of them is what an office adds in English; less may tell its own rows apart. */
static void
drop_english (GjLabel *label)
{
  const guint word = 3;
  guint chinese = 0, run = 0, longest = 0, kept = 0;
  for (guint i = 0; i < label->n; i++) {
    gboolean latin = label->ch[i] < 0x80;
    chinese += !latin;
    run = latin ? run + 1 : 0;
    longest = MAX (longest, run);
  }
  if (chinese < 2 || longest < word)
    return;
  for (guint i = 0; i < label->n; i++)
    if (label->ch[i] >= 0x80)
      label->ch[kept++] = label->ch[i];
  label->n = kept;
}

GjLabel
gj_label_make (const char *text)
{
  GjLabel label = { .n = 0 };
  for (const char *p = skip_numerals (skip_stray (text)); *p != '\0' && label.n < GJ_LABEL_MAX;
       p = g_utf8_next_char (p)) {
    gunichar ch = gj_char_at (p);
    if (label.n > 0 && (ch == '(' || ch == 0xFF08)) {
      p = skip_unit (p);
      if (*p == '\0')
        break;
      ch = gj_char_at (p);
    }
    if (gj_char_is_ideograph (ch) || g_ascii_isalpha ((char) MIN (ch, 127)))
      label.ch[label.n++] = gj_char_simplify (ch);
    if (ch == 0x8A0A && label.n >= 2 && label.ch[label.n - 2] == 0x8D44) { /* 資訊 is 信息 */
      label.ch[label.n - 2] = 0x4FE1;
      label.ch[label.n - 1] = 0x606F;
    }
  }
  drop_english (&label);
  return label;
}

GjLabel
gj_label_read (const char *text, GjSource source)
{
  GjLabel label = gj_label_make (text), chinese = { .n = 0 };
  for (guint i = 0; i < label.n; i++)
    if (source != GJ_SOURCE_OCR || label.ch[i] >= 0x80)
      chinese.ch[chinese.n++] = label.ch[i];
  return chinese;
}

guint64
gj_label_letters (const GjLabel *label)
{
  guint64 letters = 0;
  for (guint i = 0; i < label->n; i++)
    letters |= (guint64) 1 << (label->ch[i] & 63);
  return letters;
}

/* Where @ch stands in @label, as bits. */
static inline guint64
places_of (const GjLabel *label, gunichar ch)
{
  guint64 places = 0;
#ifdef __SSE2__ /* four at once: what stands behind the label's end is taken off */
  const __m128i wanted = _mm_set1_epi32 ((int) ch);
  for (guint j = 0; j < label->n; j += 4) {
    __m128i four = _mm_loadu_si128 ((const __m128i *) (const void *) (label->ch + j));
    places |= (guint64) _mm_movemask_ps (_mm_castsi128_ps (_mm_cmpeq_epi32 (four, wanted))) << j;
  }
  places &= ~(guint64) 0 >> (64 - label->n);
#else
  for (guint j = 0; j < label->n; j++)
    places |= (guint64) (label->ch[j] == ch) << j;
#endif
  return places;
}

/* Levenshtein's distance of @text to @label, a column of the table at a time as bits of a word (Myers 1999; a label
 * has at most 64 letters); with @tail a beginning of @text costs nothing. */
G_STATIC_ASSERT (GJ_LABEL_MAX <= 64 && GJ_LABEL_MAX % 4 == 0);
static guint
distance (const GjLabel *text, const GjLabel *label, gboolean tail)
{
  guint64 up = ~(guint64) 0, down = 0, last = (guint64) 1 << (label->n - 1); /* steps of +1 and −1 down the column */
  guint64 letters = gj_label_letters (label);
  guint score = label->n;
  for (guint i = 0; i < text->n; i++) {
    guint64 same = (letters >> (text->ch[i] & 63) & 1) != 0 ? places_of (label, text->ch[i]) : 0;
    guint64 zero = (((same & up) + up) ^ up) | same | down; /* diagonal steps that cost nothing */
    guint64 right_up = down | ~(zero | up), right_down = up & zero;
    score += (right_up & last) != 0;
    score -= (right_down & last) != 0;
    right_up = right_up << 1 | !tail;
    up = right_down << 1 | ~(zero | right_up);
    down = right_up & zero;
  }
  return score;
}

double
gj_label_similarity (const GjLabel *a, const GjLabel *b)
{
  if (a->n == 0 || b->n == 0)
    return 0;
  if (a->n == b->n && memcmp (a->ch, b->ch, a->n * sizeof a->ch[0]) == 0)
    return 1;
  return 1 - (double) distance (a, b, FALSE) / MAX (a->n, b->n);
}

double
gj_label_tail_similarity (const GjLabel *text, const GjLabel *label)
{
  if (text->n == 0 || label->n == 0)
    return 0;
  return MAX (0, 1 - (double) distance (text, label, TRUE) / label->n);
}

GjLabelSet *
gj_label_set_new (const char *labels)
{
  g_auto (GStrv) parts = g_strsplit (labels, "|", -1);
  guint n = MIN (g_strv_length (parts), GJ_ALIASES_MAX);
  GjLabelSet *set = g_malloc (sizeof *set + n * sizeof set->alias[0]);
  set->n = n;
  for (guint i = 0; i < n; i++) {
    set->alias[i] = gj_label_make (parts[i]);
    set->letters[i] = gj_label_letters (&set->alias[i]);
  }
  return set;
}

/* How many bits are set: the compiler's own calls a function for it, as not every processor can count them. */
static inline guint
count_bits (guint64 bits)
{
  bits -= bits >> 1 & 0x5555555555555555u;
  bits = (bits & 0x3333333333333333u) + (bits >> 2 & 0x3333333333333333u);
  bits = (bits + (bits >> 4)) & 0x0f0f0f0f0f0f0f0fu;
  return (guint) (bits * 0x0101010101010101u >> 56);
}

/* A similarity that @text and alias @i cannot exceed: every letter that the other lacks costs a step. */
static double
most_alike (const GjLabelSet *set, guint i, const GjLabel *text, guint64 text_letters, gboolean tail)
{
  guint n = text->n, m = set->alias[i].n;
  guint lost = count_bits (set->letters[i] & ~text_letters);
  guint more = count_bits (text_letters & ~set->letters[i]);
  if (n == 0 || m == 0)
    return 0;
  if (tail)
    return 1 - (double) lost / MAX (n, m);
  return 1 - (double) MAX (MAX (n, m) - MIN (n, m), MAX (lost, more)) / MAX (n, m);
}

double
gj_label_set_match_above (const GjLabelSet *set, const GjLabel *text, guint64 letters, gboolean tail, double least)
{
  double best = 0;
  for (guint i = 0; i < set->n && best < 1; i++) {
    const GjLabel *label = &set->alias[i];
    double most = most_alike (set, i, text, letters, tail);
    if (most < least || most <= best)
      continue;
    double s = gj_label_similarity (text, label);
    if (tail && s < 1)
      s = MAX (s, gj_label_tail_similarity (text, label) - 0.02);
    best = MAX (best, s);
  }
  return best;
}

double
gj_label_set_match (const GjLabelSet *set, const GjLabel *text, gboolean tail)
{
  return gj_label_set_match_above (set, text, gj_label_letters (text), tail, 0);
}

/* The sets of the labels that were asked for last: there are few, all of the forms, and each is asked for again and
 * again. */
#define N_KEPT 1024
static const GjLabelSet *
kept_set (const char *labels)
{
  static struct {
    char *labels;
    GjLabelSet *set;
  } kept[N_KEPT];
  gsize at = (GPOINTER_TO_SIZE (labels) * 2654435761u >> 16) % N_KEPT;
  if (kept[at].labels == NULL || strcmp (kept[at].labels, labels) != 0) {
    g_free (kept[at].labels);
    g_free (kept[at].set);
    kept[at].labels = g_strdup (labels);
    kept[at].set = gj_label_set_new (labels);
  }
  return kept[at].set;
}

double
gj_label_match (const GjLabel *text, const char *labels, gboolean tail)
{
  return gj_label_set_match (kept_set (labels), text, tail);
}

double
gj_label_match_above (const GjLabel *text, const char *labels, gboolean tail, double least)
{
  return gj_label_set_match_above (kept_set (labels), text, gj_label_letters (text), tail, least);
}

gboolean
gj_label_contains (const GjLabel *text, const char *labels)
{
  const GjLabelSet *set = kept_set (labels);
  for (guint k = 0; k < set->n; k++) {
    const GjLabel *l = &set->alias[k];
    for (guint i = 0; l->n > 0 && i + l->n <= text->n; i++)
      if (memcmp (text->ch + i, l->ch, l->n * sizeof l->ch[0]) == 0)
        return TRUE;
  }
  return FALSE;
}

gboolean
gj_label_is_piece (const GjLabel *piece, const char *labels)
{
  const GjLabelSet *set = kept_set (labels);
  for (guint k = 0; k < set->n && piece->n > 0; k++)
    for (guint at = 0; at + piece->n <= set->alias[k].n; at++)
      if (memcmp (set->alias[k].ch + at, piece->ch, piece->n * sizeof piece->ch[0]) == 0)
        return TRUE;
  return FALSE;
}
