/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/** gj_html_tables_to_pipes: @text (UTF-8) with its HTML tables, which tools that read PDFs put into markdown, as rows of pipes.
 * A merged cell is one cell of the row it begins in. What makes figures in a cell
 * another number than their digits in a row stays visible: [1] for a raised 1, ~ behind what is struck out, ； between
 * lines. A table that does not end is left as it is. Where prose stands between the
 * tags of HTML, too, each paragraph becomes one, and headings (h1 to h6) lines that begin with #; else it is left alone. Returns: (transfer full). */
char *gj_html_tables_to_pipes (const char *text);
