/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** gj_text_layer_version: the version of libpoppler that the text layer is read with. */
const char *gj_text_layer_version (void);

G_END_DECLS
