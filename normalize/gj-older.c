/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-older.h"

#include "normalize/gj-prose.h"
#include "normalize/gj-rows.h"
#include "page/gj-char.h"

#include <string.h>

#define MAX_CAPTION 40 /* characters */

/* A grid of a table, and the year that the caption above it names; 0: none does. */
typedef struct {
  GjGrid *grid;
  int table;
  int year;
} Dated;

int
gj_caption_year (const char *text)
{
  int found = 0;
  if (g_utf8_strlen (text, -1) > MAX_CAPTION || strstr (text, "。") != NULL || strstr (text, "，") != NULL)
    return -1;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    int year = 0, digits = 0;
    const char *q = p;
    for (int d; *q != '\0' && (d = gj_char_digit (g_utf8_get_char (q))) >= 0; q = g_utf8_next_char (q), digits++)
      year = digits < 4 ? year * 10 + d : 0;
    const char *end = q;
    while (*q == ' ')
      q++;
    if (digits == 4 && year >= 2000 && year <= 2099 && g_str_has_prefix (q, "年") && strstr (q, "月") == NULL) {
      if (found != 0 && found != year) /* of both */
        return 0;
      found = year;
    }
    if (end > p)
      p = g_utf8_prev_char (end);
  }
  return found;
}

/* The year that is named by a first row of @grid that is one cell: its caption, set in the table; or 0. */
static int
year_inside (const GjGrid *grid)
{
  const GjGridCell *first = NULL;
  for (guint i = 0; i < grid->cells->len; i++) {
    const GjGridCell *cell = &g_array_index (grid->cells, GjGridCell, i);
    if (cell->row > 0)
      continue;
    if (first != NULL)
      return 0;
    first = cell;
  }
  return first != NULL && first->text != NULL ? MAX (gj_caption_year (first->text), 0) : 0;
}

static int
table_of (const GjReport *report, GPtrArray *rows, const GjGrid *grid)
{
  for (guint r = 0; r < rows->len; r++) {
    GjRow *row = rows->pdata[r];
    int table = row->grid == grid ? gj_match_classify (report->form, row) : -1;
    if (table >= 0)
      return table;
  }
  return -1;
}

/* What @line, which stands above a table, says about its year: the year; 0 where no caption does; -1 where that is for the lines above it to
 * say. */
static int
year_of_line (const GjLine *line)
{
  double similarity;
  gsize rest;
  int said = gj_caption_year (line->text);
  if (strstr (line->text, "报告") != NULL) /* the title, which runs over pages */
    return -1;
  if (said != 0)
    return MAX (said, 0);
  return gj_heading_match (line->text, line->heading_level, &similarity, &rest) >= 0 ? 0 : -1;
}

static gboolean
is_over (const GjPage *page, const GjBox *a, const GjBox *b)
{
  return page->source == GJ_SOURCE_TEXT || gj_overlap (a->x0, a->x1, b->x0, b->x1) > 0;
}

/* The year that is said above height @y of @page over @below, up to another grid. @grid (out): that grid, or NULL. Returns: as
 * year_of_line(). */
static int
year_above (const GjPage *page, double y, const GjBox *below, const GjGrid **grid)
{
  double top = -G_MAXDOUBLE, at = y;
  *grid = NULL;
  for (guint g = 0; g < page->grids->len; g++) {
    const GjGrid *other = page->grids->pdata[g];
    if (other->box.y0 < y && other->box.y0 >= top && is_over (page, &other->box, below)) {
      top = other->box.y0;
      *grid = other;
    }
  }
  for (;;) {
    const GjLine *next = NULL;
    for (guint i = 0; i < page->lines->len; i++) {
      const GjLine *line = page->lines->pdata[i];
      if (line->box.y0 < at && line->box.y0 > top && is_over (page, &line->box, below) &&
          (next == NULL || line->box.y0 > next->box.y0))
        next = line;
    }
    if (next == NULL)
      return -1;
    int year = year_of_line (next);
    if (year >= 0)
      return year;
    at = next->box.y0;
  }
}

