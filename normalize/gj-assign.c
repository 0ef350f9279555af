/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-rows.h"

#include "page/gj-char.h"

#include <string.h>

/* Labels at least this alike, and this much more alike than to any other row, identify a row. False matches of OCRed
 * labels were never above 0.4 (distance ≥ 0.6). */
#define SURE_SIMILARITY 0.72
#define SURE_MARGIN 0.15
/* Below this a label says something else than the row that the order gives. */
#define LEAST_ALIKE 0.45 /* of a label that takes a row in its place */
#define CONTRADICTION 0.25

typedef struct {
  int item;
  GjLabelSet *labels;
} FormRow;

/* The rows of a table with figures, in order; the label sets are made once per edition and table. */
static const GArray *
form_rows (const GjForm *form, guint table)
{
  static GArray *cache[GJ_N_EDITIONS][GJ_N_TABLES];
  guint edition = form == gj_form_get (GJ_EDITION_2021) ? GJ_EDITION_2021 : GJ_EDITION_2019;
  GArray **rows = &cache[edition][table];
  if (*rows == NULL) {
    *rows = g_array_new (FALSE, FALSE, sizeof (FormRow));
    for (guint i = form->tables[table].first; i < form->tables[table].end; i++) {
      GjItemKind kind = form->items[i].kind;
      if (form->items[i].type != GJ_ITEM_ROW ||
          (kind != GJ_KIND_LEAF && kind != GJ_KIND_TOTAL && kind != GJ_KIND_EITHER))
        continue;
      FormRow row = { (int) i, gj_label_set_new (form->items[i].labels) };
      g_array_append_val (*rows, row);
    }
  }
  return *rows;
}

int
gj_row_match_best (const GjForm *form, guint table, const GjLabel *label, gboolean tail, double *similarity,
                   double *second)
{
  return gj_row_match_best_above (form, table, label, tail, 0, similarity, second);
}

int
gj_row_match_best_above (const GjForm *form, guint table, const GjLabel *label, gboolean tail, double least,
                         double *similarity, double *second)
{
  const GArray *rows = form_rows (form, table);
  const guint64 letters = gj_label_letters (label);
  int best = -1;
  *similarity = *second = 0;
  for (guint i = 0; i < rows->len; i++) {
    const FormRow *row = &g_array_index (rows, FormRow, i);
    double s = gj_label_set_match_above (row->labels, label, letters, tail, MAX (*second, least));
    if (s > *similarity) {
      *second = *similarity;
      *similarity = s;
      best = row->item;
      if (s == 1) {
        *second = 0;
        break;
      }
    } else if (s > *second)
      *second = s;
  }
  return best;
}

static double
similarity_to (const GjForm *form, guint table, const GjLabel *label, int item, gboolean tail)
{
  const GArray *rows = form_rows (form, table);
  for (guint i = 0; i < rows->len; i++)
    if (g_array_index (rows, FormRow, i).item == item)
      return gj_label_set_match (g_array_index (rows, FormRow, i).labels, label, tail);
  return 0;
}

/* A row is cut where a grid ends and the next begins; a repeated header between them is no candidate. */
static gboolean
may_continue (const GjCandidate *a, const GjCandidate *b, guint n_columns)
{
  if (a->row->grid == b->row->grid)
    return FALSE;
  for (guint k = 0; k < n_columns; k++) {
    gboolean va = a->value[k] != NULL && a->value[k]->text[0] != '\0';
    gboolean vb = b->value[k] != NULL && b->value[k]->text[0] != '\0';
    if (va && vb)
      return FALSE;
  }
  return TRUE;
}

/* Figures that wrap in their cells may themselves be cut: what comes first on the next page, without a label, goes on with
 * them. Returns: whether @b was taken. */
