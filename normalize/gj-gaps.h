/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "normalize/gj-report.h"

/**
 * gj_gaps_doubt:
 *
 * A scan that prints a figure nearly everywhere prints its zeros. A few cells without any, in rows that have some, are doubtful: a hole,
 * correction fluid or a pale band leaves nothing to see of what it took away. Table 二 is left out: it has few figures, and often blanks.
 */
void gj_gaps_doubt (GjReport *report);

/**
 * gj_points_doubt:
 *
 * Few counts with a point, even before a 0 (11.0), among many without: the number of an item may stand there, and its figure behind it.
 */
void gj_points_doubt (GjReport *report);
