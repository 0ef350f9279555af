/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-private.h"

/*
 * Red seals in gray scans. They are lighter than print, but dark enough to be ink; print under them shows through. Seen as a whole
 * they are rings of flat gray, an inch or two across, which nothing else on a page is.
 */

/** gj_ocr_veil_find: Returns: (transfer full) (element-type GjOcrRect): the squares around the seals of @picture. */
GArray *gj_ocr_veil_find (const GjOcrPicture *picture);

/** gj_ocr_veil_is_on: whether one of @seals may reach into @cell. */
gboolean gj_ocr_veil_is_on (const GArray *seals, const GjOcrRect *cell);

/**
 * gj_ocr_veil_lift:
 * @cell: where the picture is changed
 * @part: of the page's contrast: what is lighter becomes paper, the darkest stays, and what is between is spread
 *
 * Returns: (transfer full) (nullable): what was in @cell, for gj_ocr_veil_put_back(); NULL if @cell is outside the picture.
 */
PIX *gj_ocr_veil_lift (const GjOcrPicture *picture, const GjOcrRect *cell, double part);

/** gj_ocr_veil_put_back: undoes gj_ocr_veil_lift(). */
void gj_ocr_veil_put_back (const GjOcrPicture *picture, const GjOcrRect *cell, PIX *kept);

/**
 * gj_ocr_veil_lift_seals:
 * @picture: whose seals are known
 * @grids: (element-type GjOcrGrid): tables, which are left as they are
 * @lifted: (element-type GjOcrRect): where ink was taken off is added to it
 *
 * Takes the seals outside of tables off, where print is darker than they are: labels, prose and figures of tables without rules are read without
 * their strokes then. A seal as dark as print stays.
 */
void gj_ocr_veil_lift_seals (const GjOcrPicture *picture, const GPtrArray *grids, GArray *lifted);
