/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/gj-markup-table.h"

#include "page/gj-char.h"

#include <string.h>

#define LINE_END "；" /* between two lines of figures in a cell */
#define MAX_CELLS 64
#define MAX_COMMAND 24

/* ---- rows of pipes ---- */

/* Appends @cell to the row at the end of @out, spaces at its ends taken off. */
static void
put_cell (GString *out, GString *cell, gboolean first)
{
  g_string_append (out, first ? "| " : " | ");
  for (const char *p = g_strstrip (cell->str); *p != '\0'; p++)
    g_string_append (out, *p == '|' ? "｜" : (char[]){ *p == '\n' || *p == '\t' || *p == '\r' ? ' ' : *p, '\0' });
  g_string_truncate (cell, 0);
}

/* ---- LaTeX ---- */

/* What follows the group in braces at @p, or NULL. */
static const char *
skip_group (const char *p)
{
  guint depth = 0;
  for (; *p != '\0'; p++) {
    if (*p == '\\' && p[1] != '\0') {
      p++;
      continue;
    }
    depth += *p == '{';
    if (*p == '}' && --depth == 0)
      return p + 1;
  }
  return NULL;
}

/* @n optional and other arguments at @p are passed over; NULL where they do not end. */
static const char *
skip_arguments (const char *p, guint n)
{
  for (; p != NULL && n > 0; n--) {
    p += strspn (p, " ");
    if (*p == '[') {
      p = strchr (p, ']');
      p = p != NULL ? p + 1 : NULL;
      n++;
    } else if (*p == '{')
      p = skip_group (p);
    else
      return p;
  }
  return p;
}

/* The command at @p (behind its \), to @name. Returns: what follows. */
static const char *
read_command (const char *p, char name[MAX_COMMAND])
{
  guint n = 0;
  for (; g_ascii_isalpha (*p); p++)
    if (n + 1 < MAX_COMMAND)
      name[n++] = *p;
  name[n] = '\0';
  return p + (*p == '*');
}

/* Whether the group at @p has digits and no words. */
static gboolean
is_figure_group (const char *p)
{
  const char *end = *p == '{' ? skip_group (p) : NULL;
  gboolean digit = FALSE;
  for (; end != NULL && p < end; p = g_utf8_next_char (p)) {
    digit |= g_ascii_isdigit (*p);
    if (gj_char_is_ideograph (g_utf8_get_char (p)))
      return FALSE;
  }
  return digit;
}

/* A command inside of a table, @name, its arguments at @p. Where it may make another figure of the digits in @cell (raised, struck out, hidden), a ~
 * says so. Returns: where to go on, or NULL where the table cannot be read: what stands in several rows belongs to none. */
static const char *
take_command (const char *name, const char *p, GString *cell)
{
  static const struct {
    const char *name;
    guint arguments;
  } skipped[] = { { "cline", 1 },      { "cmidrule", 1 },    { "multicolumn", 2 },  { "multirow", 2 },
                  { "rotatebox", 1 },  { "fontsize", 2 },    { "rowcolor", 1 },     { "cellcolor", 1 },
                  { "hspace", 1 },     { "vspace", 1 },      { "resizebox", 2 },    { "makecell", 0 },
                  { "shortstack", 0 }, { "hline", 0 },       { "toprule", 0 },      { "midrule", 0 },
                  { "bottomrule", 0 }, { "textbf", 0 },      { "textit", 0 },       { "textrm", 0 },
                  { "textsf", 0 },     { "text", 0 },        { "mathrm", 0 },       { "mathbf", 0 },
                  { "bfseries", 0 },   { "small", 0 },       { "footnotesize", 0 }, { "scriptsize", 0 },
                  { "tiny", 0 },       { "normalsize", 0 },  { "centering", 0 },    { "raggedright", 0 },
                  { "endhead", 0 },    { "endfirsthead", 0 } };
  for (gsize i = 0; i < G_N_ELEMENTS (skipped); i++)
    if (strcmp (name, skipped[i].name) == 0) {
      p = skip_arguments (p, skipped[i].arguments);
      return p != NULL && strcmp (name, "multirow") == 0 && is_figure_group (p) ? NULL : p;
    }
  g_string_append_c (cell, strcmp (name, "quad") == 0 ? ' ' : '~');
  return p;
}

