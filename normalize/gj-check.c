/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-report.h"

#include <string.h>

/*
 * The relations follow from the form's tree: a TOTAL row or column is the sum of
 * the other figures below its parent; only the equation between rows is written in
 * the .def. Sums are exact (scaled integers).
 */

typedef struct {
  GjReport *report;
  GjCheck check;
  gboolean skip;
} Builder;

static void
start (Builder *b, GjReport *report, guint table, char *id)
{
  memset (b, 0, sizeof *b);
  b->report = report;
  b->check.id = id;
  b->check.table = table;
  b->check.slots = g_array_new (FALSE, FALSE, sizeof (guint));
}

/* Adds a cell to one side. A blank or absent addend counts as 0; a cell that @must_be_printed and is not, or one
 * that was not read, skips the relation. */
static void
add (Builder *b, gboolean left, int slot, gboolean must_be_printed)
{
  if (slot < 0 || !gj_report_has_slot (b->report, (guint) slot))
    return;
  const GjCell *cell = &b->report->cells[slot];
  guint s = (guint) slot;
  g_array_append_val (b->check.slots, s);
  if ((cell->flags & GJ_FLAG_UNREAD) || (!cell->has_value && must_be_printed))
    b->skip = TRUE;
  if (cell->has_value)
    *(left ? &b->check.left : &b->check.right) += cell->value.scaled;
}

static void
finish (Builder *b, char *relation)
{
  b->check.relation = relation;
  b->check.state = b->skip ? -1 : b->check.left == b->check.right;
  g_array_append_val (b->report->checks, b->check);
}

/* The label for people: the whole path of a column in table 四, otherwise the printed label without its gloss. */
static char *
short_label (const GjForm *form, int i)
{
  g_autofree char *label = gj_form_label (form, i, TRUE);
  const char *gloss = strstr (label, "（区分");
  return gloss != NULL ? g_strndup (label, (gsize) (gloss - label)) : g_steal_pointer (&label);
}

static char *
column_group_label (const GjForm *form, int column)
{
  int parent = form->items[column].parent;
  return parent >= 0 ? gj_form_label (form, parent, FALSE) : g_strdup ("");
}

static char *
check_id (const char *kind, const GjForm *form, int slot)
{
  return slot < 0 ? g_strdup (kind)
                  : g_strdup_printf ("%s:%s", kind, g_array_index (form->slots, GjSlot, slot).pointer);
}

/* Per row: each TOTAL column = the figures below its parent. */
static void
check_rows (GjReport *report, guint table, int row)
{
  const GjForm *form = report->form;
  for (guint t = form->tables[table].first; t < form->tables[table].end; t++) {
    if (form->items[t].type != GJ_ITEM_COLUMN || form->items[t].kind != GJ_KIND_TOTAL)
      continue;
    int total = gj_form_slot (form, row, (int) t);
    if (total < 0 || !gj_report_has_slot (report, (guint) total))
      continue;
    Builder b;
    GString *sum = g_string_new (NULL);
    start (&b, report, table, check_id ("row", form, total));
    add (&b, TRUE, total, TRUE);
    for (guint c = form->tables[table].first; c < form->tables[table].end; c++)
      if (form->items[c].type == GJ_ITEM_COLUMN && form->items[c].kind == GJ_KIND_LEAF &&
          gj_form_is_below (form, (int) c, form->items[t].parent)) {
        g_autofree char *label = gj_form_label (form, (int) c, FALSE);
        add (&b, FALSE, gj_form_slot (form, row, (int) c), FALSE);
        g_string_append_printf (sum, "%s%s", sum->len > 0 ? " + " : "", label);
      }
    g_autofree char *where =
        form->items[row].labels[0] != '\0' ? short_label (form, row) : column_group_label (form, (int) t);
    g_autofree char *total_label = gj_form_label (form, (int) t, FALSE);
    finish (&b, g_strdup_printf ("%s：%s = %s", where, total_label, sum->str));
    g_string_free (sum, TRUE);
  }
}

/* Per column: a TOTAL row = the figures of the rows below its parent. */
static void
check_column_sum (GjReport *report, guint table, int total_row, int column)
{
  const GjForm *form = report->form;
  int total = gj_form_slot (form, total_row, column);
  Builder b;
  start (&b, report, table, check_id ("column", form, total));
  add (&b, TRUE, total, TRUE);
  for (guint r = form->tables[table].first; r < form->tables[table].end; r++)
    if (form->items[r].type == GJ_ITEM_ROW && (int) r != total_row && gj_form_has_values (form, (int) r) &&
        gj_form_is_below (form, (int) r, form->items[total_row].parent))
      add (&b, FALSE, gj_form_slot (form, (int) r, column), FALSE);
  g_autofree char *column_label = gj_form_label (form, column, FALSE);
  g_autofree char *total_label = short_label (form, total_row);
  g_autofree char *parent = short_label (form, form->items[total_row].parent);
  finish (&b, g_strdup_printf ("%s：%s = %s各项之和", column_label, total_label, parent));
}

