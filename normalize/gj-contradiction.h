/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "normalize/gj-report.h"

/** gj_report_failed_checks: how many relations of @report fail. */
guint gj_report_failed_checks (const GjReport *report);

/** gj_report_year_is_impossible: whether the title or the preamble names a year that no report is of. */
gboolean gj_report_year_is_impossible (const GjReport *report);

/** gj_report_contradictions: relations that fail, an impossible year, and figures of a text layer that are garbled: they begin as a number and
 *  are none, because other characters hide between theirs. */
guint gj_report_contradictions (const GjReport *report);

/** gj_report_settles: whether @second, another reading of the pages that gave @first, is to be believed instead: at least
 *  half of the contradictions of @first are none in it, and it has less than half as many. A relation that it could not
 *  evaluate, because it read less, speaks neither for it nor against @first. */
gboolean gj_report_settles (const GjReport *second, const GjReport *first);

/** gj_report_doubt_unsettled: flags as doubtful in @second, which stands instead of @first, the figures that @first has too,
 *  but could not be sure of because of the mark of a note beside them or a stroke through them. */
void gj_report_doubt_unsettled (GjReport *second, const GjReport *first);
