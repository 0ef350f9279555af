/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/gj-options.h"

/** gj_bulk_run: `gouji convert -o OUTDIR` and `--jsonl`: many inputs. Returns: the exit code. */
int gj_bulk_run (const GjOptions *options);
