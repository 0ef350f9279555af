/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-prose.h"
#include "normalize/gj-rows.h"
#include "page/gj-char.h"

#include <string.h>

/* Rows of table 三 that were not found: not printed, or lost on the way. */

#define ROW_HEIGHT 20.0 /* points */
#define SHORT_LABEL 4   /* letters: shorter ones are parts of others */

/* The candidates whose rows of the form come nearest before and behind @item. */
static void
neighbours (const GArray *candidates, int item, const GjCandidate **before, const GjCandidate **behind)
{
  *before = *behind = NULL;
  for (guint i = 0; i < candidates->len; i++) {
    const GjCandidate *c = &g_array_index (candidates, GjCandidate, i);
    if (c->match < 0)
      continue;
    if (c->match < item && (*before == NULL || c->match > (*before)->match))
      *before = c;
    if (c->match > item && (*behind == NULL || c->match < (*behind)->match))
      *behind = c;
  }
}

/* Whether @behind comes right after @before on the next page of a text layer, which loses nothing on the way. */
static gboolean
is_next_on_page (const GjCandidate *before, const GjCandidate *behind)
{
  const GjPage *a = before->row->page, *b = behind->row->page;
  return behind == before + 1 && before->sure && behind->sure && a->source == GJ_SOURCE_TEXT_LAYER &&
         b->source == GJ_SOURCE_TEXT_LAYER && a != b && (b->number == a->number || b->number == a->number + 1);
}

/* Whether between the table in @grid and the edge of its scanned @page, below or above, there is room for a row and nothing but a page
 * number. */
static gboolean
is_blank_to_edge (const GjPage *page, const GjGrid *grid, gboolean below)
{
  double from = below ? grid->box.y1 : 0, to = below ? page->height : grid->box.y0;
  if (to - from < ROW_HEIGHT)
    return FALSE;
  for (guint i = 0; i < page->lines->len; i++) {
    const GjLine *line = page->lines->pdata[i];
    double y = (line->box.y0 + line->box.y1) / 2;
    if (y > from && y < to && !gj_is_page_number (line->text))
      return FALSE;
  }
  for (guint i = 0; page->unread != NULL && i < page->unread->len; i++) {
    const GjBox *ink = &g_array_index (page->unread, GjBox, i);
    if (ink->y1 > from && ink->y0 < to)
      return FALSE;
  }
  return TRUE;
}

/* Whether @behind begins the page behind that which @before ends, both scanned, so that no row can have been lost between. */
static gboolean
is_next_scanned (const GjCandidate *before, const GjCandidate *behind)
{
  const GjPage *a = before->row->page, *b = behind->row->page;
  return behind == before + 1 && before->sure && behind->sure && a->source == GJ_SOURCE_OCR &&
         b->source == GJ_SOURCE_OCR && b->number == a->number + 1 && before->row->last && behind->row->first &&
         is_blank_to_edge (a, before->row->grid, TRUE) && is_blank_to_edge (b, behind->row->grid, FALSE);
}

/* Whether a cell of @c holds something that could not be read: it may be the figures of two rows. */
static gboolean
holds_unread (const GjCandidate *c, guint n)
{
  for (guint k = 0; k < n; k++)
    if (c->value[k] != NULL && c->value[k]->text[0] != '\0' &&
        (c->value[k]->reading == GJ_READING_UNREAD || !gj_cell_is_value (c->value[k]->text)))
      return TRUE;
  return FALSE;
}

/* Whether a row with figures that became no row of the form's stands between @a and @b. */
static gboolean
stands_between (const GArray *candidates, GPtrArray *rows, const GjRow *a, const GjRow *b)
{
  guint from, to;
  if (!g_ptr_array_find (rows, a, &from) || !g_ptr_array_find (rows, b, &to))
    return TRUE;
  for (guint i = MIN (from, to) + 1; i < MAX (from, to); i++) {
    const GjRow *row = rows->pdata[i];
    gboolean taken = TRUE;
    for (guint k = 0; k < row->cells->len; k++) {
      const char *text = gj_row_cell (row, k)->text;
      taken = taken && (!gj_cell_is_value (text) || gj_cell_is_blank (text));
    }
    for (guint k = 0; k < candidates->len && !taken; k++) {
      const GjCandidate *c = &g_array_index (candidates, GjCandidate, k);
      taken = c->row == row && c->match >= 0;
    }
    if (!taken)
      return TRUE;
  }
  return FALSE;
}

