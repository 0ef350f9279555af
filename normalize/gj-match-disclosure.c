/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-disclosure-header.h"
#include "normalize/gj-disclosure-torn.h"
#include "normalize/gj-form-shape.h"
#include "normalize/gj-prose.h"
#include "normalize/gj-rows.h"
#include "page/gj-char.h"

#include <string.h>

/*
 * Table 二: blocks, each with its title, a header row and rows of figures. No
 * relation proves these figures, so row and column must each match without an
 * alternative; otherwise the cells are doubtful.
 */

#define SURE 0.72
#define SHORT_LABEL 3    /* characters: one that is misread is much of it */
#define SOME_ALIKE 0.2   /* a character or two of a damaged label, where as many rows stand as the form has */
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
        if (form->items[k].type == GJ_ITEM_COLUMN &&
            gj_label_match_above (&label, form->items[k].labels, FALSE, 0.8) >= 0.8)
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
    double alike = gj_label_match_above (&label, form->items[i].labels, FALSE, 0.8);
    if (alike == 1)
      return (int) i;
    if (alike > 0.8)
      best = -2; /* a block's title, but not certain which */
  }
  return best;
}

static guint
count_figures (const GjRow *row)
{
  guint n = 0;
  for (guint i = 0; i < row->cells->len; i++) {
    const char *text = gj_row_cell (row, i)->text;
    n += gj_cell_is_value (text) && !gj_cell_is_blank (text);
  }
  return n;
}

/* Figures in the grid of a header of this table, beside a label that no row of it has, or none. */
static gboolean
is_stray (const GjForm *form, GjRow *row, const GjHeader *h)
{
  int class = gj_match_classify (form, row);
  return h->printed && row->grid == h->grid && (class < 0 || class == GJ_TABLE_DISCLOSURE) && count_figures (row) > 0;
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
  gj_header_take_values (next, index, h, &other);
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
  gboolean astray;     /* a title has figures, which are of another row, that looks blank */
  gboolean narrow;     /* a header has fewer cells than columns, which stand elsewhere: what is blank here may, too */
  gboolean torn;       /* figures without a label stand before */
  const GjRow *latest; /* that was read */
  GjRow **row_of;      /* by item of the form */
  GHashTable *own;     /* grids of this table */
  int *place;          /* by row: the item that it is the row, title or header of; −1: not known */
} Walk;

/* A block's title or header row. */
static gboolean
read_head (Walk *w, guint i, guint index, const GjLabel *label)
{
  const GjForm *form = w->report->form;
  GjRow *row = w->rows->pdata[i];
  int block = match_block (form, gj_row_cell (row, index)->text);
  if (block != -1) {
    w->title_block = block;
    w->place[i] = MAX (block, -1);
    w->astray |= row->page->source != GJ_SOURCE_OCR && count_figures (row) > 0;
    w->heads++;
    return TRUE;
  }
  if (gj_label_match (label, gj_header_labels (form), FALSE) < SURE &&
      (row->grid->loose || !gj_header_names_columns (form, row)))
    return FALSE;
  if (i + 1 < w->rows->len)
    gj_header_join_pieces (row, w->rows->pdata[i + 1], G_MAXUINT);
  w->h.block = gj_header_block (form, row, w->title_block, w->last_block);
  w->heads++;
  w->title_block = -1;
  w->header = row;
  if (w->h.block >= 0) {
    gj_header_columns (form, w->h.block, &w->h);
    gj_header_read (form, row, &w->h);
    w->narrow |= row->page->source == GJ_SOURCE_TEXT_LAYER && row->cells->len <= w->h.n;
    w->place[i] = w->h.block;
  }
  return TRUE;
}

