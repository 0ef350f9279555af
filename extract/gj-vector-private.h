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
