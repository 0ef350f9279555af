/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-grid.h"

#include "ocr/gj-ocr-adopt.h"
#include "ocr/gj-ocr-columns.h"
#include "ocr/gj-ocr-comb.h"
#include "ocr/gj-ocr-print.h"
#include "ocr/gj-ocr-trial.h"
#include "ocr/gj-ocr-walls.h"

#define LOW_ROW 0.125 /* inches: where rules are broken, dashes in line may pass for one; no row of print is lower */
#define FAULTS 10     /* of a grid: fewer are no reason to doubt it */
#define BETTER 0.7    /* of them: so few are better */
#define TOGETHER 4    /* broken uprights that end together */
#define COMB 8        /* uprights: so many that are alike are no strokes */
#define STROKE_OF 8   /* lines upright: in so many, one may seem there by a stroke of a heading */
#define SHORT 8       /* parts of the longest rule across: what is shorter may be a stroke of a heading */

static void
cell_clear (gpointer data)
{
  GjOcrCell *cell = data;
  g_free (cell->text);
  g_free (cell->alternative);
}

void
gj_ocr_grid_free (GjOcrGrid *grid)
{
  if (grid == NULL)
    return;
  g_array_unref (grid->cells);
  g_clear_pointer (&grid->across, g_array_unref);
  g_clear_pointer (&grid->upright, g_array_unref);
  g_free (grid);
}

static gint
by_pos (gconstpointer a, gconstpointer b)
{
  return ((const GjOcrRule *) a)->pos - ((const GjOcrRule *) b)->pos;
}

static void
lines_add (GjOcrLines *lines, int pos, int weight, int nearest)
{
  if (lines->n > 0 && pos - lines->at[lines->n - 1] < nearest) {
    if (weight > lines->weight[lines->n - 1]) {
      lines->at[lines->n - 1] = pos;
      lines->weight[lines->n - 1] = weight;
    }
  } else if (lines->n < GJ_OCR_MAX_LINES) {
    lines->at[lines->n] = pos;
    lines->weight[lines->n++] = weight;
  }
}

/* The length of the table along its rules, by those across but strokes of a heading that touch it. */
static int
table_length (const GArray *across, int table)
{
  int low = G_MAXINT, high = G_MININT, longest = 0;
  for (guint i = 0; i < across->len; i++) {
    const GjOcrRule *r = &g_array_index (across, GjOcrRule, i);
    longest = r->table == table ? MAX (longest, r->to - r->from) : longest;
  }
  for (guint i = 0; i < across->len; i++) {
    const GjOcrRule *r = &g_array_index (across, GjOcrRule, i);
    if (r->table == table && (r->to - r->from) * SHORT >= longest) {
      low = MIN (low, r->pos);
      high = MAX (high, r->pos);
    }
  }
  return high > low ? high - low : 0;
}

/* The length of the uprights of a lone row, most of which are alike, as no strokes of characters are; 0 if they are not. Its upper rule
 * may be on the page before. */
static int
comb_length (const GArray *upright, int table, int same)
{
  const GjOcrRule *first = NULL;
  guint alike = 0, all = 0;
  for (guint i = 0; i < upright->len; i++) {
    const GjOcrRule *r = &g_array_index (upright, GjOcrRule, i);
    if (r->table != table)
      continue;
    first = first == NULL ? r : first;
    all++;
    alike += ABS (r->from - first->from) <= same && ABS (r->to - first->to) <= same;
  }
  gboolean most = alike >= COMB && alike * 4 >= all * 3, whole = alike >= GJ_OCR_FEW_TEETH && alike == all;
  return most || whole ? first->to - first->from : 0;
}

