/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ocr/gj-ocr-ink.h"

/* Texts that are expected in cells, made ready for being compared with pictures. */
typedef struct GjOcrPhrases GjOcrPhrases;

/** gj_ocr_phrases_new: of @texts, NULL-terminated, UTF-8; those that mean the same stand in one, separated by |. NULL stands for none.
 * Returns: (transfer full). */
GjOcrPhrases *gj_ocr_phrases_new (const char *const *texts);
void gj_ocr_phrases_free (GjOcrPhrases *phrases);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GjOcrPhrases, gj_ocr_phrases_free)

/**
 * gj_ocr_phrases_find:
 * @gray: 8 bits, dark on light
 * @ink: what is written in a cell
 * @em: the usual width of a Chinese character, pixels
 *
 * The phrase that the picture shows, however it is broken over lines, a numeral before it or not. Every Chinese character of it is
 * looked at by its shape (gj-ocr-han.h): most must be near to what the phrase has, none may be another one's. Marks and numerals
 * only need room.
 *
 * Of a phrase in parts the Chinese characters that are there are found, if all are near.
 *
 * Returns: (transfer full) (nullable): the text as given to gj_ocr_phrases_new(), or a part of it; NULL if none is certain.
 */
char *gj_ocr_phrases_find (const GjOcrPhrases *phrases, PIX *gray, const GjOcrInk *ink, double em);
