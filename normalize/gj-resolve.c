/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-report.h"

/*
 * Where the picture supports two readings of a cell, the form's relations may
 * choose between them. They never invent a third reading and never touch figures
 * on which the readers agree: a report whose printed sums are wrong stays wrong.
 */

/* More open cells than this are not searched: 2^n assignments. */
#define MAX_OPEN 12

typedef struct {
  GjReport *report;
  guint slots[MAX_OPEN];
  guint n;
} Open;

static gboolean
is_open (const GjReport *report, guint slot)
{
  const GjCell *cell = &report->cells[slot];
  return gj_report_has_slot (report, slot) && (cell->flags & GJ_FLAG_DOUBTFUL) && cell->has_value &&
         cell->has_alternative && !(cell->flags & (GJ_FLAG_CONFLICT | GJ_FLAG_UNREAD)) &&
         cell->value.scaled != cell->alternative.scaled;
}

static gboolean
has_slot (const GjCheck *check, guint slot)
{
  for (guint i = 0; i < check->slots->len; i++)
    if (g_array_index (check->slots, guint, i) == slot)
      return TRUE;
  return FALSE;
}

static void
swap_readings (GjCell *cell)
{
  GjNumber value = cell->value;
  cell->value = cell->alternative;
  cell->alternative = value;
}

/* Whether every relation that an open cell is part of holds; each open cell must be part of one that was evaluated. */
static gboolean
all_hold (const Open *open)
{
  gboolean covered[MAX_OPEN] = { FALSE };
  gj_report_check (open->report);
  for (guint i = 0; i < open->report->checks->len; i++) {
    const GjCheck *check = &g_array_index (open->report->checks, GjCheck, i);
    for (guint k = 0; k < open->n && check->state >= 0; k++)
      if (has_slot (check, open->slots[k])) {
        covered[k] = TRUE;
        if (check->state == 0)
          return FALSE;
      }
  }
  for (guint k = 0; k < open->n; k++)
    if (!covered[k])
      return FALSE;
  return TRUE;
}

static void
assign (const Open *open, guint *current, guint wanted)
{
  for (guint k = 0; k < open->n; k++)
    if (((*current ^ wanted) >> k) & 1)
      swap_readings (&open->report->cells[open->slots[k]]);
  *current = wanted;
}

/* The one assignment under which everything holds, if there is exactly one. */
static void
resolve_group (Open *open)
{
  guint current = 0, found = 0, winner = 0;
  for (guint a = 0; a < 1u << open->n && found < 2; a++) {
    assign (open, &current, a);
    if (all_hold (open)) {
      found++;
      winner = a;
    }
  }
  assign (open, &current, found == 1 ? winner : 0);
  for (guint k = 0; k < open->n && found == 1; k++) {
    GjCell *cell = &open->report->cells[open->slots[k]];
    cell->flags &= ~(guint) GJ_FLAG_DOUBTFUL;
    cell->flags |= GJ_FLAG_RESOLVED;
  }
}

/* Cells that share a relation are decided together. */
static void
collect_group (GjReport *report, guint seed, gboolean *taken, Open *open)
{
  open->slots[open->n++] = seed;
  taken[seed] = TRUE;
  for (guint at = 0; at < open->n; at++)
    for (guint i = 0; i < report->checks->len; i++) {
      const GjCheck *check = &g_array_index (report->checks, GjCheck, i);
      if (check->state < 0 || !has_slot (check, open->slots[at]))
        continue;
      for (guint k = 0; k < check->slots->len && open->n < MAX_OPEN; k++) {
        guint slot = g_array_index (check->slots, guint, k);
        if (!taken[slot] && is_open (report, slot)) {
          taken[slot] = TRUE;
          open->slots[open->n++] = slot;
        }
      }
    }
}

void
gj_report_resolve (GjReport *report)
{
  g_autofree gboolean *taken = g_new0 (gboolean, report->form->slots->len);
  gboolean any = FALSE;
  for (guint slot = 0; slot < report->form->slots->len; slot++) {
    Open open = { .report = report };
    if (taken[slot] || !is_open (report, slot))
      continue;
    collect_group (report, slot, taken, &open);
    resolve_group (&open);
    any = TRUE;
  }
  if (any)
    gj_report_check (report);
}
