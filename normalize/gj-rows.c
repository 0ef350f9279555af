/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-rows.h"

#include "page/gj-char.h"

#include <string.h>

/* Characters of a line of extracted text that may be a row. */
#define MAX_ROW_LINE 120
#define SAME_LABEL 0.8
#define ROW_SIMILARITY 0.8 /* of a label that is a row's for certain */

/* A band of a table lower than this (points) holds no type. */
#define MAX_SLIVER 8

static void
row_free (gpointer data)
{
  GjRow *row = data;
  g_ptr_array_unref (row->cells);
  g_free (row);
}

static int
compare_by_column (gconstpointer a, gconstpointer b)
{
  const GjGridCell *p = *(GjGridCell *const *) a, *q = *(GjGridCell *const *) b;
  return p->col < q->col ? -1 : p->col > q->col;
}

/* A grid line that only part of the columns have makes a band in which no cell starts but labels: the row above goes
 * on in it. */
static gboolean
repeats_row_above (const GjRow *row)
{
  guint n = row->cells->len;
  const GjGridCell *label = gj_row_cell (row, 0);
  if (n < 2 ||
      (n == 2 && label->row == row->row && label->text[0] != '\0')) /* one cell is no evidence against a label */
    return FALSE;
  for (guint i = n / 2; i < n; i++)
    if (((GjGridCell *) row->cells->pdata[i])->row == row->row)
      return FALSE;
  return TRUE;
}

/* The label of a row may start a little below its figures (a page break leaves a sliver above it): it takes the place of
 * the empty cell above. */
static void
take_labels (GjRow *above, const GjRow *below)
{
  for (guint i = 0; i < below->cells->len; i++) {
    GjGridCell *cell = below->cells->pdata[i];
    if (cell->row != below->row || cell->text[0] == '\0')
      continue;
    for (guint k = 0; k < above->cells->len; k++) {
      const GjGridCell *old = above->cells->pdata[k];
      if (old->col == cell->col && old->text[0] == '\0' && old->row == above->row)
        above->cells->pdata[k] = cell;
    }
  }
}

/* The row of table 三 that the label of @row's own, the last of its cells, is for certain; -1 if none is. */
static int
named_row (const GjRow *row)
{
  for (guint i = row->cells->len; i-- > 0;) {
    const GjGridCell *cell = row->cells->pdata[i];
    GjLabel label = gj_label_make (cell->text);
    double best, second;
    if (cell->row != row->row || label.n < 2)
      continue;
    int item = gj_row_match_best (gj_form_get (GJ_EDITION_2021), GJ_TABLE_APPLICATIONS, &label, FALSE, &best, &second);
    return best > ROW_SIMILARITY ? item : -1;
  }
  return -1;
}

/* Whether @row, in which no figure starts, is one of the form's rows like the one @above: one figure is printed for both. */
static gboolean
shares_figures (const GjRow *above, const GjRow *row)
{
  int item = named_row (row);
  return item >= 0 && named_row (above) >= 0 && named_row (above) != item;
}

static int
compare_heights (gconstpointer a, gconstpointer b)
{
  double p = *(const double *) a, q = *(const double *) b;
  return p < q ? -1 : p > q;
}

/* The height of a row of one line in @grid: a quarter of the cells with text are lower. */
static double
line_height (const GjGrid *grid)
{
  g_autoptr (GArray) heights = g_array_new (FALSE, FALSE, sizeof (double));
  for (guint i = 0; i < grid->cells->len; i++) {
    const GjGridCell *cell = &g_array_index (grid->cells, GjGridCell, i);
    double height = gj_box_height (&cell->box);
    if (cell->text[0] != '\0' && cell->row_span == 1)
      g_array_append_val (heights, height);
  }
  g_array_sort (heights, compare_heights);
  return heights->len > 0 ? g_array_index (heights, double, heights->len / 4) : 0;
}

/* Producers draw the rule between two rows a little lower in one column than in the next: the band between them, too low for
 * type, is no row. */
static gboolean
is_sliver (const GjGrid *grid, guint row, double line)
{
  double height = G_MAXDOUBLE;
  for (guint i = 0; i < grid->cells->len; i++) {
    const GjGridCell *cell = &g_array_index (grid->cells, GjGridCell, i);
    if (cell->row != row || cell->row_span != 1)
      continue;
    if (cell->text[0] != '\0')
      return FALSE;
    height = MIN (height, gj_box_height (&cell->box));
  }
  return height < 0.55 * line && height < MAX_SLIVER;
}

