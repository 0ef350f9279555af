/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/gj-lean.h"

#include "extract/gj-content.h"
#include "extract/gj-matrix.h"

#include <string.h>

#define MAX_DEPTH 64
#define MOST_ASLANT 9 /* times as much text as runs upright: then the page as a whole is set aslant */

typedef enum {
  UNKNOWN,
  TEXT,  /* says how text is set, or where */
  PLACE, /* says which way it runs */
  SHOW,  /* shows it */
  PAINT, /* lines, shapes, clips, colors of strokes */
  COLOR, /* of what is filled */
  SAVE,
  RESTORE,
  MODE, /* gs */
  FONT,
  FORM,
  MARK, /* marked content begins */
  UNMARK
} Kind;

/* ISO 32000-1, table A.1, but for inline images and what only glyphs of Type 3 fonts have. */
static const struct {
  char name[4];
  Kind kind;
} operators[] = {
  { "BT", PLACE }, { "ET", TEXT },  { "Tm", PLACE },   { "Td", TEXT },   { "TD", TEXT },   { "T*", TEXT },
  { "Tj", SHOW },  { "TJ", SHOW },  { "'", SHOW },     { "\"", SHOW },   { "Tc", TEXT },   { "Tw", TEXT },
  { "Tz", TEXT },  { "TL", TEXT },  { "Tr", TEXT },    { "Ts", TEXT },   { "cm", PLACE },  { "BX", TEXT },
  { "EX", TEXT },  { "Tf", FONT },  { "Do", FORM },    { "gs", MODE },   { "q", SAVE },    { "Q", RESTORE },
  { "BMC", MARK }, { "BDC", MARK }, { "EMC", UNMARK }, { "re", PAINT },  { "m", PAINT },   { "l", PAINT },
  { "c", PAINT },  { "v", PAINT },  { "y", PAINT },    { "h", PAINT },   { "S", PAINT },   { "s", PAINT },
  { "f", PAINT },  { "F", PAINT },  { "f*", PAINT },   { "B", PAINT },   { "B*", PAINT },  { "b", PAINT },
  { "b*", PAINT }, { "n", PAINT },  { "W", PAINT },    { "W*", PAINT },  { "w", PAINT },   { "J", PAINT },
  { "j", PAINT },  { "M", PAINT },  { "d", PAINT },    { "ri", PAINT },  { "i", PAINT },   { "g", COLOR },
  { "G", PAINT },  { "rg", COLOR }, { "RG", PAINT },   { "k", COLOR },   { "K", PAINT },   { "cs", PAINT },
  { "CS", PAINT }, { "sc", COLOR }, { "SC", PAINT },   { "scn", COLOR }, { "SCN", PAINT }, { "sh", PAINT },
  { "MP", PAINT }, { "DP", PAINT },
};

/* Operators have up to three letters: their places in a small table, found by all of them. */
static guint
place_of (const char *name)
{
  return ((guint8) name[0] * 5 + (guint8) name[1] * 37 + (name[1] != '\0' ? (guint8) name[2] * 11 : 0)) % 512;
}

static Kind
kind_of (const char *name)
{
  static guint8 table[512]; /* index + 1 of the operator that is first there; those of the same place follow */
  static gsize once = 0;
  if (g_once_init_enter (&once)) {
    for (guint i = 0; i < G_N_ELEMENTS (operators); i++) {
      guint at = place_of (operators[i].name);
      while (table[at] != 0)
        at = (at + 1) % G_N_ELEMENTS (table);
      table[at] = (guint8) (i + 1);
    }
    g_once_init_leave (&once, 1);
  }
  for (guint at = place_of (name); table[at] != 0; at = (at + 1) % G_N_ELEMENTS (table))
    if (strcmp (operators[table[at] - 1].name, name) == 0)
      return operators[table[at] - 1].kind;
  return UNKNOWN;
}

/* Names are compared with those of dictionaries as they stand: not with escapes, and not cut off. */
static gboolean
is_plain (const GjContent *c)
{
  return c->name[0] != '\0' && strlen (c->name) + 1 < sizeof c->name && strchr (c->name, '#') == NULL &&
         g_str_is_ascii (c->name);
}

