/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-walls.h"

#include "ocr/gj-ocr-print.h"

#include <string.h>

#define LONG_LINE 6 /* cells: a line that parts more than a group of columns goes on to the table's side */

#define FEW_WALLS 2 /* that are missing beside each other in such a line */

#define HALF_THERE 0.5 /* part of a wall that is left where a seal was taken off it */

#define WIDE 0.25 /* inches: no stroke of a character fills so wide a cell */
#define NEARLY_ALL 0.9

#define TRACE 0.12 /* part of a wall that is left between two lines of print */

#define LEAST_STROKE 0.05 /* inches: no 1 is lower */
#define MOST_STROKE 0.3   /* nor higher */

gboolean
gj_ocr_lines_insert (GjOcrLines *lines, int pos, int weight, int nearest)
{
  guint at = 0;
  while (at < lines->n && lines->at[at] < pos)
    at++;
  if (lines->n >= GJ_OCR_MAX_LINES || (at > 0 && pos - lines->at[at - 1] < nearest) ||
      (at < lines->n && lines->at[at] - pos < nearest))
    return FALSE;
  memmove (lines->at + at + 1, lines->at + at, (lines->n - at) * sizeof lines->at[0]);
  memmove (lines->weight + at + 1, lines->weight + at, (lines->n - at) * sizeof lines->weight[0]);
  lines->at[at] = pos;
  lines->weight[at] = weight;
  lines->n++;
  return TRUE;
}

void
gj_ocr_lines_remove (GjOcrLines *lines, guint i)
{
  lines->n--;
  memmove (lines->at + i, lines->at + i + 1, (lines->n - i) * sizeof lines->at[0]);
  memmove (lines->weight + i, lines->weight + i + 1, (lines->n - i) * sizeof lines->weight[0]);
}

guint
gj_ocr_unit_root (guint *parent, guint i)
{
  while (parent[i] != i)
    i = parent[i] = parent[parent[i]];
  return i;
}

GjOcrRect *
gj_ocr_unit_extents (guint *parent, guint rows, guint cols)
{
  GjOcrRect *e = g_new (GjOcrRect, rows * cols);
  for (guint i = 0; i < rows * cols; i++)
    e[i] = (GjOcrRect){ G_MAXINT, G_MAXINT, -1, -1 };
  for (guint i = 0; i < rows * cols; i++) {
    GjOcrRect *x = &e[gj_ocr_unit_root (parent, i)];
    int r = (int) (i / cols), c = (int) (i % cols);
    *x = (GjOcrRect){ MIN (x->x0, c), MIN (x->y0, r), MAX (x->x1, c + 1), MAX (x->y1, r + 1) };
  }
  return e;
}

/* Walls between unit cells: [k][i], line k (the outermost are none), the i-th cell along it. */
typedef struct {
  guint lines, cells;
  guint8 *at;
} Walls;

/* Whether a rule parts the cells beside it: it runs into the rules at both ends, where the strokes of a character keep
 * off them. */
static gboolean
is_wall (const GjOcrRules *rules, gboolean horizontal, int pos, int from, int to)
{
  int zone = MAX ((int) (rules->dpi * 0.02), 3) + 2 * gj_ocr_rules_inset (rules);
  double cover = gj_ocr_rules_cover (rules, horizontal, pos, from, to);
  if (cover < MAX (gj_ocr_tolerances.wall * rules->quality, 0.6))
    return FALSE;
  if (gj_ocr_rules_broken (rules)) /* its ends may be missing */
    return cover > 0.95 || !gj_ocr_print_crosses (rules, horizontal, pos, from, to);
  if (to - from < 2 * zone || (horizontal && to - from >= rules->dpi * WIDE && cover >= NEARLY_ALL))
    return TRUE;
  return gj_ocr_rules_cover (rules, horizontal, pos, from, from + zone) +
             gj_ocr_rules_cover (rules, horizontal, pos, to - zone, to) >=
         1.5;
}

/* Whether a broken rule goes on over most of [@from, @to), ink or not. */
static gboolean
is_spanned (const GjOcrRules *rules, gboolean horizontal, int table, int pos, int from, int to)
{
  const GArray *all = horizontal ? rules->h : rules->v;
  int near = MAX ((int) (rules->dpi * gj_ocr_tolerances.same_rule), 2);
  for (guint i = 0; i < all->len; i++) {
    const GjOcrRule *r = &g_array_index (all, GjOcrRule, i);
    if (r->table == table && ABS (r->pos - pos) <= near && MIN (r->to, to) - MAX (r->from, from) >= 0.8 * (to - from))
      return TRUE;
  }
  return FALSE;
}

