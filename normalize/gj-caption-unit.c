/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-caption-unit.h"

#include "normalize/forms/gj-form.h"
#include "page/gj-char.h"

#include <string.h>

/* What the texts seen so far say about @unit. */
typedef struct {
  const char *unit;
  gboolean printed; /* itself, by something */
  gboolean other;   /* another amount of money, as a unit */
} Said;

static void
listen (Said *said, const char *printed)
{
  if (printed == NULL)
    return;
  g_autofree char *text = gj_str_simplify (printed);
  if (strstr (text, said->unit) != NULL)
    said->printed = TRUE;
  else if (strstr (text, "单位") != NULL && strstr (text, "元") != NULL)
    said->other = TRUE;
}

static void
listen_to_tables (Said *said, const GjDocument *doc)
{
  for (guint p = 0; p < doc->pages->len; p++) {
    const GjPage *page = g_ptr_array_index (doc->pages, p);
    for (guint g = 0; g < page->grids->len; g++) {
      const GjGrid *grid = g_ptr_array_index (page->grids, g);
      for (guint i = 0; i < grid->cells->len; i++)
        listen (said, g_array_index (grid->cells, GjGridCell, i).text);
    }
  }
}

#define MOST_WHOLE 4 /* digits of an amount that are sure without a point */

/* Hundreds of millions without a point: of 251.160 whose point touches a digit both readers of a scan see 251160. */
static gboolean
may_lack_point (const GjCell *cell)
{
  gsize digits = cell->source == GJ_SOURCE_OCR ? strspn (cell->raw, "0123456789") : 0;
  return digits > MOST_WHOLE && cell->raw[digits] == '\0';
}

void
gj_caption_unit_check (GjReport *report, const GjDocument *doc)
{
  for (guint i = 0; i < report->form->slots->len; i++) {
    GjCell *cell = &report->cells[i];
    Said said = { .unit = gj_form_unit (report->form, g_array_index (report->form->slots, GjSlot, i).col) };
    if (said.unit == NULL || !cell->has_value || cell->value.scaled == 0 || (cell->flags & GJ_FLAG_ANNOTATED) != 0)
      continue;
    cell->flags |= may_lack_point (cell) ? GJ_FLAG_DOUBTFUL : 0;
    listen_to_tables (&said, doc);
    if (said.printed)
      continue;
    for (guint k = 0; k < report->sections->len; k++) {
      const GjSection *section = g_ptr_array_index (report->sections, k);
      for (guint p = 0; strcmp (gj_form_sections[section->id].id, "disclosure") == 0 && p < section->paragraphs->len;
           p++)
        if (g_utf8_strlen (g_ptr_array_index (section->paragraphs, p), -1) <= 20) /* a caption, no prose */
          listen (&said, g_ptr_array_index (section->paragraphs, p));
    }
    if (said.other && !said.printed)
      cell->flags |= GJ_FLAG_DOUBTFUL;
  }
}
