/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gouji/gouji.h"

#include <json-c/json.h>

/* What ctest takes for "skipped". */
#define GJ_GOLDEN_SKIP 77

/* How far a reading is from the truth. */
typedef struct {
  guint cells; /* that the truth has */
  guint right;
  guint wrong;     /* another number, an invented one, or a null that claims the cell was blank or absent */
  guint unread;    /* null with the flag "unread", or its table not found */
  guint unflagged; /* wrong, without a flag of doubt on the cell */
  guint silent;    /* wrong in a report that says it is verified */
  guint flags_missing, relations_missed, relations_invented, prose_errors;
  char *first; /* the first wrong cell, or NULL */
} GjDistance;
void gj_distance_clear (GjDistance *d);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GjDistance, gj_distance_clear)

/** gj_golden_measure: compares @output (canonical JSON) with @truth (corpus/README.md). */
GjDistance gj_golden_measure (json_object *truth, json_object *output);

/** gj_golden_metadata_wrong: whether member @key of "report" is not what @truth says. */
gboolean gj_golden_metadata_wrong (json_object *truth, json_object *output, const char *key);

/** gj_golden_figure: what @output has at JSON pointer @pointer, as printed; "null"; NULL if there is nothing. */
const char *gj_golden_figure (json_object *output, const char *pointer);

/** gj_golden_status: 0 verified, 1 review, 2 incomplete. */
int gj_golden_status (const char *name);

/** gj_golden_load: a JSON file, or NULL. */
json_object *gj_golden_load (const char *folder, const char *name);

/** gj_golden_string: a string member, or "". */
const char *gj_golden_string (json_object *object, const char *key);

/**
 * gj_golden_count_differing:
 * @n: (out): how many cells @truth lists in "tables"
 * @unflagged: (out): how many figures are wrong without a flag of doubt
 *
 * Returns: how many of them @output does not give as printed; each is said.
 */
guint gj_golden_count_differing (json_object *truth, json_object *output, guint *n, guint *unflagged);

/** gj_golden_has_shared: whether there is a folder @shared of real reports; says "skipped" if not. */
gboolean gj_golden_has_shared (const char *shared);