/* Whether what is left of a broken rule parts the cells beside it: print that runs on across it could be all there is. */
static gboolean
is_rest_of_wall (const GjOcrRules *rules, gboolean horizontal, int pos, int from, int to)
{
  return gj_ocr_rules_cover (rules, horizontal, pos, from, to) >= 0.3 &&
         !gj_ocr_print_crosses (rules, horizontal, pos, from, to);
}

/* Whether all that is left of a broken upright rule between @from and @to may be a 1 in the middle of a merged cell: a stroke as high as a
 * character that keeps off the rules at both ends. */
static gboolean
is_like_stroke (const GjOcrRules *rules, int pos, int from, int to)
{
  int step = MAX ((int) (rules->dpi * 0.02), 2), inset = gj_ocr_rules_inset (rules), first = -1, last = -1;
  int far = inset + MAX ((int) (rules->dpi * 0.02), 3);
  for (int y = from; y < to; y += step)
    if (gj_ocr_rules_cover (rules, FALSE, pos, y - inset, MIN (y + step, to) + inset) >= 0.5) {
      first = first < 0 && y >= from + inset ? y : first;
      last = y + step <= to - inset ? y + step : last;
    }
  return first >= from + far && last <= to - far && last - first >= rules->dpi * LEAST_STROKE &&
         last - first <= rules->dpi * MOST_STROKE;
}

/* Walls are 1 where they are seen, 2 where they are concluded from others, or may be something else. */
static Walls
measure_walls (const GjOcrRules *rules, gboolean horizontal, int table, const GjOcrLines *across,
               const GjOcrLines *along)
{
  Walls w = { across->n, along->n - 1, g_new0 (guint8, across->n * (along->n - 1)) };
  gboolean broken = gj_ocr_rules_broken (rules);
  for (guint k = 1; k + 1 < w.lines; k++)
    for (guint i = 0; i < w.cells; i++) {
      int pos = across->at[k], from = along->at[i], to = along->at[i + 1];
      gboolean there = is_wall (rules, horizontal, pos, from, to) ||
                       (broken && (is_spanned (rules, horizontal, table, pos, from, to) ||
                                   is_rest_of_wall (rules, horizontal, pos, from, to)));
      gboolean seen =
          there && across->weight[k] > 0 && (horizontal || !broken || !is_like_stroke (rules, pos, from, to));
      w.at[k * w.cells + i] = seen ? 1 : there ? 2 : 0;
    }
  return w;
}

/* Whether a line other than @but has a wall beside cell @i. */
static gboolean
has_other_wall (const Walls *w, guint but, guint i)
{
  for (guint k = 1; k + 1 < w->lines; k++)
    if (k != but && w->at[k * w->cells + i] == 1)
      return TRUE;
  return FALSE;
}

/* Whether wall @i of line @k is missing, with print above and below it that keeps off it. */
static gboolean
is_between_print (const GjOcrRules *rules, const Walls *h, const GjOcrLines *xs, const GjOcrLines *ys, guint k, guint i)
{
  GjOcrRect above = { xs->at[i], ys->at[k - 1], xs->at[i + 1], ys->at[k] };
  GjOcrRect below = { xs->at[i], ys->at[k], xs->at[i + 1], ys->at[k + 1] };
  return !h->at[k * h->cells + i] && gj_ocr_print_is_in (rules, &above) && gj_ocr_print_is_in (rules, &below) &&
         !gj_ocr_print_crosses (rules, TRUE, ys->at[k], xs->at[i], xs->at[i + 1]);
}

/* Where print is broken: walls that are missing between others of their line are there too, unless print runs across; so are those of which
 * a trace is left between print above and below. */
static void
bridge_rows (const GjOcrRules *rules, Walls *h, const GjOcrLines *xs, const GjOcrLines *ys)
{
  for (guint k = 1; k + 1 < h->lines; k++) {
    guint8 *at = h->at + k * h->cells;
    guint first = 0, last = h->cells;
    while (first < h->cells && !at[first])
      first++;
    while (last > first && !at[last - 1])
      last--;
    if (last + 1 == h->cells && last - first >= LONG_LINE)
      last++;
    for (guint i = first; i < last; i++)
      if (!at[i] && !gj_ocr_print_crosses (rules, TRUE, ys->at[k], xs->at[i], xs->at[i + 1]))
        at[i] = 2;
    for (guint i = 0; i < h->cells && last > first; i++)
      if (gj_ocr_rules_cover (rules, TRUE, ys->at[k], xs->at[i], xs->at[i + 1]) >= TRACE &&
          is_between_print (rules, h, xs, ys, k, i))
        at[i] = 2;
  }
}

