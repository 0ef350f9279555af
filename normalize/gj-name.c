/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-prose.h"

#include "page/gj-char.h"

#include <string.h>

/*
 * Names of places have rare characters, which OCR reads wrongly more often than anything else. The organization is named
 * in the title, in the preamble, in the signature and elsewhere: these are readings of one name.
 */

#define SURE 95    /* confidence of a character that is believed as it is */
#define AGREED 85  /* the same for every mention where all of them agree */
#define WEAK 90    /* another reading below this raises no doubt */
#define ALIKE 0.55 /* share of equal characters that makes a place a mention of the name */
#define MAX_NAME 40u
#define MAX_MENTIONS 24u

typedef struct {
  gunichar ch;
  guint8 confidence;
  guint line;
} Char;

/* All characters of pages read by OCR, without spaces. */
static GArray *
collect (GPtrArray *lines)
{
  GArray *all = g_array_new (FALSE, FALSE, sizeof (Char));
  for (guint i = 0; i < lines->len; i++) {
    const GjLine *line = ((const GjProseLine *) lines->pdata[i])->line;
    guint k = 0;
    if (line->confidences == NULL)
      continue;
    for (const char *p = line->text; *p != '\0' && k < line->n_glyphs; p = g_utf8_next_char (p)) {
      Char c = { g_utf8_get_char (p), 0, i };
      if (gj_char_is_space (c.ch))
        continue;
      c.confidence = line->confidences[k++];
      g_array_append_val (all, c);
    }
  }
  return all;
}

static guint
count_equal (const GArray *all, guint at, const gunichar *name, glong n)
{
  guint equal = 0;
  for (glong i = 0; i < n; i++)
    equal += g_array_index (all, Char, at + i).ch == name[i];
  return equal;
}

/* Where the name stands: places of its length that are alike and end like it; of those that overlap the most alike. */
static GArray *
find_mentions (const GArray *all, const gunichar *name, glong n)
{
  GArray *out = g_array_new (FALSE, FALSE, sizeof (guint));
  guint last = 0, last_equal = 0;
  for (guint at = 0; at + n <= all->len && out->len < MAX_MENTIONS; at++) {
    guint equal = count_equal (all, at, name, n);
    if (equal < ALIKE * n || g_array_index (all, Char, at + n - 1).ch != name[n - 1])
      continue;
    if (out->len > 0 && at < last + n) {
      if (equal <= last_equal)
        continue;
      g_array_set_size (out, out->len - 1);
    }
    g_array_append_val (out, at);
    last = at;
    last_equal = equal;
  }
  return out;
}

/* Votes on character @i of the name. @readings: gets the character, and in brackets what else
 * was read where it is not sure. Returns: whether it is sure. */
static gboolean
settle_character (const GArray *all, const GArray *mentions, glong i, gunichar *ch, GString *readings)
{
  guint best = 0, best_weight = 0, best_votes = 0;
  guint8 best_confidence = 0, other_confidence = 0, least_confidence = 100;
  for (guint m = 0; m < mentions->len; m++) {
    const Char *c = &g_array_index (all, Char, g_array_index (mentions, guint, m) + i);
    guint weight = 0, votes = 0;
    guint8 confidence = 0;
    for (guint k = 0; k < mentions->len; k++) {
      const Char *d = &g_array_index (all, Char, g_array_index (mentions, guint, k) + i);
      if (d->ch != c->ch)
        continue;
      weight += (d->confidence >= SURE ? 400 : d->confidence > AGREED ? 200 : 100) + d->confidence;
      votes++;
      confidence = MAX (confidence, d->confidence);
    }
    if (weight > best_weight) {
      best = m;
      best_weight = weight;
      best_votes = votes;
      best_confidence = confidence;
    }
  }
  *ch = g_array_index (all, Char, g_array_index (mentions, guint, best) + i).ch;
  g_autoptr (GString) others = g_string_new (NULL);
  for (guint m = 0; m < mentions->len; m++) {
    const Char *c = &g_array_index (all, Char, g_array_index (mentions, guint, m) + i);
    least_confidence = MIN (least_confidence, c->confidence);
    if (c->ch == *ch)
      continue;
    other_confidence = MAX (other_confidence, c->confidence);
    if (g_utf8_strchr (others->str, -1, c->ch) == NULL)
      g_string_append_unichar (others, c->ch);
  }
  gboolean sure = best_votes == mentions->len && best_votes > 1 ? least_confidence >= AGREED
                                                                : best_confidence >= SURE && other_confidence < WEAK;
  g_string_append_unichar (readings, *ch);
  if (!sure)
    g_string_append_printf (readings, "[%s?]", others->str);
  return sure;
}

