/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-columns.h"

#include "ocr/gj-ocr-print.h"

#define STROKES 0.15 /* of a line's length: so little of it, in a table of many rows, are strokes of print */
#define MAX_GAPS 24
#define MIN_GAP 0.05  /* inches: more than between characters of small print */
#define SURE_GAP 0.14 /* wider than any room within a word */
#define REST 0.3      /* part of a row's height of which a rule must be left in a narrower gap */
#define SOME 0.1      /* the same beside a row in which so much is left */
#define THIN 0.03     /* inches: no digit is as thin, but a 1 */
#define SOLID 0.7     /* part of a thick rule that is ink */
#define REGULAR 5     /* columns of one width, and at least half of all: so is what is wider */
#define ROOM 0.15 /* inches beside a rule that is seen in one row only: a bracket stands nearer to what it encloses */
#define PART_LEFT 0.3 /* of a rule beyond a table's side */
#define LONG_FOR 0.6  /* times the weight of the usual line, or of the longer ones */
#define HALF_LONG 0.3 /* the same in tables of many rows, of whose rules more may be gone */
#define UNEVEN 0.12   /* of the width of a column: no more do such columns differ, or are rules away from their place */

/* The room between neighbouring prints in one cell: [from, to) of x. */
typedef struct {
  int from[MAX_GAPS], to[MAX_GAPS];
  guint n;
} Gaps;

/* Whether column of pixels @x of the cell holds print: a single pixel is dust. */
static gboolean
has_print (const GjOcrRules *rules, int x, int y0, int y1)
{
  int n = 0;
  for (int y = y0; y < y1 && n < 2; y++)
    n += GET_DATA_BIT (pixGetData (rules->ink) + (gsize) y * (gsize) pixGetWpl (rules->ink), x);
  return n >= 2;
}

/* Whether there is no print in [@x0, @x1). */
static gboolean
is_empty (const GjOcrRules *rules, int x0, int x1, int y0, int y1)
{
  for (int x = MAX (x0, 0); x < MIN (x1, pixGetWidth (rules->ink)); x++)
    if (has_print (rules, x, y0, y1))
      return FALSE;
  return TRUE;
}

/* Whether print fills [@x0, @x1) wherever it stands in it, as a stroke down does and a digit does not. */
static gboolean
is_solid (const GjOcrRules *rules, int x0, int x1, int y0, int y1)
{
  int ink = 0, rows = 0;
  for (int y = y0; y < y1; y++) {
    int n = 0;
    for (int x = x0; x < x1; x++)
      n += GET_DATA_BIT (pixGetData (rules->ink) + (gsize) y * (gsize) pixGetWpl (rules->ink), x);
    ink += n;
    rows += n > 0;
  }
  return ink >= SOLID * rows * (x1 - x0);
}

/* Whether the thin print in [@x0, @x1) is what is left of a rule: it runs into the rule above or below, which figures keep off,
 * and stands alone. @least: the part of the row's height on which it must be. */
static gboolean
is_rest (const GjOcrRules *rules, int x0, int x1, int y0, int y1, double least)
{
  int zone = MAX ((int) (rules->dpi * 0.03), 3);
  int free = MAX ((int) (rules->dpi * 0.04), 3);
  if (x1 - x0 > rules->dpi * gj_ocr_tolerances.max_rule ||
      (x1 - x0 > rules->dpi * THIN && !is_solid (rules, x0, x1, y0 + zone, y1 - zone)) ||
      !is_empty (rules, x0 - free, x0, y0 + zone, y1 - zone) || !is_empty (rules, x1, x1 + free, y0 + zone, y1 - zone))
    return FALSE;
  for (int x = x0; x < x1; x++)
    if (gj_ocr_rules_cover (rules, FALSE, x, y0, y1) >= least &&
        (has_print (rules, x, y0, y0 + zone) || has_print (rules, x, y1 - zone, y1)))
      return TRUE;
  return FALSE;
}

/* The print around @x between @y0 and @y1, [@from, @to), as far as a rule is thick to each side. */
static void
stroke_at (const GjOcrRules *rules, int x, int y0, int y1, int *from, int *to)
{
  int most = (int) (rules->dpi * gj_ocr_tolerances.max_rule);
  *from = *to = x;
  while (x - *from <= most && *from > 0 && has_print (rules, *from - 1, y0, y1))
    (*from)--;
  while (*to - x <= most && *to < pixGetWidth (rules->ink) && has_print (rules, *to, y0, y1))
    (*to)++;
}

