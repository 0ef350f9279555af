/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-private.h"

/* A straight piece of a rule: [from, to) along it, pos across. */
typedef struct {
  int from, to, pos;
  int table; /* which connected set of rules it belongs to, −1 if none */
} GjOcrRule;

/* The rules of a page that form tables. */
typedef struct {
  PIX *gray;             /* what they were found in */
  int faint;             /* gray levels between paper and a faint rule */
  PIX *mask_h, *mask_v;  /* pixels of rules, 1 bit */
  GArray *h, *v;         /* of GjOcrRule */
  int n_tables;
  double dpi;            /* of the masks */
  int scale;             /* pixels of the picture per pixel of the masks */
} GjOcrRules;

/** gj_ocr_rules_find: rules that meet rules across them; text and underlines meet none. A bent page is flattened first. */
GjOcrRules *gj_ocr_rules_find (GjOcrPicture *picture);
void gj_ocr_rules_free (GjOcrRules *rules);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GjOcrRules, gj_ocr_rules_free)

/** gj_ocr_rules_cover: the part of [@from, @to) that is ruled within @tolerance of @pos. 1 for an empty range. */
double gj_ocr_rules_cover (PIX *mask, gboolean horizontal, int pos, int from, int to, int tolerance);

/**
 * gj_ocr_rules_wall:
 * @strict: there is little more of this rule elsewhere
 *
 * Whether a rule at @pos parts what lies between @from and @to along it, also by the
 * gray levels themselves: a rule runs into the rules at both ends, the strokes of a
 * character keep off them. With @strict it must also be without gaps.
 */
gboolean gj_ocr_rules_wall (const GjOcrRules *rules, gboolean horizontal, int pos, int from, int to, gboolean strict);
