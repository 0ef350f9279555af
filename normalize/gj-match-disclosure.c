/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-disclosure-header.h"
#include "normalize/gj-rows.h"

#include <string.h>

/*
 * Table 二: blocks, each with its title, a header row and rows of figures. No
 * relation proves these figures, so row and column must each match without an
 * alternative; otherwise the cells are doubtful.
 */

#define SURE 0.72
#define SHORT_LABEL 3    /* characters: one that is misread is much of it */
#define DAMAGED_LONG 0.6 /* least likeness of a longer damaged label in whose place no other can stand */

static guint
count_column_hits (const GjForm *form, GPtrArray *rows)
{
  guint hits = 0;
  for (guint r = 0; r < rows->len; r++) {
    const GjRow *row = rows->pdata[r];
    for (guint i = 0; i < row->cells->len; i++) {
      GjLabel label = gj_label_make (gj_row_cell (row, i)->text);
      if (label.n < 4 || label.n > 16)
        continue;
      for (guint k = form->tables[GJ_TABLE_DISCLOSURE].first; k < form->tables[GJ_TABLE_DISCLOSURE].end; k++)
        if (form->items[k].type == GJ_ITEM_COLUMN && gj_label_match (&label, form->items[k].labels, FALSE) >= 0.8)
          hits++;
    }
  }
  return hits;
}

GjEdition
gj_match_edition (GPtrArray *rows)
{
  guint new_hits = count_column_hits (gj_form_get (GJ_EDITION_2021), rows);
  guint old_hits = count_column_hits (gj_form_get (GJ_EDITION_2019), rows);
  return old_hits > new_hits ? GJ_EDITION_2019 : GJ_EDITION_2021;
}

static gboolean
all_alike (GjGridCell *const *cells, guint n)
{
  for (guint i = 1; i < n; i++)
    if (strcmp (cells[i]->text, cells[0]->text) != 0)
      return FALSE;
  return TRUE;
}

/* A header cell may be wider than one cell below it, where a rule more or less was drawn: what stands in another cell below
 * it than the one in its middle may be meant. */
static GjGridCell *
filled_below (GjGridCell *const *cells, guint n, const GjHeader *h, guint k)
{
  for (guint i = 0; i < n; i++) {
    double x = (cells[i]->box.x0 + cells[i]->box.x1) / 2;
    if (cells[i]->text[0] != '\0' && x > h->x0[k] && x < h->x1[k])
      return cells[i];
  }
  return NULL;
}

/* As many figures as the header has columns, each in a cell that reaches below the header of the same rank: whatever stands below
 * the headers' middles, they are in order. The form's own template of 2019 has rules under its headers that are not in line
 * with them. Text layers only: in a picture a rule may be lost, and another one no rule. */
static gboolean
take_in_order (const GjRow *row, GjGridCell *const *cells, guint n, const GjHeader *h, GjCandidate *c)
{
  guint rank[GJ_MAX_COLUMNS] = { 0 };
  if (n != h->n || row->page->source != GJ_SOURCE_TEXT_LAYER)
    return FALSE;
  for (guint k = 0; k < n; k++) {
    for (guint j = 0; j < n; j++)
      rank[k] += h->x[j] < h->x[k];
    const GjGridCell *cell = cells[rank[k]];
    if (cell->text[0] == '\0' || !gj_cell_is_value (cell->text) ||
        gj_overlap (cell->box.x0, cell->box.x1, h->x0[k], h->x1[k]) <= 0)
      return FALSE;
  }
  for (guint k = 0; k < n; k++)
    c->value[k] = cells[rank[k]];
  return TRUE;
}

/* Whether a figure, or what was not read, stands in none of the columns: a streak of the scanner parts a figure from its column, which then
 * looks blank, or cuts it. */
static gboolean
has_stray_value (GjGridCell *const *cells, guint n, const GjHeader *h, const GjCandidate *c)
{
  for (guint i = 0; i < n; i++) {
    gboolean taken =
        cells[i]->reading != GJ_READING_UNREAD && (cells[i]->text[0] == '\0' || !gj_cell_is_value (cells[i]->text));
    for (guint k = 0; k < h->n; k++)
      taken |= c->value[k] == cells[i];
    if (!taken)
      return TRUE;
  }
  return FALSE;
}