/* How many walls are seen in line from cell @i on, in steps of @step. */
static guint
count_in_line (const Walls *w, guint k, guint i, int step)
{
  guint n = 0;
  while (i < w->cells && w->at[k * w->cells + i] == 1) { /* wraps below 0 */
    n++;
    i += (guint) step;
  }
  return n;
}

/* A wall, or two beside each other, that are missing in a long line of them, with print above and below each that keeps off it: no cell is
 * merged there. Where half of it is left the line may be shorter. At the right side a line that parts more than a group of columns goes on
 * to it; at the left side only figures below a header do, in a low table, for elsewhere the labels of groups of rows stand there. */
static void
bridge_stacked (const GjOcrRules *rules, Walls *h, const GjOcrLines *xs, const GjOcrLines *ys)
{
  guint cells = h->cells;
  for (guint k = 1; k + 1 < h->lines; k++)
    for (guint i = 0, end; i < cells && cells >= LONG_LINE; i = end + 1) {
      guint bare = 0;
      for (end = i; end < cells && end < i + FEW_WALLS && is_between_print (rules, h, xs, ys, k, end); end++)
        bare += gj_ocr_rules_cover (rules, TRUE, ys->at[k], xs->at[end], xs->at[end + 1]) < HALF_THERE;
      if (end == i)
        continue;
      guint left = i > 0 ? count_in_line (h, k, i - 1, -1) : 0, right = end < cells ? count_in_line (h, k, end, 1) : 0;
      gboolean inner = left > 0 && right > 0 && left + right + 1 >= LONG_LINE + bare;
      gboolean low = k + 2 == h->lines && h->lines <= GJ_OCR_LOW_TABLE; /* figures below a header */
      gboolean last = end == cells && left >= LONG_LINE, first = i == 0 && right >= LONG_LINE && low;
      if (inner || ((last || first) && (low || end == i + 1)))
        memset (h->at + k * cells + i, 2, end - i);
    }
}

/* Whether row @i has walls only where row @other has, and at least half of these. */
static gboolean
is_like_row (const Walls *v, guint i, guint other)
{
  guint both = 0, there = 0;
  for (guint k = 1; k + 1 < v->lines; k++) {
    gboolean mine = v->at[k * v->cells + i] != 0, its = v->at[k * v->cells + other] != 0;
    if (mine && !its)
      return FALSE;
    both += mine && its;
    there += its;
  }
  return there >= 3 && both * 2 >= there;
}

/* A row that has most of the walls of a row beside it has all of them. */
static void
copy_columns (const GjOcrRules *rules, Walls *v, const GjOcrLines *xs, const GjOcrLines *ys)
{
  guint rows = v->cells;
  for (guint r = 0; r < rows; r++)
    for (int side = -1; side <= 1; side += 2) {
      guint other = r + (guint) side; /* wraps below 0 */
      if (other >= rows || !is_like_row (v, r, other))
        continue;
      for (guint k = 1; k + 1 < v->lines; k++)
        if (v->at[k * rows + other] && !v->at[k * rows + r] &&
            !gj_ocr_print_crosses (rules, FALSE, xs->at[k], ys->at[r], ys->at[r + 1]))
          v->at[k * rows + r] = 2;
    }
}

/* Whether row @r, in which no wall is left, holds print in every cell that it has if its walls are those of row @other, and none that runs
 * across these. */
static gboolean
may_be_like (const GjOcrRules *rules, const Walls *v, const gboolean *print, guint r, guint other, const GjOcrLines *xs,
             const GjOcrLines *ys)
{
  guint rows = v->cells, cols = v->lines - 1;
  gboolean any = FALSE, held = print[r * cols];
  for (guint k = 1; k < cols; k++) {
    if (v->at[k * rows + r])
      return FALSE;
    if (v->at[k * rows + other]) {
      if (!held || gj_ocr_print_crosses (rules, FALSE, xs->at[k], ys->at[r], ys->at[r + 1]))
        return FALSE;
      any = TRUE;
      held = FALSE;
    }
    held = held || print[r * cols + k];
  }
  return any && held;
}