/* Rules at nearly the same position are one line; short ones are too little for one. */
static void
find_lines (GArray *rules, int table, int same, int need, int nearest, GjOcrLines *lines)
{
  g_autoptr (GArray) mine = g_array_new (FALSE, FALSE, sizeof (GjOcrRule));
  for (guint i = 0; i < rules->len; i++)
    if (g_array_index (rules, GjOcrRule, i).table == table)
      g_array_append_val (mine, g_array_index (rules, GjOcrRule, i));
  g_array_sort (mine, by_pos);

  lines->n = 0;
  for (guint i = 0; i < mine->len;) {
    const GjOcrRule *r = &g_array_index (mine, GjOcrRule, i);
    int last = r->pos, length = 0, longest = 0;
    double moment = 0;
    for (; i < mine->len && (r = &g_array_index (mine, GjOcrRule, i))->pos - last <= same; i++) {
      last = r->pos;
      length += r->to - r->from;
      longest = MAX (longest, r->to - r->from);
      moment += (double) r->pos * (r->to - r->from);
    }
    if (length >= need)
      lines_add (lines, (int) (moment / length + 0.5), longest, nearest);
  }
}

/* Whether one of the outermost rules across reaches beyond @edge (low or high) by @least: where a page cuts a table its sides are
 * cut too. Strokes of a heading close above only lengthen rules in between. */
static gboolean
sides_reach (const GArray *across, int table, gboolean low, int edge, int least, int slack)
{
  int first = G_MAXINT, last = G_MININT;
  gboolean at_first = FALSE, at_last = FALSE;
  for (guint i = 0; i < across->len; i++) {
    const GjOcrRule *r = &g_array_index (across, GjOcrRule, i);
    if (r->table == table) {
      first = MIN (first, r->pos);
      last = MAX (last, r->pos);
    }
  }
  for (guint i = 0; i < across->len; i++) {
    const GjOcrRule *r = &g_array_index (across, GjOcrRule, i);
    if (r->table != table || !(low ? edge - r->from > least : r->to - edge > least))
      continue;
    at_first |= r->pos - first <= slack;
    at_last |= last - r->pos <= slack;
  }
  return at_first || at_last;
}

/* Where rules that run on beyond the outermost line end: the middle one of @ends, for a speck may lengthen a rule; where rules are
 * broken, the last. */
static int
open_end (GArray *ends, gboolean broken, gboolean low)
{
  int middle = gj_ocr_median (ends); /* sorts them */
  return !broken ? middle : g_array_index (ends, int, low ? 0 : ends->len - 1);
}

/* Whether so many of @ends are at @end that they are no strokes of a heading, which end where they like: four where rules are broken, else
 * most of the @all rules across, too. */
static gboolean
end_together (const GArray *ends, int end, int same, guint all, gboolean broken)
{
  guint n = 0;
  for (guint i = 0; i < ends->len; i++)
    n += ABS (g_array_index (ends, int, i) - end) <= same;
  return n >= TOGETHER && (broken || n * 2 > all);
}

/* How far the rules across reach beyond the outermost line: a table cut open, or one whose side was not printed. */
static void
close_open_ends (GArray *across, guint n_across, int table, gboolean broken, GjOcrLines *lines, int least, int same)
{
  g_autoptr (GArray) low = g_array_new (FALSE, FALSE, sizeof (int)), high = g_array_new (FALSE, FALSE, sizeof (int));
  int slack = MAX (least, 3);
  guint all = 0;

  if (lines->n == 0 || lines->n + 2 > GJ_OCR_MAX_LINES)
    return;
  for (guint i = 0; i < across->len; i++) {
    const GjOcrRule *r = &g_array_index (across, GjOcrRule, i);
    if (r->table != table)
      continue;
    all++;
    if (lines->at[0] - r->from > least)
      g_array_append_val (low, r->from);
    if (r->to - lines->at[lines->n - 1] > least)
      g_array_append_val (high, r->to);
  }
  if (high->len >= 2 && high->len * 3 >= n_across) {
    int end = open_end (high, broken, FALSE);
    if (sides_reach (across, table, FALSE, lines->at[lines->n - 1], least, slack) ||
        end_together (high, end, same, all, broken)) {
      lines->weight[lines->n] = 0;
      lines->at[lines->n++] = end;
    }
  }
  if (low->len >= 2 && low->len * 3 >= n_across) {
    int end = open_end (low, broken, TRUE);
    if (sides_reach (across, table, TRUE, lines->at[0], least, slack) || end_together (low, end, same, all, broken))
      gj_ocr_lines_insert (lines, end, 0, 0);
  }
}

