/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-private.h"

/* What stands so near a rule at the side of a cell that gj_ocr_ink_find() may cut it off together with the rule. */
typedef struct {
  gboolean left, right; /* whether there is such */
  gboolean touches;     /* whether it hangs on the rule, which may hide a part of it */
  int from, to;         /* what stands to the left begins before, to the right ends behind */
  GjOcrRect box;        /* the cell with its sides moved out, so that all of it is within */
} GjOcrFlush;

/** gj_ocr_flush_find: looks for what is as high as a figure and stands at a rule down of @cell. */
GjOcrFlush gj_ocr_flush_find (const GjOcrPicture *picture, const GjOcrRect *cell);

/** gj_ocr_flush_is_lost: whether @ink, the box around what was found in the cell, lacks what stands at a rule. */
gboolean gj_ocr_flush_is_lost (const GjOcrFlush *flush, const GjOcrRect *ink);
