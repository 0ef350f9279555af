/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-rows.h"

#include "page/gj-char.h"

#include <string.h>

/*
 * The order of columns in extracted text. It has no places: what tells which
 * column comes first is the order of the labels in the header's words. That of
 * cells merged downwards says nothing against labels in the rows below.
 */

#define MAX_HITS 256
/* Behind each row of the header's words. */
#define ROW_END '|'

typedef struct {
  guint n;
  int item[MAX_HITS];  /* the first item of the table with this label */
  guint row[MAX_HITS]; /* the row of the header it stands in */
} Hits;

/* The longest label of a column of @table that @p starts with; returns its length. */
static gsize
label_at (const GjForm *form, guint table, const char *p, int *item)
{
  gsize longest = 0;
  for (guint i = form->tables[table].first; i < form->tables[table].end; i++) {
    if (form->items[i].type != GJ_ITEM_COLUMN)
      continue;
    for (const char *label = form->items[i].labels; label != NULL;) {
      gsize n = strcspn (label, "|");
      if (n > longest && strncmp (p, label, n) == 0) {
        longest = n;
        *item = (int) i;
      }
      label = label[n] == '|' ? label + n + 1 : NULL;
    }
  }
  return longest;
}

static void
scan (const GjForm *form, guint table, const char *text, Hits *hits)
{
  guint row = 0;
  hits->n = 0;
  for (const char *p = text; *p != '\0' && hits->n < MAX_HITS;) {
    int item = -1;
    gsize n = label_at (form, table, p, &item);
    row += *p == ROW_END;
    if (n > 0) {
      hits->row[hits->n] = row;
      hits->item[hits->n++] = item;
    }
    p = n > 0 ? p + n : g_utf8_next_char (p);
  }
}

static int
first_hit (const Hits *hits, int item)
{
  for (guint i = 0; i < hits->n; i++)
    if (hits->item[i] == item)
      return (int) i;
  return -1;
}

static int
last_hit (const Hits *hits, int item)
{
  for (guint i = hits->n; i-- > 0;)
    if (hits->item[i] == item)
      return (int) i;
  return -1;
}

/* Whether @item's group stands below another group: 商业企业 below 法人或其他组织 below 申请人情况. */
static gboolean
is_inner (const GjForm *form, int item)
{
  int parent = form->items[item].parent;
  return parent >= 0 && form->items[parent].parent >= 0;
}

GjColumnOrder
gj_columns_of_applications (const GjForm *form, const char *header, const int *items, guint n, guint *order)
{
  Hits hits;
  guint inner[GJ_MAX_COLUMNS], n_inner = 0, n_expected = 0, at = 0;
  int natural = -1, total = -1;
  g_autofree char *text = gj_str_strip_spaces (header);

  scan (form, GJ_TABLE_APPLICATIONS, text, &hits);
  for (guint k = 0; k < n; k++) {
    if (!is_inner (form, items[k])) {
      *(form->items[items[k]].kind == GJ_KIND_TOTAL ? &total : &natural) = (int) k;
      continue;
    }
    n_expected++;
    if (last_hit (&hits, items[k]) < 0)
      continue;
    guint i = n_inner++;
    for (; i > 0 && last_hit (&hits, items[inner[i - 1]]) > last_hit (&hits, items[k]); i--)
      inner[i] = inner[i - 1];
    inner[i] = k;
  }
  gboolean sorted = TRUE;
  for (guint i = 1; i < n_inner; i++)
    sorted &= inner[i] > inner[i - 1];
  if (natural < 0 || total < 0 || n_inner < n_expected)
    return sorted ? GJ_COLUMN_ORDER_UNKNOWN : GJ_COLUMN_ORDER_CONTRADICTS;
  int t = first_hit (&hits, items[total]), p = first_hit (&hits, items[natural]);
  if (n_inner == n_expected && (t < 0) != (p < 0)) /* a part of the columns: the others stand in another table */
    return GJ_COLUMN_ORDER_CONTRADICTS;
  /* A total that is merged downwards stands before the columns of the rows below it, wherever it is printed: only before
   * the group that spans the table, or beside them, does its place say something. */
  int group = first_hit (&hits, form->items[items[natural]].parent);
  gboolean total_first = t >= 0 && p >= 0 && t < p && ((group >= 0 && t < group) || hits.row[t] == hits.row[p]);
  if (total_first)
    order[at++] = (guint) total;
  order[at++] = (guint) natural;
  for (guint i = 0; i < n_inner; i++)
    order[at++] = inner[i];
  if (!total_first)
    order[at++] = (guint) total;
  return GJ_COLUMN_ORDER_READ;
}