static gboolean
join_wrapped (GjCandidate *a, const GjCandidate *b, guint n_columns)
{
  gboolean same = TRUE;
  if (a->row->grid == b->row->grid || !a->row->last || !b->row->first || b->label.n > 0 || !a->has_values ||
      !b->has_values || a->label.n == 0 || a->row->grid->loose)
    return FALSE;
  for (guint k = 0; k < n_columns; k++)
    same &= b->value[k] == NULL || b->value[k]->text[0] == '\0' ||
            (a->value[k] != NULL && strcmp (a->value[k]->text, b->value[k]->text) == 0);
  for (guint k = 0; k < n_columns; k++) {
    if (a->value[k] == NULL || b->value[k] == NULL || b->value[k]->text[0] == '\0')
      continue;
    if (!same) { /* else the row is drawn on both pages, and clipped */
      char *joined = g_strconcat (a->value[k]->text, b->value[k]->text, NULL);
      g_free (a->value[k]->text);
      a->value[k]->text = joined;
    }
    b->value[k]->text[0] = '\0'; /* tables may be matched again */
    a->value[k]->reading = MAX (a->value[k]->reading, GJ_READING_DOUBTFUL);
    a->value[k]->unsure = FALSE;
  }
  return TRUE;
}

/* The label across the cut. A numeral may be what is cut off ("（七" | "）总计"), so the printed words are joined. */
static GjLabel
joined_label (const GjCandidate *a, const GjCandidate *b)
{
  g_autofree char *text =
      g_strconcat (a->label_cell != NULL ? a->label_cell->text : "",
                   b->label_cell != NULL && b->label_cell != a->label_cell ? b->label_cell->text : "", NULL);
  return gj_label_make (text);
}

static gboolean
has_own_label (const GjCandidate *c)
{
  return c->label_cell != NULL && c->label_cell->text[0] != '\0' && c->label_cell->row == c->row->row;
}

void
gj_candidates_join_cut (const GjForm *form, guint table, GArray *candidates, guint n_columns)
{
  for (guint i = candidates->len; i-- > 0;) { /* slivers: rules that nearly meet leave bands with nothing in them */
    const GjCandidate *c = &g_array_index (candidates, GjCandidate, i);
    if (!c->has_values && !has_own_label (c))
      g_array_remove_index (candidates, i);
  }
  for (guint i = 0; i + 1 < candidates->len; i++) {
    GjCandidate *a = &g_array_index (candidates, GjCandidate, i), *b = a + 1;
    double sa, sb, sj, rest;
    if (!may_continue (a, b, n_columns)) {
      if (join_wrapped (a, b, n_columns))
        g_array_remove_index (candidates, i + 1);
      continue;
    }
    GjLabel joined = joined_label (a, b);
    int ma = gj_row_match_best (form, table, &a->label, FALSE, &sa, &rest);
    int mb = gj_row_match_best (form, table, &b->label, FALSE, &sb, &rest);
    int mj = gj_row_match_best (form, table, &joined, FALSE, &sj, &rest);
    gboolean half = has_own_label (a) && has_own_label (b) && a->has_values != b->has_values && sj == MAX (sa, sb) &&
                    (sj == 1 || ma == mb || MIN (sa, sb) < SURE_SIMILARITY);
    if (mj < 0 || sj < SURE_SIMILARITY || (sj <= MAX (sa, b->label.n > 0 ? sb : 0) && !half) ||
        (b->label.n == 0 && b->has_values && a->has_values))
      if (!(b->label.n == 0 && b->has_values && !a->has_values && sa >= SURE_SIMILARITY) &&
          !(a->label.n == 0 && a->has_values && !b->has_values && sb >= SURE_SIMILARITY))
        continue;
    a->label = joined;
    a->tail = b->row;
    for (guint k = 0; k < n_columns; k++)
      if (b->value[k] != NULL && (a->value[k] == NULL || a->value[k]->text[0] == '\0')) {
        a->value[k] = b->value[k];
        a->page[k] = b->page[k];
      }
    a->has_values |= b->has_values;
    a->doubtful |= b->doubtful;
    g_array_remove_index (candidates, i + 1);
  }
}

