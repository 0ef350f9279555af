/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-prose.h"

#include "normalize/gj-label.h"
#include "page/gj-char.h"

#include <string.h>

/* The sections that consist of tables: GjForm's order. */
#define FIRST_TABLE 1
#define LAST_TABLE 3

typedef struct {
  guint line, after; /* the heading's line and the one behind it */
  int section;
  double similarity;
  gsize rest; /* prose behind it on its line */
  char *text;
} Heading;

static void
heading_clear (gpointer data)
{
  g_free (((Heading *) data)->text);
}

/* The numeral of a section that follows the last one: "六、无。" stands for its heading. */
static gboolean
is_bare_numeral (const char *text, guint section)
{
  gsize n = strlen (gj_form_sections[section].numeral);
  return strncmp (text, gj_form_sections[section].numeral, n) == 0 && g_utf8_strlen (text + n, -1) <= 8 &&
         text[n] != '\0';
}

static int
match_heading (const GjProseLine *l, double *similarity, gsize *rest)
{
  if (l->page->source == GJ_SOURCE_OCR)
    return gj_heading_match_ocr (l->text, similarity, rest);
  return gj_heading_match (l->line->text, l->line->heading_level, similarity, rest);
}

/* A report whose sections are numbered （一）, （二） and so on: at least so many headings with one numeral after the other. */
#define LEAST_BRACKETED 4

static void
find_bracketed_headings (GPtrArray *lines, GArray *headings)
{
  guint before = 0;
  for (guint i = 0; i < lines->len; i++) {
    const GjProseLine *l = lines->pdata[i];
    guint number = 0;
    Heading h = {
      .line = i, .after = i + 1, .section = gj_heading_match_bracketed (l->text, &number), .similarity = 1
    };
    if (h.section < 0 || number != before + 1)
      continue;
    h.text = g_strdup (l->text);
    g_array_append_val (headings, h);
    before = number;
  }
  if (headings->len < LEAST_BRACKETED)
    g_array_set_size (headings, 0);
}

static GArray *
find_headings (GPtrArray *lines)
{
  GArray *headings = g_array_new (FALSE, TRUE, sizeof (Heading));
  g_array_set_clear_func (headings, heading_clear);
  for (guint i = 0; i < lines->len; i++) {
    const GjProseLine *l = lines->pdata[i], *next = i + 1 < lines->len ? lines->pdata[i + 1] : NULL;
    Heading h = { .line = i, .after = i + 1 };
    double joined_similarity = 0;
    gsize rest;
    h.section = match_heading (l, &h.similarity, &h.rest);
    if (next != NULL && !next->after_table && g_utf8_strlen (next->text, -1) <= 16 &&
        gj_heading_match (next->text, next->line->heading_level, &joined_similarity, &rest) < 0) {
      g_autofree char *joined = g_strconcat (l->text, next->text, NULL);
      int section = gj_heading_match (joined, l->line->heading_level, &joined_similarity, &rest);
      if (section >= 0 && rest == 0 && h.rest == 0 &&
          joined_similarity >
              h.similarity + (g_utf8_strlen (next->text, -1) <= 4 ? 0.005 : 0.08)) { /* a wrapped heading */
        h.section = section;
        h.similarity = joined_similarity;
        h.after = i + 2;
        h.text = g_steal_pointer (&joined);
      }
    }
    if (h.section < 0 && headings->len >= 5 && is_bare_numeral (l->text, GJ_N_SECTIONS - 1)) {
      gsize numeral = strlen (gj_form_sections[GJ_N_SECTIONS - 1].numeral);
      h.section = GJ_N_SECTIONS - 1;
      h.rest = g_str_has_prefix (l->text + numeral, "其") ? 0 : numeral; /* 六、其他 */
    }
    if (h.section < 0)
      continue;
    if (h.text == NULL)
      h.text = h.rest > 0 ? g_strndup (l->text, h.rest) : g_strdup (l->text);
    if (l->page->source == GJ_SOURCE_OCR && h.rest == 0) {
      char *spelling = gj_heading_spelling (h.text, h.section);
      g_free (h.text);
      h.text = spelling;
    }
    g_array_append_val (headings, h);
    i = h.after - 1;
  }
  if (headings->len == 0)
    find_bracketed_headings (lines, headings);
  return headings;
}

/* Whether heading @b comes right after @a (at most one line between), with no table between them. */
static gboolean
follows_at_once (GPtrArray *lines, const Heading *a, const Heading *b)
{
  for (guint i = a->after; i <= b->line; i++)
    if (((GjProseLine *) lines->pdata[i])->after_table)
      return FALSE;
  return b->line <= a->after + 1;
}

