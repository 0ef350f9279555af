/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

typedef enum {
  GJ_TYPE_EMPTY,
  GJ_TYPE_PDF,
  GJ_TYPE_IMAGE, /* PNG, JPEG, TIFF */
  GJ_TYPE_TEXT,
  GJ_TYPE_HTML,
  GJ_TYPE_OFFICE, /* .docx, .ofd and other zip containers, .doc and other OLE files */
  GJ_TYPE_UNKNOWN
} GjType;

/** gj_sniff: the type of a file by its content, never by its name. */
GjType gj_sniff (const guint8 *bytes, gsize n_bytes);