/* A row or column without a cell of its own is an artefact: drop the line that made it. */
static gboolean
drop_idle_line (guint *parent, GjOcrLines *xs, GjOcrLines *ys)
{
  guint rows = ys->n - 1, cols = xs->n - 1;

  for (guint r = 1; r < rows; r++) {
    guint c = 0;
    while (c < cols && gj_ocr_unit_root (parent, r * cols + c) == gj_ocr_unit_root (parent, (r - 1) * cols + c))
      c++;
    if (c == cols) {
      gj_ocr_lines_remove (ys, r);
      return TRUE;
    }
  }
  for (guint c = 1; c < cols; c++) {
    guint r = 0;
    while (r < rows && gj_ocr_unit_root (parent, r * cols + c) == gj_ocr_unit_root (parent, r * cols + c - 1))
      r++;
    if (r == rows) {
      gj_ocr_lines_remove (xs, c);
      return TRUE;
    }
  }
  return FALSE;
}

static gint
by_place (gconstpointer a, gconstpointer b)
{
  const GjOcrCell *p = a, *q = b;
  return p->row != q->row ? (int) p->row - (int) q->row : (int) p->col - (int) q->col;
}

/* Whether a rule that nothing shows is the cell's upper or lower side. */
static gboolean
is_supposed (const GjOcrRules *rules, const GjOcrRect *box)
{
  int scale = rules->scale, near = (int) (rules->dpi * gj_ocr_tolerances.same_rule);
  for (guint i = 0; rules->supposed != NULL && i < rules->supposed->len; i++) {
    const GjOcrRule *r = &g_array_index (rules->supposed, GjOcrRule, i);
    if ((ABS (box->y0 / scale - r->pos) <= near || ABS (box->y1 / scale - r->pos) <= near) &&
        r->from < box->x1 / scale - near && r->to > box->x0 / scale + near)
      return TRUE;
  }
  return FALSE;
}

/* A blank cell beside a wall that was not seen may be a part of one that holds print. */
static gboolean
is_guessed_blank (const GjOcrRules *rules, const guint8 *guessed, guint cols, const GjOcrCell *cell)
{
  gboolean any = FALSE;
  GjOcrRect box = { cell->box.x0 / rules->scale, cell->box.y0 / rules->scale, cell->box.x1 / rules->scale,
                    cell->box.y1 / rules->scale };
  for (guint r = cell->row; r < cell->row + cell->row_span; r++)
    for (guint c = cell->col; c < cell->col + cell->col_span; c++)
      any = any || guessed[r * cols + c];
  return any && !gj_ocr_print_is_in (rules, &box);
}

static GjOcrGrid *
build_grid (guint *parent, const guint8 *guessed, const GjOcrLines *xs, const GjOcrLines *ys, const GjOcrRules *rules)
{
  int scale = rules->scale;
  guint rows = ys->n - 1, cols = xs->n - 1;
  g_autofree GjOcrRect *e = gj_ocr_unit_extents (parent, rows, cols);
  GjOcrGrid *grid = g_new0 (GjOcrGrid, 1);

  grid->n_rows = rows;
  grid->n_cols = cols;
  grid->box = (GjOcrRect){ xs->at[0] * scale, ys->at[0] * scale, xs->at[cols] * scale, ys->at[rows] * scale };
  grid->cells = g_array_new (FALSE, TRUE, sizeof (GjOcrCell));
  g_array_set_clear_func (grid->cells, cell_clear);
  for (guint i = 0; i < rows * cols; i++) {
    if (gj_ocr_unit_root (parent, i) != i)
      continue;
    GjOcrCell cell = {
      .box = { xs->at[e[i].x0] * scale, ys->at[e[i].y0] * scale, xs->at[e[i].x1] * scale, ys->at[e[i].y1] * scale },
      .row = (guint) e[i].y0,
      .col = (guint) e[i].x0,
      .row_span = (guint) (e[i].y1 - e[i].y0),
      .col_span = (guint) (e[i].x1 - e[i].x0),
    };
    cell.supposed = is_supposed (rules, &cell.box) ||
                    (gj_ocr_rules_broken (rules) && is_guessed_blank (rules, guessed, cols, &cell));
    g_array_append_val (grid->cells, cell);
  }
  g_array_sort (grid->cells, by_place);
  return grid;
}

