/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/property/gj-layout.h"

#include <string.h>

static gboolean
one_in (GRand *rand, int n)
{
  return g_rand_int_range (rand, 0, n) == 0;
}

GjStyle
gj_style_random (GRand *rand, GjRuling ruling)
{
  static const char *const marks[] = { ".", "．", "、", ". " };
  gboolean landscape = one_in (rand, 5);
  GjStyle style = {
    .ruling = ruling,
    .size = g_rand_double_range (rand, 8, 12),
    .leading = g_rand_double_range (rand, 1.15, 1.7),
    .width = landscape ? 842 : 595,
    .height = landscape ? 595 : 842,
    .margin = g_rand_double_range (rand, 40, 75),
    .numeral_mark = marks[g_rand_int_range (rand, 0, G_N_ELEMENTS (marks))],
    .ascii_brackets = one_in (rand, 3),
    .no_quotes = one_in (rand, 4),
    .spaced_labels = one_in (rand, 4),
    .aliases = one_in (rand, 6),
    .ragged = one_in (rand, 2),
    .page_numbers = one_in (rand, 2),
    .running_header = one_in (rand, 4),
    .thousands = one_in (rand, 4),
    .full_width = one_in (rand, 6),
    .right_aligned = one_in (rand, 5),
  };
  if (ruling == GJ_RULES_FULL) {
    style.split_rows = one_in (rand, 2);
    style.values_below = one_in (rand, 2);
    style.repeat_headers = one_in (rand, 3);
    style.repeat_groups = one_in (rand, 3);
    style.open_breaks = one_in (rand, 3);
    style.shuffled = one_in (rand, 6);
    style.shifted_pages = one_in (rand, 4);
    style.narrow_groups = one_in (rand, 2);
  } else { /* nothing tells a wrapped word or figure from two of them */
    style.ragged = FALSE;
    style.size = g_rand_double_range (rand, 7.5, 9);
    style.thousands = style.full_width = FALSE;
  }
  return style;
}

void
gj_set_table_free (GjSetTable *table)
{
  if (table == NULL)
    return;
  g_array_unref (table->cells);
  g_free (table);
}

static void
cell_clear (gpointer data)
{
  g_free (((GjSetCell *) data)->text);
}

static GjSetTable *
set_table_new (guint n_cols)
{
  GjSetTable *t = g_new0 (GjSetTable, 1);
  t->n_cols = n_cols;
  t->cells = g_array_new (FALSE, TRUE, sizeof (GjSetCell));
  g_array_set_clear_func (t->cells, cell_clear);
  return t;
}

static void
add_cell (GjSetTable *t, guint row, guint col, guint row_span, guint col_span, gboolean value, char *text)
{
  GjSetCell c = { row, col, row_span, col_span, value, text };
  g_array_append_val (t->cells, c);
}

/* The words of an item as this style prints them. */
static char *
label_of (const GjForm *form, int i, const GjStyle *style, GRand *rand)
{
  const GjFormItem *item = &form->items[i];
  g_auto (GStrv) aliases = g_strsplit (item->labels, "|", -1);
  guint which = style->aliases ? (guint) g_rand_int_range (rand, 0, (gint32) g_strv_length (aliases)) : 0;
  GString *s = g_string_new (item->numeral);
  if (s->len > 0 && s->str[s->len - 1] == '.') {
    g_string_truncate (s, s->len - 1);
    g_string_append (s, style->numeral_mark);
  }
  g_string_append (s, aliases[which]);
  if (style->ascii_brackets) {
    g_string_replace (s, "（", "(", 0);
    g_string_replace (s, "）", ")", 0);
  }
  if (style->no_quotes) {
    g_string_replace (s, "“", "", 0);
    g_string_replace (s, "”", "", 0);
  }
  if (style->spaced_labels && g_utf8_strlen (s->str, -1) <= 4 && s->len > 3 && item->numeral[0] == '\0')
    g_string_insert (s, g_utf8_next_char (s->str) - s->str, " ");
  return g_string_free (s, FALSE);
}

/* A figure as this style prints it: what was printed, in another notation. */
static char *
figure_of (const GjReport *report, int slot, const GjStyle *style)
{
  const GjCell *cell = slot >= 0 ? &report->cells[slot] : NULL;
  const char *raw = cell == NULL || cell->raw == NULL ? ""
                    : cell->flags & GJ_FLAG_ANNOTATED ? cell->value.text
                                                      : cell->raw;
  GString *s = g_string_new (raw);
  gsize point = strcspn (s->str, ".");
  if (style->thousands && strspn (s->str, "0123456789.") == s->len)
    for (gssize at = (gssize) point - 3; at > 0; at -= 3)
      g_string_insert_c (s, at, ',');
  if (style->full_width)
    for (char digit[2] = "0"; digit[0] <= '9'; digit[0]++) {
      g_autofree char *wide = g_ucs4_to_utf8 (&(gunichar){ 0xFF10 + (gunichar) (digit[0] - '0') }, 1, NULL, NULL, NULL);
      g_string_replace (s, digit, wide, 0);
    }
  return g_string_free (s, FALSE);
}

