/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-text-tables.h"

#include "normalize/gj-prose.h"
#include "normalize/gj-rows.h"
#include "normalize/gj-text-builder.h"

#include <string.h>

#define MAX_TOKENS 64

/* A line with a tab between words or with pipes around cells; NULL if neither. Returns: (transfer full). */
static char **
split_row (const char *text)
{
  g_autofree char *trimmed = g_strdup (text);
  const char *p = trimmed;
  while (*p == ' ')
    p++;
  if (*p == '|') {
    char *end = g_strrstr (p, "|");
    if (end == p)
      return NULL;
    if (end[1 + strspn (end + 1, " ")] == '\0') /* else what stands behind it is a cell too */
      *end = '\0';
    return g_strsplit (p + 1, "|", -1);
  }
  return strchr (text, '\t') != NULL ? g_strsplit (text, "\t", -1) : NULL;
}

/* The line under a markdown header: nothing but dashes and colons. */
static gboolean
is_separator (char **cells)
{
  gboolean dash = FALSE;
  for (guint i = 0; cells[i] != NULL; i++) {
    if (strspn (cells[i], " -:") != strlen (cells[i]))
      return FALSE;
    dash |= strstr (cells[i], "--") != NULL;
  }
  return dash;
}

/* The cells of line @i. A title of a block of table 二 has one cell, and no mark of a table but the rows around it. */
static char **
row_at (GjPage *page, guint i)
{
  const GjLine *line = page->lines->pdata[i], *next = i + 1 < page->lines->len ? page->lines->pdata[i + 1] : NULL;
  char **cells = split_row (line->text);
  if (cells != NULL || next == NULL || strchr (next->text, '\t') == NULL ||
      !gj_text_matches_item (GJ_TABLE_DISCLOSURE, GJ_ITEM_BLOCK, line->text, 0.8))
    return cells;
  cells = g_new0 (char *, 2);
  cells[0] = g_strdup (line->text);
  return cells;
}

/* Whether nothing but tabs at the start of line @i marks cells in it: a paragraph that is indented by them, unless rows stand around it
 * (@inside: before it). */
static gboolean
is_indented (GjPage *page, guint i, gboolean inside)
{
  const GjLine *line = page->lines->pdata[i], *next = i + 1 < page->lines->len ? page->lines->pdata[i + 1] : NULL;
  const char *text = line->text + strspn (line->text, " \t");
  double similarity;
  gsize rest;
  if (text == line->text || *text == '\0' || strpbrk (text, "\t|") != NULL)
    return FALSE;
  if (gj_heading_match (text, line->heading_level, &similarity, &rest) >= 0)
    return TRUE;
  return !inside && (next == NULL || strpbrk (next->text + strspn (next->text, " \t"), "\t|") == NULL);
}

/* Takes the tabs at the start of a line off. */
static void
outdent (GjLine *line)
{
  gsize n = strspn (line->text, " \t");
  memmove (line->text, line->text + n, strlen (line->text + n) + 1);
}

void
gj_text_grids_build (GjPage *page)
{
  GjTextBuilder b = { NULL };
  guint kept = 0;
  gj_text_delimited_unfold (page);
  gj_text_pipes_unfold (page);
  g_autoptr (GPtrArray) rest = g_ptr_array_new ();
  for (guint i = 0; i < page->lines->len; i++) {
    GjLine *line = page->lines->pdata[i];
    gboolean indented = is_indented (page, i, b.grid != NULL && !line->blank_before);
    if (indented)
      outdent (line);
    g_auto (GStrv) cells = indented ? NULL : row_at (page, i);
    if (b.grid != NULL && (cells == NULL || line->blank_before))
      gj_text_builder_finish (&b, page);
    if (cells == NULL) {
      g_ptr_array_add (rest, line);
      continue;
    }
    if (b.grid == NULL)
      gj_text_builder_start (&b, line);
    b.grid->tabs |= strchr (line->text, '\t') != NULL;
    if (!is_separator (cells)) {
      for (guint k = 0; cells[k] != NULL && k < MAX_TOKENS; k++)
        gj_text_builder_cell (&b, line, cells[k]);
      gj_text_builder_end_row (&b);
    }
    gj_line_free (line);
    page->lines->pdata[i] = NULL;
  }
  if (b.grid != NULL)
    gj_text_builder_finish (&b, page);
  g_ptr_array_set_free_func (page->lines, NULL);
  g_ptr_array_set_size (page->lines, 0);
  for (; kept < rest->len; kept++)
    g_ptr_array_add (page->lines, rest->pdata[kept]);
  g_ptr_array_set_free_func (page->lines, (GDestroyNotify) gj_line_free);
}
