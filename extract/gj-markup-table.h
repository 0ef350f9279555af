/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/** gj_markup_tables_to_pipes: @text (UTF-8) with its tables in LaTeX (tabular) and OTSL, as tools that read pictures write them, and those
 * drawn with + - | whose cells have several lines, as rows of pipes. A merged cell is one cell of the row it begins in, but LaTeX leaves empty ones
 * below it. Headers that were joined to one row with points (行政复议.总计) become rows of their own. One cell a line with a tab
 * behind it becomes one with a pipe. A table that does not end is left as it is. Returns: (transfer full). */
char *gj_markup_tables_to_pipes (const char *text);