static gboolean
contains (const guint8 *data, gsize length, const char *what)
{
  return length > 0 && memmem (data, length, what, strlen (what)) != NULL;
}

/* A character of the literal string at @*p, which moves behind it; -1 at its end. */
static int
next_of_literal (const guint8 **p, const guint8 *end)
{
  if (*p >= end || **p == ')')
    return -1;
  if (**p != '\\' || *p + 1 >= end)
    return *(*p)++;
  ++*p;
  if (**p < '0' || **p > '7')
    return *(*p)++;
  int code = 0;
  for (guint i = 0; i < 3 && *p < end && **p >= '0' && **p <= '7'; i++)
    code = 8 * code + *(*p)++ - '0';
  return code & 255;
}

static int
next_of_hex (const guint8 **p, const guint8 *end)
{
  int code = 0;
  for (guint i = 0; i < 2; i++, ++*p) {
    if (*p >= end || !g_ascii_isxdigit ((char) **p))
      return i == 0 ? -1 : code << 4;
    code = code << 4 | g_ascii_xdigit_value ((char) **p);
  }
  return code;
}

/* Whether the dictionary at @data says that text is to be read as a figure, or as nothing. What is printed is what the fonts
 * say; but of full-width digits they may not have said which. */
static gboolean
replaces_figures (const guint8 *data, gsize length)
{
  static const char key[] = "/ActualText";
  const guint8 *p = length > 0 ? memmem (data, length, key, strlen (key)) : NULL, *end = data + length;
  if (p == NULL)
    return FALSE;
  for (p += strlen (key); p < end && g_ascii_isspace ((char) *p);)
    p++;
  gboolean literal = p < end && *p == '(';
  if (p >= end || (!literal && *p != '<') || (!literal && p + 1 < end && p[1] == '<'))
    return FALSE;
  int ch, last = -1;
  guint n = 0;
  gboolean figure = FALSE, wide = FALSE, nothing = TRUE;
  for (p++; (ch = literal ? next_of_literal (&p, end) : next_of_hex (&p, end)) >= 0; n++, last = ch) {
    wide |= n == 1 && last == 0xFE && ch == 0xFF;
    gboolean digit = ch >= '0' && ch <= '9', mark = (n == 0 && ch == 0xFE) || (n == 1 && ch == 0xFF);
    nothing &= mark;
    figure |= digit && (!wide || (n % 2 == 1 && last == 0));
  }
  return figure || nothing;
}

/* Which way strings run, and how they are painted. Of matrices, where they move to does not matter. */
typedef struct {
  double page[6];
  double lightness;
  gboolean faint;
} Look;

typedef struct {
  Look first, now, saved[MAX_DEPTH];
  double text[6];
  gsize upright, aslant; /* bytes of strings so far */
} Course;

static const double identity[6] = { 1, 0, 0, 1, 0, 0 };

/* Takes what BT, Tm and cm say. */
static void
follow (Course *course, const GjContent *c)
{
  if (c->operator_[0] == 'B')
    memcpy (course->text, identity, sizeof identity);
  else if (c->operator_[0] == 'T' && c->n_numbers == 6)
    memcpy (course->text, c->numbers, sizeof course->text);
  else if (c->operator_[0] == 'c' && c->n_numbers == 6)
    gj_matrix_multiply (course->now.page, c->numbers, course->now.page);
}

/* Whether @c, which shows a string, does so as watermarks are set. */
static gboolean
is_watermark (Course *course, const GjContent *c)
{
  gboolean aslant = gj_matrix_is_slanted (course->now.page, course->text) &&
                    gj_content_may_be_watermark (c, course->now.lightness, course->now.faint);
  course->aslant += aslant ? c->text : 0;
  course->upright += aslant ? 0 : c->text;
  return aslant;
}

