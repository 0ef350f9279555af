/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-prose.h"

#include "normalize/gj-label.h"
#include "page/gj-char.h"

#include <string.h>

/* What stands behind the prose of a report: who signed it when, and what a letter or a web page has below that. */

/* What an official letter has below its signature: to whom it goes too, and who printed it when. */
static gboolean
is_imprint (const char *text)
{
  if (g_str_has_prefix (text, "抄送") || g_str_has_prefix (text, "抄报"))
    return TRUE;
  g_autofree char *date = g_str_has_suffix (text, "印发") ? gj_date_parse (text, TRUE) : NULL;
  return date != NULL && g_utf8_strlen (text, -1) <= 40;
}

gboolean
gj_line_is_back_matter (const char *printed)
{
  g_autofree char *text = gj_str_simplify (printed);
  static const char *const chrome[] = { "主办",     "承办",       "版权所有", "关闭窗口",     "返回顶部", "ICP备",
                                        "公网安备", "网站标识码", "打印本页", "【打印",       "扫一扫",   "分享到",
                                        "上一篇",   "下一篇",     "相关附件", "附件下载",     "网站地图", "关闭本页",
                                        "联系我们", "责任编辑",   "相关链接", "相关文档",     "相关稿件", "相关新闻",
                                        "下载附件", "意见反馈",   "网站声明", "政府网站找错", "备案号",   "分享：" };
  if (is_imprint (text))
    return TRUE;
  if (g_utf8_strlen (text, -1) > 60 || strstr (text, "。") != NULL)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (chrome); i++)
    if (strstr (text, chrome[i]) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
is_signature_name (const GjProseLine *l)
{
  const char *text = l->text;
  static const char *const no[] = { "。", "，", "；", "：", ":", "、", "！", "？", "注", "元", "无" };
  glong n = g_utf8_strlen (text, -1);
  if (n < 3 || n > 40 || gj_char_digit (g_utf8_get_char (text)) >= 0 || g_utf8_get_char (text) == 0xFF08)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (no); i++)
    if (strstr (text, no[i]) != NULL)
      return FALSE;
  glong han = 0;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    han += gj_char_is_ideograph (g_utf8_get_char (p));
  return han >= 3 &&
         (l->page->source == GJ_SOURCE_OCR ? 3 * han >= 2 * n
                                           : 2 * han >= n); /* what OCR sees in dust and in page numbers has fewer */
}

/* "（代章）" between the name and the date. */
static gboolean
is_seal_note (const char *text)
{
  return (g_str_has_prefix (text, "（") || g_str_has_prefix (text, "(")) &&
         (g_str_has_suffix (text, "章）") || g_str_has_suffix (text, "章)")) && g_utf8_strlen (text, -1) <= 20;
}

/* Whether a line stands where a signature does: set right or centred, or (extracted text) on its own. */
static gboolean
is_set_apart (const GjProseLine *l, const GjProseLine *before)
{
  if (l->page->source == GJ_SOURCE_TEXT)
    return TRUE;
  return l->line->box.x0 > l->left + 0.25 * (l->right - l->left) ||
         (before != NULL && l->line->box.y0 - before->line->box.y1 > 1.2 * l->em &&
          l->line->box.x1 < l->right - 4 * l->em);
}

static void
append_reversed (char **name, const char *text)
{
  char *joined = *name != NULL ? g_strconcat (text, *name, NULL) : g_strdup (text);
  g_free (*name);
  *name = joined;
}

/* What stands behind "报告单位：" and "填报日期：", or @text. */
static const char *
behind_label (const char *text)
{
  static const char *const acts[] = { "报告", "填报", "报送", "编制", "发布" }, *const names[] = { "单位", "机关",
                                                                                                   "部门", "日期",
                                                                                                   "时间" };
  gboolean act = FALSE, name = FALSE;
  const char *p = text;
  for (gsize i = 0; i < G_N_ELEMENTS (acts) && !act; i++)
    act = g_str_has_prefix (p, acts[i]);
  p += act ? strlen (acts[0]) : 0;
  for (gsize i = 0; i < G_N_ELEMENTS (names) && act && !name; i++)
    name = g_str_has_prefix (p, names[i]);
  p += name ? strlen (names[0]) : 0;
  gsize colon = g_str_has_prefix (p, "：") ? strlen ("：") : *p == ':';
  return name && colon > 0 ? p + colon : text;
}

