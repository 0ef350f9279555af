/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-text-tables.h"

#include "normalize/gj-rows.h"
#include "normalize/gj-text-builder.h"
#include "page/gj-char.h"

#include <string.h>

/*
 * Rows as programs write them: values with commas, semicolons or tabs between them, in quotes where they hold such a mark or the end
 * of a line (RFC 4180); lists of strings in brackets (JSON, or Python's own); a data frame as pandas prints it, with a number before
 * each row and NaN in each empty cell. All become rows of markdown pipes.
 */

#define MIN_RECORDS 3
#define MIN_LABELS 2 /* records with words of the form: fewer are prose */
#define MAX_LOOKED_AT 100u
#define MAX_FIELDS 64
#define MAX_WIDTH 4096 /* characters of a row of a data frame */
#define MAX_SHIFT 5    /* by which a column's number may stand off its cells' end */
#define MAX_LIST 2000  /* lines of one list */
#define MAX_INSIDE 16  /* lines of one record */
/* Between two lines of figures in a cell. */
#define LINE_END "；"

/* What was read of a place in the text: its rows, each a GPtrArray of char*. */
typedef struct {
  GPtrArray *rows;
  guint end; /* the line behind them */
} Rows;

static const char *
line_text (const GjPage *page, guint i)
{
  return i < page->lines->len ? ((GjLine *) page->lines->pdata[i])->text : NULL;
}

static void
add_break (GString *cell)
{
  g_string_append_c (cell, '\n');
}

/* @cell as a cell of a row of pipes: lines joined, but for figures in both, which may be two. */
static char *
finish_cell (const char *cell)
{
  GString *s = g_string_new (NULL);
  for (const char *p = cell; *p != '\0'; p++) {
    gsize n = strspn (p, "\r\n");
    if (n > 0) {
      if (s->len > 0 && g_ascii_isdigit (s->str[s->len - 1]) && g_ascii_isdigit (p[n]))
        g_string_append (s, LINE_END);
      p += n - 1;
    } else if (*p == '|')
      g_string_append (s, "｜");
    else
      g_string_append_c (s, *p);
  }
  return g_string_free (s, FALSE);
}

static GPtrArray *
rows_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
}

/* The record that starts at line @i, its values parted by @mark. Returns: (nullable): NULL if a quote is not closed. @next (out): the
 * line behind it. @quoted (out): whether any value is in quotes. */
static GPtrArray *
read_record (const GjPage *page, guint i, char mark, guint *next, gboolean *quoted)
{
  g_autoptr (GPtrArray) out = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) cell = g_string_new (NULL);
  gboolean inside = FALSE, closed = FALSE;
  const guint first = i;
  for (const char *p = line_text (page, i); p != NULL;) {
    if (inside && *p == '\0') {
      if (++i - first > MAX_INSIDE)
        return NULL;
      add_break (cell);
      p = line_text (page, i);
    } else if (inside && p[0] == '"' && p[1] == '"') {
      g_string_append_c (cell, '"');
      p += 2;
    } else if (inside) {
      inside = *p != '"';
      closed = !inside;
      if (inside)
        g_string_append_c (cell, *p);
      p++;
    } else if (*p == '"' && cell->len == 0 && !closed) {
      inside = *quoted = TRUE;
      p++;
    } else if (*p == mark || *p == '\0') {
      g_ptr_array_add (out, finish_cell (cell->str));
      g_string_truncate (cell, 0);
      closed = FALSE;
      if (out->len > MAX_FIELDS)
        return NULL;
      if (*p == '\0') {
        *next = i + 1;
        return g_steal_pointer (&out);
      }
      p++;
    } else {
      if (closed && *p != ' ')
        return NULL; /* words behind the quotes: no record */
      if (!closed)
        g_string_append_c (cell, *p);
      p++;
    }
  }
  return NULL;
}

static gboolean
has_label (const GPtrArray *cells)
{
  for (guint k = 0; k < cells->len; k++)
    if (g_utf8_strlen (cells->pdata[k], -1) >= 4 && gj_form_has_piece (cells->pdata[k]))
      return TRUE;
  return FALSE;
}

