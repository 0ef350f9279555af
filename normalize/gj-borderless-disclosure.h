/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "normalize/gj-report.h"

/** gj_borderless_disclosure: table 二 without rules among @lines [@first, @end) (of GjSegmentLine): a grid for each page
 * is added. Returns: whether any was. */
gboolean gj_borderless_disclosure (GPtrArray *lines, guint first, guint end);