/* Where in @l, "某某局  2024年1月19日", the date begins; NULL where it is no signature on one line. */
static const char *
date_behind_name (const GjProseLine *l)
{
  const char *printed = l->line->text, *gap = printed;
  while (gj_char_is_space (g_utf8_get_char (gap)))
    gap = g_utf8_next_char (gap);
  while (*gap != '\0' && !(gj_char_is_space (g_utf8_get_char (gap)) && gap[0] != '\0' &&
                           gj_char_digit (g_utf8_get_char (g_utf8_next_char (gap))) >= 0))
    gap = g_utf8_next_char (gap);
  g_autofree char *before = g_strndup (printed, (gsize) (gap - printed)), *name = gj_str_strip_spaces (before),
                  *date = *gap != '\0' ? gj_date_parse (gap, FALSE) : NULL;
  return date != NULL && g_str_has_prefix (l->text, name) ? l->text + strlen (name) : NULL;
}

/* "2024年1月": as much of a date as some signatures have. */
static gboolean
is_month (const char *text)
{
  g_autofree char *bare = gj_str_strip_spaces (text), *day = g_strconcat (bare, "1日", NULL),
                  *date = gj_date_parse (day, FALSE);
  return date != NULL && g_str_has_suffix (bare, "月");
}

/* @name without "（盖章）" behind it. */
static void
drop_seal_note (char *name)
{
  char *open = g_strrstr (name, "（"), *half = strrchr (name, '(');
  open = open == NULL || (half != NULL && half > open) ? half : open;
  if (open != NULL && open > name && is_seal_note (open))
    *open = '\0';
}

guint
gj_signature_read (GjReport *report, GPtrArray *lines, guint from, guint end)
{
  guint lines_end = end;
  while (end > from && gj_line_is_back_matter (((GjProseLine *) lines->pdata[end - 1])->text))
    end--;
  guint date_line = end;
  for (guint i = end; i-- > from && end - i <= 12;) {
    const GjProseLine *l = lines->pdata[i];
    const char *behind = date_behind_name (l), *text = behind != NULL ? behind : behind_label (l->text);
    char *date = gj_date_parse (text, FALSE);
    gboolean month = date == NULL && is_month (text);
    if (date == NULL && !month)
      continue;
    if (behind != NULL) {
      g_autofree char *name = g_strndup (l->text, (gsize) (behind - l->text));
      GjProseLine alone = *l;
      alone.text = name;
      if (!is_signature_name (&alone)) {
        g_free (date);
        continue;
      }
      report->issuer = g_steal_pointer (&name);
    }
    if (date != NULL) {
      g_free (report->published);
      report->published = date;
    }
    date_line = i;
    if (behind != NULL)
      return i;
    break;
  }
  guint stop = date_line;
  gboolean dated = date_line < end;
  for (guint i = stop; i-- > from && stop - i <= 3;) {
    const GjProseLine *l = lines->pdata[i], *before = i > from ? lines->pdata[i - 1] : NULL;
    gboolean apart = l->page->source == GJ_SOURCE_TEXT ? dated : is_set_apart (l, before);
    if (dated && i + 1 == date_line && is_seal_note (l->text)) {
      date_line = i;
      continue;
    }
    GjProseLine named = *l;
    named.text = (char *) behind_label (l->text);
    if (!apart || !is_signature_name (&named) || (i == from && !dated))
      break;
    if (l->page->source != GJ_SOURCE_TEXT && !dated && l->line->box.x0 < l->left + 0.35 * (l->right - l->left))
      break;
    append_reversed (&report->issuer, named.text);
    drop_seal_note (report->issuer);
    date_line = i;
    if (l->page->source == GJ_SOURCE_TEXT)
      break; /* one line: extracted text does not say what is set apart */
  }
  if (dated && report->issuer == NULL && stop + 1 < lines_end) { /* the name below its date */
    const GjProseLine *l = lines->pdata[stop + 1];
    if (is_signature_name (l) && is_set_apart (l, NULL) && l->page->source != GJ_SOURCE_TEXT)
      report->issuer = g_strdup (l->text);
  }
  return date_line;
}

guint
gj_signature_end (GPtrArray *lines, guint from, guint end)
{
  for (guint i = from + 1; i + 1 < end; i++) {
    const GjProseLine *l = lines->pdata[i], *name = lines->pdata[i - 1], *next = lines->pdata[i + 1];
    if (l->page == next->page || l->page != name->page || !is_set_apart (l, NULL) || !is_set_apart (name, NULL) ||
        !is_signature_name (name))
      continue;
    g_autofree char *date = gj_date_parse (l->text, FALSE);
    if (date != NULL)
      return i + 1;
  }
  return end;
}
