/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <qpdf/qpdf-c.h>
#include <stdbool.h>

/* Matrices of PDF: a point (x, y) goes to (m[0]·x + m[2]·y + m[4], m[1]·x + m[3]·y + m[5]). */

/** gj_matrix_multiply: @out = @a, then @b. @out may be either of them. */
void gj_matrix_multiply (double out[6], const double a[6], const double b[6]);

/** gj_matrix_is_slanted: whether text that is placed by @text, then @page, runs neither level nor upright. */
bool gj_matrix_is_slanted (const double page[6], const double text[6]);

/** gj_matrix_of_page: from the default user space of @page to the page as displayed (points, origin at the crop box's top
 * left, y down, /Rotate applied). What the page's dictionary lacks is a sheet of letter size. */
void gj_matrix_of_page (qpdf_data q, qpdf_oh page, double m[6]);
