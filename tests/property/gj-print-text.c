/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/property/gj-print.h"

#include <string.h>

static gboolean
one_in (GRand *rand, int n)
{
  return g_rand_int_range (rand, 0, n) == 0;
}

char *
gj_print_prose (GRand *rand)
{
  static const char *const sentences[] = {
    "全年共发布信息1286条，办理答复23件。",   "工作机制进一步健全，责任进一步落实。",
    "按照条例要求，及时更新指南和目录。",     "与2022年相比增加8.5%，群众满意度稳步提升。",
    "部分栏目更新还不够及时，需要加强培训。", "下一步将加大检查力度，提高服务水平。",
  };
  GString *s = g_string_new (NULL);
  for (int n = g_rand_int_range (rand, 1, 6); n > 0; n--)
    g_string_append (s, sentences[g_rand_int_range (rand, 0, G_N_ELEMENTS (sentences))]);
  return g_string_free (s, FALSE);
}

/* The cell whose upper left corner is there, or NULL. */
static const GjSetCell *
cell_at (const GjSetTable *t, guint row, guint col)
{
  for (guint i = 0; i < t->cells->len; i++) {
    const GjSetCell *c = &g_array_index (t->cells, GjSetCell, i);
    if (c->row == row && c->col == col)
      return c;
  }
  return NULL;
}

/* A number for the words in row @row. */
static guint32
hash_of_row (const GjSetTable *t, guint row)
{
  guint32 hash = 0;
  for (guint i = 0; i < t->cells->len; i++) {
    const GjSetCell *c = &g_array_index (t->cells, GjSetCell, i);
    hash = c->row == row && !c->value && c->row_span == 1 ? hash * 31 + g_str_hash (c->text) : hash;
  }
  return hash;
}

/* One line a row; what a merged cell covers is empty. Leading empty cells may be lost, and empty ones added behind. */
static void
print_grid (GString *s, const GjSetTable *t, GjTextKind kind, GRand *rand)
{
  gboolean pipes = kind == GJ_TEXT_PIPES, extra = one_in (rand, 3), lossy = t->n_label_cols == 3 && one_in (rand, 2);
  guint32 salt = g_rand_int (rand);
  for (guint r = 0; r < t->n_rows; r++) {
    guint c = 0;
    g_autoptr (GRand) own = g_rand_new_with_seed (salt ^ hash_of_row (t, r)); /* the same whatever rows there are */
    if (lossy && r >= t->n_header_rows && one_in (own, 5))
      while (cell_at (t, r, c) == NULL && c < 2)
        c++;
    if (pipes)
      g_string_append (s, "|");
    for (guint first = c; c < t->n_cols; c++) {
      const GjSetCell *cell = cell_at (t, r, c);
      if (pipes)
        g_string_append_printf (s, " %s |", cell != NULL ? cell->text : "");
      else
        g_string_append_printf (s, "%s%s", c > first ? "\t" : "", cell != NULL ? cell->text : "");
    }
    if (extra)
      g_string_append (s, pipes ? " |" : "\t");
    g_string_append_c (s, '\n');
    if (pipes && r == 0) {
      g_string_append (s, "|");
      for (guint k = 0; k < t->n_cols; k++)
        g_string_append (s, "---|");
      g_string_append_c (s, '\n');
    }
    if (r > t->n_header_rows && one_in (own, 40)) /* a page ended here */
      g_string_append_c (s, '\n');
  }
}

/* Long words broken over lines at any point. */
static void
print_wrapped (GString *s, const char *text, gboolean ragged, GRand *rand)
{
  guint n = 0;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p), n++) {
    if (ragged && n > 1 && p[g_utf8_next_char (p) - p] != '\0' && one_in (rand, 12))
      g_string_append_c (s, '\n');
    g_string_append_unichar (s, g_utf8_get_char (p));
  }
}

/* Plain lines: the words of a row, then its figures: behind them on the line, or each on a line of its own. */
static void
print_plain (GString *s, const GjSetTable *t, GjTextKind kind, const GjStyle *style, GRand *rand)
{
  for (guint r = 0; r < t->n_rows; r++) {
    gboolean first = TRUE;
    for (guint c = 0; c < t->n_cols; c++) {
      const GjSetCell *cell = cell_at (t, r, c);
      if (cell == NULL)
        continue;
      gboolean group = cell->row_span > 1 || r < t->n_header_rows;
      gboolean own_line = kind == GJ_TEXT_CELLS || (group && !first && t->n_label_cols == 3);
      if (!first)
        g_string_append_c (s, own_line ? '\n' : ' ');
      if (cell->value || t->n_label_cols != 3)
        g_string_append (s, cell->text);
      else
        print_wrapped (s, cell->text, style->ragged, rand);
      if (group && t->n_label_cols == 3 && kind == GJ_TEXT_ROWS && !cell->value) {
        g_string_append_c (s, '\n');
        first = TRUE;
      } else
        first = FALSE;
    }
    g_string_append (s, one_in (rand, 8) ? "\n\n" : "\n");
  }
}

