/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The page model → report. The bytes are a little language that lays pages out: it
 * knows the labels of the form, so that the matcher gets near to a report by chance.
 *
 *   0 new page (source, width, height)     3 grid (rows, columns), then its cells
 *   1 text of the form at (x, y)           4 ruling line
 *   2 digits at (x, y)                     5 cell text of the last grid
 */
#include <string.h>

#include "normalize/forms/gj-form.h"
#include "tests/fuzz/check-report.h"
#include "tests/fuzz/fuzz.h"

#define MAX_PAGES 6
#define MAX_STEPS 3000

typedef struct {
  const uint8_t *data;
  size_t left;
} Bytes;

static guint
next (Bytes *in)
{
  if (in->left == 0)
    return 0;
  in->left--;
  return *in->data++;
}

/* A label of a form, a heading, or a few words that reports have. */
static char *
phrase (Bytes *in)
{
  static const char *const words[] = {
    "某市2024年政府信息公开工作年度报告", "无", "—", "注：", "0", "2024年1月20日", "- 3 -", "目录"
  };
  guint which = next (in) | next (in) << 8;
  const GjForm *form = gj_form_get ((GjEdition) (which % GJ_N_EDITIONS));
  which /= GJ_N_EDITIONS;
  if (which % 4 == 0) {
    const GjFormSection *s = &gj_form_sections[which / 4 % GJ_N_SECTIONS];
    g_auto (GStrv) labels = g_strsplit (s->labels, "|", 2);
    return g_strdup_printf ("%s、%s", s->numeral, labels[0]);
  }
  if (which % 4 == 1)
    return g_strdup (words[which / 4 % G_N_ELEMENTS (words)]);
  return gj_form_label (form, (int) (which / 4 % form->n_items), which % 2);
}

static void
put_text (GjPage *page, const char *text, double x, double y, double size)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar ch = g_utf8_get_char (p);
    double width = ch < 0x80 ? size / 2 : size;
    if (page->glyphs->len < 5000)
      gj_page_add_glyph (page, ch, (GjBox){ x, y, x + width, y + size }, 100, FALSE);
    x += width;
  }
}

static void
put_digits (GjPage *page, Bytes *in)
{
  char text[12];
  double x = next (in) * 3, y = next (in) * 4;
  guint value = next (in);
  g_snprintf (text, sizeof text, "%u", value);
  put_text (page, text, x, y, 10);
}

static void
put_grid (GjPage *page, Bytes *in)
{
  guint rows = 1 + next (in) % 30, cols = 1 + next (in) % 14;
  double x = next (in), y = next (in) * 2, w = 10 + next (in), h = 5 + next (in) % 40;
  GjGrid *grid = gj_grid_new ((GjBox){ x, y, x + cols * w, y + rows * h }, rows, cols);
  gboolean with_text = next (in) % 2;

  grid->loose = next (in) % 4 == 0;
  for (guint r = 0; r < rows; r++)
    for (guint c = 0; c < cols; c++) {
      guint kind = next (in);
      g_autofree char *text = !with_text ? NULL : kind % 4 == 0 ? phrase (in) : g_strdup_printf ("%u", kind % 7);
      GjGridCell *cell = gj_grid_add_cell (grid, (GjBox){ x + c * w, y + r * h, x + (c + 1) * w, y + (r + 1) * h }, r,
                                           c, 1 + (kind == 255), 1 + (kind == 254), text);
      cell->reading = (GjReading) (kind >= 250 ? kind % 3 : 0);
      if (kind == 249)
        cell->alternative = g_strdup ("7");
    }
  g_ptr_array_add (page->grids, grid);
}

static void
put_rule (GjPage *page, Bytes *in)
{
  GjRule rule = { .horizontal = next (in) % 2, .pos = next (in) * 3, .from = next (in) * 2 };
  rule.to = rule.from + 1 + next (in) * 2;
  if (page->rules->len < 300)
    g_array_append_val (page->rules, rule);
}

static GjPage *
new_page (GjDocument *doc, Bytes *in)
{
  GjPage *page = gj_page_new (doc->pages->len + 1, 100 + next (in) * 4, 100 + next (in) * 4,
                              next (in) % 4 == 0 ? GJ_SOURCE_OCR : GJ_SOURCE_TEXT_LAYER);
  g_ptr_array_add (doc->pages, page);
  doc->n_pages = doc->pages->len;
  return page;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  Bytes in = { data, MIN (size, 20000) };
  g_autoptr (GjDocument) doc = gj_document_new ();
  GjPage *page = new_page (doc, &in);

  for (guint step = 0; in.left > 0 && step < MAX_STEPS; step++) {
    guint what = next (&in) % 8;
    if (what == 0 && doc->pages->len < MAX_PAGES)
      page = new_page (doc, &in);
    else if (what == 1 || what >= 5) {
      double x = next (&in) * 2, y = next (&in) * 4, height = 6 + next (&in) % 16;
      g_autofree char *text = phrase (&in);
      put_text (page, text, x, y, height);
    } else if (what == 2)
      put_digits (page, &in);
    else if (what == 3 && page->grids->len < 4)
      put_grid (page, &in);
    else if (what == 4)
      put_rule (page, &in);
  }
  fuzz_check_document (doc);
  return 0;
}
