/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "normalize/gj-report.h"

/** gj_period_is_other: whether @text, a label, names another year than @year (0: not known), or a period of another kind (上年, 累计), while
 * @own (nullable; labels separated by |), what the form prints in its place, names none. */
gboolean gj_period_is_other (const char *text, const char *own, int year);

/** gj_period_is_other_over: the same of @cell, a column's label, and of what stands over it in @grid, as where two years stand beside each other. */
gboolean gj_period_is_other_over (const GjGrid *grid, const GjGridCell *cell, int year);

/** gj_periods_doubt: figures whose header, or the label of whose row, names another period than the form does are doubtful: 上年处理决定数量
 * where the form has 本年处理决定数量. @report: read, with its year. Returns: whether any
 * cell with words names another period. */
gboolean gj_periods_doubt (GjReport *report, GjDocument *doc);
