/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/gj-content.h"
#include "extract/gj-vector-private.h"

#include <stdlib.h>
#include <string.h>

/*
 * Annotations (ISO 32000-1, 12.5): fields of forms, text typed on a page, strokes through it. Readers show them as part of the page,
 * and its text layer has nothing of them.
 */

#define MAX_ANNOTATIONS 4096
#define HIDDEN 2 /* flags: not shown, neither on a screen nor in print */
#define NO_VIEW 32

#define MOST_OF_PAGE 0.5 /* a mark of a watermark: a larger one lies over the page as a whole */

static gboolean
is_of_kind (qpdf_data q, qpdf_oh annotation, const char *const *kinds)
{
  qpdf_oh kind = qpdf_oh_get_key (q, annotation, "/Subtype");
  for (; *kinds != NULL; kinds++)
    if (qpdf_oh_is_name_and_equals (q, kind, *kinds))
      return TRUE;
  return FALSE;
}

/* Whether annotations of this kind are shown over what is printed, and change what it says. */
static gboolean
is_print (qpdf_data q, qpdf_oh annotation)
{
  static const char *const others[] = { "/Link",     "/Text",        "/Popup", "/Highlight", "/Underline",
                                        "/Squiggly", "/Caret",       "/Sound", "/Movie",     "/FileAttachment",
                                        "/TrapNet",  "/PrinterMark", NULL };
  return !is_of_kind (q, annotation, others);
}

/* Whether @box of a watermark covers most of @page: it is pale, and everything would be in doubt. */
static gboolean
is_behind_page (qpdf_data q, qpdf_oh annotation, const GjBox *box, const GjPage *page)
{
  return qpdf_oh_is_name_and_equals (q, qpdf_oh_get_key (q, annotation, "/Subtype"), "/Watermark") &&
         gj_box_width (box) * gj_box_height (box) > MOST_OF_PAGE * page->width * page->height;
}

/* Whether @annotation is a button: on, pressed or not; not one that is off. */
static gboolean
is_button (qpdf_data q, qpdf_oh annotation, qpdf_oh look)
{
  qpdf_oh state = qpdf_oh_get_key (q, annotation, "/AS");
  return qpdf_oh_is_name_and_equals (q, qpdf_oh_get_key (q, annotation, "/FT"), "/Btn") &&
         (qpdf_oh_is_stream (q, look) ||
          (qpdf_oh_is_name (q, state) && !qpdf_oh_is_name_and_equals (q, state, "/Off")));
}

/* Whether @annotation is of the kinds that text is typed into: others mark what is printed, and have none. */
static gboolean
is_typed (qpdf_data q, qpdf_oh annotation)
{
  static const char *const kinds[] = { "/FreeText", "/Widget", "/Stamp", NULL };
  return is_of_kind (q, annotation, kinds);
}

/* Whether the appearance @look shows a string. */
static gboolean
shows_text (qpdf_data q, qpdf_oh look)
{
  static const char *const shows[] = { "Tj", "TJ", "'", "\"" };
  unsigned char *buf = NULL;
  size_t length = 0;
  QPDF_BOOL filtered = QPDF_FALSE;
  gboolean found = FALSE;
  GjContent c;
  if (!qpdf_oh_is_stream (q, look) ||
      (qpdf_oh_get_stream_data (q, look, qpdf_dl_generalized, &filtered, &buf, &length) & QPDF_ERRORS))
    return FALSE;
  gj_content_init (&c, buf, length);
  while (!found && gj_content_next (&c))
    for (gsize i = 0; i < G_N_ELEMENTS (shows); i++)
      found |= c.text > 0 && strcmp (c.operator_, shows[i]) == 0;
  free (buf);
  return found;
}

static gboolean
has_words (qpdf_data q, qpdf_oh annotation, const char *key)
{
  qpdf_oh value = qpdf_oh_get_key_if_dict (q, annotation, key);
  return qpdf_oh_is_string (q, value) && qpdf_oh_get_string_value (q, value)[0] != '\0';
}

/* Whether it shows anything: its appearance, or words for which readers make one. */
static gboolean
shows (qpdf_data q, qpdf_oh annotation)
{
  int flags = (int) qpdf_oh_get_numeric_value (q, qpdf_oh_get_key (q, annotation, "/F"));
  if (flags & (HIDDEN | NO_VIEW))
    return FALSE;
  qpdf_oh look = qpdf_oh_get_key_if_dict (q, qpdf_oh_get_key (q, annotation, "/AP"), "/N");
  gboolean field = qpdf_oh_is_name_and_equals (q, qpdf_oh_get_key (q, annotation, "/Subtype"), "/Widget");
  if (field && !is_button (q, annotation, look) && !qpdf_oh_has_key (q, annotation, "/V") &&
      !qpdf_oh_has_key (q, annotation, "/Parent") &&
      !qpdf_oh_is_name_and_equals (q, qpdf_oh_get_key (q, annotation, "/FT"), "/Sig") && !shows_text (q, look))
    return FALSE; /* a field that is not filled in */
  return qpdf_oh_is_stream (q, look) || qpdf_oh_is_dictionary (q, look) || has_words (q, annotation, "/Contents") ||
         has_words (q, annotation, "/V") || has_words (q, qpdf_oh_get_key (q, annotation, "/Parent"), "/V");
}

/* The rectangle of @annotation by @m; FALSE if it has none. */
static gboolean
box_of (qpdf_data q, qpdf_oh annotation, const double m[6], GjBox *box)
{
  qpdf_oh rect = qpdf_oh_get_key (q, annotation, "/Rect");
  double r[4], x[2], y[2];
  if (!qpdf_oh_is_array (q, rect) || qpdf_oh_get_array_n_items (q, rect) != 4)
    return FALSE;
  for (int i = 0; i < 4; i++)
    r[i] = qpdf_oh_get_numeric_value (q, qpdf_oh_get_array_item (q, rect, i));
  for (int i = 0; i < 2; i++) {
    x[i] = m[0] * r[2 * i] + m[2] * r[2 * i + 1] + m[4];
    y[i] = m[1] * r[2 * i] + m[3] * r[2 * i + 1] + m[5];
  }
  *box = (GjBox){ MIN (x[0], x[1]), MIN (y[0], y[1]), MAX (x[0], x[1]), MAX (y[0], y[1]) };
  return box->x1 - box->x0 > 1 && box->y1 - box->y0 > 0;
}

guint
gj_vector_read_annotations (GjVector *vector, qpdf_oh page_object, const double m[6], GjPage *page)
{
  qpdf_data q = vector->qpdf;
  qpdf_oh list = qpdf_oh_get_key_if_dict (q, page_object, "/Annots");
  int n = qpdf_oh_is_array (q, list) ? qpdf_oh_get_array_n_items (q, list) : 0;
  guint typed = 0;
  for (int i = 0; i < MIN (n, MAX_ANNOTATIONS); i++) {
    qpdf_oh annotation = qpdf_oh_get_array_item (q, list, i);
    GjBox box;
    if (!qpdf_oh_is_dictionary (q, annotation) || !is_print (q, annotation) || !shows (q, annotation) ||
        !box_of (q, annotation, m, &box) || is_behind_page (q, annotation, &box, page))
      continue;
    g_array_append_val (page->unread, box);
    typed += is_typed (q, annotation);
    for (guint k = 0; k < page->glyphs->len; k++) {
      GjGlyph *g = &g_array_index (page->glyphs, GjGlyph, k);
      if (gj_box_contains (&box, (g->box.x0 + g->box.x1) / 2, (g->box.y0 + g->box.y1) / 2))
        g->confidence = 0;
    }
  }
  return typed;
}
