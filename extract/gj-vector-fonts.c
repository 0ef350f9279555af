/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/gj-vector-private.h"
#include "page/gj-char.h"

#include <stdlib.h>
#include <string.h>

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

/* What @map, a font's ToUnicode (ISO 32000-1, 9.10.3), says of @code, or 0. */
static gunichar
look_up (const char *map, guint code)
{
  guint v[3] = { 0 }, n = 0, at = 0;
  gboolean range = FALSE, list = FALSE, on = FALSE;
  for (const char *p = map; *p != '\0'; p++) {
    if (*p == 'b' && (g_str_has_prefix (p, "beginbfchar") || g_str_has_prefix (p, "beginbfrange"))) {
      range = p[7] == 'r';
      on = TRUE;
      n = 0;
    } else if (*p == 'e' && g_str_has_prefix (p, "endbf"))
      on = FALSE;
    else if ((*p == '[' || *p == ']') && on) {
      list = *p == '[';
      at = 0;
      n = list ? n : 0;
    }
    if (*p != '<' || !on)
      continue;
    v[n] = (guint) strtoul (p + 1, NULL, 16);
    if (list && n == 2) {
      if (v[0] + at++ == code)
        return v[2];
      continue;
    }
    if (++n < (range ? 3u : 2u))
      continue;
    if (range ? code >= v[0] && code <= v[1] : code == v[0])
      return range ? v[2] + code - v[0] : v[1];
    n = 0;
  }
  return 0;
}

gboolean
gj_vector_is_space (GjVector *vector, guint index, guint font, int code)
{
  qpdf_data q = vector->qpdf;
  gboolean space = FALSE;
  if (index >= vector->n_pages || code < 0)
    return FALSE;
  qpdf_oh fonts = qpdf_oh_get_key_if_dict (q, qpdf_oh_get_key (q, qpdf_get_page_n (q, index), "/Resources"), "/Font");
  if (qpdf_oh_is_dictionary (q, fonts))
    qpdf_oh_begin_dict_key_iter (q, fonts);
  while (qpdf_oh_is_dictionary (q, fonts) && qpdf_oh_dict_more_keys (q)) {
    const char *name = qpdf_oh_dict_next_key (q);
    unsigned char *buf = NULL;
    size_t len = 0;
    QPDF_BOOL filtered;
    if (g_str_hash (name + 1) != font)
      continue;
    qpdf_oh map = qpdf_oh_get_key_if_dict (q, qpdf_oh_get_key (q, fonts, name), "/ToUnicode");
    if (!qpdf_oh_is_stream (q, map))
      space = code == ' ';
    else if (!(qpdf_oh_get_stream_data (q, map, qpdf_dl_generalized, &filtered, &buf, &len) & QPDF_ERRORS)) {
      g_autofree char *text = g_strndup ((const char *) buf, len);
      gunichar ch = look_up (text, (guint) code);
      space = ch >= 0x20 && gj_char_is_space (ch); /* control characters stand for anything */
    }
    free (buf);
    break;
  }
  qpdf_oh_release_all (q);
  return space;
}
