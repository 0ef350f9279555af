/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-number.h"

#include "page/gj-char.h"

#include <string.h>

#define MAX_CHARS 200
#define MAX_INTEGER_DIGITS 15

/* A cell reduced: spaces out, full-width forms of figures plain. */
typedef struct {
  gunichar ch[MAX_CHARS];
  guint n;
} Chars;

static gunichar
plain (gunichar ch)
{
  if (gj_char_digit (ch) >= 0)
    return (gunichar) ('0' + gj_char_digit (ch));
  switch (ch) {
  case 0xFF0C:
    return ',';
  case 0xFF0E:
    return '.';
  case 0xFF08:
    return '(';
  case 0xFF09:
    return ')';
  case 0xFF0B:
    return '+';
  default:
    return gj_char_simplify (ch);
  }
}

static gboolean
reduce (const char *raw, Chars *c)
{
  c->n = 0;
  for (const char *p = raw; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar ch = gj_char_at (p);
    if (gj_char_is_space (ch))
      continue;
    if (c->n == MAX_CHARS)
      return FALSE;
    c->ch[c->n++] = plain (ch);
  }
  return TRUE;
}

static gboolean
is_blank (const Chars *c)
{
  if (c->n == 1 && c->ch[0] == 0x65E0) /* 无 */
    return TRUE;
  for (guint i = 0; i < c->n; i++)
    if (!gj_char_is_dash (c->ch[i]))
      return FALSE;
  return TRUE;
}

static gboolean
is_digit (gunichar ch)
{
  return ch >= '0' && ch <= '9';
}

/* O for 0, l for 1: beside a figure a letter is a misprint or a misreading, never a note. */
static gboolean
is_latin (gunichar ch)
{
  return (ch < 0x80 && g_ascii_isalpha ((char) ch)) || (ch >= 0xFF21 && ch <= 0xFF3A) || (ch >= 0xFF41 && ch <= 0xFF5A);
}

/* What makes the digits beside it another number: digits of other scripts, fractions, Chinese numerals and what multiplies, strokes through what stands
 * before, signs that turn the order round, what a font does not say the meaning of, and dots where more digits had no room. */
static gboolean
alters_number (gunichar ch)
{
  static const char *const numerals = "〇零一二三四五六七八九十百千";
  GUnicodeType type = g_unichar_type (ch);
  return (type == G_UNICODE_DECIMAL_NUMBER && !is_digit (ch)) || type == G_UNICODE_NON_SPACING_MARK ||
         type == G_UNICODE_ENCLOSING_MARK || (ch >= 0x202A && ch <= 0x202E) || (ch >= 0x2066 && ch <= 0x2069) ||
         (ch >= 0xBC && ch <= 0xBE) || (ch >= 0x2150 && ch <= 0x215E) || ch == 0xFFFD || ch == 0x25CB ||
         (ch < 0x80 && ch > 0 && strchr ("=&@|{}~^`$", (int) ch) != NULL) || type == G_UNICODE_PRIVATE_USE ||
         type == G_UNICODE_CONTROL || type == G_UNICODE_UNASSIGNED || ch == 0x2026 || ch == 0x22EF ||
         g_utf8_strchr (numerals, -1, ch) != NULL;
}

/* A raised or lowered digit: behind a figure it is the mark of a note, before one it may be its first digit, in a text layer that says so. */
static gboolean
is_small_digit (gunichar ch)
{
  return ch == 0xB9 || ch == 0xB2 || ch == 0xB3 || ch == 0x2070 || (ch >= 0x2074 && ch <= 0x2079) ||
         (ch >= 0x2080 && ch <= 0x2089);
}

static gboolean
is_minus (gunichar ch)
{
  return ch == '-' || ch == 0x2212 || (ch >= 0x2010 && ch <= 0x2015) || ch == 0xFE58 || ch == 0xFE63 || ch == 0xFF0D;
}

/* What may be set for a minus or a point before a figure, as it may be a line or a mark. */
static gboolean
may_be_sign (gunichar ch)
{
  static const char *const points[] = { "·", "。", "・", "•", "∙", "⋅", "˙", "﹒" };
  for (gsize i = 0; i < G_N_ELEMENTS (points); i++)
    if (g_utf8_get_char (points[i]) == ch)
      return TRUE;
  return g_unichar_type (ch) == G_UNICODE_DASH_PUNCTUATION || ch == 0xAF || ch == 0x2C9 || ch == 0x2D7 ||
         ch == 0x203E || ch == 0x2043 || ch == 0x207B || ch == 0x208B || ch == 0x30FC;
}