static char *
replaced (const char *text, const char *from, const char *to)
{
  const char *at = text != NULL ? strstr (text, from) : NULL;
  if (at == NULL)
    return g_strdup (text);
  g_autofree char *head = g_strndup (text, (gsize) (at - text));
  return g_strconcat (head, to, at + strlen (from), NULL);
}

static void
add_doubt (GjReport *report, const char *pointer, const char *raw, const GjProseLine *l)
{
  GjDoubt d = { .pointer = pointer,
                .raw = g_strdup (raw),
                .page = l->page->number,
                .box = gj_page_display_box (l->page, &l->line->box) };
  g_array_append_val (report->doubts, d);
}

/* Whether @ch, which stands before a name in a sentence, begins no place's name. */
static gboolean
is_particle (gunichar ch)
{
  static const char particles[] = "由与在对是为被";
  return g_utf8_strchr (particles, -1, ch) != NULL;
}

/* 具 for 县, which OCR takes for each other: an office's name has a county, and tools only as the second half of a word. */
static gboolean
is_county (gunichar before, gunichar ch)
{
  static const char tools[] = "家工农渔玩器文";
  return ch == 0x5177 && g_utf8_strchr (tools, -1, before) == NULL;
}

/* Settles @name among its mentions. @raw (out): its readings if it is not sure, else NULL. @line (out): the first mention's.
 * Returns: (transfer full) (nullable): the name; NULL if it was not found. */
static char *
settle_name (const GArray *all, const char *name, char **raw, guint *line)
{
  glong n;
  g_autofree gunichar *chars = g_utf8_to_ucs4_fast (name, -1, &n);
  *raw = NULL;
  if (n < 3 || n > (glong) MAX_NAME || all->len < (guint) n)
    return NULL;
  g_autoptr (GArray) mentions = find_mentions (all, chars, n);
  if (mentions->len == 0)
    return NULL;
  gboolean sure = TRUE;
  g_autoptr (GString) readings = g_string_new (NULL);
  GString *out = g_string_new (NULL);
  for (glong i = 0; i < n; i++) {
    gunichar ch;
    gsize before = readings->len;
    gboolean settled = settle_character (all, mentions, i, &ch, readings);
    /* dirt before the title is no part of the name, nor is what a sentence has there */
    if (i == 0 && ch != chars[0] && is_particle (ch)) {
      g_string_truncate (readings, before);
      continue;
    }
    sure &= settled;
    if (out->len > 0 && is_county (g_utf8_get_char (g_utf8_prev_char (out->str + out->len)), ch))
      ch = 0x53BF;
    g_string_append_unichar (out, ch);
  }
  *line = g_array_index (all, Char, g_array_index (mentions, guint, 0)).line;
  if (!sure)
    *raw = g_strdup (readings->str);
  return g_string_free (out, FALSE);
}

/* Whether @name stands in a line that was not read by OCR. */
static gboolean
is_in_text_layer (GPtrArray *lines, const char *name)
{
  for (guint i = 0; i < lines->len; i++) {
    const GjProseLine *l = lines->pdata[i];
    if (l->line->confidences == NULL && l->text != NULL && strstr (l->text, name) != NULL)
      return TRUE;
  }
  return FALSE;
}

void
gj_names_settle (GjReport *report, GPtrArray *lines)
{
  g_autoptr (GArray) all = collect (lines);
  g_autofree char *old = g_strdup (report->organization), *raw = NULL, *issuer_raw = NULL;
  guint line = 0;

  if (all->len == 0)
    return;
  char *settled = old != NULL && !is_in_text_layer (lines, old) ? settle_name (all, old, &raw, &line) : NULL;
  if (settled != NULL) {
    g_free (report->organization);
    report->organization = settled;
    char *title = replaced (report->title, old, settled);
    g_free (report->title);
    report->title = title;
    if (raw != NULL) {
      if (title != NULL && strstr (title, settled) != NULL)
        add_doubt (report, "/report/title", raw, lines->pdata[line]);
      add_doubt (report, "/report/organization", raw, lines->pdata[line]);
    }
  }
  settled = report->issuer != NULL && !is_in_text_layer (lines, report->issuer)
                ? settle_name (all, report->issuer, &issuer_raw, &line)
                : NULL;
  if (settled != NULL) {
    g_free (report->issuer);
    report->issuer = settled;
    if (issuer_raw != NULL)
      add_doubt (report, "/report/issuer", issuer_raw, lines->pdata[line]);
  }
}