/* gj_ocr_join_unit_cells() again, after lines have changed. */
static void
join_cells (const GjOcrRules *rules, int table, const GjOcrLines *xs, const GjOcrLines *ys, guint **parent,
            guint8 **guessed)
{
  g_clear_pointer (parent, g_free);
  g_clear_pointer (guessed, g_free);
  *parent = gj_ocr_join_unit_cells (rules, table, xs, ys, guessed);
}

/* The grid of @table's lines; without those that run through @print, unless that is NULL. */
static GjOcrGrid *
grid_of_lines (const GjOcrRules *rules, int table, BOXA *print, GjOcrLines *xs, GjOcrLines *ys)
{
  const GjOcrTolerances *t = &gj_ocr_tolerances;
  if (xs->n < 2 || ys->n < 2 || (xs->n - 1) * (ys->n - 1) > GJ_MAX_CELLS_PER_GRID)
    return NULL;
  int width = xs->at[xs->n - 1] - xs->at[0], height = ys->at[ys->n - 1] - ys->at[0];
  if (width < rules->dpi * t->min_table_width || height < rules->dpi * t->min_table_height)
    return NULL;
  if (print != NULL)
    gj_ocr_lines_drop_false (rules, print, xs, ys);
  if (gj_ocr_rules_broken (rules)) {
    gj_ocr_columns_adopt (rules, xs, ys);
    gj_ocr_columns_complete (rules, xs, ys);
  }
  g_autofree guint8 *guessed = NULL;
  g_autofree guint *parent = NULL;
  join_cells (rules, table, xs, ys, &parent, &guessed);
  for (guint i = 0; i < 4 && gj_ocr_split_cells (rules, table, parent, xs, ys); i++) {
    if (print != NULL)
      gj_ocr_lines_drop_false (rules, print, xs, ys);
    if (gj_ocr_rules_broken (rules))
      gj_ocr_columns_drop_irregular (rules, xs, ys);
    join_cells (rules, table, xs, ys, &parent, &guessed);
  }
  while (drop_idle_line (parent, xs, ys))
    join_cells (rules, table, xs, ys, &parent, &guessed);
  GjOcrGrid *grid = build_grid (parent, guessed, xs, ys, rules);
  if (grid->cells->len < (width > rules->dpi * 3 ? 2u : 4u)) {
    gj_ocr_grid_free (grid);
    return NULL;
  }
  return grid;
}

/* Where rules are broken, strokes of characters in line look like their pieces: the grid is made once more without lines that run through
 * print, and is taken if print keeps to its cells much better. */
static GjOcrGrid *
best_grid (const GjOcrRules *rules, int table, GjOcrLines *xs, GjOcrLines *ys)
{
  g_autofree GjOcrLines *lines = g_new (GjOcrLines, 2);
  lines[0] = *xs;
  lines[1] = *ys;
  GjOcrGrid *all = grid_of_lines (rules, table, NULL, xs, ys);
  if (all == NULL || !gj_ocr_rules_broken (rules))
    return all;
  g_autoptr (GjBoxa) print = gj_ocr_print_boxes (rules);
  guint faults = gj_ocr_grid_faults (rules, print, all);
  if (faults < FAULTS)
    return all;
  GjOcrGrid *fewer = grid_of_lines (rules, table, print, &lines[0], &lines[1]);
  gboolean better = fewer != NULL ? gj_ocr_grid_faults (rules, print, fewer) <= BETTER * faults
                                  : all->n_rows == 1; /* strokes of a heading */
  gj_ocr_grid_free (better ? all : fewer);
  return better ? fewer : all;
}

/* Whether nothing of an upright rule is left: one may seem there by the strokes of a heading. */
static gboolean
is_gone (const GjOcrRules *rules, gboolean side, int pos, int from, int to)
{
  double cover = gj_ocr_rules_cover (rules, FALSE, pos, from, to);
  return cover < (side ? 0.2 : 0.6) || ((!side || cover < 0.6) && gj_ocr_print_crosses (rules, FALSE, pos, from, to));
}

