/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-normalize.h"

#include "normalize/gj-borderless.h"
#include "normalize/gj-prose.h"
#include "normalize/gj-rows.h"
#include "normalize/gj-text-tables.h"

#include <string.h>

static void
prepare (GjDocument *doc)
{
  for (guint p = 0; p < doc->pages->len; p++) {
    GjPage *page = doc->pages->pdata[p];
    if (page->source == GJ_SOURCE_OCR) {
      gj_page_level_lines (page);
      gj_glyphs_widen_punctuation (page);
      gj_page_free_headings (page);
    } else if (page->source == GJ_SOURCE_TEXT)
      gj_text_grids_build (page);
    else
      gj_page_drop_doubles (page);
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
  g_autoptr (GPtrArray) rows = gj_rows_collect (doc);
  GjReport *report = gj_report_new (gj_form_get (gj_match_edition (rows)));
  gj_match_disclosure (report, rows);
  gj_match_applications (report, rows);
  gj_match_review (report, rows);
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
    return g_steal_pointer (&report);
  GjPage *only = doc->pages->len == 1 ? doc->pages->pdata[0] : NULL;
  gboolean text = only != NULL && only->source == GJ_SOURCE_TEXT;
  if (!(text ? gj_text_recover (only, missing) : gj_borderless_recover (doc, missing)))
    return g_steal_pointer (&report);
  for (guint p = 0; p < doc->pages->len; p++)
    gj_lines_build (doc->pages->pdata[p]);
  return match_tables (doc);
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

GjReport *
gj_normalize (GjDocument *doc, GError **error)
{
  prepare (doc);
  gj_prose_split (doc);
  g_autoptr (GjReport) report = find_tables (doc);
  if (doc->second != NULL)
    compare_with_second (report, doc->second);
  gj_prose_read (report, doc);
  if (!is_report (report, error))
    return NULL;
  gj_report_check (report);
  gj_report_resolve (report);
  return g_steal_pointer (&report);
}
