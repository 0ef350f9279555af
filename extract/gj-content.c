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

static gboolean
is_space (guint8 b)
{
  return b == 0 || b == '\t' || b == '\n' || b == '\f' || b == '\r' || b == ' ';
}

static gboolean
is_delimiter (guint8 b)
{
  return b == '(' || b == ')' || b == '<' || b == '>' || b == '[' || b == ']' || b == '{' || b == '}' || b == '/' ||
         b == '%';
}

static void
skip_string (GjContent *c)
{
  int depth = 0;
  gsize n = 0;
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
  const guint8 *p = c->p;
  gboolean negative = FALSE;
  double value = 0, scale = 1;
  guint digits = 0;

  for (; p < c->end && (*p == '+' || *p == '-'); p++)
    negative |= *p == '-';
  for (; p < c->end && g_ascii_isdigit (*p); p++, digits++)
    value = value * 10 + (*p - '0');
  if (p < c->end && *p == '.')
    for (p++; p < c->end && g_ascii_isdigit (*p); p++, digits++)
      value += (*p - '0') * (scale /= 10);
  if (digits == 0)
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
  for (; c->p < c->end && !is_space (*c->p) && !is_delimiter (*c->p); c->p++)
    if (n + 1 < size)
      out[n++] = (char) *c->p;
  out[n] = '\0';
  return n;
}

gboolean
gj_content_next (GjContent *c)
{
  c->n_numbers = c->text = 0;
  c->name[0] = c->head[0] = '\0';
  while (c->p < c->end) {
    guint8 b = *c->p;
    if (is_space (b) || b == '[' || b == ']' || b == '{' || b == '}' || b == ')' || b == '>')
      c->p++;
    else if (b == '%')
      skip_to (c, '\n');
    else if (b == '(')
      skip_string (c);
    else if (b == '<')
      c->p + 1 < c->end && c->p[1] == '<' ? (void) (c->p += 2) : skip_to (c, '>');
    else if (b == '/') {
      c->p++;
      read_word (c, c->name, sizeof c->name);
    } else if ((g_ascii_isdigit (b) || b == '+' || b == '-' || b == '.') && read_number (c))
      continue;
    else {
      if (read_word (c, c->operator_, sizeof c->operator_) == 0)
        c->p++;
      if (strcmp (c->operator_, "ID") == 0) {
        skip_inline_image (c);
        strcpy (c->operator_, "EI");
      }
      return TRUE;
    }
  }
  return FALSE;
}
