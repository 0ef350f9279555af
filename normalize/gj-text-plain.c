/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-text-tables.h"

#include "normalize/gj-label.h"
#include "normalize/gj-prose.h"
#include "normalize/gj-rows.h"
#include "normalize/gj-text-builder.h"
#include "page/gj-char.h"

#include <string.h>

/*
 * Tables in plain lines: a cell or a row a line, labels wrapped over lines. Nothing but the words tells which cells make a row, so
 * what does not follow from them for certain is doubtful: where figures come too many or without a label, and where the order
 * of columns is not that of the header's words.
 */

#define MAX_TOKENS 64
#define N_APPLICATIONS 7 /* columns of table 三 */
#define MAX_ODD 2        /* runs of figures that are no row in a table whose other rows are believed */

/* Whether @text is a figure whose note in brackets is not closed: what follows a space belongs to it. */
static gboolean
is_open_note (const char *text)
{
  int depth = 0;
  if (gj_char_digit (g_utf8_get_char (text)) < 0)
    return FALSE;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar ch = g_utf8_get_char (p);
    depth += ch == '(' || ch == 0xFF08;
    depth -= ch == ')' || ch == 0xFF09;
  }
  return depth > 0;
}

/* White-space separated pieces of a line. */
static guint
tokens_of (const char *text, char **out)
{
  guint n = 0;
  gboolean note = FALSE;
  GString *s = g_string_new (NULL);
  for (const char *p = text;; p = g_utf8_next_char (p)) {
    gunichar ch = *p != '\0' ? g_utf8_get_char (p) : ' ';
    if (!gj_char_is_space (ch))
      g_string_append_unichar (s, ch);
    else if (s->len > 0 && n < MAX_TOKENS) {
      gboolean bracket = s->str[0] == '(' || g_str_has_prefix (s->str, "（");
      if (note || (bracket && n > 0 && gj_char_digit (g_utf8_get_char (out[n - 1])) >= 0)) {
        char *both = g_strconcat (out[n - 1], s->str, NULL);
        g_free (out[n - 1]);
        out[n - 1] = both;
      } else
        out[n++] = g_strdup (s->str);
      note = is_open_note (out[n - 1]);
      g_string_truncate (s, 0);
    }
    if (*p == '\0')
      break;
  }
  g_string_free (s, TRUE);
  return n;
}

/* A plain line: the words before, and the figures at its end. */
typedef struct {
  char *token[MAX_TOKENS];
  guint n, n_words; /* tokens [n_words, n) are figures */
  char *words;      /* the words without spaces */
} PlainLine;

static void
plain_clear (PlainLine *p)
{
  for (guint i = 0; i < p->n; i++)
    g_free (p->token[i]);
  g_free (p->words);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PlainLine, plain_clear)

static void
plain_read (PlainLine *p, const GjLine *line)
{
  p->n = tokens_of (line->text, p->token);
  p->n_words = p->n;
  while (p->n_words > 0 && (gj_text_is_bar (p->token[p->n_words - 1]) || gj_cell_is_value (p->token[p->n_words - 1])))
    p->n_words--;
  GString *s = g_string_new (NULL);
  for (guint i = 0; i < p->n_words; i++)
    g_string_append (s, p->token[i]);
  p->words = g_string_free (s, FALSE);
}

static gboolean
find_region (GjPage *page, int section, guint *first, guint *end)
{
  gboolean found = FALSE;
  *first = *end = 0;
  for (guint i = 0; i < page->lines->len; i++) {
    const GjLine *line = page->lines->pdata[i];
    double similarity;
    gsize rest;
    int id = gj_heading_match (line->text, line->heading_level, &similarity, &rest);
    if (id == section) {
      *first = i + 1;
      *end = page->lines->len;
      found = TRUE;
    } else if (id >= 0 && found && *end == page->lines->len)
      *end = i;
  }
  return found && *end > *first;
}

/* Where in @text, behind two figures and more, words start again: another row that the tool wrote in the same line; NULL if
 * nowhere. */
static const char *
next_row (const char *text)
{
  char *token[MAX_TOKENS];
  const guint n = tokens_of (text, token);
  const char *at = NULL;
  guint figures = 0, i = 0;
  for (const char *p = text; i < n && at == NULL; i++) {
    const gboolean value = gj_text_is_bar (token[i]) || gj_cell_is_value (token[i]);
    while (*p != '\0' && gj_char_is_space (g_utf8_get_char (p)))
      p = g_utf8_next_char (p);
    at = !value && figures >= 2 ? p : NULL;
    figures = value ? figures + 1 : 0;
    for (const char *t = token[i]; *t != '\0'; p = g_utf8_next_char (p)) /* a token may hold a space */
      if (!gj_char_is_space (g_utf8_get_char (p)))
        t = g_utf8_next_char (t);
  }
  for (i = 0; i < n; i++)
    g_free (token[i]);
  return at;
}