static gboolean
is_table (const GPtrArray *rows)
{
  guint labels = 0, wide = 0;
  for (guint r = 0; r < MIN (rows->len, MAX_LOOKED_AT); r++) {
    const GPtrArray *cells = rows->pdata[r];
    wide += cells->len > 1;
    labels += cells->len > 1 && has_label (cells);
  }
  return wide >= MIN_RECORDS && labels >= MIN_LABELS;
}

/* Records with @mark between values from line @first on; a block's title among them has one value. Sets the end of @out also where
 * they are no table. */
static gboolean
read_records (const GjPage *page, guint first, char mark, Rows *out)
{
  gboolean quoted = FALSE;
  g_autoptr (GPtrArray) rows = rows_new ();
  guint i = first, end = first, next = first;
  while (i < page->lines->len) {
    if (i > first && ((GjLine *) page->lines->pdata[i])->blank_before)
      break;
    g_autoptr (GPtrArray) cells = read_record (page, i, mark, &next, &quoted);
    if (cells == NULL ||
        (cells->len < 2 && !gj_text_matches_item (GJ_TABLE_DISCLOSURE, GJ_ITEM_BLOCK, cells->pdata[0], 0.8)))
      break;
    end = cells->len > 1 ? next : end;
    g_ptr_array_add (rows, g_steal_pointer (&cells));
    i = next;
  }
  while (rows->len > 0 && ((GPtrArray *) rows->pdata[rows->len - 1])->len < 2)
    g_ptr_array_set_size (rows, (gint) rows->len - 1);
  if (!is_table (rows) || (mark == '\t' && !quoted)) /* tabs alone are read as they stand */
  {
    out->end = end;
    return FALSE;
  }
  out->rows = g_steal_pointer (&rows);
  out->end = end;
  return TRUE;
}

/* A string in quotes at @p with the escapes of JSON and Python. Returns: what follows, or NULL. */
static const char *
read_string (const char *p, GString *cell)
{
  const char quote = *p++;
  for (; *p != quote; p++) {
    if (*p == '\0')
      return NULL;
    if (*p != '\\') {
      g_string_append_c (cell, *p);
      continue;
    }
    p++;
    guint digits = *p == 'u' ? 4 : *p == 'x' ? 2 : *p == 'U' ? 8 : 0;
    gunichar ch = 0;
    if (*p == '\0')
      return NULL;
    for (guint k = 0; k < digits; k++) {
      if (!g_ascii_isxdigit (p[k + 1]))
        return NULL;
      ch = ch << 4 | (gunichar) g_ascii_xdigit_value (p[k + 1]);
    }
    if (digits > 0 && (ch < 0x20 || !g_unichar_validate (ch)))
      return NULL;
    if (digits > 0)
      g_string_append_unichar (cell, ch);
    else if (*p == 'n' || *p == 'r')
      add_break (cell);
    else
      g_string_append_c (cell, *p == 't' ? ' ' : *p);
    p += digits;
  }
  return p + 1;
}

/* A value that is no string: a number, None, null, nan. Returns: what follows. */
static const char *
read_word (const char *p, GString *cell)
{
  gsize n = strcspn (p, ",:[]{}'\" \t");
  g_string_append_len (cell, p, (gssize) n);
  return n > 0 ? p + n : NULL;
}

static gboolean
is_number (const char *text, guint number)
{
  g_autofree char *own = g_strdup_printf ("%u", number);
  return strcmp (text, own) == 0;
}

/* Lists on their way to rows. */
typedef struct {
  GPtrArray *rows, *row, *keys; /* keys: of the values of a row in braces */
  GString *cell;
  gboolean filled; /* a value that waits for its comma */
  guint depth;
} Lists;