/* Whether blank @cell, of column @k, goes over several of @candidates up to an edge of its grid behind or before which the table goes
 * on. */
static gboolean
is_cut_merged (const GArray *candidates, const GjGridCell *cell, guint k)
{
  const GjCandidate *first = NULL, *last = NULL;
  guint at = 0, end = 0;
  for (guint i = 0; i < candidates->len; i++) {
    const GjCandidate *c = &g_array_index (candidates, GjCandidate, i);
    if (c->value[k] != cell)
      continue;
    at = first == NULL ? i : at;
    first = first == NULL ? c : first;
    last = c;
    end = i + 1;
  }
  if (first == last || cell->text[0] != '\0' || first->row->grid->loose)
    return FALSE;
  return (at > 0 && first->row->first &&
          g_array_index (candidates, GjCandidate, at - 1).row->grid != first->row->grid) ||
         (end < candidates->len && last->row->last &&
          g_array_index (candidates, GjCandidate, end).row->grid != last->row->grid);
}

/* Whether @cell, of column @k, goes over candidate @i and the one before or behind it. */
static gboolean
is_merged (const GArray *candidates, guint i, guint k)
{
  const GjCandidate *c = &g_array_index (candidates, GjCandidate, i);
  return c->value[k] != NULL &&
         ((i > 0 && c[-1].value[k] == c->value[k]) || (i + 1 < candidates->len && c[1].value[k] == c->value[k]));
}

/* Whether a page of a text layer ends behind candidate @i, and the table goes on. */
static gboolean
is_before_break (const GArray *candidates, guint i)
{
  const GjCandidate *c = &g_array_index (candidates, GjCandidate, i);
  return i + 1 < candidates->len && c->row->grid != c[1].row->grid && !c->row->grid->loose && c->row->last &&
         c[1].row->first && c->row->page->source == GJ_SOURCE_TEXT_LAYER;
}

/* Whether cells are merged in the table, or nothing is blank in it but beside page breaks: then it does not print blanks. */
static gboolean
prints_no_blanks (const GArray *candidates, guint n_columns)
{
  gboolean merged = FALSE, blank = FALSE;
  for (guint i = 0; i < candidates->len; i++)
    for (guint k = 0; k < n_columns; k++) {
      const GjGridCell *cell = g_array_index (candidates, GjCandidate, i).value[k];
      gboolean edge = is_before_break (candidates, i) || (i > 0 && is_before_break (candidates, i - 1));
      merged |= is_merged (candidates, i, k);
      blank |= cell != NULL && cell->text[0] == '\0' && !edge;
    }
  return merged || !blank;
}

/* A page break may go through a merged cell so that one row of it is left: what is blank there has its 0 on the other page. */
static void
doubt_beside_breaks (GArray *candidates, guint n_columns)
{
  if (!prints_no_blanks (candidates, n_columns))
    return;
  for (guint i = 0; i < candidates->len; i++)
    for (guint k = 0; k < n_columns && is_before_break (candidates, i); k++) {
      GjGridCell *a = g_array_index (candidates, GjCandidate, i).value[k],
                 *b = g_array_index (candidates, GjCandidate, i + 1).value[k];
      if (a == NULL || b == NULL || (a->text[0] != '\0' && b->text[0] != '\0'))
        continue;
      GjGridCell *blank = a->text[0] == '\0' ? a : b, *other = blank == a ? b : a;
      if (strcmp (other->text, "0") == 0 || is_merged (candidates, other == a ? i : i + 1, k))
        blank->reading = GJ_READING_UNREAD;
    }
}

void
gj_candidates_doubt_merged (GArray *candidates, guint n_columns)
{
  doubt_beside_breaks (candidates, n_columns);
  for (guint i = 0; i < candidates->len; i++)
    for (guint k = 0; k < n_columns; k++) {
      GjGridCell *cell = g_array_index (candidates, GjCandidate, i).value[k];
      if (cell != NULL && cell->reading != GJ_READING_UNREAD && is_cut_merged (candidates, cell, k))
        cell->reading = GJ_READING_UNREAD;
    }
}