/* The table whose body begins at @p. Returns: what follows it, or NULL. */
static const char *
read_tabular (const char *p, const char *end, GString *out)
{
  g_autoptr (GString) cell = g_string_new (NULL);
  guint depth = 0, n = 0;
  gsize start = out->len;
  g_string_append (out, "\n\n");
  while (g_str_has_prefix (p, end) == FALSE) {
    char name[MAX_COMMAND];
    if (*p == '\0' || g_str_has_prefix (p, "\\begin{tab")) {
      g_string_truncate (out, start);
      return NULL;
    }
    gboolean row = p[0] == '\\' && p[1] == '\\';
    if (row && depth > 0) { /* a cell of several lines */
      g_string_append (cell, cell->len > 0 && g_ascii_isdigit (cell->str[cell->len - 1]) ? LINE_END : "");
      p += 2;
    } else if (row || (*p == '&' && depth == 0)) {
      put_cell (out, cell, n++ == 0);
      if (row) {
        g_string_append (out, " |\n");
        n = 0;
      }
      p += row ? 2 : 1;
      if (row && *p == '[' && strchr (p, ']') != NULL) /* the height of its gap */
        p = strchr (p, ']') + 1;
    } else if (*p == '\\' && g_ascii_isalpha (p[1])) {
      const char *behind = read_command (p + 1, name);
      p = take_command (name, behind, cell);
      if (p == NULL) {
        g_string_truncate (out, start);
        return NULL;
      }
    } else if (*p == '\\' && p[1] != '\0' && (guchar) p[1] < 0x80) {
      if (p[1] != '-') /* where a word may be parted */
        g_string_append_c (cell, strchr (",;:! ", p[1]) != NULL ? ' ' : p[1]);
      p += 2;
    } else if (*p == '~') {
      g_string_append_c (cell, ' ');
      p++;
    } else if (*p == '{' || *p == '}') {
      depth += *p == '{' ? 1 : depth > 0 ? -1u : 0;
      p++;
    } else if (*p == '$')
      p++;
    else {
      const char *next = g_utf8_next_char (p);
      g_string_append_len (cell, p, next - p);
      p = next;
    }
  }
  if (n > 0 || strspn (cell->str, " \n\r\t") < cell->len) {
    put_cell (out, cell, n == 0);
    g_string_append (out, " |\n");
  }
  g_string_append_c (out, '\n');
  return p + strlen (end);
}

/* The LaTeX table at @p, if one begins there. */
static const char *
take_latex (const char *p, GString *out)
{
  static const struct {
    const char *begin, *end;
    guint arguments;
  } kinds[] = { { "\\begin{tabular}", "\\end{tabular}", 1 },
                { "\\begin{tabular*}", "\\end{tabular*}", 2 },
                { "\\begin{tabularx}", "\\end{tabularx}", 2 },
                { "\\begin{longtable}", "\\end{longtable}", 1 } };
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_has_prefix (p, kinds[i].begin)) {
      const char *body = skip_arguments (p + strlen (kinds[i].begin), kinds[i].arguments);
      return body != NULL ? read_tabular (body, kinds[i].end, out) : NULL;
    }
  /* What stands around it. */
  static const char *const around[] = { "\\begin{table}", "\\end{table}", "\\begin{center}", "\\end{center}",
                                        "\\centering" };
  for (gsize i = 0; i < G_N_ELEMENTS (around); i++)
    if (g_str_has_prefix (p, around[i])) {
      p += strlen (around[i]);
      const char *close = *p == '[' ? strchr (p, ']') : NULL;
      return close != NULL ? close + 1 : p;
    }
  return NULL;
}

/* ---- OTSL ---- */

