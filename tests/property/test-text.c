/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/property/gj-damage.h"
#include "tests/property/gj-property.h"

#include <stdio.h>
#include <string.h>

/* The same for extracted text. */

/* A table of the office's own, which has rows of the form's names. */
#define OWN_TABLE                                                                                                                   \
  "\n\n单位\t行政许可\t新收\t上年结转\t予以公开\t不予公开\t结转\t总计\n行政许可\t7\t1\t1\t0\t1\t1\t2\n" \
  "合计\t7\t1\t1\t0\t1\t1\t2\n\n指标\t数\n行政处罚\t3\n行政事业性收费\t0.5\n"

static void
must_be_read (GjTextKind kind, const char *behind)
{
  for (guint round = 0, rounds = gj_property_rounds (60); round < rounds; round++) {
    guint32 seed = gj_property_seed () + round;
    g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
    g_autoptr (GjReport) printed = gj_property_report (seed % 6, rand);
    GjStyle style = gj_style_random (rand, GJ_RULES_NONE);
    style.spaced_labels = FALSE; /* a space is what parts cells there */
    style.numeral_mark = ".";
    g_autofree char *report = gj_print_text (printed, &style, kind, rand, -1);
    g_autofree char *text = g_strconcat (report, behind, NULL);
    g_autoptr (GjReport) read = gj_property_read_text (text);
    const char *first;
    if (read != NULL && gj_report_status (read) == 0 && gj_property_differences (printed, read, &first) == 0)
      continue;
    if (g_getenv ("GOUJI_DUMP") != NULL)
      fputs (text, stdout); /* cmocka cuts long messages */
    g_autofree char *found = gj_property_describe (printed, read);
    fail_msg ("GOUJI_SEED=%u GOUJI_ROUNDS=1, text kind %d: %s", seed, (int) kind, found);
  }
}

static void
test_pipes (void **state)
{
  must_be_read (GJ_TEXT_PIPES, "");
}

static void
test_tabs (void **state)
{
  must_be_read (GJ_TEXT_TABS, "");
}

static void
test_rows (void **state)
{
  must_be_read (GJ_TEXT_ROWS, "");
}

static void
test_cells (void **state)
{
  must_be_read (GJ_TEXT_CELLS, "");
}

static void
test_piped (void **state)
{
  for (GjTextKind kind = GJ_TEXT_PIPED_ROWS; kind < GJ_N_TEXTS; kind++)
    must_be_read (kind, "");
}

static void
test_own_tables (void **state)
{
  must_be_read (GJ_TEXT_TABS, OWN_TABLE);
}

/* One piece of @text, lines or what stands between cells, doubled, lost or added: what a bad tool does. No figure is changed. */
static char *
damaged (const char *text, GRand *rand)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint n = g_strv_length (lines), at = (guint) g_rand_int_range (rand, 0, (gint32) n - 1);
  GString *s = g_string_new (NULL);
  const int kind = g_rand_int_range (rand, 0, 5);
  for (guint i = 0; i < n; i++) {
    const char *mark = i == at ? strpbrk (lines[i], " \t|") : NULL;
    g_autofree char *all = g_strdup (lines[i]);
    for (int k = g_rand_int_range (rand, 0, 8); mark != NULL && k > 0 && strpbrk (mark + 1, " \t|") != NULL; k--)
      mark = strpbrk (mark + 1, " \t|");
    if (mark != NULL && kind == 0) /* cells run together */
      memmove (all + (mark - lines[i]), mark + 1, strlen (mark));
    else if (mark != NULL && kind == 1)
      all[mark - lines[i]] = '\n';
    else if (mark != NULL && kind == 2)
      all[mark - lines[i]] = ' ';
    g_string_append (s, all);
    g_string_append (s, i == at && kind == 3 ? " " : "\n");
    if (i == at && kind == 4)
      g_string_append_printf (s, "%s\n", all);
  }
  return g_string_free (s, FALSE);
}

