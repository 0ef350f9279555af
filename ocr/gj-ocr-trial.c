/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-trial.h"

/* Lengths in inches. */
#define CHARACTER 0.05     /* no digit is lower */
#define MOST_CHARACTER 0.3 /* no character is larger */
#define THIN 0.035         /* across: so thin print may be a piece of the rule */
#define PIECE 0.02         /* a piece of a broken rule is as thin */
#define FLAT 3             /* times as wide as high: a piece of a rule across, or a dash */
#define HIGH_PIECE 0.2     /* of an upright one: no 1 of a table is so high */
#define FIGURE 0.8         /* no figure is wider */
#define COLUMNS_3 7        /* of figures in table 三 */
#define COLUMNS_4 15       /* the same in table 四 */
#define PART 0.01          /* print is in a line's way when it reaches so far over it */
#define WORDS 0.12         /* between characters in line: so far apart they are two words */
#define FEW_CELLS 6        /* along an upright line: so few of them say less */
#define NEEDED 3           /* cells in which print is in the way */

BOXA *
gj_ocr_print_boxes (const GjOcrRules *rules)
{
  int least = (int) (rules->dpi * CHARACTER), most = (int) (rules->dpi * MOST_CHARACTER);
  int thin = (int) (rules->dpi * PIECE), high = (int) (rules->dpi * HIGH_PIECE);
  g_autoptr (GjPix) whole = pixCloseSafeBrick (NULL, rules->ink, 3, 3); /* thin print is broken */
  g_autoptr (GjBoxa) all = whole != NULL ? pixConnCompBB (whole, 8) : NULL;
  BOXA *print = boxaCreate (0);
  for (int i = 0; all != NULL && i < boxaGetCount (all); i++) {
    int x, y, w, h;
    boxaGetBoxGeometry (all, i, &x, &y, &w, &h);
    gboolean piece = (h <= thin && w >= FLAT * h) || (w <= thin && h >= high);
    if (MAX (w, h) >= least && MAX (w, h) <= most && !piece)
      boxaAddBox (print, boxCreate (x, y, w, h), L_INSERT);
  }
  return print;
}

/* How a line at @pos and the characters between @from and @to lie: 2 if it runs through one, 1 if it touches one. */
static guint
cut_of (const GjOcrRules *rules, BOXA *print, gboolean horizontal, int pos, int from, int to)
{
  int thin = (int) (rules->dpi * THIN), part = MAX ((int) (rules->dpi * PART), 2);
  guint cut = 0;
  for (int i = 0; i < boxaGetCount (print) && cut < 2; i++) {
    int x, y, w, h;
    boxaGetBoxGeometry (print, i, &x, &y, &w, &h);
    int low = horizontal ? y : x, high = low + (horizontal ? h : w), along = horizontal ? x + w / 2 : y + h / 2;
    if (high - low > thin && along > from && along < to && low <= pos + part && high >= pos - part)
      cut = low <= pos - part && high >= pos + part ? 2 : 1;
  }
  return cut;
}

/* Whether half of a rule is there from @from to @to, and one of its ends: sides of digits keep off them. */
static gboolean
is_kept (const GjOcrRules *rules, gboolean horizontal, int pos, int from, int to)
{
  int third = (to - from) / 3;
  return gj_ocr_rules_cover (rules, horizontal, pos, from, to) >= 0.5 &&
         MAX (gj_ocr_rules_cover (rules, horizontal, pos, from, from + third),
              gj_ocr_rules_cover (rules, horizontal, pos, to - third, to)) >= 0.7;
}

/* Whether the line at @pos is made of strokes of characters in line: print is in the way wherever something is of it. One that is whole
 * in the two last cells may be another table's that was joined to this one. */
static gboolean
is_in_print (const GjOcrRules *rules, BOXA *print, gboolean horizontal, const GjOcrLines *along, int pos)
{
  guint cut = 0, kept = 0, last = 0, cells = along->n - 1;
  for (guint i = 0; i < cells; i++) {
    int from = along->at[i], to = along->at[i + 1];
    guint c = cut_of (rules, print, horizontal, pos, from, to);
    gboolean whole = c == 0 && is_kept (rules, horizontal, pos, from, to);
    cut += c == 2 && gj_ocr_rules_cover (rules, horizontal, pos, from, to) >= 0.3;
    kept += whole;
    last = whole ? last + 1 : 0;
  }
  if (horizontal || cells < FEW_CELLS)
    return cut >= (horizontal ? MIN (cells, NEEDED) : cells) && kept == 0;
  return cut >= NEEDED && cut > 2 * kept && last < 2;
}

