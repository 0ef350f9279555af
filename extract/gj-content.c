/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/gj-content.h"

#include <string.h>

void
gj_content_init (GjContent *c, const guint8 *data, gsize length)
{
  memset (c, 0, sizeof *c);
  c->p = data;
  c->end = length > 0 ? data + length : data; /* an empty stream may have no address */
}

/* What a byte is in a content stream: white space, a delimiter, or part of a number (7.2.2, 7.3.3). */
enum { SPACE = 1, DELIMITER = 2, NUMBER = 4 };

static const guint8 classes[256] = {
  [0] = SPACE,       ['\t'] = SPACE,    ['\n'] = SPACE,    ['\f'] = SPACE,    ['\r'] = SPACE,    [' '] = SPACE,
  ['('] = DELIMITER, [')'] = DELIMITER, ['<'] = DELIMITER, ['>'] = DELIMITER, ['['] = DELIMITER, [']'] = DELIMITER,
  ['{'] = DELIMITER, ['}'] = DELIMITER, ['/'] = DELIMITER, ['%'] = DELIMITER, ['0'] = NUMBER,    ['1'] = NUMBER,
  ['2'] = NUMBER,    ['3'] = NUMBER,    ['4'] = NUMBER,    ['5'] = NUMBER,    ['6'] = NUMBER,    ['7'] = NUMBER,
  ['8'] = NUMBER,    ['9'] = NUMBER,    ['+'] = NUMBER,    ['-'] = NUMBER,    ['.'] = NUMBER,
};

static gboolean
is_space (guint8 b)
{
  return classes[b] == SPACE;
}

static void
skip_string (GjContent *c)
{
  int depth = 0;
  gsize n = 0;
  c->string = c->string != NULL ? c->string : c->p + 1;
  for (const guint8 *p = c->p + 1; p < c->end && n + 1 < sizeof c->head && g_ascii_isalnum (*p); p++)
    c->head[n++] = (char) *p;
  c->head[n] = '\0';
  for (; c->p < c->end; c->p++) {
    if (*c->p == '\\') { /* one character, of up to three octal digits */
      for (n = 0; n < 2 && c->p + 3 < c->end && c->p[1] >= '0' && c->p[1] <= '7' && c->p[2] >= '0' && c->p[2] <= '7';
           n++)
        c->p++;
      c->p++;
    } else if ((*c->p == '(' && depth++ == 0))
      continue;
    else if (*c->p == ')' && --depth == 0) {
      c->p++;
      return;
    }
    c->text++;
  }
  c->p = c->end;
}

static void
skip_to (GjContent *c, guint8 last)
{
  const guint8 *from = c->p;
  while (c->p < c->end && *c->p != last)
    c->p++;
  c->text += last == '>' && c->p > from ? (guint) (c->p - from) / 2 : 0; /* without the < */
  if (c->p < c->end)
    c->p++;
}

/* An inline image's data ends at "EI" between white space. */
static void
skip_inline_image (GjContent *c)
{
  for (; c->p + 2 < c->end; c->p++)
    if (is_space (c->p[0]) && c->p[1] == 'E' && c->p[2] == 'I' && (c->p + 3 >= c->end || is_space (c->p[3]))) {
      c->p += 3;
      return;
    }
  c->p = c->end;
}

/* Numbers are parsed here: the locale must not matter and they are most of a stream. */
static gboolean
read_number (GjContent *c)
{
  const guint8 *p = c->p, *start;
  gboolean negative = FALSE;
  double value = 0, scale = 1;

  for (; p < c->end && (*p == '+' || *p == '-'); p++)
    negative |= *p == '-';
  start = p;
  for (; p < c->end && g_ascii_isdigit (*p); p++)
    value = value * 10 + (*p - '0');
  gboolean digits = p > start;
  if (p < c->end && *p == '.') {
    start = ++p;
    for (; p < c->end && g_ascii_isdigit (*p); p++)
      value += (*p - '0') * (scale /= 10);
    digits = digits || p > start;
  }
  if (!digits)
    return FALSE;
  c->p = p;
  if (c->n_numbers == GJ_CONTENT_MAX_OPERANDS) {
    memmove (c->numbers, c->numbers + 1, sizeof c->numbers - sizeof c->numbers[0]);
    c->n_numbers--;
  }
  c->numbers[c->n_numbers++] = negative ? -value : value;
  return TRUE;
}

