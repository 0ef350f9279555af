/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/gj-options.h"

/** gj_dryrun_run: `gouji convert --dry-run PATH...`: what is in there, how long it will take. Returns: the exit code. */
int gj_dryrun_run (const GjOptions *options);
