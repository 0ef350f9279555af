/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-prose.h"

#include "normalize/gj-label.h"
#include "page/gj-char.h"

#include <string.h>

#define MAX_TITLE_LINES 5
#define MAX_TITLE 70
/* Likeness of what OCR read of a title's end with a wording of it: where the title was found, and to find it by. */
#define SLIP 0.85
#define DAMAGED 0.65
#define MAX_LAST_LINE 8 /* characters */
#define LARGE 1.15      /* size of a damaged title, as a part of the body's */

/* 0–9 of a digit as years have it, and as OCR reads it; else −1. */
static int
cjk_digit (gunichar ch)
{
  static const gunichar digits[] = U"〇○零一壹二贰三叁四肆五伍六陆七柒八捌九玖";
  static const gint8 values[] = { 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9 };
  G_STATIC_ASSERT (G_N_ELEMENTS (values) == G_N_ELEMENTS (digits) - 1);
  if (ch == 'O' || ch == 'o' || ch == 0xFF2F)
    return 0;
  for (guint i = 0; ch >= 0x25CB && ch < 0xFF00 && i < G_N_ELEMENTS (values); i++)
    if (digits[i] == ch)
      return values[i];
  return gj_char_digit (ch);
}

/* A year of four digits, Chinese or Arabic, at @p: 1990 to 2099. @end (out): after it. */
static int
year_at (const char *p, const char **end)
{
  int year = 0;
  for (int i = 0; i < 4; i++) {
    int d = *p != '\0' ? cjk_digit (gj_char_at (p)) : -1;
    if (d < 0)
      return 0;
    year = year * 10 + d;
    p = g_utf8_next_char (p);
  }
  *end = p;
  return year >= 1990 && year <= 2099 && (*p == '\0' || cjk_digit (gj_char_at (p)) < 0 || year >= 2000) ? year : 0;
}

/* Chinese or Arabic numeral up to 31 at @p. */
static int
small_number_at (const char *p, const char **end)
{
  int value = 0, digits = 0;
  gboolean ten = FALSE;
  for (; *p != '\0' && digits < 3; p = g_utf8_next_char (p), digits++) {
    gunichar ch = gj_char_at (p);
    if (ch == 0x5341) { /* 十 */
      value = (digits == 0 ? 1 : value) * 10;
      ten = TRUE;
      continue;
    }
    int d = cjk_digit (ch);
    if (d < 0)
      break;
    value = ten ? value + d : value * 10 + d;
  }
  *end = p;
  return digits > 0 && value >= 1 && value <= 31 ? value : 0;
}

static gboolean
skip_one (const char **p, const char *any)
{
  if (**p == '\0' || g_utf8_strchr (any, -1, gj_char_at (*p)) == NULL)
    return FALSE;
  *p = g_utf8_next_char (*p);
  return TRUE;
}

/* "2024-01-09 10:20": without the time of day, whose figures would run into the day's. */
static char *
strip_time (const char *text)
{
  g_autofree char *s = g_strdup (text);
  char *colon = strchr (s, ':'), *hour = colon;
  while (hour != NULL && hour > s && g_ascii_isdigit (hour[-1]))
    hour--;
  if (hour != colon && hour > s && hour[-1] == ' ' && g_ascii_isdigit (colon[1]))
    for (; *hour == ':' || g_ascii_isdigit (*hour); hour++)
      *hour = ' ';
  return gj_str_strip_spaces (s);
}

char *
gj_date_parse (const char *text, gboolean search)
{
  g_autofree char *bare = strip_time (text);
  for (const char *p = bare; *p != '\0'; p = g_utf8_next_char (p)) {
    const char *q = p;
    int month, day, year = year_at (p, &q);
    if (year >= 2000 && skip_one (&q, "年-/.．－") && (month = skip_one (&q, "元") ? 1 : small_number_at (q, &q)) > 0 &&
        month <= 12 && skip_one (&q, "月-/.．－") && (day = small_number_at (q, &q)) > 0) {
      skip_one (&q, "日号");
      if ((search || *q == '\0' || (p != bare && skip_one (&q, ")）") && *q == '\0')) &&
          g_date_valid_dmy (day, month, year))
        return g_strdup_printf ("%04d-%02d-%02d", year, month, day);
    }
    if (!search && !(g_utf8_strchr ("(（", -1, gj_char_at (p)) != NULL))
      break;
  }
  return NULL;
}

