/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "page/gj-page.h"

/* A label reduced to what identifies it: letters only, leading numerals ("一、", "（三）", "2.") and everything
 * that printers vary (spaces, quotes, brackets, punctuation) left out. */
#define GJ_LABEL_MAX 64
typedef struct {
  gunichar ch[GJ_LABEL_MAX];
  guint n;
} GjLabel;

/** gj_label_make: the core of @text; longer ones are cut at GJ_LABEL_MAX. */
GjLabel gj_label_make (const char *text);

/** gj_label_read: the same for @text of a page of @source; in what OCR read, Latin letters are dirt or numerals: no form has any. */
GjLabel gj_label_read (const char *text, GjSource source);

/** gj_label_similarity: 1 − Levenshtein distance / longer length, 0 to 1; 0 if either is empty. */
double gj_label_similarity (const GjLabel *a, const GjLabel *b);

/** gj_label_tail_similarity: the same where @text may have anything before the label: 1 − distance / length of
 * @label. */
double gj_label_tail_similarity (const GjLabel *text, const GjLabel *label);

/** gj_label_match: the best similarity of @text with any of @labels (separated by |). */
double gj_label_match (const GjLabel *text, const char *labels, gboolean tail);

/** gj_label_match_above: the same, for a caller to whom every similarity below @least is as good as 0: faster. */
double gj_label_match_above (const GjLabel *text, const char *labels, gboolean tail, double least);

/** gj_label_contains: whether one of @labels (separated by |) stands somewhere in @text. */
gboolean gj_label_contains (const GjLabel *text, const char *labels);

/** gj_label_is_piece: whether @piece, unless it is empty, stands whole in one of @labels (separated by |), as what a
 * line or page break leaves of a label does. */
gboolean gj_label_is_piece (const GjLabel *piece, const char *labels);

#define GJ_ALIASES_MAX 10
/* Labels reduced once: the aliases of one form item. */
typedef struct {
  guint n;
  guint64 letters[GJ_ALIASES_MAX]; /* of each alias, as bits */
  GjLabel alias[];
} GjLabelSet;
/** gj_label_set_new: of @labels (separated by |), the first GJ_ALIASES_MAX. Returns: (transfer full): g_free(). */
GjLabelSet *gj_label_set_new (const char *labels);
double gj_label_set_match (const GjLabelSet *set, const GjLabel *text, gboolean tail);
/** gj_label_letters: the letters of @label as bits; some share one. */
guint64 gj_label_letters (const GjLabel *label);
/** gj_label_set_match_above: the same, for a caller to whom every similarity below @least is as good as 0: faster. @letters: of @text. */
double gj_label_set_match_above (const GjLabelSet *set, const GjLabel *text, guint64 letters, gboolean tail,
                                 double least);
