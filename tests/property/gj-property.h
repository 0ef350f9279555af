/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tests/property/gj-print.h"
#include "tests/support/gj-cmocka.h"
#include "tests/support/gj-sample.h"

/** gj_property_seed: the seed of this run (GOUJI_SEED, "new": by the clock; else the same each time); printed once. */
guint32 gj_property_seed (void);

/** gj_property_rounds: @usual, or GOUJI_ROUNDS. */
guint gj_property_rounds (guint usual);

/** gj_property_report: round @round's report: the edition and whether （六） is divided go round. */
GjReport *gj_property_report (guint round, GRand *rand);

/** gj_property_read_pages, gj_property_read_text: what the program makes of it, NULL if it is no report for it. */
GjReport *gj_property_read_pages (GjDocument *doc);
GjReport *gj_property_read_text (const char *text);

/** gj_property_differences: how many cells of @read are not what @printed says; the first is named in @first (out). */
guint gj_property_differences (const GjReport *printed, const GjReport *read, const char **first);

/** gj_property_describe: status, failed checks, flags and differing cells of @read, for people. Returns: (transfer full). */
char *gj_property_describe (const GjReport *printed, const GjReport *read);

/** gj_property_dump: the pages' lines and grids on stdout if GOUJI_DUMP is set. */
void gj_property_dump (const GjDocument *doc);
