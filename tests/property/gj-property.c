/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/property/gj-property.h"

#include "extract/gj-text-file.h"
#include "normalize/gj-normalize.h"

#include <string.h>

#define USUAL_SEED 3764242087u

guint32
gj_property_seed (void)
{
  static guint32 seed = 0;
  const char *given = g_getenv ("GOUJI_SEED");
  if (seed == 0) {
    seed = given == NULL                ? USUAL_SEED
           : strcmp (given, "new") == 0 ? (guint32) g_get_real_time ()
                                        : (guint32) g_ascii_strtoull (given, NULL, 10);
    print_message ("seed: GOUJI_SEED=%u\n", seed);
  }
  return seed;
}

guint
gj_property_rounds (guint usual)
{
  const char *given = g_getenv ("GOUJI_ROUNDS");
  return given != NULL ? (guint) g_ascii_strtoull (given, NULL, 10) : usual;
}

GjReport *
gj_property_report (guint round, GRand *rand)
{
  GjReport *report =
      gj_sample_new (round % 3 == 2 ? GJ_EDITION_2019 : GJ_EDITION_2021, round % 3 == 2 || round % 6 == 1);
  gj_sample_randomize (report, rand);
  return report;
}

GjReport *
gj_property_read_pages (GjDocument *doc)
{
  g_autoptr (GError) error = NULL;
  return gj_normalize (doc, &error);
}

GjReport *
gj_property_read_text (const char *text)
{
  g_autoptr (GjDocument) doc = gj_document_new ();
  GjPage *page = gj_text_file_read ((const guint8 *) text, strlen (text), NULL);
  assert_non_null (page);
  g_ptr_array_add (doc->pages, page);
  doc->n_pages = 1;
  return gj_property_read_pages (doc);
}

static gboolean
differs (const GjReport *printed, const GjReport *read, guint i)
{
  const GjCell *a = &printed->cells[i], *b = &read->cells[i];
  if (gj_report_has_slot (printed, i) != gj_report_has_slot (read, i))
    return TRUE;
  return gj_report_has_slot (printed, i) &&
         (a->has_value != b->has_value || (a->has_value && strcmp (a->value.text, b->value.text) != 0));
}

guint
gj_property_differences (const GjReport *printed, const GjReport *read, const char **first)
{
  guint n = 0;
  *first = "the form";
  if (printed->form != read->form)
    return 1;
  for (guint i = 0; i < printed->form->slots->len; i++)
    if (differs (printed, read, i) && n++ == 0)
      *first = g_array_index (printed->form->slots, GjSlot, i).pointer;
  return n;
}

char *
gj_property_describe (const GjReport *printed, const GjReport *read)
{
  GString *s = g_string_new (NULL);
  guint passed, failed, skipped, shown = 0;
  if (read == NULL)
    return g_string_free (g_string_append (s, "not a report"), FALSE);
  gj_report_count_checks (read, &passed, &failed, &skipped);
  g_string_append_printf (s, "form %s%s, status %d, checks %u/%u/%u, tables %d%d%d, %u sections\n", read->form->id,
                          read->undivided ? " undivided" : "", gj_report_status (read), passed, failed, skipped,
                          read->table_found[0], read->table_found[1], read->table_found[2], read->sections->len);
  for (guint i = 0; i < read->form->slots->len && printed->form == read->form; i++) {
    const GjCell *c = &read->cells[i];
    guint flags = gj_report_has_slot (read, i) ? c->flags : 0;
    if ((!differs (printed, read, i) && flags == 0) || shown++ >= 12)
      continue;
    g_string_append_printf (s, "  %s: printed %s, read %s, flags", g_array_index (read->form->slots, GjSlot, i).pointer,
                            printed->cells[i].has_value ? printed->cells[i].value.text : "null",
                            c->has_value ? c->value.text : "null");
    for (guint bit = 0; bit < GJ_N_FLAGS; bit++)
      if (flags & (1u << bit))
        g_string_append_printf (s, " %s", gj_flag_name (bit));
    g_string_append_c (s, '\n');
  }
  return g_string_free (s, FALSE);
}

void
gj_property_dump (const GjDocument *doc)
{
  if (g_getenv ("GOUJI_DUMP") == NULL)
    return;
  for (guint p = 0; p < doc->pages->len; p++) {
    const GjPage *page = doc->pages->pdata[p];
    for (guint i = 0; i < page->lines->len; i++)
      print_message ("p%u y%.0f %s\n", page->number, ((GjLine *) page->lines->pdata[i])->box.y0,
                     ((GjLine *) page->lines->pdata[i])->text);
    for (guint g = 0; g < page->grids->len; g++) {
      const GjGrid *grid = page->grids->pdata[g];
      print_message ("p%u grid %u×%u at y%.0f–%.0f\n", page->number, grid->n_rows, grid->n_cols, grid->box.y0,
                     grid->box.y1);
      for (guint i = 0; i < grid->cells->len; i++) {
        const GjGridCell *c = &g_array_index (grid->cells, GjGridCell, i);
        print_message ("  %u,%u +%u+%u “%s”\n", c->row, c->col, c->row_span, c->col_span, c->text);
      }
    }
  }
}
