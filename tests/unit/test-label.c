/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-label.h"

#include "normalize/forms/gj-form.h"
#include "page/gj-char.h"
#include "tests/support/gj-cmocka.h"

#include <string.h>

static char *
core (const char *text)
{
  GjLabel label = gj_label_make (text);
  return g_ucs4_to_utf8 (label.ch, label.n, NULL, NULL, NULL);
}

static void
test_core (void **state)
{
  static const struct {
    const char *in, *out;
  } cases[] = {
    { "1.属于国家秘密", "属于国家秘密" },
    { "1．属于国家秘密", "属于国家秘密" },
    { "1、属于国家秘密", "属于国家秘密" },
    { "1. 属于 国家秘密", "属于国家秘密" },
    { "（一）予以公开", "予以公开" },
    { "(一)予以公开", "予以公开" },
    { "(三) 不予公开", "不予公开" },
    { "〈七)总计", "总计" }, /* as OCR reads brackets */
    { "〔一〕予以公开", "予以公开" },
    { "[二}部分公开", "部分公开" },
    { "m(一)子以开", "子以开" },
    { "本(一)", "本一" },
    { "三、本年度办理结果", "本年度办理结果" },
    { "3.危及“三安全一稳定”", "危及三安全一稳定" },
    { "3.危及三安全一稳定", "危及三安全一稳定" },
    { "总 计", "总计" },
    { "（七）总计", "总计" },
    { "结 果 维持", "结果维持" },
    { "第二十条第（一）项", "第二十条第一项" },
    { "第二十条 第（一）项", "第二十条第一项" },
    { "12", "" },
    { "", "" },
    { "一、", "" },
    { "本年收费金额（单位：万元）", "本年收费金额单位万元" },
    { "（七）总计 Total", "总计" },
    { "自然人\nNatural person", "自然人" },
    { "A类其他", "A类其他" },
    { "Other", "Other" },
    { "规章（件）", "规章" }, /* what is counted says nothing; what money is counted in does */
    { "行政许可(单位：件)", "行政许可" },
    { "本年制发件数（件）", "本年制发件数" },
    { "行政事业性收费（元）", "行政事业性收费元" },
    { "自然人（件", "自然人件" },
    { "自然人（人次）数", "自然人数" },
    { "自然人（人次数）", "自然人人次数" },
    { "自然人（：）", "自然人" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *out = core (cases[i].in);
    assert_string_equal (out, cases[i].out);
  }
}

/* What OCR makes of numerals. */
static void
test_scanned (void **state)
{
  GjLabel form = gj_label_make ("其他处理"), scanned = gj_label_read ("AN其他处理", GJ_SOURCE_OCR),
          printed = gj_label_read ("AN其他处理", GJ_SOURCE_TEXT_LAYER);
  assert_true (gj_label_similarity (&scanned, &form) == 1);
  assert_true (gj_label_similarity (&printed, &form) < 1);
}

static void
test_long_labels_are_cut (void **state)
{
  GString *s = g_string_new (NULL);
  for (int i = 0; i < 500; i++)
    g_string_append (s, "公开");
  GjLabel label = gj_label_make (s->str);
  assert_int_equal (label.n, GJ_LABEL_MAX);
  g_string_free (s, TRUE);
}

static void
test_similarity (void **state)
{
  GjLabel a = gj_label_make ("重复申请"), b = gj_label_make ("2.重复申请"), c = gj_label_make ("重复甲请"),
          none = gj_label_make ("");
  assert_true (gj_label_similarity (&a, &b) == 1);
  assert_true (gj_label_similarity (&a, &c) == 0.75);
  assert_true (gj_label_similarity (&a, &none) == 0);
  assert_true (gj_label_similarity (&none, &none) == 0);
  GjLabel group = gj_label_make ("（五）不予处理2.重复申请");
  assert_true (gj_label_tail_similarity (&group, &a) == 1);
  assert_true (gj_label_match (&a, "无|重复申请", FALSE) == 1);
  assert_true (gj_label_contains (&group, "重复申请"));
  assert_false (gj_label_contains (&a, "不予处理"));
}

/* Rows must be told apart by their labels alone: what the matcher takes for certain rests on that. */
static void
test_rows_differ (void **state)
{
  for (guint e = 0; e < GJ_N_EDITIONS; e++) {
    const GjForm *form = gj_form_get ((GjEdition) e);
    for (guint i = 0; i < form->n_items; i++)
      for (guint k = i + 1; k < form->n_items; k++) {
        if (form->items[i].type != GJ_ITEM_ROW || form->items[k].type != GJ_ITEM_ROW ||
            form->items[i].kind != GJ_KIND_LEAF || form->items[k].kind != GJ_KIND_LEAF ||
            form->items[i].labels[0] == '\0' || form->items[k].labels[0] == '\0')
          continue;
        g_autofree char *text = gj_form_label (form, (int) i, TRUE);
        GjLabel label = gj_label_make (text);
        assert_true (gj_label_match (&label, form->items[i].labels, FALSE) == 1);
        assert_true (gj_label_match (&label, form->items[k].labels, FALSE) <= 0.85);
      }
  }
}

/* Every label of the forms in traditional script is that label. */
static void
test_traditional (void **state)
{
  g_autoptr (GHashTable) forms = g_hash_table_new (NULL, NULL);
  guint changed = 0;
  for (gunichar ch = 0x4E00; ch <= 0x9FFF; ch++)
    if (gj_char_simplify (ch) != ch)
      g_hash_table_insert (forms, GUINT_TO_POINTER (gj_char_simplify (ch)), GUINT_TO_POINTER (ch));
  for (guint e = 0; e < GJ_N_EDITIONS; e++) {
    const GjForm *form = gj_form_get ((GjEdition) e);
    for (guint i = 0; i < form->n_items; i++) {
      g_autoptr (GString) text = g_string_new (NULL);
      g_auto (GStrv) labels = g_strsplit (form->items[i].labels, "|", -1);
      for (const char *p = labels[0] != NULL ? labels[0] : ""; *p != '\0'; p = g_utf8_next_char (p)) {
        guint other = GPOINTER_TO_UINT (g_hash_table_lookup (forms, GUINT_TO_POINTER (g_utf8_get_char (p))));
        g_string_append_unichar (text, other != 0 ? other : g_utf8_get_char (p));
        changed += other != 0;
      }
      GjLabel label = gj_label_make (text->str);
      assert_true (label.n == 0 || gj_label_match (&label, form->items[i].labels, FALSE) == 1);
    }
  }
  assert_true (changed > 200);
  GjLabel label = gj_label_make ("1.本機關不掌握相關政府資訊");
  assert_true (gj_label_match (&label, "本机关不掌握相关政府信息", FALSE) == 1);
}

/* Every label of a row or column is a phrase, once, but for those that name a unit. */
static void
test_phrases (void **state)
{
  const char *const *phrases = gj_form_phrases ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; phrases[i] != NULL; i++) {
    assert_true (g_hash_table_add (seen, (gpointer) phrases[i]));
    assert_string_not_equal (phrases[i], "");
  }
  for (guint e = 0; e < GJ_N_EDITIONS; e++) {
    const GjForm *form = gj_form_get (e);
    for (guint i = 0; i < form->n_items; i++) {
      const GjFormItem *item = &form->items[i];
      gboolean unit = item->type == GJ_ITEM_COLUMN && gj_form_unit (form, (int) i) != NULL;
      if ((item->type == GJ_ITEM_ROW || item->type == GJ_ITEM_COLUMN) && *item->labels != '\0')
        assert_int_equal (g_hash_table_contains (seen, item->labels), !unit);
    }
  }
  assert_false (g_hash_table_contains (seen, "万元"));
}

