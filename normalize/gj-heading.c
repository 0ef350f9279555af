/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-prose.h"

#include "normalize/gj-label.h"
#include "page/gj-char.h"

#include <string.h>

#define WITH_NUMERAL 0.55
#define WITHOUT_NUMERAL 0.9
#define DAMAGED 0.8 /* in a scan, where the numeral could not be read */
/* So much less is worth telling: a heading on two lines is told by being more alike than its first line is. */
#define WRAPPED 0.1
#define MAX_HEADING 42
#define MIN_RUN_IN 6 /* characters of prose behind a heading; fewer are more of its wording */

#define NUMERALS "一二三四五六七八九十"

/* Behind the Chinese numerals that @text begins with; @n gets how many. */
static const char *
skip_numerals (const char *text, guint *n)
{
  for (*n = 0; *text != '\0' && *n < 3 && g_utf8_strchr (NUMERALS, -1, g_utf8_get_char (text)) != NULL; (*n)++)
    text = g_utf8_next_char (text);
  return text;
}

/* "一、", "第一部分" and what stands for them in print; returns what follows, or NULL. */
static const char *
after_numeral (const char *text)
{
  static const char *const parts[] = { "部分", "章" };
  if (g_str_has_prefix (text, "【"))
    text += strlen ("【");
  gboolean part = g_str_has_prefix (text, "第");
  guint n;
  const char *p = skip_numerals (part ? text + strlen ("第") : text, &n);
  for (gsize i = 0; part && n > 0 && i < G_N_ELEMENTS (parts); i++)
    if (g_str_has_prefix (p, parts[i])) {
      p += strlen (parts[i]);
      return *p != '\0' && g_utf8_strchr ("、．.，,：:", -1, g_utf8_get_char (p)) != NULL ? g_utf8_next_char (p) : p;
    }
  if (part || n == 0 || *p == '\0' || g_utf8_strchr ("、．.，,：:", -1, g_utf8_get_char (p)) == NULL)
    return NULL;
  return g_utf8_next_char (p);
}

/* What the one Chinese numeral at @p stands for. */
static guint
value_of_numeral (const char *p)
{
  const char *at = g_utf8_strchr (NUMERALS, -1, g_utf8_get_char (p));
  return at != NULL ? 1 + (guint) g_utf8_pointer_to_offset (NUMERALS, at) : 0;
}

guint
gj_heading_number (const char *text)
{
  g_autofree char *spaced = gj_str_layout_spaces (text), *bare = gj_str_simplify (spaced);
  const char *body = after_numeral (bare), *numeral = bare;
  guint n;
  if (body == NULL || *body == '\0' || g_utf8_strlen (bare, -1) > MAX_HEADING || strstr (bare, "。") != NULL ||
      strchr (bare, ';') != NULL || strstr (bare, "；") != NULL)
    return 0;
  while (value_of_numeral (numeral) == 0) /* behind 【 and 第 */
    numeral = g_utf8_next_char (numeral);
  skip_numerals (numeral, &n);
  return n == 1 ? value_of_numeral (numeral) : 0;
}

/* How alike @text is to the heading it is most like, and which that is; below @least it may be 0. */
static double
similarity_with (const char *text, double least, int *section)
{
  static GjLabelSet *sets[GJ_N_SECTIONS];
  static gsize once = 0;
  if (g_once_init_enter (&once)) {
    for (guint i = 0; i < GJ_N_SECTIONS; i++)
      sets[i] = gj_label_set_new (gj_form_sections[i].labels);
    g_once_init_leave (&once, 1);
  }
  GjLabel label = gj_label_make (text);
  const guint64 letters = gj_label_letters (&label);
  double best = 0;
  for (guint i = 0; i < GJ_N_SECTIONS; i++) {
    double s = gj_label_set_match_above (sets[i], &label, letters, FALSE, MAX (best, least));
    if (s > best) {
      best = s;
      *section = (int) i;
    }
  }
  return best;
}

/* The length of the longest wording of a section's heading that @body begins with, in bytes; 0 if none. */
static gsize
wording_at_start (const char *body, int *section)
{
  gsize longest = 0;
  for (int i = 0; i < GJ_N_SECTIONS; i++)
    for (const char *p = gj_form_sections[i].labels; p != NULL && *p != '\0'; p = strchr (p, '|')) {
      p += *p == '|';
      gsize n = strcspn (p, "|");
      if (n > longest && strncmp (body, p, n) == 0) {
        longest = n;
        *section = i;
      }
    }
  return longest;
}

/* Whether spaces stand in @text behind its first @n bytes that are no spaces. */
static gboolean
is_space_behind (const char *text, gsize n)
{
  for (; n > 0 && *text != '\0'; text = g_utf8_next_char (text)) {
    gsize size = (gsize) (g_utf8_next_char (text) - text);
    n -= gj_char_is_space (g_utf8_get_char (text)) ? 0 : MIN (n, size);
  }
  return *text != '\0' && gj_char_is_space (g_utf8_get_char (text));
}

int
gj_heading_match_bracketed (const char *text, guint *number)
{
  g_autofree char *bare = gj_str_strip_spaces (text);
  gunichar ch = g_utf8_get_char (bare);
  guint n;
  int section = -1;
  if ((ch != 0xFF08 && ch != '(') || g_utf8_strlen (bare, -1) > MAX_HEADING || strstr (bare, "。") != NULL)
    return -1;
  const char *numeral = g_utf8_next_char (bare), *end = skip_numerals (numeral, &n);
  ch = g_utf8_get_char (end);
  if (n != 1 || (ch != 0xFF09 && ch != ')') || similarity_with (g_utf8_next_char (end), 0, &section) < 0.8)
    return -1;
  *number = value_of_numeral (numeral);
  return section;
}