/* Whether print at @x is what is left of a rule; @white: where there is none. */
static gboolean
is_rest_at (const GjOcrRules *rules, int x, int y0, int y1, gboolean white)
{
  int inset = MAX ((int) (rules->dpi * 0.03), 3), from, to;
  stroke_at (rules, x, y0 + inset, y1 - inset, &from, &to);
  return from == to ? white : is_rest (rules, from, to, y0, y1, SOME);
}

gboolean
gj_ocr_is_rest_of_column (const GjOcrRules *rules, int x, int y0, int y1)
{
  int room = (int) (rules->dpi * ROOM), thick = (int) (rules->dpi * gj_ocr_tolerances.max_rule) / 2 + 1;
  int zone = MAX ((int) (rules->dpi * 0.03), 3);
  return is_rest_at (rules, x, y0, y1, FALSE) && is_empty (rules, x - room, x - thick, y0 + zone, y1 - zone) &&
         is_empty (rules, x + thick, x + room, y0 + zone, y1 - zone);
}

static void
find_gaps (const GjOcrRules *rules, int x0, int x1, int y0, int y1, Gaps *gaps)
{
  int inset = MAX ((int) (rules->dpi * 0.03), 3), least = MAX ((int) (rules->dpi * MIN_GAP), 3), last = -1;
  x0 = MAX (x0 + inset, 0);
  y0 = MAX (y0, 0);
  x1 = MIN (x1 - inset, pixGetWidth (rules->ink));
  y1 = MIN (y1, pixGetHeight (rules->ink));
  gaps->n = 0;
  for (int x = x0, end; x < x1; x = end + 1) {
    for (end = x; end < x1 && has_print (rules, end, y0 + inset, y1 - inset);)
      end++;
    if (end == x || is_rest (rules, x, end, y0, y1, REST))
      continue;
    if (last >= 0 && x - last > least && gaps->n < MAX_GAPS) {
      gaps->from[gaps->n] = last;
      gaps->to[gaps->n++] = x;
    }
    last = end;
  }
}

/* The place in [@from, @to) with most of a rule in one of @rows rows: the middle of those that are near it. */
static int
best_place (const GjOcrRules *rules, int from, int to, const int *y, int rows, double *most)
{
  int first = (from + to) / 2, last = first,
      free = MAX ((int) (rules->dpi / 60), 2) + 1; /* strokes of print so near would count */
  *most = 0;
  for (int x = from + free; x < to - free; x++)
    for (int i = 0; i < rows; i++) {
      double cover = gj_ocr_rules_cover (rules, FALSE, x, y[i], y[i + 1]);
      if (cover > *most) {
        *most = cover;
        first = last = x;
      } else if (cover > 0 && cover >= *most && x == last + 1)
        last = x;
    }
  return (first + last) / 2;
}

static gboolean
has_line_in (const GjOcrLines *lines, int from, int to)
{
  for (guint i = 0; i < lines->n; i++)
    if (lines->at[i] >= from && lines->at[i] < to)
      return TRUE;
  return FALSE;
}

static int
common (const Gaps *a, guint i, const Gaps *b, guint k)
{
  return MIN (a->to[i], b->to[k]) - MAX (a->from[i], b->from[k]);
}

/* Whether gap @i of @a and gap @k of @b have more in common with each other than with any other gap: where figures stand at a side
 * of their cells, and labels in the middle, a gap may reach into the next cell's. */
static gboolean
are_a_pair (const Gaps *a, guint i, const Gaps *b, guint k)
{
  int both = common (a, i, b, k);
  for (guint o = 0; o < b->n; o++)
    if (o != k && common (a, i, b, o) >= both)
      return FALSE;
  for (guint o = 0; o < a->n; o++)
    if (o != i && common (a, o, b, k) >= both)
      return FALSE;
  return both > 0;
}

/* The rows between @ys in the column [@x0, @x1), two at a time: first for gaps in which something is left of a rule, then for those
 * without such a place. */
static void
look_at_column (const GjOcrRules *rules, int x0, int x1, const GjOcrLines *ys, gboolean left, GjOcrLines *found)
{
  int nearest = (int) (rules->dpi * gj_ocr_tolerances.min_col);
  Gaps above = { .n = 0 }, gaps;
  for (guint r = 0; r + 1 < ys->n; r++, above = gaps) {
    find_gaps (rules, x0, x1, ys->at[r], ys->at[r + 1], &gaps);
    for (guint i = 0; i < gaps.n; i++)
      for (guint k = 0; r > 0 && k < above.n; k++) {
        int from = MAX (gaps.from[i], above.from[k]), to = MIN (gaps.to[i], above.to[k]);
        double rest;
        if (gaps.to[i] - gaps.from[i] < rules->dpi * SURE_GAP || to - from < rules->dpi * MIN_GAP ||
            !are_a_pair (&above, k, &gaps, i))
          continue;
        int x = best_place (rules, from, to, &ys->at[r - 1], 2, &rest);
        if ((left ? rest >= REST : to - from >= rules->dpi * SURE_GAP) && !has_line_in (found, from, to))
          gj_ocr_lines_insert (found, x, 0, nearest);
      }
  }
}