/* A first or last row of which no wall is left has those of the row beside it, if print keeps to them. */
static void
copy_beside (const GjOcrRules *rules, Walls *v, const gboolean *print, const GjOcrLines *xs, const GjOcrLines *ys)
{
  guint rows = v->cells;
  for (guint end = 0; end < 2 && rows > 1; end++) {
    guint r = end == 0 ? 0 : rows - 1, other = end == 0 ? 1 : rows - 2;
    if (!may_be_like (rules, v, print, r, other, xs, ys))
      continue;
    for (guint k = 1; k + 1 < v->lines; k++)
      if (v->at[k * rows + other])
        v->at[k * rows + r] = 2;
  }
}

/* Whether there is print on both sides of line @k in row @r: in the cell beside it or, @far, before the next wall. */
static gboolean
has_print_beside (const Walls *v, const gboolean *print, guint k, guint r, gboolean far)
{
  guint rows = v->cells, cols = v->lines - 1;
  gboolean left = print[r * cols + k - 1], right = print[r * cols + k];
  for (guint c = k - 1; far && c > 0 && !left && !v->at[c * rows + r]; c--)
    left = print[r * cols + c - 1];
  for (guint c = k + 1; far && c < cols && !right && !v->at[c * rows + r]; c++)
    right = print[r * cols + c];
  return left && right;
}

/* The same for the lines between columns. In the titles of blocks no line has a wall: there, and beyond the last wall of its
 * line, a wall must have print on both sides. */
static void
bridge_columns (const GjOcrRules *rules, Walls *v, const GjOcrLines *xs, const GjOcrLines *ys)
{
  guint rows = v->cells, cols = v->lines - 1;
  g_autofree gboolean *print = g_new (gboolean, rows * cols);
  for (guint r = 0; r < rows; r++)
    for (guint c = 0; c < cols; c++) {
      GjOcrRect box = { xs->at[c], ys->at[r], xs->at[c + 1], ys->at[r + 1] };
      print[r * cols + c] = gj_ocr_print_is_in (rules, &box);
    }
  for (guint k = 1; k < cols; k++) {
    guint8 *at = v->at + k * rows;
    guint first = 0, last = rows;
    while (first < rows && !at[first])
      first++;
    while (last > first && !at[last - 1])
      last--;
    for (guint r = 0; r < rows; r++) {
      gboolean between = r >= first && r < last;
      if (!at[r] && ((between && has_other_wall (v, k, r)) || has_print_beside (v, print, k, r, between)) &&
          !gj_ocr_print_crosses (rules, FALSE, xs->at[k], ys->at[r], ys->at[r + 1]))
        at[r] = 2;
    }
  }
  copy_columns (rules, v, xs, ys);
  copy_beside (rules, v, print, xs, ys);
}

/* The part of line @k that has walls in cells [@from, @to) along it. */
static double
part_walled (const Walls *w, guint k, int from, int to)
{
  int n = 0;
  for (int i = from; i < to; i++)
    n += w->at[k * w->cells + (guint) i] != 0;
  return n / (double) (to - from);
}

/* Looks for the line through @e of which most, but not all, has walls. */
static double
most_walled (const Walls *w, int low, int high, int from, int to, guint *best)
{
  double most = 0;
  for (int k = low + 1; k < high; k++) {
    double part = part_walled (w, (guint) k, from, to);
    if (part > most && part < 1) {
      most = part;
      *best = (guint) k;
    }
  }
  return most;
}

/* A cell is a rectangle: where what is joined has another shape, a wall was missed on a line that has others there. */
static gboolean
complete_walls (guint *parent, Walls *v, Walls *h)
{
  guint rows = v->cells, cols = h->cells, kv = 0, kh = 0;
  g_autofree GjOcrRect *e = gj_ocr_unit_extents (parent, rows, cols);
  g_autofree guint *size = g_new0 (guint, rows * cols);
  gboolean changed = FALSE;

  for (guint i = 0; i < rows * cols; i++)
    size[gj_ocr_unit_root (parent, i)]++;
  for (guint i = 0; i < rows * cols; i++) {
    if (parent[i] != i || size[i] == (guint) (gj_ocr_rect_width (&e[i]) * gj_ocr_rect_height (&e[i])))
      continue;
    double part_v = most_walled (v, e[i].x0, e[i].x1, e[i].y0, e[i].y1, &kv);
    double part_h = most_walled (h, e[i].y0, e[i].y1, e[i].x0, e[i].x1, &kh);
    if (part_v >= part_h && part_v > 0)
      memset (v->at + kv * rows + e[i].y0, 2, (gsize) gj_ocr_rect_height (&e[i]));
    else if (part_h > 0)
      memset (h->at + kh * cols + e[i].x0, 2, (gsize) gj_ocr_rect_width (&e[i]));
    changed |= part_v > 0 || part_h > 0;
  }
  return changed;
}