static void
check_equation (GjReport *report, guint table, const GjFormItem *eq, int column)
{
  const GjForm *form = report->form;
  Builder b;
  /* What must be printed: the first row and the third (a total). */
  const gboolean must[4] = { TRUE, FALSE, TRUE, FALSE };
  char *label[4];
  start (&b, report, table, check_id ("equation", form, gj_form_slot (form, eq->equation[0], column)));
  for (int k = 0; k < 4; k++) {
    add (&b, k < 2, gj_form_slot (form, eq->equation[k], column), must[k]);
    label[k] = short_label (form, eq->equation[k]);
  }
  g_autofree char *column_label = gj_form_label (form, column, FALSE);
  finish (&b, g_strdup_printf ("%s：%s + %s = %s + %s", column_label, label[0], label[1], label[2], label[3]));
  for (int k = 0; k < 4; k++)
    g_free (label[k]);
}

/* The value that @slot would need for @check to hold. */
static __int128
needed_for (const GjReport *report, const GjCheck *check, guint slot)
{
  __int128 value = report->cells[slot].has_value ? report->cells[slot].value.scaled : 0;
  gboolean left;
  if (g_str_has_prefix (check->id, "equation")) {
    left = FALSE;
    for (guint i = 0; i < 2 && i < check->slots->len; i++)
      left |= g_array_index (check->slots, guint, i) == slot;
  } else
    left = g_array_index (check->slots, guint, 0) == slot;
  return left ? value + (check->right - check->left) : value + (check->left - check->right);
}

static gboolean
check_has (const GjCheck *check, guint slot)
{
  for (guint i = 0; i < check->slots->len; i++)
    if (g_array_index (check->slots, guint, i) == slot)
      return TRUE;
  return FALSE;
}

static void
find_suspects (GjReport *report)
{
  for (guint slot = 0; slot < report->form->slots->len; slot++) {
    gboolean any = FALSE, suspect = gj_report_has_slot (report, slot) && !(report->cells[slot].flags & GJ_FLAG_UNREAD);
    __int128 needed = 0;
    for (guint i = 0; i < report->checks->len && suspect; i++) {
      const GjCheck *c = &g_array_index (report->checks, GjCheck, i);
      if (c->state < 0)
        continue;
      gboolean has = check_has (c, slot);
      if (c->state == 1)
        suspect = !has; /* another value would break it */
      else {
        __int128 n = has ? needed_for (report, c, slot) : 0;
        suspect = has && (!any || n == needed) && n >= 0;
        needed = n;
        any = TRUE;
      }
    }
    if (suspect && any) {
      GjSuspect s = { slot, needed };
      g_array_append_val (report->suspects, s);
    }
  }
}

void
gj_report_check (GjReport *report)
{
  const GjForm *form = report->form;
  g_array_set_size (report->checks, 0);
  g_array_set_size (report->suspects, 0);
  for (guint t = 0; t < GJ_N_TABLES; t++) {
    if (!report->table_found[t])
      continue;
    for (guint i = form->tables[t].first; i < form->tables[t].end; i++)
      if (form->items[i].type == GJ_ITEM_ROW && gj_form_has_values (form, (int) i))
        check_rows (report, t, (int) i);
    for (guint i = form->tables[t].first; i < form->tables[t].end; i++)
      for (guint c = form->tables[t].first; c < form->tables[t].end; c++) {
        if (form->items[c].type != GJ_ITEM_COLUMN || !gj_form_has_values (form, (int) c))
          continue;
        if (form->items[i].type == GJ_ITEM_ROW && form->items[i].kind == GJ_KIND_TOTAL)
          check_column_sum (report, t, (int) i, (int) c);
        else if (form->items[i].type == GJ_ITEM_EQUATION)
          check_equation (report, t, &form->items[i], (int) c);
      }
  }
  find_suspects (report);
}

void
gj_report_count_checks (const GjReport *report, guint *passed, guint *failed, guint *skipped)
{
  *passed = *failed = *skipped = 0;
  for (guint i = 0; i < report->checks->len; i++) {
    int state = g_array_index (report->checks, GjCheck, i).state;
    (*(state > 0 ? passed : state == 0 ? failed : skipped))++;
  }
}
