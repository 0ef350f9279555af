/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr.h"

/** gj_ocr_module_get: the OCR module, loaded at first use and kept. Errors: GJ_ERROR_MISSING_DATA. */
const GjOcrModule *gj_ocr_module_get (GError **error);

/** gj_ocr_get: the process's reader, opened at first use and kept: language data load once. Errors:
 * GJ_ERROR_MISSING_DATA naming the package. */
GjOcr *gj_ocr_get (GError **error);