/* Reads a number at @i: digits, separators in groups of three, decimals. Returns its end, or 0 if there is none. */
static guint
scan (const Chars *c, guint i, char *integer, char *decimals)
{
  guint n = 0, d = 0, group = 0;
  gboolean separated = FALSE;
  for (; i < c->n; i++) {
    if (is_digit (c->ch[i])) {
      if (n == MAX_INTEGER_DIGITS)
        return 0;
      integer[n++] = (char) c->ch[i];
      group++;
    } else if (c->ch[i] == ',' && n > 0 && i + 1 < c->n && is_digit (c->ch[i + 1])) {
      if (separated ? group != 3 : group > 3)
        return 0;
      separated = TRUE;
      group = 0;
    } else
      break;
  }
  if (n == 0 || (separated && group != 3))
    return 0;
  if (i + 1 < c->n && c->ch[i] == '.' && is_digit (c->ch[i + 1]))
    for (i++; i < c->n && is_digit (c->ch[i]); i++) {
      if (d == GJ_NUMBER_DECIMALS)
        return 0;
      decimals[d++] = (char) c->ch[i];
    }
  integer[n] = decimals[d] = '\0';
  return i;
}

static __int128
scale (const char *integer, const char *decimals)
{
  __int128 v = 0;
  guint d = 0;
  for (const char *p = integer; *p != '\0'; p++)
    v = v * 10 + (*p - '0');
  for (; d < GJ_NUMBER_DECIMALS; d++)
    v = v * 10 + (decimals[0] != '\0' ? *decimals++ - '0' : 0);
  return v;
}

char *
gj_number_to_string (__int128 scaled)
{
  char buf[64];
  guint n = sizeof buf;
  gboolean negative = scaled < 0;
  unsigned __int128 v = negative ? (unsigned __int128) -scaled : (unsigned __int128) scaled;
  gboolean started = FALSE;

  buf[--n] = '\0';
  for (guint i = 0; i < GJ_NUMBER_DECIMALS; i++, v /= 10) {
    guint digit = (guint) (v % 10);
    if (digit != 0 || started) {
      buf[--n] = (char) ('0' + digit);
      started = TRUE;
    }
  }
  if (started)
    buf[--n] = '.';
  do {
    buf[--n] = (char) ('0' + (guint) (v % 10));
    v /= 10;
  } while (v != 0);
  if (negative)
    buf[--n] = '-';
  return g_strdup (buf + n);
}

static gboolean
follows (const Chars *c, guint i, const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text), i++)
    if (i >= c->n || c->ch[i] != g_utf8_get_char (text))
      return FALSE;
  return TRUE;
}

/* Powers of ten from the unit printed after the number to that of the column. FALSE: not certain. */
static gboolean
unit_shift (const Chars *c, guint i, const char *unit, int *shift)
{
  static const struct {
    const char *unit;
    int shift;
  } money_units[] = {
    { "万元", 0 }, { "亿元", 4 }, { "百万元", 2 }, { "千元", -1 }, { "元", -4 },
  };
  gboolean money = unit != NULL && strcmp (unit, "万元") == 0;
  *shift = 0;
  for (gsize k = 0; k < G_N_ELEMENTS (money_units); k++)
    if (follows (c, i, money_units[k].unit)) {
      *shift = money_units[k].shift;
      return money;
    }
  gboolean more = follows (c, i, "亿");
  if (more || (follows (c, i, "万") && !money)) {
    *shift = more && !money ? 8 : 4;
    return TRUE;
  }
  return FALSE;
}

/* Other digits outside brackets make it uncertain which number is meant. */
static gboolean
has_other_number (const Chars *c, guint i)
{
  int depth = 0;
  for (; i < c->n; i++) {
    depth += (c->ch[i] == '(' || c->ch[i] == 0x3010 || c->ch[i] == '[') -
             (c->ch[i] == ')' || c->ch[i] == 0x3011 || c->ch[i] == ']');
    if (depth <= 0 && is_digit (c->ch[i]))
      return TRUE;
  }
  return FALSE;
}

typedef enum { LEAD_NONE, LEAD_NOTE, LEAD_MINUS } Lead;

/* What the first @n characters, before a figure, make of it. Words that are no such lead belong to another cell, or the figure
 * is theirs (见附件1); so do marks that may stand for a minus (△, ↓). */