/* A figure beside the only column of a block may be of a column of the office's own: what stands below the header is meant. */
static void
mind_own_column (GjGridCell *const *cells, guint n, const GjHeader *h, GjCandidate *c)
{
  if (c->value[0] == NULL || gj_overlap (c->value[0]->box.x0, c->value[0]->box.x1, h->x0[0], h->x1[0]) > 0)
    return;
  c->doubtful = TRUE;
  for (guint i = 0; i < n; i++)
    if (cells[i]->text[0] != '\0' && h->x[0] >= cells[i]->box.x0 && h->x[0] < cells[i]->box.x1)
      c->value[0] = cells[i];
}

/* The cells of figures: those right of the label; empty ones only count where the number of columns asks for them. */
static void
take_values (const GjRow *row, guint label_index, const GjHeader *h, GjCandidate *c)
{
  GjGridCell *cells[GJ_MAX_COLUMNS];
  guint n = 0, filled = 0, last_filled = 0;
  for (guint i = label_index + 1; i < row->cells->len && n < GJ_MAX_COLUMNS; i++) {
    GjGridCell *cell = row->cells->pdata[i];
    if (cell->text[0] != '\0') {
      filled++;
      last_filled = n;
    }
    cells[n++] = cell;
  }
  c->doubtful = FALSE;
  gboolean placed = !row->grid->loose && h->grid == row->grid && gj_header_complete (h) && h->n > 1;
  if (placed) { /* under the header, by geometry */
    for (guint k = 0; k < h->n; k++)
      for (guint i = 0; i < n; i++)
        if (h->x[k] >= cells[i]->box.x0 && h->x[k] < cells[i]->box.x1) {
          for (guint j = 0; j < k; j++)
            c->doubtful |= c->value[j] == cells[i];
          c->value[k] = cells[i];
        }
    /* Without rules a figure set right need not stand below the middle of its header: then the order tells. */
    for (guint k = 0; k < h->n && n == h->n; k++)
      placed &= c->value[k] != NULL;
    c->doubtful |= filled > h->n; /* a figure in pieces: two cells stand under one header */
    for (guint k = 0; k < h->n; k++) {
      GjGridCell *other = c->value[k] != NULL && c->value[k]->text[0] == '\0' ? filled_below (cells, n, h, k) : NULL;
      if (other != NULL) {
        c->value[k] = other;
        c->doubtful = TRUE;
      }
    }
    if (c->doubtful && take_in_order (row, cells, n, h, c))
      c->doubtful = FALSE;
  }
  GjGridCell *printed[GJ_MAX_COLUMNS] = { NULL }; /* the columns in the order of the page */
  if (placed) {
    /* done */
  } else if (n == h->n || (n > h->n && filled != h->n && h->n > 1 && last_filled < h->n)) {
    for (guint k = 0; k < h->n; k++)
      printed[k] = cells[k];
    c->doubtful = h->n > 1 && h->printed && !gj_header_complete (h);
  } else if (filled == h->n) {
    for (guint i = 0, k = 0; i < n; i++)
      if (cells[i]->text[0] != '\0')
        printed[k++] = cells[i];
  } else if (h->n == 1 && n > 0) { /* a merged cell whose pieces stayed apart, or that was repeated */
    gboolean alike = all_alike (cells, n);
    printed[0] = filled > 1 && row->grid->loose && !alike ? NULL : cells[filled > 0 ? last_filled : 0];
    c->doubtful = filled > 1 && !(alike && h->repeated);
  } else
    c->doubtful = filled > 0;
  c->doubtful |= row->grid->loose && gj_loose_has_joined (gj_row_cell (row, label_index));
  for (guint k = 0; k < h->n && h->scattered; k++)
    c->doubtful |= h->order[k] != k;
  for (guint k = 0; k < h->n && !placed; k++)
    c->value[k] = printed[gj_header_complete (h) ? MIN (h->order[k], h->n - 1) : k];
  if (h->n == 1 && !row->grid->loose && h->grid == row->grid && gj_header_complete (h))
    mind_own_column (cells, n, h, c);
  c->doubtful |= row->page->source == GJ_SOURCE_OCR && !row->grid->loose && has_stray_value (cells, n, h, c);
  for (guint k = 0; k < h->n; k++)
    if (c->value[k] != NULL) {
      c->page[k] = row->page;
      c->has_values |= c->value[k]->text[0] != '\0';
    }
}

