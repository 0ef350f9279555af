/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-report.h"

const char *
gj_flag_name (guint i)
{
  static const char *const names[GJ_N_FLAGS] = { "blank",    "absent",   "annotated", "unread",
                                                 "doubtful", "resolved", "conflict",  "corrected" };
  return names[i];
}

static void
check_clear (gpointer data)
{
  GjCheck *check = data;
  g_free (check->id);
  g_free (check->relation);
  g_array_unref (check->slots);
}

static void
doubt_clear (gpointer data)
{
  g_free (((GjDoubt *) data)->raw);
}

GjReport *
gj_report_new (const GjForm *form)
{
  GjReport *report = g_new0 (GjReport, 1);
  report->form = form;
  report->cells = g_new0 (GjCell, form->slots->len);
  report->preamble = g_ptr_array_new_with_free_func (g_free);
  report->sections = g_ptr_array_new_with_free_func ((GDestroyNotify) gj_section_free);
  report->checks = g_array_new (FALSE, TRUE, sizeof (GjCheck));
  g_array_set_clear_func (report->checks, check_clear);
  report->suspects = g_array_new (FALSE, TRUE, sizeof (GjSuspect));
  report->doubts = g_array_new (FALSE, TRUE, sizeof (GjDoubt));
  g_array_set_clear_func (report->doubts, doubt_clear);
  return report;
}

void
gj_report_free (GjReport *report)
{
  if (report == NULL)
    return;
  for (guint i = 0; i < report->form->slots->len; i++)
    g_free (report->cells[i].raw);
  g_free (report->cells);
  g_free (report->title);
  g_free (report->organization);
  g_free (report->issuer);
  g_free (report->published);
  g_ptr_array_unref (report->preamble);
  g_ptr_array_unref (report->sections);
  g_array_unref (report->checks);
  g_array_unref (report->suspects);
  g_array_unref (report->doubts);
  g_free (report);
}

GjSection *
gj_section_new (int id, const char *heading)
{
  GjSection *section = g_new0 (GjSection, 1);
  section->id = id;
  section->heading = g_strdup (heading);
  section->paragraphs = g_ptr_array_new_with_free_func (g_free);
  return section;
}

void
gj_section_free (GjSection *section)
{
  if (section == NULL)
    return;
  g_free (section->heading);
  g_ptr_array_unref (section->paragraphs);
  g_free (section);
}

gboolean
gj_report_has_slot (const GjReport *report, guint i)
{
  const GjSlot *slot = &g_array_index (report->form->slots, GjSlot, i);
  const GjFormItem *row = &report->form->items[slot->row];
  if (!report->table_found[slot->table])
    return FALSE;
  if (row->kind == GJ_KIND_UNDIVIDED)
    return report->undivided;
  if (row->parent >= 0 && report->form->items[row->parent].kind == GJ_KIND_EITHER)
    return !report->undivided;
  return TRUE;
}

static gboolean
table_all_skipped (const GjReport *report, guint table)
{
  gboolean any = FALSE;
  for (guint i = 0; i < report->checks->len; i++) {
    const GjCheck *c = &g_array_index (report->checks, GjCheck, i);
    if (c->table != table)
      continue;
    if (c->state >= 0)
      return FALSE;
    any = TRUE;
  }
  return any;
}

static gboolean
sections_complete (const GjReport *report)
{
  guint seen = 0;
  for (guint i = 0; i < report->sections->len; i++)
    seen |= 1u << ((GjSection *) report->sections->pdata[i])->id;
  return seen == (1u << GJ_N_SECTIONS) - 1;
}

int
gj_report_status (const GjReport *report)
{
  const guint doubts = GJ_FLAG_UNREAD | GJ_FLAG_DOUBTFUL | GJ_FLAG_CONFLICT | GJ_FLAG_CORRECTED;
  guint passed, failed, skipped;

  for (guint t = 0; t < GJ_N_TABLES; t++)
    if (!report->table_found[t])
      return 2;
  if (!sections_complete (report))
    return 2;
  gj_report_count_checks (report, &passed, &failed, &skipped);
  if (failed > 0)
    return 1;
  for (guint i = 0; i < report->form->slots->len; i++)
    if (gj_report_has_slot (report, i) && (report->cells[i].flags & doubts))
      return 1;
  for (guint t = 0; t < GJ_N_TABLES; t++)
    if (table_all_skipped (report, t))
      return 1;
  return 0;
}
