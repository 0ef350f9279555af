/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page/gj-char.h"
#include "tests/property/gj-property.h"

#include <string.h>

/*
 * A report that is wrong in one figure of table 三 or 四 is never verified, unless
 * report.md says that no relation sees it: blank totals skip their relations. Then
 * the cell is null and flagged.
 */

static gboolean
has_relations (const GjReport *report, guint slot)
{
  return g_array_index (report->form->slots, GjSlot, slot).table != GJ_TABLE_DISCLOSURE &&
         gj_report_has_slot (report, slot);
}

static guint
random_slot (const GjReport *report, GRand *rand, gboolean nonzero)
{
  for (guint tries = 0; tries < 5000; tries++) {
    guint slot = (guint) g_rand_int_range (rand, 0, (gint32) report->form->slots->len);
    if (has_relations (report, slot) && (!nonzero || report->cells[slot].value.scaled != 0))
      return slot;
  }
  return G_MAXUINT;
}

/* Whether any relation that counts the cell can be evaluated without it. */
static gboolean
is_seen (GjReport *report, guint slot)
{
  gboolean seen = FALSE;
  gj_report_check (report);
  for (guint i = 0; i < report->checks->len; i++) {
    const GjCheck *c = &g_array_index (report->checks, GjCheck, i);
    for (guint k = 0; k < c->slots->len; k++)
      seen |= c->state >= 0 && g_array_index (c->slots, guint, k) == slot;
  }
  return seen;
}

typedef enum { CHANGED, BLANKED, N_DAMAGES } Damage;

static void
damage_cell (GjReport *report, guint slot, Damage damage, GRand *rand)
{
  gint64 old = (gint64) (report->cells[slot].value.scaled / 1000000000), new = old;
  while (new == old)
    new = g_rand_boolean (rand) ? g_rand_int_range (rand, 0, 30) : old + g_rand_int_range (rand, -1, 2) * 10;
  g_autofree char *text =
      damage == BLANKED ? g_strdup (g_rand_boolean (rand) ? "" : "/") : g_strdup_printf ("%d", (int) ABS (new));
  if (damage == CHANGED && ABS (new) == old)
    gj_sample_put (report, slot, "31001");
  else
    gj_sample_put (report, slot, text);
}

static GjReport *
print_and_read (const GjReport *report, guint round, GRand *rand, int dropped)
{
  GjStyle style = gj_style_random (rand, round % 4 == 1   ? GJ_RULES_HORIZONTAL
                                         : round % 4 == 2 ? GJ_RULES_NONE
                                                          : GJ_RULES_FULL);
  if (round % 4 == 3) {
    style.spaced_labels = FALSE;
    style.numeral_mark = ".";
    g_autofree char *text = gj_print_text (report, &style, (GjTextKind) (round / 4 % GJ_N_TEXTS), rand, dropped);
    if (g_getenv ("GOUJI_DUMP") != NULL)
      print_message ("%s", text);
    return gj_property_read_text (text);
  }
  g_autoptr (GjDocument) doc = gj_print_report (report, &style, rand, dropped);
  GjReport *read = gj_property_read_pages (doc);
  gj_property_dump (doc);
  return read;
}

static void
must_be_found (Damage damage)
{
  for (guint round = 0, rounds = gj_property_rounds (160); round < rounds; round++) {
    guint32 seed = gj_property_seed () + round;
    g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
    g_autoptr (GjReport) printed = gj_property_report (seed % 6, rand);
    guint slot = random_slot (printed, rand, damage == BLANKED);
    if (slot == G_MAXUINT)
      continue;
    damage_cell (printed, slot, damage, rand);
    gboolean seen = is_seen (printed, slot);
    g_autoptr (GjReport) read = print_and_read (printed, seed, rand, -1);
    const char *first = NULL;
    if (read == NULL || gj_report_status (read) != 0)
      continue;
    if (!seen && damage == BLANKED && (read->cells[slot].flags & GJ_FLAG_BLANK) &&
        gj_property_differences (printed, read, &first) == 0)
      continue;
    g_autofree char *text = gj_property_describe (printed, read);
    fail_msg ("GOUJI_SEED=%u GOUJI_ROUNDS=1: %s %s, but verified: %s", seed, damage == BLANKED ? "blanked" : "changed",
              g_array_index (printed->form->slots, GjSlot, slot).pointer, text);
  }
}

static void
test_changed (void **state)
{
  must_be_found (CHANGED);
}

static void
test_blanked (void **state)
{
  must_be_found (BLANKED);
}

