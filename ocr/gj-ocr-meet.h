/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-rules.h"

/* How far rules may miss each other and still meet: long ones may be broken where they would. */
typedef struct {
  int slack, bridge;
  int stroke; /* of large print: no rule for certain */
} GjOcrMeeting;

/** gj_ocr_rules_slack: by how many pixels at @dpi pieces of one rule may lie beside each other. */
int gj_ocr_rules_slack (double dpi);

/** gj_ocr_rules_meet: whether @h, a rule across, and @v, an upright one, meet. */
gboolean gj_ocr_rules_meet (const GjOcrRule *h, const GjOcrRule *v, const GjOcrMeeting *m);

/** gj_ocr_rules_keep: removes from @rules what meets no rules as those of a table do; long lone ones across go to its bare. Sides
 * of which the corners are gone are lengthened first where rules are broken. */
void gj_ocr_rules_keep (GjOcrRules *rules, const GjOcrMeeting *m);