static gboolean
first_text (const GjRow *row, guint *index, GjLabel *label)
{
  for (guint i = 0; i < row->cells->len; i++) {
    const GjGridCell *cell = row->cells->pdata[i];
    *label = gj_label_make (cell->text);
    if (label->n > 0 && !gj_cell_is_value (cell->text)) {
      *index = i;
      return TRUE;
    }
    if (cell->text[0] != '\0')
      return FALSE;
  }
  return FALSE;
}

static int
match_block (const GjForm *form, const char *text)
{
  GjLabel label = gj_label_make (text);
  g_autofree char *head = NULL;
  int best = -1;
  for (guint i = 0; i < form->n_items; i++) {
    if (form->items[i].type != GJ_ITEM_BLOCK)
      continue;
    GjLabel own = gj_label_make (form->items[i].labels);
    if (gj_label_similarity (&label, &own) == 1)
      return (int) i;
    if (gj_label_similarity (&label, &own) > 0.8)
      best = -2; /* a block's title, but not certain which */
  }
  return best;
}

/* Figures in the grid of a header of this table, beside a label that no row of it has, or none. */
static gboolean
is_stray (const GjForm *form, GjRow *row, const GjHeader *h)
{
  int class = gj_match_classify (form, row);
  if (!h->printed || row->grid != h->grid || (class >= 0 && class != GJ_TABLE_DISCLOSURE))
    return FALSE;
  for (guint i = 0; i < row->cells->len; i++) {
    const char *text = gj_row_cell (row, i)->text;
    if (gj_cell_is_value (text) && !gj_cell_is_blank (text))
      return TRUE;
  }
  return FALSE;
}

static gboolean
join_cut_label (const GjForm *form, GPtrArray *rows, guint i, GjLabel *label)
{
  /* "行政规范性" at the foot of one page, "文件" at the head of the next. */
  const GjRow *row = rows->pdata[i];
  double s, second;
  guint index;
  GjLabel next;
  gj_row_match_best (form, GJ_TABLE_DISCLOSURE, label, FALSE, &s, &second);
  if (s >= 0.999 || !row->last || i + 1 >= rows->len || !((GjRow *) rows->pdata[i + 1])->first ||
      !first_text (rows->pdata[i + 1], &index, &next))
    return FALSE;
  GjLabel joined = *label;
  for (guint k = 0; k < next.n && joined.n < GJ_LABEL_MAX; k++)
    joined.ch[joined.n++] = next.ch[k];
  double sj, alone;
  gj_row_match_best (form, GJ_TABLE_DISCLOSURE, &joined, FALSE, &sj, &second);
  gj_row_match_best (form, GJ_TABLE_DISCLOSURE, &next, FALSE, &alone, &second);
  if (sj < SURE || sj <= s || sj <= alone) /* alone: a row of its own, whatever stands at the foot before it */
    return FALSE;
  *label = joined;
  return TRUE;
}

/* A figure under a header, or beside a label, with another unit than the form's, which the cell itself does not repeat. A reader of pictures
 * may have lost a character of the unit: where it is not @whole, the figure is doubtful. */
static void
convert_unit (GjReport *report, int slot, int column, const char *printed, gboolean whole, const GjGrid *header)
{
  const char *unit = gj_form_unit (report->form, column);
  GjCell *cell = slot >= 0 ? &report->cells[slot] : NULL;
  GjNumber number;
  if (cell == NULL || unit == NULL || !cell->has_value || cell->value.scaled == 0 ||
      (cell->flags & GJ_FLAG_ANNOTATED) || (printed != NULL && strcmp (unit, printed) == 0))
    return;
  if (printed == NULL) { /* not told from a picture where no cell holds the header together: it may be another */
    cell->flags |= header != NULL && header->gaps ? GJ_FLAG_DOUBTFUL : 0;
    return;
  }
  g_autofree char *with_unit = g_strconcat (cell->raw, printed, NULL);
  cell->flags |= GJ_FLAG_ANNOTATED;
  if ((whole || cell->source != GJ_SOURCE_OCR) && gj_number_parse (with_unit, unit, &number) == GJ_NUMBER_ANNOTATED)
    cell->value = number;
  else
    cell->flags |= GJ_FLAG_DOUBTFUL;
}

