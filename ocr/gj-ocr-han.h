/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-private.h"

/* Directions of strokes times fields of the character's square, which overlap. */
#define GJ_OCR_HAN_DIRECTIONS 8
#define GJ_OCR_HAN_FIELDS 7
#define GJ_OCR_HAN_INPUTS (GJ_OCR_HAN_DIRECTIONS * GJ_OCR_HAN_FIELDS * GJ_OCR_HAN_FIELDS)

/* What a character's picture is most like, and how like it is to others. Distances are squared, in units in which the spread
 * of a character over typefaces and scans is 1; most pictures are 20 to 100 from their character. */
typedef struct {
  gunichar ch;
  float distance, second, own; /* to @ch, to the next, and to the one asked for, if it is known */
} GjOcrHan;

/**
 * gj_ocr_han_features:
 * @gray: 8 bits, dark on light
 * @box: where one character stands, pixels; nothing else stands in it
 * @out: (array length=GJ_OCR_HAN_INPUTS): how much stroke of which direction there is where
 *
 * Brings the character to 32 × 32 pixels and weighs its gradient by direction in fields that overlap: the features in which
 * printed Chinese characters are told apart best without a network (C.-L. Liu and others, "Handwritten digit
 * recognition: investigation of normalization and feature extraction techniques", 2004; the same for characters since).
 *
 * Returns: FALSE if there is no ink.
 */
gboolean gj_ocr_han_features (PIX *gray, const GjOcrRect *box, float out[GJ_OCR_HAN_INPUTS]);

#define GJ_OCR_HAN_MAX_DIMENSIONS 128

/* A picture as a point among the characters. */
typedef struct {
  float at[GJ_OCR_HAN_MAX_DIMENSIONS];
} GjOcrHanPoint;

/** gj_ocr_han_place: where the picture in @box of @gray stands among the characters. Returns: FALSE if there is no ink. */
gboolean gj_ocr_han_place (PIX *gray, const GjOcrRect *box, GjOcrHanPoint *point);

/** gj_ocr_han_index: the place of @ch in the table, -1 if it is none of GB 2312. */
int gj_ocr_han_index (gunichar ch);

/** gj_ocr_han_distance: squared distance of @point from the character at @index of the table. */
float gj_ocr_han_distance (const GjOcrHanPoint *point, int index);

/** gj_ocr_han_nearest: the character nearest to @point, of those less than @within @away, squared distances; 0 if there is none. */
gunichar gj_ocr_han_nearest (const GjOcrHanPoint *point, float within, float *away);

/**
 * gj_ocr_han_read:
 * @gray: 8 bits, dark on light
 * @box: where one character stands, pixels
 * @ch: the character whose distance is wanted besides
 * @han: (out): the character of GB 2312 that it is most like
 *
 * Reads one Chinese character by its shape alone, without regard to what stands beside it: the nearest of the means of all
 * characters, which ocr/train/han.py made of the fonts of Debian. Returns: FALSE if there is no ink.
 */
gboolean gj_ocr_han_read (PIX *gray, const GjOcrRect *box, gunichar ch, GjOcrHan *han);
