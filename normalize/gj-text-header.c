/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-text-tables.h"

#include "normalize/gj-label.h"
#include "normalize/gj-rows.h"
#include "page/gj-char.h"

#include <string.h>

/*
 * Tools that keep the layout of a page set words of one column over each other, with spaces between. A label that wraps
 * stands on two lines there, and merged cells stand between the lines of others: what belongs together is told by the
 * figure below it.
 */

#define SURE 0.95
#define MAX_HEADER_LINES 12
#define MAX_HEADER_BYTES 8192
#define MIN_SPREAD 6 /* characters by which the wrong way to count places moves figures */

typedef struct {
  char *text;
  double x;           /* its middle, in characters */
  guint start, end;   /* in characters */
  guint wstart, wend; /* in halves of an ideograph, which is twice as wide as a letter */
  gboolean apart;     /* more than one space stands before it */
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
  guint at = 0, wide = 0, spaces = 0;
  Word w = { NULL };
  for (const char *p = text;; p = g_utf8_next_char (p), at++) {
    gunichar ch = g_utf8_get_char (p);
    gboolean space = *p == '\0' || gj_char_is_space (ch);
    if (!space && start == NULL) {
      start = p;
      w = (Word){ .start = at, .wstart = wide, .apart = spaces > 1 };
    } else if (space && start != NULL) {
      w.text = g_strndup (start, (gsize) (p - start));
      w.end = at;
      w.wend = wide;
      w.x = (w.start + at) / 2.0;
      g_array_append_val (out, w);
      start = NULL;
    }
    spaces = space ? spaces + 1 : 0;
    wide += g_unichar_iswide (ch) ? 2 : 1;
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

/* What stands over each other in @lines (of arrays of words), as one column each: the words in the order of the lines. */
static GArray *
stack_words (GPtrArray *lines)
{
  GArray *out = g_array_new (FALSE, FALSE, sizeof (Word));
  g_array_set_clear_func (out, (GDestroyNotify) word_clear);
  for (guint i = 0; i < lines->len; i++) {
    const GArray *words = lines->pdata[i];
    for (guint w = 0; w < words->len; w++) {
      const Word *word = &g_array_index (words, Word, w);
      Word *hit = NULL;
      guint at = 0;
      for (guint k = 0; k < out->len; k++) {
        Word *o = &g_array_index (out, Word, k);
        at += o->end <= word->start;
        if (word->start >= o->end || o->start >= word->end)
          continue;
        if (hit != NULL) { /* it joins two */
          g_array_set_size (out, 0);
          return out;
        }
        hit = o;
      }
      if (hit == NULL) {
        Word new = *word;
        new.text = g_strdup (word->text);
        g_array_insert_val (out, at, new);
        continue;
      }
      char *text = g_strconcat (hit->text, word->text, NULL);
      g_free (hit->text);
      hit->text = text;
      hit->start = MIN (hit->start, word->start);
      hit->end = MAX (hit->end, word->end);
    }
  }
  return out;
}

GPtrArray *
gj_text_header_columns (const GjPage *page, guint first, guint row, guint n)
{
  g_autoptr (GArray) figures = words_of (((GjLine *) page->lines->pdata[row])->text);
  g_autoptr (GArray) groups = g_array_new (FALSE, FALSE, sizeof (Word));
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free), out = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_array_set_clear_func (groups, (GDestroyNotify) word_clear);
  if (figures->len != n || n > GJ_MAX_COLUMNS || row - first > MAX_HEADER_LINES)
    return NULL;
  for (guint k = 0; k < n; k++)
    g_ptr_array_add (labels, g_strdup (""));
  for (guint i = first; i < row; i++) {
    GArray *words = words_of (((GjLine *) page->lines->pdata[i])->text);
    guint column[GJ_MAX_COLUMNS];
    g_ptr_array_add (lines, words);
    for (guint w = words->len; w-- > 0;)
      if (is_label (g_array_index (words, Word, w).text, FALSE)) {
        Word group = { .text = g_strdup (g_array_index (words, Word, w).text), .x = g_array_index (words, Word, w).x };
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
  g_autoptr (GArray) stacks = stack_words (lines);
  gboolean stacked = stacks->len == n;
  for (guint k = 0; k < n && stacked; k++)
    stacked = is_label (g_array_index (stacks, Word, k).text, TRUE);
  for (guint k = 0; k < n && stacked; k++) {
    g_free (labels->pdata[k]);
    labels->pdata[k] = g_strdup (g_array_index (stacks, Word, k).text);
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

/* The columns of table 三. */
typedef struct {
  const GjForm *form;
  int item[GJ_MAX_COLUMNS], group, natural, total; /* group: that of most columns; places in item of the others */
  guint n;
} Leaves;

static Leaves
leaves_of_applications (void)
{
  Leaves l = { .form = gj_form_get (GJ_EDITION_2021), .group = -1, .natural = -1, .total = -1 };
  const GjFormTable *t = &l.form->tables[GJ_TABLE_APPLICATIONS];
  for (guint i = t->first; i < t->end && l.n < GJ_MAX_COLUMNS; i++)
    if (l.form->items[i].type == GJ_ITEM_COLUMN && gj_form_has_values (l.form, (int) i))
      l.item[l.n++] = (int) i;
  for (guint k = 1; k < l.n; k++)
    if (l.form->items[l.item[k]].parent == l.form->items[l.item[k - 1]].parent)
      l.group = l.form->items[l.item[k]].parent;
  for (guint k = 0; k < l.n; k++)
    if (l.form->items[l.item[k]].parent != l.group)
      *(l.form->items[l.item[k]].kind == GJ_KIND_TOTAL ? &l.total : &l.natural) = (int) k;
  return l;
}

/* The column that @text names, whole or with a piece that no other label of the header has; -1. */
static int
column_of (const Leaves *l, const char *text)
{
  const GjFormTable *t = &l->form->tables[GJ_TABLE_APPLICATIONS];
  GjLabel label = gj_label_make (text);
  int found = -1;
  for (guint k = 0; k < l->n && label.n > 0; k++)
    if (gj_label_match (&label, l->form->items[l->item[k]].labels, FALSE) == 1)
      return (int) k;
  for (guint i = t->first; i < t->end; i++) {
    if (l->form->items[i].type != GJ_ITEM_COLUMN || !gj_label_is_piece (&label, l->form->items[i].labels))
      continue;
    if (found >= 0 || !gj_form_has_values (l->form, (int) i))
      return -1;
    for (guint k = 0; k < l->n; k++)
      found = l->item[k] == (int) i ? (int) k : found;
  }
  return found;
}

/* How a text counts the places on a line. */
typedef enum { BY_CHARACTERS, BY_WIDTH, BY_EITHER } Measure;

/* What makes the last of @n figures, each row's on one line behind words, stand over each other in lines [@first, @end). */
static Measure
measure_of (const GjPage *page, guint first, guint end, guint n)
{
  double least[2] = { G_MAXDOUBLE, G_MAXDOUBLE }, most[2] = { 0, 0 };
  for (guint i = first; i < end; i++) {
    g_autoptr (GArray) words = words_of (((GjLine *) page->lines->pdata[i])->text);
    guint figures = 0;
    while (figures < words->len && gj_cell_is_value (g_array_index (words, Word, words->len - 1 - figures).text))
      figures++;
    if (figures != n)
      continue;
    const Word *last = &g_array_index (words, Word, words->len - 1);
    double x[2] = { last->x, (last->wstart + last->wend) / 2.0 };
    for (guint m = 0; m < 2; m++) {
      least[m] = MIN (least[m], x[m]);
      most[m] = MAX (most[m], x[m]);
    }
  }
  double characters = most[0] - least[0], width = most[1] - least[1];
  if (characters < 0 || MAX (characters, width) < MIN_SPREAD)
    return BY_EITHER;
  return characters * 3 < width ? BY_CHARACTERS : width * 3 < characters ? BY_WIDTH : BY_EITHER;
}

/* A word of the header that names a column. */
typedef struct {
  guint column, line, x0, x1, w0, w1; /* x: in characters; w: in halves of ideographs */
  gboolean apart;                     /* more than one space stands before a word of its line: it may keep places */
} Name;

static GArray *
names_of (const Leaves *l, const GjPage *page, guint first, guint end)
{
  GArray *out = g_array_new (FALSE, FALSE, sizeof (Name));
  for (guint i = first; i < end; i++) {
    g_autoptr (GArray) words = words_of (((GjLine *) page->lines->pdata[i])->text);
    gboolean apart = FALSE;
    for (guint w = 0; w < words->len; w++)
      apart |= g_array_index (words, Word, w).apart;
    for (guint w = 0; w < words->len; w++) {
      const Word *word = &g_array_index (words, Word, w);
      int k = column_of (l, word->text);
      Name name = { (guint) MAX (k, 0), i, word->start, word->end, word->wstart, word->wend, apart };
      if (k >= 0)
        g_array_append_val (out, name);
    }
  }
  return out;
}

/* Whether the words of column @k stand left of those of column @j: on one line, or all of them by their places. Where it is open
 * how these are counted, one of both ways must say so of all words, and both of some. */
static gboolean
is_left_of (const GArray *names, Measure measure, guint k, guint j)
{
  gboolean line = FALSE, x = TRUE, w = TRUE, both = FALSE;
  for (guint p = 0; p < names->len; p++)
    for (guint q = 0; q < names->len; q++) {
      const Name *a = &g_array_index (names, Name, p), *b = &g_array_index (names, Name, q);
      if (a->column != k || b->column != j)
        continue;
      line |= a->line == b->line && a->x1 <= b->x0;
      x &= a->x1 <= b->x0;
      w &= a->w1 <= b->w0;
      gboolean left = (a->x1 <= b->x0 || measure == BY_WIDTH) && (a->w1 <= b->w0 || measure == BY_CHARACTERS);
      both |= left && a->apart && b->apart;
    }
  return line || (((x && measure != BY_WIDTH) || (w && measure != BY_CHARACTERS)) && both);
}

/* Whether the words of each column stand left of those of the next, and none right of them. The columns outside the group need
 * only stand on its sides. */
static gboolean
is_placed (const Leaves *l, const GjPage *page, guint first, guint end, guint last)
{
  g_autoptr (GArray) names = names_of (l, page, first, end);
  const Measure measure = measure_of (page, end, last, l->n);
  gboolean left = FALSE, right = FALSE;
  for (guint k = 0; k < l->n; k++)
    for (guint j = 0; j < l->n; j++) {
      gboolean shown = is_left_of (names, measure, k, j);
      gboolean inner = (int) k != l->natural && (int) k != l->total && (int) j != l->natural && (int) j != l->total;
      if (shown ? k >= j : inner && j == k + 1)
        return FALSE;
      left |= (int) k == l->natural && shown;
      right |= (int) j == l->total && shown;
    }
  return left && right;
}

/* The length of what stands at the start of @text of @labels (separated by |), or 0. */
static gsize
starts_with_label (const char *text, const char *labels)
{
  g_auto (GStrv) each = g_strsplit (labels, "|", -1);
  for (guint i = 0; each[i] != NULL; i++)
    if (g_str_has_prefix (text, each[i]))
      return strlen (each[i]);
  return 0;
}

/* Whether the labels stand whole one behind the other, as the cells of the header are read row by row: the first column, the group
 * beside it, and in the next row those below the group. */
static gboolean
is_in_order (const Leaves *l, const char *text, gboolean *as_in_form)
{
  const GjFormItem *items = l->form->items;
  const char *p = strstr (text, items[l->item[l->natural]].labels);
  gboolean taken[GJ_MAX_COLUMNS] = { FALSE };
  gsize n = 0;
  *as_in_form = TRUE;
  if (p == NULL)
    return FALSE;
  p += strlen (items[l->item[l->natural]].labels);
  if ((n = starts_with_label (p, items[l->group].labels)) == 0)
    return FALSE;
  p += n;
  p += starts_with_label (p, items[l->item[l->total]].labels);
  for (guint found = 2; found < l->n; found++) {
    guint k = 0;
    while (k < l->n && (taken[k] || items[l->item[k]].parent != l->group ||
                        (n = starts_with_label (p, items[l->item[k]].labels)) == 0))
      k++;
    if (k == l->n)
      return FALSE;
    for (guint before = 0; before < k; before++)
      *as_in_form &= taken[before] || items[l->item[before]].parent != l->group;
    taken[k] = TRUE;
    p += n;
  }
  return TRUE;
}

/* Whether each label below the group stands whole on a line of [@first, @end), or none does. A tool that sorts lines by their
 * places puts those of one line before those of two. */
static gboolean
are_wrapped_alike (const Leaves *l, const GjPage *page, guint first, guint end)
{
  guint whole = 0, all = 0;
  for (guint k = 0; k < l->n; k++) {
    gboolean here = FALSE;
    if (l->form->items[l->item[k]].parent != l->group)
      continue;
    g_auto (GStrv) labels = g_strsplit (l->form->items[l->item[k]].labels, "|", -1);
    for (guint i = first; i < end; i++) {
      g_autofree char *line = gj_str_strip_spaces (((GjLine *) page->lines->pdata[i])->text);
      char *group = strstr (line, l->form->items[l->group].labels); /* it holds another's: 法人或其他组织 */
      if (group != NULL)
        memset (group, ' ', strlen (l->form->items[l->group].labels));
      for (guint a = 0; labels[a] != NULL; a++)
        here |= strstr (line, labels[a]) != NULL;
    }
    whole += here;
    all++;
  }
  return whole == 0 || whole == all;
}

/* @text without the marks of empty cells: see gj_text_pipes_unfold(). */
static char *
without_bars (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "|", -1);
  return g_strjoinv ("", parts);
}

GjHeaderProof
gj_text_header_proof (const GjPage *page, guint first, guint end, guint last)
{
  const Leaves l = leaves_of_applications ();
  g_autoptr (GString) words = g_string_new (NULL);
  for (guint i = first; i < end && words->len < MAX_HEADER_BYTES; i++)
    g_string_append (words, ((GjLine *) page->lines->pdata[i])->text);
  g_autofree char *text = gj_str_strip_spaces (words->str);
  g_autofree char *bare = without_bars (text);
  if (l.natural < 0 || l.total < 0 || l.group < 0)
    return GJ_HEADER_OPEN;
  gboolean as_in_form;
  if (is_in_order (&l, bare, &as_in_form) && (as_in_form || are_wrapped_alike (&l, page, first, end)))
    return GJ_HEADER_IN_ORDER;
  return is_placed (&l, page, first, end, last) ? GJ_HEADER_PLACED : GJ_HEADER_OPEN;
}