/* The table at @p, <otsl>…</otsl>, if one begins there. */
static const char *
take_otsl (const char *p, GString *out)
{
  static const char *const cells[] = { "<fcel>", "<ecel>", "<ched>", "<rhed>", "<srow>" }, *const merged[] = {
    "<lcel>", "<ucel>", "<xcel>"
  };
  const char *end = g_str_has_prefix (p, "<otsl>") ? strstr (p, "</otsl>") : NULL;
  if (end == NULL)
    return NULL;
  g_autoptr (GString) cell = g_string_new (NULL);
  guint n = 0;
  gboolean open = FALSE;
  g_string_append (out, "\n\n");
  for (p += strlen ("<otsl>"); p < end;) {
    gboolean starts = FALSE, skipped = FALSE, row = g_str_has_prefix (p, "<nl>");
    for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
      starts |= g_str_has_prefix (p, cells[i]);
    for (gsize i = 0; i < G_N_ELEMENTS (merged); i++)
      skipped |= g_str_has_prefix (p, merged[i]);
    if (starts || skipped || row) {
      if (open)
        put_cell (out, cell, n++ == 0);
      if (row && n > 0)
        g_string_append (out, " |\n");
      n = row ? 0 : n;
      open = starts;
      p += row ? strlen ("<nl>") : strlen (cells[0]);
    } else if (g_str_has_prefix (p, "<loc_") && strchr (p, '>') != NULL)
      p = strchr (p, '>') + 1;
    else {
      const char *next = g_utf8_next_char (p);
      if (open)
        g_string_append_len (cell, p, next - p);
      p = next;
    }
  }
  if (open)
    put_cell (out, cell, n++ == 0);
  g_string_append (out, n > 0 ? " |\n\n" : "\n");
  return end + strlen ("</otsl>");
}

/* ---- grids of + - | ---- */

/* The line at @p, without what ends it. Returns: (transfer full). @next (out): what follows. */
static char *
line_at (const char *p, const char **next)
{
  gsize n = strcspn (p, "\n");
  *next = p + n + (p[n] == '\n');
  return g_strchomp (g_strndup (p, n));
}

/* "+----+====+": between the rows of a grid. */
static gboolean
is_fence (const char *line)
{
  const char *p = line + strspn (line, " ");
  return p[0] == '+' && p[strspn (p, "+-=:")] == '\0' && (strstr (p, "--+") != NULL || strstr (p, "==+") != NULL);
}

/* The cells of all @lines of one row, joined. */
static void
put_row (GPtrArray *lines, GString *out)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < lines->len; i++) {
    g_auto (GStrv) parts = g_strsplit (lines->pdata[i], "|", MAX_CELLS);
    guint n = g_strv_length (parts);
    for (guint k = 1; k + 1 < n; k++) {
      if (k > cells->len)
        g_ptr_array_add (cells, g_strdup (""));
      char *old = cells->pdata[k - 1];
      const char *more = g_strstrip (parts[k]);
      gsize len = strlen (old);
      gboolean figures = len > 0 && g_ascii_isdigit (old[len - 1]) && g_ascii_isdigit (more[0]);
      cells->pdata[k - 1] = g_strconcat (old, figures ? LINE_END : "", more, NULL);
      g_free (old);
    }
  }
  for (guint k = 0; k < cells->len; k++) {
    g_autoptr (GString) cell = g_string_new (cells->pdata[k]);
    put_cell (out, cell, k == 0);
  }
  if (cells->len > 0)
    g_string_append (out, " |\n");
  g_ptr_array_set_size (lines, 0);
}

/* The grid at @p, the start of a line, if one begins there and any of its rows has several lines. */
static const char *
take_fenced (const char *p, GString *out)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) rows = g_string_new ("\n");
  guint most = 0, n = 0;
  const char *next;
  g_autofree char *first = line_at (p, &next);
  if (!is_fence (first))
    return NULL;
  for (p = next; *p != '\0'; p = next) {
    g_autofree char *line = line_at (p, &next);
    const char *text = line + strspn (line, " ");
    if (is_fence (line)) {
      most = MAX (most, lines->len);
      n += lines->len > 0;
      put_row (lines, rows);
    } else if (*text == '|' && g_str_has_suffix (text, "|"))
      g_ptr_array_add (lines, g_strdup (text));
    else
      break;
  }
  if (lines->len > 0 || most < 2 || n < 2)
    return NULL;
  g_string_append (out, rows->str);
  g_string_append_c (out, '\n');
  return p;
}