/* Which of the columns below @group has the label of @item. */
static int
twin_below (const GjForm *form, const int *items, guint n, int group, int item)
{
  for (guint k = 0; k < n; k++)
    if (form->items[items[k]].parent == group && strcmp (form->items[items[k]].labels, form->items[item].labels) == 0)
      return (int) k;
  return -1;
}

/* Whether the last @n of @leaves, the columns that the header names, say the order though they are not all: where cells merged downwards are
 * repeated below, the lowest row of the header has each once, or it begins as the row before. Else a label is there twice, and those behind it
 * may have slipped. */
static gboolean
ends_in_row (const int *leaves, guint n_leaves, guint n, const guint *row, guint group)
{
  guint in_row = 0, more = n_leaves - n;
  for (guint i = 0; i < n_leaves; i++)
    in_row += row[i] == row[n_leaves - 1];
  for (guint i = 0; i < more && in_row != n; i++)
    if (more % group != 0 || more > n || leaves[i] != leaves[more + i])
      return FALSE;
  return TRUE;
}

GjColumnOrder
gj_columns_of_review (const GjForm *form, const char *header, const int *items, guint n, guint *order)
{
  Hits hits;
  int groups[GJ_MAX_COLUMNS], leaves[MAX_HITS];
  guint row[MAX_HITS];
  guint n_groups = 0, n_leaves = 0;
  gboolean taken[GJ_MAX_COLUMNS] = { FALSE };
  g_autofree char *text = gj_str_strip_spaces (header);

  scan (form, GJ_TABLE_REVIEW, text, &hits);
  for (guint i = 0; i < hits.n; i++)
    if (gj_form_has_values (form, hits.item[i])) {
      row[n_leaves] = hits.row[i];
      leaves[n_leaves++] = hits.item[i];
    }
  for (guint k = 0; k < n; k++)
    if (k == 0 || form->items[items[k]].parent != form->items[items[k - 1]].parent)
      groups[n_groups++] = form->items[items[k]].parent;
  for (guint g = 1; g < n_groups; g++) {
    int above = form->items[groups[g]].parent, before = form->items[groups[g - 1]].parent;
    int a = first_hit (&hits, above == before ? groups[g - 1] : groups[0]),
        b = first_hit (&hits, above == before ? groups[g] : above);
    if (a < 0 || b < 0 || a < b)
      continue;
    if (above != before)
      return GJ_COLUMN_ORDER_CONTRADICTS; /* its labels stand in other rows than the others' */
    int swap = groups[g];
    groups[g] = groups[g - 1];
    groups[g - 1] = swap;
  }
  if (n_leaves < n)
    return GJ_COLUMN_ORDER_UNKNOWN;
  if (!ends_in_row (leaves, n_leaves, n, row, n / n_groups))
    return GJ_COLUMN_ORDER_CONTRADICTS;
  const int *last = leaves + (n_leaves - n); /* where merged cells were repeated, the lowest row has them all */
  for (guint k = 0; k < n; k++) {
    int twin = twin_below (form, items, n, groups[k * n_groups / n], last[k]);
    if (twin < 0 || taken[twin])
      return GJ_COLUMN_ORDER_CONTRADICTS;
    taken[twin] = TRUE;
    order[k] = (guint) twin;
  }
  return GJ_COLUMN_ORDER_READ;
}

char *
gj_rows_words (GPtrArray *rows, guint first, guint end)
{
  GString *s = g_string_new (NULL);
  for (guint r = first; r < end && s->len < 4096; r++) {
    const GjRow *row = rows->pdata[r];
    for (guint i = 0; i < row->cells->len; i++)
      g_string_append (s, gj_row_cell (row, i)->text);
    g_string_append_c (s, ROW_END);
  }
  return g_string_free (s, FALSE);
}
