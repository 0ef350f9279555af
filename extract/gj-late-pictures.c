/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The functions of poppler-glib, cairo and gobject that pictures of pages need, found when the first of them is called: see
 * gj-text-layer.h. Only the command has them, and only beside poppler's core. */
#include "extract/gj-late-pictures.h"

#include <cairo.h>
#include <dlfcn.h>
#include <poppler.h>
#include <stdlib.h>
#include <string.h>

/* Without the picture of a page what it guards against would go unseen: nothing goes on. */
static void *
open_library (const char *name)
{
  void *library = dlopen (name, RTLD_LAZY | RTLD_LOCAL);
  if (library == NULL)
    abort ();
  return library;
}

/* Two versions of libpoppler in one process would use each other's functions. */
static void *
open_poppler (void)
{
  void *library = open_library ("libpoppler-glib.so.8"), *version = dlsym (library, "poppler_get_version");
  const char *(*late) (void);
  memcpy (&late, &version, sizeof late);
  if (version == NULL || strcmp (late (), gj_text_layer_version ()) != 0)
    abort ();
  return library;
}

static void *
function (const char *name)
{
  static void *poppler = NULL, *cairo = NULL, *gobject = NULL;
  if (poppler == NULL) {
    poppler = open_poppler ();
    cairo = open_library ("libcairo.so.2");
    gobject = open_library ("libgobject-2.0.so.0");
  }
  void *found = dlsym (*name == 'p' ? poppler : *name == 'c' ? cairo : gobject, name);
  if (found == NULL)
    abort ();
  return found;
}

/* Defines NAME as a call of the function of that name. */
#define LATE(TYPE, NAME, PARAMETERS, ARGUMENTS) \
  TYPE NAME PARAMETERS                          \
  {                                             \
    static TYPE (*late) PARAMETERS = NULL;      \
    if (late == NULL)                           \
      *(void **) &late = function (#NAME);      \
    return late ARGUMENTS;                      \
  }

LATE (PopplerDocument *, poppler_document_new_from_bytes, (GBytes * bytes, const char *password, GError **error),
      (bytes, password, error))
LATE (PopplerPage *, poppler_document_get_page, (PopplerDocument * document, int index), (document, index))
LATE (void, poppler_page_get_size, (PopplerPage * page, double *width, double *height), (page, width, height))
LATE (int, poppler_page_get_index, (PopplerPage * page), (page))
LATE (void, poppler_page_render, (PopplerPage * page, cairo_t *cairo), (page, cairo))
LATE (GList *, poppler_page_get_image_mapping, (PopplerPage * page), (page))
LATE (void, poppler_page_free_image_mapping, (GList * list), (list))
LATE (cairo_surface_t *, poppler_page_get_image, (PopplerPage * page, int id), (page, id))

LATE (void, g_object_unref, (gpointer object), (object))

LATE (cairo_t *, cairo_create, (cairo_surface_t * target), (target))
LATE (void, cairo_destroy, (cairo_t * cr), (cr))
LATE (void, cairo_rectangle, (cairo_t * cr, double x, double y, double w, double h), (cr, x, y, w, h))
LATE (void, cairo_clip, (cairo_t * cr), (cr))
LATE (void, cairo_paint, (cairo_t * cr), (cr))
LATE (void, cairo_scale, (cairo_t * cr, double x, double y), (cr, x, y))
LATE (void, cairo_translate, (cairo_t * cr, double x, double y), (cr, x, y))
LATE (void, cairo_set_source_rgb, (cairo_t * cr, double r, double g, double b), (cr, r, g, b))
LATE (cairo_surface_t *, cairo_image_surface_create, (cairo_format_t format, int width, int height),
      (format, width, height))
LATE (unsigned char *, cairo_image_surface_get_data, (cairo_surface_t * surface), (surface))
LATE (cairo_format_t, cairo_image_surface_get_format, (cairo_surface_t * surface), (surface))
LATE (int, cairo_image_surface_get_width, (cairo_surface_t * surface), (surface))
LATE (int, cairo_image_surface_get_height, (cairo_surface_t * surface), (surface))
LATE (int, cairo_image_surface_get_stride, (cairo_surface_t * surface), (surface))
LATE (void, cairo_surface_destroy, (cairo_surface_t * surface), (surface))
LATE (void, cairo_surface_flush, (cairo_surface_t * surface), (surface))
LATE (cairo_status_t, cairo_surface_status, (cairo_surface_t * surface), (surface))
LATE (cairo_font_face_t *, cairo_user_font_face_create, (void), ())
LATE (void, cairo_user_font_face_set_render_glyph_func,
      (cairo_font_face_t * face, cairo_user_scaled_font_render_glyph_func_t draw), (face, draw))
LATE (void, cairo_font_face_destroy, (cairo_font_face_t * face), (face))
LATE (cairo_font_options_t *, cairo_font_options_create, (void), ())
LATE (void, cairo_font_options_destroy, (cairo_font_options_t * options), (options))
LATE (cairo_scaled_font_t *, cairo_scaled_font_create,
      (cairo_font_face_t * face, const cairo_matrix_t *font, const cairo_matrix_t *ctm,
       const cairo_font_options_t *options),
      (face, font, ctm, options))
LATE (void, cairo_scaled_font_destroy, (cairo_scaled_font_t * font), (font))
LATE (void, cairo_matrix_init_identity, (cairo_matrix_t * matrix), (matrix))
LATE (void, cairo_matrix_init_scale, (cairo_matrix_t * matrix, double x, double y), (matrix, x, y))
