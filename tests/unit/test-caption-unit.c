/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "normalize/forms/gj-form.h"
#include "normalize/gj-caption-unit.h"

static int
section_of (const char *id)
{
  for (int i = 0; i < GJ_N_SECTIONS; i++)
    if (strcmp (gj_form_sections[i].id, id) == 0)
      return i;
  return -1;
}

/* Whether fees of @scaled are doubtful, under a header @cell in a section that has the paragraph @caption. */
static gboolean
is_doubtful (const char *cell, const char *caption, int scaled, guint flags)
{
  GjDocument *doc = gj_document_new ();
  GjPage *page = gj_page_new (1, 595, 842, GJ_SOURCE_TEXT);
  GjGrid *grid = gj_grid_new ((GjBox){ 10, 100, 200, 200 }, 1, 1);
  gj_grid_add_cell (grid, (GjBox){ 10, 100, 200, 200 }, 0, 0, 1, 1, cell);
  g_ptr_array_add (page->grids, grid);
  g_ptr_array_add (doc->pages, page);

  GjReport *report = gj_report_new (gj_form_get (GJ_EDITION_2021));
  GjSection *section = gj_section_new (section_of ("disclosure"), "二、主动公开政府信息情况");
  g_ptr_array_add (section->paragraphs, g_strdup (caption));
  g_ptr_array_add (report->sections, section);
  GjCell *fees = NULL;
  for (guint i = 0; i < report->form->slots->len; i++)
    if (strstr (g_array_index (report->form->slots, GjSlot, i).pointer, "/fees/") != NULL)
      fees = &report->cells[i];
  fees->found = fees->has_value = TRUE;
  fees->value.scaled = scaled;
  fees->flags = flags;
  gj_caption_unit_check (report, doc);
  gboolean doubtful = (fees->flags & GJ_FLAG_DOUBTFUL) != 0;
  gj_report_free (report);
  gj_document_free (doc);
  return doubtful;
}

static void
test_other_unit (void **state)
{
  assert_true (is_doubtful ("本年收费金额", "单位：元", 125300, 0));
  assert_true (is_doubtful ("第二十条第（八）项（单位：元）", "", 125300, 0));
}

static void
test_no_other_unit (void **state)
{
  assert_false (is_doubtful ("本年收费金额（单位：万元）", "单位：元", 125300, 0)); /* the header's own counts */
  assert_false (is_doubtful ("本年收费金额", "单位：万元", 125300, 0));
  assert_false (is_doubtful ("本年收费金额", "单位：件", 125300, 0));
  assert_false (is_doubtful ("本年收费金额", "", 125300, 0));
  assert_false (is_doubtful ("本年收费金额", "单位：元", 0, 0));
  assert_false (is_doubtful ("本年收费金额", "单位：元", 125300, GJ_FLAG_ANNOTATED));
  assert_false (is_doubtful ("本年收费金额", "本单位全年没有收取一分一元费用，也没有其他需要说明的事项", 125300, 0));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_other_unit),
    cmocka_unit_test (test_no_other_unit),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
