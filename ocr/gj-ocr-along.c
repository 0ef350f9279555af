/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-along.h"

#include <string.h>

#include "ocr/gj-ocr-local.h"

/* A mask with room behind its last column and its last row. */
typedef struct {
  gssize words, rows; /* of 32 pixels, the first one the highest bit */
  guint32 *at;
} Plane;

static Plane
plane_open (PIX *mask, int margin, gboolean across)
{
  const gsize wpl = (gsize) pixGetWpl (mask), height = (gsize) pixGetHeight (mask);
  const guint spare = 31u & -(guint) pixGetWidth (mask);
  Plane p = { (gssize) wpl + (across ? (margin + 31) / 32 : 0), (gssize) height + (across ? 0 : margin), NULL };
  p.at = g_new0 (guint32, (gsize) p.words * (gsize) p.rows);
  for (gsize y = 0; y < height; y++) {
    guint32 *row = p.at + y * (gsize) p.words;
    memcpy (row, pixGetData (mask) + y * wpl, wpl * sizeof (guint32));
    row[wpl - 1] &= G_MAXUINT32 << spare;
  }
  return p;
}

/* Returns: (transfer full): the part of @plane that is as large as @mask. */
static PIX *
plane_close (Plane *plane, PIX *mask)
{
  PIX *out = pixCreateTemplate (mask);
  const gsize wpl = (gsize) pixGetWpl (out);
  for (gsize y = 0; y < (gsize) pixGetHeight (out); y++)
    memcpy (pixGetData (out) + y * wpl, plane->at + y * (gsize) plane->words, wpl * sizeof (guint32));
  pixSetPadBits (out, 0);
  g_free (plane->at);
  return out;
}

/* Joins every row with the one @step before it, or behind it, by OR, or by AND. */
static void
join_rows (Plane *plane, gssize step, gboolean before, gboolean all)
{
  const gssize n = plane->words;
  for (gssize i = 0; i < plane->rows; i++) {
    gssize y = before ? plane->rows - 1 - i : i, from = before ? y - step : y + step;
    guint32 *row = plane->at + y * n;
    const guint32 *other = plane->at + from * n;
    if (from < 0 || from >= plane->rows) {
      if (all)
        memset (row, 0, sizeof (guint32) * (gsize) n);
    } else if (all)
      for (gssize k = 0; k < n; k++)
        row[k] &= other[k];
    else
      for (gssize k = 0; k < n; k++)
        row[k] |= other[k];
  }
}

/* The same with columns. */
static void
join_columns (Plane *plane, gssize step, gboolean before, gboolean all)
{
  const gssize n = plane->words, q = step / 32;
  const guint r = (guint) (step % 32);
  for (gssize y = 0; y < plane->rows; y++) {
    guint32 *row = plane->at + y * n;
    for (gssize i = 0; i < n; i++) {
      gssize k = before ? n - 1 - i : i, near = before ? k - q : k + q, far = before ? near - 1 : near + 1;
      guint32 a = near >= 0 && near < n ? row[near] : 0, b = far >= 0 && far < n ? row[far] : 0;
      guint32 moved = r == 0 ? a : before ? a >> r | b << (32 - r) : a << r | b >> (32 - r);
      row[k] = all ? row[k] & moved : row[k] | moved;
    }
  }
}

/* Joins every pixel with the @size - 1 before it, or behind it. */
static void
join (Plane *plane, int size, gboolean across, gboolean before, gboolean all)
{
  void (*once) (Plane *, gssize, gboolean, gboolean) = across ? join_columns : join_rows;
  int have = 1;
  for (; 2 * have <= size; have *= 2)
    once (plane, have, before, all);
  if (size > have)
    once (plane, size - have, before, all);
}

PIX *
gj_ocr_close_along (PIX *mask, int size, gboolean across)
{
  Plane plane = plane_open (mask, size, across);
  join (&plane, size, across, TRUE, FALSE);
  join (&plane, size, across, FALSE, TRUE);
  return plane_close (&plane, mask);
}

PIX *
gj_ocr_open_along (PIX *mask, int size, gboolean across)
{
  Plane plane = plane_open (mask, 0, across);
  join (&plane, size, across, FALSE, TRUE);
  join (&plane, size, across, TRUE, FALSE);
  return plane_close (&plane, mask);
}

PIX *
gj_ocr_darker (PIX *gray, int level)
{
  int w = pixGetWidth (gray), h = pixGetHeight (gray);
  PIX *mask = pixCreate (w, h, 1);
  g_autofree guint8 *row = g_malloc (gj_ocr_row_room (w)), *set = g_malloc0 (gj_ocr_row_room (w));
  const guint8 least = (guint8) CLAMP (level, 0, 255);
  pixCopyResolution (mask, gray);
  for (int y = 0; y < h; y++) {
    gj_ocr_row_read (gray, y, row);
    for (int x = 0; x < w; x++)
      set[x] = row[x] < least;
    gj_ocr_row_mark (mask, y, set);
  }
  return mask;
}