static guint
depth_of (const GjForm *form, int i)
{
  guint depth = 0;
  for (i = form->items[i].parent; i >= 0; i = form->items[i].parent)
    depth++;
  return depth;
}

static gboolean
is_leaf_column (const GjForm *form, guint i)
{
  return form->items[i].type == GJ_ITEM_COLUMN && gj_form_has_values (form, (int) i);
}

static guint
leaves_below (const GjForm *form, const GjFormTable *table, guint ancestor)
{
  guint n = 0;
  for (guint i = table->first; i < table->end; i++)
    n += is_leaf_column (form, i) && gj_form_is_below (form, (int) i, (int) ancestor);
  return n;
}

/* Three header rows: groups over their leaves, which go down to the last. */
static void
set_headers (GjSetTable *t, const GjForm *form, const GjFormTable *table, const GjStyle *style, GRand *rand)
{
  guint col = t->n_label_cols;
  for (guint i = table->first; i < table->end; i++) {
    if (form->items[i].type == GJ_ITEM_STUB && t->n_label_cols > 0)
      add_cell (t, 0, 0, t->n_header_rows, t->n_label_cols, FALSE, label_of (form, (int) i, style, rand));
    if (form->items[i].type != GJ_ITEM_COLUMN)
      continue;
    guint depth = depth_of (form, (int) i);
    gboolean leaf = is_leaf_column (form, i);
    add_cell (t, depth, col, leaf ? t->n_header_rows - depth : 1, leaf ? 1 : leaves_below (form, table, i), FALSE,
              label_of (form, (int) i, style, rand));
    col += leaf;
  }
}

/* Whether nothing of row @row of @table is printed. */
static gboolean
is_absent (const GjReport *report, const GjFormTable *table, int row)
{
  const GjForm *form = report->form;
  gboolean any = FALSE, absent = TRUE;
  for (guint c = table->first; c < table->end; c++) {
    int slot = form->items[c].type == GJ_ITEM_COLUMN ? gj_form_slot (form, row, (int) c) : -1;
    any |= slot >= 0;
    absent &= slot < 0 || (report->cells[slot].flags & GJ_FLAG_ABSENT);
  }
  return any && absent;
}

/* Children of @parent that are printed, in the order of print. */
static GArray *
printed_children (const GjReport *report, const GjFormTable *table, int parent, const GjStyle *style, GRand *rand,
                  int dropped)
{
  const GjForm *form = report->form;
  GArray *out = g_array_new (FALSE, FALSE, sizeof (int));
  gboolean leaves = TRUE;
  for (guint i = table->first; i < table->end; i++) {
    const GjFormItem *item = &form->items[i];
    gboolean under_undivided =
        item->parent >= 0 && form->items[item->parent].kind == GJ_KIND_EITHER && report->undivided;
    int row = (int) i;
    if (item->type != GJ_ITEM_ROW || item->parent != parent || item->kind == GJ_KIND_UNDIVIDED || under_undivided ||
        row == dropped || is_absent (report, table, row))
      continue;
    leaves &= item->kind == GJ_KIND_LEAF;
    g_array_append_val (out, row);
  }
  if (style->shuffled && leaves)
    for (guint i = out->len; i > 1; i--) {
      guint k = (guint) g_rand_int_range (rand, 0, (gint32) i);
      int swap = g_array_index (out, int, k);
      g_array_index (out, int, k) = g_array_index (out, int, i - 1);
      g_array_index (out, int, i - 1) = swap;
    }
  return out;
}

static void
set_figures (GjSetTable *t, const GjReport *report, const GjFormTable *table, int row, const GjStyle *style)
{
  const GjForm *form = report->form;
  guint col = t->n_label_cols;
  if (form->items[row].kind == GJ_KIND_EITHER) /* printed as one row */
    for (guint i = table->first; i < table->end; i++)
      if (form->items[i].kind == GJ_KIND_UNDIVIDED && form->items[i].parent == row) {
        row = (int) i;
        break;
      }
  for (guint c = table->first; c < table->end; c++)
    if (is_leaf_column (form, c))
      add_cell (t, t->n_rows, col++, 1, 1, TRUE, figure_of (report, gj_form_slot (form, row, (int) c), style));
}

