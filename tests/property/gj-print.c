/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/property/gj-print.h"

#include "page/gj-char.h"

#include <string.h>

#define PAD 3.0
#define MAX_ROWS 64

typedef struct {
  GjDocument *doc;
  GjPage *page;
  double y, left, right;
  const GjStyle *style;
  GRand *rand;
} Printer;

/* A part of a row on one page: a page break may go through it. */
typedef struct {
  guint row, page, part, n_parts; /* page: index in the document */
  double y0, y1;
  gboolean continued, continues; /* the table's first on its page though not its first; its last though not its last */
} Band;

static double
bottom_of (const GjStyle *style)
{
  return style->height - style->margin;
}

static double
char_width (gunichar ch, double size)
{
  return (ch < 0x80 ? 0.5 : 1) * size;
}

static double
text_width (const char *text, double size)
{
  double w = 0;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    w += char_width (g_utf8_get_char (p), size);
  return w;
}

static void
print_line (GjPage *page, const char *text, double x, double y, double size)
{
  gboolean space = FALSE;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar ch = g_utf8_get_char (p);
    double w = char_width (ch, size);
    if (!gj_char_is_space (ch))
      gj_page_add_glyph (page, ch, (GjBox){ x, y, x + w, y + size }, 100, space);
    space = gj_char_is_space (ch);
    x += w;
  }
}

static void
furnish (Printer *p)
{
  const GjStyle *style = p->style;
  if (style->page_numbers) {
    g_autofree char *number = g_strdup_printf ("- %u -", p->doc->pages->len);
    print_line (p->page, number, style->width / 2 - 10, style->height - 30, 9);
  }
  if (style->running_header)
    print_line (p->page, "棠阳区教育局", style->margin, 22, 9);
}

static void
new_page (Printer *p)
{
  const GjStyle *style = p->style;
  double shift = style->shifted_pages ? g_rand_double_range (p->rand, -12, 12) : 0;
  p->page = gj_page_new (p->doc->pages->len + 1, style->width, style->height, GJ_SOURCE_TEXT_LAYER);
  g_ptr_array_add (p->doc->pages, p->page);
  p->doc->n_pages = p->doc->pages->len;
  p->y = style->margin;
  p->left = style->margin + shift;
  p->right = style->width - style->margin + shift;
  furnish (p);
}

/* Lines of at most @width; @ragged lines may end anywhere before. */
static GPtrArray *
wrap (const char *text, double width, double size, gboolean ragged, GRand *rand)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  GString *s = g_string_new (NULL);
  double w = 0;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    double cw = char_width (g_utf8_get_char (p), size);
    gboolean early = ragged && s->len > 3 && g_rand_int_range (rand, 0, 9) == 0;
    if (s->len > 0 && (w + cw > width || early)) {
      g_ptr_array_add (lines, g_strdup (s->str));
      g_string_truncate (s, 0);
      w = 0;
    }
    g_string_append_unichar (s, g_utf8_get_char (p));
    w += cw;
  }
  if (s->len > 0)
    g_ptr_array_add (lines, g_strdup (s->str));
  g_string_free (s, TRUE);
  return lines;
}

static void
print_paragraph (Printer *p, const char *text, double size, gboolean indent)
{
  double pitch = size * 1.6;
  g_autofree char *set = indent ? g_strconcat ("\u3000\u3000", text, NULL) : g_strdup (text);
  g_autoptr (GPtrArray) lines = wrap (set, p->style->width - 2 * p->style->margin, size, FALSE, p->rand);
  for (guint i = 0; i < lines->len; i++) {
    if (p->y + pitch > bottom_of (p->style))
      new_page (p);
    print_line (p->page, lines->pdata[i], p->style->margin, p->y, size);
    p->y += pitch;
  }
}

/* ---- tables ---- */

typedef struct {
  Printer *p;
  const GjSetTable *t;
  double x[21], height[MAX_ROWS], lh;
  GPtrArray **lines;         /* of every cell */
  guint row_lines[MAX_ROWS]; /* most lines of a label in the row, 0 if it must stay whole */
  GArray *bands;
} Setting;

