/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-normalize.h"

#include "normalize/gj-borderless.h"
#include "normalize/gj-caption-unit.h"
#include "normalize/gj-gaps.h"
#include "normalize/gj-han-numeral.h"
#include "normalize/gj-older.h"
#include "normalize/gj-period.h"
#include "normalize/gj-prose.h"
#include "normalize/gj-rows.h"
#include "normalize/gj-text-tables.h"
#include "normalize/gj-two-up.h"

#include <string.h>

#define ONE_ROW 7 /* figures of table 三 */

static void
prepare (GjDocument *doc)
{
  gj_two_up_part (doc);
  for (guint p = 0; p < doc->pages->len; p++) {
    GjPage *page = doc->pages->pdata[p];
    if (page->source == GJ_SOURCE_OCR) {
      gj_page_level_lines (page);
      gj_glyphs_widen_punctuation (page);
      gj_page_free_headings (page);
    } else if (page->source == GJ_SOURCE_TEXT)
      gj_text_grids_build (page);
    else {
      gj_page_narrow_forms (page);
      gj_page_drop_doubles (page);
    }
  }
  gj_glyphs_drop_watermarks (doc);
  for (guint p = 0; p < doc->pages->len; p++) {
    gj_page_fill_cells (doc->pages->pdata[p]);
    gj_lines_build (doc->pages->pdata[p]);
  }
}

static GjReport *
match_tables (GjDocument *doc)
{
  for (guint p = 0; p < doc->pages->len; p++) {
    GjPage *page = doc->pages->pdata[p];
    for (guint g = 0; page->source != GJ_SOURCE_OCR && g < page->grids->len; g++)
      gj_han_numerals_read (page->grids->pdata[g]);
  }
  g_autoptr (GPtrArray) rows = gj_rows_collect (doc);
  GjReport *report = gj_report_new (gj_form_get (gj_match_edition (rows)));
  report->year = doc->year;
  gj_match_disclosure (report, rows);
  gj_match_applications (report, rows);
  gj_match_review (report, rows);
  return report;
}

/* How many cells of @table are unread or doubtful; @all (out): of how many. */
static guint
count_doubts (const GjReport *report, guint table, guint *all)
{
  guint n = 0;
  *all = 0;
  for (guint i = 0; i < report->form->slots->len; i++) {
    if (g_array_index (report->form->slots, GjSlot, i).table != table || !gj_report_has_slot (report, i))
      continue;
    n += (report->cells[i].flags & (GJ_FLAG_UNREAD | GJ_FLAG_DOUBTFUL)) != 0;
    ++*all;
  }
  return n;
}

/* Whether @cell holds figures that could not be read. */
static gboolean
is_open (const GjCell *cell)
{
  return cell->found && (cell->flags & GJ_FLAG_UNREAD) && cell->raw != NULL &&
         strpbrk (cell->raw, "0123456789") != NULL;
}

/* Whether two readings have another figure in one cell that neither doubts, or @b is sure of one that is there and cannot be
 * read. */
static gboolean
contradict (const GjReport *a, const GjReport *b)
{
  const guint doubts = GJ_FLAG_UNREAD | GJ_FLAG_DOUBTFUL;
  if (a->form != b->form)
    return TRUE;
  for (guint i = 0; i < a->form->slots->len; i++) {
    const GjCell *p = &a->cells[i], *q = &b->cells[i];
    if (is_open (p) && q->found && !(q->flags & doubts))
      return TRUE;
    if (p->found && q->found && !((p->flags | q->flags) & doubts) &&
        (p->has_value != q->has_value || (p->has_value && p->value.scaled != q->value.scaled)))
      return TRUE;
  }
  return FALSE;
}

/* How many figures of @table @report has, doubtful or not. */
static guint
count_figures (const GjReport *report, guint table)
{
  guint n = 0;
  for (guint i = 0; i < report->form->slots->len; i++)
    n += g_array_index (report->form->slots, GjSlot, i).table == table && report->cells[i].has_value;
  return n;
}

/* Moves the grids of @page with rows of @table into @out. */
static void
take_grids (const GjForm *form, GPtrArray *rows, GjPage *page, guint table, GPtrArray *out)
{
  for (guint r = 0; r < rows->len; r++) {
    GjRow *row = rows->pdata[r];
    guint at;
    int class = row->page == page ? gj_match_classify (form, row) : -1;
    if (class == (int) table && g_ptr_array_find (page->grids, row->grid, &at))
      g_ptr_array_add (out, g_ptr_array_steal_index (page->grids, at));
  }
}

/* Exchanges what was taken out of @page for what was made in its place since, which are all grids but those in @before. */
static void
put_grids_back (GjPage *page, GPtrArray *taken, GPtrArray *before)
{
  for (guint g = page->grids->len; g-- > 0;)
    if (!g_ptr_array_find (before, page->grids->pdata[g], NULL))
      g_ptr_array_remove_index (page->grids, g);
  for (guint g = 0; g < taken->len; g++)
    gj_page_insert_grid (page, taken->pdata[g]);
}