/* @marks: marked content is kept. @course: (nullable): strings that run aslant are left out. */
static gboolean
sift (const guint8 *data, gsize length, gboolean marks, Course *course, const GjLeanAsk *ask, GString *out,
      GHashTable *fonts, gboolean *forms)
{
  gsize saved[MAX_DEPTH], start = out->len;
  guint depth = 0;
  GjContent c;

  if (course != NULL) {
    course->now = course->first;
    memcpy (course->text, identity, sizeof identity);
    course->upright = course->aslant = 0;
  }
  gj_content_init (&c, data, length);
  for (const guint8 *from = data; gj_content_next (&c); from = c.p) {
    gsize before = out->len;
    switch (c.n_comments == 0 ? kind_of (c.operator_) : UNKNOWN) {
    case PAINT:
      continue;
    case COLOR:
      if (course != NULL)
        course->now.lightness = gj_content_lightness (&c);
      continue;
    case MODE:
      if (!is_plain (&c))
        return FALSE;
      guint said = ask->mode (c.name, ask->data);
      if (course != NULL && (said & (GJ_LEAN_FAINT | GJ_LEAN_OPAQUE)))
        course->now.faint = (said & GJ_LEAN_FAINT) != 0;
      if (!(said & GJ_LEAN_MATTERS))
        continue;
      break;
    case FONT:
      if (!is_plain (&c))
        return FALSE;
      if (!g_hash_table_contains (fonts, c.name))
        g_hash_table_add (fonts, g_strdup (c.name));
      break;
    case MARK:
      if (marks && replaces_figures (from, (gsize) (c.p - from))) {
        g_string_append (out, "/Span BMC\n");
        continue;
      }
      if (marks)
        break;
      /* What is only named, and layers, may hide text or say what it is to be read as. */
      if (c.operator_[1] == 'D' && !contains (from, (gsize) (c.p - from), "<<")) {
        g_string_truncate (out, start);
        return sift (data, length, TRUE, course, ask, out, fonts, forms);
      }
      continue;
    case UNMARK:
      if (marks)
        break;
      continue;
    case SAVE:
      if (depth < MAX_DEPTH)
        saved[depth] = before;
      if (depth < MAX_DEPTH && course != NULL)
        course->saved[depth] = course->now;
      depth++;
      break;
    case RESTORE:
      if (depth == 0)
        break;
      depth--;
      if (depth < MAX_DEPTH && course != NULL)
        course->now = course->saved[depth];
      /* Nothing was kept since: the q goes as well. */
      if (depth < MAX_DEPTH && before == saved[depth] + strlen ("q\n")) {
        g_string_truncate (out, saved[depth]);
        continue;
      }
      break;
    case FORM:
      if (course != NULL && depth <= MAX_DEPTH && ask->form != NULL &&
          ask->form (c.name, course->now.page, course->now.lightness, course->now.faint, ask->data))
        continue;
      *forms = TRUE;
      break;
    case PLACE:
      if (course != NULL)
        follow (course, &c);
      break;
    case SHOW:
      if (course != NULL && depth <= MAX_DEPTH && is_watermark (course, &c))
        continue;
      break;
    case TEXT:
      break;
    default:
      return FALSE;
    }
    while (from < c.p && (*from == ' ' || *from == '\n' || *from == '\r'))
      from++;
    g_string_append_len (out, (const char *) from, c.p - from);
    g_string_append_c (out, '\n');
  }
  return TRUE;
}

gboolean
gj_lean_content (const guint8 *data, gsize length, const GjLeanAsk *ask, GString *out, GHashTable *fonts,
                 gboolean *forms)
{
  gboolean marks = contains (data, length, "ActualText") || contains (data, length, "#");
  gsize start = out->len;
  Course course = { .first.page = { 1, 0, 0, 1, 0, 0 } };
  *forms = FALSE;
  if (!sift (data, length, marks, &course, ask, out, fonts, forms))
    return FALSE;
  if (course.aslant <= MOST_ASLANT * course.upright)
    return TRUE;
  const GjLeanAsk modes = { ask->mode, NULL, ask->data };
  g_string_truncate (out, start);
  return sift (data, length, marks, NULL, &modes, out, fonts, forms);
}

gboolean
gj_lean_is_watermark (const guint8 *data, gsize length, const GjLeanAsk *ask, const double matrix[6], double lightness,
                      gboolean faint)
{
  g_autoptr (GHashTable) fonts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GString) out = g_string_new (NULL);
  Course course = { .first = { .lightness = lightness, .faint = faint } };
  gboolean forms = FALSE;
  memcpy (course.first.page, matrix, sizeof course.first.page);
  return sift (data, length, FALSE, &course, ask, out, fonts, &forms) && course.aslant > 0 && course.upright == 0 &&
         !forms;
}