/* The rows below @parent: labels of groups span the rows of their leaves. */
static void
set_rows (GjSetTable *t, const GjReport *report, const GjFormTable *table, int parent, guint depth,
          const GjStyle *style, GRand *rand, int dropped)
{
  const GjForm *form = report->form;
  g_autoptr (GArray) children = printed_children (report, table, parent, style, rand, dropped);
  for (guint k = 0; k < children->len; k++) {
    int row = g_array_index (children, int, k);
    GjItemKind kind = form->items[row].kind;
    gboolean group = kind == GJ_KIND_GROUP || (kind == GJ_KIND_EITHER && !report->undivided);
    guint first = t->n_rows, index = t->cells->len;
    add_cell (t, first, depth, 1, group ? 1 : t->n_label_cols - depth, FALSE, label_of (form, row, style, rand));
    if (group) {
      set_rows (t, report, table, row, depth + 1, style, rand, dropped);
      g_array_index (t->cells, GjSetCell, index).row_span = MAX (t->n_rows - first, 1);
    } else {
      set_figures (t, report, table, row, style);
      t->n_rows++;
    }
  }
}

static GjSetTable *
set_applications (const GjReport *report, const GjStyle *style, GRand *rand, int dropped)
{
  const GjFormTable *table = &report->form->tables[GJ_TABLE_APPLICATIONS];
  GjSetTable *t = set_table_new (10);
  double groups = style->narrow_groups ? 0.045 : 0.08, labels = g_rand_double_range (rand, 0.17, 0.26);
  t->n_label_cols = 3;
  t->n_rows = t->n_header_rows = 3;
  for (guint c = 0; c < 10; c++)
    t->share[c] = c < 2 ? groups : c == 2 ? labels : (1 - 2 * groups - labels) / 7;
  set_headers (t, report->form, table, style, rand);
  set_rows (t, report, table, -1, 0, style, rand, dropped);
  return t;
}

static GjSetTable *
set_review (const GjReport *report, const GjStyle *style, GRand *rand, int dropped)
{
  const GjForm *form = report->form;
  const GjFormTable *table = &form->tables[GJ_TABLE_REVIEW];
  GjSetTable *t = set_table_new (15);
  t->n_rows = t->n_header_rows = 3;
  for (guint c = 0; c < 15; c++)
    t->share[c] = 1.0 / 15;
  set_headers (t, form, table, style, rand);
  for (guint i = table->first; i < table->end; i++)
    if (form->items[i].type == GJ_ITEM_ROW && (int) i != dropped) {
      set_figures (t, report, table, (int) i, style);
      t->n_rows++;
    }
  return t;
}

/* A row of table 二: a label and @n cells that share the other columns. */
static void
set_block_row (GjSetTable *t, char *label, char **texts, guint n, gboolean value)
{
  add_cell (t, t->n_rows, 0, 1, 1, FALSE, label);
  for (guint k = 0; k < n; k++)
    add_cell (t, t->n_rows, 1 + k, 1, k + 1 == n ? t->n_cols - 1 - k : 1, value, texts[k]);
  t->n_rows++;
}

static GjSetTable *
set_disclosure (const GjReport *report, const GjStyle *style, GRand *rand, int dropped)
{
  const GjForm *form = report->form;
  const GjFormTable *table = &form->tables[GJ_TABLE_DISCLOSURE];
  GjSetTable *t = set_table_new (4);
  int head = -1;
  t->n_label_cols = 1;
  for (guint c = 0; c < 4; c++)
    t->share[c] = c == 0 ? 0.34 : 0.22;
  for (guint i = table->first; i < table->end; i++) {
    char *texts[4] = { NULL };
    guint n = 0;
    if (form->items[i].type == GJ_ITEM_HEAD)
      head = (int) i;
    if (form->items[i].type == GJ_ITEM_BLOCK) {
      add_cell (t, t->n_rows++, 0, 1, 4, FALSE, label_of (form, (int) i, style, rand));
      for (guint c = i; c < table->end && gj_form_block (form, (int) c) == (int) i; c++)
        if (form->items[c].type == GJ_ITEM_COLUMN)
          texts[n++] = label_of (form, (int) c, style, rand);
      set_block_row (t, label_of (form, head, style, rand), texts, n, FALSE);
    } else if (form->items[i].type == GJ_ITEM_ROW && (int) i != dropped && !is_absent (report, table, (int) i)) {
      for (guint c = table->first; c < table->end; c++)
        if (form->items[c].type == GJ_ITEM_COLUMN && gj_form_block (form, (int) c) == gj_form_block (form, (int) i))
          texts[n++] = figure_of (report, gj_form_slot (form, (int) i, (int) c), style);
      set_block_row (t, label_of (form, (int) i, style, rand), texts, n, TRUE);
    }
  }
  return t;
}

GjSetTable *
gj_set_table_new (const GjReport *report, guint table, const GjStyle *style, GRand *rand, int dropped)
{
  if (table == GJ_TABLE_DISCLOSURE)
    return set_disclosure (report, style, rand, dropped);
  if (table == GJ_TABLE_APPLICATIONS)
    return set_applications (report, style, rand, dropped);
  return set_review (report, style, rand, dropped);
}
