/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-dash.h"

#include <stdlib.h>

/* Inches. */
#define LONG 0.1   /* a dash, or several in line */
#define NEAR 0.2   /* above or below: no digit is so high */
#define FAR 0.04   /* from a stroke: a speck is no part of it */
#define DIRT 0.032 /* specks are no larger; the points of figures are smaller */
#define LOW 0.025  /* dashes in line */
#define HIGH 0.05
#define SHORT 0.025

#define STROKE 1.2
#define FLAT 6 /* times its height is a dash wide, or several in line are */

/* Whether @n pieces are alike and stand in one line. */
static gboolean
are_alike (const GjOcrRect *at, guint n)
{
  for (guint i = 1; i < n; i++)
    if (ABS (at[i].y0 - at[0].y0) > 2 || ABS (at[i].y1 - at[0].y1) > 2 ||
        5 * ABS (gj_ocr_rect_width (&at[i]) - gj_ocr_rect_width (&at[0])) > 2 * gj_ocr_rect_width (&at[0]))
      return FALSE;
  return TRUE;
}

/* Whether @n pieces make one flat band that is wider than any digit, as ---- does, some of its dashes run together: each may be short. */
static gboolean
are_band (const GjOcrRect *at, guint n, double dpi)
{
  GjOcrRect all = at[0];
  int ink = 0;
  for (guint i = 0; i < n; i++) {
    all = (GjOcrRect){ MIN (all.x0, at[i].x0), MIN (all.y0, at[i].y0), MAX (all.x1, at[i].x1), MAX (all.y1, at[i].y1) };
    ink += gj_ocr_rect_width (&at[i]);
    if (gj_ocr_rect_width (&at[i]) < STROKE * gj_ocr_rect_height (&at[i]))
      return FALSE; /* a speck, or more than a speck, beside a dash */
  }
  int w = gj_ocr_rect_width (&all), h = gj_ocr_rect_height (&all);
  return h <= MAX (dpi * LOW, 3) && w >= dpi * LONG && w >= FLAT * h && 2 * ink > w;
}

/* Only flat strokes near the middle of the line. Of three and more that are alike each may be short: ----. */
gboolean
gj_ocr_dash_is (const GjOcrRect *at, guint n, double dpi)
{
  if (n > 1 && are_band (at, n, dpi))
    return TRUE;
  double flat = n >= 3 && are_alike (at, n) ? 1.4 : 2;
  for (guint i = 0; i < n; i++) {
    int w = gj_ocr_rect_width (&at[i]), h = gj_ocr_rect_height (&at[i]);
    if (i > 0 && (at[i].y0 >= at[0].y1 || at[i].y1 <= at[0].y0))
      return FALSE; /* below each other: a 0 without its middle */
    if (w < flat * h || h > dpi * HIGH || w < dpi * SHORT)
      return FALSE;
  }
  return n > 0;
}

/* The specks keep off the stroke: one near it, for more may be what is left of a figure, and none that goes on with it, which may be a piece
 * of it. */
guint
gj_ocr_dash_drop_dirt (GjOcrRect *at, guint n, double dpi)
{
  const GjOcrRect *dash = NULL;
  guint beside = 0;
  for (guint i = 0; i < n && dash == NULL; i++)
    if (gj_ocr_rect_width (&at[i]) >= dpi * LONG && gj_ocr_rect_width (&at[i]) >= FLAT * gj_ocr_rect_height (&at[i]))
      dash = &at[i];
  if (dash == NULL)
    return n;
  for (guint i = 0; i < n; i++) {
    const GjOcrRect *p = &at[i];
    int w = gj_ocr_rect_width (p), h = gj_ocr_rect_height (p), across = (int) (dpi * FAR), high = (int) (dpi * NEAR);
    int along = MAX (dash->x0 - p->x1, p->x0 - dash->x1), up = MAX (dash->y0 - p->y1, p->y0 - dash->y1);
    beside += p != dash && along < across && up < high;
    if (p != dash &&
        (MAX (w, h) > dpi * DIRT || 2 * MIN (w, h) < MAX (w, h) || beside > 1 || (along < across / 2 && up < 2)))
      return n;
  }
  at[0] = *dash;
  return 1;
}
