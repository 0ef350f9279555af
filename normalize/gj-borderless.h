/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "normalize/gj-report.h"

/**
 * gj_borderless_recover:
 * @doc: its pages have their lines
 * @missing: which tables to look for
 *
 * Makes grids out of the places of words where tables have no rules (or only horizontal ones): columns from the
 * places of the figures, rows from their heights, labels from what stands left of them. The grids are added to their
 * pages. Returns: whether any was.
 */
gboolean gj_borderless_recover (GjDocument *doc, const gboolean missing[GJ_N_TABLES]);

/**
 * gj_borderless_recover_rest:
 * @done: (element-type GjPage): pages on which table 三 is found already
 *
 * The same for those pages of table 三 only on which it has no rules, or none that a picture left.
 */
gboolean gj_borderless_recover_rest (GjDocument *doc, GPtrArray *done);