static Lead
judge_lead (const Chars *c, guint n)
{
  static const char *const notes[] = { "约",   "近",   "共",   "计",   "有",   "达",   "共计", "合计",
                                       "总计", "小计", "增加", "新增", "净增", "增长", "其中" };
  static const char *const minus[] = { "负", "减少", "净减", "下降", "降" };
  gunichar words[4];
  guint k = 0;
  for (guint i = 0; i < n; i++) {
    if (may_be_sign (c->ch[i]) || (c->ch[i] >= 0x2190 && c->ch[i] <= 0x25FF && c->ch[i] != 0x2191))
      return LEAD_NONE;
    if (gj_char_is_ideograph (c->ch[i]) && k < G_N_ELEMENTS (words))
      words[k++] = c->ch[i];
  }
  g_autofree char *said = g_ucs4_to_utf8 (words, (glong) k, NULL, NULL, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (minus); i++)
    if (g_strcmp0 (said, minus[i]) == 0)
      return LEAD_MINUS;
  for (gsize i = 0; i < G_N_ELEMENTS (notes); i++)
    if (g_strcmp0 (said, notes[i]) == 0)
      return LEAD_NOTE;
  return k == 0 ? LEAD_NOTE : LEAD_NONE;
}

GjNumberKind
gj_number_parse (const char *raw, const char *unit, GjNumber *out)
{
  Chars c;
  char integer[MAX_INTEGER_DIGITS + 1], decimals[GJ_NUMBER_DECIMALS + 1];
  guint i = 0;
  gboolean negative = FALSE, annotated = FALSE;
  int shift = 0;

  if (!reduce (raw, &c))
    return GJ_NUMBER_NONE;
  if (is_blank (&c))
    return GJ_NUMBER_BLANK;
  while (i < c.n && !is_digit (c.ch[i])) {
    gboolean last = i + 1 < c.n && is_digit (c.ch[i + 1]);
    if (i == 3) /* that is no note, but a label that got into the cell */
      return GJ_NUMBER_NONE;
    if (last && i > 0 && (is_minus (c.ch[i]) || c.ch[i] == 0x51CF)) /* 减: a sign, or the end of 增/减 */
      return GJ_NUMBER_NONE;
    if (last && (is_minus (c.ch[i]) || c.ch[i] == 0x51CF))
      negative = TRUE;
    else if (!(last && (c.ch[i] == '+' || c.ch[i] == 0x589E))) /* 增 */
      annotated = TRUE;
    i++;
  }
  if (i == c.n)
    return GJ_NUMBER_NONE;
  if (annotated && i > 0 && (c.ch[i - 1] == '.' || c.ch[i - 1] == ',' || c.ch[0] == '('))
    return GJ_NUMBER_NONE;
  if (annotated) {
    Lead lead = judge_lead (&c, i);
    if (lead == LEAD_NONE)
      return GJ_NUMBER_NONE;
    negative |= lead == LEAD_MINUS;
  }
  guint end = scan (&c, i, integer, decimals);
  if ((i > 0 && is_latin (c.ch[i - 1])) || (end > 0 && end < c.n && is_latin (c.ch[end])))
    return GJ_NUMBER_NONE;
  if (end == 0 || has_other_number (&c, end) ||
      (end < c.n && (is_minus (c.ch[end]) || c.ch[end] == 0xD7 || c.ch[end] == '+')) ||
      (end < c.n && (c.ch[end] == '.' || c.ch[end] == ',' || c.ch[end] == '%' || c.ch[end] == '/')))
    return GJ_NUMBER_NONE;
  annotated |= end < c.n;
  gboolean converted = end < c.n && unit_shift (&c, end, unit, &shift) && shift != 0;
  if ((i > 0 && (alters_number (c.ch[i - 1]) || is_small_digit (c.ch[i - 1]))) ||
      (end < c.n && !converted && alters_number (c.ch[end])))
    return GJ_NUMBER_NONE;
  __int128 v = scale (integer, decimals);
  for (; converted && shift < 0; shift++) {
    if (v % 10 != 0)
      return GJ_NUMBER_NONE;
    v /= 10;
  }
  for (; converted && shift > 0; shift--)
    v *= 10;
  out->scaled = negative ? -v : v;
  if (converted) {
    g_autofree char *s = gj_number_to_string (out->scaled);
    g_strlcpy (out->text, s, sizeof out->text);
  } else {
    const char *p = integer;
    while (p[0] == '0' && p[1] != '\0') /* JSON knows no leading zeros */
      p++;
    G_STATIC_ASSERT (sizeof out->text > MAX_INTEGER_DIGITS + GJ_NUMBER_DECIMALS + 2);
    char *to = out->text;
    if (negative && v != 0)
      *to++ = '-';
    to = g_stpcpy (to, p);
    if (decimals[0] != '\0') {
      *to++ = '.';
      g_stpcpy (to, decimals);
    }
  }
  return annotated ? GJ_NUMBER_ANNOTATED : GJ_NUMBER_OK;
}
