/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-module.h"

#include <gmodule.h>

/* The module's only exported symbol. */
G_MODULE_EXPORT extern const GjOcrModule gj_ocr_module;
const GjOcrModule gj_ocr_module = {
  .abi = GJ_OCR_ABI,
  .open = gj_ocr_open,
  .close = gj_ocr_close,
  .read_page = gj_ocr_read_page,
  .load_images = gj_ocr_load_images,
};
