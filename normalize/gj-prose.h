/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "normalize/gj-report.h"

/* A line of prose in the whole document. */
typedef struct {
  GjLine *line; /* borrowed */
  GjPage *page;
  char *text;           /* owned: layout spaces removed */
  gboolean after_table; /* a table stands between the line before and this one */
  double first_chunk;   /* width of what cannot be broken at its start, points */
  /* Of the body on pages of this width, points: see gj_paragraphs_measure(). */
  double left, right, pitch, em;
  double wrap; /* extracted text: the width, in terminal columns, its lines were wrapped at; 0: they were not */
} GjProseLine;

/** gj_lines_build: fills page->lines from the glyphs outside tables (GJ_SOURCE_TEXT pages have theirs already). */
void gj_lines_build (GjPage *page);

/** gj_line_above: the line that stands right above @grid, a grid of @page, and not below another one: its caption, if it is one. Returns:
 * (nullable). */
const GjLine *gj_line_above (const GjPage *page, const GjGrid *grid);

/** gj_glyphs_widen_punctuation: OCR tells not between half-width and full-width punctuation: beside Chinese it is
 * full-width in print. Only for pages read by OCR. */
void gj_glyphs_widen_punctuation (GjPage *page);

/** gj_page_free_headings: a heading close above a table may come as the first row of its grid: it becomes text again.
 * Only for pages read by OCR. */
void gj_page_free_headings (GjPage *page);

/** gj_glyphs_drop_watermarks: removes text set at a slant, and big text that repeats at one place on most pages. */
void gj_glyphs_drop_watermarks (GjDocument *doc);

/** gj_prose_collect: every line of @doc that is neither page number, running header or footer, nor table of contents.
 * Returns: of GjProseLine, free with g_ptr_array_unref(). */
GPtrArray *gj_prose_collect (GjDocument *doc);

/** gj_is_page_number: whether @text, without spaces, may be the number of a page: "3", "- 3 -", "第3页". */
gboolean gj_is_page_number (const char *text);

/** gj_heading_match: the section a line is the heading of, or -1. @rest (out, nullable): offset of prose that follows
 * on the same line, 0 if none. @level: markdown level of the line. */
int gj_heading_match (const char *text, guint level, double *similarity, gsize *rest);

/** gj_heading_match_ocr: the same for a line read by OCR, whose numeral may be damaged. */
int gj_heading_match_ocr (const char *text, double *similarity, gsize *rest);

/** gj_heading_number: the numeral (from 1) of a line that may be a heading by it, whatever its words: 三、依申请公开政府信息. Returns: 0 if it
 * may not. */
guint gj_heading_number (const char *text);

/** gj_heading_match_bracketed: the section whose heading a line is in a report that numbers its sections （一）, （二） and so
 * on, as others number what is below them, or -1. @number (out): the numeral, from 1. */
int gj_heading_match_bracketed (const char *text, guint *number);

/** gj_heading_spelling: the wording of the form that @text, an OCRed heading of @section, stands for, with its numeral
 * (the form's where it cannot be read). Returns: (transfer full). */
char *gj_heading_spelling (const char *text, int section);

/** gj_prose_read: metadata, preamble and sections. */
void gj_prose_read (GjReport *report, GjDocument *doc);

/** gj_prose_split: where a second report is bound behind the first, makes it @doc->second. Returns: whether it did. */
gboolean gj_prose_split (GjDocument *doc);

/** gj_paragraphs_measure: finds the edges and pitch of the body and sets them in every line. */
void gj_paragraphs_measure (GPtrArray *lines);

/** gj_paragraphs_join: joins the lines [@first, @end) into paragraphs, appended to @out. */
void gj_paragraphs_join (GPtrArray *lines, guint first, guint end, GPtrArray *out);

/** gj_paragraph_starts: whether line @i starts a new paragraph, given the one before it. */
gboolean gj_paragraph_starts (GPtrArray *lines, guint i);

/* Metadata */
/** gj_title_find: the title among the lines [0, @end): its first line and the line after it. */
gboolean gj_title_find (GPtrArray *lines, guint end, guint *first, guint *after, char **title);
/** gj_line_is_back_matter: whether @text is what a letter or a web page has below its signature. */
gboolean gj_line_is_back_matter (const char *text);
/** gj_signature_end: other documents may be bound behind the report: it ends with a name and a date set apart, the last on their page. */
guint gj_signature_end (GPtrArray *lines, guint from, guint end);
/** gj_signature_read: signature and date at the end of the lines [@from, @end). Returns: the line after the prose before them. What
 * follows a date is web chrome. */
guint gj_signature_read (GjReport *report, GPtrArray *lines, guint from, guint end);
/** gj_title_complete: where @title (nullable) was not found, or without the organization that stands above it on one of the
 * first @end @lines, the title as the header that a browser prints has it, or a field in the head of the first page. */
void gj_title_complete (const GjDocument *doc, GPtrArray *lines, guint end, char **title);
/** gj_title_parse: organization and year of a title; NULL and 0 where it names none. */
void gj_title_parse (const char *title, char **organization, int *year);
/** gj_date_parse: the date that @text consists of (notes around it allowed if @search), as ISO 8601, or NULL. */
char *gj_date_parse (const char *text, gboolean search);
/** gj_year_of_period: the year of 统计期限 in @text, or 0. */
int gj_year_of_period (const char *text);

/** gj_names_settle: title, organization and issuer of a report read by OCR: where the organization is named several times in
 * @lines, its readings vote on each character that is not sure; what stays unsure becomes a doubt of @report. */
void gj_names_settle (GjReport *report, GPtrArray *lines);