/* A list of the headings without prose between them, and all of them again later: a table of contents. */
static void
drop_contents (GPtrArray *lines, GArray *headings)
{
  guint n = 1;
  while (n < headings->len &&
         follows_at_once (lines, &g_array_index (headings, Heading, n - 1), &g_array_index (headings, Heading, n)))
    n++;
  if (n < 4 || headings->len < n + 3)
    return;
  guint from = g_array_index (headings, Heading, 0).line, end = g_array_index (headings, Heading, n - 1).after;
  g_ptr_array_remove_range (lines, from, end - from);
  for (guint i = n; i < headings->len; i++) {
    g_array_index (headings, Heading, i).line -= end - from;
    g_array_index (headings, Heading, i).after -= end - from;
  }
  g_array_remove_range (headings, 0, n);
}

/* What stands for the sections between headings @a and @b (nullable): as many lines as there are, each with the numeral that is due, and no
 * other line with one. Returns: of Heading. */
static GArray *
find_numbered (GPtrArray *lines, const Heading *a, const Heading *b, guint end)
{
  GArray *found = g_array_new (FALSE, TRUE, sizeof (Heading));
  int before = a != NULL ? a->section : -1, behind = b != NULL ? b->section : GJ_N_SECTIONS;
  guint number = a != NULL ? gj_heading_number (a->text) : 0, n = (guint) MAX (behind - before - 1, 0), seen = 0;
  guint last = b != NULL ? gj_heading_number (b->text) : 0;
  if (n == 0 || (a != NULL && number == 0) || (b != NULL && last != number + n + 1))
    return found;
  for (guint i = a != NULL ? a->after : 0; i < end && seen <= n; i++) {
    const GjProseLine *l = lines->pdata[i];
    guint here = gj_heading_number (l->text);
    Heading h = { .line = i, .after = i + 1, .section = before + (int) seen + 1, .text = l->text };
    if (here == 0)
      continue;
    seen = here == number + seen + 1 ? seen + 1 : n + 1;
    g_array_append_val (found, h);
  }
  if (seen != n)
    g_array_set_size (found, 0);
  return found;
}

#define VAGUE 0.8 /* a heading that is less like the form's */

/* Wording that is vague says less of its section than numerals in a row do: 三、依申请公开政府信息情况 is like 二. */
static void
part_alike (GArray *headings)
{
  for (guint i = 1; i < headings->len; i++) {
    const Heading *a = &g_array_index (headings, Heading, i - 1);
    Heading *h = &g_array_index (headings, Heading, i);
    int before = (int) gj_heading_number (a->text), number = (int) gj_heading_number (h->text);
    int due = a->section + number - before;
    int most = i + 1 < headings->len ? g_array_index (headings, Heading, i + 1).section : GJ_N_SECTIONS;
    if (h->similarity < VAGUE && before > 0 && number > before && due < most)
      h->section = due;
  }
}

/* Sections whose headings have other words than any known ones are told by their numerals. */
static void
add_numbered (GPtrArray *lines, GArray *headings)
{
  part_alike (headings);
  for (guint i = headings->len > 0 ? headings->len + 1 : 0; i-- > 0;) {
    const Heading *a = i > 0 ? &g_array_index (headings, Heading, i - 1) : NULL,
                  *b = i < headings->len ? &g_array_index (headings, Heading, i) : NULL;
    g_autoptr (GArray) found = find_numbered (lines, a, b, b != NULL ? b->line : lines->len);
    for (guint k = 0; k < found->len; k++) {
      Heading h = g_array_index (found, Heading, k);
      h.text = g_strdup (h.text);
      g_array_insert_val (headings, i + k, h);
    }
  }
}

static gboolean
is_document_number (const char *printed)
{
  g_autofree char *text = gj_str_simplify (printed);
  const char *year = strstr (text, "〔");
  if (year == NULL)
    year = strstr (text, "[");
  return year != NULL && g_utf8_strlen (text, -1) <= 30 && g_str_has_suffix (text, "号") && strstr (text, "，") == NULL;
}

