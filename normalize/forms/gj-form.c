/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/forms/gj-form-private.h"

#include <string.h>

#define GJ_SECTION(id, json, label, num) { json, label, num },
const GjFormSection gj_form_sections[GJ_N_SECTIONS] = {
#include "normalize/forms/sections.def"
};
#undef GJ_SECTION

/* Keys from the outermost ancestor down, each behind a slash. */
static void
append_path (GString *s, const GjForm *form, int i)
{
  if (i < 0)
    return;
  append_path (s, form, form->items[i].parent);
  if (form->items[i].key != NULL) {
    g_string_append_c (s, '/');
    g_string_append (s, form->items[i].key);
  }
}

static void
add_slot (GjForm *form, guint table, int row, int col)
{
  GString *s = g_string_new ("/tables/");
  g_string_append (s, form->tables[table].key);
  append_path (s, form, row);
  append_path (s, form, col);
  GjSlot slot = { .table = table, .row = row, .col = col, .pointer = g_string_free (s, FALSE) };
  g_array_append_val (form->slots, slot);
}

static GjForm *
build (const GjFormEdition *edition)
{
  GjForm *form = g_new0 (GjForm, 1);
  form->id = edition->id;
  form->items = edition->items;
  form->n_items = edition->n_items;
  form->slots = g_array_new (FALSE, TRUE, sizeof (GjSlot));
  for (guint i = 0, t = 0; i < form->n_items && t < GJ_N_TABLES; i++) {
    if (form->items[i].type == GJ_ITEM_TABLE) {
      form->tables[t].key = form->items[i].key;
      form->tables[t].label = form->items[i].labels;
      form->tables[t].first = i;
    } else if (form->items[i].type == GJ_ITEM_TABLE_END)
      form->tables[t++].end = i;
  }
  for (guint t = 0; t < GJ_N_TABLES; t++)
    for (guint r = form->tables[t].first; r < form->tables[t].end; r++) {
      if (form->items[r].type != GJ_ITEM_ROW || !gj_form_has_values (form, (int) r))
        continue;
      int block = gj_form_block (form, (int) r);
      for (guint c = form->tables[t].first; c < form->tables[t].end; c++)
        if (form->items[c].type == GJ_ITEM_COLUMN && gj_form_has_values (form, (int) c) &&
            gj_form_block (form, (int) c) == block)
          add_slot (form, t, (int) r, (int) c);
    }
  return form;
}

const GjForm *
gj_form_get (GjEdition edition)
{
  static gsize once = 0;
  static GjForm *forms[GJ_N_EDITIONS];
  if (g_once_init_enter (&once)) {
    forms[GJ_EDITION_2021] = build (&gj_form_edition_2021);
    forms[GJ_EDITION_2019] = build (&gj_form_edition_2019);
    g_once_init_leave (&once, 1);
  }
  return forms[edition];
}

int
gj_form_slot (const GjForm *form, int row, int col)
{
  for (guint i = 0; i < form->slots->len; i++) {
    const GjSlot *s = &g_array_index (form->slots, GjSlot, i);
    if (s->row == row && s->col == col)
      return (int) i;
  }
  return -1;
}

int
gj_form_block (const GjForm *form, int i)
{
  for (; i >= 0 && form->items[i].type != GJ_ITEM_TABLE; i--)
    if (form->items[i].type == GJ_ITEM_BLOCK)
      return i;
  return -1;
}

gboolean
gj_form_has_values (const GjForm *form, int i)
{
  GjItemKind k = form->items[i].kind;
  return k == GJ_KIND_LEAF || k == GJ_KIND_TOTAL || k == GJ_KIND_UNDIVIDED;
}

gboolean
gj_form_is_below (const GjForm *form, int i, int ancestor)
{
  for (; i >= 0; i = form->items[i].parent)
    if (i == ancestor)
      return TRUE;
  return FALSE;
}

const char *
gj_form_unit (const GjForm *form, int column)
{
  for (guint i = 0; i < form->n_items; i++)
    if (form->items[i].type == GJ_ITEM_UNIT && form->items[i].parent == column)
      return form->items[i].labels;
  return NULL;
}

gboolean
gj_form_is_amount (const GjForm *form, int column)
{
  return g_strcmp0 (form->items[column].key, "amount") == 0;
}

char *
gj_form_label (const GjForm *form, int i, gboolean with_numeral)
{
  const char *labels = form->items[i].labels;
  g_autofree char *first = g_strndup (labels, strcspn (labels, "|"));
  return g_strconcat (with_numeral ? form->items[i].numeral : "", first, NULL);
}

const char *const *
gj_form_phrases (void)
{
  static gsize once = 0;
  static char **phrases;
  if (g_once_init_enter (&once)) {
    g_autoptr (GStrvBuilder) all = g_strv_builder_new ();
    g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
    for (guint e = 0; e < GJ_N_EDITIONS; e++) {
      const GjForm *form = gj_form_get (e);
      for (guint i = 0; i < form->n_items; i++) {
        const char *labels = form->items[i].type != GJ_ITEM_UNIT ? form->items[i].labels : NULL;
        if (form->items[i].type == GJ_ITEM_COLUMN && gj_form_unit (form, (int) i) != NULL)
          continue; /* which unit it is matters more than which column */
        if (labels != NULL && *labels != '\0' && g_hash_table_add (seen, (gpointer) labels))
          g_strv_builder_add (all, labels);
      }
    }
    phrases = g_strv_builder_end (all);
    g_once_init_leave (&once, 1);
  }
  return (const char *const *) phrases;
}
