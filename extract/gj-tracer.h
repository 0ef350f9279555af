/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "extract/gj-vector-private.h"

/*
 * A page's content stream on its way through gj-vector.c, which follows operators, and gj-tracer.c, which knows what a painted path is: rules,
 * grounds that text may stand on, shapes that may be letters, slanted strokes.
 */

#define MAX_STATE_DEPTH 64
/* A filled shape no thicker than this (points) is a ruling line; a line shorter than MIN_RULE is none. */
#define MAX_THICKNESS 3.2
#define MIN_RULE 3.0
/* Paint lighter than this is taken for white. */
#define WHITE 0.96

typedef struct {
  double m[6];
  double fill, stroke; /* lightness 0–1 */
  gboolean unsure;     /* what the fill's numbers mean depends on a colour space that is not looked at */
  gboolean patterned;  /* what is filled is filled with a pattern, which may hold anything */
  gboolean shaded;     /* what is filled changes its colour from one side to the other */
  double width;        /* of strokes */
  int text_mode;       /* Tr */
  gboolean clear;      /* what is filled is transparent */
  gboolean faint;      /* and shows what is below it */
  gboolean masked;     /* a mask may hide what is painted */
  GjBox clip;          /* nothing shows outside it */
} GjTracerState;

typedef struct {
  double x, y;
  char kind; /* m, l, c */
} GjPathPoint;

typedef struct {
  GjVector *vector;
  GjPage *page;
  GjTextTraits *traits;
  GjTracerState state, stack[MAX_STATE_DEPTH];
  guint depth, forms;
  GArray *path; /* of GjPathPoint, in page coordinates */
  GjInk ink;
  gboolean clips; /* the path is to become the clip when it is painted */
  qpdf_oh resources;
  char font[64]; /* the name of the last one that was set */
  struct {
    char name[16];
    int clear, faint, masked; /* -1: says nothing */
  } modes[4];                 /* the last graphics states that were looked at, of these resources */
  guint n_modes;
  struct {
    char name[24];
    gboolean composite; /* its codes have two bytes */
  } fonts[8];           /* likewise, those that were set */
  guint n_fonts;
} GjTracer;

/* Adds rectangle @n (x, y, width, height) to the path. */
void gj_tracer_add_rectangle (GjTracer *t, const double *n);
/* Follows an operator that makes paths. */
void gj_tracer_path (GjTracer *t, const GjContent *c);
/* Paints the path as @op says, and ends it. */
void gj_tracer_paint (GjTracer *t, const char *op);
/* Something is painted in @box: where text stands there already, only the picture of the page tells whether it still shows. */
void gj_tracer_cover (GjTracer *t, const GjBox *box);
/* What is painted in @box, and is no ground, hides text that stands there already, or strikes it out. */
void gj_tracer_doubt_below (GjTracer *t, const GjBox *box);
/* A ground of changing colour is painted in @box: it may be a stroke. */
void gj_tracer_shade (GjTracer *t, const GjBox *box);
/* Makes the path the clip: nothing shows outside its box. */
void gj_tracer_clip (GjTracer *t);
/* Adds what shows of a rule at @pos from @a to @b, in either order. */
void gj_tracer_add_rule (GjTracer *t, gboolean horizontal, double pos, double a, double b);
