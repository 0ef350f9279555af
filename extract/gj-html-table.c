/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/gj-html-table.h"

#include <string.h>

/* Between two lines of figures in a cell. */
#define LINE_END "；"

/* A table on its way to rows of pipes. */
typedef struct {
  GString *out, *cell;
  guint n; /* cells of the row that were put out */
  gboolean in_cell;
} Table;

/* The tag at @p, its name without < in lower case ("td", "/td"), and where it ends; NULL: no tag. */
static const char *
read_tag (const char *p, char name[12])
{
  guint n = 0;
  const char *end = p + 1 + (p[1] == '/');
  if (!g_ascii_isalpha (*end))
    return NULL;
  end = p + 1;
  while (*(end += strcspn (end, "<>\"'")) == '"' || *end == '\'') { /* > in quotes ends nothing */
    const char *close = end[-1] == '=' ? strchr (end + 1, *end) : NULL;
    end = (close != NULL ? close : end) + 1;
  }
  if (*end != '>')
    return NULL;
  for (p++; n + 1 < 12 && (g_ascii_isalnum (*p) || (*p == '/' && n == 0)); p++)
    name[n++] = g_ascii_tolower (*p);
  name[n] = '\0';
  return end + 1;
}

/* Merged cells leave no empty ones: these could not be told from cells of figures where a tool lost one. */
static void
end_cell (Table *t)
{
  if (!t->in_cell)
    return;
  t->in_cell = FALSE;
  if (g_str_has_suffix (g_strstrip (t->cell->str), LINE_END))
    *strrchr (t->cell->str, LINE_END[0]) = '\0';
  g_string_append (t->out, t->n++ == 0 ? "| " : " | ");
  g_string_append (t->out, t->cell->str);
  g_string_truncate (t->cell, 0);
}

static void
end_row (Table *t)
{
  end_cell (t);
  if (t->n > 0)
    g_string_append (t->out, " |\n");
  t->n = 0;
}

static gboolean
is_one_of (const char *name, const char *names)
{
  g_auto (GStrv) each = g_strsplit (names, " ", -1);
  return g_strv_contains ((const char *const *) each, name);
}

static void
take_tag (Table *t, const char *name)
{
  if (is_one_of (name, "tr /tr"))
    end_row (t);
  else if (is_one_of (name, "td th")) {
    end_cell (t);
    t->in_cell = TRUE;
  } else if (is_one_of (name, "/td /th"))
    end_cell (t);
  else if (!t->in_cell)
    return;
  else if (is_one_of (name, "sup sub"))
    g_string_append (t->cell, "[");
  else if (is_one_of (name, "/sup /sub"))
    g_string_append (t->cell, "]");
  else if (is_one_of (name, "/s /del /strike"))
    g_string_append (t->cell, "~");
  else if (is_one_of (name, "br p /p div /div")) {
    gsize n = t->cell->len;
    if (n > 0 && g_ascii_isdigit (t->cell->str[n - 1])) /* undone where no digit follows */
      g_string_append (t->cell, LINE_END);
  }
}

/* The entity at @p, decoded, into @out. Returns: what follows; NULL: it is none that is known. */
static const char *
take_entity (GString *out, const char *p)
{
  static const struct {
    const char *entity, *text;
  } entities[] = { { "&nbsp;", " " },  { "&amp;", "&" },   { "&lt;", "<" },    { "&gt;", ">" },
                   { "&quot;", "\"" }, { "&mdash;", "—" }, { "&ldquo;", "“" }, { "&rdquo;", "”" } };
  for (gsize i = 0; *p == '&' && i < G_N_ELEMENTS (entities); i++)
    if (g_str_has_prefix (p, entities[i].entity)) {
      g_string_append (out, entities[i].text);
      return p + strlen (entities[i].entity);
    }
  if (p[0] == '&' && p[1] == '#') {
    char *end = NULL;
    guint64 ch = p[2] == 'x' || p[2] == 'X' ? g_ascii_strtoull (p + 3, &end, 16) : g_ascii_strtoull (p + 2, &end, 10);
    if (end != NULL && *end == ';' && ch >= 0x20 && ch <= 0x10FFFF && g_unichar_validate ((gunichar) ch)) {
      g_string_append_unichar (out, (gunichar) ch);
      return end + 1;
    }
  }
  return NULL;
}

