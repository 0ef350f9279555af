/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-private.h"

/* A straight piece of a rule: [from, to) along it, pos across. */
typedef struct {
  int from, to, pos;
  int table;    /* which connected set of rules it belongs to, −1 if none */
  double cover; /* the part of it on which there is ink */
} GjOcrRule;

/* The rules of a page that form tables. */
typedef struct {
  PIX *ink_h, *ink_v; /* pixels of thin strokes along, 1 bit */
  PIX *ink;           /* all print, 1 bit */
  GArray *h, *v;      /* of GjOcrRule */
  GArray *supposed;   /* of GjOcrRule: those of h that nothing shows but the lines of print they part, or
                       * below which another may be missing */
  GArray *bare;       /* of GjOcrRule: long ones across that meet no others */
  GArray *pieces[2];  /* of GjOcrRule: all that was found across, and upright, part of a table or not */
  int n_tables;
  double quality; /* the part of the long rules on which there is ink: 1, less where print is broken or faint */
  gboolean gaps;  /* pieces of rules are missing */
  double dpi;     /* of the pixels */
  int scale;      /* pixels of the picture per pixel of these */
} GjOcrRules;

/** gj_ocr_rules_find: rules that meet rules across them; text and underlines meet none. A bent page is flattened first. */
GjOcrRules *gj_ocr_rules_find (GjOcrPicture *picture);

/** gj_ocr_rules_find_faint: the same with half the thresholds, after gj_ocr_rules_find(): strokes of print pass for rules more often. */
GjOcrRules *gj_ocr_rules_find_faint (GjOcrPicture *picture);

/** gj_ocr_rules_find_strong: the same with @strength times the thresholds, which rules on the back of thin paper do not pass. */
GjOcrRules *gj_ocr_rules_find_strong (GjOcrPicture *picture, double strength);
void gj_ocr_rules_free (GjOcrRules *rules);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GjOcrRules, gj_ocr_rules_free)

/** gj_ocr_rules_broken: whether whole sides of cells may be missing. */
gboolean gj_ocr_rules_broken (const GjOcrRules *rules);

/** gj_ocr_rules_cover: the part of [@from, @to) on which there is a thin stroke near @pos, at one place across. 1 for an
 * empty range. The ends, where rules meet, are not looked at. */
double gj_ocr_rules_cover (const GjOcrRules *rules, gboolean horizontal, int pos, int from, int to);

/** gj_ocr_rules_inset: how much is left out at either end. */
int gj_ocr_rules_inset (const GjOcrRules *rules);