static gboolean
same_cells (const GPtrArray *a, const GPtrArray *b)
{
  for (guint k = 0; k < a->len && a->len == b->len; k++)
    if (strcmp (a->pdata[k], b->pdata[k]) != 0)
      return FALSE;
  return a->len == b->len;
}

/* Names of columns that rows have as keys are a row above the first of them, but for numbers. */
static void
end_row (Lists *l, GPtrArray **last_keys)
{
  gboolean names = FALSE;
  for (guint k = 0; k < l->keys->len; k++)
    names |= !is_number (l->keys->pdata[k], k);
  if (names && (*last_keys == NULL || !same_cells (l->keys, *last_keys))) {
    g_ptr_array_add (l->rows, g_ptr_array_ref (l->keys));
    *last_keys = l->keys;
  }
  g_ptr_array_add (l->rows, g_steal_pointer (&l->row));
}

/* What stands at @p between the values of lists. Returns: what follows, or NULL. */
static const char *
read_mark (Lists *l, const char *p, GPtrArray **last_keys)
{
  if (*p == '[' || *p == '{') {
    if (l->filled || l->row != NULL || ++l->depth > 3)
      return NULL;
    p += 1 + strspn (p + 1, " ");
    if (*p != '[' && *p != '{') {
      l->row = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_unref (l->keys);
      l->keys = g_ptr_array_new_with_free_func (g_free);
    }
    return p;
  }
  if ((l->filled || *p == ':') && (l->row == NULL || l->row->len >= MAX_FIELDS))
    return NULL;
  if (*p == ':')
    g_ptr_array_add (l->keys, finish_cell (l->cell->str));
  else if (l->filled)
    g_ptr_array_add (l->row, finish_cell (l->cell->str));
  g_string_truncate (l->cell, 0);
  l->filled = FALSE;
  if (*p == ':' || *p == ',')
    return p + 1;
  if (l->depth-- == 0)
    return NULL;
  if (l->row != NULL)
    end_row (l, last_keys);
  return p + 1;
}

/* The lists of values in @text, which starts with a bracket, each as a row. Returns: (nullable). */
static GPtrArray *
read_lists (const char *text)
{
  g_autoptr (GPtrArray) rows = rows_new ();
  g_autoptr (GString) cell = g_string_new (NULL);
  GPtrArray *last_keys = NULL;
  Lists l = { .rows = rows, .cell = cell, .keys = g_ptr_array_new_with_free_func (g_free) };
  const char *p = text;
  while (p != NULL && *p != '\0') {
    if (*p == ' ')
      p++;
    else if (strchr ("[]{},:", *p) != NULL)
      p = read_mark (&l, p, &last_keys);
    else if (l.filled || l.row == NULL)
      p = NULL;
    else {
      p = *p == '"' || *p == '\'' ? read_string (p, cell) : read_word (p, cell);
      l.filled = TRUE;
    }
  }
  gboolean whole = p != NULL && l.depth == 0 && l.row == NULL && rows->len > 0;
  g_clear_pointer (&l.row, g_ptr_array_unref);
  g_ptr_array_unref (l.keys);
  return whole ? g_steal_pointer (&rows) : NULL;
}

/* How many brackets are open at the end of @line, where @depth were before. Strings do not go on in the next line. */
static int
open_brackets (const char *line, int depth)
{
  char quote = '\0';
  for (const char *p = line; *p != '\0'; p++)
    if (quote != '\0' && *p == '\\' && p[1] != '\0')
      p++;
    else if (quote != '\0')
      quote = *p == quote ? '\0' : quote;
    else if (*p == '"' || *p == '\'')
      quote = *p;
    else
      depth += (*p == '[' || *p == '{') - (*p == ']' || *p == '}');
  return depth;
}