/* "一、总体情况 2024年，": where prose begins in @bare behind a heading that only spaces in @text part from it, or 0. */
static gsize
run_in (const char *text, const char *bare, const char *body, int *section)
{
  gsize wording = wording_at_start (body, section);
  const char *prose = body + wording;
  if (wording == 0 || *prose == '\0' || g_utf8_strchr ("：:。", -1, g_utf8_get_char (prose)) != NULL ||
      g_utf8_strlen (prose, -1) < MIN_RUN_IN)
    return 0;
  return is_space_behind (text, (gsize) (prose - bare)) ? (gsize) (prose - bare) : 0;
}

int
gj_heading_match (const char *text, guint level, double *similarity, gsize *rest)
{
  g_autofree char *spaced = gj_str_layout_spaces (text), *bare = gj_str_simplify (spaced);
  const char *body = after_numeral (bare);
  gboolean numbered = body != NULL || (level > 0 && gj_char_digit (g_utf8_get_char (bare)) < 0);
  int section = -1;

  *rest = 0;
  *similarity = 0;
  if (body == NULL)
    body = bare;
  glong length = g_utf8_strlen (bare, -1);
  if (g_utf8_get_char (bare) == 0xFF08 || bare[0] == '(') /* （一）is below a section */
    return -1;
  if (body != bare && (*rest = run_in (text, bare, body, &section)) > 0) {
    *similarity = 1;
    return section;
  }
  if (length <= MAX_HEADING && strstr (bare, "。") == NULL) {
    double enough = numbered ? WITH_NUMERAL : WITHOUT_NUMERAL;
    *similarity = similarity_with (body, enough - WRAPPED, &section);
    if (*similarity >= enough)
      return section;
    guint n;
    const char *loose = body == bare ? skip_numerals (bare, &n) : bare;
    if (loose != bare && n == 1) { /* "一 总体情况" */
      *similarity = MAX (*similarity, similarity_with (loose, WITHOUT_NUMERAL, &section));
      if (*similarity >= WITHOUT_NUMERAL)
        return section;
    }
  }
  if (after_numeral (bare) == NULL)
    return -1;
  /* Prose behind the heading on its line: "六、其他需要报告的事项：无。" */
  const char *cut = NULL;
  for (const char *p = body; *p != '\0' && p - body < MAX_HEADING * 3; p = g_utf8_next_char (p))
    if (g_utf8_strchr ("：:。 ", -1, g_utf8_get_char (p)) != NULL) {
      cut = p;
      break;
    }
  if (cut == NULL || cut == body)
    return -1;
  g_autofree char *head = g_strndup (body, (gsize) (cut - body));
  *similarity = similarity_with (head, WITH_NUMERAL - WRAPPED, &section);
  if (*similarity < 0.8)
    return -1;
  *rest = (gsize) (g_utf8_next_char (cut) - bare);
  if (bare[*rest] == '\0')
    *rest = 0;
  return section;
}

/* What stands behind a numeral that was not read as one: a mark after at most two characters; else @text. */
static const char *
after_damaged_numeral (const char *text)
{
  const char *p = text;
  for (guint n = 0; n < 3 && *p != '\0'; n++, p = g_utf8_next_char (p))
    if (n > 0 && g_utf8_strchr ("、．.。，,：:", -1, g_utf8_get_char (p)) != NULL)
      return g_utf8_next_char (p);
  return text;
}

int
gj_heading_match_ocr (const char *text, double *similarity, gsize *rest)
{
  int section = gj_heading_match (text, 0, similarity, rest);
  if (section >= 0)
    return section;
  g_autofree char *bare = gj_str_layout_spaces (text);
  const char *body = after_damaged_numeral (bare);
  glong n = g_utf8_strlen (body, -1);
  if (n < 4 || n > MAX_HEADING || g_utf8_get_char (bare) == 0xFF08 || bare[0] == '(' || strstr (body, "。") != NULL)
    return -1;
  *similarity = similarity_with (body, WITH_NUMERAL - WRAPPED, &section);
  if (*similarity >= (n >= 8 ? DAMAGED : 1) && (n >= 8 || body != bare))
    return section;
  /* numeral and mark as one character: 狼总体情况 */
  if (n <= 8 && body == bare) {
    *similarity = similarity_with (g_utf8_next_char (bare), 1, &section);
    return *similarity >= 1 ? section : -1;
  }
  return -1;
}

char *
gj_heading_spelling (const char *text, int section)
{
  g_autofree char *bare = gj_str_strip_spaces (text);
  const char *body = after_numeral (bare);
  g_auto (GStrv) wordings = g_strsplit (gj_form_sections[section].labels, "|", -1);
  GjLabel label = gj_label_make (bare);
  double best = 0;
  guint which = 0;
  for (guint i = 0; wordings[i] != NULL; i++) {
    GjLabel wording = gj_label_make (wordings[i]);
    double s = gj_label_similarity (&label, &wording);
    if (s > best) {
      best = s;
      which = i;
    }
  }
  if (best < 0.6)
    return g_strdup (text);
  g_autofree char *numeral =
      body != NULL ? g_strndup (bare, (gsize) (body - bare)) : g_strdup (gj_form_sections[section].numeral);
  if (body != NULL && !g_str_has_suffix (numeral, "、") && !g_str_has_suffix (numeral, "部分") &&
      !g_str_has_suffix (numeral, "章")) {
    *g_utf8_prev_char (numeral + strlen (numeral)) = '\0';
    return g_strconcat (numeral, "、", wordings[which], NULL);
  }
  return g_strconcat (numeral, wordings[which], NULL);
}
