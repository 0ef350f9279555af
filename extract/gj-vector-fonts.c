/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/gj-vector-private.h"

/* What the fonts of a page say about its text layer. */

static void
look_at_fonts (qpdf_data q, qpdf_oh resources, GjTextTraits *traits)
{
  qpdf_oh fonts = qpdf_oh_get_key_if_dict (q, resources, "/Font");
  if (!qpdf_oh_is_dictionary (q, fonts))
    return;
  qpdf_oh_begin_dict_key_iter (q, fonts);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  while (qpdf_oh_dict_more_keys (q) && names->len < 256)
    g_ptr_array_add (names, g_strdup (qpdf_oh_dict_next_key (q)));
  for (guint i = 0; i < names->len; i++) {
    qpdf_oh font = qpdf_oh_get_key (q, fonts, names->pdata[i]);
    if (!qpdf_oh_is_dictionary (q, font))
      continue;
    qpdf_oh subtype = qpdf_oh_get_key (q, font, "/Subtype");
    traits->n_fonts++;
    traits->type3_fonts |= qpdf_oh_is_name_and_equals (q, subtype, "/Type3");
    qpdf_oh encoding = qpdf_oh_get_key (q, font, "/Encoding");
    gboolean identity = qpdf_oh_is_name_and_equals (q, encoding, "/Identity-H") ||
                        qpdf_oh_is_name_and_equals (q, encoding, "/Identity-V");
    if (qpdf_oh_is_name_and_equals (q, subtype, "/Type0") && identity && !qpdf_oh_has_key (q, font, "/ToUnicode"))
      traits->n_fonts_without_unicode++;
  }
}

void
gj_vector_read_fonts (GjVector *vector, guint index, GjTextTraits *traits)
{
  qpdf_data q = vector->qpdf;
  if (index >= vector->n_pages)
    return;
  look_at_fonts (q, qpdf_oh_get_key (q, qpdf_get_page_n (q, index), "/Resources"), traits);
  qpdf_oh_release_all (q);
}