/* Takes slivers out of @grid: cells that start in one start in the row below it. */
static void
drop_slivers (GjGrid *grid)
{
  double line = line_height (grid);
  for (guint r = 0; r < grid->n_rows && !grid->loose; r++) {
    if (!is_sliver (grid, r, line))
      continue;
    for (guint i = grid->cells->len; i-- > 0;) {
      GjGridCell *cell = &g_array_index (grid->cells, GjGridCell, i);
      if (cell->row > r || cell->row + cell->row_span <= r)
        continue;
      if (cell->row_span == 1) {
        g_array_remove_index (grid->cells, i);
        continue;
      }
      cell->row += cell->row == r;
      cell->row_span--;
    }
  }
}

static void
collect_grid (GPtrArray *rows, GjPage *page, GjGrid *grid)
{
  drop_slivers (grid);
  g_autofree GjRow **of_row = g_new0 (GjRow *, grid->n_rows);
  for (guint i = 0; i < grid->cells->len; i++) {
    GjGridCell *cell = &g_array_index (grid->cells, GjGridCell, i);
    for (guint r = cell->row; r < cell->row + cell->row_span && r < grid->n_rows; r++) {
      if (of_row[r] == NULL) {
        of_row[r] = g_new0 (GjRow, 1);
        of_row[r]->page = page;
        of_row[r]->grid = grid;
        of_row[r]->row = r;
        of_row[r]->class[0] = of_row[r]->class[1] = -2;
        of_row[r]->cells = g_ptr_array_new ();
      }
      g_ptr_array_add (of_row[r]->cells, cell);
    }
  }
  GjRow *first = NULL, *last = NULL;
  for (guint r = 0; r < grid->n_rows; r++) {
    if (of_row[r] == NULL)
      continue;
    g_ptr_array_sort (of_row[r]->cells, compare_by_column);
    if (repeats_row_above (of_row[r]) && (last == NULL || !shares_figures (last, of_row[r]))) {
      if (last != NULL)
        take_labels (last, of_row[r]);
      row_free (of_row[r]);
      continue;
    }
    first = first != NULL ? first : of_row[r];
    last = of_row[r];
    g_ptr_array_add (rows, of_row[r]);
  }
  if (first != NULL) {
    first->first = TRUE;
    last->last = TRUE;
  }
}

GPtrArray *
gj_rows_collect (GjDocument *doc)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (row_free);
  for (guint p = 0; p < doc->pages->len; p++) {
    GjPage *page = doc->pages->pdata[p];
    for (guint g = 0; g < page->grids->len; g++)
      if (!((GjGrid *) page->grids->pdata[g])->aside)
        collect_grid (rows, page, page->grids->pdata[g]);
  }
  return rows;
}

gboolean
gj_rows_mention (GPtrArray *rows, guint first, guint end, GHashTable *grids, const char *labels)
{
  g_auto (GStrv) each = g_strsplit (labels, "|", -1);
  for (guint k = 0; each[k] != NULL; k++) {
    GjLabel label = gj_label_make (each[k]);
    for (guint r = first; r < end && label.n >= 4; r++) {
      const GjRow *row = rows->pdata[r];
      for (guint i = 0; i < row->cells->len && (grids == NULL || g_hash_table_contains (grids, row->grid)); i++) {
        GjLabel text = gj_label_make (gj_row_cell (row, i)->text);
        if (text.n >= label.n && gj_label_contains (&text, each[k]))
          return TRUE;
      }
    }
  }
  return FALSE;
}

/* Whether @line may be a row of a table that was not read: one of @labels, or short, with figures and one of @labels. */
static gboolean
may_be_row (const GjLine *line, const char *labels, char **each)
{
  gboolean figures = FALSE;
  for (const char *p = line->text; *p != '\0' && !figures; p = g_utf8_next_char (p))
    figures = gj_char_digit (g_utf8_get_char (p)) >= 0;
  GjLabel text = gj_label_make (line->text);
  if (gj_label_match (&text, labels, FALSE) > SAME_LABEL)
    return TRUE;
  if (!figures || strstr (line->text, "。") != NULL || g_utf8_strlen (line->text, -1) > MAX_ROW_LINE)
    return FALSE;
  for (guint k = 0; each[k] != NULL; k++)
    if (gj_label_make (each[k]).n >= 4 && gj_label_contains (&text, each[k]))
      return TRUE;
  return FALSE;
}