/* Whether little is left of the outermost line at @y, and of the sides between it and @next. */
static gboolean
is_beyond_table (const GjOcrRules *rules, const GjOcrLines *xs, int y, int next)
{
  int x0 = xs->at[0], x1 = xs->at[xs->n - 1], y0 = MIN (y, next), y1 = MAX (y, next);
  return gj_ocr_rules_cover (rules, TRUE, y, x0, x1) < 0.5 && gj_ocr_rules_cover (rules, FALSE, x0, y0, y1) < 0.3 &&
         gj_ocr_rules_cover (rules, FALSE, x1, y0, y1) < 0.3;
}

void
gj_ocr_lines_drop_false (const GjOcrRules *rules, BOXA *print, GjOcrLines *xs, GjOcrLines *ys)
{
  const GjOcrLines old_xs = *xs, old_ys = *ys;
  for (guint before = 0; before != xs->n + ys->n;) {
    before = xs->n + ys->n;
    for (guint k = ys->n - 1; k-- > 1;)
      if (is_in_print (rules, print, TRUE, xs, ys->at[k]))
        gj_ocr_lines_remove (ys, k);
    for (guint k = xs->n - 1; k-- > 1;)
      if (is_in_print (rules, print, FALSE, ys, xs->at[k]))
        gj_ocr_lines_remove (xs, k);
  }
  while (ys->n > 2 && is_beyond_table (rules, xs, ys->at[ys->n - 1], ys->at[ys->n - 2]))
    gj_ocr_lines_remove (ys, ys->n - 1);
  while (ys->n > 2 && is_beyond_table (rules, xs, ys->at[0], ys->at[1]))
    gj_ocr_lines_remove (ys, 0);
  if (old_ys.n > 2 && (ys->n <= 2 || xs->n <= 2)) {
    *xs = old_xs;
    *ys = old_ys;
  }
}

static gint
by_top (gconstpointer a, gconstpointer b)
{
  return ((const GjOcrRect *) a)->y0 - ((const GjOcrRect *) b)->y0;
}

static gint
by_left (gconstpointer a, gconstpointer b)
{
  return ((const GjOcrRect *) a)->x0 - ((const GjOcrRect *) b)->x0;
}

/* How many lines the characters in a cell make, and words far apart in these, without the first. */
static guint
count_apart (const GjOcrRules *rules, GArray *inside)
{
  int far = (int) (rules->dpi * WORDS);
  guint apart = 0;
  g_array_sort (inside, by_top);
  for (guint i = 0, end; i < inside->len; i = end) {
    int bottom = g_array_index (inside, GjOcrRect, i).y1, right = G_MAXINT - far;
    for (end = i + 1; end < inside->len && g_array_index (inside, GjOcrRect, end).y0 <= bottom; end++)
      bottom = MAX (bottom, g_array_index (inside, GjOcrRect, end).y1);
    qsort (&g_array_index (inside, GjOcrRect, i), end - i, sizeof (GjOcrRect), by_left);
    for (guint k = i; k < end; k++) {
      const GjOcrRect *r = &g_array_index (inside, GjOcrRect, k);
      apart += r->x0 > right + far;
      right = k == i ? r->x1 : MAX (right, r->x1);
    }
    apart += i > 0;
  }
  return apart;
}

/* The faults of @grid; *@single is counted up for each cell with one word that keeps to it. */
static guint
count_faults (const GjOcrRules *rules, BOXA *print, const GjOcrGrid *grid, guint *single)
{
  int part = MAX ((int) (rules->dpi * PART), 2), s = rules->scale;
  guint faults = 0;
  g_autoptr (GArray) inside = g_array_new (FALSE, FALSE, sizeof (GjOcrRect));
  for (guint i = 0; i < grid->cells->len; i++) {
    const GjOcrRect *b = &g_array_index (grid->cells, GjOcrCell, i).box;
    GjOcrRect cell = { b->x0 / s, b->y0 / s, b->x1 / s, b->y1 / s };
    gboolean out = FALSE;
    g_array_set_size (inside, 0);
    for (int k = 0; k < boxaGetCount (print); k++) {
      int x, y, w, h;
      boxaGetBoxGeometry (print, k, &x, &y, &w, &h);
      GjOcrRect r = { x, y, x + w, y + h };
      int mid_x = x + w / 2, mid_y = y + h / 2;
      if (mid_x < cell.x0 || mid_x >= cell.x1 || mid_y < cell.y0 || mid_y >= cell.y1)
        continue;
      gboolean reaches =
          r.x0 < cell.x0 - part || r.x1 > cell.x1 + part || r.y0 < cell.y0 - part || r.y1 > cell.y1 + part;
      faults += reaches ? 2 : 0;
      out = out || reaches;
      g_array_append_val (inside, r);
    }
    guint apart = count_apart (rules, inside);
    *single += inside->len > 0 && apart == 0 && !out;
    faults += apart;
  }
  return faults;
}