/* The grids of @doc with the years above them. Headings and sentences end what a caption says; a page break does not. */
static GArray *
date_grids (const GjReport *report, GjDocument *doc)
{
  g_autoptr (GPtrArray) rows = gj_rows_collect (doc);
  GArray *out = g_array_new (FALSE, FALSE, sizeof (Dated));
  for (guint p = 0; p < doc->pages->len; p++) {
    const GjPage *page = doc->pages->pdata[p];
    for (guint g = 0; g < page->grids->len; g++) {
      GjGrid *grid = page->grids->pdata[g];
      const GjGrid *above = NULL;
      int year = year_inside (grid);
      if (year == 0)
        year = year_above (page, grid->box.y0, &grid->box, &above);
      for (guint q = p; year < 0 && above == NULL && q-- > 0;)
        year = year_above (doc->pages->pdata[q], G_MAXDOUBLE, &grid->box, &above);
      for (guint i = 0; i < out->len && year < 0; i++)
        if (g_array_index (out, Dated, i).grid == above)
          year = g_array_index (out, Dated, i).year;
      Dated dated = { grid, table_of (report, rows, grid), MAX (year, 0) };
      g_array_append_val (out, dated);
    }
  }
  return out;
}

gboolean
gj_older_set_aside (const GjReport *report, GjDocument *doc)
{
  gboolean conflict[GJ_N_TABLES] = { FALSE }, own[GJ_N_TABLES] = { FALSE }, any = FALSE;
  for (guint i = 0; i < report->form->slots->len; i++)
    if (report->cells[i].flags & GJ_FLAG_CONFLICT) {
      conflict[g_array_index (report->form->slots, GjSlot, i).table] = TRUE;
      any = TRUE;
    }
  if (!any || report->year == 0)
    return FALSE;
  any = FALSE;
  g_autoptr (GArray) dated = date_grids (report, doc);
  for (guint i = 0; i < dated->len; i++) {
    const Dated *d = &g_array_index (dated, Dated, i);
    if (d->table >= 0)
      own[d->table] |= d->year == 0 || d->year == report->year;
  }
  for (guint i = 0; i < dated->len; i++) {
    const Dated *d = &g_array_index (dated, Dated, i);
    if (d->table < 0 || !own[d->table] || !conflict[d->table] || d->year == 0 || d->year == report->year)
      continue;
    d->grid->aside = any = TRUE;
  }
  return any;
}

void
gj_older_take_back (GjDocument *doc)
{
  for (guint p = 0; p < doc->pages->len; p++) {
    GPtrArray *grids = ((GjPage *) doc->pages->pdata[p])->grids;
    for (guint g = 0; g < grids->len; g++)
      ((GjGrid *) grids->pdata[g])->aside = FALSE;
  }
}

/* Whether @text, a line above a table or a cell over all of it, is no more than a caption, and names another year than @year. */
static gboolean
is_caption_of_other (const char *text, int year)
{
  int said = gj_caption_year (text);
  return said > 0 && said != year;
}

static gboolean
has_other_caption (const GjDocument *doc, int year)
{
  for (guint p = 0; p < doc->pages->len; p++) {
    const GjPage *page = doc->pages->pdata[p];
    for (guint i = 0; i < page->lines->len; i++)
      if (is_caption_of_other (((GjLine *) page->lines->pdata[i])->text, year))
        return TRUE;
    for (guint g = 0; g < page->grids->len; g++) {
      int said = year_inside (page->grids->pdata[g]);
      if (said != 0 && said != year)
        return TRUE;
    }
  }
  return FALSE;
}

void
gj_older_doubt (GjReport *report, GjDocument *doc)
{
  if (report->year == 0 || !has_other_caption (doc, report->year))
    return;
  g_autoptr (GArray) dated = date_grids (report, doc);
  for (guint i = 0; i < dated->len; i++) {
    const Dated *d = &g_array_index (dated, Dated, i);
    const GjGridCell *first = (const GjGridCell *) (const void *) d->grid->cells->data;
    for (guint k = 0; k < report->form->slots->len && d->year != 0 && d->year != report->year; k++)
      if (report->cells[k].found && (const GjGridCell *) report->cells[k].origin >= first &&
          (const GjGridCell *) report->cells[k].origin < first + d->grid->cells->len)
        report->cells[k].flags |= GJ_FLAG_DOUBTFUL;
  }
}
