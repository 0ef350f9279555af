/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-period.h"

#include "normalize/gj-label.h"
#include "normalize/gj-older.h"
#include "normalize/gj-rows.h"
#include "page/gj-char.h"

#include <string.h>

/* Offices add the figures of the year before, or of all years, to the form's tables: in columns, in rows, in its own columns' place. Relations
 * hold for these too. */

#define SAME 0.8

static gboolean
has_one_of (const char *text, const char *const *words)
{
  for (; *words != NULL; words++)
    if (strstr (text, *words) != NULL)
      return TRUE;
  return FALSE;
}

static const char *const before[] = { "上年", "上一年", "去年", "往年", "前年", "同期", "上期", NULL };
static const char *const part[] = { "半年", "季度", NULL };
static const char *const sum[] = { "累计", "历年", "歷年", NULL };
static const char *const letters[] = { "年", "期", "季", "累", NULL }; /* each of these has one of them */
static const char *const next_to[] = { "上", "下", NULL };             /* 结转下年度 */
static const char *const stock[] = { "现行", "总数", NULL };           /* of all years in the form, too */
static const char *const this_year[] = { "本年", "今年", "当年", NULL };

/* Whether @text names years, but not @year. */
static gboolean
names_other_years (const char *text, int year)
{
  gboolean other = FALSE;
  for (const char *p = text; *p != '\0';) {
    int said = 0, digits = 0, d;
    for (; *p != '\0' && (d = gj_char_digit (g_utf8_get_char (p))) >= 0; p = g_utf8_next_char (p), digits++)
      said = digits < 4 ? said * 10 + d : 0;
    if (digits == 4 && said >= 2000 && said <= 2099 && g_str_has_prefix (p, "年")) {
      if (said == year)
        return FALSE;
      other = TRUE;
    }
    if (digits == 0)
      p = g_utf8_next_char (p);
  }
  return other && year != 0;
}

gboolean
gj_period_is_other (const char *printed, const char *own, int year)
{
  g_autofree char *simple = gj_str_simplify (printed), *text = gj_str_strip_spaces (simple);
  own = own != NULL ? own : "";
  if (has_one_of (own, next_to))
    return FALSE;
  if (has_one_of (text, before))
    return TRUE;
  if (has_one_of (text, this_year))
    return FALSE;
  if (has_one_of (text, part) || names_other_years (text, year))
    return TRUE;
  return has_one_of (text, sum) && !has_one_of (own, stock);
}

static gboolean
is_note (const char *text)
{
  static const char *const sentence[] = { "，", "。", "；", NULL };
  return has_one_of (text, sentence) || g_str_has_prefix (text, "注") || g_str_has_prefix (text, "备注");
}

/* Cuts @text off where a label of the form that itself names a year begins: lines without marks between cells leave a header's words before it. */
static void
cut_at_rows (const GjForm *form, char *text)
{
  for (guint i = 0; i < form->n_items; i++) {
    if (form->items[i].type != GJ_ITEM_ROW || form->items[i].labels == NULL ||
        strstr (form->items[i].labels, "年") == NULL)
      continue;
    g_auto (GStrv) labels = g_strsplit (form->items[i].labels, "|", -1);
    for (guint k = 0; labels[k] != NULL; k++) {
      char *at = strstr (text, labels[k]);
      if (at != NULL)
        *at = '\0';
    }
  }
}

/* A cell with words of another period. */
typedef struct {
  const GjGrid *grid;
  const GjGridCell *cell;
} Words;

/* A figure, which may have a note behind it; 2023年 is none. */
static gboolean
is_figure (const char *text)
{
  return text[0] != '\0' && gj_cell_is_value (text) && !g_str_has_prefix (gj_char_after_digits (text), "年");
}

/* Whether @text is a label of the form that itself names the year before or behind. */
static gboolean
is_of_form (const GjForm *form, const char *text)
{
  GjLabel label = gj_label_make (text);
  for (guint i = 0; i < form->n_items; i++)
    if (form->items[i].labels != NULL && has_one_of (form->items[i].labels, next_to) &&
        gj_label_match_above (&label, form->items[i].labels, FALSE, SAME) >= SAME)
      return TRUE;
  return FALSE;
}

static GArray *
find_words (const GjReport *report, const GjDocument *doc)
{
  GArray *out = g_array_new (FALSE, FALSE, sizeof (Words));
  for (guint p = 0; p < doc->pages->len; p++) {
    const GPtrArray *grids = ((GjPage *) doc->pages->pdata[p])->grids;
    for (guint g = 0; g < grids->len; g++) {
      const GjGrid *grid = grids->pdata[g];
      for (guint i = 0; i < grid->cells->len; i++) {
        const GjGridCell *cell = &g_array_index (grid->cells, GjGridCell, i);
        if (cell->text == NULL || !has_one_of (cell->text, letters) || is_figure (cell->text) || is_note (cell->text))
          continue;
        g_autofree char *text = g_strdup (cell->text);
        if (grid->plain)
          cut_at_rows (report->form, text);
        if (!gj_period_is_other (text, NULL, report->year) || is_of_form (report->form, text))
          continue;
        Words words = { grid, cell };
        g_array_append_val (out, words);
      }
    }
  }
  return out;
}