/* Makes lines of their own of the rows that stand in one line of @page in [@first, *@end). */
static void
part_rows (GjPage *page, guint first, guint *end)
{
  for (guint i = first; i < *end; i++) {
    GjLine *line = page->lines->pdata[i];
    const char *rest = next_row (line->text);
    if (rest == NULL)
      continue;
    g_ptr_array_insert (page->lines, (gint) i + 1, gj_line_new (rest, line->box));
    line->text[rest - line->text] = '\0';
    ++*end;
  }
}

static void
remove_lines (GjPage *page, guint first, guint end)
{
  if (end > first)
    g_ptr_array_remove_range (page->lines, first, end - first);
}

static gboolean
has_bar (GPtrArray *figures)
{
  for (guint i = 0; i < figures->len; i++)
    if (gj_text_is_bar (figures->pdata[i]))
      return TRUE;
  return FALSE;
}

/* Bars behind the last figure may fill up a row; where there are as many figures as columns all of them do. Bars alone are
 * an empty row only where they are as many. */
static void
settle_bars (GPtrArray *figures, guint n)
{
  guint bars = 0;
  for (guint i = 0; i < figures->len; i++)
    bars += gj_text_is_bar (figures->pdata[i]);
  if (bars == figures->len) {
    if (bars != n)
      g_ptr_array_set_size (figures, 0);
    return;
  }
  gboolean all = figures->len - bars == n;
  for (guint i = figures->len; i-- > 0;)
    if (gj_text_is_bar (figures->pdata[i]))
      g_ptr_array_remove_index (figures, i);
    else if (!all)
      break;
}

/* Whether @words, behind those of a group or a header, are the label of a row of table 三. @first: no row was seen before; then
 * 总计 is a column's. */
static gboolean
ends_in_row (const char *words, gboolean first)
{
  const GjForm *form = gj_form_get (GJ_EDITION_2021);
  glong length = g_utf8_strlen (words, -1);
  GjLabel label = gj_label_make (g_utf8_offset_to_pointer (words, MAX (0, length - (GJ_LABEL_MAX - 10))));
  double best, second;
  int item = gj_row_match_best (form, GJ_TABLE_APPLICATIONS, &label, TRUE, &best, &second);
  return item >= 0 && best >= 0.9 && !(first && form->items[item].kind == GJ_KIND_TOTAL);
}

/* Whether @words hold the whole label of a row of table 三 before that of another, whose the figures behind need not be. */
static gboolean
names_two_rows (const char *words)
{
  const GjForm *form = gj_form_get (GJ_EDITION_2021);
  const GjFormTable *t = &form->tables[GJ_TABLE_APPLICATIONS];
  glong length = g_utf8_strlen (words, -1);
  GjLabel label = gj_label_make (g_utf8_offset_to_pointer (words, MAX (0, length - (GJ_LABEL_MAX - 10))));
  double best, second;
  int own = gj_row_match_best (form, GJ_TABLE_APPLICATIONS, &label, TRUE, &best, &second);
  for (glong at = 0; own >= 0 && at < length; at += GJ_LABEL_MAX / 2) {
    label = gj_label_make (g_utf8_offset_to_pointer (words, at)); /* no label is longer than half of it */
    for (guint i = t->first; i < t->end; i++) {
      GjLabel row = gj_label_make (form->items[i].labels);
      if (form->items[i].type == GJ_ITEM_ROW && form->items[i].kind == GJ_KIND_LEAF && (int) i != own && row.n >= 4 &&
          gj_label_contains (&label, form->items[i].labels) && !gj_label_is_piece (&row, form->items[own].labels))
        return TRUE;
    }
  }
  return FALSE;
}

/* Whether a number in @words breaks off behind the comma of its thousands: its rest stands elsewhere. */
static gboolean
has_open_number (const char *words)
{
  gboolean digit = FALSE;
  for (const char *p = words; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar ch = g_utf8_get_char (p);
    if (digit && (ch == ',' || ch == 0xFF0C))
      return TRUE;
    digit = gj_char_digit (ch) >= 0;
  }
  return FALSE;
}

/* The figures after a label, until words come: as many as the columns, or as the columns of several rows whose labels
 * stand elsewhere. Any other number of figures cannot be told apart, and stays in one row. Figures too many may be the upper
 * halves of those of the next row, which is doubtful then. */