int
gj_year_of_period (const char *text)
{
  g_autofree char *bare = gj_str_strip_spaces (text);
  for (const char *p = bare; *p != '\0'; p = g_utf8_next_char (p)) {
    const char *q = p;
    int year = year_at (p, &q);
    if (year >= 2000 && g_str_has_prefix (q, "年1月1日"))
      return year;
  }
  return 0;
}

/* "…政府信息公开工作年度报告" in its wordings. */
static gboolean
is_title (const char *text)
{
  g_autofree char *stripped = gj_str_strip_spaces (text), *bare = gj_str_simplify (stripped);
  glong n = g_utf8_strlen (bare, -1);
  if (n < 8 || n > MAX_TITLE || strpbrk (bare, ";!?") != NULL || strstr (bare, "。") != NULL ||
      strstr (bare, "；") != NULL || strstr (bare, "〔") != NULL || strchr (bare, ']') != NULL ||
      strstr (bare, "号") != NULL || strstr (bare, "：") != NULL || strchr (bare, '>') != NULL) /* a path */
    return FALSE;
  const char *open = strstr (bare, "信息公开");
  if (open == NULL)
    open = strstr (bare, "政务公开");
  if (open == NULL)
    return FALSE;
  const char *report = g_strrstr (bare, "报告");
  if (report == NULL && g_str_has_suffix (bare, "年报")) { /* so is a folder named, but not with its body and year */
    g_autofree char *organization = NULL;
    int year;
    gj_title_parse (bare, &organization, &year);
    return organization != NULL && year > 0;
  }
  if (report == NULL || report < open)
    return FALSE;
  const char *tail = report + strlen ("报告");
  gunichar ch = *tail != '\0' ? g_utf8_get_char (tail) : 0;
  return ch == 0 || ch == '(' || ch == 0xFF08 || (ch == 0x300B && g_str_has_prefix (bare, "《"));
}

/* What a web page has around its article, and an extraction tool leaves of it: paths, lists, fields with their names, and the
 * name of the site behind the title's. */