/* Whether rules rise, or hang, from both ends of the rule across at @y of @table as far as @to. */
static gboolean
has_sides (const GjOcrRules *rules, int table, const GjOcrLines *xs, int y, int to)
{
  int low = G_MAXINT, high = G_MININT, reach = (int) (rules->dpi * gj_ocr_tolerances.meet);
  guint n = 0;
  for (guint i = 0; i < rules->h->len; i++) {
    const GjOcrRule *r = &g_array_index (rules->h, GjOcrRule, i);
    if (r->table == table && ABS (r->pos - y) <= rules->dpi * gj_ocr_tolerances.same_rule) {
      low = MIN (low, r->from);
      high = MAX (high, r->to);
    }
  }
  for (guint i = 0; i < xs->n; i++)
    n += (ABS (xs->at[i] - low) <= reach || ABS (xs->at[i] - high) <= reach) &&
         gj_ocr_rules_cover (rules, FALSE, xs->at[i], MIN (y, to), MAX (y, to)) >= 0.8;
  return n >= 2;
}

/* Whether the rows above and below row @r have sides: a row between them that has none is none. */
static gboolean
is_between_tables (const GjOcrRules *rules, int table, const GjOcrLines *xs, const GjOcrLines *ys, guint r)
{
  return r > 0 && r + 2 < ys->n && has_sides (rules, table, xs, ys->at[r], ys->at[r - 1]) &&
         has_sides (rules, table, xs, ys->at[r + 1], ys->at[r + 2]);
}

/* The first row without any vertical rule, not even at the sides: the room between two tables that a stroke of the heading there,
 * or broken rules, made one. Where a table has many columns a stroke may stand where one of its rules would. */
static guint
find_room (const GjOcrRules *rules, int table, const GjOcrLines *xs, const GjOcrLines *ys)
{
  gboolean broken = gj_ocr_rules_broken (rules);
  for (guint r = 0; r + 1 < ys->n; r++) {
    guint there = 0;
    if (ys->at[r + 1] - ys->at[r] < rules->dpi * gj_ocr_tolerances.min_room)
      continue;
    for (guint c = 0; c < xs->n && there <= xs->n; c++) {
      gboolean side = c == 0 || c + 1 == xs->n;
      if (!is_gone (rules, side, xs->at[c], ys->at[r], ys->at[r + 1]))
        there += side ? xs->n + 1 : 1;
    }
    if (there * STROKE_OF <= xs->n && (broken || is_between_tables (rules, table, xs, ys, r)))
      return r;
  }
  return ys->n;
}

/* Makes what lies below @top a table of its own, which begins at @foot. Returns: its number. */
static int
split_table (GjOcrRules *rules, int table, int top, int foot)
{
  int below = rules->n_tables++, y = (top + foot) / 2;
  guint n = rules->v->len;

  for (guint i = 0; i < rules->h->len; i++) {
    GjOcrRule *r = &g_array_index (rules->h, GjOcrRule, i);
    if (r->table == table && r->pos > y)
      r->table = below;
  }
  for (guint i = 0; i < n; i++) {
    GjOcrRule *r = &g_array_index (rules->v, GjOcrRule, i);
    if (r->table != table)
      continue;
    GjOcrRule rest = { MAX (r->from, foot), r->to, r->pos, below, r->cover };
    if (r->from >= y)
      *r = rest;
    else {
      r->to = MIN (r->to, top);
      if (rest.to > rest.from)
        g_array_append_val (rules->v, rest);
    }
  }
  return below;
}

/* The pieces of rules, across or upright, between the top and the foot of @grid, in pixels of the picture. */
static GArray *
pieces_beside (const GjOcrRules *rules, gboolean upright, const GjOcrGrid *grid)
{
  GArray *mine = g_array_new (FALSE, FALSE, sizeof (GjOcrRule));
  int near = (int) (rules->dpi * gj_ocr_tolerances.meet) * rules->scale;
  const GArray *from = rules->pieces[upright];
  for (guint i = 0; from != NULL && i < from->len; i++) {
    GjOcrRule r = g_array_index (from, GjOcrRule, i);
    r = (GjOcrRule){ r.from * rules->scale, r.to * rules->scale, r.pos * rules->scale, -1, r.cover };
    int middle = upright ? (r.from + r.to) / 2 : r.pos;
    if (middle >= grid->box.y0 - near && middle <= grid->box.y1 + near)
      g_array_append_val (mine, r);
  }
  return mine;
}