/* Whether a figure stands in row @row of @grid. */
static gboolean
has_figure (const GjGrid *grid, guint row)
{
  for (guint i = 0; i < grid->cells->len; i++) {
    const GjGridCell *cell = &g_array_index (grid->cells, GjGridCell, i);
    if (cell->row == row && is_figure (cell->text))
      return TRUE;
  }
  return FALSE;
}

gboolean
gj_period_is_other_over (const GjGrid *grid, const GjGridCell *cell, int year)
{
  for (guint i = 0; i < grid->cells->len; i++) {
    const GjGridCell *c = &g_array_index (grid->cells, GjGridCell, i);
    if (c->row > cell->row)
      break;
    if ((c == cell || (c->row + c->row_span <= cell->row && c->col <= cell->col &&
                       c->col + c->col_span >= cell->col + cell->col_span)) &&
        gj_period_is_other (c->text, NULL, year) && !is_note (c->text) &&
        !is_of_form (gj_form_get (GJ_EDITION_2021), c->text) && !has_figure (grid, c->row))
      return TRUE;
  }
  return FALSE;
}

/* Whether a title or a header of table 二 stands between rows @above and @below of @grid. */
static gboolean
has_head_between (const GjForm *form, const GjGrid *grid, guint above, guint below)
{
  for (guint i = 0; i < grid->cells->len; i++) {
    const GjGridCell *cell = &g_array_index (grid->cells, GjGridCell, i);
    if (cell->row <= above || cell->row >= below)
      continue;
    GjLabel label = gj_label_make (cell->text);
    for (guint k = 0; k < form->n_items; k++)
      if ((form->items[k].type == GJ_ITEM_BLOCK || form->items[k].type == GJ_ITEM_HEAD) &&
          gj_label_match_above (&label, form->items[k].labels, FALSE, SAME) >= SAME)
        return TRUE;
  }
  return FALSE;
}

/* Whether @words stand in a header over @cell of their grid. Where cells have no certain place they may. */
static gboolean
is_over (const GjForm *form, const Words *words, const GjGridCell *cell)
{
  const GjGridCell *w = words->cell;
  gboolean placed = gj_grid_is_matrix (words->grid), first = words->grid->plain && w->row <= cell->row;
  for (guint r = 0; r < w->row && first; r++)
    first = !has_figure (words->grid, r);
  if (first) /* in one cell with the label of the first row */
    return TRUE;
  if (w->row + w->row_span > cell->row || has_figure (words->grid, w->row) ||
      (placed && (w->col >= cell->col + cell->col_span || cell->col >= w->col + w->col_span)))
    return FALSE;
  return !has_head_between (form, words->grid, w->row, cell->row);
}

static gboolean
is_beside (const Words *words, const GjGridCell *cell)
{
  const GjGridCell *w = words->cell;
  return w->col + w->col_span <= cell->col && w->row <= cell->row && w->row + w->row_span > cell->row;
}

gboolean
gj_periods_doubt (GjReport *report, GjDocument *doc)
{
  const GjForm *form = report->form;
  g_autoptr (GArray) all = find_words (report, doc);
  g_autofree gboolean *other = g_new0 (gboolean, form->n_items);
  for (guint i = 0; i < form->slots->len && all->len > 0; i++) {
    const GjSlot *slot = &g_array_index (form->slots, GjSlot, i);
    const GjGridCell *cell = report->cells[i].origin;
    for (guint k = 0; report->cells[i].found && k < all->len; k++) {
      const Words *words = &g_array_index (all, Words, k);
      const GjGridCell *first = (const GjGridCell *) (const void *) words->grid->cells->data;
      if (cell < first || cell >= first + words->grid->cells->len)
        continue;
      g_autofree char *text = g_strdup (words->cell->text);
      if (words->grid->plain)
        cut_at_rows (form, text);
      if (is_over (form, words, cell) && gj_period_is_other (text, form->items[slot->col].labels, report->year))
        other[slot->col] = TRUE;
      if (is_beside (words, cell) &&
          gj_period_is_other (words->cell->text, form->items[slot->row].labels, report->year))
        report->cells[i].flags |= GJ_FLAG_DOUBTFUL;
    }
  }
  for (guint i = 0; i < form->slots->len; i++)
    if (report->cells[i].found && other[g_array_index (form->slots, GjSlot, i).col])
      report->cells[i].flags |= GJ_FLAG_DOUBTFUL;
  return all->len > 0;
}