/* Returns: FALSE if a column of the row was not found on the page. */
static gboolean
put_row (GjReport *report, const GjCandidate *c, const GjHeader *h, gboolean certain)
{
  gboolean complete = TRUE;
  GjLabel label;
  guint index;
  const GjGridCell *named = first_text (c->row, &index, &label) ? gj_row_cell (c->row, index) : NULL;
  const char *own = named != NULL ? gj_printed_unit (named->text) : NULL;
  for (guint k = 0; k < h->n; k++) {
    gboolean two_units = own != NULL && h->unit[k] != NULL && strcmp (own, h->unit[k]) != 0;
    gj_report_put (report, gj_form_slot (report->form, c->match, h->items[k]), c->value[k], c->page[k],
                   c->doubtful || !certain || two_units);
    convert_unit (report, gj_form_slot (report->form, c->match, h->items[k]), h->items[k],
                  own != NULL ? own : h->unit[k], own != NULL ? named->unit_whole : h->unit_whole[k], h->grid);
    complete &= c->value[k] != NULL;
  }
  return complete;
}

/* Figures of a row whose other half, behind a page break, holds the label. */
static void
take_from_next (GPtrArray *rows, guint i, const GjHeader *h, GjCandidate *c)
{
  GjCandidate other = { .match = c->match };
  guint index;
  GjLabel label;
  const GjRow *next = rows->pdata[i + 1];
  if (!first_text (next, &index, &label))
    return;
  take_values (next, index, h, &other);
  for (guint k = 0; k < h->n; k++)
    if (other.value[k] != NULL && other.value[k]->text[0] != '\0' &&
        (c->value[k] == NULL || c->value[k]->text[0] == '\0')) {
      c->value[k] = other.value[k];
      c->page[k] = other.page[k];
      c->has_values = TRUE;
    } else if (other.value[k] == NULL && c->value[k] != NULL && c->value[k]->text[0] == '\0')
      c->value[k] = NULL; /* its figure may stand in the half that was not found */
}

/* As in table 三: a row is absent in print only between rows of one unbroken grid of a text layer, and where its label is
 * in none of this table's cells: a lost rule joins rows. */
static void
mark_lost_rows (GjReport *report, GjRow *const *row_of, GPtrArray *rows, GHashTable *own)
{
  const GjForm *form = report->form;
  const GjFormTable *t = &form->tables[GJ_TABLE_DISCLOSURE];
  for (guint i = 0; i < form->slots->len; i++) {
    const GjSlot *slot = &g_array_index (form->slots, GjSlot, i);
    const GjRow *before = NULL, *behind = NULL;
    if (slot->table != GJ_TABLE_DISCLOSURE || row_of[slot->row] != NULL)
      continue;
    for (int k = slot->row; k >= (int) t->first && before == NULL; k--)
      before = row_of[k];
    for (guint k = (guint) slot->row; k < t->end && behind == NULL; k++)
      behind = row_of[k];
    if (before == NULL || behind == NULL || before->page->source == GJ_SOURCE_OCR ||
        (before->grid != behind->grid && !before->grid->loose) ||
        gj_rows_mention (rows, 0, rows->len, own, form->items[slot->row].labels) ||
        gj_lines_mention (before->page, form->items[slot->row].labels))
      report->cells[i].flags |= GJ_FLAG_UNREAD;
  }
}

/* The walk through the rows: what was read, and which block they stand in. */
typedef struct {
  GjReport *report;
  GPtrArray *rows;
  GjHeader h;
  const GjRow *header; /* the last header row, of whatever block */
  int title_block, last_block;
  guint found, heads;
  gboolean lost;
  GjRow **row_of;  /* by item of the form */
  GHashTable *own; /* grids of this table */
} Walk;

/* A block's title or header row. */
static gboolean
read_head (Walk *w, GjRow *row, guint index, const GjLabel *label)
{
  const GjForm *form = w->report->form;
  int block = match_block (form, gj_row_cell (row, index)->text);
  if (block != -1) {
    w->title_block = block;
    w->heads++;
    return TRUE;
  }
  if (gj_label_match (label, gj_header_labels (form), FALSE) < SURE &&
      (row->grid->loose || !gj_header_names_columns (form, row)))
    return FALSE;
  w->h.block = gj_header_block (form, row, w->title_block, w->last_block);
  w->heads++;
  w->title_block = -1;
  w->header = row;
  if (w->h.block >= 0) {
    gj_header_columns (form, w->h.block, &w->h);
    gj_header_read (form, row, &w->h);
  }
  return TRUE;
}

/* The row at @i whose label is damaged: between its neighbours in the same grid, each of which is certain, the form has one row
 * and no more. Returns: its item, or −1. */
