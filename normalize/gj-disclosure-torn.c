/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-disclosure-torn.h"

#include "normalize/gj-prose.h"
#include "page/gj-char.h"

#include <string.h>

gboolean
gj_text_starts_with_figure (const char *text)
{
  const char *p = gj_char_after_digits (text);
  return p > text && gj_char_is_ideograph (g_utf8_get_char (p));
}

gboolean
gj_row_is_cut_below (const GPtrArray *rows, guint i)
{
  const GjRow *row = rows->pdata[i], *next = i + 1 < rows->len ? rows->pdata[i + 1] : NULL;
  gboolean figures = FALSE;
  if (next == NULL || row->grid->loose || !row->last || !next->first || next->page == row->page)
    return FALSE;
  for (guint k = 0; k < next->cells->len; k++) {
    const char *text = gj_row_cell (next, k)->text;
    if (!gj_cell_is_value (text))
      return FALSE;
    figures |= text[0] != '\0';
  }
  return figures;
}

gboolean
gj_row_is_short (const GjRow *row, const GjRow *header, const GjHeader *h, const GjCandidate *c)
{
  guint blank = 0;
  for (guint k = 0; k < h->n; k++)
    blank += c->value[k] != NULL && c->value[k]->text[0] == '\0';
  return row->grid->loose && header != NULL && header->grid == row->grid && row->cells->len < header->cells->len &&
         blank > 0 && blank < h->n;
}

GPtrArray *
gj_row_cells_once (const GjRow *row, const GjRow *header)
{
  GPtrArray *out = g_ptr_array_new ();
  const gboolean alike = row->grid->loose && !row->grid->plain && header != NULL && header->grid == row->grid &&
                         header->cells->len == row->cells->len;
  for (guint i = 0; i < row->cells->len; i++) {
    const char *label = alike && i > 1 ? gj_row_cell (header, i)->text : "";
    if (label[0] == '\0' || strcmp (label, gj_row_cell (header, i - 1)->text) != 0 ||
        strcmp (gj_row_cell (row, i)->text, gj_row_cell (row, i - 1)->text) != 0)
      g_ptr_array_add (out, row->cells->pdata[i]);
  }
  return out;
}

gboolean
gj_text_is_lone_figure (const char *text)
{
  gboolean digit = FALSE;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    digit |= gj_char_digit (g_utf8_get_char (p)) >= 0;
    if (gj_char_digit (g_utf8_get_char (p)) < 0 && strchr (" \t\"',.|", *p) == NULL)
      return FALSE;
  }
  return digit;
}

gboolean
gj_row_is_torn_off (const GjRow *row, gboolean text)
{
  guint figures = 0, filled = 0;
  for (guint i = 0; i < row->cells->len; i++) {
    filled += gj_row_cell (row, i)->text[0] != '\0';
    figures += gj_text_is_lone_figure (gj_row_cell (row, i)->text);
  }
  return row->grid->loose && figures > 0 && (!text || figures == filled);
}

gboolean
gj_text_is_heading_behind_figure (const char *text)
{
  double similarity;
  gsize rest;
  const char *p = gj_char_after_digits (text);
  return p > text && *p != '\0' && gj_heading_match (p + strspn (p, "# "), 0, &similarity, &rest) >= 0;
}