static void
measure (Setting *s)
{
  const GjStyle *style = s->p->style;
  double width = s->p->style->width - 2 * s->p->style->margin;
  gboolean figures[MAX_ROWS] = { FALSE };
  s->lh = style->size * style->leading;
  s->x[0] = 0;
  for (guint c = 0; c < s->t->n_cols; c++)
    s->x[c + 1] = s->x[c] + s->t->share[c] * width;
  for (guint r = 0; r < s->t->n_rows; r++)
    s->height[r] = s->lh + 2 * PAD;
  for (guint i = 0; i < s->t->cells->len; i++) {
    const GjSetCell *c = &g_array_index (s->t->cells, GjSetCell, i);
    double room = s->x[c->col + c->col_span] - s->x[c->col] - 2 * PAD;
    s->lines[i] = wrap (c->text, MAX (room, style->size), style->size,
                        style->ragged && !c->value && room > 3 * style->size, s->p->rand);
    if (c->row_span == 1) {
      s->height[c->row] = MAX (s->height[c->row], s->lines[i]->len * s->lh + 2 * PAD);
      if (!c->value)
        s->row_lines[c->row] = MAX (s->row_lines[c->row], s->lines[i]->len);
    }
  }
  for (guint i = 0; i < s->t->cells->len; i++) {
    const GjSetCell *c = &g_array_index (s->t->cells, GjSetCell, i);
    if (c->value && s->lines[i]->len > 1)
      s->row_lines[c->row] = 0;
    figures[c->row] |= c->value;
    double have = 0, need = s->lines[i]->len * s->lh + 2 * PAD;
    for (guint r = c->row; r < c->row + c->row_span; r++)
      have += s->height[r];
    for (guint r = c->row; r < c->row + c->row_span && have < need; r++)
      s->height[r] += (need - have) / c->row_span;
  }
  for (guint r = 0; r < s->t->n_rows; r++) /* header rows stay whole */
    if (!figures[r])
      s->row_lines[r] = 0;
}

static void
add_band (Setting *s, guint row, guint part, guint n_parts, double height)
{
  Band b = { row, s->p->doc->pages->len - 1, part, n_parts, s->p->y, s->p->y + height, FALSE, FALSE };
  g_array_append_val (s->bands, b);
  s->p->y += height;
}

static void
break_page (Setting *s)
{
  if (s->bands->len > 0)
    g_array_index (s->bands, Band, s->bands->len - 1).continues = TRUE;
  new_page (s->p);
}

/* Places rows [first, end): over pages where they do not fit, through a row where the style allows it. */
static void
place_rows (Setting *s, guint first, guint end)
{
  const GjStyle *style = s->p->style;
  for (guint r = first; r < end; r++) {
    double room = bottom_of (style) - s->p->y;
    guint n = s->row_lines[r], k = room > 2 * PAD ? (guint) ((room - 2 * PAD) / s->lh) : 0;
    if (s->height[r] <= room) {
      add_band (s, r, 0, 1, s->height[r]);
      continue;
    }
    gboolean split = style->split_rows && r >= s->t->n_header_rows && n >= 2 && k >= 1 && s->bands->len > 0;
    k = MIN (k, n - 1);
    if (split)
      add_band (s, r, 0, 2, k * s->lh + 2 * PAD);
    break_page (s);
    guint at = s->bands->len;
    if (style->repeat_headers)
      for (guint h = 0; h < s->t->n_header_rows; h++)
        add_band (s, h, 0, 1, s->height[h]);
    add_band (s, r, split, split ? 2 : 1, split ? (n - k) * s->lh + 2 * PAD : s->height[r]);
    if (at < s->bands->len && at > 0)
      g_array_index (s->bands, Band, at).continued = TRUE;
  }
}

static void
rule (Setting *s, GjPage *page, gboolean horizontal, double pos, double from, double to)
{
  GjRule r = { horizontal, pos, from, to };
  if (s->p->style->lost_rules == 0 || g_rand_double (s->p->rand) >= s->p->style->lost_rules)
    g_array_append_val (page->rules, r);
}

static void
draw_frame (Setting *s, const Band *first, const Band *last, double x0, double x1, double left)
{
  GjPage *page = s->p->doc->pages->pdata[first->page];
  const GjStyle *style = s->p->style;
  gboolean header = first->row < s->t->n_header_rows, three = style->ruling == GJ_RULES_THREE;
  if (style->ruling == GJ_RULES_NONE || (style->ruling == GJ_RULES_HEADER && !header))
    return;
  if (!(style->open_breaks && first->continued) && !(three && first->row > 0))
    rule (s, page, TRUE, first->y0, left + x0, left + x1);
  if (!(style->open_breaks && last->continues) && !(three && !header && last->row + 1 < s->t->n_rows))
    rule (s, page, TRUE, last->y1, left + x0, left + x1);
  if (style->ruling == GJ_RULES_FULL || style->ruling == GJ_RULES_HEADER) {
    rule (s, page, FALSE, left + x0, first->y0, last->y1);
    rule (s, page, FALSE, left + x1, first->y0, last->y1);
  }
}

/* Prints lines [from, end) of cell @i in the middle of the box. */
static void
draw_lines (Setting *s, guint i, guint from, guint end, const Band *first, const Band *last, double left)
{
  const GjSetCell *c = &g_array_index (s->t->cells, GjSetCell, i);
  GjPage *page = s->p->doc->pages->pdata[first->page];
  double size = s->p->style->size, x0 = left + s->x[c->col], x1 = left + s->x[c->col + c->col_span];
  double room = last->y1 - first->y0 - 2 * PAD, pitch = s->lh;
  if (end <= from)
    return;
  if ((end - from) * pitch > room)
    pitch = room / (end - from);
  double y = (first->y0 + last->y1) / 2 - (end - from) * pitch / 2 + (pitch - size) / 2;
  for (guint k = from; k < end; k++, y += pitch) {
    const char *text = s->lines[i]->pdata[k];
    double w = text_width (text, size), x = (x0 + x1 - w) / 2;
    if (c->value ? s->p->style->right_aligned : c->col + c->col_span <= s->t->n_label_cols)
      x = c->value ? x1 - PAD - w : x0 + PAD;
    print_line (page, text, MAX (x, x0 + 0.5), y, size);
  }
}