static gboolean
is_taken (const GArray *candidates, int item)
{
  for (guint i = 0; i < candidates->len; i++)
    if (g_array_index (candidates, GjCandidate, i).match == item)
      return TRUE;
  return FALSE;
}

/* Rows of the form between @after and @before (items, exclusive) that no candidate has, as （六） is printed. */
static GArray *
free_rows (const GjForm *form, guint table, const GArray *candidates, int after, int before, gboolean undivided)
{
  const GArray *rows = form_rows (form, table);
  GArray *out = g_array_new (FALSE, FALSE, sizeof (int));
  for (guint i = 0; i < rows->len; i++) {
    int item = g_array_index (rows, FormRow, i).item;
    int parent = form->items[item].parent;
    gboolean either = form->items[item].kind == GJ_KIND_EITHER;
    gboolean below = parent >= 0 && form->items[parent].kind == GJ_KIND_EITHER;
    if (item > after && item < before && !is_taken (candidates, item) && either <= undivided && !(below && undivided))
      g_array_append_val (out, item);
  }
  return out;
}

/* No label, or what OCR makes of one that it cannot read: Latin letters, where the forms have none. */
static gboolean
says_nothing (const GjCandidate *c)
{
  guint chinese = 0;
  for (guint i = 0; i < c->label.n; i++)
    chinese += gj_char_is_ideograph (c->label.ch[i]);
  return c->label.n < 2 || (chinese < 2 && c->row->page->source == GJ_SOURCE_OCR);
}

/* Whether the rows whose labels say what they are stand in the form's order. */
static gboolean
are_in_order (const GArray *candidates)
{
  int last = -1;
  for (guint i = 0; i < candidates->len; i++) {
    const GjCandidate *c = &g_array_index (candidates, GjCandidate, i);
    if (c->match >= 0 && c->match < last)
      return FALSE;
    last = MAX (last, c->match);
  }
  return TRUE;
}

/* The candidates [@from, @end) have no certain label: if they are as many as the rows left between their neighbours,
 * the order decides, which is sure only if the other rows are in @order; otherwise each takes the most alike row left, and is not
 * sure. */
static gboolean
fill_gap (const GjForm *form, guint table, GArray *candidates, guint from, guint end, GArray *rows, gboolean tail,
          gboolean order)
{
  gboolean complete = end - from == rows->len, lost = FALSE;
  guint next = 0;
  for (guint i = from; i < end; i++) {
    GjCandidate *c = &g_array_index (candidates, GjCandidate, i);
    int item = -1;
    double best = LEAST_ALIKE;
    if (complete)
      item = g_array_index (rows, int, i - from);
    else
      for (guint k = next; k < rows->len; k++) {
        double s = similarity_to (form, table, &c->label, g_array_index (rows, int, k), tail);
        if (s > best) {
          best = s;
          item = g_array_index (rows, int, k);
          next = k + 1;
        }
      }
    c->match = item;
    c->sure =
        complete && order && (says_nothing (c) || similarity_to (form, table, &c->label, item, tail) >= CONTRADICTION);
    lost |= item < 0 && c->has_values;
  }
  return lost;
}

/* Whether @label is more alike to that of a group of rows than @least: no figures stand beside it, but pieces of rows may. */
static gboolean
is_group (const GjForm *form, guint table, const GjLabel *label, gboolean tail, double least)
{
  for (guint i = form->tables[table].first; i < form->tables[table].end; i++)
    if (form->items[i].type == GJ_ITEM_ROW && form->items[i].kind == GJ_KIND_GROUP &&
        gj_label_match (label, form->items[i].labels, tail) > least)
      return TRUE;
  return FALSE;
}

