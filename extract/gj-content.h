/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * Tokens of a PDF content stream (ISO 32000-1, 7.8.2): operands are collected,
 * an operator ends them. Strings, arrays and dictionaries are passed over, strings
 * but for their length: what draws lines and pictures has only numbers and names as operands.
 */
#define GJ_CONTENT_MAX_OPERANDS 16

typedef struct {
  const guint8 *p, *end;
  double numbers[GJ_CONTENT_MAX_OPERANDS]; /* the last numbers before the operator, in order */
  guint n_numbers;
  char name[64];        /* last name operand without its slash, "" if none */
  guint text;           /* bytes in the strings before the operator: no fewer than it shows */
  char head[8];         /* what the last literal string starts with, "" if none or not plain letters and figures */
  const guint8 *string; /* what the first string starts with, behind its bracket; NULL if there is none */
  char operator_[8];    /* the operator */
  guint n_comments;     /* so far, in the whole stream */
} GjContent;

/** gj_content_init: starts reading @length bytes at @data, which must outlive @content. */
void gj_content_init (GjContent *content, const guint8 *data, gsize length);

/** gj_content_next: reads up to and with the next operator. Inline images are passed over (operator "EI").
 * Returns: FALSE at the end. */
gboolean gj_content_next (GjContent *content);

/** gj_content_code: Returns: the first @n bytes of the first string before the operator as a number, the first one highest, or -1 if it
 * is shorter. */
int gj_content_code (const GjContent *content, guint n);

/** gj_content_lightness: of the color that the operator sets, 0 to 1. */
double gj_content_lightness (const GjContent *content);

/* What is painted of a watermark is less than this. */
#define GJ_WATERMARK_OPACITY 0.7

/** gj_content_may_be_watermark: whether the string before the operator, set aslant, is one for certain: of @lightness or @faint, or longer than a
 * figure. */
gboolean gj_content_may_be_watermark (const GjContent *content, double lightness, gboolean faint);
