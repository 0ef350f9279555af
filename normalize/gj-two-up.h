/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "page/gj-page.h"

/** gj_two_up_part: makes two pages of each on which two stand side by side, or two columns of a broad sheet: broad pages of a text layer or a scan, with
 * nothing across a gutter in the middle, and prose or tables on both of its sides on one page at least. Both halves keep their page's number and
 * their places. Nothing is done where pages of a text layer have pictures that may have to be
 * looked at. */
void gj_two_up_part (GjDocument *doc);
