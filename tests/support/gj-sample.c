/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/support/gj-sample.h"

#include "normalize/gj-normalize.h"

#include <string.h>

guint
gj_sample_slot (const GjForm *form, const char *pointer)
{
  for (guint i = 0; i < form->slots->len; i++)
    if (strcmp (g_array_index (form->slots, GjSlot, i).pointer + strlen ("/tables/"), pointer) == 0)
      return i;
  g_error ("no slot %s in form %s", pointer, form->id);
}

void
gj_sample_put (GjReport *report, guint slot, const char *text)
{
  const GjSlot *s = &g_array_index (report->form->slots, GjSlot, slot);
  GjCell *cell = &report->cells[slot];
  GjNumberKind kind = gj_number_parse (text, gj_form_unit (report->form, s->col), &cell->value);

  cell->found = TRUE;
  cell->has_value = kind == GJ_NUMBER_OK || kind == GJ_NUMBER_ANNOTATED;
  cell->flags = kind == GJ_NUMBER_BLANK       ? GJ_FLAG_BLANK
                : kind == GJ_NUMBER_NONE      ? GJ_FLAG_UNREAD
                : kind == GJ_NUMBER_ANNOTATED ? GJ_FLAG_ANNOTATED
                                              : 0;
  cell->page = 1;
  cell->confidence = 100;
  g_free (cell->raw);
  cell->raw = g_strdup (text);
}

void
gj_sample_set (GjReport *report, const char *pointer, const char *text)
{
  gj_sample_put (report, gj_sample_slot (report->form, pointer), text);
}

GjReport *
gj_sample_new (GjEdition edition, gboolean undivided)
{
  GjReport *report = gj_report_new (gj_form_get (edition));
  report->undivided = undivided;
  for (guint t = 0; t < GJ_N_TABLES; t++)
    report->table_found[t] = TRUE;
  for (int i = 0; i < GJ_N_SECTIONS; i++)
    g_ptr_array_add (report->sections, gj_section_new (i, "heading"));
  for (guint i = 0; i < report->form->slots->len; i++)
    if (gj_report_has_slot (report, i))
      gj_sample_put (report, i, "0");
  gj_report_check (report);
  return report;
}

static void
put_number (GjReport *report, int slot, gint64 value)
{
  if (slot < 0 || !gj_report_has_slot (report, (guint) slot))
    return;
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, value);
  gj_sample_put (report, (guint) slot, text);
}

static gint64
value_at (const GjReport *report, int row, int col)
{
  int slot = gj_form_slot (report->form, row, col);
  if (slot < 0 || !gj_report_has_slot (report, (guint) slot))
    return 0;
  return (gint64) (report->cells[slot].value.scaled / 1000000000);
}

static gint64
random_count (GRand *rand)
{
  int kind = g_rand_int_range (rand, 0, 20);
  return kind < 12   ? 0
         : kind < 17 ? g_rand_int_range (rand, 1, 20)
         : kind < 19 ? g_rand_int_range (rand, 1, 1000)
                     : g_rand_int_range (rand, 1, 4000);
}

/* Each TOTAL of @type is the sum of the LEAFs below its parent, for the other axis' item @other. */
static void
sum_total (GjReport *report, const GjFormTable *table, GjItemType type, guint total, int other)
{
  const GjForm *form = report->form;
  gint64 sum = 0;
  for (guint i = table->first; i < table->end; i++) {
    GjItemKind kind = form->items[i].kind;
    if (form->items[i].type == type && (kind == GJ_KIND_LEAF || kind == GJ_KIND_UNDIVIDED) &&
        gj_form_is_below (form, (int) i, form->items[total].parent))
      sum += type == GJ_ITEM_ROW ? value_at (report, (int) i, other) : value_at (report, other, (int) i);
  }
  put_number (report,
              type == GJ_ITEM_ROW ? gj_form_slot (form, (int) total, other) : gj_form_slot (form, other, (int) total),
              sum);
}

static void
sum_totals (GjReport *report, const GjFormTable *table, GjItemType type)
{
  const GjForm *form = report->form;
  GjItemType other = type == GJ_ITEM_ROW ? GJ_ITEM_COLUMN : GJ_ITEM_ROW;
  for (guint t = table->first; t < table->end; t++)
    for (guint o = table->first; form->items[t].type == type && form->items[t].kind == GJ_KIND_TOTAL && o < table->end;
         o++)
      if (form->items[o].type == other && gj_form_has_values (form, (int) o))
        sum_total (report, table, type, t, (int) o);
}

/* New = total + carried forward − carried over, which is at most that. */
static void
balance (GjReport *report, const GjFormTable *table, GRand *rand)
{
  const GjForm *form = report->form;
  for (guint e = table->first; e < table->end; e++)
    for (guint c = table->first; form->items[e].type == GJ_ITEM_EQUATION && c < table->end; c++) {
      const int *q = form->items[e].equation;
      if (form->items[c].type != GJ_ITEM_COLUMN || form->items[c].kind != GJ_KIND_LEAF)
        continue;
      gint64 right = value_at (report, q[2], (int) c) + value_at (report, q[3], (int) c);
      gint64 count = random_count (rand), over = MIN (right, count);
      put_number (report, gj_form_slot (form, q[1], (int) c), over);
      put_number (report, gj_form_slot (form, q[0], (int) c), right - over);
    }
}

void
gj_sample_randomize (GjReport *report, GRand *rand)
{
  const GjForm *form = report->form;
  for (guint i = 0; i < form->slots->len; i++) {
    const GjSlot *s = &g_array_index (form->slots, GjSlot, i);
    if (gj_form_unit (form, s->col) != NULL && g_rand_boolean (rand)) {
      g_autofree char *money =
          g_strdup_printf ("%d.%02d", g_rand_int_range (rand, 0, 9999), g_rand_int_range (rand, 0, 100));
      gj_sample_put (report, i, money);
    } else
      put_number (report, (int) i, random_count (rand));
  }
  for (guint t = 0; t < GJ_N_TABLES; t++) {
    sum_totals (report, &form->tables[t], GJ_ITEM_ROW);
    balance (report, &form->tables[t], rand);
    sum_totals (report, &form->tables[t], GJ_ITEM_COLUMN);
  }
  gj_report_check (report);
}

GjSampleTable
gj_sample_applications (void)
{
  const GjForm *form = gj_form_get (GJ_EDITION_2021);
  const GjFormTable *t = &form->tables[GJ_TABLE_APPLICATIONS];
  GjSampleTable table = { .n_rows = 0 };
  for (guint i = t->first; i < t->end; i++)
    if (form->items[i].kind == GJ_KIND_UNDIVIDED || !gj_form_has_values (form, (int) i))
      continue;
    else if (form->items[i].type == GJ_ITEM_ROW)
      table.rows[table.n_rows++] = (int) i;
    else if (form->items[i].type == GJ_ITEM_COLUMN)
      table.columns[table.n_columns++] = (int) i;
  return table;
}

GjReport *
gj_sample_read_text (const char *text)
{
  g_autoptr (GjDocument) doc = gj_document_new ();
  GjPage *page = gj_page_new (1, 0, 0, GJ_SOURCE_TEXT);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    g_ptr_array_add (page->lines, gj_line_new (lines[i], (GjBox){ 0, i, 1, i + 1 }));
  g_ptr_array_add (doc->pages, page);
  doc->n_pages = 1;
  return gj_normalize (doc, NULL);
}