gboolean
gj_lines_mention (const GjPage *page, const char *labels)
{
  g_auto (GStrv) each = g_strsplit (labels, "|", -1);
  for (guint i = 0; i < page->lines->len && page->source == GJ_SOURCE_TEXT; i++)
    if (may_be_row (page->lines->pdata[i], labels, each))
      return TRUE;
  return FALSE;
}

gboolean
gj_break_mentions (const GjRow *before, const GjRow *behind, const char *labels)
{
  g_auto (GStrv) each = g_strsplit (labels, "|", -1);
  const GjRow *rows[2] = { before, behind };
  for (guint r = 0; r < 2 && before->page != behind->page; r++) {
    const GjBox *table = &rows[r]->grid->box;
    for (guint i = 0; i < rows[r]->page->lines->len; i++) {
      const GjLine *line = rows[r]->page->lines->pdata[i];
      gboolean between = r == 0 ? line->box.y1 > table->y1 : line->box.y0 < table->y0;
      if (between && may_be_row (line, labels, each))
        return TRUE;
    }
  }
  return FALSE;
}

#define WORDS 6       /* letters in a row that no other row has: they name it */
#define SHORT_WORDS 4 /* letters of a whole label: they name its row in a table */

/* Whether a row of @form's table but @item has the @n letters at @letters in its label. */
static gboolean
is_of_another_row (const GjForm *form, guint table, int item, const gunichar *letters, guint n)
{
  GjLabel piece = { .n = n };
  memcpy (piece.ch, letters, n * sizeof *letters);
  for (guint i = form->tables[table].first; i < form->tables[table].end; i++)
    if ((int) i != item && form->items[i].type == GJ_ITEM_ROW && gj_label_is_piece (&piece, form->items[i].labels))
      return TRUE;
  return FALSE;
}

static gboolean
is_in_a_grid (const GjPage *page, const GjGlyph *g)
{
  for (guint i = 0; i < page->grids->len; i++)
    if (gj_box_contains (&((GjGrid *) page->grids->pdata[i])->box, (g->box.x0 + g->box.x1) / 2,
                         (g->box.y0 + g->box.y1) / 2))
      return TRUE;
  return FALSE;
}

/* The ideographs of @page in the order of the source; those in its tables only (@tables). */
static GArray *
ideographs_of (const GjPage *page, gboolean tables)
{
  GArray *text = g_array_new (FALSE, FALSE, sizeof (gunichar));
  for (guint i = 0; i < page->glyphs->len; i++) {
    const GjGlyph *g = &g_array_index (page->glyphs, GjGlyph, i);
    gunichar ch = gj_char_simplify (g->ch);
    if (gj_char_is_ideograph (ch) && (!tables || is_in_a_grid (page, g)))
      g_array_append_val (text, ch);
  }
  return text;
}

gboolean
gj_page_names_row (const GjPage *page, const GjForm *form, guint table, int item)
{
  g_auto (GStrv) each = g_strsplit (form->items[item].labels, "|", -1);
  for (guint k = 0; each[k] != NULL; k++) {
    GjLabel label = gj_label_make (each[k]);
    const guint n = MIN (label.n, WORDS);
    if (n < SHORT_WORDS)
      continue;
    g_autoptr (GArray) text = ideographs_of (page, n < WORDS);
    for (guint at = 0; at + n <= label.n; at++) {
      if (is_of_another_row (form, table, item, label.ch + at, n))
        continue;
      for (guint i = 0; i + n <= text->len; i++)
        if (memcmp (&g_array_index (text, gunichar, i), label.ch + at, n * sizeof (gunichar)) == 0)
          return TRUE;
    }
  }
  return FALSE;
}

GjGridCell *
gj_row_cell (const GjRow *row, guint i)
{
  return i < row->cells->len ? row->cells->pdata[i] : NULL;
}

gboolean
gj_cell_is_value (const char *text)
{
  GjNumber number;
  GjNumberKind kind = gj_number_parse (text, NULL, &number);
  if (kind != GJ_NUMBER_ANNOTATED)
    return kind != GJ_NUMBER_NONE;
  /* A label such as "1.属于国家秘密" is no annotated number. */
  gunichar ch = g_utf8_get_char (text);
  GjLabel label = gj_label_make (text);
  return gj_char_digit (ch) >= 0 && label.n > 0 && strchr (text, '.') == NULL && strstr (text, "、") == NULL &&
         strstr (text, "．") == NULL;
}

gboolean
gj_cell_is_blank (const char *text)
{
  GjNumber number;
  return gj_number_parse (text, NULL, &number) == GJ_NUMBER_BLANK;
}