/* A character of a cell at @p, entities decoded. Returns: what follows. */
static const char *
take_character (Table *t, const char *p)
{
  const char *next = g_utf8_next_char (p);
  const char *mark = t->cell->len >= 3 ? t->cell->str + t->cell->len - 3 : "";
  if (strcmp (mark, LINE_END) == 0 && !g_ascii_isdigit (*p) && !g_ascii_isspace (*p))
    g_string_truncate (t->cell, t->cell->len - 3);
  const char *behind = take_entity (t->cell, p);
  if (behind != NULL)
    return behind;
  if (*p == '|')
    g_string_append (t->cell, "｜");
  else if (*p == '\n' || *p == '\r' || *p == '\t' || *p == '\f' || *p == '\v')
    g_string_append_c (t->cell, ' ');
  else
    g_string_append_len (t->cell, p, next - p);
  return next;
}

/* What follows the element whose tag @name goes from @p to @end, where that says that it does not show; else NULL. */
static const char *
skip_hidden (const char *p, const char *end, const char *name)
{
  g_autofree char *tag = g_ascii_strdown (p, end - p), *close = g_strconcat ("</", name, NULL);
  const char *style = strstr (tag, "display"), *behind = end;
  if (style == NULL || name[0] == '/')
    return NULL;
  style += strlen ("display");
  style += strspn (style, " :");
  if (!g_str_has_prefix (style, "none"))
    return NULL;
  while ((behind = strchr (behind, '<')) != NULL && g_ascii_strncasecmp (behind, close, strlen (close)) != 0)
    behind++;
  const char *last = behind != NULL ? strchr (behind, '>') : NULL;
  return last != NULL ? last + 1 : NULL;
}

/* The table whose first tag ends at @p. Returns: what follows it, or NULL where it does not end, or holds another. */
static const char *
read_table (const char *p, GString *out)
{
  g_autoptr (GString) cell = g_string_new (NULL);
  Table t = { .out = out, .cell = cell };
  gsize start = out->len;
  g_string_append (out, "\n\n");
  while (*p != '\0') {
    char name[12];
    const char *end = *p == '<' ? read_tag (p, name) : NULL;
    if (end == NULL) {
      const char *next = t.in_cell ? take_character (&t, p) : g_utf8_next_char (p);
      p = next;
      continue;
    }
    const char *behind = t.in_cell ? skip_hidden (p, end, name) : NULL;
    if (behind != NULL) {
      p = behind;
      continue;
    }
    if (strcmp (name, "table") == 0)
      break;
    if (strcmp (name, "/table") == 0) {
      end_row (&t);
      g_string_append_c (out, '\n');
      return end;
    }
    take_tag (&t, name);
    p = end;
  }
  g_string_truncate (out, start);
  return NULL;
}

/* Tags that part lines, and tags of type within a line, outside tables. A <br> may be in a cell of pipes. */
#define BLOCKS "p div h1 h2 h3 h4 h5 h6 hr center section article header footer main blockquote ul ol li"
#define TYPE "span b strong i em u font a o small big" /* o: Word's <o:p> */

/* Takes the tag @name, outside tables, to what plain text has in its place. FALSE: it is none that is known. */
static gboolean
take_tag_of_prose (GString *out, const char *name)
{
  gboolean closes = name[0] == '/';
  if (is_one_of (name + closes, TYPE))
    return TRUE;
  if (!is_one_of (name + closes, BLOCKS))
    return FALSE;
  g_string_append (out, "\n\n");
  if (!closes && name[0] == 'h' && g_ascii_isdigit (name[1]))
    g_string_append (out, "# ");
  return TRUE;
}

/* Whether @text has the tags of HTML around its prose: then its entities are those of HTML, too. */
static gboolean
is_marked_up (const char *text)
{
  static const char *const marks[] = { "</p>", "</P>", "</div>", "</DIV>", "</h1>" };
  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    if (strstr (text, marks[i]) != NULL)
      return TRUE;
  return FALSE;
}

char *
gj_html_tables_to_pipes (const char *text)
{
  GString *out = g_string_sized_new (strlen (text) + 1);
  gboolean marked_up = is_marked_up (text);
  for (const char *p = text; *p != '\0';) {
    char name[12];
    const char *end = *p == '<' ? read_tag (p, name) : NULL;
    const char *behind = end != NULL && strcmp (name, "table") == 0 ? read_table (end, out) : NULL;
    if (behind != NULL) {
      p = behind;
      continue;
    }
    if (end != NULL &&
        is_one_of (name, "html /html body /body")) { /* some tools wrap each table in a page of its own */
      p = end;
      continue;
    }
    if (end != NULL && marked_up && take_tag_of_prose (out, name)) {
      p = end;
      continue;
    }
    behind = marked_up ? take_entity (out, p) : NULL;
    if (behind != NULL) {
      p = behind;
      continue;
    }
    const char *next = p + 1 + strcspn (p + 1, marked_up ? "<&" : "<");
    g_string_append_len (out, p, next - p);
    p = next;
  }
  return g_string_free (out, FALSE);
}