static void
join_by_walls (guint *parent, const Walls *v, const Walls *h)
{
  guint rows = v->cells, cols = h->cells;
  for (guint i = 0; i < rows * cols; i++)
    parent[i] = i;
  for (guint r = 0; r < rows; r++)
    for (guint c = 0; c < cols; c++) {
      guint i = r * cols + c;
      if (c + 1 < cols && !v->at[(c + 1) * rows + r])
        parent[gj_ocr_unit_root (parent, i)] = gj_ocr_unit_root (parent, i + 1);
      if (r + 1 < rows && !h->at[(r + 1) * cols + c])
        parent[gj_ocr_unit_root (parent, i)] = gj_ocr_unit_root (parent, i + cols);
    }
}

/* The cells beside walls that were not seen. */
static guint8 *
mark_guessed (const Walls *v, const Walls *h)
{
  guint rows = v->cells, cols = h->cells;
  guint8 *marks = g_new0 (guint8, rows * cols);
  for (guint r = 0; r < rows; r++)
    for (guint c = 0; c < cols; c++)
      marks[r * cols + c] = v->at[c * rows + r] == 2 || v->at[(c + 1) * rows + r] == 2 || h->at[r * cols + c] == 2 ||
                            h->at[(r + 1) * cols + c] == 2;
  return marks;
}

guint *
gj_ocr_join_unit_cells (const GjOcrRules *rules, int table, const GjOcrLines *xs, const GjOcrLines *ys,
                        guint8 **guessed)
{
  guint *parent = g_new (guint, (ys->n - 1) * (xs->n - 1));
  Walls v = measure_walls (rules, FALSE, table, xs, ys), h = measure_walls (rules, TRUE, table, ys, xs);

  if (gj_ocr_rules_broken (rules)) {
    bridge_columns (rules, &v, xs, ys);
    bridge_rows (rules, &h, xs, ys);
  }
  bridge_stacked (rules, &h, xs, ys);
  do /* every round adds a wall */
    join_by_walls (parent, &v, &h);
  while (complete_walls (parent, &v, &h));
  *guessed = mark_guessed (&v, &h);
  g_free (v.at);
  g_free (h.at);
  return parent;
}

/* Whether @rule runs through a cell between @along's lines from side to side. */
static gboolean
runs_through (const GjOcrRules *rules, gboolean horizontal, const GjOcrRule *rule, const GjOcrRect *cells,
              guint *parent, const GjOcrLines *xs, const GjOcrLines *ys)
{
  const GjOcrLines *across = horizontal ? ys : xs, *along = horizontal ? xs : ys;
  double need = gj_ocr_tolerances.split * (gj_ocr_rules_broken (rules) ? rules->quality : 1);
  guint cols = xs->n - 1, k = 0;

  while (k + 1 < across->n && across->at[k + 1] <= rule->pos)
    k++;
  if (k + 1 >= across->n || rule->pos <= across->at[0])
    return FALSE;
  for (guint i = 0; i + 1 < along->n; i++) {
    if (rule->to <= along->at[i] || rule->from >= along->at[i + 1])
      continue;
    const GjOcrRect *cell = &cells[gj_ocr_unit_root (parent, horizontal ? k * cols + i : i * cols + k)];
    int from = horizontal ? xs->at[cell->x0] : ys->at[cell->y0], to = horizontal ? xs->at[cell->x1] : ys->at[cell->y1];
    if (gj_ocr_rules_cover (rules, horizontal, rule->pos, from, to) >= need)
      return TRUE;
  }
  return FALSE;
}

gboolean
gj_ocr_split_cells (const GjOcrRules *rules, int table, guint *parent, GjOcrLines *xs, GjOcrLines *ys)
{
  const GjOcrLines old_xs = *xs, old_ys = *ys;
  g_autofree GjOcrRect *cells = gj_ocr_unit_extents (parent, ys->n - 1, xs->n - 1);
  gboolean added = FALSE;

  for (int dir = 0; dir < 2; dir++) {
    const GArray *all = dir == 0 ? rules->h : rules->v;
    int nearest = (int) (rules->dpi * (dir == 0 ? gj_ocr_tolerances.min_row : gj_ocr_tolerances.min_col));
    for (guint i = 0; i < all->len; i++) {
      const GjOcrRule *r = &g_array_index (all, GjOcrRule, i);
      if (r->table == table && runs_through (rules, dir == 0, r, cells, parent, &old_xs, &old_ys))
        added |= gj_ocr_lines_insert (dir == 0 ? ys : xs, r->pos, r->to - r->from, nearest);
    }
  }
  return added;
}