static void
add_table (GjOcrRules *rules, int table, GPtrArray *grids)
{
  const GjOcrTolerances *t = &gj_ocr_tolerances;
  double dpi = rules->dpi;
  GjOcrLines xs, ys;

  int same = MAX ((int) (dpi * t->same_rule), 2);
  int need_h = (int) MIN (dpi * t->sure_h, MAX (table_length (rules->v, table) * 0.85, dpi * t->min_rule_h));
  int need_v = (int) MIN (dpi * t->sure_v, MAX (table_length (rules->h, table) * 0.85, dpi * t->min_rule_v));
  int comb = comb_length (rules->v, table, same);
  need_v = comb > 0 ? MIN (need_v, (int) (comb * 0.85)) : need_v;
  gboolean broken = gj_ocr_rules_broken (rules);
  double low = broken ? LOW_ROW : t->min_row;
  find_lines (rules->h, table, same, need_h, (int) (dpi * low), &ys);
  find_lines (rules->v, table, same, need_v, (int) (dpi * t->min_col), &xs);
  close_open_ends (rules->v, xs.n, table, broken, &ys, (int) (dpi * 0.1), same);
  close_open_ends (rules->h, ys.n, table, broken, &xs, (int) (dpi * 0.2), same);
  if (xs.n < 2 || ys.n < 2)
    return;
  if (broken)
    gj_ocr_rows_adopt (rules, &xs, &ys);
  guint room = find_room (rules, table, &xs, &ys);
  if (room < ys.n) {
    int below = split_table (rules, table, ys.at[room], ys.at[room + 1]);
    add_table (rules, table, grids);
    add_table (rules, below, grids);
    return;
  }
  if (broken)
    gj_ocr_ends_adopt (rules, table, &xs, &ys);
  GjOcrGrid *grid = best_grid (rules, table, &xs, &ys);
  if (grid == NULL)
    return;
  grid->across = pieces_beside (rules, FALSE, grid);
  grid->upright = pieces_beside (rules, TRUE, grid);
  g_ptr_array_add (grids, grid);
}

static gint
by_top (gconstpointer a, gconstpointer b)
{
  return (*(GjOcrGrid *const *) a)->box.y0 - (*(GjOcrGrid *const *) b)->box.y0;
}

GPtrArray *
gj_ocr_grids_from_rules (GjOcrRules *rules)
{
  GPtrArray *grids = g_ptr_array_new_with_free_func ((GDestroyNotify) gj_ocr_grid_free);
  for (int i = 0, n = rules->n_tables; i < n; i++)
    add_table (rules, i, grids);
  g_ptr_array_sort (grids, by_top);
  return grids;
}

#define CHARACTER_WIDTH 0.25 /* with what is left around it, inches */
#define CHARACTER_HEIGHT 0.2
#define LEAST_HEIGHT 0.12
/* What is left of a table on a page may be as low (inches), but is no narrower than the table (parts of the page). */
#define SMALL_HEIGHT 0.9
#define SMALL_WIDTH 0.35

void
gj_ocr_grids_drop_characters (GPtrArray *grids, double dpi, int page_width)
{
  for (guint i = grids->len; i-- > 0;) {
    const GjOcrGrid *grid = g_ptr_array_index (grids, i);
    gboolean small = gj_ocr_rect_height (&grid->box) < SMALL_HEIGHT * dpi &&
                     gj_ocr_rect_width (&grid->box) < SMALL_WIDTH * page_width;
    gboolean low = gj_ocr_rect_height (&grid->box) < LEAST_HEIGHT * dpi * grid->n_rows;
    if (low || small ||
        (grid->n_cols > GJ_OCR_MOST_COLUMNS && gj_ocr_rect_width (&grid->box) < CHARACTER_WIDTH * dpi * grid->n_cols &&
         gj_ocr_rect_height (&grid->box) < CHARACTER_HEIGHT * dpi * grid->n_rows))
      g_ptr_array_remove_index (grids, i);
  }
}
