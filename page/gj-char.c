/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page/gj-char.h"

#include <string.h>

typedef struct {
  gunichar from, to;
} CharPair;

static const CharPair radicals[] = {
#include "page/gj-radicals.inc"
};

static const CharPair traditional[] = {
#include "page/gj-traditional.inc"
};

/* Vertical forms: U+FE10–FE19 and U+FE30–FE48; 0 = unassigned. Source: Unicode
 * compatibility decompositions, with the dot leaders and dashes kept CJK-wide. */
static const gunichar vertical_fe10[] = {
  0xFF0C, 0x3001, 0x3002, 0xFF1A, 0xFF1B, 0xFF01, 0xFF1F, 0x3016, 0x3017, 0x2026
};
static const gunichar vertical_fe30[] = { 0x2025, 0x2014, 0x2013, 0xFF3F, 0xFE4F, 0xFF08, 0xFF09, 0xFF5B, 0xFF5D,
                                          0x3014, 0x3015, 0x3010, 0x3011, 0x300A, 0x300B, 0x3008, 0x3009, 0x300C,
                                          0x300D, 0x300E, 0x300F, 0,      0,      0xFF3B, 0xFF3D };
static const char *const ligatures_fb00[] = { "ff", "fi", "fl", "ffi", "ffl", "st", "st" };

/* Of @pairs, sorted; @ch itself where it is none of them. */
static gunichar
look_up (const CharPair *pairs, gsize n, gunichar ch)
{
  gsize lo = 0, hi = n;
  while (lo < hi) {
    gsize mid = (lo + hi) / 2;
    if (pairs[mid].from < ch)
      lo = mid + 1;
    else
      hi = mid;
  }
  return lo < n && pairs[lo].from == ch ? pairs[lo].to : ch;
}

guint
gj_char_normalize (gunichar ch, gunichar out[GJ_CHAR_MAX_EXPANSION])
{
  out[0] = ch;
  if (ch >= 0x2E80 && ch <= 0x2FDF)
    out[0] = look_up (radicals, G_N_ELEMENTS (radicals), ch);
  else if (ch >= 0xFE10 && ch <= 0xFE19)
    out[0] = vertical_fe10[ch - 0xFE10];
  else if (ch >= 0xFE30 && ch <= 0xFE48 && vertical_fe30[ch - 0xFE30] != 0)
    out[0] = vertical_fe30[ch - 0xFE30];
  else if (ch >= 0xFB00 && ch <= 0xFB06) {
    const char *s = ligatures_fb00[ch - 0xFB00];
    guint n = 0;
    for (; s[n] != '\0'; n++)
      out[n] = (gunichar) s[n];
    return n;
  }
  return 1;
}

char *
gj_str_normalize (const char *text)
{
  GString *s = g_string_new (NULL);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar out[GJ_CHAR_MAX_EXPANSION];
    guint n = gj_char_normalize (g_utf8_get_char (p), out);
    for (guint i = 0; i < n; i++)
      g_string_append_unichar (s, out[i]);
  }
  return g_string_free (s, FALSE);
}

#define FIRST_IDEOGRAPH 0x4E00
#define LAST_IDEOGRAPH 0x9FFF
#define N_BLOCKS ((LAST_IDEOGRAPH >> 8) - (FIRST_IDEOGRAPH >> 8) + 1)

/* Where the pairs of each 256 characters begin among @traditional, and where those of the last end. */
static const guint16 *
blocks_of_traditional (void)
{
  static guint16 begin[N_BLOCKS + 1];
  static gsize once = 0;
  if (g_once_init_enter (&once)) {
    guint16 n = 0;
    for (guint block = 0; block <= N_BLOCKS; block++) {
      while (n < G_N_ELEMENTS (traditional) && traditional[n].from < FIRST_IDEOGRAPH + (block << 8))
        n++;
      begin[block] = n;
    }
    g_once_init_leave (&once, 1);
  }
  return begin;
}

gunichar
gj_char_simplify (gunichar ch)
{
  if (ch < FIRST_IDEOGRAPH || ch > LAST_IDEOGRAPH)
    return ch;
  const guint16 *begin = blocks_of_traditional () + ((ch - FIRST_IDEOGRAPH) >> 8);
  return look_up (traditional + begin[0], (gsize) (begin[1] - begin[0]), ch);
}

/* Copies the character at @from, where there is room for it. Returns: behind it. */
static inline char *
copy_char (char *to, const char *from)
{
  const char *end = g_utf8_next_char (from);
  do
    *to++ = *from++;
  while (from < end && *from != '\0');
  return to;
}

char *
gj_str_simplify (const char *text)
{
  char *s = g_malloc (strlen (text) + 1), *to = s; /* no character is longer than what it stands for */
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar ch = gj_char_at (p), simple = gj_char_simplify (ch);
    if (*p == "資訊"[0] && g_str_has_prefix (p, "資訊")) {
      memcpy (to, "信息", strlen ("信息"));
      to += strlen ("信息");
      p = g_utf8_next_char (p);
    } else if (simple == ch)
      to = copy_char (to, p);
    else
      to += g_unichar_to_utf8 (simple, to);
  }
  *to = '\0';
  return s;
}

gboolean
gj_char_is_dash (gunichar ch)
{
  switch (ch) {
  case '/':
  case '\\':
  case '-':
  case 0x2010: /* hyphen */
  case 0x2011:
  case 0x2012:
  case 0x2013:
  case 0x2014:
  case 0x2015:
  case 0x2212: /* minus */
  case 0x2500: /* box drawing */
  case 0xFE63:
  case 0xFF0D: /* full-width hyphen-minus */
  case 0xFF0F: /* full-width solidus */
  case 0xFF3C:
    return TRUE;
  default:
    return FALSE;
  }
}

const char *
gj_char_after_digits (const char *text)
{
  while (gj_char_digit (g_utf8_get_char (text)) >= 0)
    text = g_utf8_next_char (text);
  return text;
}

char *
gj_str_layout_spaces (const char *text)
{
  char *s = g_malloc (strlen (text) + 1), *to = s; /* a space stands for others */
  gunichar last = 0;
  gboolean space = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar ch = gj_char_at (p);
    if (gj_char_is_space (ch)) {
      space = TRUE;
      continue;
    }
    gboolean number = (gj_char_digit (last) >= 0 && (ch == '.' || ch == '%' || ch == ',')) ||
                      ((last == '.' || last == ',') && gj_char_digit (ch) >= 0);
    if (space && last != 0 && !gj_char_is_cjk (last) && !gj_char_is_cjk (ch) && !number)
      *to++ = ' ';
    to = copy_char (to, p);
    last = ch;
    space = FALSE;
  }
  *to = '\0';
  return s;
}

char *
gj_str_strip_spaces (const char *text)
{
  char *s = g_malloc (strlen (text) + 1), *to = s;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!gj_char_is_space (gj_char_at (p)))
      to = copy_char (to, p);
  *to = '\0';
  return s;
}