/* A table without sides has no rule around the titles of its blocks: they stand between its pieces, as lines. */
static void
read_title_above (Walk *w, guint i)
{
  const GjRow *row = w->rows->pdata[i];
  if (row->page->source != GJ_SOURCE_TEXT_LAYER || (i > 0 && ((GjRow *) w->rows->pdata[i - 1])->grid == row->grid))
    return;
  const GjLine *line = gj_line_above (row->page, row->grid);
  int block = line != NULL ? match_block (w->report->form, line->text) : -1;
  if (block >= 0) {
    w->title_block = block;
    w->heads++;
  }
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

static void
doubt_row (Walk *w, const GjRow *row)
{
  const GjForm *form = w->report->form;
  for (guint i = 0; i < form->slots->len; i++)
    if (w->row_of[g_array_index (form->slots, GjSlot, i).row] == row && w->report->cells[i].found)
      w->report->cells[i].flags |= GJ_FLAG_DOUBTFUL;
}

/* Figures without a label in row @i of extracted text: a piece of the row before, or of the one behind. */
static void
doubt_neighbours (Walk *w, guint i)
{
  const GjRow *row = w->rows->pdata[i];
  w->torn = TRUE;
  if (w->latest != NULL && (w->latest->grid == row->grid || (i > 0 && w->rows->pdata[i - 1] == w->latest)))
    doubt_row (w, w->latest);
}

#define NEAR 2 /* lines: nothing but a blank one lies between */

/* What stands beside the table's rows in lines of its own, in extracted text: a piece of a figure, or the last one of the row before. */
static void
mind_lines (Walk *w)
{
  const GjForm *form = w->report->form;
  const GjPage *page = w->latest != NULL ? w->latest->page : NULL;
  for (guint i = 0; page != NULL && page->source == GJ_SOURCE_TEXT && i < page->lines->len; i++) {
    const GjLine *line = page->lines->pdata[i];
    const gboolean figure = gj_text_is_lone_figure (line->text) && !line->maybe_page_number;
    if (!figure && !gj_text_is_heading_behind_figure (line->text))
      continue;
    for (guint k = form->tables[GJ_TABLE_DISCLOSURE].first; k < form->tables[GJ_TABLE_DISCLOSURE].end; k++) {
      const GjRow *row = w->row_of[k];
      const GjGridCell *cell = row != NULL && row->page == page ? gj_row_cell (row, 0) : NULL;
      if (cell == NULL || line->box.y0 - cell->box.y0 > NEAR || cell->box.y0 - line->box.y0 > (figure ? NEAR : 0))
        continue;
      w->astray |= !figure;
      if (figure)
        doubt_row (w, row);
    }
  }
}

/* The row of @item at @i, its label in cell @index. Returns: how many rows it takes. */
static guint
read_row (Walk *w, guint i, guint index, int item, gboolean cut, gboolean certain)
{
  const GjForm *form = w->report->form;
  GjRow *row = w->rows->pdata[i];
  int own_block = gj_form_block (form, item);
  if (w->h.block != own_block) { /* its header was not seen, or was taken for that of a block with the same columns */
    w->h = (GjHeader){ .block = own_block, .year = w->report->year };
    gj_header_columns (form, own_block, &w->h);
    if (w->header != NULL && w->header->grid == row->grid && row->grid->loose)
      gj_header_read (form, w->header, &w->h);
  }
  GjCandidate c = { .row = row, .match = item };
  g_autoptr (GPtrArray) cells = gj_row_cells_once (row, w->header);
  GjRow once = *row;
  once.cells = cells;
  gj_header_take_values (w->h.n > 1 ? &once : row, index, &w->h, &c);
  if (cut)
    take_from_next (w->rows, i, &w->h, &c);
  certain &= !gj_row_is_cut_below (w->rows, i) && !gj_row_is_short (row, w->header, &w->h, &c);
  if (c.has_values || row->cells->len > w->h.n) {
    /* In extracted text only a header before a row says that its figures come behind its label. */
    certain &= (w->h.n == 1 && !row->grid->loose) || gj_header_complete (&w->h);
    w->found++;
    w->place[i] = item;
    certain &= !w->torn && (w->row_of[item] == NULL ||
                            !row->grid->loose); /* of another table below, whose figures no caption parts from it */
    w->torn = FALSE;
    w->latest = w->row_of[item] = row;
    w->lost |= !put_row (w->report, &c, &w->h, certain);
    w->last_block = MAX (w->last_block, own_block - 1);
  } else
    w->lost = TRUE;
  return cut ? 2 : 1;
}

/* A scan's row before whose figures nobody can read the label: there is ink, but no more than a character of it, or a doubtful reading with
 * digits. No row of an office has such a label. */
static gboolean
has_lost_label (const GjRow *row)
{
  const GjGridCell *cell = row->cells->len > 1 ? gj_row_cell (row, 0) : NULL;
  if (cell == NULL || count_figures (row) == 0)
    return FALSE;
  return cell->text[0] == '\0'           ? cell->reading == GJ_READING_UNREAD
         : gj_cell_is_value (cell->text) ? cell->reading != GJ_READING_PLAIN && gj_label_make (cell->text).n > 1
                                         : gj_label_make (cell->text).n == 1;
}

/* The rows of figures behind row @i, known to be @place[@i], up to the next row that is known, or the end of the table's grid: into @gap.
 * Returns: the item that ends them, or −1 where something else stands between. */
static int
read_gap (Walk *w, guint i, GArray *gap)
{
  const GjForm *form = w->report->form;
  const GjRow *before = w->rows->pdata[i];
  for (guint k = i + 1; k < w->rows->len; k++) {
    GjRow *row = w->rows->pdata[k];
    GjLabel label;
    guint index;
    int class = gj_match_classify (form, row);
    if (w->place[k] >= 0)
      return w->place[k];
    if (row->grid != before->grid && (class >= 0 && class != GJ_TABLE_DISCLOSURE))
      break;
    gboolean goes_on =
        row->grid == before->grid || (before->last && row->first && row->page->number == before->page->number + 1);
    if (!goes_on || row->page->source != GJ_SOURCE_OCR || row->grid->loose)
      return -1;
    before = row;
    if (count_figures (row) == 0) /* words of a header that wraps */
      continue;
    if (!first_text (row, &index, &label) && !has_lost_label (row))
      return -1;
    g_array_append_val (gap, k);
  }
  return (int) form->tables[GJ_TABLE_DISCLOSURE].end;
}

/* Whether the label of @row may be what is left of that of @item; if @unsure, only one that was read with doubts, or lost. @index (out): its
 * cell. */
static gboolean
may_be_item (const GjForm *form, const GjRow *row, int item, gboolean unsure, guint *index)
{
  GjLabel label;
  *index = 0;
  if (has_lost_label (row))
    return TRUE;
  return first_text (row, index, &label) && (!unsure || gj_row_cell (row, *index)->reading != GJ_READING_PLAIN) &&
         gj_label_match (&label, form->items[item].labels, FALSE) >= SOME_ALIKE;
}

/* Rows of a scan whose labels nobody can read, the last of a block: as many as the form has between what is known before them and the next
 * head. Below a row that is read one whose label is sure may be another than the form's. */
static void
read_by_order (Walk *w)
{
  const GjForm *form = w->report->form;
  for (guint i = 0; i < w->rows->len; i++) {
    g_autoptr (GArray) gap = g_array_new (FALSE, FALSE, sizeof (guint)),
                       items = g_array_new (FALSE, FALSE, sizeof (int));
    if (w->place[i] < 0)
      continue;
    int behind = read_gap (w, i, gap);
    for (int k = w->place[i] + 1; k < behind; k++)
      if (form->items[k].type == GJ_ITEM_ROW && gj_form_has_values (form, k) && w->row_of[k] == NULL)
        g_array_append_val (items, k);
    gboolean unsure = form->items[w->place[i]].type == GJ_ITEM_ROW;
    gboolean head = behind == (int) form->tables[GJ_TABLE_DISCLOSURE].end ||
                    form->items[behind >= 0 ? behind : 0].type != GJ_ITEM_ROW;
    for (guint k = 0; k < gap->len && head && gap->len == items->len; k++) {
      guint at = g_array_index (gap, guint, k), index;
      int item = g_array_index (items, int, k);
      if (may_be_item (form, w->rows->pdata[at], item, unsure, &index))
        read_row (w, at, index, item, FALSE, FALSE);
    }
  }
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

static void
doubt_blanks (GjReport *report)
{
  for (guint i = 0; i < report->form->slots->len; i++)
    if (g_array_index (report->form->slots, GjSlot, i).table == GJ_TABLE_DISCLOSURE &&
        (report->cells[i].flags & GJ_FLAG_BLANK))
      report->cells[i].flags |= GJ_FLAG_DOUBTFUL;
}

void
gj_match_disclosure (GjReport *report, GPtrArray *rows)
{
  const GjForm *form = report->form;
  const guint table = GJ_TABLE_DISCLOSURE;
  g_autofree GjRow **row_of = g_new0 (GjRow *, form->n_items);
  g_autofree int *place = g_new (int, rows->len + 1);
  g_autoptr (GHashTable) own = grids_with_heads (form, rows);
  Walk w = { .report = report,
             .rows = rows,
             .h = { .block = -1, .year = report->year },
             .title_block = -1,
             .last_block = -1,
             .row_of = row_of,
             .own = own,
             .place = place };

  memset (place, -1, (rows->len + 1) * sizeof *place);
  for (guint i = 0; i < rows->len;) {
    GjRow *row = rows->pdata[i];
    guint index = 0;
    GjLabel label;
    double s = 0, second = 0;
    if (w.header != NULL)
      gj_header_join_pieces (row, w.header, 1);
    gboolean text = first_text (row, &index, &label);
    read_title_above (&w, i);
    w.astray |= text && row->grid->loose && gj_text_starts_with_figure (gj_row_cell (row, index)->text);
    if (text && read_head (&w, i, index, &label)) {
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
      if (gj_row_is_torn_off (row, text) || (!text && row->grid->loose && count_figures (row) > 0))
        doubt_neighbours (&w, i);
      i++;
      continue;
    }
    i += read_row (&w, i, index, item, cut, certain);
  }
  if (w.heads > 0)
    read_by_order (&w);
  if (w.found < 2 || (w.heads == 0 && w.found < 3)) {
    report->table_found[table] = w.found == 0 && gj_form_shape_read_disclosure (report, rows);
    return;
  }
  report->table_found[table] = TRUE;
  mark_lost_rows (report, row_of, rows, own);
  mind_lines (&w);
  if (w.astray || w.narrow)
    doubt_blanks (report);
  gj_report_mark_missing (report, table, w.lost);
}
