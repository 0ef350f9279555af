/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-print.h"

/* How far to one side of a line at @pos there is ink in row @y: behind what is left of the rule itself, which is thin,
 * near, and stands alone. 0: none. */
static int
ink_beside (PIX *ink, int y, int pos, int side, int reach, int thin)
{
  int d = 0;
  while (d <= thin && !gj_ocr_has_ink (ink, pos + side * d, y))
    d++;
  if (d <= thin) {
    int end = d;
    while (end <= d + thin && gj_ocr_has_ink (ink, pos + side * end, y))
      end++;
    if (end - d > thin || gj_ocr_has_ink (ink, pos + side * (end + 1), y) ||
        gj_ocr_has_ink (ink, pos + side * (end + 2), y))
      return MAX (d, 1);
    d = end;
  }
  for (; d <= reach; d++)
    if (gj_ocr_has_ink (ink, pos + side * d, y))
      return d;
  return 0;
}

/* How far from a line at @pos the nearest ink to one side is in row @y, as far as @thin. 0: none, or on the line itself. */
static int
stroke_beside (PIX *ink, int y, int pos, int side, int thin)
{
  int d = 0;
  while (d <= thin && !gj_ocr_has_ink (ink, pos + side * d, y))
    d++;
  return d <= thin ? d : 0;
}

/* Whether there is ink in column @x beside a line at @pos, a little off the line. */
static gboolean
has_ink_near (PIX *ink, int x, int pos, int side, int reach)
{
  for (int d = 2; d <= reach; d++)
    if (gj_ocr_has_ink (ink, x, pos + side * d))
      return TRUE;
  return FALSE;
}

/* Whether a piece of the rule is there. */
static gboolean
is_inked (PIX *ink, int x, int pos, int near)
{
  for (int d = -near; d <= near; d++)
    if (gj_ocr_has_ink (ink, x, pos + d))
      return TRUE;
  return FALSE;
}

/* Print that runs on over a line at @pos from row to row: rows of pixels with ink on both sides. */
static gboolean
is_crossed_by_lines (const GjOcrRules *rules, int pos, int from, int to)
{
  int inset = MAX ((int) (rules->dpi * 0.03), 3), reach = MAX ((int) (rules->dpi * 0.025), 3), n = 0;
  for (int i = from + inset; i < to - inset; i++)
    n += has_ink_near (rules->ink, i, pos, -1, reach) && has_ink_near (rules->ink, i, pos, 1, reach) &&
         !is_inked (rules->ink_h, i, pos, MAX ((int) (rules->dpi / 66), 2));
  return n > rules->dpi * 0.025;
}

/* The same for a line between columns: in a line of print the gap is less than three quarters of its height. */
static gboolean
is_crossed_in_line (const GjOcrRules *rules, int pos, int from, int to)
{
  int inset = MAX ((int) (rules->dpi * 0.03), 3), reach = (int) (rules->dpi * 0.12);
  int left = 0, right = 0, height = 0, least = MAX ((int) (rules->dpi * 0.04), 4);
  int thin = MAX ((int) (rules->dpi / 50), 2);
  for (int y = from + inset; y <= to - inset; y++) {
    int l = y < to - inset ? ink_beside (rules->ink, y, pos, -1, reach, thin) : 0;
    int r = y < to - inset ? ink_beside (rules->ink, y, pos, 1, reach, thin) : 0;
    if (l == 0 && r == 0 && y < to - inset && stroke_beside (rules->ink, y, pos, 1, thin) > 0) {
      /* two strokes with paper between them are a digit's: of a rule there is one */
      l = stroke_beside (rules->ink, y, pos, -1, thin);
      r = l > 0 ? stroke_beside (rules->ink, y, pos, 1, thin) : 0;
    }
    if (l == 0 && r == 0) {
      if (height >= least && left > 0 && right > 0 && left + right < 0.75 * MIN (height, rules->dpi * 0.17))
        return TRUE;
      left = right = height = 0;
      continue;
    }
    height++;
    left = l > 0 && (left == 0 || l < left) ? l : left;
    right = r > 0 && (right == 0 || r < right) ? r : right;
  }
  return FALSE;
}

gboolean
gj_ocr_print_crosses (const GjOcrRules *rules, gboolean horizontal, int pos, int from, int to)
{
  return horizontal ? is_crossed_by_lines (rules, pos, from, to) : is_crossed_in_line (rules, pos, from, to);
}

gboolean
gj_ocr_print_is_in (const GjOcrRules *rules, const GjOcrRect *box)
{
  int inset = MAX ((int) (rules->dpi * 0.03), 3), n = 0;
  double least = rules->dpi * 0.02 * rules->dpi * 0.02 * 1.5;
  for (int y = MAX (box->y0 + inset, 0); y < MIN (box->y1 - inset, pixGetHeight (rules->ink)); y++)
    for (int x = MAX (box->x0 + inset, 0); x < MIN (box->x1 - inset, pixGetWidth (rules->ink)); x++)
      n += GET_DATA_BIT (pixGetData (rules->ink) + (gsize) y * (gsize) pixGetWpl (rules->ink), x);
  return n >= least;
}