/* Lists from line @first on, each over one or several lines, with one or several rows. */
static gboolean
read_bracketed (const GjPage *page, guint first, Rows *out)
{
  g_autoptr (GPtrArray) all = rows_new ();
  guint i = first, end = first;
  while (i < page->lines->len && (i == first || !((GjLine *) page->lines->pdata[i])->blank_before)) {
    g_autoptr (GString) text = g_string_new (NULL);
    int depth = 0;
    do {
      const char *line = line_text (page, i++);
      depth = open_brackets (line, depth);
      g_string_append (text, line + strspn (line, " "));
    } while (depth > 0 && i < page->lines->len && i - end < MAX_LIST);
    g_autoptr (GPtrArray) rows = strchr ("[{", text->str[0]) != NULL && depth == 0 ? read_lists (text->str) : NULL;
    if (rows == NULL)
      break;
    while (rows->len > 0)
      g_ptr_array_add (all, g_ptr_array_steal_index (rows, 0));
    end = i;
  }
  out->end = MAX (end, first + 1);
  if (!is_table (all))
    return FALSE;
  out->rows = g_steal_pointer (&all);
  return TRUE;
}

static GPtrArray *
words_of (const char *text)
{
  GPtrArray *out = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) words = g_strsplit_set (text, " ", -1);
  for (guint k = 0; words[k] != NULL; k++)
    if (words[k][0] != '\0')
      g_ptr_array_add (out, g_strdup (words[k]));
  return out;
}

/* Where each column ends: its number in @head stands at its right end. */
static guint
column_ends (const char *head, guint ends[MAX_FIELDS])
{
  guint n = 0;
  for (guint i = 0; head[i] != '\0'; i++)
    if (head[i] != ' ' && (head[i + 1] == ' ' || head[i + 1] == '\0') && n < MAX_FIELDS)
      ends[n++] = i + 1;
  return n;
}

/* The cells of @text between the ends of @n columns, places counted in characters, or in halves of ideographs (@wide). Returns:
 * (nullable): NULL where a column's end is not a cell's. */
static GPtrArray *
cut_row (const char *text, const guint *ends, guint n, gboolean wide)
{
  g_autoptr (GPtrArray) out = g_ptr_array_new_with_free_func (g_free);
  const char *start = text + strspn (text, "0123456789"); /* behind the row's number */
  guint at = (guint) (start - text), k = 0;
  for (const char *p = start; k < n; p = g_utf8_next_char (p)) {
    if (at == ends[k] || *p == '\0') {
      if (*p != '\0' && *p != ' ')
        return NULL;
      g_ptr_array_add (out, g_strstrip (g_strndup (start, (gsize) (p - start))));
      start = p;
      k++;
    } else if (at > ends[k])
      return NULL;
    if (*p == '\0')
      break;
    at += wide && g_unichar_iswide (g_utf8_get_char (p)) ? 2 : 1;
    if (k == n && p[strspn (p, " ")] != '\0')
      return NULL;
  }
  while (out->len > 0 && out->len < n)
    g_ptr_array_add (out, g_strdup (""));
  return g_steal_pointer (&out);
}

/* Adds what stands at each place of @text to @filled. */
static void
count_filled (const char *text, gboolean wide, guint filled[MAX_WIDTH])
{
  guint at = 0;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    guint n = wide && g_unichar_iswide (g_utf8_get_char (p)) ? 2 : 1;
    for (; n > 0 && at < MAX_WIDTH; n--)
      filled[at++] += *p != ' ';
  }
}

/* The rows in lines [@first + 1, @end), cut where a cell ends in most of them and nothing stands in any: at the number of the column, or
 * near it, for the numbers are set left among themselves. */
static GPtrArray *
cut_frame (const GjPage *page, guint first, guint end, gboolean wide)
{
  guint ends[MAX_FIELDS], n = column_ends (line_text (page, first), ends);
  g_autofree guint *filled = g_new0 (guint, MAX_WIDTH);
  g_autoptr (GPtrArray) rows = rows_new ();
  for (guint i = first + 1; i < end; i++)
    count_filled (line_text (page, i), wide, filled);
  for (guint k = 0; k < n; k++) {
    guint best = 0;
    for (guint p = MAX (ends[k], MAX_SHIFT + 1) - MAX_SHIFT; p <= ends[k] + MAX_SHIFT && p < MAX_WIDTH; p++)
      if (filled[p] == 0 && filled[p - 1] * 2 >= end - first - 1 &&
          (best == 0 || ABS ((int) p - (int) ends[k]) < ABS ((int) best - (int) ends[k])))
        best = p;
    if (best == 0 || (k > 0 && best <= ends[k - 1]))
      return NULL;
    ends[k] = best;
  }
  for (guint i = first + 1; i < end; i++) {
    GPtrArray *row = cut_row (line_text (page, i), ends, n, wide);
    if (row == NULL)
      return NULL;
    g_ptr_array_add (rows, row);
  }
  return g_steal_pointer (&rows);
}

