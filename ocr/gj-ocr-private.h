/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <leptonica/allheaders.h>
#if __has_include(<leptonica/pix_internal.h>) /* from 1.83 on */
#include <leptonica/pix_internal.h>
#endif

#include "page/gj-page.h"
#include "page/gj-pixmap.h"

/*
 * What the steps of ocr/ hand to each other. Inside this folder coordinates are
 * pixels of the upright picture, origin top left, half-open boxes.
 */

typedef struct {
  int x0, y0, x1, y1;
} GjOcrRect;

static inline int
gj_ocr_rect_width (const GjOcrRect *r)
{
  return r->x1 - r->x0;
}

static inline int
gj_ocr_rect_height (const GjOcrRect *r)
{
  return r->y1 - r->y0;
}

/** gj_ocr_rect_join: the least rectangle around @a and @b. */
static inline GjOcrRect
gj_ocr_rect_join (const GjOcrRect *a, const GjOcrRect *b)
{
  return (GjOcrRect){ MIN (a->x0, b->x0), MIN (a->y0, b->y0), MAX (a->x1, b->x1), MAX (a->y1, b->y1) };
}

/* The common tolerances. Lengths are inches, so that they hold at every resolution. */
typedef struct {
  /* picture */
  double min_skew;        /* degrees: less than this is left as it is */
  double max_skew;        /* degrees: the range searched to either side */
  double skew_confidence; /* of leptonica's skew search; Chinese prose gives 2 to 2.7 */
  double min_bend;        /* a page bent less is left as it is */
  double uneven;          /* gray levels between the darkest and the lightest paper that call for normalising */
  /* rules */
  double ridge_half;               /* half of the mean taken along a rule */
  double ridge_side;               /* distance to the paper a rule is compared with */
  double ridge_contrast;           /* contrast of a rule against paper, as a part of the page's contrast */
  double ridge_fine;               /* the same where a rule is looked at pixel by pixel */
  double rule_gap;                 /* gaps in a rule that are closed */
  double rule_break;               /* gaps between pieces of one broken rule, however short these are */
  double rule_break_long;          /* such gaps beside a piece that is longer */
  double min_piece_h, min_piece_v; /* shortest piece of a rule */
  double min_rule_h, min_rule_v;   /* shortest rule */
  double max_rule;                 /* thickest */
  double meet;                     /* how far rules may miss each other */
  double same_rule;                /* pieces this near in position are one rule */
  double min_row, min_col;         /* rules nearer than this are one */
  double min_room;                 /* least height between two tables */
  double min_table_width, min_table_height;
  double sure_h, sure_v; /* a rule this long is one wherever it stands */
  double wall;           /* part of a side that must be ruled to part two cells, of the part of all rules that is */
  double split;          /* the same for a rule that is seen in this cell only */
  double whole;          /* rules of which a smaller part can be seen are broken */
  double bridge;         /* how far broken rules may miss each other */
  /* ink */
  double ink_contrast;           /* least contrast of ink in a cell, as a part of the page's contrast */
  double speck;                  /* smaller in both directions is dirt */
  double min_figure, max_figure; /* height of a line of figures */
} GjOcrTolerances;

extern const GjOcrTolerances gj_ocr_tolerances;

#define GJ_OCR_MAX_GLYPHS 32
#define GJ_OCR_MOST_COLUMNS 18u /* no form has so many, with room for labels in parts */
#define GJ_OCR_MAX_INK_LINES 24

/* A picture made ready for reading: upright, straight, gray, seals dropped. */
typedef struct {
  PIX *gray; /* 8 bits */
  double dpi;
  int contrast;          /* gray levels between paper and ink */
  int text_contrast;     /* the same where a page is nearly empty, see gj_ocr_text_contrast() */
  int paper;             /* gray level of the paper */
  double zero_sides;     /* from side to side of a 0 that lost its ends, pixels; 0: there are none */
  int zero_height;       /* how high such a 0 was, pixels */
  double noise;          /* mean difference of neighbouring pixels of paper, gray levels */
  double to_given[6];    /* pixel of gray → pixel of the picture as given, as GjPage.to_display */
  const GjPixmap *given; /* unowned: the picture as given, or NULL */
  GArray *seals;         /* of GjOcrRect: gray seals, see gj_ocr_veil_find(), or NULL */
  GArray *streaks;       /* of GjOcrStreak: what the scanner drew over the page, taken off, or NULL */
  GArray *erased;        /* of GjOcrRect: upright rules that were painted over, see gj_ocr_erase_grid(), or NULL */
} GjOcrPicture;

void gj_ocr_picture_free (GjOcrPicture *picture);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GjOcrPicture, gj_ocr_picture_free)

#define GJ_OCR_RED 60 /* gray levels of redness: paper and shaded cells have less */

/** gj_ocr_has_ink: whether pixel (@x, @y) of @ink, 1 bit, is set; outside of it none is. */
static inline gboolean
gj_ocr_has_ink (PIX *ink, int x, int y)
{
  return x >= 0 && y >= 0 && x < pixGetWidth (ink) && y < pixGetHeight (ink) &&
         GET_DATA_BIT (pixGetData (ink) + (gsize) y * (gsize) pixGetWpl (ink), x) != 0;
}

/** gj_ocr_half_level: the gray level half-way between paper and print of @picture, also on a page nearly empty. */
static inline int
gj_ocr_half_level (const GjOcrPicture *picture)
{
  return MAX (picture->paper - picture->text_contrast / 2, 1);
}

/** gj_ocr_redness: by how much @r, red light, is above the mean of green and blue; 0 for what is gray. */
static inline int
gj_ocr_redness (int r, int g, int b)
{
  int excess = r - (g + b) / 2;
  return MAX (excess, 0);
}

/* leptonica objects as automatic variables */
static inline void
gj_ocr_pix_free (PIX *pix)
{
  pixDestroy (&pix);
}
typedef PIX GjPix;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GjPix, gj_ocr_pix_free)

static inline void
gj_ocr_boxa_free (BOXA *boxa)
{
  boxaDestroy (&boxa);
}
typedef BOXA GjBoxa;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GjBoxa, gj_ocr_boxa_free)

/** gj_ocr_pixel: gray level at (@x, @y), which must lie in the picture. */
static inline int
gj_ocr_pixel (const PIX *gray, int x, int y)
{
  const l_uint32 *line = gray->data + (gsize) y * gray->wpl;
  return GET_DATA_BYTE (line, x);
}

/** gj_ocr_rect_within: the part of @r that lies in the picture; it has no width or no height if none does. */
static inline GjOcrRect
gj_ocr_rect_within (const GjOcrRect *r, PIX *pix)
{
  return (GjOcrRect){ MAX (r->x0, 0), MAX (r->y0, 0), MIN (r->x1, pixGetWidth (pix)), MIN (r->y1, pixGetHeight (pix)) };
}

/** gj_ocr_median: the middle one of @values, ints, which are sorted by it; 0 if there are none. */
int gj_ocr_median (GArray *values);

/** gj_ocr_clip: a copy of @r of @pix, cut to the picture; NULL if nothing is left. */
PIX *gj_ocr_clip (PIX *pix, const GjOcrRect *r);
