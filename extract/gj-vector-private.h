/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "extract/gj-vector.h"

#include <qpdf/qpdf-c.h>

struct GjVector {
  qpdf_data qpdf;
  guint n_pages;
};
