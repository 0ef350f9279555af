/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/gj-vector-private.h"

#include <stdlib.h>

/* The file as qpdf has it, and the content streams of its pages. */

GjVector *
gj_vector_open (const guint8 *bytes, gsize n_bytes)
{
  GjVector *v = g_new0 (GjVector, 1);
  v->qpdf = qpdf_init ();
  qpdf_silence_errors (v->qpdf);
  qpdf_set_suppress_warnings (v->qpdf, QPDF_TRUE);
  if (qpdf_read_memory (v->qpdf, "input", (const char *) bytes, n_bytes, NULL) & QPDF_ERRORS) {
    gj_vector_close (v);
    return NULL;
  }
  int n = qpdf_get_num_pages (v->qpdf);
  v->n_pages = n > 0 ? (guint) n : 0;
  qpdf_push_inherited_attributes_to_page (v->qpdf);
  return v;
}

void
gj_vector_close (GjVector *v)
{
  if (v == NULL)
    return;
  if (qpdf_has_error (v->qpdf)) /* or it would print that nobody asked */
    qpdf_get_error (v->qpdf);
  qpdf_cleanup (&v->qpdf);
  for (guint i = 0; v->contents != NULL && i < v->n_pages; i++)
    g_clear_pointer (&v->contents[i], g_bytes_unref);
  g_free (v->contents);
  g_free (v);
}

GBytes *
gj_vector_content (GjVector *v, guint index)
{
  unsigned char *buf = NULL;
  size_t len = 0;
  if (index >= v->n_pages)
    return NULL;
  if (v->contents != NULL && v->contents[index] != NULL)
    return g_steal_pointer (&v->contents[index]);
  if (qpdf_oh_get_page_content_data (v->qpdf, qpdf_get_page_n (v->qpdf, index), &buf, &len) & QPDF_ERRORS)
    return NULL;
  return g_bytes_new_with_free_func (buf, len, free, buf);
}
