/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "normalize/gj-report.h"

/** gj_older_set_aside: where a table is printed for another year, too, and the caption above it says so, its grids are none of the report's:
 * see GjGrid.aside. @report: read with all of them, with its year. Returns: whether there were such grids. */
gboolean gj_older_set_aside (const GjReport *report, GjDocument *doc);

/** gj_older_take_back: undoes it. */
void gj_older_take_back (GjDocument *doc);

/** gj_older_doubt: the figures of a table whose caption names another year than the report's are doubtful. @report: read, with its year. */
void gj_older_doubt (GjReport *report, GjDocument *doc);

/** gj_caption_year: the one year that a caption, @text, names, or 0; -1 where it is no caption: a sentence, or a long line. */
int gj_caption_year (const char *text);