guint
gj_ocr_grid_faults (const GjOcrRules *rules, BOXA *print, const GjOcrGrid *grid)
{
  guint single = 0;
  return count_faults (rules, print, grid, &single);
}

int
gj_ocr_grid_merit (const GjOcrRules *rules, BOXA *print, const GjOcrGrid *grid)
{
  guint single = 0, faults = count_faults (rules, print, grid, &single);
  return (int) single - (int) faults;
}

int
gj_ocr_grids_merit (const GjOcrRules *rules, BOXA *print, const GPtrArray *grids)
{
  int merit = 0;
  for (guint i = 0; i < grids->len; i++)
    merit += gj_ocr_grid_merit (rules, print, grids->pdata[i]);
  return merit;
}

/* Whether @cell holds one word in one line, as a figure is; pieces of rules are no print. */
static gboolean
holds_figure (const GjOcrRules *rules, BOXA *print, const GjOcrCell *cell, GArray *inside)
{
  int part = MAX ((int) (rules->dpi * PART), 2), s = rules->scale;
  GjOcrRect b = { cell->box.x0 / s, cell->box.y0 / s, cell->box.x1 / s, cell->box.y1 / s };
  int x0 = G_MAXINT, x1 = 0;
  g_array_set_size (inside, 0);
  for (int k = 0; k < boxaGetCount (print); k++) {
    int x, y, w, h;
    boxaGetBoxGeometry (print, k, &x, &y, &w, &h);
    if (x + w / 2 < b.x0 || x + w / 2 >= b.x1 || y + h / 2 < b.y0 || y + h / 2 >= b.y1 ||
        (MIN (w, h) * 3 <= MAX (w, h) && MIN (w, h) <= rules->dpi * PIECE))
      continue;
    if (x < b.x0 - part || x + w > b.x1 + part || y < b.y0 - part || y + h > b.y1 + part)
      return FALSE;
    GjOcrRect r = { x, y, x + w, y + h };
    g_array_append_val (inside, r);
    x0 = MIN (x0, x);
    x1 = MAX (x1, x + w);
  }
  return inside->len > 0 && x1 - x0 <= rules->dpi * FIGURE && count_apart (rules, inside) == 0;
}

guint
gj_ocr_grids_fit (const GjOcrRules *rules, BOXA *print, const GPtrArray *grids)
{
  g_autoptr (GArray) inside = g_array_new (FALSE, FALSE, sizeof (GjOcrRect));
  guint fit = 0;
  for (guint i = 0; i < grids->len; i++) {
    const GArray *cells = ((const GjOcrGrid *) grids->pdata[i])->cells;
    guint run = 0;
    for (guint k = 0; k < cells->len; k++) {
      const GjOcrCell *cell = &g_array_index (cells, GjOcrCell, k);
      gboolean last = k + 1 == cells->len || g_array_index (cells, GjOcrCell, k + 1).row != cell->row;
      run = holds_figure (rules, print, cell, inside) ? run + 1 : 0;
      fit += last && (run == COLUMNS_3 || run == COLUMNS_4) ? run : 0;
      run = last ? 0 : run;
    }
  }
  return fit;
}

void
gj_ocr_grid_doubt_cut (const GjOcrRules *rules, BOXA *print, const GjOcrGrid *grid)
{
  int part = MAX ((int) (rules->dpi * PART), 2), thin = (int) (rules->dpi * THIN), s = rules->scale,
      least = (int) (rules->dpi * CHARACTER);
  for (int k = 0; k < boxaGetCount (print); k++) {
    int x, y, w, h;
    boxaGetBoxGeometry (print, k, &x, &y, &w, &h);
    for (guint i = 0; i < grid->cells->len && w > thin && h >= least; i++) {
      GjOcrCell *cell = &g_array_index (grid->cells, GjOcrCell, i);
      const GjOcrRect *b = &cell->box;
      gboolean inside =
          x + w > b->x0 / s + part && x < b->x1 / s - part && y > b->y0 / s + part && y + h < b->y1 / s - part;
      cell->supposed = cell->supposed || (inside && (x < b->x0 / s - part || x + w > b->x1 / s + part));
    }
  }
}
