/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-gaps.h"

#include <string.h>

#define LEAST 60u /* figures that say how a report prints nothing */
#define FEW 20u   /* one gap to so many figures at most */
#define RARE 10u  /* one count with a point to so many without, at most */

static gboolean
is_counted (const GjReport *report, guint i)
{
  const GjSlot *slot = &g_array_index (report->form->slots, GjSlot, i);
  return slot->table != GJ_TABLE_DISCLOSURE && gj_report_has_slot (report, i) && report->cells[i].found &&
         report->cells[i].source == GJ_SOURCE_OCR;
}

static gboolean
is_gap (const GjCell *cell)
{
  return (cell->flags & GJ_FLAG_BLANK) != 0 && cell->raw != NULL && cell->raw[0] == '\0';
}

/* Whether the row of slot @i has a figure. */
static gboolean
has_figure_beside (const GjReport *report, guint i)
{
  const GjSlot *slot = &g_array_index (report->form->slots, GjSlot, i);
  for (guint k = 0; k < report->form->slots->len; k++) {
    const GjSlot *other = &g_array_index (report->form->slots, GjSlot, k);
    if (other->table == slot->table && other->row == slot->row && is_counted (report, k) && report->cells[k].has_value)
      return TRUE;
  }
  return FALSE;
}

void
gj_gaps_doubt (GjReport *report)
{
  guint figures = 0, gaps = 0, signs = 0;
  for (guint i = 0; i < report->form->slots->len; i++) {
    const GjCell *cell = &report->cells[i];
    if (!is_counted (report, i))
      continue;
    figures += cell->has_value;
    gaps += is_gap (cell);
    signs += (cell->flags & GJ_FLAG_BLANK) != 0 && !is_gap (cell);
  }
  if (signs > 0 || figures < LEAST || gaps * FEW > figures)
    return;
  for (guint i = 0; i < report->form->slots->len && gaps > 0; i++)
    if (is_counted (report, i) && is_gap (&report->cells[i]) && has_figure_beside (report, i))
      report->cells[i].flags |= GJ_FLAG_DOUBTFUL;
}

/* Whether slot @i counts, and has a figure. */
static gboolean
is_count (const GjReport *report, guint i)
{
  const GjSlot *slot = &g_array_index (report->form->slots, GjSlot, i);
  return !gj_form_is_amount (report->form, slot->col) && report->cells[i].found && report->cells[i].has_value;
}

void
gj_points_doubt (GjReport *report)
{
  guint points = 0, counts = 0;
  for (guint i = 0; i < report->form->slots->len; i++) {
    counts += is_count (report, i);
    points += is_count (report, i) && strchr (report->cells[i].value.text, '.') != NULL;
  }
  for (guint i = 0; i < report->form->slots->len && points * RARE < counts; i++)
    if (is_count (report, i) && strchr (report->cells[i].value.text, '.') != NULL)
      report->cells[i].flags |= GJ_FLAG_DOUBTFUL;
}
