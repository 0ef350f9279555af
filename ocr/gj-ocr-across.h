/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-rules.h"

/**
 * gj_ocr_across_is_bare:
 * @rules: the page's rules; those of h that meet others may still be among them
 * @r: one of h that meets no rule upright
 *
 * Whether @r parts rows of a table without upright rules, or is a piece of such a rule that broke: long strokes, on most of
 * the way. Dashes that stand for figures follow each other in line too, but each is short.
 */
gboolean gj_ocr_across_is_bare (const GjOcrRules *rules, const GjOcrRule *r);
