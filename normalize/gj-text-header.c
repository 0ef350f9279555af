/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-text-tables.h"

#include "normalize/gj-label.h"
#include "normalize/gj-rows.h"
#include "page/gj-char.h"

/*
 * Tools that keep the layout of a page set words of one column over each other, with spaces between. A label that wraps
 * stands on two lines there, and merged cells stand between the lines of others: what belongs together is told by the
 * figure below it.
 */

#define SURE 0.95
#define MAX_HEADER_LINES 12

typedef struct {
  char *text;
  double x; /* its middle, in characters */
} Word;

static void
word_clear (Word *w)
{
  g_free (w->text);
}

/* The words of @text between spaces. */
static GArray *
words_of (const char *text)
{
  GArray *out = g_array_new (FALSE, FALSE, sizeof (Word));
  g_array_set_clear_func (out, (GDestroyNotify) word_clear);
  const char *start = NULL;
  guint at = 0, first = 0;
  for (const char *p = text;; p = g_utf8_next_char (p), at++) {
    gboolean space = *p == '\0' || gj_char_is_space (g_utf8_get_char (p));
    if (!space && start == NULL) {
      start = p;
      first = at;
    } else if (space && start != NULL) {
      Word w = { g_strndup (start, (gsize) (p - start)), (first + at) / 2.0 };
      g_array_append_val (out, w);
      start = NULL;
    }
    if (*p == '\0')
      return out;
  }
}

/* Whether @text is the label of a column of table 四 that has figures (@figures), or of a group of them. */
static gboolean
is_label (const char *text, gboolean figures)
{
  const GjForm *form = gj_form_get (GJ_EDITION_2021);
  GjLabel label = gj_label_make (text);
  for (guint i = form->tables[GJ_TABLE_REVIEW].first; i < form->tables[GJ_TABLE_REVIEW].end; i++)
    if (form->items[i].type == GJ_ITEM_COLUMN && gj_form_has_values (form, (int) i) == figures &&
        gj_label_match (&label, form->items[i].labels, FALSE) >= SURE)
      return TRUE;
  return FALSE;
}

static gint
compare_words (gconstpointer a, gconstpointer b)
{
  const Word *p = a, *q = b;
  return p->x < q->x ? -1 : p->x > q->x;
}

/* Gives each of the @words of a line one of @figures, in their order and no two the same, so that they lie as near to them as
 * they can. */
static void
assign (const GArray *words, const GArray *figures, guint *column)
{
  guint m = words->len, n = figures->len;
  double least[GJ_MAX_COLUMNS + 1][GJ_MAX_COLUMNS + 1] = {
    { 0 }
  }; /* of the words from i on in the columns from k on */
  for (guint i = m; i-- > 0;) {
    least[i][n] = G_MAXDOUBLE / 4;
    for (guint k = n; k-- > 0;) {
      double here = ABS (g_array_index (words, Word, i).x - g_array_index (figures, Word, k).x) + least[i + 1][k + 1];
      least[i][k] = MIN (here, least[i][k + 1]);
    }
  }
  for (guint i = 0, k = 0; i < m; k++)
    if (least[i][k] < least[i][k + 1] || n - k == m - i)
      column[i++] = k;
}

GPtrArray *
gj_text_header_columns (const GjPage *page, guint first, guint row, guint n)
{
  g_autoptr (GArray) figures = words_of (((GjLine *) page->lines->pdata[row])->text);
  g_autoptr (GArray) groups = g_array_new (FALSE, FALSE, sizeof (Word));
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free), out = g_ptr_array_new_with_free_func (g_free);
  g_array_set_clear_func (groups, (GDestroyNotify) word_clear);
  if (figures->len != n || n > GJ_MAX_COLUMNS || row - first > MAX_HEADER_LINES)
    return NULL;
  for (guint k = 0; k < n; k++)
    g_ptr_array_add (labels, g_strdup (""));
  for (guint i = first; i < row; i++) {
    g_autoptr (GArray) words = words_of (((GjLine *) page->lines->pdata[i])->text);
    guint column[GJ_MAX_COLUMNS];
    for (guint w = words->len; w-- > 0;)
      if (is_label (g_array_index (words, Word, w).text, FALSE)) {
        Word group = { g_strdup (g_array_index (words, Word, w).text), g_array_index (words, Word, w).x };
        g_array_append_val (groups, group);
        g_array_remove_index (words, w);
      }
    if (words->len > n)
      return NULL;
    assign (words, figures, column);
    for (guint w = 0; w < words->len; w++) {
      char **label = (char **) &labels->pdata[column[w]], *before = *label;
      *label = g_strconcat (before, g_array_index (words, Word, w).text, NULL);
      g_free (before);
    }
  }
  for (guint k = 0; k < n; k++)
    if (!is_label (labels->pdata[k], TRUE))
      return NULL;
  g_array_sort (groups, compare_words);
  for (guint k = 0; k < groups->len; k++)
    g_ptr_array_add (out, g_steal_pointer (&g_array_index (groups, Word, k).text));
  for (guint k = 0; k < n; k++)
    g_ptr_array_add (out, g_steal_pointer (&labels->pdata[k]));
  return g_steal_pointer (&out);
}
