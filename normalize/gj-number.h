/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#define GJ_NUMBER_DECIMALS 9

/* A printed number, exact. */
typedef struct {
  char text[32];   /* as JSON prints it: "1159.00", "-3" */
  __int128 scaled; /* value × 10^GJ_NUMBER_DECIMALS */
} GjNumber;

typedef enum {
  GJ_NUMBER_OK,        /* a number and nothing else */
  GJ_NUMBER_ANNOTATED, /* a number with a note or a unit */
  GJ_NUMBER_BLANK,     /* nothing, dashes, 无 */
  GJ_NUMBER_NONE       /* something else: not read */
} GjNumberKind;

/**
 * gj_number_parse:
 * @raw: what a cell holds
 * @unit: (nullable): the unit of its column ("万元")
 * @out: (out): the number where there is one, untouched otherwise
 *
 * Spaces, full-width digits, thousands separators (in groups of three) and 减 for a
 * minus are notation. A unit is converted where that is certain (251000元 in a 万元
 * column is 25.1).
 */
GjNumberKind gj_number_parse (const char *raw, const char *unit, GjNumber *out);

/** gj_number_to_string: prints a scaled value without needless zeros. Returns: (transfer full). */
char *gj_number_to_string (__int128 scaled);