/* ---- headers joined to one row ---- */

/* How many points in @cell have ideographs on both sides. */
static guint
count_joints (const char *cell)
{
  guint n = 0;
  for (const char *p = strchr (cell, '.'); p != NULL; p = strchr (p + 1, '.'))
    n += p > cell && gj_char_is_ideograph (g_utf8_get_char (g_utf8_prev_char (p))) &&
         gj_char_is_ideograph (g_utf8_get_char (p + 1));
  return n;
}

/* The row at @p, the start of a line, as several, if half of its cells are joined of labels. */
static const char *
take_joined_header (const char *p, GString *out)
{
  const char *next, *after;
  g_autofree char *line = *p == '|' ? line_at (p, &next) : NULL;
  if (line == NULL || strchr (line, '.') == NULL)
    return NULL;
  g_autofree char *below = line_at (next, &after);
  if (*below != '|' || below[strspn (below, "|-: ")] != '\0')
    return NULL;
  g_auto (GStrv) cells = g_strsplit (line + 1, "|", MAX_CELLS);
  guint n = g_strv_length (cells), joined = 0, levels = 0;
  n -= n > 0 && g_strstrip (cells[n - 1])[0] == '\0';
  for (guint k = 0; k < n; k++) {
    guint joints = count_joints (g_strstrip (cells[k]));
    joined += joints > 0;
    levels = MAX (levels, joints + 1);
  }
  if (joined < 3 || joined * 2 < n || levels > 4)
    return NULL;
  for (guint level = 0; level < levels; level++) {
    for (guint k = 0; k < n; k++) {
      g_auto (GStrv) labels =
          count_joints (cells[k]) > 0 ? g_strsplit (cells[k], ".", -1) : g_strsplit (cells[k], "\n", 1);
      guint last = g_strv_length (labels);
      g_string_append_printf (out, "| %s ", last > 0 ? labels[MIN (level, last - 1)] : "");
    }
    g_string_append (out, "|\n");
    if (level == 0) {
      g_string_append (out, below);
      g_string_append_c (out, '\n');
    }
  }
  return after;
}

/* ---- a cell a line, with a tab behind it ---- */

#define LEAST_TABBED 40

/* Whether nearly all lines with a tab have no other than that at their end: a tool's that writes a cell a line. */
static gboolean
is_tabbed (const char *text)
{
  guint ends = 0, others = 0;
  for (const char *p = strchr (text, '\t'); p != NULL; p = strchr (p + 1, '\t')) {
    gboolean end = p[1] == '\n' || p[1] == '\r', behind = p > text && p[-1] == '\t';
    ends += end && !behind;
    others += !end || behind;
  }
  return ends >= LEAST_TABBED && others * 20 < ends;
}

char *
gj_markup_tables_to_pipes (const char *text)
{
  GString *out = g_string_sized_new (strlen (text) + 1);
  const gboolean tabbed = is_tabbed (text);
  for (const char *p = text; *p != '\0';) {
    gboolean start = p == text || p[-1] == '\n';
    const char *behind = *p == '\\'                           ? take_latex (p, out)
                         : *p == '<'                          ? take_otsl (p, out)
                         : start && *p == '|'                 ? take_joined_header (p, out)
                         : start && strchr (" +", *p) != NULL ? take_fenced (p, out)
                                                              : NULL;
    if (behind != NULL) {
      p = behind;
      continue;
    }
    if (*p == '\t' && tabbed && (p[1] == '\n' || p[1] == '\r'))
      g_string_append (out, " |");
    else
      g_string_append_c (out, *p);
    p++;
  }
  return g_string_free (out, FALSE);
}
