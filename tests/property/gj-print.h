/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tests/property/gj-layout.h"

/** gj_print_report: @report as pages of glyphs and rules, with a title, headings and prose around its tables.
 * @dropped: a row that is not printed (an item of the form), or -1. */
GjDocument *gj_print_report (const GjReport *report, const GjStyle *style, GRand *rand, int dropped);

/* How extracted text shows a table. */
/* PIPED: a pipe behind each cell, and none before the first: a row a line (ROWS, and for short rows pipes to fill them up), a
 * cell a line (CELLS), the pipe on a line of its own (BARS), before a row and behind its cells (OPENED).
 * HTML: table, tr, td, merged cells as such. COMMAS: values between commas, some in quotes. */
typedef enum {
  GJ_TEXT_PIPES,
  GJ_TEXT_TABS,
  GJ_TEXT_ROWS,
  GJ_TEXT_CELLS,
  GJ_TEXT_PIPED_ROWS,
  GJ_TEXT_PIPED_CELLS,
  GJ_TEXT_PIPED_BARS,
  GJ_TEXT_PIPED_OPENED,
  GJ_TEXT_HTML,
  GJ_TEXT_COMMAS,
  GJ_N_TEXTS
} GjTextKind;

/** gj_print_text: @report as extracted text. Returns: (transfer full). */
char *gj_print_text (const GjReport *report, const GjStyle *style, GjTextKind kind, GRand *rand, int dropped);

/** gj_print_prose: some paragraphs' worth of sentences without any heading in them. Returns: (transfer full). */
char *gj_print_prose (GRand *rand);
