/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-text-tables.h"

#include "normalize/gj-label.h"
#include "normalize/gj-prose.h"
#include "normalize/gj-rows.h"
#include "page/gj-char.h"

#include <string.h>

#define MAX_TOKENS 64

/* A grid that grows by rows. */
typedef struct {
  GjGrid *grid;
  guint row;
  guint n_in_row;
} GridBuilder;

static void
builder_start (GridBuilder *b, const GjLine *line)
{
  b->grid = gj_grid_new (line->box, 0, 0);
  b->grid->loose = TRUE;
  b->row = b->n_in_row = 0;
}

/* An empty cell: see gj_text_pipes_unfold(). */
static gboolean
is_bar (const char *text)
{
  return text[0] == '|' && text[1] == '\0';
}

/* What tools write for a cell without text, and for a column without a name. */
static gboolean
is_filler (const char *text)
{
  static const char *const names[] = { "None", "NaN", "nan", "null", "Unnamed:", "Col" };
  g_autofree char *bare = g_strstrip (g_strdup (text));
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    gsize n = strlen (names[i]);
    if (strncmp (bare, names[i], n) == 0 && (i < 4 ? bare[n] == '\0' : g_ascii_isdigit (bare[n]) || bare[n] == ' '))
      return TRUE;
  }
  return FALSE;
}

static void
builder_cell (GridBuilder *b, const GjLine *line, const char *text)
{
  g_autofree char *bare = gj_str_strip_spaces (is_bar (text) || is_filler (text) ? "" : text);
  GjBox box = { b->n_in_row, line->box.y0, b->n_in_row + 1, line->box.y1 };
  GjGridCell *cell = gj_grid_add_cell (b->grid, box, b->row, b->n_in_row++, 1, 1, bare);
  if (line->maybe_page_number)
    cell->reading = GJ_READING_DOUBTFUL;
  b->grid->n_cols = MAX (b->grid->n_cols, b->n_in_row);
  b->grid->box = gj_box_union (&b->grid->box, &line->box);
}

static void
builder_end_row (GridBuilder *b)
{
  if (b->n_in_row > 0)
    b->row++;
  b->n_in_row = 0;
  b->grid->n_rows = b->row;
}

/* Empty cells behind the last figure of a row may fill it up: they go. */
static void
builder_strip (GridBuilder *b)
{
  GArray *cells = b->grid->cells;
  gboolean figure = FALSE;
  for (guint k = 1; k < b->n_in_row; k++) {
    const char *text = g_array_index (cells, GjGridCell, cells->len - k).text;
    figure |= !gj_cell_is_blank (text);
  }
  while (figure && b->n_in_row > 1 && g_array_index (cells, GjGridCell, cells->len - 1).text[0] == '\0') {
    g_array_set_size (cells, cells->len - 1);
    b->n_in_row--;
  }
}

static void
builder_finish (GridBuilder *b, GjPage *page)
{
  builder_end_row (b);
  if (b->grid->n_rows > 0)
    gj_page_insert_grid (page, b->grid);
  else
    gj_grid_free (b->grid);
  b->grid = NULL;
}

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

static gboolean
matches_item (guint table, GjItemType type, const char *words, double least)
{
  GjLabel label = gj_label_make (words);
  for (guint e = 0; e < GJ_N_EDITIONS; e++) {
    const GjForm *form = gj_form_get ((GjEdition) e);
    for (guint i = form->tables[table].first; i < form->tables[table].end; i++)
      if (form->items[i].type == type && gj_label_match (&label, form->items[i].labels, FALSE) >= least)
        return TRUE;
  }
  return FALSE;
}

/* The cells of line @i. A title of a block of table 二 has one cell, and no mark of a table but the rows around it. */
static char **
row_at (GjPage *page, guint i)
{
  const GjLine *line = page->lines->pdata[i], *next = i + 1 < page->lines->len ? page->lines->pdata[i + 1] : NULL;
  char **cells = split_row (line->text);
  if (cells != NULL || next == NULL || strchr (next->text, '\t') == NULL ||
      !matches_item (GJ_TABLE_DISCLOSURE, GJ_ITEM_BLOCK, line->text, 0.8))
    return cells;
  cells = g_new0 (char *, 2);
  cells[0] = g_strdup (line->text);
  return cells;
}