static int
item_by_order (Walk *w, guint i, const GjLabel *label)
{
  const GjForm *form = w->report->form;
  GjRow *const *rows = (GjRow *const *) w->rows->pdata, *row = rows[i];
  const guint end = form->tables[GJ_TABLE_DISCLOSURE].end;
  guint first = G_MAXUINT, behind = end, index;
  GjLabel next;
  double s, second;
  if (row->page->source != GJ_SOURCE_OCR || !w->h.printed || w->h.grid != row->grid || i == 0 || i + 1 >= w->rows->len)
    return -1;
  for (guint k = form->tables[GJ_TABLE_DISCLOSURE].first; k < end; k++)
    if (w->row_of[k] == rows[i - 1])
      first = k + 1;
  if (rows[i - 1] == w->header)
    first = (guint) w->h.block + 1;
  if (first == G_MAXUINT || rows[i + 1]->grid != row->grid || !first_text (rows[i + 1], &index, &next))
    return -1;
  int item = gj_row_match_best (form, GJ_TABLE_DISCLOSURE, &next, FALSE, &s, &second), found = -1;
  int block = match_block (form, gj_row_cell (rows[i + 1], index)->text);
  if (item >= 0 && s >= SURE && s - second >= 0.15)
    behind = (guint) item;
  else if (block >= 0)
    behind = (guint) block;
  for (guint k = first; k < behind; k++) {
    if (form->items[k].type != GJ_ITEM_ROW || !gj_form_has_values (form, (int) k) ||
        gj_form_block (form, (int) k) != w->h.block)
      continue;
    if (found >= 0)
      return -1;
    found = (int) k;
  }
  double least = label->n <= SHORT_LABEL ? GJ_DAMAGED_ALIKE : DAMAGED_LONG;
  return found >= 0 && behind < end && gj_label_match (label, form->items[found].labels, FALSE) > least ? found : -1;
}

/* Whether figures without a label begin the page behind the row at @i, its page's last: a figure that wraps was cut. */
static gboolean
is_cut_below (const GPtrArray *rows, guint i)
{
  const GjRow *row = rows->pdata[i], *next = i + 1 < rows->len ? rows->pdata[i + 1] : NULL;
  gboolean figures = FALSE;
  if (next == NULL || row->grid->loose || !row->last || !next->first || next->page == row->page)
    return FALSE;
  for (guint k = 0; k < next->cells->len; k++) {
    const char *text = gj_row_cell (next, k)->text;
    if (!gj_cell_is_value (text))
      return FALSE;
    figures |= text[0] != '\0';
  }
  return figures;
}

/* Extracted text: a row with blanks that has fewer cells than @header lost one, or two of its figures stand in one cell. */
static gboolean
is_short (const GjRow *row, const GjRow *header, const GjHeader *h, const GjCandidate *c)
{
  guint blank = 0;
  for (guint k = 0; k < h->n; k++)
    blank += c->value[k] != NULL && c->value[k]->text[0] == '\0';
  return row->grid->loose && header != NULL && header->grid == row->grid && row->cells->len < header->cells->len &&
         blank > 0 && blank < h->n;
}

/* The cells of @row of extracted text, without those that a tool repeated: a cell merged over two columns is printed in both, and so is
 * its label in @header. Returns: (transfer full). */
static GPtrArray *
cells_once (const GjRow *row, const GjRow *header)
{
  GPtrArray *out = g_ptr_array_new ();
  const gboolean alike = row->grid->loose && !row->grid->plain && header != NULL && header->grid == row->grid &&
                         header->cells->len == row->cells->len;
  for (guint i = 0; i < row->cells->len; i++) {
    const char *label = alike && i > 1 ? gj_row_cell (header, i)->text : "";
    if (label[0] == '\0' || strcmp (label, gj_row_cell (header, i - 1)->text) != 0 ||
        strcmp (gj_row_cell (row, i)->text, gj_row_cell (row, i - 1)->text) != 0)
      g_ptr_array_add (out, row->cells->pdata[i]);
  }
  return out;
}

