/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#define GJ_CHAR_MAX_EXPANSION 3

/** gj_char_at: the character at @p of valid UTF-8, as g_utf8_get_char(), without a call for what reports are made of. */
static inline gunichar
gj_char_at (const char *p)
{
  const guchar *u = (const guchar *) p;
  if (u[0] < 0x80)
    return u[0];
  if ((u[0] & 0xF0) == 0xE0)
    return (gunichar) (u[0] & 0x0F) << 12 | (gunichar) (u[1] & 0x3F) << 6 | (u[2] & 0x3F);
  return g_utf8_get_char (p);
}

/**
 * gj_char_normalize:
 * @ch: a character
 * @out: (out): room for GJ_CHAR_MAX_EXPANSION characters
 *
 * Makes text searchable: Kangxi radicals and CJK radical supplements
 * (U+2E80–2FDF, Unicode's EquivalentUnifiedIdeograph) become ideographs,
 * presentation forms (vertical U+FE10–FE19 and U+FE30–FE48, Latin ligatures
 * U+FB00–FB06) their plain characters. Nothing else is rewritten: ①, ℃, Ⅱ,
 * full-width digits and CJK compatibility ideographs stay.
 *
 * Returns: how many characters were written, at least 1.
 */
guint gj_char_normalize (gunichar ch, gunichar out[GJ_CHAR_MAX_EXPANSION]);

/** gj_str_normalize: gj_char_normalize() over a UTF-8 string. Returns: (transfer full). */
char *gj_str_normalize (const char *text);

/** gj_char_simplify: a character of the forms in traditional script as the forms are printed (內: 内), any other as it is. For
 * comparing only: what a report prints stays. */
gunichar gj_char_simplify (gunichar ch);

/** gj_str_simplify: gj_char_simplify() over a UTF-8 string, and 信息 for 資訊. As many bytes as @text, each character in its place.
 * Returns: (transfer full). */
char *gj_str_simplify (const char *text);

/** gj_char_is_ideograph: Han ideographs only. */
static inline gboolean
gj_char_is_ideograph (gunichar ch)
{
  return (ch >= 0x4E00 && ch <= 0x9FFF) || (ch >= 0x3400 && ch <= 0x4DBF) || (ch >= 0xF900 && ch <= 0xFAFF) ||
         (ch >= 0x20000 && ch <= 0x3FFFF) || ch == 0x3007;
}

/** gj_char_is_cjk: ideographs, CJK punctuation, full-width forms: characters next to which a space is layout. */
static inline gboolean
gj_char_is_cjk (gunichar ch)
{
  if (ch < 0xB7)
    return FALSE;
  return gj_char_is_ideograph (ch) || (ch >= 0x2E80 && ch <= 0x33FF) || (ch >= 0xFE10 && ch <= 0xFE4F) ||
         (ch >= 0xFF00 && ch <= 0xFFEF) || ch == 0x201C || ch == 0x201D || ch == 0x2018 || ch == 0x2019 ||
         ch == 0x2014 || ch == 0x2026 || ch == 0x00B7 || (ch >= 0x2460 && ch <= 0x24FF);
}

/** gj_char_is_dash: the characters that alone stand for "nothing" in a cell: / \ and the dashes of report.md. */
gboolean gj_char_is_dash (gunichar ch);

/** gj_char_is_space: white space of any kind, NBSP, ideographic and zero-width spaces included. */
static inline gboolean
gj_char_is_space (gunichar ch)
{
  return ch <= 0x20 || ch == 0x00A0 || ch == 0x3000 || (ch >= 0x2000 && ch <= 0x200F) || ch == 0x202F || ch == 0x205F ||
         ch == 0x2060 || ch == 0xFEFF || ch == 0x0085 || ch == 0x2028 || ch == 0x2029 || ch == 0x00AD;
}

/** gj_char_digit: value 0–9 of an ASCII or full-width digit, else -1. */
static inline int
gj_char_digit (gunichar ch)
{
  if (ch >= '0' && ch <= '9')
    return (int) (ch - '0');
  if (ch >= 0xFF10 && ch <= 0xFF19)
    return (int) (ch - 0xFF10);
  return -1;
}

/** gj_char_after_digits: what of @text stands behind the digits that it begins with, of either width. */
const char *gj_char_after_digits (const char *text);

/** gj_str_layout_spaces: removes spaces next to a CJK character and folds the others to one. Returns: (transfer full). */
char *gj_str_layout_spaces (const char *text);

/** gj_str_strip_spaces: removes every space. Returns: (transfer full). */
char *gj_str_strip_spaces (const char *text);