void
gj_text_grids_build (GjPage *page)
{
  GridBuilder b = { NULL, 0, 0 };
  guint kept = 0;
  gj_text_pipes_unfold (page);
  g_autoptr (GPtrArray) rest = g_ptr_array_new ();
  for (guint i = 0; i < page->lines->len; i++) {
    GjLine *line = page->lines->pdata[i];
    g_auto (GStrv) cells = row_at (page, i);
    if (b.grid != NULL && (cells == NULL || line->blank_before))
      builder_finish (&b, page);
    if (cells == NULL) {
      g_ptr_array_add (rest, line);
      continue;
    }
    if (b.grid == NULL)
      builder_start (&b, line);
    if (!is_separator (cells)) {
      for (guint k = 0; cells[k] != NULL && k < MAX_TOKENS; k++)
        builder_cell (&b, line, cells[k]);
      builder_end_row (&b);
    }
    gj_line_free (line);
    page->lines->pdata[i] = NULL;
  }
  if (b.grid != NULL)
    builder_finish (&b, page);
  g_ptr_array_set_free_func (page->lines, NULL);
  g_ptr_array_set_size (page->lines, 0);
  for (; kept < rest->len; kept++)
    g_ptr_array_add (page->lines, rest->pdata[kept]);
  g_ptr_array_set_free_func (page->lines, (GDestroyNotify) gj_line_free);
}

