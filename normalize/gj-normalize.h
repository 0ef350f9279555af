/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "normalize/gj-report.h"
#include "page/gj-error.h"

/**
 * gj_normalize:
 * @doc: the pages; changed on the way (cells filled, lines and recovered grids added)
 *
 * Pages → report: cells, tables, prose, checks.
 *
 * Returns: (transfer full): the report. Errors: GJ_ERROR_NOT_REPORT, GJ_ERROR_OLD_FORM.
 */
GjReport *gj_normalize (GjDocument *doc, GError **error);