/* The row of table 三 that @slot stands in is not printed. */
static void
drop_row (GjReport *report, int row)
{
  for (guint i = 0; i < report->form->slots->len; i++)
    if (g_array_index (report->form->slots, GjSlot, i).row == row) {
      report->cells[i].has_value = report->cells[i].found = FALSE;
      report->cells[i].flags = GJ_FLAG_ABSENT;
    }
}

static void
test_dropped (void **state)
{
  for (guint round = 0, rounds = gj_property_rounds (160); round < rounds; round++) {
    guint32 seed = gj_property_seed () + round;
    g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
    g_autoptr (GjReport) printed = gj_property_report (seed % 6, rand);
    guint slot = random_slot (printed, rand, TRUE);
    if (slot == G_MAXUINT)
      continue;
    int row = g_array_index (printed->form->slots, GjSlot, slot).row;
    if (printed->form->items[row].kind == GJ_KIND_UNDIVIDED) /* printed under the name of its parent */
      row = printed->form->items[row].parent;
    drop_row (printed, g_array_index (printed->form->slots, GjSlot, slot).row);
    gboolean seen = is_seen (printed, slot);
    g_autoptr (GjReport) read = print_and_read (printed, seed, rand, row);
    const char *first = NULL;
    if (read == NULL || gj_report_status (read) != 0)
      continue;
    if (!seen && (read->cells[slot].flags & GJ_FLAG_ABSENT) && gj_property_differences (printed, read, &first) == 0)
      continue;
    g_autofree char *text = gj_property_describe (printed, read);
    fail_msg ("GOUJI_SEED=%u GOUJI_ROUNDS=1: row of %s dropped, but verified: %s", seed,
              g_array_index (printed->form->slots, GjSlot, slot).pointer, text);
  }
}

/* Behind each figure of table 二 on @page the raised mark of a note, @size of a figure. @inside: whether the table began on an earlier page, and
 * goes on behind this one (out). Returns: how many. */
static guint
add_note_marks (GjPage *page, double size, gboolean *inside)
{
  guint n = page->glyphs->len, marks = 0;
  for (guint i = 0; i + 2 < n; i++) {
    const GjGlyph *g = &g_array_index (page->glyphs, GjGlyph, i);
    gunichar next = g[1].ch;
    double w = gj_box_width (&g->box), h = gj_box_height (&g->box);
    *inside |= g->ch == 0x7B2C && next == 0x4E8C; /* 第二 */
    *inside &= g->ch != 0x4E09 || next != 0x3001; /* 三、 */
    gboolean end = gj_char_digit (g->ch) >= 0 &&
                   (gj_char_digit (next) < 0 || g[1].box.y0 > g->box.y0 + 0.3 * h || g[1].box.x0 > g->box.x1 + 0.5 * w);
    if (*inside && end && next != '.' && next != ',' && next != 0xFF0C) {
      GjBox mark = { g->box.x1, g->box.y0 - 0.15 * h, g->box.x1 + size * w, g->box.y0 + (size - 0.15) * h };
      gj_page_add_glyph (page, '1', mark, 100, FALSE);
      marks++;
    }
  }
  return marks;
}

/* A figure and the mark of its note are not one number, in whatever kind of table. */
static void
test_note_marks (void **state)
{
  guint tried = 0, rounds = gj_property_rounds (90);
  for (guint round = 0; round < rounds; round++) {
    guint32 seed = gj_property_seed () + round;
    g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
    g_autoptr (GjReport) printed = gj_property_report (seed % 6, rand);
    GjStyle style = gj_style_random (rand, (GjRuling) (seed % 3));
    g_autoptr (GjDocument) doc = gj_print_report (printed, &style, rand, -1);
    gboolean inside = FALSE;
    double size = g_rand_double_range (rand, 0.5, 0.85);
    guint marks = 0;
    for (guint p = 0; p < doc->pages->len; p++)
      marks += add_note_marks (doc->pages->pdata[p], size, &inside);
    tried += marks > 0;
    g_autoptr (GjReport) read = gj_property_read_pages (doc);
    if (marks == 0 || read == NULL || gj_report_status (read) != 0)
      continue;
    gj_property_dump (doc);
    g_autofree char *text = gj_property_describe (printed, read);
    fail_msg ("GOUJI_SEED=%u GOUJI_ROUNDS=1: %u marks of notes, but verified: %s", seed, marks, text);
  }
  assert_true (tried * 2 >= rounds);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_changed),
    cmocka_unit_test (test_blanked),
    cmocka_unit_test (test_dropped),
    cmocka_unit_test (test_note_marks),
  };
  return cmocka_run_group_tests_name ("planted damage", tests, NULL, NULL);
}