/* A printed data frame at line @first: its columns' numbers, then rows, each with its number, cells set right below their column's
 * number. */
static gboolean
read_frame (const GjPage *page, guint first, Rows *out)
{
  g_autoptr (GPtrArray) head = words_of (line_text (page, first));
  guint end = first + 1;
  for (guint k = 0; k < head->len; k++)
    if (!is_number (head->pdata[k], k))
      return FALSE;
  for (; end < page->lines->len && head->len > 1 && !((GjLine *) page->lines->pdata[end])->blank_before; end++) {
    g_autoptr (GPtrArray) words = words_of (line_text (page, end));
    if (words->len < 2 || !is_number (words->pdata[0], end - first - 1))
      break;
  }
  g_autoptr (GPtrArray) rows = cut_frame (page, first, end, FALSE);
  if (rows == NULL)
    rows = cut_frame (page, first, end, TRUE);
  if (rows == NULL || !is_table (rows))
    return FALSE;
  out->rows = g_steal_pointer (&rows);
  out->end = end;
  return TRUE;
}

static void
put_rows (GPtrArray *lines, const GjLine *like, const GPtrArray *rows)
{
  for (guint r = 0; r < rows->len; r++) {
    const GPtrArray *cells = rows->pdata[r];
    GString *s = g_string_new ("|");
    for (guint k = 0; k < cells->len; k++)
      g_string_append_printf (s, " %s |", (const char *) cells->pdata[k]);
    GjLine *line = gj_line_new (s->str, like->box);
    line->blank_before = r == 0;
    g_ptr_array_add (lines, line);
    g_string_free (s, TRUE);
  }
}

void
gj_text_delimited_unfold (GjPage *page)
{
  g_autoptr (GPtrArray) out = g_ptr_array_new_with_free_func ((GDestroyNotify) gj_line_free);
  static const char marks[] = ",;\t";
  guint tried[G_N_ELEMENTS (marks)] = { 0 }; /* up to this line no table with the mark begins */
  guint listed = 0;                          /* nor one of lists */
  for (guint i = 0; i < page->lines->len;) {
    GjLine *line = page->lines->pdata[i];
    Rows found = { NULL, i };
    const char *text = line->text;
    const char start = text[strspn (text, " ")];
    gboolean any =
        start == '[' || start == '{' ? i >= listed && read_bracketed (page, i, &found) : read_frame (page, i, &found);
    listed = any ? listed : MAX (listed, found.end);
    for (guint m = 0; m < strlen (marks) && !any; m++)
      if (strchr (text, marks[m]) != NULL && i >= tried[m] && !(any = read_records (page, i, marks[m], &found)))
        tried[m] = found.end;
    if (!any) {
      g_ptr_array_add (out, g_steal_pointer (&page->lines->pdata[i++]));
      continue;
    }
    put_rows (out, line, found.rows);
    g_ptr_array_unref (found.rows);
    for (; i < found.end; i++)
      g_clear_pointer ((GjLine **) &page->lines->pdata[i], gj_line_free);
  }
  g_ptr_array_set_free_func (page->lines, NULL);
  g_ptr_array_set_size (page->lines, 0);
  g_ptr_array_extend_and_steal (page->lines, g_steal_pointer (&out));
  g_ptr_array_set_free_func (page->lines, (GDestroyNotify) gj_line_free);
}