/* Whether a candidate has row @item of the form: it is printed, whatever became of its figures. */
static gboolean
is_printed (const GArray *candidates, guint item)
{
  for (guint i = 0; i < candidates->len; i++)
    if (g_array_index (candidates, GjCandidate, i).match == (int) item)
      return TRUE;
  return FALSE;
}

/* Whether rows [@first, @end) of extracted text name row @item, whose label is too short to be looked for, by its numeral and label: 3.其他. */
static gboolean
is_numbered (GPtrArray *rows, guint first, guint end, const GjFormItem *item)
{
  const GjLabel own = gj_label_make (item->labels);
  g_auto (GStrv) each = g_strsplit (item->labels, "|", -1);
  for (guint r = first; r < end && own.n < SHORT_LABEL && g_ascii_isdigit (item->numeral[0]); r++) {
    const GjRow *row = rows->pdata[r];
    for (guint i = 0; i < row->cells->len && row->grid->loose; i++) {
      const char *text = gj_row_cell (row, i)->text;
      for (const char *p = strchr (text, item->numeral[0]); p != NULL; p = strchr (p + 1, item->numeral[0])) {
        const char *label = p + 1;
        if (!gj_char_is_ideograph (g_utf8_get_char (label)) && *label != '\0')
          label = g_utf8_next_char (label);
        for (guint k = 0; each[k] != NULL; k++)
          if (g_str_has_prefix (label, each[k]) && !gj_char_is_ideograph (g_utf8_get_char (label + strlen (each[k]))))
            return TRUE;
      }
    }
  }
  return FALSE;
}

/* A row that no candidate has is absent in print only where its neighbours were read from one unbroken grid, or one after
 * the other from a text layer: at a table's ends or between a picture's rows it may as well have been lost. */
void
gj_candidates_mark_lost (GjReport *report, const GArray *candidates, const int *items, guint n, GPtrArray *rows,
                         guint first, guint end)
{
  const GjForm *form = report->form;
  const GjFormTable *t = &form->tables[GJ_TABLE_APPLICATIONS];
  for (guint r = t->first; r < t->end; r++) {
    const GjCandidate *before, *behind;
    int slot = form->items[r].type == GJ_ITEM_ROW ? gj_form_slot (form, (int) r, items[0]) : -1;
    gboolean found = TRUE;
    for (guint k = 0; k < n && slot >= 0; k++)
      found = found && report->cells[gj_form_slot (form, (int) r, items[k])].found;
    if (slot < 0 || found || !gj_report_has_slot (report, (guint) slot))
      continue;
    neighbours (candidates, (int) r, &before, &behind);
    const GjRow *last = before == NULL ? NULL : before->tail != NULL ? before->tail : before->row;
    gboolean unbroken = !is_printed (candidates, r) && before != NULL && behind != NULL &&
                        (last->grid == behind->row->grid || before->row->grid->loose ||
                         is_next_on_page (before, behind) || is_next_scanned (before, behind));
    if (unbroken && last->grid == behind->row->grid && before->row->page->source == GJ_SOURCE_OCR)
      unbroken = behind->row->row == last->row + 1 && !last->grid->gaps;
    /* Without the total nothing proves the rows, and no report is without it: words lost it, not print. */
    unbroken = unbroken && !(before->row->grid->loose && form->items[r].kind == GJ_KIND_TOTAL);
    unbroken = unbroken && before->sure && behind->sure && !before->doubtful && !behind->doubtful &&
               !before->row->grid->gaps && !behind->row->grid->gaps && !holds_unread (before, n) &&
               !holds_unread (behind, n) && !is_numbered (rows, first, end, &form->items[r]) &&
               !stands_between (candidates, rows, before->row, behind->row) &&
               !gj_rows_mention (rows, first, end, NULL, form->items[r].labels) &&
               !gj_lines_mention (before->row->page, form->items[r].labels) &&
               !gj_break_mentions (before->row, behind->row, form->items[r].labels) &&
               !gj_page_names_row (before->row->page, form, GJ_TABLE_APPLICATIONS, (int) r) &&
               !gj_page_names_row (behind->row->page, form, GJ_TABLE_APPLICATIONS, (int) r);
    for (guint k = 0; k < n && !unbroken; k++)
      if (!report->cells[gj_form_slot (form, (int) r, items[k])].found)
        report->cells[gj_form_slot (form, (int) r, items[k])].flags |= GJ_FLAG_UNREAD;
  }
}
