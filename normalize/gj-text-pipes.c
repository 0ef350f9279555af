/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-text-tables.h"

#include "normalize/gj-prose.h"
#include "normalize/gj-rows.h"
#include "page/gj-char.h"

#include <string.h>

/*
 * Tools that take the text out of web pages write a pipe behind each cell, or only between cells: a row a line, a cell a
 * line, the pipe on a line of its own; and behind a short row a pipe for each cell it has less than the widest. Rows
 * become markdown rows, which gj_text_grids_build() reads; cells become plain lines, which gj_text_recover() reads.
 */

#define MIN_PIPED 3   /* lines with pipes: fewer are no table */
#define MAX_INSIDE 3u /* lines without a pipe between two that have one: pieces of a cell */
#define MAX_PIECE 40  /* characters of such a line */
#define MAX_CELLS 64

/* What a line looks like. */
typedef struct {
  guint pipes, cells; /* cells: those with text */
  gboolean lead, tail;
} Look;

static Look
look_at (const GjLine *line)
{
  Look look = { .pipes = 0 };
  gboolean text = FALSE, first = TRUE;
  for (const char *p = line->text; *p != '\0'; p = g_utf8_next_char (p)) {
    if (gj_char_is_space (g_utf8_get_char (p)))
      continue;
    look.tail = *p == '|';
    look.lead |= first && look.tail;
    first = FALSE;
    look.pipes += look.tail;
    look.cells += !look.tail && !text;
    text = !look.tail;
  }
  return look;
}

static gboolean
is_row (const Look *look)
{
  return look->cells > 1 || (look->lead && look->tail && look->pipes > 2 && look->cells > 0);
}

/* A line that may be a piece of a cell, or the one cell of its row: short, and neither a sentence nor a heading. */
static gboolean
may_be_piece (const GjLine *line)
{
  double similarity;
  gsize rest;
  return line->heading_level == 0 && g_utf8_strlen (line->text, -1) <= MAX_PIECE && strstr (line->text, "。") == NULL &&
         gj_heading_match (line->text, 0, &similarity, &rest) < 0;
}

/* The lines from @first on, the first with a pipe, that belong to one table or to several without prose between them. */
static guint
region_end (GjPage *page, guint first)
{
  guint end = first + 1;
  for (guint i = end; i < page->lines->len && i - end <= MAX_INSIDE; i++) {
    const GjLine *line = page->lines->pdata[i];
    if (look_at (line).pipes > 0)
      end = i + 1;
    else if (!may_be_piece (line))
      break;
  }
  return end;
}

static void
add_line (GPtrArray *out, const GjLine *like, const char *text, gboolean blank_before)
{
  GjLine *line = gj_line_new (text, like->box);
  line->blank_before = blank_before;
  line->maybe_page_number = like->maybe_page_number;
  g_ptr_array_add (out, line);
}

/* @row as a row of markdown. Blank cells behind the last figure are not to be told from those that fill up a row from
 * which the tool left out empty cells: they go, and where figures are missing then, their columns are not known. */
static void
add_row (GPtrArray *out, const GjLine *like, const char *row)
{
  const char *start = row;
  while (*start == ' ')
    start++;
  g_auto (GStrv) cells = g_strsplit (start, "|", -1);
  guint n = g_strv_length (cells);
  gboolean figure = FALSE;
  for (guint i = 0; i < n; i++) {
    g_strstrip (cells[i]);
    figure |= i > 0 && cells[i][0] != '\0' && gj_cell_is_value (cells[i]) && !gj_cell_is_blank (cells[i]);
  }
  if (n > 1 && cells[n - 1][0] == '\0' && !figure) /* behind the last pipe */
    n--;
  for (; figure && n > 0 && cells[n - 1][0] == '\0'; n--)
    ;
  GString *s = g_string_new ("|");
  for (guint i = 0; i < n; i++)
    g_string_append_printf (s, " %s |", cells[i]);
  add_line (out, like, s->str, FALSE);
  g_string_free (s, TRUE);
}

/* The first row of a table may have one cell, and no pipe; dashes below it, as under any first row. */
static void
take_first_row (GPtrArray *out)
{
  GjLine *dashes = out->len > 1 ? out->pdata[out->len - 1] : NULL,
         *row = out->len > 1 ? out->pdata[out->len - 2] : NULL;
  if (dashes == NULL || strlen (dashes->text) < 3 || strspn (dashes->text, "- ") != strlen (dashes->text) ||
      !may_be_piece (row))
    return;
  g_autofree char *text = g_strdup_printf ("| %s |", row->text);
  add_line (out, row, text, FALSE);
  out->pdata[out->len - 3] = out->pdata[out->len - 1];
  gj_line_free (row);
  gj_line_free (dashes);
  g_ptr_array_set_size (out, (gint) out->len - 2);
}

/* Rows: one a line, but a cell may hold the end of a line. @tails: most rows end in a pipe, so that one that does not goes
 * on in the line below. */
static void
unfold_rows (GjPage *page, guint first, guint end, gboolean tails, GPtrArray *out)
{
  g_autoptr (GString) row = g_string_new (NULL);
  const GjLine *like = page->lines->pdata[first];
  take_first_row (out);
  for (guint i = first; i < end; i++) {
    const GjLine *line = page->lines->pdata[i];
    Look look = look_at (line);
    gboolean open = tails && row->len > 0 && row->str[row->len - 1] != '|';
    if (row->len > 0 && !open && !look.lead) {
      add_row (out, like, row->str);
      g_string_truncate (row, 0);
    }
    if (row->len == 0)
      like = line;
    g_autofree char *text = g_strstrip (g_strdup (line->text));
    g_string_append (row, text);
  }
  add_row (out, like, row->str);
}

