/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/gj-matrix.h"

#include <glib.h>
#include <math.h>
#include <string.h>

#define SLANT 0.12 /* of its direction: as far as it goes aside */

void
gj_matrix_multiply (double out[6], const double a[6], const double b[6])
{
  double r[6] = { a[0] * b[0] + a[1] * b[2], a[0] * b[1] + a[1] * b[3],        a[2] * b[0] + a[3] * b[2],
                  a[2] * b[1] + a[3] * b[3], a[4] * b[0] + a[5] * b[2] + b[4], a[4] * b[1] + a[5] * b[3] + b[5] };
  memcpy (out, r, sizeof r);
}

bool
gj_matrix_is_slanted (const double page[6], const double text[6])
{
  double x = fabs (page[0] * text[0] + page[2] * text[1]), y = fabs (page[1] * text[0] + page[3] * text[1]);
  return MIN (x, y) > SLANT * MAX (x, y);
}

void
gj_matrix_of_page (qpdf_data q, qpdf_oh page, double m[6])
{
  double box[4] = { 0, 0, 612, 792 };
  const char *const keys[] = { "/MediaBox", "/CropBox" };
  for (int k = 0; k < 2; k++) {
    qpdf_oh a = qpdf_oh_get_key (q, page, keys[k]);
    if (!qpdf_oh_is_array (q, a) || qpdf_oh_get_array_n_items (q, a) != 4)
      continue;
    double b[4], r[4];
    for (int i = 0; i < 4; i++)
      b[i] = qpdf_oh_get_numeric_value (q, qpdf_oh_get_array_item (q, a, i));
    r[0] = MIN (b[0], b[2]);
    r[1] = MIN (b[1], b[3]);
    r[2] = MAX (b[0], b[2]);
    r[3] = MAX (b[1], b[3]);
    if (k == 1) { /* the crop box is clipped to the media box */
      r[0] = MAX (r[0], box[0]);
      r[1] = MAX (r[1], box[1]);
      r[2] = MIN (r[2], box[2]);
      r[3] = MIN (r[3], box[3]);
    }
    if (r[2] > r[0] && r[3] > r[1])
      memcpy (box, r, sizeof box);
  }
  int rotate = (int) qpdf_oh_get_numeric_value (q, qpdf_oh_get_key (q, page, "/Rotate"));
  double w = box[2] - box[0], h = box[3] - box[1];
  double base[6] = { 1, 0, 0, -1, -box[0], box[3] };
  const double turns[4][6] = {
    { 1, 0, 0, 1, 0, 0 }, { 0, 1, -1, 0, h, 0 }, { -1, 0, 0, -1, w, h }, { 0, -1, 1, 0, 0, w }
  };
  gj_matrix_multiply (m, base, turns[(((rotate / 90) % 4) + 4) % 4]);
}