/* The distance of two labels, or (@tail) of @b to the end of @a that is nearest, letter by letter. */
static guint
plain_distance (const GjLabel *a, const GjLabel *b, gboolean tail)
{
  guint row[GJ_LABEL_MAX + 1];
  for (guint j = 0; j <= b->n; j++)
    row[j] = j;
  for (guint i = 1; i <= a->n; i++) {
    guint before = row[0];
    row[0] = tail ? 0 : i;
    for (guint j = 1; j <= b->n; j++) {
      guint best = MIN (MIN (row[j], row[j - 1]) + 1, before + (a->ch[i - 1] != b->ch[j - 1]));
      before = row[j];
      row[j] = best;
    }
  }
  return row[b->n];
}

static void
fill_label (GRand *rand, GjLabel *label)
{
  const guint kinds = (guint) g_rand_int_range (rand, 2, 9);
  memset (label, 0x4e, sizeof *label); /* what may stand behind its end */
  label->n = (guint) g_rand_int_range (rand, 1, GJ_LABEL_MAX + 1);
  for (guint i = 0; i < label->n; i++)
    label->ch[i] = 0x4e4e4e4e - 32 * (gunichar) g_rand_int_range (rand, 0, (gint32) kinds);
}

static void
test_distance (void **state)
{
  GRand *rand = g_rand_new_with_seed (16);
  for (guint n = 0; n < 4000; n++) {
    GjLabel a, b;
    fill_label (rand, &a);
    fill_label (rand, &b);
    double whole = 1 - (double) plain_distance (&a, &b, FALSE) / MAX (a.n, b.n);
    double tail = MAX (0, 1 - (double) plain_distance (&a, &b, TRUE) / b.n);
    assert_true (gj_label_similarity (&a, &b) == whole);
    assert_true (gj_label_tail_similarity (&a, &b) == tail);
  }
  g_rand_free (rand);
}

/* What is said of a similarity that is asked for from a threshold on is the whole truth from there on, and no more below. */
static void
test_above (void **state)
{
  static const double thresholds[] = { 0.01, 0.45, 0.72, 0.8, 1 };
  const GjForm *form = gj_form_get (GJ_EDITION_2021);
  for (guint i = 0; i < form->n_items; i++)
    for (guint k = 0; k < form->n_items; k++) {
      const char *labels = form->items[k].labels, *text = form->items[i].labels;
      if (text == NULL || labels == NULL || *labels == '\0')
        continue;
      GjLabel label = gj_label_make (text);
      for (guint t = 0; t < G_N_ELEMENTS (thresholds); t++)
        for (int tail = 0; tail < 2; tail++) {
          double all = gj_label_match (&label, labels, tail);
          double some = gj_label_match_above (&label, labels, tail, thresholds[t]);
          assert_true (all >= thresholds[t] ? some == all : some < thresholds[t]);
        }
    }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_core),
    cmocka_unit_test (test_scanned),
    cmocka_unit_test (test_long_labels_are_cut),
    cmocka_unit_test (test_similarity),
    cmocka_unit_test (test_rows_differ),
    cmocka_unit_test (test_distance),
    cmocka_unit_test (test_above),
    cmocka_unit_test (test_traditional),
    cmocka_unit_test (test_phrases),
  };
  return cmocka_run_group_tests_name ("normalize/gj-label", tests, NULL, NULL);
}
