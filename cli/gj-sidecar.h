/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * A CSV that says where each file came from. Its first row names the columns, its
 * first column is the path; every other non-empty value becomes a member of
 * source.origin: {"url": "…", "date": "…"}.
 */
typedef struct GjSidecar GjSidecar;

/** gj_sidecar_read: Errors: GJ_ERROR_INPUT (unreadable, no header, a quote left open). */
GjSidecar *gj_sidecar_read (const char *file, GError **error);
void gj_sidecar_free (GjSidecar *sidecar);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GjSidecar, gj_sidecar_free)

/**
 * gj_sidecar_origin: the row of the file called @name in the manifest, else the row of its
 * @path as opened, else of its base name.
 *
 * Returns: (transfer full) (nullable): a JSON object.
 */
char *gj_sidecar_origin (const GjSidecar *sidecar, const char *name, const char *path);

/** gj_sidecar_unused: how many rows no file asked for. */
guint gj_sidecar_unused (const GjSidecar *sidecar);
