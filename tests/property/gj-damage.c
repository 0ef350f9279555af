/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/property/gj-damage.h"

#include "normalize/gj-label.h"
#include "normalize/gj-rows.h"
#include "page/gj-char.h"

#include <string.h>

#define MARKS " \t|\n,\""

/* How long the marks at the start of @text are; tags are marks, too. */
static gsize
span_marks (const char *text)
{
  gsize n = strspn (text, MARKS);
  while (text[n] == '<' && strchr (text + n, '>') != NULL) {
    n = (gsize) (strchr (text + n, '>') - text) + 1;
    n += strspn (text + n, MARKS);
  }
  return n;
}

/* A text in pieces: marks, words, marks, …, words, marks. */
static GPtrArray *
pieces_of (const char *text)
{
  GPtrArray *out = g_ptr_array_new_with_free_func (g_free);
  while (TRUE) {
    gsize n = span_marks (text), m = strcspn (text + n, MARKS "<");
    g_ptr_array_add (out, g_strndup (text, n));
    if (m == 0)
      return out;
    g_ptr_array_add (out, g_strndup (text + n, m));
    text += n + m;
  }
}

static char *
text_of (GPtrArray *pieces)
{
  GString *s = g_string_new (NULL);
  for (guint i = 0; i < pieces->len; i++)
    g_string_append (s, pieces->pdata[i]);
  return g_string_free (s, FALSE);
}

