/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/gj-options.h"

/** gj_single_run: `gouji convert FILE`: JSON on stdout. Returns: the exit code. */
int gj_single_run (const GjOptions *options);
