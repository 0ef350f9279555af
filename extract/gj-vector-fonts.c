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

typedef struct {
  int code; /* the one that is asked for */
  GjFontWord *word;
  guint digits;  /* bits: those that have codes */
  int shift;     /* from what they are to their codes */
  gboolean even; /* it is the same for all */
} Asked;

/* A font says that codes @first to @last are @ch and what follows it. */
static void
take_range (Asked *a, guint first, guint last, guint ch)
{
  if (last < first)
    return;
  if (a->code >= 0 && (guint) a->code >= first && (guint) a->code <= last && a->word->ch == 0)
    a->word->ch = ch + (guint) a->code - first;
  for (guint d = 0; d < 10; d++) {
    if ('0' + d < ch || '0' + d > ch + (last - first))
      continue;
    int shift = (int) first - (int) ch;
    a->even = a->digits == 0 ? TRUE : a->even && shift == a->shift;
    a->shift = shift;
    a->digits |= 1u << d;
  }
}

/* Reads @map, a font's ToUnicode (ISO 32000-1, 9.10.3). */
static void
read_map (const char *map, Asked *a)
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
      take_range (a, v[0] + at, v[0] + at, v[2]);
      at++;
      continue;
    }
    if (++n < (range ? 3u : 2u))
      continue;
    take_range (a, v[0], range ? MIN (v[1], v[0] + 0xFFFF) : v[0], range ? v[2] : v[1]);
    n = 0;
  }
}

/* What @font, of the page's resources, says of the code that is asked for. */
static void
ask (qpdf_data q, qpdf_oh font, Asked *a)
{
  unsigned char *buf = NULL;
  size_t len = 0;
  QPDF_BOOL filtered;
  qpdf_oh map = qpdf_oh_get_key_if_dict (q, font, "/ToUnicode");
  a->word->id = (guint) qpdf_oh_get_object_id (q, font);
  if (!qpdf_oh_is_stream (q, map)) { /* standard codes */
    qpdf_oh subtype = qpdf_oh_get_key_if_dict (q, font, "/Subtype");
    a->word->whole = !qpdf_oh_is_dictionary (q, qpdf_oh_get_key_if_dict (q, font, "/Encoding"));
    a->word->sound = !qpdf_oh_is_name_and_equals (q, subtype, "/Type3");
    a->word->ch = a->code == ' ' ? ' ' : 0;
  } else if (!(qpdf_oh_get_stream_data (q, map, qpdf_dl_generalized, &filtered, &buf, &len) & QPDF_ERRORS)) {
    g_autofree char *text = g_strndup ((const char *) buf, len);
    read_map (text, a);
    a->word->whole = a->digits == 0x3FF;
    a->word->sound = a->even && a->code >= 0 && a->word->ch < 0x80 && a->code - (int) a->word->ch == a->shift;
  }
  free (buf);
}

void
gj_vector_ask_font (GjVector *vector, guint index, guint font, int code, GjFontWord *word)
{
  qpdf_data q = vector->qpdf;
  Asked asked = { .code = code, .word = word };
  *word = (GjFontWord){ .id = 0 };
  if (index >= vector->n_pages)
    return;
  qpdf_oh fonts = qpdf_oh_get_key_if_dict (q, qpdf_oh_get_key (q, qpdf_get_page_n (q, index), "/Resources"), "/Font");
  if (qpdf_oh_is_dictionary (q, fonts))
    qpdf_oh_begin_dict_key_iter (q, fonts);
  while (qpdf_oh_is_dictionary (q, fonts) && qpdf_oh_dict_more_keys (q)) {
    const char *name = qpdf_oh_dict_next_key (q);
    if (g_str_hash (name + 1) != font)
      continue;
    ask (q, qpdf_oh_get_key (q, fonts, name), &asked);
    break;
  }
  qpdf_oh_release_all (q);
}
