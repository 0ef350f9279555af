/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-prose.h"

#include "normalize/gj-label.h"
#include "page/gj-char.h"

#include <string.h>

#define WITH_NUMERAL 0.55
#define WITHOUT_NUMERAL 0.9
#define DAMAGED 0.8 /* in a scan, where the numeral could not be read */
#define MAX_HEADING 42

/* "一、", "第一部分" and what stands for them in print; returns what follows, or NULL. */
static const char *
after_numeral (const char *text)
{
  static const char *const parts[] = { "部分", "章" };
  gboolean part = g_str_has_prefix (text, "第");
  const char *p = part ? text + strlen ("第") : text;
  guint n = 0;
  while (*p != '\0' && g_utf8_strchr ("一二三四五六七八九十", -1, g_utf8_get_char (p)) != NULL && n < 3) {
    p = g_utf8_next_char (p);
    n++;
  }
  for (gsize i = 0; part && n > 0 && i < G_N_ELEMENTS (parts); i++)
    if (g_str_has_prefix (p, parts[i])) {
      p += strlen (parts[i]);
      return *p != '\0' && g_utf8_strchr ("、．.，,：:", -1, g_utf8_get_char (p)) != NULL ? g_utf8_next_char (p) : p;
    }
  if (part || n == 0 || *p == '\0' || g_utf8_strchr ("、．.，,：:", -1, g_utf8_get_char (p)) == NULL)
    return NULL;
  return g_utf8_next_char (p);
}

static double
similarity_with (const char *text, int *section)
{
  static GjLabelSet sets[GJ_N_SECTIONS];
  static gsize once = 0;
  if (g_once_init_enter (&once)) {
    for (guint i = 0; i < GJ_N_SECTIONS; i++)
      sets[i] = gj_label_set_make (gj_form_sections[i].labels);
    g_once_init_leave (&once, 1);
  }
  GjLabel label = gj_label_make (text);
  double best = 0;
  for (guint i = 0; i < GJ_N_SECTIONS; i++) {
    double s = gj_label_set_match_above (&sets[i], &label, FALSE, best);
    if (s > best) {
      best = s;
      *section = (int) i;
    }
  }
  return best;
}

int
gj_heading_match (const char *text, guint level, double *similarity, gsize *rest)
{
  g_autofree char *bare = gj_str_layout_spaces (text);
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
  if (length <= MAX_HEADING && strstr (bare, "。") == NULL) {
    *similarity = similarity_with (body, &section);
    if (*similarity >= (numbered ? WITH_NUMERAL : WITHOUT_NUMERAL))
      return section;
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
  *similarity = similarity_with (head, &section);
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
  *similarity = similarity_with (body, &section);
  if (*similarity >= (n >= 8 ? DAMAGED : 1) && (n >= 8 || body != bare))
    return section;
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