static gboolean
add_figures (GjTextBuilder *b, const GjLine *line, GString *label, GPtrArray *figures, gboolean one_line, guint n)
{
  settle_bars (figures, n);
  gboolean whole =
      figures->len > 0 && figures->len % n == 0 && (figures->len == n || (!one_line && !has_bar (figures)));
  glong length = g_utf8_strlen (label->str, -1); /* header words may stand before the first label */
  if (figures->len == 0)
    return FALSE;
  gboolean known = ends_in_row (label->str, !b->known),
           odd = figures->len > n || (!known && (figures->len != n || !b->known));
  b->odd += odd;
  b->known |= known;
  b->doubtful |= figures->len > n || names_two_rows (label->str) || has_open_number (label->str);
  if (length > GJ_LABEL_MAX - 10) { /* what it says besides is a row without figures */
    gj_text_builder_end_row (b);
    gj_text_builder_cell (b, line, label->str);
    gj_text_builder_end_row (b);
  }
  for (guint k = 0; k < figures->len; k++) {
    if (k == 0 || (whole && k % n == 0)) {
      gj_text_builder_end_row (b);
      gj_text_builder_cell (b, line,
                            k == 0 ? g_utf8_offset_to_pointer (label->str, MAX (0, length - (GJ_LABEL_MAX - 10))) : "");
    }
    gj_text_builder_cell (b, line, figures->pdata[k]);
  }
  gj_text_builder_end_row (b);
  b->doubtful = odd;
  g_string_truncate (label, 0);
  g_ptr_array_set_size (figures, 0);
  return whole || known;
}

/* Table 三: labels, in pieces, come before their seven figures, which may stand on lines of their own. */
static gboolean
recover_applications (GjPage *page, guint first, guint end)
{
  const guint n = N_APPLICATIONS;
  guint begin = end, last = first, seen = first, from = first, header = end;
  GString *label = g_string_new (NULL);
  g_autoptr (GPtrArray) figures = g_ptr_array_new_with_free_func (g_free);
  GjTextBuilder b = { NULL };
  gj_text_builder_start_plain (&b, page->lines->pdata[first]);
  for (guint i = first; i < end; i++) {
    const GjLine *line = page->lines->pdata[i];
    g_auto (PlainLine) p = { 0 };
    plain_read (&p, line);
    gboolean words = p.words[0] != '\0';
    if (begin == end && !gj_form_table_has_piece (GJ_TABLE_APPLICATIONS, p.words))
      continue;
    begin = MIN (begin, i);
    if (words && add_figures (&b, line, label, figures, from == seen, n))
      last = seen;
    if (words)
      g_string_append (label, p.words);
    if (header == end && p.n > p.n_words && ends_in_row (label->str, TRUE))
      header = i;
    for (guint k = p.n_words; k < p.n; k++)
      g_ptr_array_add (figures, g_strdup (p.token[k]));
    if (p.n > p.n_words) {
      from = figures->len == p.n - p.n_words ? i + 1 : from; /* the first line with figures of the row */
      seen = i + 1;
    }
  }
  if (add_figures (&b, page->lines->pdata[end - 1], label, figures, from == seen, n))
    last = seen;
  g_string_free (label, TRUE);
  gboolean any = b.row > 0;
  b.grid->header = gj_text_header_proof (page, begin, header, end);
  if (b.odd > MAX_ODD)
    gj_text_builder_doubt_all (&b);
  gj_text_builder_finish (&b, page);
  if (any)
    remove_lines (page, begin, last);
  return any;
}

/* Whether a word between a row's label and its figures holds digits: a piece of a figure. */
static gboolean
has_torn_figure (const PlainLine *p)
{
  for (guint i = 1; i < p->n_words; i++)
    for (const char *c = p->token[i]; *c != '\0'; c = g_utf8_next_char (c))
      if (gj_char_digit (g_utf8_get_char (c)) >= 0)
        return TRUE;
  return FALSE;
}

/* Whether @text begins with the label of a row of table 二 and digits behind it. */
static gboolean
starts_with_row (const char *text)
{
  const GjForm *form;
  g_autofree char *bare = gj_str_strip_spaces (text);
  for (guint e = 0; e < GJ_N_EDITIONS; e++) {
    form = gj_form_get ((GjEdition) e);
    for (guint i = form->tables[GJ_TABLE_DISCLOSURE].first; i < form->tables[GJ_TABLE_DISCLOSURE].end; i++) {
      g_auto (GStrv) labels = g_strsplit (form->items[i].labels, "|", -1);
      for (guint k = 0; labels[k] != NULL && form->items[i].type == GJ_ITEM_ROW; k++)
        if (g_str_has_prefix (bare, labels[k]) && gj_char_digit (g_utf8_get_char (bare + strlen (labels[k]))) >= 0)
          return TRUE;
    }
  }
  return FALSE;
}

