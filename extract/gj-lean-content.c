/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/gj-lean.h"

#include "extract/gj-content.h"

#include <string.h>

#define MAX_DEPTH 64

typedef enum {
  UNKNOWN,
  TEXT,  /* shows text, or says where */
  PAINT, /* lines, shapes, clips, colors */
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
  { "BT", TEXT },  { "ET", TEXT },  { "Tm", TEXT },    { "Td", TEXT },   { "TD", TEXT },   { "T*", TEXT },
  { "Tj", TEXT },  { "TJ", TEXT },  { "'", TEXT },     { "\"", TEXT },   { "Tc", TEXT },   { "Tw", TEXT },
  { "Tz", TEXT },  { "TL", TEXT },  { "Tr", TEXT },    { "Ts", TEXT },   { "cm", TEXT },   { "BX", TEXT },
  { "EX", TEXT },  { "Tf", FONT },  { "Do", FORM },    { "gs", MODE },   { "q", SAVE },    { "Q", RESTORE },
  { "BMC", MARK }, { "BDC", MARK }, { "EMC", UNMARK }, { "re", PAINT },  { "m", PAINT },   { "l", PAINT },
  { "c", PAINT },  { "v", PAINT },  { "y", PAINT },    { "h", PAINT },   { "S", PAINT },   { "s", PAINT },
  { "f", PAINT },  { "F", PAINT },  { "f*", PAINT },   { "B", PAINT },   { "B*", PAINT },  { "b", PAINT },
  { "b*", PAINT }, { "n", PAINT },  { "W", PAINT },    { "W*", PAINT },  { "w", PAINT },   { "J", PAINT },
  { "j", PAINT },  { "M", PAINT },  { "d", PAINT },    { "ri", PAINT },  { "i", PAINT },   { "g", PAINT },
  { "G", PAINT },  { "rg", PAINT }, { "RG", PAINT },   { "k", PAINT },   { "K", PAINT },   { "cs", PAINT },
  { "CS", PAINT }, { "sc", PAINT }, { "SC", PAINT },   { "scn", PAINT }, { "SCN", PAINT }, { "sh", PAINT },
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

/* @marks: marked content is kept. */
static gboolean
sift (const guint8 *data, gsize length, gboolean marks, GjLeanMode matters, gpointer mode_data, GString *out,
      GHashTable *fonts, gboolean *forms)
{
  gsize saved[MAX_DEPTH], start = out->len;
  guint depth = 0;
  GjContent c;

  gj_content_init (&c, data, length);
  for (const guint8 *from = data; gj_content_next (&c); from = c.p) {
    gsize before = out->len;
    switch (c.n_comments == 0 ? kind_of (c.operator_) : UNKNOWN) {
    case PAINT:
      continue;
    case MODE:
      if (!is_plain (&c))
        return FALSE;
      if (!matters (c.name, mode_data))
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
        return sift (data, length, TRUE, matters, mode_data, out, fonts, forms);
      }
      continue;
    case UNMARK:
      if (marks)
        break;
      continue;
    case SAVE:
      if (depth < MAX_DEPTH)
        saved[depth] = before;
      depth++;
      break;
    case RESTORE:
      if (depth == 0)
        break;
      depth--;
      /* Nothing was kept since: the q goes as well. */
      if (depth < MAX_DEPTH && before == saved[depth] + strlen ("q\n")) {
        g_string_truncate (out, saved[depth]);
        continue;
      }
      break;
    case FORM:
      *forms = TRUE;
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
gj_lean_content (const guint8 *data, gsize length, GjLeanMode matters, gpointer mode_data, GString *out,
                 GHashTable *fonts, gboolean *forms)
{
  *forms = FALSE;
  return sift (data, length, contains (data, length, "ActualText") || contains (data, length, "#"), matters, mode_data,
               out, fonts, forms);
}
