/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Text as it is shown and as it stands in JSON. */

/** gj_display_name: a file name as UTF-8: bytes that are not UTF-8 become %XX. Returns: (transfer full). */
char *gj_display_name (const char *bytes);

/** gj_one_line: @text fit for one line of stderr: control characters become %XX as well. Returns: (transfer full). */
char *gj_one_line (const char *text);

/** gj_json_append: appends @text (UTF-8, NULL gives null) as a JSON string. */
void gj_json_append (GString *out, const char *text);

/** gj_error_line: "gouji: FILE: message\n", without @file (nullable) "gouji: message\n". Returns: (transfer full). */
char *gj_error_line (const char *file, const char *message);

/** gj_print_error: that line on stderr. */
void gj_print_error (const char *file, const char *message);