/* As tools print the tables of web pages: see GjTextKind. */
static void
print_piped (GString *s, const GjSetTable *t, GjTextKind kind, gboolean filled)
{
  for (guint r = 0; r < t->n_rows; r++) {
    guint n = 0;
    if (kind == GJ_TEXT_PIPED_OPENED)
      g_string_append (s, "| \n");
    for (guint c = 0; c < t->n_cols; c++) {
      const GjSetCell *cell = cell_at (t, r, c);
      if (cell == NULL)
        continue;
      n++;
      if (kind == GJ_TEXT_PIPED_ROWS)
        g_string_append_printf (s, "%s%s |", n > 1 ? " " : "", cell->text);
      else if (kind == GJ_TEXT_PIPED_OPENED)
        g_string_append_printf (s, " %s  | \n", cell->text);
      else
        g_string_append_printf (s, "%s%s|\n", cell->text, kind == GJ_TEXT_PIPED_BARS ? "\n" : " ");
    }
    if (kind == GJ_TEXT_PIPED_ROWS)
      g_string_append_c (s, ' ');
    for (guint k = n; filled && k < t->n_cols; k++)
      g_string_append_c (s, '|');
    g_string_append (s, kind == GJ_TEXT_PIPED_ROWS || (filled && n < t->n_cols) ? "\n" : "");
  }
}

static void
print_html (GString *s, const GjSetTable *t, gboolean lines)
{
  g_string_append (s, "<table border=\"1\">\n");
  for (guint r = 0; r < t->n_rows; r++) {
    g_string_append (s, lines ? "<tr>\n" : "<tr>");
    for (guint c = 0; c < t->n_cols; c++) {
      const GjSetCell *cell = cell_at (t, r, c);
      if (cell == NULL)
        continue;
      g_string_append (s, "<td");
      if (cell->row_span > 1)
        g_string_append_printf (s, " rowspan=\"%u\"", cell->row_span);
      if (cell->col_span > 1)
        g_string_append_printf (s, " colspan=\"%u\"", cell->col_span);
      g_string_append_printf (s, "> %s </td>%s", cell->text, lines ? "\n" : "");
    }
    g_string_append (s, "</tr>\n");
  }
  g_string_append (s, "</table>\n");
}

static void
print_commas (GString *s, const GjSetTable *t, gboolean quotes)
{
  for (guint r = 0; r < t->n_rows; r++)
    for (guint c = 0; c < t->n_cols; c++) {
      const GjSetCell *cell = cell_at (t, r, c);
      const char *text = cell != NULL ? cell->text : "";
      const char *mark = quotes || strpbrk (text, ",\"") != NULL ? "\"" : "";
      g_string_append_printf (s, "%s%s%s%s", mark, text, mark, c + 1 < t->n_cols ? "," : "\n");
    }
}

char *
gj_print_text (const GjReport *report, const GjStyle *style, GjTextKind kind, GRand *rand, int dropped)
{
  GString *s = g_string_new ("棠阳区教育局2023年政府信息公开工作年度报告\n\n");
  gboolean markdown = kind == GJ_TEXT_PIPES && one_in (rand, 2), filled = one_in (rand, 2);
  for (guint i = 0; i < GJ_N_SECTIONS; i++) {
    g_autoptr (GRand) own = g_rand_new_with_seed (g_rand_int (rand)); /* the same whatever other sections have */
    g_auto (GStrv) wordings = g_strsplit (gj_form_sections[i].labels, "|", 2);
    g_string_append_printf (s, "%s%s%s\n\n", markdown ? "## " : "", gj_form_sections[i].numeral, wordings[0]);
    if (i >= 1 && i <= 3) {
      g_autoptr (GjSetTable) table = gj_set_table_new (report, i - 1, style, own, dropped);
      if (kind == GJ_TEXT_PIPES || kind == GJ_TEXT_TABS)
        print_grid (s, table, kind, own);
      else if (kind == GJ_TEXT_HTML)
        print_html (s, table, filled);
      else if (kind == GJ_TEXT_COMMAS)
        print_commas (s, table, filled);
      else if (kind >= GJ_TEXT_PIPED_ROWS)
        print_piped (s, table, kind, filled);
      else
        print_plain (s, table, kind, style, own);
      g_string_append_c (s, '\n');
      continue;
    }
    for (int k = g_rand_int_range (own, 1, 4); k > 0; k--) {
      g_autofree char *prose = gj_print_prose (own);
      g_string_append_printf (s, "%s\n\n", prose);
    }
  }
  return g_string_free (s, FALSE);
}