/* A figure that stands across two rows or columns (the rule between them is missing) belongs to none for certain. But 0 in a
 * merged cell of a text layer is nothing in each of them, whether it counts them together or one by one. */
static void
refuse_shared (GjReport *report, GjCell *cell)
{
  gboolean nothing = cell->has_value && cell->value.scaled == 0 && cell->source == GJ_SOURCE_TEXT_LAYER &&
                     !(cell->flags & GJ_FLAG_ANNOTATED);
  for (guint i = 0; i < report->form->slots->len; i++) {
    GjCell *other = &report->cells[i];
    if (other == cell || other->origin != cell->origin || !other->found || other->raw[0] == '\0')
      continue;
    if (nothing) {
      other->flags |= GJ_FLAG_DOUBTFUL;
      cell->flags |= GJ_FLAG_DOUBTFUL;
      continue;
    }
    other->has_value = cell->has_value = FALSE;
    other->flags = cell->flags = GJ_FLAG_UNREAD;
  }
}

/* No figure is printed so, but two that a tool wrote together are: 0 and 5 as 05; and in a scan one that was written by hand beside a 0. */
static gboolean
has_leading_zero (const char *text)
{
  const char *next = g_utf8_next_char (text);
  return *text != '\0' && gj_char_digit (g_utf8_get_char (text)) == 0 && gj_char_digit (g_utf8_get_char (next)) >= 0;
}

#define SURE_UNIT 90 /* confidence of the worst character of a figure with its unit */

/* A figure and the word for what is counted, or the unit of an amount whose characters were counted in the picture, every
 * character read with confidence: 12件, 3.5万元. */
static gboolean
has_counter (const GjGridCell *cell)
{
  static const char *const counters[] = { "件", "项", "个", "宗", "起", "条", "人" }, *const money[] = { "元", "万元" };
  gsize digits = strspn (cell->text, "0123456789"), amount = strspn (cell->text, "0123456789.");
  if (digits == 0 || cell->confidence < SURE_UNIT || cell->reading != GJ_READING_PLAIN)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (counters); i++)
    if (strcmp (cell->text + digits, counters[i]) == 0)
      return TRUE;
  for (gsize i = 0; cell->unit_whole && i < G_N_ELEMENTS (money); i++)
    if (strcmp (cell->text + amount, money[i]) == 0)
      return TRUE;
  return FALSE;
}

/* A figure with a note in brackets, 22（其中修订16件）, every character read with confidence. Not where the note may name the
 * unit. */
static gboolean
has_note (const GjGridCell *cell)
{
  const char *note = cell->text + strspn (cell->text, "0123456789");
  if (note == cell->text || cell->confidence < SURE_UNIT || cell->reading != GJ_READING_PLAIN ||
      strstr (note, "元") != NULL)
    return FALSE;
  return (*note == '(' || g_str_has_prefix (note, "（")) &&
         (g_str_has_suffix (note, ")") || g_str_has_suffix (note, "）"));
}

/* Counts have no fractions: what OCR took for a point is the comma of thousands, or dirt. Returns: whether the other reader saw none, or it
 * parts thousands, which are the same figure without it; @number (out) is that figure. */
static gboolean
take_whole (const GjGridCell *cell, const char *unit, GjNumber *number)
{
  GjNumber other;
  const char *seconded = cell->alternative != NULL ? cell->alternative : cell->text;
  g_autofree char *text = g_strdelimit (g_strdup (cell->text), ".", ',');
  g_autofree char *second = g_strdelimit (g_strdup (seconded), ".", ',');
  gboolean same = strcmp (text, second) == 0 && *text != '0';
  if (gj_number_parse (same ? text : seconded, unit, &other) != GJ_NUMBER_OK || strchr (other.text, '.') != NULL)
    return FALSE;
  *number = other;
  return TRUE;
}

/* Whether @number has more than zeros behind its point. */
static gboolean
is_broken (const GjNumber *number)
{
  const char *point = strchr (number->text, '.');
  return point != NULL && point[1 + strspn (point + 1, "0")] != '\0';
}

#define LABEL_ALIKE 0.6
#define LEAST_LABEL 5 /* characters */

/* Whether @text, which begins with a figure, is the label of its own row: "2.重复申请" in the column of figures, the rule between them lost. */
static gboolean
is_label_of_row (const GjForm *form, int row, const char *text)
{
  GjLabel label = gj_label_make (text);
  return label.n >= LEAST_LABEL && gj_label_match (&label, form->items[row].labels, FALSE) >= LABEL_ALIKE;
}