static gboolean
has_ideograph (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (gj_char_is_ideograph (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

/* Which row the figures of the table belong to is open. */
static void
unread_figures (GjTextBuilder *b)
{
  for (guint i = 0; i < b->grid->cells->len; i++) {
    GjGridCell *cell = &g_array_index (b->grid->cells, GjGridCell, i);
    if (gj_cell_is_value (cell->text))
      cell->reading = GJ_READING_UNREAD;
  }
}

/* Table 二: block titles, header rows and rows, each on one line or one cell a line. */
static gboolean
recover_disclosure (GjPage *page, guint first, guint end)
{
  guint begin = end, last = first;
  gboolean header = FALSE,
           early = FALSE, /* figures right behind a header: those of the label that follows, or of none */
      torn = FALSE;       /* the upper half of a figure that wraps */
  g_autoptr (GString) piece = g_string_new (NULL); /* of a column's label, which goes on in the next line */
  GjTextBuilder b = { NULL };
  gj_text_builder_start_plain (&b, page->lines->pdata[first]);
  for (guint i = first; i < end; i++) {
    const GjLine *line = page->lines->pdata[i];
    g_auto (PlainLine) p = { 0 };
    plain_read (&p, line);
    gboolean words = p.words[0] != '\0', taken = TRUE;
    torn |= !has_ideograph (p.words) && (has_open_number (p.words) || g_str_has_suffix (p.words, "."));
    const char *head = p.n > 0 ? p.token[0] : "";
    if (words && (gj_text_matches_item (GJ_TABLE_DISCLOSURE, GJ_ITEM_BLOCK, p.words, 0.8) ||
                  gj_text_matches_item (GJ_TABLE_DISCLOSURE, GJ_ITEM_ROW, p.words, 0.72))) {
      gj_text_builder_strip (&b);
      gj_text_builder_end_row (&b);
      b.doubtful = has_torn_figure (&p) || torn;
      gj_text_builder_cell (&b, line, p.words);
      header = torn = FALSE;
    } else if (words && gj_text_matches_item (GJ_TABLE_DISCLOSURE, GJ_ITEM_HEAD, head, 0.8)) {
      gj_text_builder_strip (&b);
      gj_text_builder_end_row (&b);
      b.doubtful = FALSE;
      for (guint k = 0; k < p.n_words; k++)
        gj_text_builder_cell (&b, line, p.token[k]);
      header = TRUE;
    } else if (words && header && gj_text_matches_item (GJ_TABLE_DISCLOSURE, GJ_ITEM_COLUMN, p.words, 0.6)) {
      b.doubtful = TRUE; /* nor is their order that of columns for certain */
      gj_text_builder_cell (&b, line, p.words);
      g_string_truncate (piece, 0);
    } else if (words && header && p.n == p.n_words && gj_form_table_has_piece (GJ_TABLE_DISCLOSURE, p.words)) {
      g_string_append (piece, p.words);
      if (gj_text_matches_item (GJ_TABLE_DISCLOSURE, GJ_ITEM_COLUMN, piece->str, 0.9)) {
        b.doubtful = TRUE;
        gj_text_builder_cell (&b, line, piece->str);
        g_string_truncate (piece, 0);
      }
    } else if (words && begin < end && (p.n > p.n_words || starts_with_row (line->text))) {
      gj_text_builder_strip (&b); /* a row that cannot be read, and is none that is not there */
      gj_text_builder_end_row (&b);
      gj_text_builder_cell (&b, line, p.words);
      for (guint k = p.n_words; k < p.n; k++)
        gj_text_builder_cell (&b, line, p.token[k]);
      taken = FALSE;
    } else if (words && b.n_in_row > 0 && begin < end && p.n == 1 && !has_ideograph (p.words))
      gj_text_builder_cell (&b, line, p.words); /* of another script than labels: what became of a figure */
    else
      taken = !words && b.n_in_row > 0;
    for (guint k = p.n_words; taken && k < p.n; k++) {
      early |= header && !gj_text_is_bar (p.token[k]);
      gj_text_builder_cell (&b, line, p.token[k]);
    }
    if (taken) {
      begin = MIN (begin, i);
      last = i + 1;
    }
  }
  gj_text_builder_strip (&b);
  gj_text_builder_end_row (&b);
  gboolean any = b.row >= 3;
  if (early)
    unread_figures (&b);
  gj_text_builder_finish (&b, page);
  if (any)
    remove_lines (page, begin, last);
  return any;
}

/* The header's words in @b, which are in the order of its lines, by their places, if these say it. */
static void
align_header (GjTextBuilder *b, GjPage *page, guint first, guint row, guint n)
{
  g_autoptr (GPtrArray) labels = gj_text_header_columns (page, first, row, n);
  if (labels == NULL)
    return;
  g_array_set_size (b->grid->cells, 0);
  b->n_in_row = 0;
  for (guint i = 0; i < labels->len; i++)
    gj_text_builder_cell (b, page->lines->pdata[first], labels->pdata[i]);
}

/* Whether lines [@first, @end) hold another row of figures, in one line or many, of which more than half of @n are there. */
static gboolean
has_more_figures (GjPage *page, guint first, guint end, guint n)
{
  guint figures = 0;
  for (guint i = first; i < end && figures * 2 <= n; i++) {
    g_auto (PlainLine) p = { 0 };
    plain_read (&p, page->lines->pdata[i]);
    figures = p.n - p.n_words + (p.n_words == 0 ? figures : 0);
  }
  return figures * 2 > n;
}

/* Table 四: header words in pieces, then fifteen figures. */
static gboolean
recover_review (GjPage *page, guint first, guint end)
{
  const guint n = 15;
  guint begin = end, last = first;
  gboolean done = FALSE;
  g_autoptr (GPtrArray) figures = g_ptr_array_new_with_free_func (g_free);
  GjTextBuilder b = { NULL };
  gj_text_builder_start_plain (&b, page->lines->pdata[first]);
  for (guint i = first; i < end && !done; i++) {
    const GjLine *line = page->lines->pdata[i];
    g_auto (PlainLine) p = { 0 };
    plain_read (&p, line);
    gboolean piece = p.words[0] != '\0' && gj_form_table_has_piece (GJ_TABLE_REVIEW, p.words);
    for (guint k = 0; k < p.n_words; k++)
      piece |= gj_form_table_has_piece (GJ_TABLE_REVIEW, p.token[k]);
    if (piece) {
      begin = MIN (begin, i);
      done = figures->len > 0;
      for (guint k = 0; k < p.n_words && !done; k++)
        gj_text_builder_cell (&b, line, p.token[k]);
    } else if (begin < end && p.words[0] == '\0') {
      for (guint k = 0; k < p.n; k++)
        if (figures->len > 0 || !gj_text_is_bar (p.token[k])) /* bars above the figures fill up the header's rows */
          g_ptr_array_add (figures, g_strdup (p.token[k]));
      last = figures->len > 0 ? i + 1 : last;
    } else
      done = figures->len >= n;
  }
  settle_bars (figures, n);
  if (figures->len == n)
    align_header (&b, page, begin, last - 1, n);
  gj_text_builder_end_row (&b);
  b.doubtful = has_more_figures (page, last, end, n); /* another year's, or those of a part: which are meant is open */
  for (guint k = 0; k < figures->len; k++) {
    gj_text_builder_cell (&b, page->lines->pdata[last - 1], figures->pdata[k]);
    if (figures->len > n) /* which of them belong together cannot be told */
      g_array_index (b.grid->cells, GjGridCell, b.grid->cells->len - 1).reading = GJ_READING_UNREAD;
  }
  gboolean any = figures->len > 0;
  gj_text_builder_finish (&b, page);
  if (any)
    remove_lines (page, begin, last);
  return any;
}

gboolean
gj_text_recover (GjPage *page, const gboolean missing[GJ_N_TABLES])
{
  typedef gboolean (*Recover) (GjPage *, guint, guint);
  static const Recover recover[GJ_N_TABLES] = { recover_disclosure, recover_applications, recover_review };
  static const int section_of_table[GJ_N_TABLES] = { 1, 2, 3 };
  gboolean any = FALSE;
  guint first, end;
  const gboolean cells = find_region (page, section_of_table[GJ_TABLE_APPLICATIONS], &first, &end) &&
                         gj_text_is_cell_a_line (page, first, end, N_APPLICATIONS);
  for (guint t = 0; t < GJ_N_TABLES; t++) {
    if (!missing[t] || !find_region (page, section_of_table[t], &first, &end))
      continue;
    if (cells)
      gj_text_join_digits (page, first, end);
    if (t == GJ_TABLE_APPLICATIONS) /* in the others a figure may have a note behind it */
      part_rows (page, first, &end);
    any |= recover[t](page, first, end);
  }
  return any;
}
