/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-report.h"

/*
 * Where the picture supports two readings of a cell, the form's relations may
 * choose between them. They never invent a third reading and never touch figures
 * on which the readers agree: a report whose printed sums are wrong stays wrong.
 * A reading that is not sure stands where a relation proves it whose other figures
 * are all sure: another figure would break it. So do any number of zeros that are not sure, where the sure figures of a sum make up its
 * total: nothing is left for them, for no figure is less than 0.
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
is_sure (const GjReport *report, guint slot)
{
  return !(report->cells[slot].flags & (GJ_FLAG_DOUBTFUL | GJ_FLAG_UNREAD | GJ_FLAG_CONFLICT | GJ_FLAG_CORRECTED));
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

/* Whether the figure of open cell @k is all of @check, and another cell that is not sure has it as well: a row's only figure is its total,
 * too, and the same print is misread in the same way. */
static gboolean
has_twin (const Open *open, const GjCheck *check, guint k)
{
  const GjCell *cells = open->report->cells;
  const __int128 value = cells[open->slots[k]].value.scaled;
  for (guint i = 0; i < check->slots->len && value != 0 && value == check->left; i++) {
    guint slot = g_array_index (check->slots, guint, i);
    if (slot != open->slots[k] && cells[slot].has_value && cells[slot].value.scaled == value &&
        !is_sure (open->report, slot))
      return TRUE;
  }
  return FALSE;
}

/* Whether every relation that an open cell is part of holds; each open cell must be part of one that was evaluated and says something
 * about it. */