static gboolean
is_page_part (const char *text)
{
  static const char *const marks[] = { ">",      "»",      "|",      ":",        "：",     "首页",   "收藏",
                                       "无障碍", "长者",   "登录",   "注册",     "索引号", "文件名", "发布机构",
                                       "您当前", "关键字", "报告-",  "报告_",    "报告—",  "年报-",  "年报_",
                                       "【打印", "下载",   "责任编", "发布日期", "来源",   "字体",   "浏览" };
  if (g_str_has_prefix (text, "- ") || g_str_has_prefix (text, "•") || g_str_has_prefix (text, "-"))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    if (strstr (text, marks[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* The title in "标题：…" and the like, or NULL. */
static const char *
title_of_field (const char *text)
{
  static const char *const names[] = { "标题", "信息名称", "文件名称", "公文名称", "名称" };
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_has_prefix (text, names[i])) {
      const char *p = text + strlen (names[i]);
      skip_one (&p, ":：");
      while (*p == ' ')
        p++;
      return is_title (p) ? p : NULL;
    }
  return NULL;
}

/* What follows "附件1" and "附件：" at the start of a line, which is no part of its title. */
static const char *
behind_annex (const char *text)
{
  const char *p = text;
  if (!g_str_has_prefix (p, "附件"))
    return text;
  p += strlen ("附件");
  while (*p == ' ' || (*p != '\0' && cjk_digit (g_utf8_get_char (p)) >= 0))
    p = g_utf8_next_char (p);
  gboolean marked = p > text + strlen ("附件");
  return skip_one (&p, ":：") || marked || *p == '\0' ? p : text;
}

static gboolean
has_date (const char *text)
{
  g_autofree char *date = gj_date_parse (text, TRUE);
  return date != NULL;
}

/* OCR sees marks in the dust around a line: no title has them. */
static void
drop_marks (GString *s)
{
  for (const char *p = s->str; *p != '\0';)
    if (g_utf8_strchr ("，。、：；,.'\"-·“”‘’_~|`^=*", -1, g_utf8_get_char (p)) != NULL) {
      gssize at = p - s->str;
      g_string_erase (s, at, g_utf8_next_char (p) - p);
      p = s->str + at;
    } else
      p = g_utf8_next_char (p);
}

/* Spells the end of @s as the wording that it is alike to by @least. Returns: whether it ends with one. */
static gboolean
spell_end (GString *s, double least)
{
  static const char *const wordings[] = { "政府信息公开工作年度报告", "政府信息公开工作报告", "政府信息公开年度报告",
                                          "政府信息公开报告", "政务公开工作年度报告" };
  glong n = g_utf8_strlen (s->str, -1);
  const char *best = NULL, *from = NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (wordings); i++) {
    GjLabel wording = gj_label_make (wordings[i]);
    for (glong m = (glong) wording.n - 1; m <= (glong) wording.n + 1 && m <= n; m++) {
      const char *tail = g_utf8_offset_to_pointer (s->str, n - m);
      GjLabel label = gj_label_make (tail);
      double similarity = gj_label_similarity (&label, &wording);
      if (similarity < least)
        continue;
      least = similarity + 0.001;
      best = wordings[i];
      from = tail;
    }
  }
  if (best == NULL)
    return FALSE;
  g_string_truncate (s, (gsize) (from - s->str));
  g_string_append (s, best);
  return TRUE;
}

/* Whether @s, joined of lines as large as @top, is a title. */
static gboolean
ends_title (GString *s, const GjProseLine *top, gboolean damaged)
{
  if (top->page->source != GJ_SOURCE_OCR)
    return is_title (s->str);
  if (is_title (s->str)) {
    if (g_str_has_suffix (s->str, "报告"))
      spell_end (s, SLIP);
    return TRUE;
  }
  glong n = g_utf8_strlen (s->str, -1);
  return damaged && top->line->size > LARGE * top->em && n <= MAX_TITLE && strchr (s->str, '>') == NULL &&
         spell_end (s, DAMAGED);
}

static gboolean
may_extend (const GjProseLine *above, const GjProseLine *title, gboolean incomplete)
{
  g_autofree char *text = gj_str_simplify (above->text);
  glong n = g_utf8_strlen (text, -1);
  static const char *const no[] = { "。", "，", "：", "；", "〔", "号", "】", "发布", "首页", ">", "|" };
  if (above->page != title->page || n > 40 || n < 2 || (title->page->source == GJ_SOURCE_TEXT && is_page_part (text)))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (no); i++)
    if (strstr (text, no[i]) != NULL)
      return FALSE;
  g_autofree char *date = gj_date_parse (text, TRUE);
  if (date != NULL)
    return FALSE;
  if (title->page->source == GJ_SOURCE_TEXT)
    return incomplete;
  double gap = title->line->box.y0 - above->line->box.y1, size = title->line->size;
  gboolean alike = above->line->size > 0.88 * size && above->line->size < 1.14 * size;
  return gap < 1.8 * size && (alike || (incomplete && above->line->size > 0.7 * size));
}

/* A title that starts with its year or with 政府信息公开 names no organization: that stands above it. */
static gboolean
names_nobody (const char *title)
{
  g_autofree char *organization = NULL;
  int year;
  gj_title_parse (title, &organization, &year);
  return organization == NULL;
}

/* "（2022年度）" alone on its line: the end of a title. */
static gboolean
is_year_line (const char *text)
{
  static const char *const ends[] = { "年度", "年" };
  g_autofree char *bare = gj_str_strip_spaces (text);
  const char *p = bare;
  gboolean open = skip_one (&p, "(（");
  if (year_at (p, &p) < 2000)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    if (g_str_has_prefix (p, ends[i])) {
      p += strlen (ends[i]);
      break;
    }
  return open ? skip_one (&p, ")）") && *p == '\0' : *p == '\0' && g_str_has_suffix (bare, "年度");
}

/* What OCR left of a title, @text, may end like one before its last line: the rest of it is @next, a short line as large. Puts both into
 * @s if they end like a title too. */
static gboolean
takes_last_line (GString *s, const char *text, const GjProseLine *top, const GjProseLine *next)
{
  if (next->page != top->page || next->line->size < LARGE * next->em || next->line->size < 0.7 * top->line->size ||
      next->line->size > 1.4 * top->line->size || g_utf8_strlen (next->text, -1) > MAX_LAST_LINE)
    return FALSE;
  g_autoptr (GString) both = g_string_new (text);
  g_string_append (both, next->text);
  drop_marks (both);
  if (!ends_title (both, top, TRUE))
    return FALSE;
  g_string_assign (s, both->str);
  return TRUE;
}

/* From line @start on. @fields: also "标题：…" of a web page. @damaged: also by its size and what is left of it in a scan. */
static gboolean
find_title (GPtrArray *lines, guint start, guint end, gboolean fields, gboolean damaged, guint *first, guint *after,
            char **title)
{
  for (guint i = start; i < end; i++) {
    GString *s = g_string_new (NULL);
    for (guint k = i; k < end && k < i + MAX_TITLE_LINES; k++) {
      const GjProseLine *l = lines->pdata[k], *top = lines->pdata[i];
      if (l->page != top->page || (l->page->source != GJ_SOURCE_TEXT && k > i &&
                                   (l->line->size < 0.7 * top->line->size || l->line->size > 1.4 * top->line->size)))
        break;
      gboolean extracted = l->page->source == GJ_SOURCE_TEXT;
      const char *field = extracted ? title_of_field (l->text) : NULL;
      if (field != NULL ? k > i || !fields : extracted && is_page_part (behind_annex (l->text)))
        break;
      if (extracted && strstr (s->str, "报告") != NULL) /* another line's title */
        break;
      const char *text = behind_annex (field != NULL ? field : l->text);
      if (*text == '\0' || has_date (text)) /* a letter's that the report is sent with */
        break;
      g_string_append (s, text);
      if (l->page->source == GJ_SOURCE_OCR)
        drop_marks (s);
      g_autofree char *read = g_strdup (s->str);
      if (!ends_title (s, top, damaged))
        continue;
      if (damaged && k + 1 < end && !is_title (read) && takes_last_line (s, read, top, lines->pdata[k + 1]))
        k++;
      guint from = i;
      while (from > start && i - from < 3 &&
             may_extend (lines->pdata[from - 1], lines->pdata[from], names_nobody (s->str))) {
        from--;
        g_string_prepend (s, ((GjProseLine *) lines->pdata[from])->text);
      }
      const GjProseLine *next = k + 1 < end ? lines->pdata[k + 1] : NULL;
      if (next != NULL && next->page == l->page && is_year_line (next->text)) {
        g_string_append (s, next->text);
        k++;
      }
      *first = from;
      *after = k + 1;
      *title = gj_str_strip_spaces (s->str);
      g_string_free (s, TRUE);
      return TRUE;
    }
    g_string_free (s, TRUE);
  }
  return FALSE;
}

/* Lists of links stand before the title of a web page, with that title among them, or words that look like one: on the page
 * itself the title is set larger. */
static void
prefer_larger (GPtrArray *lines, guint end, guint *first, guint *after, char **title)
{
  const GjProseLine *found = lines->pdata[*first];
  guint next_first, next_after;
  if (found->page->source != GJ_SOURCE_TEXT_LAYER)
    return;
  for (guint start = *after; start < end; start = next_after) {
    g_autofree char *other = NULL;
    if (!find_title (lines, start, end, FALSE, FALSE, &next_first, &next_after, &other))
      return;
    const GjProseLine *line = lines->pdata[next_first];
    if (line->page != found->page)
      return;
    if (line->line->size < LARGE * found->line->size)
      continue;
    *first = next_first;
    *after = next_after;
    g_free (*title);
    *title = g_steal_pointer (&other);
    found = line;
  }
}

gboolean
gj_title_find (GPtrArray *lines, guint end, guint *first, guint *after, char **title)
{
  gboolean found = find_title (lines, 0, end, FALSE, FALSE, first, after, title) ||
                   find_title (lines, 0, end, TRUE, FALSE, first, after, title) ||
                   find_title (lines, 0, end, FALSE, TRUE, first, after, title);
  if (found)
    prefer_larger (lines, end, first, after, title);
  return found;
}

/* @text as a title without what a browser prints before it ("2025/1/22 15:30") and the name of the site behind it, or NULL. */
static char *
title_of_page (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  gchar **word = words;
  while (*word != NULL &&
         (strpbrk (*word, "/:") != NULL || **word == '\0' || g_str_equal (*word, "AM") || g_str_equal (*word, "PM")))
    word++;
  g_autofree char *joined = g_strjoinv ("", word);
  const char *field = title_of_field (joined);
  char *title = gj_str_strip_spaces (field != NULL ? field : joined);
  title[strcspn (title, "_-|")] = '\0';
  if (is_title (title) && !names_nobody (title))
    return title;
  g_free (title);
  return NULL;
}

/* Whether one of @lines before @end begins with what @whole has before @part: the line that the title was cut from. */
static gboolean
has_line_before (GPtrArray *lines, guint end, const char *whole, const char *part)
{
  gsize n = strlen (whole) - strlen (part);
  for (guint i = 0; i < end; i++)
    if (n > 0 && strncmp (((GjProseLine *) lines->pdata[i])->text, whole, n) == 0)
      return TRUE;
  return FALSE;
}

void
gj_title_complete (const GjDocument *doc, GPtrArray *lines, guint end, char **title)
{
  const GjPage *page = doc->pages->len > 0 ? doc->pages->pdata[0] : NULL;
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();
  if (page == NULL || page->source != GJ_SOURCE_TEXT_LAYER || (*title != NULL && !names_nobody (*title)))
    return;
  for (guint i = 0; i < page->lines->len; i++)
    g_ptr_array_add (texts, ((GjLine *) page->lines->pdata[i])->text);
  for (guint g = 0; g < page->grids->len; g++) {
    const GArray *cells = ((GjGrid *) page->grids->pdata[g])->cells;
    for (guint i = 0; i < cells->len; i++)
      g_ptr_array_add (texts, g_array_index (cells, GjGridCell, i).text);
  }
  for (guint i = 0; i < texts->len; i++) {
    char *found = title_of_page (texts->pdata[i]);
    if (found != NULL &&
        (*title == NULL || (g_str_has_suffix (found, *title) && has_line_before (lines, end, found, *title)))) {
      g_free (*title);
      *title = found;
      return;
    }
    g_free (found);
  }
}

/* Cuts @what out of @s where it stands at its start or end. */
static void
trim_words (GString *s, const char *const *words, gsize n)
{
  for (gboolean again = TRUE; again;) {
    again = FALSE;
    for (gsize i = 0; i < n; i++) {
      gsize len = strlen (words[i]);
      if (s->len >= len && strncmp (s->str, words[i], len) == 0) {
        g_string_erase (s, 0, (gssize) len);
        again = TRUE;
      }
      gboolean pair = (strcmp (words[i], ")") == 0 || strcmp (words[i], "）") == 0) &&
                      (strstr (s->str, "（") != NULL || strchr (s->str, '(') != NULL);
      if (!pair && s->len >= len && strcmp (s->str + s->len - len, words[i]) == 0) {
        g_string_truncate (s, s->len - len);
        again = TRUE;
      }
    }
  }
}

void
gj_title_parse (const char *title, char **organization, int *year)
{
  static const char *const edges[] = { "关于", "關於", "的", "(", ")",    "（", "）", "《",   "》",  "-",
                                       "—",    "·",    "：", ":", "年度", "度", "年", "发布", "公布" };
  g_autofree char *bare = gj_str_strip_spaces (title);
  const char *mark = g_str_has_prefix (bare, "【") ? strstr (bare, "】") : NULL;
  if (mark != NULL)
    memset (bare, ' ', (gsize) (mark + strlen ("】") - bare));
  g_strchug (bare);
  GString *s = g_string_new (NULL);

  *organization = NULL;
  *year = 0;
  g_autofree char *simple = gj_str_simplify (bare);
  const char *end = strstr (simple, "政府信息公开");
  if (end == NULL)
    end = strstr (simple, "信息公开");
  if (end == NULL)
    end = strstr (simple, "政务公开");
  if (end != NULL) /* each character has its place in both */
    end = bare + (end - simple);
  for (const char *p = bare; *p != '\0';) {
    const char *q = p;
    int y = year_at (p, &q);
    if (y >= 2000 && (*q == '\0' || g_str_has_prefix (q, "年") || g_str_has_prefix (q, "度") || p == bare)) {
      if (*year == 0)
        *year = y;
      if (g_str_has_prefix (q, "年度"))
        q += strlen ("年度");
      else if (g_str_has_prefix (q, "年") || g_str_has_prefix (q, "度"))
        q += strlen ("年");
      p = q;
      continue;
    }
    q = g_utf8_next_char (p);
    if (end != NULL && p < end)
      g_string_append_len (s, p, q - p);
    p = q;
  }
  trim_words (s, edges, G_N_ELEMENTS (edges));
  gsize name = s->len; /* behind it: the rest of a year that OCR misread */
  guint rest = 0;
  while (name > 0) {
    const char *last = g_utf8_prev_char (s->str + name);
    if (!g_ascii_isgraph (*last) && (*year > 0 || cjk_digit (g_utf8_get_char (last)) < 0))
      break;
    rest += g_ascii_isgraph (*last) ? 2 : 1;
    name = (gsize) (last - s->str);
  }
  if (rest > 1) /* one Chinese digit may be a name's last */
    g_string_truncate (s, name);
  if (s->len > 0)
    *organization = g_strdup (s->str);
  g_string_free (s, TRUE);
}
