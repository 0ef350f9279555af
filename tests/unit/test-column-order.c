/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-rows.h"
#include "tests/support/gj-cmocka.h"

/* Labels of columns of @table: g, the n-th column item of the form. */

static GString *
words (guint table, const char *which)
{
  const GjForm *form = gj_form_get (GJ_EDITION_2021);
  GString *s = g_string_new (NULL);
  for (const char *p = which; *p != '\0'; p++) {
    if (*p == '/') /* the end of a row */
      g_string_append_c (s, '|');
    for (guint i = form->tables[table].first, n = 0; i < form->tables[table].end; i++)
      if (form->items[i].type == GJ_ITEM_COLUMN && n++ == (guint) (*p - 'a')) {
        g_string_append_len (s, form->items[i].labels, (gssize) strcspn (form->items[i].labels, "|"));
        g_string_append_c (s, ' ');
      }
  }
  return s;
}

static guint
leaves (guint table, int *items)
{
  const GjForm *form = gj_form_get (GJ_EDITION_2021);
  guint n = 0;
  for (guint i = form->tables[table].first; i < form->tables[table].end; i++)
    if (form->items[i].type == GJ_ITEM_COLUMN && gj_form_has_values (form, (int) i))
      items[n++] = (int) i;
  return n;
}

/* Table 三: a applicants, b natural, c organisations, d to h their kinds, i total. */
static void
test_applications (void **state)
{
  static const struct {
    const char *header;
    GjColumnOrder said;
    const char *order;
  } cases[] = {
    { "abcidefgh", GJ_COLUMN_ORDER_READ, "0123456" },             /* as cells are merged */
    { "aaaaaaabcccccibdefghi", GJ_COLUMN_ORDER_READ, "0123456" }, /* merged cells repeated */
    { "abcidegfh", GJ_COLUMN_ORDER_READ, "0124356" },
    { "aibcdefgh", GJ_COLUMN_ORDER_READ, "6012345" },
    { "ai/bc/defgh/", GJ_COLUMN_ORDER_READ, "0123456" }, /* each merged down from the row it starts in */
    { "ia/bc/defgh/", GJ_COLUMN_ORDER_READ, "6012345" },
    { "abcid", GJ_COLUMN_ORDER_UNKNOWN, NULL },
    { "abcihd", GJ_COLUMN_ORDER_CONTRADICTS, NULL },
    { "abcdefgh", GJ_COLUMN_ORDER_CONTRADICTS, NULL }, /* the last column stands in a table of its own */
    { "", GJ_COLUMN_ORDER_UNKNOWN, NULL },
  };
  int items[GJ_MAX_COLUMNS];
  guint n = leaves (GJ_TABLE_APPLICATIONS, items), order[GJ_MAX_COLUMNS];
  assert_int_equal (n, 7);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    GString *header = words (GJ_TABLE_APPLICATIONS, cases[i].header);
    assert_int_equal (gj_columns_of_applications (gj_form_get (GJ_EDITION_2021), header->str, items, n, order),
                      cases[i].said);
    for (guint k = 0; k < n && cases[i].order != NULL; k++)
      assert_int_equal (order[k], cases[i].order[k] - '0');
    g_string_free (header, TRUE);
  }
}

/* Table 四: a review, b to f its results, g litigation, h direct, i to m, n after review, o to s. */
static void
test_review (void **state)
{
  static const struct {
    const char *header;
    GjColumnOrder said;
    const char *order;
  } cases[] = {
    { "agbcdefhnbcdefbcdef", GJ_COLUMN_ORDER_READ, "abcdefghijklmno" },
    { "aaaaaggggggggggbcdefhhhhhnnnnnbcdefbcdefbcdef", GJ_COLUMN_ORDER_READ, "abcdefghijklmno" },
    { "agbcdefnhbcdefbcdef", GJ_COLUMN_ORDER_READ, "abcdeklmnofghij" }, /* the groups of litigation exchanged */
    { "agbcedfhnbcdefbcdef", GJ_COLUMN_ORDER_READ, "abdcefghijklmno" },
    { "gahnbcdefbcdefbcdef", GJ_COLUMN_ORDER_CONTRADICTS, NULL }, /* what stands under what cannot be told */
    { "agbcdefhnbbdefbcdef", GJ_COLUMN_ORDER_CONTRADICTS, NULL },
    { "agbcdefhnbcdef", GJ_COLUMN_ORDER_UNKNOWN, NULL },
  };
  int items[GJ_MAX_COLUMNS];
  guint n = leaves (GJ_TABLE_REVIEW, items), order[GJ_MAX_COLUMNS];
  assert_int_equal (n, 15);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    GString *header = words (GJ_TABLE_REVIEW, cases[i].header);
    assert_int_equal (gj_columns_of_review (gj_form_get (GJ_EDITION_2021), header->str, items, n, order),
                      cases[i].said);
    for (guint k = 0; k < n && cases[i].order != NULL; k++)
      assert_int_equal (order[k], cases[i].order[k] - 'a');
    g_string_free (header, TRUE);
  }
}

int
main (void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test (test_applications), cmocka_unit_test (test_review) };
  return cmocka_run_group_tests_name ("normalize/gj-column-order", tests, NULL, NULL);
}
