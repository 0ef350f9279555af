/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "normalize/gj-report.h"
#include "page/gj-page.h"

/** gj_caption_unit_check: marks as doubtful the figures of table 二 that have a unit (the fees, in 万元) where no header, label or cell
 * prints that unit, but a block's title or a caption in the section prints another (单位：元): whether it is meant for them is not
 * said. To be called when the tables and the prose were read. */
void gj_caption_unit_check (GjReport *report, const GjDocument *doc);