/* The row of @item at @i, its label in cell @index. Returns: how many rows it takes. */
static guint
read_row (Walk *w, guint i, guint index, int item, gboolean cut, gboolean certain)
{
  const GjForm *form = w->report->form;
  GjRow *row = w->rows->pdata[i];
  int own_block = gj_form_block (form, item);
  if (w->h.block != own_block) { /* its header was not seen, or was taken for that of a block with the same columns */
    w->h = (GjHeader){ .block = own_block };
    gj_header_columns (form, own_block, &w->h);
    if (w->header != NULL && w->header->grid == row->grid && row->grid->loose)
      gj_header_read (form, w->header, &w->h);
  }
  GjCandidate c = { .row = row, .match = item };
  g_autoptr (GPtrArray) cells = cells_once (row, w->header);
  GjRow once = *row;
  once.cells = cells;
  take_values (w->h.n > 1 ? &once : row, index, &w->h, &c);
  if (cut)
    take_from_next (w->rows, i, &w->h, &c);
  certain &= !is_cut_below (w->rows, i) && !is_short (row, w->header, &w->h, &c);
  if (c.has_values || row->cells->len > w->h.n) {
    /* In extracted text only a header before a row says that its figures come behind its label. */
    certain &= (w->h.n == 1 && !row->grid->loose) || gj_header_complete (&w->h);
    w->found++;
    w->row_of[item] = row;
    w->lost |= !put_row (w->report, &c, &w->h, certain);
    w->last_block = MAX (w->last_block, own_block - 1);
  } else
    w->lost = TRUE;
  return cut ? 2 : 1;
}

/* The grids with a block's title or a header of this table. */
static GHashTable *
grids_with_heads (const GjForm *form, GPtrArray *rows)
{
  GHashTable *own = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < rows->len; i++) {
    const GjRow *row = rows->pdata[i];
    guint index;
    GjLabel label;
    if (!g_hash_table_contains (own, row->grid) && first_text (row, &index, &label) &&
        (match_block (form, gj_row_cell (row, index)->text) != -1 ||
         gj_label_match (&label, gj_header_labels (form), FALSE) >= SURE))
      g_hash_table_add (own, row->grid);
  }
  return own;
}

/* Offices print tables of their own that have a row 行政许可 too. A grid without a head of this table is a piece of it only
 * right behind another piece, and with rows that are not there yet. */
static gboolean
is_own (Walk *w, guint i, int item)
{
  const GjRow *row = w->rows->pdata[i];
  if (g_hash_table_size (w->own) == 0 || g_hash_table_contains (w->own, row->grid))
    return TRUE;
  guint k = i;
  while (k > 0 && ((GjRow *) w->rows->pdata[k - 1])->grid == row->grid)
    k--;
  if (w->row_of[item] != NULL || k == 0 || !g_hash_table_contains (w->own, ((GjRow *) w->rows->pdata[k - 1])->grid))
    return FALSE;
  g_hash_table_add (w->own, row->grid);
  return TRUE;
}

void
gj_match_disclosure (GjReport *report, GPtrArray *rows)
{
  const GjForm *form = report->form;
  const guint table = GJ_TABLE_DISCLOSURE;
  g_autofree GjRow **row_of = g_new0 (GjRow *, form->n_items);
  g_autoptr (GHashTable) own = grids_with_heads (form, rows);
  Walk w = { .report = report,
             .rows = rows,
             .h = { .block = -1 },
             .title_block = -1,
             .last_block = -1,
             .row_of = row_of,
             .own = own };

  for (guint i = 0; i < rows->len;) {
    GjRow *row = rows->pdata[i];
    guint index = 0;
    GjLabel label;
    double s = 0, second = 0;
    gboolean text = first_text (row, &index, &label);
    if (text && read_head (&w, row, index, &label)) {
      i++;
      continue;
    }
    gboolean cut = text && join_cut_label (form, rows, i, &label);
    int item = text ? gj_row_match_best (form, table, &label, FALSE, &s, &second) : -1;
    gboolean certain = s - second >= 0.15;
    int missing = text && !cut && (item < 0 || s < SURE) ? item_by_order (&w, i, &label) : -1;
    if (missing >= 0) {
      item = missing;
      s = SURE;
      certain = TRUE;
    }
    if (item < 0 || s < SURE || (w.heads == 0 && s < 1) || !is_own (&w, i, item)) {
      w.lost |= is_stray (form, row, &w.h);
      i++;
      continue;
    }
    i += read_row (&w, i, index, item, cut, certain);
  }
  if (w.found < 2 || (w.heads == 0 && w.found < 3))
    return;
  report->table_found[table] = TRUE;
  mark_lost_rows (report, row_of, rows, own);
  gj_report_mark_missing (report, table, w.lost);
}