/* Labels and marks of headings, not figures. */
static gboolean
is_words (const char *piece)
{
  if (piece[0] == '#')
    return TRUE;
  for (const char *p = piece; *p != '\0'; p = g_utf8_next_char (p))
    if (gj_char_is_ideograph (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

static gboolean
is_figure (const char *piece)
{
  return g_ascii_isdigit (piece[0]) && !is_words (piece);
}

static void
set (GPtrArray *pieces, guint i, char *piece)
{
  g_free (pieces->pdata[i]);
  pieces->pdata[i] = piece;
}

/* Words @i go, and the marks behind them. */
static void
lose (GPtrArray *pieces, guint i)
{
  g_ptr_array_remove_range (pieces, i, 2);
}

static void
exchange (GPtrArray *pieces, guint i, guint k)
{
  char *piece = pieces->pdata[i];
  pieces->pdata[i] = pieces->pdata[k];
  pieces->pdata[k] = piece;
}

/* The words from @first on, up to @end (out), that lie between two line ends around @i. */
static guint
line_around (GPtrArray *pieces, guint i, guint *end)
{
  guint first = i;
  while (first > 1 && strchr (pieces->pdata[first - 1], '\n') == NULL)
    first -= 2;
  for (*end = i + 2; *end < pieces->len && strchr (pieces->pdata[*end - 1], '\n') == NULL; *end += 2)
    ;
  return first;
}

/* The same for a row: its label, and all that is none up to the next. */
static guint
row_around (GPtrArray *pieces, guint i, guint *end)
{
  guint first = i;
  while (first > 1 && !is_words (pieces->pdata[first]))
    first -= 2;
  for (*end = i + 2; *end < pieces->len && !is_words (pieces->pdata[*end]); *end += 2)
    ;
  return first;
}

/* [@first, @end) and what is behind it up to @last change places. */
static void
exchange_runs (GPtrArray *pieces, guint first, guint end, guint last)
{
  for (guint n = last - end; n > 0; n--)
    g_ptr_array_insert (pieces, (gint) first, g_ptr_array_steal_index (pieces, last - 1));
}

static void
insert_copies (GPtrArray *pieces, guint first, guint end)
{
  for (guint n = end - first, k = 0; k < n; k++)
    g_ptr_array_insert (pieces, (gint) (end + k), g_strdup (pieces->pdata[first + k]));
}

/* Tears words @i in two. */
static void
tear (GPtrArray *pieces, guint i, const char *mark, GRand *rand)
{
  char *piece = pieces->pdata[i];
  glong n = g_utf8_strlen (piece, -1);
  if (n < 2)
    return;
  char *at = g_utf8_offset_to_pointer (piece, g_rand_int_range (rand, 1, (gint32) n));
  g_ptr_array_insert (pieces, (gint) i + 1, g_strdup (mark));
  g_ptr_array_insert (pieces, (gint) i + 2, g_strdup (at));
  *at = '\0';
}

static void
widen (GPtrArray *pieces, guint i, GRand *rand)
{
  GString *s = g_string_new (NULL);
  for (const char *p = pieces->pdata[i]; *p != '\0'; p = g_utf8_next_char (p))
    if (g_ascii_isdigit (*p) && g_rand_boolean (rand))
      g_string_append_unichar (s, 0xFF10 + (gunichar) (*p - '0'));
    else
      g_string_append_unichar (s, g_utf8_get_char (p));
  set (pieces, i, g_string_free (s, FALSE));
}

static void
disguise (GPtrArray *pieces, guint i)
{
  g_autoptr (GString) s = g_string_new (pieces->pdata[i]);
  g_string_replace (s, "0", "O", 1);
  g_string_replace (s, "1", "l", 1);
  set (pieces, i, g_strdup (s->str));
}

typedef enum {
  JOIN,
  TEAR,
  LOSE_CELL,
  BLANK_CELL,
  MOVE_UP,
  MOVE_DOWN,
  EXCHANGE_CELLS,
  DOUBLE_CELL,
  WIDEN,
  DISGUISE,
  REMARK,
  LOSE_LINE,
  EXCHANGE_LINES,
  DOUBLE_LINE,
  JOIN_LINES,
  LOSE_ROW,
  LOSE_FIGURES,
  LOSE_LABEL,
  SHIFT_LEFT,
  SHIFT_RIGHT,
  EXCHANGE_LABELS,
  EXCHANGE_FIGURES,
  EXCHANGE_FAR_LABELS,
  LOSE_MANY,
  LOSE_HEADINGS,
  N_DAMAGES
} Damage;
static const char *const damage_names[N_DAMAGES] = {
  "cells run together",
  "cell torn",
  "cell lost",
  "cell blanked",
  "cell in the line before",
  "cell in the next",
  "cells exchanged",
  "cell doubled",
  "wide digits",
  "letters for digits",
  "other marks",
  "line lost",
  "lines exchanged",
  "line doubled",
  "lines run together",
  "row lost",
  "figures of row lost",
  "label lost",
  "row shifted left",
  "row shifted right",
  "labels exchanged",
  "figures exchanged",
  "far labels exchanged",
  "many cells lost",
  "headings lost",
};

/* What is done to a cell. */
static void
damage_cell (GPtrArray *pieces, guint i, Damage damage, gboolean bars, GRand *rand)
{
  static const char *const marks[] = { " ", "\t", "\n", "|", " | ", "  ", ",", "</td></tr><tr><td>" };
  const char *mark = marks[g_rand_int_range (rand, 0, G_N_ELEMENTS (marks))];
  if (!bars && strchr (mark, '|') != NULL) /* a bar in a text without others may be anything: a blank cell, too */
    mark = " ";
  if (damage == JOIN)
    set (pieces, i + 1, g_strdup (""));
  else if (damage == TEAR)
    tear (pieces, i, g_rand_boolean (rand) ? pieces->pdata[i + 1] : mark, rand);
  else if (damage == LOSE_CELL)
    lose (pieces, i);
  else if (damage == BLANK_CELL)
    set (pieces, i, g_strdup (""));
  else if (damage == MOVE_UP && i > 3)
    exchange_runs (pieces, i - 1, i, i + 1);
  else if (damage == MOVE_DOWN)
    exchange_runs (pieces, i, i + 1, i + 2);
  else if (damage == EXCHANGE_CELLS &&
           is_figure (pieces->pdata[i])) /* labels of columns: gj_damage_exchange_columns() */
    exchange (pieces, i, i + 2);
  else if (damage == DOUBLE_CELL)
    insert_copies (pieces, i, i + 2);
  else if (damage == WIDEN)
    widen (pieces, i, rand);
  else if (damage == DISGUISE)
    disguise (pieces, i);
  else if (damage == REMARK)
    set (pieces, i + 1, g_strdup (mark));
}

static gboolean
has_figure (GPtrArray *pieces, guint first, guint end)
{
  for (guint i = first; i < end; i += 2)
    if (is_figure (pieces->pdata[i]))
      return TRUE;
  return FALSE;
}

static void
damage_line (GPtrArray *pieces, guint i, Damage damage)
{
  guint end, last, first = line_around (pieces, i, &end);
  line_around (pieces, MIN (end, pieces->len - 2), &last);
  if (damage == LOSE_LINE)
    g_ptr_array_remove_range (pieces, first, end - first);
  else if (damage == EXCHANGE_LINES && last > end &&
           (has_figure (pieces, first, end) || has_figure (pieces, end, last)))
    exchange_runs (pieces, first, end, last);
  else if (damage == DOUBLE_LINE &&
           strchr (pieces->pdata[first - 1], '<') == NULL) /* a line of HTML without its tags is in no table */
    insert_copies (pieces, first, end);
  else if (damage == JOIN_LINES)
    set (pieces, end - 1, g_strdup (pieces->pdata[i + 1]));
}

/* The row of @form that @words name, or -1. */
static int
row_named (const GjForm *form, const char *words)
{
  GjLabel label = gj_label_make (words);
  for (guint t = 0; t < GJ_N_TABLES; t++) {
    double best, second;
    int item = gj_row_match_best (form, t, &label, FALSE, &best, &second);
    if (item >= 0 && best > 0.95)
      return item;
  }
  return -1;
}

/* The figures of two rows become each other's. */
static void
exchange_rows (GjReport *report, const char *a, const char *b)
{
  const GjForm *form = report->form;
  int row[2] = { row_named (form, a), row_named (form, b) };
  for (guint k = 0; k < 2; k++)
    for (guint i = 0; i < form->n_items && row[k] >= 0 && report->undivided; i++)
      if (form->items[i].kind == GJ_KIND_UNDIVIDED && form->items[i].parent == row[k])
        row[k] = (int) i;
  for (guint c = 0; c < form->n_items && row[0] >= 0 && row[1] >= 0 && row[0] != row[1]; c++) {
    int p = form->items[c].type == GJ_ITEM_COLUMN ? gj_form_slot (form, row[0], (int) c) : -1;
    for (guint d = 0; d < form->n_items && p >= 0; d++) { /* in table 二 blocks have columns of their own */
      int q = form->items[d].type == GJ_ITEM_COLUMN ? gj_form_slot (form, row[1], (int) d) : -1;
      if (q < 0 || (c != d && (strcmp (form->items[c].labels, form->items[d].labels) != 0 ||
                               form->items[c].parent != form->items[d].parent)))
        continue;
      GjCell cell = report->cells[p];
      report->cells[p] = report->cells[q];
      report->cells[q] = cell;
    }
  }
}

static void
exchange_figures (GPtrArray *pieces, guint first, guint end)
{
  guint last;
  row_around (pieces, MIN (end, pieces->len - 2), &last);
  for (guint a = first + 2, b = end + 2; a < end && b < last; a += 2, b += 2)
    exchange (pieces, a, b);
}

static void
damage_row (GPtrArray *pieces, guint i, Damage damage, GRand *rand, GjReport *meant)
{
  guint end, first = row_around (pieces, i, &end), far = end;
  for (int k = g_rand_int_range (rand, 0, damage == EXCHANGE_FAR_LABELS ? 12 : 1); k > 0 && far + 2 < pieces->len; k--)
    row_around (pieces, far, &far);
  if (damage >= EXCHANGE_LABELS && damage <= EXCHANGE_FAR_LABELS) /* the words of headers mean other things */
    far = far < pieces->len && row_named (meant->form, pieces->pdata[first]) >= 0 &&
                  row_named (meant->form, pieces->pdata[far]) >= 0
              ? far
              : pieces->len;
  if (damage == LOSE_ROW)
    g_ptr_array_remove_range (pieces, first, end - first);
  else if (damage == LOSE_FIGURES && end > first + 2)
    g_ptr_array_remove_range (pieces, first + 1, end - first - 2);
  else if (damage == LOSE_LABEL)
    lose (pieces, first);
  else if (damage == SHIFT_LEFT && end > first + 2)
    lose (pieces, first + 2);
  else if (damage == SHIFT_RIGHT && end > first + 2) /* the last falls out */
    for (guint k = end - 2; k >= first + 2; k -= 2)
      set (pieces, k, k > first + 2 ? g_strdup (pieces->pdata[k - 2]) : g_strdup ("0"));
  else if ((damage == EXCHANGE_LABELS || damage == EXCHANGE_FAR_LABELS) && far < pieces->len) {
    exchange_rows (meant, pieces->pdata[first], pieces->pdata[far]);
    exchange (pieces, first, far);
  } else if (damage == EXCHANGE_FIGURES && far < pieces->len) {
    exchange_rows (meant, pieces->pdata[first], pieces->pdata[end]);
    exchange_figures (pieces, first, end);
  } else if (damage == LOSE_MANY)
    for (int n = g_rand_int_range (rand, 2, 20); n > 0 && i + 2 < pieces->len; n--)
      lose (pieces, i);
}

/* Whether words @i are the heading of a section, its whole line. */
static gboolean
is_heading (const char *piece, guint section)
{
  g_auto (GStrv) wordings = g_strsplit (gj_form_sections[section].labels, "|", 2);
  g_autofree char *heading = g_strconcat (gj_form_sections[section].numeral, wordings[0], NULL);
  return strcmp (piece, heading) == 0;
}

char *
gj_damage_text (const char *text, GRand *rand, GjDamage *done)
{
  g_autoptr (GPtrArray) pieces = pieces_of (text);
  guint first = 1, end = pieces->len - 2, at;
  for (guint i = 1; i + 1 < pieces->len; i += 2) {
    first = is_heading (pieces->pdata[i], 1) ? i + 2 : first;
    end = is_heading (pieces->pdata[i], 4) ? i : end;
  }
  Damage damage = (Damage) g_rand_int_range (rand, 0, N_DAMAGES);
  g_string_append_printf (done->names, "%s%s", done->names->len > 0 ? ", " : "", damage_names[damage]);
  done->blanked += damage == BLANK_CELL     ? 1
                   : damage == LOSE_FIGURES ? 3
                                            : 0; /* in table 二 a label alone is a row of blanks */
  done->lost += damage == LOSE_ROW || damage == LOSE_LINE ? 1 : damage == LOSE_MANY ? 3 : 0;
  if (first + 8 >= end)
    return text_of (pieces);
  gboolean figure = g_rand_int_range (rand, 0, 4) > 0;
  for (guint tries = 0; tries < 20; tries++) {
    at = first + 2 * (guint) g_rand_int_range (rand, 0, (gint32) (end - first) / 2 - 3);
    if (!figure || is_figure (pieces->pdata[at]))
      break;
  }
  if (damage == LOSE_HEADINGS) {
    for (guint i = pieces->len - 2; i < pieces->len; i -= 2)
      for (guint s = 1; s < 4; s++)
        if (is_heading (pieces->pdata[i], s) && g_rand_int_range (rand, 0, 3) > 0) {
          lose (pieces, i);
          break;
        }
  } else if (damage < LOSE_LINE)
    damage_cell (pieces, at, damage, strchr (text, '|') != NULL, rand);
  else if (damage < LOSE_ROW)
    damage_line (pieces, at, damage);
  else
    damage_row (pieces, at, damage, rand, done->meant);
  return text_of (pieces);
}

void
gj_damage_clear (GjDamage *damage)
{
  g_string_free (damage->names, TRUE);
  gj_report_free (damage->meant);
}

gboolean
gj_damage_explains (const GjDamage *damage, const char *text, const GjReport *read)
{
  const GjForm *form = damage->meant->form;
  guint blank = 0, lost = 0;
  int last = -1;
  if (read->form != form)
    return FALSE;
  for (guint i = 0; i < form->slots->len; i++) {
    const GjCell *a = &damage->meant->cells[i], *b = &read->cells[i];
    const GjSlot *slot = &g_array_index (form->slots, GjSlot, i);
    if (gj_report_has_slot (damage->meant, i) != gj_report_has_slot (read, i)) {
      /* （六）其他处理, undivided, without its row: its three parts look absent */
      g_autofree char *own = gj_form_label (form, slot->row, TRUE);
      if (strstr (text, own) != NULL || (gj_report_has_slot (read, i) && !(b->flags & GJ_FLAG_ABSENT)))
        return FALSE;
      if (gj_report_has_slot (damage->meant, i) && slot->row != last) {
        lost++;
        last = slot->row;
      }
      continue;
    }
    if (!gj_report_has_slot (read, i) ||
        (a->has_value == b->has_value && (!a->has_value || strcmp (a->value.text, b->value.text) == 0)))
      continue;
    g_autofree char *label = gj_form_label (form, slot->row, TRUE);
    if (!b->has_value && (b->flags & GJ_FLAG_BLANK))
      blank++;
    else if (!b->has_value && (b->flags & GJ_FLAG_ABSENT) &&
             (slot->table == GJ_TABLE_REVIEW || strstr (text, label) == NULL)) {
      lost += slot->row != last;
      last = slot->row;
    } else
      return FALSE;
  }
  return blank <= damage->blanked && lost <= damage->lost;
}

char *
gj_damage_exchange_columns (const char *text, const GjForm *form, GRand *rand, guint *table, int *a, int *b)
{
  *table = (guint) g_rand_int_range (rand, 0, GJ_N_TABLES);
  const GjFormTable *t = &form->tables[*table];
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (int));
  for (int i = (int) t->first; i < (int) t->end; i++)
    if (form->items[i].type == GJ_ITEM_COLUMN && gj_form_has_values (form, i))
      g_array_append_val (columns, i);
  *a = g_array_index (columns, int, g_rand_int_range (rand, 0, (gint32) columns->len));
  *b = g_array_index (columns, int, g_rand_int_range (rand, 0, (gint32) columns->len));
  const GjFormItem *p = &form->items[*a], *q = &form->items[*b];
  if (strcmp (p->labels, q->labels) == 0 || gj_form_block (form, *a) != gj_form_block (form, *b) ||
      (*table != 0 && p->parent != q->parent))
    return NULL;
  g_autoptr (GPtrArray) pieces = pieces_of (text);
  guint at[2] = { 0 }, group = 0;
  for (guint i = 1; i + 1 < pieces->len;
       i += 2) { /* what stands behind the heading, and behind those of its group before */
    const char *piece = pieces->pdata[i];
    if (is_heading (piece, *table + 1))
      group = 1;
    for (guint k = 0; k < 2 && group; k++) {
      int item = k == 0 ? *a : *b;
      guint before = 0, seen = 0;
      for (int c = (int) t->first; c < item; c++)
        before += form->items[c].type == GJ_ITEM_COLUMN && gj_form_has_values (form, c) &&
                  strcmp (form->items[c].labels, form->items[item].labels) == 0;
      g_auto (GStrv) labels = g_strsplit (form->items[item].labels, "|", -1);
      for (guint j = i; strcmp (piece, labels[0]) == 0 && at[k] == 0 && j > 1; j -= 2) {
        seen += j < i && strcmp (pieces->pdata[j], labels[0]) == 0;
        if (is_heading (pieces->pdata[j], *table + 1))
          break;
      }
      if (strcmp (piece, labels[0]) == 0 && at[k] == 0 && seen == before)
        at[k] = i;
    }
  }
  if (at[0] == 0 || at[1] == 0)
    return NULL;
  exchange (pieces, at[0], at[1]);
  return text_of (pieces);
}

static void
end_row (GHashTable *rows, GString *row)
{
  if (strpbrk (row->str, "0123456789") != NULL)
    g_hash_table_add (rows, g_strdup (row->str));
  g_string_truncate (row, 0);
}

/* The rows of @text with figures: words, and what is none behind them. Of marks only those between figures count, and of
 * these not how many spaces. */
static GHashTable *
rows_of (const char *text, gboolean marks)
{
  g_autoptr (GPtrArray) pieces = pieces_of (text);
  GHashTable *rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GString) row = g_string_new (NULL);
  for (guint i = 1; i + 1 < pieces->len; i += 2) {
    const char *piece = pieces->pdata[i];
    if (strstr (piece, "。") != NULL || piece[0] == '#')
      continue;
    if (is_words (piece))
      end_row (rows, row);
    for (const char *p = piece; *p != '\0'; p = g_utf8_next_char (p)) {
      int digit = gj_char_digit (g_utf8_get_char (p));
      if (digit >= 0)
        g_string_append_c (row, (char) ('0' + digit));
      else
        g_string_append_unichar (row, g_utf8_get_char (p));
    }
    for (const char *p = pieces->pdata[i + 1]; marks && *p != '\0'; p++)
      if (*p != ' ' && *p != '\n')
        g_string_append_c (row, *p);
    g_string_append_c (row, ' ');
  }
  end_row (rows, row);
  return rows;
}

static gboolean
says (const char *text, const char *print, const char *meant, gboolean marks)
{
  g_autoptr (GHashTable) here = rows_of (text, marks), own = rows_of (print, marks), before = rows_of (meant, marks);
  GHashTableIter i;
  gpointer row;
  g_hash_table_iter_init (&i, own);
  while (g_hash_table_iter_next (&i, &row, NULL))
    if (!g_hash_table_contains (before, row) && !g_hash_table_contains (here, row))
      return FALSE;
  g_hash_table_iter_init (&i, before);
  while (g_hash_table_iter_next (&i, &row, NULL))
    if (!g_hash_table_contains (own, row) && g_hash_table_contains (here, row))
      return FALSE;
  return TRUE;
}

gboolean
gj_damage_is_reading (const char *text, const char *print, const char *meant, gboolean full)
{
  return says (text, print, meant, TRUE) || (full && says (text, print, meant, FALSE));
}