static gsize
read_word (GjContent *c, char *out, gsize size)
{
  gsize n = 0;
  for (; c->p < c->end && !(classes[*c->p] & (SPACE | DELIMITER)); c->p++)
    if (n + 1 < size)
      out[n++] = (char) *c->p;
  out[n] = '\0';
  return n;
}

gboolean
gj_content_next (GjContent *c)
{
  c->n_numbers = c->text = 0;
  c->string = NULL;
  c->name[0] = c->head[0] = '\0';
  while (c->p < c->end) {
    guint8 b = *c->p;
    if (classes[b] == SPACE)
      c->p++;
    else if (classes[b] == NUMBER && read_number (c))
      continue;
    else if (classes[b] != DELIMITER) {
      if (read_word (c, c->operator_, sizeof c->operator_) == 0)
        c->p++;
      if (strcmp (c->operator_, "ID") == 0) {
        skip_inline_image (c);
        strcpy (c->operator_, "EI");
      }
      return TRUE;
    } else if (b == '[' || b == ']' || b == '{' || b == '}' || b == ')' || b == '>')
      c->p++;
    else if (b == '%') {
      c->n_comments++;
      skip_to (c, '\n');
    } else if (b == '(')
      skip_string (c);
    else if (b == '<' && c->p + 1 < c->end && c->p[1] == '<')
      c->p += 2;
    else if (b == '<') {
      c->string = c->string != NULL ? c->string : c->p + 1;
      skip_to (c, '>');
    } else {
      c->p++;
      read_word (c, c->name, sizeof c->name);
    }
  }
  return FALSE;
}

/* A byte of a literal string at @p, after which it goes on at the result (ISO 32000-1, table 3). */
static const guint8 *
read_byte (const guint8 *p, const guint8 *end, int *byte)
{
  static const char letters[] = "nrtbf", means[] = "\n\r\t\b\f";
  *byte = *p++;
  if (*byte != '\\' || p >= end)
    return p;
  const char *letter = memchr (letters, *p, sizeof letters - 1);
  *byte = letter != NULL ? means[letter - letters] : *p;
  if (*p < '0' || *p > '7')
    return p + 1;
  *byte = 0;
  for (guint i = 0; i < 3 && p < end && *p >= '0' && *p <= '7'; i++)
    *byte = (*byte * 8 + (*p++ - '0')) & 255;
  return p;
}

int
gj_content_code (const GjContent *c, guint n)
{
  const guint8 *p = c->string;
  int code = 0, high = -1;
  while (p != NULL && p < c->end && n > 0) {
    int byte;
    if (c->string[-1] == '<') {
      int digit = g_ascii_xdigit_value ((char) *p);
      if (*p++ == '>')
        return -1;
      byte = high >= 0 ? high * 16 + digit : -1;
      high = digit < 0 || high >= 0 ? -1 : digit;
      if (byte < 0)
        continue;
    } else if (*p == ')')
      return -1;
    else
      p = read_byte (p, c->end, &byte);
    code = code * 256 + byte;
    n--;
  }
  return n > 0 ? -1 : code;
}

double
gj_content_lightness (const GjContent *c)
{
  const double *n = c->numbers;
  switch (c->n_numbers) {
  case 1:
    return n[0];
  case 3:
    return 0.3 * n[0] + 0.59 * n[1] + 0.11 * n[2];
  case 4:
    return MAX (0, 1 - n[3]) * (1 - (0.3 * n[0] + 0.59 * n[1] + 0.11 * n[2]));
  default:
    return 0; /* patterns and spot colours: something is painted */
  }
}

#define PALE 0.35
#define LONG_FIGURE 16 /* bytes; wide characters have two */

gboolean
gj_content_may_be_watermark (const GjContent *c, double lightness, gboolean faint)
{
  return lightness > PALE || faint || c->text > LONG_FIGURE;
}