/* Web page chrome, addressee, document number, dates and the like around the title. */
static gboolean
is_front_matter (const GjProseLine *l)
{
  static const char *const chrome[] = { "发布时间", "发布日期", "发文日期", "信息来源", "来源：",   "来源:",
                                        "浏览次数", "点击",     "字号",     "字体",     "索引号",   "【打印",
                                        "打印本页", "责任编辑", "分享",     "成文日期", "公开日期", "作者",
                                        "发布机构", "生成日期", "主题分类", "信息名称" };
  glong n = g_utf8_strlen (l->text, -1);
  g_autofree char *date = gj_date_parse (l->text, FALSE), *simple = gj_str_simplify (l->text);
  if (date != NULL || is_document_number (l->text))
    return TRUE;
  if (n <= 30 && (g_str_has_suffix (l->text, "：") || g_str_has_suffix (l->text, ":")))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (chrome); i++)
    if (n <= 80 && strstr (simple, chrome[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* A button or link that a page has beside its title. */
static gboolean
is_chrome_word (const GjProseLine *l)
{
  return g_utf8_strlen (l->text, -1) <= 16 && gj_line_is_back_matter (l->text);
}

static void
read_preamble (GjReport *report, GPtrArray *lines, guint from, guint end)
{
  guint i = from;
  while (i < end && (is_front_matter (lines->pdata[i]) || is_chrome_word (lines->pdata[i]) ||
                     g_utf8_strlen (((GjProseLine *) lines->pdata[i])->text, -1) < 4)) {
    char *date = gj_date_parse (((GjProseLine *) lines->pdata[i])->text, TRUE);
    if (report->published == NULL)
      report->published = date;
    else
      g_free (date);
    i++;
  }
  gj_paragraphs_join (lines, i, end, report->preamble);
}

static GjSection *
find_section (GjReport *report, int id)
{
  for (guint i = 0; i < report->sections->len; i++) {
    GjSection *s = report->sections->pdata[i];
    if (s->id == id)
      return s;
  }
  return NULL;
}

/* What is left of a table that was not found: no sentence, and no note. */
static gboolean
is_scrap (const char *text)
{
  static const char *const notes[] = { "注", "备注", "说明", "（注", "（备注" };
  guint han = 0, n = 0;
  for (gsize i = 0; i < G_N_ELEMENTS (notes); i++)
    if (g_str_has_prefix (text, notes[i]))
      return FALSE;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p), n++)
    han += gj_char_is_ideograph (g_utf8_get_char (p));
  return 2 * han < n || (strstr (text, "。") == NULL && strstr (text, "；") == NULL);
}

/* In sections of tables, OCR finds text in what it did not see to be one. @from: the section's first new paragraph. */
static void
drop_scraps (GjSection *section, guint from)
{
  gboolean tables = section->id >= FIRST_TABLE && section->id <= LAST_TABLE;
  for (guint i = section->paragraphs->len; tables && i-- > from;)
    if (is_scrap (section->paragraphs->pdata[i]))
      g_ptr_array_remove_index (section->paragraphs, i);
}

static void
read_section (GjReport *report, GPtrArray *lines, const Heading *h, guint end)
{
  GjSection *section = find_section (report, h->section);
  if (section == NULL) {
    section = gj_section_new (h->section, h->text);
    g_ptr_array_add (report->sections, section);
  } else if (h->similarity < 0.8)
    g_ptr_array_add (section->paragraphs, g_strdup (h->text));
  if (h->rest > 0) {
    GjProseLine *l = lines->pdata[h->line];
    g_autofree char *tail = g_strdup (l->text + h->rest);
    g_free (l->text);
    l->text = g_steal_pointer (&tail);
  }
  guint from = h->rest > 0 ? h->line : h->after, kept = section->paragraphs->len;
  gj_paragraphs_join (lines, from, end, section->paragraphs);
  if (from < end && ((GjProseLine *) lines->pdata[from])->page->source == GJ_SOURCE_OCR)
    drop_scraps (section, kept);
}

static void
tidy_heading (GjSection *section)
{
  /* "六、其他需要报告的事项：" loses the colon or full stop that joined it to its prose. */
  while (g_str_has_suffix (section->heading, "：") || g_str_has_suffix (section->heading, ":") ||
         g_str_has_suffix (section->heading, "。"))
    *g_utf8_prev_char (section->heading + strlen (section->heading)) = '\0';
}

static void
read_year (GjReport *report)
{
  for (guint i = 0; i < report->preamble->len && report->year == 0; i++)
    report->year = gj_year_of_period (report->preamble->pdata[i]);
  for (guint s = 0; s < report->sections->len; s++) {
    GjSection *section = report->sections->pdata[s];
    for (guint i = 0; i < section->paragraphs->len && report->year == 0; i++)
      report->year = gj_year_of_period (section->paragraphs->pdata[i]);
  }
}

/* Two reports bound in one file: the sections start again. The prose is that of the first; returns its end. @titled (out):
 * whether a title stands there. */
static guint
end_of_first_report (GPtrArray *lines, GArray *headings, gboolean *titled)
{
  guint seen = 0;
  *titled = FALSE;
  for (guint i = 0; i < headings->len; i++) {
    const Heading *h = &g_array_index (headings, Heading, i);
    if (h->section == 0 && __builtin_popcount (seen) >= 4) {
      guint from = g_array_index (headings, Heading, i - 1).after, end = h->line, first, after;
      g_autofree char *title = NULL;
      g_autoptr (GPtrArray) between = g_ptr_array_new ();
      for (guint k = from; k < end; k++)
        g_ptr_array_add (between, lines->pdata[k]);
      *titled = gj_title_find (between, between->len, &first, &after, &title);
      if (*titled)
        end = from + first;
      g_array_set_size (headings, i);
      return end;
    }
    seen |= 1u << h->section;
  }
  return lines->len;
}

/* How many lines end as a title does, which may leave its last character for a line of its own: with fewer than two there is no
 * second report. */
static guint
count_title_ends (const GjDocument *doc)
{
  guint n = 0;
  for (guint p = 0; p < doc->pages->len; p++) {
    const GjPage *page = doc->pages->pdata[p];
    for (guint i = 0; i < page->lines->len; i++) {
      g_autofree char *text = gj_str_strip_spaces (((GjLine *) page->lines->pdata[i])->text);
      n += g_str_has_suffix (text, "报告") || g_str_has_suffix (text, "報告") || strcmp (text, "告") == 0 ||
           g_str_has_suffix (text, ")") || g_str_has_suffix (text, "）");
    }
  }
  return n;
}

gboolean
gj_prose_split (GjDocument *doc)
{
  gboolean titled;
  if (doc->second != NULL || count_title_ends (doc) < 2)
    return FALSE;
  g_autoptr (GPtrArray) lines = gj_prose_collect (doc);
  g_autoptr (GArray) headings = find_headings (lines);
  drop_contents (lines, headings);
  guint end = end_of_first_report (lines, headings, &titled), page = 0;
  if (!titled)
    return FALSE;
  const GjProseLine *title = lines->pdata[end];
  while (page < doc->pages->len && doc->pages->pdata[page] != title->page)
    page++;
  gj_document_split (doc, page, title->line->box.y0);
  return TRUE;
}

void
gj_prose_read (GjReport *report, GjDocument *doc)
{
  g_autoptr (GPtrArray) lines = gj_prose_collect (doc);
  g_autoptr (GArray) headings = find_headings (lines);
  guint first = 0, after = 0;
  gboolean titled;

  drop_contents (lines, headings);
  add_numbered (lines, headings);
  guint all = end_of_first_report (lines, headings, &titled);
  guint front = headings->len > 0 ? g_array_index (headings, Heading, 0).line : lines->len;
  if (gj_title_find (lines, front, &first, &after, &report->title)) {
    guint again_first, again_after;
    char *again = NULL;
    while (after < front) { /* a cover page has the title too: the report starts at the last one */
      g_autoptr (GPtrArray) rest = g_ptr_array_new ();
      for (guint i = after; i < front; i++)
        g_ptr_array_add (rest, lines->pdata[i]);
      if (!gj_title_find (rest, rest->len, &again_first, &again_after, &again))
        break;
      if (again_after == 0)
        break;
      after += again_after;
      g_clear_pointer (&again, g_free);
    }
  }
  gboolean printed = report->title != NULL;
  gj_title_complete (doc, lines, after, &report->title);
  if (report->title != NULL)
    gj_title_parse (report->title, &report->organization, &report->year);
  static const char *const words[] = { "信息公开条例", "统计期限", "本报告" };
  for (gsize w = 0; !printed && w < G_N_ELEMENTS (words) && (w == 0 || after >= front); w++)
    /* a title that is a picture: the preamble names what every report is made under */
    for (after = 0; after < front && strstr (((GjProseLine *) lines->pdata[after])->text, words[w]) == NULL;)
      after++;
  if (report->title != NULL || headings->len > 0)
    read_preamble (report, lines, after, front);
  guint end = all, last = headings->len > 0 ? g_array_index (headings, Heading, headings->len - 1).after : 0;
  if (headings->len > 0)
    end = gj_signature_read (report, lines, last, gj_signature_end (lines, last, all));
  for (guint i = 0; i < headings->len; i++) {
    const Heading *h = &g_array_index (headings, Heading, i);
    read_section (report, lines, h,
                  i + 1 < headings->len ? g_array_index (headings, Heading, i + 1).line : MAX (end, h->after));
  }
  for (guint i = 0; i < report->sections->len; i++)
    tidy_heading (report->sections->pdata[i]);
  if (report->organization == NULL)
    report->organization = g_strdup (report->issuer);
  if (report->year == 0)
    read_year (report);
  gj_names_settle (report, lines);
}