static gboolean
all_hold (const Open *open)
{
  gboolean covered[MAX_OPEN] = { FALSE };
  gj_report_check (open->report);
  for (guint i = 0; i < open->report->checks->len; i++) {
    const GjCheck *check = &g_array_index (open->report->checks, GjCheck, i);
    for (guint k = 0; k < open->n && check->state >= 0; k++)
      if (has_slot (check, open->slots[k])) {
        covered[k] |= !has_twin (open, check, k);
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
    if (cell->unsure)
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

/* How many relations prove @slot: their other figures are sure, or @among (nullable) these that are to be proved together.
 * None if a relation of it fails. */
static guint
count_proofs (const GjReport *report, guint slot, const gboolean *among)
{
  guint n = 0;
  for (guint i = 0; i < report->checks->len; i++) {
    const GjCheck *check = &g_array_index (report->checks, GjCheck, i);
    gboolean others = TRUE;
    if (check->state < 0 || !has_slot (check, slot))
      continue;
    if (check->state == 0)
      return 0;
    for (guint k = 0; k < check->slots->len && others; k++) {
      guint other = g_array_index (check->slots, guint, k);
      others = other == slot || is_sure (report, other) || (among != NULL && among[other]);
    }
    n += others;
  }
  return n;
}

static gboolean
may_be_proved (const GjReport *report, guint slot)
{
  const GjCell *cell = &report->cells[slot];
  return gj_report_has_slot (report, slot) && cell->unsure && cell->has_value && (cell->flags & GJ_FLAG_DOUBTFUL) &&
         !(cell->flags & (GJ_FLAG_CONFLICT | GJ_FLAG_UNREAD));
}

static void
lift_doubt (GjCell *cell)
{
  cell->flags &= ~(guint) GJ_FLAG_DOUBTFUL;
  cell->flags |= GJ_FLAG_RESOLVED;
}

/* Figures that are not sure prove each other where each stands in two relations: only four of them, all read wrong by the same
 * amount, would go unseen. */
static gboolean
lift_together (GjReport *report)
{
  guint n = report->form->slots->len, left = 0;
  g_autofree gboolean *among = g_new0 (gboolean, n);
  for (guint slot = 0; slot < n; slot++)
    among[slot] = may_be_proved (report, slot);
  for (gboolean any = TRUE; any;) {
    any = FALSE;
    left = 0;
    for (guint slot = 0; slot < n; slot++) {
      if (!among[slot])
        continue;
      among[slot] = count_proofs (report, slot, among) >= 2;
      any |= !among[slot];
      left += among[slot];
    }
  }
  for (guint slot = 0; slot < n; slot++)
    if (among[slot])
      lift_doubt (&report->cells[slot]);
  return left > 0;
}

/* Whether @check is a sum whose total is sure, and what is sure of it makes up the total. Then the zeros that are not sure are zeros. */
static gboolean
leaves_nothing (const GjReport *report, const GjCheck *check)
{
  if (check->state != 1 || g_str_has_prefix (check->id, "equation") ||
      !is_sure (report, g_array_index (check->slots, guint, 0)))
    return FALSE;
  for (guint k = 1; k < check->slots->len; k++) {
    guint slot = g_array_index (check->slots, guint, k);
    const GjCell *cell = &report->cells[slot];
    if (cell->has_value && (cell->value.scaled < 0 || (cell->value.scaled > 0 && !is_sure (report, slot))))
      return FALSE;
  }
  return TRUE;
}

static gboolean
has_failed (const GjReport *report, guint slot)
{
  for (guint i = 0; i < report->checks->len; i++) {
    const GjCheck *check = &g_array_index (report->checks, GjCheck, i);
    if (check->state == 0 && has_slot (check, slot))
      return TRUE;
  }
  return FALSE;
}

static gboolean
lift_zeros (GjReport *report)
{
  gboolean any = FALSE;
  for (guint i = 0; i < report->checks->len; i++) {
    const GjCheck *check = &g_array_index (report->checks, GjCheck, i);
    if (!leaves_nothing (report, check))
      continue;
    for (guint k = 1; k < check->slots->len; k++) {
      guint slot = g_array_index (check->slots, guint, k);
      if (!may_be_proved (report, slot) || has_failed (report, slot))
        continue;
      lift_doubt (&report->cells[slot]);
      any = TRUE;
    }
  }
  return any;
}

/* A figure that is proved may prove others. */
static gboolean
lift_one_by_one (GjReport *report)
{
  gboolean any = FALSE;
  for (guint slot = 0; slot < report->form->slots->len; slot++)
    if (may_be_proved (report, slot) && count_proofs (report, slot, NULL) > 0) {
      lift_doubt (&report->cells[slot]);
      any = TRUE;
    }
  return any;
}

static void
lift_doubts (GjReport *report)
{
  while (lift_one_by_one (report) || lift_zeros (report) || lift_together (report))
    ;
}

/* Cells with a second reading, decided between in groups. */
static void
choose_readings (GjReport *report)
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

/* Whether cells of @table are certainly blank. */
static gboolean
prints_blanks (const GjReport *report, guint table)
{
  for (guint i = 0; i < report->form->slots->len; i++)
    if (g_array_index (report->form->slots, GjSlot, i).table == table && is_sure (report, i) &&
        (report->cells[i].flags & GJ_FLAG_BLANK))
      return TRUE;
  return FALSE;
}

/* A blank counts as 0: where the report prints such for nothing, no relation tells a 0 from a dash that was read as one. */
static void
doubt_zeros (GjReport *report)
{
  for (guint i = 0; i < report->form->slots->len; i++) {
    GjCell *cell = &report->cells[i];
    if (gj_report_has_slot (report, i) && (cell->flags & GJ_FLAG_RESOLVED) && cell->has_value &&
        cell->value.scaled == 0 && prints_blanks (report, g_array_index (report->form->slots, GjSlot, i).table))
      cell->flags = (cell->flags & ~(guint) GJ_FLAG_RESOLVED) | GJ_FLAG_DOUBTFUL;
  }
}

void
gj_report_resolve (GjReport *report)
{
  lift_doubts (report);
  choose_readings (report);
  lift_doubts (report);
  doubt_zeros (report);
}
