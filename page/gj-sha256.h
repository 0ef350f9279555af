/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/** gj_sha256: the checksum of @n bytes, hexadecimal. nettle's, because on processors with instructions for it that
 * takes a quarter of the time of GLib's, which was a tenth of a whole conversion. Returns: (transfer full). */
char *gj_sha256 (const guint8 *bytes, gsize n);
