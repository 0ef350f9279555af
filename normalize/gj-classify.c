/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-rows.h"

#include <string.h>

/* Which table a row of a grid belongs to, by its own text alone. */

#define SURE 0.75

typedef struct {
  int item;
  guint table;
  GjLabelSet *labels;
} Anchor;

/* Everything with a label, once per edition. */
static const GArray *
anchors (const GjForm *form)
{
  static GArray *cache[GJ_N_EDITIONS];
  GArray **a = &cache[form == gj_form_get (GJ_EDITION_2021) ? GJ_EDITION_2021 : GJ_EDITION_2019];
  if (*a != NULL)
    return *a;
  *a = g_array_new (FALSE, FALSE, sizeof (Anchor));
  for (guint t = 0; t < GJ_N_TABLES; t++)
    for (guint i = form->tables[t].first; i < form->tables[t].end; i++) {
      GjItemType type = form->items[i].type;
      if (type != GJ_ITEM_ROW && type != GJ_ITEM_COLUMN && type != GJ_ITEM_HEAD && type != GJ_ITEM_STUB &&
          type != GJ_ITEM_BLOCK)
        continue;
      Anchor anchor = { (int) i, t, gj_label_set_new (form->items[i].labels) };
      if (anchor.labels->n > 0 && anchor.labels->alias[0].n >= 2)
        g_array_append_val (*a, anchor);
      else
        g_free (anchor.labels);
    }
  return *a;
}

static gboolean
contains (const GjLabel *label, const GjLabel *piece)
{
  for (guint at = 0; at + piece->n <= label->n; at++)
    if (memcmp (label->ch + at, piece->ch, piece->n * sizeof piece->ch[0]) == 0)
      return TRUE;
  return FALSE;
}

gboolean
gj_form_table_has_piece (guint table, const char *words)
{
  GjLabel piece = gj_label_make (words);
  if (piece.n == 0)
    return FALSE;
  for (guint e = 0; e < GJ_N_EDITIONS; e++) {
    const GArray *all = anchors (gj_form_get ((GjEdition) e));
    for (guint i = 0; i < all->len; i++) {
      const Anchor *a = &g_array_index (all, Anchor, i);
      for (guint k = 0; a->table == table && k < a->labels->n; k++)
        if (contains (&a->labels->alias[k], &piece) ||
            (piece.n >= 2 && gj_label_similarity (&piece, &a->labels->alias[k]) >= 0.7))
          return TRUE;
    }
  }
  return FALSE;
}

gboolean
gj_form_table_has_letter (guint table, gunichar letter)
{
  const GArray *all = anchors (gj_form_get (GJ_EDITION_2021));
  for (guint i = 0; i < all->len; i++) {
    const Anchor *a = &g_array_index (all, Anchor, i);
    GjItemType type = gj_form_get (GJ_EDITION_2021)->items[a->item].type;
    for (guint k = 0; a->table == table && type != GJ_ITEM_ROW && k < a->labels->n; k++)
      for (guint c = 0; c < a->labels->alias[k].n; c++)
        if (a->labels->alias[k].ch[c] == letter)
          return TRUE;
  }
  return FALSE;
}

gboolean
gj_form_has_piece (const char *words)
{
  for (guint t = 0; t < GJ_N_TABLES; t++)
    if (gj_form_table_has_piece (t, words))
      return TRUE;
  return FALSE;
}

static int
classify (const GjForm *form, const GjRow *row)
{
  const GArray *all = anchors (form);
  guint votes[GJ_N_TABLES] = { 0 };
  for (guint c = 0; c < row->cells->len; c++) {
    const GjGridCell *cell = row->cells->pdata[c];
    GjLabel label = gj_label_make (cell->text);
    if (label.n < 2)
      continue;
    const guint64 letters = gj_label_letters (&label);
    double best[GJ_N_TABLES] = { 0 };
    for (guint i = 0; i < all->len; i++) {
      const Anchor *a = &g_array_index (all, Anchor, i);
      gboolean tail = row->grid->loose && form->items[a->item].type == GJ_ITEM_ROW && a->table == GJ_TABLE_APPLICATIONS;
      double s = gj_label_set_match_above (a->labels, &label, letters, tail,
                                           MAX (SURE, best[a->table])); /* less decides nothing */
      best[a->table] = MAX (best[a->table], s);
    }
    for (guint t = 0; t < GJ_N_TABLES; t++) {
      gboolean most = best[t] >= SURE;
      for (guint o = 0; o < GJ_N_TABLES; o++)
        most &= o == t || best[t] > best[o]; /* 总计 and 其他 say nothing */
      votes[t] += most;
    }
  }
  int winner = -1;
  for (guint t = 0; t < GJ_N_TABLES; t++)
    if (votes[t] > 0 && (winner < 0 || votes[t] > votes[winner]))
      winner = (int) t;
  return winner < 0 ? (int) row->grid->recovered - 1 : winner; /* a scan's labels may all be unreadable */
}

int
gj_match_classify (const GjForm *form, GjRow *row)
{
  int *known = &row->class[form == gj_form_get (GJ_EDITION_2021) ? GJ_EDITION_2021 : GJ_EDITION_2019];
  if (*known == -2)
    *known = classify (form, row);
  return *known;
}