void
gj_report_put (GjReport *report, int slot, const GjGridCell *cell, const GjPage *page, gboolean doubtful)
{
  GjNumber number = { .scaled = 0 }, other;
  if (slot < 0 || cell == NULL)
    return;
  GjCell *out = &report->cells[slot];
  const GjSlot *s = &g_array_index (report->form->slots, GjSlot, slot);
  const char *unit = gj_form_unit (report->form, s->col), *text = cell->text != NULL ? cell->text : "";
  GjNumberKind kind = gj_number_parse (text, unit, &number);
  gboolean has_value = kind == GJ_NUMBER_OK || kind == GJ_NUMBER_ANNOTATED;

  if (cell->reading == GJ_READING_UNREAD ||
      (kind == GJ_NUMBER_ANNOTATED && is_label_of_row (report->form, s->row, text))) {
    kind = GJ_NUMBER_NONE;
    has_value = FALSE;
  }
  gboolean count = !gj_form_is_amount (report->form, s->col), ocr = page->source == GJ_SOURCE_OCR;
  gboolean fraction = has_value && ocr && count && strchr (number.text, '.') != NULL;
  if (fraction && !take_whole (cell, unit, &number)) {
    kind = GJ_NUMBER_NONE;
    has_value = FALSE;
  }
  if (out->found) {
    if (out->has_value != has_value || (has_value && out->value.scaled != number.scaled))
      out->flags |= GJ_FLAG_CONFLICT;
    return;
  }
  out->found = TRUE;
  out->has_value = has_value;
  out->value = number;
  out->raw = g_strdup (cell->printed != NULL ? cell->printed : text);
  out->origin = cell;
  out->page = page->number;
  out->confidence = cell->confidence;
  out->source = page->source;
  if (page->source != GJ_SOURCE_TEXT)
    out->box = gj_page_display_box (page, &cell->box);
  if (kind == GJ_NUMBER_BLANK)
    out->flags |= GJ_FLAG_BLANK;
  else if (kind == GJ_NUMBER_ANNOTATED)
    out->flags |= GJ_FLAG_ANNOTATED;
  else if (kind == GJ_NUMBER_NONE)
    out->flags |= GJ_FLAG_UNREAD;
  /* OCR reads a note or a unit into a figure's dust: only a clean figure is sure. */
  doubtful |= kind == GJ_NUMBER_ANNOTATED && page->source == GJ_SOURCE_OCR && !has_counter (cell) && !has_note (cell);
  doubtful |= page->source == GJ_SOURCE_TEXT && has_leading_zero (text);
  doubtful |= has_value && count && !ocr && is_broken (&number);
  out->unsure = cell->unsure && !doubtful && kind == GJ_NUMBER_OK;
  doubtful |= fraction || (page->source == GJ_SOURCE_OCR && has_leading_zero (text)); /* relations may prove them */
  if ((doubtful || cell->reading == GJ_READING_DOUBTFUL) && kind != GJ_NUMBER_NONE)
    out->flags |= GJ_FLAG_DOUBTFUL;
  if (cell->alternative != NULL && has_value) {
    GjNumberKind k = gj_number_parse (cell->alternative, unit, &other);
    out->has_alternative = k == GJ_NUMBER_OK || k == GJ_NUMBER_ANNOTATED;
    if (out->has_alternative)
      out->alternative = other;
  }
  refuse_shared (report, out);
}

void
gj_report_mark_missing (GjReport *report, guint table, gboolean lost)
{
  guint missing = 0, all = 0;
  if (!report->table_found[table])
    return;
  for (guint i = 0; i < report->form->slots->len; i++)
    if (g_array_index (report->form->slots, GjSlot, i).table == table && gj_report_has_slot (report, i)) {
      missing += !report->cells[i].found;
      lost |= (report->cells[i].flags & GJ_FLAG_CONFLICT) != 0; /* one of the two is another row's */
      all++;
    }
  lost |= missing * 3 > all; /* so much is never left out in print: a part of the table was not found */
  for (guint i = 0; i < report->form->slots->len; i++) {
    const GjSlot *s = &g_array_index (report->form->slots, GjSlot, i);
    if (s->table == table && gj_report_has_slot (report, i) && !report->cells[i].found)
      report->cells[i].flags |= lost || (report->cells[i].flags & GJ_FLAG_UNREAD) ? GJ_FLAG_UNREAD : GJ_FLAG_ABSENT;
  }
}