/* White-space separated pieces of a line. */
static guint
tokens_of (const char *text, char **out)
{
  guint n = 0;
  GString *s = g_string_new (NULL);
  for (const char *p = text;; p = g_utf8_next_char (p)) {
    gunichar ch = *p != '\0' ? g_utf8_get_char (p) : ' ';
    if (!gj_char_is_space (ch))
      g_string_append_unichar (s, ch);
    else if (s->len > 0 && n < MAX_TOKENS) {
      out[n++] = g_strdup (s->str);
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
  while (p->n_words > 0 && (is_bar (p->token[p->n_words - 1]) || gj_cell_is_value (p->token[p->n_words - 1])))
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
    if (is_bar (figures->pdata[i]))
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
    bars += is_bar (figures->pdata[i]);
  if (bars == figures->len) {
    if (bars != n)
      g_ptr_array_set_size (figures, 0);
    return;
  }
  gboolean all = figures->len - bars == n;
  for (guint i = figures->len; i-- > 0;)
    if (is_bar (figures->pdata[i]))
      g_ptr_array_remove_index (figures, i);
    else if (!all)
      break;
}

/* Whether @words, behind those of a group or a header, are the label of a row of table 三. */
static gboolean
ends_in_row (const char *words)
{
  glong length = g_utf8_strlen (words, -1);
  GjLabel label = gj_label_make (g_utf8_offset_to_pointer (words, MAX (0, length - (GJ_LABEL_MAX - 10))));
  double best, second;
  return gj_row_match_best (gj_form_get (GJ_EDITION_2021), GJ_TABLE_APPLICATIONS, &label, TRUE, &best, &second) >= 0 &&
         best >= 0.9;
}

/* The figures after a label, until words come: as many as the columns, or as the columns of several rows whose labels
 * stand elsewhere. Any other number of figures cannot be told apart, and stays in one row. */
static gboolean
add_figures (GridBuilder *b, const GjLine *line, GString *label, GPtrArray *figures, gboolean one_line, guint n)
{
  settle_bars (figures, n);
  gboolean whole =
      figures->len > 0 && figures->len % n == 0 && (figures->len == n || (!one_line && !has_bar (figures)));
  glong length = g_utf8_strlen (label->str, -1); /* header words may stand before the first label */
  if (figures->len == 0)
    return FALSE;
  gboolean known = ends_in_row (label->str);
  if (length > GJ_LABEL_MAX - 10 && b->row == 0 && b->n_in_row == 0) {
    builder_cell (b, line, label->str);
    builder_end_row (b);
  }
  for (guint k = 0; k < figures->len; k++) {
    if (k == 0 || (whole && k % n == 0)) {
      builder_end_row (b);
      builder_cell (b, line,
                    k == 0 ? g_utf8_offset_to_pointer (label->str, MAX (0, length - (GJ_LABEL_MAX - 10))) : "");
    }
    builder_cell (b, line, figures->pdata[k]);
  }
  builder_end_row (b);
  g_string_truncate (label, 0);
  g_ptr_array_set_size (figures, 0);
  return whole || known;
}

/* Table 三: labels, in pieces, come before their seven figures, which may stand on lines of their own. */
static gboolean
recover_applications (GjPage *page, guint first, guint end)
{
  const guint n = 7;
  guint begin = end, last = first, seen = first, from = first;
  GString *label = g_string_new (NULL);
  g_autoptr (GPtrArray) figures = g_ptr_array_new_with_free_func (g_free);
  GridBuilder b;
  builder_start (&b, page->lines->pdata[first]);
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
  builder_finish (&b, page);
  if (any)
    remove_lines (page, begin, last);
  return any;
}

/* Table 二: block titles, header rows and rows, each on one line or one cell a line. */
static gboolean
recover_disclosure (GjPage *page, guint first, guint end)
{
  guint begin = end, last = first;
  gboolean header = FALSE;
  g_autoptr (GString) piece = g_string_new (NULL); /* of a column's label, which goes on in the next line */
  GridBuilder b;
  builder_start (&b, page->lines->pdata[first]);
  for (guint i = first; i < end; i++) {
    const GjLine *line = page->lines->pdata[i];
    g_auto (PlainLine) p = { 0 };
    plain_read (&p, line);
    gboolean words = p.words[0] != '\0', taken = TRUE;
    const char *head = p.n > 0 ? p.token[0] : "";
    if (words && (matches_item (GJ_TABLE_DISCLOSURE, GJ_ITEM_BLOCK, p.words, 0.8) ||
                  matches_item (GJ_TABLE_DISCLOSURE, GJ_ITEM_ROW, p.words, 0.72))) {
      builder_strip (&b);
      builder_end_row (&b);
      builder_cell (&b, line, p.words);
      header = FALSE;
    } else if (words && matches_item (GJ_TABLE_DISCLOSURE, GJ_ITEM_HEAD, head, 0.8)) {
      builder_strip (&b);
      builder_end_row (&b);
      for (guint k = 0; k < p.n_words; k++)
        builder_cell (&b, line, p.token[k]);
      header = TRUE;
    } else if (words && header && matches_item (GJ_TABLE_DISCLOSURE, GJ_ITEM_COLUMN, p.words, 0.6)) {
      builder_cell (&b, line, p.words);
      g_string_truncate (piece, 0);
    } else if (words && header && p.n == p.n_words && gj_form_table_has_piece (GJ_TABLE_DISCLOSURE, p.words)) {
      g_string_append (piece, p.words);
      if (matches_item (GJ_TABLE_DISCLOSURE, GJ_ITEM_COLUMN, piece->str, 0.9)) {
        builder_cell (&b, line, piece->str);
        g_string_truncate (piece, 0);
      }
    } else
      taken = !words && b.n_in_row > 0;
    for (guint k = p.n_words; taken && k < p.n; k++)
      builder_cell (&b, line, p.token[k]);
    if (taken) {
      begin = MIN (begin, i);
      last = i + 1;
    }
  }
  builder_strip (&b);
  builder_end_row (&b);
  gboolean any = b.row >= 3;
  builder_finish (&b, page);
  if (any)
    remove_lines (page, begin, last);
  return any;
}

/* The header's words in @b, which are in the order of its lines, by their places, if these say it. */
static void
align_header (GridBuilder *b, GjPage *page, guint first, guint row, guint n)
{
  g_autoptr (GPtrArray) labels = gj_text_header_columns (page, first, row, n);
  if (labels == NULL)
    return;
  g_array_set_size (b->grid->cells, 0);
  b->n_in_row = 0;
  for (guint i = 0; i < labels->len; i++)
    builder_cell (b, page->lines->pdata[first], labels->pdata[i]);
}

/* Table 四: header words in pieces, then fifteen figures. */
static gboolean
recover_review (GjPage *page, guint first, guint end)
{
  const guint n = 15;
  guint begin = end, last = first;
  gboolean done = FALSE;
  g_autoptr (GPtrArray) figures = g_ptr_array_new_with_free_func (g_free);
  GridBuilder b;
  builder_start (&b, page->lines->pdata[first]);
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
        builder_cell (&b, line, p.token[k]);
    } else if (begin < end && p.words[0] == '\0') {
      for (guint k = 0; k < p.n; k++)
        if (figures->len > 0 || !is_bar (p.token[k])) /* bars above the figures fill up the header's rows */
          g_ptr_array_add (figures, g_strdup (p.token[k]));
      last = figures->len > 0 ? i + 1 : last;
    } else
      done = figures->len >= n;
  }
  settle_bars (figures, n);
  if (figures->len == n)
    align_header (&b, page, begin, last - 1, n);
  builder_end_row (&b);
  for (guint k = 0; k < figures->len; k++) {
    builder_cell (&b, page->lines->pdata[last - 1], figures->pdata[k]);
    if (figures->len > n) /* which of them belong together cannot be told */
      g_array_index (b.grid->cells, GjGridCell, b.grid->cells->len - 1).reading = GJ_READING_UNREAD;
  }
  gboolean any = figures->len > 0;
  builder_finish (&b, page);
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
  for (guint t = 0; t < GJ_N_TABLES; t++) {
    guint first, end;
    if (missing[t] && find_region (page, section_of_table[t], &first, &end))
      any |= recover[t](page, first, end);
  }
  return any;
}
