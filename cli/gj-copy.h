/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/**
 * gj_copy_report: the report of the same bytes under another name
 * @json: a report as libgouji wrote it
 * @file: what its source.file is to say (UTF-8)
 *
 * Only that string is replaced; every other byte stays.
 *
 * Returns: (transfer full) (nullable): NULL if @json has no source.file.
 */
char *gj_copy_report (const char *json, const char *file);
