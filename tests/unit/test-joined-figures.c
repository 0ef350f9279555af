/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-normalize.h"
#include "tests/support/gj-cmocka.h"
#include "tests/support/gj-sample.h"

/* A row of table 三 in extracted text of which two figures were written as one: its figures have no columns any more, but it is
 * printed. */

#define N_COLUMNS 7

/* The table as lines of cells; in row @joined (-1: none) the second figure and the third stand in one cell. */
static GjReport *
read_text (const GjSampleTable *table, int joined)
{
  const GjForm *form = gj_form_get (GJ_EDITION_2021);
  g_autoptr (GjDocument) doc = gj_document_new ();
  GjPage *page = gj_page_new (1, 0, 0, GJ_SOURCE_TEXT);
  const char *head[] = { "三、收到和处理政府信息公开申请情况", "项目 | 申请人情况 | | | | | | |",
                         "自然人 | 法人或其他组织 | 总计 | | | | |",
                         "商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | | |" };
  for (guint i = 0; i < G_N_ELEMENTS (head); i++)
    g_ptr_array_add (page->lines, gj_line_new (head[i], (GjBox){ 0, i, 1, i + 1 }));
  for (guint r = 0; r < table->n_rows; r++) {
    g_autofree char *label = gj_form_label (form, table->rows[r], TRUE);
    const guint y = G_N_ELEMENTS (head) + r;
    g_autofree char *line =
        g_strdup_printf ("%s | 1 | 12%s15 | 0 | 0 | 0 | 28 |", label, (int) r == joined ? "   " : " | ");
    g_ptr_array_add (page->lines, gj_line_new (line, (GjBox){ 0, y, 1, y + 1 }));
  }
  g_ptr_array_add (doc->pages, page);
  doc->n_pages = 1;
  return gj_normalize (doc, NULL);
}

static void
test_each_row (void **state)
{
  const GjForm *form = gj_form_get (GJ_EDITION_2021);
  const GjSampleTable table = gj_sample_applications ();
  for (int joined = -1; joined < (int) table.n_rows; joined++) {
    g_autoptr (GjReport) report = read_text (&table, joined);
    assert_non_null (report);
    for (guint r = 0; r < table.n_rows; r++)
      for (guint k = 0; k < N_COLUMNS; k++) {
        const GjCell *cell = &report->cells[gj_form_slot (form, table.rows[r], table.columns[k])];
        if ((int) r != joined && joined < 0)
          assert_true (cell->has_value);
        if ((int) r == joined && !(cell->flags & GJ_FLAG_UNREAD) && !(cell->flags & GJ_FLAG_DOUBTFUL))
          fail_msg ("row %u, column %u: flags %u, %s", r, k, cell->flags, cell->raw != NULL ? cell->raw : "nothing");
      }
  }
}

int
main (void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test (test_each_row) };
  return cmocka_run_group_tests_name ("figures written as one", tests, NULL, NULL);
}