static void
match_by_label (const GjForm *form, guint table, GArray *candidates, gboolean tail)
{
  for (guint i = 0; i < candidates->len; i++) {
    GjCandidate *c = &g_array_index (candidates, GjCandidate, i);
    double best, second;
    int item = gj_row_match_best (form, table, &c->label, tail, &best, &second);
    c->match = -1;
    c->sure = FALSE;
    if (item >= 0 && best >= SURE_SIMILARITY && best - second >= SURE_MARGIN &&
        (best == 1 || !is_group (form, table, &c->label, tail, best))) {
      c->match = item;
      c->sure = TRUE;
    }
  }
}

/* （六） is one row if its own label stands where a leaf's does and none of its children was found; where neither is
 * printed, as the edition has it. */
static gboolean
is_undivided (const GjForm *form, const GArray *candidates)
{
  gboolean own = FALSE, child = FALSE;
  for (guint i = 0; i < candidates->len; i++) {
    const GjCandidate *c = &g_array_index (candidates, GjCandidate, i);
    if (c->match < 0)
      continue;
    int parent = form->items[c->match].parent;
    own |= form->items[c->match].kind == GJ_KIND_EITHER &&
           (c->has_values || (c->value[0] != NULL && c->label_cell != NULL && c->label_cell->row_span == 1));
    child |= c->value[0] != NULL && parent >= 0 && form->items[parent].kind == GJ_KIND_EITHER;
  }
  return own || child ? own && !child : form == gj_form_get (GJ_EDITION_2019);
}

/* Whether @c is a row of the office's own: in a text layer, with a label of its own that is like none of the form's. */
static gboolean
is_own_row (const GjForm *form, guint table, const GjCandidate *c)
{
  double best, second;
  if (c->row->page->source != GJ_SOURCE_TEXT_LAYER || c->row->grid->loose || c->doubtful || says_nothing (c) ||
      !has_own_label (c))
    return FALSE;
  gj_row_match_best (form, table, &c->label, FALSE, &best, &second);
  return best < LEAST_ALIKE;
}

/* Whether @c is a row of the form for certain, with a figure or a dash in each of its cells. */
static gboolean
is_whole (const GjCandidate *c)
{
  for (guint k = 0; k < GJ_MAX_COLUMNS; k++)
    if (c->value[k] != NULL && c->value[k]->text[0] == '\0')
      return FALSE;
  return c->match >= 0 && c->sure && !c->doubtful && c->value[0] != NULL;
}

/* Figures without a row: they may be those of the row before or behind, unless they are an office's own, glued to either end of
 * the table. */
static void
doubt_neighbours (const GjForm *form, guint table, GArray *candidates)
{
  guint first = candidates->len, last = 0;
  for (guint i = 0; i < candidates->len; i++)
    if (g_array_index (candidates, GjCandidate, i).match >= 0) {
      first = MIN (first, i);
      last = i;
    }
  for (guint i = 0; i < candidates->len; i++) {
    GjCandidate *c = &g_array_index (candidates, GjCandidate, i);
    if (c->match >= 0 || !c->has_values)
      continue;
    gboolean own = is_own_row (form, table, c);
    if (i > 0 && !(own && i > last && is_whole (c - 1)))
      c[-1].doubtful = TRUE;
    if (i + 1 < candidates->len && !(own && i < first && is_whole (c + 1)))
      c[1].doubtful = TRUE;
  }
}

#define GENERAL_LABEL 2 /* letters: 其他 may end any group of rows */

/* The numeral at the start of @text: 3 of "3.其他"; 0: none; -1: one of a group, in brackets. */
static int
numeral_of (const char *text)
{
  int n = 0;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar ch = g_utf8_get_char (p);
    int digit = gj_char_digit (ch);
    if (ch == '(' || ch == 0xFF08)
      return gj_char_is_ideograph (g_utf8_get_char (g_utf8_next_char (p))) ? -1 : 0;
    if (digit < 0 && !gj_char_is_space (ch))
      break;
    if (digit >= 0)
      n = MIN (n, 99) * 10 + digit;
  }
  return n;
}