/* The width that most columns have, 0 if they differ. */
static int
usual_width (const GjOcrLines *xs)
{
  g_autoptr (GArray) widths = g_array_new (FALSE, FALSE, sizeof (int));
  guint n = xs->n - 1, alike = 0;
  for (guint i = 0; i < n; i++) {
    int width = xs->at[i + 1] - xs->at[i];
    g_array_append_val (widths, width);
  }
  int usual = gj_ocr_median (widths);
  for (guint i = 0; i < n; i++)
    alike += ABS (xs->at[i + 1] - xs->at[i] - usual) <= UNEVEN * usual;
  return alike >= REGULAR && 2 * alike >= n ? usual : 0;
}

/* Whether column of pixels @x holds no print, or is within a stroke as thin as a rule, alone, of which little is left. */
static gboolean
is_white (const GjOcrRules *rules, int x, int y0, int y1)
{
  int most = (int) (rules->dpi * gj_ocr_tolerances.max_rule), free = MAX ((int) (rules->dpi * 0.04), 3), from, to;
  stroke_at (rules, x, y0, y1, &from, &to);
  return (from == x && to == x) ||
         (to - from <= most && is_empty (rules, from - free, from, y0, y1) && is_empty (rules, to, to + free, y0, y1));
}

/* The place near @x, as far as @reach, where print leaves white in the @rows rows (1 or 2) between @y: where most is left of a rule, or the
 * middle of the widest white. −1 if there is none. */
static int
white_near (const GjOcrRules *rules, int x, int reach, const int *y, int rows)
{
  int inset = MAX ((int) (rules->dpi * 0.03), 3), rest, start = -1, widest = 0, best = -1;
  double most;
  for (int i = x - reach; i <= x + reach + 1; i++) {
    gboolean white = i <= x + reach && is_white (rules, i, y[0] + inset, y[1] - inset) &&
                     (rows < 2 || is_white (rules, i, y[1] + inset, y[2] - inset));
    if (white && start < 0)
      start = i;
    if (white || start < 0)
      continue;
    if (i - start > widest) {
      widest = i - start;
      best = (start + i) / 2;
    }
    start = -1;
  }
  reach += MAX ((int) (rules->dpi / 60), 2) + 1;
  rest = best_place (rules, x - reach, x + reach, y, rows, &most);
  for (int i = 0; i < rows && most >= REST; i++)
    if (!is_rest_at (rules, rest, y[i], y[i + 1], TRUE))
      most = 0;
  return most >= REST ? rest : widest >= rules->dpi * MIN_GAP ? best : -1;
}

/* How many rules across go on from the outermost line at @side to where one column more would end, about @next, a piece of its side
 * counting as one: of each a part is left, ink that runs as rules do. */
static guint
count_going_on (const GjOcrRules *rules, const GjOcrLines *ys, int side, int next)
{
  int near = (int) (rules->dpi * gj_ocr_tolerances.same_rule);
  guint n = 0;
  for (guint i = 0; i < ys->n; i++)
    n += gj_ocr_rules_cover (rules, TRUE, ys->at[i], MIN (side, next), MAX (side, next)) >= PART_LEFT;
  for (int x = next - near; x <= next + near; x++)
    if (gj_ocr_rules_cover (rules, FALSE, x, ys->at[0], ys->at[ys->n - 1]) >= PART_LEFT)
      return n + 1;
  return n;
}

/* The same beyond the outermost line, @first or last, as long as rules across go on there: of the table's side nothing is left. */
static void
extend_regular (const GjOcrRules *rules, GjOcrLines *xs, const GjOcrLines *ys, const int *y, int rows, int usual,
                gboolean first)
{
  int reach = (int) (UNEVEN * usual);
  while (xs->n <= GJ_OCR_MOST_COLUMNS) {
    int side = xs->at[first ? 0 : xs->n - 1], next = first ? side - usual : side + usual;
    int x =
        count_going_on (rules, ys, side, next) >= (rows > 1 ? 1u : 2u) ? white_near (rules, next, reach, y, rows) : -1;
    GjOcrRect a = { MIN (side, x), y[0], MAX (side, x), y[1] }, b = { a.x0, y[rows - 1], a.x1, y[rows] };
    if (x < 0 || !gj_ocr_print_is_in (rules, &a) || !gj_ocr_print_is_in (rules, &b) ||
        !gj_ocr_lines_insert (xs, x, 0, (int) (rules->dpi * gj_ocr_tolerances.min_col)))
      break;
  }
}

