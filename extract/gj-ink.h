/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "extract/gj-content.h"
#include "page/gj-page.h"

/*
 * Where a content stream shows text, and on what ground: white text on white, and
 * text in rendering mode 3, leave no ink. Widths of characters are not known here:
 * only where a string starts.
 */

/* Text that leaves no ink. */
typedef struct {
  double x, y;  /* where its first character starts on its base line, points of the page as displayed */
  guint n;      /* it has at most so many characters */
  char head[8]; /* it starts with these, "" if that is not known */
  guint bytes;  /* of its string */
  guint chars;  /* of its string; no fewer than it shows */
  guint font;   /* a hash of its font's name */
  int code;     /* of its first character, -1 if that is not known */
  double size;  /* of what is shown, upright: its type's; else 0 */
} GjHiddenText;

/* What of a page's text only its picture proves. */
typedef enum {
  GJ_MUTE_NOTHING, /* where a string begins that the text layer has nothing of there */
  GJ_MUTE_MARK,    /* a glyph that a string begins with, and that says there is no figure */
  GJ_MUTE_POINT,   /* a point or comma behind the first digit of a string */
  GJ_MUTE_BEHIND,  /* behind the glyphs of a string that begins with a digit and has more characters */
  GJ_MUTE_GROUND   /* a ground of changing colour, which may be a stroke below figures */
} GjMuteKind;

typedef struct {
  GjMuteKind kind;
  GjBox box;
  guint font;  /* a hash of its name */
  int code;    /* the character's, -1 if that is not known */
  guint glyph; /* MARK, POINT: the page's glyph when it was found */
} GjMute;

typedef struct {
  GArray *fills;  /* of areas, in the order they were painted */
  GArray *starts; /* of GjBox: from a point inside the first character of each string shown so far to one in its last */
  GArray *shown;  /* of GjHiddenText: text that does leave ink */
  GArray *cuts;   /* of strings that may reach out of their clip */
  GArray *turned; /* of GjBox, likewise of strings that run from right to left, as they do upside down or in a mirror */
  double text[6], line[6], leading, size;
  guint n_dark;    /* fills as dark as text */
  gboolean placed; /* text[] says where the next string starts */
} GjInk;

#define GJ_INK_UNKNOWN (-1.0)
/* Paint darker than this does not show on such paint. */
#define GJ_INK_DARK 0.1

void gj_ink_init (GjInk *ink);
void gj_ink_clear (GjInk *ink);

/** gj_ink_fill: @box was painted with @lightness (0 to 1; GJ_INK_UNKNOWN: a picture, or a shape that is no rectangle). */
void gj_ink_fill (GjInk *ink, const GjBox *box, double lightness);

/** gj_ink_show: a string of @n bytes, @n_chars characters, is shown where the operators before it say, by @matrix (to the page), and nothing of
 * it outside @clip. */
void gj_ink_show (GjInk *ink, const double matrix[6], guint n, guint n_chars, const GjBox *clip);

/** gj_ink_doubt_cut: digits of @page of which a clip leaves only a part are not sure (confidence): more of them may lie behind it. */
void gj_ink_doubt_cut (const GjInk *ink, GjPage *page);

/** gj_ink_doubt_turned: digits of @page that stand on their heads, or as in a mirror, among many that do not, are not sure (confidence). */
void gj_ink_doubt_turned (const GjInk *ink, GjPage *page);

/** gj_ink_covers: whether strings shown so far have characters in @box, of which something painted over them may leave nothing. */
gboolean gj_ink_covers (const GjInk *ink, const GjBox *box);

/** gj_ink_operator: follows the operators that place text. Returns: FALSE if @content is none of them. */
gboolean gj_ink_operator (GjInk *ink, const GjContent *content);

/** gj_ink_leaves: whether the next string, of @n narrow characters, by @matrix (to the page) shows something outside @clip if
 * nothing were clipped. */
gboolean gj_ink_leaves (const GjInk *ink, const double matrix[6], guint n, const GjBox *clip);

/** gj_ink_start: where the next string starts, by @matrix (to the page), and the ground there (1: nothing painted).
 * Returns: FALSE if that cannot be told. */
gboolean gj_ink_start (const GjInk *ink, const double matrix[6], double *x, double *y, double *ground);

/** gj_ink_shown: the next string, of so many @bytes and @chars, leaves ink. @matrix: to the page. @font: a hash of its font's name. @code: of its
 * first character, or -1. */
void gj_ink_shown (GjInk *ink, const double matrix[6], guint bytes, guint chars, guint font, int code);

/** gj_ink_find_mute: appends to @out, of GjMute, where strings have a space, or a character of which the font does not say what it is, and marks
 * that a font may say of a digit. */
void gj_ink_find_mute (const GjInk *ink, const GjPage *page, GArray *out);

/** gj_ink_keep_effects: takes out of @hidden (nullable) what is shown again a little beside it: white letters on shadows of their own, as
 * embossed and outlined print is set. */
void gj_ink_keep_effects (const GjInk *ink, GArray *hidden);

/** gj_ink_drop: removes the glyphs of @hidden from @page. Where printed glyphs start at the same place, and nothing tells
 * which is which, none goes and none of them is sure (confidence). Returns: FALSE if not all of them were found. */
gboolean gj_ink_drop (GjPage *page, const GArray *hidden);
