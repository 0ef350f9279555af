/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "extract/gj-vector.h"

#include <qpdf/qpdf-c.h>

struct GjVector {
  qpdf_data qpdf;
  guint n_pages;
  GBytes **contents; /* (nullable): of each page, those that were read already and not used yet */
};

/* The content stream of a page, decoded; NULL if it cannot be read. */
GBytes *gj_vector_content (GjVector *vector, guint index);

/* Appends to what of @page is unread where annotations of @page_object show anything; glyphs there are not sure (confidence).
 * @m: from the file's coordinates to the page. Returns: how many of them are typed text. */
guint gj_vector_read_annotations (GjVector *vector, qpdf_oh page_object, const double m[6], GjPage *page);