/* Of a damaged text nothing that is verified is another figure than the one that was printed. */
static void
test_damage (void **state)
{
  for (guint round = 0, rounds = gj_property_rounds (150); round < rounds; round++) {
    guint32 seed = gj_property_seed () + round;
    g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
    g_autoptr (GjReport) printed = gj_property_report (seed % 6, rand);
    GjStyle style = gj_style_random (rand, GJ_RULES_NONE);
    style.spaced_labels = FALSE;
    style.numeral_mark = ".";
    GjTextKind kind = (GjTextKind) g_rand_int_range (rand, 0, GJ_N_TEXTS);
    g_autofree char *report = gj_print_text (printed, &style, kind, rand, -1);
    g_autofree char *text = damaged (report, rand);
    g_autoptr (GjReport) read = gj_property_read_text (text);
    const char *first;
    if (read == NULL || gj_report_status (read) != 0 || gj_property_differences (printed, read, &first) == 0)
      continue;
    if (g_getenv ("GOUJI_DUMP") != NULL)
      fputs (text, stdout);
    g_autofree char *found = gj_property_describe (printed, read);
    fail_msg ("GOUJI_SEED=%u GOUJI_ROUNDS=1, text kind %d: %s", seed, (int) kind, found);
  }
}

/* What @read has is not what was @meant, but what the damaged @text says. */
static gboolean
is_said (const char *text, const GjReport *read, const GjReport *meant, const GjStyle *style, GjTextKind kind,
         guint32 seed, gboolean blanked)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed), same = g_rand_new_with_seed (seed);
  g_autofree char *print = gj_print_text (read, style, kind, rand, -1);
  g_autofree char *other = gj_print_text (meant, style, kind, same, -1);
  gboolean full = TRUE;
  for (guint i = 0; i < read->form->slots->len && read->form == meant->form; i++)
    full &=
        read->cells[i].has_value || !meant->cells[i].has_value || blanked || (read->cells[i].flags & GJ_FLAG_ABSENT);
  return gj_damage_is_reading (text, print, other, full);
}

/* Of a text with several damages nothing that is verified is another figure than the one that was printed, unless the text says so and
 * nothing else. */
static void
test_damages (void **state)
{
  guint said = 0, verified = 0, other = 0;
  for (guint round = 0, rounds = gj_property_rounds (300); round < rounds; round++) {
    guint32 seed = gj_property_seed () + round, print_seed;
    g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
    g_autoptr (GjReport) printed = gj_property_report (seed % 6, rand);
    GjStyle style = gj_style_random (rand, GJ_RULES_NONE);
    style.spaced_labels = FALSE;
    style.numeral_mark = ".";
    style.aliases = FALSE; /* two prints of one row are alike */
    GjTextKind kind = (GjTextKind) g_rand_int_range (rand, 0, GJ_N_TEXTS);
    print_seed = g_rand_int (rand);
    g_autoptr (GRand) print_rand = g_rand_new_with_seed (print_seed);
    g_autofree char *text = gj_print_text (printed, &style, kind, print_rand, -1);
    g_autoptr (GRand) same = g_rand_new_with_seed (seed);
    g_auto (GjDamage) damage = { g_string_new (NULL), gj_property_report (seed % 6, same), 0, 0 };
    for (int n = g_rand_int_range (rand, 1, 4); n > 0; n--) {
      char *worse = gj_damage_text (text, rand, &damage);
      g_free (text);
      text = worse;
    }
    g_autoptr (GjReport) read = gj_property_read_text (text);
    const char *first;
    if (read == NULL || gj_report_status (read) != 0)
      continue;
    verified++;
    if (gj_property_differences (printed, read, &first) == 0)
      continue;
    other++;
    if (gj_damage_explains (&damage, text, read) ||
        is_said (text, read, damage.meant, &style, kind, print_seed, damage.blanked > 0)) {
      said++;
      continue;
    }
    if (g_getenv ("GOUJI_DUMP") != NULL)
      fputs (text, stdout);
    g_autofree char *found = gj_property_describe (printed, read);
    if (g_getenv ("GOUJI_GO_ON") != NULL) {
      printf ("GOUJI_SEED=%u kind %d (%s): %s\n", seed, (int) kind, damage.names->str, found);
      continue;
    }
    fail_msg ("GOUJI_SEED=%u GOUJI_ROUNDS=1, text kind %d (%s): %s", seed, (int) kind, damage.names->str, found);
  }
  print_message ("%u verified, %u other than printed, %u of them as the text says\n", verified, other, said);
}