/* @report, or where it leaves less of @table open and contradicts nothing that was read, what the places of the table's words
 * say, as if nothing were drawn. No figure may be lost on the way: blank is a claim too. */
static GjReport *
look_beyond_rules (GjDocument *doc, GjReport *first, guint table)
{
  g_autoptr (GjReport) report = first;
  g_autoptr (GPtrArray) rows = gj_rows_collect (doc);
  g_autoptr (GPtrArray) taken = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GPtrArray) left = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  gboolean only[GJ_N_TABLES] = { FALSE };
  only[table] = TRUE;
  for (guint p = 0; p < doc->pages->len; p++) {
    GjPage *page = doc->pages->pdata[p];
    GPtrArray *out = g_ptr_array_new ();
    take_grids (report->form, rows, page, table, out);
    g_ptr_array_add (taken, out);
    g_ptr_array_add (left, g_ptr_array_copy (page->grids, NULL, NULL));
    g_ptr_array_set_free_func (left->pdata[p], NULL);
  }
  g_autoptr (GjReport) other = gj_borderless_recover (doc, only) ? match_tables (doc) : NULL;
  gboolean better = other != NULL && !contradict (report, other);
  for (guint t = 0; t < GJ_N_TABLES && better; t++) {
    guint all, before = count_doubts (report, t, &all), after = count_doubts (other, t, &all);
    if (t == table && !report->table_found[t]) {
      better = other->table_found[t];
      continue;
    }
    better = other->table_found[t] == report->table_found[t] && (t == table ? after < before : after <= before) &&
             count_figures (other, t) >= count_figures (report, t);
  }
  for (guint p = 0; p < doc->pages->len; p++) {
    if (better)
      g_ptr_array_set_free_func (taken->pdata[p], (GDestroyNotify) gj_grid_free);
    else
      put_grids_back (doc->pages->pdata[p], taken->pdata[p], left->pdata[p]);
    gj_lines_build (doc->pages->pdata[p]);
  }
  return better ? g_steal_pointer (&other) : g_steal_pointer (&report);
}

/* @report, or where it leaves less open and contradicts nothing that was read, what it becomes with the rows of table 三 on scanned
 * pages where no rules are left of it, while others have them. */
static GjReport *
look_on_other_pages (GjDocument *doc, GjReport *first)
{
  const guint table = GJ_TABLE_APPLICATIONS;
  g_autoptr (GjReport) report = first;
  g_autoptr (GPtrArray) rows = gj_rows_collect (doc), done = g_ptr_array_new (),
                        before = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  guint all, open = count_doubts (report, table, &all);
  for (guint r = 0; r < rows->len; r++) {
    GjRow *row = rows->pdata[r];
    if (gj_match_classify (report->form, row) == (int) table && !g_ptr_array_find (done, (gpointer) row->page, NULL))
      g_ptr_array_add (done, (gpointer) row->page);
  }
  for (guint p = 0; p < doc->pages->len; p++) {
    GPtrArray *grids = g_ptr_array_copy (((GjPage *) doc->pages->pdata[p])->grids, NULL, NULL);
    g_ptr_array_set_free_func (grids, NULL);
    g_ptr_array_add (before, grids);
  }
  g_autoptr (GjReport) other = gj_borderless_recover_rest (doc, done) ? match_tables (doc) : NULL;
  if (other == NULL)
    return g_steal_pointer (&report);
  gboolean better = !contradict (report, other) && count_doubts (other, table, &all) <= open &&
                    count_figures (other, table) > count_figures (report, table);
  for (guint p = 0; p < doc->pages->len; p++) {
    GjPage *page = doc->pages->pdata[p];
    for (guint g = page->grids->len; !better && g-- > 0;)
      if (!g_ptr_array_find (before->pdata[p], page->grids->pdata[g], NULL))
        g_ptr_array_remove_index (page->grids, g);
    gj_lines_build (page);
  }
  return better ? g_steal_pointer (&other) : g_steal_pointer (&report);
}

/* Rules around a header alone, or between rows and not between columns, make a grid that holds a table's labels and does not part
 * its figures. A table that was not found, or of which a third was not read, is looked for by the places of its words. */
static GjReport *
look_again (GjDocument *doc, GjReport *report)
{
  gboolean scanned = FALSE, other = FALSE;
  for (guint p = 0; p < doc->pages->len; p++) {
    scanned |= ((GjPage *) doc->pages->pdata[p])->source == GJ_SOURCE_OCR;
    other |= ((GjPage *) doc->pages->pdata[p])->source != GJ_SOURCE_TEXT_LAYER;
  }
  guint all;
  count_doubts (report, GJ_TABLE_APPLICATIONS, &all);
  if (scanned && report->table_found[GJ_TABLE_APPLICATIONS] &&
      count_figures (report, GJ_TABLE_APPLICATIONS) + ONE_ROW <= all)
    return look_on_other_pages (doc, report);
  if (other)
    return report;
  for (guint t = 0; t < GJ_N_TABLES; t++) {
    guint n = count_doubts (report, t, &all);
    if (!report->table_found[t] || n * 3 >= all)
      report = look_beyond_rules (doc, report, t);
  }
  return report;
}