/* Where most columns have one width, one that is as wide as two or more of them is so many, if the last two rows, labels and figures,
 * leave white where the rules between them must have been, and labels beside it. So it is with a lone row, whose labels are on the page before. */
static void
fill_regular (const GjOcrRules *rules, GjOcrLines *xs, const GjOcrLines *ys)
{
  int usual = xs->n > REGULAR && ys->n > 1 ? usual_width (xs) : 0, rows = ys->n > 2 ? 2 : 1;
  const int *y = &ys->at[ys->n - 1 - (guint) rows];
  if (usual == 0)
    return;
  const GjOcrLines before = *xs;
  for (guint i = 0; i + 1 < before.n; i++) {
    int from = before.at[i], width = before.at[i + 1] - from, parts = (width + usual / 2) / usual, left = from;
    if (parts < 2 || ABS (width - parts * usual) > parts * UNEVEN * usual)
      continue;
    for (int k = 1; k < parts; k++) {
      int x = white_near (rules, from + width * k / parts, (int) (UNEVEN * usual), y, rows);
      GjOcrRect a = { left, y[0], x, y[1] }, b = { x, y[0], from + width * (k + 1) / parts, y[1] };
      if (x < 0 || !gj_ocr_print_is_in (rules, &a) || !gj_ocr_print_is_in (rules, &b))
        break;
      gj_ocr_lines_insert (xs, x, 0, (int) (rules->dpi * gj_ocr_tolerances.min_col));
      left = x;
    }
  }
  extend_regular (rules, xs, ys, y, rows, usual, TRUE);
  extend_regular (rules, xs, ys, y, rows, usual, FALSE);
}

/* The lines of @xs that are long for it, by @part of the weight of usual and of longer ones; those at its ends are. */
static GjOcrLines *
long_lines (const GjOcrLines *xs, double part)
{
  g_autoptr (GArray) weights = g_array_new (FALSE, FALSE, sizeof (int));
  GjOcrLines *out = g_new0 (GjOcrLines, 1);
  g_array_append_vals (weights, xs->weight, xs->n);
  int least = (int) (part * gj_ocr_median (weights)); /* sorts */
  least = MAX (least, (int) (part * g_array_index (weights, int, xs->n * 3 / 4)));
  for (guint i = 0; i < xs->n; i++)
    if (i == 0 || i + 1 == xs->n || xs->weight[i] >= least) {
      out->at[out->n] = xs->at[i];
      out->weight[out->n++] = xs->weight[i];
    }
  return out;
}

void
gj_ocr_columns_drop_irregular (const GjOcrRules *rules, GjOcrLines *xs, const GjOcrLines *ys)
{
  if (xs->n <= REGULAR || ys->n < 3)
    return;
  gboolean high = ys->n > GJ_OCR_LOW_TABLE;
  g_autofree GjOcrLines *strong = long_lines (xs, high ? HALF_LONG : LONG_FOR);
  int usual = strong->n > REGULAR ? usual_width (strong) : 0, near = (int) (UNEVEN * usual);
  for (guint i = xs->n - 1; usual > 0 && i-- > 1;) {
    guint k = 0;
    while (k + 2 < strong->n && strong->at[k + 1] <= xs->at[i])
      k++;
    int width = strong->at[k + 1] - strong->at[k], off = xs->at[i] - strong->at[k];
    int parts = MAX ((width + usual / 2) / usual, 1), place = (off * parts + width / 2) / width;
    if (off > 0 && ABS (width - parts * usual) <= 2 * near && ABS (off - place * width / parts) > near &&
        (high ? gj_ocr_rules_cover (rules, FALSE, xs->at[i], ys->at[0], ys->at[ys->n - 1]) < STROKES
              : !gj_ocr_is_rest_of_column (rules, xs->at[i], ys->at[ys->n - 2], ys->at[ys->n - 1])))
      gj_ocr_lines_remove (xs, i);
  }
}

void
gj_ocr_columns_complete (const GjOcrRules *rules, GjOcrLines *xs, const GjOcrLines *ys)
{
  gj_ocr_columns_drop_irregular (rules, xs, ys);
  g_autofree GjOcrLines *found = g_new0 (GjOcrLines, 1);
  for (guint c = 0; c + 1 < xs->n; c++) {
    look_at_column (rules, xs->at[c], xs->at[c + 1], ys, TRUE, found);
    look_at_column (rules, xs->at[c], xs->at[c + 1], ys, FALSE, found);
  }
  for (guint i = 0; i < found->n; i++)
    gj_ocr_lines_insert (xs, found->at[i], 0, (int) (rules->dpi * gj_ocr_tolerances.min_col));
  fill_regular (rules, xs, ys);
}