/* How many of @left lines of cell @i go to this piece of it, the @index-th of its pieces. */
static guint
share_lines (const Setting *s, guint i, guint left, const Band *first, const Band *last, gboolean is_last)
{
  const GjSetCell *c = &g_array_index (s->t->cells, GjSetCell, i);
  guint fit = (guint) ((last->y1 - first->y0 - 2 * PAD) / s->lh + 0.01);
  if (is_last)
    return left;
  if (c->value)
    return s->p->style->values_below ? 0 : left;
  return MIN (left, fit);
}

static void
draw_cell (Setting *s, guint i, const double *lefts)
{
  const GjSetCell *c = &g_array_index (s->t->cells, GjSetCell, i);
  guint done = 0, n = s->lines[i]->len;
  gboolean header = c->row < s->t->n_header_rows;
  for (guint b = 0; b < s->bands->len;) {
    const Band *first = &g_array_index (s->bands, Band, b);
    if (first->row < c->row || first->row >= c->row + c->row_span) {
      b++;
      continue;
    }
    guint e = b; /* what of it stands on this page */
    while (e + 1 < s->bands->len && g_array_index (s->bands, Band, e + 1).page == first->page &&
           g_array_index (s->bands, Band, e + 1).row < c->row + c->row_span &&
           g_array_index (s->bands, Band, e + 1).row >= c->row)
      e++;
    const Band *last = &g_array_index (s->bands, Band, e);
    double left = lefts[first->page];
    draw_frame (s, first, last, s->x[c->col], s->x[c->col + c->col_span], left);
    gboolean is_last = last->row == c->row + c->row_span - 1 && last->part + 1 == last->n_parts;
    if (header)
      draw_lines (s, i, 0, n, first, last, left);
    else if (s->p->style->repeat_groups && c->row_span > 1)
      draw_lines (s, i, 0, n, first, last, left);
    else {
      guint take = share_lines (s, i, n - done, first, last, is_last);
      draw_lines (s, i, done, done + take, first, last, left);
      done += take;
    }
    b = e + 1;
  }
}

static void
print_table (Printer *p, const GjSetTable *t)
{
  Setting s = { .p = p, .t = t };
  double header = 0;
  s.lines = g_new0 (GPtrArray *, t->cells->len);
  s.bands = g_array_new (FALSE, TRUE, sizeof (Band));
  measure (&s);
  for (guint r = 0; r <= MIN (t->n_header_rows, t->n_rows - 1); r++)
    header += s.height[r];
  if (p->y + header > bottom_of (p->style))
    new_page (p);
  g_autofree double *lefts = g_new0 (double, 200);
  lefts[p->doc->pages->len - 1] = p->left;
  guint first_page = p->doc->pages->len;
  place_rows (&s, 0, t->n_rows);
  for (guint k = first_page; k < p->doc->pages->len; k++) /* every later page has its own left edge */
    lefts[k] = k + 1 == p->doc->pages->len ? p->left : p->style->margin;
  for (guint i = 0; i < t->cells->len; i++)
    draw_cell (&s, i, lefts);
  for (guint i = 0; i < t->cells->len; i++)
    g_ptr_array_unref (s.lines[i]);
  g_free (s.lines);
  g_array_unref (s.bands);
  p->y += 12;
}

GjDocument *
gj_print_report (const GjReport *report, const GjStyle *style, GRand *rand, int dropped)
{
  Printer p = { .doc = gj_document_new (), .style = style, .rand = rand };
  new_page (&p);
  print_paragraph (&p, "棠阳区教育局2023年政府信息公开工作年度报告", 17, FALSE);
  for (guint i = 0; i < GJ_N_SECTIONS; i++) {
    const GjFormSection *section = &gj_form_sections[i];
    g_auto (GStrv) wordings = g_strsplit (section->labels, "|", 2);
    g_autofree char *heading = g_strconcat (section->numeral, wordings[0], NULL);
    print_paragraph (&p, heading, 13, TRUE);
    if (i >= 1 && i <= 3) {
      g_autoptr (GjSetTable) table = gj_set_table_new (report, i - 1, style, rand, dropped);
      print_table (&p, table);
      continue;
    }
    for (int k = g_rand_int_range (rand, 1, 4); k > 0; k--) {
      g_autofree char *prose = gj_print_prose (rand);
      print_paragraph (&p, prose, 12, TRUE);
    }
  }
  for (guint i = 0; i < p.doc->pages->len; i++)
    gj_page_build_grids (p.doc->pages->pdata[i]);
  return p.doc;
}