/* The row that is matched next to candidate @i in direction @step, or -1. */
static int
neighbour (const GArray *candidates, guint i, int step)
{
  for (int k = (int) i + step; k >= 0 && k < (int) candidates->len; k += step)
    if (g_array_index (candidates, GjCandidate, k).match >= 0)
      return g_array_index (candidates, GjCandidate, k).match;
  return -1;
}

static guint
count_matches (const GArray *candidates, int item)
{
  guint n = 0;
  for (guint i = 0; i < candidates->len; i++)
    n += g_array_index (candidates, GjCandidate, i).match == item;
  return n;
}

/* Offices end other groups with a row 其他, too: what it belongs to is told by its place, and where rows of its own group are left out, by its
 * numeral. Behind a row of its own group, or first in it, it is its own, in whatever order the group's rows are printed. */
static void
judge_general (const GjForm *form, GArray *candidates)
{
  for (guint i = 0; i < candidates->len; i++) {
    GjCandidate *c = &g_array_index (candidates, GjCandidate, i);
    if (c->match < 0 || c->label.n > GENERAL_LABEL || form->items[c->match].kind != GJ_KIND_LEAF)
      continue;
    int before = neighbour (candidates, i, -1), behind = neighbour (candidates, i, 1);
    int numeral = c->label_cell != NULL ? numeral_of (c->label_cell->text) : 0;
    int own = numeral_of (form->items[c->match].numeral);
    gboolean among = before >= 0 && form->items[before].parent == form->items[c->match].parent;
    gboolean sibling = among || i == 0 || c[-1].match < 0;
    gboolean first = behind >= 0 && form->items[behind].parent == form->items[c->match].parent && numeral == 1;
    gboolean elsewhere = !among && !first && (before > c->match || (behind >= 0 && behind < c->match));
    if (elsewhere && (numeral != own || count_matches (candidates, c->match) > 1)) {
      c->match = -1;
      c->sure = FALSE;
    } else if (numeral < 0 || (!sibling && !first && numeral != own))
      c->sure = FALSE;
  }
}

void
gj_candidates_assign (const GjForm *form, guint table, GArray *candidates, gboolean tail, gboolean *undivided,
                      gboolean *lost)
{
  match_by_label (form, table, candidates, tail);
  if (table == GJ_TABLE_APPLICATIONS)
    judge_general (form, candidates);
  *undivided = is_undivided (form, candidates);
  *lost = FALSE;
  /* Rows without figures that no label names are spacing or fragments. */
  for (guint i = candidates->len; i-- > 0;) {
    GjCandidate *c = &g_array_index (candidates, GjCandidate, i);
    gboolean no_cells = !c->doubtful;
    for (guint k = 0; k < GJ_MAX_COLUMNS; k++)
      no_cells &= c->value[k] == NULL; /* a header's label that is also a row's */
    gboolean group_label = c->match >= 0 && form->items[c->match].kind == GJ_KIND_EITHER && !*undivided;
    if (no_cells || (c->match < 0 && !c->has_values) || (group_label && !c->has_values))
      g_array_remove_index (candidates, i);
    else if (group_label)
      c->match = -1;
  }
  gboolean order = are_in_order (candidates);
  for (guint i = 0; i < candidates->len;) {
    if (g_array_index (candidates, GjCandidate, i).match >= 0) {
      i++;
      continue;
    }
    guint end = i;
    while (end < candidates->len && g_array_index (candidates, GjCandidate, end).match < 0)
      end++;
    int after = i > 0 ? g_array_index (candidates, GjCandidate, i - 1).match : -1;
    int before = end < candidates->len ? g_array_index (candidates, GjCandidate, end).match : G_MAXINT;
    g_autoptr (GArray) rows = free_rows (form, table, candidates, after, before, *undivided);
    *lost |= fill_gap (form, table, candidates, i, end, rows, tail, order);
    i = end;
  }
  doubt_neighbours (form, table, candidates);
}