/* Pipes between cells alone, also before or behind an empty one: each line is a row with as many pipes as any other, and the last
 * of its cells stands behind the last pipe. */
static gboolean
is_flat (GjPage *page, guint first, guint end)
{
  guint rows = 0, alike = 0, open = 0, most = 0;
  for (guint i = first; i < end; i++)
    most = MAX (most, look_at (page->lines->pdata[i]).pipes);
  for (guint i = first; i < end; i++) {
    Look look = look_at (page->lines->pdata[i]);
    rows += look.pipes > 0;
    alike += look.pipes == most;
    open += look.pipes == most && !look.tail;
  }
  return most > 1 && open > 0 && alike * 5 >= rows * 4;
}

static void
unfold_flat (GjPage *page, guint first, guint end, GPtrArray *out)
{
  take_first_row (out);
  for (guint i = first; i < end; i++) {
    const GjLine *line = page->lines->pdata[i];
    g_auto (GStrv) cells = g_strsplit (line->text, "|", -1);
    g_autoptr (GString) row = g_string_new ("|");
    for (guint k = 0; cells[k] != NULL; k++)
      g_string_append_printf (row, " %s |", g_strstrip (cells[k]));
    add_line (out, line, row->str, line->blank_before);
  }
}

/* Rows that start with a pipe stay as they are; one whose cell holds the end of a line is put together. */
static void
join_markdown (GjPage *page, guint first, guint end, GPtrArray *out)
{
  for (guint i = first; i < end; i++) {
    GjLine *line = page->lines->pdata[i];
    guint last = i;
    Look look = look_at (line);
    g_autoptr (GString) row = g_string_new (line->text);
    if (!look.lead && look.tail && look.cells > 1) { /* its first pipe is lost */
      g_string_prepend (row, "|");
      add_line (out, line, row->str, line->blank_before);
      continue;
    }
    for (guint k = i + 1; look.lead && !look.tail && k < end && k - i <= MAX_INSIDE * 2; k++) {
      const GjLine *next = page->lines->pdata[k];
      Look more = look_at (next);
      if (more.lead)
        break;
      g_string_append (row, next->text);
      if (more.tail) {
        last = k;
        break;
      }
    }
    add_line (out, line, last > i ? row->str : line->text, line->blank_before);
    ((GjLine *) out->pdata[out->len - 1])->heading_level = line->heading_level;
    i = last;
  }
}

/* One cell a line: the text of each, and a bar for an empty cell. Several bars fill up a row. */
static void
unfold_cells (GjPage *page, guint first, guint end, GPtrArray *out)
{
  gboolean open = first > 0; /* the text of a cell whose pipe is still to come */
  for (guint i = first; i < end; i++) {
    const GjLine *line = page->lines->pdata[i];
    Look look = look_at (line);
    if (look.lead && (look.cells > 0 || look.pipes == 1) && !open)
      add_line (out, line, "|", FALSE);
    g_auto (GStrv) cells = g_strsplit (line->text, "|", -1);
    for (guint k = 0; cells[k] != NULL && k < MAX_CELLS; k++)
      if (g_strstrip (cells[k])[0] != '\0') {
        g_autofree char *bare = gj_str_strip_spaces (cells[k]); /* "1 288" is one figure */
        add_line (out, line, gj_cell_is_value (bare) ? bare : cells[k], line->blank_before);
      }
    open = !look.tail;
  }
}

void
gj_text_pipes_unfold (GjPage *page)
{
  g_autoptr (GPtrArray) out = g_ptr_array_new ();
  for (guint i = 0; i < page->lines->len;) {
    GjLine *line = page->lines->pdata[i];
    guint end = look_at (line).pipes > 0 ? region_end (page, i) : i;
    guint piped = 0, rows = 0, lead = 0, tail = 0, single = 0;
    for (guint k = i; k < end; k++) {
      Look look = look_at (page->lines->pdata[k]);
      gboolean row = is_row (&look);
      piped += look.pipes > 0;
      rows += row;
      lead += row && look.lead;
      tail += row && look.tail;
      single += !row && look.pipes > 0 && (look.cells == 1 || look.pipes == 1);
    }
    if (piped < MIN_PIPED) {
      end = MAX (end, i + 1);
      for (guint k = i; k < end; k++)
        g_ptr_array_add (out, g_steal_pointer (&page->lines->pdata[k]));
    } else if (is_flat (page, i, end))
      unfold_flat (page, i, end, out);
    else if (rows < single)
      unfold_cells (page, i, end, out);
    else if (lead * 2 > rows)
      join_markdown (page, i, end, out);
    else
      unfold_rows (page, i, end, tail * 2 > rows, out);
    i = end;
  }
  for (guint i = 0; i < page->lines->len; i++)
    if (page->lines->pdata[i] != NULL)
      gj_line_free (page->lines->pdata[i]);
  g_ptr_array_set_free_func (page->lines, NULL);
  g_ptr_array_set_size (page->lines, 0);
  for (guint i = 0; i < out->len; i++)
    g_ptr_array_add (page->lines, out->pdata[i]);
  g_ptr_array_set_free_func (page->lines, (GDestroyNotify) gj_line_free);
}