/* The figures of columns @a and @b of @table become each other's. */
static void
exchange_columns (GjReport *report, guint table, int a, int b)
{
  const GjForm *form = report->form;
  for (int i = (int) form->tables[table].first; i < (int) form->tables[table].end; i++) {
    int p = form->items[i].type == GJ_ITEM_ROW ? gj_form_slot (form, i, a) : -1,
        q = p >= 0 ? gj_form_slot (form, i, b) : -1;
    if (p >= 0 && q >= 0) {
      GjCell cell = report->cells[p];
      report->cells[p] = report->cells[q];
      report->cells[q] = cell;
    }
  }
}

/* Two labels of columns exchanged: the figures are read as the labels say, which may be as they were printed before. */
static void
test_exchanged_columns (void **state)
{
  guint tried = 0, verified = 0, followed = 0;
  for (guint round = 0, rounds = gj_property_rounds (120); round < rounds; round++) {
    guint32 seed = gj_property_seed () + round;
    guint table;
    int a, b;
    g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
    g_autoptr (GjReport) printed = gj_property_report (seed % 6, rand);
    GjStyle style = gj_style_random (rand, GJ_RULES_NONE);
    style.spaced_labels = style.aliases = FALSE;
    style.numeral_mark = ".";
    GjTextKind kind = (GjTextKind) g_rand_int_range (rand, 0, GJ_N_TEXTS);
    g_autofree char *report = gj_print_text (printed, &style, kind, rand, -1);
    g_autofree char *text = gj_damage_exchange_columns (report, printed->form, rand, &table, &a, &b);
    if (text == NULL)
      continue;
    tried++;
    exchange_columns (printed, table, a, b);
    g_autoptr (GjReport) read = gj_property_read_text (text);
    const char *first;
    if (read == NULL || gj_report_status (read) != 0)
      continue;
    verified++;
    if (gj_property_differences (printed, read, &first) == 0) {
      followed++;
      continue;
    }
    if (g_getenv ("GOUJI_DUMP") != NULL)
      fputs (text, stdout);
    g_autofree char *found = gj_property_describe (printed, read);
    if (g_getenv ("GOUJI_GO_ON") != NULL) {
      printf ("GOUJI_SEED=%u kind %d table %u (%s, %s): %s\n", seed, (int) kind, table, printed->form->items[a].labels,
              printed->form->items[b].labels, found);
      continue;
    }
    fail_msg ("GOUJI_SEED=%u GOUJI_ROUNDS=1, text kind %d, table %u (%s, %s): %s", seed, (int) kind, table,
              printed->form->items[a].labels, printed->form->items[b].labels, found);
  }
  print_message ("%u exchanged, %u verified, %u of them as the labels say\n", tried, verified, followed);
  assert_true (tried > 0);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_pipes),  cmocka_unit_test (test_tabs),    cmocka_unit_test (test_rows),
    cmocka_unit_test (test_cells),  cmocka_unit_test (test_piped),   cmocka_unit_test (test_own_tables),
    cmocka_unit_test (test_damage), cmocka_unit_test (test_damages), cmocka_unit_test (test_exchanged_columns),
  };
  cmocka_set_test_filter (g_getenv ("GOUJI_TEST"));
  return cmocka_run_group_tests_name ("reports as extracted text", tests, NULL, NULL);
}