/* Tables that no rules show are looked for by the places of their words. */
static GjReport *
find_tables (GjDocument *doc)
{
  g_autoptr (GjReport) report = match_tables (doc);
  gboolean missing[GJ_N_TABLES], any = FALSE;
  for (guint t = 0; t < GJ_N_TABLES; t++)
    any |= missing[t] = !report->table_found[t];
  if (!any)
    return look_again (doc, g_steal_pointer (&report));
  GjPage *only = doc->pages->len == 1 ? doc->pages->pdata[0] : NULL;
  gboolean text = only != NULL && only->source == GJ_SOURCE_TEXT;
  if (!(text ? gj_text_recover (only, missing) : gj_borderless_recover (doc, missing)))
    return look_again (doc, g_steal_pointer (&report));
  for (guint p = 0; p < doc->pages->len; p++)
    gj_lines_build (doc->pages->pdata[p]);
  return look_again (doc, match_tables (doc));
}

static gboolean
is_report (const GjReport *report, GError **error)
{
  guint tables = 0;
  for (guint t = 0; t < GJ_N_TABLES; t++)
    tables += report->table_found[t];
  if (tables > 0)
    return TRUE;
  if (report->title != NULL && report->year > 0 && report->year < 2019) { /* some of its headings are those of today */
    g_set_error (error, GJ_ERROR, GJ_ERROR_OLD_FORM, "a report of %d: the forms of before 2019 are not read",
                 report->year);
    return FALSE;
  }
  if (report->sections->len >= 3)
    return TRUE;
  g_set_error_literal (error, GJ_ERROR, GJ_ERROR_NOT_REPORT,
                       "no annual report of a known form (neither its headings nor its tables were found)");
  return FALSE;
}

/* The same cell in the report bound behind this one: where it holds something else, which of them is meant is open. */
static void
compare_with_second (GjReport *report, GjDocument *second)
{
  g_autoptr (GjReport) other = find_tables (second);
  for (guint i = 0; i < report->form->slots->len; i++) {
    const GjSlot *slot = &g_array_index (report->form->slots, GjSlot, i);
    for (guint k = 0; k < other->form->slots->len && report->cells[i].found; k++)
      if (strcmp (slot->pointer, g_array_index (other->form->slots, GjSlot, k).pointer) == 0 && other->cells[k].found &&
          (other->cells[k].has_value != report->cells[i].has_value ||
           (other->cells[k].has_value && other->cells[k].value.scaled != report->cells[i].value.scaled)))
        report->cells[i].flags |= GJ_FLAG_CONFLICT;
  }
}

/* Whether @own has every cell that was found in @both: those of another year were printed twice. */
static gboolean
has_all_of (const GjReport *own, const GjReport *both)
{
  if (own->form != both->form)
    return FALSE;
  for (guint i = 0; i < own->form->slots->len; i++)
    if (both->cells[i].found && !own->cells[i].found)
      return FALSE;
  return TRUE;
}

static GjReport *
read_all (GjDocument *doc)
{
  GjReport *report = find_tables (doc);
  if (doc->second != NULL)
    compare_with_second (report, doc->second);
  gj_prose_read (report, doc);
  return report;
}

/* Figures that what stands over their table, or their column, leaves in doubt. Returns: whether some stand under words of another year. */
static gboolean
doubt_by_words (GjReport *report, GjDocument *doc)
{
  gj_caption_unit_check (report, doc);
  gj_older_doubt (report, doc);
  return gj_periods_doubt (report, doc);
}

/* @first, or where it leaves less open, what is read with its year known: figures of another year stand in a column, or group of columns,
 * beside those of this one. */
static GjReport *
read_own_year (GjDocument *doc, GjReport *first)
{
  g_autoptr (GjReport) report = first;
  guint all, before = 0, after = 0;
  doc->year = report->year;
  g_autoptr (GjReport) own = read_all (doc);
  doubt_by_words (own, doc);
  for (guint t = 0; t < GJ_N_TABLES; t++) {
    before += count_doubts (report, t, &all);
    after += count_doubts (own, t, &all);
  }
  return has_all_of (own, report) && after < before ? g_steal_pointer (&own) : g_steal_pointer (&report);
}

GjReport *
gj_normalize (GjDocument *doc, GError **error)
{
  prepare (doc);
  gj_prose_split (doc);
  g_autoptr (GjReport) report = read_all (doc);
  if (gj_older_set_aside (report, doc)) {
    g_autoptr (GjReport) own = read_all (doc);
    if (has_all_of (own, report)) {
      GjReport *both = report;
      report = g_steal_pointer (&own);
      own = both;
    } else
      gj_older_take_back (doc);
  }
  if (!is_report (report, error))
    return NULL;
  if (doubt_by_words (report, doc) && report->year != 0)
    report = read_own_year (doc, g_steal_pointer (&report));
  gj_report_check (report);
  gj_report_resolve (report);
  gj_gaps_doubt (report);
  gj_points_doubt (report);
  return g_steal_pointer (&report);
}
